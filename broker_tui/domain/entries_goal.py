"""Entries about core elements 1 and 2: resources, Min Plan, network, CV and job goal (R68-R79, R82, R91)."""

from datetime import date
from typing import Annotated, ClassVar

from broker_tui.domain.codes import CvWork, GoalClarity, GoalSource, JobGoalKind
from broker_tui.domain.entries import Entry
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, RequiredLine, Text

_ON_JOBNET = Condition("work", ("started", "consolidated", "updated"))


class ResourcesEntry(Entry):
    """What the citizen brings along and what stands in her way, in her own words, and who helps (R68)."""

    form: ClassVar[str] = "resources"

    resources: Annotated[Text, Hint(kind="text")] = ""
    challenges: Annotated[Text, Hint(kind="text")] = ""
    support_by: Line = ""


class MinPlanBrokerEntry(Entry):
    """When the broker's name was written into Min Plan (R82); empty while it is not."""

    form: ClassVar[str] = "min_plan_broker"

    min_plan_broker_on: date | None = None


class NetworkContactEntry(Entry):
    """Someone of the citizen's network (R69)."""

    form: ClassVar[str] = "network_contact"

    name: RequiredLine
    relation: Line = ""
    phone: Annotated[Line, Hint(kind="phone")] = ""


class CvEntry(Entry):
    """Work on the CV; a café is no work on it together with the broker (R71-R73, R92)."""

    form: ClassVar[str] = "cv"

    on: date
    work: CvWork = CvWork.STARTED
    with_broker: Annotated[bool, Hint(visible_when=_ON_JOBNET)] = False
    note: Line = ""


class SearchableEntry(Entry):
    """The agreement that companies may find the CV, which takes "Jeg søger job som" (R78)."""

    form: ClassVar[str] = "searchable"

    started_on: date
    job_sought_filled: bool = False
    ended_on: date | None = None


class JobGoalEntry(Entry):
    """The job goal in the citizen's words, from a day on (R70, R75, R76), and what makes it concrete (R91)."""

    form: ClassVar[str] = "job_goal"

    text: RequiredLine
    on: date
    kind: JobGoalKind | None = None
    clarity: GoalClarity | None = None
    sources: tuple[GoalSource, ...] = ()
    workplaces: Annotated[Text, Hint(kind="text", section="concrete")] = ""
    tasks: Annotated[Text, Hint(kind="text", section="concrete")] = ""
    abilities: Annotated[Text, Hint(kind="text", section="concrete")] = ""

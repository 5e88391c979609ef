"""The preparation form of a step-up, filled in by the citizen with help (R160); numbered F1-F24 in the field lists.

Who is invited, when they meet and how the material reached them are records of their own (F4, F12, F20, F22, F23).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from broker_tui.domain.entries_versioned import VersionedEntry
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, Model, RequiredLine, Text

_HEALTH = Condition("challenge_health", ("yes",))
_FAMILY = Condition("challenge_family", ("yes",))
_NETWORK = Condition("network_wanted", ("yes",))


class EffortRow(Model):
    """What another department does for the citizen (F11)."""

    id: str = ""
    department: Line = ""
    effort: RequiredLine
    contact: Line = ""


class NetworkRow(Model):
    """Someone of her network whom the citizen wants invited (F21)."""

    id: str = ""
    name: RequiredLine
    relation: Line = ""
    phone: Annotated[Line, Hint(kind="phone")] = ""


class PreparationEntry(VersionedEntry):
    """The preparation form, in the order a broker talks it through with the citizen.

    It may be saved half filled in; what is `needed` has to be there before the citizen approves it (C24).

    Attributes:
        job_goal: her own job goal (F8).
        citizen_challenges: what she feels stands in the way, in her own words (F9).
        challenge_health: whether it is her health; `challenge_family` her family (F6); at least one of them.
        match_delayed_reason: why the match drags on (F5).
        cooperation_insufficient: existing cooperation does not suffice, with the reason (F7).
        status_overview: how her case stands (F10).
        health_challenges: H1 (F13); `health_support` H2 (F14); `health_clarification` H3 (F15).
        family_challenges: M1 (F16); `family_support` M2 (F17); `spare_time_job` M3 (F18).
        approved_on: when the citizen approved it; another version starts without.
    """

    form: ClassVar[str] = "preparation"

    job_goal: Annotated[Text, Hint(kind="text", section="goal", needed=True)] = ""
    citizen_challenges: Annotated[Text, Hint(kind="text", section="goal", needed=True)] = ""
    challenge_health: Annotated[bool, Hint(section="goal")] = False
    challenge_family: Annotated[bool, Hint(section="goal")] = False
    is_provider: Annotated[bool | None, Hint(section="goal", needed=True, visible_when=_FAMILY)] = None
    health_challenges: Annotated[Text, Hint(kind="text", section="health", needed=True, visible_when=_HEALTH)] = ""
    health_support: Annotated[bool | None, Hint(section="health", needed=True, visible_when=_HEALTH)] = None
    health_support_what: Annotated[
        Text,
        Hint(kind="text", section="health", needed=True, visible_when=Condition("health_support", ("yes",))),
    ] = ""
    health_clarification: Annotated[bool | None, Hint(section="health", needed=True, visible_when=_HEALTH)] = None
    health_clarification_what: Annotated[
        Text,
        Hint(kind="text", section="health", needed=True, visible_when=Condition("health_clarification", ("yes",))),
    ] = ""
    family_challenges: Annotated[Text, Hint(kind="text", section="family", needed=True, visible_when=_FAMILY)] = ""
    child_case: Annotated[bool | None, Hint(section="family", needed=True, visible_when=_FAMILY)] = None
    family_support: Annotated[Text, Hint(kind="text", section="family", needed=True, visible_when=_FAMILY)] = ""
    spare_time_job: Annotated[bool | None, Hint(section="family", needed=True, visible_when=_FAMILY)] = None
    spare_time_job_count: Annotated[
        int | None,
        Field(ge=1, le=99),
        Hint(kind="number", section="family", visible_when=Condition("spare_time_job", ("yes",))),
    ] = None
    network_wanted: Annotated[bool | None, Hint(section="network", needed=True)] = None
    network: Annotated[
        tuple[NetworkRow, ...], Hint(kind="rows", section="network", needed=True, visible_when=_NETWORK)
    ] = ()
    match_delayed_reason: Annotated[Text, Hint(kind="text", section="ground", needed=True)] = ""
    cooperation_insufficient: Annotated[bool, Hint(section="ground")] = False
    cooperation_reason: Annotated[Text, Hint(kind="text", section="ground", needed=True)] = ""
    status_overview: Annotated[Text, Hint(kind="text", section="status_overview", needed=True)] = ""
    efforts: Annotated[tuple[EffortRow, ...], Hint(kind="rows", section="efforts")] = ()
    filled_in_by_citizen: Annotated[bool, Hint(section="approval")] = False
    helped_by_caseworker: Annotated[bool, Hint(section="approval")] = False
    helped_by_broker: Annotated[bool, Hint(section="approval")] = False
    responsible_caseworker: Annotated[Line, Hint(section="approval", needed=True)] = ""
    approved_on: Annotated[date | None, Hint(section="approval")] = None

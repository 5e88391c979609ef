"""What a broker types: one model per form, with the hints that make a form of it.

An entry is a request, not a fact: the acts of `casework` check it against the case and turn it into records. Those
about the way to a job stand in files of their own: `entries_goal`, `entries_company`, `entries_placement`,
`entries_step`.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from broker_tui.domain.citizen import Cpr
from broker_tui.domain.codes import (
    BrokerRole,
    ContactMedium,
    ContactOutcome,
    ContactParty,
    ExitReason,
    Group,
    Marker,
    NetworkWish,
    Readiness,
    RehabTarget,
    SeniorPension,
    Step,
)
from broker_tui.domain.contact import WeekText
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, Model, RequiredLine, Text

Lines = tuple[RequiredLine, ...]
"""Several short texts, one a line."""


class Entry(Model):
    """The base of all entries; `form` names the form in the catalogue."""

    form: ClassVar[str] = ""


class ContactEntry(Entry):
    """A contact or attempt; each line of `agreements` becomes a task, and those `finished` are done (R27, R95)."""

    form: ClassVar[str] = "contact"

    on: date
    medium: ContactMedium = ContactMedium.PHONE
    outcome: ContactOutcome = ContactOutcome.REACHED
    party: ContactParty = ContactParty.CITIZEN
    note: Annotated[Text, Hint(kind="text")] = ""
    agreements: Annotated[Lines, Hint(kind="lines")] = ()
    agreements_due: Annotated[date | None, Hint(visible_when=Condition("agreements"))] = None
    finished: Annotated[tuple[str, ...], Hint(kind="choices", choices_from="open_tasks")] = ()
    is_statutory_talk: bool = False
    transferred: bool = False


class ContactChangeEntry(Entry):
    """A correction of a contact; its agreements are corrected as tasks of their own."""

    form: ClassVar[str] = "contact"

    on: date
    medium: ContactMedium = ContactMedium.PHONE
    outcome: ContactOutcome = ContactOutcome.REACHED
    party: ContactParty = ContactParty.CITIZEN
    note: Annotated[Text, Hint(kind="text")] = ""
    is_statutory_talk: bool = False
    transferred: bool = False


class WeekExcuseEntry(Entry):
    """A week the two agreed to skip, with the reason (C3)."""

    form: ClassVar[str] = "week_excuse"

    week: Annotated[WeekText, Hint(kind="week")]
    note: RequiredLine


class TaskEntry(Entry):
    """A task or agreement, done when `done_on` is filled in (R95)."""

    form: ClassVar[str] = "task"

    text: RequiredLine
    agreed_on: date
    due_on: date | None = None
    done_on: date | None = None


class CitizenEntry(Entry):
    """A citizen's own data."""

    form: ClassVar[str] = "citizen"

    name: RequiredLine
    enrolled_on: date
    edition: Annotated[str, Hint(choices_from="editions")] = "fsm3"
    phone: Annotated[Line, Hint(kind="phone", section="reach")] = ""
    email: Annotated[Line, Hint(section="reach")] = ""
    address: Annotated[Line, Hint(section="reach")] = ""
    protected_address: Annotated[bool, Hint(section="reach")] = False
    home_municipality: Annotated[Line, Hint(section="reach")] = ""
    benefit: Annotated[str | None, Hint(choices_from="benefits", section="situation")] = None
    in_intro_programme: Annotated[bool, Hint(section="situation")] = False
    is_provider: Annotated[bool | None, Hint(section="situation")] = None
    network_wish: Annotated[NetworkWish, Hint(section="situation")] = NetworkWish.NOT_ASKED
    unable_to_take_part: Annotated[bool, Hint(section="situation")] = False
    caseworker: Annotated[Line, Hint(section="caseworker")] = ""
    caseworker_phone: Annotated[Line, Hint(kind="phone", section="caseworker")] = ""
    case_closed_on: Annotated[date | None, Hint(section="caseworker")] = None
    remark: Annotated[Text, Hint(kind="text", section="remark")] = ""


class NumberEntry(Entry):
    """A personal number: of a new citizen, or the right one in place of a replacement number or a slip."""

    form: ClassVar[str] = "number"

    cpr: Annotated[Cpr, Hint(kind="cpr")]


class NewCitizenEntry(CitizenEntry, NumberEntry):
    """A citizen who comes into the programme: group 1 unless another is chosen (R4), with broker and step."""

    form: ClassVar[str] = "citizen"

    group: Annotated[Group | None, Hint(section="start")] = Group.INTERVENTION
    broker_id: Annotated[str | None, Hint(choices_from="brokers", section="start")] = None
    broker_from: Annotated[date | None, Hint(section="start", visible_when=Condition("broker_id"))] = None
    step: Annotated[Step | None, Hint(section="start")] = Step.CLARIFICATION
    step_from: Annotated[date | None, Hint(section="start", visible_when=Condition("step"))] = None


class BrokerEntry(Entry):
    """A job broker's own data (R65, R67)."""

    form: ClassVar[str] = "broker"

    name: RequiredLine
    roles: tuple[BrokerRole, ...] = ()
    phone: Annotated[Line, Hint(kind="phone")] = ""
    email: Line = ""


class AssignmentEntry(Entry):
    """A new broker from a day on; the broker before ends the day before (R60-R62)."""

    form: ClassVar[str] = "broker_assign"

    broker_id: Annotated[str, Field(min_length=1), Hint(kind="choice", choices_from="brokers")]
    started_on: date
    note: Line = ""


class HandOverEntry(Entry):
    """Citizens who go from one broker to another from a day on; none chosen means all of them (R62)."""

    form: ClassVar[str] = "hand_over"

    from_broker: Annotated[str, Field(min_length=1), Hint(kind="choice", choices_from="brokers")]
    to_broker: Annotated[str, Field(min_length=1), Hint(kind="choice", choices_from="brokers")]
    on: date
    citizens: Annotated[tuple[str, ...], Hint(kind="choices", choices_from="citizens_of_broker")] = ()
    note: Line = ""


class GroupEntry(Entry):
    """An assignment to group 1 or 2 from a day on; group 2 rests on an assessment (R4, R8)."""

    form: ClassVar[str] = "group"

    group: Group
    started_on: date
    assessment: Annotated[RehabTarget | None, Hint(visible_when=Condition("group", ("2",)))] = None
    note: Line = ""


class RehabEntry(Entry):
    """How far a case in group 2 has come (R8-R11)."""

    form: ClassVar[str] = "rehab"

    assessment: RehabTarget | None = None
    rehab_plan_started_on: date | None = None
    rehab_team_on: date | None = None
    rehab_outcome: RehabTarget | None = None
    rehab_outcome_on: Annotated[date | None, Hint(visible_when=Condition("rehab_outcome"))] = None


class MarkerEntry(Entry):
    """A person-group marker as it stands in the official system (R12)."""

    form: ClassVar[str] = "marker"

    marker: Annotated[Marker, Hint(choices_from="markers")]
    started_on: date
    ended_on: date | None = None


class ExemptionEntry(Entry):
    """A time of exemption; without an end it lasts until it is lifted (R13-R17)."""

    form: ClassVar[str] = "exemption"

    type: Annotated[str, Field(min_length=1), Hint(kind="choice", choices_from="exemptions")]
    started_on: date
    ended_on: date | None = None
    note: Line = ""


class ReadinessEntry(Entry):
    """The readiness the citizen is judged to have from a day on (R25)."""

    form: ClassVar[str] = "readiness"

    readiness: Readiness
    started_on: date


class SeniorPensionEntry(Entry):
    """A step in an application for senior pension (R18-R21)."""

    form: ClassVar[str] = "senior_pension"

    status: SeniorPension
    on: date


class TalkEntry(Entry):
    """A talk with the caseworker that clarifies the group (R6)."""

    form: ClassVar[str] = "talk"

    on: date
    caseworker: Line = ""
    outcome: Group | None = None


class ExitEntry(Entry):
    """A citizen who leaves the programme, for one of the closed list of reasons (R22)."""

    form: ClassVar[str] = "exit"

    reason: ExitReason
    on: date
    close_open: bool = True
    note: Line = ""


class ReturnEntry(Entry):
    """A citizen who comes back into the programme."""

    form: ClassVar[str] = "return"

    returned_on: date


class NetworkEntry(Entry):
    """Whether the citizen wants her network drawn in (R69)."""

    form: ClassVar[str] = "network"

    network_wish: NetworkWish


class SpanEntry(Entry):
    """Corrected days of a group, a broker or a step; the last day is included."""

    form: ClassVar[str] = "span"

    started_on: date
    ended_on: date | None = None

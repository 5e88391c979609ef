"""Entries about times at a company or school: agreement, following up, hours, and how it ends (R99-R132)."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from broker_tui.domain.codes import FollowUpInterval, FollowUpPlace, InternshipPurpose, PlacementKind
from broker_tui.domain.entries import Entry, Lines
from broker_tui.domain.entries_company import UNLISTED
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.hours import Hours, PeriodText, WeeklyHours
from broker_tui.domain.model import Line, Text

_SCHOOLS = frozenset({PlacementKind.SU_EDUCATION, PlacementKind.OTHER_EDUCATION})
_AT_COMPANY = Condition("kind", tuple(kind.value for kind in PlacementKind if kind not in _SCHOOLS))
_INTERNSHIP = Condition("kind", (PlacementKind.INTERNSHIP.value,))
_TO_CLARIFY = Condition("purpose", (InternshipPurpose.CLARIFICATION.value,))
_PAID_LATER = Condition("paid_hours_possible", ("", "yes"))
_NEVER_PAID = Condition("paid_hours_possible", ("no",))

RequiredText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class PlacementEntry(Entry):
    """A time at a company or school with all that was agreed; only what its kind asks for is shown (R99-R115).

    The plan for following up has up to three phases: `every` until a day, `then_every` until another, `last_every`
    from there (R111).
    """

    form: ClassVar[str] = "placement"

    kind: PlacementKind
    company_id: Annotated[str | None, Hint(choices_from="companies")] = None
    company: Annotated[Line, Hint(visible_when=UNLISTED)] = ""
    started_on: date
    ended_on: date | None = None
    agreed_on: date | None = None
    taken_over: bool = False
    note: Line = ""
    work_function: Annotated[Line, Hint(section="work", visible_when=_AT_COMPANY)] = ""
    tasks: Annotated[Text, Hint(kind="text", section="work", visible_when=_AT_COMPANY)] = ""
    working_time: Annotated[Line, Hint(section="work", visible_when=_AT_COMPANY)] = ""
    weekly_hours: Annotated[WeeklyHours | None, Hint(kind="number", section="work", visible_when=_AT_COMPANY)] = None
    health_considerations: Annotated[Text, Hint(kind="text", section="work", visible_when=_AT_COMPANY)] = ""
    contact_name: Annotated[Line, Hint(section="contact_person", visible_when=_AT_COMPANY)] = ""
    contact_phone: Annotated[Line, Hint(kind="phone", section="contact_person", visible_when=_AT_COMPANY)] = ""
    contact_email: Annotated[Line, Hint(section="contact_person", visible_when=_AT_COMPANY)] = ""
    goal_told_citizen: Annotated[bool, Hint(section="contact_person", visible_when=_AT_COMPANY)] = False
    goal_told_company: Annotated[bool, Hint(section="contact_person", visible_when=_AT_COMPANY)] = False
    purpose: Annotated[InternshipPurpose | None, Hint(section="purpose", visible_when=_INTERNSHIP)] = None
    is_taster: Annotated[bool, Hint(section="purpose", visible_when=_TO_CLARIFY)] = False
    why_not_paid_hours: Annotated[Text, Hint(kind="text", section="purpose", visible_when=_INTERNSHIP)] = ""
    paid_hours_possible: Annotated[bool | None, Hint(section="purpose", visible_when=_INTERNSHIP)] = None
    paid_hours_expected: Annotated[Line, Hint(section="purpose", visible_when=_PAID_LATER)] = ""
    paid_hours_expected_on: Annotated[date | None, Hint(section="purpose", visible_when=_PAID_LATER)] = None
    mastery: Annotated[Lines, Hint(kind="lines", section="purpose", visible_when=_INTERNSHIP)] = ()
    next_workplace_plan: Annotated[Text, Hint(kind="text", section="purpose", visible_when=_NEVER_PAID)] = ""
    plan_agreed_on: Annotated[date | None, Hint(section="plan", visible_when=_AT_COMPANY)] = None
    plan_citizen: Annotated[bool, Hint(section="plan", visible_when=_AT_COMPANY)] = False
    plan_broker: Annotated[bool, Hint(section="plan", visible_when=_AT_COMPANY)] = False
    plan_company: Annotated[bool, Hint(section="plan", visible_when=_AT_COMPANY)] = False
    every: Annotated[FollowUpInterval | None, Hint(section="plan", visible_when=_AT_COMPANY)] = None
    every_until: Annotated[date | None, Hint(section="plan", visible_when=Condition("every"))] = None
    then_every: Annotated[FollowUpInterval | None, Hint(section="plan", visible_when=Condition("every_until"))] = None
    then_until: Annotated[date | None, Hint(section="plan", visible_when=Condition("then_every"))] = None
    last_every: Annotated[FollowUpInterval | None, Hint(section="plan", visible_when=Condition("then_until"))] = None
    ordinary_environment: Annotated[bool | None, Hint(section="match", visible_when=_AT_COMPANY)] = None
    colleagues: Annotated[bool | None, Hint(section="match", visible_when=_AT_COMPANY)] = None
    meaningful_tasks: Annotated[bool | None, Hint(section="match", visible_when=_AT_COMPANY)] = None
    room_to_grow: Annotated[bool | None, Hint(section="match", visible_when=_AT_COMPANY)] = None


class TakeOverEntry(PlacementEntry):
    """A placement that ran already; it keeps its start, and step 3 begins on the day chosen (R131, R132)."""

    form: ClassVar[str] = "placement"

    taken_over: bool = True
    step_3_from: Annotated[date | None, Hint(section="start")] = None


class EndEntry(Entry):
    """A placement that ends as planned; matching begins anew where nothing follows, and the CV grows (R105)."""

    form: ClassVar[str] = "placement_end"

    ended_on: date
    to_matching: bool = False
    cv_updated: bool = False


class InterruptionEntry(Entry):
    """A placement broken off, with the reason; matching begins anew with a clock of its own (R127, C11)."""

    form: ClassVar[str] = "interruption"

    interrupted_on: date
    interruption_reason: Annotated[RequiredText, Hint(kind="text")]
    to_matching: bool = False


class FollowUpChangeEntry(Entry):
    """A correction of a follow-up."""

    form: ClassVar[str] = "follow_up"

    placement_id: Annotated[str, StringConstraints(min_length=1), Hint(kind="choice", choices_from="placements")]
    on: date
    place: FollowUpPlace = FollowUpPlace.COMPANY
    with_citizen: bool = True
    with_company: bool = True
    acute: bool = False
    internship_hours: Annotated[WeeklyHours | None, Hint(kind="number")] = None
    paid_hours: Annotated[WeeklyHours | None, Hint(kind="number")] = None
    changed_tasks: Annotated[Text, Hint(kind="text")] = ""
    note: Annotated[Text, Hint(kind="text")] = ""
    transferred: bool = False


class FollowUpEntry(FollowUpChangeEntry):
    """A follow-up: who was there, what was adjusted, the hours from that day on, what is mastered (R102, R120-R126)."""

    form: ClassVar[str] = "follow_up"

    mastered: Annotated[tuple[str, ...], Hint(kind="choices", choices_from="mastery")] = ()


class HoursEntry(Entry):
    """Paid hours in one month or week; the same period again replaces them (R120)."""

    form: ClassVar[str] = "hours"

    placement_id: Annotated[str, StringConstraints(min_length=1), Hint(kind="choice", choices_from="placements")]
    period: Annotated[PeriodText, Hint(kind="period")]
    hours: Annotated[Hours, Hint(kind="number")]

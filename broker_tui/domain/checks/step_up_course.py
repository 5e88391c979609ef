"""Checks of what happens in a step-up: meetings, the two forms, what was agreed and how it goes (R156-R181)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.case import facts_of
from broker_tui.domain.checks.found import Checked, Found
from broker_tui.domain.checks.step_up import span_of
from broker_tui.domain.codes_step_up import AgreedKind, ParticipantRole, Responsible
from broker_tui.domain.step_up_needs import MEETINGS_MAX, has_pack, required_roles

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import AgreedItem, FormVersion, StepUp, StepUpMeeting

FIELDS: Final = {
    AgreedKind.CONSIDERATION: "considerations",
    AgreedKind.MEASURE: "measures",
    AgreedKind.SUPPORT: "support",
    AgreedKind.OTHER: "others",
}
"""The field of the agreement that holds the rows of each kind."""

_INVITED: Final = (ParticipantRole.CITIZEN, ParticipantRole.NETWORK)
"""The citizen has a check of her own; her network is invited and need not come (R166, R173)."""


class Decisions(NamedTuple):
    """The three answers of R164, as a form holds them."""

    challenges: str
    needs_considerations: bool | None
    needs_measures: bool | None


def check_meeting(meeting: "StepUpMeeting", case: "Case", today: date) -> Checked:
    """R163-R168: one meeting or two; held, the citizen was there, and the three answers are best noted at once."""
    found = Found()
    if meeting.held:
        found.not_future("on", meeting.on, today)
    step_up = next((one for one in case.step_ups if one.id == meeting.step_up_id), None)
    if step_up is None:
        found.refuse("", "step_up_unknown")
        return found.done()
    _when(meeting, step_up, case, found)
    if meeting.held is None and meeting.on < today:
        found.warn("on", "meeting_in_past")
    if meeting.held:
        _held(meeting, case, found, max(today, meeting.on))
    return found.done()


def _when(meeting: "StepUpMeeting", step_up: "StepUp", case: "Case", found: Found) -> None:
    """R163: in the time of the step-up, and not a third."""
    if meeting.on < step_up.started_on:
        found.refuse("on", "before_step_up", started=step_up.started_on)
    elif step_up.ended_on is not None and meeting.on > step_up.ended_on:
        found.warn("on", "after_step_up", ended=step_up.ended_on)
    mine = (one for one in case.step_up_meetings if one.step_up_id == step_up.id)
    others = [one for one in mine if one.id != meeting.id and one.held is not False]
    if meeting.held is not False and len(others) >= MEETINGS_MAX:
        found.warn("on", "third_meeting", most=MEETINGS_MAX)
    if any(one.on == meeting.on for one in others):
        found.warn("on", "meeting_twice")


def _held(meeting: "StepUpMeeting", case: "Case", found: Found, day: date) -> None:
    """R157, R164, R166, R168: who was there, with what they had read, and what was answered."""
    there = {one.id: one.role for one in case.participants if one.step_up_id == meeting.step_up_id}
    present = {there[id_] for id_ in meeting.present if id_ in there}
    if any(id_ not in there for id_ in meeting.present):
        found.refuse("present", "participant_unknown")
    if ParticipantRole.CITIZEN not in present:
        found.refuse("present", "citizen_not_present")
    span = span_of(facts_of(case, day, citizen_id=""), meeting.step_up_id)
    if span is not None:
        roles = required_roles(span, case.citizen.is_provider)
        absent = tuple(role for role in roles if role not in present and role not in _INVITED)
        if absent:
            found.warn("present", "required_not_present", roles=absent, n=len(absent))
        lacking = sum(not has_pack(one, meeting.on, meeting.on) for one in span.participants)
        if lacking:
            found.warn("", "held_without_pack", n=lacking)
    for field in _undecided(Decisions(meeting.challenges, meeting.needs_considerations, meeting.needs_measures)):
        found.warn(field, "decision_missing")
    if meeting.needs_considerations and not meeting.considerations:
        found.warn("considerations", "considerations_missing")
    if meeting.needs_measures and not meeting.measures:
        found.warn("measures", "measures_missing")


def check_preparation_form(version: "FormVersion", case: "Case", today: date) -> Checked:
    """R160, C24: a version of the preparation form, approved on a day that has come."""
    found = Found()
    found.not_future("approved_on", version.approved_on, today)
    if all(one.id != version.step_up_id for one in case.step_ups):
        found.refuse("", "step_up_unknown")
    return found.done()


def check_agreement_form(
    version: "FormVersion",
    decisions: Decisions,
    items: "Iterable[AgreedItem]",
    case: "Case",
    today: date,
    *,
    with_citizen: bool = True,
) -> Checked:
    """R156, R164, R176, R178: it rests on a meeting and three answers, and each row has somebody who sees to it."""
    found = Found()
    found.not_future("on", version.on, today)
    meetings = [one for one in case.step_up_meetings if one.step_up_id == version.step_up_id and one.held]
    if not any(meeting.on <= version.on for meeting in meetings):
        found.refuse("meetings", "agreement_before_meeting")
    for field in _undecided(decisions):
        found.refuse(field, "decision_missing")
    if not with_citizen:
        found.warn("with_citizen", "agreement_without_citizen")
    rows: dict[AgreedKind, list[AgreedItem]] = {kind: [] for kind in AgreedKind}
    for item in items:
        rows[item.kind].append(item)
    if decisions.needs_considerations and not rows[AgreedKind.CONSIDERATION]:
        found.warn("considerations", "considerations_missing")
    if decisions.needs_measures and not rows[AgreedKind.MEASURE]:
        found.warn("measures", "measures_missing")
    for kind, agreed in rows.items():
        if any(_nobody(one) for one in agreed):
            found.refuse(FIELDS[kind], "row_without_person")
        if any(one.follow_up_on is not None and one.follow_up_on < one.agreed_on for one in agreed):
            found.refuse(FIELDS[kind], "follow_up_before_agreed")
    return found.done()


def check_agreed_item(item: "AgreedItem", _case: "Case", today: date) -> Checked:
    """R176, R180, R181: what was agreed is started, done or left out on days that have come."""
    found = Found()
    for field in ("agreed_on", "started_on", "done_on", "dropped_on"):
        found.not_future(field, getattr(item, field), today)
    if item.started_on is not None:
        if item.kind is not AgreedKind.MEASURE:
            found.refuse("started_on", "only_measures_start")
        elif item.started_on < item.agreed_on:
            found.warn("started_on", "before_agreed", agreed=item.agreed_on)
    if item.done_on is not None and item.done_on < item.agreed_on:
        found.refuse("done_on", "before_agreed", agreed=item.agreed_on)
    if item.done_on is not None and item.dropped_on is not None:
        found.refuse("done_on", "done_and_dropped")
    if item.follow_up_on is not None:
        if item.follow_up_on < item.agreed_on:
            found.refuse("follow_up_on", "before_agreed", agreed=item.agreed_on)
        elif item.follow_up_on < today and item.done_on is None and item.dropped_on is None:
            found.warn("follow_up_on", "follow_up_past")
    if item.ensured_by is Responsible.OTHER and not item.ensured_name:
        found.refuse("ensured_name", "who_missing")
    if item.follow_up_by is Responsible.OTHER and not item.follow_up_name:
        found.refuse("follow_up_name", "who_missing")
    return found.done()


def _undecided(decisions: Decisions) -> list[str]:
    """Return the answers of R164 that are missing."""
    return [name for name, answer in decisions._asdict().items() if answer is None or answer == ""]


def _nobody(item: "AgreedItem") -> bool:
    """Tell whether somebody else ensures or follows up, and nobody knows who."""
    return (item.ensured_by is Responsible.OTHER and not item.ensured_name) or (
        item.follow_up_by is Responsible.OTHER and not item.follow_up_name
    )

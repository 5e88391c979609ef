"""A step-up from its start to its end, and following up what was agreed in it (R150-R153, R176-R181, R186)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain import checks
from broker_tui.domain.codes import Marker
from broker_tui.domain.codes_step_up import AgreedKind, ParticipantReason, ParticipantRole
from broker_tui.domain.dates import covers
from broker_tui.domain.entries_step_up import (
    CloseStepUpEntry,
    ItemEntry,
    PackOthersEntry,
    StepUpChangeEntry,
    StepUpEntry,
    StepUpMinPlanEntry,
)
from broker_tui.domain.finding import Problem
from broker_tui.domain.group import PersonMarker
from broker_tui.domain.step_up import AgreedItem, Participant, StepUp
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.store.act import Act

_NOT_IN_RECORD: Final = {"is_provider", "set_marker"}


def start_step_up(desk: Desk, citizen_id: str, entry: StepUpEntry) -> Done:
    """Begin a step-up, with those who always take part (R150-R153, R168); its marker on request (R186).

    Raises:
        Refused: a condition does not hold, it is too early (R152), or one runs already.
    """
    case = the_case(desk, citizen_id)
    step_up = StepUp(id=new_id(), **entry.model_dump(exclude=_NOT_IN_RECORD))
    checked = checks.check_step_up(step_up, case, desk.programme(case.citizen.edition), desk.today)
    warnings = settle(checked)
    marker = PersonMarker(id=new_id(), marker=Marker.STEP_UP, started_on=entry.started_on)
    marked = entry.set_marker and not running_markers(case, entry.started_on)
    if marked:
        warnings += settle(checks.check_marker(marker, case, desk.today))
    with acting(desk, "step_up_started", citizen_id, on=step_up.started_on) as act:
        act.add(citizen_id, step_up)
        _note_provider(act, citizen_id, case, entry)
        for participant in _always_there(desk, case, step_up):
            act.add(citizen_id, participant)
        if marked:
            act.add(citizen_id, marker)
    return Done(citizen_id, step_up.id, warnings)


def change_step_up(desk: Desk, citizen_id: str, step_up_id: str | None, entry: StepUpChangeEntry) -> Done:
    """Correct what a step-up rests on, and its days.

    Raises:
        Refused: a condition does not hold, the days do not fit, or the step-up is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_step_up(case, step_up_id, desk.today)
    after = before.model_copy(update=entry.model_dump(exclude=_NOT_IN_RECORD))
    warnings = settle(checks.check_step_up(after, case, desk.programme(case.citizen.edition), desk.today))
    with acting(desk, "step_up_changed", citizen_id, on=after.started_on) as act:
        act.change(citizen_id, after)
        _note_provider(act, citizen_id, case, entry)
    return Done(citizen_id, after.id, warnings)


def close_step_up(desk: Desk, citizen_id: str, step_up_id: str | None, entry: CloseStepUpEntry) -> Done:
    """Close a step-up; what is still open of the agreement stays and is warned about (R186, C13).

    Raises:
        Refused: it ends before it began or in the future, or it is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_step_up(case, step_up_id, desk.today)
    after = before.model_copy(update={"ended_on": entry.ended_on, "closing_note": entry.closing_note})
    warnings = settle(checks.check_closing(after, case, desk.today))
    with acting(desk, "step_up_closed", citizen_id, on=entry.ended_on) as act:
        act.change(citizen_id, after)
        if entry.end_marker:
            for marker in running_markers(case, entry.ended_on):
                act.change(citizen_id, marker.model_copy(update={"ended_on": entry.ended_on}))
    return Done(citizen_id, after.id, warnings)


def set_pack_others(desk: Desk, citizen_id: str, step_up_id: str | None, entry: PackOthersEntry) -> Done:
    """Write down which other documents belong to the material (R162).

    Raises:
        Refused: the step-up is gone.
    """
    step_up = the_step_up(the_case(desk, citizen_id), step_up_id, desk.today)
    with acting(desk, "pack_others_set", citizen_id, n=len(entry.pack_others)) as act:
        act.change(citizen_id, step_up.model_copy(update=entry.model_dump()))
    return Done(citizen_id, step_up.id)


def set_min_plan(desk: Desk, citizen_id: str, step_up_id: str | None, entry: StepUpMinPlanEntry) -> Done:
    """Note when the agreements were written into Min Plan (R177).

    Raises:
        Refused: the day lies in the future, or the step-up is gone.
    """
    on = entry.min_plan_on
    case = the_case(desk, citizen_id)
    after = the_step_up(case, step_up_id, desk.today).model_copy(update={"min_plan_on": on})
    warnings = settle(checks.check_step_up_min_plan(after, case, desk.today))
    code = "step_up_in_min_plan" if on else "step_up_not_in_min_plan"
    with acting(desk, code, citizen_id, on=on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, after.id, warnings)


def follow_up_item(desk: Desk, citizen_id: str, item_id: str, entry: ItemEntry) -> Done:
    """Note how something agreed goes, and when it is looked at again (R176, R180, R181).

    Raises:
        Refused: the days do not fit, or it is gone.
    """
    case = the_case(desk, citizen_id)
    after = the_record(case.agreed_items, item_id).model_copy(update=entry.model_dump())
    warnings = settle(checks.check_agreed_item(after, case, desk.today))
    with acting(desk, "agreed_item_followed_up", citizen_id, kind=after.kind) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, item_id, warnings)


def the_step_up(case: "Case", step_up_id: str | None, today: date) -> StepUp:
    """Return the step-up called `step_up_id`; without an id the running one, or else the latest.

    Raises:
        Refused: it is gone, or there is none.
    """
    if step_up_id is not None:
        return the_record(case.step_ups, step_up_id)
    latest = max(case.step_ups, key=lambda one: (one.started_on, one.id), default=None)
    found = running_step_up(case, today) or latest
    if found is None:
        raise Refused(Problem("", "no_step_up"))
    return found


def running_step_up(case: "Case", day: date) -> StepUp | None:
    """Return the step-up that runs on a day; of two at once, which only mistakes make, the one that began last."""
    running = [one for one in case.step_ups if covers(one.started_on, one.ended_on, day)]
    return max(running, key=lambda one: (one.started_on, one.id), default=None)


def stopped_by_withdrawal(case: "Case", withdrawn_on: date) -> tuple[Problem, ...]:
    """Return the warning that nothing about a running step-up may be shared from a day on (R159)."""
    step_up = running_step_up(case, withdrawn_on)
    if step_up is None:
        return ()
    return (Problem("withdrawn_on", "withdrawal_stops_step_up", {"started": step_up.started_on}),)


def running_markers(case: "Case", day: date) -> list[PersonMarker]:
    """Return the markers of step-up that hold on a day (R186)."""
    held = (one for one in case.markers if one.marker is Marker.STEP_UP)
    return [one for one in held if covers(one.started_on, one.ended_on, day)]


def open_items(case: "Case", day: date) -> list[AgreedItem]:
    """Return what was agreed in any step-up, by a day, and is neither carried through nor dropped then."""
    return [
        item
        for item in case.agreed_items
        if item.agreed_on <= day and not _by(item.done_on, day) and not _by(item.dropped_on, day)
    ]


def considerations(case: "Case", day: date) -> tuple[str, ...]:
    """Return the considerations that are agreed and still open, which every new placement has to regard (R180)."""
    return tuple(dict.fromkeys(item.text for item in open_items(case, day) if item.kind is AgreedKind.CONSIDERATION))


def _by(on: date | None, day: date) -> bool:
    return on is not None and on <= day


def _note_provider(act: "Act", citizen_id: str, case: "Case", entry: StepUpEntry | StepUpChangeEntry) -> None:
    """Write to the citizen whether she is a provider, where it was asked (R172)."""
    if entry.challenge_family and entry.is_provider is not case.citizen.is_provider:
        act.change_citizen(citizen_id, {"is_provider": entry.is_provider})


def _always_there(desk: Desk, case: "Case", step_up: StepUp) -> list[Participant]:
    """Return the three who take part in every meeting, as the case knows them (R168)."""
    citizen = case.citizen
    caseworker = step_up.responsible_caseworker or citizen.caseworker
    known = caseworker == citizen.caseworker
    people = [
        {"role": ParticipantRole.CITIZEN, "name": citizen.name, "phone": citizen.phone, "email": citizen.email},
        {
            "role": ParticipantRole.CASEWORKER,
            "name": caseworker,
            "phone": citizen.caseworker_phone if known else "",
        },
        {"role": ParticipantRole.BROKER, **_broker(desk, case)},
    ]
    required = {"step_up_id": step_up.id, "reason": ParticipantReason.REQUIRED}
    return [Participant.model_validate({"id": new_id(), **required, **person}) for person in people]


def _broker(desk: Desk, case: "Case") -> dict[str, str]:
    """Return the citizen's broker of today, or else who acts."""
    from broker_tui.casework.spans import on_day
    from broker_tui.store.cases import read_brokers

    assigned = on_day(case.brokers, desk.today)
    wanted = assigned.broker_id if assigned else desk.who
    for broker in read_brokers(desk.store):
        if broker.id == wanted:
            return {"name": broker.name, "phone": broker.phone, "email": broker.email}
    return {}

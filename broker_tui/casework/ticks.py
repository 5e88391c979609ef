"""Ticking off what has been entered in the official systems; the day is kept, and a second tick takes it back."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.casework.acting import acting, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.removal import record_of
from broker_tui.domain.approach import Approach
from broker_tui.domain.codes import Marker
from broker_tui.domain.contact import Contact
from broker_tui.domain.dates import covers
from broker_tui.domain.finding import Problem
from broker_tui.domain.follow_up import FollowUp
from broker_tui.domain.fulfilment import min_plan_broker_on
from broker_tui.domain.group import PersonMarker
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.domain.case import Case

OF_PLACEMENT: Final = {
    "min_plan_agreement": "min_plan_on",
    "vitas": "vitas_on",
    "purpose_min_plan": "purpose_min_plan_on",
    "purpose_vitas": "purpose_vitas_on",
    "company_told": "company_told_on",
}
"""What is ticked off at a placement, and the field that keeps its day (R113, R114, R126)."""

NOTES: Final = "notes"

Tick = Callable[[Desk, str, str | None], Done]


def tick_registration(desk: Desk, citizen_id: str, code: str, target_id: str | None = None) -> Done:
    """Tick off one registration as done today, or take the tick back.

    Args:
        desk: who ticks, and the day that is kept.
        citizen_id: the citizen.
        code: one of TICKED.
        target_id: the placement; for notes one contact, approach or follow-up, or None for all that wait.

    Raises:
        KeyError: there is no such registration.
        Refused: what it is about is gone.
    """
    if code in OF_PLACEMENT:
        return _tick_placement(desk, citizen_id, code, target_id)
    return _OTHERS[code](desk, citizen_id, target_id)


def _tick_placement(desk: Desk, citizen_id: str, code: str, target_id: str | None) -> Done:
    """R113, R114; that the company was told counts only for the broker of today, so an older day is renewed (R126)."""
    case = the_case(desk, citizen_id)
    placement = the_record(case.placements, target_id)
    field = OF_PLACEMENT[code]
    before: date | None = getattr(placement, field)
    stale = code == "company_told" and before is not None and before < _broker_since(case, desk.today)
    on = desk.today if before is None or stale else None
    with acting(desk, _act(on), citizen_id, what=code, on=on) as act:
        act.change(citizen_id, placement.model_copy(update={field: on}))
    return Done(citizen_id, placement.id)


def _tick_min_plan_broker(desk: Desk, citizen_id: str, _target_id: str | None) -> Done:
    """R82: a day before the broker of today was hers is renewed, not taken back."""
    from broker_tui.store.facts import read_facts

    facts = next(iter(read_facts(desk.store, desk.today, [citizen_id])))
    on = desk.today if min_plan_broker_on(facts, desk.today) is None else None
    with acting(desk, _act(on), citizen_id, what="min_plan_broker", on=on) as act:
        act.change_citizen(citizen_id, {"min_plan_broker_on": on})
    return Done(citizen_id)


def _tick_marker_set(desk: Desk, citizen_id: str, _target_id: str | None) -> Done:
    """R12: the marker of group 2 is set from today."""
    marker = PersonMarker(id=new_id(), marker=Marker.REHAB, started_on=desk.today)
    with acting(desk, "marker_set", citizen_id, marker=marker.marker) as act:
        act.add(citizen_id, marker)
    return Done(citizen_id, marker.id)


def _tick_marker_ended(desk: Desk, citizen_id: str, _target_id: str | None) -> Done:
    """R12: the marker of group 2 is ended today."""
    held = [one for one in the_case(desk, citizen_id).markers if one.marker is Marker.REHAB]
    running = [one for one in held if covers(one.started_on, one.ended_on, desk.today)]
    if not running:
        raise Refused(Problem("", "record_gone"))
    with acting(desk, "marker_changed", citizen_id, marker=Marker.REHAB) as act:
        for marker in running:
            act.change(citizen_id, marker.model_copy(update={"ended_on": desk.today}))
    return Done(citizen_id, running[-1].id)


def _tick_notes(desk: Desk, citizen_id: str, target_id: str | None) -> Done:
    """Law.md 3.5: notes are carried over to the official system, which is the journal."""
    case = the_case(desk, citizen_id)
    notes = waiting_notes(case) if target_id is None else [_note(case, target_id)]
    if not notes:
        raise Refused(Problem("", "record_gone"))
    on = desk.today if any(note.transferred_on is None for note in notes) else None
    with acting(desk, "notes_transferred" if on else "notes_not_transferred", citizen_id, n=len(notes)) as act:
        for note in notes:
            act.change(citizen_id, note.model_copy(update={"transferred_on": on}))
    return Done(citizen_id, target_id)


def waiting_notes(case: "Case") -> list[Contact | Approach | FollowUp]:
    """Return what was written and not yet carried over, the oldest first."""
    written: tuple[Contact | Approach | FollowUp, ...] = (*case.contacts, *case.approaches, *case.follow_ups)
    waiting = [note for note in written if note.note and note.transferred_on is None]
    return sorted(waiting, key=lambda note: (note.on, note.id))


def _note(case: "Case", record_id: str) -> Contact | Approach | FollowUp:
    record = record_of(case, record_id)
    if not isinstance(record, Contact | Approach | FollowUp):
        raise Refused(Problem("", "record_gone"))
    return record


def _broker_since(case: "Case", day: date) -> date:
    return max((one.started_on for one in case.brokers if covers(one.started_on, one.ended_on, day)), default=date.min)


def _act(on: date | None) -> str:
    return "registered" if on else "registration_withdrawn"


_OTHERS: Final[dict[str, Tick]] = {
    "min_plan_broker": _tick_min_plan_broker,
    "marker_set": _tick_marker_set,
    "marker_ended": _tick_marker_ended,
    NOTES: _tick_notes,
}

TICKED: Final = (*OF_PLACEMENT, *_OTHERS)
"""What `tick_registration` ticks off; all else is put in place in a form."""

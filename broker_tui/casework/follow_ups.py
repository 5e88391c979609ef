"""Following up at a company, and the hours that come of it (R102, R120-R126)."""

from typing import TYPE_CHECKING

from broker_tui.casework.acting import acting, put, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain import checks
from broker_tui.domain.entries_placement import FollowUpChangeEntry, FollowUpEntry, HoursEntry
from broker_tui.domain.finding import Problem
from broker_tui.domain.follow_up import FollowUp, WorkedHours
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from broker_tui.domain.case import Case
    from broker_tui.domain.placement import Placement


def log_follow_up(desk: Desk, citizen_id: str, entry: FollowUpEntry) -> Done:
    """Log a follow-up; what is ticked off as mastered is done that day (R102, R120-R126).

    Raises:
        Refused: the day does not fit, or the placement is gone.
    """
    case = the_case(desk, citizen_id)
    placement = _the_placement(case, entry.placement_id)
    record = FollowUp(
        id=new_id(),
        transferred_on=desk.today if entry.transferred else None,
        **entry.model_dump(exclude={"mastered", "transferred"}),
    )
    warnings = settle(checks.check_follow_up(record, case, desk.today))
    mastered = _mastered(placement, entry.mastered, entry.on)
    with acting(desk, "follow_up_logged", citizen_id, on=record.on) as act:
        act.add(citizen_id, record)
        if mastered != placement:
            act.change(citizen_id, mastered)
    return Done(citizen_id, record.id, warnings)


def change_follow_up(desk: Desk, citizen_id: str, follow_up_id: str, entry: FollowUpChangeEntry) -> Done:
    """Correct a follow-up.

    Raises:
        Refused: the day does not fit, or the follow-up or its placement is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_record(case.follow_ups, follow_up_id)
    _the_placement(case, entry.placement_id)
    transferred_on = (before.transferred_on or desk.today) if entry.transferred else None
    after = before.model_copy(update=entry.model_dump(exclude={"transferred"}) | {"transferred_on": transferred_on})
    warnings = settle(checks.check_follow_up(after, case, desk.today))
    with acting(desk, "follow_up_changed", citizen_id, on=after.on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, follow_up_id, warnings)


def set_hours(desk: Desk, citizen_id: str, entry: HoursEntry, hours_id: str | None = None) -> Done:
    """Enter the paid hours of a month or a week; the same period of a placement again replaces them (R120).

    Raises:
        Refused: there are more hours than the period has, or the placement or the entry to be corrected is gone.
    """
    case = the_case(desk, citizen_id)
    _the_placement(case, entry.placement_id)
    if hours_id is not None:
        the_record(case.worked_hours, hours_id)
    same = [one for one in case.worked_hours if _same_period(one, entry) and one.id != hours_id]
    known_id = hours_id or (same.pop(0).id if same else None)
    worked = WorkedHours(id=known_id or new_id(), **entry.model_dump())
    warnings = settle(checks.check_hours(worked, case, desk.today))
    with acting(desk, "hours_set", citizen_id, period=worked.period) as act:
        put(act, citizen_id, worked, is_new=known_id is None)
        for other in same:
            act.remove(citizen_id, WorkedHours, other.id)
    return Done(citizen_id, worked.id, warnings)


def _same_period(one: WorkedHours, entry: HoursEntry) -> bool:
    return (one.placement_id, one.period) == (entry.placement_id, entry.period)


def _the_placement(case: "Case", placement_id: str) -> "Placement":
    for placement in case.placements:
        if placement.id == placement_id:
            return placement
    raise Refused(Problem("placement_id", "placement_unknown"))


def _mastered(placement: "Placement", places: "Sequence[str]", day: "date") -> "Placement":
    """Return the placement with the tasks at these places, counted from 0, mastered on a day."""
    tasks = tuple(
        task.model_copy(update={"done_on": day}) if str(place) in places and task.done_on is None else task
        for place, task in enumerate(placement.mastery)
    )
    return placement.model_copy(update={"mastery": tasks})

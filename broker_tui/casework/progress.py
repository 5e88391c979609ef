"""The way to a job: steps, job goals, times at a company or school (R70, R83, R96, R115)."""

from typing import TypeAlias

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.spans import begin, on_day
from broker_tui.domain import checks
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.entries import JobGoalEntry, PlacementEntry, SpanEntry, StepEntry
from broker_tui.domain.finding import Problem
from broker_tui.domain.group import GroupMembership
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal, StepPeriod
from broker_tui.store.ids import new_id

Following: TypeAlias = GroupMembership | BrokerAssignment | StepPeriod


def start_step(desk: Desk, citizen_id: str, entry: StepEntry) -> Done:
    """Begin a step; the step before ends the day before. Steps may be begun in any order (R131).

    Raises:
        Refused: she is in that step already, or the date does not fit.
    """
    case = the_case(desk, citizen_id)
    current = on_day(case.steps, entry.started_on)
    if current and current.step is entry.step:
        raise Refused(Problem("step", "already_so", {"since": current.started_on}))
    period = StepPeriod(id=new_id(), **entry.model_dump())
    warnings = settle(checks.check_step(period, case, desk.today))
    with acting(desk, "step_started", citizen_id, step=entry.step, on=entry.started_on) as act:
        begin(act, citizen_id, case.steps, period)
    return Done(citizen_id, period.id, warnings)


def set_job_goal(desk: Desk, citizen_id: str, entry: JobGoalEntry) -> Done:
    """Write down the job goal from a day on; earlier goals stay as history (R70)."""
    case = the_case(desk, citizen_id)
    goal = JobGoal(id=new_id(), **entry.model_dump())
    warnings = settle(checks.check_job_goal(goal, case, desk.today))
    with acting(desk, "job_goal_set", citizen_id, on=entry.on) as act:
        act.add(citizen_id, goal)
    return Done(citizen_id, goal.id, warnings)


def set_placement(desk: Desk, citizen_id: str, entry: PlacementEntry, placement_id: str | None = None) -> Done:
    """Add a time at a company or school, or correct the one called `placement_id` (R96).

    Raises:
        Refused: the dates do not fit, or the placement is gone.
    """
    case = the_case(desk, citizen_id)
    if placement_id is not None:
        the_record(case.placements, placement_id)
    placement = Placement(id=placement_id or new_id(), **entry.model_dump())
    warnings = settle(checks.check_placement(placement, case, desk.today))
    code = "placement_changed" if placement_id else "placement_added"
    with acting(desk, code, citizen_id, kind=placement.kind, on=placement.started_on) as act:
        if placement_id:
            act.change(citizen_id, placement)
        else:
            act.add(citizen_id, placement)
    return Done(citizen_id, placement.id, warnings)


def change_span(desk: Desk, citizen_id: str, record_id: str, entry: SpanEntry) -> Done:
    """Correct the days of a group, a broker or a step that was entered wrongly.

    Raises:
        Refused: it would overlap another of its kind, the days do not fit, or it is gone.
    """
    case = the_case(desk, citizen_id)
    family = family_of(case, record_id)
    before = the_record(family, record_id)
    after = before.model_copy(update=entry.model_dump())
    others = [item for item in family if item.id != record_id]
    warnings = settle(checks.check_span(after, others, case, desk.today))
    with acting(desk, "span_changed", citizen_id, on=after.started_on, until=after.ended_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, record_id, warnings)


def family_of(case: Case, record_id: str) -> tuple[Following, ...]:
    """Return all groups, all brokers or all steps of a case, whichever holds the record.

    Raises:
        Refused: none of them does.
    """
    families: tuple[tuple[Following, ...], ...] = (case.groups, case.brokers, case.steps)
    for family in families:
        if any(item.id == record_id for item in family):
            return family
    raise Refused(Problem("", "record_gone"))

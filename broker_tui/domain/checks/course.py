"""Checks of the way to a job: brokers, steps, goals, placements (R60-R62, R70, R96, R131)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.checks.found import Checked, Found, Spanned, group_on, overlapping
from broker_tui.domain.codes import GoalClarity, Group, JobGoalKind, PlacementKind, Step

if TYPE_CHECKING:
    from broker_tui.domain.broker import BrokerAssignment
    from broker_tui.domain.case import Case
    from broker_tui.domain.placement import Placement
    from broker_tui.domain.progress import JobGoal, StepPeriod

_AT_ONCE: Final = {PlacementKind.INTERNSHIP, PlacementKind.PAID_HOURS}


def check_assignment(assignment: "BrokerAssignment", case: "Case", _today: date) -> Checked:
    """R60-R62: a broker from a day on; whoever was the broker until then is ended by the act."""
    found = Found()
    found.span(assignment)
    found.since_enrolment("started_on", assignment.started_on, case)
    found.while_in_programme("started_on", assignment.started_on, case)
    return found.done()


def check_span(record: Spanned, others: Iterable[Spanned], case: "Case", _today: date) -> Checked:
    """R23, R61: corrected days of a group, a broker or a step hold no day that another of its kind holds."""
    found = Found()
    found.span(record)
    other = overlapping(record, others)
    if other is not None:
        found.refuse("started_on", "overlaps", started=other.started_on, ended=other.ended_on)
    found.since_enrolment("started_on", record.started_on, case)
    return found.done()


def check_step(period: "StepPeriod", case: "Case", _today: date) -> Checked:
    """R131: a citizen may enter at any step; later ones follow one another, and one may fall back (R127)."""
    found = Found()
    found.span(period)
    found.while_in_programme("started_on", period.started_on, case)
    earlier = [other for other in case.steps if other.id != period.id and other.started_on < period.started_on]
    if earlier:
        before = max(earlier, key=lambda other: (other.started_on, other.id)).step
        if period.step > before + 1:
            found.warn("step", "step_skipped", before=before)
        elif period.step is Step.CLARIFICATION and before is not Step.CLARIFICATION:
            found.warn("step", "step_back", before=before)
    return found.done()


def check_job_goal(goal: "JobGoal", _case: "Case", today: date) -> Checked:
    """R70, R75, R76: a goal holds from a day that has come; unclear wishes are helped by sources and things to try."""
    found = Found()
    found.not_future("on", goal.on, today)
    if goal.clarity in {GoalClarity.NARROWING, GoalClarity.HARD} and not goal.sources:
        found.warn("sources", "goal_without_sources")
    if goal.clarity is GoalClarity.HARD and goal.kind not in {None, JobGoalKind.TO_TRY}:
        found.warn("kind", "goal_to_try")
    return found.done()


def check_placement(placement: "Placement", case: "Case", _today: date) -> Checked:
    """R48, R104, R132: it may have begun before enrolment; two at once and a flex job in group 1 look wrong.

    Internship and paid hours may run at once; whether they are the same work is `check_agreement`'s to ask.
    """
    found = Found()
    found.span(placement)
    found.while_in_programme("started_on", placement.started_on, case)
    other = overlapping(placement, [one for one in case.placements if {one.kind, placement.kind} != _AT_ONCE])
    if other is not None:
        found.warn("started_on", "placement_overlaps", started=other.started_on, ended=other.ended_on, kind=other.kind)
    if placement.kind is PlacementKind.FLEX_JOB and group_on(case, placement.started_on) is Group.INTERVENTION:
        found.warn("kind", "flex_job_in_group_1")
    return found.done()

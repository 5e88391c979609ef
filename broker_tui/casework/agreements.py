"""Agreements with companies and schools: made, taken over, corrected, ended, broken off (R96, R99-R115, R127, R132)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.casework.acting import acting, put, settle, the_case, the_record
from broker_tui.casework.companies import Named, named_company
from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.spans import begin, on_day
from broker_tui.domain import checks
from broker_tui.domain.codes import CvWork, Step
from broker_tui.domain.cv import CvEvent
from broker_tui.domain.dates import covers
from broker_tui.domain.entries_placement import EndEntry, InterruptionEntry, PlacementEntry, TakeOverEntry
from broker_tui.domain.placement import MasteryTask, Placement, PlanPhase
from broker_tui.domain.progress import StepPeriod
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.finding import Problem

PHASES = 3
"""How many phases of a plan the form shows; a plan with more keeps the rest."""

_NOT_IN_RECORD = {
    "company",
    "company_id",
    "mastery",
    "every",
    "every_until",
    "then_every",
    "then_until",
    "last_every",
    "step_3_from",
}


def set_placement(desk: Desk, citizen_id: str, entry: PlacementEntry, placement_id: str | None = None) -> Done:
    """Make an agreement with a company, or correct the one called `placement_id` (R96, R99-R115).

    A name that the register does not hold is added to it in the same act. What has been entered in official systems
    and what ended it stay as they are.

    Raises:
        Refused: the dates do not fit, or the placement is gone.
    """
    case = the_case(desk, citizen_id)
    before = None if placement_id is None else the_record(case.placements, placement_id)
    named = named_company(desk, entry.company_id, entry.company)
    placement = agreement(entry, named, before)
    warnings = _checked(desk, placement, case)
    code = "placement_changed" if placement_id else "placement_added"
    with acting(desk, code, citizen_id, kind=placement.kind, on=placement.started_on) as act:
        named.written(act)
        put(act, citizen_id, placement, is_new=before is None)
    return Done(citizen_id, placement.id, warnings)


def take_over(desk: Desk, citizen_id: str, entry: TakeOverEntry) -> Done:
    """Take over a placement that ran when the citizen came, with its own start; step 3 begins (R131, R132).

    Raises:
        Refused: the dates do not fit.
    """
    case = the_case(desk, citizen_id)
    named = named_company(desk, entry.company_id, entry.company)
    placement = agreement(entry, named)
    warnings = _checked(desk, placement, case)
    step = None
    if entry.step_3_from is not None:
        current = on_day(case.steps, entry.step_3_from)
        if current is None or current.step is not Step.COMPANY:
            step = StepPeriod(id=new_id(), step=Step.COMPANY, started_on=entry.step_3_from)
    with acting(desk, "placement_taken_over", citizen_id, kind=placement.kind, on=placement.started_on) as act:
        named.written(act)
        act.add(citizen_id, placement)
        if step is not None:
            begin(act, citizen_id, case.steps, step)
    return Done(citizen_id, placement.id, warnings)


def agreement(entry: PlacementEntry, named: Named, before: Placement | None = None) -> Placement:
    """Return the placement that an entry makes; of the one before it keeps what the form does not hold."""
    kept = {} if before is None else before.model_dump()
    entered = entry.model_dump(exclude=_NOT_IN_RECORD)
    return Placement.model_validate(
        {"id": new_id()}
        | kept
        | entered
        | {
            "company": named.name,
            "company_id": named.id,
            "mastery": _mastery(entry, before),
            "phases": _phases(entry, before),
        }
    )


def end_placement(desk: Desk, citizen_id: str, placement_id: str, entry: EndEntry) -> Done:
    """End a placement as planned; on request matching begins anew the day after, and the CV is updated (R105).

    Raises:
        Refused: it ends before it began, or is gone.
    """
    case = the_case(desk, citizen_id)
    after = the_record(case.placements, placement_id).model_copy(update={"ended_on": entry.ended_on})
    warnings = settle(checks.check_placement(after, case, desk.today))
    step = back_to_matching(case, entry.ended_on + timedelta(days=1)) if entry.to_matching else None
    with acting(desk, "placement_ended", citizen_id, kind=after.kind, on=entry.ended_on) as act:
        act.change(citizen_id, after)
        if entry.cv_updated:
            day = min(entry.ended_on, desk.today)
            act.add(citizen_id, CvEvent(id=new_id(), on=day, work=CvWork.UPDATED, with_broker=True))
        if step is not None:
            begin(act, citizen_id, case.steps, step)
    return Done(citizen_id, placement_id, warnings)


def interrupt_placement(desk: Desk, citizen_id: str, placement_id: str, entry: InterruptionEntry) -> Done:
    """Break a placement off with the reason; matching begins anew on that day with a clock of its own (R127, C11).

    Raises:
        Refused: the day lies in the future or before the start, or the placement is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_record(case.placements, placement_id)
    day = entry.interrupted_on
    changes = {"ended_on": day, "interrupted_on": day, "interruption_reason": entry.interruption_reason}
    after = before.model_copy(update=changes)
    warnings = settle(checks.check_interruption(after, case, desk.today))
    step = back_to_matching(case, day) if entry.to_matching else None
    with acting(desk, "placement_interrupted", citizen_id, kind=after.kind, on=day) as act:
        act.change(citizen_id, after)
        if step is not None:
            begin(act, citizen_id, case.steps, step)
    return Done(citizen_id, placement_id, warnings)


def back_to_matching(case: "Case", day: date) -> StepPeriod | None:
    """Return the new round of step 2 that begins on a day, None while the citizen has not come further (R127, C11)."""
    current = on_day(case.steps, day)
    if current is not None and current.step <= Step.TOWARDS_JOB:
        return None
    return StepPeriod(id=new_id(), step=Step.TOWARDS_JOB, started_on=day)


def goes_on(case: "Case", placement_id: str, day: date) -> bool:
    """Tell whether another placement than this one runs on a day or is agreed for later."""
    others = (placement for placement in case.placements if placement.id != placement_id)
    return any(other.started_on > day or covers(other.started_on, other.ended_on, day) for other in others)


def _checked(desk: Desk, placement: Placement, case: "Case") -> "tuple[Problem, ...]":
    """Return the warnings about an agreement; what concerns the phases of its plan stands where the form has them."""
    checked = checks.check_agreement(placement, case, desk.programme(case.citizen.edition), desk.today)
    refused = (p._replace(field="then_until") if p.field == "phases" else p for p in checked.refused)
    return settle(checks.Checked(tuple(refused), checked.warned))


def _mastery(entry: PlacementEntry, before: Placement | None) -> tuple[MasteryTask, ...]:
    """Return the tasks to master as written; those that stood there keep the day they were mastered (R102)."""
    done = {task.text: task.done_on for task in before.mastery} if before else {}
    return tuple(MasteryTask(text=text, done_on=done.get(text)) for text in entry.mastery)


def _phases(entry: PlacementEntry, before: Placement | None) -> tuple[PlanPhase, ...]:
    shown = [(entry.every, entry.every_until), (entry.then_every, entry.then_until), (entry.last_every, None)]
    rest = before.phases[PHASES:] if before else ()
    if rest and before is not None and entry.last_every is not None:
        shown[-1] = (entry.last_every, before.phases[PHASES - 1].until)
    else:
        rest = ()
    return (*(PlanPhase(every=every, until=until) for every, until in shown if every is not None), *rest)

"""The steps: begun, closed, and what follows them: self-support, aftercare and its end (R81-R131, C10, C19, C20)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.spans import begin, on_day
from broker_tui.domain import checks
from broker_tui.domain.aftercare import SelfSupport
from broker_tui.domain.codes import ConsentPurpose, Step
from broker_tui.domain.consent import Consent
from broker_tui.domain.entries_step import (
    CloseStepEntry,
    EndAftercareEntry,
    SelfSupportChangeEntry,
    SelfSupportEntry,
    StepEntry,
)
from broker_tui.domain.finding import Problem
from broker_tui.domain.progress import StepPeriod
from broker_tui.domain.steps import Item, StepProgress, step_progress
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broker_tui.domain.case import Case

NEXT: Final = {
    Step.CLARIFICATION: Step.TOWARDS_JOB,
    Step.TOWARDS_JOB: Step.COMPANY,
    Step.COMPANY: Step.AFTERCARE,
    Step.AFTERCARE: Step.DONE,
}
"""What follows each step that can be closed."""


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


def close_step(desk: Desk, citizen_id: str, entry: CloseStepEntry) -> Done:
    """Close the step she is in and begin the next; what is only to be remembered does not hold it up (C10).

    Raises:
        Refused: she is in no step that can be closed, or something the step requires is missing.
    """
    case = the_case(desk, citizen_id)
    current = on_day(case.steps, desk.today)
    if current is None or current.step not in NEXT:
        raise Refused(Problem("on", "no_step_to_close"))
    if entry.on > desk.today:
        raise Refused(Problem("on", "future_date", {"today": desk.today}))
    if entry.on <= current.started_on:
        raise Refused(Problem("on", "close_after_start", {"step": current.step, "started": current.started_on}))
    warnings = _closable(progress_of(desk, citizen_id), current.step)
    period = StepPeriod(id=new_id(), step=NEXT[current.step], started_on=entry.on)
    with acting(desk, "step_closed", citizen_id, step=current.step, on=entry.on) as act:
        begin(act, citizen_id, case.steps, period)
    return Done(citizen_id, period.id, warnings)


def progress_of(desk: Desk, citizen_id: str) -> tuple[StepProgress, ...]:
    """Return how far a citizen has come with each step.

    Raises:
        StoreError: there is no such citizen.
    """
    from broker_tui.store.facts import read_facts

    facts = next(iter(read_facts(desk.store, desk.today, [citizen_id])))
    return step_progress(facts, desk.programme(facts.edition), desk.today)


def begin_self_support(desk: Desk, citizen_id: str, entry: SelfSupportEntry) -> Done:
    """Note since when she supports herself: step 3 is closed, aftercare begins, and her consent is kept (R128-R130).

    Raises:
        Refused: the day lies in the future, or she supports herself already.
    """
    case = the_case(desk, citizen_id)
    support = SelfSupport(id=new_id(), kind=entry.kind, started_on=entry.started_on, note=entry.note)
    warnings = settle(checks.check_self_support(support, case, desk.today))
    aftercare = _aftercare(case, entry.started_on)
    with acting(desk, "self_support_begun", citizen_id, kind=support.kind, on=support.started_on) as act:
        act.add(citizen_id, support)
        if aftercare is not None:
            begin(act, citizen_id, case.steps, aftercare)
        if entry.consent is not None:
            act.add(citizen_id, _consent(desk, entry))
    return Done(citizen_id, support.id, warnings)


def change_self_support(desk: Desk, citizen_id: str, support_id: str, entry: SelfSupportChangeEntry) -> Done:
    """Correct a time of self-support, or note that it is over.

    Raises:
        Refused: the dates do not fit, or it is gone.
    """
    case = the_case(desk, citizen_id)
    the_record(case.self_support, support_id)
    after = SelfSupport(id=support_id, **entry.model_dump())
    warnings = settle(checks.check_self_support(after, case, desk.today))
    with acting(desk, "self_support_changed", citizen_id, kind=after.kind, on=after.started_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, support_id, warnings)


def end_aftercare(desk: Desk, citizen_id: str, entry: EndAftercareEntry) -> Done:
    """End aftercare, and with it the way (R129, C19).

    Raises:
        Refused: she is not in aftercare that day.
    """
    case = the_case(desk, citizen_id)
    current = on_day(case.steps, entry.on)
    if current is None or current.step is not Step.AFTERCARE:
        raise Refused(Problem("on", "not_in_aftercare"))
    warnings = settle(checks.check_end_aftercare(entry.on, case, desk.programme(case.citizen.edition), desk.today))
    period = StepPeriod(id=new_id(), step=Step.DONE, started_on=entry.on)
    with acting(desk, "aftercare_ended", citizen_id, on=entry.on) as act:
        begin(act, citizen_id, case.steps, period)
    return Done(citizen_id, period.id, warnings)


def _closable(progress: tuple[StepProgress, ...], step: Step) -> tuple[Problem, ...]:
    """Return what is to be remembered when a step is closed.

    Raises:
        Refused: something the step requires is missing.
    """
    line = next(line for line in progress if line.step is step)
    if line.lacks:
        raise Refused(*(Problem("", f"lacks_{code}") for code in _codes(line.lacks)))
    return tuple(Problem("", f"lacks_{code}") for code in _codes(line.reminders))


def _codes(items: "Iterable[Item]") -> list[str]:
    """Return what is missing, each thing once however many placements lack it."""
    return list(dict.fromkeys(item.code for item in items))


def _aftercare(case: "Case", day: date) -> StepPeriod | None:
    current = on_day(case.steps, day)
    if current is not None and current.step >= Step.AFTERCARE:
        return None
    return StepPeriod(id=new_id(), step=Step.AFTERCARE, started_on=day)


def _consent(desk: Desk, entry: SelfSupportEntry) -> Consent:
    return Consent(
        id=new_id(),
        purpose=ConsentPurpose.AFTERCARE,
        on=desk.today,
        form=entry.consent_form,
        refused=not entry.consent,
    )

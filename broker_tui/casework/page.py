"""One citizen at a glance: the facts of today, the steps with their clocks, the findings."""

from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import Overview, judge_caseload
from broker_tui.casework.spans import on_day
from broker_tui.domain.codes import Step
from broker_tui.domain.status import StepClock, step_clock

if TYPE_CHECKING:
    from datetime import date

    from broker_tui.domain.case import Case
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.progress import StepPeriod
    from broker_tui.store.caseload import CaseloadRow

_SHOWN: Final = (Step.CLARIFICATION, Step.TOWARDS_JOB, Step.COMPANY)


class StepLine(NamedTuple):
    """How far one step has come.

    Attributes:
        step: the step.
        state: `done`, `open` or `ahead`.
        started_on: when its latest time began.
        days: how long that has lasted, or lasted.
        limit_days: how long it should last at most, None where it has no limit.
    """

    step: Step
    state: str
    started_on: "date | None" = None
    days: int | None = None
    limit_days: int | None = None


class Page(NamedTuple):
    """What one page about a citizen shows."""

    row: "CaseloadRow"
    case: "Case"
    overview: Overview
    steps: tuple[StepLine, ...]


def read_page(desk: Desk, citizen_id: str) -> Page:
    """Return one citizen's page.

    Raises:
        StoreError: there is no such citizen (missing_citizen).
    """
    from broker_tui.store.caseload import caseload_rows
    from broker_tui.store.facts import read_facts

    case = the_case(desk, citizen_id)
    facts = next(iter(read_facts(desk.store, desk.today, [citizen_id])))
    lines = tuple(_step_line(desk, case, facts, step) for step in _SHOWN)
    row = caseload_rows(desk.store, [citizen_id], desk.today)[0]
    return Page(row, case, judge_caseload(desk, [citizen_id]), lines)


def _step_line(desk: Desk, case: "Case", facts: "Facts", step: Step) -> StepLine:
    today = desk.today
    begun = [period for period in case.steps if period.step is step and period.started_on <= today]
    if not begun:
        current = on_day(case.steps, today)
        return StepLine(step, "done" if current and current.step > step else "ahead")
    period = max(begun, key=lambda item: (item.started_on, item.id))
    clock = _clock(desk, facts, period)
    ended = period.ended_on is not None and period.ended_on < today
    last = period.ended_on if ended and period.ended_on else today
    return StepLine(
        step,
        "done" if ended else "open",
        period.started_on,
        (last - period.started_on).days,
        clock.limit_days if clock else None,
    )


def _clock(desk: Desk, facts: "Facts", period: "StepPeriod") -> StepClock | None:
    return step_clock(facts, desk.programme(facts.edition), period.started_on)

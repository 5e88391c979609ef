"""How long the steps last (R83, R115)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import Level, Step
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import in_group_1, latest_on, step_due

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

_STEP_1: Final = Step.CLARIFICATION
_STEP_2: Final = Step.TOWARDS_JOB
_WARNING: Final = Level.WARNING


def step_long(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R83, R115: step 1 should last a month at most, step 2 thirteen weeks; only in the indsatsgruppe (R14)."""
    span = latest_on(facts.steps, today)
    if span is None or span.step > _STEP_2:
        return None
    due = step_due(span, programme)
    if due is None or today <= due or not in_group_1(facts, programme, today):
        return None
    first = span.step is _STEP_1
    params = {
        "days": (today - due).days,
        "started": span.start,
        "limit": due,
        "weeks": (today - span.start).days // 7,
        "months": programme.step_1_months,
        "limit_weeks": programme.step_2_days // 7,
    }
    return Finding(
        "step_1_long" if first else "step_2_long",
        _WARNING,
        "R83" if first else "R115",
        due + timedelta(days=1),
        due,
        params,
    )

"""How long the steps last (R83, R115)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Level, Step
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import in_group_1, step_clock

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def step_long(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R83, R115: step 1 should last a month at most, step 2 thirteen weeks; only in the indsatsgruppe (R14)."""
    if not facts.steps:
        return None
    clock = step_clock(facts, programme, today)
    if clock is None or clock.due is None or today <= clock.due or not in_group_1(facts, programme, today):
        return None
    first = clock.step is Step.CLARIFICATION
    params = {
        "days": (today - clock.due).days,
        "started": clock.started_on,
        "weeks": clock.days // 7,
        "months": programme.step_1_months,
        "limit_weeks": programme.step_2_days // 7,
    }
    return Finding(
        "step_1_long" if first else "step_2_long",
        Level.WARNING,
        "R83" if first else "R115",
        clock.due + timedelta(days=1),
        clock.due,
        params,
    )

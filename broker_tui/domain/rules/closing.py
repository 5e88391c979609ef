"""Steps that can be closed, and what is to be remembered when they are (R81, R82, R112, R128, C10)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import Level, Step
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import (
    broker_since,
    min_plan_broker_on,
    self_supporting_since,
    step_1_fulfilled_on,
    step_2_fulfilled_on,
)
from broker_tui.domain.status import in_group_1, latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

# Read off their enumerations once: in Python 3.11 that costs more than the comparison.
_STEP_1: Final = Step.CLARIFICATION
_STEP_2: Final = Step.TOWARDS_JOB
_STEP_3: Final = Step.COMPANY
_READY: Final = Level.READY


def step_ready(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R81, R112, R128: everything that closes the step is in place; to close it is the broker's act."""
    span = latest_on(facts.steps, today)
    if span is None or span.step > _STEP_3:
        return None
    first, second = span.step is _STEP_1, span.step is _STEP_2
    if first:
        since = step_1_fulfilled_on(facts, today)
    else:
        since = step_2_fulfilled_on(facts, programme, today) if second else self_supporting_since(facts, today)
    if since is None or not in_group_1(facts, programme, today):
        return None
    since = max(since, span.start)
    return Finding(
        "step_1_ready" if first else "step_2_ready" if second else "step_3_ready",
        _READY,
        "R81" if first else "R112" if second else "R128",
        since,
        params={"fulfilled": since, "days": (today - since).days},
    )


def min_plan_broker_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R82: the broker's name stands in Min Plan once step 1 could be closed, and ever after (C10)."""
    step = latest_on(facts.steps, today)
    if step is None or step.step > _STEP_3:
        return None
    since = step_1_fulfilled_on(facts, today) if step.step is _STEP_1 else broker_since(facts, today)
    if since is None or min_plan_broker_on(facts, today) is not None or not in_group_1(facts, programme, today):
        return None
    if step.step is not _STEP_1:
        since = max(since, min(span.start for span in facts.steps if span.step is not _STEP_1))
    days = (today - since).days
    return Finding("min_plan_broker_missing", Level.OVERDUE, "R82", since, params={"fulfilled": since, "days": days})

"""Core element 5: following up at the company, and telling it who the broker is (R110, R121-R126)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import Level, Step
from broker_tui.domain.dates import week_of
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import broker_since, company_told_on, follow_up_due, running_agreements
from broker_tui.domain.status import in_group_1, latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

_STEP_3: Final = Step.COMPANY


def follow_up(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R110, R121, R124: following up goes by the plan; due in the week that holds its day, overdue after the day."""
    spans = tuple(running_agreements(facts, programme, today))
    if not spans:
        return None
    dues = [follow_up_due(span, facts, programme) for span in spans]
    due = min(dues)
    if due > week_of(today).sunday or not follow_ups_asked(facts, programme, today):
        return None
    span = spans[dues.index(due)]
    late = due < today
    last = span.followed_up_on
    params = {
        "n": sum(day < today for day in dues),
        "due": due,
        "days": (today - due).days,
        "started": span.start,
        "never": last is None,
        "since_last": (today - (last or span.start)).days,
    }
    return Finding("follow_up", Level.OVERDUE if late else Level.DUE, "R110", None, due, params)


def company_not_told(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R126: the broker is the company's one way into the jobcentre, so it is told when she changes."""
    if len(facts.brokers) < 2:
        return None
    spans = [s for s in running_agreements(facts, programme, today) if company_told_on(s, facts, today) is None]
    since = broker_since(facts, today)
    if not spans or since is None or not follow_ups_asked(facts, programme, today):
        return None
    return Finding("company_not_told", Level.WARNING, "R126", since, params={"n": len(spans), "changed": since})


def follow_ups_asked(facts: Facts, programme: "Programme", today: date) -> bool:
    """Tell whether the main model's following up goes on: aftercare has its own (R129)."""
    step = latest_on(facts.steps, today)
    return (step is None or step.step <= _STEP_3) and in_group_1(facts, programme, today)

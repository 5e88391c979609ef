"""Agreements and tasks that came of contacts (R95)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Level
from broker_tui.domain.dates import week_of
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def task_overdue(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R95: agreements and tasks are followed up; these are past their day."""
    late = [due for due in facts.open_tasks if due is not None and due < today]
    if not late:
        return None
    first = min(late)
    params = {"n": len(late), "days": (today - first).days, "first": first}
    return Finding("task_overdue", Level.OVERDUE, "R95", first + timedelta(days=1), first, params)


def task_due(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R95: agreements and tasks whose day comes this week."""
    if not facts.open_tasks:
        return None
    sunday = week_of(today).sunday
    soon = [due for due in facts.open_tasks if due is not None and today <= due <= sunday]
    if not soon:
        return None
    return Finding("task_due", Level.DUE, "R95", None, min(soon), {"n": len(soon), "first": min(soon)})

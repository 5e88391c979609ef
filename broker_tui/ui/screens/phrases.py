"""Short phrases and small pictures that several lists share: when something is due, how far a step has come."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Level
from broker_tui.domain.dates import IsoWeek, age_on
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import step_due
from broker_tui.ui.text import Signs, Span, Spans
from broker_tui.ui.themes import LEVEL_TONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from broker_tui.domain.programme import Programme
    from broker_tui.i18n import Words
    from broker_tui.store.caseload import CaseloadRow

WEEK_DAYS = 7


def title_of(words: "Words", finding: Finding) -> str:
    """Return what a finding says in a few words."""
    return words(f"finding.{finding.code}.title", **finding.params)


def when_of(words: "Words", finding: Finding, today: date) -> str:
    """Return by when, how long over, or since when."""
    if finding.due is not None:
        left = (finding.due - today).days
        if left < 0:
            return words("ui.days_over", n=-left)
        if left == 0:
            return words("ui.today")
        return words("ui.ahead", n=left) if finding.is_event else words("ui.by", on=finding.due)
    if finding.since is not None and finding.since <= today:
        if (today - finding.since).days > WEEK_DAYS:
            return words("ui.since_week", week=IsoWeek.of(finding.since))
        return words("ui.since", on=finding.since)
    return ""


def sign_of(signs: Signs, level: Level | None) -> Span:
    """Return a level's sign in its tone."""
    return (signs.level(level), LEVEL_TONES[level] if level else "")


def counts(words: "Words", signs: Signs, totals: "Mapping[Level, int]") -> Spans:
    """Return the counts of a heading: a sign and a number a level, muted where there is nothing."""
    spans: list[Span] = []
    for level, number in totals.items():
        tone = LEVEL_TONES[level] if number else "muted"
        spans += [("  ", ""), (f"{signs.level(level)} {words.number(number)}", tone)]
    return tuple(spans[1:])


def step_weeks(row: "CaseloadRow", programme: "Programme", today: date) -> tuple[int, int | None] | None:
    """Return the week the citizen's step is in and how many it should last; None without a step."""
    if row.step is None or row.step_started_on is None:
        return None
    from broker_tui.domain.facts import StepSpan

    due = step_due(StepSpan(row.step_started_on, None, row.step), programme)
    limit = None if due is None else -(-(due - row.step_started_on).days // WEEK_DAYS)
    return (today - row.step_started_on).days // WEEK_DAYS + 1, limit


def bar(signs: Signs, done: int, whole: int, cells: int) -> Spans:
    """Return how far something has come as a thin bar; past its end it turns to the tone of what is overdue."""
    filled = max(0, min(cells, round(done * cells / whole))) if whole else 0
    if done > whole:
        return ((signs.bar_full * cells, "overdue"),)
    return ((signs.bar_full * filled, "accent"), (signs.bar_rest * (cells - filled), "rule"))


def ago(words: "Words", day: date | None, today: date) -> str:
    """Return how many days ago, as short as a column wants it."""
    return words.code("day", None) if day is None else words("ui.days_short", n=(today - day).days)


def person(words: "Words", row: "CaseloadRow", today: date) -> str:
    """Return a citizen's age."""
    return words("ui.age", n=age_on(row.birth_date, today))

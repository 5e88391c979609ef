"""What stands around the results: whose they are, how they are measured, and what is said when there are none."""

from typing import TYPE_CHECKING, Final

from broker_tui.ui.screens.results_filters import Filters
from broker_tui.ui.screens.results_lines import MONTHS
from broker_tui.ui.text import Span, Spans

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.ui.screens.results_sheet import ResultsSheet

WHOLE_FROM: Final = 100
"""Columns from which on there is room for all of what is said."""


def scope(view: "ResultsSheet") -> str:
    """Return whose results are shown, in a few words."""
    if view.mine:
        return view.house.broker_name
    named = view.filters.said(view.desk)
    team = view.words("results.screen.team" if view.size.width >= WHOLE_FROM else "results.screen.team_short")
    return f" {view.signs.dot} ".join(named) if named else team


def said(view: "ResultsSheet") -> Spans:
    """Return the filters, the day of measuring (C6), the project period, and how far the counting has come."""
    words, dot, results = view.words, view.signs.dot, view.results
    parts: list[Span] = [(" ", "")]
    if view.filters != Filters():
        clear = words("ui.filter.clear", key=view.house.key_of("results.clear"))
        parts += [(f"{words('ui.filter.filter')} ", "muted"), (scope(view), "accent"), (f" {clear}", "muted")]
        parts.append((f" {dot} ", "muted"))
    if results is None:
        return (*parts, (words("results.screen.counting_first"), "accent"))
    status = words(f"results.screen.status.{results.status.value}")
    parts.append((f"{status} ({view.house.key_of('results.status')})", "muted"))
    if view.is_counting:
        months = len(results.months)
        key = "counting" if months < MONTHS else "counting_last"
        done = words(f"results.screen.{key}", n=months, of=MONTHS)
        parts.append((f" {dot} {done}", "accent"))
    parts += [(f" {dot} {text}", "muted") for text in _programme(view, results)]
    return tuple(parts)


def _programme(view: "ResultsSheet", results: "Results") -> list[str]:
    """Return what must be known of the edition: its period where no month lies in it, and whose targets hold."""
    words, programme = view.words, results.programme
    told = []
    if results.months and not any(one.in_period for one in results.months):
        start, end = programme.period_start, programme.period_end
        if end is not None and end < results.months[0].month.first:
            told.append(words("results.screen.filter.period_over", on=words.date_entry(end)))
        elif start is not None:
            told.append(words("results.screen.filter.period_to_come", on=words.date_entry(start)))
    if len(results.editions) > 1:
        told.append(words("results.screen.filter.mixed", edition=programme.label))
    return told


def nothing(view: "ResultsSheet") -> list[Spans]:
    """Return what is said when there is nobody to count."""
    if view.results is None:
        return []
    key = "filtered" if view.is_filtered else "citizens"
    text = view.words(f"results.screen.empty.{key}", key=view.house.key_of("results.clear"))
    return [(), (("   ", ""), (text, "muted"))]

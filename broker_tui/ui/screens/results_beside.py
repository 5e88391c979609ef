"""What is followed beside the results, as lines of numbers: step-up, exits, readiness, weekly contact, steps, gaps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from broker_tui.i18n.results_beside import Line, Value, indicator_lines
from broker_tui.ui.screens.results_lines import INDENT, MONTHS, NumberLine

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.i18n import Words


def beside_lines(results: "Results", words: "Words") -> Iterator[NumberLine]:
    """Yield the lines; months that are not summed up yet, and what nobody knows, are empty."""
    for line in indicator_lines(results.indicators, words):
        known = [_said(words, line, value) for value in line.values]
        values = (*[""] * (MONTHS - len(known)), *known)
        title = f"{INDENT}{line.title}" if line.part else line.title
        yield NumberLine(line.key, title, values, f"results.screen.why.{line.key.partition('.')[0]}", line.rule)


def _said(words: "Words", line: Line, value: Value) -> str:
    if value is None:
        return ""
    return words.percent(value, 0) if line.percent else words.number(value, None if value == int(value) else 1)

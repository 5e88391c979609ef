"""The results as bars, and the sentences below them about the month in hand."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from broker_tui.domain.dates import Month
from broker_tui.domain.results_month import MonthResult, Target, next_target, reached
from broker_tui.ui.text import Signs, Span, Spans, spans_width
from broker_tui.ui.widgets.bars import Bar, Chart, Level, Measure

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.i18n import Words

NARROW_WORDS: Final = 12
WIDE_WORDS: Final = 26
_MOST_WORDS: Final = 40
"""Cells for the words at the left: the least, the least where there is room for more, and the most."""

_NARROW_COLUMN: Final = 5
_MOST_COLUMN: Final = 10
_EDGES: Final = 3
"""Cells of a list that belong to no column: its margin and its scroll bar."""

_GAP: Final = "   "


def measure_of(width: int, months: int, longest: int) -> tuple[Measure, int]:
    """Return how the width is shared, and how many of the months fit."""
    inner = width - _EDGES
    column = max(_NARROW_COLUMN, longest + 1)
    shown = max(1, min(months, (inner - NARROW_WORDS) // column))
    while shown == months and column < _MOST_COLUMN and inner - months * (column + 1) >= WIDE_WORDS:
        column += 1
    return Measure(max(0, min(_MOST_WORDS, inner - shown * column)), column), shown


def chart_of(results: "Results | None", months: Sequence[Month], chosen: Month, words: "Words", signs: Signs) -> Chart:
    """Return the chart of some months; those not counted yet have no bar."""
    found = {one.month: one for one in results.months} if results else {}
    best = results.best if results and len(found) > 1 else None
    best_month = best.month if best and best.counted else None
    mixed = bool(results) and len({one.in_period for one in found.values()}) > 1
    return Chart(
        tuple(
            _bar(month, found.get(month), results, words, signs, best=month == best_month, mixed=mixed)
            for month in months
        ),
        tuple(_levels(results.targets, words, signs)) if results else (),
        months.index(chosen) if chosen in months else -1,
        words("results.screen.caption"),
        tuple((number, str(month.year)) for number, month in enumerate(months) if month.month == 1 or not number),
    )


def _bar(
    month: Month,
    result: MonthResult | None,
    results: "Results | None",
    words: "Words",
    signs: Signs,
    *,
    best: bool,
    mixed: bool,
) -> Bar:
    label = words(f"calendar.month_short.{month.month}")
    if result is None or results is None:
        return Bar(label, None, "")
    outside = mixed and not result.in_period
    highest = [target for target in results.targets if not target.is_team_goal][-1:]
    tone = "faded" if outside else "reached" if highest and reached(result, highest[0].share) else "bar"
    share = Fraction(result.counted, result.net) if result.net else None
    number = signs.dash if share is None else _number(share, words)
    return Bar(label, share, number, tuple(_marks(result, words, signs, best=best)), tone, outside)


def _number(share: Fraction, words: "Words") -> str:
    """Return a share in per cent without its sign, at most four cells wide."""
    return words.number(float(share * 100), 0 if share == 0 or share == 1 else 1)


def _marks(result: MonthResult, words: "Words", signs: Signs, *, best: bool) -> Iterator[Spans]:
    """Yield what is said under the name of a month, the longest wording first."""
    said: Spans = ((f"{signs.ready} ", "ready"), (words("results.screen.best"), "strong")) if best else ()
    if not result.so_far:
        if said:
            yield said
            yield said[1:]
        return
    gap: Spans = ((f" {signs.dot} ", "muted"),) if said else ()
    for key in ("so_far", "so_far_short"):
        yield (*said, *gap, (words(f"results.screen.{key}"), "muted"))
    yield said[1:] or ((words("results.screen.so_far_short"), "muted"),)


def _levels(targets: Sequence[Target], words: "Words", signs: Signs) -> Iterator[Level]:
    highest = max((target.share for target in targets if not target.is_team_goal), default=None)
    for target in targets:
        name = "team_goal" if target.is_team_goal else "target"
        keys = [f"{name}_short"] if target.share != highest and not target.is_team_goal else [name, f"{name}_short"]
        labels = tuple(words(f"results.screen.{key}", share=float(target.share)) for key in keys)
        if target.is_team_goal:
            yield Level(target.share, labels, signs.goal_line, "due")
        elif target.share == highest:
            yield Level(target.share, labels, signs.target_line, "strong")
        else:
            yield Level(target.share, labels, signs.lower_line, "muted")


def month_lines(results: "Results", month: Month, words: "Words", signs: Signs, width: int) -> list[Spans]:
    """Return what is said of a month, as many lines as the width takes, and group 2 on a line of its own (R49)."""
    result = results.of(month)
    if result is None:
        return [((f" {words('results.screen.counting_first')}", "muted"),)]
    return [
        *_flowing([*_share(results, result, words), *_what_it_takes(results, result, words, signs)], width),
        *_flowing([_group_2(result, words)], width),
    ]


def _share(results: "Results", result: MonthResult, words: "Words") -> Iterator[Spans]:
    name = words.month(result.month.first)
    said = words("results.screen.month.so_far", month=name) if result.so_far else name
    yield ((said, "title"),)
    if not result.in_period and any(one.in_period for one in results.months):
        yield ((words("results.screen.month.outside"), "muted"),)
    key = "group_all" if result.exempt or result.gross != result.net else "group"
    numbers = {"net": result.net, "gross": result.gross, "exempt": result.exempt}
    yield ((words(f"results.screen.month.{key}", **numbers), ""),)
    if result.share is None:
        yield ((words("results.screen.month.nobody"), "muted"),)
        return
    numbers = {"counted": result.counted, "paid": result.paid_hours, "education": result.education}
    yield ((words("results.screen.month.counts", **numbers), ""),)
    yield ((words.percent(result.share), "strong"),)


def _what_it_takes(results: "Results", result: MonthResult, words: "Words", signs: Signs) -> Iterator[Spans]:
    """Yield how many more each target takes, what is agreed already, and the best month: facts, no predictions."""
    current = result.month == Month.of(results.today)
    if result.net:
        key = "needed" if current else "needed_then"
        for target, more in results.needed(result.month):
            share = float(target.share)
            if more:
                following = target == next_target(result, results.targets)
                tone = "accent" if following and current else ""
                yield ((words(f"results.screen.month.{key}", n=more, share=share), tone),)
            else:
                said = words("results.screen.month.reached", share=share)
                yield ((f"{signs.ready} ", "ready"), (said, "ready"))
    if current and results.ahead:
        first = results.ahead[0].on
        yield ((words("results.screen.month.ahead", n=len(results.ahead), on=first), "accent"),)
    best = results.best
    if best is not None and best.month != result.month and best.counted and len(results.months) > 1:
        name = words.month(best.month.first)
        yield ((words("results.screen.month.best", month=name, share=best.share), "muted"),)


def _group_2(result: MonthResult, words: "Words") -> Spans:
    whom = words.count("citizens", result.group2.size)
    kinds = [f"{n} {words.code('placement_kind', kind)}" for kind, n in result.group2.kinds.items()]
    if not kinds:
        return ((words("results.screen.month.group_2", whom=whom), "muted"),)
    return ((words("results.screen.month.group_2_with", whom=whom, what=words.listed(kinds)), "muted"),)


def _flowing(parts: Sequence[Spans], width: int) -> list[Spans]:
    """Return parts one after the other, broken between them."""
    lines: list[list[Span]] = []
    for part in parts:
        if lines and spans_width(lines[-1]) + len(_GAP) + spans_width(part) < width:
            lines[-1] += [(_GAP, ""), *part]
        else:
            lines.append([(" ", ""), *part])
    return [tuple(line) for line in lines]

"""The numbers below the bars: one line a number, one column a month, the group first, then what is followed beside."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import PlacementKind
from broker_tui.ui.text import Signs, Spans
from broker_tui.ui.widgets.bars import Measure
from broker_tui.ui.widgets.table_columns import Cell, Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.domain.results_month import MonthResult
    from broker_tui.i18n import Words

MONTHS: Final = 13
"""A year and the month a year ago."""

_ALWAYS: Final = (PlacementKind.INTERNSHIP, PlacementKind.WAGE_SUBSIDY, PlacementKind.FLEX_JOB)
"""Followed beside the result even while there is nobody (R47, R48)."""

INDENT: Final = "  "


class NumberLine(NamedTuple):
    """One number through the months.

    Attributes:
        key: names it; its explanation in the catalogue too, where it has one of its own.
        title: what it is called.
        values: a number a month in words, empty where it is not known.
        why: the key of its explanation.
        rule: the rule behind it.
        shows: whom the list of a month shows first when it is opened from here.
        strong: it stands out.
    """

    key: str
    title: str
    values: tuple[str, ...]
    why: str = ""
    rule: str = ""
    shows: str = "all"
    strong: bool = False


class Numbers(NamedTuple):
    """All lines and the headings above some of them."""

    lines: tuple[NumberLine, ...]
    headings: dict[int, str]


Read = Callable[["MonthResult"], int]


def numbers_of(results: "Results", words: "Words", beside: Sequence[NumberLine] = ()) -> Numbers:
    """Return the lines of some results; `beside` are those that come from elsewhere than the counting."""
    sections = (
        ("group_1", [*_group_1(results, words)]),
        ("beside", [*_kinds(results, words), *beside]),
        ("group_2", [*_group_2(results, words)]),
    )
    lines: list[NumberLine] = []
    headings: dict[int, str] = {}
    for name, some in sections:
        headings[len(lines)] = words(f"results.screen.heading.{name}")
        lines += some
    return Numbers(tuple(lines), headings)


def _group_1(results: "Results", words: "Words") -> Iterator[NumberLine]:
    def line(key: str, rule: str, read: Read, shows: str = "all", *, strong: bool = False) -> NumberLine:
        title, values = words(f"results.screen.line.{key}"), _values(results, words, read)
        return NumberLine(key, title, values, f"results.screen.why.{key}", rule, shows, strong)

    yield line("net", "R57", lambda one: one.net, strong=True)
    yield line("counted", "R42", lambda one: one.counted, shows="counts", strong=True)
    yield line("paid_hours", "R45", lambda one: one.paid_hours, shows="counts")
    yield line("education", "R43", lambda one: one.education, shows="counts")
    yield line("gross", "R57", lambda one: one.gross)
    yield line("exempt", "R14", lambda one: one.exempt, shows="outside")
    for code in sorted({code for one in results.months for code in one.exempt_by_type}):
        known = results.programme.exemptions.get(code)
        yield NumberLine(
            f"exempt.{code}",
            INDENT + (known.label if known else code),
            _values(results, words, lambda one, code=code: one.exempt_by_type.get(code, 0)),  # type: ignore[misc]
            "results.screen.why.exempt",
            "R16",
            "outside",
        )


def _kinds(results: "Results", words: "Words") -> Iterator[NumberLine]:
    """Yield the kinds of placement that do not count: those always followed, and others that occur."""
    counts_not = results.programme.counts_not
    occurring = {kind for one in results.months for kind in one.kinds}
    for kind in PlacementKind:
        if kind in counts_not and (kind in _ALWAYS or kind in occurring):
            yield NumberLine(
                f"kind.{kind.value}",
                _capital(words.code("placement_kind", kind)),
                _values(results, words, lambda one, kind=kind: one.kinds.get(kind, 0)),  # type: ignore[misc]
                "results.screen.why.kind",
                counts_not[kind],
            )


def _group_2(results: "Results", words: "Words") -> Iterator[NumberLine]:
    def line(key: str, title: str, read: Read) -> NumberLine:
        return NumberLine(key, title, _values(results, words, read), "results.screen.why.group2", "R49", "outside")

    def named(key: str) -> str:
        return words(f"results.screen.line.{key}")

    yield line("group2", named("group2"), lambda one: one.group2.size)
    yield line("paid_2", INDENT + named("paid_2"), lambda one: one.group2.paid_hours)
    yield line("education_2", INDENT + named("education_2"), lambda one: one.group2.education)
    occurring = {kind for one in results.months for kind in one.group2.kinds}
    for kind in PlacementKind:
        if kind in results.programme.counts_not and (kind is PlacementKind.FLEX_JOB or kind in occurring):
            yield line(
                f"kind_2.{kind.value}",
                INDENT + words.code("placement_kind", kind),
                lambda one, kind=kind: one.group2.kinds.get(kind, 0),  # type: ignore[misc]
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _values(results: "Results", words: "Words", read: Read) -> tuple[str, ...]:
    """Return a number a month, the newest last; months that are not counted yet are empty."""
    counted = [words.number(read(one)) for one in results.months]
    return (*[""] * (MONTHS - len(counted)), *counted)


def longest(numbers: Numbers) -> int:
    """Return how many cells the widest number takes."""
    return max((len(value) for line in numbers.lines for value in line.values), default=1)


def columns_of(measure: Measure, months: Sequence[str]) -> tuple[Column, ...]:
    """Return a column for the words and one for each month, so that they stand below the bars."""
    return (
        Column("what", "", measure.words, sortable=False),
        *(Column(month, "", measure.column - 1, right=True, gap=1, sortable=False) for month in months),
    )


def row_of(line: NumberLine, months: Sequence[str], first: int, signs: Signs) -> Row:
    """Return a line of the table; `months` are those shown, of which the first is number `first`."""
    tone = "strong" if line.strong else ""
    nothing: Cell = ((signs.dash, "rule"),)
    cells: dict[str, Cell] = {"what": ((line.title, tone),)}
    for number, month in enumerate(months, start=first):
        value = line.values[number] if number < len(line.values) else ""
        quiet = tone or ("muted" if value == "0" else "")
        cells[month] = ((value, quiet),) if value else nothing
    return Row(cells)


def heading_lines(numbers: Numbers) -> dict[int, list[Spans]]:
    """Return the headings as lines of a list, with air above all but the first."""
    lines: dict[int, list[Spans]] = {}
    for row, text in numbers.headings.items():
        heading: Spans = ((f" {text}", "title"),)
        lines[row] = [(), heading] if row else [heading]
    return lines

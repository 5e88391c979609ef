"""The numbers of a report as lines, one value a month: the group first, then what is followed beside, then group 2."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.results_month import needed
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import Words
from broker_tui.i18n.results_beside import Line, Value, indicator_lines

if TYPE_CHECKING:
    from broker_tui.domain.results_month import MonthResult, Target

_FOLLOWED: Final = (PlacementKind.INTERNSHIP, PlacementKind.WAGE_SUBSIDY, PlacementKind.FLEX_JOB)
"""Kinds of placement that stand there even while nobody has one (R47, R48)."""

_LONGER: Final = frozenset({"gross", "net"})
"""Numbers that a column names too briefly to stand alone."""


def group_lines(report: Report, words: Words) -> Iterator[Line]:
    """Yield the indsatsgruppe, who counts, the share, and what it takes to reach each target (R40, R57)."""

    def line(key: str, rule: str, read: "Callable[[MonthResult], Value]", *, percent: bool = False) -> Line:
        title = words(f"results.{'screen.line' if key in _LONGER else 'column'}.{key}")
        return Line(key, title, rule, tuple(read(one) for one in report.months), percent)

    yield line("gross", "R57", lambda one: one.gross)
    yield line("exempt", "R14", lambda one: one.exempt)
    yield line("net", "R57", lambda one: one.net)
    yield line("paid_hours", "R45", lambda one: one.paid_hours)
    yield line("education", "R43", lambda one: one.education)
    yield line("counted", "R42", lambda one: one.counted)
    yield line("share", "R40", lambda one: one.share, percent=True)
    for target in report.targets:
        values = tuple(needed(one, target.share) if one.net else None for one in report.months)
        yield Line(f"needed.{target.share}", needed_title(words, target), "R40", values)


def target_title(words: Words, target: "Target") -> str:
    """Return what a target is called: "mål 20 %", "teamets mål 25 %"."""
    key = "team_goal" if target.is_team_goal else "target"
    return words(f"results.screen.{key}", share=float(target.share))


def needed_title(words: Words, target: "Target") -> str:
    """Return what the number of citizens is called that a target takes."""
    return words("results.report.missing_to", share=float(target.share))


def beside_lines(report: Report, words: Words) -> Iterator[Line]:
    """Yield what is followed beside and does not enter the share (R47, law.md 2.4)."""
    codes = sorted({code for one in report.months for code in one.exempt_by_type})
    for code in codes:
        known = report.programme.exemptions.get(code)
        title = words("results.report.exempt_as", exemption=known.label if known else code)
        yield Line(f"exempt.{code}", title, "R16", tuple(one.exempt_by_type.get(code, 0) for one in report.months))
    counts_not = report.programme.counts_not
    for kind in _kinds(report, {kind for one in report.months for kind in one.kinds}, _FOLLOWED):
        values = tuple(one.kinds.get(kind, 0) for one in report.months)
        yield Line(f"kind.{kind.value}", _capital(words.code("placement_kind", kind)), counts_not[kind], values)
    if report.indicators:
        yield from indicator_lines(report.indicators, words)


def group_2_lines(report: Report, words: Words) -> Iterator[Line]:
    """Yield group 2 by itself, never mixed with the indsatsgruppe (R49)."""

    def line(key: str, title: str, read: "Callable[[MonthResult], Value]", *, part: bool = True) -> Line:
        return Line(key, title, "R49", tuple(read(one) for one in report.months), part=part)

    yield line("group2", words("results.screen.line.group2"), lambda one: one.group2.size, part=False)
    yield line("paid_2", words("results.screen.line.paid_2"), lambda one: one.group2.paid_hours)
    yield line("education_2", words("results.screen.line.education_2"), lambda one: one.group2.education)
    for kind in _kinds(report, {kind for one in report.months for kind in one.group2.kinds}, _FOLLOWED[2:]):
        values = tuple(one.group2.kinds.get(kind, 0) for one in report.months)
        yield Line(f"kind_2.{kind.value}", words.code("placement_kind", kind), "R49", values, part=True)


def _kinds(report: Report, occurring: set[PlacementKind], always: tuple[PlacementKind, ...]) -> Iterator[PlacementKind]:
    """Yield the kinds that do not count: those always followed, and others that occur."""
    for kind in PlacementKind:
        if kind in report.programme.counts_not and (kind in always or kind in occurring):
            yield kind


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

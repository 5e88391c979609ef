"""The numbers of a report as lines, one value a month: the group first, then what is followed beside, then group 2."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from broker_tui.domain.codes import ExitReason, PlacementKind, Step
from broker_tui.domain.indicators import GAPS, TIMED_STEPS, MonthIndicators
from broker_tui.domain.results_month import needed
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.results_month import MonthResult, Target

Value: TypeAlias = int | float | None

_FOLLOWED: Final = (PlacementKind.INTERNSHIP, PlacementKind.WAGE_SUBSIDY, PlacementKind.FLEX_JOB)
"""Kinds of placement that stand there even while nobody has one (R47, R48)."""

_LONGER: Final = frozenset({"gross", "net"})
"""Numbers that a column names too briefly to stand alone."""

_STEP_RULES: Final = {Step.CLARIFICATION: "R83", Step.TOWARDS_JOB: "R115"}
_GAP_RULES: Final = {
    "contact_person_missing": "R107",
    "min_plan_agreement_missing": "R113",
    "vitas_missing": "R113",
    "min_plan_broker_missing": "R82",
}


class Line(NamedTuple):
    """One number through the months.

    Attributes:
        key: names it.
        title: what it is called.
        rule: the rule behind it.
        values: one a month, in the order of the report; None where nobody knows.
        percent: the values are shares of one.
        part: it is a part of the line above.
    """

    key: str
    title: str
    rule: str
    values: tuple[Value, ...]
    percent: bool = False
    part: bool = False


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
        yield from _indicator_lines(report, words)


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


def _indicator_lines(report: Report, words: Words) -> Iterator[Line]:
    def line(key: str, title: str, rule: str, read: Callable[[MonthIndicators], Value], **more: bool) -> Line:
        return Line(key, title, rule, tuple(read(one) for one in report.indicators), **more)

    def named(key: str, **params: object) -> str:
        return words(f"results.screen.line.{key}", **params)

    yield line("step_up", named("step_up"), "R186", lambda one: one.step_ups)
    yield line("exits", named("exits"), "R22", lambda one: sum(one.exits.values()))
    for reason in sorted({reason for one in report.indicators for reason in one.exits}, key=[*ExitReason].index):
        yield line(f"exits.{reason.value}", words.code("exit_reason", reason), "R22", _exits(reason), part=True)
    yield line("job_ready", named("job_ready"), "R51", lambda one: one.to_job_ready)
    yield line("weekly", named("weekly"), "R95", kept_share, percent=True)
    for step in TIMED_STEPS:
        rule, number = _STEP_RULES[step], int(step)
        yield line(f"step_inside.{number}", named("step_inside", step=number), rule, _inside(step))
        yield line(f"step_left.{number}", named("step_left", step=number), rule, _left(step))
    yield line("over", named("over"), "R115", steps_over)
    for gap in GAPS:
        yield line(f"gap.{gap}", words(f"results.screen.gap.{gap}"), _GAP_RULES[gap], _gap(gap))


def kept_share(one: MonthIndicators) -> float | None:
    """Return how much of the required weekly contact was kept, None where none was required."""
    return one.weeks.kept / one.weeks.required if one.weeks.required else None


def steps_over(one: MonthIndicators) -> int:
    """Return how many are in a step longer than its limit."""
    return sum(days.over for days in one.steps.values())


def _exits(reason: ExitReason) -> Callable[[MonthIndicators], Value]:
    return lambda one: one.exits.get(reason, 0)


def _inside(step: Step) -> Callable[[MonthIndicators], Value]:
    return lambda one: one.steps[step].inside_median


def _left(step: Step) -> Callable[[MonthIndicators], Value]:
    return lambda one: one.steps[step].left_median


def _gap(code: str) -> Callable[[MonthIndicators], Value]:
    return lambda one: None if one.gaps is None else one.gaps[code]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

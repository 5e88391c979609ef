"""What is followed beside the results, as lines of numbers: the same on screen, paper and sheet (law.md 2.4)."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from broker_tui.domain.codes import ExitReason, Step
from broker_tui.domain.indicators import GAPS, TIMED_STEPS, MonthIndicators
from broker_tui.i18n.catalogue import Words

Value: TypeAlias = int | float | None

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


def indicator_lines(indicators: Sequence[MonthIndicators], words: Words) -> Iterator[Line]:
    """Yield what is followed beside the results, one value for each of the months given (law.md 2.4)."""

    def line(key: str, title: str, rule: str, read: Callable[[MonthIndicators], Value], **more: bool) -> Line:
        return Line(key, title, rule, tuple(read(one) for one in indicators), **more)

    def named(key: str, **params: object) -> str:
        return words(f"results.screen.line.{key}", **params)

    yield line("step_up", named("step_up"), "R186", lambda one: one.step_ups)
    yield line("exits", named("exits"), "R22", lambda one: sum(one.exits.values()))
    for reason in sorted({reason for one in indicators for reason in one.exits}, key=[*ExitReason].index):
        yield line(f"exits.{reason.value}", words.code("exit_reason", reason), "R22", _exits(reason), part=True)
    yield line("job_ready", named("job_ready"), "R51", lambda one: one.to_job_ready)
    yield line("weekly", named("weekly"), "R95", lambda one: one.kept_share, percent=True)
    for step in TIMED_STEPS:
        rule, number = _STEP_RULES[step], int(step)
        yield line(f"step_inside.{number}", named("step_inside", step=number), rule, _inside(step))
        yield line(f"step_left.{number}", named("step_left", step=number), rule, _left(step))
    yield line("over", named("over"), "R115", lambda one: one.steps_over)
    for gap in GAPS:
        yield line(f"gap.{gap}", words(f"results.screen.gap.{gap}"), _GAP_RULES[gap], _gap(gap))


def _exits(reason: ExitReason) -> Callable[[MonthIndicators], Value]:
    return lambda one: one.exits.get(reason, 0)


def _inside(step: Step) -> Callable[[MonthIndicators], Value]:
    return lambda one: one.steps[step].inside_median


def _left(step: Step) -> Callable[[MonthIndicators], Value]:
    return lambda one: one.steps[step].left_median


def _gap(code: str) -> Callable[[MonthIndicators], Value]:
    return lambda one: None if one.gaps is None else one.gaps[code]

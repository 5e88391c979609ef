"""What is followed beside the results, as lines of numbers: step-up, exits, readiness, weekly contact, steps, gaps."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ExitReason, Step
from broker_tui.domain.indicators import GAPS, TIMED_STEPS, MonthIndicators
from broker_tui.ui.screens.results_lines import INDENT, MONTHS, NumberLine

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.i18n import Words

_STEP_RULES: Final = {Step.CLARIFICATION: "R83", Step.TOWARDS_JOB: "R115"}
_GAP_RULES: Final = {
    "contact_person_missing": "R107",
    "min_plan_agreement_missing": "R113",
    "vitas_missing": "R113",
    "min_plan_broker_missing": "R82",
}

Read = Callable[[MonthIndicators], float | None]


def beside_lines(results: "Results", words: "Words") -> Iterator[NumberLine]:
    """Yield the lines; months that are not summed up yet, and what nobody knows, are empty."""

    def line(key: str, rule: str, read: Read, *, title: str = "", percent: bool = False) -> NumberLine:
        write = _percent if percent else _number
        known = [write(words, read(one)) for one in results.indicators]
        values = (*[""] * (MONTHS - len(known)), *known)
        why = f"results.screen.why.{key.partition('.')[0]}"
        return NumberLine(key, title or words(f"results.screen.line.{key}"), values, why, rule)

    yield line("step_up", "R186", lambda one: one.step_ups)
    yield line("exits", "R22", lambda one: sum(one.exits.values()))
    for reason in sorted({reason for one in results.indicators for reason in one.exits}, key=[*ExitReason].index):
        title = INDENT + words.code("exit_reason", reason)
        yield line(f"exits.{reason.value}", "R22", _exits(reason), title=title)
    yield line("job_ready", "R51", lambda one: one.to_job_ready)
    yield line("weekly", "R95", _kept, percent=True)
    for step in TIMED_STEPS:
        rule, number = _STEP_RULES[step], int(step)
        inside = words("results.screen.line.step_inside", step=number)
        yield line(f"step_inside.{number}", rule, lambda one, step=step: one.steps[step].inside_median, title=inside)  # type: ignore[misc]
        left = words("results.screen.line.step_left", step=number)
        yield line(f"step_left.{number}", rule, lambda one, step=step: one.steps[step].left_median, title=left)  # type: ignore[misc]
    yield line("over", "R115", lambda one: sum(days.over for days in one.steps.values()))
    for gap in GAPS:
        yield line(f"gap.{gap}", _GAP_RULES[gap], _gap(gap), title=words(f"results.screen.gap.{gap}"))


def _exits(reason: ExitReason) -> Read:
    return lambda one: one.exits.get(reason, 0)


def _gap(code: str) -> Read:
    return lambda one: None if one.gaps is None else one.gaps[code]


def _kept(one: MonthIndicators) -> float | None:
    return one.weeks.kept / one.weeks.required if one.weeks.required else None


def _number(words: "Words", value: float | None) -> str:
    return "" if value is None else words.number(value, None if value == int(value) else 1)


def _percent(words: "Words", value: float | None) -> str:
    return "" if value is None else words.percent(value, 0)

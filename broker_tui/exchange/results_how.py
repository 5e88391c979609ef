"""How the results of a report were counted: what they are an estimate of, whose they are, and by which rules (R53)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.results_month import reached
from broker_tui.exchange.results_lines import target_title
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.results_month import MonthResult

_RULES: Final = ("R14", "R15", "R16", "R22", "R23", "R24", "R25", *(f"R{number}" for number in range(40, 60)))


class How(NamedTuple):
    """One thing about the counting: what it is about, what is said, and the rule or source behind it."""

    topic: str
    text: str
    source: str = ""


def whose(report: Report, words: Words) -> str:
    """Return whose results these are: "Maja Lund · Ballerup · Flere skal med 3"."""
    scope = report.scope
    named = [scope.broker or words("results.line.everybody"), scope.municipality, report.programme.label]
    return " · ".join(name for name in named if name)


def title(report: Report, words: Words) -> str:
    """Return what the report is called: "Resultat, november 2026 til og med fre 20. november 2026"."""
    key = "title_so_far" if report.result.so_far else "title"
    month, day = words.month(report.month.first), words.date_long(report.result.day)
    return words(f"results.line.{key}", month=month, day=day)


def how_counted(report: Report, words: Words) -> Iterator[How]:
    """Yield how the results were counted, what matters most first."""

    def topic(key: str) -> str:
        return words(f"results.report.how.{key}")

    yield How(topic("estimate"), words("results.estimate_why"), "R53")
    yield How(topic("scope"), whose(report, words))
    yield How(topic("made"), words("results.report.how.made_on", day=words.date_long(report.today)))
    yield from _editions(report, words)
    yield How(topic("status"), words(f"results.line.{report.status.value}"), "C6")
    for target in report.targets:
        text = words("results.report.how.target_text", share=float(target.share))
        own = words("results.line.team_goal")
        yield How(topic("target"), text, own if target.is_team_goal else "R40")
    yield How(topic("names"), words(f"results.report.names.{'full' if report.full_names else 'initials'}"))
    yield from _counting(report, words)
    for rule in _RULES:
        if words.has(f"rule.{rule}"):
            yield How(topic("rule"), words(f"rule.{rule}"), rule)


def _editions(report: Report, words: Words) -> Iterator[How]:
    topic = words("results.report.how.edition")
    for code in sorted(report.editions):
        programme = report.programmes[code]
        start, end = programme.period_start, programme.period_end
        period = words("results.report.how.no_period")
        if end is not None:
            key = "period" if start else "period_to"
            period = words(f"results.report.how.{key}", first=start or end, last=end)
        text = words("results.report.how.edition_text", label=programme.label, n=report.editions[code], period=period)
        yield How(topic, text, "R30" if end else "")
    if len(report.editions) > 1:
        yield How(topic, words("results.screen.filter.mixed", edition=report.programme.label))


def _counting(report: Report, words: Words) -> Iterator[How]:
    programme = report.programme
    for key, kinds in (("counts", programme.counts), ("counts_not", programme.counts_not)):
        for kind, rule in kinds.items():
            yield How(words(f"results.report.how.{key}"), words.code("placement_kind", kind), rule)
    for exemption in programme.exemptions.values():
        key = "subtracts" if exemption.subtracts else "subtracts_not"
        yield How(words(f"results.report.how.{key}"), exemption.label, "R16")


def remarks(report: Report, result: "MonthResult", words: Words) -> list[str]:
    """Return what must be known of a month."""
    said = []
    if report.best is not None and result.month == report.best.month:
        said.append(words("results.report.best_month"))
    if result.so_far:
        said.append(words("results.screen.so_far"))
    if not result.in_period:
        said.append(words("results.screen.month.outside"))
    return said


def target_reached(report: Report, result: "MonthResult", words: Words) -> str:
    """Return the highest target a month reaches, empty when it reaches none."""
    done = [target for target in report.targets if reached(result, target.share)]
    return words.percent(float(done[-1].share)) if done else ""


def facts(report: Report, words: Words) -> list[str]:
    """Return in sentences what the month takes, what lies ahead, and the best month; no names."""
    result, ahead, said = report.result, report.ahead, []
    if result.share is None:
        said.append(words("results.line.counted_nobody"))
    for target, more in report.needed if result.net else ():
        share = float(target.share)
        line = words("results.report.takes" if more else "results.line.reached", target=share, n=more)
        said.append(f"{words('results.line.team_goal')}: {line}" if target.is_team_goal else line)
    if ahead.first is None:
        said.append(words("results.line.ahead_none"))
    else:
        first = words.date_long(ahead.first)
        said.append(words("results.report.ahead", n=ahead.citizens, more=ahead.more, first=first))
    if report.best is not None and report.best.share is not None and len(report.months) > 1:
        month = words.month(report.best.month.first)
        said.append(words("results.line.best", month=month, share=report.best.share))
    return said


def alternative(report: Report, words: Words) -> str:
    """Return what the chart shows, for those who do not see it."""
    shares = [
        f"{words.month(one.month.first)} {'–' if one.share is None else words.percent(one.share)}"
        for one in report.months
    ]
    targets = [target_title(words, target) for target in report.targets]
    return words("results.report.chart", caption=words("results.screen.caption"), targets=targets, shares=shares)

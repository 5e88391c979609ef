"""The results as a page for the leader, without names, and as a text with the citizens of the month (R40-R59)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from broker_tui.domain.indicators import TIMED_STEPS
from broker_tui.exchange.documents.compose.wording import capital
from broker_tui.exchange.documents.parts import Bullets, Document, Heading, Note, Paragraph, Part, Table
from broker_tui.exchange.results_how import facts, how_counted, target_reached, whose
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import Words
from broker_tui.i18n.results import result_notes, result_reason, result_word

if TYPE_CHECKING:
    from broker_tui.domain.indicators import MonthIndicators
    from broker_tui.domain.results_month import MonthResult

_COLUMNS: Final = ("month", "gross", "exempt", "net", "paid_hours", "education", "counted", "share", "reached")
_OWN: Final = frozenset({"gross", "reached"})
"""Columns that only reports have."""


def results_page(report: Report, words: Words) -> Document:
    """Return one page: the number, what it takes, the months, what is followed beside, and how it was counted."""
    parts = (
        Heading(1, _headline(report, words)),
        _number(report, words),
        Heading(1, words("results.report.page.takes")),
        Bullets(tuple(facts(report, words))),
        Heading(1, words("results.line.series")),
        _months(report, words),
        Heading(1, words("results.screen.heading.beside")),
        Bullets(tuple(_beside(report, words))),
        Heading(1, words("results.screen.heading.group_2")),
        Paragraph(" ".join(_group_2(report, words))),
        Heading(1, words("results.report.page.how")),
        Paragraph(_how(report, words)),
    )
    result = report.result
    status = words(f"results.line.{report.status.value}")
    until = words("results.report.page.until", day=words.date_long(result.day)) if result.so_far else ""
    return Document(
        kind="results",
        title=words("results.line.title", month=words.month(report.month.first)),
        subtitle=" · ".join(one for one in (words("results.estimate").capitalize(), until, status) if one),
        subject=whose(report, words),
        made_on=datetime.combine(report.today, time(), UTC),
        version=None,
        parts=parts,
        footer=words("results.report.page.footer"),
        language=words.language,
        dense=True,
    )


def results_list(report: Report, words: Words) -> Document:
    """Return the page with every citizen of the month after it, and with all that is said of the counting."""
    page = results_page(report, words)
    how = Bullets(tuple(f"{one.topic}: {one.text} {one.source}".rstrip() for one in how_counted(report, words)))
    parts: tuple[Part, ...] = (*page.parts[:-1], how, *_people(report, words))
    return replace(page, parts=parts, footer=words("results.report.page.footer_people"))


def _headline(report: Report, words: Words) -> str:
    """Return the number of the month."""
    result = report.result
    if result.share is None:
        return words("results.line.counted_nobody")
    return words("results.report.page.number", share=result.share, counted=result.counted, net=result.net)


def _number(report: Report, words: Words) -> Note:
    """Return what the number is made of, and what it is worth."""
    result = report.result
    group = words("results.line.group", net=result.net, gross=result.gross, exempt=result.exempt)
    columns = words("results.line.columns", paid=result.paid_hours, education=result.education)
    lines = [f"{group} {columns}", words("results.estimate_why")]
    if not result.in_period:
        lines.append(words("results.line.outside_period", edition=report.programme.label))
    return Note("\n".join(lines))


def _months(report: Report, words: Words) -> Table:
    headers = tuple(words(f"results.{'report.' if name in _OWN else ''}column.{name}") for name in _COLUMNS)
    rows = tuple(tuple(_month(report, one, words)) for one in report.months)
    return Table(headers, rows, numbers=tuple(range(1, len(_COLUMNS))))


def _month(report: Report, one: "MonthResult", words: Words) -> Iterator[str]:
    yield f"{words(f'calendar.month_short.{one.month.month}')}\N{NO-BREAK SPACE}{one.month.year}"
    for value in (one.gross, one.exempt, one.net, one.paid_hours, one.education, one.counted):
        yield words.number(value)
    nothing = words("results.report.page.nobody")
    yield nothing if one.share is None else words.percent(one.share)
    yield target_reached(report, one, words) or nothing


def _beside(report: Report, words: Words) -> Iterator[str]:
    """Yield in sentences what is followed beside the share in the month."""
    result = report.result
    kinds = {kind: n for kind, n in result.kinds.items() if kind in report.programme.counts_not}
    counted = [words("results.line.kind", kind=words.code("placement_kind", kind), n=n) for kind, n in kinds.items()]
    yield words("results.line.kinds", kinds=counted)
    known = report.programme.exemptions
    types = [
        words("results.line.kind", kind=known[code].label if code in known else code, n=n)
        for code, n in result.exempt_by_type.items()
    ]
    yield words("results.line.exempt_by_type", types=types)
    for one in report.indicators:
        if one.month == report.month:
            yield from _indicators(one, words)


def _indicators(one: "MonthIndicators", words: Words) -> Iterator[str]:
    def said(key: str, **params: object) -> str:
        return words(f"results.report.page.{key}", **params)

    exits = sum(one.exits.values())
    reasons = [
        words("results.line.kind", kind=words.code("exit_reason", reason), n=n) for reason, n in one.exits.items()
    ]
    left = said("exits_why", n=exits, reasons=reasons) if exits else said("exits_none")
    yield " ".join([said("step_up", n=one.step_ups), left, said("job_ready", n=one.to_job_ready)])
    share = one.kept_share
    weeks = one.weeks
    yield said("weeks_none") if share is None else said("weeks", share=share, kept=weeks.kept, required=weeks.required)
    steps = []
    for step in TIMED_STEPS:
        days = one.steps[step]
        if days.inside_median is not None:
            steps.append(said("step_inside", step=int(step), days=days.inside_median, n=days.inside))
        if days.left_median is not None:
            steps.append(said("step_left", step=int(step), days=days.left_median, n=days.left))
    yield " ".join([*steps, said("over", n=one.steps_over)])
    if one.gaps is not None:
        gaps = [
            words("results.line.kind", kind=words(f"results.screen.gap.{code}"), n=n) for code, n in one.gaps.items()
        ]
        yield said("gaps", gaps=gaps)


def _group_2(report: Report, words: Words) -> Iterator[str]:
    two = report.result.group2
    yield words("results.line.group2", size=two.size, paid=two.paid_hours, education=two.education)
    if two.kinds:
        kinds = [
            words("results.line.kind", kind=words.code("placement_kind", kind), n=n) for kind, n in two.kinds.items()
        ]
        yield words("results.line.kinds2", kinds=kinds)


def _how(report: Report, words: Words) -> str:
    """Return in one paragraph how it was counted."""
    programme = report.programme
    counts = [words.code("placement_kind", kind) for kind in programme.counts]
    counts_not = [words.code("placement_kind", kind) for kind in programme.counts_not]
    status = words(f"results.line.{report.status.value}")
    return words("results.report.page.how_text", counts=counts, counts_not=counts_not, status=status)


def _people(report: Report, words: Words) -> Iterator[Part]:
    """Yield the citizens of the month under what is said of them, those who count first."""
    month = words.month(report.month.first)
    yield Heading(1, words("results.report.page.people", month=month))
    lists: dict[str, list[str]] = {}
    for one in report.people:
        reason = result_reason(words, one.standing, report.programmes[one.edition], report.today)
        why = " ".join([reason, *result_notes(words, one.standing)])
        lists.setdefault(result_word(words, one.standing), []).append(f"{one.who}: {why} ({one.standing.rule})")
    for said, texts in lists.items():
        yield Heading(2, words("results.line.list", said=capital(said), n=len(texts)))
        yield Bullets(tuple(texts))

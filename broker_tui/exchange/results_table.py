"""The report of the results as plain lists under headers, for CSV and for the sheets of a workbook."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from broker_tui.domain.weeks import KeptRequired
from broker_tui.exchange.lists import ListCell, csv_text
from broker_tui.exchange.results_lines import beside_lines, group_2_lines, group_lines, target_title
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import Words
from broker_tui.i18n.results import result_notes, result_reason, result_word

_WEEK_COLUMNS: Final = ("week", "broker", "kept", "required", "kept_share", "remark")

Rows: TypeAlias = tuple[list[str], Iterator[Sequence[ListCell]]]
"""Headers, and the rows below them."""


def months_csv(report: Report, words: Words) -> bytes:
    """Return the months as a CSV file: a row a month, a column a number, shares as per cent."""
    return _file(*month_rows(report, words))


def people_csv(report: Report, words: Words) -> bytes:
    """Return the citizens of the month as a CSV file, each with what is said of her and why."""
    return _file(*people_rows(report, words))


def month_rows(report: Report, words: Words) -> Rows:
    """Return a row a month; shares are in per cent with one decimal, as they are written everywhere."""
    group = words("results.screen.heading.group_2")
    lines = [(line.title, line) for line in group_lines(report, words)]
    whole = ""
    for line in beside_lines(report, words):
        whole = whole if line.part else line.title
        lines.append((f"{whole}: {line.title}" if line.part else line.title, line))
    lines += [(f"{group}: {line.title}", line) for line in group_2_lines(report, words)]
    targets = [target_title(words, target) for target in report.targets]
    unit = words("results.report.in_percent")
    headers = [
        words("results.column.month"),
        words("results.report.column.measured"),
        words("results.report.column.so_far"),
        *(f"{title} {unit}" if line.percent else title for title, line in lines),
        *(f"{title} {unit}" for title in targets),
    ]

    def rows() -> Iterator[Sequence[ListCell]]:
        for number, result in enumerate(report.months):
            values = (_shown(line.values[number], percent=line.percent) for _, line in lines)
            goals = (_shown(float(target.share), percent=True) for target in report.targets)
            yield [str(result.month), result.day, result.so_far, *values, *goals]

    return headers, rows()


def people_rows(report: Report, words: Words) -> Rows:
    """Return a row a citizen: who, whose, step, what is said of her, why, and by which rule (R59)."""
    names = ("who", "broker", "step", "word", "why", "rule")
    headers = [words(f"results.report.column.{name}") for name in names]

    def rows() -> Iterator[Sequence[ListCell]]:
        for one in report.people:
            reason = result_reason(words, one.standing, report.programmes[one.edition], report.today)
            why = " ".join([reason, *result_notes(words, one.standing)])
            step = "" if one.step is None else words.code("step", one.step)
            yield [one.who, one.broker, step, result_word(words, one.standing), why, one.standing.rule]

    return headers, rows()


def week_rows(report: Report, words: Words) -> Rows:
    """Return a row for each week and broker, everybody's first: kept, required, and the share (R95-R98)."""
    headers = [words(f"results.report.column.{name}") for name in _WEEK_COLUMNS]
    nobody, everybody = words("results.report.no_broker"), words("results.report.all_brokers")
    running = words("results.report.running_week")

    def rows() -> Iterator[Sequence[ListCell]]:
        for number, week in enumerate(report.weeks):
            sums = [(one.broker or nobody, one.sums[number]) for one in report.contact]
            whole = KeptRequired(sum(one.kept for _, one in sums), sum(one.required for _, one in sums))
            for name, one in [(everybody, whole), *sums]:
                share = one.kept / one.required if one.required else None
                yield [str(week), name, one.kept, one.required, share, running if week.sunday > report.today else ""]

    return headers, rows()


def step_rows(report: Report, words: Words) -> Rows:
    """Return a row for each citizen in a step that has a limit, the longest over first (R83, R115)."""
    names = ("who", "broker", "step", "since", "days", "limit", "over")
    headers = [words(f"results.report.column.{name}") for name in names]

    def rows() -> Iterator[Sequence[ListCell]]:
        for one in report.steps:
            clock = one.clock
            step = words.code("step", clock.step)
            yield [one.who, one.broker, step, clock.started_on, clock.days, clock.limit_days, one.over]

    return headers, rows()


def gap_rows(report: Report, words: Words) -> Rows:
    """Return a row for each thing an official system lacks today."""
    headers = [words(f"results.report.column.{name}") for name in ("who", "broker", "lacks", "since", "rule")]

    def rows() -> Iterator[Sequence[ListCell]]:
        for one in report.gaps:
            yield [one.who, one.broker, words.code("registration", one.code), one.since, one.rule]

    return headers, rows()


def _shown(value: float | None, *, percent: bool) -> ListCell:
    return round(value * 100, 1) if percent and value is not None else value


def _file(headers: list[str], rows: Iterator[Sequence[ListCell]]) -> bytes:
    return csv_text(headers, rows).encode("utf-8-sig")

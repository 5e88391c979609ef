"""The first sheet of the workbook: months with formulas, the chart with its lines, group 2 by itself (R49)."""

from typing import TYPE_CHECKING, Final

from broker_tui.domain.results_month import needed
from broker_tui.exchange.results_how import alternative, facts, remarks, title, whose
from broker_tui.exchange.results_lines import group_2_lines, group_lines, needed_title, target_title
from broker_tui.exchange.results_report import Report
from broker_tui.exchange.results_sheets import Sheets

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from broker_tui.domain.results_month import MonthResult

HEADERS: Final = 4
"""The row of the headers; what stands above says what this is."""

_COLUMNS: Final = ("month", "gross", "exempt", "net", "paid_hours", "education", "counted", "share")
_SHARE: Final = _COLUMNS.index("share")
_COLOURS: Final = ("#B45309", "#166534", "#6D28D9", "#9D174D")
_DASHES: Final = ("dash", "solid", "long_dash", "round_dot")


def result_sheet(report: Report, sheets: Sheets) -> None:
    """Add the sheet."""
    page, words = sheets.add("result"), sheets.words
    page.write_string(0, 0, title(report, words), sheets.styles["title"])
    page.write_string(1, 0, f"{words('results.estimate').capitalize()}. {words('results.estimate_why')}")
    page.write_string(2, 0, f"{whose(report, words)} · {words(f'results.line.{report.status.value}')}")
    titles = {line.key: line.title for line in group_lines(report, words)}
    heads = [titles.get(name, words("results.column.month")) for name in _COLUMNS]
    heads += [target_title(words, target) for target in report.targets]
    heads += [needed_title(words, target) for target in report.targets]
    sheets.heads(page, HEADERS, [*heads, words("results.report.column.remark")])
    for number, result in enumerate(report.months):
        _month(page, sheets, HEADERS + 1 + number, report, result)
    below = HEADERS + 2 + len(report.months)
    for line in facts(report, words):
        page.write_string(below, 0, line)
        below += 1
    below = _chart(page, sheets, report, below + 1)
    _group_2(page, sheets, report, below)
    page.set_column(0, 0, 17)
    page.set_column(1, len(heads) - 1, 11)
    page.set_column(len(heads), len(heads), 28)
    page.freeze_panes(HEADERS + 1, 1)


def _month(page: "Worksheet", sheets: Sheets, row: int, report: Report, result: "MonthResult") -> None:
    """Write a month; net, counted, share and what is missing are reckoned in the sheet from the counts."""
    styles, line = sheets.styles, row + 1
    page.write_datetime(row, 0, result.month.first, styles["month"])
    for column, value in ((1, result.gross), (2, result.exempt), (4, result.paid_hours), (5, result.education)):
        page.write_number(row, column, value, styles["number"])
    page.write_formula(row, 3, f"=B{line}-C{line}", styles["number"], result.net)
    page.write_formula(row, 6, f"=E{line}+F{line}", styles["number"], result.counted)
    share = "" if result.share is None else result.share
    page.write_formula(row, _SHARE, f'=IF(D{line}=0,"",G{line}/D{line})', styles["percent_strong"], share)
    column = _SHARE + 1
    for target in report.targets:
        page.write_number(row, column, float(target.share), styles["percent"])
        column += 1
    for place in range(len(report.targets)):
        goal = f"{_letter(_SHARE + 1 + place)}{line}"
        # Rounded first: a product such as 0.07 * 100 lies a trace above what it is.
        formula = f'=IF(D{line}=0,"",MAX(0,ROUNDUP(ROUND({goal}*D{line},6),0)-G{line}))'
        page.write_formula(row, column, formula, styles["number"], _missing(report, result, place))
        column += 1
    page.write_string(row, column, ", ".join(remarks(report, result, sheets.words)), styles["quiet"])


def _missing(report: Report, result: "MonthResult", place: int) -> int | str:
    return needed(result, report.targets[place].share) if result.net else ""


def _chart(page: "Worksheet", sheets: Sheets, report: Report, row: int) -> int:
    """Draw the shares as columns with a line for each target, and return the row below."""
    words, first, last = sheets.words, HEADERS + 1, HEADERS + len(report.months)
    name = page.get_name()
    months = [name, first, 0, last, 0]
    chart = sheets.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": [name, HEADERS, _SHARE],
            "categories": months,
            "values": [name, first, _SHARE, last, _SHARE],
            "fill": {"color": "#4A7A96"},
            "data_labels": {"value": True, "num_format": "0 %", "font": {"size": 8}},
            "gap": 60,
        }
    )
    lines = sheets.book.add_chart({"type": "line"})
    for place in range(len(report.targets)):
        column = _SHARE + 1 + place
        style = place % len(_COLOURS)
        lines.add_series(
            {
                "name": [name, HEADERS, column],
                "categories": months,
                "values": [name, first, column, last, column],
                "line": {"color": _COLOURS[style], "width": 1.75, "dash_type": _DASHES[style]},
            }
        )
    if report.targets:
        chart.combine(lines)
    chart.set_title({"name": words("results.screen.caption"), "name_font": {"size": 11}})
    chart.set_x_axis({"num_format": "mmm yy", "text_axis": True, "num_font": {"size": 8}})
    chart.set_y_axis(
        {"num_format": "0 %", "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9E1E6"}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 320})
    page.insert_chart(row, 0, chart, {"description": alternative(report, words), "object_position": 2})
    return row + 18


def _group_2(page: "Worksheet", sheets: Sheets, report: Report, row: int) -> None:
    """Write group 2 in a table of its own."""
    lines = list(group_2_lines(report, sheets.words))
    page.write_string(row, 0, sheets.words("results.screen.heading.group_2"), sheets.styles["strong"])
    sheets.heads(page, row + 1, [sheets.words("results.column.month"), *(_capital(line.title) for line in lines)])
    for number, result in enumerate(report.months):
        page.write_datetime(row + 2 + number, 0, result.month.first, sheets.styles["month"])
        for column, line in enumerate(lines, start=1):
            sheets.write(page, row + 2 + number, column, line.values[number])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))

"""The report of the results as an Excel workbook: formulas with their values, a chart, and lists."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final

from broker_tui.exchange.results_how import how_counted, title, whose
from broker_tui.exchange.results_lines import beside_lines
from broker_tui.exchange.results_months import result_sheet
from broker_tui.exchange.results_report import Report
from broker_tui.exchange.results_sheets import Going, Sheets
from broker_tui.exchange.results_table import gap_rows, people_rows, step_rows, week_rows
from broker_tui.i18n import Words

_LITERAL: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What citizens and brokers are called stays text."""


def results_book(report: Report, words: Words, going: Going = lambda: None) -> bytes:
    """Return the report as a workbook.

    Raises:
        Stopped: `going` said so.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {**_LITERAL, "in_memory": True})
    about = {"title": title(report, words), "subject": whose(report, words), "comments": words("results.estimate_why")}
    book.set_properties({**about, "created": datetime.combine(report.today, time(), UTC).replace(tzinfo=None)})
    sheets = Sheets(book, words, going)
    result_sheet(report, sheets)
    sheets.months("beside", report, list(beside_lines(report, words)))
    sheets.listed("people", *people_rows(report, words))
    sheets.listed("weeks", *week_rows(report, words), percent=(4,))
    sheets.listed("steps", *step_rows(report, words))
    sheets.listed("gaps", *gap_rows(report, words))
    columns = [words(f"results.report.column.{name}") for name in ("topic", "text", "source")]
    sheets.listed("how", columns, [[*one] for one in how_counted(report, words)], filtered=False)
    book.close()
    return made.getvalue()

"""The sheets of a workbook, all made alike, and their cells; no text is ever a formula."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from broker_tui.exchange.lists import ListCell
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import Words
from broker_tui.i18n.results_beside import Line

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDEST: Final = 70
_LOOKED_AT: Final = 500

Going = Callable[[], None]
"""Called for each row; raises Stopped when the user has cancelled."""


class Sheets:
    """The sheets of a workbook, all made alike: headers that stay, columns as wide as what they hold, A4 across."""

    def __init__(self, book: "Workbook", words: Words, going: Going) -> None:
        self.book = book
        self.words = words
        self._going = going
        self.styles: dict[str, Format] = {
            "head": self._style(bold=True, bottom=1, text_wrap=True, valign="top", bg_color="#EAF1F5"),
            "month_head": self._style(bold=True, bottom=1, num_format="mmm yyyy", bg_color="#EAF1F5"),
            "wrapped": self._style(text_wrap=True, valign="top"),
            "title": self._style(bold=True, font_size=14),
            "strong": self._style(bold=True),
            "quiet": self._style(font_color="#56616B", italic=True),
            "day": self._style(num_format="dd-mm-yyyy", align="left"),
            "month": self._style(num_format="mmmm yyyy", align="left"),
            "number": self._style(num_format="#,##0"),
            "decimal": self._style(num_format="#,##0.0"),
            "percent": self._style(num_format="0.0 %"),
            "percent_strong": self._style(num_format="0.0 %", bold=True),
        }

    def add(self, name: str) -> "Worksheet":
        """Add a sheet set up for print; its name stands in the catalogue."""
        page = self.book.add_worksheet(self.words(f"results.report.sheet.{name}")[:31])
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&A &8{self.words('results.estimate').replace('&', '&&')}&R&P / &N")
        return page

    def listed(
        self,
        name: str,
        headers: Sequence[str],
        rows: Iterable[Sequence[ListCell]],
        *,
        percent: Sequence[int] = (),
        filtered: bool = True,
    ) -> None:
        """Add a sheet that holds a list under its headers."""
        page = self.add(name)
        widths = [len(header) for header in headers]
        self.heads(page, 0, headers)
        last = 0
        for last, row in enumerate(rows, start=1):
            self._going()
            for column, cell in enumerate(row):
                self.write(page, last, column, cell, percent=column in percent)
                if last <= _LOOKED_AT:
                    widths[column] = max(widths[column], len(str(cell)))
        for column, width in enumerate(widths):
            page.set_column(column, column, min(width, _WIDEST) + 3)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        if filtered:
            page.autofilter(0, 0, last, len(headers) - 1)

    def months(self, name: str, report: Report, lines: Sequence[Line]) -> None:
        """Add a sheet with a line a number and a column a month."""
        page = self.add(name)
        self.heads(page, 0, [self.words("results.report.column.followed"), self.words("results.column.rule")])
        for column, result in enumerate(report.months, start=2):
            page.write_datetime(0, column, result.month.first, self.styles["month_head"])
        for row, line in enumerate(lines, start=1):
            self._going()
            page.write_string(row, 0, f"{'   ' * line.part}{line.title}")
            page.write_string(row, 1, line.rule, self.styles["quiet"])
            for column, value in enumerate(line.values, start=2):
                self.write(page, row, column, value, percent=line.percent)
        page.set_column(0, 0, max([30, *(len(line.title) + 4 for line in lines)]))
        page.set_column(2, len(report.months) + 1, 10)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)

    def heads(self, page: "Worksheet", row: int, headers: Iterable[str]) -> None:
        """Write headers."""
        for column, header in enumerate(headers):
            page.write_string(row, column, header, self.styles["head"])

    def write(self, page: "Worksheet", row: int, column: int, cell: ListCell, *, percent: bool = False) -> None:
        """Write a cell as what it is; text never becomes a formula, a link or a number."""
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            page.write_string(row, column, self.words.yes_no(cell))
        elif isinstance(cell, str):
            page.write_string(row, column, cell, self.styles["wrapped"] if len(cell) > _WIDEST else None)
        elif isinstance(cell, int | float):
            whole = "number" if isinstance(cell, int) else "decimal"
            page.write_number(row, column, cell, self.styles["percent" if percent else whole])
        else:
            page.write_datetime(row, column, cell, self.styles["day"])

    def _style(self, **looks: Any) -> "Format":  # noqa: ANN401 - what the library takes
        return self.book.add_format(looks)

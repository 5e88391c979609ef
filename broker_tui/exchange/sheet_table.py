"""Caseloads in Excel and OpenDocument sheets, read by python-calamine."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from broker_tui.exchange.columns import Columns
from broker_tui.exchange.errors import FileProblem
from broker_tui.exchange.table import LOOK_FOR_HEADER, Row, is_blank

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


class SheetTable:
    """The sheet of a workbook that holds the caseload: the first visible one with known headers.

    Raises:
        FileProblem: password, broken, or empty.
    """

    def __init__(self, data: bytes, columns: Columns) -> None:
        from python_calamine import CalamineError, PasswordError

        try:
            self._sheet, self.other_sheets = _choose(data, columns)
        except PasswordError:
            raise FileProblem("password") from None
        except CalamineError:
            raise FileProblem("broken") from None
        self.sheet = self._sheet.name

    @property
    def lines(self) -> int:
        """How many rows there are."""
        return self._sheet.total_height

    def rows(self) -> Iterator[Row]:
        """Yield every row with its number in the sheet."""
        yield from _rows(self._sheet)


def _choose(data: bytes, columns: Columns) -> "tuple[CalamineSheet, tuple[str, ...]]":
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    # Opened as a stream, since a path is judged by its extension.
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    visible = [
        about.name
        for about in book.sheets_metadata
        if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet
    ]
    filled = None
    for name in visible:
        sheet = book.get_sheet_by_name(name)
        first = [row.cells for row in islice(_rows(sheet), LOOK_FOR_HEADER)]
        if any(columns.known(cells) > 1 for cells in first):
            return sheet, tuple(other for other in visible if other != name)
        if filled is None and not all(is_blank(cells) for cells in first):
            filled = sheet
    if filled is None:
        raise FileProblem("empty")
    return filled, tuple(other for other in visible if other != filled.name)


def _rows(sheet: "CalamineSheet") -> Iterator[Row]:
    # iter_rows gives the empty rows above the first filled one too, so that numbers are those of the sheet.
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield Row(number, cells)

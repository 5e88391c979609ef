"""Lists as files: CSV that a Danish Excel opens right, and XLSX; no cell is ever a formula."""

import csv
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, TypeAlias

if TYPE_CHECKING:
    from broker_tui.exchange.columns import Columns

ListCell: TypeAlias = str | int | float | date | bool | None

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDEST: Final = 60
_LOOKED_AT: Final = 500


@contextmanager
def replacing(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a text file that takes the place of `path` once it is whole; only the user may read it.

    Raises:
        OSError: it cannot be written; an older file of the name is left as it was.
    """
    with _in_place_of(path) as handle, os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
        yield stream


@contextmanager
def _in_place_of(path: Path) -> Iterator[int]:
    """Give a file to write and close; then it takes the place of `path`, unless something has failed."""
    temporary = path.with_name(f"{path.name}.tmp-{secrets.token_hex(4)}")
    try:
        yield os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def csv_cell(cell: ListCell) -> str:
    """Return a cell as Danish CSV holds it: dd-mm-yyyy, decimal comma, ja/nej, and nothing that Excel would reckon."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",") if abs(cell) < 1e6 else f"{cell:.2f}".replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def write_rows(stream: TextIO, headers: Sequence[str], rows: Iterable[Sequence[ListCell]]) -> None:
    """Write a list as CSV: `;` between cells, CRLF after rows; the caller opens the stream as UTF-8 with its mark."""
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([csv_cell(header) for header in headers])
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[ListCell]]) -> str:
    """Return a list as the text of a CSV file, without the byte order mark."""
    stream = StringIO(newline="")
    write_rows(stream, headers, rows)
    return stream.getvalue()


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[ListCell]]) -> None:
    """Write a list as a CSV file in UTF-8 with its mark, which Excel needs.

    Raises:
        OSError: it cannot be written.
    """
    with replacing(path, "utf-8-sig") as stream:
        write_rows(stream, headers, rows)


def write_xlsx(path: Path, sheet: str, headers: Sequence[str], rows: Iterable[Sequence[ListCell]]) -> None:
    """Write a list as an Excel workbook: real dates and numbers, the headers fixed at the top with a filter.

    Raises:
        OSError: it cannot be written.
    """
    from io import BytesIO

    from xlsxwriter import Workbook

    made = BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(made, {**literal, "in_memory": True, "default_date_format": "dd-mm-yyyy"})
    page = book.add_worksheet(sheet[:31])
    bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd-mm-yyyy"})
    widths = [len(header) for header in headers]
    for column, header in enumerate(headers):
        page.write_string(0, column, header, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, date):
                page.write_datetime(count, column, cell, day)
            elif isinstance(cell, bool) or not isinstance(cell, int | float):
                page.write_string(count, column, cell if isinstance(cell, str) else csv_cell(cell))
            else:
                page.write_number(count, column, cell)
            if count <= _LOOKED_AT and column < len(widths):
                widths[column] = max(widths[column], len(csv_cell(cell)))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width, _WIDEST) + 2)
    page.freeze_panes(1, 0)
    if headers:
        page.autofilter(0, 0, count, len(headers) - 1)
    book.close()
    _replace_bytes(path, made.getvalue())


def _replace_bytes(path: Path, content: bytes) -> None:
    with _in_place_of(path) as handle, os.fdopen(handle, "wb") as stream:
        stream.write(content)


def template_headers(columns: "Columns") -> list[str]:
    """Return the headers of an empty caseload list, which an import knows without asking."""
    left_out = {"first_name", "last_name"}
    return [header for name, header in columns.headers.items() if name not in left_out]

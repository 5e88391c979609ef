"""Caseload files as municipalities send them, made on the spot."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from struct import pack

HEADERS = ("CPR-nr.", "Navn", "Telefon", "Startdato", "Bemærkning")
PEOPLE = (
    ("670180-1234", "Åse Ørsted", "20 30 40 11", "01-02-2026", 'Sagde: "måske"; ring igen'),
    ("681290-2345", "Bo Ærø-Holm", "", "15-03-2026", ""),
    ("700375-0456", "Zoë Bæk", "71 99 99 99", "03-06-2026", "Første linje\nanden linje"),
)


def quoted(cell: str, delimiter: str) -> str:
    """Return a cell as CSV writes it."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & {delimiter, '"', "\n", "\r"} else cell


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ";", newline: str = "\r\n") -> str:
    """Return rows as the text of a CSV file."""
    return "".join(delimiter.join(quoted(cell, delimiter) for cell in row) + newline for row in rows)


def write_csv(path: Path, rows: Sequence[Sequence[str]], *, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """Write a CSV file; `utf-16` writes the byte order mark too."""
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]], *, hidden: Sequence[str] = ()) -> Path:
    """Write a workbook with the named sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    made = BytesIO()
    book.save(made)
    path.write_bytes(made.getvalue())
    return path


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write an OpenDocument sheet of texts."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="Borgere")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    with path.open("wb") as file:
        book.write(file)
    return path


def write_xls(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """Write an old Excel book (BIFF8 in an OLE container) with one sheet of texts and numbers; no library does."""
    cells = b"".join(
        _cell(row, column, value) for row, line in enumerate(rows) for column, value in enumerate(line) if value != ""
    )
    end = _record(0x000A, b"")
    name = b"Borgere"
    opening = _record(0x0809, pack("<HHHH8x", 0x0600, 0x0005, 0x0DBB, 1996)) + _record(0x0042, pack("<H", 1200))
    before = len(opening) + len(_record(0x0085, bytes(8) + name)) + len(end)
    sheet = _record(0x0085, pack("<IBBBB", before, 0, 0, len(name), 0) + name)
    book = opening + sheet + end + _record(0x0809, pack("<HHHH8x", 0x0600, 0x0010, 0x0DBB, 1996)) + cells + end
    path.write_bytes(_ole("Workbook", book))
    return path


def _record(kind: int, content: bytes) -> bytes:
    return pack("<HH", kind, len(content)) + content


def _cell(row: int, column: int, value: str | float) -> bytes:
    where = pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, where + pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, where + pack("<d", value))


def _ole(name: str, stream: bytes) -> bytes:
    """Wrap one stream: a header, one allocation sector, one directory sector, the stream itself."""
    size = max(4096, -(-len(stream) // 512) * 512)
    sectors = size // 512
    free, last, allocation = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [allocation, last, *range(3, 2 + sectors), last]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0) + pack("<109I", 0, *[free] * 108)
    directory = _entry("Root Entry", 5, 1, last, 0) + _entry(name, 2, free, 2, size) + bytes(256)
    return header + pack("<128I", *chain, *[free] * (128 - len(chain))) + directory + stream.ljust(size, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    free = 0xFFFFFFFF
    return text.ljust(64, b"\0") + pack("<HBBIII36xIQ", len(text) + 2, kind, 1, free, free, child, start, size)

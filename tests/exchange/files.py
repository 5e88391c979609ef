"""Caseload files as municipalities send them, made on the spot."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

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

"""A caseload file as rows: where the headers stand, what was passed over, the numbers the file itself gives rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Final, NamedTuple, TypeAlias

from broker_tui.domain.cpr import CprError, normalise
from broker_tui.exchange.columns import Columns, normalised
from broker_tui.exchange.errors import Cancelled, FileProblem, Progress, keep_going

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

LOOK_FOR_HEADER: Final = 20
MAX_ROWS: Final = 250_000
_REMEMBERED: Final = 500
_EXCEL_DAY_0: Final = date(1899, 12, 30)


class Row(NamedTuple):
    """One row of the file; `number` is the line (in text) or the row (in a sheet) where it begins, from 1."""

    number: int
    cells: Sequence[Cell]


class SkippedRow(NamedTuple):
    """A row that is no citizen; the catalogue holds `import.skipped.<reason>`: title, total, header."""

    number: int
    reason: str


@dataclass(frozen=True)
class Source:
    """Where rows came from.

    Attributes:
        kind: `text`, `xlsx`, `xls` or `ods`, as the content tells.
        encoding: of a text file.
        delimiter: of a text file.
        sheet: the sheet that was read.
        other_sheets: sheets that were not.
    """

    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A caseload file that has been read.

    Attributes:
        name: the file's name, without its folder.
        digest: sha256 of the file, which recognises it when it comes again.
        source: what kind of file it was.
        header_row: the number of the row that holds the headers.
        headers: the headers, empty for a column without one.
        rows: the rows below, blank ones left out.
        skipped: rows above and between that are no citizens.
    """

    name: str
    digest: str
    source: Source
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[SkippedRow, ...] = ()


def cell_text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a decimal, dates as ISO, blanks around it gone."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def excel_day(serial: float) -> date | None:
    """Return the day of an Excel date number, None when it lies outside 1954 to 2119."""
    return _EXCEL_DAY_0 + timedelta(days=int(serial)) if 20_000 <= serial < 80_000 else None


def is_blank(cells: Iterable[Cell]) -> bool:
    """Tell whether a row holds nothing."""
    return not any(cell if not isinstance(cell, str) else cell.strip() for cell in cells)


def find_header(rows: Sequence[Row], columns: Columns) -> tuple[int, int]:
    """Return the index of the header row among the first rows, and how many known headers it holds.

    Without any known header it is the row with most filled cells, the first of them.
    """
    known = [columns.known(row.cells) for row in rows]
    most = max(known, default=0)
    if most:
        return known.index(most), most
    filled = [sum(not is_blank([cell]) for cell in row.cells) for row in rows]
    return (filled.index(max(filled)), 0) if filled else (0, 0)


def assemble(name: str, digest: str, source: Source, rows: Iterable[Row], columns: Columns) -> Table:
    """Make a table of raw rows: find the headers, leave out what is blank, list what was passed over.

    Raises:
        FileProblem: empty, only_header, no_header.
    """
    filled = (row for row in rows if not is_blank(row.cells))
    first = list(islice(filled, LOOK_FOR_HEADER))
    if not first:
        raise FileProblem("empty")
    at, known = find_header(first, columns)
    if not known and any(_looks_like_cpr(cell) for row in first[: at + 1] for cell in row.cells):
        raise FileProblem("no_header")
    headers = tuple(" ".join(cell_text(cell).split()) for cell in first[at].cells)
    skipped = [SkippedRow(row.number, "title") for row in first[:at]]
    kept: list[Row] = []
    shared: list[dict[Cell, Cell]] = [{} for _ in headers]
    header_names = [normalised(header) for header in headers]
    for row in chain(first[at + 1 :], filled):
        if known and _repeats(row.cells, header_names):
            skipped.append(SkippedRow(row.number, "header"))
        else:
            kept.append(Row(row.number, _share(row.cells, shared)))
    if not kept:
        raise FileProblem("only_header")
    return Table(name, digest, source, first[at].number, headers, tuple(kept), tuple(skipped))


def watched(
    rows: Iterable[Row], expected: int, progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[Row]:
    """Yield rows, telling of progress.

    Raises:
        FileProblem: there are too many (too_many_rows).
        Stopped: the user has cancelled.
    """
    for done, row in enumerate(rows):
        keep_going(done, expected, progress, cancelled)
        if done >= MAX_ROWS:
            raise FileProblem("too_many_rows", limit=MAX_ROWS)
        yield row


def _repeats(cells: Sequence[Cell], header_names: Sequence[str]) -> bool:
    """Tell whether a row is the headers again, as on each page of a printed list."""
    first = next((at for at, name in enumerate(header_names) if name), 0)
    if first >= len(cells) or not isinstance(cells[first], str) or normalised(str(cells[first])) != header_names[first]:
        return False
    return [normalised(cell_text(cell)) for cell in cells[: len(header_names)]] == list(header_names)


def _share(cells: Sequence[Cell], shared: list[dict[Cell, Cell]]) -> tuple[Cell, ...]:
    """Return cells stripped, with equal texts of a column held once: a hundred thousand rows repeat a few words."""
    made = []
    for at, cell in enumerate(cells):
        if isinstance(cell, str):
            cell = cell.strip()
            if at < len(shared):
                seen = shared[at]
                cell = seen.setdefault(cell, cell) if len(seen) < _REMEMBERED else seen.get(cell, cell)
        made.append(cell)
    return tuple(made)


def _looks_like_cpr(cell: Cell) -> bool:
    try:
        normalise(cell_text(cell).rjust(10, "0") if isinstance(cell, float | int) else cell_text(cell))
    except CprError:
        return False
    return True

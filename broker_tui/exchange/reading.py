"""Read a caseload file of whatever kind into one Table."""

from hashlib import sha256
from pathlib import Path

from broker_tui.exchange.columns import Columns, load_columns
from broker_tui.exchange.errors import Cancelled, FileProblem, Progress
from broker_tui.exchange.sheet_table import SheetTable
from broker_tui.exchange.sniff import MAX_BYTES, FileKind, kind_of
from broker_tui.exchange.table import Source, Table, assemble, watched
from broker_tui.exchange.text_table import TextTable


def read_bytes(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        FileProblem: missing, directory, unreadable or too_large.
    """
    try:
        if path.is_dir():
            raise FileProblem("directory")
        if path.stat().st_size > MAX_BYTES:
            raise FileProblem("too_large", limit=MAX_BYTES // 2**20)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("missing") from None
    except (OSError, ValueError):
        raise FileProblem("unreadable") from None


def read_table(
    path: Path,
    *,
    columns: Columns | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Table:
    """Read a caseload from CSV, XLSX, XLS or ODS; the content decides which, never the name.

    Raises:
        FileProblem: the file cannot be used; the code says why. A case file is refused as `case_file`.
        Stopped: the user has cancelled.
    """
    data = read_bytes(path)
    kind = kind_of(data)
    if kind is FileKind.CASE_FILE:
        raise FileProblem("case_file")
    columns = columns or load_columns()
    digest = sha256(data).hexdigest()
    if kind is FileKind.TEXT:
        text = TextTable(data, columns)
        source = Source(kind, encoding=text.encoding, delimiter=text.delimiter)
        raw, expected = text.rows(), text.lines
    else:
        sheet = SheetTable(data, columns)
        source = Source(kind, sheet=sheet.sheet, other_sheets=sheet.other_sheets)
        raw, expected = sheet.rows(), sheet.lines
    del data
    return assemble(path.name, digest, source, watched(raw, expected, progress, cancelled), columns)

"""Writing the report of the results: one file of the kind asked for, for the user's eyes alone, and journalled."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from broker_tui.casework.desk import Desk
from broker_tui.exchange.errors import Stopped

if TYPE_CHECKING:
    from broker_tui.exchange.results_report import Report
    from broker_tui.i18n import Words

_LOOK_EVERY: Final = 500
"""Rows between two looks at whether to go on."""


class ReportKind(StrEnum):
    """What a report can be saved as."""

    XLSX = "xlsx"
    CSV = "csv"
    PEOPLE_CSV = "people_csv"
    PDF = "pdf"
    TXT = "txt"

    @property
    def extension(self) -> str:
        """The extension of the file."""
        return self.value.rpartition("_")[2]

    @property
    def names_people(self) -> bool:
        """Whether citizens are listed in it."""
        return self not in {ReportKind.CSV, ReportKind.PDF}


def write_report(
    desk: Desk,
    report: "Report",
    kind: ReportKind,
    folder: Path,
    words: "Words",
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Save the report in a folder under a name of its own, journal it, and return where it lies.

    Raises:
        Stopped: the user has cancelled; nothing was written.
        DocumentError: the file cannot be made or saved.
        StoreError: it cannot be journalled; then no file is left.
    """
    from broker_tui.exchange.documents.write import save_document

    data = report_bytes(report, kind, words, cancelled)
    path = save_document(data, folder, f"{file_stem(words, kind, str(report.month))}.{kind.extension}")
    _journal(desk, report, kind, path, new=True)
    return path


def write_report_as(desk: Desk, report: "Report", kind: ReportKind, path: Path, words: "Words") -> None:
    """Save the report as the very file that is named, in the place of one that is there, and journal it.

    Raises:
        DocumentError: the file cannot be made or saved.
        StoreError: it cannot be journalled.
    """
    from broker_tui.exchange.documents.write import save_document_as

    data = report_bytes(report, kind, words)
    new = not path.exists()
    save_document_as(data, path, replace=True)
    _journal(desk, report, kind, path, new=new)


def report_bytes(
    report: "Report", kind: ReportKind, words: "Words", cancelled: Callable[[], bool] = lambda: False
) -> bytes:
    """Return the report as a file of that kind.

    Raises:
        Stopped: the user has cancelled.
        DocumentError: this machine cannot make it.
    """
    from broker_tui.store.decode import collector_paused

    if cancelled():
        raise Stopped
    with collector_paused():
        return _made(report, kind, words, cancelled)


def _made(report: "Report", kind: ReportKind, words: "Words", cancelled: Callable[[], bool]) -> bytes:
    match kind:
        case ReportKind.XLSX:
            from broker_tui.exchange.results_book import results_book

            return results_book(report, words, _going(cancelled))
        case ReportKind.CSV:
            from broker_tui.exchange.results_table import months_csv

            return months_csv(report, words)
        case ReportKind.PEOPLE_CSV:
            from broker_tui.exchange.results_table import people_csv

            return people_csv(report, words)
        case ReportKind.PDF:
            from broker_tui.exchange.documents.compose.results import results_page
            from broker_tui.exchange.documents.pdf import to_pdf

            return to_pdf(results_page(report, words)).data
        case ReportKind.TXT:
            from broker_tui.exchange.documents.compose.results import results_list
            from broker_tui.exchange.documents.plain import to_text

            # Windows' own editor takes text for the old code page unless it is marked.
            return to_text(results_list(report, words)).encode("utf-8-sig")


def file_stem(words: "Words", kind: "ReportKind | str", month: str) -> str:
    """Return what a file is called, without extension; it names nobody."""
    return f"{words(f'results.report.file.{kind}')} {month}"


def write_anonymous_in(
    desk: Desk,
    folder: Path,
    words: "Words",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Save the anonymised set in a folder under a name that is free, journal it, and return where it lies.

    Raises:
        Stopped: the user has cancelled; nothing was written.
        DocumentError: the file cannot be saved.
        StoreError: it cannot be journalled.
    """
    from broker_tui.casework.anonymise import write_anonymous
    from broker_tui.exchange.documents.write import saving
    from broker_tui.store.journal import record_view

    stem = file_stem(words, "anonymous", desk.today.isoformat())
    with saving(folder, f"{stem}.json") as place:
        about = words("cli.export.anonymous.about")
        done = write_anonymous(desk, place.path, about, progress=progress, cancelled=cancelled)
        record_view(desk.store, desk.who, None, "anonymised_exported", {"n": done.written})
    return place.path


def _going(cancelled: Callable[[], bool]) -> Callable[[], None]:
    rows = 0

    def going() -> None:
        nonlocal rows
        rows += 1
        if not rows % _LOOK_EVERY and cancelled():
            raise Stopped

    return going


def _journal(desk: Desk, report: "Report", kind: ReportKind, path: Path, *, new: bool) -> None:
    """Journal a file that was saved; a new one that could not be journalled is taken away again."""
    from broker_tui.store.errors import StoreError
    from broker_tui.store.journal import record_view

    month: date = report.month.first
    said = {"format": kind.extension, "month": month, "n": len(report.people) if kind.names_people else 0}
    try:
        record_view(desk.store, desk.who, None, "results_exported", said)
    except StoreError:
        if new:
            path.unlink(missing_ok=True)
        raise

"""What can go wrong with the file on disk: a code and its parameters, never a sentence and never personal data."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"})
_READ_ONLY = frozenset({"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"})
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_READ"})

_NAME_BY_TEXT = {"disk I/O error": "SQLITE_IOERR", "database or disk is full": "SQLITE_FULL"}
"""The copying of pages tells its errors in words alone."""


class StoreError(Exception):
    """Reading or writing the database is refused or has failed.

    Attributes:
        code: names the reason; the catalogue holds `error.<code>`.
        params: values for the words, such as the path; never what the user typed.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.params.items())])


def from_driver(error: Exception, path: Path) -> StoreError:
    """Return what a driver's error means to the user."""
    name = str(getattr(error, "sqlite_errorname", None) or _NAME_BY_TEXT.get(str(error), ""))
    family = "_".join(name.split("_")[:2])
    if name in _FULL or family == "SQLITE_FULL":
        return StoreError("disk_full", path=path)
    if family in _READ_ONLY:
        return StoreError("read_only", path=path)
    if family in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
        return StoreError("busy", path=path)
    if name in _DAMAGED or family in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
        return StoreError("damaged", path=path)
    if family == "SQLITE_CONSTRAINT":
        return StoreError("conflict", path=path)
    if family == "SQLITE_INTERRUPT":
        return StoreError("interrupted", path=path)
    return StoreError("failed", path=path, reason=name or type(error).__name__)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of the driver into StoreError, without the SQL and its values.

    Only errors of the operating, integrity and file kind are turned; wrong SQL is our own mistake and stays itself.
    """
    from broker_tui.store.driver import dbapi

    try:
        yield
    except dbapi.ProgrammingError:
        raise
    except dbapi.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR":
            raise
        raise from_driver(error, path) from None

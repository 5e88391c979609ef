"""The refused rows of an import as a file to correct them by: row, column, reason, and the value masked."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from broker_tui.exchange.lists import write_csv
from broker_tui.i18n import Words


class _Problem(Protocol):
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def params(self) -> Mapping[str, object]: ...


class _Plan(Protocol):
    @property
    def refused(self) -> Sequence[_Problem]: ...


def write_refused(path: Path, plan: _Plan, words: Words) -> None:
    """Write why rows are refused, one reason a line.

    Raises:
        OSError: it cannot be written.
    """
    headers = [words(f"import.column.{name}") for name in ("row", "column", "reason", "value")]
    rows = [(one.row, one.column, words(one.words, **one.params), one.value) for one in plan.refused]
    write_csv(path, headers, rows)

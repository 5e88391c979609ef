"""Refused rows as a file that Excel opens: where, why, and a masked value, never the whole one."""

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_refused(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows as CSV for Excel, readable by the user alone; an existing file is not overwritten.

    Raises:
        OSError: it cannot be written there, or there is a file already.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        for row in rows:
            # Excel would take a cell that begins like a formula for one.
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])

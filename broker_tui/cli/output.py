"""Writing: data to standard output, messages to standard error, and nothing that could steer the terminal."""

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO


def write(text: str = "") -> None:
    """Write a line of data to standard output."""
    _line(sys.stdout, text)


def say(text: str) -> None:
    """Write a message to standard error."""
    _line(sys.stderr, text)


def write_json(document: object) -> None:
    """Write one JSON document: UTF-8 whatever the terminal, keys in the order given."""
    import json

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def write_csv(rows: Iterable[Sequence[str]]) -> None:
    """Write rows as spreadsheets in Danish read them: UTF-8 with a mark, semicolons, and no cell that is a formula."""
    import csv

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8-sig", newline="")
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text, whatever a citizen's name begins with."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def write_table(headers: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> None:
    """Write aligned columns under their headers; columns in `right` hold numbers and end at the same place."""
    lines = [[safe(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ends = frozenset(right)
    for line in lines:
        cells = (
            cell.rjust(width) if position in ends else cell.ljust(width)
            for position, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        write("  ".join(cells).rstrip())


def safe(text: str) -> str:
    """Return text on one line without control characters, which a terminal might obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _line(stream: TextIO, text: str) -> None:
    line = f"{text}\n"
    try:
        stream.write(line)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(line.encode(encoding, "replace").decode(encoding))

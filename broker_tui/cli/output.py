"""Writing: data to standard output, messages to standard error, and nothing that could steer the terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from broker_tui.cli.arguments import Trouble

if TYPE_CHECKING:
    from broker_tui.exchange.lists import ListCell


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


def write_csv(headers: Sequence[str], rows: "Iterable[Sequence[ListCell]]") -> None:
    """Write rows as CSV to standard output, byte for byte as a file would hold them."""
    from broker_tui.exchange.lists import csv_text

    sys.stdout.flush()
    sys.stdout.buffer.write(csv_text(headers, rows).encode("utf-8-sig"))


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


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into a sentence.

    Raises:
        Trouble: the file cannot be written.
    """
    try:
        yield
    except OSError:
        raise Trouble("cli.trouble.cannot_write", path=path) from None


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

"""Caseloads in text files: encoding, delimiter and rows, told by the content."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import Final

from broker_tui.exchange.columns import Columns
from broker_tui.exchange.errors import FileProblem
from broker_tui.exchange.table import LOOK_FOR_HEADER, Cell, Row, is_blank

DELIMITERS: Final = (";", "\t", ",", "|")
_ONE_BYTE: Final = ("cp1252", "cp850", "mac_roman")
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DANISH: Final = frozenset("æøåÆØÅ")
_PLAUSIBLE: Final = frozenset("éèêëüöäáóíúñçÉÜÖÄ§½°´¨–—…“”«»€£\u00a0")
_FOREIGN: Final = re.compile(rb"[\x20-\x7e]?[\x80-\xff]+[\x20-\x7e]?")
_CAPITAL_INSIDE: Final = re.compile("[a-zæøå][ÆØÅ]|[A-ZÆØÅ][æøå][A-ZÆØÅ]")
_SAMPLE: Final = 20_000
_SEP_LINE: Final = re.compile(r'"?sep=(.)"?[ ;,]*(?:\r\n|\n|\r)', re.IGNORECASE)
_KEPT_AS_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
_CPR: Final = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
_LONGEST_RECORD: Final = 200


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding.

    A byte order mark decides; then UTF-8 if it holds; else the one-byte encoding that gives most Danish letters and
    fewest odd signs. Detection libraries take Danish cp1252 for cp1250. A sign that cannot be read becomes U+FFFD.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), encoding
    wide = _without_bom(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    sample = b" ".join(match.group() for match in islice(_FOREIGN.finditer(data), _SAMPLE))
    encoding = max(("utf-8", *_ONE_BYTE), key=lambda name: _danishness(sample.decode(name, "replace")))
    return data.decode(encoding, "replace"), encoding


def _without_bom(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark: every second byte of plain text is zero."""
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) <= len(start) // 4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _danishness(text: str) -> int:
    signs = Counter(sign for sign in text if not sign.isascii())
    danish = sum(count for sign, count in signs.items() if sign in _DANISH)
    odd = sum(count for sign, count in signs.items() if sign not in _DANISH and sign not in _PLAUSIBLE)
    return 2 * danish - odd - 4 * len(_CAPITAL_INSIDE.findall(text)) - 3 * signs["\ufffd"]


class TextTable:
    """The rows of a text file; reading them again starts from the top."""

    def __init__(self, data: bytes, columns: Columns) -> None:
        text, self.encoding = decode(data)
        self._text = text.replace("\0", "")
        self._first_line, self.delimiter = 1, ""
        declared = _SEP_LINE.match(self._text)
        if declared:
            self._text, self._first_line, self.delimiter = self._text[declared.end() :], 2, declared[1]
        else:
            self.delimiter = self._find_delimiter(columns)

    @property
    def lines(self) -> int:
        """About how many rows there are."""
        return max(self._text.count("\n"), self._text.count("\r"))

    def rows(self, delimiter: str | None = None) -> Iterator[Row]:
        """Yield every row with the line it begins on.

        Raises:
            FileProblem: a quotation mark is never closed (open_quote), so that rows cannot be told apart.
        """
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        lines = _Lines(self._text)
        delimiter = delimiter or self.delimiter
        lines.begins = self._first_line
        for cells in csv.reader(lines, delimiter=delimiter):
            taken = lines.taken
            if (lines.at_end and _left_open(taken, cells, delimiter)) or _swallowed(taken, delimiter):
                raise FileProblem("open_quote", row=lines.begins)
            yield Row(lines.begins, [_plain(cell) for cell in cells])
            lines.begins += len(taken)
            taken.clear()

    def _find_delimiter(self, columns: Columns) -> str:
        """Return the delimiter that gives most known headers; failing that, the one that cuts rows alike.

        Raises:
            FileProblem: no delimiter makes columns (no_table).
        """
        tried = {}
        for delimiter in DELIMITERS:
            first = list(self._first_rows(delimiter))
            known = max((columns.known(cells) for cells in first), default=0)
            widths = Counter(len(cells) for cells in first if len(cells) > 1)
            tried[delimiter] = (known, max(widths.values(), default=0), max(widths, default=0))
        best = max(tried, key=lambda delimiter: tried[delimiter])
        if not any(tried[best]) and any(self._first_rows(best)):
            raise FileProblem("no_table")
        return best

    def _first_rows(self, delimiter: str) -> Iterator[Sequence[Cell]]:
        # A quotation mark left open is told of when the rows are read in earnest.
        with suppress(FileProblem):
            for row in islice(self.rows(delimiter), LOOK_FOR_HEADER):
                if not is_blank(row.cells):
                    yield row.cells


class _Lines:
    """The lines of a text, remembering those the current record has taken."""

    def __init__(self, text: str) -> None:
        # Without newline="" a quoted line break would be lost; this splits at \n, \r\n and \r, and nowhere else.
        self._lines = iter(StringIO(text, newline=""))
        self._next = next(self._lines, None)
        self.taken: list[str] = []
        self.begins = 1

    @property
    def at_end(self) -> bool:
        return self._next is None

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._next
        if line is None:
            raise StopIteration
        self._next = next(self._lines, None)
        self.taken.append(line)
        if len(self.taken) > _LONGEST_RECORD:
            raise FileProblem("open_quote", row=self.begins)
        return line


def _left_open(lines: list[str], cells: list[str], delimiter: str) -> bool:
    """Tell whether the last record ends within quotation marks."""
    return sum(line.count('"') for line in lines) % 2 == 1 and any("\n" in cell or delimiter in cell for cell in cells)


def _swallowed(lines: list[str], delimiter: str) -> bool:
    """Tell whether a whole other row, with a personal number of its own, lies within quotation marks."""
    within = (line.partition('"')[0] for line in lines[1:])
    return any(delimiter in text and _CPR.search(text) for text in within)


def _plain(cell: str) -> str:
    """Return a cell without what programs put around it to keep Excel from touching it."""
    if cell.startswith('="'):
        kept = _KEPT_AS_TEXT.fullmatch(cell)
        return kept[1] if kept else cell
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell

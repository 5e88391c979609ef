"""A document laid out as lines of a terminal: headings strong, labels beside their values, tables in columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, assert_never

from broker_tui.exchange.documents.parts import (
    Bullets,
    Document,
    Heading,
    Note,
    Pairs,
    Paragraph,
    Part,
    Signatures,
    Table,
    settled,
    stamp,
)
from broker_tui.i18n import load_words
from broker_tui.ui.text import Signs, Span, Spans, width_of, wrap

WIDEST: Final = 92
"""Cells a line of text takes at most; longer ones are hard to read."""

LABEL_CELLS: Final = 36
"""Cells of the labels beside values where there is room; a longer label goes on below."""

MIDDLE_LABEL: Final = 26
NARROW_LABEL: Final = 18
BESIDE_FROM: Final = 50
"""Cells from which labels stand beside their values."""

MIDDLE_FROM: Final = 64
WIDE_FROM: Final = 84

SIGN_CELLS: Final = 28


def document_lines(document: Document, signs: Signs, width: int) -> list[Spans]:
    """Return a document as it will be printed, in at most `width` cells; what is left empty is muted."""
    whole = settled(document)
    setter = _Setter(signs, min(width, WIDEST), load_words(whole.language)("document.blank"))
    lines: list[Spans] = [((line, "title"),) for line in wrap(whole.title, setter.width)]
    for text, tone in ((whole.subtitle, ""), (whole.subject, "strong"), (stamp(whole), "muted")):
        lines += [((line, tone),) for line in wrap(text, setter.width)]
    before: Part | None = None
    for part in whole.parts:
        lines += [()] * _air(before, part)
        lines += setter.part(part)
        before = part
    if whole.footer:
        lines += [(), ((signs.rule * setter.width, "rule"),)]
        lines += [((line, "muted"),) for line in wrap(whole.footer, setter.width)]
    return lines


def _air(before: Part | None, part: Part) -> int:
    """Return the blank lines above a part."""
    if isinstance(part, Heading) and part.level == 1:
        return 2
    same = isinstance(before, Pairs) and isinstance(part, Pairs)
    return 0 if isinstance(before, Heading) or same else 1


class _Setter:
    """Sets the parts of one document in lines of `width` cells."""

    def __init__(self, signs: Signs, width: int, blank: str) -> None:
        self.signs = signs
        self.width = width
        self.blank = blank

    def part(self, part: Part) -> list[Spans]:
        """Return the lines of a part."""
        match part:
            case Heading(level, text):
                return self._heading(level, text)
            case Paragraph(text):
                return [((line, self._tone(text)),) for line in _broken(text, self.width)]
            case Note(text):
                mark: Span = (f"{self.signs.upright} ", "accent")
                return [(mark, (line, "strong")) for line in _broken(text, self.width - 2)]
            case Pairs(pairs):
                return [line for label, value in pairs for line in self._pair(label, value)]
            case Bullets(items, numbered, first):
                return list(self._bullets(items, first if numbered else None))
            case Table(headers, rows):
                return list(self._table(headers, rows))
            case Signatures(labels):
                return [line for label in labels for line in self._signature(label)]
            case _:
                assert_never(part)

    def _tone(self, text: str) -> str:
        return "muted" if text == self.blank else ""

    def _heading(self, level: int, text: str) -> list[Spans]:
        lines: list[Spans] = [((line, "strong"),) for line in wrap(text, self.width)]
        return [*lines, ((self.signs.rule * self.width, "rule"),)] if level == 1 else lines

    def _pair(self, label: str, value: str) -> Iterator[Spans]:
        """Yield a label with its value beside it, or below it where there is no room."""
        if self.width < BESIDE_FROM:
            yield from (((line, "muted"),) for line in wrap(label, self.width))
            yield from ((("  ", ""), (line, self._tone(value))) for line in _broken(value, self.width - 2))
            return
        cells = NARROW_LABEL if self.width < MIDDLE_FROM else MIDDLE_LABEL if self.width < WIDE_FROM else LABEL_CELLS
        labels, values = wrap(label, cells), _broken(value, self.width - cells - 2)
        for head, line in zip_longest(labels, values, fillvalue=""):
            yield (_padded(head, cells + 2), "muted"), (line, self._tone(value))

    def _bullets(self, items: Sequence[str], first: int | None) -> Iterator[Spans]:
        """Yield a list, numbered from `first` on where there is one."""
        for place, item in enumerate(items):
            mark = f" {self.signs.dot}  " if first is None else f"{first + place:>2}. "
            for number, line in enumerate(_broken(item, self.width - len(mark))):
                yield (" " * len(mark) if number else mark, "muted"), (line, self._tone(item))

    def _signature(self, label: str) -> Iterator[Spans]:
        yield ()
        yield (("_" * min(SIGN_CELLS, self.width), "muted"),)
        yield from (((line, ""),) for line in wrap(label, self.width))

    def _table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Spans]:
        cells = self._columns(headers, rows)
        if not cells:
            yield from self._read_out(headers, rows)
            return
        yield from self._table_row(headers, cells, "muted")
        yield ((self.signs.rule * self.width, "rule"),)
        for row in rows:
            yield from self._table_row(row, cells)

    def _table_row(self, row: Sequence[str], cells: Sequence[int], tone: str = "") -> Iterator[Spans]:
        broken = [_broken(cell, size) for cell, size in zip(row, cells, strict=True)]
        for lines in zip_longest(*broken, fillvalue=""):
            spans = zip(lines, cells, row, strict=True)
            yield tuple((_padded(line, size + 2), tone or self._tone(cell)) for line, size, cell in spans)

    def _columns(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
        """Return the cells of each column, the widest giving way first; none when a word would have to be cut."""
        columns = [(head, *column) for head, column in zip(headers, zip(*rows, strict=True), strict=True)]
        cells = [max(width_of(line) for cell in column for line in cell.split("\n")) for column in columns]
        least = [max(width_of(word) for cell in column for word in cell.split()) for column in columns]
        room = self.width - 2 * len(cells)
        if sum(least) > room:
            return []
        while sum(cells) > room:
            slack = [size - small for size, small in zip(cells, least, strict=True)]
            widest = max(range(len(cells)), key=lambda at: (slack[at] > 0, cells[at]))
            cells[widest] -= 1
        return cells

    def _read_out(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Spans]:
        """Yield a table row by row, each cell beside its header."""
        for number, row in enumerate(rows):
            if number:
                yield ()
            for head, cell in zip(headers, row, strict=True):
                yield from self._pair(head, cell)


def _broken(text: str, width: int) -> list[str]:
    """Break text to a width; its own empty lines stay."""
    return [line for paragraph in text.split("\n") for line in (wrap(paragraph, width) or [""])]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))

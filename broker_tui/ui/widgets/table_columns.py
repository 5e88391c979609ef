"""Columns of a list: what they are called, how wide they get, and which give way on a narrow terminal."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from broker_tui.ui.text import Span, Spans, fit, one_line, width_of

Cell = str | Spans
"""What stands in one place: plain text, or text in several tones."""


class Row(NamedTuple):
    """One line of a list: its cells by column key, and whether it is struck through because it is done."""

    cells: Mapping[str, Cell]
    struck: bool = False


class Column(NamedTuple):
    """One column.

    Attributes:
        key: names the column and its cells.
        title: what its head says.
        width: the cells it likes to have.
        minimum: the least it is worth showing in; 0 for `width`.
        grow: its share of what is left over.
        right: whether it is set to the right, as numbers are.
        drop: 0 stays always; of the others the highest gives way first.
        gap: blank cells before it.
        sortable: whether its head can be pressed.
        flows: whether its text may go on over the columns to its right where they hold nothing.
    """

    key: str
    title: str
    width: int
    minimum: int = 0
    grow: int = 0
    right: bool = False
    drop: int = 0
    gap: int = 2
    sortable: bool = True
    flows: bool = False

    @property
    def least(self) -> int:
        """The least width."""
        return self.minimum or self.width


class Place(NamedTuple):
    """A column where it stands: `start` is its first cell."""

    column: Column
    start: int
    width: int


def arrange(columns: Sequence[Column], width: int) -> tuple[Place, ...]:
    """Return the columns that fit in `width` cells and where they stand.

    Columns give way in order of `drop`; those that stay get their least, then their wish from left to right, and what
    is left over is shared by `grow`.
    """
    kept = list(columns)
    while kept and _needed(kept) > width:
        optional = [column for column in kept if column.drop]
        if not optional:
            break
        kept.remove(max(reversed(optional), key=lambda column: column.drop))
    sizes = {column.key: column.least for column in kept}
    left = width - _needed(kept)
    for column in kept:
        more = max(0, min(left, column.width - column.least))
        sizes[column.key] += more
        left -= more
    growing = sum(column.grow for column in kept)
    for column in kept:
        if column.grow and left > 0:
            share = left * column.grow // growing
            sizes[column.key] += share
            left -= share
            growing -= column.grow
    places: list[Place] = []
    at = 0
    for number, column in enumerate(kept):
        at += column.gap if number else 0
        places.append(Place(column, at, max(0, min(sizes[column.key], width - at))))
        at += sizes[column.key]
    return tuple(places)


def _needed(columns: Sequence[Column]) -> int:
    return sum(column.least + (column.gap if number else 0) for number, column in enumerate(columns))


def cell_spans(cell: Cell, width: int, ellipsis: str, *, right: bool = False, tone: str | None = None) -> Spans:
    """Return a cell cut and padded to exactly `width` cells; `tone` overrides its own tones."""
    spans = ((cell, ""),) if isinstance(cell, str) else cell
    kept: list[Span] = []
    left = width
    for text, own in spans:
        text = one_line(text)
        cells = width_of(text)
        if cells > left:
            text = fit(text, left, ellipsis)
            cells = width_of(text)
        if text:
            kept.append((text, own if tone is None else tone))
            left -= cells
        if left <= 0:
            break
    if left > 0:
        pad: Span = (" " * left, "" if tone is None else tone)
        kept = [pad, *kept] if right else [*kept, pad]
    return tuple(kept)


def row_spans(row: Row, places: Sequence[Place], width: int, ellipsis: str, *, marked: str | None = None) -> Spans:
    """Return a row's spans at the columns' places, `width` cells; the cell of the column `marked` stands out."""
    spans: list[Span] = []
    at = 0
    for number, place in enumerate(places):
        if place.start < at:
            continue
        if place.start > at:
            spans.append((" " * (place.start - at), ""))
        tone = "struck" if row.struck else "mark" if place.column.key == marked else None
        cell = row.cells.get(place.column.key, "")
        room = _room(row, places[number:]) if place.column.flows else place.width
        spans += cell_spans(cell, room, ellipsis, right=place.column.right, tone=tone)
        at = place.start + room
    if at < width:
        spans.append((" " * (width - at), ""))
    return tuple(spans)


def _room(row: Row, places: Sequence[Place]) -> int:
    """Return the cells that the first of some columns may take: its own, and those of columns that hold nothing."""
    last = places[0]
    for place in places[1:]:
        if row.cells.get(place.column.key):
            break
        last = place
    return last.start + last.width - places[0].start

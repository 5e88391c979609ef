"""The strips of a list: rows are read a page at a time, painted once and given out again until they change."""

from collections.abc import Callable, Sequence
from typing import Final

from textual.strip import Strip

from broker_tui.ui.paint import cut, exact_strip, strip_of
from broker_tui.ui.text import Signs, Spans, spans_width
from broker_tui.ui.themes import Tones
from broker_tui.ui.widgets.table_columns import Column, Place, Row, arrange, cell_spans, row_spans

KEPT_ROWS: Final = 2_000
"""Rows kept in memory; beyond that all but those asked for are forgotten."""

MARGIN: Final = 1
"""Blank cells before the first column."""

BAR: Final = 2
"""Cells after the last column: a blank and the scroll bar."""

_BESIDE_BAR: Final = (" " * (BAR - 1), "")

Fetch = Callable[[Sequence[str]], Sequence[Row]]
"""Returns the rows of keys, in their order."""


class Painter:
    """Paints the lines of a list in one width and one set of tones."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        self.columns = tuple(columns)
        self.places: tuple[Place, ...] = ()
        self.marked: str | None = None
        self._fetch = fetch
        self._rows: dict[str, Row] = {}
        self._strips: dict[tuple[str, bool, str], Strip] = {}
        self._for: object = None
        self._width = 0
        self._tones: Tones
        self._signs: Signs

    def prepare(self, width: int, tones: Tones, signs: Signs) -> None:
        """Paint for this width and these tones from now on."""
        if self._for == (width, tones, signs, self.columns):
            return
        self._for = (width, tones, signs, self.columns)
        self._width, self._tones, self._signs = width, tones, signs
        self._strips.clear()
        self.places = arrange(self.columns, width - MARGIN - BAR)

    def forget(self, keys: Sequence[str] | None = None) -> None:
        """Read and paint these rows anew; all of them when none are named."""
        if keys is None:
            self._rows.clear()
            self._strips.clear()
            return
        for key in keys:
            self._rows.pop(key, None)
            self.forget_strips(key)

    def forget_strips(self, key: str) -> None:
        """Paint a row anew without reading it."""
        for kept in [kept for kept in self._strips if kept[0] == key]:
            del self._strips[kept]

    def read(self, keys: Sequence[str]) -> None:
        """Fetch those of the rows that are not known yet, all at once."""
        missing = [key for key in keys if key not in self._rows]
        if not missing:
            return
        if len(self._rows) > KEPT_ROWS:
            wanted = set(keys)
            self._rows = {key: row for key, row in self._rows.items() if key in wanted}
            self._strips.clear()
        self._rows.update(zip(missing, self._fetch(missing), strict=True))

    def row(self, key: str) -> Row:
        """Return one row."""
        self.read([key])
        return self._rows[key]

    def row_strip(self, key: str, *, cursor: bool, bar: str) -> Strip:
        """Return a row as painted, with a piece of the scroll bar at its end."""
        known = (key, cursor, bar)
        strip = self._strips.get(known)
        if strip is None:
            spans = self._spans(self._rows[key], self.marked if cursor else None)
            strip = self._strips[known] = self._row_line(spans, bar, cursor=cursor)
        return strip

    def tail_strip(self, row: Row) -> Strip:
        """Return a row of sums as painted."""
        return self.line(self._spans(row, None), " ")

    def _spans(self, row: Row, marked: str | None) -> Spans:
        body = row_spans(row, self.places, self._width - MARGIN - BAR, self._signs.ellipsis, marked=marked)
        return ((" " * MARGIN, ""), *body)

    def _row_line(self, spans: Spans, bar: str, *, cursor: bool) -> Strip:
        """Return a row as painted; its cells need not be measured again where all columns fit."""
        if not self.places or self.places[-1].start + self.places[-1].width > self._width - MARGIN - BAR:
            return self.line(spans, bar, cursor=cursor)
        rail = (bar, "" if bar == " " else "muted")
        return exact_strip((*spans, _BESIDE_BAR, rail), self._width, self._tones, cursor=cursor)

    def line(self, spans: Spans, bar: str, *, cursor: bool = False) -> Strip:
        """Return any line as painted, with a piece of the scroll bar at its end."""
        kept = cut(spans, self._width - 1, self._signs.ellipsis)
        blank = " " * (self._width - 1 - spans_width(kept))
        return strip_of(
            (*kept, (blank, ""), (bar, "" if bar == " " else "muted")), self._width, self._tones, cursor=cursor
        )

    def header(self, sorted_by: tuple[str, bool] | None) -> Strip:
        """Return the titles of the columns; the one the list is sorted by carries a sign."""
        spans: list[tuple[str, str]] = [(" " * MARGIN, "")]
        at = 0
        for place in self.places:
            column = place.column
            spans.append((" " * (place.start - at), ""))
            title, tone = column.title, "muted"
            if column.key == self.marked:
                tone = "key"
            if sorted_by is not None and sorted_by[0] == column.key:
                sign = self._signs.down if sorted_by[1] else self._signs.up
                title, tone = f"{title}{sign}" if len(title) < place.width else title, "accent"
            spans += cell_spans(((title, tone),), place.width, self._signs.ellipsis, right=column.right)
            at = place.start + place.width
        return self.line(tuple(spans), " ")

"""The list of the house: thousands of rows of which only the visible ones are read and painted.

The widget keeps the keys of all rows and asks for the rows themselves a page at a time. It has its own top line and
scroll bar and hands Textual finished strips, so a cursor key repaints two lines and a page costs a few milliseconds.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from broker_tui.ui.commands import bindings
from broker_tui.ui.paint import cropped
from broker_tui.ui.text import Spans, broken
from broker_tui.ui.widgets import table_messages
from broker_tui.ui.widgets.table_columns import Column, Place, Row
from broker_tui.ui.widgets.table_painter import MARGIN, Fetch, Painter
from broker_tui.ui.widgets.table_view import Spot, Window

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp

WHEEL_LINES: Final = 3

AHEAD_SECONDS: Final = 0.03
"""How long after a page was turned the next one is read."""

Detail = Callable[[str], Sequence[Spans]]
"""Returns the lines to unfold below the row of a key when the cursor stands on it."""


class Table(Widget, can_focus=True):
    """A list with a cursor.

    Args:
        columns: the columns, left to right.
        fetch: returns the rows of keys, in their order; called for what comes into view.
        header: whether the columns' titles stand above the rows.

    Attributes:
        detail: what to unfold below the cursor's row.
        empty: what to say when there are no rows.
        sorted_by: the column the list is sorted by and whether it falls, for the sign at its title.
    """

    ALLOW_SELECT = False
    BINDINGS = bindings("list")

    Moved: TypeAlias = table_messages.Moved
    Opened: TypeAlias = table_messages.Opened
    HeadPressed: TypeAlias = table_messages.HeadPressed

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        *,
        header: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.detail: Detail | None = None
        self.empty: Sequence[Spans] = ()
        self.sorted_by: tuple[str, bool] | None = None
        self._painter = Painter(columns, fetch)
        self._window = Window()
        self._header = int(header)
        self._headings: Mapping[int, Sequence[Spans]] = {}
        self._unfolded: Sequence[Spans] = ()
        self._tail: Sequence[Row] = ()

    @property
    def house(self) -> "BrokerApp":
        """The app, by its own type."""
        return cast("BrokerApp", self.app)

    @property
    def keys(self) -> Sequence[str]:
        """The keys of all rows, in order."""
        return self._window.keys

    @property
    def cursor(self) -> str | None:
        """The key of the row under the cursor; None in an empty list."""
        return self._window.key

    @property
    def places(self) -> tuple[Place, ...]:
        """The columns shown and where they stand."""
        return self._painter.places

    def show(
        self,
        keys: Sequence[str],
        headings: Mapping[int, Sequence[Spans]] | None = None,
        *,
        from_top: bool = False,
    ) -> None:
        """Show these rows; the cursor stays on its row, or goes to the next of the old rows that is left.

        Args:
            keys: one key a row, each once.
            headings: lines to stand above rows, by the row's position.
            from_top: put the cursor on the first row instead.
        """
        before = self.cursor
        if not from_top and keys == self.keys and (headings or {}) == self._headings and keys:
            return
        self._headings = headings or {}
        above = [row for row, lines in self._headings.items() for _ in lines]
        self._window.replace(keys, above, from_top=from_top)
        self._unfold()
        self._window.keep_in_view()
        self.refresh()
        if before != self.cursor:
            self.post_message(self.Moved(self, self.cursor))

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows."""
        self._painter.columns = tuple(columns)
        self.forget()

    def show_tail(self, rows: Sequence[Row]) -> None:
        """Show rows below the list that do not scroll, such as sums."""
        self._tail = rows
        self._fit(self.size)
        self.refresh()

    def forget(self, keys: Sequence[str] | None = None) -> None:
        """Read these rows anew when they are next shown; all of them when None."""
        if keys is not None and not keys:
            return
        self._painter.forget(keys)
        self._unfold()
        self.refresh()

    def mark(self, column: str | None) -> None:
        """Let the cell of a column stand out in the cursor's row."""
        if column != self._painter.marked:
            self._painter.marked = column
            if self._header:
                self.refresh(Region(0, 0, self.size.width, 1))
            if self.cursor is not None:
                self._painter.forget_strips(self.cursor)
                self._refresh_rows(self._window.cursor, self._window.cursor)

    def row(self, key: str) -> Row:
        """Return a row as last read."""
        return self._painter.row(key)

    def _unfold(self) -> None:
        key = self.cursor
        self._unfolded = tuple(self.detail(key)) if self.detail is not None and key is not None else ()
        self._window.unfolded = len(self._unfolded)

    def _fit(self, size: Size) -> None:
        self._window.height = max(1, size.height - self._header - len(self._tail))

    def move_to(self, row: int) -> None:
        """Put the cursor on a row and bring it into view."""
        window = self._window
        row = max(0, min(row, len(window.keys) - 1))
        old, before = window.cursor, (window.top, window.total)
        if not window.keys:
            return
        window.cursor = row
        if row != old:
            self._unfold()
        window.keep_in_view()
        if before != (window.top, window.total):
            self.refresh()
        elif row != old:
            self._refresh_rows(*sorted((old, row)))
        if row != old:
            self.post_message(self.Moved(self, self.cursor))

    def _refresh_rows(self, first: int, last: int) -> None:
        """Repaint two rows, and what lies between them when something is unfolded there."""
        window = self._window
        top = window.line_of(first) - window.top + self._header
        bottom = window.line_of(last) - window.top + self._header
        if window.unfolded or bottom - top <= 1:
            self.refresh(Region(0, top, self.size.width, bottom - top + 1 + window.unfolded))
        else:
            self.refresh(Region(0, top, self.size.width, 1), Region(0, bottom, self.size.width, 1))

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row of a key; False when there is none."""
        if key not in self.keys:
            return False
        self.move_to(self.keys.index(key))
        return True

    def action_down(self) -> None:
        """Go one row down."""
        self.move_to(self._window.cursor + 1)

    def action_up(self) -> None:
        """Go one row up."""
        self.move_to(self._window.cursor - 1)

    def action_page_down(self) -> None:
        """Go one page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """Go one page up."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        step = direction * max(1, self._window.height - 1)
        if self._window.scroll(step):
            self.refresh()
        self.move_to(self._window.cursor + step)
        self.set_timer(AHEAD_SECONDS, lambda: self._read_ahead(step))

    def _read_ahead(self, step: int) -> None:
        """Read the page one would turn to next, while nothing else is asked for."""
        start = max(0, self._window.cursor + min(step, 2 * step))
        self._painter.read(self.keys[start : start + 2 * abs(step)])

    def action_top(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.move_to(len(self.keys) - 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        if self._window.scroll(WHEEL_LINES):
            self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        if self._window.scroll(-WHEEL_LINES):
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row, open the row it stands on, or sort by a title."""
        if self._header and event.y == 0:
            for place in self.places:
                if place.start <= event.x - MARGIN < place.start + place.width and place.column.sortable:
                    self.post_message(self.HeadPressed(self, place.column.key))
            return
        line = event.y - self._header
        spot = self._window.at(line + self._window.top) if line < self._window.height else None
        if spot is None or spot.kind == "heading" or self.cursor is None:
            return
        if spot.kind == "row" and spot.number != self._window.cursor:
            self.move_to(spot.number)
        else:
            self.post_message(self.Opened(self, self.cursor))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        self._fit(event.size)
        self._unfold()
        self._window.keep_in_view()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the painted lines Textual asks for."""
        painter, window = self._painter, self._window
        painter.prepare(self.size.width, self.house.tones, self.house.signs)
        first = max(0, crop.y - self._header)
        spots = [window.at(window.top + line) for line in range(first, min(window.height, crop.bottom - self._header))]
        painter.read([window.keys[spot.number] for spot in spots if spot and spot.kind == "row"])
        thumb = window.thumb()
        strips: list[Strip] = []
        for y in range(crop.y, crop.bottom):
            line = y - self._header
            if line < 0:
                strips.append(painter.header(self.sorted_by))
            elif line < window.height:
                bar = self.house.signs.thumb if line in thumb else " "
                strips.append(self._line(spots[line - first], line, bar))
            elif line - window.height < len(self._tail):
                strips.append(painter.tail_strip(self._tail[line - window.height]))
            else:
                strips.append(painter.line((), " "))
        return cropped(strips, Region(crop.x, 0, crop.width, crop.height), painter.line((), " "))

    def _line(self, spot: Spot | None, line: int, bar: str) -> Strip:
        painter, window = self._painter, self._window
        if spot is None:
            told = () if window.keys else broken(self.empty, self.size.width - 2)
            return painter.line(told[line] if line < len(told) else (), bar)
        if spot.kind == "row":
            return painter.row_strip(window.keys[spot.number], cursor=spot.number == window.cursor, bar=bar)
        if spot.kind == "heading":
            return painter.line(self._headings[spot.number][-spot.above], bar)
        return painter.line(self._unfolded[spot.number], bar)

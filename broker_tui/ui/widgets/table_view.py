"""What part of a list is in view: rows, headings above rows, and what is unfolded below the cursor. Pure arithmetic."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Spot(NamedTuple):
    """What stands on a line.

    Attributes:
        kind: row, heading or unfolded.
        number: the row; of what is unfolded, the line of it.
        above: how many lines a heading stands above its row.
    """

    kind: str
    number: int
    above: int = 0


class Window:
    """A cursor among rows and the lines of them that fit.

    Lines are counted from the first one of the whole list: every row takes one, headings take some above their rows,
    and what is unfolded stands below the cursor's row.
    """

    def __init__(self) -> None:
        self.keys: Sequence[str] = ()
        self.cursor = 0
        self.top = 0
        self.height = 1
        self.unfolded = 0
        self._headings: list[int] = []

    @property
    def key(self) -> str | None:
        """The key under the cursor."""
        return self.keys[self.cursor] if self.keys else None

    @property
    def total(self) -> int:
        """How many lines the whole list takes."""
        return len(self.keys) + len(self._headings) + self.unfolded

    def line_of(self, row: int) -> int:
        """Return the line a row stands on."""
        return row + bisect_right(self._headings, row) + (self.unfolded if row > self.cursor else 0)

    def at(self, line: int) -> Spot | None:
        """Return what stands on a line of the whole list; None below the last."""
        if not 0 <= line < self.total:
            return None
        here = self.line_of(self.cursor)
        if here < line <= here + self.unfolded:
            return Spot("unfolded", line - here - 1)
        if line > here:
            line -= self.unfolded
        if not self._headings:
            return Spot("row", line)
        row = bisect_left(range(len(self.keys)), line, key=lambda at: at + bisect_right(self._headings, at))
        above = row + bisect_right(self._headings, row) - line
        return Spot("heading", row, above) if above else Spot("row", row)

    def replace(self, keys: Sequence[str], headings: Sequence[int], *, from_top: bool = False) -> None:
        """Take other rows; the cursor keeps its row and its height on the screen.

        Where its row is gone it goes to the next of the old rows that is left, else it stays in its place.

        Args:
            keys: one key a row.
            headings: the row below it of every heading line; a row with two of them is named twice.
            from_top: put the cursor on the first row instead.
        """
        height_on_screen = self.line_of(self.cursor) - self.top if self.keys and not from_top else None
        cursor = 0 if from_top else self._row_after(keys)
        self.keys, self._headings, self.cursor = keys, sorted(headings), cursor
        self.top = self.line_of(cursor) - height_on_screen if height_on_screen is not None else 0

    def _row_after(self, keys: Sequence[str]) -> int:
        if not self.keys or not keys:
            return 0
        if self.cursor < len(keys) and keys[self.cursor] == self.key:
            return self.cursor
        if self.key in keys:
            return keys.index(self.key)
        left = set(keys)
        for key in self.keys[self.cursor :]:
            if key in left:
                return keys.index(key)
        return min(self.cursor, len(keys) - 1)

    def keep_in_view(self) -> None:
        """Move the top line as little as it takes to show the cursor's row, its heading and what is unfolded."""
        line = self.line_of(self.cursor)
        first = 0 if self.cursor == 0 else line - self._headings.count(self.cursor)
        last = line + self.unfolded
        self.top = min(self.top, max(0, self.total - self.height))
        self.top = max(self.top, last - self.height + 1)
        self.top = max(0, min(self.top, first))

    def scroll(self, lines: int) -> bool:
        """Move the top line without the cursor; False when it cannot move."""
        top = max(0, min(self.top + lines, self.total - self.height))
        moved, self.top = top != self.top, top
        return moved

    def thumb(self) -> range:
        """Return the lines of the window beside which the scroll bar is filled; empty when all is in view."""
        if self.total <= self.height:
            return range(0)
        size = max(1, self.height * self.height // self.total)
        start = self.top * (self.height - size) // max(1, self.total - self.height)
        return range(start, start + size)

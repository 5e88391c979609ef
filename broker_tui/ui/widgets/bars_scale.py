"""How high a bar stands and where a line runs, so that a bar crosses a line exactly when it has reached it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

PARTS: Final = 8
"""A cell is drawn in eighths."""

_FINENESS: Final = (80, 60, 54, 46, 40, 34, 26, 20, 14, 10, 6, 4, 3, 2, 1)
"""Rows to the whole, the most first: with 80, 60, 40 and 20 of them, 15 and 20 per cent lie exactly between two rows,
and with the others down to 14 a fifth of a row at most from there."""


class Scale(NamedTuple):
    """Shares as heights.

    Attributes:
        rows: how many rows there are, one for the number above the highest bar included.
        unit: the share a row stands for where no line is near.
        steps: the lines and the rows they run in, ascending; they lie exactly there, and what is between them evenly.
    """

    rows: int
    unit: Fraction
    steps: tuple[tuple[Fraction, int], ...]

    def row_of(self, line: Fraction) -> int:
        """Return the row a line runs in, the lowest row being 0."""
        return next(row for share, row in self.steps if share == line)

    def height(self, share: Fraction) -> int:
        """Return the height of a bar in eighths of a row: into the row of a line when it is reached, else below."""
        below, above = (Fraction(0), 0), None
        for step in self.steps:
            if step[0] > share:
                above = step
                break
            below = step
        if above is None:
            rows = below[1] + (share - below[0]) / self.unit
        else:
            rows = below[1] + (share - below[0]) * (above[1] - below[1]) / (above[0] - below[0])
        least = below[1] * PARTS + (share > 0)
        most = (self.rows - 1 if above is None else above[1]) * PARTS
        return max(0, min(max(int(rows * PARTS), least), most))


def scale_of(shares: Iterable[Fraction], lines: Sequence[Fraction], rows: int) -> Scale:
    """Return the finest scale in which the highest share and the lines fit into so many rows."""
    top = max(shares, default=Fraction(0))
    scale = _scale(lines, _FINENESS[-1], rows)
    for fineness in _FINENESS:
        scale = _scale(lines, fineness, rows)
        if _fits(scale, top):
            return scale
    return scale._replace(steps=tuple((share, min(row, rows - 1)) for share, row in scale.steps))


def _scale(lines: Sequence[Fraction], fineness: int, rows: int) -> Scale:
    unit = Fraction(1, fineness)
    return Scale(rows, unit, _steps(lines, unit))


def _fits(scale: Scale, top: Fraction) -> bool:
    last, row = scale.steps[-1] if scale.steps else (Fraction(0), 0)
    highest = Fraction(row)
    if top >= last:
        # A bar that has just reached a line needs a part of its row, and a row above for its number.
        highest += max((top - last) / scale.unit, Fraction(1, PARTS))
    return highest <= scale.rows - 1


def _steps(lines: Sequence[Fraction], unit: Fraction) -> tuple[tuple[Fraction, int], ...]:
    steps: list[tuple[Fraction, int]] = []
    before = 0
    for share in sorted(set(lines)):
        before = max(before + 1, int(share / unit + Fraction(1, 2)))
        steps.append((share, before))
    return tuple(steps)

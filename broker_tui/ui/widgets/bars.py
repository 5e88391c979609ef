"""Bars in blocks, month by month, with a number above each and lines drawn through them all."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from textual import events
from textual.message import Message

from broker_tui.ui.text import Signs, Span, Spans, fit, width_of, wrap
from broker_tui.ui.widgets.bars_scale import PARTS, Scale, scale_of
from broker_tui.ui.widgets.lines import Painted

MARGIN: Final = 1
"""Blank cells before the words at the left, as in a list."""

_BELOW: Final = 2
"""Lines under the bars: their names, and what is marked."""

_BASE_FROM: Final = 13
"""Lines from which on the bars stand on a rule."""

_CAPTION_FROM: Final = 20
"""Cells at the left from which on the caption has room."""

_NARROWEST, _WIDEST = 4, 6


class Bar(NamedTuple):
    """One bar.

    Attributes:
        label: what stands below it.
        share: how high it is, exactly; None where there is nothing to measure.
        number: what stands above it.
        marks: what is said of it under its name, the longest wording first, of which the first that fits is taken.
        tone: the tone of the bar.
        faint: drawn in a lighter block, for what does not belong to the rest.
    """

    label: str
    share: Fraction | None
    number: str
    marks: tuple[Spans, ...] = ()
    tone: str = "bar"
    faint: bool = False


class Level(NamedTuple):
    """A line to reach; `labels` name it, the longest wording first, and `sign` is what it is drawn with."""

    share: Fraction
    labels: tuple[str, ...]
    sign: str
    tone: str


class Chart(NamedTuple):
    """What is drawn; `chosen` is the number of the bar that stands out, and `years` say where a year begins."""

    bars: Sequence[Bar]
    levels: Sequence[Level] = ()
    chosen: int = -1
    caption: str = ""
    years: Sequence[tuple[int, str]] = ()


class Measure(NamedTuple):
    """How a chart, and a table below it, share the width: cells for the words at the left, then for each bar."""

    words: int
    column: int


Cell = tuple[str, str]


def drawn(chart: Chart, signs: Signs, measure: Measure, height: int) -> list[Spans]:
    """Return the chart in so many lines."""
    base = height >= _BASE_FROM
    rows = max(1, height - _BELOW - base)
    levels = [level.share for level in chart.levels]
    scale = scale_of([bar.share for bar in chart.bars if bar.share is not None], levels, rows)
    painter = _Painter(chart, signs, measure, scale)
    lines = [painter.row(row) for row in reversed(range(rows))]
    if base:
        lines.append(painter.base())
    return [*lines, painter.labels(), painter.marks()]


class _Painter:
    """Draws line by line."""

    def __init__(self, chart: Chart, signs: Signs, measure: Measure, scale: Scale) -> None:
        self._chart, self._signs, self._measure, self._scale = chart, signs, measure, scale
        self._cells = measure.column * len(chart.bars)
        self._bar = max(_NARROWEST, min(_WIDEST, measure.column - 3))
        self._heights = [0 if bar.share is None else scale.height(bar.share) for bar in chart.bars]
        self._levels = {scale.row_of(level.share): level for level in chart.levels}
        wide = measure.words >= _CAPTION_FROM
        caption = wrap(chart.caption, measure.words - 3) if wide else []
        self._caption = dict(zip(reversed(range(len(caption))), caption, strict=True))

    def _right(self, number: int) -> int:
        """Return the cell after the last of a bar."""
        return (number + 1) * self._measure.column

    def row(self, row: int) -> Spans:
        """Return a row of the bars, the lowest being 0."""
        level = self._levels.get(row)
        cells: list[Cell] = [(level.sign, level.tone) if level else (" ", "")] * self._cells
        for number, bar in enumerate(self._chart.bars):
            right, height = self._right(number), self._heights[number]
            filled = min(PARTS, height - row * PARTS)
            if filled > 0:
                cells[right - self._bar : right] = [self._block(bar, filled, level)] * self._bar
            elif row == -(-height // PARTS):
                _put(cells, right, bar.number, self._number_tone(number))
        return (self._aside(row, level), *_spans(cells))

    def _block(self, bar: Bar, filled: int, level: Level | None) -> Cell:
        """Return a cell of a bar; a line is drawn through where the bar fills the cell."""
        if filled == PARTS and level is not None:
            return level.sign, f"{bar.tone}_cut"
        blocks = self._signs.faint_blocks if bar.faint else self._signs.blocks
        return blocks[filled - 1], bar.tone

    def _number_tone(self, number: int) -> str:
        return "strong" if number == self._chart.chosen else "muted"

    def _aside(self, row: int, level: Level | None) -> Span:
        """Return what stands at the left of a row: the name of its line, or a part of the caption."""
        room = self._measure.words - 1
        if level is None:
            return self._words(self._caption.get(row, ""), "muted")
        fitting = [label for label in level.labels if width_of(label) <= room]
        label = fit(fitting[0] if fitting else level.labels[-1], room, "")
        return " " * (MARGIN + room - width_of(label)) + f"{label} ", level.tone

    def _words(self, text: str, tone: str) -> Span:
        text = fit(text, self._measure.words - 1, self._signs.ellipsis)
        return " " * MARGIN + text + " " * (self._measure.words - width_of(text)), tone

    def base(self) -> Spans:
        """Return the rule the bars stand on."""
        return (self._words("", ""), (self._signs.rule * self._cells, "rule"))

    def labels(self) -> Spans:
        """Return the names of the bars."""
        cells: list[Cell] = [(" ", "")] * self._cells
        for number, bar in enumerate(self._chart.bars):
            chosen = number == self._chart.chosen
            text = bar.label.rjust(self._bar) if chosen else bar.label
            _put(cells, self._right(number), text, "mark" if chosen else "strong" if bar.marks else "muted")
        return (self._words("", ""), *_spans(cells))

    def marks(self) -> Spans:
        """Return what is said of some bars, and the years where there is room."""
        cells: list[Cell] = [(" ", "")] * self._cells
        marked = [(number, bar.marks) for number, bar in enumerate(self._chart.bars) if bar.marks]
        years = [(number, (((year, "muted"),),)) for number, year in self._chart.years]
        for number, wordings in (*marked, *years):
            right = self._right(number)
            for spans in wordings:
                text = "".join(part for part, _ in spans)
                first = right - width_of(text)
                if first >= 0 and all(cell[0] == " " for cell in cells[max(0, first - 1) : right + 1]):
                    for part, tone in spans:
                        _put(cells, first + width_of(part), part, tone)
                        first += width_of(part)
                    break
        return (self._words("", ""), *_spans(cells))


def _put(cells: list[Cell], right: int, text: str, tone: str) -> None:
    """Write a text so that it ends before the cell `right`."""
    first = max(0, right - width_of(text))
    cells[first:right] = [(letter, tone) for letter in text[: right - first]]


def _spans(cells: Sequence[Cell]) -> list[Span]:
    """Return cells as spans, each as long as its tone lasts."""
    spans: list[Span] = []
    for letter, tone in cells:
        if spans and spans[-1][1] == tone:
            spans[-1] = (spans[-1][0] + letter, tone)
        else:
            spans.append((letter, tone))
    return spans


class Bars(Painted):
    """Shows a chart; a click on a bar chooses it."""

    class Chosen(Message):
        """A bar was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="bars")
        self._chart = Chart(())
        self._measure = Measure(0, 1)

    def show(self, chart: Chart, measure: Measure) -> None:
        """Draw this."""
        if (chart, measure) != (self._chart, self._measure):
            self._chart, self._measure = chart, measure
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the lines of the chart."""
        return drawn(self._chart, self.house.signs, self._measure, height)

    def on_click(self, event: events.Click) -> None:
        """Choose the bar under the pointer."""
        number = (event.x - MARGIN - self._measure.words) // self._measure.column
        if event.x >= MARGIN + self._measure.words and number < len(self._chart.bars):
            self.post_message(self.Chosen(number))

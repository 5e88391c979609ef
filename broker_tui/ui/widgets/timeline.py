"""A way drawn over the months: lanes of bars and marks on one scale of days, as narrow or wide as the terminal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.ui.text import Signs, Span, Spans, fit, one_line, width_of
from broker_tui.ui.widgets.lines import Painted

if TYPE_CHECKING:
    from broker_tui.i18n import Words

TITLE_CELLS: Final = 11
WEEK_CELLS: Final = 4
"""A week is never drawn wider: a short way is a short picture."""

_WEEK: Final = 7


class Bar(NamedTuple):
    """A time in a lane; `end` is its last day, None while it goes on."""

    start: date
    end: date | None
    label: str
    tone: str = ""


class Mark(NamedTuple):
    """A sign on a day; of those in one cell the one of the highest rank is drawn."""

    on: date
    sign: str
    tone: str = ""
    rank: int = 0


class Lane(NamedTuple):
    """One line of the picture."""

    title: str
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()


class Stretch(NamedTuple):
    """What is drawn: from `first` to `last`, both included, as seen on `today`."""

    first: date
    last: date
    today: date
    lanes: Sequence[Lane] = ()

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1


class _Scale(NamedTuple):
    stretch: Stretch
    cells: int

    def cell(self, day: date) -> int:
        """Return the cell of a day; what lies outside stands at the edge."""
        place = (day - self.stretch.first).days * self.cells // self.stretch.days
        return max(0, min(place, self.cells - 1))


def drawn(stretch: Stretch, words: "Words", signs: Signs, width: int) -> list[Spans]:
    """Return the months and a line for each lane that has something, at most `width` cells wide."""
    cells = min(width - TITLE_CELLS - 2, stretch.days * WEEK_CELLS // _WEEK)
    if cells < 1:
        return []
    scale = _Scale(stretch, cells)
    lines = [((" " * (TITLE_CELLS + 1), ""), *_months(scale, words))]
    for lane in stretch.lanes:
        if lane.bars or lane.marks:
            title = fit(one_line(lane.title), TITLE_CELLS - 1, signs.ellipsis)
            head: Span = (f" {title}{' ' * (TITLE_CELLS - width_of(title))}", "muted")
            lines.append((head, *_lane(lane, scale, signs)))
    return lines


def _months(scale: _Scale, words: "Words") -> Iterator[Span]:
    """Yield the names of the months where they begin, those that have room."""
    stretch, at = scale.stretch, 0
    year, month = stretch.first.year, stretch.first.month
    while (first := date(year, month, 1)) <= stretch.last:
        name = words(f"calendar.month_short.{month}")
        if month == 1:
            name = f"{name} {year % 100:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        cell = scale.cell(max(first, stretch.first))
        following = date(year, month, 1)
        room = scale.cell(following) if following <= stretch.last else scale.cells
        if cell >= at and cell + width_of(name) < room:
            yield (" " * (cell - at) + name, "muted")
            at = cell + width_of(name)


def _lane(lane: Lane, scale: _Scale, signs: Signs) -> Spans:
    stretch = scale.stretch
    cells: list[Span] = [(" ", "")] * scale.cells
    for bar in sorted(lane.bars, key=lambda bar: bar.start):
        if bar.start > stretch.last or (bar.end is not None and bar.end < stretch.first):
            continue
        ends = bar.end if bar.end is not None else max(stretch.today, bar.start)
        first, last = scale.cell(bar.start), scale.cell(ends)
        cells[first : last + 1] = _bar(bar, last + 1 - first, signs)
    for mark in sorted(lane.marks, key=lambda mark: mark.rank):
        if stretch.first <= mark.on <= stretch.last:
            cells[scale.cell(mark.on)] = (mark.sign, mark.tone)
    return tuple(cells)


def _bar(bar: Bar, cells: int, signs: Signs) -> list[Span]:
    """Return a bar cell by cell: where it begins, what it is, and an arrow when it goes on."""
    goes_on = bar.end is None
    room = cells - 1 - goes_on
    label = fit(one_line(bar.label), room, "") if room > 0 else ""
    body: list[Span] = [(signs.upright, bar.tone)]
    for letter in label:
        # A wide letter fills its neighbour too.
        body += [(letter, bar.tone), *[("", "")] * (width_of(letter) - 1)]
    fill: Span = (signs.rule, bar.tone)
    if room > len(body) and label:
        body.append((" ", ""))
    body += [fill] * (cells - len(body) - goes_on)
    if goes_on and cells > 1:
        body.append((signs.at_company, bar.tone))
    return body[:cells]


class Timeline(Painted):
    """Shows a stretch of days."""

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self._stretch: Stretch | None = None

    def show(self, stretch: Stretch | None) -> None:
        """Draw this; without anything to draw it takes no room."""
        self._stretch = stretch
        self.display = stretch is not None
        if stretch is not None:
            height = 2 + sum(1 for lane in stretch.lanes if lane.bars or lane.marks)
            if self.styles.height is None or self.styles.height.value != height:
                self.styles.height = height
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the rule above, the months and the lanes."""
        house = self.house
        if self._stretch is None:
            return []
        rule: Spans = ((house.signs.rule * width, "rule"),)
        return [rule, *drawn(self._stretch, house.words, house.signs, width)]

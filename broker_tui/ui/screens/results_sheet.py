"""The sheet of results: bars against the targets, what the month in hand is made of, and what is beside it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.domain.results_month import targets_of
from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens import results_chart, results_head, results_lines
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.screens.results_counting import Asked, Counting
from broker_tui.ui.screens.results_filters import Filters
from broker_tui.ui.screens.results_lines import MONTHS, NumberLine, Numbers
from broker_tui.ui.text import Spans, width_of, wrap
from broker_tui.ui.widgets.bars import Bars, Measure
from broker_tui.ui.widgets.lines import Foot, Head, Told
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Row

if TYPE_CHECKING:
    from broker_tui.casework.results import Results

_LEAST_CHART: Final = 7
_MOST_CHART: Final = 19
_AIRY: Final = 30
"""Lines from which on there is air around the sentences."""

_AROUND: Final = 5
"""Lines of head, foot and filters."""


class ResultsSheet(Counting):
    """All that is shown of the results, without the keys that change it."""

    def __init__(self) -> None:
        super().__init__()
        self.filters = Filters()
        self.mine = False
        self.status: MonthStatus | None = None
        self.listed: ListScreen | None = None
        self._month: Month | None = None
        self._first = 0
        self._measure = Measure(0, 1)
        self._shown: tuple[Month, ...] = ()
        self._lines: dict[str, NumberLine] = {}

    def compose(self) -> Iterator[Widget]:
        """Lay out the view: bars over numbers, in the same columns."""
        yield Head()
        yield Told(id="result-filters")
        yield Bars()
        yield Told(id="result-month")
        yield self.make_table()
        yield Foot()

    def make_table(self) -> Table:
        """Return the list of numbers."""
        table = Table((), self._rows, header=False)
        table.detail = self._reason
        return table

    @property
    def has_pane(self) -> bool:
        """There is none."""
        return False

    @property
    def citizen_id(self) -> str | None:
        """No citizen is in hand here."""
        return None

    @property
    def month(self) -> Month:
        """The month in hand: this one until another is chosen."""
        return self._month or self.this_month

    @property
    def this_month(self) -> Month:
        """The month of today."""
        return Month.of(self.desk.today)

    @property
    def months(self) -> tuple[Month, ...]:
        """All months of the view, the newest last."""
        return tuple(self.this_month.plus(number + 1 - MONTHS) for number in range(MONTHS))

    @property
    def is_filtered(self) -> bool:
        """Whether some citizens are left out."""
        return self.filters != Filters() or self.mine

    @property
    def line(self) -> NumberLine | None:
        """The line under the cursor."""
        return self._lines.get(self.table.cursor or "")

    def asked(self) -> Asked:
        """Return what is asked for."""
        broker = self.desk.who if self.mine else self.filters.broker
        own = self.house.settings.month_status
        status = self.status or (MonthStatus(own) if own else None)
        return Asked(broker or None, self.filters.municipality or None, self.filters.edition or None, status)

    def fill(self) -> None:
        """Count, or show what was counted."""
        if self._month is not None and self._month not in self.months:
            self._month = None
        self.count_results()

    def count(self) -> None:
        """Tell what the official systems lack, which only the findings say."""
        if self.house.judged_all:
            self.counted()

    def on_case_changed(self, _: CaseChanged) -> None:
        """What was counted before no longer holds."""
        self.forget_results()

    def on_screen_resume(self) -> None:
        """Count with the settings as they are now."""
        self.call_after_refresh(self.fill)

    def on_screen_suspend(self) -> None:
        """Break off what nobody looks at; the list of a month goes on with what is counted for it."""
        if self not in self.app.screen_stack:
            self.stop_counting()

    def on_resize(self) -> None:
        """Share the room anew."""
        self.counted()

    def counted(self) -> None:
        """Show what is counted so far."""
        if not self.is_mounted or not self.size.width or not self.house.has_desk:
            return
        numbers = self._numbers(self.results) if self.results else None
        self._lines = {line.key: line for line in numbers.lines} if numbers else {}
        self._share_room(results_lines.longest(numbers) if numbers else 1)
        self._show_month()
        table = self.table
        table.empty = results_head.nothing(self)
        table.show_columns(results_lines.columns_of(self._measure, [str(month) for month in self._shown]))
        headings = results_lines.heading_lines(numbers) if numbers else {}
        table.show(list(self._lines) if self._anybody() else [], headings if self._anybody() else {})
        table.forget()
        self.refresh_bindings()
        if self.listed is not None:
            self.listed.fill()

    def _numbers(self, results: "Results") -> Numbers:
        from broker_tui.casework.results import add_gaps
        from broker_tui.ui.screens.results_beside import beside_lines

        overview, newest = self.house.overview, results.indicators[-1:]
        if newest and newest[0].gaps is None and self.house.judged_all and overview is not None:
            add_gaps(results, overview)
        # A goal of the team's own may be another since it was counted.
        results.targets = targets_of(results.programme, self.house.settings.team_goal)
        return results_lines.numbers_of(results, self.words, [*beside_lines(results, self.words)])

    def _anybody(self) -> bool:
        return self.results is not None and bool(self.results.ids)

    def _share_room(self, longest: int) -> None:
        """Choose the months shown so that the one in hand is among them, and how high the bars are."""
        self._measure, count = results_chart.measure_of(self.size.width, MONTHS, longest)
        place = self.months.index(self.month)
        last = self._first + len(self._shown)
        if not self._shown or len(self._shown) != count:
            self._first = MONTHS - count
            last = MONTHS
        if place < self._first:
            self._first = place
        elif place >= last:
            self._first = place - count + 1
        self._shown = self.months[self._first : self._first + count]
        room = self.size.height - _AROUND
        height = max(_LEAST_CHART, min(_MOST_CHART, (room + 3) // 2))
        bars = self.query_one(Bars)
        if bars.styles.height is None or bars.styles.height.value != height:
            bars.styles.height = height

    def _show_month(self) -> None:
        """Show the head, the bars and the sentences of the month in hand."""
        words, signs, results = self.words, self.signs, self.results
        left = [
            (words("ui.view.results"), "title"),
            (f" {signs.dot} {words('results.screen.estimate')}", "muted"),
        ]
        self.query_one(Head).show(left, [(results_head.scope(self), "muted")])
        self.query_one("#result-filters", Told).show([results_head.said(self)])
        chart = results_chart.chart_of(results, self._shown, self.month, words, signs)
        self.query_one(Bars).show(chart, self._measure)
        lines = results_chart.month_lines(results, self.month, words, signs, self.size.width) if results else []
        told = self.query_one("#result-month", Told)
        airy = self.size.height >= _AIRY
        height = max(len(lines), 1) + 2 * airy
        if told.styles.height is None or told.styles.height.value != height:
            told.styles.height = height
        told.show([(), *lines] if airy else lines)
        self.table.mark(str(self.month))

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        shown = [str(month) for month in self._shown]
        return [results_lines.row_of(self._lines[key], shown, self._first, self.signs) for key in keys]

    def _reason(self, key: str) -> list[Spans]:
        """Return what a number is, below its line, where there is room for it."""
        line = self._lines.get(key)
        if line is None or not line.why or self.size.height < _AIRY:
            return []
        title = f"{line.title.strip()}: " if width_of(line.title) > self._measure.words else ""
        rule = f"{line.rule} {self.signs.dot} " if line.rule else ""
        texts = wrap(f"{title}{rule}{self.words(line.why)}", self.size.width - 8)
        return [(("     ", ""), (text, "muted")) for text in texts]

    def go_to(self, month: Month) -> None:
        """Take another month in hand."""
        if month not in self.months or month == self.month:
            return
        self._month = None if month == self.this_month else month
        before = self._shown
        self._share_room(self._measure.column - 1)
        self._show_month()
        if before != self._shown:
            self.counted()

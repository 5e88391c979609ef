"""The results month by month: whose, which month, and the ways from there to the citizens behind the numbers."""

from broker_tui.domain.codes_results import MonthStatus
from broker_tui.ui.screens.results_filters import Filters, filter_choices
from broker_tui.ui.screens.results_sheet import ResultsSheet
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.bars import Bars
from broker_tui.ui.widgets.picker import PickerScreen


class ResultsView(ResultsSheet):
    """The view; everybody's results first, since the targets hold for the municipality and not for one broker."""

    VIEW_NAME = "results"
    PLACES = ("views", "results")

    def action_earlier(self) -> None:
        """Go one month back."""
        self.go_to(self.month.before)

    def action_later(self) -> None:
        """Go one month on."""
        self.go_to(self.month.next)

    def action_this_month(self) -> None:
        """Go to this month."""
        self.go_to(self.this_month)

    def on_bars_chosen(self, event: Bars.Chosen) -> None:
        """Take the month that was clicked, or list its citizens."""
        month = self._shown[event.number]
        if month == self.month:
            self.action_open()
        self.go_to(month)

    def action_open(self) -> None:
        """List the citizens of the month in hand, those first that the line is about."""
        self._list(self.line.shows if self.line else "all")

    def action_search(self) -> None:
        """List the citizens of the month in hand, and search among them."""
        self._list("all", searching=True)

    def _list(self, shows: str, *, searching: bool = False) -> None:
        from broker_tui.ui.screens.results_month import ResultsMonth

        if self._anybody() and self.results is not None and self.results.of(self.month) is not None:
            self.app.push_screen(ResultsMonth(self, shows, searching=searching))

    def action_ahead(self) -> None:
        """List the agreed starts."""
        from broker_tui.ui.screens.results_ahead import ResultsAhead

        if self.results is not None:
            self.app.push_screen(ResultsAhead(self))

    def action_filter(self) -> None:
        """Choose whose results to show."""

        def chosen(coded: str | None) -> None:
            if coded:
                self.filters, self.mine = self.filters.toggled(coded), False
                self.fill()

        choices = filter_choices(self.words, self.filters, self.desk)
        self.app.push_screen(PickerScreen(self.words("results.screen.filter.title"), choices), chosen)

    def action_export(self) -> None:
        """Save the results as a file."""
        from broker_tui.ui.screens.exporting import open_exporting

        if self.results is not None and self.results.complete:
            open_exporting(self.house, self.results, self.month)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "clear":
            return self.is_filtered
        if action == "export":
            return self._anybody() and self.results is not None and self.results.complete
        if action == "ahead":
            return self.results is not None and bool(self.results.ahead)
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Show everybody's results."""
        self.filters, self.mine = Filters(), False
        self.fill()

    def action_toggle_mine(self) -> None:
        """Show the results of the user's own citizens, or of everybody."""
        self.mine = not self.mine and bool(self.house.broker_name)
        self.filters = self.filters._replace(broker="")
        self.fill()

    def action_switch_status(self) -> None:
        """Measure on the last day of the month, or on all its days (C6)."""
        if self.results is not None:
            last_day = self.results.status is MonthStatus.LAST_DAY
            self.status = MonthStatus.ANY_DAY if last_day else MonthStatus.LAST_DAY
            self.fill()

    def help_lines(self) -> list[Spans]:
        """Explain the number under the cursor, and what the whole is."""
        words, line = self.words, self.line
        lines: list[Spans] = [((words("results.estimate_why"), "strong"),), ()]
        if line is not None and line.why:
            lines += [((line.title.strip(), "title"),), ((words(line.why), ""),)]
        rule = line.rule if line is not None and line.rule else "R40"
        if words.has(f"rule.{rule}"):
            source = f"{words('ui.why.source')}: {words(f'rule.{rule}')}"
            lines.append(((f"{words('ui.why.rule', rule=rule)} {self.signs.dot} {source}", "muted"),))
        return lines


VIEW = ResultsView

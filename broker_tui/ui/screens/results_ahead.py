"""The starts that are agreed and will count, the next one first: what is agreed, and nothing guessed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.text import Spans, one_line
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.results import Ahead
    from broker_tui.ui.screens.results_sheet import ResultsSheet


class ResultsAhead(ListScreen):
    """The agreed starts of some results."""

    PLACES = ("results.ahead", "page", "views")

    def __init__(self, view: "ResultsSheet") -> None:
        super().__init__()
        self._view = view
        self._starts: dict[str, Ahead] = {}

    def compose(self) -> Iterator[Widget]:
        """Lay out the list."""
        yield Head()
        yield self.make_table()
        yield Foot()

    def make_table(self) -> Table:
        """Return the list."""
        words = self.words
        columns = (
            Column("on", words("results.screen.ahead.on"), 12, sortable=False),
            Column("name", words("ui.column.name"), 24, minimum=16, grow=1, sortable=False),
            Column("what", words("results.screen.ahead.what"), 24, minimum=12, grow=1, sortable=False),
            Column("says", words("results.screen.ahead.says"), 24, minimum=18, drop=1, sortable=False),
        )
        return Table(columns, self._rows)

    @property
    def has_pane(self) -> bool:
        """There is none."""
        return False

    @property
    def citizen_id(self) -> str | None:
        """The citizen under the cursor."""
        start = self._starts.get(self.table.cursor or "")
        return start.citizen_id if start else None

    def on_mount(self) -> None:
        """Follow the results."""
        self._view.listed = self

    def on_unmount(self) -> None:
        """Let the results go their own way."""
        self._view.listed = None

    def on_case_changed(self, _: CaseChanged) -> None:
        """The view counts anew and says so."""

    def count(self) -> None:
        """Nothing here hangs on the findings."""

    def fill(self) -> None:
        """List the starts."""
        results = self._view.results
        if results is None or not results.months:
            return
        words = self.words
        self._starts = {f"{place} {one.citizen_id}": one for place, one in enumerate(results.ahead)}
        self.table.empty = [(), (("   ", ""), (words("results.screen.empty.ahead"), "muted"))]
        self.table.show(list(self._starts))
        self.table.forget()
        left = [
            (words("results.screen.ahead.title"), "title"),
            (f" {self.signs.dot} {words.number(len(self._starts))}", "muted"),
        ]
        self.query_one(Head).show(left, [(words("results.screen.ahead.facts"), "muted")])

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        words = self.words
        rows = []
        for key in keys:
            one = self._starts[key]
            says = "outside" if not one.in_group else "counts" if one.counts else "counts_not"
            rows.append(
                Row(
                    {
                        "on": words.date(one.on, self.desk.today),
                        "name": one_line(one.name),
                        "what": words.code("placement_kind", one.kind),
                        "says": ((words(f"results.screen.ahead.{says}"), "muted"),),
                    }
                )
            )
        return rows

    def help_lines(self) -> list[Spans]:
        """Say what is listed."""
        return [((self.words("results.screen.ahead.facts"), ""),)]

    def action_open(self) -> None:
        """Open the citizen's placements."""
        if self.citizen_id is not None:
            self.house.open_citizen(self.citizen_id, "placements")

"""The caseload: one row a citizen, sorted, filtered and searched while typing."""

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from broker_tui.domain.dates import IsoWeek
from broker_tui.store.caseload import caseload_rows
from broker_tui.store.caseload_ids import caseload_ids, search_ids
from broker_tui.store.names import count_citizens
from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens import caseload_cells as cells
from broker_tui.ui.screens import phrases
from broker_tui.ui.screens.caseload_filters import Filters, filter_choices
from broker_tui.ui.screens.caseload_order import BY_RULES, SORTABLE, Order
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.text import Span, Spans
from broker_tui.ui.widgets.lines import Head
from broker_tui.ui.widgets.picker import Choice, PickerScreen
from broker_tui.ui.widgets.search import SearchLine
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

COUNTED = 2_000
"""Citizens up to whom the head counts findings: with every letter of a search it counts anew."""


class Caseload(ListScreen):
    """All citizens, or those that fit."""

    VIEW_NAME = "caseload"
    PLACES = ("views", "caseload")

    def __init__(self) -> None:
        super().__init__()
        self.filters = Filters()
        self.order = Order()
        self.whole_cpr = False
        self._text = ""
        self._ids: list[str] = []
        self._all = 0
        self._clearable = True
        self._brokers: dict[str, str] = {}

    def above(self) -> Iterator[Widget]:
        """Yield the line of filters and search."""
        yield SearchLine()

    def make_table(self) -> Table:
        """Return the list."""
        return Table(self._columns(), self._rows)

    def _columns(self) -> Sequence[Column]:
        words = self.words

        def title(key: str) -> str:
            return words(f"ui.column.{key}")

        columns = [
            Column("state", title("state"), 2),
            Column("name", title("name"), 24, minimum=14, grow=1, gap=1),
            Column("group", title("group"), 2, drop=5),
            Column("step", title("step"), 4, drop=4),
            Column("week", title("week"), 3, right=True, drop=8),
            Column("limit", title("limit"), cells.BAR_CELLS, minimum=cells.BAR_CELLS, drop=10),
            Column("this_week", title("this_week"), 9, drop=2),
            Column("last", title("last"), 11, drop=3),
            Column("next", title("next"), 24, minimum=14, grow=2, drop=6),
            Column("company", title("company"), 18, minimum=10, grow=1, drop=9),
        ]
        if self.whole_cpr:
            columns.insert(2, Column("cpr", title("cpr"), 11, sortable=False))
        if not self.filters.broker:
            columns.append(Column("broker", title("broker"), 16, minimum=12, drop=7))
        return columns

    def on_mount(self) -> None:
        """Begin with the user's own citizens."""
        self._brokers = {self.desk.who: self.house.broker_name}
        if self.house.is_mine:
            self.filters = Filters(broker=self.desk.who)
            self.table.show_columns(self._columns())

    def fill(self) -> None:
        """Read which citizens fit, in order."""
        desk, overview = self.desk, self.house.overview
        if not self._all:
            self._all = count_citizens(desk.store)
        ids = caseload_ids(desk.store, desk.today, self.filters.for_store(), self.order.for_store())
        self._ids = self.order.judged(self.filters.judged(ids, overview), overview)
        self.table.sorted_by = self.order
        self._search()

    def on_case_changed(self, message: CaseChanged) -> None:
        """Read anew what was written about, and who fits now."""
        self.table.forget(None if message.citizen_ids is None else list(message.citizen_ids))
        self._all = 0

    def count(self) -> None:
        """Show the signs of those judged since; order and filters only where the rules decide them."""
        self.table.forget()
        if self.filters.level or self.filters.week or self.order.column in BY_RULES or self.house.judged_all:
            self.fill()

    def _search(self, *, typed: bool = False) -> None:
        """Show those that fit the search; this is all a typed letter costs."""
        ids = self._ids
        if self._text.strip():
            ids = list(filter(search_ids(self.desk.store, self._text).__contains__, ids))
        self.table.empty = self._nothing()
        self.table.show(ids, from_top=typed and bool(self._text.strip()))
        words = self.words
        left = [
            (words("ui.view.caseload"), "title"),
            (f" {self.signs.dot} {words('ui.of', n=len(ids), total=self._all)}", "muted"),
        ]
        overview = self.house.overview
        totals = overview.totals(ids) if overview is not None and len(ids) <= COUNTED else {}
        self.query_one(Head).show(left, phrases.counts(words, self.signs, totals))
        self.query_one(SearchLine).show(self._said_filters(), self._text)
        clearable = self._can_clear()
        if clearable != self._clearable:
            self._clearable = clearable
            self.refresh_bindings()

    def _can_clear(self) -> bool:
        return self.filters != Filters() or bool(self._text)

    def _said_filters(self) -> Spans:
        words = self.words
        said = self.filters.said(words, self._brokers, self.desk)
        if not said:
            return ((words("ui.filter.no_filter"), "muted"),)
        clear = words("ui.filter.clear", key=self.house.key_of("caseload.clear"))
        parts: list[Span] = [(f"{words('ui.filter.filter')} ", "muted")]
        for number, one in enumerate(said):
            parts += [(f" {self.signs.dot} ", "muted")] if number else []
            parts.append((one, "accent"))
        return (*parts, (f"   {clear}", "muted"))

    def _nothing(self) -> Sequence[Spans]:
        house, words = self.house, self.words
        if self._text.strip():
            text = words("ui.empty.search", text=self._text.strip())
        elif self.filters != Filters():
            text = words("ui.empty.caseload_filtered", clear_key=house.key_of("caseload.clear"))
        else:
            keys = {"import_key": house.key_of("import"), "new_key": house.key_of("citizen.new")}
            text = words("ui.empty.caseload", **keys)
        return [(), (("   ", ""), (text, "muted"))]

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        from broker_tui.casework.weeks import week_grid

        desk, overview = self.desk, self.house.overview
        weeks = overview.weeks if overview is not None else {}
        if unjudged := [key for key in keys if key not in weeks]:
            week = IsoWeek.of(desk.today)
            read = {row.citizen_id: row.statuses[0] for row in week_grid(desk, unjudged, week, week)}
            weeks = {key: weeks[key] for key in keys if key in weeks} | read
        found = {row.id: row for row in caseload_rows(desk.store, keys, desk.today)}
        return [
            cells.row_of(self.house, found[key], weeks.get(key), overview) if key in found else Row({}) for key in keys
        ]

    def action_open(self) -> None:
        """Open the citizen's page."""
        self.action_open_citizen()

    def action_search(self) -> None:
        """Type what to search for."""
        self.query_one(SearchLine).focus(scroll_visible=False)

    def on_search_line_typed(self, event: SearchLine.Typed) -> None:
        """Narrow the list with every letter."""
        self._text = event.text
        self._search(typed=True)

    def on_search_line_left(self, event: SearchLine.Left) -> None:
        """Give the keyboard back to the list."""
        self.table.focus(scroll_visible=False)
        if event.opened and self.citizen_id is not None:
            self.action_open()

    async def on_search_line_passed(self, event: SearchLine.Passed) -> None:
        """Move in the list while typing."""
        await self.table.run_action({"pagedown": "page_down", "pageup": "page_up"}.get(event.key, event.key))

    def action_filter(self) -> None:
        """Choose a filter to put on or take off."""
        from broker_tui.casework.choices import choices

        self._brokers = dict(choices(self.desk, "brokers"))

        def chosen(coded: str | None) -> None:
            if coded:
                self._narrow(self.filters.toggled(coded))

        offered = filter_choices(self.words, self.filters, self._brokers, self.desk)
        self.app.push_screen(PickerScreen(self.words("ui.filter.title"), offered), chosen)

    def _narrow(self, filters: Filters) -> None:
        had_broker = bool(self.filters.broker)
        self.filters = filters
        if had_broker != bool(filters.broker):
            self.table.show_columns(self._columns())
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to clear only what there is."""
        if action == "clear":
            return self._can_clear()
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Take off all filters and the search."""
        self._text = ""
        self._narrow(Filters())

    def action_sort(self) -> None:
        """Choose what to sort by; the same again turns the order around."""

        def chosen(column: str | None) -> None:
            if column:
                self._sort(column)

        words = self.words
        choices = [Choice(key, words(f"ui.sort.{key}"), chosen=key == self.order.column, also=key) for key in SORTABLE]
        self.app.push_screen(PickerScreen(words("ui.sort.title"), choices), chosen)

    def action_reverse(self) -> None:
        """Turn the order around."""
        self._sort(self.order.column)

    def on_table_head_pressed(self, event: Table.HeadPressed) -> None:
        """Sort by the column whose title was clicked."""
        if event.column in SORTABLE or event.column in {"week", "limit"}:
            self._sort(event.column)

    def _sort(self, column: str) -> None:
        self.order = self.order.after(column)
        self.fill()

    def action_toggle_cpr(self) -> None:
        """Show whole personal numbers, or mask them again."""
        self.whole_cpr = not self.whole_cpr
        self.table.show_columns(self._columns())
        self.follow_cursor()


VIEW = Caseload

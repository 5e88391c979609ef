"""The register of companies, shared by all: found while typing, with who is there now and whom to ask for."""

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from broker_tui.store.companies import company_ids, company_rows
from broker_tui.ui.screens import phrases
from broker_tui.ui.screens.company_acts import CompanyActs
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.text import Spans, one_line
from broker_tui.ui.widgets.lines import Head
from broker_tui.ui.widgets.search import SearchLine
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Cell, Column, Row


class Companies(CompanyActs, ListScreen):
    """All companies, or those that fit."""

    VIEW_NAME = "companies"
    PLACES = ("views", "companies")

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._all = 0

    def above(self) -> Iterator[Widget]:
        """Yield the line of the search."""
        yield SearchLine()

    def make_table(self) -> Table:
        """Return the list."""
        words = self.words
        columns = (
            Column("name", words("ui.column.company"), 26, minimum=16, grow=2, sortable=False),
            Column("branch", words("ui.company.branch"), 18, minimum=10, grow=1, drop=2, sortable=False),
            Column("contact", words("ui.company.contact"), 20, minimum=15, grow=1, drop=1, sortable=False),
            Column("phone", words("ui.column.phone"), 11, drop=6, sortable=False),
            Column("now", words("ui.company.now"), 4, right=True, sortable=False),
            Column("placed", words("ui.company.placed"), 7, right=True, drop=5, sortable=False),
            Column("asked", words("ui.company.asked"), 7, right=True, drop=3, sortable=False),
        )
        return Table(columns, self._rows)

    @property
    def citizen_id(self) -> str | None:
        """No citizen is in hand here."""
        return None

    @property
    def company_id(self) -> str | None:
        """The company under the cursor."""
        return self.table.cursor

    def fill(self) -> None:
        """Read which companies fit."""
        self._search(read_all=True)

    def count(self) -> None:
        """What the rules say changes nothing here."""

    def _search(self, *, typed: bool = False, read_all: bool = False) -> None:
        store, words, text = self.desk.store, self.words, self._text.strip()
        ids = company_ids(store, text)
        if read_all or not text:
            self._all = len(company_ids(store)) if text else len(ids)
        key = "ui.empty.search_companies" if text else "ui.empty.companies"
        said = words(key, text=text, key=self.house.key_of("company.add"))
        table = self.table
        table.empty = [(), (("   ", ""), (said, "muted"))]
        table.forget()
        table.show(ids, from_top=typed and bool(text))
        left = [
            (words("ui.view.companies"), "title"),
            (f" {self.signs.dot} {words('ui.of', n=len(ids), total=self._all)}", "muted"),
        ]
        self.query_one(Head).show(left)
        self.query_one(SearchLine).show(((words("ui.company.shared"), "muted"),), self._text)
        self.refresh_bindings()

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        today, words, signs = self.desk.today, self.words, self.signs
        nothing: Cell = ((signs.dash, "rule"),)
        found = {row.id: row for row in company_rows(self.desk.store, keys, today)}
        rows = []
        for key in keys:
            row = found.get(key)
            if row is None:
                rows.append(Row({}))
                continue
            placed, asked = row.last_placement_on, row.last_approach_on
            cells: dict[str, Cell] = {
                "name": one_line(row.name),
                "branch": ((one_line(row.branch), "muted"),),
                "contact": one_line(row.contact) or nothing,
                "phone": one_line(row.phone),
                "now": ((str(row.there_now), "accent"),) if row.there_now else nothing,
                "placed": ((phrases.ago(words, placed, today), "muted"),) if placed and not row.there_now else nothing,
                "asked": ((phrases.ago(words, asked, today), "muted"),) if asked else nothing,
            }
            rows.append(Row(cells))
        return rows

    def pane_lines(self, width: int) -> list[Spans]:
        """Return who the company is, whom to ask for, and who has been there."""
        from broker_tui.casework.company_list import read_company_page
        from broker_tui.casework.desk import Refused
        from broker_tui.ui.screens.company_sheet import pane_lines

        if self.company_id is None:
            return []
        try:
            page = read_company_page(self.desk, self.company_id)
        except Refused:
            return []
        return pane_lines(self.house, page, width)

    def help_lines(self) -> list[Spans]:
        """Nothing here is judged by a rule."""
        return []

    def action_open(self) -> None:
        """Open the company's page."""
        if self.company_id is not None:
            self.house.open_company(self.company_id)

    def action_search(self) -> None:
        """Type what to search for."""
        self.query_one(SearchLine).focus(scroll_visible=False)

    def on_search_line_typed(self, event: SearchLine.Typed) -> None:
        """Narrow the list with every letter."""
        self._text = event.text
        self._search(typed=True)
        self.follow_cursor()

    def on_search_line_left(self, event: SearchLine.Left) -> None:
        """Give the keyboard back to the list."""
        self.table.focus(scroll_visible=False)
        if event.opened:
            self.action_open()

    async def on_search_line_passed(self, event: SearchLine.Passed) -> None:
        """Move in the list while typing."""
        await self.table.run_action({"pagedown": "page_down", "pageup": "page_up"}.get(event.key, event.key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to clear only what there is."""
        if action == "clear":
            return bool(self._text)
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Take off the search."""
        self._text = ""
        self._search()


VIEW = Companies

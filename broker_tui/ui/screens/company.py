"""A company's page: its data, whom to ask for, and the citizens who are or were there or whom it was asked about."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens.citizen_sheet import Line
from broker_tui.ui.screens.company_acts import CompanyActs
from broker_tui.ui.screens.company_sheet import company_sheet
from broker_tui.ui.text import one_line
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.company_list import CompanyPage
    from broker_tui.ui.app import BrokerApp


class CompanyScreen(CompanyActs):
    """One company.

    Args:
        page: what is known of it.
    """

    PLACES: ClassVar[tuple[str, ...]] = ("company", "page", "views")

    def __init__(self, page: "CompanyPage") -> None:
        super().__init__()
        self._page = page
        self._lines: dict[str, Line] = {}

    def compose(self) -> Iterator[Widget]:
        """Lay out the page."""
        yield Head()
        yield Table((Column("what", "", 20),), self._rows, header=False)
        yield Foot()

    @property
    def company_id(self) -> str | None:
        """The company."""
        return self._page.company.id

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one(Table)

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self._lines.get(self.table.cursor or "")

    def on_mount(self) -> None:
        """Fill the list and give it the keyboard."""
        self._show()
        self.table.focus(scroll_visible=False)

    def on_case_changed(self, _: CaseChanged) -> None:
        """Read the company anew; leave when it is gone."""
        from broker_tui.casework.company_list import read_company_page
        from broker_tui.casework.desk import Refused

        try:
            self._page = read_company_page(self.desk, self._page.company.id)
        except Refused:
            if self.is_current:
                self.dismiss()
            return
        self._show()

    def _show(self) -> None:
        sheet = company_sheet(self.house, self._page)
        self._lines = {line.key: line for line in sheet.lines}
        company, words = self._page.company, self.words
        now = words("ui.company.there_now", n=self._page.row.there_now)
        self.query_one(Head).show(
            ((one_line(company.name), "title"),), ((now, "accent" if self._page.row.there_now else "muted"),)
        )
        self.table.show_columns(sheet.columns)
        self.table.show(list(self._lines), sheet.headings)
        self.table.forget()

    def _rows(self, keys: Sequence[str]) -> Sequence[Row]:
        return [self._lines[key].row for key in keys]

    def on_table_opened(self, _: Table.Opened) -> None:
        """Open what was clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Open the citizen under the cursor, or correct what stands there."""
        errand = self.line.errand if self.line else None
        if errand is None:
            return
        if errand.citizen_id is not None:
            self.house.open_citizen(errand.citizen_id, "placements")
        else:
            self.house.open_form(errand.code, None, errand.target_id)

    def action_remove(self) -> None:
        """Remove the contact person under the cursor; undo brings it back."""
        from broker_tui.casework.companies import remove_company_contact

        line = self.line
        if line is not None and line.record_id:
            person = f"{self._page.company.id}/{line.record_id}"
            self.house.perform(lambda desk: remove_company_contact(desk, person))

    def action_log_contact(self) -> None:
        """Log a contact with a citizen, who is found first."""
        self.house.log_contact()

    def action_write_note(self) -> None:
        """Write a field note."""
        self.house.write_note(None)


def open_company(house: "BrokerApp", company_id: str) -> None:
    """Show a company's page."""
    from broker_tui.casework.company_list import read_company_page
    from broker_tui.casework.desk import Refused

    try:
        page = read_company_page(house.desk, company_id)
    except Refused as refusal:
        house.report(refusal)
        return
    house.push_screen(CompanyScreen(page))

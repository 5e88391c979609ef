"""A citizen's page: who she is, what waits, her contacts, where she stands, and what was done, in tabs of one list."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from broker_tui.domain.finding import Finding
from broker_tui.ui.base import BaseScreen, CaseChanged
from broker_tui.ui.screens.citizen_contacts import contacts
from broker_tui.ui.screens.citizen_head import TABS, CitizenHead
from broker_tui.ui.screens.citizen_history import PAGE, history
from broker_tui.ui.screens.citizen_overview import overview
from broker_tui.ui.screens.citizen_records import ADDABLE, records
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk, Done
    from broker_tui.casework.page import Page
    from broker_tui.store.journal import JournalEntry
    from broker_tui.ui.app import BrokerApp


class CitizenScreen(BaseScreen[None]):
    """One citizen.

    Args:
        citizen_id: the citizen.
        page: what is known of her.
        tab: the tab to begin on.

    Attributes:
        citizen_id: the citizen.
    """

    CSS_PATH = "../styles/citizen.tcss"
    PLACES: ClassVar[tuple[str, ...]] = ("citizen", "page", "views")

    def __init__(self, citizen_id: str, page: "Page", tab: str = TABS[0]) -> None:
        super().__init__()
        self.citizen_id = citizen_id
        self._page = page
        self._tab = tab if tab in TABS else TABS[0]
        self._whole_cpr = False
        self._lines: dict[str, Line] = {}
        self._cursors: dict[str, str | None] = {}
        self._journal: list[JournalEntry] = []
        self._journal_ended = False

    def compose(self) -> Iterator[Widget]:
        """Lay out the page."""
        yield CitizenHead()
        yield Table((Column("what", "", 20),), self._rows, header=False)
        yield Foot()

    @property
    def table(self) -> Table:
        """The list of the tab in hand."""
        return self.query_one(Table)

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self._lines.get(self.table.cursor or "")

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self.line.finding if self.line else None

    def on_mount(self) -> None:
        """Fill the tab and give the list the keyboard."""
        self.table.detail = self._detail
        self._show()
        self.table.focus(scroll_visible=False)

    def on_resize(self) -> None:
        """Lay the lines out anew; what unfolds is broken to the width."""
        self._show()

    # Filling ---------------------------------------------------------------------------------------------------------

    def on_case_changed(self, event: CaseChanged) -> None:
        """Read the citizen anew; leave when she is gone."""
        from broker_tui.casework.page import read_page
        from broker_tui.store.errors import StoreError

        if not event.concerns(self.citizen_id):
            return
        try:
            self._page = read_page(self.desk, self.citizen_id)
        except (StoreError, IndexError, StopIteration):
            if self.is_current:
                self.dismiss()
            return
        self._journal = []
        self._show()

    def _show(self) -> None:
        if not self.is_mounted or not self.size.width:
            return
        sheet = self._sheet()
        self.query_one(CitizenHead).show(self._page, self._tab, whole_cpr=self._whole_cpr)
        self._lines = {line.key: line for line in sheet.lines}
        table = self.table
        table.empty = sheet.empty
        table.show_columns(sheet.columns)
        table.show(list(self._lines), sheet.headings)
        table.forget()

    def _sheet(self) -> Sheet:
        from broker_tui.store.cases import read_brokers

        brokers = {broker.id: broker.name for broker in read_brokers(self.desk.store)}
        scene = Scene(self.house, self._page, brokers, self.size.width)
        if self._tab == "contacts":
            return contacts(scene)
        if self._tab == "groups":
            return records(scene)
        if self._tab == "history":
            self._read_journal()
            return history(scene, self._journal)
        return overview(scene)

    def _read_journal(self, *, more: bool = False) -> None:
        from broker_tui.store.journal import history as journal_of

        if self._journal and not more:
            return
        before = self._journal[-1].seq if self._journal else None
        found = journal_of(self.desk.store, self.citizen_id, PAGE, before)
        self._journal_ended = len(found) < PAGE
        self._journal += found

    def on_table_moved(self, event: Table.Moved) -> None:
        """Read on when the cursor reaches the end of the history."""
        at_end = event.key is not None and self.table.keys and event.key == self.table.keys[-1]
        if self._tab == "history" and at_end and not self._journal_ended:
            self._read_journal(more=True)
            self._show()
        self.refresh_bindings()

    def _rows(self, keys: Sequence[str]) -> Sequence[Row]:
        return [self._lines[key].row for key in keys]

    def _detail(self, key: str) -> Sequence[Spans]:
        line = self._lines.get(key)
        return line.detail if line else ()

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_tab(self, steps: int) -> None:
        """Go to the next or former tab."""
        self._go(TABS[(TABS.index(self._tab) + steps) % len(TABS)])

    def on_citizen_head_tab_pressed(self, event: CitizenHead.TabPressed) -> None:
        """Go to the tab that was clicked."""
        self._go(event.tab)

    def _go(self, tab: str) -> None:
        self._cursors[self._tab] = self.table.cursor
        self._tab = tab
        self._show()
        key = self._cursors.get(tab)
        if key is None or not self.table.go_to(key):
            self.table.move_to(0)

    def on_table_opened(self, _: Table.Opened) -> None:
        """Open what was clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Solve the finding, or correct what is under the cursor."""
        from broker_tui.ui.screens.solving import FORMS, go_and_solve, tab_of

        finding = self.finding
        if finding is None:
            self.action_edit()
        elif finding.code in FORMS:
            go_and_solve(self.house, self.citizen_id, finding)
        elif tab_of(finding) != self._tab:
            self._go(tab_of(finding))

    def action_edit(self) -> None:
        """Correct what is under the cursor."""
        line = self.line
        if line is None or line.finding is not None:
            return
        if line.errand is None:
            if line.record_id:
                self.house.say(self.words("ui.citizen.no_edit"), "muted")
            return
        errand = line.errand
        if errand.code == "contact_change":
            self.house.log_contact(self.citizen_id, contact_id=errand.target_id)
        else:
            self.house.open_form(errand.code, errand.citizen_id, errand.target_id, values=line.values)

    def action_add(self) -> None:
        """Let the user choose what to add; first stands what the cursor is among."""
        from broker_tui.ui.screens.pick import PickScreen
        from broker_tui.ui.widgets.form_values import Choice

        here = self.line.adds if self.line else ""
        gone = self._page.row.exit_reason is not None
        codes = [code for code in ADDABLE if code != ("exit" if gone else "return")]
        codes.sort(key=lambda code: code != here)
        choices = [Choice(code, self.words(f"form.{code}.title")) for code in codes]

        def chosen(answer: tuple[str, ...] | None) -> None:
            if answer:
                self._add(answer[0])

        self.house.push_screen(PickScreen(self.words("ui.citizen.add_what"), choices), chosen)

    def _add(self, code: str) -> None:
        if code == "contact":
            self.house.log_contact(self.citizen_id)
        else:
            self.house.open_form(code, self.citizen_id)

    def action_master(self) -> None:
        """Correct the citizen's own data."""
        self.house.open_form("citizen_change", self.citizen_id)

    def action_remove(self) -> None:
        """Remove what is under the cursor; undo brings it back, so nothing is asked."""
        line = self.line
        if line is None or not line.record_id:
            return
        from broker_tui.casework.removal import remove_record

        record_id = line.record_id
        self.house.perform(lambda desk: remove_record(desk, self.citizen_id, record_id))

    def action_tick(self) -> None:
        """Finish a task, or note that a contact has been carried over to the official system; again takes it back."""
        line = self.line
        if line is None or not line.ticks:
            return
        record_id, ticks = line.record_id, line.ticks

        def act(desk: "Desk") -> "Done":
            from broker_tui.casework.contacts import finish_task
            from broker_tui.casework.form_acts import FORM_ACTS

            if ticks == "task":
                return finish_task(desk, self.citizen_id, record_id)
            form = FORM_ACTS["contact_change"]
            values = form.prefill(desk, self.citizen_id, record_id)
            entry = form.read({**values, "transferred": not values["transferred"]})
            return form.perform(desk, self.citizen_id, record_id, entry)

        self.house.perform(act)

    def action_toggle_cpr(self) -> None:
        """Show the whole personal number, or mask it again."""
        self._whole_cpr = not self._whole_cpr
        self.query_one(CitizenHead).show(self._page, self._tab, whole_cpr=self._whole_cpr)

    def action_log_contact(self) -> None:
        """Log a contact with this citizen."""
        self.house.log_contact(self.citizen_id)

    def action_write_note(self) -> None:
        """Write a field note about this citizen."""
        self.house.write_note(self.citizen_id)

    def action_why(self) -> None:
        """Show the rules behind what is under the cursor."""
        self.house.action_help()

    def help_lines(self) -> list[Spans]:
        """Explain the finding under the cursor, or all of hers."""
        from broker_tui.ui.screens.beside import why_page

        found = [self.finding] if self.finding else self._page.overview.findings.get(self.citizen_id, ())
        return why_page(self.house, found)


def open_citizen(house: "BrokerApp", citizen_id: str, tab: str = TABS[0]) -> None:
    """Show a citizen's page, and write down that it was seen."""
    from broker_tui.casework.page import read_page
    from broker_tui.store.errors import StoreError
    from broker_tui.store.journal import record_view

    desk = house.desk
    try:
        page = read_page(desk, citizen_id)
        record_view(desk.store, desk.who, citizen_id, "citizen_viewed")
    except StoreError as error:
        house.report(error)
        return
    house.push_screen(CitizenScreen(citizen_id, page, tab))

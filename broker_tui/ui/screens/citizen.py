"""A citizen's page: who she is, what waits, her contacts, where she stands, and what was done, in tabs of one list."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.widget import Widget

from broker_tui.domain.finding import Finding
from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens.citizen_acts import CitizenActs
from broker_tui.ui.screens.citizen_contacts import contacts
from broker_tui.ui.screens.citizen_course import course
from broker_tui.ui.screens.citizen_head import TABS, CitizenHead
from broker_tui.ui.screens.citizen_history import PAGE, history
from broker_tui.ui.screens.citizen_overview import overview
from broker_tui.ui.screens.citizen_records import records
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.screens.citizen_step_up import step_up
from broker_tui.ui.screens.citizen_steps import steps
from broker_tui.ui.screens.citizen_timeline import stretch
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row
from broker_tui.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from broker_tui.casework.page import Page
    from broker_tui.store.journal import JournalEntry
    from broker_tui.ui.app import BrokerApp

TIMELINE_FROM: Final = 20
"""Lines from which on the months are drawn below the steps."""


class CitizenScreen(CitizenActs):
    """One citizen.

    Args:
        citizen_id: the citizen.
        page: what is known of her.
        tab: the tab to begin on.
        line: a part of the key of the line to begin on.
    """

    CSS_PATH = "../styles/citizen.tcss"
    PLACES: ClassVar[tuple[str, ...]] = ("citizen", "page", "views")

    def __init__(self, citizen_id: str, page: "Page", tab: str = TABS[0], line: str = "") -> None:
        super().__init__(citizen_id, page)
        self._tab = tab if tab in TABS else TABS[0]
        self._start = line
        self._whole_cpr = False
        self._lines: dict[str, Line] = {}
        self._cursors: dict[str, str | None] = {}
        self._journal: list[JournalEntry] = []
        self._journal_ended = False

    def compose(self) -> Iterator[Widget]:
        """Lay out the page."""
        yield CitizenHead()
        yield Table((Column("what", "", 20),), self._rows, header=False)
        timeline = Timeline()
        timeline.display = False
        yield timeline
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

    def on_screen_resume(self) -> None:
        """Show whether a form was left half filled in."""
        if self._tab == "step_up":
            self._show()

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
        self._progress = None
        self._standing = None
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
        if self._start:
            self._go_to_line(self._start)
            self._start = ""
        self._draw_timeline()
        self.refresh_bindings()

    def _go_to_line(self, part: str) -> None:
        """Put the cursor on the first line whose key holds `part`."""
        table = self.table
        found = next((key for key in table.keys if part and part in key), None)
        if found is not None:
            table.go_to(found)

    def _draw_timeline(self) -> None:
        """Draw the months below the steps, where there is room for both."""
        timeline = self.query_one(Timeline)
        if self._tab == "steps" and self.size.height >= TIMELINE_FROM:
            timeline.show(stretch(self._scene(), self.progress))
        else:
            timeline.show(None)

    def _scene(self) -> Scene:
        from broker_tui.store.cases import read_brokers

        brokers = {broker.id: broker.name for broker in read_brokers(self.desk.store)}
        return Scene(self.house, self._page, brokers, self.size.width, self.size.height)

    def _sheet(self) -> Sheet:
        scene = self._scene()
        if self._tab == "steps":
            return steps(scene, self.progress)
        if self._tab == "placements":
            return course(scene, self.progress)
        if self._tab == "contacts":
            return contacts(scene)
        if self._tab == "step_up":
            return step_up(scene, self.standing)
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
        from broker_tui.ui.screens.solving import go_and_solve, has_form, spot_of

        finding = self.finding
        if finding is None:
            self.action_edit()
        elif has_form(finding):
            go_and_solve(self.house, self.citizen_id, finding)
        else:
            tab, line = spot_of(self.house, self.citizen_id, finding)
            if tab != self._tab:
                self._go(tab)
                self._go_to_line(line)

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


def open_citizen(house: "BrokerApp", citizen_id: str, tab: str = TABS[0], line: str = "") -> None:
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
    house.push_screen(CitizenScreen(citizen_id, page, tab, line))

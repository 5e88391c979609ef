"""What the three views share: a list with a cursor, a pane beside it, and acts on the citizen under the cursor."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.timer import Timer
from textual.widget import Widget

from broker_tui.domain.finding import Finding
from broker_tui.ui.base import BaseScreen, CaseChanged, Judged
from broker_tui.ui.text import Spans
from broker_tui.ui.warming import is_loading
from broker_tui.ui.widgets.lines import Body, Foot, Head, Pane
from broker_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from broker_tui.store.caseload import CaseloadRow

PANE_SECONDS: Final = 0.06
"""How long the cursor must rest before the pane follows: a held key repeats faster."""

PANE_FROM: Final = 110
"""Columns from which on there is a pane."""


class ListScreen(BaseScreen[None]):
    """A view: head, list, pane, foot.

    Textual calls the handlers of a view before those of this class; a view's own must not call these again.
    """

    VIEW_NAME: ClassVar[str] = ""

    whole_cpr: bool = False
    """Whether personal numbers are shown whole; masked until asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._pane_timer: Timer | None = None
        self._stale = False

    def make_table(self) -> Table:
        """Return the list."""
        raise NotImplementedError

    def above(self) -> Iterator[Widget]:
        """Yield what stands between head and list."""
        yield from ()

    def compose(self) -> Iterator[Widget]:
        """Lay out the view."""
        yield Head()
        yield from self.above()
        with Body():
            yield self.make_table()
            pane = Pane()
            pane.display = self.app.size.width >= PANE_FROM
            yield pane
        yield Foot()

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one(Table)

    @property
    def citizen_id(self) -> str | None:
        """The citizen under the cursor."""
        return self.table.cursor

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor, where lines are findings."""
        return None

    @property
    def has_pane(self) -> bool:
        """Whether this terminal is wide enough for the pane."""
        return self.size.width >= PANE_FROM

    def on_mount(self) -> None:
        """Fill the list and give it the keyboard."""
        self.fill()
        self.table.focus(scroll_visible=False)
        self.call_after_refresh(self.house.list_is_shown)

    def fill(self) -> None:
        """Read what the list shows."""
        raise NotImplementedError

    def on_case_changed(self, _: CaseChanged) -> None:
        """Read anew, at once or when the view is next shown."""
        self._refill(self.fill)
        self.follow_cursor()

    def on_judged(self, _: Judged) -> None:
        """Count anew."""
        self._refill(self.count)

    def on_screen_resume(self) -> None:
        """Catch up with what has happened while the view was not shown."""
        if self._stale:
            self._refill(self.fill)

    def _refill(self, how: Callable[[], None]) -> None:
        self._stale = self not in self.app.screen_stack
        if not self._stale:
            how()

    def count(self) -> None:
        """Show what more of the caseload has been judged since."""
        self.fill()

    def on_resize(self) -> None:
        """Show the pane where there is room for it."""
        for pane in self.query(Pane):
            pane.display = self.has_pane
        self.follow_cursor()

    def on_table_moved(self, _: Table.Moved) -> None:
        """Let the pane follow once the cursor rests."""
        self.follow_cursor()

    def on_table_opened(self, _: Table.Opened) -> None:
        """Open what was clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Open what is under the cursor."""
        raise NotImplementedError

    def follow_cursor(self) -> None:
        """Fill the pane a moment from now."""
        if self._pane_timer is not None:
            self._pane_timer.stop()
        if self.has_pane:
            self._pane_timer = self.set_timer(PANE_SECONDS, self._fill_pane)

    def _fill_pane(self) -> None:
        # When the program ends, a timer may still come to a screen whose table is gone.
        if not self.is_mounted or not self.has_pane or not self.query(Table):
            return
        if is_loading():
            # What the pane reads with is on its way; waiting for it here would hold up the keys.
            self.follow_cursor()
            return
        pane = self.query_one(Pane)
        pane.show(self.pane_lines(pane.size.width - 3))

    def pane_lines(self, width: int) -> list[Spans]:
        """Return what the pane says."""
        from broker_tui.store.cases import read_case
        from broker_tui.ui.screens.beside import citizen_lines

        row = self.row_under_cursor()
        if row is None:
            return []
        case = read_case(self.desk.store, row.id)
        return citizen_lines(self.house, row, case, self.finding, width, whole_cpr=self.whole_cpr)

    def row_under_cursor(self) -> "CaseloadRow | None":
        """Return the caseload row of the citizen under the cursor."""
        from broker_tui.store.caseload import caseload_rows

        citizen_id = self.citizen_id
        if citizen_id is None:
            return None
        return next(iter(caseload_rows(self.desk.store, [citizen_id], self.desk.today)), None)

    def help_lines(self) -> list[Spans]:
        """Explain the finding under the cursor, or all of the citizen's."""
        from broker_tui.ui.screens.beside import why_page

        if self.finding is not None:
            return why_page(self.house, [self.finding])
        overview = self.house.overview
        if overview is None or self.citizen_id is None:
            return []
        return why_page(self.house, overview.findings.get(self.citizen_id, ()))

    def action_why(self) -> None:
        """Show the rules behind what is under the cursor."""
        self.house.action_help()

    def action_log_contact(self) -> None:
        """Log a contact with the citizen under the cursor."""
        self.house.log_contact(self.citizen_id)

    def action_write_note(self) -> None:
        """Write a field note about the citizen under the cursor."""
        self.house.write_note(self.citizen_id)

    def action_open_citizen(self) -> None:
        """Open the page of the citizen under the cursor."""
        if self.citizen_id is not None:
            self.house.open_citizen(self.citizen_id)

    def action_search(self) -> None:
        """Search in the caseload."""
        from broker_tui.ui.screens.caseload import Caseload

        self.house.action_view("caseload")
        view = self.house.view("caseload")
        if isinstance(view, Caseload):
            view.call_after_refresh(view.action_search)

"""Contact weeks: citizens by ISO weeks, a year back, with a cursor on one week of one citizen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from broker_tui.domain.codes import ContactOutcome, ContactParty, WeekState
from broker_tui.domain.dates import IsoWeek, weeks_between
from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens import weeks_grid
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Head, Painted
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Row

if TYPE_CHECKING:
    from broker_tui.domain.contact import Contact
    from broker_tui.domain.weeks import WeekStatus

YEAR_BACK: Final = 52
"""How many weeks one can scroll back."""

AIRY: Final = 20
"""Lines from which on there is air above the sums."""

SUMMED: Final = 500
"""Citizens up to whom the weeks are summed up; more than a team has takes too long for every step."""


class Legend(Painted):
    """One line that says what the signs stand for."""

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the line."""
        return [((" ", ""), *weeks_grid.legend(self.house.words, self.house.signs))]


class Weeks(ListScreen):
    """The grid."""

    VIEW_NAME = "weeks"
    PLACES = ("views", "weeks")

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self._weeks: tuple[IsoWeek, ...] = ()
        self._week: IsoWeek | None = None
        self._laid_out: object = None
        self._summed: object = None

    def compose(self) -> Iterator[Widget]:
        """Lay out the view: the grid has the whole width."""
        from broker_tui.ui.widgets.lines import Foot

        yield Head()
        yield self.make_table()
        yield Legend()
        yield Foot()

    def make_table(self) -> Table:
        """Return the grid."""
        return Table((), self._rows)

    @property
    def has_pane(self) -> bool:
        """There is none."""
        return False

    @property
    def this_week(self) -> IsoWeek:
        """The week of today."""
        return IsoWeek.of(self.desk.today)

    @property
    def week(self) -> IsoWeek:
        """The week under the cursor."""
        return self._week or self.this_week

    def fill(self) -> None:
        """Read whom the grid shows."""
        from broker_tui.store.caseload_ids import caseload_ids

        desk = self.desk
        scope = self.house.scope()
        self._ids = caseload_ids(desk.store, desk.today) if scope is None else scope
        self.table.empty = [(), (("   ", ""), (self.words("ui.empty.weeks"), "muted"))]
        self._lay_out()
        self.table.show(self._ids)

    def on_case_changed(self, message: CaseChanged) -> None:
        """Read anew what was written about."""
        self._laid_out = self._summed = None
        self.table.forget(None if message.citizen_ids is None else list(message.citizen_ids))

    def count(self) -> None:
        """Nothing here is counted by the rules' findings."""

    def on_resize(self) -> None:
        """Show as many weeks as fit."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Choose the weeks shown so that the cursor's is among them, and sum them up."""
        width = self.size.width
        if not width or not self.house.has_desk:
            return
        count = weeks_grid.weeks_that_fit(width)
        last = self._weeks[-1] if self._weeks else self.this_week
        if self.week > last or not self._weeks:
            last = self.week
        elif self.week < last.plus(1 - count):
            last = self.week.plus(count - 1)
        weeks = tuple(weeks_between(last.plus(1 - count), last))
        if (weeks, width) != self._laid_out:
            self._weeks, self._laid_out = weeks, (weeks, width)
            self.table.show_columns(weeks_grid.columns(self.words, weeks, width))
        self.table.mark(str(self.week))
        self._sum_up(weeks)
        self._show_head()

    def _sum_up(self, weeks: tuple[IsoWeek, ...]) -> None:
        """Sum up the weeks shown, unless it has been done."""
        from broker_tui.casework.weeks import column_sums, week_grid

        summed = (weeks, list(self._ids), self.size.height >= AIRY)
        if summed == self._summed:
            return
        self._summed = summed
        if self._ids and len(self._ids) <= SUMMED:
            grid = week_grid(self.desk, self._ids, weeks[0], weeks[-1])
            air = [Row({})] if self.size.height >= AIRY else []
            self.table.show_tail([*air, *weeks_grid.sums(self.words, weeks, column_sums(grid))])
        else:
            self.table.show_tail([])

    def _show_head(self) -> None:
        words, dot = self.words, self.signs.dot
        who = words("ui.everyone") if self.house.scope() is None else self.house.broker_name
        week = self.week
        span = (
            f"{words.date(week.monday, self.desk.today)} {self.signs.dash} {words.date(week.sunday, self.desk.today)}"
        )
        left = [
            (words("ui.view.weeks"), "title"),
            (f" {dot} {who} {dot} {words.count('citizens', len(self._ids))}", "muted"),
        ]
        self.query_one(Head).show(left, [(words.week(week, self.desk.today), "strong"), (f" {dot} {span}", "muted")])

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        from broker_tui.casework.weeks import week_grid
        from broker_tui.store.names import citizen_names

        desk = self.desk
        names = citizen_names(desk.store, keys)
        grid = {row.citizen_id: row for row in week_grid(desk, keys, self._weeks[0], self._weeks[-1])}
        return [
            weeks_grid.row_of(self.words, self.signs, names[key], self._weeks, grid[key], self.this_week)
            if key in grid
            else Row({})
            for key in keys
        ]

    def _status(self) -> "WeekStatus | None":
        """Return what the week under the cursor holds."""
        from broker_tui.casework.weeks import week_grid

        if self.citizen_id is None:
            return None
        rows = week_grid(self.desk, [self.citizen_id], self.week, self.week)
        return rows[0].statuses[0] if rows else None

    def _go_to(self, week: IsoWeek) -> None:
        earliest = self.this_week.plus(-YEAR_BACK)
        self._week = max(earliest, min(week, self.this_week))
        if self._week in self._weeks:
            self.table.mark(str(self._week))
            self._show_head()
        else:
            self._lay_out()

    def action_earlier(self) -> None:
        """Go one week back."""
        self._go_to(self.week.plus(-1))

    def action_later(self) -> None:
        """Go one week on."""
        self._go_to(self.week.plus(1))

    def action_this_week(self) -> None:
        """Go to this week."""
        self._go_to(self.this_week)

    def action_open(self) -> None:
        """Show the contact of the week under the cursor, or log one."""
        if self.citizen_id is None:
            return
        contact = self._contact()
        if contact is not None:
            self.house.log_contact(self.citizen_id, contact_id=contact.id)
        else:
            self.house.log_contact(self.citizen_id, on=min(self.week.sunday, self.desk.today))

    def action_log_contact(self) -> None:
        """Log a contact in the week under the cursor."""
        if self.citizen_id is not None:
            self.house.log_contact(self.citizen_id, on=min(self.week.sunday, self.desk.today))

    def _contact(self) -> "Contact | None":
        """Return the contact that counts in the week under the cursor: one that reached her, else the last attempt."""
        from broker_tui.store.cases import read_case

        if self.citizen_id is None:
            return None
        case = read_case(self.desk.store, self.citizen_id)
        here = [
            contact
            for contact in case.contacts
            if contact.party is ContactParty.CITIZEN and IsoWeek.of(contact.on) == self.week
        ]
        reached = [contact for contact in here if contact.outcome is ContactOutcome.REACHED]
        return next(reversed(reached or here), None)

    def action_excuse(self) -> None:
        """Excuse the week under the cursor, or ask for it again."""
        from broker_tui.casework.contacts import withdraw_excuse

        citizen_id, week, status = self.citizen_id, str(self.week), self._status()
        if citizen_id is None or status is None:
            return
        if status.state is WeekState.EXCUSED:
            self.house.perform(lambda desk: withdraw_excuse(desk, citizen_id, week))
        else:
            self.house.open_form("week_excuse", citizen_id, week)

    def help_lines(self) -> list[Spans]:
        """Explain the week under the cursor."""
        from broker_tui.casework.weeks import week_rule
        from broker_tui.store.caseload import caseload_rows

        status = self._status()
        if status is None or self.citizen_id is None:
            return []
        words = self.words
        row = caseload_rows(self.desk.store, [self.citizen_id], self.desk.today)[0]
        rule = week_rule(self.desk, row.edition, status)
        state = words.code("week_state", status.state)
        reason = f" {self.signs.dot} {words.code('not_required', status.reason)}" if status.reason else ""
        source = words(f"rule.{rule}")
        return [
            ((f"{row.name} {self.signs.dot} {words.week(self.week, self.desk.today)}: {state}{reason}", "strong"),),
            (),
            ((f"{words('ui.why.rule', rule=rule)} {self.signs.dot} {words('ui.why.source')}: {source}", "muted"),),
        ]


VIEW = Weeks

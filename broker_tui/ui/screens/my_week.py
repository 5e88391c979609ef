"""My week: who needs what, most urgent first, each line leading to where it is solved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

from broker_tui.domain.codes import Level
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.finding import Finding
from broker_tui.ui.screens import phrases
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.screens.solving import go_and_solve
from broker_tui.ui.text import Spans, wrap
from broker_tui.ui.widgets.lines import Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.overview import TodoItem

STRUCK_SECONDS: Final = 0.7
"""How long a line that has just been solved stays, struck through."""

ROOMY: Final = 100
NARROW: Final = 70
"""Columns from which on the head says more."""

SHORT: Final = 20
"""Lines up to which there is no air between the levels."""

REASON_INDENT: Final = "   "


class MyWeek(ListScreen):
    """The first screen."""

    VIEW_NAME = "my_week"
    PLACES = ("views", "my_week")

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, TodoItem] = {}
        self._struck: set[str] = set()
        self._struck_timer: Timer | None = None

    def make_table(self) -> Table:
        """Return the list of what is to be done."""
        words = self.words
        columns = (
            Column("sign", "", 1),
            Column("name", words("ui.column.name"), 20, minimum=14, gap=1),
            Column("what", "", 30, minimum=18, grow=1),
            Column("when", "", 16, drop=1, right=True),
        )
        table = Table(columns, self._rows, header=False)
        table.detail = self._reason
        return table

    @property
    def citizen_id(self) -> str | None:
        """The citizen of the line under the cursor."""
        item = self._item
        return item.citizen_id if item else None

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        item = self._item
        return item.finding if item else None

    @property
    def _item(self) -> "TodoItem | None":
        return self._items.get(self.table.cursor or "")

    def fill(self) -> None:
        """Read what is to be done; lines that have gone are struck through for a moment."""
        overview = self.house.overview
        if overview is None:
            return
        fresh = _keyed(overview.todo(self.house.scope()))
        shown = self.table.keys
        gone = [key for key in shown if key not in fresh and key in self._items and key not in self._struck]
        if 0 < len(gone) <= 3 and self.is_mounted:
            self._strike(gone, fresh)
        else:
            self._show(fresh)
        self._show_head()

    def _strike(self, gone: Sequence[str], fresh: "dict[str, TodoItem]") -> None:
        """Let solved lines stand struck through, put the cursor on the next, and take them away soon."""
        table = self.table
        if table.cursor in gone:
            place = table.keys.index(table.cursor)
            after = [key for key in table.keys[place:] if key in fresh] or [
                key for key in table.keys[:place] if key in fresh
            ]
            self._struck.update(gone)
            if after:
                table.go_to(after[0])
        self._struck.update(gone)
        table.forget(gone)
        if self._struck_timer is not None:
            self._struck_timer.stop()
        self._struck_timer = self.set_timer(STRUCK_SECONDS, self._clear_struck)

    def _clear_struck(self) -> None:
        self._struck.clear()
        overview = self.house.overview
        if overview is not None:
            self._show(_keyed(overview.todo(self.house.scope())))

    def _show(self, fresh: "dict[str, TodoItem]") -> None:
        changed = [key for key, item in fresh.items() if self._items.get(key) != item]
        self._items = fresh
        self.table.forget(changed)
        self.table.empty = self._nothing()
        self.table.show(list(fresh), self._headings())

    def _headings(self) -> dict[int, Sequence[Spans]]:
        """Return a heading above the first line of each level, with air above it."""
        headings: dict[int, Sequence[Spans]] = {}
        before: Level | None = None
        for place, item in enumerate(self._items.values()):
            level = item.finding.level
            if level is not before:
                word: Spans = ((" ", ""), (self.words.code("level_heading", level), "muted"))
                headings[place] = [(), word] if place and self.size.height > SHORT else [word]
                before = level
        return headings

    def _show_head(self) -> None:
        house, words = self.house, self.words
        if house.overview is None:
            return
        today, dot = self.desk.today, self.signs.dot
        scope = house.scope()
        totals = house.overview.totals(scope)
        count = len(house.overview.findings if scope is None else scope)
        who = words("ui.everyone") if scope is None else house.broker_name
        roomy = self.size.width >= ROOMY
        day = words.date_long(today) if roomy else words.date(today)
        whom = f"{who} {dot} {words.count('citizens', count)}" if roomy else who if self.size.width >= NARROW else ""
        left = [
            (words("ui.view.my_week"), "title"),
            (f" {dot} {words.week(IsoWeek.of(today), today)} {dot} {day}", "muted"),
        ]
        waiting = house.badges() if roomy else ()
        right = [*waiting, (f"{whom}   ", "muted"), *phrases.counts(words, self.signs, totals)]
        self.query_one(Head).show(left, right)

    def on_resize(self) -> None:
        """Say as much as fits."""
        self._show_head()
        self.table.show(self.table.keys, self._headings())

    def _nothing(self) -> Sequence[Spans]:
        """Return what an empty list says."""
        house, words = self.house, self.words
        if not house.mine:
            keys = {"import_key": house.key_of("import"), "new_key": house.key_of("citizen.new")}
            return [(), (("   ", ""), (words("ui.empty.my_week_no_citizens", **keys), ""))]
        week = IsoWeek.of(self.desk.today)
        return [
            (),
            (("   ", ""), (f"{self.signs.ready} ", "ready"), (words("ui.empty.my_week", week=week), "")),
            (("     ", ""), (words("ui.empty.my_week_next"), "muted")),
        ]

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        words, signs, today = self.words, self.signs, self.desk.today
        rows = []
        for key in keys:
            item = self._items[key]
            finding = item.finding
            struck = key in self._struck
            rows.append(
                Row(
                    {
                        "sign": (phrases.sign_of(signs, finding.level),),
                        "name": item.name,
                        "what": phrases.title_of(words, finding),
                        "when": (
                            (
                                phrases.when_of(words, finding, today),
                                "overdue" if finding.level is Level.OVERDUE else "muted",
                            ),
                        ),
                    },
                    struck,
                )
            )
        return rows

    def _reason(self, key: str) -> Sequence[Spans]:
        """Return why a line stands there, below it, where there is no pane to say so."""
        item = self._items.get(key)
        if item is None or key in self._struck or self.has_pane:
            return ()
        why = self.words(f"finding.{item.finding.code}.why", **item.finding.params)
        return [
            ((REASON_INDENT, ""), (line, "muted")) for line in wrap(why, self.size.width - len(REASON_INDENT) - 2)[:2]
        ]

    def action_open(self) -> None:
        """Go to where the line is solved."""
        item = self._item
        if item is not None:
            go_and_solve(self.house, item.citizen_id, item.finding)

    def count(self) -> None:
        """List anew where everyone is shown; the user's own citizens were judged first."""
        if self.house.scope() is None or self.house.judged_all:
            self.fill()

    def action_toggle_mine(self) -> None:
        """Show the user's own citizens, or everyone."""
        self.house.everyone = not self.house.everyone
        for screen in self.house.open_screens():
            if isinstance(screen, ListScreen):
                screen.fill()


def _keyed(items: "Sequence[TodoItem]") -> "dict[str, TodoItem]":
    """Return items by a key that stays the same from one reading to the next."""
    keyed: dict[str, TodoItem] = {}
    for item in items:
        key = f"{item.citizen_id} {item.finding.code}"
        number = 1
        while key in keyed:
            number += 1
            key = f"{item.citizen_id} {item.finding.code} {number}"
        keyed[key] = item
    return keyed


VIEW = MyWeek

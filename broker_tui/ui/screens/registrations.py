"""The checklist: what Min Plan, VITAS and the other official systems still lack, ticked off with one key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from broker_tui.domain.finding import Finding
from broker_tui.ui.screens import phrases
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.text import Span, Spans, wrap
from broker_tui.ui.widgets.lines import Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.registrations import Lack, RegistrationRow

_FORMS: Final = {"min_plan_broker": "min_plan_broker", "marker_set": "marker"}
"""The form behind a thing that is usually ticked off, for another day than today."""

_TABS: Final = {"notes": "contacts", "marker_ended": "groups"}
"""The tab of the citizen's page where a thing without a form is seen; that of the placements for all others."""


class _Item:
    """One thing that is lacking of one citizen."""

    def __init__(self, row: "RegistrationRow", lack: "Lack", *, first: bool) -> None:
        self.citizen_id, self.name, self.lack, self.first = row.citizen_id, row.name, lack, first

    @property
    def key(self) -> str:
        """What names it from one reading to the next."""
        return f"{self.citizen_id} {self.lack.code} {self.lack.target_id or ''}"


class Registrations(ListScreen):
    """All that is lacking, citizen by citizen; what was ticked off stands struck through until the view is left."""

    VIEW_NAME = "registrations"
    PLACES = ("views", "registrations")

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, _Item] = {}
        self._ticked: set[str] = set()

    def make_table(self) -> Table:
        """Return the list."""
        words = self.words
        columns = (
            Column("sign", "", 1, sortable=False),
            Column("name", words("ui.column.name"), 24, minimum=16, grow=1, gap=1, sortable=False),
            Column("what", words("ui.registrations.lacks"), 28, minimum=24, grow=1, sortable=False),
            Column("how", "", 18, drop=2, sortable=False),
            Column("when", "", 16, drop=1, right=True, sortable=False),
        )
        table = Table(columns, self._rows)
        table.detail = self._reason
        return table

    @property
    def item(self) -> _Item | None:
        """What is under the cursor."""
        return self._items.get(self.table.cursor or "")

    @property
    def citizen_id(self) -> str | None:
        """The citizen of the line under the cursor."""
        return self.item.citizen_id if self.item else None

    @property
    def finding(self) -> Finding | None:
        """The finding behind what is under the cursor."""
        return self._finding_of(self.item) if self.item else None

    def _finding_of(self, item: _Item) -> Finding | None:
        overview = self.house.overview
        found = overview.findings.get(item.citizen_id, ()) if overview else ()
        return next((finding for finding in found if finding.rule == item.lack.rule), None)

    def fill(self) -> None:
        """Read what is lacking; what has just been ticked off stays where it stood."""
        from broker_tui.casework.registrations import registrations

        overview = self.house.overview
        if overview is None:
            return
        rows = registrations(self.desk, overview, self.house.scope())
        fresh = [_Item(row, lack, first=not number) for row in rows for number, lack in enumerate(row.lacks)]
        items = {item.key: item for item in fresh}
        self._ticked -= items.keys()
        self._items = _merged(self._items, items, self._ticked)
        self.table.empty = [
            (),
            (("   ", ""), (f"{self.signs.ready} ", "ready"), (self.words("ui.empty.registrations"), "")),
        ]
        self.table.forget()
        self.table.show(list(self._items))
        self._show_head(len(fresh), len(rows))

    def _show_head(self, lacking: int, citizens: int) -> None:
        words = self.words
        who = words("ui.everyone") if self.house.scope() is None else self.house.broker_name
        counted = words("ui.registrations.count", n=lacking, whom=words.count("citizens", citizens))
        left = [(words("ui.view.registrations"), "title"), (f" {self.signs.dot} {counted}", "muted")]
        self.query_one(Head).show(left, [(who, "muted")])

    def count(self) -> None:
        """List anew where everyone is shown; the user's own citizens were judged first."""
        if self.house.scope() is None or self.house.judged_all:
            self.fill()

    def on_screen_suspend(self) -> None:
        """Let go of what was ticked off."""
        self._ticked.clear()
        self._stale = True

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        words, signs = self.words, self.signs
        rows = []
        for key in keys:
            item = self._items[key]
            lack = item.lack
            ticked = key in self._ticked
            finding = self._finding_of(item)
            sign: Span = phrases.sign_of(signs, finding.level) if finding else (signs.missing, "due")
            what = words.code("registration", lack.code)
            if lack.n > 1:
                what = f"{what} ({lack.n})"
            when = words("ui.since", on=lack.since) if lack.since else ""
            how = "ui.registrations.tick" if lack.ticked else "ui.registrations.form"
            rows.append(
                Row(
                    {
                        "sign": ((signs.ready, "ready"),) if ticked else (sign,),
                        "name": ((item.name, "" if item.first else "muted"),),
                        "what": what,
                        "how": ((words(how), "muted"),),
                        "when": ((words("ui.registrations.done") if ticked else when, "muted"),),
                    },
                    ticked,
                )
            )
        return rows

    def _reason(self, key: str) -> Sequence[Spans]:
        """Return what the source says, below the line, where there is no pane to say so."""
        item = self._items.get(key)
        if item is None or self.has_pane or not item.lack.rule or not self.words.has(f"rule.{item.lack.rule}"):
            return ()
        text = f"{item.lack.rule} {self.signs.dot} {self.words(f'rule.{item.lack.rule}')}"
        return [(("   ", ""), (line, "muted")) for line in wrap(text, self.size.width - 6)[:2]]

    def action_tick(self) -> None:
        """Keep today as the day it was registered; what takes a form opens it."""
        from broker_tui.casework.ticks import tick_registration

        item = self.item
        if item is None:
            return
        if item.key in self._ticked:
            self.house.say(self.words("ui.registrations.undo", key=self.house.key_of("undo")), "muted")
            return
        if not item.lack.ticked:
            self.action_open()
            return
        keys = self.table.keys
        place = keys.index(item.key)
        self._ticked.add(item.key)
        done = self.house.perform(
            lambda desk: tick_registration(desk, item.citizen_id, item.lack.code, item.lack.target_id)
        )
        if done is None:
            self._ticked.discard(item.key)
        elif place + 1 < len(keys):
            self.table.go_to(keys[place + 1])

    def action_open(self) -> None:
        """Open the form that puts it in place, or the citizen's page where it is seen."""
        item = self.item
        if item is None:
            return
        lack = item.lack
        form = lack.form or _FORMS.get(lack.code, "")
        if form:
            values = {"purpose": "aftercare"} if lack.code == "aftercare_consent" else None
            self.house.open_form(form, item.citizen_id, lack.target_id, values=values)
        else:
            self.house.open_citizen(item.citizen_id, _TABS.get(lack.code, "placements"))

    def action_toggle_mine(self) -> None:
        """Show the user's own citizens, or everyone."""
        self.house.everyone = not self.house.everyone
        self.fill()


def _merged(before: dict[str, _Item], fresh: dict[str, _Item], kept: set[str]) -> dict[str, _Item]:
    """Return what is lacking now, and among it what is kept, each where it stood."""
    order = list(fresh)
    shown = set(order)
    earlier: str | None = None
    for key in before:
        if key in kept and key not in fresh:
            order.insert(0 if earlier is None else order.index(earlier) + 1, key)
            shown.add(key)
        if key in shown:
            earlier = key
    return {key: fresh.get(key) or before[key] for key in order}


VIEW = Registrations

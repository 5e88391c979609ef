"""The citizens of a month: who counts, who does not, who is outside the group, and why."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from broker_tui.domain.codes_results import ResultReason
from broker_tui.domain.dates import Month
from broker_tui.i18n.results import result_notes, result_reason
from broker_tui.ui.base import CaseChanged
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.screens.results_head import WHOLE_FROM
from broker_tui.ui.screens.results_rows import deciding, rows_of
from broker_tui.ui.text import Span, Spans, one_line, width_of, wrap
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.search import SearchLine
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.domain.results import MonthStanding
    from broker_tui.ui.screens.results_sheet import ResultsSheet

SHOWS: Final = ("all", "counts", "counts_not", "outside")
_FITS: Final[dict[str, Callable[["MonthStanding"], bool]]] = {
    "all": lambda _: True,
    "counts": lambda one: one.counts,
    "counts_not": lambda one: one.in_group and not one.counts,
    "outside": lambda one: not one.in_group,
}
_FAMILY: Final = {
    ResultReason.EXEMPT: "exemptions",
    ResultReason.GROUP_2: "groups",
    ResultReason.NO_GROUP: "groups",
    ResultReason.EXITED: "exits",
    ResultReason.PENSION_GRANTED: "senior_pension",
    ResultReason.NOT_ENROLLED: "groups",
}
"""What is seen on the tab of group and exemption rather than among the placements."""

_DETAILS: Final = 3
"""Lines unfolded below a citizen at most."""


class ResultsMonth(ListScreen):
    """One month's citizens.

    Args:
        view: the results it belongs to; it says which month is in hand and counts anew when a case changes.
        shows: which of them are listed first, of SHOWS.
        searching: whether it begins with the search.
    """

    PLACES = ("results.month", "page", "views")

    def __init__(self, view: "ResultsSheet", shows: str = "all", *, searching: bool = False) -> None:
        super().__init__()
        self._view = view
        self.shows = shows
        self._text = ""
        self._searching = searching
        self._results: Results | None = None
        self._places: dict[str, int] = {}

    def compose(self) -> Iterator[Widget]:
        """Lay out the list: it has the whole width."""
        yield Head()
        yield SearchLine()
        yield self.make_table()
        yield Foot()

    def make_table(self) -> Table:
        """Return the list."""
        words = self.words
        columns = (
            Column("word", words("results.screen.list.word"), 18, minimum=13, sortable=False),
            Column("name", words("ui.column.name"), 22, minimum=20, sortable=False),
            Column("reason", words("results.screen.list.reason"), 50, minimum=30, grow=1, sortable=False),
            Column("rule", words("results.screen.list.rule"), 5, sortable=False),
            Column("broker", words("ui.column.broker"), 14, minimum=12, drop=1, sortable=False),
        )
        table = Table(columns, self._rows)
        table.detail = self._reason
        return table

    @property
    def has_pane(self) -> bool:
        """There is none."""
        return False

    @property
    def month(self) -> Month:
        """The month in hand."""
        return self._view.month

    @property
    def standing(self) -> "MonthStanding | None":
        """What is said of the citizen under the cursor."""
        return self._standing(self.citizen_id) if self.citizen_id else None

    def on_mount(self) -> None:
        """Search at once where that was asked for."""
        self._view.listed = self
        if self._searching:
            self.call_after_refresh(self.action_search)

    def on_unmount(self) -> None:
        """Let the results go their own way."""
        self._view.listed = None

    def on_case_changed(self, _: CaseChanged) -> None:
        """Names may be others; the view counts anew and says so."""
        self.table.forget()

    def count(self) -> None:
        """Nothing here hangs on the findings."""

    def fill(self) -> None:
        """List who fits."""
        results = self._view.results
        if results is None or self.month not in results.standings or results.of(self.month) is None:
            return
        if results is not self._results:
            self._results = results
            self._places = {citizen_id: place for place, citizen_id in enumerate(results.ids)}
            self.table.forget()
        self._show()

    def _show(self, *, typed: bool = False) -> None:
        results = self._results
        if results is None:
            return
        from broker_tui.store.caseload_ids import search_ids

        fits, standings = _FITS[self.shows], results.standings[self.month]
        text = self._text.strip()
        ids = [one for one, said in zip(results.ids, standings, strict=True) if said is not None and fits(said)]
        if text:
            ids = list(filter(search_ids(self.desk.store, text).__contains__, ids))
        table = self.table
        table.empty = [(), (("   ", ""), (self._nothing(text), "muted"))]
        table.show(ids, from_top=typed and bool(text))
        self._show_head(results)
        self.query_one(SearchLine).show(self._said_shows(results), self._text)
        self.refresh_bindings()

    def _nothing(self, text: str) -> str:
        words = self.words
        if text:
            return words("results.screen.empty.search", text=text)
        if self.shows != "all":
            return words("results.screen.empty.shown", key=self.house.key_of("month.all"))
        return words("results.screen.empty.month", month=words.month(self.month.first))

    def _show_head(self, results: "Results") -> None:
        words, dot = self.words, self.signs.dot
        result = results.of(self.month)
        if result is None:
            return
        name = words.month(self.month.first)
        said = words("results.screen.month.so_far", month=name) if result.so_far else name
        wide = self.size.width >= WHOLE_FROM
        left = [
            (f"{words('ui.view.results')} {dot} {said}" if wide else name, "title"),
            (f" {dot} {words('results.estimate')}", "muted"),
        ]
        counted = words("results.screen.list.of", counted=result.counted, net=result.net)
        right: list[Span] = [(counted, "muted")]
        if result.share is not None:
            right += [(f" {dot} ", "muted"), (words.percent(result.share), "strong")]
        self.query_one(Head).show(left, right)

    def _said_shows(self, results: "Results") -> list[Span]:
        """Return the four selections with how many are in each, the one in force standing out."""
        result = results.of(self.month)
        if result is None:
            return []
        everyone = sum(1 for one in results.standings[self.month] if one is not None)
        numbers = (everyone, result.counted, result.net - result.counted, everyone - result.net)
        spans: list[Span] = []
        for name, number in zip(SHOWS, numbers, strict=True):
            said = f" {self.words(f'results.screen.list.{name}')} {self.words.number(number)} "
            spans += [(said, "mark" if name == self.shows else "muted"), (" ", "")]
        return spans

    def _standing(self, citizen_id: str) -> "MonthStanding | None":
        if self._results is None or citizen_id not in self._places:
            return None
        return self._results.standings[self.month][self._places[citizen_id]]

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        if self._results is None:
            return [Row({}) for _ in keys]
        return rows_of(self.house, self._results, self.month, [(key, self._standing(key)) for key in keys])

    def _reason(self, key: str) -> list[Spans]:
        """Return below a citizen what might be thought to matter and does not, and what the source says."""
        standing = self._standing(key)
        if standing is None:
            return []
        words = self.words
        texts = []
        said = self.table.row(key).cells.get("reason", "")
        said = "".join(text for text, _ in said) if isinstance(said, tuple) else said
        if any(place.column.key == "reason" and width_of(said) > place.width for place in self.table.places):
            texts.append(said)
        texts += result_notes(words, standing)
        if words.has(f"rule.{standing.rule}"):
            texts.append(f"{standing.rule} {self.signs.dot} {words(f'rule.{standing.rule}')}")
        lines = [line for text in texts for line in wrap(text, self.size.width - 8)]
        return [(("     ", ""), (line, "muted")) for line in lines[:_DETAILS]]

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the citizen where the reason is seen."""
        from broker_tui.store.result_names import named_placements

        citizen_id, standing = self.citizen_id, self.standing
        if citizen_id is None or standing is None:
            return
        if standing.code in _FAMILY:
            self.house.open_citizen(citizen_id, "groups", f"{_FAMILY[standing.code]}:")
            return
        found = named_placements(self.desk.store, [citizen_id]).get(citizen_id, [])
        placement = deciding(standing, found)
        self.house.open_citizen(citizen_id, "placements", f"placement:{placement.id}" if placement else "")

    def action_narrow(self, steps: int) -> None:
        """Go to the next or former selection."""
        self.shows = SHOWS[(SHOWS.index(self.shows) + steps) % len(SHOWS)]
        self._show()

    def action_all(self) -> None:
        """Show everybody of the month."""
        self.shows, self._text = "all", ""
        self._show()

    def action_export(self) -> None:
        """Save the results as a file, this month's citizens in it."""
        from broker_tui.ui.screens.exporting import open_exporting

        if self._results is not None and self._results.complete:
            open_exporting(self.house, self._results, self.month)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to show all only when some are left out."""
        if action == "all":
            return self.shows != "all" or bool(self._text)
        return super().check_action(action, parameters)

    def action_earlier(self) -> None:
        """Show the month before."""
        self._turn(self.month.before)

    def action_later(self) -> None:
        """Show the month after."""
        self._turn(self.month.next)

    def _turn(self, month: Month) -> None:
        results = self._view.results
        if results is not None and results.of(month) is not None:
            self._view.go_to(month)
            self.table.forget()
            self.fill()

    def action_search(self) -> None:
        """Type what to search for."""
        self.query_one(SearchLine).focus(scroll_visible=False)

    def on_search_line_typed(self, event: SearchLine.Typed) -> None:
        """Narrow the list with every letter."""
        self._text = event.text
        self._show(typed=True)

    def on_search_line_left(self, event: SearchLine.Left) -> None:
        """Give the keyboard back to the list."""
        self.table.focus(scroll_visible=False)
        if event.opened:
            self.action_open()

    async def on_search_line_passed(self, event: SearchLine.Passed) -> None:
        """Move in the list while typing."""
        await self.table.run_action({"pagedown": "page_down", "pageup": "page_up"}.get(event.key, event.key))

    def help_lines(self) -> list[Spans]:
        """Explain what is said of the citizen under the cursor."""
        words, standing, citizen_id, results = self.words, self.standing, self.citizen_id, self._results
        if standing is None or citizen_id is None or results is None:
            return []
        programme = self.desk.programme(results.edition_of[citizen_id])
        head = f"{one_line(results.names[citizen_id])} {self.signs.dot} {words.month(self.month.first)}"
        lines: list[Spans] = [((head, "title"),), ((result_reason(words, standing, programme, results.today), ""),)]
        lines += [((note, ""),) for note in result_notes(words, standing)]
        lines.append(())
        if words.has(f"rule.{standing.rule}"):
            source = f"{words('ui.why.source')}: {words(f'rule.{standing.rule}')}"
            rule = words("ui.why.rule", rule=standing.rule)
            lines.append(((f"{rule} {self.signs.dot} {source}", "muted"),))
        lines.append(((words("results.estimate_why"), "muted"),))
        return lines

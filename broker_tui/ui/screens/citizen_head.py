"""The head of a citizen's page: who she is, where she stands, and the tabs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from textual import events
from textual.message import Message

from broker_tui.domain.cpr import mask, written
from broker_tui.ui.paint import ends
from broker_tui.ui.screens import phrases
from broker_tui.ui.text import Span, Spans, one_line, spans_width, width_of
from broker_tui.ui.widgets.lines import Painted

if TYPE_CHECKING:
    from broker_tui.casework.page import Page

TABS: Final = ("overview", "steps", "contacts", "placements", "step_up", "groups", "history")
BAR_CELLS: Final = 13


class CitizenHead(Painted):
    """Two lines about the citizen, a rule, and the tabs."""

    HEIGHT = 5

    class TabPressed(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self) -> None:
        super().__init__(id="citizenhead")
        self._page: Page | None = None
        self._tab = TABS[0]
        self._whole_cpr = False
        self._places: list[tuple[int, int, str]] = []

    def show(self, page: "Page", tab: str, *, whole_cpr: bool) -> None:
        """Show a citizen and the tab in hand."""
        self._page, self._tab, self._whole_cpr = page, tab, whole_cpr
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the lines to paint."""
        signs = self.house.signs
        if self._page is None:
            return []
        rule: Spans = ((signs.rule * width, "rule"),)
        return [self._who(self._page, width), self._where(self._page, width), rule, self._tabs(width), ()]

    def _who(self, page: "Page", width: int) -> Spans:
        words, signs, row = self.house.words, self.house.signs, page.row
        cpr = written(row.cpr) if self._whole_cpr else mask(row.cpr).replace("••••", signs.masked)
        demo: Spans = ((" DEMO ", "demo"), ("  ", "")) if self.house.demo else ()
        left: list[Span] = [
            (" ", ""),
            *demo,
            (one_line(row.name), "title"),
            (f"   {cpr}", ""),
            (f"   {phrases.person(words, row, self.house.desk.today)}", "muted"),
        ]
        if page.case.citizen.protected_address:
            left.append((f"   {signs.warning} {words('ui.citizen.protected')}", "due"))
        return ends(left, ((one_line(row.phone), ""), (" ", "")), width, signs.ellipsis)

    def _where(self, page: "Page", width: int) -> Spans:
        house = self.house
        words, signs, row, today = house.words, house.signs, page.row, house.desk.today
        parts: list[Spans] = []
        if row.exit_reason is not None:
            parts.append(((words("ui.citizen.gone", reason=row.exit_reason, on=row.exited_on), "overdue"),))
        if row.group is not None:
            parts.append(((words.code("group", row.group).capitalize(), ""),))
        if row.step is not None:
            step: list[Span] = [(words.code("step_short", row.step).capitalize(), "")]
            weeks = phrases.step_weeks(row, house.desk.programme(row.edition), today)
            if weeks is not None and weeks[1]:
                week, limit = weeks
                step += [(f" {words('ui.citizen.week_of', week=week, limit=limit)} ", "muted")]
                step += phrases.bar(signs, week, limit or 1, min(limit or 1, BAR_CELLS))
            parts.append(tuple(step))
        if row.exemption is not None:
            until = row.exemption_ends_on
            key = "ui.citizen.exempt_until" if until else "ui.citizen.exempt"
            parts.append(((words(key, on=until), "due"),))
        broker = (one_line(row.broker_name), "") if row.broker_name else (words("ui.citizen.no_broker"), "overdue")
        parts.append((broker,))
        if page.case.citizen.caseworker:
            parts.append(((words("ui.citizen.caseworker", name=page.case.citizen.caseworker), "muted"),))
        spans: list[Span] = [(" ", "")]
        for number, part in enumerate(parts):
            spans += [(f" {signs.dot} ", "muted")] if number else []
            spans += part
        return ends(spans, (), width, signs.ellipsis)

    def _tabs(self, width: int) -> Spans:
        """Return the tabs; where they do not fit they are named shortly, and then begin with the one before."""
        words, signs = self.house.words, self.house.signs
        labels = {tab: words(f"ui.tab.{tab}") for tab in TABS}
        if _strip_width(labels.values()) > width:
            labels |= {tab: words(f"ui.tab_short.{tab}") for tab in TABS if words.has(f"ui.tab_short.{tab}")}
        shown = list(TABS)
        while shown.index(self._tab) > 1 and _strip_width(labels[tab] for tab in shown) > width:
            shown.pop(0)
        spans: list[Span] = [(" ", "") if shown[0] == TABS[0] else (signs.left, "muted")]
        self._places = []
        for number, tab in enumerate(shown):
            spans += [(f" {signs.dot} ", "muted")] if number else []
            start = spans_width(spans)
            spans.append((f" {labels[tab]} ", "mark") if tab == self._tab else (labels[tab], "muted"))
            self._places.append((start, start + width_of(spans[-1][0]), tab))
        return ends(spans, (), width, signs.ellipsis)

    def on_click(self, event: events.Click) -> None:
        """Go to the tab that was clicked."""
        if event.y == 3:
            for start, end, tab in self._places:
                if start <= event.x < end:
                    self.post_message(self.TabPressed(tab))


def _strip_width(labels: Iterable[str]) -> int:
    """Return the cells that the tabs take on one line, the one in hand with a blank at both its sides."""
    cells = [width_of(label) for label in labels]
    return 1 + sum(cells) + 3 * (len(cells) - 1) + 2

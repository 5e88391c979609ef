"""What one tab of a citizen's page holds: lines of a list, each knowing what Enter, a tick or Del does to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.finding import Finding
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Spans, one_line
from broker_tui.ui.widgets.table_columns import Cell, Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.page import Page
    from broker_tui.i18n import Words
    from broker_tui.ui.app import BrokerApp

ROOMY: Final = 30
"""Lines beyond which there is air between parts."""


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes:
        key: names it in its tab.
        cells: what it shows, by column.
        errand: the form that corrects it, None when it cannot be corrected.
        values: what that form proposes over its own.
        record_id: the record that can be removed; empty for none.
        ticks: what a tick does: `task` (done), `contact`, `follow_up` and `approach` (carried over),
            `registration:<what>:<placement>` (entered); empty for nothing.
        finding: the finding it shows.
        detail: lines to unfold below it.
        adds: the act whose form adds another of its kind.
        acts: what else can be done about its record, offered before what can be added.
        company_id: the company it names; empty for none.
        struck: whether it is over and done with.
    """

    key: str
    cells: Mapping[str, Cell]
    errand: Errand | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    record_id: str = ""
    ticks: str = ""
    finding: Finding | None = None
    detail: Sequence[Spans] = ()
    adds: str = ""
    acts: Sequence[str] = ()
    company_id: str = ""
    struck: bool = False

    @property
    def row(self) -> Row:
        """The line as the list paints it."""
        return Row(self.cells, self.struck)


@dataclass
class Sheet:
    """A tab: its columns, its lines, and headings above some of them by the line's number."""

    columns: tuple[Column, ...]
    lines: list[Line] = field(default_factory=list)
    headings: dict[int, Sequence[Spans]] = field(default_factory=dict)
    empty: Sequence[Spans] = ()

    def head(self, text: str, aside: str = "") -> None:
        """Put a heading above the next line."""
        title: Spans = ((" ", ""), (text, "muted"), (f"  {aside}", "info"))
        self.headings[len(self.lines)] = [(), title] if self.lines else [title]


@dataclass(frozen=True)
class Scene:
    """Who is looked at, and through what: every tab is made from this.

    Attributes:
        house: the app.
        page: the citizen as read now.
        brokers: names of brokers by id.
        width: the cells of the list.
        height: the lines of the screen.
    """

    house: "BrokerApp"
    page: "Page"
    brokers: Mapping[str, str]
    width: int
    height: int = 0

    @property
    def roomy(self) -> bool:
        """Whether there is room for air between parts."""
        return self.height > ROOMY

    @property
    def citizen_id(self) -> str:
        """The citizen."""
        return self.page.row.id


def joined(scene: Scene, *parts: str) -> str:
    """Return what there is of some texts on one line, with dots between."""
    return f" {scene.house.signs.dot} ".join(one_line(part) for part in parts if part)


def spanned(scene: Scene, start: date, end: date | None) -> str:
    """Return a time from day to day, as short as it goes."""
    words, today = scene.house.words, scene.house.desk.today
    if end is None:
        return words("ui.citizen.from", start=words.date(start, today))
    return words("ui.citizen.span", start=_short(words, start), end=_short(words, end))


def _short(words: "Words", day: date) -> str:
    return words("calendar.pattern.date_day", day=day.day, month=day.month)

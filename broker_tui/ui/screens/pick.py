"""Choosing from a long list: type to narrow it down, Enter takes what the cursor is on."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from broker_tui.i18n import fold
from broker_tui.ui.base import BaseDialog
from broker_tui.ui.paint import ends
from broker_tui.ui.text import Span, Spans, one_line
from broker_tui.ui.widgets.editor import LineEditor
from broker_tui.ui.widgets.form_values import Choice
from broker_tui.ui.widgets.lines import Painted

if TYPE_CHECKING:
    from broker_tui.ui.office import Office

SHOWN = 60
"""So many lines are offered at most; more are found by typing."""

Search = Callable[[str], Sequence[tuple[Choice, str]]]
"""Returns what fits a typed text: each choice with a word for the end of its line."""


class PickList(Painted):
    """A title, a blank line for the editor, and the lines to choose from."""

    raised = True
    ABOVE = 4

    def __init__(self, title: str, *, several: bool) -> None:
        super().__init__(id="picklist")
        self.title_text = title
        self.several = several
        self.choices: Sequence[tuple[Choice, str]] = ()
        self.ticked: tuple[str, ...] = ()
        self.at = 0
        self._top = 0

    def compose(self) -> ComposeResult:
        """Make the editor that narrows the list down."""
        yield LineEditor()

    def offer(self, choices: Sequence[tuple[Choice, str]]) -> None:
        """Offer other lines."""
        self.choices = choices[:SHOWN]
        self.at = 0
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor; the ends stay."""
        self.at = max(0, min(self.at + steps, len(self.choices) - 1))
        self.repaint()

    @property
    def current(self) -> str | None:
        """The value the cursor is on."""
        return self.choices[self.at][0].value if self.choices else None

    def lines(self, width: int, height: int) -> Sequence[Spans]:
        """Return the lines to paint."""
        words, signs = self.house.words, self.house.signs
        room = max(height - self.ABOVE - 2, 1)
        self._top = max(min(self._top, self.at), self.at - room + 1)
        edge: Span = ("  ", "")
        painted: list[Spans] = [
            (),
            (edge, (self.title_text, "strong")),
            (edge, (f"{signs.right} ", "accent")),
            (edge, (signs.rule * (width - 4), "rule")),
        ]
        numbers = range(self._top, self._top + room)
        painted += [self._line(number, width) if number < len(self.choices) else () for number in numbers]
        if not self.choices:
            painted[self.ABOVE] = (edge, (words("ui.pick.none"), "muted"))
        keys = "ui.pick.keys_several" if self.several else "ui.pick.keys"
        painted.append((edge, (words(keys), "muted")))
        return painted

    def _line(self, number: int, width: int) -> Spans:
        choice, end = self.choices[number]
        here = number == self.at
        box = ("[x] " if choice.value in self.ticked else "[ ] ") if self.several else ""
        mark: Span = ("▌ " if here else "  ", "accent")
        left: Spans = (mark, (f"{box}{one_line(choice.label)}", "title" if here else ""))
        return ends(left, ((one_line(end), "muted"), ("  ", "")), width, self.house.signs.ellipsis)

    def on_click(self, event: events.Click) -> None:
        """Go to a line, or take it when the cursor is there."""
        number = event.y - self.ABOVE + self._top
        if event.y >= self.ABOVE and number < len(self.choices):
            again = number == self.at
            self.at = number
            self.repaint()
            if again and isinstance(self.screen, PickScreen):
                self.screen.action_take()


class PickScreen(BaseDialog[tuple[str, ...]]):
    """Answers with what was chosen; None when it was left.

    Args:
        title: what is chosen.
        choices: the list, or how to search for it while typing.
        ticked: what is chosen already.
        several: whether several may be ticked.
        typed: what has been typed already.
    """

    CSS_PATH = "../styles/form.tcss"
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - Textual declares it without ClassVar
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "move(1)", show=False),
        Binding("up,shift+tab", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("enter,ctrl+s", "take", show=False),
        Binding("space", "tick", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice] | Search,
        ticked: tuple[str, ...] = (),
        *,
        several: bool = False,
        typed: str = "",
    ) -> None:
        super().__init__()
        self._title_text = title
        self._search: Search = choices if callable(choices) else _among(choices)
        self._ticked = ticked
        self._several = several
        self._typed = typed

    @property
    def list(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def compose(self) -> Iterator[Widget]:
        """Lay out the list."""
        yield PickList(self._title_text, several=self._several)

    def on_mount(self) -> None:
        """Begin with what has been typed, the cursor on what is chosen."""
        shown, editor = self.list, self.query_one(LineEditor)
        shown.ticked = self._ticked
        editor.load(self._typed)
        editor.focus(scroll_visible=False)
        self._offer(self._typed)
        for number, (choice, _) in enumerate(shown.choices):
            if choice.value in self._ticked and not self._typed:
                shown.move(number)
                break

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    def _offer(self, typed: str) -> None:
        self.list.offer(self._search(typed))

    @on(LineEditor.Leave)
    def _left(self, event: LineEditor.Leave) -> None:
        event.stop()
        if event.steps:
            self.action_move(event.steps)
        else:
            self.action_take()

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.list.move(steps)

    def action_tick(self) -> None:
        """Tick or untick the line; where one is chosen, type a blank."""
        shown = self.list
        if not self._several:
            self.query_one(LineEditor).insert_text_at_cursor(" ")
        elif shown.current is not None:
            kept = [value for value in shown.ticked if value != shown.current]
            shown.ticked = tuple(kept) if shown.current in shown.ticked else (*kept, shown.current)
            shown.repaint()

    def action_take(self) -> None:
        """Answer with what is chosen."""
        shown = self.list
        if self._several:
            self.dismiss(shown.ticked)
        elif shown.current is not None:
            self.dismiss((shown.current,))


def _among(choices: Sequence[Choice]) -> Search:
    """Return a search among known choices: each typed word is part of the words shown."""
    folded = [(fold(choice.label), (choice, "")) for choice in choices]

    def search(typed: str) -> Sequence[tuple[Choice, str]]:
        words = fold(typed).split()
        return [found for label, found in folded if all(word in label for word in words)]

    return search


def pick_citizen(house: "Office", chosen: Callable[[str], None], *, typed: str = "") -> None:
    """Let the user find a citizen, the most urgent ones first or those `typed` fits, and tell `chosen` her id."""
    screen = PickScreen(house.words("ui.pick.citizen"), _citizens(house), typed=typed)

    def take(answer: tuple[str, ...] | None) -> None:
        if answer:
            chosen(answer[0])

    house.push_screen(screen, take)


def _citizens(house: "Office") -> Search:
    from broker_tui.domain.cpr import mask
    from broker_tui.store.caseload import CaseloadFilter, caseload_ids, caseload_rows

    desk = house.desk

    def search(typed: str) -> Sequence[tuple[Choice, str]]:
        if typed.strip():
            ids = caseload_ids(desk.store, desk.today, CaseloadFilter(text=typed))
        elif house.overview is not None and house.overview.findings:
            urgent = dict.fromkeys(item.citizen_id for item in house.overview.todo())
            ids = list(urgent | dict.fromkeys(house.overview.names))
        else:
            ids = caseload_ids(desk.store, desk.today)
        return [(Choice(row.id, row.name), mask(row.cpr)) for row in caseload_rows(desk.store, ids[:SHOWN], desk.today)]

    return search

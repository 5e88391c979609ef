"""A new database is ready: bring citizens in from a file, begin empty, or look at the demo."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from broker_tui.ui.screens.start import StartScreen
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Painted
from broker_tui.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk

WAYS: Final = ("import", "empty", "demo")
_LABEL: Final = 27


class Choices(Painted):
    """A few ways to go on, one a line; the cursor stands on one."""

    def __init__(self, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__(id="choices")
        self.ways = ways
        self.at = 0

    def move(self, steps: int) -> None:
        """Move the cursor, round the ends."""
        self.at = (self.at + steps) % len(self.ways)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return each way with what it means; the chosen one carries the mark."""
        painted: list[Spans] = []
        for number, (label, meaning) in enumerate(self.ways):
            chosen = number == self.at
            mark = (f"{self.house.signs.right} ", "accent") if chosen else ("  ", "")
            painted.append((mark, (label.ljust(_LABEL), "title" if chosen else ""), (meaning, "muted")))
        return painted


class BeginningScreen(StartScreen):
    """Asks how to begin."""

    PLACES = ("beginning",)

    def __init__(self, desk: "Desk", name: str) -> None:
        super().__init__()
        self._made_desk = desk
        self._broker_name = name

    def column(self) -> Iterator[Widget]:
        """Lay out the question and the ways."""
        words = self.words
        yield Prose((words("start.first.title", name=self._broker_name), "title"), id="brand")
        yield Prose((words("start.first.lead"), ""), id="label")
        yield Choices([(words(f"start.first.{way}"), words(f"start.first.{way}_help")) for way in WAYS])

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.query_one(Choices).move(steps)

    def action_choose(self) -> None:
        """Go the chosen way."""
        way = WAYS[self.query_one(Choices).at]
        if way == "demo":
            self._made_desk.store.close()
            self.house.action_show_demo()
            return
        self.house.begin(self._made_desk)
        if way == "import":
            self.house.action_import_file()

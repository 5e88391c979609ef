"""Text that is longer than the screen: painted lines that scroll."""

from collections.abc import Callable, Sequence

from textual import events

from broker_tui.ui.commands import bindings
from broker_tui.ui.paint import ends
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Painted

Lines = Callable[[int], Sequence[Spans]]
"""Returns the lines for a width."""


class Page(Painted, can_focus=True):
    """Scrolls painted lines with the keys of a list."""

    BINDINGS = bindings("list")

    def __init__(self, make: Lines, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._make = make
        self._top = 0
        self._count = 0

    def lines(self, width: int, height: int) -> Sequence[Spans]:
        """Return the lines in view; the last cell tells that there is more."""
        everything = [(), *self._make(width), ()]
        self._count = len(everything)
        self._top = max(0, min(self._top, self._count - height))
        shown = everything[self._top : self._top + height]
        if self._count <= height:
            return [(("  ", ""), *line) for line in shown]
        size = max(1, height * height // self._count)
        start = self._top * (height - size) // max(1, self._count - height)
        thumb = self.house.signs.thumb
        return [
            ends((("  ", ""), *line), ((thumb if start <= number < start + size else " ", "muted"),), width)
            for number, line in enumerate(shown)
        ]

    def _move(self, lines: int) -> None:
        self._top = max(0, self._top + lines)
        self.repaint()

    def action_down(self) -> None:
        """Go one line down."""
        self._move(1)

    def action_up(self) -> None:
        """Go one line up."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Go one page down."""
        self._move(self.size.height - 2)

    def action_page_up(self) -> None:
        """Go one page up."""
        self._move(2 - self.size.height)

    def action_top(self) -> None:
        """Go to the beginning."""
        self._move(-self._count)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._move(self._count)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self._move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self._move(-3)

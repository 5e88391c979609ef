"""The line above a list: what it is filtered by, and what is being searched for, typed right there."""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from broker_tui.ui.paint import ends
from broker_tui.ui.text import Span, Spans, one_line
from broker_tui.ui.widgets.lines import Painted

PASSED_ON = frozenset({"down", "up", "pagedown", "pageup"})
"""Keys that move in the list while one types."""


class SearchLine(Painted, can_focus=True):
    """Shows filters on the left and the search on the right; has the keyboard while one types.

    The text is only ever added to and taken from at its end: it is a handful of letters, and every one searches.
    """

    class Typed(Message):
        """The search text is another."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The keyboard goes back to the list; `opened` when Enter was pressed."""

        def __init__(self, *, opened: bool) -> None:
            super().__init__()
            self.opened = opened

    class Passed(Message):
        """A key that is the list's own."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.text = ""
        self._filters: Spans = ()
        self._said = ""

    def show(self, filters: Sequence[Span], text: str) -> None:
        """Show these filters and this search text."""
        if (tuple(filters), text) != (self._filters, self._said):
            self._filters, self.text, self._said = tuple(filters), text, text
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the one line."""
        search: Spans = ()
        if self.has_focus or self.text:
            label = self.house.words("ui.searching")
            caret: Spans = ((" ", "mark"),) if self.has_focus else ()
            search = ((f"{label} ", "muted"), (one_line(self.text), "strong"), *caret, (" ", ""))
        return [ends(((" ", ""), *self._filters), search, width, self.house.signs.ellipsis)]

    def on_focus(self) -> None:
        """Show the caret."""
        self.repaint()

    def on_blur(self) -> None:
        """Take the caret away."""
        self.repaint()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Keep every letter for the search, so that none of them is a command meanwhile."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Take letters, let the list have its own keys."""
        if event.key in PASSED_ON:
            self.post_message(self.Passed(event.key))
        elif event.key in {"enter", "tab"}:
            self.post_message(self.Left(opened=event.key == "enter"))
        elif event.key == "escape":
            self._type("")
            self.post_message(self.Left(opened=False))
        elif event.key in {"backspace", "ctrl+h"}:
            self._type(self.text[:-1])
        elif event.key in {"ctrl+u", "ctrl+w"}:
            self._type("")
        elif event.character is not None and event.is_printable:
            self._type(self.text + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text, on one line."""
        event.stop()
        self._type(self.text + one_line(event.text.strip()))

    def _type(self, text: str) -> None:
        # Whoever searches shows the letter with what it finds: a paint of its own would hold that back for a frame.
        if text != self.text:
            self.text = text
            self.post_message(self.Typed(text))

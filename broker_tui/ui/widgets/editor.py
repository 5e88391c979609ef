"""The two editors that a form lays over the field being filled in: one for a line, one for a text."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, TextArea


class LineEditor(Input):
    """Edits one line; Enter and the arrows up and down belong to the form around it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave(0)", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    # What is typed changes how far the line can scroll, and no other place on the screen: no layout at every key.
    virtual_size = Reactive(Size(0, 0))

    class Leave(Message):
        """The user goes on from the editor: -1 up, 1 down, 0 saves."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    class Turn(Message):
        """The user goes on to the next section, 1, or the former, -1."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    def __init__(self) -> None:
        # No class for compactness and none for validity: each has the editor styled once more.
        super().__init__(select_on_focus=False, validate_on=())
        self.cursor_blink = False

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Stay as it looks, rather than be styled anew: it is only seen while it has the keyboard."""

    def action_leave(self, steps: int) -> None:
        """Tell the form where the user wants to go."""
        self.post_message(self.Leave(steps))

    def _on_paste(self, event: events.Paste) -> None:
        # A number copied from a letter often has a line break before or after it.
        event.text = " ".join(event.text.split())
        super()._on_paste(event)
        event.prevent_default()

    def load(self, text: str) -> None:
        """Begin with `text`, the cursor after it."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)


class TextEditor(TextArea):
    """Edits a text of many lines; arrows and pages leave it at its ends, and Enter saves where the form says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+enter,ctrl+j,ctrl+enter", "newline", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(show_line_numbers=False, highlight_cursor_line=False, soft_wrap=True)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.enter_saves = False

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Stay as it looks, rather than be styled anew: it is only seen while it has the keyboard."""

    def load(self, text: str) -> None:
        """Begin with `text`, the cursor after it."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self.move_cursor(self.document.end)

    def action_newline(self) -> None:
        """Begin a new line, also where Enter saves."""
        self._replace_via_keyboard("\n", *self.selection)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up, out of the text from its first line."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(LineEditor.Leave(-1))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down, out of the text from its last line."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(LineEditor.Leave(1))
        else:
            super().action_cursor_down(select)

    def action_cursor_page_up(self) -> None:
        """Move up a page, out of the section from the first line."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(LineEditor.Turn(-1))
        else:
            super().action_cursor_page_up()

    def action_cursor_page_down(self) -> None:
        """Move down a page, out of the section from the last line."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(LineEditor.Turn(1))
        else:
            super().action_cursor_page_down()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.enter_saves:
            event.stop()
            event.prevent_default()
            self.post_message(LineEditor.Leave(0))
            return
        await super()._on_key(event)
        event.prevent_default()

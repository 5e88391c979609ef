"""A box over a screen in which one of many is chosen by typing a part of it: the palette, filters, sorting."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.widget import Widget

from broker_tui.i18n import fold
from broker_tui.ui.base import BaseDialog
from broker_tui.ui.paint import ends
from broker_tui.ui.text import Span, Spans, one_line, spans_width
from broker_tui.ui.widgets.lines import Painted

PICKER_WIDTH = 68


class Choice(NamedTuple):
    """One thing to choose.

    Attributes:
        value: what the picker answers.
        label: what is shown.
        aside: what stands at the end of its line, such as a key or a number.
        also: other words it is found by.
        chosen: whether it is in force already.
    """

    value: str
    label: str
    aside: str = ""
    also: str = ""
    chosen: bool = False


def found(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the choices that hold every typed word, those whose label begins so first; spelling of æøå is free."""
    words = fold(typed).split()
    if not words:
        return list(choices)
    ranked: list[tuple[int, int, Choice]] = []
    for place, choice in enumerate(choices):
        label, all_of_it = fold(choice.label), fold(f"{choice.label} {choice.also}")
        if all(word in all_of_it for word in words):
            rank = 0 if label.startswith(words[0]) else 1 if f" {words[0]}" in f" {label}" else 2
            ranked.append((rank, place, choice))
    return [choice for _, _, choice in sorted(ranked, key=lambda item: item[:2])]


class PickerBox(Painted, can_focus=True):
    """The box: a line to type in, and the choices that fit."""

    raised = True

    class Picked(Message):
        """A choice was made."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._typed = ""
        self._found = list(choices)
        self._cursor = next((place for place, choice in enumerate(choices) if choice.chosen), 0)
        self._top = 0

    @property
    def shown(self) -> list[Choice]:
        """The choices that fit what is typed."""
        return self._found

    def lines(self, width: int, height: int) -> Sequence[Spans]:
        """Return the line to type in, a rule, and the choices."""
        signs = self.house.signs
        room = max(1, height - 2)
        self._top = max(self._cursor - room + 1, min(self._top, self._cursor))
        typed: Spans = ((one_line(self._typed), "strong"), (" ", "mark"))
        lines: list[Spans] = [
            ends(((f" {self._title}  ", "title"), *typed), ((f"{len(self._found)} ", "muted"),), width),
            ((signs.rule * width, "rule"),),
        ]
        if not self._found:
            lines.append(((f"   {self.house.words('ui.picker.nothing')}", "muted"),))
        for place, choice in enumerate(self._found[self._top : self._top + room], start=self._top):
            mark = signs.ready if choice.chosen else " "
            left: list[Span] = [(f" {mark} ", "ready"), (choice.label, "")]
            line = ends(left, ((f"{choice.aside} ", "muted"),), width, signs.ellipsis)
            if place == self._cursor:
                line = tuple((text, "picked") for text, _ in line)
            lines.append(line)
        return lines

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Keep every letter."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Type, move and choose."""
        steps = {"down": 1, "up": -1, "pagedown": self.size.height - 3, "pageup": 3 - self.size.height}
        if event.key in steps:
            self._move(self._cursor + steps[event.key])
        elif event.key == "enter":
            if self._found:
                self.post_message(self.Picked(self._found[self._cursor].value))
        elif event.key in {"backspace", "ctrl+h"}:
            self._type(self._typed[:-1])
        elif event.key == "ctrl+u":
            self._type("")
        elif event.character is not None and event.is_printable:
            self._type(self._typed + event.character)
        else:
            return
        event.stop()

    def _move(self, to: int) -> None:
        self._cursor = max(0, min(to, len(self._found) - 1))
        self.repaint()

    def _type(self, typed: str) -> None:
        self._typed = typed
        self._found = found(self._choices, typed)
        self._cursor = self._top = 0
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the pointer."""
        place = self._top + event.y - 2
        if event.y >= 2 and place < len(self._found):
            self.post_message(self.Picked(self._found[place].value))


class PickerScreen(BaseDialog[str]):
    """Answers the value chosen; Esc answers nothing."""

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> Iterator[Widget]:
        """Lay out the box."""
        yield PickerBox(self._title, self._choices)

    def on_mount(self) -> None:
        """Make the box as high as it needs to be and give it the keyboard."""
        box = self.query_one(PickerBox)
        box.styles.height = min(len(self._choices) + 2, max(5, self.app.size.height - 6))
        widest = max((spans_width(((choice.label + choice.aside, ""),)) for choice in self._choices), default=0)
        box.styles.width = min(max(widest + 10, PICKER_WIDTH), self.app.size.width - 4)
        box.focus()

    def on_picker_box_picked(self, event: PickerBox.Picked) -> None:
        """Answer."""
        self.dismiss(event.value)

"""The help page: what the cursor is on, then every key that works here, from the command declarations."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from broker_tui.ui.base import BaseScreen
from broker_tui.ui.commands import COMMANDS, commands_of
from broker_tui.ui.keymap import keys_of, shown_key
from broker_tui.ui.text import Spans, fit, width_of, wrap
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.page import Page

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp

KEY_WIDTH = 16
LABEL_WIDTH = 22
TEXT_WIDTH = 96
_NAMED_KEYS = {"why": "why", "undo": "undo", "note": "note.write"}


class HelpScreen(BaseScreen[None]):
    """Shows lines of text over another screen; what is broken is broken anew on another width."""

    PLACES = ("page",)

    def __init__(self, title: str, topic: Sequence[Spans], screen: Screen[object]) -> None:
        super().__init__()
        self._title = title
        self._topic = topic
        self._about = screen

    def compose(self) -> Iterator[Widget]:
        """Lay out head, text and foot."""
        yield Head()
        yield Page(self._lines)
        yield Foot()

    def on_mount(self) -> None:
        """Show the title and take the keyboard."""
        self.query_one(Head).show([(self._title, "title")])
        self.query_one(Page).focus()

    def _lines(self, width: int) -> list[Spans]:
        lines = broken(self._topic, min(width - 4, TEXT_WIDTH))
        if isinstance(self._about, BaseScreen):
            lines += [(), ((self.words("ui.help.keys"), "title"),), ()] if lines else []
            lines += key_lines(self.house, self._about, width - 4)
            if self._about.query("Table"):
                lines += [(), *broken(good_to_know(self.house), min(width - 4, TEXT_WIDTH))]
        return lines


def broken(topic: Sequence[Spans], width: int) -> list[Spans]:
    """Return lines with those of one tone broken at blanks to `width`."""
    lines: list[Spans] = []
    for spans in topic:
        if len(spans) == 1:
            text, tone = spans[0]
            lines += [((part, tone),) for part in wrap(text, width)] or [()]
        else:
            lines.append(tuple(spans))
    return lines


def help_page(house: "BrokerApp", screen: Screen[object]) -> tuple[str, Sequence[Spans], Screen[object]]:
    """Return title and topic of the help for a screen, and the screen."""
    topic = screen.help_lines() if isinstance(screen, BaseScreen) else []
    return house.words("ui.help.title"), topic, screen


def good_to_know(house: "BrokerApp") -> list[Spans]:
    """Return the topics of the help catalogue: a title and a text each."""
    words, signs = house.words, house.signs
    said = {"overdue": signs.overdue, "due": signs.due, "warning": signs.warning, "ready": signs.ready}
    keys = {f"{name}_key": house.key_of(command) for name, command in _NAMED_KEYS.items()}
    lines: list[Spans] = [((words("help.heading"), "title"),)]
    for key in words.keys("help.topic"):
        lines += [(), ((words(key), "strong"),)] if key.endswith(".title") else [((words(key, **said, **keys), ""),)]
    return lines


def key_lines(house: "BrokerApp", screen: BaseScreen[object], width: int) -> list[Spans]:
    """Return a line a command that works on a screen: its keys, its name, what it does."""
    words = house.words
    places = {*screen.PLACES, "app"}
    told = [house.said_problem(problem) for problem in house.keymap_problems]
    lines: list[Spans] = [((line, "due"),) for text in told for line in wrap(text, width)]
    lines += [()] if lines else []
    for command in COMMANDS:
        if command.where not in places or command.system:
            continue
        keys = "  ".join(shown_key(key) for key in keys_of(command, house.own_keys))
        help_text = words(f"command.{command.id}.help")
        label = words(f"command.{command.id}.label")
        room = width - KEY_WIDTH - LABEL_WIDTH
        if room >= 24:
            first, *rest = wrap(help_text, room) or [""]
            lines.append(((_padded(keys, KEY_WIDTH), "key"), (_padded(label, LABEL_WIDTH), "strong"), (first, "muted")))
            lines += [((" " * (KEY_WIDTH + LABEL_WIDTH), ""), (more, "muted")) for more in rest]
        else:
            lines.append(((_padded(keys, KEY_WIDTH), "key"), (label, "strong")))
    if "list" in places or screen.query("Table"):
        moving = "  ".join(
            shown_key(key) for command in commands_of("list") for key in keys_of(command, house.own_keys)
        )
        lines += [(), ((words("ui.help.moving"), "muted"),), ((moving, "key"),)]
    return lines


def _padded(text: str, width: int) -> str:
    text = fit(text, width - 1)
    return text + " " * (width - width_of(text))

"""Widgets that paint whole lines: the head of a screen, its foot, and the pane at its side.

They bypass Textual's per-cell styling: a line is built once, kept, and given out until something in it changes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from broker_tui.ui.paint import cropped, cut, ends, strip_of
from broker_tui.ui.text import Span, Spans, spans_width, width_of

if TYPE_CHECKING:
    from textual.screen import Screen

    from broker_tui.ui.app import BrokerApp


class Painted(Widget):
    """A widget that is a list of painted lines."""

    ALLOW_SELECT = False

    raised = False
    """Whether it stands on the raised background of panes and dialogs."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._strips: list[Strip] | None = None
        self._shown: list[Spans] | None = None
        self._painted_for: object = None

    @property
    def house(self) -> "BrokerApp":
        """The app, by its own type."""
        return cast("BrokerApp", self.app)

    def lines(self, width: int, height: int) -> Sequence[Spans]:
        """Return the lines to paint, top first; subclasses say which."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint anew what has changed: only lines that differ from those shown are sent."""
        width, height = self.size
        before = self._shown
        if self._painted_for != (width, height, self.house.tones) or before is None:
            self._shown = None
            self.refresh()
            return
        after = list(self.lines(width, height)[:height])
        self._shown = after
        changed = [y for y in range(max(len(before), len(after))) if before[y : y + 1] != after[y : y + 1]]
        self._strips = None
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the painted lines Textual asks for."""
        width, height = self.size
        tones = self.house.tones
        if self._shown is None or self._painted_for != (width, height, tones):
            self._painted_for = (width, height, tones)
            self._shown = list(self.lines(width, height)[:height])
            self._strips = None
        if self._strips is None:
            self._strips = [strip_of(line, width, tones, raised=self.raised) for line in self._shown]
        return cropped(self._strips, crop, strip_of((), width, tones, raised=self.raised))


class Head(Painted):
    """The first line of a screen, its title left and its numbers right, over a thin rule."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: Spans = ()
        self._right: Spans = ()

    def show(self, left: Sequence[Span], right: Sequence[Span] = ()) -> None:
        """Show a title and what stands at the end of its line."""
        new = (tuple(left), tuple(right))
        if new != (self._left, self._right):
            self._left, self._right = new
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the title line and the rule."""
        signs = self.house.signs
        demo: Spans = ((" DEMO ", "demo"), ("  ", "")) if self.house.demo else ()
        first = ends(((" ", ""), *demo, *self._left), (*self._right, (" ", "")), width, signs.ellipsis)
        return [first, ((signs.rule * width, "rule"),)]


class Foot(Painted):
    """The last two lines: a rule that carries the last message, and the keys that work here."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._message: Spans = ()
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the screen's keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _: "Screen[object]") -> None:
        self.repaint()

    def say(self, message: Sequence[Span]) -> None:
        """Show a message on the rule until the next one; an empty one clears it."""
        if tuple(message) != self._message:
            self._message = tuple(message)
            self.repaint()

    @property
    def message(self) -> str:
        """The message shown."""
        return "".join(text for text, _ in self._message)

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the rule with its message, and the keys."""
        signs = self.house.signs
        rule = signs.rule
        if self._message:
            message = cut(self._message, width - 6, signs.ellipsis)
            rest = max(0, width - spans_width(message) - 4)
            top: Spans = ((rule * 2 + " ", "rule"), *message, (" " + rule * rest, "rule"))
        else:
            top = ((rule * width, "rule"),)
        return [top, self._keys(width)]

    def _keys(self, width: int) -> Spans:
        from broker_tui.ui.base import shown_commands

        spans: list[Span] = [(" ", "")]
        used = 1
        self._places = []
        commands = [
            (key, label, action, width_of(f"{key} {label}")) for key, label, action in shown_commands(self.screen)
        ]
        # The last one is help: it stays when others must give way.
        gap = 3 if width >= 100 else 2
        kept_for_last = commands[-1][3] + gap if commands else 0
        for key, label, action, cells in commands:
            last = action == commands[-1][2]
            if used + cells + (0 if last else kept_for_last) > width:
                continue
            self._places.append((used, used + cells, action))
            spans += [(key, "key"), (f" {label}", "muted"), (" " * gap, "")]
            used += cells + gap
        # The blanks after the last key would be cut, and a cut is marked.
        return tuple(spans[:-1])

    async def on_click(self, event: events.Click) -> None:
        """Run the command under the pointer."""
        if event.y == self.size.height - 1:
            for start, end, action in self._places:
                if start <= event.x < end:
                    await self.screen.run_action(action)


class Told(Painted):
    """Lines of text, as they are told."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: Sequence[Spans] = ()

    def show(self, lines: Sequence[Spans]) -> None:
        """Show these lines."""
        if lines != self._lines:
            self._lines = lines
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the lines."""
        return self._lines


class Body(Widget):
    """Holds a list and its pane side by side; they cover it."""

    BLANK = True


class Pane(Told):
    """Text at the side of a list, about the line under its cursor, behind one thin upright rule."""

    def lines(self, width: int, height: int) -> Sequence[Spans]:
        """Return the lines, each behind the upright rule."""
        upright = (f"{self.house.signs.upright} ", "rule")
        filled = [*self._lines, *[()] * (height - len(self._lines))]
        return [(upright, *cut(line, width - 3, self.house.signs.ellipsis)) for line in filled]

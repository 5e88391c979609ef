"""What stands around the fields of a form: title, sections, help of the focused field, and the keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from broker_tui.domain.finding import Problem
from broker_tui.ui.paint import ends
from broker_tui.ui.text import Span, Spans, fit, one_line, spans_width, width_of, wrap
from broker_tui.ui.widgets.form_fields import FormLayout
from broker_tui.ui.widgets.form_layout import Painter
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import TEXT_KINDS

EDGE: Final = 2
"""Blank cells at both sides."""

SECTIONS_FROM: Final = 76
"""From this width the sections stand in a list beside the fields, below it on one line above them."""


FEW_SECTIONS: Final = 4
"""In a form of more sections the height of those not on the screen is only reckoned."""

_COMMANDS: Final = frozenset({"row_add", "row_remove", "row_restore"})
"""Keys in the line at the bottom that are commands, so that a user may have others."""

BELOW: Final = 3
"""Lines below the fields: help, keys, and a blank one."""


@dataclass(frozen=True)
class Manner:
    """How a form behaves beyond what its fields say.

    Attributes:
        first: the field that has the keyboard at the start; the first one when empty.
        enter_saves: texts in which Enter saves rather than begins a line.
        past: dates that look back: a weekday typed there is the last one.
        drafts: whether what is entered is kept when the form is left.
    """

    first: str = ""
    enter_saves: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    drafts: bool = True


@dataclass
class View:
    """The words around the fields that are not of the fields.

    Attributes:
        title: names the form.
        aside: a short word at the end of the title's line.
        notice: a line above the fields.
        problems: how many problems are shown at fields.
        whole: problems of the whole form.
    """

    title: str = ""
    aside: str = ""
    notice: str = ""
    problems: int = 0
    whole: tuple[Problem, ...] = field(default=())


class _Section(NamedTuple):
    name: str
    label: str
    state: Span


class Frame:
    """The frame of one form in `width` cells and `height` lines.

    Attributes:
        left: the cell where the rows of the fields begin.
        width: the cells they may take.
        top: the first line of the fields.
        bottom: the line after the last of them.
    """

    def __init__(
        self, state: FormState, painter: Painter, view: View, width: int, height: int, *, airy: bool = True
    ) -> None:
        self._state = state
        self._painter = painter
        self._view = view
        self._width = width
        # Listed even while only one is asked: what comes with an answer is not to move the fields.
        self._sections = [self._section(name) for name in state.sections()] if len(state.spec.sections) > 1 else []
        self._beside = bool(self._sections) and width >= SECTIONS_FROM
        self.left = EDGE - 1 + (self._list_width() + 3 if self._beside else 0)
        self.width = width - self.left - EDGE
        self._air: tuple[Spans, ...] = ((),) if airy else ()
        self._below_count = BELOW - 1 + len(self._air)
        self._above = [*self._air, *self._head()]
        self.top = len(self._above)
        self.bottom = max(height - self._below_count, self.top + 1)
        self._listed = self._list() if self._beside else []

    def wanted_height(self, layout: FormLayout) -> int:
        """Return the lines that the frame and the longest section would take; `layout` is the section on the screen."""
        state, painter = self._state, self._painter
        others = [name for name in state.sections() if name != state.section]
        if len(others) < FEW_SECTIONS:
            heights = [len(painter.lay_out(state, self.width, name).rows) for name in others]
        else:
            heights = [painter.rough_height(state, self.width, name) for name in others]
        return self.top + max(len(layout.rows), len(self._listed), *heights) + 1 + self._below_count

    def rows(self, layout: FormLayout, top: int, manner: Manner) -> Iterator[Spans]:
        """Yield every line of the widget, the fields from row `top` on."""
        yield from self._above
        room = self.bottom - self.top
        more = len(layout.rows) > room
        for line in range(room):
            place = top + line
            inside = layout.rows[place].spans if place < len(layout.rows) else ()
            start: Spans = self._beside_span(line) if self._beside else ((" " * self.left, ""),)
            spans: Spans = (*start, *inside)
            if more:
                thumb = self._thumb(line, room, top, len(layout.rows))
                spans = ends(spans, ((thumb, "muted"), (" ", "")), self._width)
            yield spans
        yield from self._foot(manner)

    def row_at(self, y: int) -> int | None:
        """Return the row of fields at a line of the widget, counted from the first shown; None outside them."""
        return y - self.top if self.top <= y < self.bottom else None

    def section_at(self, x: int, y: int) -> str | None:
        """Return the section whose name stands at a cell."""
        if x < self.left and 0 <= y - self.top < len(self._listed):
            return self._listed[y - self.top][0].name
        return None

    def _head(self) -> Iterator[Spans]:
        view, width = self._view, self._width
        edge: Span = (" " * EDGE, "")
        yield ends((edge, (view.title, "strong")), ((view.aside, "muted"), edge), width, self._painter.signs.ellipsis)
        yield ((" " * EDGE, ""), (self._painter.signs.rule * (width - 2 * EDGE), "rule"))
        for line in wrap(view.notice, width - 2 * EDGE):
            yield (edge, (line, "accent"))
        for problem in view.whole:
            text = self._painter.words(f"problem.{problem.code}", **problem.params)
            for line in wrap(f"! {text}", width - 2 * EDGE):
                yield (edge, (line, "overdue"))
        if self._sections and not self._beside:
            yield self._section_line()
        if view.notice or view.whole or (self._sections and not self._beside):
            yield ()

    def _foot(self, manner: Manner) -> Iterator[Spans]:
        words, state = self._painter.words, self._state
        edge: Span = (" " * EDGE, "")
        room = self._width - 2 * EDGE
        if self._view.problems:
            text = words("ui.form.problems", n=self._view.problems)
            yield (edge, (fit(text, room), "overdue"))
        else:
            yield (edge, (fit(one_line(self._painter.help(state, state.focus)), room), "muted"))
        yield (edge, *self._keys(manner, room))
        yield from self._air

    def _keys(self, manner: Manner, room: int) -> Spans:
        """Return the keys that matter in the focused field, as many as there is room for, the way back always."""
        said = [self._key(name) for name in self._key_names(manner)]
        ways = ("back", "back_short") if manner.drafts else ("back_short",)
        back = next((one for one in map(self._key, ways) if _cells([*said, one]) <= room), None)
        back = back or self._key("back_short")
        while said and _cells([*said, back]) > room:
            said.pop()
        return tuple(span for place, key in enumerate((*said, back)) for span in ((("  ", ""), *key) if place else key))

    def _key(self, name: str) -> tuple[Span, Span]:
        own = self._painter.key_of(f"form.{name}") if name in _COMMANDS else ""
        key, _, text = self._painter.words(f"ui.form.key.{name}", key=own).partition(" ")
        return (key, "key"), (f" {text}", "muted")

    def _key_names(self, manner: Manner) -> Iterator[str]:
        state, item = self._state, self._state.focused
        newline = item.kind in TEXT_KINDS and item.name not in manner.enter_saves
        if item.kind == "rows":
            yield "row_enter"
        yield "save_text" if newline or item.kind == "rows" else "save"
        if item.kind in {"choice", "choices", "yes_no", "flag"}:
            yield "tick" if item.kind in {"choices", "flag"} else "choose"
        if state.row_of(item.name):
            yield from ("row_add", "row_remove")
        if state.removed:
            yield "row_restore"
        if self._sections:
            yield "section"
        yield "next"

    def _section(self, name: str) -> _Section:
        words = self._painter.words
        signs, lacking = self._painter.signs, self._state.lacking(name)
        if lacking:
            state: Span = (words("ui.form.lacking", n=lacking), "due")
        else:
            state = (signs.ready, "ready") if self._state.answered(name) else (signs.not_required, "muted")
        return _Section(name, self._painter.section(self._state, name), state)

    def _list(self) -> list[tuple[_Section, str, bool]]:
        """Return the lines of the list of sections: labels broken where there is room for all, else cut."""
        room = self.left - 4 - EDGE - self._state_width()
        broken = [(one, line, not place) for one in self._sections for place, line in enumerate(wrap(one.label, room))]
        whole = len(broken) <= self.bottom - self.top
        return broken if whole else [(one, one.label, True) for one in self._sections]

    def _state_width(self) -> int:
        """Return the room for the longest state, so that the fields stay where they are when it changes."""
        return 1 + width_of(self._painter.words("ui.form.lacking", n=2))

    def _list_width(self) -> int:
        """Return the cells of the list of sections: a third, or as many as the longest label or at least word takes."""
        around = EDGE + 2 + self._state_width()
        labels = [self._painter.section(self._state, name) for name in self._state.spec.sections]
        label = max(width_of(one) for one in labels)
        word = max(width_of(word) for one in labels for word in one.split() or [""])
        third, most = self._width // 3, self._width * 2 // 5
        return min(around + label, max(third, min(around + word, most)))

    def _beside_span(self, line: int) -> Spans:
        room = self.left - 2
        if line >= len(self._listed):
            return ((" " * room, ""), (self._painter.signs.upright, "rule"), (" ", ""))
        section, label, begins = self._listed[line]
        here = section.name == self._state.section
        mark: Span = ("▌ " if here else "  ", "accent")
        left: Spans = ((" " * (EDGE - 1), ""), mark, (label, "strong" if here else "muted"))
        state = section.state if begins else ("", "")
        inner = ends(left, (state, (" ", "")), room, self._painter.signs.ellipsis)
        return (*inner, (self._painter.signs.upright, "rule"), (" ", ""))

    def _section_line(self) -> Spans:
        """Return the sections on one line, beginning so that the one in hand is seen, as many as there is room for."""
        spans: list[Span] = [(" " * EDGE, "")]
        place = next((at for at, one in enumerate(self._sections) if one.name == self._state.section), 0)
        for section in self._sections[max(place - 1, 0) :]:
            here = section.name == self._state.section
            piece: list[Span] = [(section.label, "mark" if here else "muted"), (" ", ""), section.state, ("   ", "")]
            if spans_width(spans) + spans_width(piece) > self._width - EDGE and len(spans) > 1 and not here:
                return (*spans, (self._painter.signs.right, "muted"))
            spans += piece
        return tuple(spans)

    def _thumb(self, line: int, room: int, top: int, total: int) -> str:
        start = top * room // total
        end = max(start + 1, (top + room) * room // total)
        return self._painter.signs.thumb if start <= line < end else " "


def _cells(keys: Sequence[tuple[Span, Span]]) -> int:
    return sum(spans_width(key) + 2 for key in keys) - 2

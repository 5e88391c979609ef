"""How a field looks: its words, its value, the options of its list, and what a click on them means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument

from broker_tui.domain.form_spec import FieldSpec
from broker_tui.i18n import Words
from broker_tui.i18n.parsing import NotUnderstood
from broker_tui.ui.text import UNICODE, Signs, Span, Spans, fit, one_line, spans_width, width_of, wrap
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import LINE_KINDS, TEXT_KINDS, Choice, Reading, is_blank

LONG_LIST_LINES: Final = 3
"""A list that would take more lines than this, or more than one in repeated rows, is shown as one value and opened."""

TEXT_ROWS: Final = (2, 7)
"""The least and most lines that a text takes; in repeated rows it may take only one."""

DATE_CELLS: Final = 12


class Row(NamedTuple):
    """One painted line and the field it belongs to, empty for none."""

    spans: Spans
    field: str = ""


class Hit(NamedTuple):
    """A stretch of a row that chooses an option when clicked."""

    row: int
    start: int
    end: int
    field: str
    option: int


class Place(NamedTuple):
    """Where a field stands: rows from `top`, of which `lines` hold its value, and the cells of its editor."""

    top: int
    height: int
    lines: int
    left: int
    width: int


@dataclass
class FormLayout:
    """A section laid out."""

    rows: list[Row] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True)
class FieldPainter:
    """Paints single fields in words and signs.

    Attributes:
        words: the catalogue.
        reading: how dates are read.
        signs: what this terminal can show.
        key_of: the key of a command as it is shown.
    """

    words: Words
    reading: Reading
    signs: Signs = UNICODE
    key_of: Callable[[str], str] = str

    def label(self, state: FormState, name: str) -> str:
        """Return the words for a field: the form's own, or the catalogue's."""
        item = state.field(name)
        return one_line(item.label) or self.words(f"form.{state.spec.code}.{item.common}.label")

    def help(self, state: FormState, name: str) -> str:
        """Return the one line of help of a field; empty when there is none."""
        item = state.field(name)
        key = f"form.{state.spec.code}.{item.common}.help"
        if item.help or (not item.label and self.words.has(key)):
            return item.help or self.words(key)
        return self.words("ui.form.rows_help") if item.kind == "rows" else ""

    def section(self, state: FormState, name: str) -> str:
        """Return the words for a section."""
        own = one_line(state.spec.section_labels.get(name, ""))
        return own or self.words(f"form.section.{name}" if name else "ui.form.first_section")

    def is_long(self, state: FormState, item: FieldSpec, width: int) -> bool:
        """Tell whether a list takes too many lines to be shown whole."""
        options = state.options_of(item.name)
        widest = max((4 + width_of(one_line(choice.label)) for choice in options), default=0)
        most = 1 if item.kind == "choice" and "." in item.name else LONG_LIST_LINES
        return widest > width or len(list(self._flow(options, width))) > most

    def aside(self, item: FieldSpec, held: object, room: int = 99) -> str:
        """Return what stands beside a date: the day in words, as far as it is understood and there is room."""
        if item.kind != "date" or is_blank(held):
            return ""
        try:
            day = self.reading.date(item, str(held))
        except NotUnderstood:
            return ""
        distance = (day - self.reading.today).days
        near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(distance)
        said = self.words(
            f"ui.form.aside.{near or ('later' if distance > 0 else 'earlier')}", day=day, days=abs(distance)
        )
        return next((text for text in (said, self.words.date(day)) if width_of(text) <= room), "")

    def value(self, layout: FormLayout, state: FormState, item: FieldSpec, left: int, width: int) -> Iterator[Spans]:
        """Yield the lines of what a field holds, and add to the layout what can be clicked."""
        held = state.held(item.name)
        if item.kind in LINE_KINDS:
            yield self._line(item, held, width)
        elif item.kind in TEXT_KINDS:
            yield from self._text(item, str(held or ""), width)
        elif item.kind == "flag":
            for number, line in enumerate(wrap(self.label(state, item.name), max(width - 4, 1)) or [""]):
                text, tone = self._option(state, item, Choice("yes", line), 0, width, chosen=bool(held))
                layout.hits.append(Hit(len(layout.rows) + number, left, left + width_of(text), item.name, 0))
                yield ((f"    {line}" if number else text, tone),)
        elif self.is_long(state, item, width):
            yield from self._closed_list(state, item, width)
        else:
            yield from self._open_list(layout, state, item, left, width)

    def _line(self, item: FieldSpec, held: object, width: int) -> Spans:
        text = str(held or "")
        if item.kind == "date":
            aside = self.aside(item, held, width - DATE_CELLS - 1)
            if aside:
                shown = fit(text, DATE_CELLS - 1)
                return (shown, ""), (" " * (DATE_CELLS + 1 - width_of(shown)), ""), (aside, "muted")
        return ((fit(one_line(text), width), ""),) if text else self._nothing(item)

    def _nothing(self, item: FieldSpec) -> Spans:
        said = self.lack(item)
        return ((said, "info"),) if said else ()

    def lack(self, item: FieldSpec) -> str:
        """Return what is said of an empty field: that it has to be filled in, or is missed; nothing of others."""
        if item.required:
            return self.words("ui.form.required")
        return self.words("ui.form.needed") if item.needed else ""

    def _text(self, item: FieldSpec, text: str, width: int) -> Iterator[Spans]:
        least, most = (1 if "." in item.name else TEXT_ROWS[0]), TEXT_ROWS[1]
        lines = wrapped(text, width - 1)
        rows = min(max(len(lines), least), most)
        for place in range(rows):
            line = lines[place] if place < len(lines) else ""
            cut_here = place == rows - 1 and len(lines) > rows
            if not text and place == 0:
                yield self._nothing(item)
            else:
                shown, more = one_line(line).rstrip(), self.signs.ellipsis if cut_here else ""
                yield ((fit(shown, width - 1 - len(more)) + more, ""),)

    def _closed_list(self, state: FormState, item: FieldSpec, width: int) -> Iterator[Spans]:
        opens: Span = (f" {self.signs.down}", "muted")
        chosen = state.chosen(item.name)
        if not chosen:
            yield (*(self._nothing(item) or ((self.signs.dash, "muted"),)), opens)
            return
        shown = ", ".join(state.label_of(item.name, value) for value in chosen)
        for number, line in enumerate(wrap(one_line(shown), max(width - 2, 1)) or [""]):
            value: Span = (line, "mark" if item.name == state.focus else "")
            yield (value,) if number else (value, opens)

    def _open_list(
        self, layout: FormLayout, state: FormState, item: FieldSpec, left: int, width: int
    ) -> Iterator[Spans]:
        options = state.options_of(item.name)
        chosen = state.chosen(item.name)
        for number, line in enumerate(self._flow(options, width)):
            spans: list[Span] = []
            for place in line:
                box = self._option(state, item, options[place], place, width, chosen=options[place].value in chosen)
                start = left + spans_width(spans)
                layout.hits.append(Hit(len(layout.rows) + number, start, start + width_of(box[0]), item.name, place))
                spans += [box, ("  ", "")]
            yield tuple(spans[:-1])
        if not options:
            yield self._nothing(item)

    def _flow(self, options: tuple[Choice, ...], width: int) -> Iterator[list[int]]:
        line: list[int] = []
        used = 0
        for place, choice in enumerate(options):
            cells = 4 + width_of(one_line(choice.label))
            if line and used + 2 + cells > width:
                yield line
                line, used = [], 0
            used += cells + (2 if line else 0)
            line.append(place)
        if line:
            yield line

    def _option(
        self, state: FormState, item: FieldSpec, choice: Choice, place: int, width: int, *, chosen: bool
    ) -> Span:
        several = item.kind in {"choices", "flag"}
        inside = ("x" if chosen else " ") if several else ("•" if chosen else " ")
        if self.signs is not UNICODE and inside == "•":
            inside = "*"
        box = f"[{inside}]" if several else f"({inside})"
        focused = item.name == state.focus
        here = focused and (place == state.option if several else chosen)
        tone = "mark" if here else "" if chosen or item.kind == "flag" else "muted"
        return fit(f"{box} {one_line(choice.label)}", width, self.signs.ellipsis), tone


def wrapped(text: str, width: int) -> list[str]:
    """Return a text broken into lines just as the editor breaks it, blank lines and all."""
    if not text:
        return [""]
    document = WrappedDocument(Document(text), max(width, 1))
    return [line for section in document.lines for line in section]

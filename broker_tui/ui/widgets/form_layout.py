"""Where everything of a form stands: rows of spans, the place of each field, and what a click there means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from broker_tui.domain.form_spec import FieldSpec
from broker_tui.ui.paint import ends
from broker_tui.ui.text import Span, Spans, fit, spans_width, width_of, wrap
from broker_tui.ui.widgets.form_fields import (
    DATE_CELLS,
    LONG_LIST_LINES,
    TEXT_ROWS,
    FieldPainter,
    FormLayout,
    Hit,
    Place,
    Row,
)
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import LINE_KINDS, TEXT_KINDS

MARK: Final = 2
"""Cells before the label, with the sign of the focused field."""

GAP: Final = 2

ROW_MARK: Final = 3
"""Cells before the labels of repeated rows, with the row's number before the first."""

ROWS_AROUND: Final = 4
"""Lines around repeated rows: their heading, the one that adds, and air."""

BESIDE_FROM: Final = 40
"""From this width of a line on, that it was filled in stands beside it, else below."""


@dataclass(frozen=True)
class Painter(FieldPainter):
    """Lays out the fields of a form."""

    def lay_out(self, state: FormState, width: int, section: str | None = None) -> FormLayout:
        """Lay out a section in lines of `width` cells, the one on the screen when none is named."""
        fields = state.shown(state.section if section is None else section)
        layout = FormLayout()
        left = MARK + self._label_width(state, fields, width) + GAP
        room = max(width - left - 1, 8)
        before: tuple[str, str] | None = None
        after_rows = False
        for item in fields:
            row = state.row_of(item.name)
            if item.rows is not None:
                if before is None or before[0] != item.name:
                    self._heading(layout, state, item, width)
                self._add_line(layout, state, item, left, room)
                before, after_rows = None, True
                continue
            if row is not None and (before is None or before[0] != row[0]):
                self._heading(layout, state, state.field(row[0]), width)
            elif row is None and after_rows:
                layout.rows.append(Row(()))
            self._field(layout, state, item, left, room, begins=row is not None and row != before)
            before, after_rows = row, False
        return layout

    def rough_height(self, state: FormState, width: int, section: str) -> int:
        """Return about as many lines as a section takes, without painting it."""
        lines, room = 0, max(width * 3 // 5, 8)
        for item in state.shown(section):
            held = state.held(item.name)
            if item.kind in TEXT_KINDS:
                text = str(held or "")
                lines += min(max(len(text) // room + text.count("\n") + 1, TEXT_ROWS[0]), TEXT_ROWS[1])
            elif item.kind in {"choice", "choices"}:
                cells = sum(len(option.label) + 6 for option in state.options_of(item.name))
                lines += cells // room + 1 if cells <= LONG_LIST_LINES * room else 1
            else:
                lines += 1 if item.rows is None else ROWS_AROUND
            lines += item.name in state.prefilled
        return lines

    def _label_width(self, state: FormState, fields: list[FieldSpec], width: int) -> int:
        widest = 0
        for item in fields:
            if item.kind not in {"flag", "rows"}:
                widest = max(widest, width_of(self.label(state, item.name)) + (ROW_MARK if "." in item.name else 0))
        return min(widest, max(10, width // 3))

    def _field(
        self, layout: FormLayout, state: FormState, item: FieldSpec, left: int, width: int, *, begins: bool
    ) -> None:
        top = len(layout.rows)
        filled = self.words("ui.form.prefilled") if state.is_prefilled(item.name) else ""
        beside = bool(filled) and item.kind in LINE_KINDS and width >= BESIDE_FROM
        room = width - width_of(filled) - GAP if beside else width
        if beside and width_of(str(state.held(item.name))) >= room:
            beside, room = False, width
        values = list(self.value(layout, state, item, left, room))
        if filled and item.kind in TEXT_KINDS and len(values) > 1 and not spans_width(values[-1]):
            values.pop()
        lines = len(values)
        self._mark(values, filled, width, beside=beside or item.kind not in LINE_KINDS | TEXT_KINDS)
        self._rows(layout, state, item, values, left, begins=begins)
        for text in self._problems(state, item.name, width):
            layout.rows.append(Row(((" " * left, ""), (text, "overdue")), item.name))
        editor = min(DATE_CELLS, width) if item.kind == "date" else room
        layout.places[item.name] = Place(top, len(layout.rows) - top, lines, left, editor)

    def _mark(self, values: list[Spans], filled: str, width: int, *, beside: bool) -> None:
        """Say of a value that it was filled in: at the end of its last line when there is room, else below."""
        mark: Span = (filled, "muted")
        if filled and beside and values and spans_width(values[-1]) + GAP + width_of(filled) <= width:
            values[-1] = ends(values[-1], (mark,), width)
        elif filled:
            values.append((mark,))

    def _rows(
        self, layout: FormLayout, state: FormState, item: FieldSpec, values: list[Spans], left: int, *, begins: bool
    ) -> None:
        """Add the lines of a field: its label, wrapped, before its values."""
        focused = item.name == state.focus
        tone = "overdue" if item.name in state.problems else "title" if focused else "muted"
        row = state.row_of(item.name)
        indent = ROW_MARK if row else 0
        label = "" if item.kind == "flag" else self.label(state, item.name)
        room = left - MARK - GAP - indent
        labels = [label] if width_of(label) <= room else wrap(label, room)
        for place in range(max(len(values), len(labels))):
            name = labels[place] if place < len(labels) else ""
            spans: list[Span] = [("▌", "accent") if focused else (" ", ""), (" ", "")]
            if row:
                number = f"{state.keys(row[0]).index(row[1]) + 1:>2} " if begins and not place else " " * ROW_MARK
                spans.append((number, "title" if state.row_of(state.focus) == row else "muted"))
            spans += [(name, tone), (" " * (left - MARK - indent - width_of(name)), "")]
            layout.rows.append(Row((*spans, *(values[place] if place < len(values) else ())), item.name))

    def _heading(self, layout: FormLayout, state: FormState, item: FieldSpec, width: int) -> None:
        """Add the line above repeated rows: what they are, and how many."""
        if layout.rows:
            layout.rows.append(Row(()))
        count = len(state.keys(item.name))
        left: list[Span] = [(" " * MARK, ""), (self.label(state, item.name), "strong")]
        if count:
            left.append((f" {self.signs.dot} {count}", "muted"))
        filled = self.words("ui.form.prefilled") if state.is_prefilled(item.name) else ""
        right: tuple[Span, ...] = ((filled, "muted"), (" ", "")) if filled else ()
        layout.rows.append(Row(ends(left, right, width, self.signs.ellipsis)))

    def _add_line(self, layout: FormLayout, state: FormState, item: FieldSpec, left: int, width: int) -> None:
        """Add the line below repeated rows that adds one, with what was removed last."""
        focused = item.name == state.focus
        top = len(layout.rows)
        add = f"+ {self._worded(state, item, 'add')}"
        start: list[Span] = [("▌", "accent") if focused else (" ", ""), (" " * MARK, "")]
        layout.hits.append(Hit(top, MARK + 1, MARK + 1 + width_of(add), item.name, 0))
        said: list[str] = []
        if not state.keys(item.name):
            said.append(self._worded(state, item, "empty"))
            if self.lack(item):
                said.append(self.lack(item))
        spans: list[Span] = [*start, (add, "mark" if focused else "accent")]
        gap = max(left - MARK - 1 - width_of(add), GAP)
        room = left + width - MARK - 1 - width_of(add) - gap
        spans += [(" " * gap, ""), (fit(f" {self.signs.dot} ".join(said), room, self.signs.ellipsis), "info")]
        layout.rows.append(Row(tuple(spans), item.name))
        gone = state.removed[-1] if state.removed else None
        if gone is not None and gone.field == item.name:
            text = self.words("ui.form.removed", n=gone.place + 1, key=self.key_of("form.row_restore"))
            layout.rows += [
                Row(((" " * (MARK + ROW_MARK), ""), (line, "due")), item.name)
                for line in wrap(text, width + left - MARK - ROW_MARK)
            ]
        for text in self._problems(state, item.name, width):
            layout.rows.append(Row(((" " * MARK, ""), (text, "overdue")), item.name))
        layout.places[item.name] = Place(top, len(layout.rows) - top, 1, left, width)

    def _worded(self, state: FormState, item: FieldSpec, what: str) -> str:
        """Return what the rows themselves call adding one, or having none; else what any rows do."""
        key = f"form.{state.spec.code}.{item.name}.{what}"
        own = not item.label and self.words.has(key)
        return self.words(key if own else f"ui.form.rows_{what}")

    def _problems(self, state: FormState, name: str, width: int) -> Iterator[str]:
        for problem in state.problems.get(name, ()):
            yield from wrap(f"! {self.words(f'problem.{problem.code}', **problem.params)}", width)

"""Two versions of a form as lines: what changed field by field, side by side where there is room for both."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes_step_up import FieldChange
from broker_tui.domain.form_compare import Compared, blank
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.i18n.form_words import choice_label, field_label, section_label
from broker_tui.ui.text import Signs, Span, Spans, fit, width_of, wrap

if TYPE_CHECKING:
    from broker_tui.i18n import Words

SIDE_BY_SIDE_FROM: Final = 96
"""Cells from which two versions stand beside each other."""

LABEL_CELLS: Final = 26
EDGE: Final = 3
WIDEST: Final = 150

_TONES: Final = {
    FieldChange.ADDED: "ready",
    FieldChange.CHANGED: "due",
    FieldChange.REMOVED: "overdue",
    FieldChange.SAME: "muted",
}

Listed = Mapping[str, Mapping[str, str]]
"""Words of choices from lists of the database: list -> value -> label."""


class Setting(NamedTuple):
    """What a comparison is set with.

    Attributes:
        words: the catalogue.
        signs: the signs of this terminal.
        spec: the form.
        listed: words of choices from lists of the database.
        today: the day that dates are written for.
    """

    words: "Words"
    signs: Signs
    spec: FormSpec
    listed: Listed
    today: date


def change_sign(signs: Signs, state: FieldChange) -> str:
    """Return the sign of what became of a field."""
    return {FieldChange.ADDED: "+", FieldChange.REMOVED: "-", FieldChange.CHANGED: signs.excused}.get(state, " ")


def compared_lines(setting: Setting, found: Sequence[Compared], width: int, *, everything: bool) -> list[Spans]:
    """Return a comparison in `width` cells.

    Args:
        setting: what it is set with.
        found: the fields.
        width: the cells there are.
        everything: whether fields that are the same stand there too.
    """
    shown = [one for one in found if everything or one.state is not FieldChange.SAME]
    shown = [one for one in shown if not (one.row and blank(one.before) and blank(one.after))]
    lines: list[Spans] = []
    paint = _Painter(setting, min(width, WIDEST))
    for section, fields in groupby(shown, key=lambda one: one.field.section):
        label = section_label(setting.words, setting.spec, section)
        lines += [()] if lines and lines[-1] else []
        lines += [((label, "title"),)] if label else []
        for (rows, number), group in groupby(fields, key=lambda one: (_rows_of(one), one.row)):
            lines += paint.group(rows, number, list(group))
    return lines


def heads(setting: Setting, older: str, newer: str, width: int) -> list[Spans]:
    """Return what the two versions are called, each above its own where they stand side by side."""
    paint = _Painter(setting, min(width, WIDEST))
    if not paint.beside:
        return [((f"- {older}", "muted"),), ((f"+ {newer}", ""),)]
    left = " " * (EDGE + LABEL_CELLS)
    upright: Span = (f"{setting.signs.upright} ", "rule")
    return [((left, ""), (_padded(fit(older, paint.room), paint.room + 1), "muted"), upright, (newer, ""))]


def change_counts(found: Sequence[Compared]) -> dict[FieldChange, int]:
    """Return how much has changed, is new and is gone; a row that is new or gone counts once."""
    counts = dict.fromkeys((FieldChange.CHANGED, FieldChange.ADDED, FieldChange.REMOVED), 0)
    for (_, number), group in groupby(found, key=lambda one: (_rows_of(one), one.row)):
        states = [one.state for one in group]
        for state in {_state_of(states)} if number else states:
            if state in counts:
                counts[state] += 1
    return counts


def _state_of(states: Sequence[FieldChange]) -> FieldChange:
    """Return what became of a whole row."""
    return states[0] if len(set(states)) == 1 else FieldChange.CHANGED


def _rows_of(one: Compared) -> str:
    return one.field.name.partition(".")[0] if one.row else ""


class _Painter:
    """Paints fields of two versions, side by side or one above the other."""

    def __init__(self, setting: Setting, width: int) -> None:
        self.setting = setting
        self.width = width
        self.beside = width >= SIDE_BY_SIDE_FROM
        self.room = (width - EDGE - LABEL_CELLS - 5) // 2

    def group(self, rows: str, number: int, fields: Sequence[Compared]) -> Iterator[Spans]:
        """Yield the fields of one row below its heading, or fields outside rows."""
        words, spec = self.setting.words, self.setting.spec
        if number:
            state = _state_of([one.state for one in fields])
            label = f"{field_label(words, spec, spec.field(rows))} {number}"
            yield (*self._mark(state), (label, "strong"), (f"  {self._word(state)}", _TONES[state]))
        for one in fields:
            yield from self._side_by_side(one) if self.beside else self._one_above_the_other(one)
        if number:
            yield ()

    def _mark(self, state: FieldChange) -> Spans:
        return ((f"{change_sign(self.setting.signs, state):<{EDGE - 1}}", _TONES[state]),)

    def _word(self, state: FieldChange) -> str:
        return "" if state is FieldChange.SAME else self.setting.words.code("field_change", state)

    def _label(self, one: Compared) -> str:
        return field_label(self.setting.words, self.setting.spec, one.field)

    def _side_by_side(self, one: Compared) -> Iterator[Spans]:
        signs = self.setting.signs
        room = self.room
        labels = wrap(self._label(one), LABEL_CELLS)
        if not one.row:
            labels += [self._word(one.state)] if one.state is not FieldChange.SAME else []
        before, after = (broken(self._said(one.field, value), room) for value in (one.before, one.after))
        tone = _TONES[one.state]
        for place, (label, was, now) in enumerate(zip_longest(labels, before, after, fillvalue="")):
            mark: Span = (f"{change_sign(signs, one.state) if not place and not one.row else '':<2}", tone)
            worded = label == self._word(one.state) and bool(place)
            yield (
                mark,
                (_padded(label, LABEL_CELLS + 1), tone if worded else "strong" if not one.row else "muted"),
                (_padded(was, room + 1), "muted"),
                (f"{signs.upright} ", "rule"),
                (now, "" if one.state is not FieldChange.SAME else "muted"),
            )
        if not one.row:
            yield ()

    def _one_above_the_other(self, one: Compared) -> Iterator[Spans]:
        room = self.width - EDGE - 2
        label = self._label(one)
        head: list[Span] = [*(self._mark(one.state) if not one.row else ((" " * (EDGE - 1), ""),))]
        head.append((label, "muted" if one.row else "strong"))
        if not one.row:
            head.append((f"  {self._word(one.state)}", _TONES[one.state]))
        yield tuple(head)
        sides = (("  ", one.after),) if one.state is FieldChange.SAME else (("- ", one.before), ("+ ", one.after))
        for mark, value in sides:
            if blank(value) and one.state is not FieldChange.SAME:
                continue
            for place, line in enumerate(broken(self._said(one.field, value), room)):
                tone = "muted" if mark != "+ " else ""
                yield ("  ", ""), ("  " if place else mark, "overdue" if mark == "- " else "ready"), (line, tone)
        if not one.row:
            yield ()

    def _said(self, field: FieldSpec, value: object) -> str:
        return said_value(self.setting, field, value)


def said_value(setting: Setting, field: FieldSpec, value: object) -> str:
    """Return what a field of a saved version holds, in words."""
    words = setting.words
    if blank(value):
        return setting.signs.dash
    if isinstance(value, bool):
        return words.code("yes_no", "yes" if value else "no")
    if field.kind == "date":
        return words.date(date.fromisoformat(str(value)), setting.today)
    listed = setting.listed.get(field.choices_from or "", {})

    def worded(code: object) -> str:
        return listed.get(str(code)) or choice_label(words, field, str(code))

    if isinstance(value, tuple | list):
        return ("\n" if field.kind == "lines" else ", ").join(worded(item) for item in value)
    return worded(value) if field.kind == "choice" else str(value)


def broken(text: str, width: int) -> list[str]:
    """Break text to a width; its own empty lines stay."""
    return [line for paragraph in text.splitlines() or [""] for line in (wrap(paragraph, width) or [""])]


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - width_of(text), 0)

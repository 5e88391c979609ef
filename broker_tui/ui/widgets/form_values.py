"""Between what a form holds (text, codes, ticks) and the values of its entry."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from broker_tui.domain.cpr import CprError, normalise, written
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldKind, FieldSpec, FormSpec, token
from broker_tui.i18n import Words
from broker_tui.i18n.parsing import NotUnderstood, normal_phone, parse_date, parse_number, parse_period, parse_week

if TYPE_CHECKING:
    from pydantic import BaseModel

Entered = dict[str, object]
"""What stands in a form, fit for a draft: text, a code, a tuple of codes, True, False or None."""

LINE_KINDS: Final[frozenset[FieldKind]] = frozenset({"line", "date", "cpr", "phone", "week", "number", "period"})
TEXT_KINDS: Final[frozenset[FieldKind]] = frozenset({"text", "lines"})
EDITED_KINDS: Final = LINE_KINDS | TEXT_KINDS


class Choice(NamedTuple):
    """One value of a list and the words it is shown by."""

    value: str
    label: str


class Reading(NamedTuple):
    """How typed text is read.

    Attributes:
        today: the day that relative words count from.
        past: the names of date fields that look back, so that a weekday there is the last one.
    """

    today: date
    past: frozenset[str] = frozenset()

    def date(self, field: FieldSpec, text: str) -> date:
        """Return the day that typed text means.

        Raises:
            NotUnderstood: it means none.
        """
        return parse_date(text, self.today, past=field.name in self.past)


def entered_of(field: FieldSpec, value: object, words: Words) -> object:
    """Return a model's value as the form holds it."""
    if field.kind == "flag":
        return bool(value)
    if field.kind == "yes_no":
        return value if isinstance(value, bool) else None
    if field.kind == "choices":
        return tuple(token(item) for item in value) if isinstance(value, (tuple, list, frozenset, set)) else ()
    if field.kind == "lines":
        return "\n".join(str(item) for item in value) if isinstance(value, (tuple, list)) else str(value or "")
    if isinstance(value, date):
        return words.date_entry(value)
    if isinstance(value, IsoWeek) or (field.kind == "week" and value):
        return _week_text(value, words)
    if field.kind == "number" and isinstance(value, (Decimal, float, int)):
        return words.number_entry(float(value))
    if field.kind == "period" and value:
        return words.period(str(value))
    if field.kind == "cpr" and isinstance(value, str) and len(value) == 10:
        return written(value)
    return token(value)


def entered_all(spec: FormSpec, values: Mapping[str, object], words: Words) -> Entered:
    """Return a whole form as entered: `values` over the defaults of the form."""
    blank = spec.blank()
    return {field.name: entered_of(field, values.get(field.name, blank[field.name]), words) for field in spec.fields}


def normal(field: FieldSpec, text: str, reading: Reading, words: Words) -> str:
    """Return what a field shows once it is left: a date in full, a number with its blanks; unreadable text stays."""
    stripped = text.strip() if field.kind in LINE_KINDS else text
    if not stripped.strip():
        return ""
    try:
        if field.kind == "date":
            return words.date_entry(reading.date(field, stripped))
        if field.kind == "week":
            return _week_text(parse_week(stripped, reading.today), words)
        if field.kind == "cpr":
            return written(normalise(stripped))
        if field.kind == "number":
            return words.number_entry(parse_number(stripped))
        if field.kind == "period":
            return words.period(parse_period(stripped, reading.today))
    except (NotUnderstood, CprError):
        return stripped
    return normal_phone(stripped) if field.kind == "phone" else stripped


def optional_fields(model: "type[BaseModel]") -> frozenset[str]:
    """Return the fields that may be left without any value."""
    return frozenset(name for name, info in model.model_fields.items() if NoneType in get_args(info.annotation))


def values_of(
    spec: FormSpec, entered: Mapping[str, object], reading: Reading
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return what a form holds as the values of its entry, and the dates and weeks that could not be read."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for field in spec.fields:
        value, code = _value(field, entered.get(field.name), reading)
        values[field.name] = value
        if code:
            problems.append(Problem(field.name, code))
    return values, tuple(problems)


def is_blank(held: object) -> bool:
    """Tell whether a field holds nothing; an unticked box is an answer."""
    return held is None or held == () or (isinstance(held, str) and not held.strip())


def to_json(entered: Mapping[str, object]) -> dict[str, object]:
    """Return a form as a draft keeps it."""
    kept: dict[str, object] = json.loads(json.dumps(dict(entered)))
    return kept


def from_json(spec: FormSpec, kept: Mapping[str, object], blank: Mapping[str, object]) -> Entered:
    """Return a draft as a form holds it; fields the draft does not know stand as in `blank`."""
    entered = dict(blank)
    for field in spec.fields:
        if field.name in kept:
            value = kept[field.name]
            entered[field.name] = tuple(str(item) for item in value) if isinstance(value, list) else value
    return entered


def _value(field: FieldSpec, held: object, reading: Reading) -> tuple[object, str]:
    """Return the value and no problem, or the text as typed and the problem's code."""
    if field.kind == "lines":
        return tuple(line.strip() for line in str(held or "").splitlines() if line.strip()), ""
    if not isinstance(held, str):
        return held, ""
    text = held if field.kind == "text" else held.strip()
    try:
        if text and field.kind == "date":
            return reading.date(field, text), ""
        if text and field.kind == "week":
            return str(parse_week(text, reading.today)), ""
        if text and field.kind == "number":
            return Decimal(str(parse_number(text))), ""
        if text and field.kind == "period":
            return parse_period(text, reading.today), ""
    except NotUnderstood as error:
        return text, error.code
    return text, ""


def _week_text(value: object, words: Words) -> str:
    try:
        week = value if isinstance(value, IsoWeek) else IsoWeek.parse(str(value))
    except ValueError:
        return str(value)
    return f"{words.week(week)} {week.year}"

"""Between what a form holds (text, codes, ticks) and the values of its entry."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from broker_tui.domain.cpr import CprError, normalise, written
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import ROW_ID, FieldKind, FieldSpec, FormSpec, row_keys, token
from broker_tui.i18n import Words
from broker_tui.i18n.parsing import NotUnderstood, normal_phone, parse_date, parse_number, parse_period, parse_week

Entered = dict[str, object]
"""What stands in a form, fit for a draft: text, a code, a tuple of codes or of row keys, True, False or None."""

LINE_KINDS: Final[frozenset[FieldKind]] = frozenset({"line", "date", "cpr", "phone", "week", "number", "period"})
TEXT_KINDS: Final[frozenset[FieldKind]] = frozenset({"text", "lines"})
EDITED_KINDS: Final = LINE_KINDS | TEXT_KINDS

UNNAMED: Final = "#"
"""Begins the key of a row that came without an id; a new row's key becomes its id."""

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


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
        return parse_date(text, self.today, past=field.common in self.past)


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
    entered: Entered = {}
    for field in spec.fields:
        value = values.get(field.name, field.default)
        if field.rows is None:
            entered[field.name] = entered_of(field, value, words)
            continue
        rows = _keyed(value)
        entered[field.name] = tuple(rows)
        for key, row in rows.items():
            entered |= entered_row(field, key, words, row)
    return entered


def entered_row(field: FieldSpec, key: str, words: Words, row: Mapping[str, object] = _NOTHING) -> Entered:
    """Return one of repeated rows as entered: `row` over the defaults of a row."""
    return {
        item.name: entered_of(item, row.get(item.plain_name, item.default), words) for item in field.row(key).fields
    }


def _keyed(value: object) -> dict[str, Mapping[str, object]]:
    """Return rows by their keys: the ids they have, or their places."""
    rows: dict[str, Mapping[str, object]] = {}
    given = value if isinstance(value, tuple | list) else ()
    for place, row in enumerate(row for row in given if isinstance(row, Mapping)):
        key = str(row.get(ROW_ID) or "")
        rows[key if key and key not in rows else f"{UNNAMED}{place}"] = row
    return rows


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


def values_of(
    spec: FormSpec, entered: Mapping[str, object], reading: Reading
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return what a form holds as the values of its entry, and what could not be read: dates, weeks, numbers."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for field in spec.fields:
        if field.rows is not None:
            values[field.name] = _rows_of(field, entered, reading, problems)
            continue
        values[field.name], code = _value(field, entered.get(field.name), reading)
        if code:
            problems.append(Problem(field.name, code))
    return values, tuple(problems)


def _rows_of(
    field: FieldSpec, entered: Mapping[str, object], reading: Reading, problems: list[Problem]
) -> tuple[dict[str, object], ...]:
    """Return the values of repeated rows, and add to `problems` what could not be read in them."""
    rows: list[dict[str, object]] = []
    for place, key in enumerate(row_keys(entered.get(field.name))):
        spec = field.row(key)
        row: dict[str, object] = {ROW_ID: "" if key.startswith(UNNAMED) else key} if spec.identified else {}
        for item in spec.fields:
            row[item.plain_name], code = _value(item, entered.get(item.name), reading)
            if code:
                problems.append(Problem(f"{field.name}.{place}.{item.plain_name}", code))
        rows.append(row)
    return tuple(rows)


def is_blank(held: object) -> bool:
    """Tell whether a field holds nothing; an unticked box is an answer."""
    return held is None or held == () or (isinstance(held, str) and not held.strip())


def to_json(entered: Mapping[str, object]) -> dict[str, object]:
    """Return a form as a draft keeps it."""
    kept: dict[str, object] = json.loads(json.dumps(dict(entered)))
    return kept


def from_json(spec: FormSpec, kept: Mapping[str, object], blank: Mapping[str, object], words: Words) -> Entered:
    """Return a draft as a form holds it; what the draft does not know stands as in `blank`, or as in a new row."""
    entered = dict(blank)
    for field in spec.fields:
        if field.name in kept:
            entered[field.name] = _from_json(kept[field.name])
        if field.rows is not None:
            for key in row_keys(entered[field.name]):
                for name, value in entered_row(field, key, words).items():
                    entered[name] = _from_json(kept[name]) if name in kept else entered.get(name, value)
    return entered


def _from_json(value: object) -> object:
    return tuple(str(item) for item in value) if isinstance(value, list) else value


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

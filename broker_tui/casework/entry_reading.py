"""From what stands in a form to an entry: hidden fields are left out, and every fault is named at its field."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from broker_tui.casework.desk import Refused
from broker_tui.domain.finding import NO_PARAMS, Problem
from broker_tui.domain.form_spec import ROW_ID, FieldSpec, FormSpec, form_spec

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from broker_tui.domain.entries import Entry

AnyEntry = TypeVar("AnyEntry", bound="Entry")

_CODES: Final[Mapping[str, str]] = {
    "missing": "required",
    "string_too_short": "required",
    "string_too_long": "too_long",
    "enum": "choice",
    "literal_error": "choice",
    "bool_parsing": "choice",
    "cpr_digits": "cpr_digits",
    "cpr_date": "cpr_date",
    "week": "week",
    "cvr": "cvr",
    "p_number": "p_number",
    "period": "period",
    "time": "time",
    "hours_week": "hours_week",
    "decimal_parsing": "number",
    "decimal_type": "number",
    "decimal_max_digits": "hours",
    "decimal_max_places": "hours",
    "decimal_whole_digits": "hours",
    "greater_than_equal": "hours",
    "finite_number": "number",
}
_KEPT_EMPTY: Final = frozenset({"choices", "lines"})


def read_entry(model: type[AnyEntry], values: Mapping[str, object], spec: FormSpec | None = None) -> AnyEntry:
    """Return the entry that a form's values make.

    Dates may be dates or ISO text, numbers numbers or text with a comma; choices are codes as text, rows mappings.

    Args:
        model: the entry.
        values: what the form holds.
        spec: the form, where it is not the model's own; it says what is asked.

    Raises:
        Refused: a field lacks or does not fit; each is a problem at its field, in rows `<rows>.<place>.<field>`.
    """
    from pydantic import ValidationError

    spec = spec or form_spec(model)
    entered, problems = _gathered(spec, values)
    if problems:
        raise Refused(*problems)
    try:
        return model.model_validate(entered)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise Refused(*(_problem(spec, item) for item in found)) from None


def _gathered(spec: FormSpec, values: Mapping[str, object], start: str = "") -> tuple[dict[str, object], list[Problem]]:
    """Return what a model is to be made of, and what lacks; `start` stands before the names of problems."""
    entered: dict[str, object] = {}
    problems: list[Problem] = []
    for field in spec.asked(values):
        name, value = start + field.name, values.get(field.name)
        if field.rows is not None:
            entered[field.name] = value = _gathered_rows(field.rows, value, name, problems)
        if field.required and _is_blank(value):
            problems.append(Problem(name, "required"))
        elif field.rows is None and field.name in values:
            try:
                entered[field.name] = _nothing(field) if _is_blank(value) else _fitted(field, value)
            except ValueError:
                problems.append(Problem(name, "date"))
    return entered, problems


def _gathered_rows(
    spec: FormSpec, value: object, name: str, problems: list[Problem]
) -> tuple[Mapping[str, object], ...]:
    """Return what the models of rows are to be made of, and add to `problems` what lacks in them."""
    rows: list[Mapping[str, object]] = []
    for place, row in enumerate(value if isinstance(value, tuple | list) else ()):
        if not isinstance(row, Mapping):
            problems.append(Problem(f"{name}.{place}", "invalid"))
            continue
        made, wrong = _gathered(spec, row, f"{name}.{place}.")
        rows.append({ROW_ID: row.get(ROW_ID, ""), **made} if spec.identified else made)
        problems += wrong
    return tuple(rows)


def _fitted(field: FieldSpec, value: object) -> object:
    """Return a value as its model takes it.

    Raises:
        ValueError: a text is no date.
    """
    if field.kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value.replace(",", ".") if field.kind == "number" and isinstance(value, str) else value


def _is_blank(value: object) -> bool:
    return value is None or value in ((), []) or (isinstance(value, str) and not value.strip())


def _nothing(field: FieldSpec) -> object:
    """Return what an emptied field holds: no text, no entries, not set, or nothing at all."""
    if field.kind in _KEPT_EMPTY:
        return ()
    if field.kind == "flag":
        return False
    return (
        ""
        if isinstance(field.default, str) and field.kind not in {"choice", "date", "week", "number", "period"}
        else None
    )


def _problem(spec: FormSpec, error: "ErrorDetails") -> Problem:
    params = {"max": error["ctx"]["max_length"]} if error["type"] == "string_too_long" else NO_PARAMS
    code = _CODES.get(error["type"], "date" if error["type"].startswith("date") else "invalid")
    return Problem(_name(spec, error["loc"]), code, params)


def _name(spec: FormSpec, where: tuple[int | str, ...]) -> str:
    """Return the field that an error concerns; of one among several lines or ticks the field that holds them all."""
    if not where:
        return ""
    holds_rows = any(field.name == where[0] and field.rows is not None for field in spec.fields)
    return ".".join(str(part) for part in where[: 3 if holds_rows else 1])

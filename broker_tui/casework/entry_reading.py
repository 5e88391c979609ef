"""From what stands in a form to an entry: hidden fields are left out, and every fault is named at its field."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from broker_tui.casework.desk import Refused
from broker_tui.domain.finding import NO_PARAMS, Problem
from broker_tui.domain.form_spec import FieldSpec, form_spec

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from broker_tui.domain.entries import Entry

AnyEntry = TypeVar("AnyEntry", bound="Entry")

_CODES: Final[Mapping[str, str]] = {
    "missing": "required",
    "string_too_short": "required",
    "string_too_long": "too_long",
    "enum": "choice",
    "bool_parsing": "choice",
    "cpr_digits": "cpr_digits",
    "cpr_date": "cpr_date",
    "week": "week",
    "cvr": "cvr",
    "p_number": "p_number",
    "period": "period",
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


def read_entry(model: type[AnyEntry], values: Mapping[str, object]) -> AnyEntry:
    """Return the entry that a form's values make.

    Dates may be dates or ISO text, numbers numbers or text with a comma; choices are codes as text.

    Raises:
        Refused: a field lacks or does not fit; each is a problem at its field.
    """
    from pydantic import ValidationError

    entered: dict[str, object] = {}
    problems: list[Problem] = []
    for field in form_spec(model).visible(values):
        value = values.get(field.name)
        if _is_blank(value):
            if field.required:
                problems.append(Problem(field.name, "required"))
            elif field.name in values:
                entered[field.name] = _nothing(field)
        elif field.kind == "date" and isinstance(value, str):
            try:
                entered[field.name] = date.fromisoformat(value)
            except ValueError:
                problems.append(Problem(field.name, "date"))
        elif field.kind == "number" and isinstance(value, str):
            entered[field.name] = value.replace(",", ".")
        else:
            entered[field.name] = value
    if problems:
        raise Refused(*problems)
    try:
        return model.model_validate(entered)
    except ValidationError as error:
        raise Refused(*(_problem(item) for item in error.errors(include_url=False, include_input=False))) from None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


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


def _problem(error: "ErrorDetails") -> Problem:
    where = error["loc"]
    params = {"max": error["ctx"]["max_length"]} if error["type"] == "string_too_long" else NO_PARAMS
    code = _CODES.get(error["type"], "date" if error["type"].startswith("date") else "invalid")
    return Problem(str(where[0]) if where else "", code, params)

"""What lacks in a form, and two saved versions of one side by side."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes_step_up import FieldChange
from broker_tui.domain.form_spec import ROW_ID, FieldSpec, FormSpec

if TYPE_CHECKING:
    from broker_tui.domain.step_up import FormVersion

Values = Mapping[str, object]


class Compared(NamedTuple):
    """One field of two versions.

    Attributes:
        field: the field; inside repeated rows its name carries the row's id, `measures.<id>.text`.
        key: where the catalogue has its label, for a field that carries no words of its own.
        row: which row it stands in, counted from 1 as the newer version has them, then those that are gone; 0 for none.
        before: what the older version holds, None where it has no such field or row.
        after: what the newer one holds.
        state: what became of it.
    """

    field: FieldSpec
    key: str
    row: int
    before: object
    after: object
    state: FieldChange


def lacking(spec: FormSpec, values: Values) -> tuple[str, ...]:
    """Return the fields that are asked for these values, needed, and hold nothing; in rows `<rows>.<place>.<field>`."""
    found: list[str] = []
    for field in spec.asked(values):
        rows = _rows(values.get(field.name)) if field.rows is not None else ()
        if (field.needed or field.required) and (not rows if field.rows is not None else blank(values.get(field.name))):
            found.append(field.name)
        for place, row in enumerate(rows):
            found += [f"{field.name}.{place}.{name}" for name in lacking(field.rows, row)] if field.rows else []
    return tuple(found)


def blank(value: object) -> bool:
    """Tell whether a value of a form holds nothing; an unticked box is an answer."""
    return value is None or value in ((), []) or (isinstance(value, str) and not value.strip())


def compare(older: "FormVersion", newer: "FormVersion", spec: FormSpec) -> tuple[Compared, ...]:
    """Return every field that is asked in one of two versions, in the order of the form; rows are matched by id.

    Args:
        older: the version to compare with.
        newer: the version that is looked at.
        spec: the form whose fields are compared; what neither version holds is left out.
    """
    return tuple(_compared(spec, older.values, newer.values))


def _compared(spec: FormSpec, before: Values, after: Values) -> Iterator[Compared]:
    asked = {field.name for values in (before, after) for field in spec.asked(values)}
    for field in spec.fields:
        if field.name not in asked:
            continue
        if field.rows is None:
            yield _one(spec, field, 0, before.get(field.name), after.get(field.name))
        else:
            yield from _compared_rows(spec, field, _rows(before.get(field.name)), _rows(after.get(field.name)))


def _compared_rows(
    spec: FormSpec, field: FieldSpec, before: tuple[Values, ...], after: tuple[Values, ...]
) -> Iterator[Compared]:
    old, new = _by_id(before), _by_id(after)
    for place, key in enumerate([*new, *(key for key in old if key not in new)], start=1):
        held, holds = old.get(key), new.get(key)
        rows = [row for row in (held, holds) if row is not None]
        shown = {one.name for row in rows for one in field.rows.asked(row)} if field.rows else set()
        for item in field.row(key).fields:
            name = item.plain_name
            if name in shown:
                yield _one(spec, item, place, (held or {}).get(name), (holds or {}).get(name), rows=(held, holds))


def _one(
    spec: FormSpec,
    field: FieldSpec,
    row: int,
    before: object,
    after: object,
    rows: tuple[Values | None, Values | None] | None = None,
) -> Compared:
    if rows is not None and rows[0] is None:
        state = FieldChange.ADDED
    elif rows is not None and rows[1] is None:
        state = FieldChange.REMOVED
    elif before == after or (blank(before) and blank(after)):
        state = FieldChange.SAME
    elif blank(before):
        state = FieldChange.ADDED
    else:
        state = FieldChange.REMOVED if blank(after) else FieldChange.CHANGED
    return Compared(field, f"form.{spec.code}.{field.common}.label", row, before, after, state)


def _rows(value: object) -> tuple[Values, ...]:
    """Return repeated rows; what is no row is left out."""
    return tuple(row for row in value if isinstance(row, Mapping)) if isinstance(value, tuple | list) else ()


def _by_id(rows: tuple[Values, ...]) -> dict[str, Values]:
    """Return rows by id, those without one by their place."""
    return {str(row.get(ROW_ID) or f"#{place}"): row for place, row in enumerate(rows)}

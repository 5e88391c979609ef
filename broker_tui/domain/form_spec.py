"""What a form asks for: pure descriptions that any surface can show, read from the hints of an entry model.

The words stand in the catalogue: `form.<form>.title` of the act, `form.<form>.<field>.label` and `.help` of a field,
`form.<form>.<rows>.<field>.label` of a field in repeated rows, `form.section.<section>` of a section,
`code.<enum>.<value>` of a choice. A form of one's own may carry its words itself.

A form being filled in is flat: repeated rows hold the keys of their rows, `entered["efforts"] == ("a", "b")`, and each
field of a row stands under a name of its own, `entered["efforts.a.text"]`. Keys are never used again. As values rows
are a tuple of mappings: `values["efforts"] == ({"id": "a", "text": …}, …)`; a problem in them is named by place,
`efforts.0.text`, or `efforts.0` when it concerns the whole row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Self, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

FieldKind = Literal[
    "line",
    "text",
    "date",
    "choice",
    "choices",
    "flag",
    "yes_no",
    "cpr",
    "phone",
    "week",
    "lines",
    "number",
    "period",
    "rows",
]

ROW_ID: Final = "id"
"""The field of a row's model that is carried along and never shown."""


class Condition(NamedTuple):
    """A field shows only while another holds one of `values`; without values, while the other is filled in."""

    field: str
    values: tuple[str, ...] = ()

    def holds(self, entered: Mapping[str, object]) -> bool:
        """Tell whether the field is to be shown, asked and kept for what is entered so far."""
        value = token(entered.get(self.field))
        return value in self.values if self.values else bool(value)


@dataclass(frozen=True, slots=True)
class Hint:
    """What an entry model says of a field beyond its type; put into `Annotated`.

    Attributes:
        kind: how it is entered, where the type does not tell.
        choices_from: the name of a list that `casework.choices` makes from the database and the programme.
        section: where the field stands; the first section needs no name.
        visible_when: when it is asked at all.
        needed: whether it is missed while it is empty, though the form can be saved without it.
    """

    kind: FieldKind | None = None
    choices_from: str | None = None
    section: str = ""
    visible_when: Condition | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        name: the field in its model; inside a row `<rows>.<key>.<field>`.
        kind: how it is entered and what type it gives: `date` a date, `flag` a bool, `yes_no` a bool or None,
            `number` a Decimal, `choices` and `lines` a tuple of text, `rows` a tuple of mappings, all others text; a
            `period` is a month `2026-11` or an ISO week `2026-W47`.
        required: whether the form cannot be saved without it.
        needed: whether it is missed while it is empty; what is required is needed too.
        optional: whether it may hold nothing at all, rather than a value.
        choices: the closed list of values, as text.
        enum: the name under which the catalogue words the choices, such as `contact_medium`.
        choices_from: the name of a list made from the database, instead of `choices`.
        section: the section's name, empty in a form without sections.
        visible_when: the condition under which it is asked; inside a row it looks at fields of the same row.
        default: what stands in an empty form before the act's prefill.
        rows: what each of the repeated rows asks.
        label: words of a form of one's own, instead of the catalogue's.
        help: likewise.
        choice_labels: likewise, by choice.
    """

    name: str
    kind: FieldKind
    required: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    enum: str = ""
    choices_from: str | None = None
    section: str = ""
    visible_when: Condition | None = None
    default: object = None
    rows: "FormSpec | None" = None
    label: str = ""
    help: str = ""
    choice_labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    needed: bool = False

    @property
    def common(self) -> str:
        """The name under which words and choices are kept: without the row, `efforts.text` for `efforts.a.text`."""
        rows, dot, _ = self.name.partition(".")
        return f"{rows}.{self.name.rpartition('.')[2]}" if dot else self.name

    @property
    def plain_name(self) -> str:
        """The field in its own model, or in the model of its row."""
        return self.name.rpartition(".")[2]

    def row(self, key: str) -> "FormSpec":
        """Return what the row with a key asks, each field by its full name.

        Raises:
            ValueError: there are no rows in this field.
        """
        if self.rows is None:
            raise ValueError(f"{self.name} has no rows")
        return replace(self.rows, fields=tuple(item.in_row(self, key) for item in self.rows.fields))

    def in_row(self, rows: "FieldSpec", key: str) -> Self:
        """Return this field of a row as it stands in the row with a key."""
        start = f"{rows.name}.{key}."
        condition = self.visible_when
        if condition is not None:
            condition = condition._replace(field=start + condition.field)
        return replace(self, name=start + self.name, section=rows.section, visible_when=condition)


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form: its name in the catalogue and its fields in the order they are asked.

    Attributes:
        code: names it in the catalogue.
        fields: what it asks.
        section_labels: words for sections of a form of one's own, instead of the catalogue's.
        identified: of a row: whether its model has an `id`, which is carried along.
    """

    code: str
    fields: tuple[FieldSpec, ...]
    section_labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    identified: bool = False

    def field(self, name: str) -> FieldSpec:
        """Return the field called `name`, of the form or of one of its rows.

        Raises:
            KeyError: the form has no such field.
        """
        rows, dot, rest = name.partition(".")
        for item in self.fields:
            if item.name == name:
                return item
            if dot and item.name == rows and item.rows is not None:
                key, _, plain_name = rest.rpartition(".")
                return item.rows.field(plain_name).in_row(item, key)
        raise KeyError(name)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections in order of appearance."""
        return tuple(dict.fromkeys(item.section for item in self.fields))

    def asked(self, values: Mapping[str, object]) -> tuple[FieldSpec, ...]:
        """Return the fields asked for these values, rows as one; a field that hangs on a hidden one is hidden too."""
        shown: list[FieldSpec] = []
        names: set[str] = set()
        for item in self.fields:
            condition = item.visible_when
            if condition is None or (condition.field in names and condition.holds(values)):
                shown.append(item)
                names.add(item.name)
        return tuple(shown)

    def visible(self, entered: Mapping[str, object]) -> tuple[FieldSpec, ...]:
        """Return the fields to be shown for what is entered: those of each row, then the field that holds the rows."""
        shown: list[FieldSpec] = []
        for item in self.asked(entered):
            if item.rows is not None:
                for key in row_keys(entered.get(item.name)):
                    shown += item.row(key).asked(entered)
            shown.append(item)
        return tuple(shown)

    def blank(self) -> dict[str, object]:
        """Return what an empty form holds."""
        return {item.name: item.default for item in self.fields}


def row_keys(held: object) -> tuple[str, ...]:
    """Return the keys of the rows that a field of a form being filled in holds."""
    return tuple(str(key) for key in held) if isinstance(held, tuple | list) else ()


def token(value: object) -> str:
    """Return a value as the text that choices and conditions compare: `yes` and `no` for flags, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(token(item) for item in value)
    return str(value.value) if isinstance(value, Enum) else str(value)


def plain(value: object) -> object:
    """Return a model's value as a form is given it: codes as text, lists as tuples, flags and dates as they are."""
    if isinstance(value, Enum):
        return token(value)
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return tuple(plain(item) for item in value)
    return value


def catalogue_name(concept: type) -> str:
    """Return the catalogue's name of a list of codes or a kind of record: `ContactMedium` is `contact_medium`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", concept.__name__).lower()


@cache
def form_spec(model: "type[BaseModel]") -> FormSpec:
    """Return the form that a model's annotations and hints describe; its code is the model's `form` attribute."""
    fields = tuple(_field(name, info) for name, info in model.model_fields.items())
    return FormSpec(getattr(model, "form", model.__name__.lower()), fields)


def _row_spec(model: "type[BaseModel]") -> FormSpec:
    fields = tuple(_field(name, info) for name, info in model.model_fields.items() if name != ROW_ID)
    return FormSpec(catalogue_name(model), fields, identified=ROW_ID in model.model_fields)


def _field(name: str, info: "FieldInfo") -> FieldSpec:
    hint = next((item for item in info.metadata if isinstance(item, Hint)), Hint())
    made = _typed(info.annotation)
    kind = "choice" if hint.choices_from and made.kind == "line" else made.kind
    return FieldSpec(
        name=name,
        kind=hint.kind or kind,
        required=info.is_required(),
        optional=made.optional,
        choices=made.choices,
        enum=made.enum,
        choices_from=hint.choices_from,
        section=hint.section,
        visible_when=hint.visible_when,
        default=None if info.is_required() else plain(info.default),
        rows=made.rows,
        needed=hint.needed or info.is_required(),
    )


class _Typed(NamedTuple):
    """What a field's type tells."""

    kind: FieldKind
    optional: bool = False
    choices: tuple[str, ...] = ()
    enum: str = ""
    rows: FormSpec | None = None


def _typed(annotation: object) -> _Typed:
    alternatives = _alternatives(annotation)
    parts = [part for part in alternatives if part is not NoneType]
    optional = len(parts) < len(alternatives)
    inner = parts[0] if len(parts) == 1 else str
    if get_origin(inner) is tuple:
        item = get_args(inner)[0]
        if hasattr(item, "model_fields"):
            return _Typed("rows", optional, rows=_row_spec(item))
        choices, enum = _choices(item)
        return _Typed("choices" if choices else "lines", optional, choices, enum)
    if inner is bool:
        return _Typed("yes_no" if optional else "flag", optional)
    if inner is date:
        return _Typed("date", optional)
    choices, enum = _choices(inner)
    return _Typed("choice" if choices else "line", optional, choices, enum)


def _choices(kind: object) -> tuple[tuple[str, ...], str]:
    """Return the values of a closed list and its name in the catalogue; a list of literals has no name."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(token(member) for member in kind), catalogue_name(kind)
    return (tuple(str(value) for value in get_args(kind)), "") if get_origin(kind) is Literal else ((), "")


def _alternatives(annotation: object) -> tuple[object, ...]:
    """Return the members of a union, or the annotation itself."""
    is_union = isinstance(annotation, UnionType) or get_origin(annotation) is Union
    return get_args(annotation) if is_union else (annotation,)

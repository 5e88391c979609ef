"""What a form asks for: pure descriptions that any surface can show, read from the hints of an entry model.

The words stand in the catalogue: `form.<form>.title` of the act, `form.<form>.<field>.label` and `.help` of a field,
`form.section.<section>` of a section, `code.<enum>.<value>` of a choice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Literal, NamedTuple, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

FieldKind = Literal[
    "line", "text", "date", "choice", "choices", "flag", "yes_no", "cpr", "phone", "week", "lines", "number", "period"
]


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
    """

    kind: FieldKind | None = None
    choices_from: str | None = None
    section: str = ""
    visible_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        name: the field in its model.
        kind: how it is entered and what type it gives: `date` a date, `flag` a bool, `yes_no` a bool or None,
            `number` a Decimal, `choices` and `lines` a tuple of text, all others text; a `period` is a month
            `2026-11` or an ISO week `2026-W47`.
        required: whether the form cannot be saved without it.
        choices: the closed list of values, as text.
        enum: the name under which the catalogue words the choices, such as `contact_medium`.
        choices_from: the name of a list made from the database, instead of `choices`.
        section: the section's name, empty in a form without sections.
        visible_when: the condition under which it is asked.
        default: what stands in an empty form before the act's prefill.
    """

    name: str
    kind: FieldKind
    required: bool = False
    choices: tuple[str, ...] = ()
    enum: str = ""
    choices_from: str | None = None
    section: str = ""
    visible_when: Condition | None = None
    default: object = None


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form: its name in the catalogue and its fields in the order they are asked."""

    code: str
    fields: tuple[FieldSpec, ...]

    def field(self, name: str) -> FieldSpec:
        """Return the field called `name`.

        Raises:
            KeyError: the form has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections in order of appearance."""
        return tuple(dict.fromkeys(field.section for field in self.fields))

    def visible(self, entered: Mapping[str, object]) -> tuple[FieldSpec, ...]:
        """Return the fields to be shown for what is entered; a field that hangs on a hidden one is hidden too."""
        shown: list[FieldSpec] = []
        names: set[str] = set()
        for field in self.fields:
            condition = field.visible_when
            if condition is None or (condition.field in names and condition.holds(entered)):
                shown.append(field)
                names.add(field.name)
        return tuple(shown)

    def blank(self) -> dict[str, object]:
        """Return what an empty form holds."""
        return {field.name: field.default for field in self.fields}


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
    """Return a model's value as a form holds it: codes as text, lists as tuples, flags and dates as they are."""
    if isinstance(value, Enum):
        return token(value)
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


def _field(name: str, info: "FieldInfo") -> FieldSpec:
    hint = next((item for item in info.metadata if isinstance(item, Hint)), Hint())
    kind, enum = _kind(info.annotation)
    default = None if info.is_required() else info.default
    return FieldSpec(
        name=name,
        kind=hint.kind or ("choice" if hint.choices_from and kind == "line" else kind),
        required=info.is_required(),
        choices=tuple(token(member) for member in enum) if enum else (),
        enum=catalogue_name(enum) if enum else "",
        choices_from=hint.choices_from,
        section=hint.section,
        visible_when=hint.visible_when,
        default=plain(default),
    )


def _kind(annotation: object) -> tuple[FieldKind, type[Enum] | None]:
    alternatives = _alternatives(annotation)
    parts = [part for part in alternatives if part is not NoneType]
    optional = len(parts) < len(alternatives)
    inner = parts[0] if len(parts) == 1 else str
    if get_origin(inner) is tuple:
        item = get_args(inner)[0]
        return ("choices", item) if isinstance(item, type) and issubclass(item, Enum) else ("lines", None)
    if inner is bool:
        return ("yes_no" if optional else "flag"), None
    if inner is date:
        return "date", None
    if isinstance(inner, type) and issubclass(inner, Enum):
        return "choice", inner
    return "line", None


def _alternatives(annotation: object) -> tuple[object, ...]:
    """Return the members of a union, or the annotation itself."""
    is_union = isinstance(annotation, UnionType) or get_origin(annotation) is Union
    return get_args(annotation) if is_union else (annotation,)

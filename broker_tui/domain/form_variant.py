"""A municipality's own form: the fields of a form of ours and fields of its own, in its order and words (R182-R184).

Reading and checking one stand elsewhere; what is here holds for a form that has been checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.form_spec import Condition, FieldSpec, FormSpec, Hint, form_spec

if TYPE_CHECKING:
    from broker_tui.domain.entries_versioned import VersionedEntry

OwnKind: TypeAlias = Literal["line", "text", "date", "yes_no", "choice", "choices", "number", "lines"]

OWN_KINDS: Final[tuple[OwnKind, ...]] = ("line", "text", "date", "yes_no", "choice", "choices", "number", "lines")
"""The kinds that a field of one's own may have."""

_NEVER: Final = Condition("")
_DIGEST_LETTERS: Final = 16
_MOST_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words that replace those of the catalogue where they are given."""

    label: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class UsedField:
    """A field of the standard form, perhaps with other words or in another section.

    Attributes:
        name: the field in the standard form.
        section: where it stands now; empty for where it has always stood.
        rows: words for what is asked in each of its rows, by field.
    """

    name: str
    label: str = ""
    help: str = ""
    section: str = ""
    rows: Mapping[str, Labelled] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the standard form has not.

    Attributes:
        name: names it among the form's values.
        section: where it stands; empty for the section of the field before it.
        choices: label by value.
        required: whether it is missed while it is asked and empty; the form can be saved without it, as any of ours.
        when: the condition under which it is asked.
        covers: the information elements that it holds (R183).
    """

    name: str
    kind: OwnKind = "line"
    label: str = ""
    help: str = ""
    section: str = ""
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    required: bool = False
    when: Condition | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of one's own.

    Attributes:
        form: which of our forms it takes the place of.
        code: names it, such as `vejle`.
        name: what the municipality calls it.
        sections: label by section; sections of the standard form keep their words when left out.
        fields: what it asks, in order.
        digest: of the definition's text: what tells two editions with the same code apart.
    """

    form: FormKind
    code: str
    name: str
    sections: Mapping[str, str] = field(default_factory=dict, hash=False)
    fields: tuple[UsedField | OwnField, ...] = ()
    digest: str = ""

    @property
    def key(self) -> str:
        """What a saved version of the form names it by: the code and the edition."""
        return f"{self.code}@{self.digest}"

    @property
    def used(self) -> frozenset[str]:
        """The names of the standard form's fields that it asks."""
        return frozenset(item.name for item in self.fields if isinstance(item, UsedField))

    @property
    def own(self) -> tuple[OwnField, ...]:
        """The fields that are its own."""
        return tuple(item for item in self.fields if isinstance(item, OwnField))


def digest_of(text: str) -> str:
    """Return what tells one edition of a definition from another."""
    return sha256(text.encode()).hexdigest()[:_DIGEST_LETTERS]


def variant_spec(base: FormSpec, variant: Variant) -> FormSpec:
    """Return the form as it is asked: the fields of each section together, sections in order of appearance.

    Raises:
        KeyError: it uses a field that the standard form has not.
    """
    placed: list[FieldSpec] = []
    section = ""
    for item in variant.fields:
        made = _used(base.field(item.name), item) if isinstance(item, UsedField) else _own(item, section)
        section = made.section
        placed.append(made)
    order = list(dict.fromkeys(made.section for made in placed))
    labels = {name: label for name, label in variant.sections.items() if label}
    return replace(
        base,
        fields=tuple(sorted(placed, key=lambda made: order.index(made.section))),
        section_labels=labels,
    )


def _used(base: FieldSpec, item: UsedField) -> FieldSpec:
    rows = base.rows
    if rows is not None and item.rows:
        rows = replace(rows, fields=tuple(_worded(one, item.rows.get(one.name)) for one in rows.fields))
    return replace(
        base,
        label=item.label or base.label,
        help=item.help or base.help,
        section=item.section or base.section,
        rows=rows,
    )


def _worded(base: FieldSpec, words: Labelled | None) -> FieldSpec:
    return base if words is None else replace(base, label=words.label or base.label, help=words.help or base.help)


def _own(item: OwnField, section: str) -> FieldSpec:
    return FieldSpec(
        name=item.name,
        kind=item.kind,
        needed=item.required,
        optional=item.kind in {"date", "yes_no", "choice", "number"},
        choices=tuple(item.choices),
        section=item.section or section,
        visible_when=item.when,
        default=_blank(item.kind),
        label=item.label,
        help=item.help,
        choice_labels=item.choices,
    )


def _blank(kind: str) -> object:
    """Return what a field that holds nothing holds."""
    if kind in {"choices", "lines", "rows"}:
        return ()
    if kind == "flag":
        return False
    return "" if kind in {"line", "text", "phone", "cpr"} else None


@cache
def variant_entry(base: "type[VersionedEntry]", variant: Variant) -> "type[VersionedEntry]":
    """Return the model of what is entered: the standard form's, with the variant's own fields beside it.

    Fields of the standard form that the variant leaves out hold nothing and are never asked.
    """
    from pydantic import create_model

    fields: dict[str, Any] = {item.name: (_type_of(item), _blank(item.kind)) for item in variant.own}
    for spec in form_spec(base).fields:
        if spec.name not in variant.used:
            hint = Hint(kind=spec.kind, section=spec.section, visible_when=_NEVER)
            fields[spec.name] = (Annotated[Any, hint], _blank(spec.kind) if spec.required else spec.default)
    made: type[VersionedEntry] = create_model(base.__name__, __base__=base, __module__=base.__module__, **fields)
    made.variant = variant.key
    made.own_spec = variant_spec(form_spec(base), variant)
    return made


def _type_of(item: OwnField) -> object:
    """Return the type of a field of its own, with the hints that `form_spec` reads."""
    from datetime import date

    from pydantic import Field

    from broker_tui.domain.entries import Lines
    from broker_tui.domain.model import Line, Text

    if item.kind in {"choice", "choices"}:
        one: Any = Literal[tuple(item.choices)]
        held: object = one | None if item.kind == "choice" else tuple[one, ...]
    elif item.kind == "number":
        held = Annotated[_decimal(), Field(allow_inf_nan=False)] | None
    else:
        held = {"line": Line, "text": Text, "date": date | None, "yes_no": bool | None, "lines": Lines}[item.kind]
    hint = Hint(kind=item.kind, section=item.section, visible_when=item.when, needed=item.required)
    return Annotated[held, hint]


def _decimal() -> object:
    """Return the type of a number with no more digits than a form can show."""
    from decimal import Decimal

    from pydantic import AfterValidator
    from pydantic_core import PydanticCustomError

    def short(value: Decimal) -> Decimal:
        if value.adjusted() >= _MOST_DIGITS or len(value.as_tuple().digits) > _MOST_DIGITS:
            raise PydanticCustomError("decimal_type", "too many digits")
        return value

    return Annotated[Decimal, AfterValidator(short)]

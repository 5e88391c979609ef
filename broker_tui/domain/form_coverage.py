"""Whether a form of one's own holds the same information as the form it takes the place of (R183)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from keyword import iskeyword
from typing import Final, NamedTuple

from broker_tui.domain.finding import NO_PARAMS
from broker_tui.domain.form_elements import ELEMENTS, STRUCTURAL, Element, Need, elements_in, elements_of
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.domain.form_variant import OWN_KINDS, OwnField, UsedField, Variant

MOST_FIELDS: Final = 200
LONGEST_NAME: Final = 60
LONGEST_LABEL: Final = 400
LONGEST_HELP: Final = 2000

_CHALLENGES: Final = {Need.HEALTH: "challenge_health", Need.FAMILY: "challenge_family"}


class Weight(StrEnum):
    """How much a shortcoming matters: an error in the file, information that is missing, or something to look at."""

    ERROR = "error"
    MISSING = "missing"
    WARNING = "warning"


class Shortcoming(NamedTuple):
    """One thing that is wrong with a form of one's own.

    Attributes:
        code: the catalogue holds `own_form.problem.<code>`.
        weight: errors and missing information stand in the way of using it.
        params: values for the words.
        field: the place of the field it concerns among all fields, from 0; None for the form as a whole.
        key: what it concerns there, as the file spells it.
    """

    code: str
    weight: Weight = Weight.ERROR
    params: Mapping[str, object] = NO_PARAMS
    field: int | None = None
    key: str = ""

    @property
    def stops(self) -> bool:
        """Whether the form cannot be used while it is so."""
        return self.weight is not Weight.WARNING


def check_variant(variant: Variant, base: FormSpec, reserved: frozenset[str]) -> tuple[Shortcoming, ...]:
    """Return what is wrong with a form of one's own, in the order of its fields, then what information it lacks.

    Args:
        variant: the form as it was read.
        base: the standard form it takes the place of.
        reserved: names that none of its own fields may have.
    """
    return (
        *_whole(variant),
        *_fields(variant, base, reserved),
        *_structure(variant, base),
        *_coverage(variant),
    )


def _whole(variant: Variant) -> Iterator[Shortcoming]:
    if not is_name(variant.code):
        yield Shortcoming("bad_code", params={"code": variant.code}, key="code")
    if not variant.name.strip():
        yield Shortcoming("no_name", key="name")
    if not variant.fields:
        yield Shortcoming("no_fields", key="fields")
    if len(variant.fields) > MOST_FIELDS:
        yield Shortcoming("too_many", params={"most": MOST_FIELDS}, key="fields")
    for name, label in variant.sections.items():
        if not label:
            yield Shortcoming("no_section_label", params={"section": name}, key="sections")
    texts = {"name": variant.name, **{f"sections.{name}": label for name, label in variant.sections.items()}}
    for key, text in texts.items():
        yield from _text(text, LONGEST_LABEL, None, key)


def _fields(variant: Variant, base: FormSpec, reserved: frozenset[str]) -> Iterator[Shortcoming]:
    standard = {item.name: item for item in base.fields}
    known: dict[str, FieldSpec | OwnField] = {}
    sections = {*base.sections, *variant.sections}
    for place, item in enumerate(variant.fields):
        yield from _text(item.label, LONGEST_LABEL, place, "label")
        yield from _text(item.help, LONGEST_HELP, place, "help")
        if item.section and item.section not in sections:
            known_ones = tuple(sorted(name for name in sections if name))
            params = {"section": item.section, "known": known_ones}
            yield Shortcoming("section_unknown", params=params, field=place, key="section")
        if item.name in known and (isinstance(item, UsedField) or item.name not in standard):
            yield Shortcoming("twice", params={"name": item.name}, field=place, key=_key(item))
            continue
        if isinstance(item, UsedField):
            yield from _used(item, standard, known, place)
            if item.name in standard:
                known[item.name] = standard[item.name]
        else:
            yield from _own(item, standard, reserved, place)
            yield from _condition(item, known, variant, place)
            known[item.name] = item


def _key(item: UsedField | OwnField) -> str:
    return "use" if isinstance(item, UsedField) else "name"


def _used(
    item: UsedField, standard: Mapping[str, FieldSpec], before: Mapping[str, object], place: int
) -> Iterator[Shortcoming]:
    spec = standard.get(item.name)
    if spec is None:
        meant = tuple(get_close_matches(item.name, standard, n=1))
        code = "use_meant" if meant else "use_unknown"
        params = {"name": item.name, "meant": meant[0] if meant else "", "known": tuple(standard)}
        yield Shortcoming(code, params=params, field=place, key="use")
        return
    if spec.visible_when is not None and spec.visible_when.field not in before:
        params = {"name": item.name, "other": spec.visible_when.field}
        yield Shortcoming("use_before", params=params, field=place, key="use")
    asked = () if spec.rows is None else tuple(one.name for one in spec.rows.fields)
    for name, words in item.rows.items():
        if name not in asked:
            params = {"name": item.name, "row": name, "known": asked}
            yield Shortcoming("row_unknown" if asked else "no_rows", params=params, field=place, key=f"rows.{name}")
        yield from _text(words.label, LONGEST_LABEL, place, f"rows.{name}.label")
        yield from _text(words.help, LONGEST_HELP, place, f"rows.{name}.help")


def _own(
    item: OwnField, standard: Mapping[str, FieldSpec], reserved: frozenset[str], place: int
) -> Iterator[Shortcoming]:
    named = {"name": item.name}
    if not is_name(item.name):
        yield Shortcoming("bad_name", params=named, field=place, key="name")
    elif item.name in standard:
        yield Shortcoming("name_of_standard", params=named, field=place, key="name")
    elif item.name in reserved or iskeyword(item.name) or item.name.startswith("model_"):
        yield Shortcoming("name_reserved", params=named, field=place, key="name")
    if item.name and not item.label.strip():
        yield Shortcoming("no_label", params=named, field=place, key="label")
    if item.kind not in OWN_KINDS:
        params = {"kind": item.kind, "known": OWN_KINDS}
        yield Shortcoming("bad_kind", params=params, field=place, key="kind")
    chosen = item.kind in {"choice", "choices"}
    if chosen and not item.choices:
        yield Shortcoming("no_choices", params=named, field=place, key="choices")
    if item.choices and not chosen:
        yield Shortcoming("choices_unused", params=named, field=place, key="choices")
    for value, label in item.choices.items():
        if not value.strip() or not label.strip():
            yield Shortcoming("empty_choice", params=named, field=place, key="choices")
        yield from _text(value, LONGEST_LABEL, place, "choices")
        yield from _text(label, LONGEST_LABEL, place, "choices")


def _condition(
    item: OwnField, before: Mapping[str, FieldSpec | OwnField], variant: Variant, place: int
) -> Iterator[Shortcoming]:
    if item.when is None:
        return
    other = before.get(item.when.field)
    named = {"name": item.name, "other": item.when.field}
    if other is None:
        later = any(one.name == item.when.field for one in variant.fields)
        yield Shortcoming("when_later" if later else "when_unknown", params=named, field=place, key="when")
        return
    known = ("yes", "no") if other.kind in {"flag", "yes_no"} else tuple(other.choices)
    if not known and item.when.values:
        yield Shortcoming("when_free", params=named, field=place, key="when")
    for value in item.when.values:
        if known and value not in known:
            params = {**named, "value": value, "known": known}
            yield Shortcoming("when_value", params=params, field=place, key="when")


def _text(text: str, longest: int, place: int | None, key: str) -> Iterator[Shortcoming]:
    if len(text) > longest:
        yield Shortcoming("text_long", params={"key": key, "most": longest}, field=place, key=key)
    if not all(letter.isprintable() or letter == "\n" for letter in text):
        yield Shortcoming("text_signs", params={"key": key}, field=place, key=key)


def _structure(variant: Variant, base: FormSpec) -> Iterator[Shortcoming]:
    """Yield the fields that rules and acts read, and that a form must therefore ask as they are."""
    for item in base.fields:
        if item.name in STRUCTURAL[variant.form] and item.name not in variant.used:
            params = {"name": item.name, "elements": elements_in(variant.form, item.name)}
            yield Shortcoming("must_use", Weight.MISSING, params)


def _coverage(variant: Variant) -> Iterator[Shortcoming]:
    elements = {element.id: element for element in elements_of(variant.form)}
    others = {element.id for element in ELEMENTS} - elements.keys()
    for place, item in enumerate(variant.fields):
        if isinstance(item, OwnField):
            for name in item.covers:
                if name not in elements:
                    code = "element_of_other" if name in others else "element_unknown"
                    params = {"element": name, "known": tuple(elements)}
                    yield Shortcoming(code, params=params, field=place, key="covers")
    for element in elements.values():
        if element.need is not Need.FREE and not variant.used.issuperset(element.fields):
            yield from _covered(element, variant)


def _covered(element: Element, variant: Variant) -> Iterator[Shortcoming]:
    """Yield what is wrong with how fields of its own hold an element; those that must be used are told of as such."""
    holders = [item for item in variant.own if element.id in item.covers]
    lacking = tuple(name for name in element.fields if name not in variant.used)
    if not holders:
        if not STRUCTURAL[variant.form].issuperset(lacking):
            yield Shortcoming("element_missing", Weight.MISSING, {"element": element.id, "fields": lacking})
    elif not any(_is_sure(item, element.need) for item in holders):
        params = {"element": element.id, "names": tuple(item.name for item in holders)}
        yield Shortcoming("element_weak", Weight.WARNING, params, variant.fields.index(holders[0]), "covers")


def _is_sure(item: OwnField, need: Need) -> bool:
    """Tell whether a field is asked and has to be filled in whenever the element is needed."""
    if need is Need.IF_ANY:
        return True
    always = item.when is None
    challenge = (
        item.when is not None and item.when.field == _CHALLENGES.get(need) and item.when.values in ((), ("yes",))
    )
    return item.required and (always or challenge)


def is_name(text: str) -> bool:
    """Tell whether a text can name a form or a field: small letters, digits and `_`, a letter first."""
    plain = text.isascii() and text.replace("_", "a").isalnum() and text == text.lower()
    return plain and text[0].isalpha() and len(text) <= LONGEST_NAME

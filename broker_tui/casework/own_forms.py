"""A municipality's own forms: checked, taken into use, and kept so that old versions print as they were filled in.

Definitions lie in the database, each edition under its own key, so that it needs no file beside it (R182-R184).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from broker_tui.casework.desk import Desk, Refused
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_coverage import Shortcoming, Weight, check_variant
from broker_tui.domain.form_elements import STRUCTURAL
from broker_tui.domain.form_spec import FieldSpec, FormSpec, form_spec
from broker_tui.domain.form_variant import UsedField, Variant, variant_entry, variant_spec
from broker_tui.exchange.form_file import FormFile, parse_form, read_form_file

if TYPE_CHECKING:
    from broker_tui.casework.form_act import Asked
    from broker_tui.casework.form_act import Variant as Choose
    from broker_tui.domain.entries_versioned import VersionedEntry
    from broker_tui.domain.step_up import FormVersion

DEFINITIONS: Final = "own_form.definitions"
ACTIVE: Final = "own_form.active"
INFORMED: Final = "own_form.star_informed"


class CheckedForm(NamedTuple):
    """A file with a form of one's own, and what is wrong with it.

    Attributes:
        file: what the file says.
        shortcomings: in the order of the file, then what information lacks.
    """

    file: FormFile
    shortcomings: tuple[Shortcoming, ...]

    @property
    def variant(self) -> Variant | None:
        """The form, as far as it could be read."""
        return self.file.variant

    @property
    def broken(self) -> bool:
        """Whether it cannot even be shown for what it is."""
        return self.variant is None or any(one.weight is Weight.ERROR for one in self.shortcomings)

    @property
    def usable(self) -> bool:
        """Whether it may be taken into use."""
        return self.variant is not None and not any(one.stops for one in self.shortcomings)


class ActiveForm(NamedTuple):
    """The form of one's own that is in use.

    Attributes:
        variant: the form.
        since: the day it was taken into use.
        star_informed_on: when STAR was told of it (R184).
    """

    variant: Variant
    since: date
    star_informed_on: date


def standard_entry(form: FormKind) -> "type[VersionedEntry]":
    """Return the model of what is entered in one of our own forms."""
    if form is FormKind.PREPARATION:
        from broker_tui.domain.entries_preparation import PreparationEntry

        return PreparationEntry
    from broker_tui.domain.entries_agreement import AgreementEntry

    return AgreementEntry


def standard_spec(form: FormKind) -> FormSpec:
    """Return the fields of one of our own forms."""
    return form_spec(standard_entry(form))


def spec_of(variant: Variant) -> FormSpec:
    """Return the fields of a form of one's own, as this edition of the program asks them."""
    return variant_spec(standard_spec(variant.form), _fitted(variant))


def check_form(path: Path) -> CheckedForm:
    """Read a form of one's own and say what is wrong with it.

    Raises:
        OSError: the file cannot be read.
    """
    return checked(read_form_file(path))


def checked(file: FormFile) -> CheckedForm:
    """Say what is wrong with a form of one's own; what could not be read is not complained of twice."""
    if file.variant is None:
        return CheckedForm(file, file.faults)
    told = {(fault.field, fault.key) for fault in file.faults}
    form = file.variant.form
    found = check_variant(file.variant, standard_spec(form), _reserved(form))
    every = [*file.faults, *(one for one in found if (one.field, one.key) not in told or not one.key)]
    last = len(file.variant.fields)
    every.sort(key=lambda one: (one.weight != "error", last if one.field is None and not one.key else one.field or 0))
    return CheckedForm(file, tuple(every))


@cache
def _reserved(form: FormKind) -> frozenset[str]:
    from broker_tui.casework.step_up_forms import SNAPSHOT

    return frozenset({*dir(standard_entry(form)), SNAPSHOT})


def active_form(desk: Desk, form: FormKind) -> ActiveForm | None:
    """Return the form of one's own that is in use, or None while ours is."""
    held = _setting(desk, ACTIVE).get(form.value)
    variant = None if held is None else definition(desk, str(held["key"]))
    if held is None or variant is None:
        return None
    return ActiveForm(variant, date.fromisoformat(held["since"]), date.fromisoformat(held["star_informed_on"]))


def star_informed_on(desk: Desk, form: FormKind) -> date | None:
    """Return when STAR was told that a form of one's own is used, None while nobody has said so (R184)."""
    told = _setting(desk, INFORMED).get(form.value)
    return None if told is None else date.fromisoformat(told)


def definition(desk: Desk, key: str) -> Variant | None:
    """Return the definition that a saved version names, None when this database does not know it."""
    held = _setting(desk, DEFINITIONS).get(key)
    return None if held is None else _read(str(held))


@lru_cache(maxsize=16)
def _read(text: str) -> Variant | None:
    return parse_form(text).variant


def activate_form(desk: Desk, given: CheckedForm, star_informed: date | None = None) -> ActiveForm:
    """Take a form of one's own into use; when STAR was informed is asked once for each form (R183, R184).

    Raises:
        Refused: it lacks information or has faults, or STAR has not been informed.
        StoreError: nothing was written.
    """
    variant = given.variant
    if variant is None or not given.usable:
        raise Refused(Problem("", "own_form_incomplete", {"n": sum(one.stops for one in given.shortcomings)}))
    informed = star_informed or star_informed_on(desk, variant.form)
    if informed is None:
        raise Refused(Problem("star_informed_on", "star_not_informed"))
    if informed > desk.today:
        raise Refused(Problem("star_informed_on", "future_date"))
    form = variant.form.value
    said = {"key": variant.key, "since": desk.today.isoformat(), "star_informed_on": informed.isoformat()}
    _write(
        desk,
        "own_form_activated",
        {
            DEFINITIONS: {**_setting(desk, DEFINITIONS), variant.key: given.file.text},
            ACTIVE: {**_setting(desk, ACTIVE), form: said},
            INFORMED: {**_setting(desk, INFORMED), form: informed.isoformat()},
        },
        form=form,
        name=variant.code,
        on=informed.isoformat(),
    )
    return ActiveForm(variant, desk.today, informed)


def reset_form(desk: Desk, form: FormKind) -> bool:
    """Take our own form into use again, and tell whether another was; saved versions keep theirs.

    Raises:
        StoreError: nothing was written.
    """
    active = _setting(desk, ACTIVE)
    if form.value not in active:
        return False
    left = {name: held for name, held in active.items() if name != form.value}
    _write(desk, "own_form_reset", {ACTIVE: left or None}, form=form.value)
    return True


def asked_form(form: FormKind) -> "Choose":
    """Return what a form's act asks for its own form: what is in use now, None while ours is."""

    def choose(desk: Desk, _citizen: str | None, _target: str | None) -> "Asked | None":
        from broker_tui.casework.form_act import Asked

        active = active_form(desk, form)
        if active is None:
            return None
        entry = variant_entry(standard_entry(form), _fitted(active.variant))
        return Asked(entry.spec(), entry)

    return choose


def spec_of_version(desk: Desk, version: "FormVersion") -> FormSpec:
    """Return the form that a version was filled in with, in the words of then.

    What the version holds beyond a form that is not known here any more, or never was, is asked as plain text.
    """
    spec = standard_spec(version.form)
    variant = definition(desk, version.variant) if version.variant else None
    if variant is not None:
        return spec_of(variant)
    if version.variant:
        known = {field.name for field in spec.fields}
        strange = [name for name, value in version.values.items() if name not in known and isinstance(value, str)]
        last = spec.fields[-1].section
        more = tuple(FieldSpec(name, "text", section=last, label=name.replace("_", " ")) for name in strange)
        spec = replace(spec, fields=(*spec.fields, *more))
    return spec


@cache
def _fitted(variant: Variant) -> Variant:
    """Return a form as this edition of the program can ask it: what it must ask stands last, if it was not there yet.

    A database may be older than the program: fields may have come to our form, or gone from it.
    """
    spec = standard_spec(variant.form)
    names = {field.name for field in spec.fields}
    kept = (item for item in variant.fields if (item.name in names) == isinstance(item, UsedField))
    missing = STRUCTURAL[variant.form] - variant.used
    added = (UsedField(field.name) for field in spec.fields if field.name in missing)
    return replace(variant, fields=(*kept, *added))


def _setting(desk: Desk, key: str) -> dict[str, Any]:
    from broker_tui.store.settings import read_setting

    held = read_setting(desk.store, key, {})
    return held if isinstance(held, dict) else {}


def _write(desk: Desk, act: str, values: Mapping[str, object], **params: object) -> None:
    from broker_tui.store.settings import write_noted

    write_noted(desk.store, values, desk.who, act, params)

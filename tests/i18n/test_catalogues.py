"""Every catalogue file: both languages say the same things, with the same parameters, in formats that exist."""

import importlib
import inspect
from enum import Enum
from pathlib import Path

import pytest

from broker_tui.domain import codes, codes_step_up
from broker_tui.i18n import LANGUAGES, load_words
from broker_tui.i18n.catalogue import Entry, parts_of, read_room
from broker_tui.i18n.formats import enum_name, is_format
from broker_tui.shipped import data_dir

FOLDER = data_dir() / "language"
ROOMS = sorted({path.stem for language in LANGUAGES for path in (FOLDER / language).glob("*.toml")})
ENUMS = [
    member
    for module in (codes, codes_step_up)
    for _, member in inspect.getmembers(module, inspect.isclass)
    if issubclass(member, Enum) and member.__module__ == module.__name__
]


def room(language: str, name: str) -> dict[str, Entry]:
    return read_room(path_of(language, name))


def path_of(language: str, name: str) -> Path:
    return FOLDER / language / f"{name}.toml"


def variants(entry: Entry) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def fields(template: str) -> set[str]:
    return {field for _, field, _ in parts_of(template) if field is not None}


def test_there_are_rooms() -> None:
    assert {"calendar", "code", "ui", "help"} <= set(ROOMS)


@pytest.mark.parametrize("name", ROOMS)
def test_both_languages_have_the_same_keys(name: str) -> None:
    danish, english = room("da", name), room("en", name)
    assert {key: isinstance(entry, dict) for key, entry in danish.items()} == {
        key: isinstance(entry, dict) for key, entry in english.items()
    }


@pytest.mark.parametrize("name", ROOMS)
def test_both_languages_use_the_same_parameters(name: str) -> None:
    danish, english = room("da", name), room("en", name)
    used = {
        language: {key: set().union(*map(fields, variants(entry))) for key, entry in entries.items()}
        for language, entries in (("da", danish), ("en", english))
    }
    assert used["da"] == used["en"]


@pytest.mark.parametrize("name", ROOMS)
def test_nothing_is_left_empty_in_one_language(name: str) -> None:
    empty = [{key for key, entry in room(one, name).items() if not all(variants(entry))} for one in LANGUAGES]
    assert empty[0] == empty[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROOMS)
def test_templates_are_well_formed(name: str, language: str) -> None:
    for key, entry in room(language, name).items():
        for template in variants(entry):
            for _, field, spec in parts_of(template):
                if field is not None:
                    assert field.isidentifier(), key
                    assert is_format(spec), (key, spec)
                    enum = spec.partition(".")[2]
                    assert not enum or load_words(language).keys(f"code.{enum}"), (key, spec)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("enum", ENUMS, ids=enum_name)
def test_every_code_has_words(enum: type[Enum], language: str) -> None:
    words = load_words(language)
    assert [key for key, word in words.codes(enum) if "⟨" in word] == []
    known = {f"code.{enum_name(enum)}.{member.value}" for member in enum}
    assert set(words.keys(f"code.{enum_name(enum)}")) == known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("group", "enum"), [("contact_medium_sign", codes.ContactMedium), ("step_sign", codes.Step)])
def test_signs_are_single_and_distinct(group: str, enum: type[Enum], language: str) -> None:
    signs = [load_words(language).code(group, member) for member in enum]
    assert all(len(sign) == 1 for sign in signs)
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_vary_a_closed_list_cover_it(language: str) -> None:
    words = load_words(language)
    names = {enum_name(enum): {str(member.value) for member in enum} for enum in ENUMS}
    groups: dict[str, set[str]] = {}
    for key in words.keys("code"):
        _, group, value = key.split(".")
        groups.setdefault(group, set()).add(value)
    for group, values in groups.items():
        owner = next((name for name in sorted(names, key=len, reverse=True) if group.startswith(name)), None)
        assert owner is None or values == names[owner], group


def test_no_catalogue_is_read_before_it_is_needed() -> None:
    catalogue = importlib.import_module("broker_tui.i18n.catalogue")
    words = catalogue.Words("da", FOLDER / "da")
    assert not words._rooms
    assert words("ui.save")
    assert words._rooms == {"ui"}

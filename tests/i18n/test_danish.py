"""Danish letters: search folds them, sorting puts them last."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.i18n import fold, sort_key

IN_ORDER = [
    "",
    "1. sal",
    "Abel",
    "Adam",
    "André",
    "Bo-Inge",
    "Bo Å",
    "Bodil",
    "Muller",
    "Mylius",
    "Müller",
    "O’Brien",
    "Obrien Ny",
    "Zakaria",
    "Æble",
    "Ærø",
    "Ølgod",
    "Østergård",
    "Åbenrå",
    "Aalborg",
    "Århus",
]


def test_sorting_follows_the_danish_alphabet() -> None:
    shuffled = IN_ORDER[::-2] + IN_ORDER[-2::-2]
    assert sorted(shuffled, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aabenraa", "Åbenrå"),
        ("AALBORG", "ålborg"),
        ("Bo-Inge", "Bo Inge"),
        ("André", "Andre"),
        ("O'Brien", "OBrien"),
        ("Åse", unicodedata.normalize("NFD", "Åse")),
    ],
)
def test_spellings_that_stand_together(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åse Ørsted", "aase oersted"),
        ("AASE", "aase"),
        ("Ærø", "aeroe"),
        (unicodedata.normalize("NFD", "Åse Ærø é"), "aase aeroe e"),
        ("Jönsson", "joensson"),
        ("Łukasz Đorđe", "lukasz dorde"),
        ("Müller-Straße", "muller-strasse"),
        ("O’Brien", "o’brien"),
        ("Fatıma", "fatima"),
    ],
)
def test_search_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcåæøÅÆØaeoéü -'", max_size=12), st.text(alphabet="abcåæøÅÆØaeoéü -'", max_size=12))
def test_folding_keeps_parts_findable(before: str, after: str) -> None:
    assert fold(after) in fold(before + after)


@given(st.text())
def test_folding_and_sorting_ignore_case_and_composition(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert fold(apart) == fold(text)
    assert sort_key(apart) == sort_key(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_sort_keys_sort_alike_as_text_and_as_bytes(text: str) -> None:
    key = sort_key(text)
    assert "\x00" not in key
    assert key == key.strip()

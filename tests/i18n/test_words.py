"""What the catalogue does with a key and its parameters."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.domain.codes import ContactMedium, Group, Step
from broker_tui.domain.dates import IsoWeek
from broker_tui.i18n import load_words
from broker_tui.i18n.catalogue import Words
from broker_tui.shipped import data_dir

DAY = date(2026, 11, 16)
ROOM = """
plain = "Gem"
braces = "a {{b}}"
named = "Hej {name}"
twice = "{name} og {name}"
deep.er = "dybt"
"with.dot" = { label = "prikker" }
boats = { zero = "ingen både", one = "{n} båd", other = "{n} både" }
other_table = { other = "andet", third = "tredje" }
days = "i {days:days}"
date = "{on:date}"
code = "{medium:code.contact_medium}"
codes = "{media:codes.contact_medium}"
unknown = "{name:odd}"
"""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    for room in ("calendar", "code"):
        (tmp_path / f"{room}.toml").write_bytes((data_dir() / "language" / "da" / f"{room}.toml").read_bytes())
    (tmp_path / "test.toml").write_text(ROOM, encoding="utf-8")
    return Words("da", tmp_path)


@pytest.mark.parametrize(
    ("key", "params", "expected"),
    [
        ("plain", {}, "Gem"),
        ("braces", {}, "a {b}"),
        ("named", {"name": "Åse"}, "Hej Åse"),
        ("named", {}, "Hej ⟨name⟩"),
        ("twice", {"name": "Bo"}, "Bo og Bo"),
        ("deep.er", {}, "dybt"),
        ("with.dot.label", {}, "prikker"),
        ("boats", {"n": 0}, "ingen både"),
        ("boats", {"n": 1}, "1 båd"),
        ("boats", {"n": 1200}, "1.200 både"),
        ("other_table.other", {}, "andet"),
        ("days", {"days": 1}, "i 1 dag"),
        ("days", {"days": 16}, "i 16 dage"),
        ("days", {"days": None}, "i –"),
        ("days", {"days": "mange"}, "i mange"),
        ("date", {"on": DAY}, "ma 16/11"),
        ("date", {"on": 3}, "3"),
        ("code", {"medium": ContactMedium.WALK_TALK}, "walk-talk"),
        ("code", {"medium": "walk"}, "walk-talk"),
        ("codes", {"media": (ContactMedium.SMS, "phone")}, "sms og telefon"),
        ("unknown", {"name": "x"}, "⟨odd⟩"),
        ("missing", {}, "⟨test.missing⟩"),
        ("deep", {}, "⟨test.deep⟩"),
    ],
)
def test_words_of_a_key(words: Words, key: str, params: dict[str, object], expected: str) -> None:
    assert words(f"test.{key}", **params) == expected


@pytest.mark.parametrize("key", ["", "test", "no_room.key", "../da/code.yes_no", "test.", "."])
def test_a_key_that_is_nowhere_shows_itself(words: Words, key: str) -> None:
    assert words(key) == f"⟨{key}⟩"
    assert not words.has(key)


@given(st.text())
def test_parameters_are_put_in_as_they_stand(name: str) -> None:
    assert load_words("da")("calendar.pattern.and", first=name, last="{first} [b]") == f"{name} og {{first}} [b]"


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (True, "ja", "yes"),
        (False, "nej", "no"),
        (None, "–", "–"),
        (1234.5, "1.234,5", "1,234.5"),
        (DAY, "ma 16/11", "Mo 16/11"),
        (IsoWeek(2026, 47), "uge 47", "week 47"),
        (Step.COMPANY, "Trin 3 Virksomhedsforløb", "Step 3 At a company"),
        (Group.INTERVENTION, "gruppe 1", "group 1"),
        (("a", "b", "c"), "a, b og c", "a, b and c"),
        ((), "–", "–"),
    ],
)
def test_values_without_a_format_are_written_by_their_type(value: object, danish: str, english: str) -> None:
    shown = [load_words(language)("calendar.pattern.and", first=value, last="x") for language in ("da", "en")]
    assert shown == [f"{danish} og x", f"{english} and x"]


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (DAY, None, "ma 16/11"),
        (DAY, date(2026, 11, 20), "ma 16/11"),
        (DAY, date(2027, 1, 4), "ma 16/11"),
        (DAY, date(2027, 8, 1), "16/11-26"),
        (date(2026, 1, 4), None, "sø 4/1"),
    ],
)
def test_short_dates_tell_the_year_when_it_is_not_plain(day: date, today: date | None, expected: str) -> None:
    assert load_words("da").date(day, today) == expected


def test_long_dates_and_months() -> None:
    day = date(2026, 11, 20)
    danish, english = load_words("da"), load_words("en")
    assert [danish.date_long(day), english.date_long(day)] == ["fre 20. november 2026", "Fri 20 November 2026"]
    assert [danish.month(day), english.month(day)] == ["november 2026", "November 2026"]
    assert danish.date_entry(date(2026, 2, 1)) == "01-02-2026"
    assert danish.week(IsoWeek(2025, 52), day) == "uge 52, 2025"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"),
        (-0.0, None, "0"),
        (-0.04, 1, "0,0"),
        (2, 1, "2,0"),
        (37.5, None, "37,5"),
        (1234567, None, "1.234.567"),
        (-1234.25, None, "-1.234,25"),
        (0.1 + 0.2, None, "0,3"),
    ],
)
def test_numbers(value: float, decimals: int | None, expected: str) -> None:
    assert load_words("da").number(value, decimals) == expected


@pytest.mark.parametrize(
    ("share", "decimals", "expected"),
    [(1 / 6, None, "16,7 %"), (0.15, None, "15 %"), (0.2, 1, "20,0 %"), (0, None, "0 %"), (1, None, "100 %")],
)
def test_percent(share: float, decimals: int | None, expected: str) -> None:
    assert load_words("da").percent(share, decimals) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "0 dage"), (1, "1 dag"), (2, "2 dage"), (1000, "1.000 dage")])
def test_days(n: int, expected: str) -> None:
    assert load_words("da").days(n) == expected


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="da, en"):
        load_words("sv")

"""Dates, weeks, numbers and telephone numbers as people type them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.domain.dates import IsoWeek
from broker_tui.i18n import LANGUAGES, load_words
from broker_tui.i18n.parsing import (
    NotUnderstood,
    danish_phone,
    normal_phone,
    parse_date,
    parse_number,
    parse_period,
    parse_week,
)

TODAY = date(2026, 11, 20)
"""A Friday in week 47."""

DATES = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1/12-26", date(2026, 12, 1)),
        ("1.12.26", date(2026, 12, 1)),
        ("1-12-2026", date(2026, 12, 1)),
        ("01122026", date(2026, 12, 1)),
        ("011226", date(2026, 12, 1)),
        ("20261201", date(2026, 12, 1)),
        ("0112", date(2026, 12, 1)),
        (" 1 / 12 ", date(2026, 12, 1)),
        ("1/12", date(2026, 12, 1)),
        ("1/2", date(2027, 2, 1)),
        ("1/9", date(2026, 9, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1. december 2026", date(2026, 12, 1)),
        ("1 dec", date(2026, 12, 1)),
        ("3. May 26", date(2026, 5, 3)),
        ("ma 16/11", date(2026, 11, 16)),
        ("fre 20. november 2026", date(2026, 11, 20)),
        ("29/2-28", date(2028, 2, 29)),
        ("14/3-85", date(1985, 3, 14)),
        ("i dag", TODAY),
        ("I  DAG", TODAY),
        ("today", TODAY),
        ("i går", date(2026, 11, 19)),
        ("i forgårs", date(2026, 11, 18)),
        ("yesterday", date(2026, 11, 19)),
        ("i morgen", date(2026, 11, 21)),
        ("+7", date(2026, 11, 27)),
        ("-3", date(2026, 11, 17)),
        ("+2u", date(2026, 12, 4)),
        ("+2 uger", date(2026, 12, 4)),
        ("+3m", date(2027, 2, 20)),
        ("tirsdag", date(2026, 11, 24)),
        ("fredag", TODAY),
        ("ti", date(2026, 11, 24)),
        ("Tuesday", date(2026, 11, 24)),
        ("i tirsdags", date(2026, 11, 17)),
        ("i fredags", date(2026, 11, 13)),
        ("sidste tirsdag", date(2026, 11, 17)),
        ("på fredag", date(2026, 11, 27)),
        ("uge 48", date(2026, 11, 23)),
        ("u48", date(2026, 11, 23)),
        ("week 48", date(2026, 11, 23)),
        ("uge 2", date(2027, 1, 11)),
        ("uge 53", date(2026, 12, 28)),
        ("uge 48 2025", date(2025, 11, 24)),
        ("2026-W48", date(2026, 11, 23)),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, expected: date) -> None:
    assert parse_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("tirsdag", date(2026, 11, 17)), ("fredag", TODAY), ("1/12", date(2025, 12, 1)), ("0112", date(2025, 12, 1))],
)
def test_a_field_about_the_past_looks_back(typed: str, expected: date) -> None:
    assert parse_date(typed, TODAY, past=True) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date"),
        ("snart", "date"),
        ("48", "date"),
        ("1/", "date"),
        ("+7x", "date"),
        ("1/2/3/4", "date"),
        ("31/2", "date_unreal"),
        ("29/2", "date_unreal"),
        ("31/11-26", "date_unreal"),
        ("32/1-26", "date_unreal"),
        ("01/13-26", "date_unreal"),
        ("1/1-1899", "date_unreal"),
        ("-9999m", "date_unreal"),
        ("uge 54", "date_unreal"),
        ("uge 53 2025", "date_unreal"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_date(typed, TODAY)
    assert refused.value.code == code


@given(DATES, st.sampled_from(LANGUAGES))
def test_written_dates_read_back(day: date, language: str) -> None:
    words = load_words(language)
    for shown in (words.date_entry(day), words.date_long(day), day.isoformat(), f"{day:%d%m%Y}"):
        assert parse_date(shown, TODAY) == day


@given(st.dates(date(2026, 6, 1), date(2027, 4, 30)), st.sampled_from(LANGUAGES))
def test_near_dates_read_back_without_their_year(day: date, language: str) -> None:
    assert parse_date(load_words(language).date(day), TODAY) == day


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    for read in (lambda: parse_date(text, TODAY), lambda: parse_week(text, TODAY), lambda: parse_number(text)):
        with contextlib.suppress(NotUnderstood):
            read()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("48", IsoWeek(2026, 48)),
        ("uge 48", IsoWeek(2026, 48)),
        ("Uge48", IsoWeek(2026, 48)),
        ("3", IsoWeek(2027, 3)),
        ("48/2025", IsoWeek(2025, 48)),
        ("2025-W48", IsoWeek(2025, 48)),
        ("2025W48", IsoWeek(2025, 48)),
        ("i dag", IsoWeek(2026, 47)),
        ("16/11", IsoWeek(2026, 47)),
    ],
)
def test_weeks_are_read(typed: str, expected: IsoWeek) -> None:
    assert parse_week(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "code"), [("", "week"), ("uge", "week"), ("54", "week_unreal"), ("0", "week_unreal")]
)
def test_what_is_no_week_is_refused(typed: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_week(typed, TODAY)
    assert refused.value.code == code


@given(DATES, st.sampled_from(LANGUAGES))
def test_written_weeks_read_back(day: date, language: str) -> None:
    week = IsoWeek.of(day)
    assert parse_week(str(week), TODAY) == week
    assert parse_week(load_words(language).week(week, TODAY), week.monday) == week


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("37,5", 37.5),
        ("37.5", 37.5),
        ("37½", 37.5),
        ("½", 0.5),
        ("-2½", -2.5),
        ("1.234,5", 1234.5),
        ("1.234", 1234),
        ("1 234", 1234),
        (",5", 0.5),
        ("+3", 3),
        ("−3", -3),
        ("007", 7),
    ],
)
def test_numbers_are_read_with_a_decimal_comma(typed: str, expected: float) -> None:
    assert parse_number(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("november", "2026-11"),
        ("Okt.", "2026-10"),
        ("december", "2025-12"),
        ("november 2024", "2024-11"),
        ("nov 24", "2024-11"),
        ("11-2026", "2026-11"),
        ("1/26", "2026-01"),
        ("2026-7", "2026-07"),
        ("10", "2026-10"),
        ("12", "2025-12"),
        ("uge 47", "2026-W47"),
        ("47", "2026-W47"),
        ("uge 52", "2025-W52"),
        ("uge 53 2026", "2026-W53"),
        ("2026-W52", "2026-W52"),
    ],
)
def test_periods_are_months_or_weeks(typed: str, expected: str) -> None:
    assert parse_period(typed, TODAY) == expected
    words = load_words("da")
    assert parse_period(words.period(expected), TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "code"), [("", "period"), ("13-2026", "period"), ("juleferien", "period"), ("54", "week_unreal")]
)
def test_what_is_no_period_is_refused(typed: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_period(typed, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize("typed", ["", "-", "1,2,3", "1.23.4", "12 timer", "1e3", "nan", "inf", "1,5½", "٣"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_number(typed)


@given(st.integers(-(10**9), 10**9), st.integers(0, 3), st.sampled_from(LANGUAGES))
def test_numbers_in_fields_read_back(whole: int, decimals: int, language: str) -> None:
    value = whole / 10**decimals
    assert parse_number(load_words(language).number_entry(value)) == pytest.approx(value)


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_danish_numbers_read_back(whole: int, decimals: int) -> None:
    value = whole / 10**decimals
    assert parse_number(load_words("da").number(value)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("20304011", "20 30 40 11"),
        ("+45 20304011", "20 30 40 11"),
        ("0045 2030 4011", "20 30 40 11"),
        ("20-30-40-11", "20 30 40 11"),
        ("(+45) 20 30 40 11", "20 30 40 11"),
        ("10304011", "10304011"),
        ("+46 70 123 45 67", "+46 70 123 45 67"),
        ("  lokal   12 ", "lokal 12"),
        ("", ""),
    ],
)
def test_telephone_numbers_stand_in_pairs(typed: str, shown: str) -> None:
    assert normal_phone(typed) == shown
    assert normal_phone(shown) == shown
    assert (danish_phone(typed) is not None) == (shown == "20 30 40 11")

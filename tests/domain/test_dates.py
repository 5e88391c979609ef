"""Weeks with their year, clamped months, ages, closed spans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.domain.dates import IsoWeek, Month, age_on, covers, plus_months, week_of, weeks_between
from broker_tui.domain.weeks import PastWeeks

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 18), "2026-W47"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_week_of_a_day(day: date, written: str) -> None:
    week = IsoWeek.of(day)
    assert str(week) == written
    assert IsoWeek.parse(written) == week
    assert week.monday <= day <= week.sunday


@pytest.mark.parametrize(
    "text", ["", "47", "2026-47", "2026W47", "2026-W", "2026-W54", "2025-W53", "2026-W00", "x-W47"]
)
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(ValueError, match=r"week|Week|Invalid"):
        IsoWeek.parse(text)


@given(days, st.integers(-300, 300))
def test_weeks_go_forth_and_back(day: date, n: int) -> None:
    week = IsoWeek.of(day)
    assert week.plus(n).plus(-n) == week
    assert (week.plus(n).monday - week.monday).days == 7 * n


def test_weeks_between_cross_the_year() -> None:
    weeks = list(weeks_between(IsoWeek(2026, 52), IsoWeek(2027, 1)))
    assert [str(week) for week in weeks] == ["2026-W52", "2026-W53", "2027-W01"]
    assert list(weeks_between(IsoWeek(2027, 1), IsoWeek(2026, 52))) == []


@given(days)
def test_week_of_agrees_with_iso_weeks(day: date) -> None:
    around = week_of(day)
    assert (around.monday, around.sunday) == (around.week.monday, around.week.sunday)
    assert around.week == IsoWeek.of(day)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 18), 6, date(2026, 11, 18)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
    ],
)
def test_plus_months(day: date, months: int, later: date) -> None:
    assert plus_months(day, months) == later


@given(days, st.integers(0, 400))
def test_months_land_in_the_right_month(day: date, months: int) -> None:
    later = plus_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1996, 11, 18), date(2026, 11, 17), 29),
        (date(1996, 11, 18), date(2026, 11, 18), 30),
        (date(1996, 2, 29), date(2026, 2, 27), 29),
        (date(1996, 2, 29), date(2026, 2, 28), 30),
        (date(1996, 2, 29), date(2024, 2, 28), 27),
        (date(1996, 2, 29), date(2024, 2, 29), 28),
        (date(2026, 11, 18), date(2026, 11, 18), 0),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_both_ends_of_a_span_are_included() -> None:
    first, last = date(2026, 11, 2), date(2026, 11, 8)
    assert [covers(first, last, date(2026, 11, day)) for day in (1, 2, 8, 9)] == [False, True, True, False]
    assert covers(first, None, date(2099, 1, 1))


SUNDAY = date(2026, 11, 15)


@given(st.dates(date(2025, 11, 1), date(2027, 1, 31)), st.none() | st.integers(-20, 300), st.integers(1, 30))
def test_past_weeks_are_those_whose_sunday_a_span_holds(start: date, length: int | None, count: int) -> None:
    end = None if length is None else start + timedelta(days=length)
    bits = PastWeeks(SUNDAY, count).within(start, end)
    for back in range(count + 3):
        sunday = SUNDAY - timedelta(weeks=back)
        assert bool(bits >> back & 1) == (back < count and covers(start, end, sunday))


def test_months_follow_each_other() -> None:
    december = Month(2026, 12)
    assert (december.next, december.before) == (Month(2027, 1), Month(2026, 11))
    assert (december.plus(-13), december.plus(14)) == (Month(2025, 11), Month(2028, 2))
    assert (Month(2028, 2).first, Month(2028, 2).last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert Month.of(date(2026, 11, 20)) == Month(2026, 11) < december


@given(st.dates(date(1000, 1, 1), date(9000, 12, 31)))
def test_a_month_reads_back(day: date) -> None:
    month = Month.of(day)
    assert Month.parse(str(month)) == month
    assert month.first <= day <= month.last


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "26-11", "2026-1", "2026-11-01", "0000-01", "²026-11"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever date says of it
        Month.parse(text)

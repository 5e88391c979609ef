"""The personal number: shape, date, century, replacement, masking; all numbers here are replacement or made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from stdnum.dk import cpr as oracle
from stdnum.exceptions import InvalidComponent

from broker_tui.domain import cpr
from broker_tui.domain.citizen import Citizen

born = st.dates(date(1858, 1, 1), date(2036, 12, 31))


@pytest.mark.parametrize(
    "text", ["6101804000", "610180-4000", " 610180 4000 ", "610180–4000", "61.01.80-4000", "610180\u00a04000"]
)
def test_as_people_write_it(text: str) -> None:
    assert cpr.normalise(text) == "6101804000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "cpr_digits"),
        ("610180400", "cpr_digits"),
        ("61018040000", "cpr_digits"),
        ("61018o4000", "cpr_digits"),
        ("٦١٠١٨٠٤٠٠٠", "cpr_digits"),
        ("6113804000", "cpr_date"),
        ("0001804000", "cpr_date"),
        ("6000804000", "cpr_date"),
        ("9202804000", "cpr_date"),
        ("8902810000", "cpr_date"),
        ("3201804000", "cpr_date"),
    ],
)
def test_what_is_no_number(text: str, code: str) -> None:
    with pytest.raises(cpr.CprError) as error:
        cpr.normalise(text)
    assert error.value.code == code
    assert not text or text not in str(error.value)


@pytest.mark.parametrize(
    ("seventh", "year", "century"),
    [
        ("0", 36, 1900),
        ("3", 99, 1900),
        ("4", 36, 2000),
        ("4", 37, 1900),
        ("9", 36, 2000),
        ("9", 37, 1900),
        ("5", 57, 2000),
        ("5", 58, 1800),
        ("8", 57, 2000),
        ("8", 99, 1800),
    ],
)
def test_the_seventh_digit_gives_the_century(seventh: str, year: int, century: int) -> None:
    assert cpr.birth_date(f"6106{year:02d}{seventh}000") == date(century + year, 6, 1)


@given(born, st.integers(0, 9), st.integers(0, 999))
def test_birth_dates_agree_with_another_reading(day: date, seventh: int, rest: int) -> None:
    number = f"{day:%d%m%y}{seventh}{rest:03d}"
    try:
        expected: date | None = oracle.get_birth_date(number)
    except InvalidComponent:
        expected = None
    try:
        read: date | None = cpr.birth_date(number)
    except cpr.CprError:
        read = None
    assert read == expected


@given(born, st.integers(0, 9), st.integers(0, 999))
def test_modulus_11_agrees_with_another_reading(day: date, seventh: int, rest: int) -> None:
    """The first of January is left out: numbers without the check digit were issued for it."""
    number = f"{day:%d%m%y}{seventh}{rest:03d}"
    assert cpr.looks_mistyped(number) is (oracle.checksum(number) != 0 and not number.startswith("0101"))


def test_replacement_numbers_are_known_and_never_look_mistyped() -> None:
    assert cpr.is_replacement("6101804000")
    assert cpr.is_replacement("9101804000")
    assert not cpr.is_replacement("3101605000")
    assert not cpr.looks_mistyped("6101804000")


def test_how_it_is_shown() -> None:
    assert cpr.mask("6101804000") == "610180-••••"
    assert cpr.written("6101804000") == "610180-4000"


def test_a_refused_number_stands_in_no_error() -> None:
    with pytest.raises(ValidationError) as error:
        Citizen(cpr="6113804321", name="Åse", enrolled_on=date(2026, 1, 1))
    assert "4321" not in str(error.value)
    assert "4321" not in repr(error.value)

"""The Danish personal identification number (CPR): shape, date, century, masking.

Hard checks are ten digits and a real date; replacement numbers (day + 60) are accepted. Modulus 11 is at most a hint,
since numbers without it have been issued and are valid since 1 October 2007 (law.md 3.1).
"""

from datetime import date
from typing import Final

_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAYS: Final = 60
_SEPARATORS: Final = str.maketrans("", "", " -–.\u00a0")


class CprError(ValueError):
    """A personal number is refused; `code` says why: cpr_digits or cpr_date. The number itself is never held."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def normalise(text: str) -> str:
    """Return the ten digits of `text`, which may hold blanks, dots or a hyphen.

    Raises:
        CprError: there are not ten digits (cpr_digits), or the first six are no date (cpr_date).
    """
    digits = text.translate(_SEPARATORS)
    if len(digits) != 10 or not (digits.isascii() and digits.isdecimal()):
        raise CprError("cpr_digits")
    birth_date(digits)
    return digits


def birth_date(cpr: str) -> date:
    """Return the birth date that ten digits stand for; the seventh digit gives the century.

    Raises:
        CprError: there is no such date (cpr_date).
    """
    day, month, year, seventh = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6]), int(cpr[6])
    if day > _REPLACEMENT_DAYS:
        day -= _REPLACEMENT_DAYS
    try:
        return date(_century(year, seventh) + year, month, day)
    except ValueError:
        raise CprError("cpr_date") from None


def _century(year: int, seventh: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in {4, 9}:
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def is_replacement(cpr: str) -> bool:
    """Tell whether the number is a replacement number (erstatningspersonnummer: day + 60)."""
    return int(cpr[:2]) > _REPLACEMENT_DAYS


def looks_mistyped(cpr: str) -> bool:
    """Tell whether modulus 11 fails where it ought to hold: a hint to look again, never a reason to refuse.

    Replacement numbers and birthdays on 1 January, for which numbers without modulus 11 were issued, never do.
    """
    if is_replacement(cpr) or cpr[:4] == "0101":
        return False
    return sum(int(digit) * weight for digit, weight in zip(cpr, _WEIGHTS, strict=True)) % 11 != 0


def mask(cpr: str) -> str:
    """Return `DDMMYY-••••`, the only form shown until the whole number is asked for."""
    return f"{cpr[:6]}-••••"


def written(cpr: str) -> str:
    """Return `DDMMYY-NNNN`."""
    return f"{cpr[:6]}-{cpr[6:]}"

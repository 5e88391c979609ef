"""How well a passphrase would stand against guessing, as a hint in a few steps; nothing here is ever stored."""

from enum import StrEnum
from itertools import pairwise
from typing import Final

MINIMUM_LENGTH: Final = 8
"""Shorter passphrases are refused; everything above is advice."""

_FAIR: Final = 40.0
_STRONG: Final = 66.0
_RUNS: Final = ("abcdefghijklmnopqrstuvwxyzæøå", "qwertyuiopåasdfghjklæøzxcvbnm", "01234567890")
_COMMON: Final = ("adgangskode", "password", "kodeord", "sommer", "vinter", "kommune", "velkommen", "hemmelig")


class Strength(StrEnum):
    """What the hint says, weakest first."""

    TOO_SHORT = "too_short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(passphrase: str) -> Strength:
    """Return the hint for a passphrase: long ones of several words count most, runs and common words hardly at all."""
    if len(passphrase) < MINIMUM_LENGTH:
        return Strength.TOO_SHORT
    bits = _unforeseen(passphrase) * _bits_per_letter(passphrase)
    if bits < _FAIR:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG else Strength.STRONG


def _unforeseen(passphrase: str) -> int:
    """Return how many letters do not follow from those before: repeats, runs of the keyboard and common words do."""
    text = passphrase.casefold()
    for word in _COMMON:
        text = text.replace(word, word[0])
    pairs = {pair for run in _RUNS for line in (run, run[::-1]) for pair in pairwise(line)}
    count, seen = 0, set[str]()
    for position, letter in enumerate(text):
        before = text[max(position - 1, 0) : position]
        triple = text[max(position - 2, 0) : position + 1]
        foreseen = before == letter or (before, letter) in pairs or (len(triple) == 3 and triple in seen)
        count += not foreseen
        seen.add(triple)
    return count


def _bits_per_letter(passphrase: str) -> float:
    """Return what one unforeseen letter is worth, by how many kinds of signs are mixed."""
    kinds = (
        any(letter.islower() for letter in passphrase)
        + any(letter.isupper() for letter in passphrase)
        + any(letter.isdigit() for letter in passphrase)
        + any(not letter.isalnum() and not letter.isspace() for letter in passphrase)
    )
    return 2.6 + 0.5 * kinds

"""Danish letters: folding for search and the order of the alphabet. Pure, so that the store may use it too."""

import unicodedata
from typing import Final

_STROKED: Final = {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
_FOLDED: Final = str.maketrans({"å": "aa", "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "œ": "oe", **_STROKED})

# In ASCII these three follow z, so a plain comparison of bytes gives the Danish order, in SQL as well.
_AE, _OE, _AA = "{", "|", "}"
_ORDERED: Final = str.maketrans({"æ": _AE, "ä": _AE, "ø": _OE, "ö": _OE, "œ": _OE, "å": _AA, "ü": "y", **_STROKED})


def fold(text: str) -> str:
    """Return `text` as search compares it: small letters, å as aa, æ as ae, ø as oe, no accents."""
    if text.isascii():
        return text.lower()
    return _without_accents(_composed(text).translate(_FOLDED))


def sort_key(text: str) -> str:
    """Return a key whose plain order is the Danish one: æ, ø, å last, aa as å, a hyphen as a space.

    Everything but letters, digits and blanks is left out, so `O'Brien` stands by `Obrien`.
    """
    composed = _composed(text).replace("aa", "å")
    ordered = _without_accents("".join(_part(letter) for letter in composed).translate(_ORDERED))
    return " ".join(ordered.split())


def _part(letter: str) -> str:
    if letter.isalnum() or unicodedata.combining(letter):
        return letter
    return " " if letter.isspace() or letter in "-–_/" else ""


def _composed(text: str) -> str:
    """Return small letters in composed form: files from a Mac write å as a and a ring."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()

"""What the formats with pages share: languages with their country, and how wide the columns of a table are."""

from collections.abc import Mapping
from typing import Final

from broker_tui.exchange.documents.parts import Table

REGIONS: Final[Mapping[str, str]] = {"da": "DK", "en": "GB"}
"""The country of each language, for spelling checks and for being read aloud."""

_WIDEST_WORD: Final = 18
_WIDEST_TEXT: Final = 44
_NARROWEST: Final = 6
_AROUND: Final = 3
"""The letters there would be room for in the space on both sides of a cell."""
_PAGE: Final = 88
"""How many letters of a table stand beside each other on a page."""


def widths(table: Table) -> tuple[int, ...]:
    """Return the columns' widths in proportion to each other: room for the longest word, more for longer texts.

    Where not all has room on the page, only the columns of longer texts become narrower, so that words stay whole.
    """
    columns = [(header, *cells) for header, *cells in zip(table.headers, *table.rows, strict=True)]
    least = [_word(column) for column in columns]
    wished = [max(word, _text(column[1:])) for word, column in zip(least, columns, strict=True)]
    over, spare = sum(wished) - _PAGE, sum(wished) - sum(least)
    if over > 0 and spare > 0:
        part = min(over / spare, 1)
        wished = [round(wide - (wide - word) * part) for wide, word in zip(wished, least, strict=True)]
    return tuple(wished)


def _word(column: tuple[str, ...]) -> int:
    longest = max(len(word) for text in column for word in text.split() or [""])
    return max(min(longest, _WIDEST_WORD), _NARROWEST) + _AROUND


def _text(cells: tuple[str, ...]) -> int:
    return min(sum(map(len, cells)) // len(cells), _WIDEST_TEXT) + _AROUND if cells else 0

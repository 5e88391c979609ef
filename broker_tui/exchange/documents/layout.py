"""What the formats with pages share: languages with their country, and how wide the columns of a table are."""

from collections.abc import Mapping
from typing import Final

from broker_tui.exchange.documents.parts import Table

REGIONS: Final[Mapping[str, str]] = {"da": "DK", "en": "GB"}
"""The country of each language, for spelling checks and for being read aloud."""

_WIDEST_WORD: Final = 18
_WIDEST_TEXT: Final = 44


def widths(table: Table) -> tuple[int, ...]:
    """Return the columns' widths in proportion to each other: room for the longest word, more for longer texts."""
    columns = zip(*table.rows, strict=True)
    return tuple(_width(header, cells) for header, cells in zip(table.headers, columns, strict=True))


def _width(header: str, cells: tuple[str, ...]) -> int:
    word = max(len(word) for text in (header, *cells) for word in text.split() or [""])
    mean = sum(map(len, cells)) // len(cells)
    return max(min(word, _WIDEST_WORD), min(mean, _WIDEST_TEXT), 6) + 3

"""The small strategies that all others draw from: days, texts, flags, ids."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import TypeVar

from hypothesis import strategies as st

FIRST_DAY = date(2024, 6, 1)
LAST_DAY = date(2027, 6, 30)
HOSTILE = ("Ølsen [/] & [b Søn", "=1+1", "'; DROP TABLE citizen; --", '"Åse", sagde hun;\nog gik', "🙂 أحمد 王", "%_\\")


NewId = Callable[[], str]
Value = TypeVar("Value")

days = st.dates(FIRST_DAY, LAST_DAY)
_signs = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
lines = st.one_of(st.just(""), st.sampled_from(HOSTILE[:3]), st.text(_signs, max_size=30)).map(str.strip)
texts = st.one_of(st.just(""), st.sampled_from(HOSTILE), st.text(_signs, max_size=80)).map(str.strip)
required_lines = lines.filter(bool)
maybe_flags = st.none() | st.booleans()


def new_ids(start: int = 0) -> NewId:
    """Return a maker of record ids that differ from each other, in the shape of UUIDv7."""
    numbers = count(start)
    return lambda: f"01900000-0000-7000-8000-{next(numbers):012x}"


def tuples_of(one: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    """Draw up to two of something."""
    return st.lists(one, max_size=2).map(tuple)

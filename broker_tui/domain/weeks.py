"""Weeks of contact: what one week holds for one citizen, and the sum of many."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from broker_tui.domain.codes import ContactMedium, NotRequired, WeekState


class WeekMark(NamedTuple):
    """What contacts with the citizen left in a week: the one that reached her, or else the last attempt."""

    reached: bool
    medium: ContactMedium


class WeekStatus(NamedTuple):
    """What one week holds for one citizen.

    Attributes:
        state: the one thing to show.
        medium: how she was reached or tried, None when neither.
        reason: why the week needs no contact, None when it does.
        required: whether the week counts in kept / required: it has begun, the duty holds, and nobody excused it.
    """

    state: WeekState
    medium: ContactMedium | None = None
    reason: NotRequired | None = None
    required: bool = False


class KeptRequired(NamedTuple):
    """How many weeks were kept of those that were required."""

    kept: int
    required: int


def kept_required(statuses: Iterable[WeekStatus]) -> KeptRequired:
    """Sum up weeks: one that was reached without being required counts in neither number."""
    kept = required = 0
    for status in statuses:
        if status.required:
            required += 1
            kept += status.state is WeekState.REACHED
    return KeptRequired(kept, required)


class PastWeeks:
    """Weeks back from one Sunday as bits of an integer, so that spans of days turn into weeks without a loop.

    Bit 0 is the week that ends on `sunday`, bit k the week k weeks before it; there are `count` of them.
    """

    __slots__ = ("_all", "_sunday", "count")

    def __init__(self, sunday: date, count: int) -> None:
        self._sunday = sunday.toordinal()
        self._all = (1 << count) - 1
        self.count = count

    def within(self, start: date, end: date | None) -> int:
        """Return the weeks whose Sunday lies in a span of days, both included."""
        last = (self._sunday - start.toordinal()) // 7
        if last < 0:
            return 0
        bits = self._all & ((2 << last) - 1)
        if end is not None:
            first = -((end.toordinal() - self._sunday) // 7)
            if first > 0:
                bits = bits >> first << first
        return bits

"""Whether a placement held ordinary paid hours in a month, as far as hours are known (R40, R104, R120, R124)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from broker_tui.domain.dates import Month

if TYPE_CHECKING:
    from broker_tui.domain.facts import PlacementSpan
    from broker_tui.domain.results_person import PaidChange, WorkedSpan


def adjusted(at_start: Decimal | None, changes: Iterable[Decimal | None]) -> Decimal | None:
    """Return the hours a week after changes in order: a change that says nothing leaves them as they were (R124)."""
    hours = at_start
    for change in changes:
        hours = hours if change is None else change
    return hours


def had_paid_hours(
    span: "PlacementSpan",
    worked: "Sequence[WorkedSpan]",
    weekly: "Sequence[PaidChange]",
    month: Month,
    until: date,
) -> bool | None:
    """Tell whether paid hours were held in a month up to a day; None when nothing says so or otherwise.

    What was registered as worked (R120) comes before the hours a week that were agreed (R124), since e-indkomst knows
    only hours worked (R53). Hours of a week belong to the month that holds the middle one of the days on which the
    placement ran in that week, so that no hour counts twice. There were none where every day of the placement in the
    month is registered and all of it says zero.
    """
    first, last = max(span.start, month.first), min(span.end or until, until)
    registered: set[date] = set()
    for one in worked:
        begin, end = max(one.first, span.start), min(one.last, span.end or one.last)
        if one.placement_id != span.id or begin > end or begin > until:
            continue
        if one.hours > 0 and Month.of(begin + timedelta(days=(end - begin).days // 2)) == month:
            return True
        registered.update(_days(max(begin, first), min(end, last)))
    if registered and len(registered) > (last - first).days:
        return False
    return _agreed([one for one in weekly if one.placement_id == span.id], first, last)


def _agreed(weekly: "Sequence[PaidChange]", first: date, last: date) -> bool | None:
    """Tell whether the hours a week were above zero on any day; None where they are unknown from the first on."""
    before = adjusted(None, (one.hours for one in weekly if one.on <= first))
    inside = [one.hours for one in weekly if first < one.on <= last]
    if any(hours > 0 for hours in (*inside, before or 0)):
        return True
    return None if before is None else False


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))

"""Hours a week as they have grown, internship and paid apart, and paid hours as they were worked (R120, R124)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.dates import covers
from broker_tui.domain.paid_hours import adjusted

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.follow_up import FollowUp
    from broker_tui.domain.placement import Placement

UNPAID: Final = frozenset({PlacementKind.INTERNSHIP, PlacementKind.WAGE_SUBSIDY})
"""Kinds whose hours at the start are no ordinary paid ones (R46, R104)."""

_NONE: Final = Decimal(0)


class WeekHours(NamedTuple):
    """Hours a week from a day on, in internship or wage subsidy and ordinarily paid."""

    on: date
    internship: Decimal
    paid: Decimal


class Worked(NamedTuple):
    """Paid hours worked in a month `2026-11` or a week `2026-W47`, over all placements."""

    period: str
    hours: Decimal


def hours_on(
    placement: "Placement", follow_ups: "Iterable[FollowUp]", day: date
) -> tuple[Decimal | None, Decimal | None]:
    """Return the hours a week of a placement on a day, internship and paid, as last adjusted; None where unknown.

    `follow_ups` may hold those of other placements.
    """
    unpaid = placement.kind in UNPAID
    own = [one for one in follow_ups if one.placement_id == placement.id and one.on <= day]
    own.sort(key=lambda one: (one.on, one.id))
    internship = adjusted(placement.weekly_hours if unpaid else None, (one.internship_hours for one in own))
    paid = adjusted(None if unpaid else placement.weekly_hours, (one.paid_hours for one in own))
    return internship, paid


def progression(case: "Case", today: date) -> tuple[WeekHours, ...]:
    """Return how the hours a week have changed up to a day, over all placements that ran; oldest first (R120).

    A day on which nothing changes is left out; after the last day of a placement its hours are gone.
    """
    points: list[WeekHours] = []
    for day in sorted(_days_of_change(case, today)):
        running = [one for one in case.placements if covers(one.started_on, one.ended_on, day)]
        known = [hours_on(one, case.follow_ups, day) for one in running]
        point = WeekHours(
            day,
            sum((internship or _NONE for internship, _ in known), _NONE),
            sum((paid or _NONE for _, paid in known), _NONE),
        )
        if (point.internship, point.paid) != ((points[-1].internship, points[-1].paid) if points else (_NONE, _NONE)):
            points.append(point)
    return tuple(points)


def worked(case: "Case") -> tuple[Worked, ...]:
    """Return the paid hours entered, by period in order; months and weeks stay apart."""
    sums: dict[str, Decimal] = {}
    for one in case.worked_hours:
        sums[one.period] = sums.get(one.period, _NONE) + one.hours
    return tuple(Worked(period, sums[period]) for period in sorted(sums))


def _days_of_change(case: "Case", today: date) -> set[date]:
    days = {one.started_on for one in case.placements} | {one.on for one in case.follow_ups}
    days |= {one.ended_on + timedelta(days=1) for one in case.placements if one.ended_on is not None}
    return {day for day in days if day <= today}

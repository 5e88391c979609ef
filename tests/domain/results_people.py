"""People for counting: one in group 1 who counts for nothing, to be changed one fact at a time."""

from datetime import date
from decimal import Decimal
from typing import Any

from broker_tui.domain.codes import Group, PlacementKind
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.domain.facts import GroupSpan, PlacementSpan
from broker_tui.domain.results import MonthStanding, judge_month
from broker_tui.domain.results_person import PaidChange, Person, WorkedSpan, period_days
from tests.domain.people import PROGRAMMES

TODAY = date(2026, 11, 20)
JANUARY = date(2026, 1, 5)
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def person(**changes: Any) -> Person:  # noqa: ANN401
    """A citizen in group 1 since January without any activity; any field may be given."""
    plain = Person("citizen", "Åse Ørsted", "fsm3", "Vejle", JANUARY)
    return plain._replace(**{"groups": (GroupSpan(JANUARY, None, Group.INTERVENTION),), **changes})


def at(kind: PlacementKind, start: date = date(2026, 10, 1), end: date | None = None, id_: str = "p") -> PlacementSpan:
    """A placement since the first of October."""
    return PlacementSpan(start, end, kind, id_)


def doing(*spans: PlacementSpan, **changes: Any) -> Person:  # noqa: ANN401
    """A citizen in group 1 with placements."""
    return person(placements=tuple(sorted(spans)), **changes)


def worked(period: str, hours: str, placement: str = "p") -> WorkedSpan:
    """Hours registered for a period."""
    return WorkedSpan(*period_days(period), placement, Decimal(hours))


def weekly(hours: str, on: date = date.min, id_: str = "", placement: str = "p") -> PaidChange:
    """Paid hours a week: as agreed, or from a day on as adjusted."""
    return PaidChange(on, id_, placement, Decimal(hours))


def said(
    one: Person,
    month: Month = OCTOBER,
    *,
    today: date = TODAY,
    edition: str = "fsm3",
    status: MonthStatus = MonthStatus.LAST_DAY,
) -> MonthStanding:
    """What is said of a citizen in a month, as of 20 November 2026."""
    return judge_month(one, PROGRAMMES[edition], month, today, status)

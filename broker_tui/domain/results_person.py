"""What counting reads about one citizen: the whole history of what decides a month, and nothing else.

A Person is to the results what Facts are to the rules: narrow, light, and made alike from a case and from plain rows.
Unlike Facts it is not tied to a day of judging, so that one reading serves every month.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import PlacementKind, Readiness, SeniorPension
from broker_tui.domain.dates import IsoWeek, Month
from broker_tui.domain.facts import BrokerSpan, ExemptionSpan, ExitSpan, GroupSpan, PlacementSpan

if TYPE_CHECKING:
    from broker_tui.domain.case import Case

HOURS_MATTER: Final = frozenset({PlacementKind.INTERNSHIP, PlacementKind.PAID_HOURS})
"""Kinds of placement of which hours decide whether they count: paid ones beside an internship, none in paid hours."""


class PensionMark(NamedTuple):
    """A step in an application for senior pension (R18-R21)."""

    on: date
    status: SeniorPension


class ReadinessMark(NamedTuple):
    """The readiness from a day on (R25)."""

    on: date
    readiness: Readiness


class WorkedSpan(NamedTuple):
    """Paid hours registered for a month or a week of a placement (R120); both days included."""

    first: date
    last: date
    placement_id: str
    hours: Decimal


class PaidChange(NamedTuple):
    """Paid hours a week of a placement from a day on, as a follow-up has adjusted them (R124).

    What was agreed at the start stands first, with the first of all days and no id.
    """

    on: date
    id: str
    placement_id: str
    hours: Decimal


class Person(NamedTuple):
    """One citizen as counting sees her; spans are sorted by start and include future ones.

    Attributes:
        placements: with start, end, kind and id alone.
        pension: every event, the oldest first, and so with `readiness`.
        worked: registered paid hours of the placements whose hours matter (HOURS_MATTER).
        weekly: paid hours a week of those placements, in order of day and id.
    """

    id: str
    name: str
    edition: str
    municipality: str
    enrolled_on: date
    case_closed_on: date | None = None
    groups: tuple[GroupSpan, ...] = ()
    brokers: tuple[BrokerSpan, ...] = ()
    exemptions: tuple[ExemptionSpan, ...] = ()
    placements: tuple[PlacementSpan, ...] = ()
    exits: tuple[ExitSpan, ...] = ()
    pension: tuple[PensionMark, ...] = ()
    readiness: tuple[ReadinessMark, ...] = ()
    worked: tuple[WorkedSpan, ...] = ()
    weekly: tuple[PaidChange, ...] = ()


def period_days(period: str) -> tuple[date, date]:
    """Return the first and last day of a period written `2026-11` or `2026-W47`.

    Raises:
        ValueError: it is neither.
    """
    if "W" in period:
        week = IsoWeek.parse(period)
        return week.monday, week.sunday
    month = Month.parse(period)
    return month.first, month.last


def person_of(case: "Case", citizen_id: str) -> Person:
    """Return what counting reads of a case, whose tuples may stand in any order."""
    from broker_tui.domain.case import facts_of

    facts = facts_of(case, date.max, citizen_id=citizen_id)
    hours_of = {one.id: one for one in case.placements if one.kind in HOURS_MATTER}
    weekly = [
        PaidChange(date.min, "", one.id, one.weekly_hours)
        for one in hours_of.values()
        if one.weekly_hours is not None and one.kind is PlacementKind.PAID_HOURS
    ]
    weekly += [
        PaidChange(one.on, one.id, one.placement_id, one.paid_hours)
        for one in case.follow_ups
        if one.paid_hours is not None and one.placement_id in hours_of
    ]
    worked = [
        WorkedSpan(*period_days(one.period), one.placement_id, one.hours)
        for one in case.worked_hours
        if one.placement_id in hours_of
    ]
    person = case.citizen
    return Person(
        citizen_id,
        person.name,
        person.edition,
        person.home_municipality,
        person.enrolled_on,
        person.case_closed_on,
        facts.groups,
        tuple(BrokerSpan(span.start, span.end, span.broker_id) for span in facts.brokers),
        facts.exemptions,
        tuple(PlacementSpan(span.start, span.end, span.kind, span.id) for span in facts.placements),
        facts.exits,
        tuple(PensionMark(one.on, one.status) for one in sorted(case.senior_pension, key=lambda e: (e.on, e.id))),
        tuple(ReadinessMark(one.started_on, one.readiness) for one in sorted(case.readiness, key=_by_start)),
        tuple(sorted(worked)),
        tuple(sorted(weekly)),
    )


def _by_start(one: object) -> tuple[object, object]:
    return getattr(one, "started_on", None), getattr(one, "id", "")

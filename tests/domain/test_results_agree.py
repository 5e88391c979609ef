"""Counting agrees with a slow and obvious reference that looks at every day, over generated histories (R57-R59)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.codes import ExitReason, Group, PlacementKind, Readiness, SeniorPension
from broker_tui.domain.codes_results import MonthStatus, ResultColumn, ResultReason
from broker_tui.domain.dates import IsoWeek, Month
from broker_tui.domain.facts import (
    BrokerSpan,
    ExemptionSpan,
    ExitSpan,
    GroupSpan,
    PlacementSpan,
    StepSpan,
    in_order,
)
from broker_tui.domain.programme import Programme
from broker_tui.domain.results import changes, judge_month, unchanged_since
from broker_tui.domain.results_month import month_result
from broker_tui.domain.results_person import PaidChange, PensionMark, Person, ReadinessMark, WorkedSpan, period_days
from broker_tui.domain.status import in_group_1
from tests.domain.people import FSM2, FSM3, facts
from tests.domain.results_people import person

FIRST = date(2026, 7, 20)
LAST = date(2026, 12, 10)
TODAY = date(2026, 11, 20)
MONTHS = tuple(Month(2026, number) for number in range(8, 12))
DAY = timedelta(days=1)

# Half of all days are the first or last of a month, where mistakes hide.
_EDGES = [edge for month in MONTHS for edge in (month.first, month.last)]
days = st.dates(FIRST, LAST) | st.sampled_from(_EDGES)
Span = TypeVar("Span", GroupSpan, ExemptionSpan, ExitSpan, PlacementSpan, BrokerSpan, StepSpan)
Held = TypeVar("Held")


class Told(NamedTuple):
    """What the reference says of a month: who counts in which column, and where everybody else is."""

    in_group: bool
    exempt: bool
    group_2: bool
    column: ResultColumn | None


@st.composite
def spans(draw: st.DrawFn, holds: st.SearchStrategy[Held], most: int) -> list[tuple[date, date | None, Held]]:
    made = []
    for number, start in enumerate(draw(st.lists(days, max_size=most))):
        length = draw(st.none() | st.integers(0, 50))
        later = [edge for edge in _EDGES if edge >= start]
        end = None if length is None else start + timedelta(days=length)
        if later and number % 2:
            end = draw(st.sampled_from(later))
        made.append((start, end, draw(holds)))
    return made


@st.composite
def people(draw: st.DrawFn) -> Person:
    always = st.just([(FIRST, None, Group.INTERVENTION)])
    placements = in_order(
        PlacementSpan(start, end, kind, f"p{number}")
        for number, (start, end, kind) in enumerate(draw(spans(st.sampled_from(PlacementKind), 3)))
    )
    ids = [one.id for one in placements if one.kind in {PlacementKind.INTERNSHIP, PlacementKind.PAID_HOURS}]
    hours = st.sampled_from((Decimal(0), Decimal("0.5"), Decimal(12)))
    periods = days.map(lambda day: str(IsoWeek.of(day))) | days.map(lambda day: str(Month.of(day)))
    worked: list[WorkedSpan] = []
    weekly: list[PaidChange] = []
    if ids:
        which = st.sampled_from(ids)
        some_periods = draw(st.lists(periods, max_size=5, unique=True))
        worked = [WorkedSpan(*period_days(period), draw(which), draw(hours)) for period in some_periods]
        some_days = draw(st.lists(st.just(date.min) | days, max_size=3))
        weekly = [PaidChange(on, f"f{number}", draw(which), draw(hours)) for number, on in enumerate(some_days)]
    return Person(
        "citizen",
        "Åse Ørsted",
        "fsm3",
        "",
        draw(st.just(FIRST) | days),
        draw(st.none() | days),
        groups=in_order(GroupSpan(*span) for span in draw(always | spans(st.sampled_from(Group), 3))),
        exemptions=in_order(
            ExemptionSpan(*span) for span in draw(spans(st.sampled_from(("parental_leave", "other", "unheard")), 2))
        ),
        placements=placements,
        exits=in_order(ExitSpan(*span) for span in draw(spans(st.sampled_from(ExitReason), 1))),
        pension=tuple(
            sorted(
                PensionMark(on, draw(st.sampled_from(SeniorPension)))
                for on in draw(st.lists(days, max_size=2, unique=True))
            )
        ),
        readiness=tuple(
            sorted(
                ReadinessMark(on, draw(st.sampled_from(Readiness)))
                for on in draw(st.lists(days, max_size=2, unique=True))
            )
        ),
        worked=tuple(sorted(worked)),
        weekly=tuple(sorted(weekly)),
    )


def holds(span: Span, day: date) -> bool:
    return span.start <= day and (span.end is None or day <= span.end)


def place(one: Person, programme: Programme, day: date) -> str:
    """Say where a citizen stands on one day, rule by rule."""
    if day < one.enrolled_on:
        return "outside"
    if any(holds(span, day) for span in one.exits):
        return "outside"
    events = [mark.status for mark in one.pension if mark.on <= day]
    if events and events[-1] is SeniorPension.GRANTED:
        return "outside"
    running = [span for span in one.groups if holds(span, day)]
    if not running:
        return "outside"
    if running[-1].group is Group.REHABILITATION:
        return "group_2"
    for span in one.exemptions:
        if holds(span, day) and span.type in programme.exemptions and programme.exemptions[span.type].subtracts:
            return "exempt"
    return "in_group"


def ran(span: PlacementSpan, inside: Sequence[date]) -> list[date]:
    return [day for day in inside if holds(span, day)]


def hours_known(one: Person, span: PlacementSpan, month: Month, inside: Sequence[date]) -> bool | None:
    """Say what is known of paid hours in a month, from the days themselves."""
    there = ran(span, inside)
    registered: list[date] = []
    for hours in (each for each in one.worked if each.placement_id == span.id):
        period = ran(span, [hours.first + DAY * number for number in range((hours.last - hours.first).days + 1)])
        if not period or period[0] > inside[-1]:
            continue
        middle = period[(len(period) - 1) // 2]
        if hours.hours > 0 and (middle.year, middle.month) == month:
            return True
        registered += period
    if registered and all(day in registered for day in there):
        return False
    each_day: list[Decimal | None] = []
    for day in there:
        known = [change.hours for change in one.weekly if change.placement_id == span.id and change.on <= day]
        each_day.append(known[-1] if known else None)
    if any(hours for hours in each_day):
        return True
    return None if None in each_day else False


def column(one: Person, programme: Programme, month: Month, inside: Sequence[date]) -> ResultColumn | None:
    found = set()
    for span in one.placements:
        if not ran(span, inside):
            continue
        if span.kind in programme.counts:
            if span.kind is PlacementKind.PAID_HOURS and hours_known(one, span, month, inside) is False:
                continue
            study = span.kind is PlacementKind.SU_EDUCATION
            found.add(ResultColumn.EDUCATION if study else ResultColumn.PAID_HOURS)
        elif span.kind is PlacementKind.INTERNSHIP and hours_known(one, span, month, inside):
            found.add(ResultColumn.PAID_HOURS)
    if ResultColumn.PAID_HOURS in found:
        return ResultColumn.PAID_HOURS
    return ResultColumn.EDUCATION if found else None


def expected(one: Person, programme: Programme, month: Month, today: date, status: MonthStatus) -> Told:
    inside = [month.first + DAY * number for number in range(31)]
    inside = [day for day in inside if day <= min(month.last, today)]
    looked_at = inside[-1:] if status is MonthStatus.LAST_DAY else inside
    places = [place(one, programme, day) for day in looked_at]
    best = min(places, key=("in_group", "exempt", "group_2", "outside").index)
    counted = column(one, programme, month, inside) if best == "in_group" else None
    return Told(best == "in_group", best == "exempt", best == "group_2", counted)


@given(people(), st.sampled_from((FSM2, FSM3)), st.sampled_from(MONTHS), st.sampled_from(MonthStatus))
@settings(max_examples=300, deadline=None)
def test_a_month_agrees_with_looking_at_every_day(
    one: Person, programme: Programme, month: Month, status: MonthStatus
) -> None:
    standing = judge_month(one, programme, month, TODAY, status)
    told = Told(standing.in_group, standing.exempt, standing.code is ResultReason.GROUP_2, standing.column)
    assert told == expected(one, programme, month, TODAY, status)
    assert standing.counts == (standing.column is not None)


def assert_kept_no_longer_than_it_holds(one: Person, status: MonthStatus) -> None:
    for month in MONTHS:
        standing = judge_month(one, FSM3, month, TODAY, status)
        if standing.code is ResultReason.STARTS_LATER:
            continue
        since = unchanged_since(changes(one), min(month.last, TODAY))
        for earlier in MONTHS:
            if since <= earlier.first and earlier < month:
                assert judge_month(one, FSM3, earlier, TODAY, status) == standing


@given(people(), st.sampled_from(MonthStatus))
@settings(max_examples=100, deadline=None)
def test_what_is_said_holds_as_long_as_nothing_changes(one: Person, status: MonthStatus) -> None:
    assert_kept_no_longer_than_it_holds(one, status)


@pytest.mark.parametrize("status", MonthStatus)
@pytest.mark.parametrize("open_end", [False, True])
def test_no_single_change_is_overlooked(status: MonthStatus, open_end: bool) -> None:
    """Every kind of time, beginning in August or on any later day, and ending on any day."""
    for number in range((LAST - FIRST).days):
        day = FIRST + DAY * number
        start, end = (day, None) if open_end else (FIRST, day)
        internship = PlacementSpan(FIRST, None, PlacementKind.INTERNSHIP, "p")
        for changed in (
            {"placements": (PlacementSpan(start, end, PlacementKind.ORDINARY_JOB, "p"),)},
            {"exits": (ExitSpan(start, end, ExitReason.MOVED),)},
            {"exemptions": (ExemptionSpan(start, end, "parental_leave"),)},
            {"groups": (GroupSpan(start, end, Group.INTERVENTION),)},
            {"enrolled_on": day},
            {"case_closed_on": day},
            {"pension": (PensionMark(day, SeniorPension.GRANTED),)},
            {"readiness": (ReadinessMark(day, Readiness.JOB_READY),)},
            {"placements": (internship,), "worked": (WorkedSpan(*period_days(str(Month.of(day))), "p", Decimal(3)),)},
            {"placements": (internship,), "worked": (WorkedSpan(*period_days(str(IsoWeek.of(day))), "p", Decimal(3)),)},
            {"placements": (internship,), "weekly": (PaidChange(day, "f", "p", Decimal(3)),)},
        ):
            assert_kept_no_longer_than_it_holds(person(enrolled_on=FIRST)._replace(**changed), status)


@given(people(), st.dates(date(2026, 8, 1), TODAY))
@settings(max_examples=100, deadline=None)
def test_the_group_is_that_of_the_rules_but_for_a_grant_of_pension(one: Person, day: date) -> None:
    month = Month.of(day)
    same = facts(
        enrolled_on=one.enrolled_on, groups=one.groups, exemptions=one.exemptions, exits=one.exits, exited_on=None
    )
    standing = judge_month(one, FSM3, month, day)
    if standing.code is not ResultReason.PENSION_GRANTED:
        assert standing.in_group == in_group_1(same, FSM3, day)


@given(st.lists(people(), max_size=5), st.sampled_from(MONTHS), st.sampled_from(MonthStatus))
@settings(max_examples=60, deadline=None)
def test_the_sums_are_those_of_the_list_of_citizens(many: list[Person], month: Month, status: MonthStatus) -> None:
    standings = [judge_month(one, FSM3, month, TODAY, status) for one in many]
    result = month_result(standings, FSM3, month, TODAY)
    told = [expected(one, FSM3, month, TODAY, status) for one in many]
    assert result.net == sum(one.in_group for one in told)
    assert result.exempt == sum(one.exempt for one in told)
    assert result.gross == result.net + result.exempt
    assert result.counted == sum(one.column is not None for one in told) == sum(one.counts for one in standings)
    assert result.paid_hours == sum(one.column is ResultColumn.PAID_HOURS for one in told)
    assert result.paid_hours + result.education == result.counted
    assert result.group2.size == sum(one.group_2 for one in told)
    assert sum(result.exempt_by_type.values()) == result.exempt
    assert result.share is None or 0 <= result.share <= 1

"""The weekly finding and the week grid tell the same story, over generated times that crowd a few months."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.codes import ContactMedium, ExitReason, Group, Level, PlacementKind, Step, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.facts import (
    BrokerSpan,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GroupSpan,
    PlacementSpan,
    StepSpan,
    in_order,
)
from broker_tui.domain.rules import judge
from broker_tui.domain.rules.weekly import SCANNED_WEEKS, week_state
from broker_tui.domain.status import latest_on
from broker_tui.domain.weeks import WeekMark
from tests.domain.people import FSM3, TODAY, facts

FIRST = TODAY - timedelta(days=120)
days = st.dates(FIRST, TODAY + timedelta(days=14))
Held = TypeVar("Held")
Span = tuple[date, date | None]


class Told(NamedTuple):
    """Facts, and the contacts they were made of."""

    facts: Facts
    contacts: Sequence[tuple[date, bool]]


@st.composite
def spans(draw: st.DrawFn, holds: st.SearchStrategy[Held], most: int) -> list[tuple[date, date | None, Held]]:
    made = []
    for start in draw(st.lists(days, max_size=most)):
        length = draw(st.none() | st.integers(0, 60))
        made.append((start, None if length is None else start + timedelta(days=length), draw(holds)))
    return made


@st.composite
def told(draw: st.DrawFn) -> Told:
    contacts = draw(st.lists(st.tuples(st.dates(FIRST, TODAY), st.booleans()), max_size=5))
    exits = in_order(ExitSpan(*span) for span in draw(spans(st.sampled_from(ExitReason), 1)))
    now = latest_on(exits, TODAY)
    always = st.just([(FIRST, None, Group.INTERVENTION)])
    return Told(
        facts(
            enrolled_on=draw(st.just(FIRST) | days.filter(lambda day: day <= TODAY)),
            exits=exits,
            exited_on=now.start if now else None,
            exit_reason=now.reason if now else None,
            groups=in_order(GroupSpan(*span) for span in draw(always | spans(st.sampled_from(Group), 3))),
            brokers=in_order(
                BrokerSpan(*span) for span in draw(st.just([(FIRST, None, "a")]) | spans(st.sampled_from("ab"), 3))
            ),
            exemptions=in_order(
                ExemptionSpan(*span) for span in draw(spans(st.sampled_from(("parental_leave", "other", "unheard")), 2))
            ),
            placements=in_order(
                PlacementSpan(*span)
                for span in draw(spans(st.sampled_from((PlacementKind.INTERNSHIP, PlacementKind.SU_EDUCATION)), 2))
            ),
            steps=in_order(StepSpan(*span) for span in draw(spans(st.sampled_from(Step), 3))),
            excused_weeks=tuple(sorted({IsoWeek.of(day) for day in draw(st.lists(days, max_size=3))})),
            last_reached_on=max((day for day, reached in contacts if reached), default=None),
        ),
        contacts,
    )


def marks(contacts: Sequence[tuple[date, bool]]) -> dict[IsoWeek, WeekMark]:
    left: dict[IsoWeek, WeekMark] = {}
    for day, reached in contacts:
        if reached or IsoWeek.of(day) not in left:
            left[IsoWeek.of(day)] = WeekMark(reached, ContactMedium.PHONE)
    return left


def expected(case: Told) -> tuple[Level, date, int] | None:
    """Read the finding off the week grid: level, first day, weeks missed."""
    left, week = marks(case.contacts), IsoWeek.of(TODAY)
    now = week_state(case.facts, FSM3, TODAY, week, left.get(week))
    if not now.required or now.state is WeekState.REACHED:
        return None
    missed: list[IsoWeek] = []
    for back in range(1, SCANNED_WEEKS + 1):
        before = week.plus(-back)
        status = week_state(case.facts, FSM3, TODAY, before, left.get(before))
        if status.state is WeekState.REACHED or status.reason is not None:
            break
        if status.required:
            missed.append(before)
    return (Level.OVERDUE, missed[-1].monday, len(missed)) if missed else (Level.DUE, week.monday, 0)


@given(told())
@settings(max_examples=500, deadline=None)
def test_the_weekly_finding_agrees_with_the_weeks(case: Told) -> None:
    found = {finding.code: finding for finding in judge(case.facts, FSM3, TODAY)}
    finding = found.get("weekly_contact")
    assert (None if finding is None else (finding.level, finding.since, finding.params["n"])) == expected(case)

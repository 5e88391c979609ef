"""R95-R98: when contact is due, when it is overdue, and what each week holds."""

from datetime import date
from typing import Any

import pytest

from broker_tui.domain.codes import (
    ContactMedium,
    ExitReason,
    Group,
    Level,
    NotRequired,
    PlacementKind,
    SeniorPension,
    Step,
    WeekState,
)
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.facts import BrokerSpan, ExemptionSpan, ExitSpan, Facts, GroupSpan, PlacementSpan, StepSpan
from broker_tui.domain.rules.weekly import REASON_RULE, not_required_reason, week_state
from broker_tui.domain.weeks import KeptRequired, WeekMark, WeekStatus, kept_required
from tests.domain.people import ENROLLED, FSM3, TODAY, facts, found

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
MONDAY_46, SUNDAY_46 = date(2026, 11, 9), date(2026, 11, 15)
SUNDAY_45 = date(2026, 11, 8)
W45, W46, W47, W48 = (IsoWeek(2026, week) for week in (45, 46, 47, 48))
LONG_AGO = date(2026, 10, 6)

Expected = tuple[Level, date, date, int] | None
DUE: Expected = (Level.DUE, MONDAY, SUNDAY, 0)
ONE_MISSED: Expected = (Level.OVERDUE, MONDAY_46, SUNDAY_46, 1)
FIVE_MISSED: Expected = (Level.OVERDUE, date(2026, 10, 12), date(2026, 10, 18), 5)


def reached(on: date | None, **changes: Any) -> Facts:  # noqa: ANN401
    return facts(last_reached_on=on, **changes)


def exempt(start: date, end: date | None, kind: str = "parental_leave") -> dict[str, Any]:
    return {"exemptions": (ExemptionSpan(start, end, kind),)}


def placed(start: date, end: date | None, kind: PlacementKind = PlacementKind.INTERNSHIP) -> dict[str, Any]:
    return {"placements": (PlacementSpan(start, end, kind),)}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(reached(MONDAY), None, id="R95 reached on this week's Monday"),
        pytest.param(reached(TODAY), None, id="R95 reached today"),
        pytest.param(reached(SUNDAY_46), DUE, id="R95 reached on last week's Sunday"),
        pytest.param(reached(MONDAY_46), DUE, id="R95 reached on last week's Monday"),
        pytest.param(reached(SUNDAY_45), ONE_MISSED, id="R95 a week passed without"),
        pytest.param(reached(LONG_AGO), FIVE_MISSED, id="R95 five weeks passed without"),
        pytest.param(reached(None), (Level.OVERDUE, ENROLLED, date(2026, 10, 11), 6), id="R95 never reached"),
        pytest.param(reached(None, enrolled_on=MONDAY), DUE, id="R95 enrolled this week"),
        pytest.param(reached(None, enrolled_on=SUNDAY_46), ONE_MISSED, id="R95 enrolled last Sunday"),
        pytest.param(reached(SUNDAY_45, excused_weeks=(W46,)), DUE, id="C3 the missed week was excused"),
        pytest.param(reached(SUNDAY_45, excused_weeks=(W47,)), None, id="C3 this week is excused"),
        pytest.param(reached(SUNDAY_45, excused_weeks=(W45, W48)), ONE_MISSED, id="C3 other weeks were excused"),
        pytest.param(reached(LONG_AGO, **exempt(TODAY, None)), None, id="R14 exempt"),
        pytest.param(reached(LONG_AGO, **exempt(TODAY, SUNDAY)), None, id="R14 exempt to the last day of the week"),
        pytest.param(reached(LONG_AGO, **exempt(SUNDAY, None)), None, id="R14 exempt from the last day of the week"),
        pytest.param(
            reached(LONG_AGO, **exempt(date(2026, 11, 23), None)), FIVE_MISSED, id="R14 exempt from next week"
        ),
        pytest.param(reached(LONG_AGO, **exempt(TODAY, date(2026, 11, 21))), FIVE_MISSED, id="R15 ends on Saturday"),
        pytest.param(reached(LONG_AGO, **exempt(MONDAY_46, SUNDAY_46)), DUE, id="R15 the clock starts anew"),
        pytest.param(
            reached(LONG_AGO, **exempt(LONG_AGO, date(2026, 11, 14))), ONE_MISSED, id="R15 ended before Sunday"
        ),
        pytest.param(
            reached(LONG_AGO, **exempt(TODAY, None, "other")), FIVE_MISSED, id="R16 type that subtracts nothing"
        ),
        pytest.param(reached(LONG_AGO, **exempt(TODAY, None, "unheard")), FIVE_MISSED, id="R16 type of no list"),
        pytest.param(reached(SUNDAY_45, **placed(SUNDAY, None)), None, id="R96 starts on this week's Sunday"),
        pytest.param(reached(SUNDAY_45, **placed(date(2026, 11, 23), None)), ONE_MISSED, id="R96 starts next week"),
        pytest.param(reached(LONG_AGO, **placed(MONDAY_46, date(2026, 11, 20))), DUE, id="R96 ended on Friday"),
        pytest.param(
            reached(SUNDAY_45, **placed(MONDAY, None, PlacementKind.WAGE_SUBSIDY)), None, id="R96 wage subsidy"
        ),
        pytest.param(reached(SUNDAY_45, **placed(MONDAY, None, PlacementKind.PAID_HOURS)), None, id="R96 paid hours"),
        pytest.param(
            reached(SUNDAY_45, **placed(MONDAY, None, PlacementKind.SU_EDUCATION)), ONE_MISSED, id="R96 a school"
        ),
        pytest.param(reached(None, brokers=(BrokerSpan(SUNDAY, None, "b"),)), DUE, id="C5 broker from Sunday"),
        pytest.param(
            reached(None, brokers=(BrokerSpan(date(2026, 11, 23), None, "b"),)), None, id="C5 broker next week"
        ),
        pytest.param(reached(None, brokers=()), None, id="C5 no broker"),
        pytest.param(
            reached(SUNDAY_45, brokers=(BrokerSpan(ENROLLED, TODAY, "a"), BrokerSpan(date(2026, 11, 19), None, "b"))),
            ONE_MISSED,
            id="R62 another broker takes over",
        ),
        pytest.param(
            reached(SUNDAY_45, groups=(GroupSpan(ENROLLED, None, Group.REHABILITATION),)), None, id="R95 group 2"
        ),
        pytest.param(reached(SUNDAY_45, groups=()), None, id="R95 no group"),
        pytest.param(
            reached(
                LONG_AGO,
                groups=(
                    GroupSpan(ENROLLED, None, Group.INTERVENTION),
                    GroupSpan(MONDAY_46, SUNDAY_46, Group.REHABILITATION),
                ),
            ),
            DUE,
            id="R23 group 2 in between, by mistake within group 1",
        ),
        pytest.param(reached(SUNDAY_45, steps=(StepSpan(ENROLLED, None, Step.COMPANY),)), ONE_MISSED, id="R96 step 3"),
        pytest.param(reached(SUNDAY_45, steps=(StepSpan(MONDAY, None, Step.AFTERCARE),)), None, id="R129 aftercare"),
        pytest.param(reached(SUNDAY_45, steps=(StepSpan(MONDAY, None, Step.DONE),)), None, id="R128 done"),
        pytest.param(reached(SUNDAY_45, senior_pension=SeniorPension.APPLIED), ONE_MISSED, id="R18 applying goes on"),
        pytest.param(reached(SUNDAY_45, case_closed_on=MONDAY), ONE_MISSED, id="R24 a closed case goes on"),
        pytest.param(
            reached(SUNDAY_45, exits=(ExitSpan(date(2026, 11, 20), None, ExitReason.MOVED),)),
            None,
            id="R22 leaves Friday",
        ),
        pytest.param(
            reached(LONG_AGO, exits=(ExitSpan(date(2026, 10, 12), SUNDAY_45, ExitReason.MOVED),)),
            ONE_MISSED,
            id="R22 came back last week",
        ),
    ],
)
def test_weekly_contact(given: Facts, expected: Expected) -> None:
    finding = found(given).get("weekly_contact")
    if expected is None:
        assert finding is None
    else:
        assert finding is not None
        assert (finding.level, finding.since, finding.due, finding.params["n"]) == expected


@pytest.mark.parametrize(("edition", "rule"), [("fsm2", "R96"), ("fsm3", "R95")])
def test_each_edition_cites_its_own_wording(edition: str, rule: str) -> None:
    """C3: a duty in FSM2, a rule of thumb in FSM3."""
    assert found(reached(SUNDAY_46), edition)["weekly_contact"].rule == rule


def test_days_are_counted_from_the_last_time_or_from_enrolment() -> None:
    assert found(reached(SUNDAY_45))["weekly_contact"].params["days"] == 10
    never = found(reached(None))["weekly_contact"].params
    assert (never["days"], never["never"]) == (44, True)


def test_missed_weeks_are_counted_two_years_back() -> None:
    ages = date(2020, 1, 1)
    given = reached(
        None,
        enrolled_on=ages,
        groups=(GroupSpan(ages, None, Group.INTERVENTION),),
        brokers=(BrokerSpan(ages, None, "b"),),
    )
    assert found(given)["weekly_contact"].params["n"] == 104


def test_a_year_with_53_weeks() -> None:
    """Week 53 of 2026 holds 1 January 2027."""
    finding = found(reached(date(2026, 12, 27)), today=date(2027, 1, 1))["weekly_contact"]
    assert (finding.level, finding.params["week"], finding.due) == (Level.DUE, IsoWeek(2026, 53), date(2027, 1, 3))


PHONE = WeekMark(reached=True, medium=ContactMedium.PHONE)
TRIED = WeekMark(reached=False, medium=ContactMedium.SMS)


@pytest.mark.parametrize(
    ("given", "week", "mark", "expected"),
    [
        pytest.param(
            facts(),
            W47,
            PHONE,
            WeekStatus(WeekState.REACHED, ContactMedium.PHONE, None, required=True),
            id="R97 reached",
        ),
        pytest.param(
            facts(),
            W47,
            TRIED,
            WeekStatus(WeekState.TRIED, ContactMedium.SMS, None, required=True),
            id="R98 only tried",
        ),
        pytest.param(facts(), W46, None, WeekStatus(WeekState.MISSING, None, None, required=True), id="R95 nothing"),
        pytest.param(facts(), W48, None, WeekStatus(WeekState.FUTURE), id="not begun"),
        pytest.param(facts(excused_weeks=(W46,)), W46, None, WeekStatus(WeekState.EXCUSED), id="C3 excused"),
        pytest.param(
            facts(excused_weeks=(W46,)), W46, PHONE, WeekStatus(WeekState.REACHED, ContactMedium.PHONE), id="C3 reached"
        ),
        pytest.param(
            facts(**exempt(ENROLLED, None)),
            W46,
            PHONE,
            WeekStatus(WeekState.REACHED, ContactMedium.PHONE, NotRequired.EXEMPT),
            id="R14 reached all the same",
        ),
        pytest.param(
            facts(**exempt(ENROLLED, None)),
            W46,
            TRIED,
            WeekStatus(WeekState.NOT_REQUIRED, ContactMedium.SMS, NotRequired.EXEMPT),
            id="R14 tried all the same",
        ),
        pytest.param(
            facts(**placed(MONDAY, None)),
            W48,
            None,
            WeekStatus(WeekState.FUTURE, None, NotRequired.AT_COMPANY),
            id="R96 a week to come",
        ),
    ],
)
def test_week_state(given: Facts, week: IsoWeek, mark: WeekMark | None, expected: WeekStatus) -> None:
    assert week_state(given, FSM3, TODAY, week, mark) == expected


@pytest.mark.parametrize(
    ("given", "day", "reason"),
    [
        (facts(), ENROLLED, None),
        (facts(), date(2026, 10, 4), NotRequired.NOT_ENROLLED),
        (facts(exited_on=TODAY, exit_reason=ExitReason.DIED), TODAY, NotRequired.EXITED),
        (facts(exited_on=TODAY, exit_reason=ExitReason.DIED), date(2026, 11, 17), None),
        (facts(exits=(ExitSpan(SUNDAY_45, SUNDAY_46, ExitReason.MOVED),)), SUNDAY_46, NotRequired.EXITED),
        (facts(exits=(ExitSpan(SUNDAY_45, SUNDAY_46, ExitReason.MOVED),)), MONDAY, None),
        (facts(groups=(GroupSpan(ENROLLED, None, Group.REHABILITATION),)), TODAY, NotRequired.NOT_GROUP_1),
        (facts(groups=(GroupSpan(MONDAY, None, Group.INTERVENTION),)), SUNDAY_46, NotRequired.NOT_GROUP_1),
        (facts(**exempt(MONDAY_46, SUNDAY_46)), SUNDAY_46, NotRequired.EXEMPT),
        (facts(**exempt(MONDAY_46, SUNDAY_46)), MONDAY, None),
        (facts(steps=(StepSpan(MONDAY, None, Step.DONE),)), TODAY, NotRequired.COMPLETED),
        (facts(**placed(MONDAY, TODAY)), TODAY, NotRequired.AT_COMPANY),
        (facts(brokers=(BrokerSpan(ENROLLED, SUNDAY_46, "b"),)), MONDAY, NotRequired.NO_BROKER),
    ],
)
def test_not_required_reason(given: Facts, day: date, reason: NotRequired | None) -> None:
    assert not_required_reason(given, FSM3, day) is reason


def test_every_reason_cites_a_rule() -> None:
    assert set(REASON_RULE) == set(NotRequired)


def test_kept_of_required_leaves_out_weeks_that_were_not_required() -> None:
    statuses = [
        WeekStatus(WeekState.REACHED, ContactMedium.PHONE, None, required=True),
        WeekStatus(WeekState.REACHED, ContactMedium.PHONE, NotRequired.EXEMPT),
        WeekStatus(WeekState.TRIED, ContactMedium.SMS, None, required=True),
        WeekStatus(WeekState.MISSING, required=True),
        WeekStatus(WeekState.EXCUSED),
        WeekStatus(WeekState.FUTURE),
    ]
    assert kept_required(statuses) == KeptRequired(1, 3)
    assert kept_required([]) == KeptRequired(0, 0)

"""What a month adds up to: shares, targets, what it would take, the project period (R30, R36, R40, R42, R49)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.domain.codes import Group, PlacementKind
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.domain.facts import ExemptionSpan, GroupSpan
from broker_tui.domain.results_month import (
    MonthResult,
    Target,
    best_month,
    month_result,
    needed,
    next_target,
    reached,
    targets_of,
    touches_period,
)
from broker_tui.domain.results_person import Person
from tests.domain.people import FSM2, FSM3
from tests.domain.results_people import JANUARY, NOVEMBER, OCTOBER, TODAY, at, doing, person, said

Kind = PlacementKind
GROUP_2 = (GroupSpan(JANUARY, None, Group.REHABILITATION),)


def result(net: int, counted: int, month: Month = NOVEMBER) -> MonthResult:
    return MonthResult(month, month.last, net, 0, net, counted, counted, 0)


def summed(*people: Person, month: Month = OCTOBER) -> MonthResult:
    return month_result([said(one, month) for one in people], FSM3, month, TODAY)


def test_one_month_adds_up() -> None:
    exempt = (ExemptionSpan(JANUARY, None, "parental_leave"),)
    told = summed(
        doing(at(Kind.PAID_HOURS)),
        doing(at(Kind.SU_EDUCATION), at(Kind.INTERNSHIP, id_="q")),
        doing(at(Kind.WAGE_SUBSIDY)),
        person(),
        doing(at(Kind.ORDINARY_JOB), exemptions=exempt),
        doing(at(Kind.FLEX_JOB), groups=GROUP_2),
        doing(at(Kind.PAID_HOURS), at(Kind.INTERNSHIP, id_="q"), groups=GROUP_2),
        person(groups=()),
    )
    assert (told.gross, told.exempt, told.net) == (5, 1, 4)
    assert (told.counted, told.paid_hours, told.education, told.share) == (2, 1, 1, 0.5)
    assert told.kinds == {
        Kind.PAID_HOURS: 1,
        Kind.ORDINARY_JOB: 1,
        Kind.INTERNSHIP: 1,
        Kind.WAGE_SUBSIDY: 1,
        Kind.SU_EDUCATION: 1,
    }
    assert told.exempt_by_type == {"parental_leave": 1}
    assert told.group2 == (2, 1, 0, {Kind.PAID_HOURS: 1, Kind.INTERNSHIP: 1, Kind.FLEX_JOB: 1})
    assert (told.day, told.so_far) == (OCTOBER.last, False)


def test_nobody_in_the_group_has_no_share() -> None:
    told = summed(doing(at(Kind.FLEX_JOB), groups=GROUP_2))
    assert (told.net, told.share) == (0, None)
    assert not reached(told, 0.15)
    assert needed(told, 0.15) == 0


def test_the_current_month_is_told_as_far_as_it_has_come() -> None:
    told = summed(person(), month=NOVEMBER)
    assert (told.day, told.so_far) == (TODAY, True)
    assert not month_result([said(person(), NOVEMBER)], FSM3, NOVEMBER, NOVEMBER.last).so_far


@pytest.mark.parametrize(
    ("net", "counted", "target", "more"),
    [
        (35, 7, 0.2, 0),
        (35, 6, 0.2, 1),
        (36, 6, 0.2, 2),
        (40, 6, 0.15, 0),
        (40, 5, 0.15, 1),
        (60, 9, 0.15, 0),
        (20, 3, 0.15, 0),
        (15, 0, 0.2, 3),
        (1, 0, 0.15, 1),
        (0, 0, 0.2, 0),
        (5, 5, 0.2, 0),
        (1000, 549, 0.55, 1),
        (100, 28, 0.29, 1),
        (100, 56, 0.57, 1),
    ],
)
def test_what_it_would_take_is_exact(net: int, counted: int, target: float, more: int) -> None:
    assert needed(result(net, counted), target) == more


@given(st.integers(1, 40_000), st.data(), st.sampled_from((0.15, 0.2, 0.55, 0.29, 0.07, 1.0)))
def test_one_more_would_be_too_many_and_one_less_too_few(net: int, data: st.DataObject, target: float) -> None:
    counted = data.draw(st.integers(0, net))
    more = needed(result(net, counted), target)
    share = Fraction(str(target))
    assert Fraction(counted + more, net) >= share
    assert more == 0 or Fraction(counted + more - 1, net) < share
    assert reached(result(net, counted), target) == (Fraction(counted, net) >= share)


def test_targets_are_the_programmes_and_the_teams() -> None:
    shares = (Fraction(3, 20), Fraction(1, 5))
    assert targets_of(FSM2) == tuple(Target(share) for share in shares)
    assert targets_of(FSM2, 0.2) == targets_of(FSM2)
    own = Target(Fraction(7, 40), is_team_goal=True)
    assert targets_of(FSM2, 0.175) == (Target(shares[0]), own, Target(shares[1]))
    assert targets_of(FSM2, 0.25)[-1] == Target(Fraction(1, 4), is_team_goal=True)


def test_the_next_target_is_the_lowest_not_reached() -> None:
    targets = targets_of(FSM2)
    assert [next_target(result(20, counted), targets) for counted in (0, 2, 3, 4)] == [
        *targets[:1] * 2,
        targets[1],
        None,
    ]


def test_the_best_month_is_the_latest_of_the_highest() -> None:
    months = [result(40, 8, Month(2026, 8)), result(20, 4, Month(2026, 9)), result(0, 0, OCTOBER), result(21, 4)]
    best = best_month(months)
    assert best is not None
    assert best.month == Month(2026, 9)
    assert best_month([result(0, 0)]) is None


def test_months_outside_the_project_are_told_from_those_inside() -> None:
    assert touches_period(FSM2, Month(2021, 12))
    assert not touches_period(FSM2, Month(2022, 1))
    assert [
        touches_period(FSM3, month) for month in (Month(2021, 11), Month(2021, 12), Month(2023, 12), Month(2024, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    endless = replace(FSM3, period_start=None, period_end=None)
    assert touches_period(endless, Month(1999, 1))
    half = replace(FSM3, period_start=date(2026, 11, 30))
    assert touches_period(replace(half, period_end=None), NOVEMBER)


def test_the_setting_is_data_of_the_edition() -> None:
    assert {FSM2.results_month_status, FSM3.results_month_status} == {MonthStatus.LAST_DAY}
    assert "C6" in FSM2.sources["results_month_status"]

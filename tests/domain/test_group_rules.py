"""R1-R12, R23: target group, groups, the way through rehabilitation, markers; cases on both sides of each boundary."""

from datetime import date
from typing import Any

import pytest

from broker_tui.domain.codes import Group, Level, Marker, RehabTarget, SeniorPension, Step
from broker_tui.domain.facts import Facts, GroupSpan, MarkerSpan, StepSpan
from broker_tui.domain.rules.target_group import below_minimum_age, default_group, in_period
from tests.domain.people import ENROLLED, FSM2, FSM3, TODAY, days_ago, facts, found, group_2

YESTERDAY, TOMORROW = days_ago(1), days_ago(-1)
ONE, TWO = Group.INTERVENTION, Group.REHABILITATION


def in_groups(*spans: tuple[date, date | None, Group], **changes: Any) -> Facts:  # noqa: ANN401
    return facts(groups=tuple(GroupSpan(*span) for span in spans), **changes)


def marked(start: date, end: date | None, marker: Marker = Marker.REHAB) -> tuple[MarkerSpan, ...]:
    return (MarkerSpan(start, end, marker),)


def test_a_plain_citizen_has_no_findings() -> None:
    assert found(facts()) == {}
    assert found(group_2()) == {}


@pytest.mark.parametrize(
    ("born", "young"),
    [
        (date(1996, 11, 18), False),
        (date(1996, 11, 19), True),
        (date(2005, 1, 1), True),
        (date(1950, 1, 1), False),
        (date(1996, 2, 29), False),
    ],
)
def test_age_boundary(born: date, young: bool) -> None:
    """R1, R3, C1: who turns 30 today is old enough."""
    assert below_minimum_age(born, FSM3, TODAY) is young
    finding = found(facts(birth_date=born)).get("under_age")
    assert (finding is not None) is young
    assert finding is None or (finding.level, finding.params["minimum"]) == (Level.WARNING, 30)


def test_the_default_group_is_group_1() -> None:
    """R4."""
    assert default_group() is ONE


@pytest.mark.parametrize(
    ("day", "in_fsm2", "in_fsm3"),
    [
        (date(2021, 11, 30), True, False),
        (date(2021, 12, 1), True, True),
        (date(2021, 12, 31), True, True),
        (date(2022, 1, 1), False, True),
        (date(2023, 12, 31), False, True),
        (date(2024, 1, 1), False, False),
    ],
)
def test_period(day: date, in_fsm2: bool, in_fsm3: bool) -> None:
    """R30."""
    assert (in_period(FSM2, day), in_period(FSM3, day)) == (in_fsm2, in_fsm3)


CASES = [
    ("R2", "intro_programme", facts(in_intro_programme=True), Level.WARNING),
    ("R2", "benefit_outside", facts(benefit="education_benefit"), Level.WARNING),
    ("R2 unknown benefit", "benefit_outside", facts(benefit=None), None),
    ("R5", "no_group", in_groups(), Level.WARNING),
    ("R5 begins tomorrow", "no_group", in_groups((TOMORROW, None, ONE)), Level.WARNING),
    ("R5 began today", "no_group", in_groups((TODAY, None, ONE)), None),
    ("R5 ended yesterday", "no_group", in_groups((ENROLLED, YESTERDAY, ONE)), Level.WARNING),
    ("R5 ends today", "no_group", in_groups((ENROLLED, TODAY, ONE)), None),
    ("R23 both open", "two_groups", in_groups((ENROLLED, None, ONE), (YESTERDAY, None, TWO)), Level.OVERDUE),
    ("R23 overlap today", "two_groups", in_groups((ENROLLED, TODAY, ONE), (TODAY, None, TWO)), Level.OVERDUE),
    ("R23 follow on", "two_groups", in_groups((ENROLLED, YESTERDAY, ONE), (TODAY, None, ONE)), None),
    ("R23 overlapped once", "two_groups", in_groups((ENROLLED, days_ago(2), TWO), (days_ago(9), None, ONE)), None),
    ("R8 in group 1", "group_mismatch", facts(assessment=RehabTarget.FLEX_JOB), Level.OVERDUE),
    ("R8 in no group", "group_mismatch", in_groups(assessment=RehabTarget.RESOURCE_COURSE), Level.OVERDUE),
    ("R8 in group 2", "group_mismatch", group_2(), None),
    ("R8 assessed for none", "group_mismatch", facts(assessment=RehabTarget.NONE), None),
    (
        "C22 refused",
        "group_mismatch",
        facts(assessment=RehabTarget.FLEX_JOB, rehab_outcome=RehabTarget.NONE, rehab_outcome_on=TODAY),
        None,
    ),
    (
        "C22 to be refused tomorrow",
        "group_mismatch",
        facts(assessment=RehabTarget.FLEX_JOB, rehab_outcome=RehabTarget.NONE, rehab_outcome_on=TOMORROW),
        Level.OVERDUE,
    ),
    ("R23 no assessment", "assessment_missing", group_2(assessment=None), Level.INFO),
    ("R23 assessed for none", "assessment_missing", group_2(assessment=RehabTarget.NONE), Level.INFO),
    ("R23 assessed", "assessment_missing", group_2(), None),
    ("R23 group 1", "assessment_missing", facts(), None),
    ("R9 missing", "rehab_plan_missing", group_2(rehab_plan_started_on=None), Level.WARNING),
    ("R9 begun", "rehab_plan_missing", group_2(), None),
    ("R9 group 1", "rehab_plan_missing", facts(), None),
    ("R10 missing", "rehab_team_missing", group_2(rehab_team_on=None), Level.WARNING),
    ("R10 not before R9", "rehab_team_missing", group_2(rehab_plan_started_on=None, rehab_team_on=None), None),
    ("R10 planned", "rehab_team_missing", group_2(rehab_team_on=TOMORROW), None),
    ("R10 day before the plan", "rehab_team_early", group_2(rehab_team_on=date(2026, 10, 11)), Level.WARNING),
    ("R10 day of the plan", "rehab_team_early", group_2(rehab_team_on=date(2026, 10, 12)), None),
    ("R11 team today", "rehab_outcome_missing", group_2(rehab_team_on=TODAY), Level.WARNING),
    ("R11 team tomorrow", "rehab_outcome_missing", group_2(rehab_team_on=TOMORROW), None),
    (
        "R11 decided",
        "rehab_outcome_missing",
        group_2(rehab_team_on=TODAY, rehab_outcome=RehabTarget.FLEX_JOB, rehab_outcome_on=TODAY),
        None,
    ),
    (
        "R11 without team",
        "rehab_outcome_early",
        group_2(rehab_team_on=None, rehab_outcome=RehabTarget.FLEX_JOB, rehab_outcome_on=TODAY),
        Level.WARNING,
    ),
    (
        "R11 before team",
        "rehab_outcome_early",
        group_2(rehab_team_on=TODAY, rehab_outcome=RehabTarget.FLEX_JOB, rehab_outcome_on=YESTERDAY),
        Level.WARNING,
    ),
    (
        "R11 same day",
        "rehab_outcome_early",
        group_2(rehab_team_on=TODAY, rehab_outcome=RehabTarget.FLEX_JOB, rehab_outcome_on=TODAY),
        None,
    ),
    (
        "C22 none granted",
        "rehab_refused",
        group_2(rehab_team_on=YESTERDAY, rehab_outcome=RehabTarget.NONE, rehab_outcome_on=TODAY),
        Level.READY,
    ),
    (
        "C22 one granted",
        "rehab_refused",
        group_2(rehab_team_on=YESTERDAY, rehab_outcome=RehabTarget.FLEX_JOB, rehab_outcome_on=TODAY),
        None,
    ),
    (
        "C22 back in group 1",
        "rehab_refused",
        facts(rehab_team_on=YESTERDAY, rehab_outcome=RehabTarget.NONE, rehab_outcome_on=TODAY),
        None,
    ),
    ("R12 in group 1", "marker_superfluous", facts(markers=marked(ENROLLED, None)), Level.WARNING),
    ("R12 ended", "marker_superfluous", facts(markers=marked(ENROLLED, YESTERDAY)), None),
    ("R12 begins tomorrow", "marker_superfluous", facts(markers=marked(TOMORROW, None)), None),
    ("R12 step-up", "marker_superfluous", facts(markers=marked(ENROLLED, None, Marker.STEP_UP)), None),
    ("R12 in group 2", "marker_superfluous", group_2(markers=marked(ENROLLED, None)), None),
    (
        "R20 instead of R12",
        "marker_superfluous",
        facts(markers=marked(ENROLLED, None), senior_pension=SeniorPension.APPLIED, senior_pension_on=TODAY),
        None,
    ),
    ("R6 no talk", "talk_missing", facts(talks=(), steps=(StepSpan(TODAY, None, Step.CLARIFICATION),)), Level.INFO),
    ("R6 one talk", "talk_missing", facts(steps=(StepSpan(TODAY, None, Step.CLARIFICATION),)), None),
    ("R6 past step 1", "talk_missing", facts(talks=()), None),
    ("R6 two talks", "talks_many", facts(talks=(ENROLLED, ENROLLED)), None),
    ("R6 three talks", "talks_many", facts(talks=(ENROLLED, ENROLLED, TODAY)), Level.INFO),
]


@pytest.mark.parametrize(
    ("code", "given", "level"), [pytest.param(*case[1:], id=f"{case[0]}-{case[1]}") for case in CASES]
)
def test_rule(code: str, given: Facts, level: Level | None) -> None:
    finding = found(given).get(code)
    assert (finding.level if finding else None) is level


@pytest.mark.parametrize(
    ("edition", "markers", "level"),
    [
        ("fsm2", (), Level.WARNING),
        ("fsm2", marked(ENROLLED, None), None),
        ("fsm2", marked(ENROLLED, YESTERDAY), Level.WARNING),
        ("fsm2", marked(ENROLLED, None, Marker.STEP_UP), Level.WARNING),
        ("fsm3", (), None),
    ],
)
def test_marker_of_group_2(edition: str, markers: tuple[MarkerSpan, ...], level: Level | None) -> None:
    """R12, C13: FSM2 asks for the marker, FSM3 names none."""
    finding = found(group_2(markers=markers), edition).get("marker_missing")
    assert (finding.level if finding else None) is level
    assert finding is None or finding.params["marker"] == "FSM 2: Rehab (Gr. 2)"


def test_since_when_there_is_no_group() -> None:
    assert found(in_groups())["no_group"].since == ENROLLED
    assert found(in_groups((ENROLLED, days_ago(3), ONE)))["no_group"].since == days_ago(2)

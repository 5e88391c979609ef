"""R13-R22, R60-R69, R83, R95, R115: exemptions, pension, exit, brokers, steps, tasks; both sides of each boundary."""

from datetime import date, timedelta
from typing import Any

import pytest

from broker_tui.domain.codes import ExitReason, Group, Level, Marker, NetworkWish, PlacementKind, SeniorPension, Step
from broker_tui.domain.facts import BrokerSpan, ExemptionSpan, Facts, GroupSpan, MarkerSpan, PlacementSpan, StepSpan
from tests.domain.people import ENROLLED, TODAY, days_ago, facts, found, group_2

YESTERDAY, TOMORROW = days_ago(1), days_ago(-1)
SUNDAY = date(2026, 11, 22)


def exempt(start: date, end: date | None = None, kind: str = "job_soon", **changes: Any) -> Facts:  # noqa: ANN401
    return facts(exemptions=(ExemptionSpan(start, end, kind),), **changes)


def applied(on: date | None, **changes: Any) -> Facts:  # noqa: ANN401
    return facts(senior_pension=SeniorPension.APPLIED, senior_pension_on=on, **changes)


def left(on: date, **changes: Any) -> Facts:  # noqa: ANN401
    return facts(exited_on=on, exit_reason=ExitReason.MOVED, **changes)


def in_step(step: Step, start: date, **changes: Any) -> Facts:  # noqa: ANN401
    return facts(enrolled_on=date(2020, 1, 1), steps=(StepSpan(start, None, step),), **changes)


def with_brokers(*spans: tuple[date, date | None, str], **changes: Any) -> Facts:  # noqa: ANN401
    return facts(brokers=tuple(BrokerSpan(*span) for span in spans), **changes)


MARKED = (MarkerSpan(ENROLLED, None, Marker.REHAB),)
PLACED = (PlacementSpan(ENROLLED, None, PlacementKind.INTERNSHIP),)

CASES = [
    ("R13 none", "exemption_missing", facts(unable_to_take_part=True), Level.WARNING),
    ("R13 today", "exemption_missing", exempt(TODAY, TODAY, unable_to_take_part=True), None),
    ("R13 tomorrow", "exemption_missing", exempt(TOMORROW, unable_to_take_part=True), Level.WARNING),
    ("R13 any type", "exemption_missing", exempt(TODAY, None, "other", unable_to_take_part=True), None),
    ("R13 able", "exemption_missing", facts(), None),
    ("R13 group 2", "exemption_missing", group_2(unable_to_take_part=True), None),
    ("R16 42nd day", "exemption_six_weeks", exempt(days_ago(41)), None),
    ("R16 43rd day", "exemption_six_weeks", exempt(days_ago(42)), Level.WARNING),
    ("R16 type 9", "exemption_six_weeks", exempt(days_ago(42), None, "work_sharing_short"), Level.WARNING),
    ("R16 type 10", "exemption_six_weeks", exempt(days_ago(400), None, "work_sharing_long"), None),
    ("R16 ended", "exemption_six_weeks", exempt(days_ago(90), YESTERDAY), None),
    ("R16 of no list", "exemption_six_weeks", exempt(days_ago(90), None, "unheard"), None),
    ("R17 group 2", "exemption_group_2", group_2(exemptions=(ExemptionSpan(TODAY, None, "other"),)), Level.WARNING),
    ("R17 group 1", "exemption_group_2", exempt(TODAY), None),
    ("R17 tomorrow", "exemption_group_2", group_2(exemptions=(ExemptionSpan(TOMORROW, None, "other"),)), None),
    ("R19 half a year", "senior_pension_slow", applied(date(2026, 5, 18)), None),
    ("R19 a day more", "senior_pension_slow", applied(date(2026, 5, 17)), Level.WARNING),
    ("R19 refused", "senior_pension_slow", applied(ENROLLED)._replace(senior_pension=SeniorPension.REFUSED), None),
    ("R20 marker", "senior_pension_group_2", applied(ENROLLED, markers=MARKED), Level.OVERDUE),
    (
        "R20 group 2",
        "senior_pension_group_2",
        group_2(senior_pension=SeniorPension.APPLIED, senior_pension_on=ENROLLED),
        Level.OVERDUE,
    ),
    ("R20 in order", "senior_pension_group_2", applied(ENROLLED), None),
    (
        "R20 refused",
        "senior_pension_group_2",
        group_2(senior_pension=SeniorPension.REFUSED, senior_pension_on=ENROLLED),
        None,
    ),
    (
        "R21 granted",
        "senior_pension_granted",
        facts(senior_pension=SeniorPension.GRANTED, senior_pension_on=TODAY),
        Level.OVERDUE,
    ),
    (
        "R21 left",
        "senior_pension_granted",
        left(TODAY, senior_pension=SeniorPension.GRANTED, senior_pension_on=TODAY),
        None,
    ),
    ("R21 applied", "senior_pension_granted", applied(ENROLLED), None),
    ("R22 open task", "exit_open", left(TODAY, open_tasks=(None,)), Level.OVERDUE),
    ("R22 open placement", "exit_open", left(TODAY, placements=PLACED), Level.OVERDUE),
    ("R22 placement ends today", "exit_open", left(TODAY, placements=(PLACED[0]._replace(end=TODAY),)), None),
    (
        "R22 placement ends later",
        "exit_open",
        left(TODAY, placements=(PLACED[0]._replace(end=TOMORROW),)),
        Level.OVERDUE,
    ),
    ("R22 open exemption", "exit_open", exempt(ENROLLED, exited_on=TODAY), Level.OVERDUE),
    ("R22 nothing open", "exit_open", left(TODAY), None),
    ("R22 not gone", "exit_open", facts(open_tasks=(None,), placements=PLACED), None),
    ("R60 none", "no_broker", with_brokers(), Level.OVERDUE),
    ("R60 ended yesterday", "no_broker", with_brokers((ENROLLED, YESTERDAY, "a")), Level.OVERDUE),
    ("R60 ends today", "no_broker", with_brokers((ENROLLED, TODAY, "a")), None),
    ("R60 begins tomorrow", "no_broker", with_brokers((TOMORROW, None, "a")), Level.OVERDUE),
    ("R60 group 2", "no_broker", group_2(brokers=()), None),
    ("R14 exempt", "no_broker", exempt(ENROLLED, None, "parental_leave", brokers=()), None),
    ("R16 exempt of another kind", "no_broker", exempt(ENROLLED, None, "other", brokers=()), Level.OVERDUE),
    ("R60 done", "no_broker", with_brokers(steps=(StepSpan(ENROLLED, None, Step.DONE),)), None),
    ("R60 aftercare", "no_broker", with_brokers(steps=(StepSpan(ENROLLED, None, Step.AFTERCARE),)), Level.OVERDUE),
    ("R61 two", "two_brokers", with_brokers((ENROLLED, None, "a"), (TODAY, None, "b")), Level.OVERDUE),
    ("R61 two today", "two_brokers", with_brokers((ENROLLED, TODAY, "a"), (TODAY, None, "b")), Level.OVERDUE),
    ("R61 one after the other", "two_brokers", with_brokers((ENROLLED, YESTERDAY, "a"), (TODAY, None, "b")), None),
    ("R61 two tomorrow", "two_brokers", with_brokers((ENROLLED, None, "a"), (TOMORROW, None, "b")), None),
    ("R65 no caseworker", "caseworker_missing", facts(has_caseworker=False), Level.INFO),
    ("R65 caseworker", "caseworker_missing", facts(), None),
    (
        "R66 broker with authority",
        "caseworker_missing",
        facts(has_caseworker=False, brokers=(BrokerSpan(ENROLLED, None, "a", has_authority=True),)),
        None,
    ),
    ("R65 no broker", "caseworker_missing", with_brokers(has_caseworker=False), None),
    (
        "R69 in step 1",
        "network_not_asked",
        in_step(Step.CLARIFICATION, TODAY, network_wish=NetworkWish.NOT_ASKED),
        Level.INFO,
    ),
    ("R69 in step 2", "network_not_asked", in_step(Step.TOWARDS_JOB, TODAY, network_wish=NetworkWish.NOT_ASKED), None),
    ("R69 asked", "network_not_asked", in_step(Step.CLARIFICATION, TODAY, network_wish=NetworkWish.YES), None),
    ("R83 one month", "step_1_long", in_step(Step.CLARIFICATION, date(2026, 10, 18)), None),
    ("R83 a day more", "step_1_long", in_step(Step.CLARIFICATION, date(2026, 10, 17)), Level.WARNING),
    ("R115 91 days", "step_2_long", in_step(Step.TOWARDS_JOB, days_ago(91)), None),
    ("R115 92 days", "step_2_long", in_step(Step.TOWARDS_JOB, days_ago(92)), Level.WARNING),
    ("R115 step 3", "step_2_long", in_step(Step.COMPANY, days_ago(900)), None),
    (
        "R14 exempt",
        "step_2_long",
        in_step(Step.TOWARDS_JOB, days_ago(92), exemptions=(ExemptionSpan(TODAY, None, "parental_leave"),)),
        None,
    ),
    (
        "R115 group 2",
        "step_2_long",
        in_step(Step.TOWARDS_JOB, days_ago(92), groups=(GroupSpan(ENROLLED, None, Group.REHABILITATION),)),
        None,
    ),
    ("R95 due yesterday", "task_overdue", facts(open_tasks=(YESTERDAY, None)), Level.OVERDUE),
    ("R95 due today", "task_overdue", facts(open_tasks=(TODAY,)), None),
    ("R95 due today", "task_due", facts(open_tasks=(TODAY,)), Level.DUE),
    ("R95 due Sunday", "task_due", facts(open_tasks=(SUNDAY,)), Level.DUE),
    ("R95 due Monday", "task_due", facts(open_tasks=(SUNDAY + timedelta(days=1),)), None),
    ("R95 no date", "task_due", facts(open_tasks=(None,)), None),
]


@pytest.mark.parametrize(
    ("code", "given", "level"), [pytest.param(*case[1:], id=f"{case[0]}-{case[1]}") for case in CASES]
)
def test_rule(code: str, given: Facts, level: Level | None) -> None:
    finding = found(given).get(code)
    assert (finding.level if finding else None) is level


def test_step_1_begun_on_the_last_day_of_january_ends_with_february() -> None:
    """R83: one calendar month, clamped."""
    begun = date(2026, 1, 31)
    given = in_step(Step.CLARIFICATION, begun, groups=(GroupSpan(begun, None, Group.INTERVENTION),))
    assert "step_1_long" not in found(given, today=date(2026, 2, 28))
    assert found(given, today=date(2026, 3, 1))["step_1_long"].due == date(2026, 2, 28)


def test_a_step_begun_again_has_a_new_clock() -> None:
    """C11, R127."""
    given = facts(steps=(StepSpan(days_ago(300), days_ago(50), Step.TOWARDS_JOB), StepSpan(days_ago(9), None, Step(2))))
    assert "step_2_long" not in found(given)


def test_since_when_there_is_no_broker() -> None:
    assert found(with_brokers((ENROLLED, days_ago(4), "a")))["no_broker"].since == days_ago(3)
    assert found(with_brokers())["no_broker"].since == ENROLLED


def test_what_is_open_after_an_exit_is_counted() -> None:
    given = left(days_ago(3), open_tasks=(None, TODAY), placements=PLACED)
    params = found(given)["exit_open"].params
    assert (params["tasks"], params["placements"], params["exemptions"], params["n"]) == (2, 1, 0, 3)


def test_nothing_is_found_before_enrolment() -> None:
    assert found(facts(groups=(), brokers=(), in_intro_programme=True), today=date(2026, 10, 4)) == {}


def test_several_tasks_are_one_finding() -> None:
    finding = found(facts(open_tasks=(days_ago(9), days_ago(3))))["task_overdue"]
    assert (finding.params["n"], finding.due, finding.params["days"]) == (2, days_ago(9), 9)

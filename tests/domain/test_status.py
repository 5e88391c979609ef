"""What is so on a day: membership of the indsatsgruppe, step clocks, brokers' changes (R14, R15, R18, R22-R25, R62)."""

from datetime import date
from typing import Any

import pytest

from broker_tui.domain.codes import ExitReason, Group, Level, PlacementKind, SeniorPension, Step
from broker_tui.domain.facts import (
    BrokerSpan,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GroupSpan,
    PlacementSpan,
    StepSpan,
)
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import (
    StepClock,
    broker_changes,
    broker_on,
    exemption_on,
    exited_by,
    group_on,
    in_group_1,
    next_due,
    placement_on,
    resting_placement_on,
    step_clock,
    step_on,
    subtracting_exemption_on,
)
from tests.domain.people import ENROLLED, FSM2, FSM3, TODAY, days_ago, facts

YESTERDAY, TOMORROW = days_ago(1), days_ago(-1)
ONE, TWO = Group.INTERVENTION, Group.REHABILITATION


def exempt(start: date, end: date | None, kind: str) -> dict[str, Any]:
    return {"exemptions": (ExemptionSpan(start, end, kind),)}


@pytest.mark.parametrize(
    ("given", "inside"),
    [
        pytest.param(facts(), True, id="R4 group 1"),
        pytest.param(facts(groups=()), False, id="no group"),
        pytest.param(facts(groups=(GroupSpan(ENROLLED, None, TWO),)), False, id="R23 group 2"),
        pytest.param(
            facts(groups=(GroupSpan(ENROLLED, YESTERDAY, TWO), GroupSpan(TODAY, None, ONE))), True, id="C22 back today"
        ),
        pytest.param(
            facts(groups=(GroupSpan(ENROLLED, None, ONE), GroupSpan(TODAY, None, TWO))),
            False,
            id="R23 the later counts",
        ),
        pytest.param(facts(**exempt(TODAY, TODAY, "parental_leave")), False, id="R14 exempt today"),
        pytest.param(facts(**exempt(ENROLLED, YESTERDAY, "parental_leave")), True, id="R15 back the day after"),
        pytest.param(facts(**exempt(TOMORROW, None, "parental_leave")), True, id="R14 exempt from tomorrow"),
        pytest.param(facts(**exempt(ENROLLED, None, "other")), True, id="R16 subtracts nothing"),
        pytest.param(facts(enrolled_on=TOMORROW), False, id="not enrolled"),
        pytest.param(facts(exited_on=TODAY, exit_reason=ExitReason.DIED), False, id="R22 left today"),
        pytest.param(facts(exits=(ExitSpan(TOMORROW, None, ExitReason.MOVED),)), True, id="R22 leaves tomorrow"),
        pytest.param(facts(exits=(ExitSpan(ENROLLED, YESTERDAY, ExitReason.MOVED),)), True, id="R22 came back today"),
        pytest.param(facts(case_closed_on=ENROLLED), True, id="R24 closed case"),
        pytest.param(facts(senior_pension=SeniorPension.APPLIED), True, id="R18 applied"),
        pytest.param(facts(senior_pension=SeniorPension.GRANTED), True, id="R21 granted, exit not registered"),
    ],
)
def test_in_group_1(given: Facts, inside: bool) -> None:
    assert in_group_1(given, FSM2, TODAY) is inside


@pytest.mark.parametrize("kind", FSM2.exemptions.values(), ids=lambda kind: kind.code)
def test_each_exemption_of_the_list_subtracts(kind: Any) -> None:  # noqa: ANN401
    """R16: the 13 subtract, any other does not."""
    assert in_group_1(facts(**exempt(TODAY, None, kind.code)), FSM2, TODAY) is (kind.code == "other")


def test_an_exit_to_come_holds_from_its_day() -> None:
    given = facts(exits=(ExitSpan(TOMORROW, None, ExitReason.MOVED),))
    assert [exited_by(given, day) for day in (TODAY, TOMORROW, date(2030, 1, 1))] == [False, True, True]


def test_who_holds_on_a_day() -> None:
    given = facts(
        brokers=(BrokerSpan(ENROLLED, YESTERDAY, "a"), BrokerSpan(TODAY, None, "b")),
        groups=(GroupSpan(ENROLLED, YESTERDAY, TWO), GroupSpan(TODAY, None, ONE)),
        steps=(StepSpan(ENROLLED, YESTERDAY, Step.CLARIFICATION), StepSpan(TODAY, None, Step.TOWARDS_JOB)),
    )
    before, now = YESTERDAY, TODAY
    assert [getattr(broker_on(given, day), "broker_id", None) for day in (before, now)] == ["a", "b"]
    assert [getattr(group_on(given, day), "group", None) for day in (before, now)] == [TWO, ONE]
    assert [getattr(step_on(given, day), "step", None) for day in (before, now)] == [1, 2]
    assert (broker_on(given, days_ago(999)), group_on(given, days_ago(999)), step_on(given, days_ago(999))) == (
        None,
    ) * 3


def test_exemptions_and_placements_of_several_kinds_at_once() -> None:
    given = facts(
        exemptions=(ExemptionSpan(ENROLLED, None, "parental_leave"), ExemptionSpan(YESTERDAY, None, "other")),
        placements=(
            PlacementSpan(ENROLLED, None, PlacementKind.INTERNSHIP),
            PlacementSpan(YESTERDAY, None, PlacementKind.SU_EDUCATION),
        ),
    )
    assert getattr(exemption_on(given, TODAY), "type", None) == "other"
    assert getattr(subtracting_exemption_on(given, FSM3, TODAY), "type", None) == "parental_leave"
    assert getattr(placement_on(given, TODAY), "kind", None) is PlacementKind.SU_EDUCATION
    assert getattr(resting_placement_on(given, FSM3, TODAY), "kind", None) is PlacementKind.INTERNSHIP


@pytest.mark.parametrize(
    ("ids", "changes"),
    [((), 0), (("a",), 0), (("a", "b"), 1), (("a", "a"), 0), (("a", "b", "a"), 2)],
)
def test_broker_changes(ids: tuple[str, ...], changes: int) -> None:
    """R62."""
    spans = tuple(BrokerSpan(days_ago(90 - i), days_ago(90 - i), id_) for i, id_ in enumerate(ids))
    assert broker_changes(facts(brokers=spans), TODAY) == changes
    assert broker_changes(facts(brokers=(*spans, BrokerSpan(TOMORROW, None, "next"))), TODAY) == changes


@pytest.mark.parametrize(
    ("step", "start", "expected"),
    [
        (Step.CLARIFICATION, date(2026, 11, 1), (17, 30, date(2026, 12, 1))),
        (Step.CLARIFICATION, date(2026, 10, 31), (18, 30, date(2026, 11, 30))),
        (Step.TOWARDS_JOB, date(2026, 11, 1), (17, 91, date(2027, 1, 31))),
        (Step.COMPANY, date(2026, 11, 1), (17, None, None)),
        (Step.AFTERCARE, TODAY, (0, None, None)),
    ],
)
def test_step_clock(step: Step, start: date, expected: tuple[int, int | None, date | None]) -> None:
    """R83, R115."""
    clock = step_clock(facts(steps=(StepSpan(start, None, step),)), FSM3, TODAY)
    assert clock == StepClock(step, start, *expected)
    assert step_clock(facts(steps=()), FSM3, TODAY) is None


def test_next_due_is_the_earliest() -> None:
    findings = [
        Finding("a", Level.WARNING, "R1"),
        Finding("b", Level.DUE, "R1", due=TOMORROW),
        Finding("c", Level.OVERDUE, "R1", due=YESTERDAY),
    ]
    assert next_due(findings) == findings[2]
    assert next_due(findings[:1]) is None

"""R150-R173: who takes part in a step-up and why, and what may begin one; whole decision tables."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from broker_tui.domain.case import Case, facts_of
from broker_tui.domain.codes import ConsentPurpose, ExitReason, Group, PlacementKind, Step
from broker_tui.domain.codes_step_up import ParticipantReason, ParticipantRole, WhyThere
from broker_tui.domain.facts import (
    Approached,
    ConsentMark,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GroupSpan,
    PlacementSpan,
    StepSpan,
)
from broker_tui.domain.rules import judge
from broker_tui.domain.step_up_needs import (
    ALWAYS_THERE,
    Challenges,
    consent_on,
    may_start,
    missing_roles,
    reason_of,
    required_roles,
    running_step_up,
    shown_step_up,
    superfluous,
    superfluous_ones,
    why_there,
    without_pack,
    without_reason,
)
from tests.domain.people import ENROLLED, FSM2, FSM3, PROGRAMMES, TODAY, days_ago, facts
from tests.domain.step_up_people import (
    CITIZEN,
    EVERYONE,
    FAMILY,
    GIVEN,
    HEALTH,
    NETWORK,
    NEXT_WEEK,
    STARTED,
    meeting,
    participant,
    span,
    unsent,
    with_span,
)
from tests.domain.test_judging import one_case
from tests.strategies import days

TEACHER, OTHER = ParticipantRole.TEACHER, ParticipantRole.OTHER
EVERY_WAY = list(product([False, True], [False, True], [None, False, True], [None, False, True]))
"""health x family x provider x network wish."""

BEYOND = {
    # health, family, is a provider, network wanted: who is required beyond the three of R168
    (False, False, False, False): (),
    (False, False, True, False): (),
    (False, True, False, False): (),  # C12: a challenge about the family without being a provider
    (False, True, True, False): (FAMILY,),
    (True, False, False, False): (HEALTH,),
    (True, False, True, False): (HEALTH,),
    (True, True, False, False): (HEALTH,),
    (True, True, True, False): (HEALTH, FAMILY),
    (False, False, False, True): (NETWORK,),
    (False, False, True, True): (NETWORK,),
    (False, True, False, True): (NETWORK,),
    (False, True, True, True): (FAMILY, NETWORK),
    (True, False, False, True): (HEALTH, NETWORK),
    (True, False, True, True): (HEALTH, NETWORK),
    (True, True, False, True): (HEALTH, NETWORK),
    (True, True, True, True): (HEALTH, FAMILY, NETWORK),
}


@pytest.mark.parametrize(("health", "family", "provider", "network"), EVERY_WAY)
def test_who_is_required(health: bool, family: bool, provider: bool | None, network: bool | None) -> None:
    """R168, R171-R173, C12; what is not known asks for nobody."""
    beyond = BEYOND[health, family, bool(provider), bool(network)]
    assert required_roles(Challenges(health, family, network), provider) == (*ALWAYS_THERE, *beyond)


@pytest.mark.parametrize(("health", "family", "provider", "network"), EVERY_WAY)
def test_nobody_required_is_superfluous(
    health: bool, family: bool, provider: bool | None, network: bool | None
) -> None:
    """R170: the hint never speaks against a duty, and nobody is there for nothing without it."""
    challenges = Challenges(health, family, network)
    for role in ParticipantRole:
        why = why_there(role, challenges, provider)
        if role in required_roles(challenges, provider):
            assert why not in {WhyThere.NOBODY_NEEDS, WhyThere.FAMILY_OPTIONAL, WhyThere.NETWORK_NOT_ASKED}
        assert superfluous(role, None, challenges, provider) is (why is WhyThere.NOBODY_NEEDS)


@pytest.mark.parametrize(
    ("role", "health", "family", "provider", "network", "why"),
    [
        (CITIZEN, False, False, None, None, WhyThere.ALWAYS),
        (HEALTH, True, False, None, None, WhyThere.HEALTH),
        (HEALTH, False, True, True, None, WhyThere.NOBODY_NEEDS),
        (FAMILY, False, True, True, None, WhyThere.FAMILY),
        (FAMILY, False, True, False, None, WhyThere.FAMILY_OPTIONAL),
        (FAMILY, False, True, None, None, WhyThere.FAMILY_OPTIONAL),
        (FAMILY, True, False, True, None, WhyThere.NOBODY_NEEDS),
        (TEACHER, False, True, True, None, WhyThere.FAMILY_OPTIONAL),
        (TEACHER, True, False, True, None, WhyThere.NOBODY_NEEDS),
        (NETWORK, True, True, True, True, WhyThere.NETWORK),
        (NETWORK, True, True, True, False, WhyThere.NOBODY_NEEDS),
        (NETWORK, True, True, True, None, WhyThere.NETWORK_NOT_ASKED),
        (OTHER, False, False, None, None, WhyThere.OTHER),
    ],
)
def test_why_somebody_is_there(
    role: ParticipantRole, health: bool, family: bool, provider: bool | None, network: bool | None, why: WhyThere
) -> None:
    assert why_there(role, Challenges(health, family, network), provider) is why


REASONS = ParticipantReason


@pytest.mark.parametrize(
    ("role", "written", "reason"),
    [
        (CITIZEN, None, REASONS.REQUIRED),
        (HEALTH, None, REASONS.HEALTH),
        (HEALTH, REASONS.REQUIRED, REASONS.HEALTH),
        (HEALTH, REASONS.OTHER_EFFORT, REASONS.OTHER_EFFORT),
        (FAMILY, None, REASONS.FAMILY),
        (TEACHER, None, REASONS.FAMILY),
        (NETWORK, None, REASONS.NETWORK),
        (OTHER, None, None),
        (OTHER, REASONS.REQUIRED, None),
        (OTHER, REASONS.HEALTH, REASONS.HEALTH),
    ],
)
def test_everyone_beyond_the_three_has_a_reason(
    role: ParticipantRole, written: ParticipantReason | None, reason: ParticipantReason | None
) -> None:
    """R169."""
    assert reason_of(role, written) is reason


@pytest.mark.parametrize(
    ("reason", "health", "family", "network", "needless"),
    [
        (REASONS.HEALTH, True, False, None, False),
        (REASONS.HEALTH, False, True, None, True),
        (REASONS.FAMILY, False, True, None, False),
        (REASONS.FAMILY, True, False, None, True),
        (REASONS.NETWORK, True, False, True, False),
        (REASONS.NETWORK, True, False, None, False),
        (REASONS.NETWORK, True, False, False, True),
        (REASONS.OTHER_EFFORT, False, False, False, False),
        (None, False, False, False, False),
    ],
)
def test_another_person_is_needed_for_what_the_reason_names(
    reason: ParticipantReason | None, health: bool, family: bool, network: bool | None, needless: bool
) -> None:
    """R170."""
    assert superfluous(OTHER, reason, Challenges(health, family, network), None) is needless


def test_another_effort_explains_any_role() -> None:
    assert not superfluous(HEALTH, REASONS.OTHER_EFFORT, Challenges(health=False, family=True), None)


def test_what_a_step_up_lacks() -> None:
    one = span(family=True, participants=(*EVERYONE[1:], participant(OTHER), participant(NETWORK)))
    assert missing_roles(one, is_provider=True) == (ParticipantRole.BROKER, FAMILY)
    assert missing_roles(one, is_provider=False) == (ParticipantRole.BROKER,)
    assert [mark.role for mark in without_reason(one)] == [OTHER]
    assert [mark.role for mark in superfluous_ones(one, is_provider=True)] == [NETWORK]


@pytest.mark.parametrize(
    ("delivered", "has_all", "meets", "lacks"),
    [
        (None, True, NEXT_WEEK, True),
        (days_ago(1), False, NEXT_WEEK, True),
        (days_ago(1), True, NEXT_WEEK, False),
        (TODAY, True, days_ago(-1), False),
        (TODAY, True, TODAY, True),
        (days_ago(-1), True, NEXT_WEEK, True),
        (days_ago(1), True, None, False),
        (None, True, None, True),
    ],
    ids=["nothing", "not all", "whole", "the day before", "the same day", "tomorrow", "no meeting", "neither"],
)
def test_the_material_is_whole_and_before_the_meeting(
    delivered: date | None, has_all: bool, meets: date | None, lacks: bool
) -> None:
    """R157, R162, R185."""
    one = span(
        participants=(participant(CITIZEN, None, delivered, has_all=has_all),),
        meetings=() if meets is None else (meeting(meets),),
    )
    assert bool(without_pack(one, TODAY)) is lacks


def test_the_first_meeting_gave_the_material_for_the_second() -> None:
    one = span(meetings=(meeting(days_ago(6), held=True), meeting(NEXT_WEEK)))
    assert without_pack(one, TODAY) == ()
    late = span(participants=unsent()[:1], meetings=one.meetings)
    assert len(without_pack(late, TODAY)) == 1


STEP_2 = (StepSpan(ENROLLED, None, Step.TOWARDS_JOB),)


def step(which: Step) -> dict[str, Any]:
    return {"steps": (StepSpan(ENROLLED, None, which),)}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        (step(Step.COMPANY), []),
        (step(Step.CLARIFICATION), ["step_up_wrong_step"]),
        (step(Step.AFTERCARE), ["step_up_wrong_step"]),
        ({"steps": ()}, ["step_up_wrong_step"]),
        ({"approached": None}, ["step_up_without_attempt"]),
        ({"approached": Approached(days_ago(-1), days_ago(-1), 1)}, ["step_up_without_attempt"]),
        ({"approached": Approached(TODAY, TODAY, 1)}, []),
        (
            {"approached": None, "placements": (PlacementSpan(ENROLLED, None, PlacementKind.INTERNSHIP),)},
            ["step_up_without_attempt"],
        ),
        ({"groups": (GroupSpan(ENROLLED, None, Group.REHABILITATION),)}, ["step_up_outside_group_1"]),
        ({"exemptions": (ExemptionSpan(TODAY, None, "parental_leave"),)}, ["step_up_outside_group_1"]),
        ({"exits": (ExitSpan(TODAY, None, ExitReason.MOVED),), "exited_on": TODAY}, ["step_up_outside_group_1"]),
        ({"step_ups": (span(),)}, ["step_up_running"]),
        ({"step_ups": (span(end=TODAY),)}, ["step_up_running"]),
        ({"step_ups": (span(end=days_ago(1)),)}, []),
        (step(Step.CLARIFICATION) | {"approached": None}, ["step_up_wrong_step", "step_up_without_attempt"]),
    ],
)
@pytest.mark.parametrize("programme", [FSM2, FSM3], ids=["fsm2", "fsm3"])
def test_what_may_begin(changes: dict[str, Any], codes: list[str], programme: Any) -> None:  # noqa: ANN401
    """R152, R93; the conditions are the same in both editions (C4)."""
    problems = may_start(facts(**changes), programme, TODAY)
    assert [problem.code for problem in problems] == codes
    assert {problem.field for problem in problems} <= {""}


@given(one_case, days)
@settings(max_examples=60, deadline=None)
def test_nobody_is_ever_said_to_need_a_step_up(case: Case, today: date) -> None:
    """R152: no finding about step-up without one that runs, but for a marker that is still on."""
    seen = facts_of(case, today, citizen_id="citizen")
    codes = {one.code for one in judge(seen, PROGRAMMES[seen.edition], today) if one.code.startswith("step_up")}
    if running_step_up(seen, today) is None:
        assert codes <= {"step_up_marker_superfluous"}


@given(one_case, days)
@settings(max_examples=40, deadline=None)
def test_a_step_up_changes_nothing_else(case: Case, today: date) -> None:
    """R179: steps, clocks and weekly contact go on as if there were none."""
    seen = facts_of(case, today, citizen_id="citizen")
    programme = PROGRAMMES[seen.edition]

    def others(facts_: Facts) -> list[str]:
        found = judge(facts_, programme, today)
        return [repr(one) for one in found if not one.code.startswith("step_up") and one.code != "exit_open"]

    assert others(seen) == others(seen._replace(step_ups=()))


@pytest.mark.parametrize("edition", ["fsm2", "fsm3"])
def test_whoever_may_begin_one_is_not_told_so(edition: str) -> None:
    """R152: months in step 2, many companies approached, a placement broken off, and nothing is found."""
    long = facts(
        enrolled_on=date(2025, 1, 6),
        groups=(GroupSpan(date(2025, 1, 6), None, Group.INTERVENTION),),
        steps=(StepSpan(date(2025, 2, 3), None, Step.TOWARDS_JOB),),
        approached=Approached(date(2025, 2, 4), days_ago(3), 40),
        placements=(PlacementSpan(date(2025, 5, 5), days_ago(30), PlacementKind.INTERNSHIP),),
        is_provider=True,
    )
    programme = PROGRAMMES[edition]
    assert may_start(long, programme, TODAY) == []
    assert not [one for one in judge(long, programme, TODAY) if "step_up" in one.code]


def mark(on: date, *, refused: bool = False, withdrawn: date | None = None) -> ConsentMark:
    return ConsentMark(on, ConsentPurpose.STEP_UP, refused, withdrawn)


@pytest.mark.parametrize(
    ("marks", "given", "on"),
    [
        ((), False, None),
        (GIVEN, True, STARTED),
        ((mark(STARTED, refused=True),), False, STARTED),
        ((mark(STARTED, withdrawn=TODAY),), False, STARTED),
        ((mark(STARTED, withdrawn=days_ago(-1)),), True, STARTED),
        ((mark(STARTED, refused=True), mark(TODAY)), True, TODAY),
        ((mark(STARTED), mark(TODAY, refused=True)), False, TODAY),
        ((mark(days_ago(30)),), True, days_ago(30)),
        ((ConsentMark(STARTED, ConsentPurpose.AFTERCARE, refused=False, withdrawn_on=None),), False, None),
    ],
)
def test_the_last_answer_counts(marks: tuple[ConsentMark, ...], given: bool, on: date | None) -> None:
    """R159."""
    answer = consent_on(with_span(span(), consents=marks), span(), TODAY)
    assert (answer.given, answer.on) == (given, on)


def test_consent_for_an_earlier_step_up_does_not_hold_for_the_next() -> None:
    earlier = span(start=days_ago(90), end=days_ago(40), id="earlier")
    two = with_span(span(), step_ups=(earlier, span()), consents=(mark(days_ago(80)),))
    assert consent_on(two, span(), TODAY).on is None
    assert consent_on(two, earlier, days_ago(40)).given


def test_which_step_up_is_shown() -> None:
    def shown(*spans: Any) -> str | None:  # noqa: ANN401
        given: Facts = with_span(span(), step_ups=spans)
        one = shown_step_up(given, TODAY)
        return None if one is None else one.id

    over, ahead = span(end=days_ago(1), id="over"), span(start=days_ago(-3), id="ahead")
    assert shown(over, span()) == "s"
    assert shown(over, ahead) == "over"
    assert shown(ahead) is None
    assert shown(span(), span(start=days_ago(3), id="later")) == "later"

"""R156-R186: a step-up as one picture: phases, what each asks for and of whom, and whether it can be closed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from broker_tui.domain.case import Case, facts_of
from broker_tui.domain.codes import ConsentPurpose, ElementState, Marker, Owner, Weight
from broker_tui.domain.codes_step_up import AgreedKind, ParticipantRole, PreparationStatus, StepUpPhase
from broker_tui.domain.facts import BrokerSpan, ConsentMark, Facts, MarkerSpan
from broker_tui.domain.step_up_items import StepUpItem
from broker_tui.domain.step_up_needs import shown_step_up
from broker_tui.domain.step_up_progress import StepUpProgress, step_up_progress
from broker_tui.i18n import load_words
from tests.domain.people import ENROLLED, FSM2, FSM3, PROGRAMMES, TODAY, days_ago, facts, found
from tests.domain.step_up_people import (
    AGREED,
    EVERYONE,
    HELD,
    NEXT_WEEK,
    STARTED,
    agreed,
    begun,
    item,
    meeting,
    met,
    participant,
    prepared,
    span,
    unsent,
    with_span,
)
from tests.domain.test_judging import one_case
from tests.strategies import days

A, B, C, AFTER = StepUpPhase.PREPARATION, StepUpPhase.MEETINGS, StepUpPhase.AGREEMENT, StepUpPhase.FOLLOW_UP
NOT_BEGUN, RUNNING, DONE = ElementState.NOT_BEGUN, ElementState.RUNNING, ElementState.DONE
CONSIDERATION, MEASURE, SUPPORT = AgreedKind.CONSIDERATION, AgreedKind.MEASURE, AgreedKind.SUPPORT
BARE = {"prepared_on": None, "approved_on": None, "participants": (), "meetings": ()}


def progress(given: Facts, programme: Any = FSM3) -> StepUpProgress:  # noqa: ANN401
    one = step_up_progress(given, programme, TODAY)
    assert one is not None
    return one


def items(given: Facts, code: str, **params: Any) -> list[StepUpItem]:  # noqa: ANN401
    every = [one for phase in progress(given, **params).phases for one in phase.items]
    return [one for one in every if one.code == code]


def lacks(given: Facts) -> set[str]:
    return {one.code for one in progress(given).lacks}


@pytest.mark.parametrize(
    ("given", "about"),
    [
        (prepared(), f"m{NEXT_WEEK}"),
        (met(meetings=(meeting(HELD, held=True, decided=False),)), f"m{HELD}"),
        (begun(), None),
    ],
    ids=["planned", "held", "no meeting"],
)
def test_the_answers_are_those_of_a_meeting_where_there_is_one(given: Facts, about: str | None) -> None:
    """R164: they are noted on the meeting that is planned, not on a new one."""
    assert [(one.code, one.target_id) for one in items(given, "decisions")] == [("decisions", about)]


NO_CONSENT = with_span(span(**BARE), consents=())
REFUSED = (ConsentMark(STARTED, ConsentPurpose.STEP_UP, refused=True, withdrawn_on=None),)


@pytest.mark.parametrize(
    ("given", "current", "states", "status"),
    [
        (NO_CONSENT, A, (RUNNING, NOT_BEGUN, NOT_BEGUN, NOT_BEGUN), PreparationStatus.DRAFT),
        (begun(**BARE), A, (RUNNING, NOT_BEGUN, NOT_BEGUN, NOT_BEGUN), PreparationStatus.DRAFT),
        (begun(approved_on=None), A, (RUNNING, NOT_BEGUN, NOT_BEGUN, NOT_BEGUN), PreparationStatus.DRAFT),
        (
            with_span(span(meetings=()), consents=()),
            A,
            (RUNNING, NOT_BEGUN, NOT_BEGUN, NOT_BEGUN),
            PreparationStatus.FILLED,
        ),
        (begun(participants=unsent()), A, (RUNNING, NOT_BEGUN, NOT_BEGUN, NOT_BEGUN), PreparationStatus.CONSENTED),
        (prepared(participants=unsent()), A, (RUNNING, RUNNING, NOT_BEGUN, NOT_BEGUN), PreparationStatus.CONSENTED),
        (begun(), B, (DONE, RUNNING, NOT_BEGUN, NOT_BEGUN), PreparationStatus.SENT),
        (prepared(), B, (DONE, RUNNING, NOT_BEGUN, NOT_BEGUN), PreparationStatus.SENT),
        (met(participants=unsent()), C, (RUNNING, DONE, RUNNING, NOT_BEGUN), PreparationStatus.HELD),
        (met(), C, (DONE, DONE, RUNNING, NOT_BEGUN), PreparationStatus.HELD),
        (
            met(meetings=(meeting(HELD, held=True, decided=False),)),
            B,
            (DONE, RUNNING, NOT_BEGUN, NOT_BEGUN),
            PreparationStatus.HELD,
        ),
        (
            prepared(meetings=(meeting(HELD, held=True), meeting(NEXT_WEEK))),
            B,
            (DONE, RUNNING, NOT_BEGUN, NOT_BEGUN),
            PreparationStatus.HELD,
        ),
        (agreed(min_plan_on=None), C, (DONE, DONE, RUNNING, DONE), PreparationStatus.HELD),
        (agreed(item(SUPPORT)), AFTER, (DONE, DONE, DONE, RUNNING), PreparationStatus.HELD),
        (agreed(), AFTER, (DONE, DONE, DONE, DONE), PreparationStatus.HELD),
    ],
)
def test_how_far_it_has_come(
    given: Facts, current: StepUpPhase, states: tuple[ElementState, ...], status: PreparationStatus
) -> None:
    """R156, F24."""
    one = progress(given)
    assert tuple(phase.phase for phase in one.phases) == (A, B, C, AFTER)
    assert (one.current, tuple(phase.state for phase in one.phases), one.preparation) == (current, states, status)


@pytest.mark.parametrize(
    ("given", "code", "owner", "rule"),
    [
        (NO_CONSENT, "consent", Owner.CITIZEN, "R159"),
        (begun(**BARE), "preparation", Owner.CITIZEN, "R160"),
        (begun(approved_on=None), "approval", Owner.CITIZEN, "R160"),
        (begun(network_wanted=None), "network_asked", Owner.BROKER, "R173"),
        (begun(family=True), "provider_known", Owner.BROKER, "R172"),
        (begun(participants=EVERYONE[:3]), "participant", Owner.BROKER, "R171"),
        (begun(participants=(*EVERYONE, participant(ParticipantRole.OTHER))), "reason", Owner.BROKER, "R169"),
        (prepared(participants=unsent()[:1]), "pack", Owner.CASEWORKER, "R162"),
        (begun(), "meeting_planned", Owner.BROKER, "R163"),
        (prepared(), "meeting_held", Owner.BROKER, "R156"),
        (met(meetings=(meeting(HELD, held=True, present=False),)), "citizen_present", Owner.BROKER, "R166"),
        (met(meetings=(meeting(HELD, held=True, decided=False),)), "decisions", Owner.BROKER, "R164"),
        (met(), "agreement", Owner.CASEWORKER, "R176"),
        (agreed(min_plan_on=None), "min_plan", Owner.CASEWORKER, "R177"),
        (agreed(item(MEASURE)), "measure_started", Owner.CASEWORKER, "R181"),
        (agreed(item(MEASURE)), "measure", Owner.CASEWORKER, "R181"),
        (agreed(item(CONSIDERATION)), "consideration", Owner.BROKER, "R180"),
        (agreed(item(SUPPORT)), "support", Owner.BROKER, "R176"),
        (agreed(item(AgreedKind.OTHER)), "other", Owner.BROKER, "R176"),
    ],
)
def test_who_owes_what(given: Facts, code: str, owner: Owner, rule: str) -> None:
    """R158, R178, R180, R181, C24."""
    missing = [one for one in items(given, code) if not one.done]
    assert [(one.owner, one.rule, one.weight) for one in missing] == [(owner, rule, Weight.REQUIRED)]
    assert code in lacks(given)
    assert not progress(given).can_close


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (prepared(participants=unsent()[:1]), "pack"),
        (met(), "agreement"),
        (agreed(min_plan_on=None), "min_plan"),
        (agreed(item(MEASURE)), "measure_started"),
        (agreed(item(MEASURE)), "measure"),
    ],
)
def test_a_broker_with_authority_waits_on_nobody(given: Facts, code: str) -> None:
    """R66: she is the caseworker, too."""
    own = given._replace(brokers=(BrokerSpan(ENROLLED, None, "maja", has_authority=True),))
    assert {one.owner for one in items(own, code)} == {Owner.BROKER}


def test_what_is_in_place_says_since_when() -> None:
    given = agreed(item(MEASURE, started_on=TODAY), item(CONSIDERATION, done_on=TODAY))
    known = {one.code: (one.on, one.since) for phase in progress(given).phases for one in phase.items if one.done}
    assert known["consent"] == (STARTED, None)
    assert known["preparation"] == (days_ago(18), None)
    assert known["approval"] == (days_ago(17), None)
    assert known["meeting_held"] == (HELD, None)
    assert known["agreement"] == (AGREED, None)
    assert known["measure_started"] == (TODAY, None)
    assert known["consideration"] == (TODAY, None)


@pytest.mark.parametrize(
    ("given", "code", "since"),
    [
        (NO_CONSENT, "consent", STARTED),
        (begun(**BARE), "preparation", STARTED),
        (begun(**BARE), "approval", None),
        (begun(approved_on=None), "approval", days_ago(18)),
        (begun(approved_on=None), "meeting_planned", None),
        (begun(), "meeting_planned", days_ago(17)),
        (prepared(), "agreement", None),
        (met(), "agreement", HELD),
        (met(), "min_plan", None),
        (agreed(min_plan_on=None), "min_plan", AGREED),
        (agreed(item(MEASURE)), "measure_started", AGREED),
        (agreed(item(SUPPORT, follow_up_on=TODAY)), "support", TODAY),
    ],
)
def test_nothing_is_owed_before_its_turn(given: Facts, code: str, since: date | None) -> None:
    assert [one.since for one in items(given, code) if not one.done] == [since]


def test_every_participant_has_a_line_of_the_material() -> None:
    """R157, R185."""
    given = prepared(participants=(EVERYONE[0], *unsent()[1:]))
    packs = items(given, "pack")
    assert [(one.target_id, one.done) for one in packs] == [
        ("broker", True), ("caseworker", False), ("citizen", False), ("health", False),
    ]  # fmt: skip
    assert [one.rule for one in packs] == ["R162", "R162", "R162", "R185"]


def test_once_they_have_met_the_preparation_holds_nothing_up() -> None:
    given = met(prepared_on=None, approved_on=None, participants=unsent()[:2], network_wanted=None)
    assert lacks(given) == {"agreement", "min_plan"}
    again = given.step_ups[0]._replace(meetings=(meeting(HELD, held=True), meeting(NEXT_WEEK)))
    assert lacks(with_span(again)) >= {"preparation", "approval", "pack", "participant", "network_asked"}


def test_a_measure_is_started_and_then_carried_through() -> None:
    """R181: the days it waits are told."""
    assert [(one.done, one.params["days"]) for one in items(agreed(item(MEASURE)), "measure_started")] == [(False, 5)]
    started = agreed(item(MEASURE, started_on=TODAY))
    assert lacks(started) == {"measure"}
    assert progress(agreed(item(MEASURE, done_on=TODAY))).can_close


def test_a_meeting_without_a_word_was_planned_and_is_to_be_noted() -> None:
    given = prepared(meetings=(meeting(days_ago(3)),))
    assert [(one.done, one.on) for one in items(given, "meeting_planned")] == [(True, days_ago(3))]
    (held,) = items(given, "meeting_held")
    assert (held.done, held.since, held.target_id) == (False, days_ago(3), f"m{days_ago(3)}")


@pytest.mark.parametrize("answer", [REFUSED, (REFUSED[0]._replace(refused=False, withdrawn_on=TODAY),)])
def test_without_consent_it_stands_still(answer: tuple[ConsentMark, ...]) -> None:
    """R159."""
    given = with_span(span(), consents=answer)
    assert progress(given).stopped
    assert "consent" in lacks(given)
    assert not progress(NO_CONSENT).stopped


def test_the_marker_is_a_duty_in_one_edition() -> None:
    """R186, C13."""
    assert [one.weight for one in items(prepared(), "marker")] == [Weight.ADVISED]
    assert [one.weight for one in items(prepared(), "marker", programme=FSM2)] == [Weight.REMINDER]
    on = prepared()._replace(markers=(MarkerSpan(STARTED, None, Marker.STEP_UP),))
    assert [one.done for one in items(on, "marker")] == [True]
    assert "marker" not in lacks(prepared())


def test_one_that_is_over_is_seen_as_it_was_left() -> None:
    over = progress(agreed(item(MEASURE), end=days_ago(2)))
    assert (over.running, over.ended, over.days, over.can_close) == (False, days_ago(2), 18, False)
    assert {one.code for one in over.lacks} == {"min_plan", "measure_started", "measure"}
    assert not progress(agreed(end=TODAY)).ended


def test_nobody_without_a_step_up_has_progress() -> None:
    assert step_up_progress(facts(), FSM3, TODAY) is None
    assert step_up_progress(prepared(start=days_ago(-1)), FSM3, TODAY) is None


@given(one_case, days)
@settings(max_examples=60, deadline=None)
def test_whatever_the_data_the_picture_holds_together(case: Case, today: date) -> None:
    seen = facts_of(case, today, citizen_id="citizen")
    one = step_up_progress(seen, PROGRAMMES[seen.edition], today)
    assert (one is None) == (shown_step_up(seen, today) is None)
    if one is None:
        return
    every = [part for phase in one.phases for part in phase.items]
    assert all(part.since is None for part in every if part.done)
    assert all(part in every and not part.done for part in one.lacks)
    assert not (one.can_close and one.lacks)
    for phase in one.phases:
        owed = [part for part in phase.missing if part.weight is not Weight.ADVISED]
        assert not (phase.state is DONE and owed)


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_asked_for_has_a_word(language: str) -> None:
    words = load_words(language)
    everything = begun(family=True, network_wanted=True, participants=(*EVERYONE, participant(ParticipantRole.OTHER)))
    rows = (item(MEASURE), item(CONSIDERATION), item(SUPPORT), item(AgreedKind.OTHER))
    second = agreed(*rows, meetings=(meeting(HELD, held=True, present=False), meeting(NEXT_WEEK)))
    asked = [part for given in (everything, second) for phase in progress(given).phases for part in phase.items]
    for part in asked:
        text = words(f"step_up.need.{part.code}", **{"n": 1, **part.params})
        assert not any(sign in text for sign in "⟨⟩{}"), text
    worded = {key.removeprefix("step_up.need.").partition(".")[0] for key in words.keys("step_up.need")}
    assert {part.code for part in asked} == worded


def test_the_finding_and_the_picture_agree_on_closing() -> None:
    for one in (agreed(), agreed(item(SUPPORT)), agreed(min_plan_on=None), met()):
        assert progress(one).can_close is ("step_up_ready" in found(one))

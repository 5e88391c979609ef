"""The way as one picture: states, clocks, what is in place and what lacks; and what holds of any case at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.case import Case
from broker_tui.domain.codes import CoreElement, CvWork, ElementState, Owner, PlacementKind, Step, StepState, Weight
from broker_tui.domain.facts import Approached, BrokerSpan, CvMark, Facts, GoalMark, PlacementSpan, StepSpan
from broker_tui.domain.rules import judge
from broker_tui.domain.status import exited_by, in_group_1, step_clock, step_on
from broker_tui.domain.steps import ELEMENTS, Item, StepProgress, step_progress
from broker_tui.i18n import load_words
from tests.domain.people import ENROLLED, FSM3, PROGRAMMES, TODAY, agreement, days_ago, facts, placed
from tests.domain.test_judging import facts_on, one_case
from tests.domain.test_way_rules import after, answer, changed_broker, made, supported
from tests.strategies import days

ONE, TWO, THREE, CARE = Step.CLARIFICATION, Step.TOWARDS_JOB, Step.COMPANY, Step.AFTERCARE
YESTERDAY, TOMORROW = days_ago(1), days_ago(-1)


def way(given_facts: Facts, today: date = TODAY) -> dict[Step, StepProgress]:
    return {line.step: line for line in step_progress(given_facts, FSM3, today)}


def stepped(*spans: tuple[Step, date, date | None]) -> Facts:
    return facts(steps=tuple(StepSpan(start, end, step) for step, start, end in spans))


def items(line: StepProgress) -> dict[str, Item]:
    return {item.code: item for element in line.elements for item in (*element.done, *element.missing)}


def missing(line: StepProgress) -> set[str]:
    return {item.code for element in line.elements for item in element.missing}


STATES = [
    ("nothing begun", (), ("not_begun", "not_begun", "not_begun", "not_begun")),
    ("to begin", ((ONE, TOMORROW, None),), ("not_begun", "not_begun", "not_begun", "not_begun")),
    ("in the first", ((ONE, ENROLLED, None),), ("running", "not_begun", "not_begun", "not_begun")),
    (
        "in the second",
        ((ONE, ENROLLED, days_ago(9)), (TWO, days_ago(8), None)),
        ("closed", "running", "not_begun", "not_begun"),
    ),
    ("R131 begun at the third", ((THREE, ENROLLED, None),), ("skipped", "skipped", "running", "not_begun")),
    (
        "R127 fallen back",
        ((TWO, ENROLLED, days_ago(20)), (THREE, days_ago(19), days_ago(5)), (TWO, days_ago(4), None)),
        ("skipped", "running", "interrupted", "not_begun"),
    ),
    (
        "C20 aftercare",
        ((THREE, ENROLLED, days_ago(5)), (CARE, days_ago(4), None)),
        ("skipped", "skipped", "closed", "running"),
    ),
    ("through", ((CARE, ENROLLED, YESTERDAY), (Step.DONE, TODAY, None)), ("skipped", "skipped", "skipped", "closed")),
    ("ended without another", ((ONE, ENROLLED, YESTERDAY),), ("closed", "not_begun", "not_begun", "not_begun")),
    ("last day", ((ONE, ENROLLED, TODAY),), ("running", "not_begun", "not_begun", "not_begun")),
]


@pytest.mark.parametrize(
    ("spans", "states"), [pytest.param(*case[1:], id=f"{n}-{case[0]}") for n, case in enumerate(STATES)]
)
def test_states(spans: tuple[tuple[Step, date, date | None], ...], states: tuple[str, ...]) -> None:
    assert tuple(line.state.value for line in way(stepped(*spans)).values()) == states


def test_a_second_round_has_a_new_clock_and_keeps_the_total() -> None:
    """R127, C11."""
    lines = way(
        stepped((TWO, days_ago(100), days_ago(41)), (THREE, days_ago(40), days_ago(11)), (TWO, days_ago(10), None))
    )
    second, third = lines[TWO], lines[THREE]
    assert (second.started, second.ended, second.days, second.total_days) == (days_ago(10), None, 10, 69)
    assert (second.limit_days, second.due) == (91, days_ago(10) + timedelta(days=91))
    assert [(one.started, one.ended, one.days) for one in second.rounds] == [
        (days_ago(100), days_ago(41), 59),
        (days_ago(10), None, 10),
    ]
    assert (third.started, third.ended, third.days, third.due) == (days_ago(40), days_ago(11), 29, None)


def test_limits() -> None:
    """R83, R115: a month as the same day clamped, and thirteen weeks; aftercare counts from self-support (C19)."""
    assert way(stepped((ONE, date(2026, 10, 31), None)))[ONE].due == date(2026, 11, 30)
    assert way(stepped((TWO, date(2026, 10, 31), None)))[TWO].due == date(2027, 1, 30)
    cared = way(after(date(2026, 8, 31)))[CARE]
    assert (cared.due, cared.limit_days) == (date(2027, 2, 28), 181)


def test_step_1_and_who_owes_what() -> None:
    bare = facts(
        steps=(StepSpan(ENROLLED, None, ONE),),
        brokers=(),
        cv=(),
        goals=(),
        min_plan_broker_on=None,
        has_resources=False,
    )
    line = way(bare)[ONE]
    assert not line.can_close
    assert {(item.code, item.owner, item.since) for item in line.lacks} == {
        ("broker", Owner.CASEWORKER, ENROLLED),
        ("cv_begun", Owner.CITIZEN, ENROLLED),
        ("goal_begun", Owner.CITIZEN, ENROLLED),
    }
    assert {item.code for item in line.reminders} == {"min_plan_broker", "cv_with_broker"}
    assert missing(line) >= {"resources"}
    assert items(line)["network_asked"].weight is Weight.ADVISED
    assert [element.element for element in line.elements] == [CoreElement.BROKER, CoreElement.CV_AND_GOAL]


def test_step_1_can_be_closed_with_a_red_reminder() -> None:
    """R81, R82, C10."""
    line = way(facts(steps=(StepSpan(ENROLLED, None, ONE),), min_plan_broker_on=None))[ONE]
    assert line.can_close
    assert [item.code for item in line.reminders] == ["min_plan_broker"]
    assert [element.state for element in line.elements] == [ElementState.RUNNING, ElementState.DONE]


@pytest.mark.parametrize(("has_authority", "owner"), [(True, Owner.BROKER), (False, Owner.CASEWORKER)])
def test_who_writes_into_min_plan(has_authority: bool, owner: Owner) -> None:
    """R66: the broker who has the authority, or else the caseworker."""
    given_facts = facts(brokers=(BrokerSpan(ENROLLED, None, "maja", has_authority),), min_plan_broker_on=None)
    assert items(way(given_facts)[ONE])["min_plan_broker"].owner is owner


def test_step_2_asks_for_one_whole_agreement() -> None:
    """R112: what a second agreement lacks is to be remembered and holds nothing up."""
    line = way(facts(placements=(agreement(contact=False, id="q"), agreement())))[TWO]
    assert line.can_close
    assert [(item.code, item.placement_id) for item in line.reminders] == [
        ("cv_consolidated", None),
        ("contact_person", "q"),
    ]
    without = way(facts(placements=()))[TWO]
    assert {item.code for item in without.lacks} == {"agreement", "contact_person", "plan"}


def test_what_an_internship_asks_for() -> None:
    """R99-R114."""
    bare = PlacementSpan(ENROLLED, None, PlacementKind.INTERNSHIP, id="p")
    line = way(facts(placements=(bare,)))[TWO]
    assert missing(line) == {
        "cv_consolidated",
        "terms",
        "goal_told",
        "purpose",
        "why_not_paid_hours",
        "contact_person",
        "plan",
        "min_plan_agreement",
        "vitas",
    }
    assert {"purpose_min_plan", "purpose_vitas"} <= set(items(way(facts(placements=(agreement(),)))[TWO]))
    paid = way(facts(placements=(bare._replace(kind=PlacementKind.PAID_HOURS),)))[TWO]
    assert missing(line) - missing(paid) == {"purpose", "why_not_paid_hours", "vitas"}


def test_a_closed_step_2_shows_the_agreement_that_closed_it() -> None:
    steps = (StepSpan(ENROLLED, days_ago(20), TWO), StepSpan(days_ago(19), None, THREE))
    over = agreement(days_ago(19), days_ago(3), agreed_on=days_ago(19), id="old")
    line = way(facts(steps=steps, placements=(over,)))[TWO]
    assert (items(line)["agreement"].placement_id, items(line)["agreement"].on) == ("old", days_ago(19))
    assert line.lacks == ()


def test_the_approach_has_to_be_of_this_round() -> None:
    """R93, R127."""
    steps = (StepSpan(days_ago(30), None, TWO),)
    old = facts(steps=steps, approached=Approached(days_ago(99), days_ago(31), 4))
    new = facts(steps=steps, approached=Approached(days_ago(99), days_ago(30), 5))
    assert "approach" in missing(way(old)[TWO])
    assert "approach" not in missing(way(new)[TWO])


def test_step_3_follows_up_and_ends_with_self_support() -> None:
    line = way(placed(agreement(followed_up_on=days_ago(40))))[THREE]
    owed = items(line)["follow_up"]
    assert (owed.on, owed.since, owed.owner) == (None, date(2026, 11, 9), Owner.BROKER)
    assert [item.code for item in line.lacks] == ["self_support"]
    assert way(placed(self_support=supported(TODAY)))[THREE].can_close
    assert items(way(changed_broker(None))[THREE])["company_told"].since == days_ago(9)
    assert items(way(changed_broker(TODAY))[THREE])["company_told"].on == TODAY
    assert "company_told" not in items(way(placed())[THREE])


def test_aftercare() -> None:
    """R129, R130, C19."""
    asked = way(after(date(2026, 10, 1), consents=()))[CARE]
    assert missing(asked) == {"aftercare_consent", "aftercare_months"}
    running = way(after(date(2026, 10, 1)))[CARE]
    assert (missing(running), running.can_close) == ({"aftercare_months"}, False)
    assert way(after(date(2026, 8, 18)))[CARE].can_close
    declined = way(after(date(2026, 10, 1), consents=answer(refused=True)))[CARE]
    assert (missing(declined), declined.can_close) == (set(), True)
    late = way(after(date(2026, 8, 1), date(2026, 9, 2)))[CARE]
    assert items(late)["aftercare_contact"].since == date(2026, 10, 2)


def test_a_cafe_begins_no_cv() -> None:
    """R73."""
    line = way(facts(cv=(made(CvWork.CAFE, with_broker=True),), goals=(GoalMark(ENROLLED, concrete=False),)))[ONE]
    assert {"cv_begun", "cv_with_broker"} <= missing(line)


@given(one_case, days)
@settings(max_examples=150, deadline=None)
def test_at_most_one_step_runs_and_its_clock_is_the_clock(case: Case, today: date) -> None:
    given_facts = facts_on(case, today)
    programme = PROGRAMMES[given_facts.edition]
    lines = step_progress(given_facts, programme, today)
    running = [line for line in lines if line.state is StepState.RUNNING]
    current = step_on(given_facts, today)
    assert [line.step for line in running] == ([current.step] if current and current.step in ELEMENTS else [])
    for line in running:
        clock = step_clock(given_facts, programme, today)
        assert clock is not None
        assert (line.started, line.days) == (clock.started_on, clock.days)
        assert line.step is CARE or (line.limit_days, line.due) == (clock.limit_days, clock.due)
        assert line.ended is None


@given(one_case, days, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_clocks_never_run_backwards(case: Case, today: date, later: int) -> None:
    now = facts_on(case, today)
    programme = PROGRAMMES[now.edition]
    before = step_progress(now, programme, today)
    after_then = step_progress(now, programme, today + timedelta(days=later))
    for one, other in zip(before, after_then, strict=True):
        assert other.total_days >= one.total_days >= 0
        assert len(other.rounds) >= len(one.rounds)
        if one.started is not None and one.started == other.started and one.days is not None and other.days is not None:
            assert other.days >= one.days


@given(one_case, days)
@settings(max_examples=150, deadline=None)
def test_steps_findings_and_items_say_the_same(case: Case, today: date) -> None:
    given_facts = facts_on(case, today)
    programme = PROGRAMMES[given_facts.edition]
    lines = {line.step: line for line in step_progress(given_facts, programme, today)}
    codes = {finding.code for finding in judge(given_facts, programme, today)}
    for number, step in enumerate((ONE, TWO, THREE), start=1):
        asked = in_group_1(given_facts, programme, today) and today >= given_facts.enrolled_on
        assert (f"step_{number}_ready" in codes) == (lines[step].can_close and asked)
    for finding, item in _SAME.items():
        if finding in codes:
            assert item in missing(lines[TWO]) | missing(lines[ONE]) | missing(lines[CARE]), finding
    if exited_by(given_facts, today):
        assert codes <= {"exit_open"}


_SAME = {
    "min_plan_broker_missing": "min_plan_broker",
    "cv_without_broker": "cv_with_broker",
    "contact_person_missing": "contact_person",
    "plan_missing": "plan",
    "purpose_missing": "purpose",
    "why_not_paid_missing": "why_not_paid_hours",
    "min_plan_agreement_missing": "min_plan_agreement",
    "vitas_missing": "vitas",
    "aftercare_consent_missing": "aftercare_consent",
}
"""Findings and the items they are about."""


@given(one_case, days)
@settings(max_examples=60, deadline=None)
def test_every_item_and_every_finding_has_words(case: Case, today: date) -> None:
    given_facts = facts_on(case, today)
    programme = PROGRAMMES[given_facts.edition]
    for language in ("da", "en"):
        words = load_words(language)
        for line in step_progress(given_facts, programme, today):
            for item in items(line).values():
                assert words.has(f"way.{item.code}"), item.code
                assert words.has(f"rule.{item.rule}"), item.rule
                assert item.on is None or item.on <= today
        for finding in judge(given_facts, programme, today):
            for part in ("title", "why", "clear"):
                text = words(f"finding.{finding.code}.{part}", **finding.params)
                assert not any(sign in text for sign in "⟨⟩{}"), text


def test_progress_reads_what_lies_before_the_day_alone() -> None:
    """Asked as of an earlier day, what came later is not there yet."""
    given_facts = facts(cv=(CvMark(TODAY, CvWork.STARTED, with_broker=True),), min_plan_broker_on=TODAY)
    assert {"cv_begun", "min_plan_broker"} <= missing(way(given_facts, YESTERDAY)[ONE])
    assert not {"cv_begun", "min_plan_broker"} & missing(way(given_facts)[ONE])

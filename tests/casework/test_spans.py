"""Groups, brokers and steps follow one another: a new one ends the one before on the day before (R23, R61)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.casework.acting import the_case
from broker_tui.casework.corrections import change_span
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.people import add_broker, assign_broker, citizens_of, hand_over
from broker_tui.casework.spans import begin, on_day
from broker_tui.casework.steps import start_step
from broker_tui.domain.codes import Step
from broker_tui.domain.entries import AssignmentEntry, BrokerEntry, HandOverEntry, SpanEntry
from broker_tui.domain.entries_step import StepEntry
from broker_tui.domain.progress import StepPeriod
from tests.casework.conftest import TODAY, Enrol

Days = tuple[date, date | None, Step]


def day(text: str) -> date:
    return date.fromisoformat(text)


def steps(desk: Desk, citizen_id: str) -> list[Days]:
    return [(s.started_on, s.ended_on, s.step) for s in the_case(desk, citizen_id).steps]


@pytest.mark.parametrize(
    ("started", "step", "expected"),
    [
        ("2026-11-20", 2, [("2026-01-05", "2026-11-19", 1), ("2026-11-20", None, 2)]),
        ("2026-01-05", 2, [("2026-01-05", None, 2)]),
        ("2025-12-01", 2, [("2025-12-01", "2026-01-04", 2), ("2026-01-05", None, 1)]),
    ],
    ids=["later", "the same day", "earlier"],
)
def test_a_step_ends_the_one_before(
    desk: Desk, citizen_id: str, started: str, step: int, expected: list[tuple[str, str | None, int]]
) -> None:
    start_step(desk, citizen_id, StepEntry(step=Step(step), started_on=day(started)))
    assert steps(desk, citizen_id) == [(day(a), day(b) if b else None, Step(s)) for a, b, s in expected]


def test_the_step_she_is_in_is_no_news(desk: Desk, citizen_id: str) -> None:
    with pytest.raises(Refused) as refused:
        start_step(desk, citizen_id, StepEntry(step=Step.CLARIFICATION, started_on=TODAY))
    assert [problem.code for problem in refused.value.problems] == ["already_so"]


class Spans:
    """An act that keeps step periods in memory, to see what `begin` does to them."""

    def __init__(self, held: list[StepPeriod]) -> None:
        self.held = {span.id: span for span in held}

    def add(self, _citizen_id: str, record: StepPeriod) -> None:
        self.held[record.id] = record

    change = add

    def remove(self, _citizen_id: str, _model: type[StepPeriod], record_id: str) -> None:
        del self.held[record_id]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Step)), max_size=8))
def test_no_two_ever_overlap_and_one_always_runs(starts: list[tuple[int, Step]]) -> None:
    held: list[StepPeriod] = []
    for number, (after, step) in enumerate(starts):
        act = Spans(held)
        new = StepPeriod(id=f"{number:03d}", step=step, started_on=TODAY + timedelta(days=after))
        begin(act, "citizen", held, new)  # type: ignore[arg-type] # the three calls that begin makes
        held = list(act.held.values())
        first = min(span.started_on for span in held)
        for offset in range(-2, 70):
            on = TODAY + timedelta(days=offset)
            running = [s for s in held if s.started_on <= on and (s.ended_on is None or on <= s.ended_on)]
            assert len(running) == (on >= first)
        running_now = on_day(held, new.started_on)
        assert running_now is not None
        assert running_now.id == new.id


def test_hand_over_takes_all_or_the_chosen(desk: Desk, enrol: Enrol) -> None:
    first, second, third = (enrol(name=name) for name in ("Åse", "Bo", "Carla"))
    other = str(add_broker(desk, BrokerEntry(name="Bent Thy")).record_id)
    hand_over(desk, HandOverEntry(from_broker=desk.who, to_broker=other, on=TODAY, citizens=(second,)))
    assert set(citizens_of(desk, other, TODAY)) == {second}
    hand_over(desk, HandOverEntry(from_broker=desk.who, to_broker=other, on=TODAY))
    assert set(citizens_of(desk, other, TODAY)) == {first, second, third}
    assert set(citizens_of(desk, desk.who, TODAY)) == set()
    with pytest.raises(Refused):
        hand_over(desk, HandOverEntry(from_broker=desk.who, to_broker=other, on=TODAY))
    with pytest.raises(Refused):
        hand_over(desk, HandOverEntry(from_broker=other, to_broker=other, on=TODAY))


def test_a_broker_who_is_not_there_is_refused(desk: Desk, citizen_id: str) -> None:
    with pytest.raises(Refused) as refused:
        assign_broker(desk, citizen_id, AssignmentEntry(broker_id="nobody", started_on=TODAY))
    assert refused.value.problems[0].field == "broker_id"


def test_corrected_days_may_not_overlap(desk: Desk, citizen_id: str) -> None:
    start_step(desk, citizen_id, StepEntry(step=Step.TOWARDS_JOB, started_on=day("2026-03-01")))
    first, second = the_case(desk, citizen_id).steps
    with pytest.raises(Refused) as refused:
        change_span(desk, citizen_id, second.id, SpanEntry(started_on=day("2026-02-01")))
    assert refused.value.problems[0].code == "overlaps"
    change_span(desk, citizen_id, first.id, SpanEntry(started_on=first.started_on, ended_on=day("2026-01-31")))
    change_span(desk, citizen_id, second.id, SpanEntry(started_on=day("2026-02-01")))
    assert steps(desk, citizen_id)[1] == (day("2026-02-01"), None, Step.TOWARDS_JOB)

"""The steps as acts: closing, self-support, aftercare, consents; and no order of acts leads to two open steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.opening import desk_of
from broker_tui.casework.page import read_page
from broker_tui.casework.people import add_citizen
from broker_tui.casework.steps import progress_of
from broker_tui.casework.undoing import redo, undo
from broker_tui.domain.codes import ConsentForm, CvWork, Step, StepState, Weight
from broker_tui.domain.dates import covers
from broker_tui.domain.entries import NewCitizenEntry
from broker_tui.i18n import load_words
from broker_tui.store.errors import StoreError
from tests.casework.conftest import TODAY
from tests.casework.forms import codes, do
from tests.conftest import fresh_store

START = date(2026, 11, 2)


def periods(desk: Desk, citizen_id: str) -> list[tuple[int, date, date | None]]:
    return [(one.step.value, one.started_on, one.ended_on) for one in the_case(desk, citizen_id).steps]


def refusal(desk: Desk, citizen_id: str, code: str, target: str | None = None, **given: object) -> set[str]:
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, code, target, **given)
    return {problem.code for problem in refused.value.problems}


def test_step_1_is_closed_when_cv_and_goal_are_begun(desk: Desk, citizen_id: str) -> None:
    """R81; Min Plan is a red reminder that holds nothing up (R82, C10)."""
    assert refusal(desk, citizen_id, "close_step") == {"lacks_cv_begun", "lacks_goal_begun"}
    do(desk, citizen_id, "cv", on=START)
    do(desk, citizen_id, "job_goal", text="lager", on=START)
    assert progress_of(desk, citizen_id)[0].can_close
    done = do(desk, citizen_id, "close_step")
    assert codes(done) == {"lacks_min_plan_broker"}
    assert periods(desk, citizen_id) == [(1, date(2026, 1, 5), TODAY - timedelta(days=1)), (2, TODAY, None)]
    assert progress_of(desk, citizen_id)[0].state is StepState.CLOSED


def test_step_2_takes_agreement_plan_and_contact_person(desk: Desk, citizen_id: str) -> None:
    """R112; what stands in no official system yet is a reminder (R113, C10)."""
    do(desk, citizen_id, "step", step="2", started_on=START)
    lacks = {"lacks_agreement", "lacks_plan", "lacks_contact_person"}
    assert refusal(desk, citizen_id, "close_step") == lacks
    made = str(do(desk, citizen_id, "placement", kind="paid_hours", company="Netto").record_id)
    assert refusal(desk, citizen_id, "close_step") == lacks - {"lacks_agreement"}
    plan = {"plan_agreed_on": TODAY, "plan_citizen": True, "plan_broker": True, "plan_company": True}
    do(desk, citizen_id, "placement_change", made, contact_name="Bo", **plan)
    assert "lacks_min_plan_agreement" in codes(do(desk, citizen_id, "close_step"))
    assert periods(desk, citizen_id)[-1] == (3, TODAY, None)


def test_self_support_closes_step_3_and_begins_aftercare(desk: Desk, citizen_id: str) -> None:
    """R128-R130, C20: the consent is asked for in the same form."""
    do(desk, citizen_id, "step", step="3", started_on=date(2026, 3, 2))
    assert refusal(desk, citizen_id, "close_step") == {"lacks_self_support"}
    since = date(2026, 8, 3)
    do(desk, citizen_id, "self_support", kind="job", started_on=since, consent=True, consent_form="written")
    case = the_case(desk, citizen_id)
    assert periods(desk, citizen_id)[-1] == (4, since, None)
    assert [(one.refused, one.form, one.on) for one in case.consents] == [(False, ConsentForm.WRITTEN, TODAY)]
    assert codes(do(desk, citizen_id, "end_aftercare")) == set()
    assert periods(desk, citizen_id)[-1] == (5, TODAY, None)
    undo(desk)
    undo(desk)
    assert the_case(desk, citizen_id).self_support == ()
    assert periods(desk, citizen_id)[-1] == (3, date(2026, 3, 2), None)


def test_a_recorded_self_support_is_the_day_step_3_is_closed(desk: Desk, citizen_id: str) -> None:
    do(desk, citizen_id, "step", step="3", started_on=date(2026, 3, 2))
    do(desk, citizen_id, "self_support", kind="education", started_on=date(2026, 8, 3))
    undone = the_case(desk, citizen_id).steps[-1]
    from broker_tui.casework.removal import remove_record

    remove_record(desk, citizen_id, undone.id)
    do(desk, citizen_id, "span_change", the_case(desk, citizen_id).steps[-1].id, ended_on=None)
    assert FORM_ACTS["close_step"].prefill(desk, citizen_id, None) == {"on": date(2026, 8, 3)}
    do(desk, citizen_id, "close_step")
    assert periods(desk, citizen_id)[-1] == (4, date(2026, 8, 3), None)


def test_aftercare_is_ended_from_aftercare_only(desk: Desk, citizen_id: str) -> None:
    """R129, C19: before three months it is said that it is early."""
    assert refusal(desk, citizen_id, "end_aftercare") == {"not_in_aftercare"}
    do(desk, citizen_id, "self_support", kind="job", started_on=START)
    assert codes(do(desk, citizen_id, "end_aftercare")) == {"aftercare_short"}


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 1, 5), "close_after_start"),
        (TODAY + timedelta(days=1), "future_date"),
    ],
)
def test_a_step_is_closed_after_it_began_and_not_ahead(desk: Desk, citizen_id: str, on: date, code: str) -> None:
    assert refusal(desk, citizen_id, "close_step", on=on) == {code}


def test_who_is_through_has_nothing_to_close(desk: Desk, citizen_id: str) -> None:
    do(desk, citizen_id, "step", step="5", started_on=START)
    assert refusal(desk, citizen_id, "close_step") == {"no_step_to_close"}


def test_goals_stay_as_history(desk: Desk, citizen_id: str) -> None:
    """R70, R75, R91."""
    first = do(desk, citizen_id, "job_goal", text="noget med mennesker", on=START, clarity="narrowing").record_id
    proposed = FORM_ACTS["job_goal"].prefill(desk, citizen_id, None)
    assert (proposed["text"], proposed["clarity"], proposed["on"]) == ("noget med mennesker", "narrowing", TODAY)
    do(desk, citizen_id, "job_goal", text="plejehjem", sources=("work", "home"), workplaces="Lokalcentret")
    goals = the_case(desk, citizen_id).job_goals
    assert [(goal.text, goal.on) for goal in goals] == [("noget med mennesker", START), ("plejehjem", TODAY)]
    assert goals[1].clarity == goals[0].clarity
    do(desk, citizen_id, "job_goal_change", first, text="noget med børn")
    assert [goal.text for goal in the_case(desk, citizen_id).job_goals] == ["noget med børn", "plejehjem"]


def test_a_cafe_is_no_work_with_the_broker(desk: Desk, citizen_id: str) -> None:
    """R72, R73: the form proposes that the two sat together, and leaves it out at a café."""
    do(desk, citizen_id, "cv", work="cafe")
    assert [(one.work, one.with_broker) for one in the_case(desk, citizen_id).cv] == [(CvWork.CAFE, False)]
    assert "cv_without_broker" in codes(do(desk, citizen_id, "cv", with_broker=False))


def test_consents_are_answers_and_can_be_taken_back(desk: Desk, citizen_id: str) -> None:
    """R130."""
    given_id = str(do(desk, citizen_id, "consent", purpose="aftercare", on=START, consent_form="oral").record_id)
    assert FORM_ACTS["consent_change"].prefill(desk, citizen_id, given_id)["consent_form"] == "oral"
    assert refusal(desk, citizen_id, "withdrawal", given_id, withdrawn_on=date(2026, 11, 1)) == {
        "withdrawn_before_given"
    }
    do(desk, citizen_id, "withdrawal", given_id)
    assert the_case(desk, citizen_id).consents[0].withdrawn_on == TODAY


def test_a_page_carries_the_steps(desk: Desk, citizen_id: str) -> None:
    page = read_page(desk, citizen_id)
    assert [one.step for one in page.steps] == [1, 2, 3, 4]
    assert page.steps == progress_of(desk, citizen_id)


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_that_can_be_lacking_at_the_close_has_words(desk: Desk, citizen_id: str, language: str) -> None:
    words = load_words(language)
    do(desk, citizen_id, "placement", kind="internship", purpose="training", started_on=START)
    do(desk, citizen_id, "self_support", kind="job", started_on=START)
    items = {item.code: item for one in progress_of(desk, citizen_id) for e in one.elements for item in e.missing}
    items |= {item.code: item for one in progress_of(desk, citizen_id) for e in one.elements for item in e.done}
    assert len(items) > 15
    said = [item.code for item in items.values() if item.weight is not Weight.ADVISED]
    assert [code for code in said if not words.has(f"problem.lacks_{code}")] == []


_DAYS = st.integers(-60, 20).map(lambda days: TODAY + timedelta(days=days))
_STEPS = st.tuples(st.just("step"), _DAYS, st.sampled_from(["1", "2", "3", "4", "5"]))
_PLAIN = st.tuples(
    st.sampled_from(
        ["close_step", "self_support", "end_aftercare", "take_over", "interruption", "placement_end", "undo", "redo"]
    ),
    _DAYS,
    st.just(""),
)


def _attempt(desk: Desk, citizen_id: str, move: tuple[str, date, str]) -> None:
    code, day, step = move
    case = the_case(desk, citizen_id)
    if code == "step":
        do(desk, citizen_id, "step", step=step, started_on=day)
    elif code in {"undo", "redo"}:
        back: Callable[[Desk], object] = undo if code == "undo" else redo
        back(desk)
    elif code == "self_support":
        do(desk, citizen_id, "self_support", kind="job", started_on=day)
    elif code == "take_over":
        do(desk, citizen_id, "take_over", kind="paid_hours", started_on=day, step_3_from=day)
    elif code in {"interruption", "placement_end"} and case.placements:
        field = "ended_on" if code == "placement_end" else "interrupted_on"
        reason = {} if code == "placement_end" else {"interruption_reason": "andet"}
        do(desk, citizen_id, code, case.placements[-1].id, **{field: day, "to_matching": True}, **reason)
    elif code in {"close_step", "end_aftercare"}:
        do(desk, citizen_id, code, on=day)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_STEPS | _PLAIN, max_size=12))
def test_no_order_of_acts_leads_to_two_open_steps(moves: list[tuple[str, date, str]]) -> None:
    """R127, R131: on every day one step at most, no clock runs backwards, and every finding has words."""
    with TemporaryDirectory() as folder, fresh_store(Path(folder) / "caseload.db") as store:
        desk = desk_of(store, TODAY)
        entry = NewCitizenEntry(cpr="6101801234", name="Åse", enrolled_on=date(2026, 1, 5), step_from=date(2026, 1, 5))
        citizen_id = str(add_citizen(replace(desk, who="another"), entry).citizen_id)
        for move in moves:
            try:
                _attempt(desk, citizen_id, move)
            except (Refused, StoreError):
                continue
            steps = the_case(desk, citizen_id).steps
            for offset in range(-400, 30):
                day = TODAY + timedelta(days=offset)
                assert sum(covers(one.started_on, one.ended_on, day) for one in steps) <= 1
            page = read_page(desk, citizen_id)
            assert sum(one.state is StepState.RUNNING for one in page.steps) <= 1
            assert all(one.days is None or one.days >= 0 for one in page.steps)
            assert all(one.started is None or one.ended is None or one.started <= one.ended for one in page.steps)
            words = load_words("da")
            for finding in page.overview.findings[citizen_id]:
                assert words.has(f"finding.{finding.code}.title")
            assert all(one.step is not Step.DONE for one in page.steps)

"""Agreements: values carried over, made, taken over, corrected, ended, broken off (R99-R115, R127, R132, C11)."""

from datetime import date

import pytest

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.removal import remove_record
from broker_tui.casework.spans import on_day
from broker_tui.casework.steps import progress_of
from broker_tui.casework.undoing import undo
from broker_tui.domain.codes import CvWork, FollowUpInterval, Step, StepState
from broker_tui.domain.placement import MasteryTask, PlanPhase
from tests.casework.conftest import TODAY
from tests.casework.forms import codes, do

START = date(2026, 11, 2)


@pytest.fixture
def netto(desk: Desk) -> str:
    return str(
        do(desk, None, "company_new", name="Netto", contact_name="Ea Bro", contact_phone="20 30 40 59").record_id
    )


@pytest.fixture
def placement(desk: Desk, citizen_id: str, netto: str) -> str:
    """An internship since the beginning of the month, in step 3."""
    do(desk, citizen_id, "step", step="3", started_on=START)
    given = {"kind": "internship", "purpose": "training", "started_on": START, "mastery": ("kasse", "lager")}
    return str(do(desk, citizen_id, "placement", netto, **given).record_id)


def step_of(desk: Desk, citizen_id: str, day: date = TODAY) -> Step | None:
    current = on_day(the_case(desk, citizen_id).steps, day)
    return current.step if current else None


def test_a_new_agreement_carries_over_goal_company_and_considerations(desk: Desk, citizen_id: str, netto: str) -> None:
    do(desk, citizen_id, "job_goal", text="butik", tasks="fylde op og kasse")
    do(
        desk,
        citizen_id,
        "placement",
        kind="paid_hours",
        started_on=date(2026, 3, 2),
        ended_on=date(2026, 4, 1),
        health_considerations="ingen tunge løft",
    )
    proposed = FORM_ACTS["placement"].prefill(desk, citizen_id, netto)
    assert proposed["company_id"] == netto
    assert proposed["work_function"] == "butik"
    assert proposed["tasks"] == "fylde op og kasse"
    assert proposed["health_considerations"] == "ingen tunge løft"
    assert (proposed["contact_name"], proposed["contact_phone"]) == ("Ea Bro", "20 30 40 59")
    assert proposed["started_on"] == TODAY


def test_the_company_that_agreed_is_proposed_until_something_came_of_it(
    desk: Desk, citizen_id: str, netto: str
) -> None:
    do(desk, citizen_id, "approach", company_id=netto, result="agreed")
    assert FORM_ACTS["placement"].prefill(desk, citizen_id, None)["company_id"] == netto
    do(desk, citizen_id, "placement", kind="paid_hours")
    assert FORM_ACTS["placement"].prefill(desk, citizen_id, None)["company_id"] is None


def test_choosing_a_company_brings_its_contact_person(desk: Desk, netto: str) -> None:
    carried = FORM_ACTS["placement"].carried
    assert carried(desk, None, "company_id", {"company_id": netto})["contact_name"] == "Ea Bro"
    nobody = str(do(desk, None, "company_new", name="Rema").record_id)
    assert carried(desk, None, "company_id", {"company_id": nobody})["contact_name"] == ""
    assert carried(desk, None, "kind", {"company_id": netto}) == {}
    assert FORM_ACTS["follow_up"].carried(desk, None, "placement_id", {"placement_id": "x"}) == {}


def test_a_typed_name_finds_the_company_or_adds_it(desk: Desk, citizen_id: str, netto: str) -> None:
    do(desk, citizen_id, "placement", kind="paid_hours", company="netto ")
    do(desk, citizen_id, "placement", kind="paid_hours", company="Bageriet")
    first, second = sorted(the_case(desk, citizen_id).placements, key=lambda one: one.company)[::-1]
    assert (first.company, first.company_id) == ("netto", netto)
    assert second.company == "Bageriet"
    assert second.company_id not in {None, netto}


def test_what_the_kind_does_not_ask_for_is_left_out(desk: Desk, citizen_id: str) -> None:
    """R106: a taster is for clarifying the goal, and gone when the purpose changes."""
    given = {"kind": "internship", "purpose": "clarification", "is_taster": True, "started_on": START}
    placement_id = str(do(desk, citizen_id, "placement", **given).record_id)
    assert the_case(desk, citizen_id).placements[0].is_taster
    do(desk, citizen_id, "placement_change", placement_id, purpose="training")
    assert not the_case(desk, citizen_id).placements[0].is_taster
    do(desk, citizen_id, "placement_change", placement_id, kind="su_education", contact_name="Bo")
    school = the_case(desk, citizen_id).placements[0]
    assert (school.purpose, school.contact_name) == (None, "")


def test_the_plan_has_up_to_three_phases(desk: Desk, citizen_id: str, placement: str) -> None:
    """R111."""
    weekly, monthly = FollowUpInterval.WEEKLY, FollowUpInterval.MONTHLY
    plan = {"every": "weekly", "every_until": date(2026, 11, 30), "then_every": "monthly"}
    do(desk, citizen_id, "placement_change", placement, **plan)
    phases = the_case(desk, citizen_id).placements[0].phases
    assert phases == (PlanPhase(every=weekly, until=date(2026, 11, 30)), PlanPhase(every=monthly))
    assert FORM_ACTS["placement_change"].prefill(desk, citizen_id, placement)["then_every"] == "monthly"
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, "placement_change", placement, then_until=date(2026, 11, 1))
    assert [(one.field, one.code) for one in refused.value.problems] == [("then_until", "phases_out_of_order")]


def test_a_plan_with_more_phases_keeps_the_rest(desk: Desk, citizen_id: str, placement: str) -> None:
    from broker_tui.store.act import act

    ends = [date(2026, month, 1) for month in (11, 12)] + [date(2027, month, 1) for month in (1, 2)]
    phases = tuple(PlanPhase(every=FollowUpInterval.WEEKLY, until=end) for end in ends)
    before = the_case(desk, citizen_id).placements[0].model_copy(update={"phases": phases})
    with act(desk.store, "placement_changed", who=desk.who, citizen_id=citizen_id) as writing:
        writing.change(citizen_id, before)
    do(desk, citizen_id, "placement_change", placement, note="rettet")
    assert the_case(desk, citizen_id).placements[0].phases == phases


def test_a_correction_keeps_what_the_form_does_not_hold(desk: Desk, citizen_id: str, placement: str) -> None:
    from broker_tui.casework.ticks import tick_registration

    tick_registration(desk, citizen_id, "vitas", placement)
    do(desk, citizen_id, "follow_up", placement, mastered=("1",))
    do(desk, citizen_id, "placement_change", placement, mastery=("lager", "kasse", "telefon"))
    after = the_case(desk, citizen_id).placements[0]
    assert after.vitas_on == TODAY
    assert after.mastery == (
        MasteryTask(text="lager", done_on=TODAY),
        MasteryTask(text="kasse"),
        MasteryTask(text="telefon"),
    )


def test_an_internship_without_purpose_is_refused_at_its_field(desk: Desk, citizen_id: str) -> None:
    """R103."""
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, "placement", kind="internship")
    assert ("purpose", "purpose_missing") in [(one.field, one.code) for one in refused.value.problems]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("weekly_hours", "169", "hours_week"),
        ("weekly_hours", "mange", "number"),
        ("weekly_hours", "7,123", "hours"),
        ("weekly_hours", "-1", "hours"),
        ("ended_on", date(2026, 11, 1), "end_before_start"),
        ("contact_phone", "20 30 40 51", "contact_without_name"),
    ],
)
def test_bad_input_is_refused_at_its_field(desk: Desk, citizen_id: str, field: str, value: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, "placement", **{"kind": "paid_hours", "started_on": START, field: value})
    at = "contact_name" if field == "contact_phone" else field
    assert [(one.field, one.code) for one in refused.value.problems] == [(at, code)]


def test_an_interruption_goes_back_to_matching_with_a_new_clock(desk: Desk, citizen_id: str, placement: str) -> None:
    """R127, C11: one act, one undo."""
    before = the_case(desk, citizen_id)
    do(desk, citizen_id, "interruption", placement, interruption_reason="for langt at køre")
    after = the_case(desk, citizen_id)
    assert (after.placements[0].ended_on, after.placements[0].interrupted_on) == (TODAY, TODAY)
    assert after.placements[0].interruption_reason == "for langt at køre"
    assert step_of(desk, citizen_id) is Step.TOWARDS_JOB
    second = progress_of(desk, citizen_id)[1]
    assert (second.state, second.days, second.started) == (StepState.RUNNING, 0, TODAY)
    assert progress_of(desk, citizen_id)[2].state is StepState.INTERRUPTED
    undo(desk)
    assert the_case(desk, citizen_id) == before


def test_with_another_placement_the_way_goes_on(desk: Desk, citizen_id: str, placement: str) -> None:
    do(desk, citizen_id, "placement", kind="paid_hours", started_on=START)
    proposed = FORM_ACTS["interruption"].prefill(desk, citizen_id, placement)
    assert proposed["to_matching"] is False
    do(desk, citizen_id, "interruption", placement, interruption_reason="flere løntimer i stedet")
    assert step_of(desk, citizen_id) is Step.COMPANY


def test_who_is_still_matching_stays_in_her_round(desk: Desk, citizen_id: str) -> None:
    do(desk, citizen_id, "step", step="2", started_on=date(2026, 9, 1))
    made = str(do(desk, citizen_id, "placement", kind="paid_hours", started_on=START).record_id)
    do(desk, citizen_id, "interruption", made, interruption_reason="mødte ikke op", to_matching=True)
    assert [(one.step, one.started_on) for one in the_case(desk, citizen_id).steps][-1] == (2, date(2026, 9, 1))


def test_an_end_as_planned_begins_matching_the_day_after(desk: Desk, citizen_id: str, placement: str) -> None:
    """R105: the CV grows by what was learned."""
    do(desk, citizen_id, "placement_end", placement, ended_on=date(2026, 11, 18), cv_updated=True)
    case = the_case(desk, citizen_id)
    assert case.placements[0].ended_on == date(2026, 11, 18)
    assert case.placements[0].interrupted_on is None
    assert (step_of(desk, citizen_id, date(2026, 11, 18)), step_of(desk, citizen_id)) == (3, 2)
    assert [(one.work, one.on) for one in case.cv] == [(CvWork.UPDATED, date(2026, 11, 18))]


def test_a_placement_that_ran_already_is_taken_over_with_its_start(desk: Desk, citizen_id: str) -> None:
    """R131, R132."""
    do(desk, citizen_id, "take_over", kind="wage_subsidy", company="Hotellet", started_on=date(2025, 10, 1))
    case = the_case(desk, citizen_id)
    assert case.placements[0].taken_over
    assert case.placements[0].started_on == date(2025, 10, 1)
    assert [(one.step, one.started_on) for one in case.steps] == [(Step.COMPANY, date(2026, 1, 5))]
    undo(desk)
    assert the_case(desk, citizen_id).placements == ()


def test_taking_over_into_step_3_leaves_the_step_alone(desk: Desk, citizen_id: str) -> None:
    do(desk, citizen_id, "step", step="3", started_on=START)
    before = the_case(desk, citizen_id).steps
    do(desk, citizen_id, "take_over", kind="paid_hours", started_on=date(2025, 10, 1))
    assert the_case(desk, citizen_id).steps == before


def test_warnings_are_said_and_saved_all_the_same(desk: Desk, citizen_id: str) -> None:
    """R107, R99: a contact person is needed to close step 2, and can follow."""
    done = do(desk, citizen_id, "placement", kind="paid_hours", company="Netto")
    assert {"no_contact_person", "tasks_missing", "working_time_missing"} <= codes(done)
    assert len(the_case(desk, citizen_id).placements) == 1


def test_a_placement_takes_its_follow_ups_and_hours_with_it(desk: Desk, citizen_id: str, placement: str) -> None:
    do(desk, citizen_id, "follow_up", placement)
    do(desk, citizen_id, "hours", placement, hours=12)
    remove_record(desk, citizen_id, placement)
    case = the_case(desk, citizen_id)
    assert (case.placements, case.follow_ups, case.worked_hours) == ((), (), ())
    undo(desk)
    case = the_case(desk, citizen_id)
    assert [len(held) for held in (case.placements, case.follow_ups, case.worked_hours)] == [1, 1, 1]

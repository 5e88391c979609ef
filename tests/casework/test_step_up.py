"""A step-up from its start to its end: conditions, people, material, meetings, following up, and what is taken back."""

from datetime import date
from typing import Any

import pytest

from broker_tui.casework.choices import choices
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.removal import remove_record
from broker_tui.casework.undoing import undo
from broker_tui.domain.case import Case
from broker_tui.domain.codes import Marker, Step
from broker_tui.domain.codes_step_up import AgreedKind, DeliveryChannel, PackItem, ParticipantReason, ParticipantRole
from broker_tui.store.cases import read_case
from tests.casework.conftest import TODAY, Enrol
from tests.casework.form_cases import ANSWERS, DAY, GROUND, START, may_step_up, met, step_up_of
from tests.casework.forms import codes, do

ALL = (PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL)


def case_of(desk: Desk, citizen_id: str) -> Case:
    return read_case(desk.store, citizen_id)


def refusal(desk: Desk, citizen_id: str, code: str, target: str | None = None, /, **given: Any) -> set[tuple[str, str]]:  # noqa: ANN401
    """Perform an act that has to be refused; return field and code of each reason, and see that nothing was written."""
    before = case_of(desk, citizen_id)
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, code, target, **given)
    assert case_of(desk, citizen_id) == before
    return {(problem.field, problem.code) for problem in refused.value.problems}


def test_a_step_up_begins_with_the_three_who_always_take_part(desk: Desk, citizen_id: str) -> None:
    """R150, R168: both conditions in her words; citizen, caseworker and broker are there from the start."""
    may_step_up(desk, citizen_id)
    do(desk, citizen_id, "citizen_change", phone="20 30 40 50", caseworker_phone="70 10 20 30")
    done = do(desk, citizen_id, "step_up", **GROUND)
    case = case_of(desk, citizen_id)
    (step_up,) = case.step_ups
    assert (step_up.id, step_up.started_on, step_up.citizen_view) == (done.record_id, TODAY, GROUND["citizen_view"])
    assert step_up.responsible_caseworker == "Per Holt"
    people = {one.role: one for one in case.participants}
    assert people.keys() == {ParticipantRole.CITIZEN, ParticipantRole.CASEWORKER, ParticipantRole.BROKER}
    assert {one.reason for one in people.values()} == {ParticipantReason.REQUIRED}
    assert (people[ParticipantRole.CITIZEN].name, people[ParticipantRole.CITIZEN].phone) == (
        "Åse Ørsted",
        "20 30 40 50",
    )
    assert (people[ParticipantRole.CASEWORKER].name, people[ParticipantRole.CASEWORKER].phone) == (
        "Per Holt",
        "70 10 20 30",
    )
    assert people[ParticipantRole.BROKER].name == "Maja Lund"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"main_model_tried": False}, "main_model_tried"),
        ({"challenge_health": False}, "challenge_health"),
        ({"cooperation_insufficient": False}, "cooperation_insufficient"),
        ({"match_delayed_reason": " "}, "match_delayed_reason"),
        ({"citizen_view": ""}, "citizen_view"),
        ({"cooperation_reason": ""}, "cooperation_reason"),
    ],
)
def test_each_condition_has_to_hold(desk: Desk, citizen_id: str, given: dict[str, object], field: str) -> None:
    """R150, R153, R167."""
    may_step_up(desk, citizen_id)
    assert field in {name for name, _ in refusal(desk, citizen_id, "step_up", **GROUND | given)}


def test_a_step_up_is_never_begun_too_early_or_twice(desk: Desk, citizen_id: str) -> None:
    """R152: never in step 1, never before a company was approached."""
    assert {code for _, code in refusal(desk, citizen_id, "step_up", **GROUND)} == {
        "step_up_wrong_step",
        "step_up_without_attempt",
    }
    step_up_of(desk, citizen_id)
    assert ("started_on", "step_up_running") in refusal(desk, citizen_id, "step_up", **GROUND)


@pytest.mark.parametrize(("edition", "proposed"), [("fsm2", True), ("fsm3", False)])
def test_the_marker_follows_where_the_edition_asks_for_it(
    desk: Desk,
    enrol: Enrol,
    edition: str,
    proposed: bool,
) -> None:
    """R186, C13: set with the start on request, ended with the closing on request."""
    citizen_id = enrol(edition=edition)
    may_step_up(desk, citizen_id)
    assert FORM_ACTS["step_up"].prefill(desk, citizen_id, None)["set_marker"] is proposed
    do(desk, citizen_id, "step_up", **GROUND | {"started_on": START, "set_marker": True})
    (marker,) = case_of(desk, citizen_id).markers
    assert (marker.marker, marker.started_on, marker.ended_on) == (Marker.STEP_UP, START, None)
    assert FORM_ACTS["step_up_close"].prefill(desk, citizen_id, None)["end_marker"] is True
    do(desk, citizen_id, "step_up_close", ended_on=DAY, end_marker=False)
    assert case_of(desk, citizen_id).markers[0].ended_on is None
    undo(desk)
    do(desk, citizen_id, "step_up_close", ended_on=DAY)
    assert case_of(desk, citizen_id).markers[0].ended_on == DAY


def test_a_marker_that_runs_is_not_set_again(desk: Desk, citizen_id: str) -> None:
    may_step_up(desk, citizen_id)
    do(desk, citizen_id, "marker", marker="step_up", started_on=START)
    assert FORM_ACTS["step_up"].prefill(desk, citizen_id, None)["set_marker"] is False
    do(desk, citizen_id, "step_up", **GROUND | {"set_marker": True})
    assert len(case_of(desk, citizen_id).markers) == 1


def test_the_step_goes_on(desk: Desk, citizen_id: str) -> None:
    """R179: a step-up touches neither steps nor contact."""
    may_step_up(desk, citizen_id)
    before = case_of(desk, citizen_id)
    do(desk, citizen_id, "step_up", **GROUND)
    after = case_of(desk, citizen_id)
    assert (after.steps, after.contacts, after.groups) == (before.steps, before.contacts, before.groups)
    assert after.steps[-1].step is Step.TOWARDS_JOB


def test_who_provides_is_noted_with_a_family_challenge_alone(desk: Desk, citizen_id: str) -> None:
    """R172: the answer is the citizen's own data; where it is not asked it stays as it is."""
    step_up = step_up_of(desk, citizen_id, challenge_family=True, is_provider=True)
    assert case_of(desk, citizen_id).citizen.is_provider is True
    do(desk, citizen_id, "step_up_change", step_up, challenge_family=False, is_provider=False)
    assert case_of(desk, citizen_id).citizen.is_provider is True
    undo(desk)
    undo(desk)  # the consent
    undo(desk)
    assert case_of(desk, citizen_id).citizen.is_provider is None


def test_reasons_that_go_without_saying(desk: Desk, citizen_id: str) -> None:
    """R169-R173: a role may say why somebody is there; another person needs a reason."""
    step_up_of(desk, citizen_id)
    health = do(desk, citizen_id, "participant", role="health", name="Lise Holm")
    assert codes(health) == set()
    family = do(desk, citizen_id, "participant", role="family", name="Ib Kær")
    assert codes(family) == {"participant_superfluous"}
    assert ("reason", "participant_needs_reason") in refusal(desk, citizen_id, "participant", role="other", name="Bo")
    do(desk, citizen_id, "participant", role="other", name="Bo", reason="other_effort")
    reasons = {one.name: one.reason for one in case_of(desk, citizen_id).participants}
    assert reasons["Lise Holm"] is ParticipantReason.HEALTH
    assert reasons["Bo"] is ParticipantReason.OTHER_EFFORT


def test_material_reaches_several_at_once_and_nothing_goes_before_consent(desk: Desk, citizen_id: str) -> None:
    """R157-R162, R185."""
    may_step_up(desk, citizen_id)
    do(desk, citizen_id, "step_up", **GROUND | {"started_on": START})
    doctor = do(desk, citizen_id, "participant", role="health", name="Lise Holm").record_id
    proposed = FORM_ACTS["pack"].prefill(desk, citizen_id, None)
    assert len(proposed["participants"]) == 4  # type: ignore[arg-type]
    assert ("delivered_on", "consent_needed") in refusal(desk, citizen_id, "pack")
    do(desk, citizen_id, "consent", purpose="step_up", on=START, scope="sundhedscentret")
    do(desk, citizen_id, "delivery", doctor, channel="phone", delivered_on=START, received=("min_plan",))
    do(desk, citizen_id, "pack_others", pack_others=("udtalelse",))
    do(desk, citizen_id, "pack", channel="secure_mail")
    people = case_of(desk, citizen_id).participants
    assert {(one.channel, one.delivered_on) for one in people} == {(DeliveryChannel.SECURE_MAIL, TODAY)}
    assert {one.received for one in people} == {(*ALL, PackItem.OTHERS)}
    assert FORM_ACTS["pack"].prefill(desk, citizen_id, None)["participants"] == ()
    undo(desk)
    assert [one.id for one in case_of(desk, citizen_id).participants if one.delivered_on] == [doctor]


def test_material_for_somebody_who_is_not_there(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    assert refusal(desk, citizen_id, "pack", participants=("nobody",)) == {("participants", "participant_unknown")}


def test_a_meeting_without_the_citizen_is_none(desk: Desk, citizen_id: str) -> None:
    """R163-R166: the jobcentre by itself, everybody by itself, never without her; a third is warned about."""
    step_up_of(desk, citizen_id)
    proposed = FORM_ACTS["meeting"].prefill(desk, citizen_id, None)
    assert proposed["place"] == "Jobcentret"
    assert proposed["agenda"][0] == "Jobmålet"  # type: ignore[index]
    first = do(desk, citizen_id, "meeting", on=DAY, at="14:30").record_id
    people = {one.role: one.id for one in case_of(desk, citizen_id).participants}
    without = tuple(id_ for role, id_ in people.items() if role is not ParticipantRole.CITIZEN)
    assert ("present", "citizen_not_present") in refusal(desk, citizen_id, "meeting_held", first, present=without)
    done = do(desk, citizen_id, "meeting_held", first, **ANSWERS)
    assert codes(done) == {"held_without_pack", "required_not_present"}
    meeting = case_of(desk, citizen_id).step_up_meetings[0]
    assert (meeting.held, meeting.at, set(meeting.present)) == (True, "14:30", set(people.values()))
    do(desk, citizen_id, "meeting", on=date(2026, 12, 1))
    third = do(desk, citizen_id, "meeting", on=date(2026, 12, 8))
    assert "third_meeting" in codes(third)


def test_a_meeting_is_cancelled_and_planned_again(desk: Desk, citizen_id: str) -> None:
    """A meeting that was held stays so when it is corrected."""
    step_up_of(desk, citizen_id)
    meeting = do(desk, citizen_id, "meeting", on=date(2026, 12, 1)).record_id
    do(desk, citizen_id, "meeting_change", meeting, cancelled=True)
    assert case_of(desk, citizen_id).step_up_meetings[0].held is False
    do(desk, citizen_id, "meeting_change", meeting, place="Biblioteket")
    assert case_of(desk, citizen_id).step_up_meetings[0].held is False
    do(desk, citizen_id, "meeting_change", meeting, cancelled=False, on=DAY)
    assert case_of(desk, citizen_id).step_up_meetings[0].held is None
    do(desk, citizen_id, "meeting_held", meeting, **ANSWERS)
    do(desk, citizen_id, "meeting_change", meeting, place="Jobcentret")
    assert case_of(desk, citizen_id).step_up_meetings[0].held is True


def test_closing_says_what_is_open(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    assert "step_up_without_meeting" in codes(do(desk, citizen_id, "step_up_close"))
    undo(desk)
    met(desk, citizen_id)
    do(desk, citizen_id, "agreement")
    assert codes(do(desk, citizen_id, "step_up_close")) == {"step_up_not_in_min_plan", "step_up_items_open"}
    assert case_of(desk, citizen_id).step_ups[0].ended_on == TODAY


def test_leaving_the_programme_closes_a_step_up(desk: Desk, citizen_id: str) -> None:
    """R22: what is open ends with the exit, on request."""
    step_up_of(desk, citizen_id)
    do(desk, citizen_id, "exit", reason="moved", on=DAY, close_open=False)
    assert case_of(desk, citizen_id).step_ups[0].ended_on is None
    undo(desk)
    do(desk, citizen_id, "exit", reason="moved", on=DAY)
    assert case_of(desk, citizen_id).step_ups[0].ended_on == DAY
    undo(desk)
    assert case_of(desk, citizen_id).step_ups[0].ended_on is None


def test_withdrawing_consent_says_what_stops(desk: Desk, citizen_id: str) -> None:
    """R159."""
    step_up_of(desk, citizen_id)
    consent = case_of(desk, citizen_id).consents[0].id
    assert codes(do(desk, citizen_id, "withdrawal", consent)) == {"withdrawal_stops_step_up"}
    undo(desk)
    do(desk, citizen_id, "step_up_close", ended_on=DAY)
    assert codes(do(desk, citizen_id, "withdrawal", consent)) == set()


def test_open_considerations_come_into_every_new_placement(desk: Desk, citizen_id: str) -> None:
    """R180: proposed and marked as such; what is carried through comes no more, and nothing comes twice."""
    placement = FORM_ACTS["placement"]
    assert placement.prefilled(desk, citizen_id, None) == frozenset()
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "agreement", on=DAY)
    proposed = placement.prefill(desk, citizen_id, None)["health_considerations"]
    assert proposed == "siddende arbejde\nhvil hver time"
    assert "health_considerations" in placement.prefilled(desk, citizen_id, None)
    do(desk, citizen_id, "placement", kind="internship", company="Netto", purpose="training", started_on=DAY)
    assert case_of(desk, citizen_id).placements[0].health_considerations == proposed
    assert placement.prefill(desk, citizen_id, None)["health_considerations"] == proposed
    items = [one for one in case_of(desk, citizen_id).agreed_items if one.kind is AgreedKind.CONSIDERATION]
    undo(desk)
    do(desk, citizen_id, "agreed_item_change", items[0].id, done_on=DAY)
    assert placement.prefill(desk, citizen_id, None)["health_considerations"] == items[1].text


def test_only_measures_are_asked_when_they_began(desk: Desk, citizen_id: str) -> None:
    """R181."""
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "agreement", on=DAY)
    act = FORM_ACTS["agreed_item_change"]
    for item in case_of(desk, citizen_id).agreed_items:
        asked = {field.name for field in act.asked(desk, citizen_id, item.id).spec.fields}
        assert ("started_on" in asked) is (item.kind is AgreedKind.MEASURE)
        assert {"done_on", "outcome", "follow_up_on"} <= asked


def test_removing_a_step_up_takes_all_of_it_along(desk: Desk, citizen_id: str) -> None:
    step_up = step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "preparation")
    do(desk, citizen_id, "agreement")
    before = case_of(desk, citizen_id)
    remove_record(desk, citizen_id, step_up)
    after = case_of(desk, citizen_id)
    empty = (after.step_ups, after.participants, after.step_up_meetings, after.form_versions, after.agreed_items)
    assert empty == ((), (), (), (), ())
    undo(desk)
    assert case_of(desk, citizen_id) == before


def test_a_removed_participant_leaves_the_meetings(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    doctor = str(do(desk, citizen_id, "participant", role="health", name="Lise Holm").record_id)
    met(desk, citizen_id)
    before = case_of(desk, citizen_id)
    assert doctor in before.step_up_meetings[0].present
    remove_record(desk, citizen_id, doctor)
    after = case_of(desk, citizen_id)
    assert doctor not in after.step_up_meetings[0].present
    assert len(after.step_up_meetings[0].present) == 3
    undo(desk)
    assert case_of(desk, citizen_id) == before


def test_what_was_saved_and_agreed_is_not_removed(desk: Desk, citizen_id: str) -> None:
    """Versions are added, never taken away; an agreement drops what it no longer holds."""
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "agreement")
    case = case_of(desk, citizen_id)
    for record, code in ((case.form_versions[0], "version_stays"), (case.agreed_items[0], "agreed_item_stays")):
        with pytest.raises(Refused) as refused:
            remove_record(desk, citizen_id, record.id)
        assert [problem.code for problem in refused.value.problems] == [code]
    assert case_of(desk, citizen_id) == case


def test_without_a_step_up_its_acts_are_refused(desk: Desk, citizen_id: str) -> None:
    for code in ("meeting", "preparation", "agreement", "pack", "step_up_close", "step_up_min_plan"):
        with pytest.raises(Refused) as refused:
            FORM_ACTS[code].prefill(desk, citizen_id, None)
        assert [problem.code for problem in refused.value.problems] == ["no_step_up"]
    assert refusal(desk, citizen_id, "participant", role="health") == {("", "no_step_up")}


def test_lists_are_those_of_the_step_up_in_hand(desk: Desk, citizen_id: str) -> None:
    """The running step-up counts, unless the form has chosen from an earlier one."""
    assert choices(desk, "step_up_participants", citizen_id) == []
    step_up_of(desk, citizen_id)
    do(desk, citizen_id, "participant", role="health")
    old = met(desk, citizen_id)
    do(desk, citizen_id, "step_up_close", ended_on=DAY)
    earlier = choices(desk, "step_up_participants", citizen_id)
    assert {label for _, label in earlier} == {"Åse Ørsted", "Per Holt", "Maja Lund", "sundhedsfaglig repræsentant"}
    assert choices(desk, "step_up_meetings", citizen_id) == [(old, "16-11-2026, Jobcentret")]
    do(desk, citizen_id, "step_up", **GROUND | {"started_on": date(2026, 11, 17)})
    now = choices(desk, "step_up_participants", citizen_id)
    assert {value for value, _ in now}.isdisjoint(value for value, _ in earlier)
    assert choices(desk, "step_up_meetings", citizen_id) == []
    entered = {"present": (earlier[0][0],)}
    assert choices(desk, "step_up_participants", citizen_id, entered) == earlier

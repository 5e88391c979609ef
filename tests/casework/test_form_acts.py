"""Every act that is entered in a form performs, is journalled, and is undone without a trace in the case."""

from datetime import date
from typing import Any, NamedTuple

import pytest

from broker_tui.casework.choices import NAMES, choices
from broker_tui.casework.contacts import add_task, log_contact
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.people import add_broker
from broker_tui.casework.progress import set_placement
from broker_tui.casework.standing import leave, set_exemption, set_marker
from broker_tui.casework.undoing import redo, undo
from broker_tui.domain import entries
from broker_tui.domain.case import Case
from broker_tui.domain.codes import Marker, PlacementKind
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_brokers, read_cases
from broker_tui.store.journal import last_undoable
from tests.casework.conftest import TODAY, Enrol

DAY = date(2026, 11, 16)


class Given(NamedTuple):
    """What a form of the act holds when it is saved, over its prefill, and how the journal names it."""

    values: dict[str, Any]
    journalled: str


CASES: dict[str, Given] = {
    "contact": Given({"medium": "sms", "agreements": ("ringe om CV", "Netto i uge 48")}, "contact_logged"),
    "contact_change": Given({"outcome": "no-answer"}, "contact_changed"),
    "week_excuse": Given({"note": "ferie"}, "week_excused"),
    "task": Given({"text": "skrive CV", "due_on": "2026-11-30"}, "task_added"),
    "task_change": Given({"done_on": DAY}, "task_changed"),
    "citizen_new": Given({"cpr": "620280-1234", "name": "Bo Holm"}, "citizen_added"),
    "citizen_change": Given({"phone": "20 30 40 50", "benefit": None}, "citizen_changed"),
    "number_change": Given({"cpr": "6303801234"}, "number_changed"),
    "network": Given({"network_wish": "yes"}, "network_asked"),
    "broker_new": Given({"name": "Ib Kær", "roles": ("mentor",)}, "broker_added"),
    "broker_change": Given({"phone": "11 22 33 44"}, "broker_changed"),
    "broker_assign": Given({"broker_id": "OTHER"}, "broker_assigned"),
    "hand_over": Given({"to_broker": "OTHER"}, "handed_over"),
    "group_assign": Given({"assessment": "flex_job"}, "group_assigned"),
    "rehab": Given({"assessment": "flex_job", "rehab_plan_started_on": DAY}, "rehab_noted"),
    "marker": Given({"marker": "step_up"}, "marker_set"),
    "marker_change": Given({"ended_on": DAY}, "marker_changed"),
    "exemption": Given({"type": "parental_leave", "ended_on": "2027-05-01"}, "exemption_set"),
    "exemption_change": Given({"ended_on": DAY}, "exemption_changed"),
    "readiness": Given({"readiness": "job_ready"}, "readiness_set"),
    "senior_pension": Given({"status": "applied"}, "senior_pension_noted"),
    "talk": Given({"outcome": "1"}, "talk_noted"),
    "exit": Given({"reason": "moved"}, "left"),
    "return": Given({}, "returned"),
    "placement": Given({"kind": "internship", "company": "Føtex Viby"}, "placement_added"),
    "placement_change": Given({"ended_on": DAY}, "placement_changed"),
    "step": Given({}, "step_started"),
    "job_goal": Given({"text": "lager, gerne morgenhold"}, "job_goal_set"),
    "span_change": Given({"started_on": "2026-01-06"}, "span_changed"),
}


def record_for(desk: Desk, citizen_id: str, code: str) -> str | None:
    """Make the record that a correcting act corrects, and return its id."""
    start = date(2026, 11, 2)
    if code == "contact_change":
        return log_contact(desk, citizen_id, entries.ContactEntry(on=start)).record_id
    if code == "task_change":
        return add_task(desk, citizen_id, entries.TaskEntry(text="CV", agreed_on=start)).record_id
    if code == "marker_change":
        return set_marker(desk, citizen_id, entries.MarkerEntry(marker=Marker.STEP_UP, started_on=start)).record_id
    if code == "exemption_change":
        entry = entries.ExemptionEntry(type="parental_leave", started_on=start)
        return set_exemption(desk, citizen_id, entry).record_id
    if code == "placement_change":
        placement = entries.PlacementEntry(kind=PlacementKind.INTERNSHIP, started_on=start)
        return set_placement(desk, citizen_id, placement).record_id
    if code == "span_change":
        return next(case.steps[0].id for _, case in read_cases(desk.store, [citizen_id]))
    if code == "return":
        leave(desk, citizen_id, entries.ExitEntry(reason="moved", on=start))
    return desk.who if code == "broker_change" else None


def everything(desk: Desk) -> tuple[dict[str, Case], object]:
    return dict(read_cases(desk.store)), read_brokers(desk.store)


def test_every_form_act_is_tried_here() -> None:
    assert CASES.keys() == FORM_ACTS.keys()


@pytest.mark.parametrize("code", CASES)
def test_an_act_performs_is_journalled_undone_and_done_again(code: str, desk: Desk, citizen_id: str) -> None:
    act, given = FORM_ACTS[code], CASES[code]
    other = str(add_broker(desk, entries.BrokerEntry(name="Bent Thy")).record_id)
    target = record_for(desk, citizen_id, code)
    before = everything(desk)
    prefilled = act.prefill(desk, citizen_id, target)
    chosen = {name: other if value == "OTHER" else value for name, value in given.values.items()}

    done = act.perform(desk, citizen_id, target, act.read(act.spec.blank() | prefilled | chosen))

    after = everything(desk)
    assert after != before
    entry = last_undoable(desk.store, desk.who)
    assert entry is not None
    assert entry.code == given.journalled
    if act.target in {"citizen", "record"}:
        assert done.citizen_id == entry.citizen_id == citizen_id
    assert undo(desk).code == given.journalled
    assert everything(desk) == before
    assert redo(desk).code == given.journalled
    assert everything(desk) == after


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_act_and_field_has_words(language: str) -> None:
    words = load_words(language)
    for code, act in FORM_ACTS.items():
        keys = [f"form.{code}.title", f"act.{CASES[code].journalled}"]
        for field in act.spec.fields:
            keys += [f"form.{act.spec.code}.{field.name}.label"]
            keys += [f"form.section.{field.section}"] if field.section else []
            keys += [f"code.{field.enum}.{choice}" for choice in field.choices]
        assert [key for key in keys if not words.has(key)] == []


@pytest.mark.parametrize("code", CASES)
def test_a_form_lacks_what_it_requires(code: str) -> None:
    act = FORM_ACTS[code]
    required = {field.name for field in act.spec.fields if field.required}
    if required:
        with pytest.raises(Refused) as refused:
            act.read(act.spec.blank())
        assert {(problem.field, problem.code) for problem in refused.value.problems} == {
            (name, "required") for name in required
        }


def test_choices_hold_what_forms_ask_for(desk: Desk, citizen_id: str, enrol: Enrol) -> None:
    asked = {field.choices_from for act in FORM_ACTS.values() for field in act.spec.fields if field.choices_from}
    assert asked <= set(NAMES)
    enrol(name="Ægir Bæk")
    entered = {"from_broker": desk.who}
    assert [label for _, label in choices(desk, "citizens_of_broker", entered=entered)] == ["Ægir Bæk", "Åse Ørsted"]
    assert choices(desk, "brokers") == [(desk.who, "Maja Lund")]
    assert ("parental_leave", "Barsel") in choices(desk, "exemptions", citizen_id)
    assert [value for value, _ in choices(desk, "editions")] == ["fsm2", "fsm3"]
    assert dict(choices(desk, "markers"))["rehab"] == "FSM 2: Rehab (Gr. 2)"
    with pytest.raises(KeyError):
        choices(desk, "anything")


def test_today_is_proposed(desk: Desk, citizen_id: str) -> None:
    assert FORM_ACTS["contact"].prefill(desk, citizen_id, None) == {"on": TODAY}

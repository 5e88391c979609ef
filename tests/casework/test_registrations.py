"""The registration checklist across the caseload, and ticking it off (R12, R82, R113, R114, R126, law.md 3.5)."""

from dataclasses import replace
from datetime import date

import pytest

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.people import add_broker, assign_broker
from broker_tui.casework.registrations import CODES, LACKS, RegistrationRow, registrations
from broker_tui.casework.ticks import OF_PLACEMENT, TICKED, tick_registration
from broker_tui.casework.undoing import redo, undo
from broker_tui.domain.codes import Marker
from broker_tui.domain.entries import AssignmentEntry, BrokerEntry
from broker_tui.domain.rules import RULES
from broker_tui.i18n import load_words
from broker_tui.store.journal import last_undoable
from tests.casework.conftest import TODAY, Enrol
from tests.casework.forms import do

START = date(2026, 11, 2)


@pytest.fixture
def placement(desk: Desk, citizen_id: str) -> str:
    """An internship with a purpose; nothing is registered."""
    do(desk, citizen_id, "cv", on=START)
    do(desk, citizen_id, "job_goal", text="lager", on=START)
    do(desk, citizen_id, "step", step="3", started_on=START)
    given = {"kind": "internship", "purpose": "training", "started_on": START, "contact_name": "Bo"}
    return str(do(desk, citizen_id, "placement", company="Netto", agreed_on=START, **given).record_id)


def checklist(desk: Desk) -> list[RegistrationRow]:
    return registrations(desk, judge_caseload(desk))


def lacking(desk: Desk) -> list[str]:
    return [lack.code for row in checklist(desk) for lack in row.lacks]


def test_an_internship_has_to_stand_in_min_plan_and_vitas(desk: Desk, citizen_id: str, placement: str) -> None:
    (row,) = checklist(desk)
    assert row.citizen_id == citizen_id
    assert [(lack.code, lack.rule, lack.target_id) for lack in row.lacks] == [
        ("min_plan_broker", "R82", None),
        ("min_plan_agreement", "R113", placement),
        ("vitas", "R113", placement),
        ("purpose_min_plan", "R114", placement),
        ("purpose_vitas", "R114", placement),
    ]
    assert all(lack.ticked and lack.since == START for lack in row.lacks[1:])


@pytest.mark.parametrize("code", ["min_plan_broker", *(code for code in OF_PLACEMENT if code != "company_told")])
def test_a_tick_keeps_its_day_and_is_taken_back(desk: Desk, citizen_id: str, placement: str, code: str) -> None:
    before = lacking(desk)
    target = placement if code in OF_PLACEMENT else None
    tick_registration(desk, citizen_id, code, target)
    assert lacking(desk) == [one for one in before if one != code]
    case = the_case(desk, citizen_id)
    held = getattr(case.placements[0], OF_PLACEMENT[code]) if target else case.citizen.min_plan_broker_on
    assert held == TODAY
    undo(desk)
    assert lacking(desk) == before
    redo(desk)
    tick_registration(desk, citizen_id, code, target)
    assert lacking(desk) == before


def test_what_a_form_puts_in_place_names_its_act(desk: Desk, citizen_id: str, placement: str) -> None:
    do(desk, citizen_id, "placement_change", placement, contact_name="", purpose=None)
    forms = {lack.code: lack.form for row in checklist(desk) for lack in row.lacks if not lack.ticked}
    assert forms == {"contact_person": "placement_change", "purpose": "placement_change"}


def test_a_new_brokers_name_is_due_again(desk: Desk, citizen_id: str, placement: str) -> None:
    """R62, R82, R126: the old day is renewed by a tick, not taken back."""
    earlier = replace(desk, today=START)
    tick_registration(earlier, citizen_id, "min_plan_broker")
    tick_registration(earlier, citizen_id, "company_told", placement)
    other = str(add_broker(desk, BrokerEntry(name="Bent Thy")).record_id)
    assign_broker(desk, citizen_id, AssignmentEntry(broker_id=other, started_on=date(2026, 11, 16)))
    assert "min_plan_broker" in lacking(desk)
    tick_registration(desk, citizen_id, "min_plan_broker")
    tick_registration(desk, citizen_id, "company_told", placement)
    case = the_case(desk, citizen_id)
    assert case.citizen.min_plan_broker_on == case.placements[0].company_told_on == TODAY
    assert "min_plan_broker" not in lacking(desk)


def test_markers_are_set_and_ended_by_a_tick(desk: Desk, citizen_id: str) -> None:
    """R12."""
    do(desk, citizen_id, "citizen_change", edition="fsm2")
    do(desk, citizen_id, "group_assign", group="2", started_on=START, assessment="flex_job")
    assert "marker_set" in lacking(desk)
    tick_registration(desk, citizen_id, "marker_set")
    assert [one.marker for one in the_case(desk, citizen_id).markers] == [Marker.REHAB]
    assert "marker_set" not in lacking(desk)
    do(desk, citizen_id, "group_assign", group="1", started_on=TODAY)
    assert "marker_ended" in lacking(desk)
    tick_registration(replace(desk, today=date(2026, 11, 21)), citizen_id, "marker_ended")
    assert the_case(desk, citizen_id).markers[0].ended_on == date(2026, 11, 21)
    undo(desk)
    assert the_case(desk, citizen_id).markers[0].ended_on is None


def test_notes_are_carried_over_all_at_once_or_one_by_one(desk: Desk, citizen_id: str, enrol: Enrol) -> None:
    """Law.md 3.5."""
    other = enrol(name="Bo")
    first = str(do(desk, citizen_id, "contact", on=START, note="ringede").record_id)
    do(desk, citizen_id, "contact", on=TODAY, note="mødtes")
    do(desk, citizen_id, "contact", on=TODAY)
    do(desk, citizen_id, "approach", company="Netto", note="hørte om plads")
    do(desk, other, "contact", note="allerede skrevet", transferred=True)
    (row,) = checklist(desk)
    assert [(lack.code, lack.n, lack.since) for lack in row.lacks] == [("notes", 3, START)]
    tick_registration(desk, citizen_id, "notes", first)
    assert checklist(desk)[0].lacks[0].n == 2
    tick_registration(desk, citizen_id, "notes")
    assert checklist(desk) == []
    entry = last_undoable(desk.store, desk.who)
    assert entry is not None
    assert entry.params == {"n": 2}
    tick_registration(desk, citizen_id, "notes", first)
    assert checklist(desk)[0].lacks[0].n == 1
    undo(desk)
    with pytest.raises(Refused):
        tick_registration(desk, citizen_id, "notes")
    undo(desk)
    assert checklist(desk)[0].lacks[0].n == 2


def test_only_those_asked_for_are_listed(desk: Desk, citizen_id: str, placement: str, enrol: Enrol) -> None:
    other = enrol(name="Bo")
    do(desk, other, "contact", note="ringede")
    overview = judge_caseload(desk)
    assert [row.citizen_id for row in registrations(desk, overview, [other])] == [other]
    assert [row.name for row in registrations(desk, overview, [other, citizen_id])] == ["Bo", "Åse Ørsted"]


@pytest.mark.parametrize("code", ["vitas", "marker_ended", "notes"])
def test_what_is_gone_is_refused(desk: Desk, citizen_id: str, code: str) -> None:
    with pytest.raises(Refused):
        tick_registration(desk, citizen_id, code, "gone" if code != "marker_ended" else None)
    with pytest.raises(KeyError):
        tick_registration(desk, citizen_id, "anything")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_registration_has_words_and_a_rule_that_finds_it(language: str) -> None:
    words = load_words(language)
    assert [code for code in (*LACKS, *TICKED) if not words.has(f"code.registration.{code}")] == []
    assert {rule.__name__ for rule in RULES} >= CODES

"""Every act that is entered in a form performs, is journalled, and is undone without a trace in the case."""

import pytest

from broker_tui.casework.choices import NAMES, choices
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.people import add_broker
from broker_tui.casework.undoing import redo, undo
from broker_tui.domain.case import Case
from broker_tui.domain.entries import BrokerEntry
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_brokers, read_cases
from broker_tui.store.companies import read_companies
from broker_tui.store.journal import last_undoable
from tests.casework.conftest import TODAY, Enrol
from tests.casework.form_cases import CASES, target_for


def everything(desk: Desk) -> tuple[dict[str, Case], object, object]:
    return dict(read_cases(desk.store)), read_brokers(desk.store), read_companies(desk.store)


def test_every_form_act_is_tried_here() -> None:
    assert CASES.keys() == FORM_ACTS.keys()


@pytest.mark.parametrize("code", CASES)
def test_an_act_performs_is_journalled_undone_and_done_again(code: str, desk: Desk, citizen_id: str) -> None:
    act, given = FORM_ACTS[code], CASES[code]
    other = str(add_broker(desk, BrokerEntry(name="Bent Thy")).record_id)
    target = target_for(desk, citizen_id, code)
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
        inside = [one for field in act.spec.fields if field.rows for one in field.row("any").fields]
        for field in (*act.spec.fields, *inside):
            keys += [f"form.{act.spec.code}.{field.common}.label"]
            keys += [f"form.section.{field.section}"] if field.section else []
            keys += [f"code.{field.enum}.{choice}" for choice in field.choices]
            for item in field.rows.fields if field.rows else ():
                keys += [f"form.{act.spec.code}.{field.name}.{item.name}.label"]
                keys += [f"code.{item.enum}.{choice}" for choice in item.choices]
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
    fields = [field for act in FORM_ACTS.values() for field in act.spec.fields]
    fields += [one for field in fields if field.rows for one in field.rows.fields]
    asked = {field.choices_from for field in fields if field.choices_from}
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

"""Contacts, tasks, excused weeks and field notes (R27, R28, R95, C3, C5)."""

from datetime import date

import pytest

from broker_tui.casework.acting import the_case
from broker_tui.casework.contacts import (
    change_contact,
    excuse_week,
    finish_task,
    log_contact,
    remove_contact,
    withdraw_excuse,
)
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.notes import file_note
from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.removal import records_of, remove_record
from broker_tui.casework.undoing import undo
from broker_tui.casework.weeks import week_grid, week_rule
from broker_tui.domain.codes import ContactMedium, ContactOutcome, Level, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.entries import ContactChangeEntry, ContactEntry, WeekExcuseEntry
from broker_tui.store.errors import StoreError
from broker_tui.store.inbox import inbox_path, read_inbox, seal_note
from broker_tui.store.journal import history
from tests.casework.conftest import TODAY

THIS = IsoWeek.of(TODAY)


def weekly(desk: Desk, citizen_id: str) -> list[Level]:
    found = judge_caseload(desk, [citizen_id]).findings[citizen_id]
    return [finding.level for finding in found if finding.code == "weekly_contact"]


def state(desk: Desk, citizen_id: str) -> WeekState:
    return week_grid(desk, [citizen_id], THIS, THIS)[0].statuses[0].state


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (ContactOutcome.REACHED, WeekState.REACHED),
        (ContactOutcome.NO_ANSWER, WeekState.TRIED),
        (ContactOutcome.NO_SHOW, WeekState.TRIED),
    ],
)
def test_only_reaching_her_satisfies_the_week(
    desk: Desk, citizen_id: str, outcome: ContactOutcome, expected: WeekState
) -> None:
    """C5."""
    assert state(desk, citizen_id) is WeekState.MISSING
    log_contact(desk, citizen_id, ContactEntry(on=TODAY, outcome=outcome))
    assert state(desk, citizen_id) is expected
    assert bool(weekly(desk, citizen_id)) == (expected is not WeekState.REACHED)


@pytest.mark.parametrize(("on", "code"), [("2026-11-21", "future_date"), ("2026-01-04", "before_enrolment")])
def test_impossible_days_are_refused_and_nothing_is_written(desk: Desk, citizen_id: str, on: str, code: str) -> None:
    """R27."""
    before = the_case(desk, citizen_id)
    with pytest.raises(Refused) as refused:
        log_contact(desk, citizen_id, ContactEntry(on=date.fromisoformat(on), agreements=("CV",)))
    assert code in {problem.code for problem in refused.value.problems}
    assert the_case(desk, citizen_id) == before


def test_agreements_become_tasks_that_go_with_a_contact_removed(desk: Desk, citizen_id: str) -> None:
    """R95."""
    entry = ContactEntry(on=TODAY, agreements=("ringe om CV", "Netto"), agreements_due=date(2026, 11, 27))
    done = log_contact(desk, citizen_id, entry)
    first, second = the_case(desk, citizen_id).tasks
    assert [(t.text, t.due_on, t.contact_id) for t in (first, second)] == [
        ("ringe om CV", date(2026, 11, 27), done.record_id),
        ("Netto", date(2026, 11, 27), done.record_id),
    ]
    finish_task(desk, citizen_id, second.id)
    remove_contact(desk, citizen_id, str(done.record_id))
    case = the_case(desk, citizen_id)
    assert (case.contacts, [(t.text, t.done_on, t.contact_id) for t in case.tasks]) == ((), [("Netto", TODAY, None)])
    finish_task(desk, citizen_id, second.id)
    assert the_case(desk, citizen_id).tasks[0].done_on is None


def test_a_contact_may_finish_what_was_agreed(desk: Desk, citizen_id: str) -> None:
    log_contact(desk, citizen_id, ContactEntry(on=date(2026, 11, 10), agreements=("ringe om CV",)))
    task = the_case(desk, citizen_id).tasks[0]
    log_contact(desk, citizen_id, ContactEntry(on=TODAY, finished=(task.id,)))
    assert the_case(desk, citizen_id).tasks[0].done_on == TODAY


def test_a_correction_keeps_the_earlier_version_in_the_journal(desk: Desk, citizen_id: str) -> None:
    done = log_contact(desk, citizen_id, ContactEntry(on=TODAY, note="fik afslag", transferred=True))
    entry = ContactChangeEntry(on=TODAY, medium=ContactMedium.SMS, note="fik job", transferred=False)
    change_contact(desk, citizen_id, str(done.record_id), entry)
    contact = the_case(desk, citizen_id).contacts[0]
    assert (contact.note, contact.medium, contact.transferred_on) == ("fik job", ContactMedium.SMS, None)
    change = history(desk.store, citizen_id)[0].changes[0]
    assert change.before is not None
    assert (change.before["note"], change.before["transferred_on"]) == ("fik afslag", "2026-11-20")


def test_a_week_is_excused_with_a_reason_and_asked_for_again(desk: Desk, citizen_id: str) -> None:
    """C3."""
    week = str(THIS)
    excuse_week(desk, citizen_id, WeekExcuseEntry(week=week, note="ferie"))
    assert state(desk, citizen_id) is WeekState.EXCUSED
    row = week_grid(desk, [citizen_id], THIS, THIS)[0]
    assert week_rule(desk, row.edition, row.statuses[0]) == "C3"
    excuse_week(desk, citizen_id, WeekExcuseEntry(week=week, note="sygdom"))
    assert [excuse.note for excuse in the_case(desk, citizen_id).excuses] == ["sygdom"]
    withdraw_excuse(desk, citizen_id, week)
    assert state(desk, citizen_id) is WeekState.MISSING
    with pytest.raises(Refused):
        withdraw_excuse(desk, citizen_id, week)


def test_what_is_gone_is_refused(desk: Desk, citizen_id: str) -> None:
    with pytest.raises(Refused):
        remove_record(desk, citizen_id, "gone")
    with pytest.raises(Refused):
        finish_task(desk, citizen_id, "gone")
    with pytest.raises(StoreError):
        log_contact(desk, "nobody", ContactEntry(on=TODAY))


def test_every_record_can_be_removed_and_put_back(desk: Desk, citizen_id: str) -> None:
    log_contact(desk, citizen_id, ContactEntry(on=TODAY, agreements=("CV",)))
    before = the_case(desk, citizen_id)
    for record in records_of(before):
        remove_record(desk, citizen_id, record.id)
        assert record not in records_of(the_case(desk, citizen_id))
        undo(desk)
        assert the_case(desk, citizen_id) == before


def test_a_field_note_is_filed_as_contact_or_remark(desk: Desk, citizen_id: str) -> None:
    seal_note(desk.store.path, "fik afslag", "Åse")
    seal_note(desk.store.path, "vil gerne have morgenhold")
    first, second = read_inbox(desk.store)
    with_day = Desk(desk.store, desk.programmes, desk.who, first.at.date())
    file_note(with_day, first.id, citizen_id, as_contact=True)
    file_note(with_day, second.id, citizen_id, as_contact=False)
    case = the_case(desk, citizen_id)
    assert [(contact.note, contact.on) for contact in case.contacts] == [("fik afslag", first.at.date())]
    assert case.citizen.remark == f"{second.at:%d-%m-%Y}: vil gerne have morgenhold"
    assert read_inbox(desk.store) == []
    with pytest.raises(Refused):
        file_note(desk, first.id, citizen_id, as_contact=False)


def test_a_note_that_cannot_be_read_stays(desk: Desk, citizen_id: str) -> None:
    seal_note(desk.store.path, "hemmeligt")
    path = next(inbox_path(desk.store.path).iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Refused) as refused:
        file_note(desk, path.stem, citizen_id, as_contact=True)
    assert refused.value.problems[0].code == "note_unreadable"
    assert path.exists()

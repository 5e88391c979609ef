"""Acts: all or nothing, journalled row by row, refused when the ground has moved."""

from datetime import date

import pytest
from pydantic import ValidationError

from broker_tui.domain.broker import Broker, BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.codes import BrokerRole, ContactMedium
from broker_tui.domain.contact import Contact, Task
from broker_tui.store.act import act
from broker_tui.store.cases import find_citizens, read_brokers, read_case, read_cases, read_citizen
from broker_tui.store.check import check
from broker_tui.store.errors import StoreError
from broker_tui.store.journal import history, latest_entries
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen, MakeContact
from tests.store.snapshot import snapshot, words

DAY = date(2026, 11, 16)


@pytest.fixture
def citizen_id(store: Store, make_citizen: MakeCitizen) -> str:
    with act(store, "citizen_new", who="me") as written:
        return written.add_citizen(make_citizen())


def test_a_citizen_is_read_as_she_was_written(store: Store, make_citizen: MakeCitizen) -> None:
    citizen = make_citizen(protected_address=True, is_provider=False, remark="Ring helst om formiddagen")
    with act(store, "citizen_new", who="me") as written:
        citizen_id = written.add_citizen(citizen)
    assert read_citizen(store, citizen_id) == citizen
    assert read_case(store, citizen_id) == Case(citizen=citizen)


def test_ids_are_made_of_the_personal_number_with_this_databases_key(store: Store, make_citizen: MakeCitizen) -> None:
    citizen = make_citizen()
    expected = store.citizen_id(citizen.cpr)
    with act(store, "citizen_new", who="me") as written:
        assert written.add_citizen(citizen) == expected
    assert len(expected) == 16
    assert citizen.cpr not in expected


def test_the_same_personal_number_twice_is_refused(store: Store, make_citizen: MakeCitizen) -> None:
    citizen = make_citizen()
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(citizen)
    with pytest.raises(StoreError) as caught, act(store, "citizen_new", who="me") as written:
        written.add_citizen(citizen)
    assert caught.value.code == "citizen_exists"


def test_a_citizen_keeps_her_id_when_her_number_changes(
    store: Store, citizen_id: str, make_citizen: MakeCitizen
) -> None:
    other = make_citizen()
    old = read_citizen(store, citizen_id).cpr
    with act(store, "citizen_change", who="me", citizen_id=citizen_id) as written:
        written.change_citizen(citizen_id, {"cpr": other.cpr})
    assert store.citizen_id(other.cpr) == citizen_id
    assert store.citizen_id(old) == citizen_id


def test_another_citizens_number_is_refused(store: Store, citizen_id: str, make_citizen: MakeCitizen) -> None:
    other = make_citizen()
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(other)
    with pytest.raises(StoreError) as caught, act(store, "citizen_change", who="me") as written:
        written.change_citizen(citizen_id, {"cpr": other.cpr})
    assert caught.value.code == "citizen_exists"


def test_a_value_that_does_not_fit_is_refused_without_being_repeated(store: Store, citizen_id: str) -> None:
    with pytest.raises(ValidationError) as caught, act(store, "citizen_change", who="me") as written:
        written.change_citizen(citizen_id, {"cpr": "1234567"})
    assert "1234567" not in str(caught.value)


def test_what_fails_halfway_leaves_nothing(store: Store, citizen_id: str, make_contact: MakeContact) -> None:
    before = snapshot(store)
    contact = make_contact(DAY)

    def twice() -> None:
        with act(store, "contact", who="me", citizen_id=citizen_id) as written:
            written.add(citizen_id, contact)
            written.add(citizen_id, contact)

    def broken_off() -> None:
        with act(store, "contact", who="me", citizen_id=citizen_id) as written:
            written.add(citizen_id, contact)
            raise KeyError

    with pytest.raises(StoreError) as caught:
        twice()
    assert caught.value.code == "conflict"
    with pytest.raises(KeyError):
        broken_off()
    assert snapshot(store) == before
    assert [entry.code for entry in latest_entries(store)] == ["citizen_new"]


def test_an_act_without_changes_writes_nothing(store: Store, citizen_id: str) -> None:
    name = read_citizen(store, citizen_id).name
    with act(store, "citizen_change", who="me", citizen_id=citizen_id) as written:
        written.change_citizen(citizen_id, {"name": name})
    with act(store, "citizen_change", who="me", citizen_id=citizen_id) as written:
        written.change_citizen(citizen_id, {"name": "En anden"})
        written.change_citizen(citizen_id, {"name": name})
    with act(store, "nothing", who="me"):
        pass
    assert [entry.code for entry in latest_entries(store)] == ["citizen_new"]


def test_changing_what_is_gone_is_a_conflict(
    store: Store, citizen_id: str, make_citizen: MakeCitizen, make_contact: MakeContact
) -> None:
    contact = make_contact(DAY)
    with act(store, "citizen_new", who="me") as written:
        other = written.add_citizen(make_citizen())
        written.add(other, contact)

    def code_of(change: str, *args: object) -> str:
        with pytest.raises(StoreError) as caught, act(store, "any", who="me") as written:
            getattr(written, change)(*args)
        return caught.value.code

    assert code_of("change", citizen_id, contact) == "conflict"
    assert code_of("change", other, make_contact(DAY)) == "conflict"
    assert code_of("remove", citizen_id, Contact, contact.id) == "conflict"
    assert code_of("remove", other, Contact, "nobody's") == "conflict"
    assert code_of("add", "nobody", make_contact(DAY)) == "conflict"
    assert code_of("change_citizen", "nobody", {"name": "Ny"}) == "conflict"
    assert code_of("change_broker", Broker(id="nobody", name="Ida")) == "conflict"


def test_an_act_inside_an_act_is_our_mistake(store: Store) -> None:
    with pytest.raises(RuntimeError), act(store, "outer", who="me"), act(store, "inner", who="me"):
        pass


def test_rows_written_past_the_journal_are_refused(store: Store, citizen_id: str) -> None:
    with pytest.raises(StoreError) as caught, store.transaction() as connection:
        connection.execute("UPDATE citizen SET name = 'Ny' WHERE id = ?", (citizen_id,))
    assert caught.value.code == "conflict"


@pytest.mark.parametrize("table", ["journal", "journal_change"])
def test_the_journal_is_append_only(store: Store, citizen_id: str, table: str) -> None:
    assert citizen_id
    column = "who" if table == "journal" else "row_id"
    for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(StoreError) as caught, store.transaction() as connection:
            connection.execute(sql)
        assert caught.value.code == "conflict"


def test_history_tells_what_a_citizen_was_and_became(store: Store, citizen_id: str, make_contact: MakeContact) -> None:
    contact = make_contact(DAY, note="Aftalt besøg")
    with act(store, "contact", who="ida", citizen_id=citizen_id, params={"on": DAY}) as written:
        written.add(citizen_id, contact)
    changed = contact.model_copy(update={"medium": ContactMedium.SMS})
    with act(store, "contact_change", who="bo", citizen_id=citizen_id) as written:
        written.change(citizen_id, changed)
    newest, added, _ = history(store, citizen_id)
    assert (newest.code, newest.who) == ("contact_change", "bo")
    (change,) = newest.changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before["medium"], change.after["medium"]) == ("phone", "sms")
    assert added.params == {"on": "2026-11-16"}
    assert added.changes[0].before is None
    assert [entry.seq for entry in history(store, citizen_id, limit=1, before=newest.seq)] == [added.seq]


def test_an_import_stands_in_the_history_of_each_with_her_rows_only(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "imported", who="me") as written:
        ids = written.add_cases([Case(citizen=make_citizen()) for _ in range(3)])
    for citizen_id in ids:
        (entry,) = history(store, citizen_id)
        assert [change.row_id for change in entry.changes] == [citizen_id]


def test_a_contact_that_goes_leaves_its_task(store: Store, citizen_id: str, make_contact: MakeContact) -> None:
    contact = make_contact(DAY)
    task = Task(id="task-1", text="Send CV", agreed_on=DAY, contact_id=contact.id)
    with act(store, "contact", who="me", citizen_id=citizen_id) as written:
        written.add(citizen_id, contact)
        written.add(citizen_id, task)
    with act(store, "contact_remove", who="me", citizen_id=citizen_id) as written:
        written.remove(citizen_id, Contact, contact.id)
    assert read_case(store, citizen_id).tasks == (task.model_copy(update={"contact_id": None}),)
    assert {change.table for change in history(store, citizen_id)[0].changes} == {"contact", "task"}


def test_removed_words_are_gone_from_the_index(store: Store, citizen_id: str, make_contact: MakeContact) -> None:
    contact = make_contact(DAY, note="rygsmerter")
    with act(store, "contact", who="me") as written:
        written.add(citizen_id, contact)
    assert ("rygsmerter", 1, 1) in words(store)
    with act(store, "contact_remove", who="me") as written:
        written.remove(citizen_id, Contact, contact.id)
    assert words(store) == []
    assert all(result.ok for result in check(store))


def test_brokers_are_kept_with_their_roles_in_danish_order(store: Store) -> None:
    names = ("Østen", "Aase", "Ågot", "Ærø", "Zoë", "Anna")
    with act(store, "broker_new", who="me") as written:
        for number, name in enumerate(names):
            written.add_broker(Broker(id=str(number), name=name, roles=(BrokerRole.MENTOR,)))
    assert [broker.name for broker in read_brokers(store)] == ["Anna", "Zoë", "Ærø", "Østen", "Ågot", "Aase"]
    changed = Broker(id="0", name="Ane", phone="20304011")
    with act(store, "broker_change", who="me") as written:
        written.change_broker(changed)
    assert changed in read_brokers(store)


def test_an_assignment_needs_its_broker(store: Store, citizen_id: str) -> None:
    with pytest.raises(StoreError) as caught, act(store, "broker_assign", who="me") as written:
        written.add(citizen_id, BrokerAssignment(id="a", broker_id="nobody", started_on=DAY))
    assert caught.value.code == "conflict"


@pytest.mark.parametrize(
    "text", ["Åse Ørsted", "aase oerst", "ØRSTED", "ørsted åse", "610180-1000", "6101801000", "{id}", "  åse  "]
)
def test_a_citizen_is_found_by_id_number_or_part_of_her_name(
    store: Store, make_citizen: MakeCitizen, text: str
) -> None:
    with act(store, "citizen_new", who="me") as written:
        citizen_id = written.add_citizen(make_citizen(name="Åse Ørsted", cpr="6101801000"))
        written.add_citizen(make_citizen(name="Bo Holm"))
    assert find_citizens(store, text.format(id=citizen_id)) == [(citizen_id, "Åse Ørsted")]


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "6101801001", "%", "'; DROP TABLE citizen; --"])
def test_what_fits_nobody_finds_nobody(store: Store, make_citizen: MakeCitizen, text: str) -> None:
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(make_citizen(name="Åse Ørsted", cpr="6101801000"))
    assert find_citizens(store, text) == []


def test_cases_come_in_the_order_asked_for_and_all_by_name(store: Store, make_citizen: MakeCitizen) -> None:
    cases = [Case(citizen=make_citizen(name=name)) for name in ("Ågot", "Bo", "Ærø", "Østen")]
    with act(store, "imported", who="me") as written:
        ids = written.add_cases(cases)
    assert [case for _, case in read_cases(store, ids[::-1])] == cases[::-1]
    assert [case.citizen.name for _, case in read_cases(store)] == ["Bo", "Ærø", "Østen", "Ågot"]
    assert list(read_cases(store, ["nobody"])) == []
    with pytest.raises(StoreError) as caught:
        read_case(store, "nobody")
    assert caught.value.code == "missing_citizen"

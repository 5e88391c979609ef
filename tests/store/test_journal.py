"""Undo and redo over the journal: exact, honest about what it undid, refused when something has changed since."""

import random
from datetime import date, timedelta

import pytest

from broker_tui.domain.case import Case
from broker_tui.domain.codes import ContactMedium, ContactOutcome, ContactParty, Group
from broker_tui.domain.contact import Contact
from broker_tui.domain.group import GroupMembership
from broker_tui.store.act import act
from broker_tui.store.cases import read_case, read_citizen
from broker_tui.store.check import check
from broker_tui.store.errors import StoreError
from broker_tui.store.journal import (
    history,
    last_redoable,
    last_undoable,
    latest_entries,
    read_entry,
    record_view,
    redo,
    undo,
    undo_entry,
)
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen, MakeContact
from tests.store.snapshot import snapshot

DAY = date(2026, 11, 16)


def test_undo_and_redo_walk_back_and_forth(store: Store, make_citizen: MakeCitizen, make_contact: MakeContact) -> None:
    states = [snapshot(store)]
    with act(store, "citizen_new", who="me") as written:
        citizen_id = written.add_citizen(make_citizen())
    states.append(snapshot(store))
    contact = make_contact(DAY, note="første")
    with act(store, "contact", who="me", citizen_id=citizen_id) as written:
        written.add(citizen_id, contact)
    states.append(snapshot(store))
    with act(store, "contact_change", who="me", citizen_id=citizen_id) as written:
        written.change(citizen_id, contact.model_copy(update={"note": "anden", "outcome": ContactOutcome.NO_SHOW}))
    states.append(snapshot(store))
    with act(store, "contact_remove", who="me", citizen_id=citizen_id) as written:
        written.remove(citizen_id, Contact, contact.id)
    states.append(snapshot(store))
    codes = ["citizen_new", "contact", "contact_change", "contact_remove"]
    for _ in range(2):
        for code, state in zip(reversed(codes), reversed(states[:-1]), strict=True):
            assert undo(store, "me").code == code
            assert snapshot(store) == state
        assert last_undoable(store, "me") is None
        for code, state in zip(codes, states[1:], strict=True):
            assert redo(store, "me").code == code
            assert snapshot(store) == state
        assert last_redoable(store, "me") is None
    assert all(result.ok for result in check(store))


def test_with_nothing_to_undo_or_redo_it_says_so(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        undo(store, "me")
    assert caught.value.code == "nothing_to_undo"
    with pytest.raises(StoreError) as caught:
        redo(store, "me")
    assert caught.value.code == "nothing_to_redo"


def test_each_undoes_her_own_acts(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "first", who="ida") as written:
        written.add_citizen(make_citizen())
    with act(store, "second", who="bo") as written:
        written.add_citizen(make_citizen())
    assert undo(store, "ida").code == "first"
    assert undo(store, "bo").code == "second"
    assert store.rows("SELECT count(*) FROM citizen") == [(0,)]


def test_a_new_act_ends_redo(store: Store, make_citizen: MakeCitizen) -> None:
    for _ in range(2):
        with act(store, "citizen_new", who="me") as written:
            written.add_citizen(make_citizen())
        if last_undoable(store, "me"):
            undo(store, "me")
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(make_citizen())
    assert last_redoable(store, "me") is None


def test_what_has_changed_since_is_not_overwritten(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "citizen_new", who="ida") as written:
        citizen_id = written.add_citizen(make_citizen())
    with act(store, "citizen_change", who="ida", citizen_id=citizen_id) as written:
        written.change_citizen(citizen_id, {"phone": "20304011"})
    with act(store, "citizen_change", who="bo", citizen_id=citizen_id) as written:
        written.change_citizen(citizen_id, {"phone": "71999999"})
    with pytest.raises(StoreError) as caught:
        undo(store, "ida")
    assert caught.value.code == "conflict"
    assert read_citizen(store, citizen_id).phone == "71999999"
    undo(store, "bo")
    undo(store, "ida")
    assert read_citizen(store, citizen_id).phone == ""


def test_a_citizen_who_has_got_contacts_since_stays(
    store: Store, make_citizen: MakeCitizen, make_contact: MakeContact
) -> None:
    with act(store, "citizen_new", who="ida") as written:
        citizen_id = written.add_citizen(make_citizen())
    with act(store, "contact", who="bo", citizen_id=citizen_id) as written:
        written.add(citizen_id, make_contact(DAY))
    with pytest.raises(StoreError) as caught:
        undo(store, "ida")
    assert caught.value.code == "conflict"
    assert len(read_case(store, citizen_id).contacts) == 1


def test_an_import_is_undone_and_redone_as_a_whole(
    store: Store, make_citizen: MakeCitizen, make_contact: MakeContact
) -> None:
    cases = [
        Case(
            citizen=make_citizen(remark="importeret"),
            groups=(GroupMembership(id=f"g{number}", group=Group.INTERVENTION, started_on=DAY),),
            contacts=(make_contact(DAY, note="fra filen"),),
        )
        for number in range(200)
    ]
    empty = snapshot(store)
    with act(store, "imported", who="me") as written:
        written.add_cases(cases)
    full = snapshot(store)
    entry = last_undoable(store, "me")
    assert entry is not None
    assert undo_entry(store, "me", entry) == entry
    assert snapshot(store) == empty
    redo(store, "me")
    assert snapshot(store) == full
    whole = read_entry(store, entry.seq)
    assert whole is not None
    assert len(whole.changes) == 600


def test_an_act_is_undone_once(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(make_citizen())
    entry = last_undoable(store, "me")
    assert entry is not None
    undo_entry(store, "me", entry)
    with pytest.raises(StoreError) as caught:
        undo_entry(store, "me", entry)
    assert caught.value.code == "conflict"


def test_looking_is_journalled_and_never_undone(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "citizen_new", who="me") as written:
        citizen_id = written.add_citizen(make_citizen())
    record_view(store, "me", citizen_id, "citizen_view")
    record_view(store, "me", None, "export", {"citizens": 40})
    assert [(entry.kind, entry.code) for entry in history(store, citizen_id)] == [
        ("view", "citizen_view"),
        ("act", "citizen_new"),
    ]
    assert latest_entries(store)[0].params == {"citizens": 40}
    assert undo(store, "me").code == "citizen_new"


class Player:
    """Does random acts on a few citizens."""

    def __init__(self, store: Store, seed: int, ids: list[str]) -> None:
        self.store = store
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrets
        self.ids = ids
        self.number = 0

    def contact(self, record_id: str) -> Contact:
        pick = self.random.choice
        return Contact(
            id=record_id,
            on=DAY - timedelta(days=self.random.randrange(6)),
            medium=pick(list(ContactMedium)),
            outcome=pick(list(ContactOutcome)),
            party=pick(list(ContactParty)),
            note=pick(["", "søvn", "rygsmerter og søvn"]),
        )

    def play(self) -> None:
        citizen_id = self.random.choice(self.ids)
        there = [row[0] for row in self.store.rows("SELECT id FROM contact WHERE citizen_id = ?", (citizen_id,))]
        with act(self.store, "random", who="me") as written:
            if there and self.random.random() < 0.3:
                written.remove(citizen_id, Contact, self.random.choice(there))
            elif there and self.random.random() < 0.5:
                written.change(citizen_id, self.contact(self.random.choice(there)))
            else:
                for _ in range(self.random.randrange(1, 4)):
                    self.number += 1
                    written.add(citizen_id, self.contact(f"c{self.random.randrange(100)}-{self.number}"))


@pytest.mark.parametrize("seed", range(5))
def test_kept_columns_and_words_follow_random_acts_and_undos(
    store: Store, make_citizen: MakeCitizen, seed: int
) -> None:
    with act(store, "imported", who="other") as written:
        ids = written.add_cases([Case(citizen=make_citizen()) for _ in range(3)])
    player = Player(store, seed, ids)
    states = [snapshot(store)]
    for _ in range(60):
        move = player.random.random()
        if move < 0.6:
            player.play()
            if last_undoable(store, "me") and snapshot(store) != states[-1]:
                states.append(snapshot(store))
        elif len(states) > 1:
            undo(store, "me")
            last = states.pop()
            assert snapshot(store) == states[-1]
            redo(store, "me")
            assert snapshot(store) == last
            undo(store, "me")
    wrong = [result for result in check(store) if not result.ok]
    assert wrong == []

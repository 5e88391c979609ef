"""What lies beside the cases: drafts, settings, import profiles, field notes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broker_tui.store.act import act
from broker_tui.store.drafts import drop_draft, list_drafts, read_draft, save_draft
from broker_tui.store.errors import StoreError
from broker_tui.store.imports import (
    drop_profile,
    imported_before,
    list_profiles,
    log_file,
    read_profile,
    save_profile,
)
from broker_tui.store.inbox import count_notes, drop_note, inbox_path, read_inbox, seal_note
from broker_tui.store.keys import keys_path
from broker_tui.store.settings import read_setting, write_setting
from broker_tui.store.store import Store, open_store
from tests.conftest import PASSPHRASE, MakeCitizen


def test_a_draft_is_there_after_opening_again_until_it_is_dropped(store: Store, database: Path) -> None:
    save_draft(store, "contact:1", {"note": "halv sætning", "on": "2026-11-16", "flag": None})
    save_draft(store, "contact:1", {"note": "hel sætning"})
    store.close()
    with open_store(database, PASSPHRASE) as again:
        assert read_draft(again, "contact:1") == {"note": "hel sætning"}
        (draft,) = list_drafts(again)
        assert draft.key == "contact:1"
        assert datetime.now(UTC) - draft.saved_at < timedelta(minutes=1)
        drop_draft(again, "contact:1")
        assert read_draft(again, "contact:1") is None
        assert list_drafts(again) == []


def test_settings_hold_any_json(store: Store) -> None:
    assert read_setting(store, "me", "nobody") == "nobody"
    for value in ("broker-1", ["a", 1, None], {"æ": True}, 0, False):
        write_setting(store, "me", value)
        assert read_setting(store, "me") == value
    write_setting(store, "me", None)
    assert read_setting(store, "me") is None


def test_import_profiles_are_saved_by_name(store: Store) -> None:
    save_profile(store, "KMD", {"columns": {"Navn": "name"}})
    save_profile(store, "KMD", {"columns": {"Navn": "name", "CPR": "cpr"}})
    save_profile(store, "Schultz", {})
    assert read_profile(store, "KMD") == {"columns": {"Navn": "name", "CPR": "cpr"}}
    assert set(list_profiles(store)) == {"KMD", "Schultz"}
    drop_profile(store, "KMD")
    assert read_profile(store, "KMD") is None


def test_a_file_is_known_again_by_its_content(store: Store) -> None:
    assert imported_before(store, "ab" * 32) is None
    log_file(store, "ab" * 32, "borgere.csv", {"new": 40})
    log_file(store, "ab" * 32, "borgere (1).csv", {"unchanged": 40})
    before = imported_before(store, "ab" * 32)
    assert before is not None
    assert (before.name, before.counts) == ("borgere (1).csv", {"unchanged": 40})


def test_the_file_is_logged_with_its_import_or_not_at_all(store: Store, make_citizen: MakeCitizen) -> None:
    def broken_off() -> None:
        with act(store, "imported", who="me") as written:
            written.add_citizen(make_citizen())
            log_file(store, "cd" * 32, "borgere.csv", {"new": 1})
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert imported_before(store, "cd" * 32) is None


def test_field_notes_are_read_in_the_order_they_were_written(store: Store, database: Path) -> None:
    texts = ["Ring til Åse", "mødte hende i Føtex\nmed sønnen", "🙂"]
    for text in texts:
        seal_note(database, text, "åse ørsted")
    assert count_notes(database) == 3
    notes = read_inbox(store)
    assert [note.text for note in notes] == texts
    assert {note.hint for note in notes} == {"åse ørsted"}
    assert all(note.readable and datetime.now(UTC) - note.at < timedelta(minutes=1) for note in notes)
    drop_note(store, notes[1].id)
    assert [note.text for note in read_inbox(store)] == [texts[0], texts[2]]


def test_a_note_is_sealed_while_another_program_holds_the_database(store: Store, database: Path) -> None:
    with open_store(database, PASSPHRASE) as second:
        seal_note(database, "fra skallen")
        assert [note.text for note in read_inbox(second)] == ["fra skallen"]
        with pytest.raises(StoreError) as caught:
            drop_note(second, read_inbox(second)[0].id)
        assert caught.value.code == "in_use"
    assert count_notes(database) == 1


def test_a_note_is_the_users_alone_and_names_nobody(store: Store, database: Path) -> None:
    seal_note(database, "Ring til Åse", "Åse")
    assert store.read_only is False
    (path,) = inbox_path(database).iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert inbox_path(database).stat().st_mode & 0o077 == 0
    assert "Ring" not in path.read_bytes().decode("latin-1")


def test_a_damaged_note_is_listed_and_hides_no_other(store: Store, database: Path) -> None:
    seal_note(database, "hel")
    seal_note(database, "beskadiget")
    first, second = sorted(inbox_path(database).iterdir())
    content = bytearray(second.read_bytes())
    content[-1] ^= 0x01
    second.write_bytes(content)
    (first.parent / "0000-tom.note").write_bytes(b"")
    notes = read_inbox(store)
    assert [(note.readable, note.text) for note in notes] == [(False, ""), (True, "hel"), (False, "")]


def test_without_keys_no_note_is_taken(database: Path, store: Store) -> None:
    keys_path(database).unlink()
    with pytest.raises(StoreError) as caught:
        seal_note(database, "til ingen")
    assert caught.value.code == "keys_missing"
    assert count_notes(store.path) == 0


def test_a_note_id_is_no_path(store: Store) -> None:
    with pytest.raises(ValueError, match="id of a note"):
        drop_note(store, "../caseload")

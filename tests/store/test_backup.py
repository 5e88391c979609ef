"""Backups: verified, with their keys, thinned as they age, and put back without deleting anything."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from broker_tui.store.act import act
from broker_tui.store.backup import (
    back_up,
    back_up_when_due,
    backup_folder,
    list_backups,
    restore,
    thin,
)
from broker_tui.store.cases import read_cases
from broker_tui.store.errors import StoreError
from broker_tui.store.keys import FAST_KDF, change_passphrase, keys_path
from broker_tui.store.store import Store, open_store
from tests.conftest import PASSPHRASE, MakeCitizen

NOW = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


def add_one(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(make_citizen())


def test_a_backup_is_a_database_of_its_own(store: Store, make_citizen: MakeCitizen) -> None:
    add_one(store, make_citizen)
    expected = list(read_cases(store))
    path = back_up(store, now=NOW)
    assert path.name == "20261116-120000.db"
    assert sorted(entry.name for entry in path.parent.iterdir()) == [path.name, keys_path(path).name]
    assert path.stat().st_mode & 0o077 == 0
    add_one(store, make_citizen)
    with open_store(path, PASSPHRASE) as copy:
        assert list(read_cases(copy)) == expected


def test_two_backups_of_the_same_second_both_stay(store: Store) -> None:
    assert len({back_up(store, now=NOW), back_up(store, now=NOW), back_up(store, now=NOW)}) == 3


def test_a_backup_can_be_made_while_reading_only(store: Store, database: Path, make_citizen: MakeCitizen) -> None:
    add_one(store, make_citizen)
    with open_store(database, PASSPHRASE) as second:
        assert second.in_use
        assert back_up(second, now=NOW).exists()


def test_backups_are_made_when_due(store: Store, make_citizen: MakeCitizen) -> None:
    add_one(store, make_citizen)
    assert back_up_when_due(store, now=NOW) is not None
    add_one(store, make_citizen)
    assert back_up_when_due(store, now=NOW + timedelta(hours=1)) is None
    assert back_up_when_due(store, now=NOW + timedelta(hours=5)) is not None
    assert back_up_when_due(store, now=NOW + timedelta(hours=20)) is None, "nothing has been done since"


def test_backups_thin_out_with_age(tmp_path: Path) -> None:
    database = tmp_path / "caseload.db"
    backup_folder(database).mkdir()
    today = date(2026, 11, 16)
    for days in range(400):
        for hour in (8, 16):
            made = datetime(2026, 11, 16, hour, tzinfo=UTC) - timedelta(days=days)
            for path in (backup := backup_folder(database) / f"{made:%Y%m%d-%H%M%S}.db", keys_path(backup)):
                path.touch()
    thin(database, today)
    left = list_backups(database)
    ages = [(today - backup.made_at.date()).days for backup in left]
    assert ages[:4] == [0, 0, 1, 1]
    assert set(range(2, 14)) <= set(ages)
    assert all(backup.made_at.hour == 16 for backup in left[4:])
    assert 20 <= len(left) <= 4 + 12 + 10 + 9
    assert max(ages) > 200
    assert {keys_path(backup.path) for backup in left} == set(backup_folder(database).glob("*.keys"))
    thin(database, today)
    assert list_backups(database) == left


def test_other_files_in_the_folder_are_left_alone(store: Store, database: Path) -> None:
    back_up(store, now=NOW)
    own = backup_folder(database) / "min egen kopi.db"
    own.touch()
    thin(database, date(2030, 1, 1))
    assert own.exists()


def test_restoring_puts_the_backup_in_place_and_keeps_what_was_there(
    store: Store, database: Path, make_citizen: MakeCitizen
) -> None:
    add_one(store, make_citizen)
    expected = list(read_cases(store))
    backup = back_up(store, now=NOW)
    add_one(store, make_citizen)
    store.close()
    damaged = bytearray(database.read_bytes())
    damaged[5000] ^= 0xFF
    database.write_bytes(damaged)
    aside = restore(database, backup, PASSPHRASE, now=NOW)
    assert aside is not None
    assert aside.read_bytes() == damaged
    with open_store(database, PASSPHRASE) as restored:
        assert list(read_cases(restored)) == expected
        assert not restored.read_only


def test_a_lost_database_is_restored(store: Store, database: Path, make_citizen: MakeCitizen) -> None:
    add_one(store, make_citizen)
    expected = list(read_cases(store))
    backup = back_up(store, now=NOW)
    store.close()
    database.unlink()
    keys_path(database).unlink()
    assert restore(database, backup, PASSPHRASE, now=NOW) is None
    with open_store(database, PASSPHRASE) as restored:
        assert list(read_cases(restored)) == expected


def test_a_damaged_backup_restores_nothing(store: Store, database: Path) -> None:
    backup = back_up(store, now=NOW)
    store.close()
    content = bytearray(backup.read_bytes())
    content[9000] ^= 0x01
    backup.write_bytes(content)
    before = database.read_bytes()
    with pytest.raises(StoreError) as caught:
        restore(database, backup, PASSPHRASE, now=NOW)
    assert caught.value.code == "damaged"
    assert database.read_bytes() == before


def test_an_open_database_is_not_restored_over(store: Store, database: Path) -> None:
    backup = back_up(store, now=NOW)
    with pytest.raises(StoreError) as caught:
        restore(database, backup, PASSPHRASE, now=NOW)
    assert caught.value.code == "in_use"


def test_a_backup_keeps_the_passphrase_it_was_made_under(store: Store, database: Path) -> None:
    backup = back_up(store, now=NOW)
    change_passphrase(database, PASSPHRASE, "ny", kdf=FAST_KDF)
    open_store(backup, PASSPHRASE).close()
    with pytest.raises(StoreError):
        open_store(backup, "ny")


def test_a_backup_that_is_stopped_leaves_nothing_behind(store: Store, make_citizen: MakeCitizen) -> None:
    add_one(store, make_citizen)
    with pytest.raises(StoreError) as stopped:
        back_up(store, now=NOW, cancelled=lambda: True)
    assert stopped.value.code == "interrupted"
    assert not list(backup_folder(store.path).iterdir())

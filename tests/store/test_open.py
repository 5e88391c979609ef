"""Creating and opening: every way it can go wrong has its own code and changes nothing."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_tui.store import migrate
from broker_tui.store.act import act
from broker_tui.store.errors import StoreError
from broker_tui.store.files import temporary_name
from broker_tui.store.keys import keys_path
from broker_tui.store.settings import read_setting, write_setting
from broker_tui.store.store import FAST_KDF, Store, create_store, open_store
from tests.conftest import PASSPHRASE, MakeCitizen, fresh_store

NOBODY = 65534


def refused(path: Path, secret: str = PASSPHRASE) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(path, secret).close()
    return caught.value


@pytest.fixture
def closed(database: Path) -> Path:
    """A database with something in it that no program holds."""
    with fresh_store(database) as store:
        write_setting(store, "me", "broker-1")
    return database


def test_what_was_written_is_there_when_opened_again(closed: Path) -> None:
    with open_store(closed, PASSPHRASE) as store:
        assert read_setting(store, "me") == "broker-1"
        assert not store.read_only


def test_the_file_is_not_a_plain_database(closed: Path) -> None:
    content = closed.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"CREATE TABLE" not in content


def test_database_and_keys_are_the_users_alone(closed: Path) -> None:
    for path in (closed, keys_path(closed)):
        assert path.stat().st_mode & 0o077 == 0


def test_creating_again_is_refused(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(StoreError) as caught:
        create_store(closed, "another", kdf=FAST_KDF)
    assert caught.value.code == "exists"
    assert closed.read_bytes() == before


def test_creating_keeps_the_keys_of_a_lost_database(closed: Path) -> None:
    keys = keys_path(closed).read_bytes()
    closed.unlink()
    create_store(closed, PASSPHRASE, kdf=FAST_KDF)[0].close()
    kept = list(closed.parent.glob("*.keys.old-*"))
    assert [path.read_bytes() for path in kept] == [keys]


def test_wrong_passphrase(closed: Path) -> None:
    error = refused(closed, "not the passphrase")
    assert error.code == "wrong_passphrase"
    assert "not the passphrase" not in str(error)


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.db").code == "missing"


def test_missing_keys(closed: Path) -> None:
    keys_path(closed).unlink()
    assert refused(closed).code == "keys_missing"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"format": 1, "vault": "00", "slots": []}']
)
def test_damaged_keys(closed: Path, content: bytes) -> None:
    keys_path(closed).write_bytes(content)
    assert refused(closed).code == "keys_damaged"


def test_keys_of_another_database(closed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    create_store(other, PASSPHRASE, kdf=FAST_KDF)[0].close()
    keys_path(other).replace(keys_path(closed))
    assert refused(closed).code == "keys_mismatch"


def test_empty_file(closed: Path) -> None:
    closed.write_bytes(b"")
    assert refused(closed).code == "empty_file"


def test_a_plain_database_is_not_ours(closed: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE anything (x)")
    connection.close()
    plain.replace(closed)
    assert refused(closed).code == "not_ours"


def test_any_other_file_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Kære borger")
    assert refused(path).code == "not_ours"


def test_an_encrypted_file_of_another_program_is_not_ours(closed: Path) -> None:
    with open_store(closed, PASSPHRASE) as store:
        store.conn.execute("PRAGMA application_id = 1")
    assert refused(closed).code == "not_ours"


def test_a_file_of_a_newer_program_is_refused_untouched(closed: Path) -> None:
    with open_store(closed, PASSPHRASE) as store:
        store.conn.execute(f"PRAGMA user_version = {migrate.newest_version() + 1}")
    before = closed.read_bytes()
    assert refused(closed).code == "newer"
    assert closed.read_bytes() == before


def test_a_migration_nobody_here_knows_means_a_newer_program(closed: Path) -> None:
    with open_store(closed, PASSPHRASE) as store, store.transaction():
        store.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('broker_tui', '999_later', '')"
        )
    assert refused(closed).code == "newer"


def test_lost_triggers_are_damage(closed: Path) -> None:
    with open_store(closed, PASSPHRASE) as store:
        store.conn.execute("DROP TRIGGER contact_journal_insert")
    assert refused(closed).code == "damaged"


def damaged_parts(path: Path) -> set[str]:
    """Return which checks find something; a database that cannot even be opened is damaged as a whole."""
    from broker_tui.store.check import check

    try:
        with open_store(path, PASSPHRASE) as store:
            return {result.code for result in check(store) if not result.ok}
    except StoreError as error:
        return {f"refused: {error.code}"}


@pytest.mark.parametrize("place", [20, 2000, 4096 * 3 + 100])
def test_a_flipped_byte_is_damage(closed: Path, place: int) -> None:
    assert damaged_parts(closed) == set()
    content = bytearray(closed.read_bytes())
    content[place] ^= 0x01
    closed.write_bytes(content)
    assert damaged_parts(closed) & {"pages", "refused: damaged"}


def test_a_flipped_byte_in_the_salt_is_said_to_be_a_mismatch(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[3] ^= 0x01
    closed.write_bytes(content)
    assert refused(closed).code == "keys_mismatch"


def test_a_truncated_file_is_damage(closed: Path) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 2])
    assert damaged_parts(closed) & {"pages", "structure", "refused: damaged"}


def test_the_second_instance_reads_and_does_not_write(closed: Path, make_citizen: MakeCitizen) -> None:
    with open_store(closed, PASSPHRASE) as first, open_store(closed, PASSPHRASE) as second:
        assert second.read_only
        assert second.in_use
        with act(first, "citizen_new", who="me") as written:
            citizen_id = written.add_citizen(make_citizen())
        assert second.rows("SELECT id FROM citizen") == [(citizen_id,)]
        with pytest.raises(StoreError) as caught, act(second, "citizen_new", who="me") as written:
            written.add_citizen(make_citizen())
        assert caught.value.code == "in_use"
    with open_store(closed, PASSPHRASE) as third:
        assert not third.read_only


def test_another_connection_of_the_same_program_writes(store: Store, make_citizen: MakeCitizen) -> None:
    with store.another() as other:
        with act(other, "citizen_new", who="me") as written:
            written.add_citizen(make_citizen())
        assert store.rows("SELECT count(*) FROM citizen") == [(1,)]


def test_opened_for_reading_nothing_is_written(closed: Path) -> None:
    with open_store(closed, PASSPHRASE, read_only=True) as store:
        assert read_setting(store, "me") == "broker-1"
        with pytest.raises(StoreError) as caught:
            write_setting(store, "me", "broker-2")
        assert caught.value.code == "read_only"


def test_leftovers_of_a_crash_are_swept(closed: Path) -> None:
    leftover = temporary_name(closed)
    leftover.write_bytes(b"half")
    open_store(closed, PASSPHRASE).close()
    assert not leftover.exists()


@pytest.fixture
def write_protected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database in a folder that may not be written; root steps down, since nothing is protected from root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("folders are not protected by their mode here")
    folder = Path("/tmp") / f"broker-tui-{secrets.token_hex(8)}"  # noqa: S108 - pytest's own folders are closed to others
    folder.mkdir(mode=0o755)
    path = folder / "caseload.db"
    store, _ = create_store(path, PASSPHRASE, kdf=FAST_KDF)
    with store:
        write_setting(store, "me", "broker-1")
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield path
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def test_a_write_protected_folder_can_be_read(write_protected: Path) -> None:
    with open_store(write_protected, PASSPHRASE) as store:
        assert store.read_only
        assert not store.in_use
        assert read_setting(store, "me") == "broker-1"
        with pytest.raises(StoreError) as caught:
            write_setting(store, "me", "broker-2")
        assert caught.value.code == "read_only"


def test_nothing_is_created_in_a_write_protected_folder(write_protected: Path) -> None:
    with pytest.raises(StoreError) as caught:
        create_store(write_protected.with_name("new.db"), PASSPHRASE, kdf=FAST_KDF)
    assert caught.value.code == "read_only"
    assert not write_protected.with_name("new.db").exists()


def test_a_long_reading_ends_when_it_is_broken_off(store: Store) -> None:
    long = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000) SELECT count(*) FROM n"
    with store.another(until=lambda: False) as going_on:
        assert going_on.row(long) == (1_000_000,)
    with store.another(until=lambda: True) as broken_off, pytest.raises(StoreError) as error:
        broken_off.row(long)
    assert error.value.code == "interrupted"

"""Durability: kills, a full disk, a failed copy; nothing acknowledged is lost, and nothing half is left."""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from broker_tui.store.act import act
from broker_tui.store.backup import back_up, list_backups
from broker_tui.store.cases import read_case
from broker_tui.store.check import check
from broker_tui.store.errors import StoreError
from broker_tui.store.files import TEMPORARY
from broker_tui.store.inbox import read_inbox, seal_note
from broker_tui.store.keys import change_passphrase
from broker_tui.store.store import FAST_KDF, Store, open_store
from tests.conftest import PASSPHRASE, MakeCitizen, MakeContact

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 11, 16)


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.kill_writer", "--kills", "25", "--json"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.stderr == ""
    outcome = json.loads(done.stdout)
    assert outcome["faults"] == []
    assert outcome["kills"] == 25
    assert outcome["acknowledged"] > 25


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file of this process grow beyond `room` bytes; unlike a small disk this needs no rights."""
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def code_when_full(room: int, job: object, *args: object, **kwargs: object) -> str:
    assert callable(job)
    with full_disk(room), pytest.raises(StoreError) as caught:
        job(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def citizen_id(store: Store, make_citizen: MakeCitizen) -> str:
    with act(store, "citizen_new", who="me") as written:
        return written.add_citizen(make_citizen())


def test_a_full_disk_refuses_the_act_and_keeps_everything_before_it(
    store: Store, database: Path, citizen_id: str, make_contact: MakeContact
) -> None:
    kept = []

    def log() -> None:
        while True:
            contact = make_contact(DAY, note="x" * 15_000)
            with act(store, "contact", who="me", citizen_id=citizen_id) as written:
                written.add(citizen_id, contact)
            kept.append(contact)

    assert code_when_full(database.stat().st_size + 400_000, log) == "disk_full"
    assert kept
    assert read_case(store, citizen_id).contacts == tuple(kept)
    last = make_contact(DAY, note="efter oprydning")
    with act(store, "contact", who="me", citizen_id=citizen_id) as written:
        written.add(citizen_id, last)
    assert all(result.ok for result in check(store))
    store.close()
    with open_store(database, PASSPHRASE) as reopened:
        assert read_case(reopened, citizen_id).contacts == (*kept, last)


def test_a_full_disk_leaves_no_half_backup(store: Store, database: Path, citizen_id: str) -> None:
    assert citizen_id
    assert code_when_full(20_000, back_up, store) == "disk_full"
    assert list_backups(database) == []
    assert not list(database.parent.rglob(f"*{TEMPORARY}*"))
    assert not list(database.parent.rglob("*.backups/*"))


def test_a_full_disk_keeps_the_old_passphrase(store: Store, database: Path) -> None:
    store.close()
    assert code_when_full(100, change_passphrase, database, PASSPHRASE, "ny", kdf=FAST_KDF) == "disk_full"
    open_store(database, PASSPHRASE).close()


def test_a_full_disk_refuses_a_field_note_whole(store: Store, database: Path) -> None:
    assert code_when_full(100, seal_note, database, "x" * 10_000) == "disk_full"
    assert read_inbox(store) == []
    seal_note(database, "nu er der plads")
    assert [note.text for note in read_inbox(store)] == ["nu er der plads"]

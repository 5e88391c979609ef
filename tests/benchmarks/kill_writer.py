"""Kill a writing program again and again, and prove that nothing it acknowledged is lost.

Each round a child opens the database, does acts of every kind and says so on a pipe after each commit; it is killed
with SIGKILL at a random moment. The parent then opens the database as the next start would, and looks for every
acknowledged act, for half acts, and for damage. Run it for long with `python -m tests.benchmarks.kill_writer --kills
500`; the test does a short run of the same.
"""

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.contact import Contact
from broker_tui.store.act import act
from broker_tui.store.backup import back_up, backup_folder, list_backups, require_sound
from broker_tui.store.cases import read_cases
from broker_tui.store.check import check
from broker_tui.store.drafts import read_draft, save_draft
from broker_tui.store.files import TEMPORARY
from broker_tui.store.inbox import read_inbox, seal_note
from broker_tui.store.journal import last_undoable, read_entry, undo
from broker_tui.store.store import FAST_KDF, Store, create_store, open_store

PASSPHRASE = "kill"
DAY = date(2026, 11, 16)
LONGEST_SECONDS = 0.4


@dataclass
class Outcome:
    """What a run of kills has come to."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    backups: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Expected:
    """What the child has acknowledged so far."""

    seq: int = 1
    notes: dict[str, str] = field(default_factory=dict)
    draft: int = 0
    inbox: set[str] = field(default_factory=set)


def run(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill a writer `kills` times, and return what was found."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    path = folder / "killed.db"
    store, _ = create_store(path, PASSPHRASE, kdf=FAST_KDF)
    with store, act(store, "imported", who="me") as written:
        written.add_cases(Case(citizen=citizen_of(number)) for number in range(5))
    outcome, expected = Outcome(), Expected()
    for number in range(1, kills + 1):
        lines = killed_child(path, number, chance)
        outcome.kills += 1
        outcome.acknowledged += len(lines)
        for line in lines:
            learn(expected, json.loads(line))
        outcome.faults += [f"kill {number}: {fault}" for fault in faults_after(path, expected, outcome)]
    return outcome


def killed_child(path: Path, number: int, chance: random.Random) -> list[str]:
    """Let a child write, kill it at a random moment, and return what it has acknowledged."""
    reading, writing = os.pipe()
    seed, seconds, let_it_begin = chance.randrange(2**32), chance.random() * LONGEST_SECONDS, chance.random() < 0.8
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_for_ever(path, number, seed, writing)
    os.close(writing)
    said = b""
    try:
        if let_it_begin:
            select.select([reading], [], [], 30)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        while chunk := os.read(reading, 65536):
            said += chunk
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
        raise RuntimeError("the writer died by itself")
    return [line for line in said.decode().splitlines(keepends=True) if line.endswith("\n")]


def write_for_ever(path: Path, number: int, seed: int, pipe: int) -> None:
    """Do acts until killed, and acknowledge each once it is done."""
    try:
        store = open_store(path, PASSPHRASE)
        for said in acts(store, number, random.Random(seed)):  # noqa: S311 - chance, not secrets
            os.write(pipe, json.dumps({"seq": last_seq(store), **said}).encode() + b"\n")
    finally:
        os._exit(1)


def acts(store: Store, number: int, chance: random.Random) -> Iterator[dict[str, object]]:
    """Do one act after the other, and yield what each leaves: texts by record id, what is gone, a draft, a note."""
    ids = [row[0] for row in store.rows("SELECT id FROM citizen ORDER BY id")]
    for count in range(1, 100_000):
        key = f"{number}-{count}"
        kind = chance.random()
        note = f"{key} " + "x" * chance.choice((10, 500, 15_000))
        if kind < 0.6:
            with act(store, "contact", who="me") as written:
                written.add(chance.choice(ids), contact_of(key, note))
            yield {"notes": {key: note}}
        elif kind < 0.7 and count < 100:
            people = [citizen_of(number * 1000 + count * 10 + part) for part in range(5)]
            with act(store, "imported", who="me") as written:
                written.add_cases(
                    Case(citizen=person, contacts=(contact_of(f"{key}-{part}", note),))
                    for part, person in enumerate(people)
                )
            yield {"notes": {f"{key}-{part}": note for part in range(5)}}
        elif kind < 0.8 and (entry := last_undoable(store, "me")) and entry.code == "contact":
            gone = [row[0] for row in store.rows("SELECT row_id FROM journal_change WHERE act = ?", (entry.seq,))]
            undo(store, "me")
            yield {"gone": gone}
        elif kind < 0.9:
            save_draft(store, "contact", {"count": number * 100_000 + count, "note": note})
            yield {"draft": number * 100_000 + count}
        elif kind < 0.95:
            seal_note(store.path, note)
            yield {"inbox": note}
        else:
            back_up(store)
            yield {}


def learn(expected: Expected, said: dict[str, Any]) -> None:
    """Take in one acknowledgement."""
    expected.seq = said["seq"]
    expected.notes.update(said.get("notes", {}))
    for gone in said.get("gone", ()):
        expected.notes.pop(gone, None)
    expected.draft = said.get("draft", expected.draft)
    if "inbox" in said:
        expected.inbox.add(said["inbox"])


def faults_after(path: Path, expected: Expected, outcome: Outcome) -> list[str]:
    """Open the database as the next start would, and return everything that is not as it must be."""
    with open_store(path, PASSPHRASE) as store:
        faults = ["the lock outlived its holder"] if store.read_only else []
        faults += [f"check {result.code}: {result.details}" for result in check(store) if not result.ok]
        # What the child did last it may have done without living to say so.
        last = last_seq(store)
        if last not in {expected.seq, expected.seq + 1}:
            faults.append(f"{expected.seq} acts acknowledged, {last} there")
        if last == expected.seq + 1 and (entry := read_entry(store, last)):
            outcome.unacknowledged += 1
            expected.seq = last
            for change in entry.changes:
                if change.table == "contact" and change.after:
                    expected.notes[change.row_id] = str(change.after["note"])
                elif change.table == "contact":
                    expected.notes.pop(change.row_id, None)
        found = {contact.id: contact.note for _, case in read_cases(store) for contact in case.contacts}
        draft = (read_draft(store, "contact") or {"count": 0})["count"]
        inbox = {note.text for note in read_inbox(store)}
        key = store.key
    if found != expected.notes:
        differing = sorted(name for name in {*found, *expected.notes} if found.get(name) != expected.notes.get(name))
        faults.append(f"contacts lost, wrong or back again: {differing}")
    if draft < expected.draft:
        faults.append(f"draft {draft} instead of {expected.draft}")
    if not expected.inbox <= inbox:
        faults.append("a field note is lost")
    expected.draft, expected.inbox = draft, inbox
    backups = list_backups(path)
    outcome.backups = len(backups)
    if backups:
        require_sound(backups[0].path, key)
    beside = [*path.parent.iterdir(), *backup_folder(path).glob("*")]
    return faults + [f"half file {entry.name}" for entry in beside if TEMPORARY in entry.name]


def last_seq(store: Store) -> int:
    return int(store.rows("SELECT max(seq) FROM journal")[0][0])


def contact_of(key: str, note: str) -> Contact:
    return Contact(id=key, on=DAY, note=note)


def citizen_of(number: int) -> Citizen:
    born = date(1950, 1, 1) + timedelta(days=number // 1000)
    return Citizen(cpr=f"{born.day + 60:02d}{born:%m%y}1{number % 1000:03d}", name=f"Borger {number}", enrolled_on=DAY)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), arguments.kills, arguments.seed)
    print(json.dumps(outcome.__dict__) if arguments.json else outcome)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())

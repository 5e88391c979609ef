"""How fast the store is on a large encrypted caseload, as ratios to the plainest SQL that touches the same rows.

Both sides run in the same process on the same encrypted file, in turns, so that a slow machine slows both. Run it with
`python -m tests.benchmarks.store_speed`; `--database FILE` keeps the caseload for the next run.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from uuid_utils import uuid7

from broker_tui.domain.broker import Broker, BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import ContactMedium, ContactOutcome, Group, PlacementKind, Step
from broker_tui.domain.contact import Contact
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.group import GroupMembership
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import StepPeriod
from broker_tui.store.act import act
from broker_tui.store.backup import back_up
from broker_tui.store.caseload import CaseloadColumn, CaseloadFilter, CaseloadOrder, caseload_ids, caseload_rows
from broker_tui.store.cases import read_case
from broker_tui.store.facts import read_facts
from broker_tui.store.journal import undo
from broker_tui.store.store import FAST_KDF, Store, create_store, open_store
from broker_tui.store.weeks import week_marks

PASSPHRASE = "fart"
TODAY = date(2026, 11, 16)
FIRST = ("Åse", "Bo", "Carla", "Ægir", "Øjvind", "Aage", "Mohammed", "Kirsten", "Lars", "Fatima")
LAST = ("Ørsted", "Holm", "Bæk", "Aagaard", "Østergård", "Nguyen", "Hansen", "Jensen", "Sørensen", "Andersen")
WORDS = ("talte", "om", "praktik", "på", "lageret", "og", "næste", "møde", "hos", "lægen", "søvn", "bus", "cv", "skole")
MEDIA, OUTCOMES, KINDS, STEPS = list(ContactMedium), list(ContactOutcome), list(PlacementKind), list(Step)

Job = Callable[[], object]


class Line(NamedTuple):
    """One measurement: what is done, the plain SQL beside it, and the goal for the ratio (None: only told)."""

    name: str
    job: Job
    plain: Job
    goal: float | None = None


def cases(size: int, contacts: int, brokers: list[Broker]) -> Iterator[Case]:
    """Make up a caseload."""
    chance = random.Random(1)  # noqa: S311 - chance, not secrets
    for number in range(size):
        born = date(1965, 1, 1) + timedelta(days=number % 12_000)
        enrolled = TODAY - timedelta(days=chance.randrange(10, 700))
        yield Case(
            citizen=Citizen(
                cpr=f"{born.day + 60:02d}{born:%m%y}{number // 12_000}{number % 1000:03d}",
                name=f"{chance.choice(FIRST)} {chance.choice(LAST)}-{chance.choice(LAST)}",
                enrolled_on=enrolled,
            ),
            brokers=(BrokerAssignment(id=new_id(), broker_id=brokers[number // 40].id, started_on=enrolled),),
            groups=(GroupMembership(id=new_id(), group=Group("12"[number % 5 == 0]), started_on=enrolled),),
            steps=(StepPeriod(id=new_id(), step=STEPS[number % 3], started_on=enrolled),),
            placements=placements(chance, enrolled) if number % 4 == 0 else (),
            contacts=tuple(
                Contact(
                    id=new_id(),
                    on=TODAY - timedelta(days=chance.randrange(600)),
                    medium=chance.choice(MEDIA),
                    outcome=chance.choices(OUTCOMES, (8, 2, 1))[0],
                    note=" ".join(chance.choices(WORDS, k=12)),
                )
                for _ in range(chance.randrange(2 * contacts // size + 1))
            ),
        )


def placements(chance: random.Random, enrolled: date) -> tuple[Placement, ...]:
    start = enrolled + timedelta(days=60)
    company = f"{chance.choice(LAST)} ApS"
    return (Placement(id=new_id(), kind=chance.choice(KINDS), company=company, started_on=start),)


def new_id() -> str:
    return str(uuid7())


def build(path: Path, size: int, contacts: int) -> None:
    """Create the caseload, and tell how long each part of it took."""
    brokers = [Broker(id=f"broker-{number}", name=f"{LAST[number % 10]} {number}") for number in range(size // 40 + 1)]
    made = list(cases(size, contacts, brokers))
    store, _ = create_store(path, PASSPHRASE, kdf=FAST_KDF)
    with store:
        began = time.perf_counter()
        with act(store, "imported", who="me") as written:
            for broker in brokers:
                written.add_broker(broker)
            written.add_cases(made)
        seconds = time.perf_counter() - began
        count = sum(len(case.contacts) for case in made)
        print(f"{size} citizens with {count} contacts added in one act: {seconds:.1f} s, {megabytes(path)} MB")


def lines(store: Store, ids: list[str]) -> list[Line]:
    """Return what is measured."""

    def sql(text: str) -> Job:
        return lambda: store.rows(text)

    some = "', '".join(ids)
    all_ids = sql("SELECT id FROM citizen")
    flat = sql(
        "SELECT id, name, cpr, phone, enrolled_on, last_contact_on, last_contact_medium, last_contact_outcome, "
        f"last_reached_on, last_reached_medium FROM citizen WHERE id IN ('{some}')"
    )
    scans = sql(
        "SELECT id, cpr, enrolled_on, last_contact_on, last_reached_on FROM citizen UNION ALL "
        "SELECT citizen_id, group_code, started_on, ended_on, '' FROM group_membership UNION ALL "
        "SELECT citizen_id, broker_id, started_on, ended_on, '' FROM broker_assignment UNION ALL "
        "SELECT citizen_id, step, started_on, ended_on, '' FROM step_period UNION ALL "
        "SELECT citizen_id, kind, started_on, ended_on, '' FROM placement"
    )
    marks = sql(f"SELECT citizen_id, on_day, outcome, medium FROM contact WHERE citizen_id IN ('{some}')")
    note = sql("SELECT rowid FROM words WHERE words MATCH '\"lageret\"*'")
    name = sql("SELECT id FROM citizen WHERE instr(search_name, 'aagaard')")
    first, last = IsoWeek(2026, 32), IsoWeek(2026, 47)

    def listed(column: CaseloadColumn = CaseloadColumn.NAME, asked: CaseloadFilter | None = None) -> Job:
        return lambda: caseload_ids(store, TODAY, asked or CaseloadFilter(), CaseloadOrder(column))

    return [
        Line("ids of all, by name / select id", listed(), all_ids, 1.5),
        *(Line(f"ids of all, by {column} / select id", listed(column), all_ids) for column in list(CaseloadColumn)[1:]),
        Line("ids of one broker / select id", listed(asked=CaseloadFilter(broker_id="broker-3")), all_ids),
        Line("search by name / instr over names", listed(asked=CaseloadFilter(text="aagaard")), name),
        Line("search by note / the word's rows", listed(asked=CaseloadFilter(text="lageret")), note),
        Line("40 rows of the list / 40 rows of citizen", lambda: caseload_rows(store, ids, TODAY), flat),
        Line("facts of 40 / 40 rows of citizen", lambda: deque(read_facts(store, TODAY, ids), 0), flat),
        Line("weeks of 40 / their contacts", lambda: week_marks(store, ids, first, last), marks),
        Line("one whole case / 40 rows of citizen", lambda: read_case(store, ids[0]), flat),
        Line("facts of all / the scans alone", lambda: deque(read_facts(store, TODAY), 0), scans),
        Line(
            "facts of all a year ago / the scans alone",
            lambda: deque(read_facts(store, TODAY - timedelta(days=365)), 0),
            scans,
        ),
        Line("rows of all / the scans alone", lambda: caseload_rows(store, None, TODAY), scans),
    ]


def measured(line: Line, rounds: int) -> tuple[float, float]:
    """Return the medians of both sides in milliseconds, taken in turns."""
    job: list[float] = []
    plain: list[float] = []
    for _ in range(rounds):
        for work, times in ((line.plain, plain), (line.job, job)):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(job), statistics.median(plain)


def write_times(store: Store, citizen_id: str, folder: Path) -> None:
    """Tell what writing costs; every act waits for the disk."""
    acts, undone = [], []
    for _ in range(40):
        began = time.perf_counter()
        with act(store, "contact", who="me", citizen_id=citizen_id) as written:
            written.add(citizen_id, Contact(id=new_id(), on=TODAY, note="kort note"))
        acts.append(time.perf_counter() - began)
        began = time.perf_counter()
        undo(store, "me")
        undone.append(time.perf_counter() - began)
    logged, taken_back = statistics.median(acts) * 1000, statistics.median(undone) * 1000
    print(f"one contact logged: {logged:.1f} ms, undone: {taken_back:.1f} ms")
    began = time.perf_counter()
    back_up(store, folder=folder)
    print(f"backup, verified: {time.perf_counter() - began:.1f} s")


def megabytes(path: Path) -> int:
    return path.stat().st_size // 1_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=36_000)
    parser.add_argument("--contacts", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--database", type=Path)
    arguments = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.database or Path(folder) / "speed.db"
        if not path.exists():
            build(path, arguments.size, arguments.contacts)
        began = time.perf_counter()
        with open_store(path, PASSPHRASE) as store:
            print(f"opened: {(time.perf_counter() - began) * 1000:.0f} ms (with cheap keys), {os.cpu_count()} cores")
            ids = caseload_ids(store, TODAY)[:40]
            print(f"{'':45} {'ms':>9} {'plain':>9} {'ratio':>7}")
            for line in lines(store, ids):
                job, plain = measured(line, arguments.rounds)
                ratio = job / plain
                verdict = "" if line.goal is None else f"goal {line.goal}: {'met' if ratio <= line.goal else 'missed'}"
                missed += line.goal is not None and ratio > line.goal
                print(f"{line.name:45} {job:9.2f} {plain:9.2f} {ratio:7.2f} {verdict}")
            write_times(store, ids[0], Path(folder) / "backups")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

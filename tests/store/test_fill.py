"""Filling a database in bulk leaves the same database as acts do, save for the history."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.demo import DEMO_SIZE, demo_brokers, demo_cases, demo_companies, demo_rows
from broker_tui.store.act import act
from broker_tui.store.caseload import CaseloadFilter, caseload_ids, caseload_rows
from broker_tui.store.check import check
from broker_tui.store.errors import StoreError
from broker_tui.store.facts import read_facts
from broker_tui.store.fill import fill
from broker_tui.store.store import Store, open_store
from broker_tui.store.triggers import all_triggers
from tests.conftest import PASSPHRASE
from tests.store.snapshot import snapshot

TODAY = date(2026, 11, 20)
SIZE = DEMO_SIZE + 30


@pytest.fixture
def filled(store: Store) -> Store:
    """A database that was filled."""
    companies = [company.model_dump(mode="json") for company in demo_companies()]
    fill(store, demo_brokers(SIZE), demo_rows(SIZE, today=TODAY), companies=companies)
    return store


@pytest.fixture
def acted(store: Store, database: Path, tmp_path: Path) -> Iterator[Store]:
    """The same caseload in another database with the same keys, entered by acts."""
    beside = tmp_path / "acted.db"
    store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(database, beside)
    shutil.copy(database.with_name(f"{database.name}.keys"), beside.with_name(f"{beside.name}.keys"))
    brokers, cases = demo_cases(SIZE, today=TODAY)
    with open_store(beside, PASSPHRASE) as opened:
        with act(opened, "demo", who="demo") as written:
            for broker in brokers:
                written.add_broker(broker)
            for company in demo_companies():
                written.add_company(company)
            written.add_cases(cases)
        yield opened


def test_it_is_the_database_that_acts_would_have_left(acted: Store, filled: Store) -> None:
    assert snapshot(filled) == snapshot(acted)
    assert set(read_facts(filled, TODAY)) == set(read_facts(acted, TODAY))
    assert caseload_rows(filled, None, TODAY) == caseload_rows(acted, None, TODAY)


@pytest.mark.parametrize("text", ["maria", "praktik", "lager", "møde jobcenter", "610"])
def test_search_finds_the_same(acted: Store, filled: Store, text: str) -> None:
    wanted = CaseloadFilter(text=text)
    assert caseload_ids(filled, TODAY, wanted) == caseload_ids(acted, TODAY, wanted)


def test_it_is_sound_and_guarded_as_before(filled: Store) -> None:
    assert [result for result in check(filled) if not result.ok] == []
    indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    assert ("contact_by_citizen",) in filled.rows(indexes)
    triggers = {name for (name,) in filled.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    assert triggers == set(all_triggers())
    assert filled.rows("PRAGMA foreign_keys") == [(1,)]
    assert filled.rows("PRAGMA ignore_check_constraints") == [(0,)]


def test_it_leaves_no_history(filled: Store) -> None:
    assert filled.rows("SELECT count(*) FROM journal") == [(0,)]
    assert filled.rows("SELECT count(*) FROM journal_change") == [(0,)]


def test_more_may_be_filled_in_beside_those_who_are_there(acted: Store, filled: Store) -> None:
    rows = list(demo_rows(SIZE + 5, today=TODAY))[SIZE:]
    with act(acted, "demo", who="demo") as written:
        written.add_cases(list(demo_cases(SIZE + 5, today=TODAY)[1])[SIZE:])
    before = acted.rows("SELECT count(*) FROM journal_change")
    fill(filled, (), rows)
    assert snapshot(filled) == snapshot(acted)
    assert before != [(0,)]


def test_all_come_in_or_nobody(filled: Store) -> None:
    before = snapshot(filled)
    told: list[int] = []
    with pytest.raises(StoreError, match="conflict"):
        fill(filled, (), demo_rows(SIZE + 600, today=TODAY), told.append)
    assert snapshot(filled) == before
    assert [result for result in check(filled) if not result.ok] == []


def test_it_can_be_journalled_as_an_act_is(acted: Store, store: Store) -> None:
    companies = [company.model_dump(mode="json") for company in demo_companies()]
    fill(store, demo_brokers(SIZE), demo_rows(SIZE, today=TODAY), companies=companies, journal=("demo", "demo"))
    told = "SELECT c.table_name, c.row_id, c.citizen_id, c.before, c.after, j.code, j.who, j.kind FROM journal_change c"
    joined = f"{told} JOIN journal j ON j.seq = c.act ORDER BY c.table_name, c.row_id"
    assert store.rows(joined) == acted.rows(joined)

"""The second migration: a caseload from before the way to a job opens whole, after a backup, and goes on."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal
from broker_tui.store import migrate
from broker_tui.store.act import act
from broker_tui.store.backup import list_backups
from broker_tui.store.caseload_ids import search_ids
from broker_tui.store.cases import read_case
from broker_tui.store.check import check
from broker_tui.store.connection import connect
from broker_tui.store.driver import Connection
from broker_tui.store.errors import StoreError
from broker_tui.store.facts import read_facts
from broker_tui.store.journal import history, redo, undo
from broker_tui.store.registry import JOURNALLED
from broker_tui.store.store import open_store
from tests.conftest import PASSPHRASE, MakeCitizen, fresh_store
from tests.store.test_step_up_migration import ADDED_TABLES as LATER_TABLES

TODAY = date(2026, 11, 20)
ADDED_TABLES = (
    "follow_up",
    "worked_hours",
    "approach",
    "network_contact",
    "cv_event",
    "cv_searchable",
    "consent",
    "self_support",
    "parallel_measure",
)


@pytest.fixture
def old(database: Path, make_citizen: MakeCitizen) -> tuple[Path, str]:
    """A database as the first version left it: the tables of the second are taken out again."""
    with fresh_store(database) as store:
        with act(store, "citizen_added", who="me") as written:
            citizen_id = written.add_citizen(make_citizen(remark="kender Bjarne"))
            written.add(citizen_id, JobGoal(id="g", text="kantine", on=TODAY))
            written.add(citizen_id, Placement(id="p", kind=PlacementKind.INTERNSHIP, company="Føtex", started_on=TODAY))
        with act(store, "goal_changed", who="me") as written:
            written.change(citizen_id, JobGoal(id="g", text="lager", on=TODAY))
        key = store.key
    connection = connect(database, key)
    _take_out(connection)
    connection.close()
    return database, citizen_id


def _take_out(connection: Connection) -> None:
    first = files("broker_tui.store").joinpath("schema/001_first.sql").read_text(encoding="utf-8")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for table in (*LATER_TABLES, *ADDED_TABLES, "company"):
        connection.execute(f"DROP TABLE {table}")
    for table in ("citizen", "job_goal", "placement"):
        _as_first(connection, table, first)
    connection.execute("DROP INDEX contact_waiting")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name <> '001_first'")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("COMMIT")


def _as_first(connection: Connection, table: str, first: str) -> None:
    """Make a table anew as the first migration did, with its rows."""
    statements = [s for s in migrate.statements(first) if f"CREATE TABLE {table} (" in s or f" ON {table} (" in s]
    connection.execute(f"ALTER TABLE {table} RENAME TO newer")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'newer' AND sql IS NOT NULL"
    ).fetchall():
        connection.execute(f"DROP INDEX {name}")
    for statement in statements:
        connection.execute(statement)
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(names)
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer")
    connection.execute("DROP TABLE newer")
    added = ", ".join(f"'$.{name}'" for name in JOURNALLED[table] if name not in names)
    for side in ("before", "after"):
        connection.execute(
            f"UPDATE journal_change SET {side} = json_remove({side}, {added}) WHERE table_name = '{table}'"
        )


def test_everything_is_there_after_a_backup(old: tuple[Path, str]) -> None:
    path, citizen_id = old
    with open_store(path, PASSPHRASE) as store:
        case = read_case(store, citizen_id)
        assert [one.text for one in case.job_goals] == ["lager"]
        assert [(one.company, one.phases, one.company_id) for one in case.placements] == [("Føtex", (), None)]
        assert (case.citizen.resources, case.citizen.min_plan_broker_on) == ("", None)
        assert [result for result in check(store) if not result.ok] == []
        assert [facts.id for facts in read_facts(store, TODAY)] == [citizen_id]
        assert search_ids(store, "bjarne") == search_ids(store, "lager") == {citizen_id}
        assert store.row("PRAGMA user_version") == (migrate.newest_version(),)
    assert len(list_backups(path)) == 1


def test_texts_are_forgotten_and_learnt_as_before(old: tuple[Path, str]) -> None:
    """Search takes in more columns than it did when the words were learnt."""
    path, citizen_id = old
    with open_store(path, PASSPHRASE) as store:
        with act(store, "citizen_changed", who="me") as written:
            written.change_citizen(citizen_id, {"remark": "", "resources": "god til regnskab"})
        assert search_ids(store, "bjarne") == set()
        assert search_ids(store, "regnskab") == {citizen_id}
        undo(store, "me")
        assert search_ids(store, "bjarne") == {citizen_id}
        assert [result.code for result in check(store) if not result.ok] == []


def test_what_was_done_before_can_still_be_taken_back(old: tuple[Path, str]) -> None:
    """The rows have grown since the act was written."""
    path, citizen_id = old
    with open_store(path, PASSPHRASE) as store:
        before = read_case(store, citizen_id)
        assert [entry.code for entry in history(store, citizen_id)] == ["goal_changed", "citizen_added"]
        undo(store, "me")
        assert [one.text for one in read_case(store, citizen_id).job_goals] == ["kantine"]
        undo(store, "me")
        assert store.rows("SELECT id FROM citizen") == []
        redo(store, "me")
        redo(store, "me")
        assert read_case(store, citizen_id) == before
        assert [result.code for result in check(store) if not result.ok] == []


def test_not_when_something_new_was_entered_since(old: tuple[Path, str]) -> None:
    path, citizen_id = old
    with open_store(path, PASSPHRASE) as store:
        with act(store, "goal_changed", who="other") as written:
            written.change(citizen_id, JobGoal(id="g", text="lager", on=TODAY, tasks="pakke"))
        before = read_case(store, citizen_id)
        with pytest.raises(StoreError, match="conflict"):
            undo(store, "me")
        assert read_case(store, citizen_id) == before


def test_a_newer_file_is_refused_by_number(old: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = old
    open_store(path, PASSPHRASE).close()
    only_first = {"001_first": migrate.scripts()["001_first"]}
    monkeypatch.setattr(migrate, "scripts", lambda: only_first)
    with pytest.raises(StoreError, match="newer"):
        open_store(path, PASSPHRASE)

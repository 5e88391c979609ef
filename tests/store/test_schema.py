"""Schema: tables and models say the same, migrations are applied once, after a backup, and never edited."""

import hashlib
import subprocess
import sys
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel
from sqlite_utils import Database

from broker_tui.domain.broker import Broker
from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.company import Company
from broker_tui.store import migrate
from broker_tui.store.act import act
from broker_tui.store.backup import list_backups
from broker_tui.store.cases import read_case
from broker_tui.store.driver import Connection, dbapi
from broker_tui.store.errors import StoreError
from broker_tui.store.registry import (
    BROKER_FIELDS,
    CITIZEN_COLUMNS,
    CITIZEN_FIELDS,
    COMPANY_FIELDS,
    JOURNALLED,
    KEPT,
    RECORDS,
    RecordTable,
    column_of,
    model_of,
    table_of,
)
from broker_tui.store.store import Store, open_store
from broker_tui.store.triggers import all_triggers
from tests.conftest import PASSPHRASE, MakeCitizen, fresh_store

RELEASED = {"001_first": "0713039163e2389e", "002_way": "2c2ce40989fb078d"}
"""What each migration said when it was released. A released migration is never edited: add the next number."""

MODELS: list[tuple[str, type[BaseModel], tuple[str, ...]]] = [
    ("broker", Broker, ("id", *BROKER_FIELDS)),
    ("company", Company, ("id", *COMPANY_FIELDS)),
    ("citizen", Citizen, CITIZEN_FIELDS),
    *((table.name, model_of(table), ("id", *table.fields)) for table in RECORDS),
]


def columns_of(store: Store, table: str) -> list[str]:
    return [row[1] for row in store.rows(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize(
    ("table", "model", "fields"), MODELS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_field_has_its_column(store: Store, table: str, model: type[BaseModel], fields: tuple[str, ...]) -> None:
    assert set(fields) == set(model.model_fields)
    assert set(columns_of(store, table)) >= {column_of(field) for field in fields}


@pytest.mark.parametrize("table", JOURNALLED)
def test_every_column_is_known_and_journalled(store: Store, table: str) -> None:
    kept = KEPT if table == "citizen" else ()
    assert set(columns_of(store, table)) == {"seq", *JOURNALLED[table], *kept}


def test_every_part_of_a_case_has_its_table() -> None:
    assert {table.case_field for table in RECORDS} | {"citizen"} == set(Case.model_fields)
    assert all(table_of(model_of(table)) is table for table in RECORDS)
    assert set(JOURNALLED["citizen"]) == set(CITIZEN_COLUMNS)


def enum_in(annotation: Any) -> type[Enum] | None:  # noqa: ANN401
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, Enum):
            return part
    return None


ENUMS = [
    (table, column_of(name), enum)
    for table, model, _ in MODELS
    for name, field in model.model_fields.items()
    if (enum := enum_in(field.annotation)) is not None and get_origin(field.annotation) is not tuple
]


@pytest.mark.parametrize(("table", "column", "enum"), ENUMS)
def test_every_code_of_a_list_is_allowed_and_no_other(store: Store, table: str, column: str, enum: type[Enum]) -> None:
    allowed = [check.options for check in store.db.table(table).checks if check.column == column and check.options]
    assert [set(options) for options in allowed] == [{member.value for member in enum}]


@pytest.mark.parametrize("table", JOURNALLED)
def test_tables_are_strict(store: Store, table: str) -> None:
    assert store.db.table(table).strict


@pytest.mark.parametrize("table", [table for table in RECORDS if table.name != "week_excuse"], ids=lambda t: t.name)
def test_no_day_that_does_not_exist_is_stored(store: Store, table: RecordTable) -> None:
    sql = store.row("SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,))
    assert sql is not None
    for column in columns_of(store, table.name):
        if column.endswith("_on") or column == "on_day":
            assert f"CHECK ({column} IS date({column}))" in sql[0]


def test_numbers_of_texts_differ() -> None:
    numbers = [table.words_kind for table in RECORDS if table.searched]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 64 for number in numbers)


def test_released_migrations_are_never_edited() -> None:
    now = {name: hashlib.sha256(script.encode()).hexdigest()[:16] for name, script in migrate.scripts().items()}
    assert {name: now.get(name) for name in RELEASED} == RELEASED


def schema_of(connection: Connection) -> list[tuple[object, ...]]:
    wanted = ("application_id", "user_version")
    return [
        *connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY rowid"
        ).fetchall(),
        *connection.execute("SELECT id, migration_set, name FROM _sqlite_migrations").fetchall(),
        *(connection.execute(f"PRAGMA {name}").fetchone() for name in wanted),
    ]


def test_a_new_file_is_what_all_migrations_make_of_an_empty_one(store: Store) -> None:
    with dbapi.connect(":memory:", isolation_level=None) as connection:
        migrate.migrate(Database(connection, execute_plugins=False, strict=True))
        assert schema_of(store.conn) == schema_of(connection)
    connection.close()


def test_nothing_is_left_to_migrate_in_a_new_file(store: Store) -> None:
    before = schema_of(store.conn)
    migrate.migrate(store.db)
    assert schema_of(store.conn) == before


def test_making_a_file_does_without_sqlite_utils(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from broker_tui.store.store import FAST_KDF, create_store; "
        "create_store(Path(sys.argv[1]), 'en lang sætning', kdf=FAST_KDF)[0].close(); "
        "print([name for name in ('sqlite_utils', 'click', 'pydantic') if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "new.db")]
    assert subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.fixture
def old(database: Path, make_citizen: MakeCitizen) -> tuple[Path, str]:
    """A database of the program of today, which a program of tomorrow will open."""
    with fresh_store(database) as store, act(store, "citizen_new", who="me") as written:
        citizen_id = written.add_citizen(make_citizen())
    return database, citizen_id


def add_migration(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    scripts = {**migrate.scripts(), "999_next": script}
    monkeypatch.setattr(migrate, "scripts", lambda: scripts)


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    old: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, citizen_id = old
    with open_store(path, PASSPHRASE) as store:
        before = read_case(store, citizen_id)
    add_migration(
        monkeypatch,
        "CREATE TABLE next (x TEXT) STRICT;\n-- a remark; with a semicolon\nINSERT INTO next VALUES ('a;b');\n",
    )
    with open_store(path, PASSPHRASE) as store:
        assert store.rows("SELECT x FROM next") == [("a;b",)]
        assert read_case(store, citizen_id) == before
        assert migrate.version_of(store.conn, path) == migrate.newest_version()
        assert migrate.missing_triggers(store.conn) == set()
        assert store.rows("PRAGMA foreign_keys") == [(1,)]
    (backup,) = list_backups(path)
    monkeypatch.undo()
    with open_store(backup.path, PASSPHRASE) as store:
        assert read_case(store, citizen_id) == before


def test_a_migration_that_fails_changes_nothing(old: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, citizen_id = old
    add_migration(monkeypatch, "CREATE TABLE next (x TEXT) STRICT;\nINSERT INTO next VALUES (x'00');\n")
    with pytest.raises(StoreError) as caught:
        open_store(path, PASSPHRASE)
    assert caught.value.code == "conflict"
    monkeypatch.undo()
    with open_store(path, PASSPHRASE) as store:
        assert store.rows("SELECT name FROM sqlite_schema WHERE name = 'next'") == []
        assert read_case(store, citizen_id).citizen.name


def test_a_migration_may_change_rows_and_triggers_are_made_again(
    old: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, citizen_id = old
    add_migration(monkeypatch, "UPDATE citizen SET remark = 'flyttet';\nDROP TABLE draft;\n")
    with open_store(path, PASSPHRASE) as store:
        assert store.rows("SELECT remark FROM citizen WHERE id = ?", (citizen_id,)) == [("flyttet",)]
        there = {row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    assert there == set(all_triggers())

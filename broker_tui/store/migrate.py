"""Migrations: numbered SQL files, each applied once after a backup, never edited after release."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from broker_tui.store.driver import Connection, dbapi
from broker_tui.store.errors import StoreError, translated
from broker_tui.store.triggers import all_triggers, drop, rebuild

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x42726B72
"""`Brkr`: stands in the header of every database of ours."""

_SET = "broker_tui"

_APPLIED = (
    (
        'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n'
        '   "name" TEXT,\n   "applied_at" TEXT\n) STRICT'
    ),
    (
        'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
        '    ON "_sqlite_migrations" ("migration_set", "name")'
    ),
)
"""Where sqlite-utils writes down which migrations are applied, as it makes it itself."""


@cache
def scripts() -> dict[str, str]:
    """Return every migration's SQL by its name, in order."""
    folder = files("broker_tui.store").joinpath("schema")
    found = {entry.name.removesuffix(".sql"): entry for entry in folder.iterdir() if entry.name.endswith(".sql")}
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found)}


def newest_version() -> int:
    """Return the schema version this program writes."""
    return len(scripts())


def version_of(connection: Connection, path: Path) -> int:
    """Return the schema version of an open file.

    Raises:
        StoreError: the file is another program's (not_ours), holds nothing (empty_file), or comes from a newer
            program (newer).
    """
    with translated(path):
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if not tables:
            raise StoreError("empty_file", path=path)
        if application != APPLICATION_ID:
            raise StoreError("not_ours", path=path)
        if version > newest_version() or _unknown_migrations(connection):
            raise StoreError("newer", path=path)
    return version


def migrate(db: "Database") -> None:
    """Bring a database to the schema of this program; each step is one transaction.

    Foreign keys rest meanwhile, since a step may rebuild a parent, and are checked before they are switched on again.

    Raises:
        StoreError: rows point to rows that do not exist (damaged).
    """
    connection = db.conn
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrations().apply(db)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError("damaged")
    connection.execute("PRAGMA foreign_keys = ON")


def lay_down(connection: Connection) -> None:
    """Make all of the schema in a new file, in the caller's transaction and with foreign keys at rest.

    It comes out as `migrate` makes it, to which a test holds it, but sqlite-utils need not be loaded: that takes
    longer than the schema.
    """
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _APPLIED:
        connection.execute(statement)
    for name, script in scripts().items():
        for statement in statements(script):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            (_SET, name, str(datetime.now(UTC))),
        )
    rebuild(connection)
    connection.execute(f"PRAGMA user_version = {newest_version()}")


def missing_triggers(connection: Connection) -> set[str]:
    """Return the names of triggers that ought to exist and do not."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    return set(all_triggers()) - there


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one; executescript would end the transaction it runs in."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if dbapi.complete_statement(gathered):
            yield gathered
            gathered = ""


def _migrations() -> "Migrations":
    from sqlite_utils import Migrations

    migrations = Migrations(_SET)
    for number, (name, script) in enumerate(scripts().items(), start=1):
        migrations(name=name)(_step(number, script))
    return migrations


class _step:  # noqa: N801 - used as the function sqlite-utils expects
    def __init__(self, number: int, script: str) -> None:
        self.number = number
        self.script = script
        self.__name__ = f"step_{number}"

    def __call__(self, db: "Database", /) -> None:
        # Triggers rest while tables change: they would journal it, and may speak of tables that later steps make.
        drop(db.conn)
        for statement in statements(self.script):
            db.conn.execute(statement)
        if self.number == newest_version():
            rebuild(db.conn)
        db.conn.execute(f"PRAGMA user_version = {self.number}")


def _unknown_migrations(connection: Connection) -> bool:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone():
        return False
    applied = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,)).fetchall()
    return any(name not in scripts() for (name,) in applied)

"""Looking through the whole database: is every page sound, does everything fit together?"""

from collections.abc import Callable
from typing import NamedTuple

from broker_tui.store.driver import Connection
from broker_tui.store.errors import StoreError, translated
from broker_tui.store.keys import read_vault
from broker_tui.store.migrate import missing_triggers
from broker_tui.store.store import Store


class CheckResult(NamedTuple):
    """One check of the database.

    Attributes:
        code: pages, structure, references, words, triggers, kept_columns or keys.
        ok: whether it found nothing.
        details: what it found, for a developer; never personal data.
    """

    code: str
    ok: bool
    details: tuple[str, ...] = ()


def check(store: Store) -> list[CheckResult]:
    """Look through all of the database; seconds for a large one, so run it on `store.another()` in a worker.

    Damage is a result, not an error: every check that still can be made is made.
    """
    checks: dict[str, Callable[[Store], list[str]]] = {
        "pages": lambda store: _lines(store.conn, "PRAGMA cipher_integrity_check"),
        "structure": lambda store: [line for line in _lines(store.conn, "PRAGMA quick_check") if line != "ok"],
        "references": _references_wrong,
        "triggers": lambda store: sorted(missing_triggers(store.conn)),
        "kept_columns": _kept_wrong,
        "keys": _keys_wrong,
    }
    if not store.read_only:
        checks["words"] = _words_wrong
    return [_result(store, code, look) for code, look in checks.items()]


def _result(store: Store, code: str, look: "Callable[[Store], list[str]]") -> CheckResult:
    try:
        with translated(store.path):
            details = look(store)
    except StoreError as error:
        details = [error.code]
    return CheckResult(code, not details, tuple(details[:20]))


def damage(connection: Connection) -> list[str]:
    """Return what is wrong with the pages of an open file, nothing when it is sound."""
    found = _lines(connection, "PRAGMA cipher_integrity_check")
    return found or [line for line in _lines(connection, "PRAGMA quick_check") if line != "ok"]


def _lines(connection: Connection, pragma: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(pragma).fetchall()]


def _references_wrong(store: Store) -> list[str]:
    return [f"{row[0]} -> {row[2]}" for row in store.conn.execute("PRAGMA foreign_key_check").fetchmany(20)]


def _kept_wrong(store: Store) -> list[str]:
    """Return ids of citizens whose kept columns differ from what their contacts say."""
    last = (
        "SELECT {column} FROM contact WHERE citizen_id = citizen.id AND party = 'citizen' {more} "
        "ORDER BY on_day DESC, id DESC LIMIT 1"
    )
    reached = "AND outcome = 'reached'"
    pairs = {
        "last_contact_on": last.format(column="on_day", more=""),
        "last_contact_medium": last.format(column="medium", more=""),
        "last_contact_outcome": last.format(column="outcome", more=""),
        "last_reached_on": last.format(column="on_day", more=reached),
        "last_reached_medium": last.format(column="medium", more=reached),
    }
    differs = " OR ".join(f"{column} IS NOT ({sql})" for column, sql in pairs.items())
    return [str(row[0]) for row in store.rows(f"SELECT id FROM citizen WHERE {differs} LIMIT 20")]


def _keys_wrong(store: Store) -> list[str]:
    try:
        vault = read_vault(store.path)
    except StoreError as error:
        return [error.code]
    return [] if vault.inbox_key == store.secret("inbox_public") else ["inbox_key"]


def _words_wrong(store: Store) -> list[str]:
    """Ask the index of words whether it is sound; that is written as an insert, so it needs the write lock."""
    with store.transaction() as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    return []

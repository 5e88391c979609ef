"""Adding very many rows: what triggers do row by row is done here table by table, in the same transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from broker_tui.store.driver import Connection
from broker_tui.store.registry import JOURNALLED, RECORDS
from broker_tui.store.store import Store
from broker_tui.store.triggers import (
    all_triggers,
    keep_contact,
    row_as_json,
    searched_tables,
    searched_text,
    words_number,
)

_TABLES = ("citizen", *(table.name for table in RECORDS))


@contextmanager
def added_together(store: Store, act: int) -> Iterator[None]:
    """Let rows be added to the tables of citizens without triggers, then make up for them; part of an act in progress.

    Journal, kept columns and searchable words come out as if every row had been added by itself; a test holds it to
    that. When it fails, the act is rolled back, and the triggers are there again with everything else.
    """
    connection = store.conn
    resting = {f"{table}_{task}_insert" for table in _TABLES for task in ("journal", "words", "keep")}
    statements = {name: statement for name, statement in all_triggers().items() if name in resting}
    for name in statements:
        connection.execute(f"DROP TRIGGER {name}")
    before = {table: store.rows(f"SELECT coalesce(max(seq), 0) FROM {table}")[0][0] for table in _TABLES}
    yield
    write_down(connection, act, before)
    follow(connection, before)
    for statement in statements.values():
        connection.execute(statement)


def write_down(connection: Connection, act: int, before: Mapping[str, int]) -> None:
    """Journal under an act the rows that came after those numbered `before`."""
    for table, seq in before.items():
        owner = {"broker": "NULL", "company": "NULL", "citizen": "id"}.get(table, "citizen_id")
        connection.execute(
            "INSERT INTO journal_change (act, table_name, row_id, citizen_id, before, after) "
            f"SELECT ?, ?, id, {owner}, NULL, {row_as_json(JOURNALLED[table], '')} FROM {table} WHERE seq > ? "
            "ORDER BY id ON CONFLICT (act, table_name, row_id) DO UPDATE SET after = excluded.after",
            (act, table, seq),
        )


def follow(connection: Connection, before: Mapping[str, int]) -> None:
    """Bring kept columns and searchable words in step with the rows that came after those numbered `before`."""
    for table, searched in searched_tables().items():
        text = searched_text(searched, table)
        connection.execute(
            f"INSERT INTO words (rowid, text) SELECT {words_number(table, table)}, fold({text}) FROM {table} "
            f"WHERE seq > ? AND {text} <> '' ORDER BY 1",
            (before[table],),
        )
    connection.execute(
        f"{keep_contact('citizen.id')} WHERE id IN (SELECT citizen_id FROM contact WHERE seq > ?)", (before["contact"],)
    )

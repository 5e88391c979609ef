"""Taking an act back: every row it touched becomes what it was, table by table, however many there are.

Acts from before a table grew are taken back too: the new columns get what they hold when nothing was entered.
"""

import json

from broker_tui.store.errors import StoreError
from broker_tui.store.registry import JOURNALLED
from broker_tui.store.store import Store
from broker_tui.store.triggers import row_as_json

_OF_ACT = "FROM journal_change c WHERE c.act = :act AND c.table_name = :table"


def reverse(store: Store, act: int) -> None:
    """Put back the rows of an act, inside the act in progress, whose journal the triggers write.

    Raises:
        StoreError: a row is no longer as the act left it (conflict).
    """
    touched = {row[0] for row in store.rows("SELECT DISTINCT table_name FROM journal_change WHERE act = ?", (act,))}
    tables = [table for table in JOURNALLED if table in touched]
    grown = {table: _defaults_of_new_columns(store, table, act) for table in tables}
    for table in tables:
        _require_as_left(store, table, act, grown[table])
    for table in reversed(tables):
        _execute(
            store,
            f"DELETE FROM {table} WHERE id IN (SELECT c.row_id {_OF_ACT} AND c.before IS NULL)",
            table,
            act,
        )
    for table in tables:
        columns = JOURNALLED[table]
        values = {column: grown[table].get(column, f"json_extract(c.before, '$.{column}')") for column in columns}
        _execute(
            store,
            f"INSERT INTO {table} ({', '.join(columns)}) "
            f"SELECT {', '.join(values.values())} {_OF_ACT} AND c.after IS NULL AND c.before IS NOT NULL",
            table,
            act,
        )
        sets = ", ".join(f"{column} = {value}" for column, value in values.items() if column != "id")
        _execute(
            store,
            f"UPDATE {table} SET {sets} FROM journal_change c WHERE c.act = :act AND c.table_name = :table "
            f"AND c.before IS NOT NULL AND c.after IS NOT NULL AND {table}.id = c.row_id",
            table,
            act,
        )


def _defaults_of_new_columns(store: Store, table: str, act: int) -> dict[str, str]:
    """Return, as SQL, what the columns hold that the table did not have yet when the act was written."""
    row = store.row(f"SELECT coalesce(c.after, c.before) {_OF_ACT} LIMIT 1", {"act": act, "table": table})
    known = json.loads(row[0]) if row is not None else {}
    defaults = store.rows(f"SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info('{table}')")
    return {name: default for name, default in defaults if name in JOURNALLED[table] and name not in known}


def _require_as_left(store: Store, table: str, act: int, grown: dict[str, str]) -> None:
    now = row_as_json(tuple(column for column in JOURNALLED[table] if column not in grown), "t.")
    touched = "".join(f" OR t.{column} IS NOT {default}" for column, default in grown.items())
    changed = store.row(
        f"SELECT 1 FROM journal_change c LEFT JOIN {table} t ON t.id = c.row_id "
        "WHERE c.act = :act AND c.table_name = :table "
        f"AND ((CASE WHEN t.id IS NULL THEN NULL ELSE {now} END) IS NOT c.after"
        f"{f' OR (t.id IS NOT NULL AND (0{touched}))' if touched else ''}) LIMIT 1",
        {"act": act, "table": table},
    )
    if changed is not None:
        raise StoreError("conflict", path=store.path)


def _execute(store: Store, sql: str, table: str, act: int) -> None:
    store.conn.execute(sql, {"act": act, "table": table})

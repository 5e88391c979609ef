"""All that a database says about brokers and citizens, for comparing one moment with another."""

from broker_tui.store.registry import JOURNALLED, KEPT
from broker_tui.store.store import Store

Snapshot = dict[str, list[tuple[object, ...]]]


def snapshot(store: Store) -> Snapshot:
    """Return every stored row of every journalled table, kept columns and searchable words included."""
    taken: Snapshot = {}
    for table, columns in JOURNALLED.items():
        kept = KEPT if table == "citizen" else ()
        taken[table] = store.rows(f"SELECT {', '.join((*columns, *kept))} FROM {table} ORDER BY id")
    taken["words"] = words(store)
    return taken


def words(store: Store) -> list[tuple[object, ...]]:
    """Return every word that search can find, with how often it stands there."""
    store.conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')")
    return store.rows("SELECT term, doc, cnt FROM temp.vocabulary ORDER BY term")

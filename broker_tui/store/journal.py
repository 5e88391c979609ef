"""The journal: what was done, to whom, by whom; taken back and done again row by row."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from broker_tui.store.act import journalled
from broker_tui.store.errors import StoreError
from broker_tui.store.reversal import reverse
from broker_tui.store.store import Store

_COLUMNS = "j.seq, j.id, j.at, j.who, j.kind, j.code, j.citizen_id, j.params, j.reverses"
_STANDS = "NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses = j.seq)"


class RowChange(NamedTuple):
    """One row as it was and as it became; None where there was none."""

    table: str
    row_id: str
    citizen_id: str | None
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


class JournalEntry(NamedTuple):
    """One act of the journal.

    Attributes:
        seq: its number; later acts have higher ones.
        id: its id, a UUIDv7.
        at: when, with the time zone UTC.
        who: the broker's id.
        kind: act, undo, redo or view (looking, exporting, printing).
        code: names what was done; of an undo or redo it names the act that was taken back or done again.
        citizen_id: the citizen it concerned, None when there were several or none.
        params: values for its words.
        reverses: the number of the entry that an undo or redo reverses.
        changes: the rows of the citizen asked for, as far as they were asked for.
    """

    seq: int
    id: str
    at: datetime
    who: str
    kind: str
    code: str
    citizen_id: str | None
    params: Mapping[str, object]
    reverses: int | None = None
    changes: tuple[RowChange, ...] = ()


def history(store: Store, citizen_id: str, limit: int = 100, before: int | None = None) -> list[JournalEntry]:
    """Return what was done to a citizen, newest first, each with her own rows.

    Args:
        store: the open database.
        citizen_id: whose history.
        limit: how many entries at most.
        before: only entries with a lower number, to read on from the last one.
    """
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM journal j WHERE j.seq IN ("
        "SELECT seq FROM journal WHERE citizen_id = :id UNION SELECT act FROM journal_change WHERE citizen_id = :id"
        ") AND j.seq < :before ORDER BY j.seq DESC LIMIT :limit",
        {"id": citizen_id, "before": before or 2**62, "limit": limit},
    )
    return [_entry(row)._replace(changes=_changes(store, row[0], citizen_id)) for row in rows]


def read_entry(store: Store, seq: int) -> JournalEntry | None:
    """Return one entry with all its rows, or None."""
    found = store.row(f"SELECT {_COLUMNS} FROM journal j WHERE j.seq = ?", (seq,))
    return None if found is None else _entry(found)._replace(changes=_changes(store, seq, None))


def latest_entries(store: Store, limit: int = 100) -> list[JournalEntry]:
    """Return the newest entries of the whole database, without their rows."""
    return [
        _entry(row) for row in store.rows(f"SELECT {_COLUMNS} FROM journal j ORDER BY j.seq DESC LIMIT ?", (limit,))
    ]


def last_change(store: Store) -> int:
    """Return the number of the newest entry that is more than a look, 0 when there is none."""
    found = store.row("SELECT seq FROM journal WHERE kind <> 'view' ORDER BY seq DESC LIMIT 1")
    return 0 if found is None else int(found[0])


def last_undoable(store: Store, who: str) -> JournalEntry | None:
    """Return the last act of a broker that still stands and changed something."""
    found = store.row(
        f"SELECT {_COLUMNS} FROM journal j WHERE j.who = ? AND j.kind IN ('act', 'redo') AND {_STANDS} "
        "ORDER BY j.seq DESC LIMIT 1",
        (who,),
    )
    return None if found is None else _entry(found)


def last_redoable(store: Store, who: str) -> JournalEntry | None:
    """Return the last undo of a broker that may be done again: she has done nothing else since."""
    found = store.row(
        f"SELECT {_COLUMNS} FROM journal j WHERE j.who = :who AND j.kind = 'undo' AND {_STANDS} "
        "AND NOT EXISTS (SELECT 1 FROM journal n WHERE n.who = :who AND n.kind = 'act' AND n.seq > j.seq) "
        "ORDER BY j.seq DESC LIMIT 1",
        {"who": who},
    )
    return None if found is None else _entry(found)


def undo(store: Store, who: str) -> JournalEntry:
    """Take back the last act of a broker, and return the act that was taken back.

    Raises:
        StoreError: there is none (nothing_to_undo), or something it touched has changed since (conflict).
    """
    entry = last_undoable(store, who)
    if entry is None:
        raise StoreError("nothing_to_undo")
    return undo_entry(store, who, entry)


def undo_entry(store: Store, who: str, entry: JournalEntry) -> JournalEntry:
    """Take back one act, such as an import, and return it.

    Raises:
        StoreError: it has been taken back already, or something it touched has changed since (conflict).
    """
    _reversed(store, who, "undo", entry)
    return entry


def redo(store: Store, who: str) -> JournalEntry:
    """Do the act again that a broker took back last, and return the undo that is reversed; its code names the act.

    Raises:
        StoreError: there is none (nothing_to_redo), or something it touched has changed since (conflict).
    """
    entry = last_redoable(store, who)
    if entry is None:
        raise StoreError("nothing_to_redo")
    _reversed(store, who, "redo", entry)
    return entry


def record_view(
    store: Store, who: str, citizen_id: str | None, code: str, params: Mapping[str, object] | None = None
) -> None:
    """Write down that someone has seen, exported or printed something; a database open for reading keeps no record.

    Raises:
        StoreError: nothing was written: disk_full …
    """
    if store.read_only:
        return
    with journalled(store, "view", code, who=who, citizen_id=citizen_id, params=params):
        pass


def _reversed(store: Store, who: str, kind: str, entry: JournalEntry) -> None:
    with journalled(
        store, kind, entry.code, who=who, citizen_id=entry.citizen_id, params=entry.params, reverses=entry.seq
    ):
        # A citizen may be put back after her contacts: the commit sees whether everything fits.
        store.conn.execute("PRAGMA defer_foreign_keys = ON")
        reverse(store, entry.seq)


def _changes(store: Store, seq: int, citizen_id: str | None) -> tuple[RowChange, ...]:
    whose = "" if citizen_id is None else "AND citizen_id = :id"
    rows = store.rows(
        "SELECT table_name, row_id, citizen_id, before, after FROM journal_change "
        f"WHERE act = :act {whose} ORDER BY table_name, row_id",
        {"act": seq, "id": citizen_id} if citizen_id else {"act": seq},
    )
    return tuple(RowChange(row[0], row[1], row[2], _loaded(row[3]), _loaded(row[4])) for row in rows)


def _loaded(text: str | None) -> Mapping[str, object] | None:
    if text is None:
        return None
    loaded: dict[str, object] = json.loads(text)
    return loaded


def _entry(row: tuple[object, ...]) -> JournalEntry:
    seq, act_id, at, who, kind, code, citizen_id, params, reverses = row
    return JournalEntry(
        int(str(seq)),
        str(act_id),
        datetime.fromisoformat(str(at)),
        str(who),
        str(kind),
        str(code),
        None if citizen_id is None else str(citizen_id),
        json.loads(str(params)),
        None if reverses is None else int(str(reverses)),
    )

"""What imports leave behind besides citizens: saved ways to read a file, and which files have been read."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from broker_tui.store.store import Store


class ImportedFile(NamedTuple):
    """A file that has been imported: the SHA-256 of its content, its name, when (UTC), and what came of it."""

    sha256: str
    name: str
    at: datetime
    counts: Mapping[str, int]


def save_profile(store: Store, name: str, content: Mapping[str, Any]) -> None:
    """Save how a kind of file is read; the same name is overwritten.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO import_profile (name, saved_at, content) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET saved_at = excluded.saved_at, content = excluded.content",
            (name, _now(), json.dumps(dict(content), ensure_ascii=False)),
        )


def read_profile(store: Store, name: str) -> dict[str, Any] | None:
    """Return a saved profile, or None."""
    found = store.row("SELECT content FROM import_profile WHERE name = ?", (name,))
    return None if found is None else json.loads(found[0])


def list_profiles(store: Store) -> list[str]:
    """Return the names of all saved profiles, the last used first."""
    return [name for (name,) in store.rows("SELECT name FROM import_profile ORDER BY saved_at DESC, name")]


def drop_profile(store: Store, name: str) -> None:
    """Forget a profile.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    with store.transaction() as connection:
        connection.execute("DELETE FROM import_profile WHERE name = ?", (name,))


def log_file(store: Store, sha256: str, name: str, counts: Mapping[str, int]) -> None:
    """Write down that a file has been imported; inside an act it is written with it, or not at all.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    values = (sha256, name, _now(), json.dumps(dict(counts)))
    sql = "INSERT INTO import_file (sha256, name, at, counts) VALUES (?, ?, ?, ?)"
    if store.act_in_progress is not None:
        store.conn.execute(sql, values)
        return
    with store.transaction() as connection:
        connection.execute(sql, values)


def imported_before(store: Store, sha256: str) -> ImportedFile | None:
    """Return the last import of a file with the same content, or None."""
    found = store.row(
        "SELECT sha256, name, at, counts FROM import_file WHERE sha256 = ? ORDER BY seq DESC LIMIT 1", (sha256,)
    )
    if found is None:
        return None
    return ImportedFile(found[0], found[1], datetime.fromisoformat(found[2]), json.loads(found[3]))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")

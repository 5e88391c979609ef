"""Drafts: what has been typed and not yet saved, so that a crash or a closed lid takes nothing."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from broker_tui.store.store import Store


class Draft(NamedTuple):
    """A draft by its key, with the time it was last saved (UTC)."""

    key: str
    saved_at: datetime


def save_draft(store: Store, key: str, values: Mapping[str, Any]) -> None:
    """Keep what a form holds; a later draft takes the place of an earlier one. Not journalled: nothing is done yet.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO draft (key, saved_at, content) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET saved_at = excluded.saved_at, content = excluded.content",
            (key, datetime.now(UTC).isoformat(timespec="seconds"), json.dumps(dict(values), ensure_ascii=False)),
        )


def read_draft(store: Store, key: str) -> dict[str, Any] | None:
    """Return what was kept under a key, or None."""
    found = store.row("SELECT content FROM draft WHERE key = ?", (key,))
    return None if found is None else json.loads(found[0])


def drop_draft(store: Store, key: str) -> None:
    """Forget a draft, because it was saved or given up.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    with store.transaction() as connection:
        connection.execute("DELETE FROM draft WHERE key = ?", (key,))


def list_drafts(store: Store) -> list[Draft]:
    """Return all drafts, the newest first."""
    rows = store.rows("SELECT key, saved_at FROM draft ORDER BY saved_at DESC, key")
    return [Draft(key, datetime.fromisoformat(at)) for key, at in rows]

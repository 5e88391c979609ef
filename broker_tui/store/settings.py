"""Settings of one database, such as whose it is; JSON values under a key."""

import json
from typing import Any

from broker_tui.store.store import Store


def read_setting(store: Store, key: str, default: Any = None) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a setting, or `default` when it was never written."""
    found = store.row("SELECT value FROM setting WHERE key = ?", (key,))
    return default if found is None else json.loads(found[0])


def write_setting(store: Store, key: str, value: object) -> None:
    """Write a setting; None takes it away.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    with store.transaction() as connection:
        if value is None:
            connection.execute("DELETE FROM setting WHERE key = ?", (key,))
            return
        connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )

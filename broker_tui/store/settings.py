"""Settings of one database, such as whose it is; JSON values under a key."""

import json
from collections.abc import Mapping
from typing import Any

from broker_tui.store.driver import Connection
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
        _put(connection, key, value)


def write_noted(store: Store, values: Mapping[str, object], who: str, code: str, params: Mapping[str, object]) -> None:
    """Write settings with an entry of the journal that says so, all or nothing; undo does not take them back.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full …
    """
    from broker_tui.store.act import journalled

    with journalled(store, "view", code, who=who, params=params):
        for key, value in values.items():
            _put(store.conn, key, value)


def _put(connection: Connection, key: str, value: object) -> None:
    if value is None:
        connection.execute("DELETE FROM setting WHERE key = ?", (key,))
        return
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(value, ensure_ascii=False)),
    )

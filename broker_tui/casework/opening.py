"""From a passphrase to an open desk, and a new database for one broker."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from broker_tui.casework.desk import Desk

if TYPE_CHECKING:
    from broker_tui.store.keys import Kdf
    from broker_tui.store.store import Store

ME: Final = "me"
"""The setting that names the broker this database belongs to."""


def desk_of(store: "Store", today: date) -> Desk:
    """Return the desk of an open database, with the broker it belongs to.

    Raises:
        ConfigError: an edition of the programme cannot be read.
    """
    from broker_tui.config.programmes import load_programmes
    from broker_tui.store.settings import read_setting

    return Desk(store, load_programmes(), str(read_setting(store, ME) or ""), today)


def open_desk(database: Path, secret: str, today: date) -> Desk:
    """Open a database with its passphrase or its recovery code.

    Raises:
        StoreError: as `store.open_store` does.
        ConfigError: an edition of the programme cannot be read.
    """
    from broker_tui.store.store import open_store

    store = open_store(database, secret)
    try:
        return desk_of(store, today)
    except BaseException:
        store.close()
        raise


def create_desk(database: Path, passphrase: str, name: str, today: date, kdf: "Kdf | None" = None) -> tuple[Desk, str]:
    """Create a database and return its desk and the recovery code, which is stored nowhere.

    With a name it belongs to the broker of that name; without, brokers are added later.

    Raises:
        StoreError: there is a database already (exists), or it cannot be written (read_only, disk_full).
    """
    from broker_tui.store.keys import DEFAULT_KDF
    from broker_tui.store.store import create_store

    store, code = create_store(database, passphrase, kdf=kdf or DEFAULT_KDF)
    desk = desk_of(store, today)
    return (_owned(desk, name) if name.strip() else desk), code


def _owned(desk: Desk, name: str) -> Desk:
    from broker_tui.casework.people import add_broker
    from broker_tui.domain.entries import BrokerEntry
    from broker_tui.store.settings import write_setting

    done = add_broker(desk, BrokerEntry(name=name))
    write_setting(desk.store, ME, done.record_id)
    return replace(desk, who=done.record_id or "")

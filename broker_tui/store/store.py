"""Store: one open database. Creating, opening, reading plainly and writing in one transaction."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from broker_tui.store.connection import connect
from broker_tui.store.driver import Connection, dbapi
from broker_tui.store.errors import StoreError, translated
from broker_tui.store.files import create_private, move_into_place, sweep, temporary_name
from broker_tui.store.key import Key
from broker_tui.store.keys import (
    DEFAULT_KDF,
    FAST_KDF,
    Kdf,
    keys_path,
    new_vault,
    unlock,
    write_vault,
)
from broker_tui.store.lock import InstanceLock
from broker_tui.store.recognition import vault_of

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["DEFAULT_KDF", "FAST_KDF", "Store", "create_store", "open_store"]

_ID_LETTERS = 16
_PASSING_CACHE_KIB = 8192
_ASKED_EVERY = 200_000


class Store:
    """An open database; one thread at a time may use it, other threads take `another()`.

    Attributes:
        path: the database file.
        read_only: nothing may be written, because the disk or the caller says so, or another program holds the file.
        in_use: another program holds the file.
        conn: the connection of the driver, for the modules of this package alone.
    """

    def __init__(self, path: Path, key: Key, *, read_only: bool, lock: InstanceLock | None, in_use: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.in_use = in_use
        self.act_in_progress: int | None = None
        self._key = key
        self._lock = lock
        self._db: Database | None = None
        self._site_key: bytes | None = None
        self.conn: Connection = connect(path, key, read_only=read_only, check_same_thread=False)
        self.conn.create_function("act_in_progress", 0, lambda: self.act_in_progress)

    @property
    def db(self) -> "Database":
        """The same connection as sqlite-utils sees it; imported at the first use."""
        if self._db is None:
            from sqlite_utils import Database

            self._db = Database(self.conn, execute_plugins=False, strict=True)
        return self._db

    @property
    def key(self) -> Key:
        """The raw key, for copies that this package makes."""
        return self._key

    def rows(self, sql: str, params: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; never half of them, since an open cursor would hold back the journal.

        Raises:
            StoreError: the file is damaged or cannot be read.
        """
        with translated(self.path):
            return self.conn.execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def row(self, sql: str, params: Sequence[object] | Mapping[str, object] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def require_writable(self) -> None:
        """Refuse to write what may only be read.

        Raises:
            StoreError: another program holds the file (in_use), or it is open for reading (read_only).
        """
        if self.in_use:
            raise StoreError("in_use", path=self.path)
        if self.read_only:
            raise StoreError("read_only", path=self.path)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write all or nothing; takes the write lock at once, so that what is read inside cannot change before it.

        Raises:
            StoreError: nothing was written; the code says why.
        """
        self.require_writable()
        with translated(self.path):
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.conn
                self.conn.execute("COMMIT")
            finally:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")

    def citizen_id(self, cpr: str) -> str:
        """Return the id of whoever holds a personal number, or the id she will get.

        The id is made of the number with this database's own key, so two machines that share the key make the same
        one, and nobody can try numbers against it. A citizen whose number changes keeps the id she has.
        """
        if found := self.row("SELECT id FROM citizen WHERE cpr = ?", (cpr,)):
            return str(found[0])
        import base64
        import hmac

        if self._site_key is None:
            self._site_key = self.secret("site_key")
        digest = hmac.digest(self._site_key, cpr.encode("ascii"), "sha256")
        return base64.b32encode(digest).decode("ascii").lower()[:_ID_LETTERS]

    def secret(self, name: str) -> bytes:
        """Return one of the database's own secrets: site_key, inbox_private or inbox_public.

        Raises:
            StoreError: it is gone (damaged).
        """
        found = self.row("SELECT value FROM vault WHERE name = ?", (name,))
        if found is None:
            raise StoreError("damaged", path=self.path)
        return bytes(found[0])

    def another(self, *, in_passing: bool = False, until: Callable[[], bool] | None = None) -> "Store":
        """Return a second connection to the same database, for a worker thread; close it there.

        Args:
            in_passing: it reads everything once, so that keeping much of it in memory is of no use.
            until: asked every few milliseconds of a reading, which ends as StoreError (interrupted) when it says so.
        """
        store = Store(self.path, self._key, read_only=self.read_only, lock=None, in_use=self.in_use)
        if in_passing:
            store.conn.execute(f"PRAGMA cache_size = -{_PASSING_CACHE_KIB}")
        if until is not None:
            store.conn.set_progress_handler(until, _ASKED_EVERY)
        return store

    def close(self) -> None:
        """Close the connection and let other programs write."""
        with ExitStack() as last:
            if self._lock is not None:
                last.callback(self._lock.release)
            last.callback(self.conn.close)
            if self._lock is not None and not self.read_only:
                # Better statistics for the next time; a full or damaged disk has been told of before.
                with suppress(dbapi.Error):
                    self.conn.execute("PRAGMA optimize")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_store(path: Path, passphrase: str, *, kdf: Kdf = DEFAULT_KDF) -> tuple[Store, str]:
    """Create an encrypted database and its keys, and return it open with the recovery code.

    The code is stored nowhere and is shown once.

    Raises:
        StoreError: the file is there already (exists), the folder cannot be written (read_only), or the disk is full.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    path = Path(path)
    if path.exists():
        raise StoreError("exists", path=path)
    _make_folder(path.parent)
    inbox = X25519PrivateKey.generate()
    vault, key, code = new_vault(passphrase, kdf, inbox.public_key().public_bytes_raw())
    secret_values = {
        "site_key": os.urandom(32),
        "inbox_private": inbox.private_bytes_raw(),
        "inbox_public": vault.inbox_key,
    }
    temporary = temporary_name(path)
    try:
        _build(temporary, key, secret_values)
        _keep_old_keys(path)
        write_vault(path, vault)
        move_into_place(temporary, path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
    return open_unlocked(path, key), code


def open_store(path: Path, passphrase_or_recovery: str, *, read_only: bool = False) -> Store:
    """Open a database with its passphrase or its recovery code.

    Raises:
        StoreError: missing, empty_file, not_ours, keys_missing, keys_damaged, keys_mismatch, wrong_passphrase,
            damaged, newer or read_only.
    """
    path = Path(path)
    vault = vault_of(path)
    key = unlock(vault, passphrase_or_recovery, path)
    return open_unlocked(path, key, read_only=read_only)


def open_unlocked(path: Path, key: Key, *, read_only: bool = False) -> Store:
    """Open a database whose key is known; whoever comes second may read only.

    Raises:
        StoreError: as `open_store`.
    """
    lock, in_use = InstanceLock(path), False
    if not os.access(path, os.W_OK):
        read_only = True
    if not read_only:
        try:
            in_use = not lock.acquire()
            read_only = in_use
        except OSError:
            read_only = True
    with ExitStack() as undo:
        undo.callback(lock.release)
        store = Store(path, key, read_only=read_only, lock=lock, in_use=in_use)
        undo.callback(store.conn.close)
        _make_current(store)
        undo.pop_all()
    if not store.read_only:
        sweep(path)
    return store


def _make_current(store: Store) -> None:
    from broker_tui.store.migrate import missing_triggers, newest_version, version_of

    version = version_of(store.conn, store.path)
    if version < newest_version():
        store.require_writable()
        from broker_tui.store.backup import back_up
        from broker_tui.store.migrate import migrate

        back_up(store, reason=f"before-{newest_version():03d}")
        with translated(store.path):
            migrate(store.db)
    elif missing_triggers(store.conn):
        # Without them acts would leave no journal: better to refuse than to lose track.
        raise StoreError("damaged", path=store.path)


def _build(path: Path, key: Key, secret_values: dict[str, bytes]) -> None:
    """Make the file under its temporary name: whole on disk, with no journal beside it, before it gets its own."""
    from broker_tui.store.migrate import lay_down

    create_private(path)
    store = Store(path, key, read_only=False, lock=None, in_use=False)
    try:
        with translated(path):
            store.conn.execute("PRAGMA foreign_keys = OFF")
            with store.transaction() as connection:
                lay_down(connection)
                connection.executemany("INSERT INTO vault (name, value) VALUES (?, ?)", secret_values.items())
            store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.close()


def _make_folder(folder: Path) -> None:
    from broker_tui.store.files import from_system

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise from_system(error, folder) from None


def _keep_old_keys(path: Path) -> None:
    """Move keys without a database aside: a backup somewhere may still need them."""
    keys = keys_path(path)
    if keys.exists():
        keys.replace(keys.with_name(f"{keys.name}.old-{os.urandom(4).hex()}"))

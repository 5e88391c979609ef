"""Backups: an encrypted copy with its own keys file, verified before it gets its name, thinned as they age."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from broker_tui.store.check import damage
from broker_tui.store.connection import connect
from broker_tui.store.errors import StoreError, translated
from broker_tui.store.files import create_private, from_system, move_into_place, temporary_name
from broker_tui.store.key import Key
from broker_tui.store.keys import keys_path, read_vault, unlock, write_vault
from broker_tui.store.lock import InstanceLock
from broker_tui.store.store import Store

_STAMP = "%Y%m%d-%H%M%S"
_STAMP_LETTERS = 15
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9
DUE_AFTER = timedelta(hours=4)
_PAGES_BETWEEN_LOOKS = 1000
_STEPS_BETWEEN_LOOKS = 100_000


class Backup(NamedTuple):
    """A backup file and when it was made (local time)."""

    path: Path
    made_at: datetime


def backup_folder(database: Path) -> Path:
    """Return where the backups of a database lie."""
    return database.with_name(database.name + ".backups")


def list_backups(database: Path) -> list[Backup]:
    """Return the finished backups of a database, the newest first."""
    found = []
    for path in backup_folder(database).glob("*.db"):
        try:
            found.append(Backup(path, datetime.strptime(path.name[:_STAMP_LETTERS], _STAMP)))  # noqa: DTZ007
        except ValueError:
            continue
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def back_up(
    store: Store,
    *,
    reason: str = "",
    folder: Path | None = None,
    now: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Copy the open database, verify the copy, and return where it lies; the database may be used meanwhile.

    The keys go with it, so that a backup alone opens with the passphrase it was made under. `cancelled` is asked every
    few milliseconds.

    Raises:
        StoreError: the disk is full or read-only, the copy is damaged, or it was cancelled; no half backup is left.
    """
    made_at = now or datetime.now().astimezone()
    folder = folder or backup_folder(store.path)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise from_system(error, folder) from None
    name = "-".join(part for part in (made_at.strftime(_STAMP), reason) if part)
    path = _free(folder / f"{name}.db")
    last_act = _last_act(store)
    vault = read_vault(store.path)
    with ExitStack() as undo:
        # Keys first: a crash in between leaves keys without a backup, never a backup that nothing opens.
        undo.callback(keys_path(path).unlink, missing_ok=True)
        about = {"made_at": made_at.isoformat(timespec="seconds"), "last_act": last_act}
        write_vault(path, vault._replace(backup=about))
        _copy(store, path, last_act, cancelled)
        undo.pop_all()
    return path


def back_up_when_due(
    store: Store,
    *,
    now: datetime | None = None,
    after: timedelta = DUE_AFTER,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Make a backup when something has been done since the last and it is old enough; then thin the old ones.

    Raises:
        StoreError: as `back_up`.
    """
    now = now or datetime.now().astimezone()
    backups = list_backups(store.path)
    if backups:
        made_at = backups[0].made_at.replace(tzinfo=now.tzinfo)
        if now - made_at < after or _recorded_act(backups[0].path) == _last_act(store):
            return None
    path = back_up(store, now=now, cancelled=cancelled)
    thin(store.path, now.date())
    return path


def thin(database: Path, today: date) -> list[Path]:
    """Remove backups that age has made superfluous, and return them.

    All of today and yesterday stay, then the last of each of 12 days, 10 weeks and 9 months.
    """
    backups = list_backups(database)
    keep = {backup.path for backup in backups if backup.made_at.date() >= today - timedelta(days=1)}
    for most, period in ((_DAILY, "%Y-%j"), (_WEEKLY, "%G-%V"), (_MONTHLY, "%Y-%m")):
        seen: set[str] = set()
        for backup in backups:
            if backup.path in keep and backup.made_at.date() >= today - timedelta(days=1):
                continue
            label = backup.made_at.strftime(period)
            if label not in seen and len(seen) < most:
                keep.add(backup.path)
                seen.add(label)
    superfluous = [backup.path for backup in backups if backup.path not in keep]
    for path in superfluous:
        path.unlink(missing_ok=True)
        keys_path(path).unlink(missing_ok=True)
    return superfluous


def restore(database: Path, backup: Path, passphrase_or_recovery: str, *, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of a database, and return where what was there has been moved; nothing is deleted.

    Raises:
        StoreError: the backup is damaged or its passphrase wrong, or another program holds the database (in_use);
            nothing has changed then.
    """
    vault = read_vault(backup)
    key = unlock(vault, passphrase_or_recovery, backup)
    require_sound(backup, key)
    lock = InstanceLock(database)
    if not lock.acquire():
        raise StoreError("in_use", path=database)
    try:
        temporary = temporary_name(database)
        with Store(backup, key, read_only=True, lock=None, in_use=False) as source:
            _copy(source, temporary, _last_act(source))
        aside = _move_aside(database, now or datetime.now().astimezone())
        write_vault(database, vault._replace(backup={}))
        move_into_place(temporary, database)
        return aside
    finally:
        lock.release()


def require_sound(path: Path, key: Key) -> None:
    """Open a copy and look through all of it.

    Raises:
        StoreError: it is damaged.
    """
    connection = connect(path, key, read_only=True)
    try:
        with translated(path):
            found = damage(connection)
    finally:
        connection.close()
    if found:
        raise StoreError("damaged", path=path)


def _copy(store: Store, path: Path, last_act: int, cancelled: Callable[[], bool] = lambda: False) -> None:
    """Copy page by page under the same key, into one file without a journal beside it."""
    temporary = temporary_name(path)

    def go_on(*_pages: int) -> None:
        if cancelled():
            raise StoreError("interrupted", path=path)

    try:
        create_private(temporary)
        target = connect(temporary, store.key)
        try:
            with translated(temporary):
                target.set_progress_handler(cancelled, _STEPS_BETWEEN_LOOKS)
                store.conn.backup(target, pages=_PAGES_BETWEEN_LOOKS, progress=go_on)
                target.execute("PRAGMA journal_mode = DELETE")
                copied = target.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
                spoilt = copied < last_act or damage(target)
                go_on()
                if spoilt:
                    raise StoreError("damaged", path=path)
        finally:
            target.close()
        move_into_place(temporary, path)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def _move_aside(database: Path, now: datetime) -> Path | None:
    stamp = now.strftime(_STAMP)
    aside = None
    for suffix in ("", "-wal", "-shm", ".keys"):
        old = database.with_name(database.name + suffix)
        if old.exists():
            kept = old.with_name(f"{database.name}.replaced-{stamp}{suffix}")
            old.replace(kept)
            aside = aside or kept
    return aside


def _free(path: Path) -> Path:
    """Return the path, or one that no backup of the same second has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _last_act(store: Store) -> int:
    found = store.row("SELECT coalesce(max(seq), 0) FROM journal")
    return int(found[0]) if found else 0


def _recorded_act(backup: Path) -> int | None:
    try:
        recorded = read_vault(backup).backup.get("last_act")
    except StoreError:
        return None
    return recorded if isinstance(recorded, int) else None

"""Files that are whole or not there: atomic writing, private to the user, flushed to the disk with their folder."""

import os
import time
from pathlib import Path

from broker_tui.store.errors import StoreError

TEMPORARY = ".tmp-"
"""What stands in the name of every file that is not finished; leftovers of a crash are swept by it."""

_STILL_WRITING_SECONDS = 60


def temporary_name(path: Path) -> Path:
    """Return a name beside `path` for a file that is to become it."""
    return path.with_name(f"{path.name}{TEMPORARY}{os.urandom(4).hex()}")


def create_private(path: Path) -> None:
    """Create an empty file that only the user may read.

    Raises:
        StoreError: the folder cannot be written (read_only), or the disk is full (disk_full).
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise from_system(error, path) from None


def write_private(path: Path, content: bytes) -> None:
    """Write `content` to `path` atomically: after a crash either the old file or the new one is there, whole.

    Raises:
        StoreError: the folder cannot be written (read_only), or the disk is full (disk_full).
    """
    temporary = temporary_name(path)
    try:
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise from_system(error, path) from None


def move_into_place(temporary: Path, path: Path) -> None:
    """Flush a finished file and give it its name.

    Raises:
        StoreError: the folder cannot be written (read_only), or the disk is full (disk_full).
    """
    try:
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise from_system(error, path) from None


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that a name just given survives a power cut; Windows has nothing of the kind."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(path: Path) -> None:
    """Remove what crashes have left half written around a database; only who holds the instance lock may call it.

    Keys and notes are written without the lock, so only what has lain for a while is left over there.
    """
    beside = list(path.parent.glob(f"{path.name}*{TEMPORARY}*"))
    backups = list(path.with_name(path.name + ".backups").glob(f"*{TEMPORARY}*"))
    notes = list(path.with_name(path.name + ".inbox").glob(f"*{TEMPORARY}*"))
    unlocked = {*notes, *(leftover for leftover in beside if ".keys" in leftover.name)}
    for leftover in (*beside, *backups, *notes):
        if leftover.is_file() and (leftover not in unlocked or _age_seconds(leftover) > _STILL_WRITING_SECONDS):
            leftover.unlink(missing_ok=True)


def _age_seconds(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def from_system(error: OSError, path: Path) -> StoreError:
    """Return what an error of the operating system means to the user."""
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}:
        return StoreError("disk_full", path=path)
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return StoreError("read_only", path=path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return StoreError("missing", path=path)
    return StoreError("failed", path=path, reason=errno.errorcode.get(error.errno or 0, type(error).__name__))

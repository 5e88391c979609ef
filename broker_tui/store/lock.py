"""The instance lock: who holds it may write; a second program opens the same file to read."""

import os
import sys
from pathlib import Path
from typing import IO


class InstanceLock:
    """A lock on `<db>.lock` that the operating system lets go of when the program ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._stream: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock; return False when another program holds it.

        Raises:
            OSError: the lock file cannot be made, as in a read-only folder.
        """
        handle = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        stream = os.fdopen(handle, "rb+")
        try:
            _lock(stream)
        except OSError:
            stream.close()
            return False
        self._stream = stream
        return True

    def release(self) -> None:
        """Let go of the lock; the file stays, since removing it would race with the next program."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

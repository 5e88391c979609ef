"""Makes the demo's database in a process of its own, while the screen is still being loaded in the first.

`python -m broker_tui.casework.demo_maker FILE SIZE DAY` prints how many citizens are written, one number a line.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from broker_tui.store.errors import StoreError

if TYPE_CHECKING:
    import subprocess

DEMO_PASSPHRASE: Final = "demo"  # noqa: S105 - it protects made-up people


class Making:
    """A demo that is being made beside this process; where no Python can be started anew, it is made in `wait`.

    Args:
        database: the file to make.
        size: how many citizens.
        today: the day they are seen from.
    """

    def __init__(self, database: Path, size: int, today: date) -> None:
        self._database = database
        self._size = size
        self._today = today
        self._stopped = False
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[str] | None":
        if getattr(sys, "frozen", False) or not sys.executable:
            return None
        # Not at the top: the process that is started here would load it too, and needs it no more.
        import subprocess

        module = "broker_tui.casework.demo_maker"
        arguments = [sys.executable, "-m", module, str(self._database), str(self._size), self._today.isoformat()]
        try:
            return subprocess.Popen(  # noqa: S603 - our own module
                arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        except OSError:
            return None

    def wait(self, progress: Callable[[int, int], None]) -> None:
        """Return once the demo is made, telling of progress; make it here when the other process could not.

        Raises:
            StoreError: it cannot be written, or was stopped (interrupted).
        """
        if self._process is not None:
            with self._process as maker:
                for line in maker.stdout or ():
                    if not self._stopped:
                        progress(int(line), self._size)
            if maker.returncode == 0:
                return
            if self._stopped:
                raise StoreError("interrupted", path=self._database)
            for leftover in self._database.parent.glob(f"{self._database.name}*"):
                leftover.unlink()
        make(self._database, self._size, self._today, progress)

    def stop(self) -> None:
        """Give it up: the user has left before it was done."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()


def make(database: Path, size: int, today: date, progress: Callable[[int, int], None]) -> None:
    """Make the demo's encrypted database.

    Raises:
        StoreError: it cannot be written.
    """
    from broker_tui.casework.demo import make_demo
    from broker_tui.store.store import FAST_KDF, create_store

    store, _ = create_store(database, DEMO_PASSPHRASE, kdf=FAST_KDF)
    with store:
        make_demo(store, size, today, progress=progress)


def main(arguments: list[str]) -> int:
    """Make the demo that the arguments name."""
    import gc

    # It lives for a moment only; the collector would walk through all the classes being imported.
    gc.disable()
    file, size, day = arguments
    make(Path(file), int(size), date.fromisoformat(day), lambda done, _: print(done, flush=True))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Makes the demo's database in a process of its own, while the screen is still being loaded in the first.

`python -m broker_tui.casework.demo_maker FILE SIZE DAY` prints how many citizens are written, one number a line.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

DEMO_PASSPHRASE: Final = "demo"  # noqa: S105 - it protects made-up people


def start_making(database: Path, size: int, today: date) -> "subprocess.Popen[str] | None":
    """Begin to make the demo beside this process; None where a Python cannot be started anew."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return None
    arguments = [sys.executable, "-m", "broker_tui.casework.demo_maker", str(database), str(size), today.isoformat()]
    try:
        return subprocess.Popen(  # noqa: S603 - our own module
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except OSError:
        return None


def await_making(
    maker: "subprocess.Popen[str] | None",
    database: Path,
    size: int,
    today: date,
    progress: Callable[[int, int], None],
) -> None:
    """Wait until the demo is made, telling of progress; make it here when the other process could not.

    Raises:
        StoreError: it cannot be written.
    """
    if maker is not None:
        with maker:
            for line in maker.stdout or ():
                progress(int(line), size)
        if maker.returncode == 0:
            return
        for leftover in database.parent.glob(f"{database.name}*"):
            leftover.unlink()
    make(database, size, today, progress)


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

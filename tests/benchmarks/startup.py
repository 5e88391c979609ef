"""Start-up against a bare Textual program: `python -m tests.benchmarks.startup [--rounds 11]`.

Every round starts all programs once, in turning order, in a real terminal. Printed are the median and the minimum of
each, and the ratios to hello; a goal is met when the ratio of medians or of minima holds. Goals: the unlock screen
at most 1.15 times hello, the demo's first list at most 2 times hello.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests.terminal import Terminal

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
Hello().run()
"""
PASSPHRASE = "fire gule støvler på loftet"
UNLOCK, FIRST_SCREEN = r"Adgangskode til", r"Min uge"


class Start(NamedTuple):
    """One way to start a program; `keys` are pressed once `expect` is seen, and then `then` is waited for."""

    name: str
    command: Sequence[str]
    expect: str
    goal: float | None = None
    keys: tuple[str, ...] = ()
    then: str = ""


def measure(start: Start) -> float:
    """Return milliseconds from exec to the first complete frame that shows `expect`, or from the keys to `then`."""
    with Terminal(start.command) as terminal:
        terminal.wait_for(start.expect)
        since = 0.0
        if start.keys:
            terminal.settle()
            since = terminal.elapsed
            terminal.press(*start.keys)
            terminal.wait_for(start.then)
        terminal.settle(0.1)
        return (terminal.first_seen(start.then or start.expect) - since) * 1000


def starts(folder: Path) -> list[Start]:
    """Return the programs to compare; the database is made in `folder`."""
    from broker_tui.store.store import create_store

    database = folder / "borgere.db"
    store, _ = create_store(database, PASSPHRASE)
    store.close()
    program = [sys.executable, "-m", "broker_tui"]
    return [
        Start("hello", [sys.executable, "-c", HELLO], "Hello, world"),
        Start("unlock screen", [*program, "--db", str(database)], UNLOCK, 1.15),
        Start("demo", [*program, "demo"], FIRST_SCREEN, 2.0),
        Start(
            "Enter to first list",
            [*program, "--db", str(database)],
            UNLOCK,
            keys=(PASSPHRASE, "enter"),
            then=FIRST_SCREEN,
        ),
    ]


def argon2_cost(folder: Path) -> float:
    """Return the milliseconds that opening a database takes without any screen: Argon2id and the first read."""
    import time

    from broker_tui.store.store import open_store

    times = []
    for _ in range(5):
        before = time.perf_counter()
        open_store(folder / "borgere.db", PASSPHRASE).close()
        times.append(time.perf_counter() - before)
    return statistics.median(times) * 1000


def run(rounds: int) -> int:
    """Print the table and return 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = starts(folder)
        times: dict[str, list[float]] = {start.name: [] for start in programs}
        for number in range(rounds + 1):
            for start in programs if number % 2 else reversed(programs):
                took = measure(start)
                if number:  # the first round writes byte code and warms the disk
                    times[start.name].append(took)
        base = times["hello"]
        missed = 0
        print(f"start-up, {rounds} rounds, {date.today():%Y-%m-%d}")  # noqa: DTZ011
        print(f"{'':22}{'median':>8}{'min':>8}{'x hello':>9}{'min x':>8}{'goal':>7}")
        for start in programs:
            own = times[start.name]
            median = statistics.median(own) / statistics.median(base)
            least = min(own) / min(base)
            goal = f"{start.goal:.2f}" if start.goal else ""
            missed += bool(start.goal and min(median, least) > start.goal)
            print(f"{start.name:22}{statistics.median(own):8.0f}{min(own):8.0f}{median:9.2f}{least:8.2f}{goal:>7}")
        print(f"{'open_store alone':22}{argon2_cost(folder):8.0f}")
        return int(missed > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    sys.exit(run(parser.parse_args().rounds))

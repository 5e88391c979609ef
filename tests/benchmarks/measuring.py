"""What the benchmarks of the screen share: a large caseload, what a key costs, a table of ratios and goals."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from broker_tui.casework import demo, demo_cast, demo_draft, demo_plots
from broker_tui.casework.demo import make_demo
from broker_tui.store.migrate import scripts
from broker_tui.store.store import FAST_KDF, create_store
from broker_tui.store.triggers import all_triggers
from tests.terminal import Chunk, Terminal

TODAY: Final = date(2026, 11, 20)
PASSPHRASE: Final = "fart"
FIRST_SCREEN: Final = "Min uge"

QUIET: Final = 0.12
"""Seconds without output after which a key has had all its consequences: the pane follows after 0.06."""

_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
_ASKED, _GRANTED = b"\x1b[?2026$p", "\x1b[?2026;2$y"

Times = dict[str, list[float]]


def caseload(size: int) -> Path:
    """Return a database with the demo's caseload, made once and kept until schema or demo change; `fart` opens it."""
    made_of = [*scripts().values(), *all_triggers().values()]
    made_of += [Path(module.__file__ or "").read_text("utf-8") for module in (demo, demo_cast, demo_draft, demo_plots)]
    mark = sha256("".join(made_of).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"broker-tui-benchmarks-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{size}-{mark}.db"
    if not path.exists():
        for leftover in (*folder.glob(f"{size}-*"), *folder.glob(f"*-{size}-*")):
            leftover.unlink()
        began = time.perf_counter()
        making = path.with_name(f"making-{path.name}")
        store, _ = create_store(making, PASSPHRASE, kdf=FAST_KDF)
        with store:
            make_demo(store, size, TODAY)
        making.with_name(f"{making.name}.keys").rename(path.with_name(f"{path.name}.keys"))
        making.with_name(f"{making.name}.lock").unlink(missing_ok=True)
        making.rename(path)
        seconds, megabytes = time.perf_counter() - began, path.stat().st_size / 1e6
        print(f"made {size} citizens in {seconds:.1f} s, {megabytes:.0f} MB", flush=True)
    return path


def program(database: Path) -> list[str]:
    """Return the command that runs the program on a database, as of the caseload's day."""
    return [sys.executable, "-m", "broker_tui", "--db", str(database), "--today", TODAY.isoformat()]


def stock(*arguments: str) -> list[str]:
    """Return the command of one of the bare Textual programs."""
    return [sys.executable, "-m", "tests.benchmarks.stock", *arguments]


class Cost(NamedTuple):
    """What a key has cost: milliseconds to the first whole frame and to the last, bytes of the first, and frames."""

    first: float
    last: float
    bytes: int
    frames: int


class Session:
    """A program in a terminal that knows synchronised frames, watched while keys are pressed."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._granted = False

    def wait_for(self, pattern: str) -> float:
        """Return the milliseconds from the start to the first whole frame that matches."""
        self.grant()
        self.terminal.wait_for(pattern, 60)
        self.grant()
        return self.terminal.first_seen(pattern) * 1000

    def grant(self) -> None:
        """Say once that this terminal shows frames as a whole."""
        terminal = self.terminal
        while not self._granted and terminal.read(10):
            if _ASKED in terminal.output():
                terminal.press(_GRANTED)
                self._granted = True

    def rest(self) -> None:
        """Wait until the program neither writes nor works."""
        before = -1.0
        while (now := cpu_seconds(self.terminal.process.pid)) - before > 0.02:
            before = now
            self.terminal.settle(0.3)

    def press(self, *keys: str) -> Cost:
        """Press keys at once, and return what they cost once all is quiet again."""
        terminal = self.terminal
        while terminal.read(0.01):
            pass
        seen, before = len(terminal.chunks), terminal.elapsed
        terminal.press(*keys)
        terminal.read(10)
        terminal.settle(QUIET)
        return _cost(terminal, seen, before)

    def until(self, text: str, *keys: str) -> float:
        """Press keys, and return the milliseconds to the first whole frame that shows a text written in one piece.

        Nothing is emulated before all is quiet, so that it does not compete with the program.
        """
        terminal = self.terminal
        terminal.text()
        seen, before = len(terminal.chunks), terminal.elapsed
        terminal.press(*keys)
        wanted = text.encode()
        while wanted not in b"".join(chunk.data for chunk in terminal.chunks[seen:]):
            if not terminal.read(30):
                raise AssertionError(f"never on screen: {text}\n{terminal.text()}")
        terminal.settle(QUIET)
        return (terminal.shown_at(text) - before) * 1000

    def repeat(self, key: str, times: int, each_second: int) -> tuple[float, int]:
        """Hold a key, and return how long after its last repetition all is painted, in milliseconds, and the frames."""
        terminal = self.terminal
        seen = len(terminal.chunks)
        began = terminal.elapsed
        for number in range(times):
            while (left := began + number / each_second - terminal.elapsed) > 0:
                terminal.read(left)
            terminal.press(key)
        last = terminal.elapsed
        terminal.settle(0.045)
        frames = [at for at, _ in _frames(terminal.chunks[seen:])]
        return (frames[-1] - last) * 1000, len(frames)

    def peak_mb(self) -> float:
        """Return the most memory the program has had so far, in MB."""
        status = Path(f"/proc/{self.terminal.process.pid}/status").read_text("ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def quit(self, key: str = "ctrl+q") -> float:
        """Return the milliseconds from the key to the end of the process."""
        before = self.terminal.elapsed
        self.terminal.press(key)
        while self.terminal.process.poll() is None:
            self.terminal.read(0.001)
        return (self.terminal.elapsed - before) * 1000


def _cost(terminal: Terminal, seen: int, before: float) -> Cost:
    frames = list(_frames(terminal.chunks[seen:]))
    if not frames:
        raise AssertionError(f"no frame after a key\n{terminal.text()}")
    return Cost((frames[0][0] - before) * 1000, (frames[-1][0] - before) * 1000, frames[0][1], len(frames))


def _frames(chunks: Sequence[Chunk]) -> Iterator[tuple[float, int]]:
    """Yield when each frame was whole, and its bytes; what is drawn outside of one belongs to the next."""
    gathered = b""
    for chunk in chunks:
        *whole, gathered = (gathered + chunk.data).split(_END)
        for frame in whole:
            if drawn := frame.replace(_BEGIN, b""):
                yield chunk.at, len(drawn)


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Program(NamedTuple):
    """A program to measure: its command and what to do in it, which adds to the times by name."""

    command: Sequence[str]
    play: Callable[[Session, Times], None]
    environ: Mapping[str, str] = {}
    size: tuple[int, int] = (120, 40)


def run_in_turns(programs: Sequence[Program], rounds: int) -> Times:
    """Run each program once a round, in turning order, and return what they have measured; the first round warms up."""
    times: Times = {}
    with tempfile.TemporaryDirectory() as settings:
        environ = {"XDG_CONFIG_HOME": settings, "XDG_STATE_HOME": settings}
        for number in range(rounds + 1):
            for one in programs if number % 2 else list(reversed(programs)):
                with Terminal(one.command, size=one.size, environ={**environ, **one.environ}) as terminal:
                    one.play(Session(terminal), times)
            if not number:
                times.clear()
    return times


class Goal(NamedTuple):
    """A ratio of two measured things, or a plain measure where `floor` is empty, and what it must not exceed."""

    name: str
    own: str
    floor: tuple[str, ...] = ()
    most: float | None = None
    least: float | None = None


def told(goals: Sequence[Goal], times: Times) -> int:
    """Print each goal with medians, minima and ratios, and return how many are missed.

    A ratio is met when that of the medians or that of the minima is: the processor changes its pace at whim.
    """
    missed = 0
    print(f"{'':44}{'median':>9}{'min':>9}{'ratio':>8}{'of min':>8}{'goal':>8}")
    for goal in goals:
        own = times[goal.own]
        median, least = statistics.median(own), min(own)
        ratios = ""
        best = median if goal.least is None else max(own)
        if goal.floor:
            of_medians = median / sum(statistics.median(times[name]) for name in goal.floor)
            of_minima = least / sum(min(times[name]) for name in goal.floor)
            best = min(of_medians, of_minima)
            ratios = f"{of_medians:8.2f}{of_minima:8.2f}"
        wrong = (goal.most is not None and best > goal.most) or (goal.least is not None and best < goal.least)
        missed += wrong
        asked = f"<={goal.most:g}" if goal.most is not None else f">={goal.least:g}" if goal.least is not None else ""
        print(f"{goal.name:44}{median:9.1f}{least:9.1f}{ratios:16}{asked:>8}{'  missed' if wrong else ''}")
    return missed

"""A real terminal for tests and benchmarks: a program in a pty, its output stamped as it comes, its screen by pyte.

Output is only stored while something is waited for; what the screen showed is worked out from it by replaying, so that
the emulation does not compete with the program for the processor.
"""

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import pyte

if sys.platform != "win32":
    import fcntl

ROOT = Path(__file__).resolve().parent.parent

KEYS: Mapping[str, str] = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f6": "\x1b[17~",
    "f8": "\x1b[19~",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
}

_UNWANTED = {
    "NO_COLOR",
    "TMUX",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED",
    "PYTHONPATH",
    "BROKER_TUI_PASSPHRASE",
    "COLUMNS",
    "LINES",
}

_END_OF_FRAME = b"\x1b[?2026l"


class Chunk(NamedTuple):
    """What came in one read; `at` is in seconds since the program was started."""

    at: float
    data: bytes


class Terminal:
    """One program in one terminal; a context manager that ends the program it started."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        environ: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        columns, rows = size
        self.columns, self.rows = columns, rows
        self.chunks: list[Chunk] = []
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._replayed = 0
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._started = time.perf_counter()
        self.process = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=environment(environ or {}),
            start_new_session=True,
        )
        os.close(slave)
        # Unlike `select`, it does not mind how many files are open by now.
        self._ready = select.poll()
        self._ready.register(self._master, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._master)

    @property
    def elapsed(self) -> float:
        """Seconds since the program was started."""
        return time.perf_counter() - self._started

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as it stands."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def read(self, timeout: float) -> bool:
        """Store what comes within `timeout` seconds; False when nothing did or the program has closed its terminal."""
        if not self._ready.poll(max(0.0, timeout) * 1000):
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        if data:
            self.chunks.append(Chunk(self.elapsed, data))
        return bool(data)

    def settle(self, quiet: float = 0.3, limit: float = 30.0) -> None:
        """Store output until nothing has come for `quiet` seconds, at most `limit`."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self.read(quiet):
            pass

    def text(self) -> str:
        """Return the screen as it stands after all output stored so far."""
        for chunk in self.chunks[self._replayed :]:
            self._stream.feed(chunk.data)
        self._replayed = len(self.chunks)
        return "\n".join(self._screen.display)

    def wait_for(self, pattern: str, limit: float = 30.0) -> str:
        """Return the screen once it matches `pattern`.

        Raises:
            AssertionError: it has not within `limit` seconds; the message holds the last screen.
        """
        end = time.perf_counter() + limit
        while not re.search(pattern, self.text()):
            left = end - time.perf_counter()
            if left <= 0 or (not self.read(min(left, 1.0)) and self.process.poll() is not None and not self.read(0)):
                raise AssertionError(f"never on screen: {pattern}\n{self.text()}")
        return self.text()

    def first_seen(self, pattern: str) -> float:
        """Return when the screen first matched `pattern`, in seconds since the start; a frame counts once complete.

        Raises:
            AssertionError: it never has.
        """
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.ByteStream(screen)
        for chunk in self.chunks:
            stream.feed(chunk.data)
            if re.search(pattern, "\n".join(screen.display)):
                return self._completed(chunk)
        raise AssertionError(f"never on screen: {pattern}\n{self.text()}")

    def shown_at(self, pattern: str) -> float:
        """Return when the screen first matched `pattern` in what has come since it was last looked at.

        Raises:
            AssertionError: it has not.
        """
        for place in range(self._replayed, len(self.chunks)):
            chunk = self.chunks[place]
            self._stream.feed(chunk.data)
            self._replayed = place + 1
            if re.search(pattern, "\n".join(self._screen.display)):
                return self._completed(chunk)
        raise AssertionError(f"never on screen: {pattern}\n{self.text()}")

    def _completed(self, seen: Chunk) -> float:
        """Return the time of the first end of a synchronised frame from a chunk on, or the chunk's own."""
        later = (c.at for c in self.chunks if c.at >= seen.at and _END_OF_FRAME in c.data)
        return next(later, seen.at)

    def output(self) -> bytes:
        """Return everything the program has written."""
        return b"".join(chunk.data for chunk in self.chunks)

    def titles(self) -> list[str]:
        """Return every window title the program has set."""
        return [found.decode("utf-8", "replace") for found in re.findall(rb"\x1b\][012];([^\x07\x1b]*)", self.output())]

    def finish(self, limit: float = 30.0) -> int:
        """Return the exit code once the program has ended by itself."""
        end = time.perf_counter() + limit
        while self.read(0.05) or self.process.poll() is None:
            if time.perf_counter() > end:
                raise AssertionError(f"does not end\n{self.text()}")
        return self.process.wait(limit)

    def kill(self) -> None:
        """End the program at once, as a power cut would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a plain modern terminal; what changes start-up or colours is taken out."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **extra}


def main() -> int:
    """Start a command and wait until its first list stands: `python tests/terminal.py broker-tui demo`."""
    with Terminal(sys.argv[1:]) as terminal:
        terminal.wait_for(r"Min uge.*uge \d+")
        terminal.press("ctrl+q")
        return terminal.finish()


if __name__ == "__main__":
    sys.exit(main())

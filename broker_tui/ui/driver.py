"""The terminal driver: Esc is known in 25 ms instead of 110, quitting takes no 200 ms, and a closed terminal ends it.

Textual's input thread looks up only every 0.1 s. This one sleeps exactly as long as the key parser wants, is woken to
stop, and leaves when the terminal is gone rather than spin on it.
"""

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Final

from textual import constants
from textual._parser import ParseError
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

ESCAPE_SECONDS: Final = 0.025
"""How long a lone Esc waits for the rest of a key sequence at the machine itself."""

REMOTE_ESCAPE_SECONDS: Final = 0.06
"""The same over SSH, where a sequence may arrive in pieces."""


class _StopEvent(Event):
    """An event that also makes a file descriptor readable, so that `select` sees it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self._writer = os.pipe()
        os.set_blocking(self.reader, False)

    def set(self) -> None:
        super().set()
        os.write(self._writer, b"\0")

    def clear(self) -> None:
        super().clear()
        try:
            os.read(self.reader, 64)
        except BlockingIOError:
            return


class QuickDriver(LinuxDriver):
    """Textual's Linux and macOS driver with an input thread that never waits longer than it must."""

    def __init__(
        self,
        app: "App[object]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._stop = _StopEvent()
        self.exit_event = self._stop
        if "ESCDELAY" not in os.environ:
            remote = "SSH_CONNECTION" in os.environ
            constants.ESCAPE_DELAY = REMOTE_ESCAPE_SECONDS if remote else ESCAPE_SECONDS  # type: ignore[misc]

    def run_input_thread(self) -> None:
        """Read keys until told to stop or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._stop.reader, selectors.EVENT_READ)
            while not self._stop.is_set():
                until = parser._timeout_time  # noqa: SLF001 - the only place that knows how long a lone Esc may wait
                ready = {key.fd for key, _ in selector.select(None if until is None else max(0.0, until - get_time()))}
                if self.fileno in ready and not self._read(parser, decode):
                    self._app.call_later(self._app.exit)
                    break
                for event in parser.tick():
                    self.process_message(event)
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            return

    def _read(self, parser: XTermParser, decode: Callable[[bytes], str]) -> bool:
        """Pass on what was typed; False when the terminal is gone."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            return False
        if not data:
            return False
        if text := decode(data):
            for event in parser.feed(text):
                self.process_message(event)
        return True

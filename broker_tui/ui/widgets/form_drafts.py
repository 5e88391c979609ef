"""When a draft is saved: shortly after the last key, and never later than a few seconds after the first."""

from collections.abc import Callable
from time import monotonic
from typing import Final

QUIET_SECONDS: Final = 0.8
"""A pause in typing this long saves the draft."""

LATEST_SECONDS: Final = 5.0
"""However one types, no text is unsaved for longer."""


class DraftKeeper:
    """Decides when a draft is written.

    Args:
        write: writes what stands in the form now.
        later: calls a function after some seconds, once.
        clock: the time in seconds.
    """

    def __init__(
        self,
        write: Callable[[], None],
        later: Callable[[float, Callable[[], None]], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._write = write
        self._later = later
        self._clock = clock
        self._first: float | None = None
        self._last = 0.0
        self._waiting = False

    @property
    def pending(self) -> bool:
        """Whether something has been typed that no draft holds yet."""
        return self._first is not None

    def touch(self) -> None:
        """Take note that something was entered; costs next to nothing."""
        self._last = self._clock()
        if self._first is None:
            self._first = self._last
        if not self._waiting:
            self._waiting = True
            self._later(QUIET_SECONDS, self._look)

    def flush(self) -> None:
        """Write at once what is not written yet."""
        if self._first is not None:
            self._first = None
            self._write()

    def forget(self) -> None:
        """Leave what was typed unwritten: it has been saved, or is not wanted."""
        self._first = None

    def _look(self) -> None:
        self._waiting = False
        if self._first is None:
            return
        wait = min(self._last + QUIET_SECONDS, self._first + LATEST_SECONDS) - self._clock()
        if wait <= 0:
            self.flush()
        else:
            self._waiting = True
            self._later(wait, self._look)

"""The idle lock: when nobody has touched the keys for a while, the program saves, closes and starts itself anew.

A fresh process is the only one that remembers nothing (storage notes: after closing, health notes were still found a
thousand times in memory; after exec none). What is handed over is a screen's name and ids, through the environment.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple, Self

from broker_tui.ui.terminal import LOCKED


def clock() -> float:
    """Return seconds that go on while the machine sleeps, so that a closed lid counts as being away."""
    source = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if source is None else time.clock_gettime(source)


class IdleClock:
    """How long ago somebody touched the keys.

    Args:
        minutes: the limit; 0 means never.
        now: seconds, always growing.
    """

    def __init__(self, minutes: int, now: Callable[[], float] = clock) -> None:
        self.minutes = minutes
        self._now = now
        self._last = now()

    @property
    def left(self) -> float:
        """Seconds until the limit, at least 0; infinite when there is none."""
        if self.minutes <= 0:
            return float("inf")
        return max(self._last + 60.0 * self.minutes - self._now(), 0.0)

    @property
    def expired(self) -> bool:
        """Whether nobody has been there for the whole time."""
        return self.left <= 0.0

    def touch(self) -> None:
        """Note that somebody is there; one who comes back too late is not noticed and finds it locked."""
        if not self.expired:
            self._last = self._now()


class Resume(NamedTuple):
    """Where to go on after unlocking.

    Attributes:
        view: the name of the view that was shown.
        citizen_id: the citizen whose page was open, if one was.
        idle_minutes: the idle time that locked it; 0 when it was locked by hand.
    """

    view: str = ""
    citizen_id: str = ""
    idle_minutes: int = 0

    def into(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return an environment that carries this to the fresh process, without the passphrase an earlier one held."""
        kept = {name: value for name, value in environ.items() if name != "BROKER_TUI_PASSPHRASE"}
        return {**kept, LOCKED: json.dumps(self._asdict())}

    @classmethod
    def out_of(cls, environ: Mapping[str, str]) -> Self | None:
        """Return what was handed over; None when the program was not locked before."""
        text = environ.get(LOCKED)
        if text is None:
            return None
        try:
            held = json.loads(text)
            return cls(str(held["view"]), str(held["citizen_id"]), int(held["idle_minutes"]))
        except (ValueError, KeyError, TypeError):
            return cls()

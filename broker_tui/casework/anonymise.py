"""The anonymised set: every case without what could tell whose it is, for evaluation and for testing."""

import json
import secrets
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from broker_tui.casework.desk import Desk
from broker_tui.domain.anonymous import (
    FEWEST,
    MOST_WEEKS,
    Likeness,
    anonymous,
    coarsened,
    likeness,
    rare_values,
)

SCHEMA: Final = "broker_tui.anonymous/1"

Progress = Callable[[int, int], None]
"""Told now and then how many cases are done, and how many there are; each is read twice."""


@dataclass(frozen=True)
class AnonymousSet:
    """What has been written: how many citizens, how many of them more coarsely described, and how many left out."""

    written: int
    coarser: int
    left_out: int


@dataclass(frozen=True)
class _Known:
    """What the first reading says of everybody together."""

    exact: Mapping[str, Likeness]
    told: Mapping[str, Likeness | None]
    common: frozenset[tuple[str, str, Hashable]]


def write_anonymous(
    desk: Desk,
    path: Path,
    about: str,
    *,
    chance: Random | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AnonymousSet:
    """Write all cases without what could tell whose they are, readable by the user alone; nobody keeps the key.

    Args:
        desk: whose store is read; in a thread of its own it needs a connection of its own.
        path: the file, which is replaced.
        about: what has been done, in words, for who opens it.
        chance: where order and moves come from; the system's own randomness when None.
        progress: told of each hundred cases.
        cancelled: asked between two cases.

    Raises:
        Stopped: the user has cancelled; nothing was written.
        OSError: the file cannot be written; an older one is left as it was.
    """
    from broker_tui.exchange.lists import replacing
    from broker_tui.store.cases import read_cases
    from broker_tui.store.names import citizen_names

    chance = chance or secrets.SystemRandom()
    ids = sorted(citizen_names(desk.store, None))
    chance.shuffle(ids)
    turn = _Turn(2 * len(ids), progress, cancelled)
    known = _know(desk, ids, turn)
    kept = [citizen_id for citizen_id in ids if known.told[citizen_id] is not None]
    turn.skip(len(ids) - len(kept))
    with replacing(path) as stream:
        head = {"schema": SCHEMA, "about": about, "fewest": FEWEST, "moved_weeks_at_most": MOST_WEEKS}
        stream.write(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"citizens": [\n')
        for number, (citizen_id, case) in enumerate(read_cases(desk.store, kept)):
            turn.take()
            like = known.told[citizen_id]
            if like is not None:
                weeks = chance.randint(-MOST_WEEKS, MOST_WEEKS)
                told = {"number": number + 1, **anonymous(case, like, weeks, known.common)}
                stream.write((",\n" if number else "") + json.dumps(told, ensure_ascii=False))
        stream.write("\n]}\n")
    coarser = sum(known.told[one] != known.exact[one] for one in kept)
    return AnonymousSet(len(kept), coarser, len(ids) - len(kept))


def _know(desk: Desk, ids: list[str], turn: "_Turn") -> _Known:
    from broker_tui.store.cases import read_cases

    exact: dict[str, Likeness] = {}
    rare: dict[str, list[tuple[str, str, Hashable]]] = {}
    for citizen_id, case in read_cases(desk.store, ids):
        turn.take()
        exact[citizen_id], rare[citizen_id] = likeness(case, desk.today), list(rare_values(case))
    told = coarsened(exact)
    held = Counter(value for one, values in rare.items() if told[one] is not None for value in values)
    return _Known(exact, told, frozenset(value for value, persons in held.items() if persons >= FEWEST))


class _Turn:
    """Counts the cases read, tells of them, and asks whether to go on."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Callable[[], bool]) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def skip(self, count: int) -> None:
        self._done += count

    def take(self) -> None:
        """Count one more case.

        Raises:
            Stopped: the user has cancelled.
        """
        from broker_tui.exchange.errors import Stopped

        if self._cancelled():
            raise Stopped
        self._done += 1
        if self._progress is not None and not self._done % 100:
            self._progress(self._done, self._total)

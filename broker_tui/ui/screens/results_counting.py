"""Counting for the screen: few citizens at once, many in a thread; what was counted is kept until a case changes."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.worker import Worker, get_current_worker

from broker_tui.domain.codes_results import MonthStatus
from broker_tui.store.errors import StoreError
from broker_tui.ui.judging import AT_ONCE, SWITCH_SECONDS
from broker_tui.ui.screens.listing import ListScreen
from broker_tui.ui.warming import made_to_stay

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk
    from broker_tui.casework.results import Results

KEPT: Final = 4
"""So many results are kept, those asked for last."""


class Asked(NamedTuple):
    """What is asked for: whose results, and measured when."""

    broker_id: str | None = None
    municipality: str | None = None
    edition: str | None = None
    status: MonthStatus | None = None


class Counting(ListScreen):
    """A view that counts; `results` is what is counted so far of what is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.results: Results | None = None
        self._kept: dict[Asked, Results] = {}
        self._counting: Worker[None] | None = None
        self._counts: Asked | None = None
        self._showing: Asked | None = None
        self._again = False

    @property
    def is_counting(self) -> bool:
        """Whether something is being counted."""
        return self._counts is not None

    def asked(self) -> Asked:
        """Return what is asked for now."""
        raise NotImplementedError

    def counted(self) -> None:
        """Show `results`, which has grown or is another."""
        raise NotImplementedError

    def forget_results(self) -> None:
        """Count anew when next asked."""
        self._kept.clear()
        self.stop_counting()

    def stop_counting(self) -> None:
        """Break off what is being counted."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._counts = None

    def count_results(self) -> None:
        """Count what is asked for, unless it has been counted or is being counted already."""
        from broker_tui.store.names import count_citizens

        asked = self.asked()
        if asked == self._counts:
            return
        self.stop_counting()
        kept = self._kept.get(asked)
        if kept is not None:
            self._take(asked, kept)
        elif count_citizens(self.desk.store) <= AT_ONCE:
            self._take(asked, _read(self.desk, asked))
        else:
            # What was counted before a case changed stays on the screen until all of it is counted anew.
            self._again = self.results is not None and self.results.complete and asked == self._showing
            self._counts = asked
            if not self._again:
                self.results = None
            self.counted()
            self._counting = self.run_worker(lambda: self._count(asked), group="results", thread=True)

    def _count(self, asked: Asked) -> None:
        """Count in a thread, on a connection of its own."""
        worker = get_current_worker()
        # The keyboard gets its turn ten times as often as Python would give it while this thread works.
        sys.setswitchinterval(SWITCH_SECONDS)

        def take(results: "Results") -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._take_of, worker, asked, results)

        def broken_off() -> bool:
            return worker.is_cancelled or not self.app.is_running

        try:
            with made_to_stay(), self.desk.store.another(in_passing=True, until=broken_off) as store:
                results = _read(replace(self.desk, store=store), asked, take, broken_off)
        except StoreError:
            if broken_off():
                return
            raise
        if results.complete:
            take(results)

    def _take_of(self, worker: "Worker[None]", asked: Asked, results: "Results") -> None:
        """Show what a thread has counted, unless it was broken off meanwhile."""
        if worker is self._counting and (results.complete or not self._again):
            self._take(asked, results)

    def _take(self, asked: Asked, results: "Results") -> None:
        """Show what is counted, and keep it once it is whole."""
        self.results, self._showing = results, asked
        if results.complete:
            self._counting = self._counts = None
            self._kept.pop(asked, None)
            self._kept[asked] = results
            for old in [*self._kept][:-KEPT]:
                del self._kept[old]
        self.counted()


def _read(
    desk: "Desk",
    asked: Asked,
    progress: "Callable[[Results], None] | None" = None,
    cancelled: Callable[[], bool] | None = None,
) -> "Results":
    from broker_tui.casework.results import ResultScope, read_results

    return read_results(
        desk,
        ResultScope(asked.broker_id, asked.municipality, asked.edition),
        status=asked.status,
        indicators=True,
        progress=progress,
        cancelled=cancelled,
    )

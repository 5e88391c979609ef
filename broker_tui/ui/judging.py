"""Judging the caseload for the screens: the user's own citizens at once, everybody else in the background."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.worker import Worker, get_current_worker

from broker_tui.ui.base import Judged
from broker_tui.ui.office import Office
from broker_tui.ui.warming import made_to_stay, wait_until_loaded

if TYPE_CHECKING:
    from datetime import date

    from broker_tui.casework.desk import Desk
    from broker_tui.casework.overview import Overview

AT_ONCE: Final = 400
"""Citizens judged before the first list is shown; a broker has about forty."""

SWITCH_SECONDS: Final = 0.0005
"""How long the thread that judges may keep the interpreter while a key waits."""

PAINT_SECONDS: Final = 0.5
LOAD_SECONDS: Final = 5.0
"""How long work in the background waits at most for the first list, and for what the first keys need."""

TELL_SECONDS: Final = 0.5
"""How often the screens hear of progress."""


class Judging(Office):
    """An app that keeps the day's judgement.

    Attributes:
        mine: the user's own citizens; all of them when nobody is assigned to her.
        is_mine: whether `mine` are hers.
        everyone: whether the views show all citizens rather than hers.
        broker_name: the user's name; empty while the database does not know her.
    """

    mine: list[str]
    is_mine: bool = False
    everyone: bool = False
    broker_name: str = ""
    _judge_worker: "Worker[None] | None" = None
    _told: float = 0.0

    def __init__(self, desk: "Desk | None", today: "date | None") -> None:
        super().__init__(desk, today)
        self._listed = Event()

    def list_is_shown(self) -> None:
        """Let the work in the background begin."""
        self._listed.set()

    def wait_for_list(self) -> None:
        """Leave the processor to the first list until it is on the screen; for a thread."""
        self._listed.wait(PAINT_SECONDS)

    def judge(self) -> None:
        """Judge the user's own citizens now and everybody else in the background."""
        from broker_tui.casework.overview import judge_caseload

        if self._judge_worker is not None:
            self._judge_worker.cancel()
        self._read_mine()
        self.judged_all = False
        self.overview = judge_caseload(self.desk, self.mine[:AT_ONCE])
        self._judge_worker = self.run_worker(
            self._judge_rest, name="judge", group="judge", exit_on_error=False, thread=True
        )

    def scope(self) -> list[str] | None:
        """Return whom the views show: the user's own citizens, or None for everyone."""
        return None if self.everyone or not self.is_mine else self.mine

    def case_changed(self, citizen_ids: Iterable[str] | None) -> None:
        """Keep the list of the user's own citizens, judge anew, and tell every open screen."""
        concerned = None if citizen_ids is None else list(citizen_ids)
        if concerned and self.has_desk and self.overview is not None:
            self._follow_assignments(concerned)
        super().case_changed(concerned)

    def _read_mine(self) -> None:
        from broker_tui.store.caseload import caseload_rows
        from broker_tui.store.caseload_ids import CaseloadFilter, caseload_ids

        desk = self.desk
        hers = caseload_ids(desk.store, desk.today, CaseloadFilter(broker_id=desk.who)) if desk.who else []
        self.is_mine = bool(hers)
        self.mine = hers or caseload_ids(desk.store, desk.today)
        self.broker_name = next((row.broker_name or "" for row in caseload_rows(desk.store, hers[:1], desk.today)), "")

    def _follow_assignments(self, concerned: list[str]) -> None:
        from broker_tui.store.caseload import caseload_rows

        rows = {row.id: row for row in caseload_rows(self.desk.store, concerned, self.desk.today)}
        for citizen_id in concerned:
            row = rows.get(citizen_id)
            hers = row is not None and row.exited_on is None and (not self.is_mine or row.broker_id == self.desk.who)
            if hers and citizen_id not in self.mine:
                self.mine.append(citizen_id)
            elif not hers and citizen_id in self.mine:
                self.mine.remove(citizen_id)

    def _judge_rest(self) -> None:
        """Judge everybody on a connection of this thread's own; parts go to the screen's thread."""
        from broker_tui.casework.overview import judge_caseload
        from broker_tui.store.caseload_ids import CaseloadFilter, caseload_ids

        worker = get_current_worker()
        self.wait_for_list()
        wait_until_loaded(LOAD_SECONDS)
        judged = set(self.mine[:AT_ONCE])
        # The keyboard gets its turn ten times as often as Python would give it while this thread works.
        sys.setswitchinterval(SWITCH_SECONDS)
        with self.desk.store.another(in_passing=True) as store:
            desk = replace(self.desk, store=store)
            everyone = caseload_ids(store, desk.today, CaseloadFilter(exited=None))
            # Asked for by name, they are read a part at a time, and leaving need not wait for the last; in the order
            # of their ids, in which the indexes lie, every page of the file is met once.
            rest = sorted(one for one in everyone if one not in judged)
            with made_to_stay() if len(rest) > AT_ONCE else nullcontext():
                judge_caseload(
                    desk,
                    rest,
                    progress=lambda part: self.call_from_thread(self._take, part),
                    cancelled=lambda: worker.is_cancelled or not self.is_running,
                )
        if not worker.is_cancelled:
            self.call_from_thread(self._judged_everyone)

    def _take(self, part: "Overview") -> None:
        """Add what has been judged; what an act has judged since is newer and stays."""
        if self.overview is None or part.today != self.overview.today:
            return
        self.overview.add_unknown(part)
        if monotonic() - self._told > TELL_SECONDS:
            self._told = monotonic()
            self.tell(Judged())

    def _judged_everyone(self) -> None:
        self.judged_all = True
        self.tell(Judged())

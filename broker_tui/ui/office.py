"""The app's working half: the open desk, its judgement, and the one way through which screens act and undo."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.worker import Worker, WorkerState

from broker_tui.domain.finding import Problem
from broker_tui.i18n import Words
from broker_tui.ui import crash
from broker_tui.ui.base import CaseChanged, Judged
from broker_tui.ui.keymap import shown_key
from broker_tui.ui.text import Signs
from broker_tui.ui.widgets.lines import Foot

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from broker_tui.casework.desk import Desk, Done, Refused
    from broker_tui.casework.overview import Overview
    from broker_tui.casework.undoing import Undone

MESSAGE_SECONDS: Final = 8.0
"""How long a message stays on the bottom rule."""

CLOCK_SECONDS: Final = 30.0
"""How often the program looks whether a new day has begun."""


class Office(App[None], inherit_bindings=False):
    """An app with an open database.

    Attributes:
        words: the catalogue in the language in force.
        signs: the signs this terminal can show.
        overview: what the rules say today; every list, badge and count reads it.
        judged_all: whether the whole caseload has been judged, or so far the user's own citizens only.
    """

    words: Words
    signs: Signs
    demo: bool = False

    def __init__(self, desk: "Desk | None", today: date | None) -> None:
        super().__init__()
        self.overview: Overview | None = None
        self.judged_all = False
        self._desk = desk
        self._fixed_today = today
        self._message_timer: Timer | None = None

    @property
    def desk(self) -> "Desk":
        """The open database, its user and today.

        Raises:
            LookupError: no database is open.
        """
        if self._desk is None:
            raise LookupError("no database is open")
        return self._desk

    @property
    def today(self) -> date:
        """The day to judge by: the one given at the start, or the calendar's."""
        return self._fixed_today or date.today()  # noqa: DTZ011 - a broker's day is the local one

    @property
    def has_desk(self) -> bool:
        """Whether a database is open."""
        return self._desk is not None

    def say(self, text: str, tone: str = "strong", *, sign: str = "") -> None:
        """Show a sentence on the bottom rule of every open screen, for a while."""
        spans = ((f"{sign} ", tone), (text, tone)) if sign else ((text, tone),)
        feet = [foot for screen in self.screen_stack for foot in screen.query(Foot)]
        for foot in feet:
            foot.say(spans)
        if not feet:
            self.notify(text, markup=False, timeout=MESSAGE_SECONDS)
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE_SECONDS, self._hush)

    def _hush(self) -> None:
        for screen in self.screen_stack:
            for foot in screen.query(Foot):
                foot.say(())

    def said_problem(self, problem: Problem) -> str:
        """Return a problem in words."""
        return self.words(f"problem.{problem.code}", **dict(problem.params))

    def report(self, error: BaseException) -> None:
        """Tell the user of a failure, in the catalogue's words; what is not known is noted by kind and place."""
        from broker_tui.casework.desk import Refused
        from broker_tui.store.errors import StoreError

        if isinstance(error, Refused):
            self.say(self.said_problem(error.problems[0]), "overdue", sign=self.signs.overdue)
        elif isinstance(error, StoreError):
            self.say(self.words(f"error.{error.code}", **error.params), "overdue", sign=self.signs.overdue)
        else:
            crash.note(error)
            self.say(self.words("ui.failed"), "overdue", sign=self.signs.overdue)

    def perform(
        self, act: "Callable[[Desk], Done]", *, refused: "Callable[[Refused], None] | None" = None
    ) -> "Done | None":
        """Run an act; on success refresh what depends on it and offer undo, else say why not.

        Args:
            act: the act, called with the desk.
            refused: takes a refusal, such as a form that marks its fields; by default it is said in words.

        Returns:
            What was done, None when nothing was.
        """
        from broker_tui.casework.desk import Refused
        from broker_tui.store.errors import StoreError
        from broker_tui.store.journal import last_change

        try:
            before = last_change(self.desk.store)
            done = act(self.desk)
            changed = last_change(self.desk.store) != before
        except Refused as refusal:
            if refused is None:
                self.report(refusal)
            else:
                refused(refusal)
            return None
        except StoreError as error:
            self.report(error)
            return None
        self.case_changed(None if done.citizen_id is None else [done.citizen_id])
        if done.warnings:
            said = " ".join(self.said_problem(problem) for problem in done.warnings)
            self.say(said, "due", sign=self.signs.warning)
        elif not changed:
            # Undo would take back something else.
            self.say(self.words("ui.unchanged"), "muted")
        else:
            undo = self.words("ui.saved_undo", key=self.key_of("undo"))
            self.say(undo, "ready", sign=self.signs.ready)
        return done

    def key_of(self, command_id: str) -> str:
        """Return the key of a command as it is shown, the user's own where she has chosen one."""
        from broker_tui.ui.commands import BY_ID

        keys = self._keymap.get(command_id, BY_ID[command_id].keys)
        return shown_key(keys.split(",")[0].strip())

    def case_changed(self, citizen_ids: Iterable[str] | None) -> None:
        """Judge citizens anew and tell every open screen; None stands for anyone."""
        concerned = None if citizen_ids is None else frozenset(citizen_ids)
        if self.overview is not None and self.has_desk:
            if concerned is None:
                self.judge()
            else:
                self.overview.refresh(self.desk, concerned)
        self.tell(CaseChanged(concerned))

    def tell(self, message: CaseChanged | Judged) -> None:
        """Send a message to every open screen, those behind included."""
        for screen in self.open_screens():
            screen.post_message(message)

    def open_screens(self) -> "list[Screen[object]]":
        """Return every screen that is alive."""
        return list(self.screen_stack)

    def judge(self) -> None:
        """Judge the user's own citizens now and everybody else in the background."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Undo the user's last act and say what it was."""
        from broker_tui.casework.undoing import undo

        self._turn_back(undo, "ui.undone", "ui.nothing_to_undo")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        from broker_tui.casework.undoing import redo

        self._turn_back(redo, "ui.redone", "ui.nothing_to_redo")

    def _turn_back(self, move: "Callable[[Desk], Undone]", said: str, nothing: str) -> None:
        from broker_tui.store.errors import StoreError

        try:
            done = move(self.desk)
        except StoreError as error:
            if error.code in {"nothing_to_undo", "nothing_to_redo"}:
                self.say(self.words(nothing), "muted")
            else:
                self.report(error)
            return
        self.case_changed(None if done.citizen_id is None else [done.citizen_id])
        self.say(self.words(said, act=self.words(f"act.{done.code}", **done.params)), "strong")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell the user of a worker of the app that failed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.report(event.worker.error)

    def follow_calendar(self) -> None:
        """Begin a new day when the calendar has: everything is judged anew."""
        today = self.today
        if self._desk is not None and self._desk.today != today:
            self._desk = replace(self._desk, today=today)
            self.case_changed(None)

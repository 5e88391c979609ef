"""Locking: an app that knows whether anybody is there, and what to do once its screen is gone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from broker_tui.ui.commands import BY_ID
from broker_tui.ui.idle import IdleClock, Resume
from broker_tui.ui.waiting import Waiting

if TYPE_CHECKING:
    from textual.timer import Timer

    from broker_tui.casework.desk import Desk
    from broker_tui.config.settings import Settings

DEMO = "demo"
LOCK = "lock"
LOOK_SECONDS = 30.0


class Locking(Waiting):
    """An app that locks itself when nobody has touched it for a while.

    Attributes:
        errand: what `run` does once the screen is given back: "demo", "lock" or nothing.
        resume: where to go on after unlocking.
    """

    settings: "Settings"
    errand: str = ""
    resume: Resume = Resume()
    _idle: IdleClock | None = None
    _idle_timer: "Timer | None" = None

    def watch_idle(self, minutes: int) -> None:
        """Begin to count; 0 minutes never lock, and the demo has nothing to hide."""
        if self._idle_timer is not None:
            self._idle_timer.stop()
            self._idle_timer = None
        self._idle = None
        if minutes > 0 and not self.demo:
            self._idle = IdleClock(minutes)
            self._look_again()

    def begin(self, desk: "Desk") -> None:
        """Go on with a database that has just been opened, where the user was before it was locked."""
        self.opened(desk, demo=self.demo)
        self.watch_idle(self.settings.idle_lock_minutes)
        if f"view.{self.resume.view}" in BY_ID:
            self.action_view(self.resume.view)
        if self.resume.citizen_id:
            self.open_citizen(self.resume.citizen_id)
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        """Say what is special about this time, once there is a line to say it on."""
        store = self.desk.store
        if store.read_only:
            key = "read_only" if store.in_use else "read_only_disk"
            self.say(self.words(f"start.unlock.{key}"), "due", sign=self.signs.warning)
        else:
            self.announce()

    def opened(self, desk: "Desk", *, demo: bool = False) -> None:
        """Show the first list of an open database."""
        raise NotImplementedError

    open_citizen: Callable[..., None]

    def action_view(self, name: str) -> None:
        """Show a view."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; a key that comes too late locks instead of doing anything."""
        if self._idle is not None and isinstance(event, events.Key | events.MouseEvent | events.Paste):
            if self._idle.expired:
                self._lock(self._idle.minutes)
                return
            self._idle.touch()
        await super().on_event(event)

    def _look_again(self) -> None:
        """Look whether the limit is reached; no timer runs while a machine sleeps, so the looks are not far apart."""
        if self._idle is None:
            return
        if self._idle.expired:
            self._lock(self._idle.minutes)
        else:
            self._idle_timer = self.set_timer(min(self._idle.left, LOOK_SECONDS), self._look_again)

    def action_lock(self) -> None:
        """Lock now."""
        if self.demo:
            self.say(self.words("start.unlock.demo_locked"), "muted")
        elif self.has_desk:
            self._lock(0)

    def action_show_demo(self) -> None:
        """Leave for the demo."""
        self.errand = DEMO
        self.exit()

    def _lock(self, idle_minutes: int) -> None:
        """Keep what is being written, note where to go on, and end; `run` starts a fresh process."""
        self._idle = None
        for screen in self.open_screens():
            keep = getattr(screen, "keep_draft", None)
            if keep is not None:
                keep()
        self.resume = self.place()._replace(idle_minutes=idle_minutes)
        self.errand = LOCK
        self.exit()

    def place(self) -> Resume:
        """Return where the user is: the view, and the citizen whose page lies over it."""
        view = citizen_id = ""
        for screen in self.screen_stack:
            if name := getattr(screen, "VIEW_NAME", ""):
                view = name
            else:
                citizen_id = getattr(screen, "citizen_id", "") or citizen_id
        return Resume(str(view), str(citizen_id))

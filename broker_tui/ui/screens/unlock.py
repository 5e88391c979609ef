"""The first paint: the passphrase is asked for while everything else is still being loaded."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from broker_tui.store.errors import StoreError
from broker_tui.ui.idle import Resume
from broker_tui.ui.screens.start import StartField, StartScreen
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk


_LOW = 20
"""Terminals with fewer lines get no air above."""


class UnlockScreen(StartScreen):
    """Asks for the passphrase and opens the database.

    Args:
        database: the file to open.
        resume: what was shown before the program was locked.
        trouble: why opening has failed already, with a passphrase given at the start.
    """

    PLACES = ("unlock",)

    def __init__(self, database: Path, resume: Resume | None = None, trouble: StoreError | None = None) -> None:
        super().__init__()
        self.database = database
        self._resume = resume
        self._trouble = trouble

    def compose(self) -> Iterator[Widget]:
        """Lay out name, field, answer and keys: few widgets, since the first paint waits for them."""
        label = self.words("start.unlock.label", file=self.database.name)
        air = () if self.house.size.height < _LOW else (("", ""),) * 3
        yield Prose(*air, *self.brand_lines(), ("", ""), (label, ""), id="above")
        yield StartField(name="passphrase", secret=True)
        yield Prose(id="answer")
        yield Foot(id="foot")

    def on_mount(self) -> None:
        """Put the cursor in the field; load the rest once this is on the screen."""
        self.query_one(StartField).focus(scroll_visible=False)
        if self._trouble:
            self.answer_error(self._trouble)
        elif self._resume:
            minutes = self._resume.idle_minutes
            self.answer(self.words(f"start.unlock.{'idle' if minutes else 'locked'}", minutes=minutes))
        self.warm_later()

    def help_lines(self) -> list[Spans]:
        """Return what to do when the passphrase is forgotten."""
        return [((self.words("start.unlock.forgotten"), ""),)]

    def action_forgotten(self) -> None:
        """Explain the recovery code, which the same field takes."""
        self.answer(self.words("start.unlock.forgotten"), "")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.busy:
            return
        if not event.value.strip():
            self.answer(self.words("start.unlock.empty"))
            return
        self.busy = True
        self.answer(self.words("start.unlock.opening"))
        self.run_worker(partial(self._open, event.value), thread=True, exclusive=True)

    def _open(self, secret: str) -> None:
        """Open the database, in a worker thread: Argon2id alone takes a third of a second."""
        from broker_tui.ui.warming import warm_first_list

        warm_first_list()
        from broker_tui.casework.opening import open_desk

        try:
            desk = open_desk(self.database, secret, self.house.today)
        except StoreError as error:
            self.app.call_from_thread(self._refuse, error)
        else:
            self.app.call_from_thread(self._opened, desk)

    def _opened(self, desk: "Desk") -> None:
        self.query_one(StartField).value = ""
        self.house.begin(desk)

    def _refuse(self, error: StoreError) -> None:
        self.busy = False
        field = self.query_one(StartField)
        field.value = ""
        field.focus(scroll_visible=False)
        self.answer_error(error)

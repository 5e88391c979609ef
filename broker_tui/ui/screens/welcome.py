"""The very first start: what this is, whose it is, and a passphrase."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from broker_tui.domain.passphrase import MINIMUM_LENGTH, Strength, strength
from broker_tui.store.errors import StoreError
from broker_tui.ui.screens.start import StartField, StartScreen
from broker_tui.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk

FIELDS: Final = ("name", "passphrase", "again")
_TONES: Final = {
    Strength.TOO_SHORT: "muted",
    Strength.WEAK: "warning",
    Strength.FAIR: "accent",
    Strength.STRONG: "ready",
}


class WelcomeScreen(StartScreen):
    """Asks for name and passphrase and makes the database."""

    PLACES = ("welcome",)

    def __init__(self, database: Path) -> None:
        super().__init__()
        self.database = database

    def column(self) -> Iterator[Widget]:
        """Lay out what this is, the three fields with a hint each, and the answer."""
        words = self.words
        yield self.brand()
        yield Prose((words("start.welcome.lead"), ""), id="lead")
        for name in FIELDS:
            field = StartField(name=name, secret=name != "name")
            yield from self.labelled(words(f"start.welcome.{name}"), field, words(f"start.welcome.{name}_help"))
        yield Prose((words("start.welcome.file", file=str(self.database)), "muted"), id="answer")

    def on_mount(self) -> None:
        """Put the cursor in the first field; load the rest once this is on the screen."""
        self.query_one("#name", Input).focus(scroll_visible=False)
        self.warm_later()

    @on(Input.Changed, "#passphrase")
    def _judge_passphrase(self, event: Input.Changed) -> None:
        hint = self.query_one("#passphrase-hint", Prose)
        if not event.value:
            hint.show((self.words("start.welcome.passphrase_help"), "muted"))
            return
        found = strength(event.value)
        filled = list(Strength).index(found) + 1
        bar = self.signs.bar_full * filled + self.signs.bar_rest * (len(Strength) - filled)
        hint.show((f"{bar}  {self.words(f'start.welcome.strength.{found.value}', n=MINIMUM_LENGTH)}", _TONES[found]))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.busy:
            return
        values = {name: self.query_one(f"#{name}", Input).value for name in FIELDS}
        missing = _missing(values)
        here = FIELDS.index(str(event.input.id))
        if missing is not None and FIELDS.index(missing) > here:
            self.query_one(f"#{FIELDS[here + 1]}", Input).focus()
        elif missing is not None:
            self.answer_warning(self.words(f"start.welcome.missing.{missing}", n=MINIMUM_LENGTH))
            self.query_one(f"#{missing}", Input).focus()
        else:
            self.busy = True
            self.answer(self.words("start.welcome.creating"))
            self.run_worker(partial(self._create, values["name"].strip(), values["passphrase"]), thread=True)

    def _create(self, name: str, passphrase: str) -> None:
        """Make the database, in a worker thread."""
        from broker_tui.ui.warming import warm_first_act

        warm_first_act()
        from broker_tui.casework.opening import create_desk

        try:
            desk, code = create_desk(self.database, passphrase, name, self.house.today)
        except StoreError as error:
            self.app.call_from_thread(self._refuse, error)
        else:
            self.app.call_from_thread(self._created, desk, code, name)

    def _created(self, desk: "Desk", code: str, name: str) -> None:
        from broker_tui.ui.screens.beginning import BeginningScreen
        from broker_tui.ui.screens.recovery import RecoveryScreen

        def kept() -> None:
            self.house.switch_screen(BeginningScreen(desk, name))

        for field in FIELDS:
            self.query_one(f"#{field}", Input).value = ""
        self.house.switch_screen(RecoveryScreen(self.database, code, kept))

    def _refuse(self, error: StoreError) -> None:
        self.busy = False
        self.answer_error(error)


def _missing(values: dict[str, str]) -> str | None:
    """Return the first field that does not hold what it must."""
    if not values["name"].strip():
        return "name"
    if strength(values["passphrase"]) is Strength.TOO_SHORT:
        return "passphrase"
    return None if values["again"] == values["passphrase"] else "again"

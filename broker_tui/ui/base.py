"""What every screen shares: its commands as bindings, its words, and failures that show no values."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.worker import Worker, WorkerState, WorkType

from broker_tui.ui.commands import BY_ID, RANK, bindings
from broker_tui.ui.dimming import dimmed
from broker_tui.ui.keymap import shown_key
from broker_tui.ui.paint import cropped

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk
    from broker_tui.i18n import Words
    from broker_tui.ui.app import BrokerApp
    from broker_tui.ui.text import Signs, Spans

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class CaseChanged(Message):
    """Something was written about citizens; every open screen hears it and reads anew what it shows.

    Attributes:
        citizen_ids: whom it concerns; None when it may be anyone (an import, a new day).
    """

    def __init__(self, citizen_ids: frozenset[str] | None) -> None:
        super().__init__()
        self.citizen_ids = citizen_ids

    def concerns(self, citizen_id: str) -> bool:
        """Tell whether a citizen may look different now."""
        return self.citizen_ids is None or citizen_id in self.citizen_ids


class Judged(Message):
    """More of the caseload has been judged in the background; counts may have grown."""


class BaseScreen(Screen[Answer]):
    """A screen of the house.

    A subclass names the places whose commands it carries in `PLACES` (see `ui/commands.py`) and has an `action_…` for
    each. `help_lines` says what the help page shows above the keys.
    """

    PLACES: ClassVar[tuple[str, ...]] = ()
    BLANK = True
    AUTO_FOCUS = ""
    BINDINGS = bindings("app")

    def __init_subclass__(cls, **keywords: object) -> None:
        if "PLACES" in cls.__dict__:
            cls.BINDINGS = bindings(*cls.PLACES)
        super().__init_subclass__(**keywords)  # type: ignore[arg-type]

    @property
    def house(self) -> "BrokerApp":
        """The app, by its own type."""
        return cast("BrokerApp", self.app)

    @property
    def words(self) -> "Words":
        """The catalogue in the language in force."""
        return self.house.words

    @property
    def signs(self) -> "Signs":
        """The signs of this terminal."""
        return self.house.signs

    @property
    def desk(self) -> "Desk":
        """The open database, its user and today.

        Raises:
            LookupError: no database is open; screens that need one are only shown once it is.
        """
        return self.house.desk

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, with words in the language in force; Textual reads it for display only."""
        return {
            key: active._replace(
                binding=_worded(active, self.words),
                tooltip=self.words(f"command.{active.binding.id}.help") if active.binding.id in BY_ID else "",
            )
            for key, active in super().active_bindings.items()
        }

    def help_lines(self) -> "list[Spans]":
        """Return what F1 shows above the keys, about what the cursor is on."""
        return []

    def run_worker(
        self,
        work: WorkType[Result],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = False,  # noqa: ARG002 - Textual's own default would end the program
        start: bool = True,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[Result]:
        """Start a worker whose failure is told to the user rather than ending the program."""
        return super().run_worker(work, name, group, description, False, start, exclusive, thread)  # noqa: FBT003

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell the user of a worker that failed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.house.report(event.worker.error)

    def action_back(self) -> None:
        """Leave; a dialog answers nothing."""
        self.dismiss()


class BaseDialog(BaseScreen[Answer], ModalScreen[Answer]):
    """A dialog over another screen: the same manners, and Esc leaves it."""

    PLACES: ClassVar[tuple[str, ...]] = ("dialog",)
    BLANK = False
    _behind: list[Strip]
    _behind_for: object = None
    _was_shown = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the dimmed screen behind, painted once: every layout pass of the dialog asks for all of it again."""
        wanted = (self.size, self.house.tones)
        if self._behind_for != wanted:
            stack = self.app.screen_stack
            below = stack[max(stack.index(self) - 1, 0)] if self in stack else self
            # What Textual's own translucent background reads, without its detour over the console.
            strips = [] if below is self else below._compositor.render_strips(self.size)  # noqa: SLF001
            self._behind = dimmed(strips, self.styles.background)
            self._behind_for = wanted
        return cropped(self._behind, crop, Strip.blank(self.size.width, self.house.tones("")))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Look anew at what lies behind; everything on a dialog that is new has just been styled."""
        self._behind_for = None
        event.refresh_styles = self._was_shown
        self._was_shown = True


def _worded(active: ActiveBinding, words: "Words") -> Binding:
    binding = active.binding
    if binding.id not in BY_ID:
        return binding
    return replace(binding, description=words(f"command.{binding.id}.label"))


def shown_commands(screen: Screen[object]) -> list[tuple[str, str, str]]:
    """Return key, label and action of each command the bottom line names, in declared order."""
    if not isinstance(screen, BaseScreen):
        return []
    found: dict[str, tuple[str, str, str]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if binding.id in BY_ID and binding.show and active.enabled and binding.id not in found:
            found[binding.id] = (shown_key(key), binding.description, binding.action)
    return [found[command_id] for command_id in sorted(found, key=RANK.__getitem__)]

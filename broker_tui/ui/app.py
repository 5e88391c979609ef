"""The program on the screen: its views, themes and language, and what happens when it fails."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import constants
from textual.app import ScreenError
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from broker_tui.i18n import LANGUAGES, Words, load_words
from broker_tui.ui import crash
from broker_tui.ui.judging import Judging
from broker_tui.ui.keeping import Keeping
from broker_tui.ui.keymap import check_keymap
from broker_tui.ui.locking import Locking
from broker_tui.ui.office import CLOCK_SECONDS
from broker_tui.ui.text import ASCII, UNICODE
from broker_tui.ui.themes import DEFAULT_THEME, PALETTES, NoColour, Tones
from broker_tui.ui.visits import Visits
from broker_tui.ui.waiting import Waiting

if TYPE_CHECKING:
    from rich.console import RenderableType

    from broker_tui.casework.desk import Desk
    from broker_tui.config.settings import Settings

STYLES: Final = Path(__file__).parent / "styles"


class BrokerApp(Judging, Keeping, Locking, Visits, Waiting):
    """The program.

    Args:
        desk: the open database; None starts at `first`.
        words: the catalogue in the user's language.
        settings: the user's settings.
        today: judge as of this day; None follows the calendar.
        first: makes the first screen when no database is open yet; it ends by calling `opened`.
        demo: marks every screen DEMO.
    """

    CSS_PATH = [STYLES / "app.tcss", STYLES / "start.tcss"]  # noqa: RUF012 - Textual declares it without ClassVar
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-tiny"),
        (60, "-narrow"),
        (80, "-normal"),
        (110, "-wide"),
    ]

    def __init__(
        self,
        desk: "Desk | None",
        words: Words,
        settings: "Settings",
        *,
        today: date | None = None,
        first: "Callable[[], Screen[None]] | None" = None,
        demo: bool = False,
    ) -> None:
        super().__init__(desk, today)
        self.words = words
        self.settings = settings
        self.demo = demo
        self.signs = ASCII if settings.ascii else UNICODE
        self.title = "broker_tui"
        self.own_keys, self.keymap_problems = check_keymap(settings.keymap)
        self._first = first
        self._views: dict[str, Screen[None]] = {}
        for palette in PALETTES.values():
            self.register_theme(palette.theme())
        self.theme = settings.theme if settings.theme in PALETTES else DEFAULT_THEME
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(dict(self.own_keys))

    @property
    def tones(self) -> Tones:
        """The styles of the theme in force."""
        return self._tones

    def _watch_theme(self, theme_name: str) -> None:
        # The painted widgets keep their lines for as long as the tones are the same object.
        self._tones = Tones(PALETTES.get(theme_name, PALETTES[DEFAULT_THEME]), colour=not self.no_color)
        super()._watch_theme(theme_name)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; before there is a screen there is nothing to style, and parsing twice takes time."""
        try:
            self.screen.size  # noqa: B018 - raises while there is none
        except ScreenError:
            return
        super().refresh_css(animate)

    def get_driver_class(self) -> type[Driver]:
        """Return our own driver where there is one; Windows and a driver named in the environment keep theirs."""
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from broker_tui.ui.driver import QuickDriver

        return QuickDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what Textual does to every line; NO_COLOR means no colour rather than greys."""
        return [NoColour()] if self.no_color else super().get_line_filters()

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: this week when a database is open."""
        screen = self._first_screen()
        # Textual forgets this for a default screen and then fails when another takes its place.
        screen._push_result_callback(screen, None)  # noqa: SLF001
        return screen

    def _first_screen(self) -> Screen[None]:
        if self.has_desk:
            self.judge()
            return self.view("my_week")
        if self._first is None:
            raise LookupError("neither a database nor a first screen")
        return self._first()

    def on_mount(self) -> None:
        """Follow the calendar."""
        self.set_interval(CLOCK_SECONDS, self.follow_calendar)
        self.keep_backups()

    def on_app_focus(self) -> None:
        """Look at the calendar when the user comes back to the terminal."""
        self.follow_calendar()

    def opened(self, desk: "Desk", *, demo: bool = False) -> None:
        """Go on to this week with a database that has just been opened."""
        self._desk = desk
        self.demo = demo
        self.judge()
        self.action_view("my_week")

    def view(self, name: str) -> Screen[None]:
        """Return one of the views; it is made once, so that it remembers where its cursor was."""
        screen = self._views.get(name)
        if screen is None:
            screen = self._views[name] = _make_view(name)
            self.install_screen(screen, name)
        return screen

    def open_screens(self) -> list[Screen[object]]:
        """Return every screen that is alive, the views behind included."""
        shown = list(self.screen_stack)
        return shown + [view for view in self._views.values() if view.is_running and view not in shown]

    def action_view(self, name: str) -> None:
        """Show a view, closing what lies over it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        view = self.view(name)
        if self.screen is not view:
            self.switch_screen(view)

    def action_help(self) -> None:
        """Explain what is under the cursor and the keys that work here."""
        from broker_tui.ui.help import HelpScreen, help_page

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(*help_page(self, self.screen)))

    def action_palette(self) -> None:
        """Offer every command that can be run here, by name."""
        from broker_tui.ui.palette import PaletteScreen, palette_choices

        if not isinstance(self.screen, PaletteScreen):
            choices = palette_choices(self, self.screen)
            self.push_screen(PaletteScreen(self.words("ui.palette"), choices), self.run_command)

    async def run_command(self, action: str | None) -> None:
        """Run what the palette answered, on the screen it was opened over."""
        if action:
            await self.screen.run_action(action)

    def action_quit_hint(self) -> None:
        """Ctrl+C does not quit; say what does."""
        self.say(self.words("ui.quit_hint", key=self.key_of("quit")), "strong")

    def action_next_theme(self) -> None:
        """Take the next theme."""
        names = list(PALETTES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(self.words("ui.theme_now", name=self.words(f"ui.theme.{self.theme}")), "strong")

    def action_next_language(self) -> None:
        """Take the next language; every open screen is worded anew."""
        following = LANGUAGES[(LANGUAGES.index(self.words.language) + 1) % len(LANGUAGES)]
        self.words = load_words(following)
        for screen in self.open_screens():
            screen.refresh_bindings()
        self.case_changed(())

    def panic(self, *renderables: "RenderableType") -> None:  # noqa: ARG002 - what Textual would print may hold values
        """End the program after a failure Textual would print."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End the program after a failure; the terminal shows kinds and places, never values."""
        from rich.text import Text

        self.bell()
        error = sys.exc_info()[1]
        lines = crash.outline(error) if error else []
        if error:
            crash.note(error)
        if not self._exit_renderables:
            said = [self.words("ui.crash.title"), self.words("ui.crash.saved"), "", *lines]
            self._exit_renderables.append(Text("\n".join(said)))
        self._close_messages_no_wait()


def _make_view(name: str) -> Screen[None]:
    from importlib import import_module

    module = import_module(f"broker_tui.ui.screens.{name}")
    made: Screen[None] = module.VIEW()
    return made

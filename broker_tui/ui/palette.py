"""The palette: every command that can be run here, found by its Danish name, its English one or its id."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from broker_tui.i18n import LANGUAGES, load_words
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.commands import COMMANDS
from broker_tui.ui.keymap import keys_of, shown_key
from broker_tui.ui.widgets.picker import Choice, PickerScreen

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp


class PaletteScreen(PickerScreen):
    """A picker of commands; it answers the action."""


def palette_choices(house: "BrokerApp", screen: Screen[object]) -> list[Choice]:
    """Return the commands that can be run on a screen, those of the screen itself first."""
    if not isinstance(screen, BaseScreen):
        return []
    places = {*screen.PLACES, "app"}
    catalogues = [load_words(language) for language in LANGUAGES]
    choices: list[Choice] = []
    for command in COMMANDS:
        if command.where not in places or command.system or command.id == "palette":
            continue
        keys = keys_of(command, house.own_keys)
        names = " ".join(catalogue(f"command.{command.id}.{part}") for catalogue in catalogues for part in _PARTS)
        choices.append(
            Choice(
                command.action,
                house.words(f"command.{command.id}.help"),
                aside=shown_key(keys[0]) if keys else "",
                also=f"{names} {command.id}",
            )
        )
    return choices


_PARTS = ("label", "help")

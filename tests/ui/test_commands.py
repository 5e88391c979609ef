"""One declaration a command: words in both languages, a binding, and an action that is there."""

import pkgutil
from importlib import import_module

import pytest
from textual.app import App
from textual.dom import DOMNode

from broker_tui.i18n import LANGUAGES, load_words
from broker_tui.ui import screens
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.commands import BY_ID, COMMANDS, Command, commands_of
from broker_tui.ui.keymap import can_meet
from broker_tui.ui.palette import palette_choices
from broker_tui.ui.widgets.picker import found
from tests.ui.conftest import MakeHouse, find, shown

for module in pkgutil.iter_modules(screens.__path__):
    import_module(f"{screens.__name__}.{module.name}")
import_module("broker_tui.ui.help")
import_module("broker_tui.ui.palette")


def screen_classes(base: type[BaseScreen[object]] = BaseScreen) -> list[type[BaseScreen[object]]]:
    return [one for child in base.__subclasses__() for one in (child, *screen_classes(child))]


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_words(command: Command, language: str) -> None:
    words = load_words(language)
    assert words.has(f"command.{command.id}.label")
    assert words.has(f"command.{command.id}.help")
    assert len(words(f"command.{command.id}.label").split()) <= 3


@pytest.mark.parametrize("screen", screen_classes(), ids=lambda screen: screen.__name__)
def test_every_command_of_a_screen_has_its_action(screen: type[BaseScreen[object]]) -> None:
    for command in commands_of(*screen.PLACES, "app"):
        namespace, _, name = command.action.partition("(")[0].rpartition(".")
        owner: type[DOMNode | App[None]] = BrokerApp if namespace == "app" else screen
        assert hasattr(owner, f"action_{name}"), f"{screen.__name__}: {command.id}"


@pytest.mark.parametrize("screen", screen_classes(), ids=lambda screen: screen.__name__)
def test_the_clash_check_knows_which_places_meet(screen: type[BaseScreen[object]]) -> None:
    places = {*screen.PLACES, "app"}
    assert all(can_meet(one, other) for one in places for other in places)


async def test_footer_help_and_palette_speak_the_language_in_force(make_house: MakeHouse) -> None:
    house = make_house()
    async with house.run_test(size=(120, 40)) as pilot:
        assert "F1 hjælp" in find(house, "u kontakt")
        house.action_next_language()
        await pilot.pause()
        assert "F1 help" in find(house, "u contact")
        await pilot.press("f1")
        await pilot.pause()
        assert "Log a contact" in find(house, "contact  ")


async def test_a_remapped_key_works_and_is_shown(make_house: MakeHouse) -> None:
    house = make_house(keymap={"view.caseload": "ø", "undo": "u"})
    async with house.run_test(size=(120, 40)) as pilot:
        assert "ø borgere" in find(house, "u kontakt")
        await pilot.press("ø")
        await pilot.pause()
        assert house.screen.VIEW_NAME == "caseload"  # type: ignore[attr-defined]
        assert [problem.code for problem in house.keymap_problems] == ["keymap_clash"]
        await pilot.press("f1")
        await pilot.pause()
        assert "undo beholder sin standardtast" in find(house, "beholder")


@pytest.mark.parametrize("typed", ["lås", "LAAS", "laas", "lock"])
async def test_the_palette_finds_by_any_name(house: BrokerApp, typed: str) -> None:
    async with house.run_test(size=(120, 40)):
        fitting = found(palette_choices(house, house.screen), typed)
        assert "app.lock" in [choice.value for choice in fitting]


async def test_the_palette_runs_what_is_chosen(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p", *"kontaktuger", "enter")
        await pilot.pause()
        assert "Kontaktuger" in shown(house)[0]


async def test_no_stock_palette_and_no_screenshot(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)):
        assert not house.ENABLE_COMMAND_PALETTE
        assert all("screenshot" not in choice.value.lower() for choice in palette_choices(house, house.screen))


async def test_ctrl_c_says_how_to_quit(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Ctrl+Q lukker programmet" in find(house, "lukker")

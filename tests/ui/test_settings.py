"""The settings: shown, changed where they stand, and remembered."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.config.settings import read_settings
from broker_tui.store import keys as store_keys
from broker_tui.store.cases import read_brokers
from broker_tui.store.keys import FAST_KDF
from broker_tui.store.store import open_store
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.recovery import RecoveryScreen
from broker_tui.ui.screens.settings import ROWS, SettingsScreen
from broker_tui.ui.widgets.table import Table
from tests.conftest import PASSPHRASE
from tests.ui.starting import SIZES, answer, fill, settled, shown, working


@pytest.fixture
def app(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BrokerApp:
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(store_keys.change_passphrase, "__kwdefaults__", {"kdf": FAST_KDF})
    monkeypatch.setattr(store_keys.renew_recovery_code, "__kwdefaults__", {"kdf": FAST_KDF})
    return working(database)


async def test_the_language_changes_at_once(app: BrokerApp) -> None:
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.words.language == "en"
        assert "Settings" in shown(app)
        assert read_settings()[0].language == "en"
        app.desk.store.close()


@pytest.mark.parametrize("name", ["theme", "ascii", "calm", "edition"])
async def test_one_key_changes_it_and_it_is_remembered(app: BrokerApp, name: str) -> None:
    before = getattr(app.settings, name)
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to(name)
        await pilot.press("enter")
        await settled(pilot)
        assert getattr(app.settings, name) != before
        assert getattr(read_settings()[0], name) == getattr(app.settings, name)
        app.desk.store.close()


async def test_the_idle_time_is_checked_and_begins_anew(app: BrokerApp) -> None:
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to("idle_lock_minutes")
        await pilot.press("enter")
        await settled(pilot)
        field = app.screen.query_one(Input)
        field.value = "snart"
        await pilot.press("enter")
        await settled(pilot)
        assert app.words("settings.idle_lock_minutes.check") in answer(app)
        field.value = "3"
        await pilot.press("enter")
        await settled(pilot)
        assert app.settings.idle_lock_minutes == 3
        assert app._idle is not None
        assert app._idle.minutes == 3
        app.desk.store.close()


@pytest.mark.parametrize(("typed", "goal"), [("18", 0.18), ("17,5 %", 0.175), ("", None)])
async def test_the_teams_goal_is_a_share_or_none(app: BrokerApp, typed: str, goal: float | None) -> None:
    app.settings = replace(app.settings, team_goal=0.25)
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to("team_goal")
        assert "25 %" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        field = app.screen.query_one(Input)
        assert field.value == "25"
        field.value = "halvdelen"
        await pilot.press("enter")
        await settled(pilot)
        assert app.words("settings.team_goal.check") in answer(app)
        field.value = typed
        await pilot.press("enter")
        await settled(pilot)
        assert app.settings.team_goal == goal
        assert read_settings()[0].team_goal == goal
        app.desk.store.close()


async def test_the_name_is_changed(app: BrokerApp) -> None:
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to("name")
        await pilot.press("enter")
        await settled(pilot)
        app.screen.query_one(Input).value = "Maja Lund-Holm"
        await pilot.press("enter")
        await settled(pilot)
        assert [broker.name for broker in read_brokers(app.desk.store)] == ["Maja Lund-Holm"]
        assert "Maja Lund-Holm" in shown(app)
        app.desk.store.close()


async def answered(pilot: Pilot[None], app: BrokerApp, text: str) -> None:
    """Answer a dialog."""
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


async def test_a_new_passphrase_opens_and_the_old_one_does_not(app: BrokerApp, database: Path) -> None:
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to("passphrase")
        await pilot.press("enter")
        await settled(pilot)
        for text in (PASSPHRASE, "en helt ny sætning", "en helt ny sætning"):
            await answered(pilot, app, text)
        assert isinstance(app.screen, SettingsScreen)
        app.desk.store.close()
    open_store(database, "en helt ny sætning").close()


async def test_a_wrong_passphrase_changes_nothing(app: BrokerApp, database: Path) -> None:
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to("passphrase")
        await pilot.press("enter")
        await settled(pilot)
        for text in ("forkert", "en helt ny sætning", "en helt ny sætning"):
            await answered(pilot, app, text)
        sentence = app.words.template("error.wrong_passphrase")
        assert sentence is not None
        assert sentence.partition(".")[0] in shown(app)
        app.desk.store.close()
    open_store(database, PASSPHRASE).close()


async def test_a_new_recovery_code_is_shown_until_it_is_kept(app: BrokerApp, database: Path) -> None:
    async with app.run_test() as pilot:
        app.action_settings()
        await settled(pilot)
        app.screen.query_one(Table).go_to("recovery")
        await pilot.press("enter")
        await settled(pilot)
        await answered(pilot, app, PASSPHRASE)
        screen = app.screen
        assert isinstance(screen, RecoveryScreen)
        code = "-".join(screen._groups)
        await fill(pilot, "group", screen._groups[-1])
        assert isinstance(app.screen, SettingsScreen)
        app.desk.store.close()
    open_store(database, code).close()


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits(app: BrokerApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        app.action_settings()
        await settled(pilot)
        text = shown(app)
        assert all(app.words(f"settings.{name}.label") in text for name in ROWS)
        assert "⟨" not in text
        app.desk.store.close()

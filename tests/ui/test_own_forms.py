"""Settings → own forms: a file is looked at, taken into use once STAR is informed, and left again (R182-R184)."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.casework.opening import desk_of
from broker_tui.casework.own_forms import active_form, standard_spec
from broker_tui.config.settings import Settings
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.exchange.form_template import form_template
from broker_tui.i18n import load_words
from broker_tui.store.store import open_store
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.own_forms import OwnFormScreen, OwnFormsScreen
from broker_tui.ui.widgets.table import Table
from tests.conftest import PASSPHRASE
from tests.ui.starting import SIZES, TODAY, answer, settled, shown, working

FORM = FormKind.PREPARATION


@pytest.fixture
def app(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BrokerApp:
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path / "home"))
    return working(database)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Our form as a municipality's own, with a name that markup would spoil."""
    path = tmp_path / "vejle.toml"
    text = form_template(FORM, standard_spec(FORM), load_words("da"))
    path.write_text(text.replace('name = "Forberedelsesskema"', 'name = "Vejles [b]skema[/]"'), encoding="utf-8")
    return path


async def to_forms(pilot: Pilot[None], app: BrokerApp) -> None:
    app.action_settings()
    await settled(pilot)
    app.screen.query_one(Table).go_to("own_forms")
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, OwnFormsScreen)


async def give(pilot: Pilot[None], app: BrokerApp, text: str) -> None:
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_is_checked_taken_into_use_and_left(app: BrokerApp, file: Path, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await to_forms(pilot, app)
        assert shown(app).count("Standardskemaet er i brug.") == 2
        await pilot.press("enter")
        await settled(pilot)
        await give(pilot, app, str(file.with_name("findes-ikke.toml")))
        assert app.words("own_form.problem.unreadable") in answer(app)
        await give(pilot, app, str(file))
        assert isinstance(app.screen, OwnFormScreen)
        assert "Alle oplysninger er dækket" in shown(app)
        assert "Vejles [b]skema[/]" in shown(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await give(pilot, app, "24/12-26")
        assert app.words("problem.future_date") in answer(app)
        assert active_form(app.desk, FORM) is None
        await give(pilot, app, "1/10-26")
        assert isinstance(app.screen, OwnFormsScreen)
        active = active_form(app.desk, FORM)
        assert active is not None
        assert active.star_informed_on.isoformat() == "2026-10-01"
        assert "Vejles [b]skema[/]" in shown(app)
        app.screen.query_one(Table).go_to(FORM.value)
        await settled(pilot)
        assert "01-10-2026" in shown(app)
        await pilot.press("x")
        await settled(pilot)
        assert active_form(app.desk, FORM) is None
        app.desk.store.close()


@pytest.fixture
def lacking(file: Path) -> Path:
    """The same form with a field misspelled."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('use = "health_support"', 'use = "health_suport"'), encoding="utf-8")
    return file


async def test_a_form_that_lacks_something_is_named_and_stays_unused(app: BrokerApp, lacking: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_forms(pilot, app)
        await pilot.press("enter")
        await settled(pilot)
        await give(pilot, app, str(lacking))
        told = shown(app)
        assert "Menes health_support?" in told
        await pilot.press("end")
        await settled(pilot)
        assert "F14 Behov for støtte til helbredsmestring" in shown(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, OwnFormScreen)
        assert app.words("own_form.screen.not_usable") in shown(app)
        assert active_form(app.desk, FORM) is None
        app.desk.store.close()


async def test_a_database_open_for_reading_shows_and_does_not_change(app: BrokerApp, file: Path) -> None:
    path = app.desk.store.path
    app.desk.store.close()
    with open_store(path, PASSPHRASE, read_only=True) as store:
        reading = BrokerApp(desk_of(store, TODAY), app.words, Settings(), today=TODAY)
        async with reading.run_test() as pilot:
            await to_forms(pilot, reading)
            await pilot.press("enter")
            await settled(pilot)
            await give(pilot, reading, str(file))
            await pilot.press("ctrl+s")
            await settled(pilot)
            await give(pilot, reading, "i går")
            assert isinstance(reading.screen, OwnFormScreen)
            assert active_form(reading.desk, FORM) is None

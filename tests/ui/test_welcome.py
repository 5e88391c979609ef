"""The very first start: a name, a passphrase, a recovery code that is kept, and a way to begin."""

import stat
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.store import keys as store_keys
from broker_tui.store.cases import read_brokers
from broker_tui.store.keys import FAST_KDF
from broker_tui.store.store import open_store
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.beginning import BeginningScreen
from broker_tui.ui.screens.recovery import RecoveryScreen
from tests.ui.starting import SIZES, answer, fill, settled, shown, welcoming

GOOD = "fire gule støvler på loftet"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_keys, "DEFAULT_KDF", FAST_KDF)


async def create(pilot: Pilot[None]) -> RecoveryScreen:
    """Fill in the first screen and return the second."""
    await fill(pilot, "name", "Maja Lund")
    await fill(pilot, "passphrase", GOOD)
    await fill(pilot, "again", GOOD)
    screen = pilot.app.screen
    assert isinstance(screen, RecoveryScreen)
    return screen


def code_of(screen: RecoveryScreen) -> str:
    return "-".join(screen._groups)


async def test_the_whole_way(database: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        screen = await create(pilot)
        code = code_of(screen)
        await fill(pilot, "group", code.rpartition("-")[2].lower())
        assert isinstance(app.screen, BeginningScreen)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.screen is app.view("my_week")
        assert [broker.name for broker in read_brokers(app.desk.store)] == ["Maja Lund"]
        assert app.desk.who == read_brokers(app.desk.store)[0].id
        app.desk.store.close()
    for secret in (GOOD, code):
        open_store(database, secret).close()


async def test_enter_goes_on_to_the_next_field(database: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        await pilot.press(*"Maja", "enter")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#passphrase")


@pytest.mark.parametrize(
    ("name", "passphrase", "again", "missing"),
    [
        ("", GOOD, GOOD, "name"),
        ("Maja", "kort", "kort", "passphrase"),
        ("Maja", GOOD, GOOD + "x", "again"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_made(
    database: Path, name: str, passphrase: str, again: str, missing: str
) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        for field, text in (("name", name), ("passphrase", passphrase)):
            app.screen.query_one(f"#{field}", Input).value = text
        app.screen.query_one("#again", Input).focus()
        await pilot.pause()
        await fill(pilot, "again", again)
        assert app.words(f"start.welcome.missing.{missing}", n=8) in answer(app)
        assert app.focused is app.screen.query_one(f"#{missing}")
    assert not database.exists()  # noqa: ASYNC240


async def test_a_weak_passphrase_is_advised_against_and_taken(database: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        app.screen.query_one("#passphrase", Input).value = "sommer2026"
        await pilot.pause()
        assert app.words("start.welcome.strength.weak") in shown(app)
        await fill(pilot, "name", "Maja")
        await fill(pilot, "passphrase", "sommer2026")
        await fill(pilot, "again", "sommer2026")
        assert isinstance(app.screen, RecoveryScreen)
        close(app.screen)


async def test_a_wrong_group_is_asked_again(database: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        screen = await create(pilot)
        await fill(pilot, "group", "0000")
        assert answer(app).endswith(app.words("start.recovery.wrong"))
        close(screen)


async def test_the_code_is_skipped_only_knowingly(database: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        screen = await create(pilot)
        await pilot.press("f8")
        await pilot.pause()
        assert app.screen is screen
        assert "F8" in answer(app)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, BeginningScreen)
        app.screen._made_desk.store.close()


async def test_the_code_is_saved_where_she_says(database: Path, tmp_path: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        screen = await create(pilot)
        await pilot.press("f3")
        await pilot.pause()
        assert app.words("start.recovery.save_warning") in answer(app)
        target = tmp_path / "usb nøgle" / "kode.txt"
        await fill(pilot, "file", str(target))
        assert app.words("start.recovery.save_failed") in answer(app)
        target.parent.mkdir()
        await fill(pilot, "file", f'"{target}"')
        assert code_of(screen) in target.read_text("utf-8")
        if sys.platform != "win32":
            assert stat.S_IMODE(target.stat().st_mode) == 0o600
        await pilot.press("f3")
        await fill(pilot, "file", str(target))
        assert app.words("start.recovery.save_exists") in answer(app)
        close(screen)


async def test_the_demo_leaves_for_the_demo(database: Path) -> None:
    app = welcoming(database)
    async with app.run_test() as pilot:
        await pilot.press("f2")
        await pilot.pause()
    assert app.errand == "demo"
    assert not database.exists()  # noqa: ASYNC240


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    app = welcoming(tmp_path / "fil" / "borgere.db")
    async with app.run_test() as pilot:
        await fill(pilot, "name", "Maja Lund")
        await fill(pilot, "passphrase", GOOD)
        await fill(pilot, "again", GOOD)
        assert answer(app).startswith(app.signs.overdue)
        assert "⟨" not in answer(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["da", "en"])
async def test_it_fits(database: Path, size: tuple[int, int], language: str) -> None:
    app = welcoming(database, language)
    async with app.run_test(size=size) as pilot:
        text = shown(app)
        for field in ("name", "passphrase", "again"):
            assert app.words(f"start.welcome.{field}") in text
        assert "⟨" not in text
        screen = await create(pilot)
        text = shown(app)
        assert all(group in text for group in screen._groups)
        assert app.words("start.recovery.type_back")[:12] in text
        assert "⟨" not in text
        close(screen)


def close(screen: object) -> None:
    """Close the database that a first screen holds, as the program would at its end."""
    assert isinstance(screen, RecoveryScreen)
    screen._kept()
    app = screen.app
    assert isinstance(app, BrokerApp)
    made = app.screen
    assert isinstance(made, BeginningScreen)
    made._made_desk.store.close()

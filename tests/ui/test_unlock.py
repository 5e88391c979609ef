"""Unlocking: the right passphrase opens, everything else says in one sentence what to do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.store.keys import keys_path
from broker_tui.store.store import FAST_KDF, create_store, open_store
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.idle import Resume
from broker_tui.ui.screens.unlock import UnlockScreen
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.prose import Prose
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 20)


@pytest.fixture
def recovery_code(database: Path) -> str:
    store, code = create_store(database, PASSPHRASE, kdf=FAST_KDF)
    store.close()
    return code


def locked(database: Path, resume: Resume | None = None) -> BrokerApp:
    app = BrokerApp(None, load_words("da"), Settings(), today=TODAY, first=lambda: UnlockScreen(database, resume))
    app.resume = resume or Resume()
    return app


async def enter(pilot: Pilot[None], secret: str) -> None:
    """Type a secret and wait for what comes of it."""
    pilot.app.screen.query_one("#passphrase", Input).value = secret
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def answer(app: BrokerApp) -> str:
    return app.screen.query_one("#answer", Prose).text


async def test_the_passphrase_opens(database: Path, recovery_code: str) -> None:
    app = locked(database)
    async with app.run_test() as pilot:
        await enter(pilot, PASSPHRASE)
        assert app.has_desk
        assert app.screen is app.view("my_week")
        app.desk.store.close()


async def test_the_recovery_code_opens_in_the_same_field(database: Path, recovery_code: str) -> None:
    app = locked(database)
    async with app.run_test() as pilot:
        await enter(pilot, recovery_code.replace("-", " ").lower())
        assert app.has_desk
        app.desk.store.close()


async def test_what_is_typed_is_not_shown(database: Path, recovery_code: str) -> None:
    app = locked(database)
    async with app.run_test() as pilot:
        await pilot.press(*"hemmelig")
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "hemmelig" not in shown


def no_keys(database: Path) -> None:
    keys_path(database).unlink()


def damage_keys(database: Path) -> None:
    keys_path(database).write_text("{")


def damage(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[100] ^= 0xFF
    database.write_bytes(content)


def empty(database: Path) -> None:
    database.write_bytes(b"")


def plain_sqlite(database: Path) -> None:
    database.write_bytes(b"SQLite format 3\0" + bytes(4080))


def newer(database: Path) -> None:
    with open_store(database, PASSPHRASE) as store:
        store.conn.execute("PRAGMA user_version = 9999")


@pytest.mark.parametrize(
    ("spoil", "secret", "code"),
    [
        (None, "forkert adgangskode", "wrong_passphrase"),
        (no_keys, PASSPHRASE, "keys_missing"),
        (damage_keys, PASSPHRASE, "keys_damaged"),
        (damage, PASSPHRASE, "damaged"),
        (empty, PASSPHRASE, "empty_file"),
        (plain_sqlite, PASSPHRASE, "not_ours"),
        (newer, PASSPHRASE, "newer"),
    ],
)
async def test_each_trouble_has_its_own_sentence(
    database: Path, recovery_code: str, spoil: Callable[[Path], None] | None, secret: str, code: str
) -> None:
    if spoil:
        spoil(database)
    app = locked(database)
    async with app.run_test() as pilot:
        await enter(pilot, secret)
        assert not app.has_desk
        sentence = app.words.template(f"error.{code}")
        assert sentence is not None
        assert sentence.partition("{")[0] in answer(app)
        assert "⟨" not in answer(app)
        assert app.screen.query_one("#passphrase", Input).value == ""


async def test_after_a_slip_the_right_one_opens(database: Path, recovery_code: str) -> None:
    app = locked(database)
    async with app.run_test() as pilot:
        await enter(pilot, "forkert adgangskode")
        await enter(pilot, PASSPHRASE)
        assert app.has_desk
        app.desk.store.close()


async def test_nothing_typed_asks_for_it(database: Path, recovery_code: str) -> None:
    app = locked(database)
    async with app.run_test() as pilot:
        await enter(pilot, "  ")
        assert answer(app) == app.words("start.unlock.empty")


async def test_forgotten_explains_the_recovery_code(database: Path, recovery_code: str) -> None:
    app = locked(database)
    async with app.run_test() as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert answer(app) == app.words("start.unlock.forgotten")


async def test_the_second_program_may_read(database: Path, recovery_code: str) -> None:
    app = locked(database)
    with open_store(database, PASSPHRASE):
        async with app.run_test() as pilot:
            await enter(pilot, PASSPHRASE)
            assert app.desk.store.read_only
            assert app.words("start.unlock.read_only") in app.screen.query_one(Foot).message
            app.desk.store.close()


async def test_it_says_why_it_was_locked_and_goes_back_there(database: Path, recovery_code: str) -> None:
    app = locked(database, Resume("caseload", "", 10))
    async with app.run_test() as pilot:
        assert answer(app) == app.words("start.unlock.idle", minutes=10)
        await enter(pilot, PASSPHRASE)
        assert app.screen is app.view("caseload")
        app.desk.store.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_it_fits(database: Path, recovery_code: str, size: tuple[int, int]) -> None:
    app = locked(database)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Adgangskode til caseload.db" in shown
        assert app.words("start.unlock.forgotten").split()[-1] in shown


async def test_an_unforeseen_failure_lets_her_try_again(
    database: Path, recovery_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("610180-1234")

    app = locked(database)
    async with app.run_test() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr("broker_tui.casework.opening.open_desk", broken)
            pilot.app.screen.query_one("#passphrase", Input).value = PASSPHRASE
            await pilot.press("enter")
            await pilot.pause()
            while any(not worker.is_finished for worker in app.workers):
                await pilot.pause()
            await pilot.pause()
        assert app.words("ui.failed") in answer(app)
        assert "610180" not in answer(app)
        await enter(pilot, PASSPHRASE)
        assert app.has_desk
        app.desk.store.close()


async def test_what_cannot_be_loaded_ahead_is_no_trouble_of_hers(
    database: Path, recovery_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr("broker_tui.ui.screens.start.warm_up", broken)
    app = locked(database)
    async with app.run_test() as pilot:
        await pilot.pause()
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause()
        await pilot.pause()
        assert answer(app) == ""
        assert app.screen.query_one(Foot).message == ""

"""What the tests of the first screens share: apps on them, and the text of the screen."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from broker_tui.casework.opening import create_desk
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.store.store import FAST_KDF
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.welcome import WelcomeScreen
from broker_tui.ui.widgets.prose import Prose
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 20)
SIZES = [(80, 24), (120, 40), (60, 16)]


def welcoming(database: Path, language: str = "da") -> BrokerApp:
    """An app at its very first start."""
    return BrokerApp(None, load_words(language), Settings(), today=TODAY, first=lambda: WelcomeScreen(database))


def working(database: Path, language: str = "da") -> BrokerApp:
    """An app on a new database that belongs to Maja Lund; nobody is in it yet."""
    desk, _ = create_desk(database, PASSPHRASE, "Maja Lund", TODAY, FAST_KDF)
    return BrokerApp(desk, load_words(language), Settings(), today=TODAY)


def shown(app: BrokerApp) -> str:
    """The text of the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def answer(app: BrokerApp) -> str:
    """What a screen says under its fields."""
    return app.screen.query_one("#answer", Prose).text


async def settled(pilot: Pilot[None]) -> None:
    """Wait until threads and screens have done what was asked."""
    for _ in range(2):
        # A judgement gives way to a newer one; that is no failure.
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def fill(pilot: Pilot[None], field: str, text: str, key: str = "enter") -> None:
    """Put text into a field and press a key."""
    pilot.app.screen.query_one(f"#{field}", Input).value = text
    await pilot.press(key)
    await settled(pilot)

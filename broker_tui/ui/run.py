"""From exec to the first screen, and what comes after the last one: the demo, the lock, the exit code.

Nothing that takes time is imported before the terminal has been looked at and the demo is being made, and nothing but
Textual before the first paint. The collector rests until then: it would walk through every class that is being
imported.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from broker_tui.ui import terminal

if TYPE_CHECKING:
    from textual.screen import Screen

    from broker_tui.casework.demo_maker import Making
    from broker_tui.casework.desk import Desk
    from broker_tui.config.settings import Settings
    from broker_tui.i18n import Words
    from broker_tui.store.errors import StoreError
    from broker_tui.ui.app import BrokerApp
    from broker_tui.ui.idle import Resume
    from broker_tui.ui.screens.preparing import Progress

WRONG_USE: Final = 2
_LOG_BYTES: Final = 262_144
DEMO_SIZE: Final = 82
_DEMO_FOLDER: Final = "broker-tui-demo-"


def run_app(
    database: Path, today: date | None = None, language: str | None = None, passphrase: str | None = None
) -> int:
    """Run the program on a database, which need not exist yet; return the exit code.

    Args:
        database: the file to open.
        today: judge as of this day; None follows the calendar.
        language: `da` or `en`; None takes the user's setting.
        passphrase: opens without asking, for unattended use.
    """
    gc.disable()
    settings, words = _settings_and_words(language)
    if refused := _prepare(words):
        return refused
    from broker_tui.ui.idle import Resume

    resume = Resume.out_of(os.environ)
    if resume is not None:
        # She has locked it: what opened it before may not open it again.
        os.environ.pop(terminal.LOCKED, None)
        passphrase = None
    while True:
        app = _app(words, settings, today, _first_screen(database, today, passphrase, resume, words))
        app.resume = resume or Resume()
        app.run()
        _close(app)
        if app.errand == "lock":
            terminal.restart(app.resume.into(os.environ))
        if app.errand != "demo":
            return app.return_code or 0
        run_demo(DEMO_SIZE, today, app.words.language)
        passphrase, resume, words = None, None, app.words


def run_demo(size: int = DEMO_SIZE, today: date | None = None, language: str | None = None) -> int:
    """Run the program on a fictitious caseload in a temporary encrypted database that is removed afterwards."""
    gc.disable()
    if terminal.obstacle(os.environ):
        return _prepare(_settings_and_words(language)[1])
    from broker_tui.casework.demo_maker import Making

    _sweep_demos()
    folder = Path(tempfile.mkdtemp(prefix=_DEMO_FOLDER))
    day = today or _calendar_day()
    # On the second core, while this process is busy importing: it takes longer than all that, so it goes first.
    making = Making(folder / "demo.db", size, day)
    try:
        settings, words = _settings_and_words(language)
        _prepare(words)
        app = _app(words, settings, today, _demo_screen(making, folder / "demo.db", day, words), demo=True)
        app.run()
        _close(app)
        return app.return_code or 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _close(app: "BrokerApp") -> None:
    """Close the database, and spare the collector its last rounds: the process ends with all it would look at."""
    if app.has_desk:
        app.desk.store.close()
    gc.freeze()


def _sweep_demos() -> None:
    """Remove what demos have left that were killed; one that still runs holds its lock."""
    from broker_tui.store.lock import InstanceLock

    for folder in Path(tempfile.gettempdir()).glob(f"{_DEMO_FOLDER}*"):
        database = folder / "demo.db"
        try:
            lock = InstanceLock(database)
            if database.exists() and lock.acquire():
                lock.release()
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            # Somebody else's: not ours to touch.
            continue


def _settings_and_words(language: str | None) -> "tuple[Settings, Words]":
    from broker_tui.config.settings import read_settings
    from broker_tui.i18n import LANGUAGES, load_words

    settings, _ = read_settings()
    chosen = language or settings.language
    return settings, load_words(chosen if chosen in LANGUAGES else LANGUAGES[0])


def _prepare(words: "Words") -> int:
    """Look at the terminal; say what to do instead and return 2 when the program cannot be drawn there."""
    obstacle = terminal.obstacle(os.environ)
    if obstacle == "encoding":
        terminal.take_utf8(os.environ)
    if obstacle:
        stream = terminal.drawing_stream()
        encoding = stream.encoding if stream else ""
        text = words(f"start.terminal.{obstacle}", term=os.environ.get("TERM", ""), encoding=encoding)
        sys.stderr.write(f"{text}\n")
        return WRONG_USE
    terminal.forbid_core_dumps()
    _log_to_file()
    terminal.leave_no_trail(os.environ)
    return 0


def _log_to_file() -> None:
    """Let the log, which holds ids and codes, go to a file: on the terminal it would be written over the screen."""
    import logging

    from broker_tui.config.paths import log_file

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
    except OSError:
        return
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("broker_tui")
    log.handlers = [handler]
    log.propagate = False


def _app(
    words: "Words",
    settings: "Settings",
    today: date | None,
    first: "Callable[[], Screen[None]]",
    *,
    demo: bool = False,
) -> "BrokerApp":
    from broker_tui.ui.app import BrokerApp

    app = BrokerApp(None, words, settings, today=today, first=first, demo=demo)
    if settings.calm:
        app.animation_level = "none"
    return app


def _first_screen(
    database: Path, today: date | None, passphrase: str | None, resume: "Resume | None", words: "Words"
) -> "Callable[[], Screen[None]]":
    def unlock(trouble: "StoreError | None" = None) -> "Screen[None]":
        from broker_tui.ui.screens.unlock import UnlockScreen

        return UnlockScreen(database, resume, trouble)

    def opening() -> "Screen[None]":
        from broker_tui.casework.opening import open_desk
        from broker_tui.ui.screens.preparing import PreparingScreen

        def job(_: "Progress") -> "Desk":
            return open_desk(database, passphrase or "", today or _calendar_day())

        return PreparingScreen(words("start.unlock.opening"), job, unlock)

    def welcome() -> "Screen[None]":
        from broker_tui.ui.screens.welcome import WelcomeScreen

        return WelcomeScreen(database)

    if not database.exists():
        return welcome
    return unlock if passphrase is None else opening


def _demo_screen(making: "Making", database: Path, day: date, words: "Words") -> "Callable[[], Screen[None]]":
    from broker_tui.casework.demo_maker import DEMO_PASSPHRASE

    def job(progress: "Progress") -> "Desk":
        from broker_tui.ui.warming import warm_first_list

        warm_first_list()
        making.wait(progress)
        from broker_tui.casework.opening import open_desk

        return open_desk(database, DEMO_PASSPHRASE, day)

    def preparing() -> "Screen[None]":
        from broker_tui.ui.screens.preparing import PreparingScreen

        return PreparingScreen(words("start.demo.making"), job, left=making.stop)

    return preparing


def _calendar_day() -> date:
    return date.today()  # noqa: DTZ011 - a broker's day is the local one

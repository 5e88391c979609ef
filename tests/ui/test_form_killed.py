"""A form in a program that is killed while someone types without a pause: at most five seconds of it are lost."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.demo import make_demo
from broker_tui.store.drafts import list_drafts, read_draft
from broker_tui.store.store import FAST_KDF, create_store, open_store
from broker_tui.ui.widgets.form_drafts import LATEST_SECONDS, QUIET_SECONDS
from tests.conftest import PASSPHRASE

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from tests.terminal import Terminal

pytestmark = pytest.mark.pty

DAY = "2026-11-20"
BETWEEN = QUIET_SECONDS / 4
"""Seconds between two words: too few for a draft to be written because of a pause."""


def type_words(terminal: Terminal, typed: dict[str, float], *, until: str, limit: float) -> None:
    """Type numbered words until the screen matches; each is noted with the time it stood there at the latest."""
    end = terminal.elapsed + limit
    while not re.search(until, terminal.text()):
        assert terminal.elapsed < end, terminal.text()
        word = f"ord{len(typed):03}"
        terminal.press(f"{word} ")
        begun = terminal.elapsed
        while word not in terminal.text() or terminal.elapsed - begun < BETWEEN:
            terminal.read(BETWEEN / 4)
        typed[word] = terminal.elapsed


def test_no_more_than_five_seconds_of_typing_are_lost(tmp_path: Path) -> None:
    database = tmp_path / "borgere.db"
    store, _ = create_store(database, PASSPHRASE, kdf=FAST_KDF)
    with store:
        make_demo(store, 3, date.fromisoformat(DAY))
    environ = {"BROKER_TUI_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path), "BROKER_TUI_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "broker_tui", "--db", str(database), "--today", DAY, "--lang", "da"]
    typed: dict[str, float] = {}
    with Terminal(command, environ=environ) as terminal:
        terminal.wait_for("Min uge")
        terminal.settle()
        terminal.press("u")
        terminal.wait_for("Udfald")
        terminal.settle()
        type_words(terminal, typed, until="kladde gemt", limit=4 * LATEST_SECONDS)
        saved = len(typed)
        type_words(terminal, typed, until=f"ord{saved + 4:03}", limit=4 * LATEST_SECONDS)
        killed = terminal.elapsed
        terminal.kill()
    with open_store(database, PASSPHRASE) as again:
        (draft,) = list_drafts(again)
        kept = str((read_draft(again, draft.key) or {})["note"])
    owed = [word for word, at in typed.items() if at < killed - LATEST_SECONDS]
    assert [word for word in owed if word not in kept] == []
    assert "ord000" in kept
    assert saved > 1, "the draft was written while typing went on, not in a pause"

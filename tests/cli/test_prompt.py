"""The passphrase asked for at a real terminal: twice for a new database, never shown."""

import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")]
SECRET = "fire gule støvler"


def test_a_new_database_asks_twice_and_shows_nothing(tmp_path: Path) -> None:
    environ = {"BROKER_TUI_HOME": str(tmp_path), "BROKER_TUI_DB": str(tmp_path / "new.db")}
    with Terminal([sys.executable, "-m", "broker_tui", "init"], environ=environ) as terminal:
        terminal.wait_for("Vælg en adgangskode")
        terminal.press(SECRET, "enter")
        terminal.wait_for("Den samme igen")
        terminal.press(SECRET, "enter")
        shown = terminal.wait_for("Gendannelseskode")
        assert SECRET not in shown
        assert terminal.process.wait(30) == 0
    with Terminal([sys.executable, "-m", "broker_tui", "todo"], environ=environ) as terminal:
        terminal.wait_for("Adgangskode til new.db")
        terminal.press(SECRET, "enter")
        terminal.wait_for("0 borgere")
        assert terminal.process.wait(30) == 0


def test_no_answer_at_the_prompt_is_wrong_use(tmp_path: Path) -> None:
    environ = {"BROKER_TUI_HOME": str(tmp_path), "BROKER_TUI_DB": str(tmp_path / "new.db")}
    with Terminal([sys.executable, "-m", "broker_tui", "init"], environ=environ) as terminal:
        terminal.wait_for("Vælg en adgangskode")
        terminal.press("\x04")
        terminal.wait_for("mangler")
        assert terminal.process.wait(30) == 2
    assert not (tmp_path / "new.db").exists()

"""The terminal driver: Esc is quick, quitting is quick, and a terminal that goes away ends the program."""

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pty on Windows", allow_module_level=True)

from textual import constants

from broker_tui.ui.driver import ESCAPE_SECONDS, REMOTE_ESCAPE_SECONDS, _StopEvent
from tests.terminal import Terminal

PROGRAM = """
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.widgets.lines import Foot, Head

class Plain(BaseScreen):
    def compose(self):
        yield Head()
        yield Foot()

    def on_mount(self):
        self.query_one(Head).show([("here I am", "title")])

BrokerApp(None, load_words("da"), Settings(), first=Plain).run()
"""


def test_stopping_wakes_who_waits() -> None:
    import select

    stop = _StopEvent()
    assert select.select([stop.reader], [], [], 0)[0] == []
    stop.set()
    assert select.select([stop.reader], [], [], 0)[0] == [stop.reader]
    stop.clear()
    assert select.select([stop.reader], [], [], 0)[0] == []


def test_a_lone_escape_waits_less_than_a_tenth() -> None:
    assert ESCAPE_SECONDS < REMOTE_ESCAPE_SECONDS < 0.1
    assert constants.ESCAPE_DELAY <= 0.1


@pytest.mark.pty
def test_help_opens_and_escape_leaves_it(tmp_path: Path) -> None:
    environ = {"BROKER_TUI_HOME": str(tmp_path)}
    with Terminal([sys.executable, "-c", PROGRAM], size=(80, 24), environ=environ) as terminal:
        terminal.wait_for("here I am")
        terminal.press("f1")
        terminal.wait_for("Hjælp")
        terminal.press("escape")
        terminal.wait_for("here I am")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0


@pytest.mark.pty
def test_a_terminal_that_goes_away_ends_the_program(tmp_path: Path) -> None:
    import pty
    import subprocess

    master, slave = pty.openpty()
    environ = {**os.environ, "BROKER_TUI_HOME": str(tmp_path), "TERM": "xterm-256color"}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=slave, stdout=slave, stderr=slave, env=environ, close_fds=True
    )
    os.close(slave)
    shown = b""
    while b"here I am" not in shown:
        shown += os.read(master, 65536)
    os.close(master)
    try:
        program.wait(timeout=30)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
        pytest.fail("the program goes on without a terminal")

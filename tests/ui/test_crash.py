"""When the program fails it says where, and nothing about anybody."""

import subprocess
import sys
from pathlib import Path

import pytest

from broker_tui.ui import crash
from broker_tui.ui.app import BrokerApp
from tests.ui.conftest import shown

PLANTED = "6101801234"

CRASHING = """
import asyncio, sys
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.base import BaseScreen

class Falling(BaseScreen):
    def fall(self, number):
        name = "Åse " + "Ørsted"
        if sys.argv[2] == "worker":
            raise KeyError(number)
        raise ValueError(f"{name} has {number}")

    def on_mount(self):
        if sys.argv[2] == "worker":
            self.run_worker(lambda: self.fall(sys.argv[1]), thread=True)
            self.set_timer(0.2, self.app.exit)
        else:
            self.fall(sys.argv[1])

app = BrokerApp(None, load_words("da"), Settings(), first=Falling)
app.run(headless=True)
sys.exit(app.return_code)
"""


def run_falling(kind: str, home: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", CRASHING, PLANTED, kind],
        capture_output=True,
        text=True,
        timeout=60,
        env={"BROKER_TUI_HOME": str(home), "PATH": "", "PYTHONUTF8": "1"},
        check=False,
    )


def test_a_crash_shows_places_and_no_values(tmp_path: Path) -> None:
    done = run_falling("crash", tmp_path)
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert "Programmet er gået i stå" in told
    assert "ValueError at" in told
    assert PLANTED not in told
    assert "Ørsted" not in told


def test_a_worker_that_fails_does_not_end_the_program(tmp_path: Path) -> None:
    done = run_falling("worker", tmp_path)
    assert done.returncode == 0
    assert PLANTED not in done.stdout + done.stderr


def test_the_outline_names_the_whole_chain_and_codes() -> None:
    from broker_tui.store.errors import StoreError

    def fail() -> None:
        try:
            int(PLANTED + "x")
        except ValueError as error:
            raise StoreError("disk_full", path=Path("/home/maja/sager.db")) from error

    with pytest.raises(StoreError) as caught:
        fail()
    lines = crash.outline(caught.value)
    assert lines[0].startswith("StoreError disk_full at ")
    assert lines[1].startswith("ValueError at ")
    assert PLANTED not in "".join(lines)
    assert "maja" not in "".join(lines)


async def test_what_the_store_refuses_is_said_in_words(house: BrokerApp) -> None:
    from broker_tui.store.errors import StoreError

    async with house.run_test(size=(120, 40)) as pilot:
        house.report(StoreError("disk_full", path=house.desk.store.path))
        await pilot.pause()
        assert "Disken er fuld" in shown(house)[-2]

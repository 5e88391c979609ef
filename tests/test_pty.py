"""The program as a user has it: started in a real terminal, driven by keys, killed, and started again."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.demo import make_demo
from broker_tui.store.store import FAST_KDF, create_store
from broker_tui.ui.terminal import LOCKED
from tests.conftest import PASSPHRASE

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from tests.terminal import Terminal

pytestmark = pytest.mark.pty

DAY = "2026-11-20"


def program(database: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "broker_tui", "--db", str(database), "--today", DAY, "--lang", "da", *arguments]


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """Settings and log in a folder of the test's own."""
    return {"BROKER_TUI_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)}


@pytest.fixture
def caseload(tmp_path: Path) -> Path:
    """A database with the demo's citizens, opened by PASSPHRASE."""
    database = tmp_path / "borgere.db"
    store, _ = create_store(database, PASSPHRASE, kdf=FAST_KDF)
    with store:
        make_demo(store, 12, date.fromisoformat(DAY))
    return database


def unlock(terminal: Terminal) -> None:
    """Type the passphrase and wait for the first list."""
    terminal.wait_for("Adgangskode til borgere.db")
    terminal.settle()
    terminal.press(PASSPHRASE)
    terminal.settle()
    terminal.press("enter")
    terminal.wait_for("Min uge")
    terminal.settle()


def test_a_contact_survives_the_plug_being_pulled(caseload: Path, environ: Mapping[str, str]) -> None:
    with Terminal(program(caseload), environ=environ) as terminal:
        unlock(terminal)
        terminal.press("u")
        terminal.wait_for("Udfald")
        terminal.press("talte om zebraer")
        terminal.settle()
        terminal.press("enter")
        terminal.wait_for("Gemt")
        terminal.kill()
    with Terminal(program(caseload), environ=environ) as terminal:
        unlock(terminal)
        terminal.press("2")
        terminal.wait_for("Borgere")
        terminal.press("/")
        terminal.settle()
        terminal.press("zebra")
        terminal.wait_for("talte om zebraer")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0


def test_an_unfinished_form_survives_it_too(caseload: Path, environ: Mapping[str, str]) -> None:
    with Terminal(program(caseload), environ=environ) as terminal:
        unlock(terminal)
        terminal.press("u")
        terminal.wait_for("Udfald")
        terminal.press("halv sætn")
        terminal.wait_for("kladde gemt")
        terminal.kill()
    with Terminal(program(caseload), environ=environ) as terminal:
        unlock(terminal)
        terminal.wait_for("1 kladde")
        terminal.press("f6")
        terminal.wait_for("halv sætn")


def test_the_demo_shows_itself_and_leaves_nothing(tmp_path: Path, environ: Mapping[str, str]) -> None:
    real = tmp_path / "borgere.db"
    with Terminal(program(real, "demo"), environ=environ) as terminal:
        terminal.wait_for("Min uge")
        terminal.settle()
        assert "DEMO" in terminal.text()
        assert list(tmp_path.glob("broker-tui-demo-*"))
        terminal.press("ctrl+q")
        assert terminal.finish() == 0
    assert not real.exists()
    assert list(tmp_path.glob("broker-tui-demo-*")) == []


def test_a_killed_demo_is_swept_by_the_next(tmp_path: Path, environ: Mapping[str, str]) -> None:
    with Terminal(program(tmp_path / "x.db", "demo"), environ=environ) as terminal:
        terminal.wait_for("Min uge")
        terminal.kill()
    (left,) = tmp_path.glob("broker-tui-demo-*")
    with Terminal(program(tmp_path / "x.db", "demo"), environ=environ) as terminal:
        terminal.wait_for("Min uge")
        assert not left.exists()


def test_a_large_demo_is_left_at_once(tmp_path: Path, environ: Mapping[str, str]) -> None:
    with Terminal(program(tmp_path / "x.db", "demo", "--size", "36000"), environ=environ) as terminal:
        terminal.wait_for("af 36.000")
        terminal.press("ctrl+q")
        assert terminal.finish(limit=10) == 0
    assert list(tmp_path.glob("broker-tui-demo-*")) == []


def test_locking_starts_a_fresh_process_on_the_same_screen(caseload: Path, environ: Mapping[str, str]) -> None:
    with Terminal(program(caseload), environ={**environ, "BROKER_TUI_PASSPHRASE": PASSPHRASE}) as terminal:
        terminal.wait_for("Min uge")
        terminal.settle()
        terminal.press("3")
        terminal.wait_for("Kontaktuger")
        terminal.settle()
        terminal.press("\x0c")
        terminal.wait_for("Låst. Du fortsætter, hvor du slap.")
        terminal.settle()
        held = Path(f"/proc/{terminal.process.pid}/environ")
        if held.exists():
            names = {entry.partition(b"=")[0] for entry in held.read_bytes().split(b"\0")}
            assert LOCKED.encode() in names
            assert b"BROKER_TUI_PASSPHRASE" not in names
        terminal.press(PASSPHRASE)
        terminal.settle()
        terminal.press("enter")
        terminal.wait_for("Kontaktuger")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0


def test_a_terminal_that_is_closed_ends_the_program(caseload: Path, environ: Mapping[str, str]) -> None:
    terminal = Terminal(program(caseload), environ=environ)
    terminal.wait_for("Adgangskode til")
    terminal.settle()
    os.close(terminal._master)
    try:
        terminal.process.wait(10)
    finally:
        terminal.process.kill()


def test_nothing_personal_reaches_the_terminals_title(caseload: Path, environ: Mapping[str, str]) -> None:
    with Terminal(program(caseload), environ=environ) as terminal:
        unlock(terminal)
        for title in terminal.titles():
            assert "Maja" not in title
            assert "borgere" not in title

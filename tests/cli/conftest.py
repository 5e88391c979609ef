"""The command line in process: one database made for the module, copied for each test."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from broker_tui.casework.opening import create_desk
from broker_tui.casework.people import add_citizen
from broker_tui.cli import main
from broker_tui.domain.entries import NewCitizenEntry
from broker_tui.store.store import FAST_KDF
from tests.casework.conftest import TODAY
from tests.conftest import PASSPHRASE

CITIZENS = (
    ("6101801000", "Åse Ørsted", "2026-08-24"),
    ("6202801001", "Bo Holm", "2026-11-16"),
    ("6303801002", "Bo Holmgård", "2026-01-05"),
    ("6404801003", "Ølsen [/] & [b Søn", "2026-01-05"),
)


class Ran(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command prints
        """The one JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of four citizens of Maja Lund."""
    folder = tmp_path_factory.mktemp("made")
    desk, _ = create_desk(folder / "caseload.db", PASSPHRASE, "Maja Lund", TODAY, FAST_KDF)
    with desk.store:
        for cpr, name, enrolled in CITIZENS:
            add_citizen(desk, NewCitizenEntry(cpr=cpr, name=name, enrolled_on=enrolled, broker_id=desk.who))
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """A copy of that database, to be written to."""
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy" / "caseload.db"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line with arguments; the passphrase stands in the environment."""
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BROKER_TUI_DB", str(tmp_path / "copy" / "caseload.db"))
    monkeypatch.setenv("BROKER_TUI_PASSPHRASE", PASSPHRASE)

    def start(*arguments: str, today: str = TODAY.isoformat(), stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capfdbinary.readouterr()
        code = main(["--today", today, *arguments])
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return start

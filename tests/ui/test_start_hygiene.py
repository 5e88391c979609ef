"""What the first paint may load and leave behind: measured by modules, not by clocks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from broker_tui.ui import terminal

ROOT = Path(__file__).resolve().parents[2]
UNWANTED = {
    "pydantic",
    "sqlite_utils",
    "sqlcipher3",
    "sqlite3",
    "click",
    "dateutil",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "cryptography",
    "markdown_it",
}

FIRST_PAINT = """
import json, sys
from pathlib import Path
from broker_tui.ui import run
from broker_tui.ui.screens import start, {screen}

def first_paint():
    print(json.dumps(sorted(sys.modules)), file=sys.__stdout__, flush=True)

start.warm_up = first_paint
settings, words = run._settings_and_words("da")
app = run._app(words, settings, None, lambda: {screen}.{made}(Path("borgere.db")))

async def until_painted(pilot):
    await pilot.pause()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    pilot.app.exit()

app.run(headless=True, auto_pilot=until_painted)
"""


@pytest.mark.parametrize(("screen", "made"), [("unlock", "UnlockScreen"), ("welcome", "WelcomeScreen")])
def test_the_first_paint_loads_nothing_heavy(screen: str, made: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT.format(screen=screen, made=made)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("["))
    loaded = set(json.loads(line))
    assert loaded & UNWANTED == set()
    assert "broker_tui.ui.screens.my_week" not in loaded


def test_the_command_line_reaches_the_start_without_textual() -> None:
    heavy = ("textual", "rich", "asyncio", "pydantic")
    code = f"import sys, broker_tui.ui.run; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [[], ["demo"]])
def test_without_a_terminal_a_sentence_names_the_command_line(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "broker_tui", "--db", str(tmp_path / "x.db"), *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "broker-tui todo" in done.stderr
    assert not (tmp_path / "x.db").exists()


class FakeStream:
    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "environ", "expected"),
    [
        ("utf-8", {"TERM": "xterm"}, None),
        ("UTF_8", {"TERM": "xterm"}, None),
        ("iso8859-1", {"TERM": "xterm"}, "encoding"),
        ("utf-8", {"TERM": "dumb"}, "dumb_terminal"),
    ],
)
def test_what_stands_in_the_way(
    monkeypatch: pytest.MonkeyPatch, encoding: str, environ: dict[str, str], expected: str | None
) -> None:
    monkeypatch.setattr(sys, "__stdin__", FakeStream("utf-8"))
    monkeypatch.setattr(terminal, "drawing_stream", lambda: FakeStream(encoding))
    assert terminal.obstacle(environ) == expected


def test_utf8_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, str]] = []
    monkeypatch.setattr(terminal, "restart", lambda environ: started.append(dict(environ)))
    terminal.take_utf8({"PYTHONIOENCODING": "latin-1", "LANG": "da_DK"})
    assert started == [{"LANG": "da_DK", "PYTHONUTF8": "1"}]
    terminal.take_utf8({"PYTHONUTF8": "1"})
    assert len(started) == 1


def test_textual_is_told_to_write_nothing_down() -> None:
    environ = {"TEXTUAL_LOG": "/srv/log", "TEXTUAL_SCREENSHOT": "3", "PATH": "/bin"}
    terminal.leave_no_trail(environ)
    assert environ == {"PATH": "/bin"}

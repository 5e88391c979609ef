"""What the command line loads before it answers, the fast field note, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from broker_tui.casework.opening import open_desk
from broker_tui.cli import main
from broker_tui.cli.arguments import Common, WrongUse, split
from broker_tui.cli.light import COMMANDS
from broker_tui.store.inbox import read_inbox
from tests.casework.conftest import TODAY
from tests.cli.conftest import Run
from tests.conftest import PASSPHRASE

HEAVY = {"textual", "pydantic", "sqlite_utils", "click", "rich", "dateutil", "sqlcipher3", "pydantic_core"}


def loaded(*arguments: str, database: Path) -> tuple[int, set[str]]:
    """Run a command in a fresh interpreter; return its exit code and the top-level modules it loaded."""
    code = (
        "import json, sys\n"
        "from broker_tui.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]))"
    )
    environment = {**os.environ, "BROKER_TUI_DB": str(database), "BROKER_TUI_HOME": str(database.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input="ude fra",
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    exit_code, modules = json.loads(done.stdout.splitlines()[-1])
    return exit_code, set(modules)


@pytest.mark.parametrize("arguments", [["note", "Åse: fik afslag"], ["note", "-", "--citizen", "åse"], ["--help"]])
def test_quick_answers_load_nothing_heavy(copied: Path, arguments: list[str]) -> None:
    code, modules = loaded(*arguments, database=copied)
    assert code == 0
    assert modules.isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [["todo"], ["caseload"], ["week"]])
def test_reading_commands_load_no_models(copied: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROKER_TUI_PASSPHRASE", PASSPHRASE)
    code, modules = loaded(*arguments, database=copied)
    assert code == 0
    assert modules.isdisjoint({"textual", "pydantic", "sqlite_utils", "rich"})


def test_field_notes_wait_sealed(run: Run, copied: Path) -> None:
    assert run("note", "Åse:", "fik", "afslag", "--citizen", "Åse").code == 0
    assert run("note", "-", stdin="to\nlinjer\n").code == 0
    assert run("note", "--", "--today").code == 0
    assert run("note", "help", "--", "-h").code == 0
    assert run("note", "  ").code == 2
    assert run("note", "--bogus", "x").code == 2
    assert run("note", "x", "--citizen").code == 2
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        notes = sorted((note.text, note.hint) for note in read_inbox(store))
    assert notes == [("--today", ""), ("help -h", ""), ("to\nlinjer", ""), ("Åse: fik afslag", "Åse")]


def test_common_options_stand_before_or_after_the_command() -> None:
    common, rest = split(["--db", "a", "todo", "--today=2026-11-20", "--lang", "en", "--", "--db", "b"])
    assert common == Common(db="a", today="2026-11-20", lang="en")
    assert rest == ["todo", "--", "--db", "b"]
    with pytest.raises(WrongUse):
        split(["todo", "--db"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["--bogus"],
        ["todo", "--bogus"],
        ["todo", "x"],
        ["todo", "--db"],
        ["week", "--week", "99"],
        ["todo", "--lang", "fr"],
        ["todo", "--today", "igår"],
        ["demo", "--size", "0"],
        ["demo", "stor"],
    ],
)
def test_wrong_use_is_one_sentence_and_code_2(run: Run, copied: Path, arguments: list[str]) -> None:
    told = run(*arguments)
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert "⟨" not in told.err
    assert told.out == ""


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str, language: str) -> None:
    told = run("--lang", language, command, "--help")
    assert told == run(command, "-h", "--lang", language)
    assert told.code == 0
    assert told.out.startswith(f"Usage: broker-tui {command}" if language == "en" else f"Brug: broker-tui {command}")
    assert "⟨" not in told.out
    assert "--passphrase-file" in told.out


def test_the_help_names_every_command(run: Run) -> None:
    told = run("--help")
    assert all(f"  {command} " in told.out for command in COMMANDS)
    assert run("--version").out.startswith("broker-tui ")


def test_bytes_that_are_no_text_do_no_harm(run: Run, copied: Path) -> None:
    assert run("note", "k\udce6re", "--citizen", "\udce5se").code == 0
    assert run("citizen", "\udce5se").code == 2
    assert run("contact", "Åse", "--note", "k\udce6re").code == 0


def test_an_interrupt_is_quiet(run: Run, copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("broker_tui.casework.overview.judge_caseload", interrupted)
    told = run("todo")
    assert (told.code, told.out, told.err) == (130, "", "")


def test_a_broken_pipe_is_quiet(copied: Path) -> None:
    environment = {**os.environ, "BROKER_TUI_DB": str(copied), "BROKER_TUI_PASSPHRASE": PASSPHRASE}
    process = subprocess.Popen(
        [sys.executable, "-m", "broker_tui", "export"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaint) == (0, b"")


def test_without_a_terminal_the_program_refuses(run: Run, copied: Path) -> None:
    told = run("demo", "--size", "5")
    assert told.code == 2
    assert told.err.count("\n") == 1


def test_main_takes_its_arguments_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["broker-tui", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("broker-tui ")

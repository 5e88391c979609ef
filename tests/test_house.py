"""What a machine can hold of the house: who imports whom, what a start may load, how large a room may grow."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "broker_tui").rglob("*.py"))

NOT_BEFORE_FIRST_PAINT = ("pydantic", "sqlite_utils", "click", "dateutil", "xlsxwriter", "python_calamine")
HEAVY = (*NOT_BEFORE_FIRST_PAINT, "textual", "rich")


def loaded_after(statement: str) -> set[str]:
    """Run a statement in a fresh interpreter and return the names of all loaded modules."""
    code = f"import sys, json\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import broker_tui.cli", HEAVY),
        ("import broker_tui.domain.rules", HEAVY),
        ("import broker_tui.domain.triage", HEAVY),
        ("import broker_tui.i18n", HEAVY),
        ("import broker_tui.config.settings", HEAVY),
        ("import broker_tui.store.store, broker_tui.store.facts, broker_tui.store.caseload", HEAVY),
        (
            "import broker_tui.ui.app",
            ("pydantic", "sqlite_utils", "click", "dateutil", "xlsxwriter", "python_calamine"),
        ),
    ],
)
def test_a_room_loads_only_what_it_needs(statement: str, forbidden: tuple[str, ...]) -> None:
    assert loaded_after(statement).isdisjoint(forbidden)


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 340
    too_long = [f.name for f in functions(path) if (f.end_lineno or f.lineno) - f.lineno > 60]
    assert too_long == []


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler swallows any error; one that cleans up and raises again does not."""
    broad = handler.type is None or getattr(handler.type, "id", "") in {"Exception", "BaseException"}
    return broad and not isinstance(handler.body[-1], ast.Raise)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_catches_everything(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    broad = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and catches_everything(node)]
    assert broad == []


def test_danish_letters_stand_in_no_identifier() -> None:
    """Names are the field's English terms; Danish belongs to the catalogue."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                assert node.id.isascii(), f"{path.name}: {node.id}"

"""Every key that the program asks for is in the catalogue, and is given what its words need."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import broker_tui
from broker_tui.i18n import load_words
from broker_tui.i18n.catalogue import parts_of, read_room
from broker_tui.shipped import data_dir

PACKAGE = Path(broker_tui.__file__).parent
ROOMS = {path.stem for path in (data_dir() / "language" / "da").glob("*.toml")}
MODULES = sorted(PACKAGE.rglob("*.py"))


class Use(NamedTuple):
    line: int
    key: str
    whole: bool
    given: frozenset[str] | None
    """Names of the parameters; None when some are handed on."""


def uses(source: str) -> Iterator[Use]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and node.args and _is_words(node.func)):
            continue
        names = {keyword.arg for keyword in node.keywords}
        given = None if None in names else frozenset(name for name in names if name)
        for key, whole in _keys(node.args[0]):
            if key.partition(".")[0] in ROOMS or "." in key:
                yield Use(node.lineno, key, whole, given)


def _is_words(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"words", "_words"}


def _keys(argument: ast.expr) -> Iterator[tuple[str, bool]]:
    """Yield the keys an argument may be, or how the key begins."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value, True
    elif isinstance(argument, ast.IfExp):
        yield from _keys(argument.body)
        yield from _keys(argument.orelse)
    elif isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        yield str(argument.values[0].value), False


def _needed(key: str) -> set[str]:
    entry = read_room(data_dir() / "language" / "da" / f"{key.partition('.')[0]}.toml")[key]
    variants = [entry] if isinstance(entry, str) else list(entry.values())
    counted = set() if isinstance(entry, str) else {"n"}
    return counted.union(*({field for _, field, _ in parts_of(text) if field} for text in variants))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_keys_that_are_asked_for_are_there(path: Path) -> None:
    words = load_words("da")
    wrong = []
    for use in uses(path.read_text(encoding="utf-8")):
        if not use.whole:
            if not any(key.startswith(use.key) for key in words.keys(use.key.partition(".")[0])):
                wrong.append(f"line {use.line}: nothing begins with {use.key}")
        elif not words.has(use.key):
            wrong.append(f"line {use.line}: {use.key} is missing")
        elif use.given is not None and not _needed(use.key) <= use.given:
            wrong.append(f"line {use.line}: {use.key} lacks {', '.join(sorted(_needed(use.key) - use.given))}")
    assert not wrong, "\n".join(wrong)


def test_the_reader_of_sources_sees_what_it_should() -> None:
    source = 'words("ui.save", n=1); self.words(f"ui.theme.{x}", **p); words("ui.yes" if y else "ui.no"); other("ui.x")'
    assert [use[1:] for use in uses(source)] == [
        ("ui.save", True, frozenset({"n"})),
        ("ui.theme.", False, None),
        ("ui.yes", True, frozenset()),
        ("ui.no", True, frozenset()),
    ]

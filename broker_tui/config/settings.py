"""The user's settings: a small TOML file of her own, read leniently and written without losing what else it holds."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from broker_tui.config.paths import settings_file
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.finding import Problem

LANGUAGES: Final = ("da", "en")
DOCUMENT_FORMATS: Final = ("pdf", "docx", "txt")
_KEYMAP: Final = "keymap"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen.

    Attributes:
        language: `da` or `en`.
        theme: name of a theme; the screens take their own when it is empty or unknown.
        idle_lock_minutes: minutes without a key before the screen locks; 0 never locks.
        ascii: whether signs are drawn in plain ASCII.
        calm: no animation and nothing that moves by itself.
        edition: the programme edition new citizens get.
        team_goal: the share the team aims for, when it is not the programme's.
        month_status: `last_day` or `any_day`, when a month's group is not to be told as the edition does (C6).
        document_folder: where documents were saved last; the user's own folder for documents when empty.
        document_format: the kind of file they were saved as last.
        keymap: keys by command, such as `contact.log = "u,f5"`.
    """

    language: str = "da"
    theme: str = ""
    idle_lock_minutes: int = 10
    ascii: bool = False
    calm: bool = False
    edition: str = "fsm3"
    team_goal: float | None = None
    month_status: str = ""
    document_folder: str = ""
    document_format: str = "pdf"
    keymap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_settings(path: Path | None = None) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings; what cannot be used is left at its default and told.

    Problems are setting_unknown, setting_type, setting_value and, for the whole file, settings_unreadable.
    """
    try:
        document = _document(path or settings_file())
    except (OSError, ValueError):
        return Settings(), (Problem("", "settings_unreadable"),)
    chosen: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in document.items():
        if name == _KEYMAP:
            chosen[name] = MappingProxyType(_keys(value, problems))
            continue
        code = _fault(name, value)
        if code:
            problems.append(Problem(name, code, {"name": name}))
        else:
            chosen[name] = float(value) if name == "team_goal" else value
    return Settings(**chosen), tuple(problems)


def write_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings in one step, readable by the user alone; keys and remarks of others stay as they are.

    A default is written only over another value. A file that is no TOML is set aside as `settings.toml.unreadable`.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    path = path or settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _document(path)
        lines = path.read_text("utf-8-sig").splitlines() if path.exists() else []
    except ValueError:
        path.replace(path.with_name(f"{path.name}.unreadable"))
        lines = []
    held = _document_of(lines)
    for one in fields(Settings):
        value = getattr(settings, one.name)
        if one.name != _KEYMAP and (one.name in held or value != one.default):
            _set(lines, "", one.name, value)
    before = _keys(held.get(_KEYMAP, {}), [])
    for command in sorted(before.keys() | settings.keymap.keys()):
        _set(lines, _KEYMAP, command, settings.keymap.get(command))
    _write(path, "\n".join(lines) + "\n")


def _document(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    return _document_of(path.read_text("utf-8-sig").splitlines())


def _document_of(lines: list[str]) -> dict[str, Any]:
    import tomllib

    return tomllib.loads("\n".join(lines))


def _fault(name: str, value: object) -> str:
    """Return the code of what is wrong with a value, or nothing."""
    wanted: dict[str, type | tuple[type, ...]] = {
        "language": str,
        "theme": str,
        "idle_lock_minutes": int,
        "ascii": bool,
        "calm": bool,
        "edition": str,
        "team_goal": (int, float),
        "month_status": str,
        "document_folder": str,
        "document_format": str,
    }
    if name not in wanted:
        return "setting_unknown"
    if not isinstance(value, wanted[name]) or (isinstance(value, bool) and wanted[name] is not bool):
        return "setting_type"
    allowed = {
        "language": value in LANGUAGES,
        "edition": value != "",
        "month_status": value in {"", *MonthStatus},
        "idle_lock_minutes": isinstance(value, int) and 0 <= value <= 24 * 60,
        "team_goal": isinstance(value, int | float) and 0 < value <= 1,
        "document_format": value in DOCUMENT_FORMATS,
    }
    return "" if allowed.get(name, True) else "setting_value"


def _keys(value: object, problems: list[Problem]) -> dict[str, str]:
    keys: dict[str, str] = {}
    if not isinstance(value, dict):
        problems.append(Problem(_KEYMAP, "setting_type", {"name": _KEYMAP}))
        return keys
    for command, key in _flat(value).items():
        if isinstance(key, str) and key.strip():
            keys[command] = key
        else:
            problems.append(Problem(f"{_KEYMAP}.{command}", "setting_type", {"name": f"{_KEYMAP}.{command}"}))
    return keys


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return `contact.log = "u"` and `"contact.log" = "u"` alike: TOML takes the first as a table in a table."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found.update({f"{name}.{below}": held for below, held in _flat(value).items()})
        else:
            found[name] = value
    return found


def _set(lines: list[str], table: str, name: str, value: object) -> None:
    """Give `name` its value among the lines of `table`; None takes it away, an unchanged one keeps its line."""
    held = _flat(_document_of(lines).get(table, {})) if table else _document_of(lines)
    if held.get(name) == value and type(held.get(name)) is type(value):
        return
    first, last = _extent(lines, table)
    if first is None:
        if value is None:
            return
        lines.extend(([""] if lines and lines[-1].strip() else []) + [f"[{table}]", _line(name, value)])
        return
    at = next((index for index in range(first, last) if _names(lines[index], name)), None)
    if at is not None:
        lines[at : at + 1] = [] if value is None else [_line(name, value)]
    elif value is not None:
        while last > first and not lines[last - 1].strip():
            last -= 1
        lines.insert(last, _line(name, value))


def _extent(lines: list[str], table: str) -> tuple[int | None, int]:
    """Return the first line of a table's body and the line after it; None when there is no such table."""
    heads = [index for index, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        return 0, heads[0] if heads else len(lines)
    for place, index in enumerate(heads):
        if lines[index].partition("#")[0].strip() == f"[{table}]":
            return index + 1, heads[place + 1] if place + 1 < len(heads) else len(lines)
    return None, 0


def _names(line: str, name: str) -> bool:
    text = line.lstrip()
    spelled = next((one for one in (name, _quoted(name), f"'{name}'") if text.startswith(one)), None)
    return spelled is not None and text[len(spelled) :].lstrip().startswith("=")


def _line(name: str, value: object) -> str:
    key = name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else _quoted(name)
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    return f"{key} = {_quoted(value)}" if isinstance(value, str) else f"{key} = {value}"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in plain) + '"'


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

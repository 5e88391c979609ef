"""The user's own keys: checked before Textual sees them, since it drops a clashing command without a word."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character

from broker_tui.domain.finding import Problem
from broker_tui.ui.commands import COMMANDS, Command

_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})
_NAMED: Final = frozenset(str(key.value).rpartition("+")[2] for key in Keys) | frozenset(KEY_NAME_REPLACEMENTS.values())

KEYS_WITHOUT_ALTGR: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789+-.,<>;:_*'\"!#%&/()=?½§¤´¨^ "
)
"""What a Danish keyboard types without AltGr."""

_BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "app": frozenset(),
    "list": frozenset({"app"}),
    "page": frozenset({"app", "views", "list"}),
    **dict.fromkeys(("form", "printing"), frozenset({"app", "dialog"})),
    **dict.fromkeys(
        ("my_week", "caseload", "weeks", "companies", "registrations", "results"), frozenset({"app", "views", "list"})
    ),
    **dict.fromkeys(
        ("citizen", "company", "results.month", "results.ahead"), frozenset({"app", "views", "list", "page"})
    ),
    **dict.fromkeys(("document", "versions", "compare", "own_forms", "own_form"), frozenset({"app", "list", "page"})),
    **dict.fromkeys(
        ("import.file", "import.columns", "import.plan", "import.cases", "notes", "settings"),
        frozenset({"app", "dialog", "list"}),
    ),
}
"""The places whose commands answer on the same screen as a place's own; those of `app` where nothing is said."""

_EVERYWHERE: Final = frozenset({"app"})


class Keymap(NamedTuple):
    """The keys in force: `overrides` are those of the user that stand, `problems` say why others do not."""

    overrides: Mapping[str, str]
    problems: tuple[Problem, ...]


def canonical(key: str) -> str:
    """Return Textual's name of a key: `?` becomes question_mark, `Ctrl+S` ctrl+s; a capital letter stays one.

    Raises:
        ValueError: there is no such key.
    """
    key = key.strip()
    if len(key) == 1:
        return _character_to_key(key)
    *modifiers, last = key.split("+")
    modifiers = [modifier.lower() for modifier in modifiers]
    if len(last) == 1:
        last = _character_to_key(last.lower() if modifiers else last)
    elif last.lower() in _NAMED or key_to_character(last.lower()) is not None:
        last = last.lower()
    else:
        raise ValueError("unknown key")
    if not set(modifiers) <= _MODIFIERS:
        raise ValueError("unknown modifier")
    return "+".join((*modifiers, last))


def keys_of(command: Command, overrides: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the canonical keys a command answers to."""
    text = (overrides or {}).get(command.id, command.keys)
    return tuple(canonical(key) for key in text.split(",") if key.strip())


def check_keymap(wanted: Mapping[str, str], commands: Sequence[Command] = COMMANDS) -> Keymap:
    """Return which of the user's keys can stand; a command whose keys cannot keeps its own.

    The problems are keymap_unknown_command (id), keymap_unknown_key (id, key) and keymap_clash (id, key, other).
    """
    known = {command.id: command for command in commands}
    overrides: dict[str, str] = {}
    problems: list[Problem] = []
    for command_id, text in wanted.items():
        if command_id not in known:
            problems.append(Problem(command_id, "keymap_unknown_command", {"id": command_id}))
            continue
        keys: list[str] = []
        for key in text.split(","):
            try:
                keys.append(canonical(key))
            except ValueError:
                problems.append(Problem(command_id, "keymap_unknown_key", {"id": command_id, "key": key.strip()}))
        if keys and len(keys) == len(text.split(",")):
            overrides[command_id] = ",".join(keys)
    for command_id in list(overrides):
        clash = _clash(known[command_id], overrides, commands)
        if clash:
            key, other = clash
            problems.append(Problem(command_id, "keymap_clash", {"id": command_id, "key": key, "other": other}))
            del overrides[command_id]
    return Keymap(overrides, tuple(problems))


def _clash(command: Command, overrides: Mapping[str, str], commands: Iterable[Command]) -> tuple[str, str] | None:
    mine = set(keys_of(command, overrides))
    for other in commands:
        if other.id == command.id or not can_meet(command.where, other.where):
            continue
        shared = mine & set(keys_of(other, overrides))
        if shared:
            return min(shared), other.id
    return None


def can_meet(one: str, other: str) -> bool:
    """Tell whether commands of two places answer to keys on the same screen."""
    return one == other or other in _BESIDE.get(one, _EVERYWHERE) or one in _BESIDE.get(other, _EVERYWHERE)


def shown_key(key: str) -> str:
    """Return a key as the bottom line writes it: `Ctrl+P`, `F1`, `?`."""
    *modifiers, last = key.split("+")
    name = _SHOWN.get(last, last)
    if len(name) > 1 and name not in _SHOWN.values():
        name = name.capitalize() if not name.startswith("upper_") else name[-1].upper()
    if modifiers and len(name) == 1:
        name = name.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


_SHOWN: Final = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "asterisk": "*",
    "less_than_sign": "<",
}

"""The user's keys: what stands, what is refused and why, and what every keyboard can type."""

import pytest

from broker_tui.ui.commands import COMMANDS
from broker_tui.ui.keymap import KEYS_WITHOUT_ALTGR, canonical, check_keymap, keys_of, shown_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("?", "question_mark"),
        ("Ctrl+S", "ctrl+s"),
        ("ctrl+shift+A", "ctrl+shift+a"),
        ("F5", "f5"),
        ("å", "å"),
        ("G", "G"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert canonical(written) == key


@pytest.mark.parametrize("written", ["ctrl+foo", "hund", "hat+s", ""])
def test_what_is_no_key_is_told(written: str) -> None:
    with pytest.raises(ValueError, match="unknown"):
        canonical(written)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"contact.lgo": "u"}, "keymap_unknown_command"),
        ({"contact.log": "hund"}, "keymap_unknown_key"),
        ({"contact.log": "z"}, "keymap_clash"),
        ({"caseload.sort": "f"}, "keymap_clash"),
        ({"caseload.sort": "j"}, "keymap_clash"),
        ({"view.caseload": "f1"}, "keymap_clash"),
    ],
)
def test_a_key_that_cannot_be_keeps_the_default(wanted: dict[str, str], code: str) -> None:
    checked = check_keymap(wanted)
    assert checked.overrides == {}
    assert [problem.code for problem in checked.problems] == [code]


def test_two_commands_may_swap_their_keys() -> None:
    checked = check_keymap({"contact.log": "n", "note.write": "u,f4"})
    assert checked.overrides == {"contact.log": "n", "note.write": "u,f4"}
    assert checked.problems == ()


def test_commands_of_different_screens_may_share_a_key() -> None:
    assert check_keymap({"caseload.sort": "x"}).overrides == {"caseload.sort": "x"}


def test_no_two_default_keys_clash() -> None:
    """A clash would silently lose a command."""
    everything = {command.id: command.keys for command in COMMANDS if command.keys}
    assert check_keymap(everything).problems == ()


def test_no_default_key_needs_altgr() -> None:
    for command in COMMANDS:
        for key in keys_of(command):
            last = key.rpartition("+")[2]
            typed = shown_key(last)
            assert "alt+" not in key, command.id
            assert len(typed) > 1 or typed in KEYS_WITHOUT_ALTGR or typed in "←→↑↓", f"{command.id}: {key}"


@pytest.mark.parametrize(
    ("key", "shown"),
    [("question_mark", "?"), ("ctrl+p", "Ctrl+P"), ("f1", "F1"), ("escape", "Esc"), ("G", "G"), ("enter", "Enter")],
)
def test_keys_are_shown_as_they_stand_on_the_keyboard(key: str, shown: str) -> None:
    assert shown_key(key) == shown

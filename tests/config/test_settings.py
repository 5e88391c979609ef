"""The user's settings: read leniently, written without losing what else the file holds."""

import dataclasses
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.config import paths
from broker_tui.config.settings import Settings, read_settings, write_settings

FULL = Settings(
    language="en",
    theme="nat",
    idle_lock_minutes=0,
    ascii=True,
    calm=True,
    edition="fsm2",
    team_goal=0.18,
    month_status="any_day",
    keymap={"contact.log": "u,f5", "æ ø": 'a"\\b'},
)
BY_HAND = """\
# min egen fil
language = "en"   # engelsk, tak
later = ["a",
  "b"]

[keymap]
"contact.log" = "k"  # som jeg er vant til
note = "n"

[other]
language = "fr"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@pytest.fixture
def by_hand(file: Path) -> Path:
    file.parent.mkdir()
    file.write_text(BY_HAND, encoding="utf-8")
    return file


def test_without_a_file_all_is_as_it_comes(file: Path) -> None:
    assert read_settings(file) == (Settings(), ())


def test_what_is_written_is_read(file: Path) -> None:
    write_settings(FULL, file)
    assert read_settings(file) == (FULL, ())


def test_back_to_the_defaults(file: Path) -> None:
    write_settings(FULL, file)
    write_settings(Settings(), file)
    assert read_settings(file) == (Settings(), ())


def test_writing_twice_changes_nothing(file: Path) -> None:
    write_settings(FULL, file)
    once = file.read_bytes()
    write_settings(FULL, file)
    assert file.read_bytes() == once


def test_only_the_user_may_read_it(file: Path) -> None:
    write_settings(FULL, file)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_remarks_and_the_keys_of_others_stay(by_hand: Path) -> None:
    settings, problems = read_settings(by_hand)
    assert [(one.field, one.code) for one in problems] == [("later", "setting_unknown"), ("other", "setting_unknown")]
    write_settings(dataclasses.replace(settings, calm=True, keymap={**settings.keymap, "search": "f"}), by_hand)
    text = by_hand.read_text(encoding="utf-8")
    assert [line for line in BY_HAND.splitlines() if line not in text.splitlines()] == []
    again, _ = read_settings(by_hand)
    assert again.calm
    assert again.keymap == {"contact.log": "k", "note": "n", "search": "f"}


def test_a_key_taken_back_leaves_the_file(by_hand: Path) -> None:
    settings, _ = read_settings(by_hand)
    write_settings(dataclasses.replace(settings, keymap={"note": "m"}), by_hand)
    assert read_settings(by_hand)[0].keymap == {"note": "m"}


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("langauge = 'da'", "langauge", "setting_unknown"),
        ("language = 'sv'", "language", "setting_value"),
        ("language = 1", "language", "setting_type"),
        ("idle_lock_minutes = true", "idle_lock_minutes", "setting_type"),
        ("idle_lock_minutes = -1", "idle_lock_minutes", "setting_value"),
        ("idle_lock_minutes = 2.5", "idle_lock_minutes", "setting_type"),
        ("team_goal = 20", "team_goal", "setting_value"),
        ("team_goal = nan", "team_goal", "setting_value"),
        ('month_status = "first_day"', "month_status", "setting_value"),
        ("edition = ''", "edition", "setting_value"),
        ("calm = 'ja'", "calm", "setting_type"),
        ("keymap = 'u'", "keymap", "setting_type"),
        ("keymap = { note = 3 }", "keymap.note", "setting_type"),
        ("language = ", "", "settings_unreadable"),
        ("\x00", "", "settings_unreadable"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_at_its_default(file: Path, text: str, field: str, code: str) -> None:
    file.parent.mkdir()
    file.write_text(f"ascii = true\n{text}\n", encoding="utf-8")
    settings, problems = read_settings(file)
    assert [(one.field, one.code) for one in problems] == [(field, code)]
    assert settings == (Settings(ascii=True) if field else Settings())


def test_a_file_that_cannot_be_read_at_all(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("theme = 'grå'".encode("cp1252"))
    for path in (tmp_path, tmp_path / "latin.toml"):
        settings, problems = read_settings(path)
        assert (settings, [one.code for one in problems]) == (Settings(), ["settings_unreadable"])


def test_writing_over_a_broken_file_sets_it_aside(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("language = ", encoding="utf-8")
    write_settings(FULL, file)
    assert read_settings(file) == (FULL, ())
    assert file.with_name("settings.toml.unreadable").read_text(encoding="utf-8") == "language = "


def test_a_command_needs_no_quotation_marks(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('[keymap]\ncontact.log = "k"\n', encoding="utf-8")
    settings, problems = read_settings(file)
    assert (settings.keymap, problems) == ({"contact.log": "k"}, ())
    write_settings(Settings(keymap={"contact.log": "m"}), file)
    assert read_settings(file)[0].keymap == {"contact.log": "m"}


@given(st.dictionaries(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip), max_size=4))
def test_any_key_and_command_survive(tmp_path_factory: pytest.TempPathFactory, keymap: dict[str, str]) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    write_settings(Settings(keymap=keymap), file)
    assert read_settings(file) == (Settings(keymap=keymap), ())


def test_the_environment_moves_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROKER_TUI_DB", raising=False)
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path))
    moved = [paths.default_database(), paths.settings_file(), paths.log_file(), paths.own_programmes()]
    assert {path.parent for path in moved} == {tmp_path}
    monkeypatch.setenv("BROKER_TUI_DB", str(tmp_path / "mine.db"))
    assert paths.default_database() == tmp_path / "mine.db"


def test_without_it_files_lie_where_the_machine_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROKER_TUI_DB", raising=False)
    monkeypatch.delenv("BROKER_TUI_HOME", raising=False)
    for path in (paths.default_database(), paths.settings_file(), paths.log_file()):
        assert path.is_absolute()
        assert "broker-tui" in path.parts


def test_the_data_that_ships_is_found() -> None:
    assert (paths.data_dir() / "language" / "da" / "code.toml").is_file()

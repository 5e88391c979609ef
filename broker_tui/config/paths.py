"""Where files lie on this machine; `BROKER_TUI_HOME` and `BROKER_TUI_DB` move them, for tests and for trying out."""

import os
from pathlib import Path

from broker_tui.shipped import data_dir

__all__ = ["data_dir", "default_database", "log_file", "own_programmes", "settings_file"]

_APP = "broker-tui"


def default_database() -> Path:
    """Return the database that is opened when none is named."""
    named = os.environ.get("BROKER_TUI_DB")
    return Path(named) if named else _home("user_data_path") / "borgere.db"


def settings_file() -> Path:
    """Return the user's settings, which need not exist."""
    return _home("user_config_path") / "settings.toml"


def own_programmes() -> Path:
    """Return the folder for editions of the programme that the user adds, which need not exist."""
    return _home("user_config_path") / "programmes"


def log_file() -> Path:
    """Return the log, which holds ids and codes and no personal data."""
    return _home("user_log_path") / "broker-tui.log"


def _home(kind: str) -> Path:
    moved = os.environ.get("BROKER_TUI_HOME")
    if moved:
        return Path(moved)
    import platformdirs

    folder: Path = getattr(platformdirs, kind)(_APP, appauthor=False)
    return folder

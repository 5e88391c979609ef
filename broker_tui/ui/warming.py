"""What is loaded in a thread while the passphrase is typed, so that the first list and the first act need not wait."""

import gc
from collections.abc import Iterable
from importlib import import_module
from threading import Lock
from typing import Final

_FIRST_LIST: Final = (
    "broker_tui.casework.opening",
    "broker_tui.store.store",
    "cryptography.hazmat.primitives.kdf.argon2",
    "cryptography.hazmat.primitives.ciphers.aead",
    "broker_tui.store.settings",
    "broker_tui.config.programmes",
    "broker_tui.casework.overview",
    "broker_tui.ui.screens.my_week",
)
_FIRST_ACT: Final = (
    "broker_tui.casework.form_acts",
    "broker_tui.store.act",
    "broker_tui.store.journal",
    "sqlite_utils",
    "broker_tui.ui.screens.contact",
    "broker_tui.ui.screens.caseload",
)


# Two threads that import modules which import each other may see one half made; so they take turns.
_TURN: Final = Lock()


def _load(names: Iterable[str]) -> None:
    for name in names:
        with _TURN:
            import_module(name)


def warm_first_list() -> None:
    """Load what opening a database and its first list need."""
    _load(_FIRST_LIST)


def warm_first_act() -> None:
    """Load what the first list and the first act need."""
    _load((*_FIRST_LIST, *_FIRST_ACT))


def warm() -> None:
    """Load it all, and let the collector work again; what is there by now is left out of its rounds for good."""
    warm_first_act()
    gc.freeze()
    gc.enable()

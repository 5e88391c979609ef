"""What is loaded in a thread while the passphrase is typed, so that the first list and the first act need not wait.

And what keeps the keyboard quick beside such threads: nobody waits for a module that is still being loaded, and the
collector leaves alone what has been made to stay.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Condition, Lock
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


_LOADERS: list[object] = []
_CHANGED: Final = Condition()

# Two threads that import modules which import each other may see one half made; so they take turns.
_TURN: Final = Lock()


@contextmanager
def loading() -> Iterator[None]:
    """Say, from now until all of it is loaded, that the screen had better not wait for a module."""
    mark = object()
    with _CHANGED:
        _LOADERS.append(mark)
    try:
        yield
    finally:
        with _CHANGED:
            _LOADERS.remove(mark)
            _CHANGED.notify_all()


def is_loading() -> bool:
    """Tell whether a thread is loading: who imports the same then stands still until it is done, keys and all."""
    return bool(_LOADERS)


def wait_until_loaded(seconds: float) -> None:
    """Leave the processor to the thread that loads; for another thread."""
    with _CHANGED:
        _CHANGED.wait_for(lambda: not _LOADERS, seconds)


@contextmanager
def made_to_stay() -> Iterator[None]:
    """Rest the collector while very much is made, and leave it out of its rounds for good: each would stop the keys.

    Rings that nobody holds any more at the end are not found again, so this is for what happens seldom.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


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
    with loading():
        warm_first_act()
    gc.freeze()
    gc.enable()

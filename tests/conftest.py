"""Fixtures that several rooms share: a fresh encrypted database, and small citizens to put into it."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from broker_tui.domain.citizen import Citizen
from broker_tui.domain.contact import Contact
from broker_tui.store.keys import keys_path
from broker_tui.store.store import FAST_KDF, Store, create_store, open_store

# How long drawing a whole case takes says nothing about the program, and differs from machine to machine.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

PASSPHRASE = "hest batteri hæfteklamme"

MakeCitizen = Callable[..., Citizen]
MakeContact = Callable[..., Contact]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the test's database lies; nothing is there yet."""
    return tmp_path / "caseload.db"


@cache
def _empty_database() -> tuple[bytes, bytes]:
    """Return the content of an empty database and of its keys; made once, since making every table takes a while."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        create_store(path, PASSPHRASE, kdf=FAST_KDF)[0].close()
        return path.read_bytes(), keys_path(path).read_bytes()


def fresh_store(path: Path) -> Store:
    """Return a fresh encrypted database at `path`, open for writing; its passphrase is PASSPHRASE."""
    content, keys = _empty_database()
    path.write_bytes(content)
    keys_path(path).write_bytes(keys)
    for private in (path, keys_path(path)):
        private.chmod(0o600)
    return open_store(path, PASSPHRASE)


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """A fresh encrypted database that a cheap key opens; its passphrase is PASSPHRASE."""
    with fresh_store(database) as opened:
        yield opened


@pytest.fixture
def make_citizen() -> MakeCitizen:
    """Build citizens with replacement numbers of their own; any field may be given."""
    numbers = count()

    def build(**fields: Any) -> Citizen:  # noqa: ANN401
        number = next(numbers)
        defaults = {
            "cpr": f"{61 + number % 28:02d}{1 + number // 28 % 12:02d}80{1000 + number:04d}",
            "name": f"Åse Ørsted {number}",
            "enrolled_on": date(2026, 1, 5),
        }
        return Citizen(**{**defaults, **fields})

    return build


@pytest.fixture
def make_contact() -> MakeContact:
    """Build contacts with ids of their own that sort by the time they were made; any field may be given."""
    numbers = count()

    def build(on: date, **fields: Any) -> Contact:  # noqa: ANN401
        return Contact(**{"id": f"contact-{next(numbers):06d}", "on": on, **fields})

    return build

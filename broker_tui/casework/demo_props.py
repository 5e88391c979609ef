"""What the demo draws from: names, places and texts, which are data and not code."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any, Final

from broker_tui.shipped import data_dir

_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True)
class Props:
    """Names, places and texts to draw from.

    Attributes:
        women: names of the women of the cast, in its order.
        men: names of the men of the cast, in its order.
        pools: first names and surnames that go together, each pool with its weight.
        caseworkers: names of caseworkers.
        brokers: name and roles of each broker, the user first.
        notes: what is written about a contact, by medium, or by what came of it.
    """

    women: Sequence[str]
    men: Sequence[str]
    pools: Sequence[Mapping[str, Any]]
    caseworkers: Sequence[str]
    streets: Sequence[str]
    towns: Sequence[str]
    companies: Sequence[str]
    municipality: str
    brokers: Sequence[Mapping[str, Any]]
    job_goals: Sequence[str]
    tasks: Sequence[str]
    excuses: Sequence[str]
    exits: Sequence[str]
    handovers: Sequence[str]
    remarks: Sequence[str]
    notes: Mapping[str, Sequence[str]]


@cache
def read_props() -> Props:
    """Read what the demo draws from."""
    folder = data_dir() / "demo"
    found: dict[str, Any] = {}
    for name in ("people", "texts"):
        found.update(tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
    return Props(**found)


def record_id(day: date, rng: Random) -> str:
    """Return an id like those of UUIDv7, its time being a day."""
    bits = f"{(day - _EPOCH).days * 86_400_000:012x}7{rng.getrandbits(12):03x}{0x8 | rng.getrandbits(2):x}"
    text = f"{bits}{rng.getrandbits(60):015x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

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
        companies: their names, with the line of business of each in `branches`.
        brokers: name and roles of each broker, the user first.
        functions: what one does at a company.
        contacts: people at companies.
        interruptions: why a placement was broken off.
        health: considerations for her health at a company.
        measures: type, name and reason of each parallel measure.
        network: people of a citizen's network, with who they are to her.
        notes: what is written about a contact, by medium, or by what came of it.
    """

    women: Sequence[str]
    men: Sequence[str]
    pools: Sequence[Mapping[str, Any]]
    caseworkers: Sequence[str]
    streets: Sequence[str]
    towns: Sequence[str]
    companies: Sequence[str]
    branches: Sequence[str]
    municipality: str
    brokers: Sequence[Mapping[str, Any]]
    job_goals: Sequence[str]
    tasks: Sequence[str]
    excuses: Sequence[str]
    exits: Sequence[str]
    handovers: Sequence[str]
    remarks: Sequence[str]
    resources: Sequence[str]
    challenges: Sequence[str]
    functions: Sequence[str]
    why_not_paid: Sequence[str]
    approaches: Sequence[str]
    follow_ups: Sequence[str]
    contacts: Sequence[str]
    interruptions: Sequence[str]
    health: Sequence[str]
    measures: Sequence[Sequence[str]]
    network: Mapping[str, str]
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
    first, variant, last = rng.getrandbits(12), rng.getrandbits(2), rng.getrandbits(60)
    return f"{_begun(day)}-7{first:03x}-{8 | variant:x}{last >> 48:03x}-{last & _LAST_PART:012x}"


def company_id(place: int) -> str:
    """Return the id of one of the companies, by its place in the list."""
    return record_id(COMPANIES_SINCE, Random(f"company {place}"))  # noqa: S311 - an invented register needs no secret


def broker_id(place: int) -> str:
    """Return the id of one of the brokers, by its place in the list."""
    return record_id(BROKERS_SINCE, Random(place))  # noqa: S311 - an invented register needs no secret


BROKERS_SINCE: Final = date(2024, 1, 1)
COMPANIES_SINCE: Final = date(2024, 1, 2)
_LAST_PART: Final = 2**48 - 1


@cache
def _begun(day: date) -> str:
    """Return what the ids of a day begin with."""
    bits = f"{(day - _EPOCH).days * 86_400_000:012x}"
    return f"{bits[:8]}-{bits[8:]}"

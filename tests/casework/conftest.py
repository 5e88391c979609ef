"""An open desk with a broker of its own and a citizen in group 1 since January."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import desk_of
from broker_tui.casework.people import add_broker, add_citizen
from broker_tui.config.programmes import load_programmes
from broker_tui.domain.entries import BrokerEntry, NewCitizenEntry
from broker_tui.store.store import Store

TODAY = date(2026, 11, 20)
"""A Friday in week 47."""

Enrol = Callable[..., str]


@pytest.fixture
def desk(store: Store) -> Desk:
    """The desk of Maja Lund, on a Friday."""
    anonymous = desk_of(store, TODAY)
    broker_id = add_broker(anonymous, BrokerEntry(name="Maja Lund")).record_id
    return Desk(store, load_programmes(), str(broker_id), TODAY)


@pytest.fixture
def enrol(desk: Desk) -> Enrol:
    """Take citizens into the programme; any field of the entry may be given."""
    numbers = iter(range(1000, 9999))

    def build(**fields: Any) -> str:  # noqa: ANN401
        defaults: dict[str, Any] = {
            "cpr": f"610180{next(numbers)}",
            "name": "Åse Ørsted",
            "enrolled_on": date(2026, 1, 5),
            "benefit": "cash_benefit",
            "caseworker": "Per Holt",
            "broker_id": desk.who,
            "broker_from": date(2026, 1, 5),
            "step_from": date(2026, 1, 5),
        }
        return str(add_citizen(desk, NewCitizenEntry(**{**defaults, **fields})).citizen_id)

    return build


@pytest.fixture
def citizen_id(enrol: Enrol) -> str:
    """One citizen, Åse Ørsted."""
    return enrol()

"""A fictitious caseload with every state of the programme in it, its dates counted from the day it is shown.

The cast comes first: the user's own citizens, then those of her colleagues with all that may be wrong with data. A
larger caseload is filled up with ordinary citizens, so that speed can be measured on 36,000 of them.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any, Final

from broker_tui.casework.demo_cast import CAST, CAST_OF_THE_USER, CROWD
from broker_tui.casework.demo_draft import Draft
from broker_tui.casework.demo_props import broker_id, company_id, read_props
from broker_tui.casework.demo_way_more import fill_out

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case
    from broker_tui.domain.company import Company
    from broker_tui.store.store import Store

DEMO_SIZE: Final = len(CAST)
"""Citizens of the demo: the whole cast, in which every finding occurs."""

OWN_CITIZENS: Final = len(CAST_OF_THE_USER)
"""How many of them are the first broker's; with fewer citizens than this all are."""

_MAKER: Final = "demo"
"""Who has entered the demo: nobody's id, so that no user can undo it."""

_EACH_BROKER: Final = 40
_CVR: Final = (
    "99000007", "99000015", "99000023", "99000031", "99000058", "99000066", "99000074", "99000082", "99000090",
)  # fmt: skip


def make_demo(
    store: "Store", size: int, today: date, *, seed: int = 1, progress: "Callable[[int, int], None] | None" = None
) -> None:
    """Fill an empty database with the demo, whose user is the first broker.

    Args:
        store: the database. The cast has a history, which `z` does not take back; the crowd beyond it has none.
        size: how many citizens.
        today: the day they are seen from.
        seed: another one gives another caseload.
        progress: told how many citizens of how many are written.

    Raises:
        StoreError: the database has such citizens already, or cannot be written.
    """
    from broker_tui.casework.opening import ME
    from broker_tui.store.fill import fill
    from broker_tui.store.settings import write_setting

    def tell(done: int) -> None:
        if progress is not None:
            progress(done, size)

    # Without models, whose classes take longer to load than the demo to make; a test holds the rows to them.
    brokers, rows = demo_brokers(size), demo_rows(size, today=today, seed=seed)
    cast = islice(rows, DEMO_SIZE)
    fill(store, brokers, cast, tell, companies=demo_company_rows(), journal=("demo", _MAKER))
    if size > DEMO_SIZE:
        fill(store, (), rows, lambda done: tell(DEMO_SIZE + done))
    write_setting(store, ME, brokers[0]["id"])


def demo_cases(size: int = DEMO_SIZE, *, today: date, seed: int = 1) -> "tuple[tuple[Broker, ...], Iterator[Case]]":
    """Return the brokers, the user's own first, and `size` cases; the same arguments give the same caseload."""
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case

    brokers = tuple(Broker.model_validate(row) for row in demo_brokers(size))
    return brokers, (Case.model_validate(row) for row in demo_rows(size, today=today, seed=seed))


def demo_companies() -> "tuple[Company, ...]":
    """Return the companies that all citizens share; their numbers are of a series that is given to nobody."""
    from broker_tui.domain.company import Company, CompanyContact

    return tuple(
        # Not validated: the library that checks company numbers would be loaded for that alone.
        Company.model_construct(**{**row, "contacts": tuple(CompanyContact(**contact) for contact in row["contacts"])})
        for row in demo_company_rows()
    )


def demo_company_rows() -> list[dict[str, Any]]:
    """Return the companies as `Company.model_dump(mode="json")` would."""
    props = read_props()
    streets, towns = props.streets, props.towns
    return [
        {
            "id": company_id(place),
            "name": name,
            "cvr": _CVR[place] if place < len(_CVR) else "",
            "p_number": "",
            "branch": props.branches[place],
            "address": f"{streets[place % len(streets)]} {place + 3}, {towns[place % len(towns)]}",
            "phone": f"20 30 40 {40 + place}",
            "email": "",
            "note": "",
            "contacts": [
                {"name": props.contacts[place % len(props.contacts)], "phone": "", "email": "", "role": "Leder"}
            ],
        }
        for place, name in enumerate(props.companies)
    ]


def demo_brokers(size: int = DEMO_SIZE) -> list[dict[str, Any]]:
    """Return the brokers as `Broker.model_dump(mode="json")` would; the first is the user."""
    props = read_props()
    crowd = max(0, size - DEMO_SIZE)
    brokers = [
        {"name": one["name"], "roles": list(one["roles"]), "phone": f"20 30 40 {place:02d}", "email": ""}
        for place, one in enumerate(props.brokers, start=1)
    ]
    for place in range(-(-crowd // _EACH_BROKER)):
        pool = props.pools[0]
        first, last = pool["women"][place % len(pool["women"])], pool["surnames"][place * 7 % len(pool["surnames"])]
        brokers.append({"name": f"{first} {last}", "roles": ["company_consultant"], "phone": "", "email": ""})
    return [{"id": broker_id(place), **row} for place, row in enumerate(brokers)]


def demo_rows(size: int = DEMO_SIZE, *, today: date, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield each case as `Case.model_dump(mode="json")` would, without pydantic, for filling a database fast."""
    props = read_props()
    brokers = [one["id"] for one in demo_brokers(size)]
    plots, weights = list(CROWD), list(CROWD.values())
    taken: set[str] = set()
    for place in range(size):
        rng = Random(f"{seed}/{place}")  # noqa: S311 - an invented caseload needs no secret
        plot = CAST[place] if place < DEMO_SIZE else rng.choices(plots, weights)[0]
        draft = Draft(rng, props, today, *_brokers_of(place, brokers))
        draft.person(place, taken)
        plot(draft)
        if place < DEMO_SIZE:
            fill_out(draft, props, place)
        yield draft.row()


def _brokers_of(place: int, brokers: list[str]) -> tuple[str, str]:
    """Return a citizen's broker and a colleague of hers."""
    known = len(read_props().brokers)
    if place < OWN_CITIZENS:
        return brokers[0], brokers[1]
    if place < DEMO_SIZE:
        return brokers[1 + place % (known - 1)], brokers[1 + (place + 1) % (known - 1)]
    return brokers[known + (place - DEMO_SIZE) // _EACH_BROKER], brokers[1]

"""A small caseload whose results are known, for tests of the results screen."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date

from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.config.settings import Settings
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import Group, PlacementKind
from broker_tui.domain.group import Exemption, GroupMembership
from broker_tui.domain.model import Record
from broker_tui.domain.placement import Placement
from broker_tui.i18n import load_words
from broker_tui.store.act import act
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.results import ResultsView
from broker_tui.ui.screens.results_month import ResultsMonth
from tests.ui.conftest import shown
from tests.ui.form_house import TODAY

ENROLLED = date(2026, 8, 24)

NAMES = {
    "works": "Anna Bæk",
    "practises": "Bo Holm",
    "idle": "Carla Toft",
    "exempt": "Dan Friis",
    "group_2": "Else Noor",
    "starts": "Finn Skov",
}


def write(desk: Desk, citizen_id: str, record: Record) -> None:
    """Write a record about a citizen."""
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        doing.add(citizen_id, record)


def place(desk: Desk, citizen_id: str, kind: PlacementKind, start: date, end: date | None = None) -> None:
    """Put a citizen at a company."""
    made = Placement(
        id=f"p-{citizen_id}-{start}", kind=kind, company="Netto", started_on=start, ended_on=end, agreed_on=start
    )
    write(desk, citizen_id, made)


def enrol(desk: Desk, name: str, cpr: str, group: Group = Group.INTERVENTION) -> str:
    """Put in a citizen with a group and the user as broker."""
    with act(desk.store, "citizen_added", who=desk.who) as doing:
        citizen_id = doing.add_citizen(Citizen(cpr=cpr, name=name, enrolled_on=ENROLLED))
        doing.add(citizen_id, BrokerAssignment(id=f"b-{cpr}", broker_id=desk.who, started_on=ENROLLED))
        doing.add(citizen_id, GroupMembership(id=f"g-{cpr}", group=group, started_on=ENROLLED))
    return citizen_id


def add_known(desk: Desk) -> dict[str, str]:
    """Put in six citizens: one counts since 5 October, three do not, one is exempt, one is in group 2."""
    group_2 = {"group_2": Group.REHABILITATION}
    ids = {
        key: enrol(desk, name, f"61018012{place:02d}", group_2.get(key, Group.INTERVENTION))
        for place, (key, name) in enumerate(NAMES.items())
    }
    place(desk, ids["works"], PlacementKind.PAID_HOURS, date(2026, 10, 5))
    place(desk, ids["practises"], PlacementKind.INTERNSHIP, date(2026, 9, 7))
    write(desk, ids["exempt"], Exemption(id="e-1", type="parental_leave", started_on=date(2026, 11, 2)))
    place(desk, ids["starts"], PlacementKind.ORDINARY_JOB, date(2026, 11, 27))
    return ids


@asynccontextmanager
async def at(
    desk: Desk,
    size: tuple[int, int] = (120, 40),
    language: str = "da",
    settings: Mapping[str, object] | None = None,
    today: date = TODAY,
) -> AsyncIterator[Pilot[None]]:
    """Open the program at the results."""
    chosen = Settings(**(settings or {}))  # type: ignore[arg-type]
    house = BrokerApp(desk, load_words(language), chosen, today=today)
    async with house.run_test(size=size) as pilot:
        await house.workers.wait_for_complete()
        await pilot.press("4")
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until everything is counted and painted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def view(pilot: Pilot[None]) -> ResultsView:
    """Return the results, which are in front."""
    screen = pilot.app.screen
    assert isinstance(screen, ResultsView)
    return screen


def listed(pilot: Pilot[None]) -> ResultsMonth:
    """Return the list of a month, which is in front."""
    screen = pilot.app.screen
    assert isinstance(screen, ResultsMonth)
    return screen


def lines(pilot: Pilot[None]) -> list[str]:
    """Return what is on the screen."""
    assert isinstance(pilot.app, BrokerApp)
    return shown(pilot.app)


def text(pilot: Pilot[None]) -> str:
    """Return what is on the screen as one text."""
    return "\n".join(lines(pilot))


def line(pilot: Pilot[None], part: str) -> str:
    """Return the first line that holds a text; the test fails when there is none."""
    found = [one for one in lines(pilot) if part in one]
    assert found, text(pilot)
    return found[0]

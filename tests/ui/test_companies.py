"""The register of companies and a company's page: found while typing, opened from both sides, changed and undone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_case
from broker_tui.store.companies import company_ids, read_companies
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.citizen import CitizenScreen
from broker_tui.ui.screens.companies import Companies
from broker_tui.ui.screens.company import CompanyScreen
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.pick import PickScreen
from tests.ui import citizen_house
from tests.ui.citizen_house import go_to, put
from tests.ui.conftest import find, shown
from tests.ui.form_house import HOSTILE, TODAY, add_citizen, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def register(desk: Desk, name: str = "Åse Ørsted") -> str:
    """Enter two companies, one with a contact person, a placement and an approach; return the citizen."""
    citizen_id = add_citizen(desk, name)
    netto = put(desk, None, "company_new", name="Netto Viby", branch="Dagligvarer", cvr="", contact_name="Kim Lund")
    put(desk, None, "company_new", name="Føtex", branch="Detail", address="Ågade 1")
    put(desk, citizen_id, "placement", netto, kind="paid_hours", started_on="2026-10-05")
    put(desk, citizen_id, "approach", netto, on="2026-09-20", result="agreed")
    return citizen_id


@asynccontextmanager
async def at(desk: Desk, size: tuple[int, int] = (120, 40), language: str = "da") -> AsyncIterator[Pilot[None]]:
    house = BrokerApp(desk, load_words(language), Settings(), today=TODAY)
    async with house.run_test(size=size) as pilot:
        house.action_view("companies")
        await pilot.pause()
        await pilot.pause(0.1)
        yield pilot


def house(pilot: Pilot[None]) -> BrokerApp:
    assert isinstance(pilot.app, BrokerApp)
    return pilot.app


def view(pilot: Pilot[None]) -> Companies:
    screen = pilot.app.screen
    assert isinstance(screen, Companies)
    return screen


async def test_the_register_tells_who_is_where_and_the_pane_who_was(desk: Desk) -> None:
    register(desk)
    async with at(desk) as pilot:
        assert "2 af 2" in find(house(pilot), "Virksomheder ·")
        assert view(pilot).table.keys == company_ids(desk.store)
        go_to_name(pilot, "Netto Viby")
        await pilot.pause(0.1)
        assert any("Netto Viby" in line and "Kim Lund" in line for line in shown(house(pilot)))
        assert "Åse Ørsted" in "\n".join(shown(house(pilot)))
        assert "lønnede timer" in "\n".join(shown(house(pilot)))


def go_to_name(pilot: Pilot[None], name: str) -> None:
    found = {company.name: company.id for company in read_companies(house(pilot).desk.store)}
    assert view(pilot).table.go_to(found[name])


async def test_digit_5_shows_it_and_typing_narrows_it_down(desk: Desk) -> None:
    register(desk)
    async with at(desk) as pilot:
        house(pilot).action_view("my_week")
        await pilot.pause()
        await pilot.press("5")
        await pilot.pause()
        await pilot.press("slash", *"aagade")
        await pilot.pause()
        assert len(view(pilot).table.keys) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompanyScreen)
        assert "Føtex" in shown(house(pilot))[0]
        await pilot.press("escape", "c")
        await pilot.pause()
        assert len(view(pilot).table.keys) == 2


async def test_a_company_s_page_leads_to_the_citizen_and_from_there_back(desk: Desk) -> None:
    citizen_id = register(desk)
    async with citizen_house.at(desk, citizen_id, "placements") as pilot:
        go_to(pilot, "placement:")
        await pilot.press("w")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, CompanyScreen)
        assert screen.table.go_to(next(key for key in screen.table.keys if key.startswith("visit:")))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CitizenScreen)


async def test_an_approach_is_logged_from_the_company_for_a_citizen(desk: Desk) -> None:
    citizen_id = register(desk)
    async with at(desk) as pilot:
        go_to_name(pilot, "Føtex")
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press("enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [one.company for one in read_case(desk.store, citizen_id).approaches] == ["Netto Viby", "Føtex"]


async def test_a_contact_person_is_removed_and_comes_back(desk: Desk) -> None:
    register(desk)
    async with at(desk) as pilot:
        go_to_name(pilot, "Netto Viby")
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, CompanyScreen)
        assert screen.table.go_to("contact:0")
        await pilot.press("x")
        await pilot.pause()
        assert "contact:0" not in screen.table.keys
        await pilot.press("z")
        await pilot.pause()
        assert "contact:0" in screen.table.keys


async def test_a_company_in_use_is_not_removed_another_is(desk: Desk) -> None:
    register(desk)
    async with at(desk) as pilot:
        go_to_name(pilot, "Netto Viby")
        await pilot.press("x")
        await pilot.pause()
        assert len(company_ids(desk.store)) == 2
        go_to_name(pilot, "Føtex")
        await pilot.press("x")
        await pilot.pause()
        assert len(company_ids(desk.store)) == 1
        assert len(view(pilot).table.keys) == 1


async def test_an_empty_register_says_what_to_do(desk: Desk) -> None:
    async with at(desk) as pilot:
        assert "Tryk a for at skrive den første ind" in "\n".join(shown(house(pilot)))
        await pilot.press("a")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == "company_new"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_list_and_page_have_words_for_everything(desk: Desk, size: tuple[int, int], language: str) -> None:
    register(desk, HOSTILE)
    put(desk, None, "company_new", name=HOSTILE, note=HOSTILE, contact_name=HOSTILE, contact_email="a@b.dk")
    async with at(desk, size, language) as pilot:
        go_to_name(pilot, HOSTILE)
        await pilot.pause(0.1)
        assert "⟨" not in "\n".join(shown(house(pilot)))
        assert "Ølsen [/]" in "\n".join(shown(house(pilot)))
        await pilot.press("enter")
        await pilot.pause()
        assert "⟨" not in "\n".join(shown(house(pilot)))
        await pilot.press("f1")
        await pilot.pause()
        assert "⟨" not in "\n".join(shown(house(pilot)))

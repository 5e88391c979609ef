"""The checklist of registrations: what is lacking across the caseload, ticked off with one key, taken back by undo."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_case
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.citizen import CitizenScreen
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.registrations import Registrations
from tests.ui.citizen_house import put
from tests.ui.conftest import find, shown
from tests.ui.form_house import HOSTILE, TODAY, add_citizen, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def owing(desk: Desk, name: str = "Åse Ørsted") -> str:
    """Return a citizen whose agreement stands in no official system, with a note to carry over."""
    citizen_id = add_citizen(desk, name)
    put(desk, citizen_id, "cv", on="2026-09-01")
    put(desk, citizen_id, "job_goal", text="Lager", on="2026-09-08")
    put(
        desk,
        citizen_id,
        "placement",
        kind="internship",
        company="Netto",
        started_on="2026-10-05",
        agreed_on="2026-10-01",
        purpose="training",
    )
    put(desk, citizen_id, "contact", note="fik afslag")
    return citizen_id


@asynccontextmanager
async def at(desk: Desk, size: tuple[int, int] = (120, 40), language: str = "da") -> AsyncIterator[Pilot[None]]:
    house = BrokerApp(desk, load_words(language), Settings(), today=TODAY)
    async with house.run_test(size=size) as pilot:
        await pilot.press("6")
        await pilot.pause()
        yield pilot


def view(pilot: Pilot[None]) -> Registrations:
    screen = pilot.app.screen
    assert isinstance(screen, Registrations)
    return screen


def go_to(pilot: Pilot[None], code: str) -> None:
    table = view(pilot).table
    found = [key for key in table.keys if key.split()[1] == code]
    assert found, table.keys
    assert table.go_to(found[0])


async def test_it_lists_what_the_systems_lack(desk: Desk) -> None:
    owing(desk)
    async with at(desk) as pilot:
        codes = [key.split()[1] for key in view(pilot).table.keys]
        assert codes == [
            "min_plan_broker",
            "contact_person",
            "min_plan_agreement",
            "vitas",
            "purpose_min_plan",
            "purpose_vitas",
            "notes",
        ]
        assert "7 mangler hos 1 borger" in shown(view(pilot).house)[0]


@pytest.mark.parametrize(("code", "field"), [("vitas", "vitas_on"), ("min_plan_agreement", "min_plan_on")])
async def test_space_keeps_the_day_and_undo_takes_it_back(desk: Desk, code: str, field: str) -> None:
    citizen_id = owing(desk)
    async with at(desk) as pilot:
        go_to(pilot, code)
        key, after = view(pilot).table.cursor, view(pilot).table.keys
        await pilot.press("space")
        await pilot.pause()
        assert getattr(read_case(desk.store, citizen_id).placements[0], field) == TODAY
        assert view(pilot).table.keys == after
        assert "gjort i dag" in find(view(pilot).house, "i dag ")
        assert view(pilot).table.cursor == after[after.index(key or "") + 1]
        await pilot.press("z")
        await pilot.pause()
        assert getattr(read_case(desk.store, citizen_id).placements[0], field) is None
        assert not any("gjort i dag" in line for line in shown(view(pilot).house))


async def test_a_second_tick_changes_nothing_and_leaving_clears_the_list(desk: Desk) -> None:
    citizen_id = owing(desk)
    async with at(desk) as pilot:
        go_to(pilot, "min_plan_broker")
        await pilot.press("space", "up", "space")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).citizen.min_plan_broker_on == TODAY
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("6")
        await pilot.pause()
        assert "min_plan_broker" not in [key.split()[1] for key in view(pilot).table.keys]


async def test_all_notes_of_a_citizen_are_carried_over_at_once(desk: Desk) -> None:
    citizen_id = owing(desk)
    put(desk, citizen_id, "contact", note="prøver igen")
    async with at(desk) as pilot:
        go_to(pilot, "notes")
        assert "(2)" in find(view(pilot).house, "noter til fagsystemet")
        await pilot.press("space")
        await pilot.pause()
    assert {one.transferred_on for one in read_case(desk.store, citizen_id).contacts} == {TODAY}


async def test_what_takes_a_form_opens_it(desk: Desk) -> None:
    citizen_id = owing(desk)
    async with at(desk) as pilot:
        go_to(pilot, "contact_person")
        await pilot.press("space")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == "placement_change"
        assert form.errand.target_id == read_case(desk.store, citizen_id).placements[0].id


async def test_enter_leads_to_where_notes_are_read(desk: Desk) -> None:
    owing(desk)
    async with at(desk) as pilot:
        go_to(pilot, "notes")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CitizenScreen)
        assert "fik afslag" in "\n".join(shown(pilot.app))  # type: ignore[arg-type]


async def test_nothing_lacking_is_said_kindly(desk: Desk) -> None:
    async with at(desk) as pilot:
        assert "Intet mangler" in "\n".join(shown(view(pilot).house))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_checklist_has_words_for_everything(desk: Desk, size: tuple[int, int], language: str) -> None:
    owing(desk, HOSTILE)
    async with at(desk, size, language) as pilot:
        for _ in view(pilot).table.keys:
            await pilot.press("down")
            await pilot.pause()
            assert "⟨" not in "\n".join(shown(view(pilot).house))
        await pilot.press("f1")
        await pilot.pause()
        assert "⟨" not in "\n".join(shown(pilot.app))  # type: ignore[arg-type]

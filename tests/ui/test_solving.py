"""Every finding leads to where it is solved: a form about the right record, or the line on the citizen's page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.i18n.catalogue import read_room
from broker_tui.shipped import data_dir
from broker_tui.store.cases import read_case
from broker_tui.ui.screens.citizen import CitizenScreen
from broker_tui.ui.screens.citizen_head import TABS
from broker_tui.ui.screens.contact import ContactScreen
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.solving import FORMS, ITEMS, go_and_solve
from broker_tui.ui.screens.solving import TABS as TAB_OF
from tests.ui.citizen_house import put
from tests.ui.form_house import TODAY, House, add_citizen, house_of, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def at_a_company(desk: Desk) -> str:
    """Return a citizen in step 3 with an internship of which little is written down."""
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "step", step="3", started_on="2026-10-05")
    put(desk, citizen_id, "placement", kind="paid_hours", company="Føtex", started_on="2026-09-01", contact_name="Kim")
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
    return citizen_id


@asynccontextmanager
async def solving(desk: Desk, citizen_id: str, code: str) -> AsyncIterator[Pilot[None]]:
    """Go to where a finding of the citizen is solved."""
    house = house_of(desk)
    async with house.run_test(size=(100, 40)) as pilot:
        house.judge()
        assert house.overview is not None
        found = [finding for finding in house.overview.findings[citizen_id] if finding.code == code]
        assert found, [finding.code for finding in house.overview.findings[citizen_id]]
        go_and_solve(house, citizen_id, found[0])
        await pilot.pause()
        yield pilot


def house(pilot: Pilot[None]) -> House:
    assert isinstance(pilot.app, House)
    return pilot.app


def test_every_way_leads_to_a_form_or_a_tab_there_is() -> None:
    codes = {key.split(".")[-2] for key in read_room(data_dir() / "language" / "da" / "finding.toml")}
    assert set(FORMS.values()) <= FORM_ACTS.keys()
    assert set(TAB_OF.values()) <= set(TABS)
    assert FORMS.keys() | TAB_OF.keys() | ITEMS.keys() <= codes
    assert not FORMS.keys() & TAB_OF.keys()


@pytest.mark.parametrize("code", ["contact_person_missing", "why_not_paid_missing", "follow_up"])
async def test_a_finding_about_an_agreement_opens_the_form_of_that_one(desk: Desk, code: str) -> None:
    citizen_id = at_a_company(desk)
    netto = next(one for one in read_case(desk.store, citizen_id).placements if one.company == "Netto")
    async with solving(desk, citizen_id, code) as pilot:
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == FORMS[code]
        if code != "follow_up":
            assert form.errand.target_id == netto.id


async def test_what_stands_in_no_official_system_is_ticked_off_on_the_line_it_leads_to(desk: Desk) -> None:
    citizen_id = at_a_company(desk)
    async with solving(desk, citizen_id, "vitas_missing") as pilot:
        page = pilot.app.screen
        assert isinstance(page, CitizenScreen)
        assert ":vitas:" in (page.table.cursor or "")
        await pilot.press("space")
        await pilot.pause()
        assert [one.vitas_on for one in read_case(desk.store, citizen_id).placements] == [None, TODAY]
        assert not [key for key in page.table.keys if ":vitas:" in key]
        await pilot.press("z")
        await pilot.pause()
        assert [one.vitas_on for one in read_case(desk.store, citizen_id).placements] == [None, None]


async def test_aftercare_without_contact_opens_the_contact_dialog(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "self_support", kind="job", started_on="2026-09-01", consent="yes")
    async with solving(desk, citizen_id, "aftercare_contact") as pilot:
        assert isinstance(pilot.app.screen, ContactScreen)


async def test_a_step_that_can_be_closed_is_closed_by_enter_and_enter(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "cv", on="2026-09-01")
    put(desk, citizen_id, "job_goal", text="Lager", on="2026-09-08")
    async with solving(desk, citizen_id, "step_1_ready") as pilot:
        assert isinstance(pilot.app.screen, FormScreen)
        await pilot.press("enter")
        await pilot.pause()
    assert [period.step for period in read_case(desk.store, citizen_id).steps] == [1, 2]


async def test_a_new_consent_comes_with_its_purpose(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "self_support", kind="job", started_on="2026-10-01")
    async with solving(desk, citizen_id, "aftercare_consent_missing") as pilot:
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.paper.state.entered["purpose"] == "aftercare"

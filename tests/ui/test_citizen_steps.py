"""The way on a citizen's page: what is in place, what is missing and who owes it, closing, rounds, and the months."""

from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes import Step
from broker_tui.store.cases import read_case
from broker_tui.ui.screens.contact import ContactScreen
from broker_tui.ui.screens.form import FormScreen
from tests.ui.citizen_house import at, go_to, page, put, text
from tests.ui.form_house import HOSTILE, TODAY, add_citizen, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def line_of(shown: str, part: str) -> str:
    found = [line for line in shown.splitlines() if part in line]
    assert found, shown
    return found[0]


def fulfil_step_1(desk: Desk, citizen_id: str) -> None:
    put(desk, citizen_id, "cv", on="2026-09-01")
    put(desk, citizen_id, "job_goal", text="Lager", on="2026-09-08")


async def test_what_is_missing_says_who_owes_it_and_since_when(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "steps") as pilot:
        shown = text(pilot)
        missing = line_of(shown, "CV påbegyndt ")
        assert "borger" in missing
        assert "siden 5/1" in missing
        assert "○" in missing
        assert "319 af 31 dage" in line_of(shown, "Trin 1 Start")
        assert "288 dage over" in line_of(shown, "Trin 1 Start")
        assert "ikke begyndt" in line_of(shown, "Trin 3")


async def test_enter_on_a_missing_thing_opens_the_form_that_puts_it_in_place(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "steps") as pilot:
        go_to(pilot, "item:1:min_plan_broker")
        await pilot.press("enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == "min_plan_broker"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).citizen.min_plan_broker_on == TODAY
        assert not [key for key in page(pilot).table.keys if key.startswith("item:1:min_plan_broker")]
        go_to(pilot, "element:1:1")
        await pilot.pause()
        assert "jobformidler i Min Plan 20/11" in text(pilot)


async def test_a_fulfilled_step_says_so_reminds_in_red_and_l_closes_it(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "steps") as pilot:
        assert "Trinnet kan lukkes" not in text(pilot)
        fulfil_step_1(desk, citizen_id)
        page(pilot).house.case_changed([citizen_id])
        await pilot.pause()
        closing = line_of(text(pilot), "Trinnet kan lukkes")
        assert "l lukker" in closing
        assert "● husk jobformidler i Min Plan" in closing
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [period.step for period in read_case(desk.store, citizen_id).steps] == [1, 2]
        assert "lukket" in line_of(text(pilot), "Trin 1 Startafklaring")
        await pilot.press("z")
        await pilot.pause()
        assert [period.step for period in read_case(desk.store, citizen_id).steps] == [1]


async def test_a_step_that_lacks_something_is_not_closed(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "steps") as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormScreen)
    assert [period.step for period in read_case(desk.store, citizen_id).steps] == [1]


async def test_rounds_stand_with_their_days_and_their_sum(desk: Desk) -> None:
    """R127, C11: matching begins anew with a clock of its own, and the whole time is kept."""
    citizen_id = add_citizen(desk)
    for step, day in ((Step.TOWARDS_JOB, 21), (Step.COMPANY, 30)):
        put(desk, citizen_id, "step", step=str(step.value), started_on=f"2026-09-{day}")
    put(desk, citizen_id, "step", step="2", started_on="2026-11-01")
    async with at(desk, citizen_id, "steps") as pilot:
        go_to(pilot, "step:2")
        await pilot.pause()
        shown = text(pilot)
        assert "2 runder, i alt 27 dage" in shown
        assert "1. runde" in shown
        assert "19 af 91 dage" in line_of(shown, "Trin 2 På")
        assert "afbrudt" in line_of(shown, "Trin 3 Virksomhedsforløb")


async def test_the_closing_of_step_3_asks_what_she_supports_herself_by(desk: Desk) -> None:
    """R128: step 3 is closed by self-support."""
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "step", step="3", started_on="2026-10-01")
    async with at(desk, citizen_id, "steps") as pilot:
        await pilot.press("l")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == "self_support"


async def test_aftercare_contact_opens_the_contact_dialog(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "self_support", kind="job", started_on="2026-09-01", consent="yes")
    async with at(desk, citizen_id, "steps") as pilot:
        go_to(pilot, "item:4:aftercare_contact")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ContactScreen)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
async def test_the_page_has_words_for_everything_at_every_size(
    desk: Desk, language: str, size: tuple[int, int]
) -> None:
    citizen_id = add_citizen(desk, HOSTILE)
    fulfil_step_1(desk, citizen_id)
    put(desk, citizen_id, "exemption", type=next(iter(desk.programme("fsm3").exemptions)), started_on="2026-10-01")
    put(desk, citizen_id, "placement", kind="paid_hours", company=HOSTILE, started_on=date(2026, 11, 2))
    put(desk, citizen_id, "contact")
    async with at(desk, citizen_id, "steps", size, language) as pilot:
        shown = text(pilot)
        assert "⟨" not in shown
        assert ("Fritaget" if language == "da" else "Exempt") in shown or size[1] < 20
        for _ in page(pilot).table.keys:
            await pilot.press("down")
            assert "⟨" not in text(pilot)

"""The phases of step-up as lines: what is in place is told once, in full where it has no room beside its phase."""

from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes import ConsentPurpose
from broker_tui.store.act import act
from broker_tui.store.cases import read_case
from broker_tui.store.journal import last_change
from broker_tui.ui.screens.form import FormScreen
from tests.ui.citizen_house import at, go_to, page, text
from tests.ui.conftest import shown
from tests.ui.form_house import make_desk
from tests.ui.step_up_house import in_step_up


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


@pytest.mark.parametrize(("width", "begins", "whole"), [(150, 1, 1), (120, 2, 1), (80, 2, 1)])
async def test_what_is_in_place_is_unfolded_only_where_it_has_no_room(
    desk: Desk, width: int, begins: int, whole: int
) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (width, 50)) as pilot:
        go_to(pilot, "phase:meetings")
        await pilot.pause()
        seen = text(pilot)
        assert seen.count("møde planlagt") == begins, seen
        assert seen.count("de tre svar fra mødet") == whole, seen


async def test_on_its_last_day_it_says_that_it_is_closed(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    [one] = read_case(desk.store, citizen_id).step_ups
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        doing.change(citizen_id, one.model_copy(update={"ended_on": date(2026, 11, 20)}))
    async with at(desk, citizen_id, "step_up", (120, 50)) as pilot:
        assert "Step-up siden ma 2/11 · dag 19 · lukket, sidste dag fr 20/11" in text(pilot)


@pytest.mark.parametrize("holds", [True, False], ids=["holds", "withdrawn"])
async def test_consent_is_that_to_step_up_and_the_one_that_holds_is_what_is_taken_back(desk: Desk, holds: bool) -> None:
    """R159."""
    citizen_id = in_step_up(desk)
    if not holds:
        [consent] = read_case(desk.store, citizen_id).consents
        with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
            doing.change(citizen_id, consent.model_copy(update={"withdrawn_on": date(2026, 11, 19)}))
    async with at(desk, citizen_id, "step_up") as pilot:
        await pilot.press("a", *"samtykke", "enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert (form.errand.code, form.errand.target_id) == (("consent_change", "co") if holds else ("consent", None))
        assert form.paper.state.entered["purpose"] == ConsentPurpose.STEP_UP.value


async def test_saving_what_is_unchanged_says_so_and_offers_no_undo(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    before = last_change(desk.store)
    async with at(desk, citizen_id, "step_up", (120, 50)) as pilot:
        go_to(pilot, "meetings:m2")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, FormScreen)
        seen = "\n".join(shown(page(pilot).house))
        assert "Intet er ændret." in seen
        assert "fortryder" not in seen
    assert last_change(desk.store) == before

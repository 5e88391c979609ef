"""A municipality's own form on the screen: its words, its drafts across a change of form, and what is saved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.own_forms import activate_form, checked, reset_form, standard_spec
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.exchange.form_file import parse_form
from broker_tui.exchange.form_template import form_template
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_case
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.widgets.form import Form
from tests.ui.form_house import HOSTILE, house_of, make_desk
from tests.ui.starting import settled, shown
from tests.ui.step_up_house import in_step_up

OWN = f"""
[[fields]]
name = "transport"
kind = "choice"
label = "{HOSTILE}"
help = "Hvordan kommer du frem? {HOSTILE}"
section = "goal"
choices = {{ bus = "Bus {HOSTILE}", bike = "Cykel" }}

[[fields]]
name = "days"
kind = "choices"
label = "Dage"
section = "goal"
choices = ["mandag", "tirsdag, onsdag"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an own form in use whose words markup would spoil."""
    opened = make_desk(tmp_path / "caseload.db")
    with opened.store:
        spec = standard_spec(FormKind.PREPARATION)
        text = form_template(FormKind.PREPARATION, spec, load_words("da")) + OWN
        given = checked(parse_form(text.replace('label = "Borgerens eget jobmål"', 'label = "Hvad vil du?"')))
        assert given.shortcomings == ()
        activate_form(opened, given, date(2026, 10, 1))
        yield opened


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_it_is_asked_in_its_own_words(desk: Desk, size: tuple[int, int]) -> None:
    citizen_id = in_step_up(desk)
    house = house_of(desk)
    async with house.run_test(size=size) as pilot:
        house.open_form("preparation", citizen_id)
        await settled(pilot)
        assert "Hvad vil du?" in shown(house)
        assert "⟨" not in shown(house)


async def test_a_draft_outlives_a_change_of_form_and_what_fits_is_saved(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    house = house_of(desk)
    async with house.run_test(size=(100, 40)) as pilot:
        house.open_form("preparation", citizen_id)
        await settled(pilot)
        form = house.screen.query_one(Form)
        form.choose("transport", "bus")
        form.choose("days", ("mandag", "tirsdag, onsdag"))
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        reset_form(desk, FormKind.PREPARATION)
        house.open_form("preparation", citizen_id)
        await settled(pilot)
        assert isinstance(house.screen, FormScreen), house.said
        assert "Hvad vil du?" not in shown(house)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert not isinstance(house.screen, FormScreen), shown(house)
    newest = max(read_case(desk.store, citizen_id).form_versions, key=lambda one: one.number)
    assert newest.variant == ""
    assert "transport" not in newest.values


async def test_what_is_chosen_is_saved_with_the_form_it_was_chosen_in(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    house = house_of(desk)
    async with house.run_test(size=(100, 40)) as pilot:
        house.open_form("preparation", citizen_id)
        await settled(pilot)
        form = house.screen.query_one(Form)
        form.choose("transport", "bus")
        form.choose("days", ("mandag", "tirsdag, onsdag"))
        await settled(pilot)
        assert HOSTILE in shown(house)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert not isinstance(house.screen, FormScreen), shown(house)
    newest = max(read_case(desk.store, citizen_id).form_versions, key=lambda one: one.number)
    assert newest.variant.startswith("kommune@")
    assert newest.values["transport"] == "bus"
    assert newest.values["days"] == ["mandag", "tirsdag, onsdag"]

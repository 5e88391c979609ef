"""What follows from a choice is put into the fields that hold nothing yet."""

from pathlib import Path

from broker_tui.ui.screens.form import FormScreen, open_form
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.widgets.form import Form
from tests.casework.forms import do
from tests.ui.form_house import add_citizen, house_of, make_desk


async def test_a_company_brings_its_contact_person(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "caseload.db")
    citizen_id = add_citizen(desk)
    netto = do(desk, None, "company_new", name="Netto", contact_name="Ea Bro", contact_phone="20304059").record_id
    other = do(desk, None, "company_new", name="Rema", contact_name="Bo Holm").record_id
    house = house_of(desk)
    async with house.run_test(size=(80, 24)) as pilot:
        open_form(house, Errand("placement", citizen_id))
        await pilot.pause()
        assert isinstance(house.screen, FormScreen)
        form = house.screen.query_one(Form)
        form.choose("kind", "paid_hours")
        form.choose("company_id", netto)
        assert form.state.held("contact_name") == "Ea Bro"
        assert form.state.held("contact_phone") in {"20304059", "20 30 40 59"}
        form.choose("company_id", other)
        assert (form.state.held("contact_name"), form.state.held("contact_phone")) == ("Bo Holm", "")
        form.choose("contact_name", "Per Vang")
        form.choose("company_id", netto)
        assert form.state.held("contact_name") == "Per Vang"

"""What has come of the way on a citizen's page: agreements with what they lack, follow-ups, hours, consents."""

from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.store.cases import read_case
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.pick import PickScreen
from tests.ui.citizen_house import at, go_to, page, put, text
from tests.ui.form_house import HOSTILE, TODAY, House, add_citizen, make_desk

AGREED: dict[str, object] = {
    "kind": "internship",
    "company": "Netto Viby",
    "started_on": "2026-10-05",
    "agreed_on": "2026-10-01",
    "purpose": "paid_hours",
    "weekly_hours": "15",
    "tasks": "Fylde op",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def line_of(shown: str, part: str) -> str:
    found = [line for line in shown.splitlines() if part in line]
    assert found, shown
    return found[0]


def full_case(desk: Desk, name: str = "Åse Ørsted") -> str:
    """Return a citizen who has one of everything."""
    citizen_id = add_citizen(desk, name)
    hostile = name == HOSTILE
    put(desk, citizen_id, "job_goal", text=HOSTILE if hostile else "Lager", clarity="clear", workplaces="Aarhus")
    put(desk, citizen_id, "cv", on="2026-09-01", work="consolidated", with_broker=True)
    put(desk, citizen_id, "searchable", started_on="2026-09-02")
    put(desk, citizen_id, "resources", resources="Møder til tiden")
    put(desk, citizen_id, "network_contact", name=HOSTILE if hostile else "Bo", relation="bror")
    put(desk, citizen_id, "approach", company=HOSTILE if hostile else "Føtex", company_id=None, result="refused")
    placement = put(desk, citizen_id, "placement", None, **{**AGREED, **({"company": HOSTILE} if hostile else {})})
    put(desk, citizen_id, "follow_up", placement, on="2026-11-02", internship_hours="20", paid_hours="5")
    put(desk, citizen_id, "hours", placement, period="2026-10", hours="42,5")
    put(desk, citizen_id, "hours", placement, period="2026-W45", hours="6")
    put(desk, citizen_id, "consent", purpose="sharing", scope="CV")
    put(desk, citizen_id, "parallel", type="health", name="Hold", reason="ryg")
    return citizen_id


async def test_an_agreement_says_what_it_lacks_and_when_to_follow_up(desk: Desk) -> None:
    citizen_id = full_case(desk)
    async with at(desk, citizen_id, "placements", (120, 40)) as pilot:
        go_to(pilot, "placement:")
        await pilot.pause()
        shown = text(pilot)
        line = line_of(shown, "Netto Viby, virksomhedspraktik")
        assert "følg op 2/12" in line
        assert "mangler" in line
        assert "kontaktperson" in line
        assert "Fylde op" in shown


async def test_hours_stand_with_bars_internship_and_paid_apart(desk: Desk) -> None:
    citizen_id = full_case(desk)
    async with at(desk, citizen_id, "placements", (120, 45)) as pilot:
        shown = text(pilot)
        assert "praktik 15 t" in line_of(shown, "Timer om ugen")
        latest = line_of(shown, "praktik 20 t  ")
        assert "praktik 20 t" in latest
        assert "løn 5 t" in latest
        assert "━" in latest
        assert "42,5 t" in line_of(shown, "oktober 2026")
        assert "6 t" in line_of(shown, "uge 45")


async def test_acts_on_an_agreement_are_offered_first_and_know_which_it_is(desk: Desk) -> None:
    citizen_id = full_case(desk)
    async with at(desk, citizen_id, "placements") as pilot:
        go_to(pilot, "placement:")
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press(*"afbrudt", "enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == "interruption"
        assert form.errand.target_id == read_case(desk.store, citizen_id).placements[0].id


async def test_what_is_removed_comes_back_by_undo(desk: Desk) -> None:
    citizen_id = full_case(desk)
    async with at(desk, citizen_id, "placements") as pilot:
        for start, family in (("approach:", "approaches"), ("worked:", "worked_hours"), ("consent:", "consents")):
            before = getattr(read_case(desk.store, citizen_id), family)
            go_to(pilot, start)
            await pilot.press("x")
            await pilot.pause()
            assert len(getattr(read_case(desk.store, citizen_id), family)) == len(before) - 1
            await pilot.press("z")
            await pilot.pause()
            assert getattr(read_case(desk.store, citizen_id), family) == before


@pytest.mark.parametrize(("start", "family"), [("follow_up:", "follow_ups"), ("approach:", "approaches")])
async def test_space_notes_what_has_been_carried_over(desk: Desk, start: str, family: str) -> None:
    citizen_id = full_case(desk)
    async with at(desk, citizen_id, "placements") as pilot:
        go_to(pilot, start)
        await pilot.press("space")
        await pilot.pause()
        assert getattr(read_case(desk.store, citizen_id), family)[0].transferred_on == TODAY
        await pilot.press("space")
        await pilot.pause()
        assert getattr(read_case(desk.store, citizen_id), family)[0].transferred_on is None


async def test_every_line_opens_its_form_or_says_why_not(desk: Desk) -> None:
    citizen_id = full_case(desk)
    put(desk, citizen_id, "self_support", kind="job", started_on="2026-11-10")
    async with at(desk, citizen_id, "placements") as pilot:
        house = pilot.app
        assert isinstance(house, House)
        opened = set()
        for key in list(page(pilot).table.keys):
            page(pilot).table.go_to(key)
            await pilot.press("enter")
            await pilot.pause()
            if isinstance(house.screen, FormScreen):
                opened.add(house.screen.errand.code)
                assert "⟨" not in house.screen.title_text()
                await pilot.press("escape")
                await pilot.pause()
    assert opened >= {"job_goal_change", "cv_change", "placement_change", "hours_change", "consent_change", "resources"}


async def test_an_empty_course_says_what_to_do(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "placements") as pilot:
        assert "Tryk a for at tilføje" in text(pilot)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_course_has_words_for_everything_at_every_size(
    desk: Desk, size: tuple[int, int], language: str
) -> None:
    citizen_id = full_case(desk, HOSTILE)
    async with at(desk, citizen_id, "placements", size, language) as pilot:
        seen = ""
        for key in page(pilot).table.keys:
            page(pilot).table.go_to(key)
            seen += text(pilot)
        assert "⟨" not in seen
        assert "Ølsen [/]" in seen


async def test_while_a_match_is_looked_for_companies_are_suggested_by_plain_facts(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "job_goal", text="Hjælper på lager")
    put(desk, None, "company_new", name="Aarhus Bageri", branch="Bageri")
    put(desk, None, "company_new", name="Ørbæk Logistik", branch="Lager")
    async with at(desk, citizen_id, "placements") as pilot:
        assert "Kunne spørges" not in text(pilot)
    put(desk, citizen_id, "step", step="2", started_on="2026-10-01")
    async with at(desk, citizen_id, "placements") as pilot:
        suggested = [key for key in page(pilot).table.keys if key.startswith("suggestion:")]
        assert len(suggested) == 2
        go_to(pilot, suggested[0])
        assert "branche Lager" in line_of(text(pilot), "Ørbæk Logistik")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).approaches[0].company == "Ørbæk Logistik"
        assert "sidst: intet svar" in line_of(text(pilot), "branche Lager")

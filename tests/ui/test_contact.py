"""The contact in two keys, and with a few more: refused, for another week, corrected, with anyone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes import ContactMedium, ContactOutcome, ContactParty
from broker_tui.store.cases import read_case
from broker_tui.store.drafts import read_draft
from broker_tui.ui.screens.contact import ContactScreen, open_contact
from broker_tui.ui.screens.pick import PickScreen
from broker_tui.ui.widgets.form import Form
from tests.ui.form_house import HOSTILE, TODAY, House, add_citizen, house_of, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


@asynccontextmanager
async def at(
    desk: Desk, citizen_id: str | None = None, size: tuple[int, int] = (80, 24), **asked: object
) -> AsyncIterator[Pilot[None]]:
    """Run the program with the dialog open, as `u` opens it."""
    house = house_of(desk)
    async with house.run_test(size=size) as pilot:
        open_contact(house, citizen_id, **asked)  # type: ignore[arg-type]
        await pilot.pause()
        yield pilot


def shown(pilot: Pilot[None]) -> str:
    form = pilot.app.screen.query_one(Form)
    return "\n".join("".join(segment.text for segment in strip) for strip in form.render_lines(form.size.region))


def said(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app, House)
    return pilot.app.said


async def test_enter_alone_logs_today_by_telephone_reached(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ContactScreen)
        assert "✓" in said(pilot)
    (contact,) = read_case(desk.store, citizen_id).contacts
    assert contact.on == TODAY
    assert contact.medium is ContactMedium.PHONE
    assert contact.outcome is ContactOutcome.REACHED
    assert contact.party is ContactParty.CITIZEN
    assert contact.note == ""


async def test_typing_goes_into_the_note_and_enter_saves_it(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        await pilot.press(*"fik afslag [/] & [b", "enter")
        await pilot.pause()
    assert read_case(desk.store, citizen_id).contacts[0].note == "fik afslag [/] & [b"


async def test_a_new_line_in_the_note_takes_shift_and_enter(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        await pilot.press(*"en", "shift+enter", *"to", "enter")
        await pilot.pause()
    assert read_case(desk.store, citizen_id).contacts[0].note == "en\nto"


async def test_enter_begins_a_line_among_agreements_and_each_line_becomes_a_task(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        form = pilot.app.screen.query_one(Form)
        await pilot.press("tab")
        assert form.state.focus == "agreements"
        await pilot.press(*"Ringe", "enter", *"Skrive", "tab")
        assert form.state.focus == "agreements_due"
        await pilot.press(*"+7", "ctrl+s")
        await pilot.pause()
    tasks = {task.text: task.due_on for task in read_case(desk.store, citizen_id).tasks}
    assert tasks == {"Ringe om CV": None, "Ringe": date(2026, 11, 27), "Skrive": date(2026, 11, 27)}


async def test_a_future_date_is_refused_at_the_field_and_the_text_stays(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        form = pilot.app.screen.query_one(Form)
        await pilot.press(*"lang snak")
        form.choose("on", "1/12-2026")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ContactScreen)
        assert form.state.focus == "on"
        assert "on" in form.state.problems
        assert "! " in shown(pilot)
        assert form.state.held("note") == "lang snak"
        await pilot.press(*"i går", "enter")
        await pilot.pause()
    (contact,) = read_case(desk.store, citizen_id).contacts
    assert contact.on == date(2026, 11, 19)
    assert contact.note == "lang snak"


async def test_tasks_that_are_ticked_off_are_done(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        form = pilot.app.screen.query_one(Form)
        form.choose("finished", form.state.toggled("finished", form.state.options["finished"][0].value))
        await pilot.press("enter")
        await pilot.pause()
    assert read_case(desk.store, citizen_id).tasks[0].done_on == TODAY


async def test_the_last_contact_is_shown(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        assert "ingen kontakt endnu" in shown(pilot)
        assert "Kontakt med Åse Ørsted" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
    async with at(desk, citizen_id) as pilot:
        assert "seneste: telefon fr 20/11" in shown(pilot)


async def test_another_week_begins_in_the_date_and_has_a_draft_of_its_own(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, on=date(2026, 11, 4)) as pilot:
        form = pilot.app.screen.query_one(Form)
        assert form.state.focus == "on"
        assert form.state.held("on") == "04-11-2026"
        await pilot.press(*"onsdag", "tab", "right", "escape")
        await pilot.pause()
    assert read_draft(desk.store, f"form:contact:{citizen_id}:2026-W45") is not None
    assert read_draft(desk.store, f"form:contact:{citizen_id}:") is None


async def test_a_contact_is_corrected_and_its_earlier_version_is_in_the_journal(desk: Desk) -> None:
    from broker_tui.store.journal import history

    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        await pilot.press(*"forkert", "enter")
        await pilot.pause()
    contact_id = read_case(desk.store, citizen_id).contacts[0].id
    async with at(desk, citizen_id, contact_id=contact_id) as pilot:
        assert "Ret kontakt" in shown(pilot)
        await pilot.press(*" dag", "enter")
        await pilot.pause()
    assert read_case(desk.store, citizen_id).contacts[0].note == "forkert dag"
    change = history(desk.store, citizen_id, 1)[0].changes[0]
    assert change.before is not None
    assert change.before["note"] == "forkert"


async def test_without_a_citizen_she_is_found_by_typing_in_any_spelling(desk: Desk) -> None:
    add_citizen(desk)
    wanted = add_citizen(desk, HOSTILE, "6505701234")
    async with at(desk) as pilot:
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press(*"oelsen", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ContactScreen)
        assert HOSTILE in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert len(read_case(desk.store, wanted).contacts) == 1


async def test_the_picker_masks_personal_numbers_and_says_when_nothing_fits(desk: Desk) -> None:
    add_citizen(desk)
    async with at(desk) as pilot:
        assert isinstance(pilot.app.screen, PickScreen)
        shown_list = pilot.app.screen.list
        ends = [end for _, end in shown_list.choices]
        assert ends == ["610180-••••"]
        await pilot.press(*"qqq")
        await pilot.pause()
        assert shown_list.current is None
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, (PickScreen, ContactScreen))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_dialog_fits_and_the_note_is_in_sight(desk: Desk, size: tuple[int, int]) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, size) as pilot:
        form = pilot.app.screen.query_one(Form)
        assert form.region.height <= size[1]
        assert form.region.width <= size[0]
        focused = pilot.app.focused
        assert focused is not None
        assert form.region.contains_region(focused.region)
        assert "Enter gemmer" in shown(pilot)


async def test_nothing_is_logged_while_the_database_may_only_be_read(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    desk.store.read_only = True
    try:
        async with at(desk, citizen_id) as pilot:
            await pilot.press(*"x", "enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ContactScreen)
            assert "⟨" not in shown(pilot)
            assert pilot.app.screen.query_one(Form).state.held("note") == "x"
    finally:
        desk.store.read_only = False
    assert read_case(desk.store, citizen_id).contacts == ()

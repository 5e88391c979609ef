"""A citizen's page: its tabs, what keys do there, and what the journal says in words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.casework.documents import Ordered, hand_out
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.domain.codes import Step
from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.store.cases import read_case
from broker_tui.store.journal import history
from broker_tui.ui.screens.citizen import CitizenScreen, open_citizen
from broker_tui.ui.screens.citizen_head import TABS, CitizenHead
from broker_tui.ui.screens.contact import ContactScreen
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.pick import PickScreen
from broker_tui.ui.widgets.form import Form
from broker_tui.ui.widgets.table import Table
from tests.ui.form_house import HOSTILE, TODAY, House, add_citizen, house_of, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def put(desk: Desk, citizen_id: str, code: str, **values: object) -> None:
    """Do an act."""
    act = FORM_ACTS[code]
    entry = act.read({**act.prefill(desk, citizen_id, None), **values})
    act.perform(desk, citizen_id, None, entry)


@asynccontextmanager
async def at(
    desk: Desk, citizen_id: str, tab: str = "overview", size: tuple[int, int] = (100, 40), language: str = "da"
) -> AsyncIterator[Pilot[None]]:
    house = house_of(desk, language)
    async with house.run_test(size=size) as pilot:
        open_citizen(house, citizen_id, tab)
        await pilot.pause()
        yield pilot


def page(pilot: Pilot[None]) -> CitizenScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CitizenScreen)
    return screen


def text(pilot: Pilot[None]) -> str:
    """Return what head and list show."""
    lines = []
    for widget in (page(pilot).query_one(CitizenHead), page(pilot).query_one(Table)):
        lines += ["".join(segment.text for segment in strip) for strip in widget.render_lines(widget.size.region)]
    return "\n".join(lines)


def go_to(pilot: Pilot[None], start: str) -> None:
    """Put the cursor on the first line whose key begins so."""
    table = page(pilot).table
    assert table.go_to(next(key for key in table.keys if key.startswith(start)))


async def test_the_head_says_who_she_is_and_masks_her_number(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        shown = text(pilot)
        assert "Åse Ørsted" in shown
        assert "610180-••••" in shown
        assert "1234" not in shown
        assert "Gruppe 1" in shown
        assert "Maja Lund" in shown
        await pilot.press("h")
        assert "610180-1234" in text(pilot)
        await pilot.press("h")
        assert "610180-1234" not in text(pilot)


async def test_what_waits_is_told_with_its_reason_and_enter_solves_it(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        go_to(pilot, "finding:weekly_contact")
        await pilot.pause()
        assert "R95" in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ContactScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert not [key for key in page(pilot).table.keys if key.startswith("finding:weekly_contact")]


async def test_u_logs_a_contact_with_her(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert len(read_case(desk.store, citizen_id).contacts) == 1


async def test_tabs_go_round_by_keys_and_remember_their_cursor(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "contact", note="en")
    put(desk, citizen_id, "contact", note="to")
    async with at(desk, citizen_id, "contacts") as pilot:
        await pilot.press("down")
        here = page(pilot).table.cursor
        for _ in TABS:
            await pilot.press("right")
        assert page(pilot).table.cursor == here
        await pilot.press("left", "left")
        assert "Med i indsatsen fra" in text(pilot)


async def test_a_contact_is_corrected_carried_over_and_removed_and_undone(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    put(desk, citizen_id, "contact", note="fik afslag")
    async with at(desk, citizen_id, "contacts") as pilot:
        go_to(pilot, "contact:")
        await pilot.press("space")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).contacts[0].transferred_on == TODAY
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ContactScreen)
        await pilot.press(*" igen", "enter")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).contacts[0].note == "fik afslag igen"
        go_to(pilot, "contact:")
        await pilot.press("x")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).contacts == ()
        await pilot.press("z")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).contacts[0].note == "fik afslag igen"
        assert "fik afslag igen" in text(pilot)


async def test_a_task_is_ticked_off_and_opened_again(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        go_to(pilot, "task:")
        await pilot.press("space")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).tasks[0].done_on == TODAY
        await pilot.press("z")
        await pilot.pause()
        assert read_case(desk.store, citizen_id).tasks[0].done_on is None


async def test_something_is_added_by_choosing_what(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "groups") as pilot:
        go_to(pilot, "steps:")
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormScreen)
        assert pilot.app.screen.errand.code == "step"
        await pilot.press("enter")
        await pilot.pause()
    steps = {period.step: period.ended_on for period in read_case(desk.store, citizen_id).steps}
    assert steps.keys() == {Step.CLARIFICATION, Step.TOWARDS_JOB}
    assert steps[Step.TOWARDS_JOB] is None


ADDED: dict[str, dict[str, object]] = {
    "exemption": {"type": "parental_leave"},
    "marker": {"marker": "step_up"},
    "readiness": {"readiness": "job_ready"},
    "senior_pension": {"status": "applied"},
    "placement": {"kind": "internship", "purpose": "training", "company": HOSTILE},
    "job_goal": {"text": HOSTILE},
    "talk": {"caseworker": HOSTILE},
    "network": {"network_wish": "yes"},
    "rehab": {"assessment": "flex_job"},
    "week_excuse": {"week": "2026-W47", "note": HOSTILE},
    "contact": {"note": HOSTILE, "agreements": (HOSTILE,)},
    "task": {"text": HOSTILE},
    "exit": {"reason": "moved"},
}


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_a_full_page_has_words_for_everything_at_every_size(
    desk: Desk, size: tuple[int, int], language: str
) -> None:
    citizen_id = add_citizen(desk, HOSTILE)
    for code, values in ADDED.items():
        put(desk, citizen_id, code, **values)
    async with at(desk, citizen_id, size=size, language=language) as pilot:
        for tab in TABS:
            seen = text(pilot)
            for key in page(pilot).table.keys:
                page(pilot).table.go_to(key)
                seen += text(pilot)
            assert "⟨" not in seen, tab
            assert "Ølsen [/]" in seen
            await pilot.press("right")


async def test_every_line_of_the_records_opens_a_form_or_says_why_not(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    for code, values in ADDED.items():
        put(desk, citizen_id, code, **values)
    async with at(desk, citizen_id, "groups") as pilot:
        house = pilot.app
        assert isinstance(house, House)
        for key in list(page(pilot).table.keys):
            page(pilot).table.go_to(key)
            await pilot.press("e")
            await pilot.pause()
            if isinstance(house.screen, FormScreen):
                assert "⟨" not in house.screen.title_text()
                await pilot.press("escape")
                await pilot.pause()
            else:
                assert house.said


async def test_the_journal_reads_field_by_field_old_and_new(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id) as pilot:
        await pilot.press("m")
        await pilot.pause()
        form = pilot.app.screen.query_one(Form)
        form.choose("phone", "88776655")
        form.choose("network_wish", "yes")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("left")
        page(pilot).table.move_to(0)
        await pilot.pause()
        shown = text(pilot)
        assert "Stamdata rettet" in shown
        assert "Telefon: " in shown
        assert "88776655" in shown
        assert "Maja Lund" in shown
        assert "610180-1234" not in shown


async def test_looking_at_a_page_is_written_down_and_shown_on_one_line(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    lines = 0
    for _ in range(3):
        async with at(desk, citizen_id, "history") as pilot:
            lines = text(pilot).count("Vist")
    assert lines == 1
    assert [entry.kind for entry in history(desk.store, citizen_id)].count("view") == 3


async def test_every_print_stands_on_a_line_of_its_own(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    for kind in ("pdf", "pdf", "txt"):
        hand_out(desk, Ordered(citizen_id, DocumentKind.STATUS), kind, recipient="citizen")
    async with at(desk, citizen_id, "history") as pilot:
        shown = text(pilot)
    assert shown.count("Udskrevet: status for borgeren (pdf)") == 2
    assert shown.count("(txt)") == 1


async def test_a_long_history_is_read_on_as_the_cursor_comes_to_its_end(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    for number in range(70):
        put(desk, citizen_id, "contact", note=str(number))
    async with at(desk, citizen_id, "history") as pilot:
        before = len(page(pilot).table.keys)
        await pilot.press("end")
        await pilot.pause()
        assert len(page(pilot).table.keys) > before
        assert len(page(pilot).table.keys) == 72


async def test_a_citizen_who_is_gone_closes_her_page(desk: Desk, tmp_path: Path) -> None:
    house = house_of(desk)
    async with house.run_test(size=(80, 24)) as pilot:
        open_citizen(house, "nobody")
        await pilot.pause()
        assert not isinstance(house.screen, CitizenScreen)
        assert house.said
        assert "⟨" not in house.said

"""Repeated rows on the screen: added, filled in, removed and taken back by keys, and what is kept of them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.store.drafts import read_draft
from broker_tui.ui.screens.form import FormScreen, open_form
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.widgets.editor import LineEditor
from broker_tui.ui.widgets.form import Form
from tests.ui.form_house import HOSTILE, House, add_citizen, house_of, make_desk
from tests.ui.form_sample import FILLED, Performed, sample_act

EMPTY: Mapping[str, object] = {**FILLED, "efforts": (), "participants": ()}
SAMPLE = "task"
"""The act whose place the sample form takes in these tests."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


@pytest.fixture
def performed(monkeypatch: pytest.MonkeyPatch) -> Performed:
    """Put the sample form in the place of an act."""
    done = Performed()
    monkeypatch.setitem(FORM_ACTS, SAMPLE, sample_act(done))
    return done


@asynccontextmanager
async def sample(desk: Desk, size: tuple[int, int] = (100, 40)) -> AsyncIterator[tuple[Pilot[None], Form]]:
    citizen_id = add_citizen(desk)
    house = house_of(desk)
    async with house.run_test(size=size) as pilot:
        yield pilot, await opened(pilot, citizen_id)


async def opened(pilot: Pilot[None], citizen_id: str) -> Form:
    house = pilot.app
    assert isinstance(house, House)
    open_form(house, Errand(SAMPLE, citizen_id))
    await pilot.pause()
    assert isinstance(house.screen, FormScreen)
    return house.screen.form


def shown(form: Form) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in form.render_lines(form.size.region)]


def line_with(form: Form, text: str) -> str:
    return next(line for line in shown(form) if text in line)


async def go_to(pilot: Pilot[None], form: Form, name: str) -> None:
    """Go to a field, as so many Tabs would."""
    names = [item.name for item in form.state.shown()]
    form.action_move(names.index(name) - names.index(form.state.focus))
    await pilot.pause()
    assert form.state.focus == name


async def test_rows_are_counted_numbered_and_reached_by_tab(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "Efforts · 2" in line_with(form, "Efforts")
        assert " 1 Department" in line_with(form, "Socialforvaltningen")
        assert " 2 Department" in line_with(form, "Sundhed")
        assert not line_with(form, "smertehåndtering").lstrip(" │▌").startswith("2")
        await go_to(pilot, form, "efforts.e1.department")
        for after in ("text", "contact", "since"):
            await pilot.press("tab")
            assert form.state.focus == f"efforts.e1.{after}"
        await pilot.press("tab", "tab", "tab", "tab", "tab")
        assert form.state.focus == "efforts"
        assert "▌" in line_with(form, "+ Tilføj")


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_a_row_is_added_from_its_line_and_typed_into(desk: Desk, performed: Performed, key: str) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "efforts")
        await pilot.press(key, *"Kultur", "tab", *"Kor", "tab", "tab", *"1/9")
        assert isinstance(pilot.app.focused, LineEditor)
        assert " 3 Department" in line_with(form, "Kultur")
        await pilot.press("ctrl+s")
        await pilot.pause()
        (entry,) = performed.entries
        assert [row.department for row in entry.efforts] == ["Socialforvaltningen", "Sundhed", "Kultur"]
        assert [row.id for row in entry.efforts][:2] == ["e1", "e2"]
        assert str(entry.efforts[2].since) == "2026-09-01"
        assert len(entry.efforts[2].id) == 36


async def test_the_key_for_a_new_row_works_anywhere_in_the_section(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "since")
        await pilot.press("ctrl+r")
        assert form.state.rows_here() == form.state.spec.field("efforts")
        assert len(form.state.keys("efforts")) == 3
        await go_to(pilot, form, "meeting_at")
        await pilot.press("ctrl+r")
        assert len(form.state.keys("participants")) == 2
        await go_to(pilot, form, "network_wanted")
        await pilot.press("ctrl+r")
        assert len(form.state.keys("participants")) == 3


async def test_a_removed_row_is_told_of_and_comes_back_where_it_stood(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        before = form.entered
        await go_to(pilot, form, "efforts.e1.text")
        await pilot.press("ctrl+t")
        assert form.state.focus == "efforts.e2.department"
        assert "Socialforvaltningen" not in "\n".join(shown(form))
        assert "Nr. 1 er fjernet. Ctrl+O henter den tilbage." in "\n".join(shown(form))
        await pilot.press("ctrl+t")
        assert form.state.focus == "efforts"
        assert form.state.keys("efforts") == ()
        assert "Ingen endnu" in line_with(form, "+ Tilføj")
        await pilot.press("ctrl+o")
        assert form.state.focus == "efforts.e2.department"
        await pilot.press("ctrl+o", "ctrl+o")
        assert form.state.focus == "efforts.e1.department"
        assert form.entered == before
        assert not form.state.dirty
        assert "henter den tilbage" not in "\n".join(shown(form))


async def test_the_key_that_removes_does_nothing_outside_rows(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        before = form.entered
        await pilot.press("ctrl+t", "ctrl+o")
        await go_to(pilot, form, "efforts")
        await pilot.press("ctrl+t")
        assert form.entered == before


async def test_keys_are_shown_where_they_work(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        assert "Ctrl+T" not in shown(form)[-2]
        await go_to(pilot, form, "efforts.e1.department")
        assert "Ctrl+R tilføjer  Ctrl+T fjerner" in shown(form)[-2]
        assert "Ctrl+O" not in shown(form)[-2]
        await pilot.press("ctrl+t")
        assert "Ctrl+O fortryder" in shown(form)[-2]
        await go_to(pilot, form, "efforts")
        assert "Enter tilføjer" in shown(form)[-2]
        assert "Ctrl+S gemmer" in shown(form)[-2]


async def test_a_row_that_was_added_and_left_empty_is_not_saved(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "efforts")
        await pilot.press("enter", "ctrl+r", *"Kultur", "ctrl+r", "ctrl+s")
        await pilot.pause()
        assert [row.department for row in performed.entries[0].efforts][2:] == ["Kultur"]


async def test_a_required_list_without_rows_is_refused_at_its_line(
    desk: Desk, performed: Performed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORM_ACTS, SAMPLE, sample_act(performed, EMPTY))
    async with sample(desk) as (pilot, form):
        assert "1 mangler" in line_with(form, "Mødet")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert performed.entries == []
        assert form.state.focus == "participants"
        assert any("! " in line for line in shown(form))
        await pilot.press("enter", "tab", *"Bo", "ctrl+s")
        await pilot.pause()
        assert [row.name for row in performed.entries[0].participants] == ["Bo"]


async def test_the_first_fault_in_a_row_has_the_keyboard_and_f8_finds_the_next(
    desk: Desk, performed: Performed
) -> None:
    async with sample(desk) as (pilot, form):
        form.choose("efforts.e1.department", "")
        form.choose("efforts.e2.since", "32/13")
        form.choose("participants.p1.name", "")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.state.focus == "efforts.e1.department"
        assert "3 felter" in "\n".join(shown(form))
        await pilot.press("f8")
        assert form.state.focus == "efforts.e2.since"
        await pilot.press("f8")
        assert form.state.focus == "participants.p1.name"
        assert "1 mangler" in line_with(form, "Mødet")
        await pilot.press("ctrl+t")
        assert "2 felter" in "\n".join(shown(form))


async def test_rows_survive_in_the_draft(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "efforts.e1.text")
        await pilot.press("ctrl+t")
        await pilot.press("ctrl+r", *HOSTILE.replace(" ", ""), "escape")
        await pilot.pause()
        (citizen_id,) = [row[0] for row in desk.store.rows("SELECT id FROM citizen")]
        assert read_draft(desk.store, f"form:{SAMPLE}:{citizen_id}:") is not None
        again = await opened(pilot, citizen_id)
        keys = again.state.keys("efforts")
        assert keys[0] == "e2"
        assert again.state.held(f"efforts.{keys[1]}.department") == HOSTILE.replace(" ", "")
        await pilot.press("ctrl+n")
        assert again.state.keys("efforts") == ("e1", "e2")
        assert not again.state.dirty


async def test_a_click_adds_a_row(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "since")
        lines = shown(form)
        row = next(number for number, line in enumerate(lines) if "+ Tilføj" in line)
        await pilot.click(Form, offset=(lines[row].index("+ Tilføj") + 2, row))
        await pilot.pause()
        assert len(form.state.keys("efforts")) == 3


async def test_choices_in_rows_stand_in_every_row(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "participants")
        await pilot.press("enter")
        key = form.state.keys("participants")[1]
        assert form.state.held(f"participants.{key}.role") == "caseworker"
        await pilot.press("right", "right")
        assert form.state.held(f"participants.{key}.role") == "other"
        assert [choice.value for choice in form.state.options_of("participants.p1.broker_id")] == [desk.who]
        await go_to(pilot, form, f"participants.{key}.broker_id")
        await pilot.press("right")
        assert form.state.held(f"participants.{key}.broker_id") == desk.who
        assert form.state.held("participants.p1.broker_id") == ""


async def test_a_condition_in_a_row_shows_a_field_of_that_row_only(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await go_to(pilot, form, "participants.p1.role")
        names = [item.name for item in form.state.shown()]
        assert "participants.p1.reason" in names
        await pilot.press("left")
        assert form.state.focus == "participants.p1.role"
        assert "participants.p1.reason" not in [item.name for item in form.state.shown()]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (24, 8)])
async def test_the_editor_stands_on_its_row_at_any_size(
    desk: Desk, performed: Performed, size: tuple[int, int]
) -> None:
    async with sample(desk, size) as (pilot, form):
        for name in ("efforts.e1.text", "efforts.e2.contact", "participants.p1.name", "efforts.e2.text"):
            await go_to(pilot, form, name)
            await pilot.pause()
            editor = pilot.app.focused
            assert isinstance(editor, LineEditor)
            assert editor.value == form.state.held(name)
            line = shown(form)[editor.region.y - form.region.y]
            assert "▌" in line
            assert form.region.contains_region(editor.region)


async def test_a_choice_in_a_row_takes_one_line_and_ticks_are_all_seen(desk: Desk, performed: Performed) -> None:
    async with sample(desk, (80, 24)) as (pilot, form):
        await go_to(pilot, form, "participants.p1.role")
        assert line_with(form, "Role").rstrip().endswith("other! ▼")
        assert "[x] form!  [ ] min plan!  [x] cv!" in "\n".join(shown(form))
        await pilot.press("left")
        assert form.state.held("participants.p1.role") == "citizen"

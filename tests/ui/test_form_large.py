"""A form of forty fields on the screen: walked, typed into, drafted, saved, at every size, with and without colour."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import create_model
from textual.pilot import Pilot
from textual.widgets import TextArea

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS, Asked
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.store.drafts import read_draft
from broker_tui.ui.screens.form import FormScreen, open_form
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.widgets.editor import LineEditor, TextEditor
from broker_tui.ui.widgets.form import Form
from tests.ui.form_house import HOSTILE, House, add_citizen, house_of, make_desk
from tests.ui.form_sample import FILLED, SPEC, Performed, SampleEntry, sample_act

SAMPLE = "task"
MARK = "udfyldt fra sagen"


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
async def sample(
    desk: Desk, size: tuple[int, int] = (100, 40), language: str = "da"
) -> AsyncIterator[tuple[Pilot[None], Form]]:
    house = house_of(desk, language)
    citizen_id = add_citizen(desk)
    async with house.run_test(size=size) as pilot:
        assert isinstance(house, House)
        open_form(house, Errand(SAMPLE, citizen_id))
        await pilot.pause()
        assert isinstance(house.screen, FormScreen)
        yield pilot, house.screen.form


def shown(form: Form) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in form.render_lines(form.size.region)]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
@pytest.mark.parametrize("colour", ["", "1"])
async def test_every_field_is_reached_with_its_editor_on_it(
    desk: Desk, performed: Performed, size: tuple[int, int], colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour:
        monkeypatch.setenv("NO_COLOR", colour)
    async with sample(desk, size) as (pilot, form):
        form.choose("challenge_health", value=True)
        names = [item.name for item in form.state.shown()]
        reached = []
        for _ in names:
            await pilot.pause()
            name = form.state.focus
            reached.append(name)
            editor = pilot.app.focused
            if form.state.focused.kind in {"text", "lines"}:
                assert isinstance(editor, TextEditor), name
            elif isinstance(editor, LineEditor):
                assert editor.value == form.state.held(name)
            if isinstance(editor, LineEditor | TextEditor):
                assert form.region.contains_region(editor.region)
                assert "▌" in shown(form)[editor.region.y - form.region.y], name
            assert any("▌" in line for line in shown(form))
            form.action_move(1)
        assert reached == names
        assert len(list(form.query(LineEditor))) == len(list(form.query(TextArea))) == 1


async def test_pages_go_from_section_to_section_also_out_of_texts(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        sections = form.state.sections()
        walked = [form.state.section]
        for _ in sections[1:]:
            await pilot.press("pagedown")
            walked.append(form.state.section)
        assert walked == sections
        await pilot.press(*["pageup"] * len(sections))
        assert form.state.section == ""


async def test_a_key_leaves_nothing_of_the_case_mark(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await pilot.press("tab", "tab")
        assert form.state.focus == "responsible_caseworker"
        before = "\n".join(shown(form)).count(MARK)
        await pilot.press("x")
        assert "\n".join(shown(form)).count(MARK) == before - 1
        await pilot.press("backspace")
        assert "\n".join(shown(form)).count(MARK) == before


async def test_the_time_a_draft_was_saved_stands_top_right(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await pilot.press("tab", "tab", "x")
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        screen.keep_draft()
        await pilot.pause()
        title = next(line for line in shown(form) if line.strip())
        assert title.rstrip()[-len("gemt 14:02") :].startswith("gemt ")
        assert read_draft(desk.store, str(screen.errand)) is not None


async def test_what_a_section_lacks_is_told_as_soon_as_it_is_typed(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert form.state.focus == "job_goal"
        line = next(line for line in shown(form) if "Jobmål" in line)
        assert "✓" in line
        await pilot.press("ctrl+u")
        assert "1 mangler" in next(line for line in shown(form) if "Jobmål" in line)
        await pilot.press("l")
        assert "✓" in next(line for line in shown(form) if "Jobmål" in line)


async def test_dates_and_numbers_are_typed_the_danish_way(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        await pilot.press(*"1/9")
        form.choose("weekly_hours", "37,5")
        form.choose("challenge_health", value=True)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.state.focus == "weekly_hours"
        form.choose("weekly_hours", "36,5")
        await pilot.press("ctrl+s")
        await pilot.pause()
        (entry,) = performed.entries
        assert (str(entry.filled_on), str(entry.weekly_hours)) == ("2026-09-01", "36.5")


async def test_hidden_sections_are_not_saved_and_come_back_as_they_were(desk: Desk, performed: Performed) -> None:
    async with sample(desk) as (pilot, form):
        form.choose("challenge_health", value=True)
        form.choose("health_challenges", HOSTILE)
        form.choose("challenge_health", value=False)
        await pilot.press("ctrl+s")
        await pilot.pause()
        (entry,) = performed.entries
        assert entry.health_challenges == ""
        assert form.state.held("health_challenges") == HOSTILE


@pytest.mark.parametrize("language", ["da", "en"])
async def test_a_variant_is_asked_drafted_and_performed_on_the_same_screen(
    desk: Desk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = create_model("Own", __base__=SampleEntry, bus_pass=(bool | None, None))
    bus = FieldSpec("bus_pass", "yes_no", optional=True, section="bus", label="Buskort?", help="Til praktikken.")
    spec = FormSpec("sample", (bus, *SPEC.fields), section_labels={**SPEC.section_labels, "bus": "Transport"})
    done = Performed()
    monkeypatch.setitem(FORM_ACTS, SAMPLE, sample_act(done, FILLED, Asked(spec, model)))
    async with sample(desk, language=language) as (pilot, form):
        assert form.state.focus == "bus_pass"
        text = "\n".join(shown(form))
        assert "Buskort?" in text
        assert "Transport" in text
        assert "Til praktikken." in text
        assert "⟨" not in text
        await pilot.press("j" if language == "da" else "y")
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        screen.keep_draft()
        kept = read_draft(desk.store, str(screen.errand))
        assert kept is not None
        assert kept["bus_pass"] is True
        await pilot.press("ctrl+s")
        await pilot.pause()
    (entry,) = done.entries
    assert entry.model_dump()["bus_pass"] is True


async def test_a_form_that_is_left_at_once_leaves_nothing_behind(desk: Desk, performed: Performed) -> None:
    house = house_of(desk)
    citizen_id = add_citizen(desk)
    async with house.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            open_form(house, Errand(SAMPLE, citizen_id))
            await house.screen.dismiss(None)
            open_form(house, Errand(SAMPLE, citizen_id))
            await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(house.screen, FormScreen)
        assert read_draft(desk.store, f"form:{SAMPLE}:{citizen_id}:") is None

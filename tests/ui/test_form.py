"""Any act's form on the screen, driven by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.people import add_broker
from broker_tui.domain.entries import BrokerEntry
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_case, read_citizen
from broker_tui.store.drafts import read_draft
from broker_tui.ui.screens.form import FormScreen, open_form
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.screens.pick import PickScreen
from broker_tui.ui.widgets.editor import LineEditor
from broker_tui.ui.widgets.form import Form
from broker_tui.ui.widgets.form_values import entered_all
from tests.casework.form_cases import CASES, target_for
from tests.ui.form_house import HOSTILE, House, add_citizen, house_of, make_desk
from tests.ui.step_up_house import in_step_up


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


@asynccontextmanager
async def running(desk: Desk, size: tuple[int, int] = (80, 24), language: str = "da") -> AsyncIterator[Pilot[None]]:
    house = house_of(desk, language)
    async with house.run_test(size=size) as pilot:
        yield pilot


def shown(pilot: Pilot[None]) -> str:
    """Return what the form paints."""
    form = pilot.app.screen.query_one(Form)
    return "\n".join("".join(segment.text for segment in strip) for strip in form.render_lines(form.size.region))


def form_of(pilot: Pilot[None]) -> Form:
    return pilot.app.screen.query_one(Form)


async def open_errand(pilot: Pilot[None], errand: Errand) -> None:
    house = pilot.app
    assert isinstance(house, House)
    open_form(house, errand)
    await pilot.pause()
    assert isinstance(house.screen, FormScreen)


@pytest.mark.parametrize("code", sorted(FORM_ACTS))
@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_every_act_opens_and_saving_performs_it(desk: Desk, code: str, size: tuple[int, int]) -> None:
    citizen_id = add_citizen(desk)
    other = add_broker(desk, BrokerEntry(name="Per Vang")).record_id
    target = target_for(desk, citizen_id, code)
    act = FORM_ACTS[code]
    given = {name: other if value == "OTHER" else value for name, value in CASES[code].values.items()}
    values = entered_all(act.spec, given, load_words("da"))
    errand = Errand(code, citizen_id if act.target in {"citizen", "record"} else None, target)
    async with running(desk, size) as pilot:
        await open_errand(pilot, errand)
        assert "⟨" not in shown(pilot)
        form = form_of(pilot)
        form.enter({name: value for name, value in values.items() if "." in name})
        for name in given:
            form.choose(name, values[name])
        for name in values.keys() - act.spec.blank().keys():
            form.choose(name, values[name])
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, FormScreen), shown(pilot)
        assert read_draft(desk.store, str(errand)) is None


async def test_tab_and_arrows_move_and_the_one_editor_follows(desk: Desk) -> None:
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        form = form_of(pilot)
        assert form.state.focus == "cpr"
        for key, field in (("tab", "name"), ("down", "enrolled_on"), ("up", "name"), ("shift+tab", "cpr")):
            await pilot.press(key)
            assert form.state.focus == field
        assert len(list(form.query(Input))) == 1
        assert isinstance(pilot.app.focused, LineEditor)


async def test_the_editor_stands_where_its_field_is_painted(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("contact", citizen_id))
        form = form_of(pilot)
        seen = set()
        for key in ("shift+tab",) * 6 + ("tab",) * 9 + ("shift+tab",) * 6:
            await pilot.press(key)
            await pilot.pause()
            editor = pilot.app.focused
            if editor is form:
                continue
            assert editor is not None
            label = form.painter().label(form.state, form.state.focus)
            line = shown(pilot).splitlines()[editor.region.y - form.region.y]
            assert label in line
            seen.add(form.state.focus)
        assert seen == {"on", "note", "agreements"}


async def test_a_text_grows_with_what_is_written_and_pushes_the_rest_down(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("contact", citizen_id))
        before = next(at for at, line in enumerate(shown(pilot).splitlines()) if "Aftaler" in line)
        await pilot.press(*"a b c", "shift+enter", "b", "shift+enter", "c", "shift+enter", "d")
        await pilot.pause()
        lines = shown(pilot).splitlines()
        assert next(at for at, line in enumerate(lines) if "Aftaler" in line) == before + 2
        editor = pilot.app.focused
        assert editor is not None
        assert editor.region.height == 4


async def test_a_date_in_short_is_shown_in_full_with_its_weekday(desk: Desk) -> None:
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        await pilot.press("tab", "tab", *"1/9", "tab")
        assert form_of(pilot).state.held("enrolled_on") == "01-09-2026"
        assert "ti 1/9" in shown(pilot)


async def test_choices_go_by_arrows_letters_and_blanks(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("contact", citizen_id))
        state = form_of(pilot).state
        while state.focus != "medium":
            await pilot.press("shift+tab")
        await pilot.press("right")
        assert state.held("medium") == "sms"
        assert "(•) sms" in shown(pilot)
        await pilot.press("m")
        assert state.held("medium") == "meeting"
        await pilot.press("left", "space")
        assert state.held("medium") == "meeting"


async def test_ticks_are_seen_without_colour(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("contact", citizen_id))
        form = form_of(pilot)
        while form.state.focus != "finished":
            await pilot.press("tab")
        assert "[ ] Ringe om CV" in shown(pilot)
        await pilot.press("space")
        assert "[x] Ringe om CV" in shown(pilot)
        await pilot.press("tab", "x")
        assert form.state.held("is_statutory_talk") is True


async def test_the_first_of_several_ticks_is_stood_on_in_whatever_order_they_are_held(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("pack", citizen_id))
        form = form_of(pilot)
        everybody = [one.value for one in form.state.options_of("participants")]
        form.choose("participants", tuple(reversed(everybody)))
        await pilot.press("tab", "shift+tab", "space")
        assert len(everybody) > 1
        assert set(form.state.chosen("participants")) == set(everybody[1:])


async def test_a_field_that_hangs_on_another_comes_and_goes_and_keeps_its_text(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("group_assign", citizen_id))
        form = form_of(pilot)
        assert form.state.held("group") == "2"
        assert "Vurderet til" in shown(pilot)
        form.choose("assessment", "flex_job")
        await pilot.press("left")
        assert "Vurderet til" not in shown(pilot)
        await pilot.press("right")
        assert "Vurderet til" in shown(pilot)
        assert form.state.held("assessment") == "flex_job"


async def test_what_is_missing_is_told_at_the_field_and_the_first_has_the_keyboard(desk: Desk) -> None:
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        form = form_of(pilot)
        await pilot.press("pagedown", "ctrl+s")
        await pilot.pause()
        assert form.state.focus == "cpr"
        assert "2 felter mangler" in shown(pilot)
        assert shown(pilot).count("! ") >= 2
        await pilot.press("f8")
        assert form.state.focus == "name"
        await pilot.press(*"Bo")
        assert "name" not in form.state.problems


async def test_problems_are_told_in_our_words_and_repeat_no_value(desk: Desk) -> None:
    async with running(desk, (120, 40)) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        await pilot.press(*"610180123", "tab", *"Bo", "enter")
        await pilot.pause()
        text = shown(pilot)
        assert "! " in text
        assert "should" not in text
        assert "⟨" not in text


async def test_sections_are_listed_with_what_they_lack(desk: Desk) -> None:
    async with running(desk, (120, 40)) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        assert "Kontaktoplysninger" in shown(pilot)
        assert "2 mangler" in shown(pilot)
        await pilot.press("pagedown")
        assert form_of(pilot).state.section == "reach"
        assert "Telefon" in shown(pilot)
        await pilot.press("pageup")
        assert form_of(pilot).state.section == ""


async def test_a_long_list_opens_narrows_and_answers(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("exemption", citizen_id))
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickScreen)
        await pilot.press(*"vejrlig", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormScreen)
        assert form_of(pilot).state.held("type") == "weather_or_materials"
        assert "Vejrlig" in shown(pilot)


async def test_a_letter_on_a_long_list_begins_the_search_and_escape_changes_nothing(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("exemption", citizen_id))
        await pilot.press("b")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "b"
        await pilot.press("escape")
        await pilot.pause()
        assert form_of(pilot).state.held("type") == ""


async def test_escape_keeps_the_draft_and_opening_again_brings_it_back(desk: Desk) -> None:
    errand = Errand("citizen_new")
    async with running(desk) as pilot:
        await open_errand(pilot, errand)
        await pilot.press("tab", *"Bo [/] Holm", "escape")
        await pilot.pause()
        house = pilot.app
        assert isinstance(house, House)
        assert "Kladden er gemt" in house.said
        kept = read_draft(desk.store, str(errand))
        assert kept is not None
        assert kept["name"] == "Bo [/] Holm"
        await open_errand(pilot, errand)
        assert form_of(pilot).state.held("name") == "Bo [/] Holm"
        assert "kladde" in shown(pilot)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert form_of(pilot).state.held("name") == ""
        assert read_draft(desk.store, str(errand)) is None


async def test_a_draft_is_in_the_database_once_the_keeper_says_so(desk: Desk) -> None:
    """The keeper's times are tested with a clock of their own; here it is made to look at once."""
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        await pilot.press("tab", *"Bo")
        screen.keep_draft()
        await pilot.pause()
        kept = read_draft(desk.store, "form:citizen_new::")
        assert kept is not None
        assert kept["name"] == "Bo"
        assert "kladde gemt" in shown(pilot)


async def test_a_form_left_as_it_was_leaves_no_draft(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    errand = Errand("citizen_change", citizen_id)
    async with running(desk) as pilot:
        await open_errand(pilot, errand)
        await pilot.press("x", "backspace", "escape")
        await pilot.pause()
        assert read_draft(desk.store, str(errand)) is None


async def test_a_pasted_number_loses_its_line_breaks(desk: Desk) -> None:
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("citizen_new"))
        pilot.app.screen.query_one(LineEditor).post_message(events.Paste("\n 610180-1234 \n"))
        await pilot.pause()
        await pilot.press("tab")
        assert form_of(pilot).state.held("cpr") == "610180-1234"


async def test_a_click_goes_to_a_field_and_chooses(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("contact", citizen_id))
        lines = shown(pilot).splitlines()
        row = next(number for number, line in enumerate(lines) if "( ) sms" in line)
        await pilot.click(Form, offset=(lines[row].index("( ) sms") + 1, row))
        await pilot.pause()
        state = form_of(pilot).state
        assert state.focus == "medium"
        assert state.held("medium") == "sms"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (24, 8)])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_hostile_text_is_shown_as_written_at_every_size(desk: Desk, size: tuple[int, int], language: str) -> None:
    citizen_id = add_citizen(desk, HOSTILE)
    async with running(desk, size, language) as pilot:
        await open_errand(pilot, Errand("citizen_change", citizen_id))
        if size[0] >= 60:
            assert HOSTILE in shown(pilot) or pilot.app.screen.query_one(LineEditor).value == HOSTILE
        await pilot.press("tab", "shift+tab", "pagedown", "pagedown", "f8", "ctrl+s")
        await pilot.pause()
    assert read_citizen(desk.store, citizen_id).name == HOSTILE


async def test_a_record_that_is_gone_is_told_and_no_form_opens(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        house = pilot.app
        assert isinstance(house, House)
        open_form(house, Errand("contact_change", citizen_id, "nothing"))
        await pilot.pause()
        assert not isinstance(house.screen, FormScreen)
        assert house.said


async def test_the_keys_of_a_draft_name_the_errand_again() -> None:
    for errand in (Errand("contact", "abc", "2026-W45"), Errand("citizen_new"), Errand("task", "abc")):
        assert Errand.of_draft(str(errand)) == errand
    assert Errand.of_draft("note:1") is None


async def test_a_week_of_another_day_is_read_back(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with running(desk) as pilot:
        await open_errand(pilot, Errand("week_excuse", citizen_id))
        assert "uge 47 2026" in str(form_of(pilot).state.held("week"))
        await pilot.press(*"46", "tab", *"Ferie", "enter")
        await pilot.pause()
    assert read_case(desk.store, citizen_id).excuses[0].week == "2026-W46"

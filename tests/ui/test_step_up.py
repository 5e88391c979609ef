"""The tab of step-up: never suggested, started rightly, every part with its state, solved and ticked by keys."""

from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.domain.case import Case
from broker_tui.domain.codes_step_up import DeliveryChannel, PackItem
from broker_tui.domain.step_up import Participant
from broker_tui.store.act import act
from broker_tui.store.cases import read_case
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.pick import PickScreen
from tests.ui.citizen_house import at, go_to, page, put, text
from tests.ui.conftest import shown
from tests.ui.form_house import HOSTILE, TODAY, House, add_citizen, make_desk
from tests.ui.step_up_house import in_step_up, on_the_way


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def line_of(seen: str, part: str) -> str:
    found = [line for line in seen.splitlines() if part in line]
    assert found, seen
    return found[0]


def participant(case: Case, participant_id: str) -> Participant:
    return next(one for one in case.participants if one.id == participant_id)


# Where none runs -----------------------------------------------------------------------------------------------------


async def test_in_step_1_it_says_calmly_what_it_is_and_why_it_cannot_begin(desk: Desk) -> None:
    """R152: never suggested, not in step 1, and not before a company was approached."""
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        seen = text(pilot)
        assert "Step-up er et nødgreb" in seen
        assert "foreslår det aldrig" in seen
        assert "Det kan ikke startes endnu" in seen
        assert seen.count("○") == 2
        await pilot.press("a")
        await pilot.pause()
        assert pilot.app.screen is page(pilot)
        assert isinstance(pilot.app, House)


async def test_a_starts_it_where_it_may_begin_and_the_tab_follows(desk: Desk) -> None:
    citizen_id = on_the_way(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        assert "Det kan startes her: a begynder" in text(pilot)
        await pilot.press("a")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.errand.code == "step_up"
        form.form.enter(
            {
                "main_model_tried": True,
                "match_delayed_reason": "Ryggen",
                "challenge_health": True,
                "citizen_view": "Jeg har ondt",
                "cooperation_insufficient": True,
                "cooperation_reason": "Ingen samler op",
            }
        )
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is page(pilot), shown(page(pilot).house)
        seen = text(pilot)
        assert "Step-up siden fr 20/11 · dag 1 · A forberedelse" in seen
        assert "samtykke mangler: intet må sendes" in seen
        assert "helbred · »Jeg har ondt«" in line_of(seen, "Grundlag")
        await pilot.press("z")
        await pilot.pause()
        assert "Det kan startes her" in text(pilot)


# While it runs -------------------------------------------------------------------------------------------------------


async def test_every_part_stands_there_with_its_state(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (120, 50)) as pilot:
        seen = text(pilot)
        assert "Step-up siden ma 2/11 · dag 19 · B tværfaglige samtaler" in seen
        assert "✓ samtykke 4/11" in seen
        assert "venter på sagsbehandler" in line_of(seen, "materiale til 2 deltagere")
        assert "siden 9/11" in line_of(seen, "materiale til 2 deltagere")
        assert "sikker mail 10/11" in line_of(seen, "Per Holt, sagsbehandler")
        assert "borgeren oplever, at helbredet står i vejen" in line_of(seen, "Ida Storm")
        assert line_of(seen, "Ida Storm").lstrip().startswith("○")
        assert "kan måske undværes" in line_of(seen, "Bo Lind")
        assert "holdt · 3 mødte" in line_of(seen, "1. samtale")
        assert "fr 4/12 13:00" in line_of(seen, "2. samtale")
        assert "v2 · godkendt ma 9/11" in line_of(seen, "✓ Forberedelse")
        assert "følg op 25/11" in line_of(seen, "Pause på ti minutter")
        assert "ventet 8 dage" in line_of(seen, "Forløb hos fysioterapeut")
        assert "klaret 18/11" in line_of(seen, "Mentor")


@pytest.mark.parametrize(
    ("line", "code", "target"),
    [
        ("phase:preparation", "preparation", None),
        ("phase:agreement", "agreement", None),
        ("need:pack", "pack", None),
        ("need:second_meeting", "meeting_held", "m2"),
        ("participant:p4", "participant_change", "p4"),
        ("meetings:m2", "meeting_change", "m2"),
        ("form:preparation", "preparation", None),
        ("form:agreement", "agreement", None),
        ("agreed:measure:i2", "agreed_item_change", "i2"),
        ("step_up:su", "step_up_change", "su"),
    ],
)
async def test_enter_opens_the_right_form_about_the_right_record(
    desk: Desk, line: str, code: str, target: str | None
) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        go_to(pilot, line)
        await pilot.press("enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert (form.errand.code, form.errand.target_id) == (code, target)


async def test_a_finding_on_the_overview_leads_to_its_line_on_the_same_page(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (100, 60)) as pilot:
        before = len(pilot.app.screen_stack)
        go_to(pilot, "finding:step_up_measure_waiting")
        await pilot.press("enter")
        await pilot.pause()
        assert page(pilot).table.cursor == "agreed:measure:i2"
        assert len(pilot.app.screen_stack) == before


async def test_space_notes_what_has_reached_somebody_today_and_takes_it_back(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        go_to(pilot, "participant:p4")
        await pilot.press("space")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen), "how it reached her is not known, so it is asked"
        assert form.errand.code == "delivery"
        form.form.enter({"channel": "phone"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        reached = participant(read_case(desk.store, citizen_id), "p4")
        assert (reached.channel, reached.delivered_on) == (DeliveryChannel.PHONE, TODAY)
        go_to(pilot, "participant:p4")
        await pilot.press("space")
        await pilot.pause()
        assert participant(read_case(desk.store, citizen_id), "p4").delivered_on is None
        await pilot.press("space")
        await pilot.pause()
        again = participant(read_case(desk.store, citizen_id), "p4")
        assert again.delivered_on == TODAY
        assert set(again.received) >= {PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL}


async def test_space_takes_a_consideration_and_begins_a_measure(desk: Desk) -> None:
    """R180, R181."""
    citizen_id = in_step_up(desk)

    def item(item_id: str) -> tuple[date | None, date | None]:
        one = next(one for one in read_case(desk.store, citizen_id).agreed_items if one.id == item_id)
        return one.started_on, one.done_on

    async with at(desk, citizen_id, "step_up", (100, 50)) as pilot:
        go_to(pilot, "agreed:consideration:i1")
        await pilot.press("space")
        await pilot.pause()
        assert item("i1") == (None, TODAY)
        assert "taget 20/11" in line_of(text(pilot), "Pause på ti")
        go_to(pilot, "agreed:measure:i2")
        await pilot.press("space")
        await pilot.pause()
        assert item("i2") == (TODAY, None)
        await pilot.press("space")
        await pilot.pause()
        assert item("i2") == (TODAY, TODAY)
        go_to(pilot, "agreed:support:i3")
        await pilot.press("space")
        await pilot.pause()
        assert item("i3") == (None, None)


async def test_a_offers_what_belongs_to_a_step_up_first_what_the_line_is_about(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        go_to(pilot, "participant:p4")
        await pilot.press("a")
        await pilot.pause()
        picker = pilot.app.screen
        assert isinstance(picker, PickScreen)
        offered = [choice.value for choice, _ in picker.list.choices]
        assert offered[:2] == ["delivery", "participant"]
        assert "exemption" not in offered
        await pilot.press("enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert (form.errand.code, form.errand.target_id) == ("delivery", "p4")


async def test_an_agreement_saved_in_its_form_stands_on_the_tab_row_by_row(desk: Desk) -> None:
    """R176, R180: each row with who ensures it; a second save is a second version."""
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (120, 60)) as pilot:
        go_to(pilot, "form:agreement")
        for number, said in ((1, "Ingen tunge løft"), (2, "Ingen tunge løft over 10 kg")):
            await pilot.press("enter")
            await pilot.pause()
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            state = form.form.state
            rows = state.keys("considerations")
            key = next((key for key in rows if "tunge" in str(state.held(f"considerations.{key}.text"))), "new")
            filled: dict[str, object] = {
                "needs_considerations": True,
                "with_citizen": True,
                "considerations": tuple(dict.fromkeys((*rows, key))),
            }
            row = {
                "text": said,
                "ensured_by": "company",
                "ensured_name": "Netto",
                "follow_up_by": "broker",
                "follow_up_on": "01-12-2026",
            }
            form.form.enter(filled | {f"considerations.{key}.{name}": value for name, value in row.items()})
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert pilot.app.screen is page(pilot), shown(page(pilot).house)
            seen = text(pilot)
            assert f"v{number}" in line_of(seen, "✓ Aftaledokument")
            assert "Netto sikrer" in line_of(seen, said)
            assert "følg op 1/12" in line_of(seen, said)
        texts = [one.text for one in read_case(desk.store, citizen_id).agreed_items]
        assert texts.count("Ingen tunge løft over 10 kg") == 1
        assert "Ingen tunge løft" not in texts


async def test_a_form_left_half_filled_in_waits_as_a_draft(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (100, 50)) as pilot:
        go_to(pilot, "form:preparation")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Gerne lager")
        await pilot.press("escape")
        await pilot.pause()
        assert "kladde venter" in line_of(text(pilot), "✓ Forberedelse")


async def test_x_removes_and_the_cursor_keeps_its_place(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        go_to(pilot, "participant:p4")
        await pilot.press("x")
        await pilot.pause()
        assert page(pilot).table.cursor == "participant:p5"
        await pilot.press("z")
        await pilot.pause()
        assert len(read_case(desk.store, citizen_id).participants) == 5


async def test_a_consent_that_was_taken_back_is_said_on_top(desk: Desk) -> None:
    """R159: withdrawal stops everything."""
    citizen_id = in_step_up(desk)
    put(desk, citizen_id, "withdrawal", "co", withdrawn_on="2026-11-18")
    async with at(desk, citizen_id, "step_up", (120, 40)) as pilot:
        assert "● samtykket er afslået eller trukket tilbage" in text(pilot)


async def test_a_step_up_that_is_over_stands_collapsed_at_the_end(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    one = read_case(desk.store, citizen_id).step_ups[0]
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        doing.change(
            citizen_id, one.model_copy(update={"ended_on": date(2026, 11, 19), "closing_note": "Er i praktik"})
        )
    async with at(desk, citizen_id, "step_up", (100, 40)) as pilot:
        seen = text(pilot)
        assert "Det kan startes her" in seen
        assert "1 samtale · 3 aftaler" in line_of(seen, "2/11 – 19/11")
        assert "Er i praktik" in seen


async def test_open_considerations_stand_on_the_overview_and_beside_the_placements(desk: Desk) -> None:
    """R180."""
    citizen_id = in_step_up(desk)
    for tab in ("overview", "placements"):
        async with at(desk, citizen_id, tab, (100, 60)) as pilot:
            seen = text(pilot)
            assert "Aftalte hensyn" in seen, tab
            assert "følg op 25/11" in line_of(seen, "Pause på ti"), tab
    put(desk, citizen_id, "agreed_item_change", "i1", done_on="2026-11-19")
    async with at(desk, citizen_id, "overview", (100, 60)) as pilot:
        assert "Aftalte hensyn" not in text(pilot)


async def test_every_tab_is_named_or_reached_however_narrow(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (60, 24)) as pilot:
        for name in ("Overblik", "Trin", "Kontakter", "Forløb", "Step-up", "Gruppe", "Historik"):
            assert f" {name} " in text(pilot).splitlines()[3]
            await pilot.press("right")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_hostile_text_stands_as_written_on_every_line(desk: Desk, language: str, size: tuple[int, int]) -> None:
    citizen_id = in_step_up(desk, HOSTILE, f"{HOSTILE}\n\x1b[2J\u202e")
    async with at(desk, citizen_id, "step_up", size, language) as pilot:
        seen = ""
        for key in page(pilot).table.keys:
            page(pilot).table.go_to(key)
            seen += text(pilot)
        assert "⟨" not in seen
        assert HOSTILE in seen
        assert "\x1b" not in seen
        assert "\u202e" not in seen

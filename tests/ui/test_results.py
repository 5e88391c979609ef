"""The results: the counted numbers as bars and sentences, month by month, whose they are, and how they change."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.store.act import act
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens import results_counting
from broker_tui.ui.screens.citizen import CitizenScreen
from broker_tui.ui.screens.my_week import MyWeek
from broker_tui.ui.screens.results import ResultsView
from broker_tui.ui.widgets.table import Table
from tests.ui.form_house import HOSTILE, TODAY, make_desk
from tests.ui.results_house import add_known, at, enrol, line, place, settled, text, view

NOVEMBER = Month(2026, 11)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


async def test_the_month_is_told_in_one_look(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        assert "lokalt skøn (officielle tal: E-indkomst)" in line(pilot, "Resultat")
        assert "mål 20 %" in line(pilot, "╍")
        assert "15 %" in line(pilot, "┄")
        said = line(pilot, "november 2026 indtil i dag")
        assert "Indsatsgruppe 4 (5 i gruppe 1 − 1 fritaget)" in said
        assert "tæller 1 (1 med timer, 0 i uddannelse)" in said
        assert "25 %" in text(pilot)
        assert "✓ 20 % er nået" in text(pilot)
        assert "1 start aftalt fr 27/11" in text(pilot)
        assert "Gruppe 2 for sig (R49): 1 borger" in text(pilot)


async def test_a_month_that_falls_short_says_how_many_it_takes(desk: Desk) -> None:
    for place_in_line in range(7):
        enrol(desk, f"Nr {place_in_line}", f"61018012{place_in_line:02d}")
    async with at(desk) as pilot:
        assert "2 mere til 15 %" in text(pilot)
        assert "2 mere til 20 %" in text(pilot)
        await pilot.press("left")
        assert "2 manglede til 15 %" in text(pilot)
        assert "2 manglede til 20 %" in text(pilot)
        assert "start aftalt" not in text(pilot)


async def test_left_and_right_go_from_month_to_month_and_stay_among_them(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        await pilot.press("left")
        assert view(pilot).month == NOVEMBER.before
        assert "oktober 2026" in line(pilot, "Indsatsgruppe 5")
        await pilot.press(*["left"] * 20)
        assert view(pilot).month == NOVEMBER.plus(-12)
        assert "Ingen i indsatsgruppen den måned." in text(pilot)
        await pilot.press("t")
        assert view(pilot).month == NOVEMBER
        await pilot.press("right")
        assert view(pilot).month == NOVEMBER


async def test_a_narrow_terminal_shows_fewer_months_and_scrolls_to_the_one_in_hand(desk: Desk) -> None:
    add_known(desk)
    async with at(desk, (60, 24)) as pilot:
        assert "jan" not in line(pilot, " nov").split()
        await pilot.press(*["left"] * 12)
        assert line(pilot, " jan").split()[:3] == ["nov", "dec", "jan"]


async def test_a_click_chooses_a_month_and_a_second_one_lists_it(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        bars = view(pilot).query_one("#bars")
        october = 27 + 11 * 7 + 5
        await pilot.click(bars, offset=(october, 10))
        await pilot.pause()
        assert view(pilot).month == NOVEMBER.before
        await pilot.click(bars, offset=(october, 10))
        await pilot.pause()
        assert "oktober 2026" in line(pilot, "af 5 tæller")


async def test_only_ones_own_citizens_and_back(desk: Desk) -> None:
    ids = add_known(desk)
    other = "broker-2"
    with act(desk.store, "test", who=desk.who) as doing:
        from broker_tui.domain.broker import Broker

        doing.add_broker(Broker(id=other, name="Jonas Bech"))
    with act(desk.store, "test", who=desk.who, citizen_id=ids["works"]) as doing:
        from broker_tui.domain.broker import BrokerAssignment

        doing.remove(ids["works"], BrokerAssignment, "b-6101801200")
        doing.add(ids["works"], BrokerAssignment(id="b-2", broker_id=other, started_on=TODAY))
    async with at(desk) as pilot:
        assert "team: alle jobformidlere" in line(pilot, "Resultat")
        await pilot.press("e")
        await settled(pilot)
        assert "Maja Lund" in line(pilot, "Resultat")
        assert "tæller 0" in text(pilot)
        await pilot.press("e")
        await settled(pilot)
        assert "tæller 1" in text(pilot)
        await pilot.press("f", *"jonas", "enter")
        await settled(pilot)
        assert "filter Jonas Bech (c rydder)" in text(pilot)
        assert "Indsatsgruppe 1" in line(pilot, "november 2026")
        await pilot.press("c")
        await settled(pilot)
        assert "Indsatsgruppe 4" in line(pilot, "november 2026")


async def test_an_edition_without_citizens_says_how_to_clear_it(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        view(pilot).filters = view(pilot).filters.toggled("edition=fsm2")
        view(pilot).fill()
        await settled(pilot)
        assert "Ingen borgere passer til filtret. c rydder det." in text(pilot)


async def test_the_day_of_measuring_is_shown_and_switched(desk: Desk) -> None:
    """C6: who has become exempt in the month belongs to it on any of its days."""
    add_known(desk)
    async with at(desk) as pilot:
        assert "målt på månedens sidste dag (s)" in text(pilot)
        assert "Indsatsgruppe 4" in text(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "målt på alle månedens dage (s)" in text(pilot)
        results = view(pilot).results
        assert results is not None
        assert results.status is MonthStatus.ANY_DAY
        assert "Indsatsgruppe 5" in line(pilot, "november 2026")
        await pilot.press("s")
        await settled(pilot)
        assert "Indsatsgruppe 4" in line(pilot, "november 2026")


async def test_the_measuring_of_the_users_settings_holds_until_it_is_switched(desk: Desk) -> None:
    add_known(desk)
    async with at(desk, settings={"month_status": "any_day"}) as pilot:
        results = view(pilot).results
        assert results is not None
        assert results.status is MonthStatus.ANY_DAY


async def test_a_goal_of_the_teams_own_is_a_line_of_its_own(desk: Desk) -> None:
    add_known(desk)
    async with at(desk, settings={"team_goal": 0.4}) as pilot:
        assert "teamets mål 40 %" in line(pilot, "┈")
        assert "1 mere til 40 %" in text(pilot)
        assert "mål 20 %" in line(pilot, "╍")


async def test_a_goal_set_meanwhile_is_drawn_without_counting_anew(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        before = view(pilot).results
        await pilot.press("1")
        view_house = pilot.app
        assert isinstance(view_house, BrokerApp)
        view_house.settings = replace(view_house.settings, team_goal=0.4)
        await pilot.press("4")
        await settled(pilot)
        assert view(pilot).results is before
        assert "teamets mål 40 %" in line(pilot, "┈")


async def test_the_last_day_of_a_month_still_counts_what_it_takes(tmp_path: Path) -> None:
    on_the_last = replace(make_desk(tmp_path / "last.db"), today=date(2026, 11, 30))
    add_known(on_the_last)
    async with at(on_the_last, settings={"team_goal": 0.9}, today=date(2026, 11, 30)) as pilot:
        assert "indtil i dag" not in text(pilot)
        assert "3 mere til 90 %" in text(pilot) or "2 mere til 90 %" in text(pilot)


async def test_a_year_without_anybody_counting_has_no_best_month(desk: Desk) -> None:
    enrol(desk, "Bo Holm", "6101801234")
    async with at(desk) as pilot:
        assert "bedst" not in text(pilot)


async def test_the_agreed_starts_are_listed_and_lead_to_the_citizen(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        await pilot.press("a")
        await settled(pilot)
        assert "Kun det, der er aftalt" in text(pilot)
        assert "ordinært job" in line(pilot, "Finn Skov")
        assert "tæller fra starten" in line(pilot, "Finn Skov")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CitizenScreen)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert view(pilot).month == NOVEMBER


async def test_without_agreed_starts_none_are_offered(desk: Desk) -> None:
    enrol(desk, "Bo Holm", "6101801234")
    async with at(desk) as pilot:
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ResultsView)


async def test_what_was_counted_is_kept_until_a_case_changes(desk: Desk) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        before = view(pilot).results
        await pilot.press("1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MyWeek)
        sent: list[str] = []
        desk.store.conn.set_trace_callback(sent.append)
        await pilot.press("4")
        await settled(pilot)
        desk.store.conn.set_trace_callback(None)
        assert view(pilot).results is before
        assert not any("FROM placement" in statement for statement in sent)
        place(desk, ids["idle"], PlacementKind.PAID_HOURS, TODAY)
        view(pilot).house.case_changed([ids["idle"]])
        await settled(pilot)
        assert "tæller 2" in text(pilot)


@pytest.fixture
def in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_counting, "AT_ONCE", 0)


@pytest.mark.usefixtures("in_a_thread")
async def test_leaving_breaks_the_counting_off_and_coming_back_takes_it_up(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        screen = view(pilot)
        screen.forget_results()
        screen.results = None
        screen.fill()
        assert screen.is_counting
        await pilot.press("1")
        assert not screen.is_counting
        await settled(pilot)
        assert screen.results is None or not screen.results.complete
        await pilot.press("4")
        await settled(pilot)
        assert screen.results is not None
        assert screen.results.complete


@pytest.mark.usefixtures("in_a_thread")
async def test_another_filter_takes_the_place_of_what_is_being_counted(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        screen = view(pilot)
        screen.forget_results()
        screen.fill()
        await pilot.press("e")
        await settled(pilot)
        assert screen.results is not None
        assert screen.results.scope.broker_id == desk.who


async def test_an_empty_database_is_told_kindly(desk: Desk) -> None:
    async with at(desk) as pilot:
        assert "Her er ingen borgere endnu" in text(pilot)
        await pilot.press("enter", "left", "down", "a", "s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ResultsView)


async def test_question_mark_explains_the_number_under_the_cursor(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        view(pilot).table.go_to("education")
        await pilot.press("question_mark")
        await settled(pilot)
        assert "Uddannelse, der giver ret til SU." in text(pilot)
        assert "R43" in text(pilot)
        assert "lokalt skøn" in text(pilot)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("ascii_signs", [False, True])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_every_size_and_language_has_its_words(
    desk: Desk, size: tuple[int, int], language: str, *, ascii_signs: bool
) -> None:
    ids = add_known(desk)
    with act(desk.store, "test", who=desk.who) as doing:
        doing.change_citizen(ids["starts"], {"name": HOSTILE})
    async with at(desk, size, language, {"ascii": ascii_signs, "team_goal": 0.18}) as pilot:
        for keys in (["end"], ["home"], ["a"], ["enter", "escape", "escape"], ["f1"], ["escape"], ["f"], ["escape"]):
            await pilot.press(*keys)
            await settled(pilot)
            seen = text(pilot)
            assert "⟨" not in seen
            assert len(seen.splitlines()) == size[1]
            if ascii_signs:
                assert not set(seen) & set("█▇▁╍┄┈░✓●▲○–│─")


async def test_without_colour_bars_and_lines_are_still_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    add_known(desk)
    async with at(desk) as pilot:
        assert pilot.app.no_color
        assert "████" in text(pilot)
        assert "╍╍╍" in text(pilot)
        strips = view(pilot).query_one("#bars").render_lines(view(pilot).query_one("#bars").size.region)
        crossing = [segment for strip in strips for segment in strip if set(segment.text) == {"╍"}]
        assert any(segment.style is not None and segment.style.reverse for segment in crossing)


async def test_months_outside_the_project_period_are_marked(desk: Desk) -> None:
    """An edition whose period ends in the middle of what is shown (R30)."""
    add_known(desk)
    programmes = {code: replace(one, period_end=date(2026, 9, 30)) for code, one in desk.programmes.items()}
    async with at(replace(desk, programmes=programmes)) as pilot:
        assert "uden for projektperioden" in line(pilot, "november 2026")
        assert "░░░░" in text(pilot)
        await pilot.press("left", "left")
        assert "uden for projektperioden" not in text(pilot)


async def test_the_table_has_the_keyboard(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        assert isinstance(pilot.app.focused, Table)
        await pilot.press("down", "down")
        assert view(pilot).line is not None
        assert view(pilot).line.key == "paid_hours"  # type: ignore[union-attr]


def test_nothing_of_it_is_loaded_before_it_is_opened() -> None:
    import subprocess
    import sys

    code = "import sys, broker_tui.ui.app, broker_tui.ui.screens.my_week; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "screens.results" not in done.stdout
    assert "casework.results" not in done.stdout

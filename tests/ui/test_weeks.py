"""Contact weeks: the grid shows what the rules say of each week, and leads to its contact."""

import pytest
from textual.pilot import Pilot

from broker_tui.casework.contacts import excuse_week
from broker_tui.casework.desk import Desk
from broker_tui.casework.scope import own_ids
from broker_tui.casework.weeks import column_sums, week_grid
from broker_tui.domain.codes import NotRequired, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.entries import WeekExcuseEntry
from broker_tui.domain.weeks import WeekStatus
from broker_tui.i18n import load_words
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens import weeks_grid
from broker_tui.ui.screens.contact import ContactScreen
from broker_tui.ui.screens.weeks import YEAR_BACK, Weeks
from broker_tui.ui.text import UNICODE
from tests.ui.conftest import TODAY, find, shown

THIS_WEEK = IsoWeek.of(TODAY)


async def open_weeks(house: BrokerApp, pilot: "Pilot[None]") -> Weeks:
    await pilot.app.workers.wait_for_complete()
    await pilot.press("3")
    await pilot.pause()
    assert isinstance(house.screen, Weeks)
    return house.screen


async def test_grid_and_sums_are_those_of_casework(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_weeks(house, pilot)
        grid = week_grid(desk, own_ids(desk), view._weeks[0], view._weeks[-1])
        for row in grid:
            painted = view.table.row(row.citizen_id)
            assert painted.cells["kept"][0][0] == f"{row.kept.kept}/{row.kept.required}"
        last = column_sums(grid)[-1]
        sums = {line.split()[0]: line.split() for line in shown(house) if line.startswith((" holdt", " krævet"))}
        assert sums["holdt"][-2] == str(last.kept)
        assert sums["krævet"][-2] == str(last.required)


@pytest.mark.parametrize(("width", "weeks"), [(60, 8), (80, 15), (120, 17), (200, 44)])
async def test_as_many_weeks_as_fit(house: BrokerApp, width: int, weeks: int) -> None:
    async with house.run_test(size=(width, 24)) as pilot:
        view = await open_weeks(house, pilot)
        assert abs(len(view._weeks) - weeks) <= 1
        assert str(THIS_WEEK.week) in shown(house)[2]


async def test_the_cursor_goes_a_year_back_and_no_further(house: BrokerApp) -> None:
    async with house.run_test(size=(80, 24)) as pilot:
        view = await open_weeks(house, pilot)
        await pilot.press("right")
        assert view.week == THIS_WEEK
        for _ in range(YEAR_BACK + 3):
            await pilot.press("left")
        await pilot.pause()
        assert view.week == THIS_WEEK.plus(-YEAR_BACK)
        assert view.week == view._weeks[0]
        await pilot.press("t")
        await pilot.pause()
        assert view.week == THIS_WEEK
        assert view._weeks[-1] == THIS_WEEK


async def test_enter_shows_the_weeks_contact_or_logs_one(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_weeks(house, pilot)
        states = {row.citizen_id: row.statuses[0].state for row in week_grid(desk, own_ids(desk), THIS_WEEK, THIS_WEEK)}
        for state, code in ((WeekState.REACHED, "contact_change"), (WeekState.MISSING, "contact")):
            view.table.go_to(next(one for one, found in states.items() if found is state))
            await pilot.press("enter")
            await pilot.pause()
            form = house.screen
            assert isinstance(form, ContactScreen)
            assert form.errand.code == code
            await pilot.press("escape")
            await pilot.pause()
            assert house.screen_stack == [view]


async def test_an_excused_week_is_shown_and_asked_for_again(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_weeks(house, pilot)
        rows = week_grid(desk, own_ids(desk), THIS_WEEK, THIS_WEEK)
        citizen = next(row.citizen_id for row in rows if row.statuses[0].state is WeekState.MISSING)
        view.table.go_to(citizen)
        house.perform(lambda at: excuse_week(at, citizen, WeekExcuseEntry(week=str(THIS_WEEK), note="ferie")))
        await pilot.pause()
        assert view.table.row(citizen).cells[str(THIS_WEEK)] == ((UNICODE.excused, "muted"),)
        await pilot.press("x")
        await pilot.pause()
        assert view.table.row(citizen).cells[str(THIS_WEEK)] == ((UNICODE.missing, "due"),)


async def test_why_names_state_and_rule(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await open_weeks(house, pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "uge 47" in find(house, "uge 47")
        assert "Regel" in find(house, "Regel")


WEEKS = tuple(THIS_WEEK.plus(number) for number in range(-3, 1))
DUTY = WeekStatus(WeekState.REACHED, required=True)
AWAY = WeekStatus(WeekState.NOT_REQUIRED, reason=NotRequired.AT_COMPANY)
EXEMPT = WeekStatus(WeekState.NOT_REQUIRED, reason=NotRequired.EXEMPT)


@pytest.mark.parametrize(
    ("statuses", "remark"),
    [
        ((DUTY, DUTY, DUTY, DUTY), ""),
        ((DUTY, DUTY, AWAY, AWAY), "ude i virksomhed fra uge 46"),
        ((AWAY, AWAY, AWAY, AWAY), "ude i virksomhed"),
        ((EXEMPT, EXEMPT, DUTY, DUTY), "fritaget til uge 45"),
        ((EXEMPT, DUTY, AWAY, AWAY), "ude i virksomhed fra uge 46"),
    ],
)
def test_runs_without_duty_are_explained(statuses: tuple[WeekStatus, ...], remark: str) -> None:
    assert weeks_grid.remark(load_words("da"), WEEKS, statuses) == remark

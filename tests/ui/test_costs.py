"""What screens and keys cost, counted rather than timed: statements, bytes, frames."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from rich.console import Console
from textual.geometry import Region

from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.weeks import week_grid
from broker_tui.domain.dates import IsoWeek
from broker_tui.store.caseload import CaseloadFilter, caseload_ids, caseload_rows
from broker_tui.store.facts import read_facts
from broker_tui.store.store import Store
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.caseload import Caseload
from broker_tui.ui.widgets.table import Table
from tests.ui.conftest import TODAY, MakeHouse

TRUE_COLOUR = Console(file=StringIO(), color_system="truecolor", force_terminal=True)
WIDE, NARROW = (120, 40), (100, 40)

FACTS = 30
"""Statements that read facts at most: about one a table, however many citizens."""

ROWS = 12
"""Statements that read the rows of the list."""


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Note every statement that a store is sent."""
    sent: list[str] = []
    store.conn.set_trace_callback(sent.append)
    try:
        yield sent
    finally:
        store.conn.set_trace_callback(None)


async def shown_everyone(house: BrokerApp, pilot: object) -> Table:
    """Go to the caseload, take its filter off, and wait until everyone is judged."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    await pilot.press("2", "c")
    await house.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(house.screen, Caseload)
    return house.screen.table


@pytest.mark.parametrize("count", [1, 20, 70])
def test_reading_many_takes_as_many_statements_as_reading_one(make_house: MakeHouse, count: int) -> None:
    house = make_house()
    store = house.desk.store
    ids = caseload_ids(store, TODAY, CaseloadFilter(exited=None))[:count]
    week = IsoWeek.of(TODAY)
    with counted(store) as facts:
        list(read_facts(store, TODAY, ids))
    assert len(facts) <= FACTS
    with counted(store) as rows:
        caseload_rows(store, ids, TODAY)
    assert len(rows) <= ROWS
    with counted(store) as judged:
        judge_caseload(house.desk, ids)
    assert len(judged) <= FACTS + 1
    with counted(store) as weeks:
        week_grid(house.desk, ids, week.plus(-52), week)
    assert len(weeks) <= FACTS + 1


async def test_a_page_is_read_by_the_rows_alone_once_it_is_judged(house: BrokerApp) -> None:
    async with house.run_test(size=NARROW) as pilot:
        table = await shown_everyone(house, pilot)
        table.forget()
        with counted(house.desk.store) as sent:
            await pilot.pause()
        assert 0 < len(sent) <= ROWS


async def test_moving_on_a_page_that_was_read_asks_the_database_nothing(house: BrokerApp) -> None:
    async with house.run_test(size=NARROW) as pilot:
        await shown_everyone(house, pilot)
        with counted(house.desk.store) as sent:
            await pilot.press("down", "down", "up")
        assert sent == [], "only the pane of a wide terminal reads about whom the cursor stands on"


async def test_a_letter_of_a_search_asks_for_who_fits_and_the_rows_shown(house: BrokerApp) -> None:
    async with house.run_test(size=NARROW) as pilot:
        await shown_everyone(house, pilot)
        await pilot.press("slash")
        with counted(house.desk.store) as sent:
            await pilot.press("m")
        assert 0 < len(sent) <= 2 + ROWS


@pytest.mark.parametrize(("view", "most"), [("1", ROWS), ("2", FACTS), ("3", 3 * FACTS)])
async def test_opening_a_view_takes_a_bounded_number_of_statements(house: BrokerApp, view: str, most: int) -> None:
    async with house.run_test(size=NARROW) as pilot:
        await house.workers.wait_for_complete()
        await pilot.press("3" if view != "3" else "2")
        with counted(house.desk.store) as sent:
            await pilot.press(view)
            await pilot.pause()
        assert len(sent) <= most


async def test_a_cursor_key_sends_half_a_kilobyte_and_a_page_nine(house: BrokerApp) -> None:
    async with house.run_test(size=WIDE) as pilot:
        table = await shown_everyone(house, pilot)
        width, height = table.size
        page = bytes_of(table, Region(0, 0, width, height))
        assert page <= 9_000
        assert 2 * page / height <= 500, "a cursor key sends two lines"


def bytes_of(table: Table, region: Region) -> int:
    """Return how many bytes a terminal is sent for lines of a table."""
    return sum(len(strip.render(TRUE_COLOUR).encode()) for strip in table.render_lines(region))

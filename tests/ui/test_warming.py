"""Beside the threads that load and judge, the keys keep their turn: what waits for what."""

import gc
from collections.abc import Callable
from threading import Event, Thread

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.listing import PANE_SECONDS
from broker_tui.ui.screens.preparing import PreparingScreen
from broker_tui.ui.warming import is_loading, loading, made_to_stay, wait_until_loaded
from broker_tui.ui.widgets.lines import Pane
from broker_tui.ui.widgets.table import Table
from tests.ui.conftest import TODAY, MakeHouse


def test_whoever_loads_last_ends_the_loading() -> None:
    with loading():
        with loading():
            assert is_loading()
        assert is_loading()
    assert not is_loading()


def test_a_thread_can_wait_until_all_is_loaded() -> None:
    went_on = Event()

    def wait() -> None:
        wait_until_loaded(30)
        went_on.set()

    with loading():
        thread = Thread(target=wait)
        thread.start()
        wait_until_loaded(0.01)
        assert not went_on.is_set()
    assert went_on.wait(30)
    thread.join()


def test_loading_that_fails_is_over_too() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert not is_loading()


def test_what_is_made_to_stay_is_never_looked_through_again() -> None:
    gc.unfreeze()
    try:
        with made_to_stay():
            assert not gc.isenabled()
            made = [[number] for number in range(1000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() > len(made)
    finally:
        gc.unfreeze()


async def test_the_pane_waits_for_what_it_reads_with_and_the_keys_do_not(make_house: MakeHouse) -> None:
    house = make_house()
    async with house.run_test(size=(120, 40)) as pilot:
        await pilot.app.workers.wait_for_complete()
        table, pane = house.screen.query_one(Table), house.screen.query_one(Pane)
        with loading():
            pane.show([])
            before = table.cursor
            await pilot.press("down")
            await pilot.pause(4 * PANE_SECONDS)
            assert table.cursor != before
            assert not pane._lines
        await until(pilot, lambda: bool(pane._lines))


async def test_everybody_else_is_judged_once_all_is_loaded(make_house: MakeHouse) -> None:
    house = make_house()
    async with house.run_test(size=(120, 40)) as pilot:
        await pilot.app.workers.wait_for_complete()
        with loading():
            house.judge()
            await pilot.pause(0.1)
            assert house.overview is not None
            hers = len(house.overview.findings)
            assert not house.judged_all
        await until(pilot, lambda: house.judged_all)
        assert len(house.overview.findings) > hers


async def test_the_first_list_is_made_while_loading_is_announced(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    monkeypatch.setattr("broker_tui.ui.screens.preparing.warm_up", lambda: begun.append(is_loading()))

    def begin(house: BrokerApp, _: Desk) -> None:
        begun.append(is_loading())
        house.list_is_shown()

    monkeypatch.setattr(BrokerApp, "begin", begin)
    words = load_words("da")
    house = BrokerApp(None, words, Settings(), today=TODAY, first=lambda: PreparingScreen("", lambda _: desk))
    async with house.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(begun) == 2)
        await pilot.app.workers.wait_for_complete()
    assert begun == [True, True]
    assert not is_loading()


async def until(pilot: "Pilot[None]", so: Callable[[], bool]) -> None:
    for _ in range(500):
        if so():
            return
        await pilot.pause(0.02)
    raise AssertionError

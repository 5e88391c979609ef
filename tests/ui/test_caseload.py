"""The caseload: filters that say themselves, sorting by anything, and search that narrows with every letter."""

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes import Group, Level, Marker, Step
from broker_tui.domain.cpr import written
from broker_tui.store.caseload import caseload_rows
from broker_tui.store.caseload_ids import CaseloadFilter, caseload_ids
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.caseload import Caseload
from broker_tui.ui.screens.caseload_filters import Filters, filter_choices, label_of
from broker_tui.ui.screens.caseload_order import SORTABLE, Order
from tests.ui.conftest import find, shown


async def open_caseload(house: BrokerApp, pilot: "Pilot[None]") -> Caseload:
    await pilot.app.workers.wait_for_complete()
    await pilot.press("2")
    await pilot.pause()
    assert isinstance(house.screen, Caseload)
    return house.screen


async def test_it_begins_with_the_users_own(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_caseload(house, pilot)
        assert list(view.table.keys) == caseload_ids(desk.store, desk.today, CaseloadFilter(broker_id=desk.who))
        everyone = len(caseload_ids(desk.store, desk.today, CaseloadFilter(exited=None)))
        assert f"{len(view.table.keys)} af {everyone}" in shown(house)[0]
        assert "filter Maja Lund" in shown(house)[2]


@pytest.mark.parametrize("column", SORTABLE)
async def test_any_column_sorts_both_ways(house: BrokerApp, column: str) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_caseload(house, pilot)
        view._narrow(Filters())
        before = set(view.table.keys)
        view.order = Order("name" if column != "name" else "step")
        view._sort(column)
        there = list(view.table.keys)
        view._sort(column)
        back = list(view.table.keys)
        assert set(there) == set(back) == before
        assert there != back


async def test_the_most_urgent_can_stand_first(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_caseload(house, pilot)
        view._sort("state")
        assert house.overview is not None
        worst = [house.overview.worst(one) for one in view.table.keys]
        ranks = [list(Level).index(level) if level else 9 for level in worst]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("coded", "asked"),
    [
        ("group=1", CaseloadFilter(group=Group.INTERVENTION)),
        ("group=2", CaseloadFilter(group=Group.REHABILITATION)),
        ("group=none", CaseloadFilter(no_group=True)),
        ("step=2", CaseloadFilter(step=Step.TOWARDS_JOB)),
        ("marker=step_up", CaseloadFilter(marker=Marker.STEP_UP)),
        ("exemption=any", CaseloadFilter(any_exemption=True)),
        ("exemption=none", CaseloadFilter(any_exemption=False)),
        ("broker=none", CaseloadFilter(broker_id="")),
        ("exit=gone", CaseloadFilter(exited=True)),
        ("exit=all", CaseloadFilter(exited=None)),
    ],
)
async def test_each_filter_asks_the_store(house: BrokerApp, desk: Desk, coded: str, asked: CaseloadFilter) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_caseload(house, pilot)
        view._narrow(Filters().toggled(coded))
        await pilot.pause()
        assert list(view.table.keys) == caseload_ids(desk.store, desk.today, asked)
        assert label_of(house.words, coded, {}, desk) in shown(house)[2]


async def test_filters_of_the_rules_agree_with_the_findings(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_caseload(house, pilot)
        assert house.overview is not None
        view._narrow(Filters(week="none"))
        lacking = {
            one for one, found in house.overview.findings.items() if any(f.code == "weekly_contact" for f in found)
        }
        assert set(view.table.keys) == lacking
        view._narrow(Filters(level="warning"))
        assert all(
            any(finding.level is Level.WARNING for finding in house.overview.findings[one]) for one in view.table.keys
        )


async def test_every_filter_offered_has_words_and_can_be_put_on(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        view = await open_caseload(house, pilot)
        for choice in filter_choices(house.words, view.filters, view._brokers, desk):
            assert "⟨" not in choice.label + choice.aside
            view._narrow(Filters().toggled(choice.value))


async def test_one_key_clears_and_offers_itself_only_then(house: BrokerApp) -> None:
    async with house.run_test(size=(140, 40)) as pilot:
        view = await open_caseload(house, pilot)
        assert "c ryd" in shown(house)[-1]
        await pilot.press("c")
        await pilot.pause()
        assert view.filters == Filters()
        assert "c ryd" not in shown(house)[-1]
        assert "Jobformidler" in find(house, "Navn")


@pytest.mark.parametrize("typed", ["åse", "aase", "ÅSE", "ørsted åse"])
async def test_search_narrows_in_any_spelling(house: BrokerApp, desk: Desk, typed: str) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        view = await open_caseload(house, pilot)
        await pilot.press("slash", *(key if key != " " else "space" for key in typed))
        await pilot.pause()
        names = [row.name for row in caseload_rows(desk.store, list(view.table.keys), desk.today)]
        assert names
        assert all("Å" in name or "Aa" in name for name in names)
        assert f"søg: {typed}" in shown(house)[2]


async def test_letters_typed_in_the_search_are_no_commands_and_escape_clears(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        view = await open_caseload(house, pilot)
        before = list(view.table.keys)
        await pilot.press("slash", *"123fscuzq")
        await pilot.pause()
        assert house.screen is view
        assert view.table.keys == []
        assert "Ingen passer" in find(house, "Ingen passer")
        await pilot.press("escape")
        await pilot.pause()
        assert list(view.table.keys) == before
        assert view.table.has_focus


async def test_arrows_move_while_typing(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        view = await open_caseload(house, pilot)
        await pilot.press("slash", "a", "down", "down")
        await pilot.pause()
        assert view.table.cursor == view.table.keys[2]


async def test_personal_numbers_are_masked_until_asked_for(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        view = await open_caseload(house, pilot)
        await pilot.pause(0.1)
        numbers = [written(row.cpr) for row in caseload_rows(desk.store, None, desk.today)]
        text = "\n".join(shown(house))
        assert not any(number in text for number in numbers)
        assert "-••••" in text
        await pilot.press("h")
        await pilot.pause(0.1)
        assert written(caseload_rows(desk.store, [str(view.table.cursor)], desk.today)[0].cpr) in shown(house)[4]
        await pilot.press("h")
        await pilot.pause(0.1)
        assert not any(number in "\n".join(shown(house)) for number in numbers)


async def test_filter_and_cursor_survive_leaving(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        view = await open_caseload(house, pilot)
        await pilot.press("down", "down", "down")
        view._narrow(Filters(group="1"))
        cursor = view.table.cursor
        await pilot.press("3", "2")
        await pilot.pause()
        assert house.screen is view
        assert view.filters == Filters(group="1")
        assert view.table.cursor == cursor


async def test_filter_and_sort_are_chosen_by_typing(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        view = await open_caseload(house, pilot)
        await pilot.press("f", *"gruppe 2".replace(" ", ""))
        await pilot.press("escape", "f", *"udgået", "enter")
        await pilot.pause()
        assert view.filters.exit == "gone"
        await pilot.press("s", *"virk", "enter")
        await pilot.pause()
        assert view.order == Order("company")
        await pilot.press("S")
        await pilot.pause()
        assert view.order == Order("company", descending=True)

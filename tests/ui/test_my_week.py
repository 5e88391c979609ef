"""My week: the order of the day, why, where it is solved, and what is left when it is."""

import pytest
from textual.pilot import Pilot

from broker_tui.casework.contacts import log_contact
from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import judge_caseload
from broker_tui.domain.codes import LEVEL_ORDER, Level
from broker_tui.domain.entries import ContactEntry
from broker_tui.domain.rules import judge
from broker_tui.store.facts import read_facts
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.my_week import MyWeek
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.table import Table
from tests.ui.conftest import MakeHouse, find, shown


def view(house: BrokerApp) -> MyWeek:
    screen = house.view("my_week")
    assert isinstance(screen, MyWeek)
    return screen


def table(house: BrokerApp) -> Table:
    return view(house).table


def saved(house: BrokerApp, citizen_id: str) -> None:
    done = house.perform(lambda desk: log_contact(desk, citizen_id, ContactEntry(on=desk.today)))
    assert done is not None


async def settle(pilot: "Pilot[None]") -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_lines_and_counts_are_those_of_the_rules(house: BrokerApp, desk: Desk) -> None:
    """One truth: list, heading and rules agree."""
    judged = {
        facts.id: judge(facts, desk.programme(facts.edition), desk.today)
        for facts in read_facts(desk.store, desk.today)
    }
    expected = sorted(
        (finding.level.value, finding.code, citizen)
        for citizen in house_ids(house)
        for finding in judged[citizen]
        if finding.level is not Level.INFO
    )
    async with house.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        items = view(house)._items.values()
        assert sorted((item.finding.level.value, item.finding.code, item.citizen_id) for item in items) == expected
        head = shown(house)[0]
        for level, sign in zip((Level.OVERDUE, Level.DUE, Level.WARNING, Level.READY), "●▲◆✓", strict=True):
            assert f"{sign} {sum(one[0] == level.value for one in expected)}" in head


def house_ids(house: BrokerApp) -> list[str]:
    from broker_tui.casework.scope import own_ids

    return own_ids(house.desk)


async def test_the_most_urgent_stands_first_under_its_heading(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        levels = [LEVEL_ORDER[item.finding.level] for item in view(house)._items.values()]
        assert levels == sorted(levels)
        lines = shown(house)
        assert "Over tiden" in lines[2]
        assert lines[3].startswith(" ●")


async def test_the_pane_tells_why_and_by_which_rule(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.pause(0.1)
        item = next(iter(view(house)._items.values()))
        assert item.name in shown(house)[2]
        assert f"{item.finding.rule} ·" in "\n".join(shown(house))
        assert "-••••" in shown(house)[3]


async def test_on_eighty_columns_the_reason_unfolds_below_the_cursor(house: BrokerApp) -> None:
    async with house.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = shown(house)
        await pilot.press("down")
        await pilot.pause()
        after = shown(house)
        assert not before[4].startswith((" ●", " ▲"))
        assert after[4].startswith(" ●")
        assert not after[5].startswith(" ●")
        assert len({len(line) for line in after}) == 1


async def test_a_solved_line_is_struck_and_the_cursor_stands_on_the_next(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        items = list(view(house)._items.items())
        place = next(n for n, (_, item) in enumerate(items) if item.finding.code == "weekly_contact")
        key, item = items[place]
        table(house).go_to(key)
        saved(house, item.citizen_id)
        await pilot.pause()
        assert table(house).row(key).struck
        assert table(house).cursor == items[place + 1][0]
        view(house)._clear_struck()
        await pilot.pause()
        assert key not in table(house).keys
        assert table(house).cursor == items[place + 1][0]


async def test_undo_brings_the_line_back_and_says_so(house: BrokerApp) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        key, item = next((k, i) for k, i in view(house)._items.items() if i.finding.code == "weekly_contact")
        before = dict(house.overview.findings) if house.overview else {}
        saved(house, item.citizen_id)
        await pilot.pause()
        assert "z fortryder" in house.screen.query_one(Foot).message
        view(house)._clear_struck()
        await pilot.press("z")
        await pilot.pause()
        assert key in table(house).keys
        assert house.screen.query_one(Foot).message.startswith("Fortrudt")
        assert house.overview is not None
        assert house.overview.findings == before
        await pilot.press("y")
        await pilot.pause()
        assert house.screen.query_one(Foot).message.startswith("Gentaget")


async def test_enter_logs_where_contact_is_missing(house: BrokerApp) -> None:
    from broker_tui.ui.screens.contact import ContactScreen

    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        key = next(k for k, i in view(house)._items.items() if i.finding.code == "weekly_contact")
        table(house).go_to(key)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(house.screen, ContactScreen)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_why_names_rule_source_and_what_clears_it(house: BrokerApp, key: str) -> None:
    async with house.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        item = next(iter(view(house)._items.values()))
        await pilot.press(key)
        await pilot.pause()
        assert "Løses ved" in find(house, "Løses ved")
        assert f"Regel {item.finding.rule}" in find(house, "Regel")
        await pilot.press("escape")
        await pilot.pause()
        assert house.screen is view(house)


async def test_an_empty_week_says_so_kindly(house: BrokerApp) -> None:
    async with house.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert house.overview is not None
        house.overview.findings = dict.fromkeys(house.overview.findings, ())
        view(house)._show({})
        await pilot.pause()
        assert "✓ Alt er nået" in find(house, "Alt er nået")
        assert "Tryk 2" in find(house, "Tryk")


async def test_everybody_is_judged_in_the_background(house: BrokerApp, desk: Desk) -> None:
    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert house.judged_all
        assert house.overview is not None
        assert house.overview.findings == judge_caseload(desk).findings
        await pilot.press("e")
        await pilot.pause()
        assert "alle borgere" in shown(house)[0]


async def test_a_new_day_judges_anew(house: BrokerApp) -> None:
    from datetime import timedelta

    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        house._fixed_today = house.desk.today + timedelta(days=3)
        house.follow_calendar()
        await settle(pilot)
        assert house.overview is not None
        assert house.overview.today == house.desk.today
        assert "man 23. november" in shown(house)[0]


async def test_english_is_whole(make_house: MakeHouse) -> None:
    house = make_house("en")
    async with house.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "My week" in shown(house)[0]
        assert not [line for line in shown(house) if "⟨" in line]

"""The results of the demo: the screen shows what is counted, at once or in a thread, month by month."""

import pytest

from broker_tui.casework.results import EVERYBODY, read_results
from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.dates import Month
from broker_tui.ui.screens import results_counting
from broker_tui.ui.screens.results import ResultsView
from tests.ui.conftest import MakeHouse, shown
from tests.ui.results_house import line, settled, text, view

NOVEMBER = Month(2026, 11)


@pytest.fixture
def in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_counting, "AT_ONCE", 0)


async def test_the_numbers_are_those_of_the_counting(make_house: MakeHouse) -> None:
    """Every month of the demo, group by group: what stands in the table is what was counted."""
    house = make_house()
    counted = read_results(house.desk)
    async with house.run_test(size=(120, 60)) as pilot:
        await pilot.press("4")
        await settled(pilot)
        lines = {one.key: one.values for one in view(pilot)._lines.values()}
        assert lines["net"] == tuple(str(one.net) for one in counted.months)
        assert lines["counted"] == tuple(str(one.counted) for one in counted.months)
        assert lines["gross"] == tuple(str(one.gross) for one in counted.months)
        assert lines["exempt"] == tuple(str(one.exempt) for one in counted.months)
        assert lines["group2"] == tuple(str(one.group2.size) for one in counted.months)
        internships = [str(one.kinds.get(PlacementKind.INTERNSHIP, 0)) for one in counted.months]
        assert lines["kind.internship"] == tuple(internships)
        on_screen = next(one for one in shown(house) if one.startswith(" Indsatsgruppe "))
        assert on_screen.split()[1:14] == [str(one.net) for one in counted.months]
        best = counted.best
        assert best is not None
        assert f"bedste måned: {house.words.month(best.month.first)}" in text(pilot)
        assert "✓ bedst" in text(pilot)


async def test_what_is_followed_beside_is_told_and_what_nobody_knows_is_a_dash(make_house: MakeHouse) -> None:
    house = make_house()
    async with house.run_test(size=(120, 40)) as pilot:
        await house.workers.wait_for_complete()
        await pilot.press("4")
        await settled(pilot)
        lines = view(pilot)._lines
        assert lines["weekly"].values[-1].endswith("%")
        assert lines["gap.vitas_missing"].values[:-1] == ("",) * 12
        assert int(lines["gap.vitas_missing"].values[-1]) >= 1
        assert int(lines["over"].values[-1]) >= 1
        view(pilot).table.go_to("gap.vitas_missing")
        await pilot.pause()
        assert line(pilot, "Aftale ikke i VITAS").count("–") == 12


@pytest.mark.usefixtures("in_a_thread")
async def test_many_are_counted_in_a_thread_with_the_same_result(make_house: MakeHouse) -> None:
    house = make_house()
    counted = read_results(house.desk, EVERYBODY, indicators=True)
    async with house.run_test(size=(120, 40)) as pilot:
        await house.workers.wait_for_complete()
        await pilot.press("4")
        await settled(pilot)
        results = view(pilot).results
        assert results is not None
        assert results.complete
        assert results.months == counted.months
        assert not view(pilot).is_counting


@pytest.mark.usefixtures("in_a_thread")
async def test_months_appear_one_after_the_other_the_newest_first(
    make_house: MakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Month, ...]] = []
    show = ResultsView.counted

    def counted(self: ResultsView) -> None:
        seen.append(tuple(one.month for one in self.results.months) if self.results else ())
        show(self)

    monkeypatch.setattr(ResultsView, "counted", counted)
    house = make_house()
    async with house.run_test(size=(120, 40)) as pilot:
        await house.workers.wait_for_complete()
        await pilot.press("4")
        await settled(pilot)
        grown = [months for months in seen if months]
        assert grown[0] == (NOVEMBER,)
        assert [len(months) for months in grown][:13] == list(range(1, 14))

"""The results of a scope: who belongs to it, month after month, and that nothing is judged twice in vain."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from broker_tui.casework import results_counting as module
from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.people import add_broker
from broker_tui.casework.results import Results, ResultScope, add_gaps, explain, read_results, read_standings
from broker_tui.domain.codes import ExitReason, PlacementKind
from broker_tui.domain.codes_results import MonthStatus, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.entries import BrokerEntry
from broker_tui.domain.indicators import GAPS
from broker_tui.domain.results import judge_month, judge_window
from broker_tui.domain.results_month import month_result
from broker_tui.store.result_facts import read_people
from tests.casework.conftest import TODAY, Enrol
from tests.casework.forms import do

NOVEMBER = Month(2026, 11)
Work = Callable[..., None]


@pytest.fixture
def work(desk: Desk) -> Work:
    """Put a citizen to something at a company or school."""

    def begin(citizen_id: str, kind: PlacementKind, start: date, end: date | None = None) -> None:
        purpose = "training" if kind is PlacementKind.INTERNSHIP else None
        do(desk, citizen_id, "placement", kind=kind, company="føtex", started_on=start, ended_on=end, purpose=purpose)

    return begin


@pytest.fixture
def everyone(desk: Desk, enrol: Enrol, work: Work) -> dict[str, str]:
    """Six citizens: one in paid hours, one in a job that ended, one exempt, one in group 2, one who left, one ahead."""
    ids = {name: enrol(name=name) for name in ("Anna", "Bo", "Carla", "Dan", "Eva", "Ægir")}
    work(ids["Anna"], PlacementKind.PAID_HOURS, date(2026, 10, 5))
    work(ids["Bo"], PlacementKind.ORDINARY_JOB, date(2026, 3, 2), date(2026, 8, 14))
    do(desk, ids["Carla"], "exemption", type="parental_leave", started_on=date(2026, 9, 7), ended_on=None)
    do(desk, ids["Dan"], "group_assign", group="2", started_on=date(2026, 7, 1), assessment="flex_job")
    do(desk, ids["Eva"], "exit", reason="moved", on=date(2026, 6, 15))
    work(ids["Ægir"], PlacementKind.SU_EDUCATION, date(2026, 12, 1))
    return ids


def told(results: Results, month: Month) -> dict[str, str]:
    return {row.name: row.standing.code.value for row in explain(results, month)}


def test_thirteen_months_the_newest_last(desk: Desk, everyone: dict[str, str]) -> None:
    results = read_results(desk)
    assert [str(one.month) for one in results.months][::6] == ["2025-11", "2026-05", "2026-11"]
    assert len(results.months) == len(results.standings) == 13
    assert results.complete
    november = results.months[-1]
    assert (november.gross, november.exempt, november.net, november.counted) == (4, 1, 3, 1)
    assert (november.so_far, november.day, november.group2.size) == (True, TODAY, 1)
    assert told(results, NOVEMBER) == {
        "Anna": "kind",
        "Bo": "ended",
        "Carla": "exempt",
        "Dan": "group_2",
        "Eva": "exited",
        "Ægir": "starts_later",
    }
    assert told(results, Month(2026, 5))["Bo"] == "kind"
    assert told(results, Month(2026, 5))["Ægir"] == "no_activity"
    assert set(told(results, Month(2025, 12)).values()) == {"not_enrolled"}
    may = results.of(Month(2026, 5))
    assert may is not None
    assert (may.gross, may.counted) == (6, 1)
    assert results.of(Month(2020, 1)) is None
    assert results.standing(everyone["Anna"], NOVEMBER) == explain(results, NOVEMBER)[0].standing


def test_what_it_takes_and_what_lies_ahead(desk: Desk, everyone: dict[str, str]) -> None:
    results = read_results(desk, team_goal=0.7)
    assert [(float(target.share), more) for target, more in results.needed(NOVEMBER)] == [(0.15, 0), (0.2, 0), (0.7, 2)]
    assert results.needed(Month(2020, 1)) == ()
    (start,) = results.ahead
    assert (start.name, start.on, start.in_group, start.counts) == ("Ægir", date(2026, 12, 1), True, False)
    assert results.best is not None
    assert results.best.month == NOVEMBER


def test_each_month_is_what_counting_from_the_beginning_gives(desk: Desk, everyone: dict[str, str]) -> None:
    people = read_people(desk.store)
    for status in MonthStatus:
        results = read_results(desk, status=status)
        for result in results.months:
            anew = [judge_month(one, desk.programme(one.edition), result.month, TODAY, status) for one in people]
            assert results.standings[result.month] == anew
            assert result == month_result(anew, results.programme, result.month, TODAY)


def test_a_citizen_whose_facts_stay_the_same_is_judged_once(
    desk: Desk, enrol: Enrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol()
    asked = []

    def counted(*arguments: Any) -> Any:  # noqa: ANN401
        asked.append(arguments)
        return judge_window(*arguments)

    monkeypatch.setattr(module, "judge_window", counted)
    assert len(read_results(desk, months=10).months) == 10
    assert len(asked) == 1


def test_the_newest_month_is_told_first(desk: Desk, everyone: dict[str, str]) -> None:
    seen: list[tuple[str, int]] = []
    results = read_results(
        desk, months=3, progress=lambda so_far: seen.append((str(so_far.months[0].month), len(so_far.months)))
    )
    assert seen == [("2026-11", 1), ("2026-10", 2), ("2026-09", 3)]
    assert results.complete


def test_it_can_be_broken_off(desk: Desk, everyone: dict[str, str]) -> None:
    answers = iter([False, False, True])
    results = read_results(desk, cancelled=lambda: next(answers))
    assert not results.complete
    assert [str(one.month) for one in results.months] == ["2026-10", "2026-11"]
    assert set(results.standings) == {Month(2026, 10), NOVEMBER}


def test_a_broker_has_whom_she_had_on_the_measuring_day(desk: Desk, enrol: Enrol, work: Work) -> None:
    other = str(add_broker(desk, BrokerEntry(name="Per Holt")).record_id)
    stays, moves = enrol(name="Anna"), enrol(name="Bo")
    work(stays, PlacementKind.PAID_HOURS, date(2026, 5, 1))
    work(moves, PlacementKind.ORDINARY_JOB, date(2026, 5, 1))
    do(desk, moves, "broker_assign", broker_id=other, started_on=date(2026, 9, 15))
    mine = read_results(desk, ResultScope(broker_id=desk.who))
    assert set(told(mine, Month(2026, 8))) == {"Anna", "Bo"}
    assert set(told(mine, Month(2026, 9))) == {"Anna"}
    assert [one.counted for one in mine.months[-4:]] == [2, 1, 1, 1]
    theirs = read_results(desk, ResultScope(broker_id=other))
    assert [one.net for one in theirs.months[-4:]] == [0, 1, 1, 1]
    assert theirs.standings[Month(2026, 8)] == [None]
    assert read_results(desk, ResultScope(broker_id="nobody")).ids == ()


def test_a_municipality_and_an_edition_narrow_it(desk: Desk, enrol: Enrol) -> None:
    for name, home, edition in (("Anna", "Vejle", "fsm3"), ("Bo", "Vejle", "fsm2"), ("Carla", "Aarhus", "fsm3")):
        enrol(name=name, home_municipality=home, edition=edition)
    vejle = read_results(desk, ResultScope(municipality="Vejle"), months=1)
    assert (vejle.months[0].net, vejle.editions) == (2, {"fsm3": 1, "fsm2": 1})
    second = read_results(desk, ResultScope(edition="fsm2"), months=1)
    assert (second.months[0].net, second.programme.code) == (1, "fsm2")
    assert read_results(desk, months=1).programme.code == "fsm3"


def test_the_months_of_the_past_end_where_asked(desk: Desk, everyone: dict[str, str]) -> None:
    results = read_results(desk, months=2, last=Month(2026, 5))
    assert [str(one.month) for one in results.months] == ["2026-04", "2026-05"]
    assert not results.months[-1].so_far
    assert results.ahead[0].name == "Ægir"


def test_nobody_at_all(desk: Desk) -> None:
    results = read_results(desk)
    assert (results.months[-1].net, results.months[-1].share, results.best) == (0, None, None)
    assert results.programme.code == max(desk.programmes)


def test_one_citizen_month_by_month(desk: Desk, everyone: dict[str, str]) -> None:
    standings = read_standings(desk, everyone["Bo"])
    results = read_results(desk)
    assert list(standings) == [one.month for one in results.months]
    assert all(results.standing(everyone["Bo"], month) == standing for month, standing in standings.items())
    assert standings[Month(2026, 8)].counts
    assert standings[Month(2026, 9)].code is ResultReason.ENDED
    assert read_standings(desk, "nobody") == {}


def test_hours_that_are_registered_change_the_month(desk: Desk, enrol: Enrol, work: Work) -> None:
    """R104, R120: through the acts as the broker enters them."""
    one = enrol()
    work(one, PlacementKind.INTERNSHIP, date(2026, 9, 1))
    before = read_results(desk, months=3)
    assert [month.counted for month in before.months] == [0, 0, 0]
    (placement_id,) = [row[0] for row in desk.store.rows("SELECT id FROM placement")]
    do(desk, one, "hours", placement_id, placement_id=placement_id, period="2026-10", hours="6")
    assert [month.counted for month in read_results(desk, months=3).months] == [0, 1, 0]
    do(desk, one, "follow_up", placement_id, placement_id=placement_id, on=date(2026, 11, 10), paid_hours="4")
    assert [month.counted for month in read_results(desk, months=3).months] == [0, 1, 1]
    assert read_standings(desk, one)[NOVEMBER].code is ResultReason.INTERNSHIP_HOURS


def test_what_is_followed_beside_comes_last(desk: Desk, everyone: dict[str, str]) -> None:
    do(desk, everyone["Anna"], "contact", on=date(2026, 9, 8))
    do(desk, everyone["Carla"], "readiness", readiness="activity_ready", started_on=date(2026, 1, 5))
    do(desk, everyone["Carla"], "readiness", readiness="job_ready", started_on=date(2026, 11, 2))
    seen: list[int] = []
    results = read_results(desk, indicators=True, progress=lambda so_far: seen.append(len(so_far.indicators)))
    assert set(seen) == {0}
    assert [one.month for one in results.indicators] == [one.month for one in results.months]
    june, september, november = (results.indicators[place] for place in (7, 10, 12))
    assert june.exits == {ExitReason.MOVED: 1}
    # Anna, Bo and Ægir need contact in four weeks, and Carla in the one before her exemption began.
    assert (september.weeks.kept, september.weeks.required) == (1, 13)
    assert november.to_job_ready == 1
    assert all(one.gaps is None for one in results.indicators)


def test_gaps_are_those_of_the_day_and_of_this_month_alone(desk: Desk, everyone: dict[str, str]) -> None:
    results = read_results(desk, months=3, indicators=True)
    overview = judge_caseload(desk)
    add_gaps(results, overview)
    *before, november = results.indicators
    assert [one.gaps for one in before] == [None, None]
    assert november.gaps is not None
    assert set(november.gaps) == set(GAPS)
    for code in GAPS:
        having = [found for found in overview.findings.values() if any(finding.code == code for finding in found)]
        assert november.gaps[code] == len(having)
    assert november.gaps["contact_person_missing"] > 0
    plain = read_results(desk, months=3)
    add_gaps(plain, overview)
    assert plain.indicators == ()


def test_a_broker_s_indicators_are_her_own(desk: Desk, enrol: Enrol) -> None:
    other = str(add_broker(desk, BrokerEntry(name="Per Holt")).record_id)
    enrol(name="Anna")
    enrol(name="Bo", broker_id=other)
    mine, all_ = (
        read_results(desk, scope, months=2, indicators=True)
        for scope in (ResultScope(broker_id=desk.who), ResultScope())
    )
    assert [2 * one.weeks.required for one in mine.indicators] == [one.weeks.required for one in all_.indicators]
    assert mine.indicators[0].weeks.required == 4

"""The report of the results: how citizens are named, and that its sums are those of the screens."""

from collections import Counter
from datetime import date

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.registrations import registrations
from broker_tui.casework.report import make_report, told_names
from broker_tui.casework.report_files import ReportKind, report_bytes
from broker_tui.casework.results import ResultScope, read_results
from broker_tui.casework.weeks import column_sums, week_grid
from broker_tui.domain.dates import IsoWeek, Month
from broker_tui.exchange.errors import Stopped
from broker_tui.exchange.results_report import ReportAhead
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_brokers
from tests.casework.conftest import TODAY, Enrol
from tests.casework.forms import do
from tests.casework.report_house import HOSTILE, NOVEMBER, fill, report_of


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Åse Bach Ørsted"], ["ÅBØ"]),
        (["Anna Bæk", "Arne Buhl", "Bo Holm"], ["AB 1", "AB 2", "BH"]),
        (["Åse-Marie Bo"], ["ÅMB"]),
        (["", "...", "=1+1"], ["? 1", "? 2", "? 3"]),
        (["øjvind łukasz"], ["ØŁ"]),
    ],
)
def test_initials_tell_citizens_apart_and_name_nobody(names: list[str], told: list[str]) -> None:
    given = {str(number): name for number, name in enumerate(names)}
    assert [*told_names(given, full=False).values()] == told
    assert told_names(given, full=True) == given


def test_the_citizens_are_those_of_the_month(desk: Desk, enrol: Enrol) -> None:
    fill(desk, enrol)
    report = report_of(desk)
    assert [one.who for one in report.people[:3]] == ["AB 1", "CT", "P"]
    assert sum(one.standing.counts for one in report.people) == report.result.counted == 2
    assert sum(one.standing.in_group for one in report.people) == report.result.net == 6
    assert sum(one.standing.exempt for one in report.people) == report.result.exempt == 1
    assert len(report.people) == 9
    named = report_of(desk, full_names=True)
    assert {one.who for one in named.people} >= {"Anna Bæk", HOSTILE}
    assert [one.standing for one in named.people] == [one.standing for one in report.people]


def test_a_past_month_names_the_broker_of_its_last_day(desk: Desk, enrol: Enrol) -> None:
    ids = fill(desk, enrol)
    other = next(broker.id for broker in read_brokers(desk.store) if broker.id != desk.who)
    do(desk, ids["Carla Toft"], "broker_assign", broker_id=other, started_on=date(2026, 11, 2))
    for month, broker in ((Month(2026, 10), "Maja Lund"), (NOVEMBER, "=Åge Kragh")):
        people = report_of(desk, month, full_names=True).people
        assert [one.broker for one in people if one.who == "Carla Toft"] == [broker]


def test_what_lies_ahead_is_counted_and_names_nobody(desk: Desk, enrol: Enrol) -> None:
    fill(desk, enrol)
    assert report_of(desk).ahead == ReportAhead(1, 1, date(2026, 12, 1))


def test_contact_weeks_are_those_of_the_grid(desk: Desk, enrol: Enrol) -> None:
    ids = [*fill(desk, enrol).values()]
    report = report_of(desk)
    last = IsoWeek.of(TODAY)
    assert (report.weeks[-1], len(report.weeks)) == (last, 12)
    assert [one.broker for one in report.contact] == ["Maja Lund", "=Åge Kragh"]
    grid = column_sums(week_grid(desk, ids, report.weeks[0], last))
    for number, whole in enumerate(grid):
        assert sum(one.sums[number].kept for one in report.contact) == whole.kept
        assert sum(one.sums[number].required for one in report.contact) == whole.required
    assert sum(one.kept for one in grid) == 1 < sum(one.required for one in grid)


def test_gaps_and_steps_are_those_of_the_overview(desk: Desk, enrol: Enrol) -> None:
    ids = [*fill(desk, enrol).values()]
    overview = judge_caseload(desk, ids)
    report = report_of(desk)
    lacking = Counter(lack.code for row in registrations(desk, overview, ids) for lack in row.lacks)
    assert Counter(one.code for one in report.gaps) == lacking
    assert lacking["vitas"] == 1
    codes = Counter(found.code for some in overview.findings.values() for found in some)
    assert sum(one.over for one in report.steps) == codes["step_1_long"] == 6
    assert sum(days.over for days in report.indicators[-1].steps.values()) == 6
    gaps = report.indicators[-1].gaps
    assert gaps is not None
    assert gaps["vitas_missing"] == codes["vitas_missing"] == 1
    assert report.steps == tuple(sorted(report.steps, key=lambda one: (one.clock.limit_days or 0) - one.clock.days))


def test_a_judgement_made_before_is_used_and_results_stay_as_they_are(desk: Desk, enrol: Enrol) -> None:
    ids = [*fill(desk, enrol).values()]
    results = read_results(desk, indicators=True)
    told: list[tuple[int, int]] = []
    overview = judge_caseload(desk, ids)
    report = make_report(desk, results, NOVEMBER, overview=overview, progress=lambda n, of: told.append((n, of)))
    assert report == make_report(desk, results, NOVEMBER)
    assert results.indicators[-1].gaps is None
    assert told == [(9, 9)]


def test_it_can_be_cancelled_and_only_months_that_were_counted_be_told(desk: Desk, enrol: Enrol) -> None:
    fill(desk, enrol)
    results = read_results(desk, months=2)
    asked = iter((False, True))
    with pytest.raises(Stopped):
        make_report(desk, results, NOVEMBER, cancelled=lambda: next(asked))
    with pytest.raises(LookupError):
        make_report(desk, results, Month(2026, 1))


def test_the_months_alone_need_no_lists(desk: Desk, enrol: Enrol) -> None:
    fill(desk, enrol)
    results = read_results(desk, indicators=True)
    whole, bare = make_report(desk, results, NOVEMBER), make_report(desk, results, NOVEMBER, lists=False)
    assert (bare.people, bare.weeks, bare.contact, bare.steps, bare.gaps) == ((),) * 5
    for kind in (kind for kind in ReportKind if not kind.names_people):
        assert report_bytes(bare, kind, load_words("da")) == report_bytes(whole, kind, load_words("da"))


def test_gaps_of_today_are_those_of_todays_citizens_whatever_month_is_told(desk: Desk, enrol: Enrol) -> None:
    fill(desk, enrol)
    results = read_results(desk, ResultScope(broker_id=desk.who), indicators=True)
    told = [make_report(desk, results, month).indicators[-1].gaps or {} for month in (Month(2025, 12), NOVEMBER)]
    assert told[0] == told[1]
    assert told[0]["vitas_missing"] == 1

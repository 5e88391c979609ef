"""The results of a scope, month by month, each citizen with what is said of her (R40-R59)."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from broker_tui.casework.desk import Desk
from broker_tui.casework.results_counting import Counting
from broker_tui.casework.results_types import EVERYBODY, Ahead, ResultRow, Results, ResultScope
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.domain.indicators import GAPS
from broker_tui.domain.results import MonthStanding, judge_month
from broker_tui.domain.results_month import targets_of

if TYPE_CHECKING:
    from broker_tui.casework.overview import Overview
    from broker_tui.domain.results_person import Person

__all__ = [
    "EVERYBODY",
    "MONTHS",
    "Ahead",
    "ResultRow",
    "ResultScope",
    "Results",
    "add_gaps",
    "explain",
    "read_results",
    "read_standings",
]

MONTHS: Final = 13
"""A year and the month a year ago."""


def read_results(
    desk: Desk,
    scope: ResultScope = EVERYBODY,
    months: int = MONTHS,
    *,
    last: Month | None = None,
    status: MonthStatus | None = None,
    team_goal: float | None = None,
    indicators: bool = False,
    progress: Callable[[Results], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Results:
    """Count the months up to `last`, the newest first.

    Args:
        desk: whose store is read; in a thread of its own it needs a connection of its own.
        scope: whose results.
        months: how many.
        last: the newest month; that of the desk's day when None. It must not lie after it.
        status: which days decide about the group; as the edition says when None (C6).
        team_goal: the team's own goal beside the targets.
        indicators: whether to sum up what is followed beside, after the last month (see `add_gaps` for the rest).
        progress: called after each month with the results so far, the newest month first; they grow afterwards.
        cancelled: asked now and then; when it says so, what is counted so far is returned, not complete.
    """
    people = _people(desk, scope)
    results = _empty(desk, scope, people, status, team_goal)
    counting = Counting(desk, results, people)
    newest = last or Month.of(desk.today)
    for number in range(months):
        if not counting.count(newest.plus(-number), cancelled):
            return results
        if progress is not None:
            progress(results)
    if indicators and not counting.follow(desk, cancelled):
        return results
    results.complete = True
    return results


def add_gaps(results: Results, overview: "Overview") -> None:
    """Add to the current month what the official systems lack today, as the day's judgement has found it.

    Without indicators, or where the current month is not among them, nothing is added.
    """
    month = Month.of(results.today)
    for place, one in enumerate(results.indicators):
        if one.month == month:
            hers = (row.citizen_id for row in explain(results, month))
            found = Counter(code for id_ in hers for code in {f.code for f in overview.findings.get(id_, ())})
            gaps = one._replace(gaps={code: found[code] for code in GAPS})
            results.indicators = (*results.indicators[:place], gaps, *results.indicators[place + 1 :])


def _people(desk: Desk, scope: ResultScope) -> "list[Person]":
    from broker_tui.store.result_facts import had_by, read_people

    ids = None if scope.broker_id is None else had_by(desk.store, scope.broker_id)
    return read_people(desk.store, ids, municipality=scope.municipality, edition=scope.edition)


def explain(results: Results, month: Month) -> list[ResultRow]:
    """Return every citizen of a month with what is said of her, by name."""
    names, editions = results.names, results.edition_of
    return [
        ResultRow(citizen_id, names[citizen_id], standing, editions[citizen_id])
        for citizen_id, standing in zip(results.ids, results.standings[month], strict=True)
        if standing is not None
    ]


def read_standings(
    desk: Desk, citizen_id: str, months: int = MONTHS, status: MonthStatus | None = None
) -> dict[Month, MonthStanding]:
    """Return what is said of one citizen in each of the last months, the newest last; none when she is gone."""
    from broker_tui.store.result_facts import read_people

    newest = Month.of(desk.today)
    return {
        month: judge_month(one, programme, month, desk.today, status or programme.results_month_status)
        for one in read_people(desk.store, [citizen_id])
        for programme in [desk.programme(one.edition)]
        for month in (newest.plus(number + 1 - months) for number in range(months))
    }


def _empty(
    desk: Desk, scope: ResultScope, people: "Sequence[Person]", status: MonthStatus | None, team_goal: float | None
) -> Results:
    editions = Counter(one.edition for one in people)
    edition = scope.edition or max(editions, key=lambda code: (editions[code], code), default="")
    programme = desk.programme(edition)
    return Results(
        scope,
        desk.today,
        status or programme.results_month_status,
        programme,
        dict(editions),
        targets_of(programme, team_goal),
        ids=tuple(one.id for one in people),
        names={one.id: one.name for one in people},
        edition_of={one.id: one.edition for one in people},
    )

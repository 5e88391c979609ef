"""The results of a scope, month by month: the newest first, each citizen with what is said of her (R40-R59).

Everything is read once; a citizen about whom nothing changes keeps what was said of her for the months before.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes_results import MonthStatus, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.results import MonthStanding, judge_month, unchanged_since
from broker_tui.domain.results_month import MonthResult, Target, best_month, month_result, needed, targets_of
from broker_tui.domain.status import latest_on

if TYPE_CHECKING:
    from broker_tui.domain.codes import PlacementKind
    from broker_tui.domain.programme import Programme
    from broker_tui.domain.results_person import Person

MONTHS: Final = 13
"""A year and the month a year ago."""

_CHUNK: Final = 2000
"""Citizens judged between two looks at whether to go on: some tens of milliseconds."""


class ResultScope(NamedTuple):
    """Whose results are asked for; None stands for all.

    A broker's are those who were hers on the day the month is measured on. A municipality is where citizens live (R56).
    """

    broker_id: str | None = None
    municipality: str | None = None
    edition: str | None = None


EVERYBODY: Final = ResultScope()


class ResultRow(NamedTuple):
    """One citizen of a month."""

    citizen_id: str
    name: str
    standing: MonthStanding
    edition: str


class Ahead(NamedTuple):
    """A placement that counts and is agreed to start after today: a fact, and no prediction.

    `counts` tells whether the citizen counts already this month; `in_group` whether she is in the net group today.
    """

    on: date
    citizen_id: str
    name: str
    kind: "PlacementKind"
    in_group: bool
    counts: bool


@dataclass(slots=True)
class Results:
    """The results of a scope.

    Attributes:
        scope: whose.
        today: the day they were made on.
        status: which days decide about the group (C6).
        programme: the edition whose targets and period hold: the one asked for, or that of most of the citizens.
        editions: how many of the citizens have each edition; more than one means that the targets are a mixture.
        targets: what is to be reached, ascending.
        months: the newest last; while they are made, those so far.
        ids: all citizens of the scope by name, whichever months they belong to.
        names: what they are called.
        edition_of: the edition of each.
        standings: what is said of each citizen in each month, in the order of `ids`; None who is not of the scope then.
        ahead: agreed starts after today, the next first.
        complete: nobody broke it off.
    """

    scope: ResultScope
    today: date
    status: MonthStatus
    programme: "Programme"
    editions: Mapping[str, int]
    targets: tuple[Target, ...]
    months: tuple[MonthResult, ...] = ()
    ids: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    edition_of: Mapping[str, str] = field(default_factory=dict)
    standings: dict[Month, list[MonthStanding | None]] = field(default_factory=dict)
    ahead: tuple[Ahead, ...] = ()
    complete: bool = False

    def of(self, month: Month) -> MonthResult | None:
        """Return one month, None when it is not among them."""
        return next((one for one in self.months if one.month == month), None)

    @property
    def best(self) -> MonthResult | None:
        """The month with the highest share."""
        return best_month(self.months)

    def needed(self, month: Month) -> tuple[tuple[Target, int], ...]:
        """Return for each target how many more citizens with paid hours a month takes; 0 where it is reached."""
        result = self.of(month)
        return () if result is None else tuple((target, needed(result, target.share)) for target in self.targets)

    def standing(self, citizen_id: str, month: Month) -> MonthStanding | None:
        """Return what is said of one citizen in a month."""
        return self.standings[month][self.ids.index(citizen_id)]


def read_results(
    desk: Desk,
    scope: ResultScope = EVERYBODY,
    months: int = MONTHS,
    *,
    last: Month | None = None,
    status: MonthStatus | None = None,
    team_goal: float | None = None,
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
        progress: called after each month with the results so far, the newest month first; they grow afterwards.
        cancelled: asked now and then; when it says so, what is counted so far is returned, not complete.
    """
    from broker_tui.store.result_facts import read_people

    people = read_people(desk.store, municipality=scope.municipality, edition=scope.edition)
    if scope.broker_id is not None:
        people = [one for one in people if any(span.broker_id == scope.broker_id for span in one.brokers)]
    results = _empty(desk, scope, people, status, team_goal)
    counting = _Counting(desk, results, people)
    newest = last or Month.of(desk.today)
    for number in range(months):
        month = newest.plus(-number)
        if not counting.count(month, cancelled):
            return results
        if progress is not None:
            progress(results)
    results.complete = True
    return results


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


class _Counting:
    """Counting month after month, back in time, with what was said of each citizen and since when it holds."""

    def __init__(self, desk: Desk, results: Results, people: "Sequence[Person]") -> None:
        self._results = results
        self._people = people
        self._today = desk.today
        self._programmes = [desk.programme(one.edition) for one in people]
        self._said: list[MonthStanding | None] = [None] * len(people)
        self._since = [date.max] * len(people)

    def count(self, month: Month, cancelled: Callable[[], bool] | None) -> bool:
        """Count one month and add it to the results; False when it was broken off."""
        results = self._results
        standings: list[MonthStanding | None] = []
        for start in range(0, len(self._people), _CHUNK):
            if cancelled is not None and cancelled():
                return False
            standings.extend(self._judged(month, start))
        if results.scope.broker_id is not None:
            standings = list(self._of_broker(standings, min(month.last, self._today), results.scope.broker_id))
        results.standings[month] = standings
        found = [one for one in standings if one is not None]
        counted = month_result(found, results.programme, month, self._today)
        results.months = (counted, *results.months)
        if len(results.months) == 1:
            results.ahead = tuple(sorted(self._ahead(standings), key=lambda one: one.on))
        return True

    def _judged(self, month: Month, start: int) -> Iterator[MonthStanding]:
        first, until, status = month.first, min(month.last, self._today), self._results.status
        since, said = self._since, self._said
        for place in range(start, min(start + _CHUNK, len(self._people))):
            standing = said[place]
            if standing is None or since[place] > first:
                person = self._people[place]
                standing = judge_month(person, self._programmes[place], month, self._today, status)
                said[place] = standing
                ahead = standing.verdict.code is ResultReason.STARTS_LATER
                since[place] = date.max if ahead else unchanged_since(person, until)
            yield standing

    def _of_broker(
        self, standings: Sequence[MonthStanding | None], day: date, broker_id: str
    ) -> Iterator[MonthStanding | None]:
        for person, standing in zip(self._people, standings, strict=True):
            span = latest_on(person.brokers, day)
            yield standing if span is not None and span.broker_id == broker_id else None

    def _ahead(self, standings: Sequence[MonthStanding | None]) -> Iterator[Ahead]:
        for person, programme, standing in zip(self._people, self._programmes, standings, strict=True):
            if standing is None or standing.group is None:
                continue
            for span in person.placements:
                if span.start > self._today and span.kind in programme.counts:
                    yield Ahead(span.start, person.id, person.name, span.kind, standing.in_group, standing.counts)

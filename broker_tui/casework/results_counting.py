"""Counting month after month, back in time: a citizen about whom nothing changes keeps what was said of her."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.casework.desk import Desk
from broker_tui.casework.results_types import EVERYBODY, Ahead, Results
from broker_tui.domain.codes_results import MonthStatus, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.results import MonthStanding, Verdict, Window, changes, judge_window, unchanged_since
from broker_tui.domain.results_month import counted_verdicts, sum_up
from broker_tui.domain.status import latest_on
from broker_tui.store.decode import collector_paused

if TYPE_CHECKING:
    from broker_tui.domain.results_person import Person

_AHEAD: Final = ResultReason.STARTS_LATER
_CHUNK: Final = 2000
"""Citizens judged between two looks at whether to go on: some tens of milliseconds."""


class _Tally:
    """How many persons have each verdict, kept while some of them change; by identity, since most share theirs."""

    def __init__(self) -> None:
        self._persons: Counter[int] = Counter()
        self._verdicts: dict[int, Verdict] = {}

    def change(self, before: Sequence[Verdict], after: Sequence[Verdict]) -> None:
        """Take some verdicts away and add others."""
        self._persons.subtract(Counter(map(id, before)))
        self._persons.update(map(id, after))
        self._verdicts.update(zip(map(id, after), after, strict=True))

    def verdicts(self) -> list[tuple[Verdict, int]]:
        """Return each verdict with its persons."""
        return [(self._verdicts[one], persons) for one, persons in self._persons.items() if persons]


class Counting:
    """Counting month after month, back in time, with what was said of each citizen and since when it holds."""

    def __init__(self, desk: Desk, results: Results, people: "Sequence[Person]") -> None:
        self._results = results
        self._people = people
        self._today = desk.today
        self._programmes = [desk.programme(one.edition) for one in people]
        self._said: list[MonthStanding | None] = [None] * len(people)
        self._since = [date.max] * len(people)
        self._changes: list[list[date] | None] = [None] * len(people)
        self._tally = _Tally()
        self._only_last_day = results.status is MonthStatus.LAST_DAY

    def count(self, month: Month, cancelled: Callable[[], bool] | None) -> bool:
        """Count one month and add it to the results; False when it was broken off."""
        results = self._results
        with collector_paused():
            judged = self._judge(Window.of(month, self._today), cancelled)
        if not judged:
            return False
        standings: list[MonthStanding | None] = [*self._said]
        verdicts = self._tally.verdicts()
        if results.scope.broker_id is not None:
            standings = list(self._of_broker(standings, min(month.last, self._today), results.scope.broker_id))
            verdicts = counted_verdicts(one for one in standings if one is not None)
        results.standings[month] = standings
        counted = sum_up(verdicts, results.programme, month, self._today)
        results.months = (counted, *results.months)
        if len(results.months) == 1:
            results.ahead = tuple(sorted(self._ahead(standings), key=lambda one: one.on))
        return True

    def follow(self, desk: Desk, cancelled: Callable[[], bool] | None) -> bool:
        """Sum up what is followed beside the months counted; False when it was broken off."""
        from broker_tui.domain.indicators import Indicators, Watched
        from broker_tui.store.result_facts import read_watched

        results, people = self._results, self._people
        sums = Indicators([one.month for one in results.months], self._today, results.scope.broker_id)
        ids = None if results.scope == EVERYBODY else results.ids
        watched = read_watched(desk.store, ids, sums.first_contact_day, sums.last_contact_day)
        columns = [results.standings[one.month] for one in results.months]
        nothing = Watched()
        with collector_paused():
            for place, (person, *standings) in enumerate(zip(people, *columns, strict=True)):
                if not place % _CHUNK and cancelled is not None and cancelled():
                    return False
                sums.add(person, watched.get(person.id, nothing), self._programmes[place], standings)
        results.indicators = sums.told()
        return True

    def _judge(self, window: Window, cancelled: Callable[[], bool] | None) -> bool:
        """Judge those anew of whom something changes between this month and the next; False when broken off."""
        first, status = window.first, self._results.status
        people, programmes, said, since = self._people, self._programmes, self._said, self._since
        changed = [place for place, day in enumerate(since) if day > first]
        before = [one.verdict for one in map(said.__getitem__, changed) if one is not None]
        for start in range(0, max(1, len(changed)), _CHUNK):
            if cancelled is not None and cancelled():
                return False
            for place in changed[start : start + _CHUNK]:
                said[place] = standing = judge_window(people[place], programmes[place], window, status)
                # What lies ahead is told of the current month alone.
                since[place] = date.max if standing[0].code is _AHEAD else self._holds_since(place, window)
        self._tally.change(before, [one.verdict for one in map(said.__getitem__, changed) if one is not None])
        return True

    def _holds_since(self, place: int, window: Window) -> date:
        """Return from which day on the same holds for every month that begins then or later, up to the window."""
        person, until = self._people[place], window.until
        if until < person.enrolled_on:
            return date.min
        days = self._changes[place]
        if days is None:
            days = self._changes[place] = changes(person)
        since = unchanged_since(days, until)
        if self._only_last_day and not person.placements:
            # Nothing touches a month but what she is on its last day.
            return since.replace(day=1)
        return since

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

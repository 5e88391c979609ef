"""Making the report of the results: months, citizens, contact weeks, steps and gaps as plain data (R40-R59).

Everything a sheet or page shows is gathered here once, so that no two formats can tell different numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import Overview, judge_caseload
from broker_tui.casework.registrations import registrations
from broker_tui.casework.results import Ahead, ResultRow, Results, add_gaps, explain
from broker_tui.casework.weeks import WeekRow, column_sums, week_row
from broker_tui.domain.danish import sort_key
from broker_tui.domain.dates import IsoWeek, Month, weeks_between
from broker_tui.domain.status import broker_on, in_group_1, step_clock
from broker_tui.domain.weeks import KeptRequired
from broker_tui.exchange.documents.write import initials
from broker_tui.exchange.errors import Stopped
from broker_tui.exchange.results_report import (
    BrokerWeeks,
    Report,
    ReportAhead,
    ReportGap,
    ReportPerson,
    ReportScope,
    ReportStep,
)

if TYPE_CHECKING:
    from broker_tui.casework.results import ResultScope
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.status import StepClock

WEEKS: Final = 12
"""Weeks of contact in a report: those that are over, and the one that runs."""

_CHUNK: Final = 1000

Progress = Callable[[int, int], None]
"""Told now and then how many citizens are read, and how many there are; each may be read twice."""


def make_report(
    desk: Desk,
    results: Results,
    month: Month,
    *,
    lists: bool = True,
    full_names: bool = False,
    overview: Overview | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Gather what stands beside the results about the citizens of a month.

    Args:
        desk: whose store is read; in a thread of its own it needs a connection of its own.
        results: counted before; they tell which citizens it is about, and are not changed.
        month: one of the months counted.
        lists: gather citizens, contact weeks, steps and gaps too; the numbers of the months need none of them.
        full_names: name citizens rather than give their initials.
        overview: today's judgement; made anew when None or when it lacks somebody.
        progress: told of each thousand citizens.
        cancelled: asked now and then.

    Raises:
        Stopped: the user has cancelled.
        LookupError: the month was not counted.
    """
    result = results.of(month)
    if result is None:
        raise LookupError(month)
    rows = explain(results, month)
    ids = [row.citizen_id for row in rows]
    if overview is not None and not all(one in overview.findings for one in results.ids):
        overview = None
    turn = _Turn(len(ids) * lists + len(results.ids) * (overview is None), progress, cancelled)
    overview = overview or _judged(desk, results.ids, turn)
    counted = replace(results)
    add_gaps(counted, overview)
    gathered = _Gathering(desk, rows, result.day, full_names=full_names)
    return Report(
        today=results.today,
        scope=gathered.scope(results.scope),
        status=results.status,
        programme=results.programme,
        programmes=desk.programmes,
        editions=results.editions,
        targets=results.targets,
        months=results.months,
        best=results.best,
        indicators=counted.indicators,
        month=month,
        result=result,
        needed=results.needed(month),
        ahead=_ahead(results.ahead),
        full_names=full_names,
        **(gathered.lists(overview, ids, turn) if lists else _Lists())._asdict(),
    )


def told_names(names: Mapping[str, str], *, full: bool) -> dict[str, str]:
    """Return what each citizen is called in a report: her name, or initials with a number where several share them."""
    if full:
        return dict(names)
    short = {citizen_id: initials(name) or "?" for citizen_id, name in names.items()}
    count, turn = Counter(short.values()), Counter[str]()
    told = {}
    for citizen_id, letters in short.items():
        turn[letters] += 1
        told[citizen_id] = f"{letters} {turn[letters]}" if count[letters] > 1 else letters
    return told


def _place(person: ReportPerson) -> tuple[bool, bool]:
    """Sort those who count first, then the others of the group; within each they stay by name."""
    return not person.standing.counts, not person.standing.in_group


def _ahead(starts: Sequence[Ahead]) -> ReportAhead:
    more = {one.citizen_id for one in starts if one.in_group and not one.counts}
    first = min((one.on for one in starts), default=None)
    return ReportAhead(len({one.citizen_id for one in starts}), len(more), first)


def _added(one: list[KeptRequired] | None, other: list[KeptRequired]) -> list[KeptRequired]:
    if one is None:
        return other
    return [KeptRequired(a.kept + b.kept, a.required + b.required) for a, b in zip(one, other, strict=True)]


def _judged(desk: Desk, ids: Sequence[str], turn: "_Turn") -> Overview:
    whole = Overview(desk.today)
    for chunk in turn.chunks(ids):
        whole.add(judge_caseload(desk, chunk))
    return whole


class _Turn:
    """Counts the citizens read, tells of them, and asks whether to go on."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Callable[[], bool]) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def chunks(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """Give the citizens in parts.

        Raises:
            Stopped: the user has cancelled.
        """
        for start in range(0, len(ids), _CHUNK):
            if self._cancelled():
                raise Stopped
            chunk = ids[start : start + _CHUNK]
            yield chunk
            self._done += len(chunk)
            if self._progress is not None:
                self._progress(self._done, self._total)
        if self._cancelled():
            raise Stopped


class _Lists(NamedTuple):
    """What a report lists beside its months."""

    people: tuple[ReportPerson, ...] = ()
    weeks: tuple[IsoWeek, ...] = ()
    contact: tuple[BrokerWeeks, ...] = ()
    steps: tuple[ReportStep, ...] = ()
    gaps: tuple[ReportGap, ...] = ()


class _Gathering:
    """What is read about the citizens of a report; `day` is the one the month is measured on."""

    def __init__(self, desk: Desk, rows: Sequence[ResultRow], day: date, *, full_names: bool) -> None:
        from broker_tui.store.cases import read_brokers

        self._desk, self._rows, self._day = desk, rows, day
        self._who = told_names({row.citizen_id: row.name for row in rows}, full=full_names)
        self._names = {broker.id: broker.name for broker in read_brokers(desk.store)}
        last = IsoWeek.of(desk.today)
        self._weeks = tuple(weeks_between(IsoWeek.of(last.monday - timedelta(weeks=WEEKS - 1)), last))
        self._sums: dict[str, list[KeptRequired]] = {}
        self._then: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._clock: dict[str, StepClock] = {}
        self._net: set[str] = set()

    def scope(self, scope: "ResultScope") -> ReportScope:
        """Return whose results these are, by name."""
        edition = "" if scope.edition is None else self._desk.programme(scope.edition).label
        return ReportScope(self._names.get(scope.broker_id or "", ""), scope.municipality or "", edition)

    def lists(self, overview: Overview, ids: Sequence[str], turn: _Turn) -> _Lists:
        """Return everything that is listed.

        Raises:
            Stopped: the user has cancelled.
        """
        self._read(ids, turn)
        people = tuple(sorted(self._people(), key=_place))
        return _Lists(people, self._weeks, self._contact(), self._steps(), self._gaps(overview, ids))

    def _read(self, ids: Sequence[str], turn: _Turn) -> None:
        """Read whose the citizens are, in which step, and what their weeks hold."""
        from broker_tui.store.decode import collector_paused
        from broker_tui.store.facts import read_facts
        from broker_tui.store.weeks import week_marks

        desk, weeks = self._desk, self._weeks
        for chunk in turn.chunks(ids):
            rows: dict[str, list[WeekRow]] = defaultdict(list)
            marks = week_marks(desk.store, chunk, weeks[0], weeks[-1], until=desk.today)
            with collector_paused():
                for facts in read_facts(desk.store, desk.today, chunk):
                    self._note(facts)
                    rows[self._now[facts.id]].append(week_row(desk, facts, weeks, marks.get(facts.id, {})))
                for name, some in rows.items():
                    self._sums[name] = _added(self._sums.get(name), column_sums(some))

    def _contact(self) -> tuple[BrokerWeeks, ...]:
        """Return what was kept in the weeks of each broker's citizens, those of today."""
        return tuple(BrokerWeeks(name, tuple(self._sums[name])) for name in sorted(self._sums, key=sort_key))

    def _people(self) -> Iterator[ReportPerson]:
        """Yield the citizens of the month."""
        for row in self._rows:
            clock = self._clock.get(row.citizen_id)
            broker = self._then.get(row.citizen_id, "")
            step = clock.step if clock else None
            yield ReportPerson(self._who[row.citizen_id], broker, step, row.standing, row.edition)

    def _steps(self) -> tuple[ReportStep, ...]:
        """Return who of the indsatsgruppe is in a step that has a limit."""
        limited = [
            ReportStep(self._who[one], self._now[one], clock)
            for one, clock in self._clock.items()
            if clock.limit_days is not None and one in self._net
        ]
        return tuple(sorted(limited, key=lambda one: (one.clock.limit_days or 0) - one.clock.days))

    def _gaps(self, overview: Overview, ids: Sequence[str]) -> tuple[ReportGap, ...]:
        """Return what the official systems lack."""
        return tuple(
            ReportGap(self._who[row.citizen_id], self._now.get(row.citizen_id, ""), lack.code, lack.rule, lack.since)
            for row in registrations(self._desk, overview, ids)
            for lack in row.lacks
        )

    def _note(self, facts: "Facts") -> None:
        today = self._desk.today
        self._then[facts.id], self._now[facts.id] = self._broker(facts, self._day), self._broker(facts, today)
        programme = self._desk.programme(facts.edition)
        clock = step_clock(facts, programme, today)
        if in_group_1(facts, programme, today):
            self._net.add(facts.id)
        if clock is not None:
            self._clock[facts.id] = clock

    def _broker(self, facts: "Facts", day: date) -> str:
        span = broker_on(facts, day)
        return self._names.get(span.broker_id, "") if span else ""

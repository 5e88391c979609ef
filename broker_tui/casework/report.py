"""The report for a leader: results, citizens, contact weeks, steps and gaps as plain data, for any format (R40-R59).

Everything a sheet or page shows is gathered here once, so that no two formats can tell different numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import Overview, judge_caseload
from broker_tui.casework.registrations import registrations
from broker_tui.casework.results import ResultRow, Results, add_gaps, explain
from broker_tui.casework.weeks import WeekRow, column_sums, week_grid
from broker_tui.domain.dates import IsoWeek, Month, weeks_between
from broker_tui.domain.status import broker_on, step_clock

if TYPE_CHECKING:
    from broker_tui.domain.codes import Step
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.status import StepClock
    from broker_tui.domain.weeks import KeptRequired

WEEKS: Final = 12
"""Weeks of contact in a report: those that are over, and the one that runs."""

_CHUNK: Final = 1000


class ReportPerson(NamedTuple):
    """One citizen of the month; `who` is her name or her initials, `step` where she is today, None where in none."""

    who: str
    broker: str
    step: "Step | None"
    row: ResultRow


class ReportStep(NamedTuple):
    """How long a citizen has been in the step she is in."""

    who: str
    broker: str
    clock: "StepClock"

    @property
    def over(self) -> bool:
        """Whether it has lasted longer than it should (R83, R115)."""
        return self.clock.limit_days is not None and self.clock.days > self.clock.limit_days


class ReportGap(NamedTuple):
    """Something an official system lacks about a citizen; `code` is one of `registrations.LACKS`."""

    who: str
    broker: str
    code: str
    rule: str
    since: date | None


class BrokerWeeks(NamedTuple):
    """The weekly contact of one broker's citizens, week by week (R95-R98); of nobody's citizens `broker` is empty."""

    broker: str
    sums: "tuple[KeptRequired, ...]"


@dataclass(frozen=True)
class Report:
    """What is reported.

    Attributes:
        results: the months.
        month: the month whose citizens are listed.
        full_names: citizens are named rather than given by their initials.
        people: the citizens of the month, those who count first.
        weeks: the weeks of contact, the oldest first; `contact` what was kept in them, by broker.
        steps: who is in step 1 or 2 today, the longest over first.
        gaps: what official systems lack today.
    """

    results: Results
    month: Month
    full_names: bool
    people: tuple[ReportPerson, ...]
    weeks: tuple[IsoWeek, ...]
    contact: tuple[BrokerWeeks, ...]
    steps: tuple[ReportStep, ...]
    gaps: tuple[ReportGap, ...]


def make_report(
    desk: Desk,
    results: Results,
    month: Month,
    *,
    full_names: bool = False,
    overview: Overview | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Gather what stands beside the results about the citizens of a month.

    Args:
        desk: whose store is read; in a thread of its own it needs a connection of its own.
        results: counted before; they tell which citizens it is about.
        month: one of the months counted.
        full_names: name citizens rather than give their initials.
        overview: today's judgement; made anew when None or when it lacks somebody.
        cancelled: asked now and then.

    Raises:
        Stopped: the user has cancelled.
    """
    rows = explain(results, month)
    ids = [row.citizen_id for row in rows]
    _go_on(cancelled)
    if overview is None or not all(one in overview.findings for one in ids):
        overview = judge_caseload(desk, ids, cancelled=cancelled)
    _go_on(cancelled)
    if month == Month.of(desk.today):
        add_gaps(results, overview)
    gathered = _Gathering(desk, rows, full_names=full_names)
    gathered.read_facts(ids, cancelled)
    weeks, contact = gathered.contact(ids, cancelled)
    return Report(
        results,
        month,
        full_names,
        tuple(
            sorted(gathered.people(rows), key=lambda one: (not one.row.standing.counts, not one.row.standing.in_group))
        ),
        weeks,
        contact,
        gathered.steps(),
        gathered.gaps(overview, ids),
    )


def _place(person: ReportPerson) -> tuple[bool, bool]:
    """Sort those who count first, then the others of the group; within each they stay by name."""
    return not person.row.standing.counts, not person.row.standing.in_group


def initials(name: str) -> str:
    """Return the first letters of a name's parts, at most three: "Åse Bach Ørsted" is "ÅBØ"."""
    letters = [part[0] for part in name.replace("-", " ").split() if part[0].isalpha()]
    return "".join([*letters[:2], *letters[-1:]] if len(letters) > 2 else letters).upper() or "?"


def told_names(names: Mapping[str, str], *, full: bool) -> dict[str, str]:
    """Return what each citizen is called in a report: her name, or initials with a number where several share them."""
    if full:
        return dict(names)
    count: Counter[str] = Counter(initials(name) for name in names.values())
    turn: Counter[str] = Counter()
    told = {}
    for citizen_id, name in names.items():
        short = initials(name)
        turn[short] += 1
        told[citizen_id] = f"{short} {turn[short]}" if count[short] > 1 else short
    return told


class _Gathering:
    """What is read about the citizens of a report."""

    def __init__(self, desk: Desk, rows: Sequence[ResultRow], *, full_names: bool) -> None:
        from broker_tui.store.cases import read_brokers

        self._desk = desk
        self._who = told_names({row.citizen_id: row.name for row in rows}, full=full_names)
        self._brokers = {broker.id: broker.name for broker in read_brokers(desk.store)}
        self._broker: dict[str, str] = {}
        self._clock: dict[str, StepClock] = {}

    def read_facts(self, ids: Sequence[str], cancelled: Callable[[], bool]) -> None:
        from broker_tui.store.facts import read_facts

        for chunk in _chunks(ids):
            _go_on(cancelled)
            for facts in read_facts(self._desk.store, self._desk.today, chunk):
                self._note(facts)

    def people(self, rows: Sequence[ResultRow]) -> Iterator[ReportPerson]:
        for row in rows:
            clock = self._clock.get(row.citizen_id)
            broker = self._broker.get(row.citizen_id, "")
            yield ReportPerson(self._who[row.citizen_id], broker, clock.step if clock else None, row)

    def steps(self) -> tuple[ReportStep, ...]:
        limited = [
            ReportStep(self._who[one], self._broker[one], clock)
            for one, clock in self._clock.items()
            if clock.limit_days is not None
        ]
        return tuple(sorted(limited, key=lambda one: (one.clock.limit_days or 0) - one.clock.days))

    def gaps(self, overview: Overview, ids: Sequence[str]) -> tuple[ReportGap, ...]:
        return tuple(
            ReportGap(self._who[row.citizen_id], self._broker.get(row.citizen_id, ""), lack.code, lack.rule, lack.since)
            for row in registrations(self._desk, overview, ids)
            for lack in row.lacks
        )

    def contact(
        self, ids: Sequence[str], cancelled: Callable[[], bool]
    ) -> tuple[tuple[IsoWeek, ...], tuple[BrokerWeeks, ...]]:
        """Sum up the weeks of each broker's citizens, those of today."""
        last = IsoWeek.of(self._desk.today)
        weeks = tuple(weeks_between(IsoWeek.of(last.monday - timedelta(weeks=WEEKS - 1)), last))
        rows: dict[str, list[WeekRow]] = defaultdict(list)
        for chunk in _chunks(ids):
            _go_on(cancelled)
            for row in week_grid(self._desk, chunk, weeks[0], weeks[-1]):
                rows[self._broker.get(row.citizen_id, "")].append(row)
        return weeks, tuple(BrokerWeeks(name, tuple(column_sums(rows[name]))) for name in sorted(rows))

    def _note(self, facts: "Facts") -> None:
        today = self._desk.today
        span = broker_on(facts, today)
        self._broker[facts.id] = self._brokers.get(span.broker_id, "") if span else ""
        clock = step_clock(facts, self._desk.programme(facts.edition), today)
        if clock is not None:
            self._clock[facts.id] = clock


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        from broker_tui.exchange.errors import Stopped

        raise Stopped

"""What counting reads, in bulk: whole histories, so that one reading serves every month; no query for each citizen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from broker_tui.domain.codes import ExitReason, Group, PlacementKind, Readiness, SeniorPension, Step
from broker_tui.domain.facts import BrokerSpan, ExemptionSpan, ExitSpan, GroupSpan, PlacementSpan, StepSpan, in_order
from broker_tui.domain.indicators import Watched
from broker_tui.domain.results_person import (
    HOURS_MATTER,
    PaidChange,
    PensionMark,
    Person,
    ReadinessMark,
    WorkedSpan,
    period_days,
)
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, Weeks, codes, collector_paused
from broker_tui.store.store import Store

Made = TypeVar("Made")
AnySpan = TypeVar("AnySpan", GroupSpan, BrokerSpan, ExemptionSpan, PlacementSpan, StepSpan, ExitSpan)
Spans = dict[str, tuple[AnySpan, ...]]

_GROUPS, _KINDS, _REASONS = codes(Group), codes(PlacementKind), codes(ExitReason)
_PENSION, _READY, _STEPS = codes(SeniorPension), codes(Readiness), codes(Step)
_WITH_HOURS: Final = ", ".join(f"'{kind.value}'" for kind in sorted(HOURS_MATTER))


def read_people(
    store: Store, ids: Sequence[str] | None = None, *, municipality: str | None = None, edition: str | None = None
) -> list[Person]:
    """Return the citizens asked for, or all, by name; those of one municipality or edition alone where it is given.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    with collector_paused():
        return _Reader(store, Chosen(ids)).people(municipality, edition)


def municipalities(store: Store) -> list[str]:
    """Return the municipalities that citizens live in, by name; one that is not known is left out."""
    rows = store.rows("SELECT DISTINCT home_municipality FROM citizen WHERE home_municipality <> ''")
    return sorted(str(row[0]) for row in rows)


def had_by(store: Store, broker_id: str) -> list[str]:
    """Return the ids of the citizens whom a broker has, has had or will have."""
    rows = store.rows("SELECT DISTINCT citizen_id FROM broker_assignment WHERE broker_id = ?", (broker_id,))
    return [str(row[0]) for row in rows]


def read_watched(store: Store, ids: Sequence[str] | None, first: date, last: date) -> dict[str, Watched]:
    """Return what is followed of the citizens asked for, or of all; contacts from `first` to `last` alone.

    A citizen of whom there is nothing is left out.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    with collector_paused():
        return _Reader(store, Chosen(ids)).watched(first, last)


class _Reader:
    """One reading of the citizens chosen."""

    def __init__(self, store: Store, chosen: Chosen) -> None:
        self._store = store
        self._chosen = chosen
        self._days = Days()

    def people(self, municipality: str | None, edition: str | None) -> list[Person]:
        """Read everything, and make the people."""
        days = self._days
        citizens = self._rows(
            "SELECT id, name, edition, home_municipality, enrolled_on, case_closed_on FROM citizen WHERE {where} "
            "AND (:municipality IS NULL OR home_municipality = :municipality) "
            "AND (:edition IS NULL OR edition = :edition) ORDER BY sort_name, id",
            "id",
            municipality=municipality,
            edition=edition,
        )
        groups = self._spans(GroupSpan, "group_membership", "group_code", _GROUPS).get
        brokers, exemptions = self._brokers().get, self._exemptions().get
        placements, exits, pension = self._placements().get, self._exits().get, self._pension().get
        readiness, worked, weekly = self._readiness().get, self._worked().get, self._weekly().get
        none: tuple[()] = ()
        wanted = set(self._chosen.ids) if self._chosen.scan and self._chosen.ids is not None else None
        # By position, in the order of the fields: naming them takes four times as long.
        return [
            Person._make(
                (
                    one,
                    name,
                    edition_,
                    home,
                    days[enrolled],
                    days[closed],
                    groups(one, none),
                    brokers(one, none),
                    exemptions(one, none),
                    placements(one, none),
                    exits(one, none),
                    pension(one, none),
                    readiness(one, none),
                    worked(one, none),
                    weekly(one, none),
                )
            )
            for one, name, edition_, home, enrolled, closed in citizens
            if wanted is None or one in wanted
        ]

    def watched(self, first: date, last: date) -> dict[str, Watched]:
        """Read what is followed beside."""
        days, weeks = self._days, Weeks()
        steps = self._spans(StepSpan, "step_period", "step", _STEPS)
        step_ups = self._rows(
            "SELECT citizen_id, started_on, ended_on FROM step_up WHERE {where} UNION "
            "SELECT citizen_id, started_on, ended_on FROM person_marker WHERE {where} AND marker = 'step_up'"
        )
        running = _listed((row[0], (days.of(row[1]), days[row[2]])) for row in step_ups)
        excuses = self._rows("SELECT citizen_id, week FROM week_excuse WHERE {where}")
        excused = _listed((row[0], weeks[row[1]]) for row in excuses)
        reached = self._reached(first, last)
        none: tuple[()] = ()
        return {
            one: Watched(steps.get(one, none), running.get(one, none), excused.get(one, none), reached.get(one, none))
            for one in steps.keys() | running.keys() | excused.keys() | reached.keys()
        }

    def _reached(self, first: date, last: date) -> dict[str, list[date]]:
        """Read the days on which contacts reached citizens; joined in SQL, since there are ten for each of them."""
        rows = self._rows(
            "SELECT citizen_id, group_concat(on_day) FROM contact WHERE {where} AND on_day BETWEEN :first AND :last "
            "AND party = 'citizen' AND outcome = 'reached' GROUP BY citizen_id",
            first=first.isoformat(),
            last=last.isoformat(),
        )
        days = self._days
        return {row[0]: [days.of(text) for text in row[1].split(",")] for row in rows}

    def _rows(self, sql: str, column: str = "citizen_id", **params: object) -> list[tuple[Any, ...]]:
        return self._store.rows(sql.format(where=self._chosen.where(column)), {**self._chosen.params, **params})

    def _spans(self, kind: "type[AnySpan]", table: str, value: str, values: Mapping[Any, Any]) -> "Spans[AnySpan]":
        """Read one kind of span from the index that covers it."""
        rows = self._rows(
            f"SELECT citizen_id, started_on, ended_on, {value} FROM {table} "
            f"INDEXED BY {table}_by_citizen WHERE {{where}} ORDER BY citizen_id, started_on"
        )
        days, make = self._days, kind._make
        return _in_order(_shared(rows, lambda start, end, code: make((days[start], days[end], values[code]))))

    def _brokers(self) -> "Spans[BrokerSpan]":
        rows = self._rows(
            "SELECT citizen_id, started_on, ended_on, broker_id FROM broker_assignment "
            "INDEXED BY broker_assignment_by_citizen WHERE {where} ORDER BY citizen_id, started_on"
        )
        days = self._days
        return _in_order(_shared(rows, lambda start, end, broker: BrokerSpan(days.of(start), days[end], broker)))

    def _exemptions(self) -> "Spans[ExemptionSpan]":
        rows = self._rows(
            "SELECT citizen_id, started_on, ended_on, type FROM exemption "
            "INDEXED BY exemption_by_citizen WHERE {where} ORDER BY citizen_id, started_on"
        )
        days = self._days
        return _in_order(_shared(rows, lambda start, end, type_: ExemptionSpan(days.of(start), days[end], type_)))

    def _placements(self) -> "Spans[PlacementSpan]":
        days = self._days
        rows = self._rows("SELECT citizen_id, started_on, ended_on, kind, id FROM placement WHERE {where}")
        made = ((row[0], PlacementSpan(days.of(row[1]), days[row[2]], _KINDS[row[3]], row[4])) for row in rows)
        return _in_order(_listed(made))

    def _exits(self) -> "Spans[ExitSpan]":
        rows = self._rows("SELECT citizen_id, on_day, returned_on, reason FROM programme_exit WHERE {where}")
        days, one_day = self._days, timedelta(days=1)

        def made(on_day: str, returned_on: str | None, reason: str) -> ExitSpan:
            back = days[returned_on]
            return ExitSpan(days.of(on_day), None if back is None else back - one_day, _REASONS[reason])

        return _in_order(_shared(rows, made))

    def _pension(self) -> dict[str, tuple[PensionMark, ...]]:
        rows = self._rows(
            "SELECT citizen_id, on_day, status, NULL FROM senior_pension_event WHERE {where} "
            "ORDER BY citizen_id, on_day, id"
        )
        return _shared(rows, lambda on, status, _: PensionMark(self._days.of(on), _PENSION[status]))

    def _readiness(self) -> dict[str, tuple[ReadinessMark, ...]]:
        rows = self._rows(
            "SELECT citizen_id, started_on, readiness, NULL FROM readiness_period WHERE {where} "
            "ORDER BY citizen_id, started_on, id"
        )
        return _shared(rows, lambda on, readiness, _: ReadinessMark(self._days.of(on), _READY[readiness]))

    def _worked(self) -> dict[str, tuple[WorkedSpan, ...]]:
        rows = self._rows(
            "SELECT citizen_id, period, placement_id, hours FROM worked_hours WHERE {where} "
            f"AND (SELECT kind FROM placement WHERE placement.id = placement_id) IN ({_WITH_HOURS})"
        )
        made = ((row[0], WorkedSpan(*period_days(row[1]), row[2], Decimal(row[3]))) for row in rows)
        return _sorted(made)

    def _weekly(self) -> dict[str, tuple[PaidChange, ...]]:
        """Read what was agreed for paid hours, and what follow-ups have made of it."""
        agreed = self._rows(
            "SELECT citizen_id, id, weekly_hours FROM placement WHERE {where} "
            "AND kind = 'paid_hours' AND weekly_hours IS NOT NULL"
        )
        adjusted = self._rows(
            "SELECT citizen_id, on_day, id, placement_id, paid_hours FROM follow_up WHERE {where} "
            "AND paid_hours IS NOT NULL "
            f"AND (SELECT kind FROM placement WHERE placement.id = placement_id) IN ({_WITH_HOURS})"
        )
        days = self._days
        made = [(row[0], PaidChange(date.min, "", row[1], Decimal(row[2]))) for row in agreed]
        made += [(row[0], PaidChange(days.of(row[1]), row[2], row[3], Decimal(row[4]))) for row in adjusted]
        return _sorted(made)


def _listed(pairs: Iterable[tuple[str, Made]]) -> dict[str, tuple[Made, ...]]:
    """Gather what each citizen has, in the order given; most have a single one."""
    gathered: dict[str, tuple[Made, ...]] = {}
    for citizen_id, one in pairs:
        before = gathered.get(citizen_id)
        gathered[citizen_id] = (one,) if before is None else (*before, one)
    return gathered


def _sorted(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {citizen_id: tuple(sorted(some)) for citizen_id, some in _listed(pairs).items()}


def _shared(rows: list[tuple[Any, ...]], make: Callable[[Any, Any, Any], Made]) -> dict[str, tuple[Made, ...]]:
    """Gather what each citizen has, in the order given; what is alike is made once, since days and codes are few.

    Each row holds the citizen's id and the three values that `make` takes.
    """
    singles: dict[tuple[Any, ...], tuple[Made]] = {}
    gathered: dict[str, tuple[Made, ...]] = {}
    for citizen_id, first, second, third in rows:
        key = (first, second, third)
        single = singles.get(key)
        if single is None:
            single = singles[key] = (make(first, second, third),)
        if citizen_id in gathered:
            gathered[citizen_id] += single
        else:
            gathered[citizen_id] = single
    return gathered


def _in_order(gathered: "Spans[AnySpan]") -> "Spans[AnySpan]":
    """Bring the spans of each citizen into the one order of Facts."""
    for citizen_id, spans in gathered.items():
        if len(spans) > 1:
            gathered[citizen_id] = in_order(spans)
    return gathered

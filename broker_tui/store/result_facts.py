"""What counting reads, in bulk: whole histories, so that one reading serves every month; no query for each citizen."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from broker_tui.domain.codes import ExitReason, Group, PlacementKind, Readiness, SeniorPension
from broker_tui.domain.facts import BrokerSpan, ExemptionSpan, ExitSpan, GroupSpan, PlacementSpan, in_order
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
from broker_tui.store.decode import Days, codes, collector_paused
from broker_tui.store.store import Store

Made = TypeVar("Made")
AnySpan = TypeVar("AnySpan", GroupSpan, BrokerSpan, ExemptionSpan, PlacementSpan, ExitSpan)

_GROUPS, _KINDS, _REASONS = codes(Group), codes(PlacementKind), codes(ExitReason)
_PENSION, _READY = codes(SeniorPension), codes(Readiness)
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
        tables: tuple[dict[str, tuple[Any, ...]], ...] = (
            self._spans(GroupSpan, "group_membership", "group_code", _GROUPS),
            self._spans(BrokerSpan, "broker_assignment", "broker_id"),
            self._spans(ExemptionSpan, "exemption", "type"),
            self._placements(),
            self._exits(),
            self._pension(),
            self._readiness(),
            self._worked(),
            self._weekly(),
        )
        none: tuple[()] = ()
        wanted = set(self._chosen.ids) if self._chosen.scan and self._chosen.ids is not None else None
        return [
            Person._make((*row[:4], days[row[4]], days[row[5]], *[table.get(row[0], none) for table in tables]))
            for row in citizens
            if wanted is None or row[0] in wanted
        ]

    def _rows(self, sql: str, column: str = "citizen_id", **params: object) -> list[tuple[Any, ...]]:
        return self._store.rows(sql.format(where=self._chosen.where(column)), {**self._chosen.params, **params})

    def _spans(
        self, kind: type[AnySpan], table: str, column: str, values: dict[object, Any] | None = None
    ) -> dict[str, tuple[AnySpan, ...]]:
        """Read one kind of span from the index that covers it."""
        rows = self._rows(
            f"SELECT citizen_id, started_on, ended_on, {column} FROM {table} "
            f"INDEXED BY {table}_by_citizen WHERE {{where}} ORDER BY citizen_id, started_on"
        )
        days, make = self._days, kind
        if values is None:
            return _ordered((row[0], make(days.of(row[1]), days[row[2]], row[3])) for row in rows)
        return _ordered((row[0], make(days.of(row[1]), days[row[2]], values[row[3]])) for row in rows)

    def _placements(self) -> dict[str, tuple[PlacementSpan, ...]]:
        days = self._days
        rows = self._rows("SELECT citizen_id, started_on, ended_on, kind, id FROM placement WHERE {where}")
        return _ordered((row[0], PlacementSpan(days.of(row[1]), days[row[2]], _KINDS[row[3]], row[4])) for row in rows)

    def _exits(self) -> dict[str, tuple[ExitSpan, ...]]:
        rows = self._rows("SELECT citizen_id, on_day, returned_on, reason FROM programme_exit WHERE {where}")
        days, one_day = self._days, timedelta(days=1)

        def last(returned_on: str | None) -> date | None:
            back = days[returned_on]
            return None if back is None else back - one_day

        return _ordered((row[0], ExitSpan(days.of(row[1]), last(row[2]), _REASONS[row[3]])) for row in rows)

    def _pension(self) -> dict[str, tuple[PensionMark, ...]]:
        rows = self._rows(
            "SELECT citizen_id, on_day, status FROM senior_pension_event WHERE {where} ORDER BY citizen_id, on_day, id"
        )
        return _listed((row[0], PensionMark(self._days.of(row[1]), _PENSION[row[2]])) for row in rows)

    def _readiness(self) -> dict[str, tuple[ReadinessMark, ...]]:
        rows = self._rows(
            "SELECT citizen_id, started_on, readiness FROM readiness_period WHERE {where} "
            "ORDER BY citizen_id, started_on, id"
        )
        return _listed((row[0], ReadinessMark(self._days.of(row[1]), _READY[row[2]])) for row in rows)

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
        gathered[citizen_id] = (*gathered[citizen_id], one) if citizen_id in gathered else (one,)
    return gathered


def _sorted(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {citizen_id: tuple(sorted(some)) for citizen_id, some in _listed(pairs).items()}


def _ordered(pairs: Iterable[tuple[str, AnySpan]]) -> dict[str, tuple[AnySpan, ...]]:
    """Gather the spans of each citizen in the one order of Facts."""
    gathered = _listed(pairs)
    for citizen_id, spans in gathered.items():
        if len(spans) > 1:
            gathered[citizen_id] = in_order(spans)
    return gathered

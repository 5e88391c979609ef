"""Facts in bulk: a few ordered scans, merged in Python; no query for each citizen, no pydantic."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from broker_tui.domain.codes import (
    BrokerRole,
    ContactMedium,
    ContactOutcome,
    ExitReason,
    Group,
    Marker,
    NetworkWish,
    RehabTarget,
    SeniorPension,
    Step,
)
from broker_tui.domain.cpr import birth_date
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.facts import (
    BrokerSpan,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GroupSpan,
    MarkerSpan,
    StepSpan,
    in_order,
)
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, Weeks, codes, collector_paused
from broker_tui.store.last_contact import NEVER, LastContact, last_contacts_by
from broker_tui.store.step_up_facts import StepUpReader
from broker_tui.store.store import Store
from broker_tui.store.way_facts import WayReader

AnySpan = TypeVar("AnySpan", GroupSpan, BrokerSpan, ExemptionSpan, MarkerSpan, StepSpan, ExitSpan)
ById = dict[str, Any]

_MEDIA = codes(ContactMedium)
_OUTCOMES = codes(ContactOutcome)
_TARGETS = codes(RehabTarget)
_WISHES = codes(NetworkWish)
_REASONS = codes(ExitReason)
_PENSION = codes(SeniorPension)
_FLAGS = {None: None, 0: False, 1: True}

_OWN = (
    "edition, enrolled_on, cpr, benefit, in_intro_programme, unable_to_take_part, assessment, rehab_plan_started_on, "
    "rehab_team_on, rehab_outcome, rehab_outcome_on, network_wish, caseworker <> '', case_closed_on, "
    "resources <> '', min_plan_broker_on, is_provider"
)
_LAST = "last_contact_on, last_contact_medium, last_contact_outcome, last_reached_on, last_reached_medium"
_LAST_AT = 18
"""Where the last contact stands in a citizen's row."""


def read_facts(store: Store, today: date, ids: Sequence[str] | None = None) -> Iterator[Facts]:
    """Return what the rules read about the citizens asked for, in that order, or about all of them in no order.

    Everything is read before the first is given, so that the file may be written meanwhile. Ids that are gone are
    left out.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    with collector_paused():
        return _Reader(store, today, Chosen(ids)).facts()


class _Reader:
    """One reading of facts: the days met, and what each citizen has in each table."""

    def __init__(self, store: Store, today: date, chosen: Chosen) -> None:
        self.store = store
        self.today = today
        self.chosen = chosen
        self.days = Days()
        self.params = {**chosen.params, "today": today.isoformat()}

    def facts(self) -> Iterator[Facts]:
        """Read everything, and return what makes the Facts one by one."""
        citizens = self._rows(f"SELECT id, {_OWN}, {_LAST} FROM citizen WHERE {{where}}", "id")
        way = WayReader(self.store, self.today, self.chosen, self.days)
        cv, searchable, goals, approached, consents, support = way.facts()
        step_ups = StepUpReader(self.store, self.today, self.chosen, self.days).facts()
        exits, gone = self._exits()
        talks, decided = self._talks()
        tables: tuple[dict[str, tuple[Any, ...]], ...] = (
            self._spans(GroupSpan, "group_membership", "group_code", codes(Group)),
            self._brokers(),
            self._spans(ExemptionSpan, "exemption", "type"),
            self._spans(MarkerSpan, "person_marker", "marker", codes(Marker)),
            way.placements(),
            self._spans(StepSpan, "step_period", "step", codes(Step)),
            exits,
            talks,
        )
        pension, weeks, tasks = self._pension(), self._weeks(), self._tasks()
        last = self._last(citizens)
        none: tuple[()] = ()
        nothing = (None, None)

        def made(row: tuple[Any, ...]) -> Facts:
            # By position, in the order of the fields: naming them takes four times as long.
            citizen_id = row[0]
            own = self._own(row)
            return Facts._make(
                (
                    citizen_id,
                    *own[:11],
                    *pension.get(citizen_id, nothing),
                    *own[11:],
                    *gone.get(citizen_id, nothing),
                    *[table.get(citizen_id, none) for table in tables],
                    citizen_id in decided,
                    weeks.get(citizen_id, none),
                    tasks.get(citizen_id, none),
                    *self._contact(last[citizen_id] if citizen_id in last else row[_LAST_AT:]),
                    row[15] == 1,
                    self.days[row[16]],
                    cv.get(citizen_id, none),
                    searchable.get(citizen_id, none),
                    goals.get(citizen_id, none),
                    approached.get(citizen_id),
                    consents.get(citizen_id, none),
                    support.get(citizen_id, none),
                    _FLAGS[row[17]],
                    step_ups.get(citizen_id, none),
                )
            )

        if self.chosen.ids is None:
            return map(made, citizens)
        by_id = {row[0]: row for row in citizens}
        return (made(by_id[citizen_id]) for citizen_id in self.chosen.ids if citizen_id in by_id)

    def _own(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return what the citizen's own row says, in the order of Facts."""
        days = self.days
        return (
            row[1],
            days[row[2]],
            birth_date(row[3]),
            row[4],
            row[5] == 1,
            row[6] == 1,
            _TARGETS.get(row[7]),
            days[row[8]],
            days[row[9]],
            _TARGETS.get(row[10]),
            days[row[11]],
            _WISHES[row[12]],
            row[13] == 1,
            days[row[14]],
        )

    def _contact(self, last: Sequence[Any]) -> tuple[Any, ...]:
        days = self.days
        return days[last[0]], _MEDIA.get(last[1]), _OUTCOMES.get(last[2]), days[last[3]], _MEDIA.get(last[4])

    def _rows(self, sql: str, column: str = "citizen_id") -> list[tuple[Any, ...]]:
        return self.store.rows(sql.format(where=self.chosen.where(column)), self.params)

    def _spans(
        self, kind: type[AnySpan], table: str, column: str, values: dict[object, Any] | None = None
    ) -> dict[str, tuple[AnySpan, ...]]:
        """Read one kind of span from the index that covers it, sorted by citizen and start."""
        rows = self._rows(
            f"SELECT citizen_id, started_on, ended_on, {column} FROM {table} "
            f"INDEXED BY {table}_by_citizen WHERE {{where}} ORDER BY citizen_id, started_on"
        )
        days, make = self.days, kind._make
        if values is None:
            return _gathered((row[0], make((days[row[1]], days[row[2]], row[3]))) for row in rows)
        return _gathered((row[0], make((days[row[1]], days[row[2]], values[row[3]]))) for row in rows)

    def _brokers(self) -> dict[str, tuple[BrokerSpan, ...]]:
        # Roles are a JSON list of codes without quotation marks in them, so a quoted code stands for itself.
        role = f'"{BrokerRole.AUTHORITY_CASEWORKER}"'
        with_authority = {row[0] for row in self.store.rows("SELECT id FROM broker WHERE instr(roles, ?)", (role,))}
        rows = self._rows(
            "SELECT citizen_id, started_on, ended_on, broker_id FROM broker_assignment "
            "INDEXED BY broker_assignment_by_citizen WHERE {where} ORDER BY citizen_id, started_on"
        )
        days = self.days
        return _gathered(
            (row[0], BrokerSpan(days.of(row[1]), days[row[2]], row[3], row[3] in with_authority)) for row in rows
        )

    def _exits(self) -> tuple[dict[str, tuple[ExitSpan, ...]], dict[str, tuple[ExitReason, date | None]]]:
        rows = self._rows(
            "SELECT citizen_id, on_day, returned_on, reason FROM programme_exit WHERE {where} "
            "ORDER BY citizen_id, on_day, id"
        )
        days, today, one_day = self.days, self.params["today"], timedelta(days=1)
        spans = []
        gone = {}
        for citizen_id, on_day, returned_on, reason in rows:
            back = days[returned_on]
            spans.append(
                (citizen_id, ExitSpan(days.of(on_day), None if back is None else back - one_day, _REASONS[reason]))
            )
            if on_day <= today and (returned_on is None or returned_on > today):
                gone[citizen_id] = (_REASONS[reason], days[on_day])
        return _gathered(iter(spans)), gone

    def _pension(self) -> dict[str, tuple[SeniorPension, date | None]]:
        rows = self._rows(
            "SELECT citizen_id, status, on_day FROM senior_pension_event WHERE {where} AND on_day <= :today "
            "ORDER BY citizen_id, on_day, id"
        )
        return {row[0]: (_PENSION[row[1]], self.days[row[2]]) for row in rows}

    def _talks(self) -> tuple[ById, set[str]]:
        rows = self._rows(
            "SELECT citizen_id, on_day, outcome FROM clarification_talk WHERE {where} AND on_day <= :today "
            "ORDER BY citizen_id, on_day"
        )
        return _listed((row[0], self.days[row[1]]) for row in rows), {row[0] for row in rows if row[2] is not None}

    def _weeks(self) -> dict[str, tuple[IsoWeek, ...]]:
        weeks = Weeks()
        rows = self._rows("SELECT citizen_id, week FROM week_excuse WHERE {where} ORDER BY citizen_id, week")
        return _listed((row[0], weeks[row[1]]) for row in rows)

    def _tasks(self) -> ById:
        rows = self._rows(
            "SELECT citizen_id, due_on FROM task WHERE {where} AND agreed_on <= :today "
            "AND (done_on IS NULL OR done_on > :today) ORDER BY citizen_id, due_on IS NULL, due_on"
        )
        return _listed((row[0], self.days[row[1]]) for row in rows)

    def _last(self, citizens: list[tuple[Any, ...]]) -> dict[str, LastContact]:
        """Return the last contact of those for whom the kept columns tell of a later day than `today`."""
        today = str(self.params["today"])
        later = [row[0] for row in citizens if row[_LAST_AT] is not None and row[_LAST_AT] > today]
        if not later:
            return {}
        found = last_contacts_by(self.store, self.today, Chosen(later))
        return {citizen_id: found.get(citizen_id, NEVER) for citizen_id in later}


def _gathered(pairs: Iterator[tuple[str, AnySpan]]) -> dict[str, tuple[AnySpan, ...]]:
    """Return the spans of each citizen in the one order of Facts; most have a single one."""
    gathered: dict[str, tuple[AnySpan, ...]] = {}
    several = set()
    for citizen_id, span in pairs:
        if citizen_id in gathered:
            gathered[citizen_id] += (span,)
            several.add(citizen_id)
        else:
            gathered[citizen_id] = (span,)
    for citizen_id in several:
        gathered[citizen_id] = in_order(gathered[citizen_id])
    return gathered


def _listed(pairs: "Iterator[tuple[str, Any]]") -> dict[str, tuple[Any, ...]]:
    gathered: dict[str, tuple[Any, ...]] = {}
    for citizen_id, value in pairs:
        gathered[citizen_id] = (*gathered.get(citizen_id, ()), value)
    return gathered

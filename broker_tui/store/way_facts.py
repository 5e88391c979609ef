"""Facts of the way to a job in bulk: agreements, CV, goals, companies approached, consents, self-support."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from broker_tui.domain.codes import (
    ConsentPurpose,
    CvWork,
    FollowUpInterval,
    InternshipPurpose,
    PlacementKind,
    SelfSupportKind,
)
from broker_tui.domain.facts import (
    Approached,
    ConsentMark,
    CvMark,
    GoalMark,
    Phase,
    PlacementSpan,
    SearchableSpan,
    SelfSupportSpan,
    in_order,
)
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, codes
from broker_tui.store.store import Store

Made = TypeVar("Made")

_KINDS, _PURPOSES = codes(PlacementKind), codes(InternshipPurpose)
_WORK, _CONSENTS, _SUPPORTS = codes(CvWork), codes(ConsentPurpose), codes(SelfSupportKind)
_FLAGS: Final = {None: None, 0: False, 1: True}

_PLACEMENTS = (
    "SELECT citizen_id, started_on, ended_on, kind, id, coalesce(company_id, company), work_function, agreed_on, "
    "CASE WHEN plan_citizen AND plan_broker AND plan_company THEN plan_agreed_on END, phases, purpose, "
    "paid_hours_possible, tasks <> '' AND working_time <> '', contact_name <> '', "
    "goal_told_citizen AND goal_told_company, why_not_paid_hours <> '', next_workplace_plan <> '', is_taster, "
    "min_plan_on, vitas_on, purpose_min_plan_on, purpose_vitas_on, company_told_on FROM placement WHERE {where}"
)


class WayFacts(NamedTuple):
    """What each citizen has on the way to a job, by her id, in the order in which Facts carry it."""

    cv: dict[str, tuple[CvMark, ...]]
    searchable: dict[str, tuple[SearchableSpan, ...]]
    goals: dict[str, tuple[GoalMark, ...]]
    approached: dict[str, Approached]
    consents: dict[str, tuple[ConsentMark, ...]]
    self_support: dict[str, tuple[SelfSupportSpan, ...]]


class WayReader:
    """One reading, as of a day, of the citizens chosen."""

    def __init__(self, store: Store, today: date, chosen: Chosen, days: Days) -> None:
        self._store = store
        self._chosen = chosen
        self._days = days
        self._params = {**chosen.params, "today": today.isoformat()}

    def facts(self) -> WayFacts:
        """Read everything but the placements."""
        days = self._days
        cv = self._rows(
            "SELECT citizen_id, on_day, work, with_broker FROM cv_event INDEXED BY cv_event_by_citizen "
            "WHERE {where} AND on_day <= :today ORDER BY citizen_id, on_day, work, with_broker"
        )
        searchable = self._rows(
            "SELECT citizen_id, started_on, ended_on, job_sought_filled FROM cv_searchable WHERE {where}"
        )
        goals = self._rows(
            "SELECT citizen_id, on_day, workplaces <> '' AND tasks <> '' AND abilities <> '' FROM job_goal "
            "WHERE {where} AND on_day <= :today"
        )
        approached = self._rows(
            "SELECT citizen_id, on_day FROM approach INDEXED BY approach_by_citizen "
            "WHERE {where} AND on_day <= :today ORDER BY citizen_id, on_day"
        )
        consents = self._rows(
            "SELECT citizen_id, on_day, purpose, refused, withdrawn_on FROM consent "
            "WHERE {where} AND on_day <= :today ORDER BY citizen_id, on_day, id"
        )
        support = self._rows("SELECT citizen_id, started_on, ended_on, kind FROM self_support WHERE {where}")
        return WayFacts(
            cv=_listed((row[0], CvMark._make((days[row[1]], _WORK[row[2]], row[3] == 1))) for row in cv),
            searchable=_ordered(
                (row[0], SearchableSpan(days.of(row[1]), days[row[2]], row[3] == 1)) for row in searchable
            ),
            goals=_in_turn((row[0], GoalMark._make((days[row[1]], row[2] == 1))) for row in goals),
            approached=_approached((row[0], days.of(row[1])) for row in approached),
            consents=_listed(
                (row[0], ConsentMark(days.of(row[1]), _CONSENTS[row[2]], row[3] == 1, days[row[4]])) for row in consents
            ),
            self_support=_ordered(
                (row[0], SelfSupportSpan(days.of(row[1]), days[row[2]], _SUPPORTS[row[3]])) for row in support
            ),
        )

    def placements(self) -> dict[str, tuple[PlacementSpan, ...]]:
        """Read the placements, each with the day it was last followed up."""
        followed = dict(
            self._rows(
                "SELECT placement_id, max(on_day) FROM follow_up WHERE {where} AND on_day <= :today "
                "GROUP BY placement_id"
            )
        )
        days, phases = self._days, _Phases()

        def made(row: tuple[Any, ...]) -> PlacementSpan:
            return PlacementSpan._make(
                (
                    days[row[1]],
                    days[row[2]],
                    _KINDS[row[3]],
                    row[4],
                    row[5],
                    row[6],
                    days[row[7]],
                    days[row[8]],
                    phases[row[9]],
                    _PURPOSES.get(row[10]),
                    _FLAGS[row[11]],
                    *[flag == 1 for flag in row[12:18]],
                    *[days[day] for day in row[18:23]],
                    days[followed.get(row[4])],
                )
            )

        return _ordered((row[0], made(row)) for row in self._rows(_PLACEMENTS))

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._store.rows(sql.format(where=self._chosen.where()), self._params)


class _Phases(dict[str, tuple[Phase, ...]]):
    """The phases of each JSON text met so far."""

    def __init__(self) -> None:
        super().__init__({"[]": ()})

    def __missing__(self, text: str) -> tuple[Phase, ...]:
        phases = tuple(
            Phase(FollowUpInterval(one["every"]), date.fromisoformat(one["until"]) if one["until"] else None)
            for one in json.loads(text)
        )
        self[text] = phases
        return phases


def _listed(pairs: "Iterable[tuple[str, Made]]") -> dict[str, tuple[Made, ...]]:
    """Gather what each citizen has, in the order given; most have a single one."""
    gathered: dict[str, tuple[Made, ...]] = {}
    for citizen_id, one in pairs:
        gathered[citizen_id] = (*gathered[citizen_id], one) if citizen_id in gathered else (one,)
    return gathered


def _approached(pairs: "Iterable[tuple[str, date]]") -> dict[str, Approached]:
    """Sum up days in order; SQL would take twice as long for it, since hardly anybody has many."""
    gathered: dict[str, Approached] = {}
    for citizen_id, on in pairs:
        before = gathered.get(citizen_id)
        gathered[citizen_id] = Approached(on, on, 1) if before is None else Approached(before[0], on, before[2] + 1)
    return gathered


def _in_turn(pairs: "Iterable[tuple[str, GoalMark]]") -> dict[str, tuple[GoalMark, ...]]:
    gathered = _listed(pairs)
    for citizen_id, goals in gathered.items():
        if len(goals) > 1:
            gathered[citizen_id] = tuple(sorted(goals))
    return gathered


AnySpan = TypeVar("AnySpan", PlacementSpan, SearchableSpan, SelfSupportSpan)


def _ordered(pairs: "Iterable[tuple[str, AnySpan]]") -> dict[str, tuple[AnySpan, ...]]:
    """Gather the spans of each citizen in the one order of Facts."""
    gathered = _listed(pairs)
    for citizen_id, spans in gathered.items():
        if len(spans) > 1:
            gathered[citizen_id] = in_order(spans)
    return gathered

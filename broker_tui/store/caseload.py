"""The caseload as a list: ids in order for all, rows for what is on the screen."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from broker_tui.domain.codes import ContactMedium, ContactOutcome, ExitReason, Group, Marker, PlacementKind, Step
from broker_tui.domain.cpr import birth_date, is_replacement
from broker_tui.store.caseload_ids import CaseloadColumn, CaseloadFilter, CaseloadOrder, caseload_ids
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, codes, collector_paused
from broker_tui.store.last_contact import NEVER, last_contacts_by
from broker_tui.store.store import Store

__all__ = [
    "CaseloadColumn",
    "CaseloadFilter",
    "CaseloadOrder",
    "CaseloadRow",
    "caseload_ids",
    "caseload_rows",
]

_GROUPS, _STEPS, _MARKERS = codes(Group), codes(Step), codes(Marker)
_MEDIA, _OUTCOMES, _KINDS, _REASONS = (
    codes(ContactMedium),
    codes(ContactOutcome),
    codes(PlacementKind),
    codes(ExitReason),
)
_ON_DAY = "started_on <= :today AND (ended_on IS NULL OR ended_on >= :today)"


class CaseloadRow(NamedTuple):
    """One citizen in the list, as of a day; of two spans at once the one that began last."""

    id: str
    name: str
    cpr: str
    birth_date: date
    is_replacement: bool
    phone: str
    edition: str
    enrolled_on: date
    case_closed_on: date | None = None
    group: Group | None = None
    markers: tuple[Marker, ...] = ()
    exemption: str | None = None
    exemption_ends_on: date | None = None
    step: Step | None = None
    step_started_on: date | None = None
    broker_id: str | None = None
    broker_name: str | None = None
    placement: PlacementKind | None = None
    company: str = ""
    exit_reason: ExitReason | None = None
    exited_on: date | None = None
    last_contact_on: date | None = None
    last_contact_medium: ContactMedium | None = None
    last_contact_outcome: ContactOutcome | None = None
    last_reached_on: date | None = None
    last_reached_medium: ContactMedium | None = None


def caseload_rows(store: Store, ids: Sequence[str] | None, today: date) -> list[CaseloadRow]:
    """Return the rows of the citizens asked for, in that order, or of all by name; ids that are gone are left out.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    with collector_paused():
        return _read_rows(store, ids, today)


def _read_rows(store: Store, ids: Sequence[str] | None, today: date) -> list[CaseloadRow]:
    chosen = Chosen(ids)
    params = {**chosen.params, "today": today.isoformat()}
    order = "ORDER BY sort_name, id" if ids is None else ""
    citizens = store.rows(
        "SELECT id, name, cpr, phone, edition, enrolled_on, case_closed_on, last_contact_on, last_contact_medium, "
        f"last_contact_outcome, last_reached_on, last_reached_medium FROM citizen WHERE {chosen.where('id')} {order}",
        params,
    )

    def spans(table: str, columns: str) -> dict[str, tuple[Any, ...]]:
        """Return the span of each citizen on the day; a later start overwrites an earlier one."""
        sql = f"SELECT citizen_id, {columns} FROM {table} WHERE {chosen.where()} AND {_ON_DAY} "
        return {row[0]: row for row in store.rows(sql + "ORDER BY citizen_id, started_on, ended_on IS NULL", params)}

    parts = _Parts(
        groups=spans("group_membership", "group_code"),
        exemptions=spans("exemption", "type, ended_on"),
        steps=spans("step_period", "step, started_on"),
        brokers=spans("broker_assignment", "broker_id, (SELECT name FROM broker WHERE broker.id = broker_id)"),
        placements=spans("placement", "kind, company"),
        markers=_markers(store, chosen, params),
        exits={row[0]: row for row in store.rows(_EXITS.format(where=chosen.where()), params)},
        last=_last(store, today, citizens),
    )
    days = Days()
    if ids is None:
        return [_row(row, parts, days) for row in citizens]
    by_id = {row[0]: row for row in citizens}
    return [_row(by_id[citizen_id], parts, days) for citizen_id in ids if citizen_id in by_id]


_EXITS = (
    "SELECT citizen_id, reason, on_day FROM programme_exit WHERE {where} AND on_day <= :today "
    "AND (returned_on IS NULL OR returned_on > :today) ORDER BY citizen_id, on_day, id"
)


class _Parts(NamedTuple):
    """What each citizen has on the day, by her id."""

    groups: dict[str, tuple[Any, ...]]
    exemptions: dict[str, tuple[Any, ...]]
    steps: dict[str, tuple[Any, ...]]
    brokers: dict[str, tuple[Any, ...]]
    placements: dict[str, tuple[Any, ...]]
    markers: dict[str, tuple[Marker, ...]]
    exits: dict[str, tuple[Any, ...]]
    last: dict[str, tuple[Any, ...]]


def _row(row: tuple[Any, ...], parts: _Parts, days: Days) -> CaseloadRow:
    citizen_id = row[0]
    group, step = parts.groups.get(citizen_id), parts.steps.get(citizen_id)
    exemption, broker = parts.exemptions.get(citizen_id), parts.brokers.get(citizen_id)
    placement, gone = parts.placements.get(citizen_id), parts.exits.get(citizen_id)
    last = parts.last.get(citizen_id, row[7:])
    return CaseloadRow(
        id=citizen_id,
        name=row[1],
        cpr=row[2],
        birth_date=birth_date(row[2]),
        is_replacement=is_replacement(row[2]),
        phone=row[3],
        edition=row[4],
        enrolled_on=days.of(row[5]),
        case_closed_on=days[row[6]],
        group=_GROUPS[group[1]] if group else None,
        markers=parts.markers.get(citizen_id, ()),
        exemption=exemption[1] if exemption else None,
        exemption_ends_on=days[exemption[2]] if exemption else None,
        step=_STEPS[step[1]] if step else None,
        step_started_on=days[step[2]] if step else None,
        broker_id=broker[1] if broker else None,
        broker_name=broker[2] if broker else None,
        placement=_KINDS[placement[1]] if placement else None,
        company=placement[2] if placement else "",
        exit_reason=_REASONS[gone[1]] if gone else None,
        exited_on=days[gone[2]] if gone else None,
        last_contact_on=days[last[0]],
        last_contact_medium=_MEDIA.get(last[1]),
        last_contact_outcome=_OUTCOMES.get(last[2]),
        last_reached_on=days[last[3]],
        last_reached_medium=_MEDIA.get(last[4]),
    )


def _markers(store: Store, chosen: Chosen, params: dict[str, object]) -> dict[str, tuple[Marker, ...]]:
    markers: dict[str, tuple[Marker, ...]] = {}
    for citizen_id, marker in store.rows(
        f"SELECT DISTINCT citizen_id, marker FROM person_marker WHERE {chosen.where()} AND {_ON_DAY} "
        "ORDER BY citizen_id, marker",
        params,
    ):
        markers[citizen_id] = (*markers.get(citizen_id, ()), _MARKERS[marker])
    return markers


def _last(store: Store, today: date, citizens: list[tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Return the last contact of those whose kept columns tell of a later day than `today`."""
    day = today.isoformat()
    later = [row[0] for row in citizens if row[7] is not None and row[7] > day]
    if not later:
        return {}
    found = last_contacts_by(store, today, Chosen(later))
    return {citizen_id: found.get(citizen_id, NEVER) for citizen_id in later}

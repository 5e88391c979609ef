"""Reading whole cases, citizens and brokers as models."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from broker_tui.domain.cpr import CprError, normalise
from broker_tui.domain.danish import fold
from broker_tui.store.errors import StoreError
from broker_tui.store.registry import BROKER_FIELDS, CITIZEN_FIELDS, RECORDS, RecordTable, model_of
from broker_tui.store.store import Store

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case
    from broker_tui.domain.citizen import Citizen

_CITIZENS_AT_A_TIME = 500
_MOST_FOUND = 50


def read_case(store: Store, citizen_id: str) -> "Case":
    """Return one citizen with everything about her.

    Raises:
        StoreError: there is no such citizen (missing_citizen).
    """
    for _, case in read_cases(store, [citizen_id]):
        return case
    raise StoreError("missing_citizen")


def read_cases(store: Store, ids: Sequence[str] | None = None) -> "Iterator[tuple[str, Case]]":
    """Yield id and case of the citizens asked for, or of all, in the Danish order of their names.

    Citizens are read some hundred at a time, each table once for all of them; ids that are gone are left out.
    """
    if ids is None:
        wanted = [row[0] for row in store.rows("SELECT id FROM citizen ORDER BY sort_name, id")]
    else:
        wanted = list(ids)
    for start in range(0, len(wanted), _CITIZENS_AT_A_TIME):
        yield from _read_some(store, wanted[start : start + _CITIZENS_AT_A_TIME])


def read_citizen(store: Store, citizen_id: str) -> "Citizen":
    """Return a citizen's own data.

    Raises:
        StoreError: there is no such citizen (missing_citizen).
    """
    from broker_tui.domain.citizen import Citizen

    row = store.row(f"SELECT {', '.join(CITIZEN_FIELDS)} FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise StoreError("missing_citizen")
    return Citizen.model_validate(dict(zip(CITIZEN_FIELDS, row, strict=True)))


def read_brokers(store: Store) -> "tuple[Broker, ...]":
    """Return all job brokers, by name in Danish order."""
    from broker_tui.domain.broker import Broker

    rows = store.rows(f"SELECT id, {', '.join(BROKER_FIELDS)} FROM broker ORDER BY sort_name, id")
    return tuple(
        Broker(id=row[0], name=row[1], roles=tuple(json.loads(row[2])), phone=row[3], email=row[4]) for row in rows
    )


def find_citizens(store: Store, text: str) -> list[tuple[str, str]]:
    """Return id and name of the citizens that an id, a personal number or part of a name points to, at most 50."""
    text = text.strip()
    if found := store.rows("SELECT id, name FROM citizen WHERE id = ?", (text,)):
        return found
    try:
        return store.rows("SELECT id, name FROM citizen WHERE cpr = ?", (normalise(text),))
    except CprError:
        words = fold(text).split()
    if not words:
        return []
    where = " AND ".join("instr(search_name, ?)" for _ in words)
    return store.rows(f"SELECT id, name FROM citizen WHERE {where} ORDER BY sort_name, id LIMIT {_MOST_FOUND}", words)


def _read_some(store: Store, ids: list[str]) -> "Iterator[tuple[str, Case]]":
    from broker_tui.domain.case import Case

    chosen = json.dumps(ids)
    columns = ", ".join(CITIZEN_FIELDS)
    citizens = {
        row[0]: dict(zip(CITIZEN_FIELDS, row[1:], strict=True))
        for row in store.rows(
            f"SELECT id, {columns} FROM citizen WHERE id IN (SELECT value FROM json_each(?))", (chosen,)
        )
    }
    records = {table.case_field: _records(store, table, chosen) for table in RECORDS}
    for citizen_id in ids:
        if citizen := citizens.get(citizen_id):
            yield (
                citizen_id,
                Case.model_validate(
                    {
                        "citizen": citizen,
                        **{field: tuple(by_id.get(citizen_id, ())) for field, by_id in records.items()},
                    }
                ),
            )


def _records(store: Store, table: RecordTable, chosen: str) -> dict[str, list[Any]]:
    fields = ("id", *table.fields)
    model = model_of(table)
    by_citizen: dict[str, list[Any]] = {}
    columns = ", ".join(column for column in table.columns if column != "citizen_id")
    for row in store.rows(
        f"SELECT citizen_id, {columns} FROM {table.name} "
        f"WHERE citizen_id IN (SELECT value FROM json_each(?)) ORDER BY {table.sort}, id",
        (chosen,),
    ):
        values = dict(zip(fields, row[1:], strict=True))
        for name in table.lists:
            values[name] = json.loads(values[name])
        by_citizen.setdefault(row[0], []).append(model.model_validate(values))
    return by_citizen

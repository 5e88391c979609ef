"""What an import needs to know of the database: who is there, and what earlier imports have written."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from broker_tui.store.registry import RECORDS
from broker_tui.store.store import Store

IMPORT_ACT = "imported"
_AT_A_TIME = 500


class KnownCitizen(NamedTuple):
    """A citizen of the database; `has_left` when she is out of the programme (R22)."""

    id: str
    cpr: str
    name: str
    has_left: bool


class ImportedRow(NamedTuple):
    """A row that an import wrote: its table, and its columns before (None when it was added) and after."""

    table: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def known_citizens(store: Store, today: date) -> list[KnownCitizen]:
    """Return every citizen there is, in the Danish order of names."""
    rows = store.rows(
        "SELECT id, cpr, name, EXISTS (SELECT 1 FROM programme_exit gone WHERE gone.citizen_id = citizen.id "
        "AND gone.on_day <= :today AND (gone.returned_on IS NULL OR gone.returned_on > :today)) "
        "FROM citizen ORDER BY sort_name, id",
        {"today": today.isoformat()},
    )
    return [KnownCitizen(row[0], row[1], row[2], bool(row[3])) for row in rows]


def imported_rows(store: Store, ids: Iterable[str]) -> dict[str, list[ImportedRow]]:
    """Return what imports still in force have written about these citizens, the newest first; undone ones are not."""
    in_force = json.dumps(_imports_in_force(store))
    wanted = list(ids)
    found: dict[str, list[ImportedRow]] = {}
    for start in range(0, len(wanted), _AT_A_TIME):
        chosen = json.dumps(wanted[start : start + _AT_A_TIME])
        for citizen_id, table, before, after in store.rows(
            "SELECT citizen_id, table_name, before, after FROM journal_change "
            "WHERE citizen_id IN (SELECT value FROM json_each(?)) AND act IN (SELECT value FROM json_each(?)) "
            "AND after IS NOT NULL ORDER BY act DESC",
            (chosen, in_force),
        ):
            row = ImportedRow(table, json.loads(before) if before else None, json.loads(after))
            found.setdefault(citizen_id, []).append(row)
    return found


def _imports_in_force(store: Store) -> list[int]:
    """Return the acts of imports that are not undone; an undo may itself be redone, and undone again."""
    rows = store.rows(
        "WITH RECURSIVE chain (root, seq, kind) AS ("
        "  SELECT seq, seq, kind FROM journal WHERE kind = 'act' AND code = ?"
        "  UNION ALL SELECT chain.root, later.seq, later.kind"
        "  FROM journal later JOIN chain ON later.reverses = chain.seq"
        ") SELECT root, kind, max(seq) FROM chain GROUP BY root",
        (IMPORT_ACT,),
    )
    return [row[0] for row in rows if row[1] != "undo"]


def owners(store: Store, record_ids: Iterable[str]) -> dict[str, str]:
    """Return whose each of these records is, by the record's id; ids that no record has are left out."""
    wanted = json.dumps(list(record_ids))
    found: dict[str, str] = {}
    for table in RECORDS:
        found.update(
            store.rows(
                f"SELECT id, citizen_id FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        )
    return found

"""Act: one unit of work. Everything in it is written together with its journal, or nothing is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from broker_tui.store.bulk import added_together
from broker_tui.store.errors import StoreError
from broker_tui.store.ids import new_id
from broker_tui.store.registry import CITIZEN_FIELDS, DERIVED, RECORDS, table_of
from broker_tui.store.rows import broker_row, citizen_row, company_row, record_row, stored
from broker_tui.store.store import Store

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case
    from broker_tui.domain.citizen import Citizen
    from broker_tui.domain.company import Company
    from broker_tui.domain.model import Record

_MANY = 100
"""From this many cases on, making up for the triggers is quicker than letting them run."""


class Act:
    """What may be written inside one act; made by `act()`.

    Attributes:
        id: the act's id in the journal.
        seq: its number there.
    """

    def __init__(self, store: Store, act_id: str, seq: int) -> None:
        self._store = store
        self.id = act_id
        self.seq = seq

    def add_citizen(self, citizen: "Citizen") -> str:
        """Add a citizen and return her id.

        Raises:
            StoreError: the personal number is there already (citizen_exists).
        """
        citizen_id = self._new_citizen_id(citizen)
        self._store.db.table("citizen").insert({"id": citizen_id, **citizen_row(citizen.model_dump(mode="json"))})
        return citizen_id

    def change_citizen(self, citizen_id: str, changes: Mapping[str, object]) -> None:
        """Change some of a citizen's own data; the rest stays.

        Raises:
            StoreError: she is gone (conflict), or the new personal number is another's (citizen_exists).
            ValidationError: a value does not fit its field.
        """
        from broker_tui.domain.citizen import Citizen
        from broker_tui.store.cases import read_citizen

        try:
            current = read_citizen(self._store, citizen_id)
        except StoreError as error:
            raise StoreError("conflict", path=self._store.path) from error
        changed = Citizen.model_validate({**current.model_dump(), **changes})
        if changed.cpr != current.cpr and self._store.row("SELECT 1 FROM citizen WHERE cpr = ?", (changed.cpr,)):
            raise StoreError("citizen_exists", path=self._store.path)
        before, after = (citizen_row(model.model_dump(mode="json")) for model in (current, changed))
        self._update("citizen", citizen_id, {name: value for name, value in after.items() if before[name] != value})

    def add(self, citizen_id: str, record: "Record") -> None:
        """Add a dated fact about a citizen.

        Raises:
            StoreError: she is gone, or the id is taken (conflict).
        """
        table = table_of(type(record))
        self._store.db.table(table.name).insert(record_row(table, citizen_id, record.model_dump(mode="json")))

    def change(self, citizen_id: str, record: "Record") -> None:
        """Put a changed record in the place of the one with its id.

        Raises:
            StoreError: it is gone (conflict).
        """
        table = table_of(type(record))
        row = record_row(table, citizen_id, record.model_dump(mode="json"))
        self._require(table.name, record.id, citizen_id)
        self._update(table.name, record.id, row)

    def remove(self, citizen_id: str, model: "type[Record]", record_id: str) -> None:
        """Remove a record; the journal keeps it.

        Raises:
            StoreError: it is gone already, or something else points to it (conflict).
        """
        table = table_of(model)
        self._require(table.name, record_id, citizen_id)
        self._store.db.table(table.name).delete_where("id = ?", [record_id])

    def add_broker(self, broker: "Broker") -> None:
        """Add a job broker.

        Raises:
            StoreError: the id is taken (conflict).
        """
        self._store.db.table("broker").insert(broker_row(broker.model_dump(mode="json")))

    def change_broker(self, broker: "Broker") -> None:
        """Change a job broker's own data.

        Raises:
            StoreError: there is no such broker (conflict).
        """
        self._require("broker", broker.id, None)
        self._update("broker", broker.id, broker_row(broker.model_dump(mode="json")))

    def add_company(self, company: "Company") -> None:
        """Add a company that all citizens share.

        Raises:
            StoreError: the id is taken (conflict).
        """
        self._store.db.table("company").insert(company_row(company.model_dump(mode="json")))

    def change_company(self, company: "Company") -> None:
        """Change a company's own data.

        Raises:
            StoreError: there is no such company (conflict).
        """
        self._require("company", company.id, None)
        self._update("company", company.id, company_row(company.model_dump(mode="json")))

    def remove_company(self, company_id: str) -> None:
        """Remove a company that nothing points to; the journal keeps it.

        Raises:
            StoreError: it is gone already, or a placement or an approach points to it (conflict).
        """
        self._require("company", company_id, None)
        self._store.db.table("company").delete_where("id = ?", [company_id])

    def add_cases(self, cases: "Iterable[Case]") -> list[str]:
        """Add many citizens with everything about them, table by table, and return their ids in order.

        Raises:
            StoreError: a personal number is there already (citizen_exists), or an id is taken (conflict).
        """
        citizens: list[list[object]] = []
        records: dict[str, list[list[object]]] = {table.name: [] for table in RECORDS}
        ids = []
        for case in cases:
            dumped = case.model_dump(mode="json")
            citizen_id = self._new_citizen_id(case.citizen)
            ids.append(citizen_id)
            citizens.append([citizen_id, *citizen_row(dumped["citizen"]).values()])
            for table in RECORDS:
                rows = dumped[table.case_field]
                if rows:
                    records[table.name] += (
                        [row["id"], citizen_id, *(stored(row[field]) for field in table.fields)] for row in rows
                    )
        if len(set(ids)) < len(ids):
            raise StoreError("citizen_exists", path=self._store.path)
        with added_together(self._store, self.seq) if len(ids) >= _MANY else nullcontext():
            self._insert_all("citizen", ("id", *CITIZEN_FIELDS, *DERIVED), citizens)
            for table in RECORDS:
                self._insert_all(table.name, table.columns, records[table.name])
        return ids

    def _insert_all(self, table: str, columns: tuple[str, ...], rows: list[list[object]]) -> None:
        # Not sqlite-utils' insert_all: its statements of many rows take five times as long as one row repeated.
        marks = ", ".join("?" for _ in columns)
        self._store.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def _new_citizen_id(self, citizen: "Citizen") -> str:
        citizen_id = self._store.citizen_id(citizen.cpr)
        if self._store.row("SELECT 1 FROM citizen WHERE id = ?", (citizen_id,)):
            raise StoreError("citizen_exists", path=self._store.path)
        return citizen_id

    def _require(self, table: str, row_id: str, citizen_id: str | None) -> None:
        owner = "citizen_id" if citizen_id else "NULL"
        found = self._store.row(f"SELECT {owner} FROM {table} WHERE id = ?", (row_id,))
        if found is None or found[0] != citizen_id:
            raise StoreError("conflict", path=self._store.path)

    def _update(self, table: str, row_id: str, row: Mapping[str, object]) -> None:
        if row:
            changes = {name: value for name, value in row.items() if name != "id"}
            sets = ", ".join(f"{name} = ?" for name in changes)
            self._store.conn.execute(f"UPDATE {table} SET {sets} WHERE id = ?", [*changes.values(), row_id])


@contextmanager
def act(
    store: Store,
    code: str,
    *,
    who: str,
    citizen_id: str | None = None,
    params: Mapping[str, object] | None = None,
) -> Iterator[Act]:
    """Do one act: all of it and its journal row are written together, or nothing is; without changes nothing is.

    Args:
        store: the open database.
        code: names the act; the catalogue holds `act.<code>`.
        who: the id of the broker who acts.
        citizen_id: the citizen it concerns, None when there are several or none.
        params: values for the words of the history.

    Raises:
        StoreError: nothing was written: in_use, read_only, disk_full, conflict …
    """
    with journalled(store, "act", code, who=who, citizen_id=citizen_id, params=params) as written:
        yield written


@contextmanager
def journalled(
    store: Store,
    kind: str,
    code: str,
    *,
    who: str,
    citizen_id: str | None = None,
    params: Mapping[str, object] | None = None,
    reverses: int | None = None,
) -> Iterator[Act]:
    """Write one entry of the journal, of any kind, around what happens inside; `act()` for the usual one."""
    if store.act_in_progress is not None:
        raise RuntimeError("an act is already in progress")
    with store.transaction() as connection:
        act_id = new_id()
        cursor = connection.execute(
            "INSERT INTO journal (id, at, who, kind, code, citizen_id, params, reverses) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                act_id,
                datetime.now(UTC).isoformat(timespec="milliseconds"),
                who,
                kind,
                code,
                citizen_id,
                json.dumps(dict(params or {}), ensure_ascii=False, default=str),
                reverses,
            ),
        )
        store.act_in_progress = seq = int(cursor.lastrowid)
        try:
            yield Act(store, act_id, seq)
            if kind != "view" and not _settled(store, seq):
                connection.execute("DELETE FROM journal WHERE seq = ?", (seq,))
        finally:
            store.act_in_progress = None


def _settled(store: Store, seq: int) -> bool:
    """Drop rows that ended as they began; tell whether any are left."""
    store.conn.execute("DELETE FROM journal_change WHERE act = ? AND before IS after", (seq,))
    return store.row("SELECT 1 FROM journal_change WHERE act = ? LIMIT 1", (seq,)) is not None

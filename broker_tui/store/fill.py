"""Filling: a made-up caseload comes in as a whole, without the row-by-row journal that real data leaves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from broker_tui.store.act import act
from broker_tui.store.bulk import follow, write_down
from broker_tui.store.driver import Connection
from broker_tui.store.registry import JOURNALLED, RECORDS, column_of
from broker_tui.store.rows import broker_row, citizen_row, company_row, stored
from broker_tui.store.store import Store
from broker_tui.store.triggers import drop, rebuild

Rows = dict[tuple[str, ...], list[list[object]]]
"""The rows of a table by the columns that they fill."""

_AT_A_TIME: Final = 500
_ANALYSED_ROWS: Final = 1000


def fill(
    store: Store,
    brokers: Iterable[Mapping[str, Any]],
    cases: Iterable[Mapping[str, Any]],
    progress: Callable[[int], None] | None = None,
    *,
    companies: Iterable[Mapping[str, Any]] = (),
    journal: tuple[str, str] | None = None,
) -> None:
    """Enter invented brokers and new citizens with all that is dated about them; all of them or, on failure, nobody.

    Triggers, indexes and the checks of each row rest meanwhile, so the caller answers for rows that fit the models.

    Args:
        store: the database.
        brokers: each as `Broker.model_dump(mode="json")`.
        cases: each as `Case.model_dump(mode="json")`; what is left out of a record is left to its table.
        progress: told how many citizens are entered.
        companies: each as `Company.model_dump(mode="json")`.
        journal: code and doer of the act under which all of it is journalled; else no history tells of it and
            nothing can be undone.

    Raises:
        StoreError: a personal number or an id is there already (conflict), or the database cannot be written.
    """
    with _unchecked(store), _written(store, journal) as seq:
        connection = store.conn
        before = {table: _newest(connection, table) for table in JOURNALLED}
        drop(connection)
        with _without_indexes(connection):
            _insert(connection, "broker", _by_columns(map(broker_row, brokers)))
            _insert(connection, "company", _by_columns(map(company_row, companies)))
            _fill_cases(store, cases, progress)
        if seq is not None:
            write_down(connection, seq, before)
        follow(connection, before)
        rebuild(connection)
        connection.execute(f"PRAGMA analysis_limit = {_ANALYSED_ROWS}")
        connection.execute("ANALYZE")


@contextmanager
def _written(store: Store, journal: tuple[str, str] | None) -> Iterator[int | None]:
    """Write in one transaction, with an act or without; give the act's number in the journal."""
    if journal is None:
        with store.transaction():
            yield None
    else:
        with act(store, journal[0], who=journal[1]) as written:
            yield written.seq


@contextmanager
def _unchecked(store: Store) -> Iterator[None]:
    store.conn.execute("PRAGMA foreign_keys = OFF")
    store.conn.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        store.conn.execute("PRAGMA ignore_check_constraints = OFF")
        store.conn.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Drop the indexes of the filled tables and make them from all rows at once, sorted, in a third of the time."""
    indexes = [
        (name, sql)
        for name, table, sql in connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        if table in JOURNALLED
    ]
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _newest(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(seq), 0) FROM {table}").fetchone()[0])


def _fill_cases(store: Store, cases: Iterable[Mapping[str, Any]], progress: Callable[[int], None] | None) -> None:
    entered = 0
    left = iter(cases)
    while some := list(islice(left, _AT_A_TIME)):
        ids = [store.citizen_id(case["citizen"]["cpr"]) for case in some]
        people = ({"id": id_, **citizen_row(case["citizen"])} for id_, case in zip(ids, some, strict=True))
        _insert(store.conn, "citizen", _by_columns(people))
        for table in RECORDS:
            rows: Rows = {}
            for citizen_id, case in zip(ids, some, strict=True):
                for record in case.get(table.case_field, ()):
                    values = [*record.values(), citizen_id]
                    rows.setdefault(tuple(record), []).append(
                        [stored(value) for value in values] if table.lists else values
                    )
            _insert(store.conn, table.name, {(*map(column_of, fields), "citizen_id"): rows[fields] for fields in rows})
        entered += len(some)
        if progress is not None:
            progress(entered)


def _by_columns(rows: Iterable[Mapping[str, object]]) -> Rows:
    found: Rows = {}
    for row in rows:
        found.setdefault(tuple(row), []).append(list(row.values()))
    return found


def _insert(connection: Connection, table: str, rows: Rows) -> None:
    for columns, values in rows.items():
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)

"""Bulk: adding very many cases leaves the very same rows, journal, words and kept columns as adding them singly."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from broker_tui.store import act as acts
from broker_tui.store.act import act
from broker_tui.store.check import check
from broker_tui.store.errors import StoreError
from broker_tui.store.migrate import missing_triggers
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen, fresh_store
from tests.store.snapshot import Snapshot, snapshot
from tests.strategies import Caseload, caseloads


def added(store: Store, load: Caseload) -> tuple[Snapshot, list[tuple[object, ...]]]:
    """Add a caseload in two halves, so that one is there when the other comes; return everything it left."""
    with act(store, "brokers", who="me") as written:
        for broker in load.brokers:
            written.add_broker(broker)
        for company in load.companies:
            written.add_company(company)
    half = len(load.cases) // 2
    for part in (load.cases[:half], load.cases[half:]):
        with act(store, "imported", who="me") as written:
            written.add_cases(part)
    journal = store.rows(
        "SELECT act, table_name, row_id, citizen_id, before, after FROM journal_change ORDER BY act, table_name, row_id"
    )
    return snapshot(store), journal


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(caseloads(orderly=False))
def test_together_is_as_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, load: Caseload
) -> None:
    folder = tmp_path_factory.mktemp("bulk")
    with fresh_store(folder / "one.db") as store:
        site_key = store.secret("site_key")
        one_by_one = added(store, load)
    monkeypatch.setattr(acts, "_MANY", 0)
    try:
        with fresh_store(folder / "together.db") as store:
            assert store.secret("site_key") == site_key, "both are copies of one empty database"
            assert added(store, load) == one_by_one
            assert missing_triggers(store.conn) == set()
            assert all(result.ok for result in check(store))
    finally:
        monkeypatch.undo()


def test_what_fails_together_leaves_nothing_and_every_trigger(
    database: Path, make_citizen: MakeCitizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broker_tui.domain.case import Case

    monkeypatch.setattr(acts, "_MANY", 0)
    citizen = make_citizen()

    def again(store: Store, *cases: Case) -> str:
        with pytest.raises(StoreError) as caught, act(store, "imported", who="me") as written:
            written.add_cases(cases)
        return caught.value.code

    with fresh_store(database) as store:
        before = snapshot(store)
        assert again(store, Case(citizen=citizen), Case(citizen=citizen)) == "citizen_exists"
        assert snapshot(store) == before
        with act(store, "imported", who="me") as written:
            written.add_cases([Case(citizen=citizen)])
        before = snapshot(store)
        assert again(store, Case(citizen=make_citizen()), Case(citizen=citizen)) == "citizen_exists"
        assert snapshot(store) == before
        assert missing_triggers(store.conn) == set()

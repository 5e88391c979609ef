"""The third migration: a caseload from before step-up opens whole, after a backup, and takes one in."""

from datetime import date
from pathlib import Path

import pytest

from broker_tui.domain.codes import ConsentPurpose
from broker_tui.domain.consent import Consent
from broker_tui.domain.step_up import StepUp
from broker_tui.store import migrate
from broker_tui.store.act import act
from broker_tui.store.backup import list_backups
from broker_tui.store.cases import read_case
from broker_tui.store.check import check
from broker_tui.store.connection import connect
from broker_tui.store.facts import read_facts
from broker_tui.store.journal import undo
from broker_tui.store.store import open_store
from tests.conftest import PASSPHRASE, MakeCitizen, fresh_store

TODAY = date(2026, 11, 20)

ADDED_TABLES = ("agreed_item", "form_version", "step_up_meeting", "participant", "step_up")
"""Children before their parent."""


@pytest.fixture
def old(database: Path, make_citizen: MakeCitizen) -> tuple[Path, str]:
    """A database as the second version left it."""
    with fresh_store(database) as store, act(store, "citizen_added", who="me") as written:
        citizen_id = written.add_citizen(make_citizen())
        written.add(citizen_id, Consent(id="c", purpose=ConsentPurpose.STEP_UP, on=TODAY, scope="læge"))
        key = store.key
    connection = connect(database, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for table in ADDED_TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name NOT IN ('001_first', '002_way')")
    connection.execute("PRAGMA user_version = 2")
    connection.execute("COMMIT")
    connection.close()
    return database, citizen_id


def test_a_step_up_can_be_taken_in_and_back_after_a_backup(old: tuple[Path, str]) -> None:
    path, citizen_id = old
    with open_store(path, PASSPHRASE) as store:
        assert store.row("PRAGMA user_version") == (migrate.newest_version(),)
        before = read_case(store, citizen_id)
        assert [one.scope for one in before.consents] == ["læge"]
        with act(store, "step_up_started", who="me") as written:
            written.add(citizen_id, StepUp(id="s", started_on=TODAY, challenge_health=True))
        assert [span.health for facts in read_facts(store, TODAY) for span in facts.step_ups] == [True]
        undo(store, "me")
        assert read_case(store, citizen_id) == before
        assert [result for result in check(store) if not result.ok] == []
    assert len(list_backups(path)) == 1

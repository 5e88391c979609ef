"""Privacy: what was entered stands in no file in plain, in no message, and in no module that has no need of it."""

import json
import subprocess
import sys
import traceback
from datetime import date
from pathlib import Path

import pytest

from broker_tui.domain.placement import Placement
from broker_tui.store.act import act
from broker_tui.store.backup import back_up
from broker_tui.store.drafts import save_draft
from broker_tui.store.errors import StoreError
from broker_tui.store.inbox import seal_note
from broker_tui.store.journal import undo
from broker_tui.store.settings import write_setting
from broker_tui.store.store import Store
from tests.conftest import PASSPHRASE, MakeCitizen, MakeContact

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 11, 16)
CPR = "6101801234"
PLANTED = (CPR, "610180-1234", "Planteperson", "skizofreni", "Hemmelig ApS", "kladdetekst", "feltnote", PASSPHRASE)


def test_nothing_planted_stands_in_any_file(
    store: Store, database: Path, make_citizen: MakeCitizen, make_contact: MakeContact
) -> None:
    with act(store, "citizen_new", who="me", params={"name": "Planteperson"}) as written:
        citizen_id = written.add_citizen(make_citizen(cpr=CPR, name="Åse Planteperson"))
        for number in range(50):
            written.add(citizen_id, make_contact(DAY, note=f"skizofreni {number} " * 100))
        written.add(citizen_id, Placement(id="p", kind="internship", company="Hemmelig ApS", started_on=DAY))
    with act(store, "citizen_change", who="me") as written:
        written.change_citizen(citizen_id, {"remark": "skizofreni"})
    undo(store, "me")
    save_draft(store, "contact", {"note": "kladdetekst"})
    write_setting(store, "me", "Planteperson")
    seal_note(database, "feltnote skizofreni", "Planteperson")
    back_up(store)
    store.rows("SELECT * FROM contact ORDER BY note COLLATE danish")
    files = [path for path in database.parent.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"caseload.db", "caseload.db-wal", "caseload.db.keys"} <= names
    assert len(files) >= 6
    for path in files:
        content = path.read_bytes()
        for text in PLANTED:
            for coding in ("utf-8", "utf-16-le", "latin-1"):
                assert text.encode(coding) not in content, (path.name, text)
                assert text.encode(coding).hex().encode() not in content, (path.name, text)


def test_errors_hold_no_entered_value(store: Store, make_citizen: MakeCitizen, make_contact: MakeContact) -> None:
    with act(store, "citizen_new", who="me") as written:
        citizen_id = written.add_citizen(make_citizen(cpr=CPR, name="Planteperson"))
    contact = make_contact(DAY, note="skizofreni")

    def twice() -> None:
        with act(store, "contact", who="me") as written:
            written.add(citizen_id, contact)
            written.add(citizen_id, contact)

    with pytest.raises(StoreError) as caught:
        twice()
    said = "".join(traceback.format_exception(caught.value))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert all(text not in said for text in PLANTED)


def modules_after(code: str, *arguments: str) -> set[str]:
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


READ_LISTS = """
from datetime import date
from pathlib import Path
from broker_tui.domain.dates import IsoWeek
from broker_tui.store.caseload import CaseloadFilter, caseload_ids, caseload_rows
from broker_tui.store.cases import find_citizens
from broker_tui.store.drafts import list_drafts
from broker_tui.store.facts import read_facts
from broker_tui.store.inbox import read_inbox
from broker_tui.store.journal import history
from broker_tui.store.settings import read_setting
from broker_tui.store.store import open_store
from broker_tui.store.weeks import week_marks
today = date(2026, 11, 16)
with open_store(Path(sys.argv[1]), sys.argv[2]) as store:
    ids = caseload_ids(store, today, CaseloadFilter(text="åse"))
    assert ids
    assert caseload_rows(store, ids, today)
    assert list(read_facts(store, today, ids))
    week_marks(store, ids, IsoWeek(2026, 1), IsoWeek(2026, 47))
    assert history(store, ids[0])
    find_citizens(store, "åse"), list_drafts(store), read_setting(store, "me"), read_inbox(store)
"""


def test_lists_load_neither_models_nor_sqlite_utils(store: Store, database: Path, make_citizen: MakeCitizen) -> None:
    with act(store, "citizen_new", who="me") as written:
        written.add_citizen(make_citizen(name="Åse Ørsted"))
    store.close()
    loaded = modules_after(READ_LISTS, str(database), PASSPHRASE)
    assert loaded.isdisjoint({"pydantic", "sqlite_utils", "click", "dateutil", "textual", "uuid_utils"})


def test_sealing_a_note_opens_no_database(store: Store, database: Path) -> None:
    assert store.path == database
    code = "from pathlib import Path\nfrom broker_tui.store.inbox import seal_note\nseal_note(Path(sys.argv[1]), 'hej')"
    loaded = modules_after(code, str(database))
    assert loaded.isdisjoint({"pydantic", "sqlite_utils", "sqlcipher3", "click", "textual", "dataclasses", "inspect"})

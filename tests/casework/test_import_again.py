"""Whatever a list says, importing it a second time changes nothing, and undo gives back exactly what was."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.casework.desk import Desk
from broker_tui.casework.importing import plan_import, run_import, suggest_columns
from broker_tui.config.programmes import load_programmes
from broker_tui.exchange.columns import load_columns
from broker_tui.exchange.table import Row, Source, Table
from broker_tui.store.act import act
from broker_tui.store.cases import read_brokers
from broker_tui.store.journal import undo
from broker_tui.store.store import FAST_KDF, create_store
from tests.casework.lists import everything
from tests.strategies import HOSTILE, Caseload, caseloads

TODAY = date(2026, 11, 20)
DAYS = st.integers(-900, 0).map(lambda days: f"{TODAY + timedelta(days=days):%d-%m-%Y}")
ANY_DAY = st.integers(-900, 300).map(lambda days: f"{TODAY + timedelta(days=days):%d-%m-%Y}")
CELLS = {
    "name": st.sampled_from(("Åse Ørsted", "Bo Holm", *HOSTILE[:3])),
    "phone": st.sampled_from(("20304011", "+46 8 123")),
    "remark": st.sampled_from(HOSTILE),
    "enrolled_on": ANY_DAY,
    "edition": st.sampled_from(("FSM2", "FSM3")),
    "benefit": st.sampled_from(("Kontanthjælp", "Sygedagpenge")),
    "group": st.sampled_from(("1", "2")),
    "group_from": DAYS,
    "marker": st.sampled_from(("FSM 2: Rehab (Gr. 2)", "FSM 2: Step-up", "Andet")),
    "exemption": st.sampled_from(("Barsel", "Særlige øvrige", "Noget andet", "nej")),
    "exempt_from": ANY_DAY,
    "exempt_to": ANY_DAY,
    "step": st.sampled_from(("1", "2", "3")),
    "step_from": DAYS,
    "broker": st.sampled_from(("Maja Lund", "Åge Øst", "Lund, Maja")),
    "broker_from": DAYS,
    "caseworker": st.just("Per Holt"),
    "job_goal": st.sampled_from(("Lager", "Køkken")),
    "is_provider": st.sampled_from(("ja", "nej")),
    "company": st.sampled_from(("Netto", "FØTEX")),
    "placement_kind": st.sampled_from(("praktik", "løntilskud")),
    "placement_from": ANY_DAY,
    "placement_to": ANY_DAY,
}


@st.composite
def tables(draw: st.DrawFn, numbers: list[str]) -> Table:
    """Lists about some of these people and two others, with any columns; every cell but the number may be empty."""
    fields = ["cpr", "name", *draw(st.lists(st.sampled_from(sorted(set(CELLS) - {"name"})), unique=True, min_size=6))]
    people = [*numbers, *draw(st.lists(st.sampled_from(("6701801234", "6812902345")), unique=True))] or ["6701801234"]
    rows = []
    for number, cpr in enumerate(people, start=2):
        cells = [
            draw(CELLS[field] if field == "name" or draw(st.integers(0, 3)) else st.just("")) for field in fields[1:]
        ]
        rows.append(Row(number, (cpr, *cells)))
    headers = tuple(load_columns().headers[field] for field in fields)
    return Table("liste.csv", str(draw(st.integers())), Source("text"), 1, headers, tuple(rows))


def import_all(desk: Desk, table: Table, *, take: bool) -> dict[str, int]:
    """Import what can be, and return the counts."""
    from broker_tui.casework.import_plan import ImportOptions

    columns = suggest_columns(desk, table)
    plan = plan_import(desk, table, columns, ImportOptions(start_on=date(2026, 1, 5)))
    if take:
        plan = plan.take((one.id, change.field) for one, change in plan.conflicts)
    return dict(run_import(desk, plan, skip_invalid=True).counts)


@given(data=st.data(), caseload=caseloads(most=3), take=st.booleans())
@settings(max_examples=30, deadline=None)
def test_twice_is_once_and_undo_is_exact(data: st.DataObject, caseload: Caseload, take: bool) -> None:
    with TemporaryDirectory() as folder:
        store, _ = create_store(Path(folder) / "a.db", "hest batteri", kdf=FAST_KDF)
        with store:
            desk = Desk(store, load_programmes(), "me", TODAY)
            with act(store, "cases_imported", who="me") as writing:
                for broker in caseload.brokers:
                    writing.add_broker(broker)
                writing.add_cases(caseload.cases)
            before, brokers = everything(desk), read_brokers(store)
            table = data.draw(tables([case.citizen.cpr for case in caseload.cases]))
            first = import_all(desk, table, take=take)
            after = everything(desk)
            again = import_all(desk, table, take=take)
            assert (again["new"], again["changed"]) == (0, 0)
            assert everything(desk) == after
            if first["new"] or first["changed"]:
                undo(store, "me")
            assert (everything(desk), read_brokers(store)) == (before, brokers)

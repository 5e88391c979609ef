"""Reading for the results: what comes from rows is what comes from cases, in the order of names."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.dates import Month
from broker_tui.domain.results import judge_month
from broker_tui.domain.results_person import person_of
from broker_tui.store.act import act
from broker_tui.store.caseload_ids import caseload_ids
from broker_tui.store.result_facts import municipalities, read_people
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen, fresh_store
from tests.domain.people import PROGRAMMES
from tests.strategies import Caseload, caseloads

DAY = date(2026, 11, 16)


def written(store: Store, load: Caseload) -> list[str]:
    with act(store, "imported", who="me") as acting:
        for broker in load.brokers:
            acting.add_broker(broker)
        for company in load.companies:
            acting.add_company(company)
        return acting.add_cases(load.cases)


@given(st.booleans().flatmap(lambda orderly: caseloads(orderly=orderly)), st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_rows_and_cases_make_the_same_people(load: Caseload, back: int) -> None:
    month = Month.of(DAY).plus(-back)
    with tempfile.TemporaryDirectory() as folder, fresh_store(Path(folder) / "caseload.db") as store:
        ids = written(store, load)
        people = read_people(store)
        expected = {id_: person_of(case, id_) for id_, case in zip(ids, load.cases, strict=True)}
        assert {one.id: one for one in people} == expected
        for one in people:
            programme = PROGRAMMES[one.edition]
            said = judge_month(one, programme, month, DAY)
            assert said == judge_month(expected[one.id], programme, month, DAY)
        some = ids[::2]
        assert {one.id for one in read_people(store, some)} == set(some)


def test_people_stand_by_name_and_can_be_narrowed(store: Store, make_citizen: MakeCitizen) -> None:
    with act(store, "imported", who="me") as acting:
        for name, home, edition in (
            ("Åse", "Vejle", "fsm3"),
            ("Zoë", "Aarhus", "fsm3"),
            ("Anna", "Vejle", "fsm2"),
            ("Ægir", "", "fsm3"),
        ):
            acting.add_citizen(make_citizen(name=name, home_municipality=home, edition=edition))
    assert [one.name for one in read_people(store)] == ["Anna", "Zoë", "Ægir", "Åse"]
    assert [one.id for one in read_people(store)] == caseload_ids(store, DAY)
    assert [one.name for one in read_people(store, municipality="Vejle")] == ["Anna", "Åse"]
    assert [one.name for one in read_people(store, municipality="Vejle", edition="fsm3")] == ["Åse"]
    assert read_people(store, []) == []
    assert municipalities(store) == ["Aarhus", "Vejle"]

"""Reading for the results: what comes from rows is what comes from cases, in the order of names."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.case import facts_of
from broker_tui.domain.codes import ContactOutcome, ContactParty, Marker
from broker_tui.domain.dates import Month
from broker_tui.domain.indicators import Watched
from broker_tui.domain.results import judge_month
from broker_tui.domain.results_person import person_of
from broker_tui.store.act import act
from broker_tui.store.caseload_ids import caseload_ids
from broker_tui.store.result_facts import municipalities, read_people, read_watched
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen, fresh_store
from tests.domain.people import PROGRAMMES
from tests.strategies import Caseload, caseloads, days

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


@given(st.booleans().flatmap(lambda orderly: caseloads(orderly=orderly)), days, st.integers(0, 200))
@settings(max_examples=30, deadline=None)
def test_what_is_followed_is_what_the_cases_hold(load: Caseload, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    with tempfile.TemporaryDirectory() as folder, fresh_store(Path(folder) / "caseload.db") as store:
        ids = written(store, load)
        found = read_watched(store, None, first, last)
        for citizen_id, case in zip(ids, load.cases, strict=True):
            expected = facts_of(case, last, citizen_id=citizen_id)
            told = found.get(citizen_id, Watched())
            assert (told.steps, set(told.excused)) == (expected.steps, set(expected.excused_weeks))
            markers = {(one.started_on, one.ended_on) for one in case.markers if one.marker is Marker.STEP_UP}
            assert set(told.step_ups) == markers | {(one.started_on, one.ended_on) for one in case.step_ups}
            with_her = [one for one in case.contacts if one.party is ContactParty.CITIZEN and first <= one.on <= last]
            assert sorted(told.reached) == sorted(one.on for one in with_her if one.outcome is ContactOutcome.REACHED)
        assert read_watched(store, ids[:1], first, last) == {one: found[one] for one in ids[:1] if one in found}


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

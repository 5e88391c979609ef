"""Reading: both roads to Facts say the same, and what goes in comes out."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.case import Case, facts_of
from broker_tui.domain.codes import ContactOutcome, ContactParty
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.status import broker_on, exemption_on, group_on, latest_on, placement_on, step_on
from broker_tui.domain.weeks import WeekMark
from broker_tui.store.act import act
from broker_tui.store.caseload import caseload_rows
from broker_tui.store.cases import read_brokers, read_cases
from broker_tui.store.chosen import SCAN_FROM
from broker_tui.store.companies import read_companies
from broker_tui.store.facts import read_facts
from broker_tui.store.store import Store
from broker_tui.store.weeks import week_marks
from tests.conftest import MakeCitizen, MakeContact, fresh_store
from tests.strategies import Caseload, caseloads, days

DAY = date(2026, 11, 16)
BEFORE, AFTER = date(2020, 1, 1), date(2030, 1, 1)


@contextmanager
def stored(load: Caseload) -> Iterator[tuple[Store, list[str]]]:
    """A database of its own for each example, since fixtures last for all of them."""
    with tempfile.TemporaryDirectory() as folder, fresh_store(Path(folder) / "caseload.db") as store:
        with act(store, "imported", who="me") as written:
            for broker in load.brokers:
                written.add_broker(broker)
            for company in load.companies:
                written.add_company(company)
            ids = written.add_cases(load.cases)
        yield store, ids


@settings(max_examples=20, deadline=None)
@given(caseloads(orderly=False, with_companies=True))
def test_cases_come_out_as_they_went_in(load: Caseload) -> None:
    with stored(load) as (store, ids):
        assert list(read_cases(store, ids)) == list(zip(ids, load.cases, strict=True))
        assert {broker.id: broker for broker in read_brokers(store)} == {broker.id: broker for broker in load.brokers}
        assert {one.id: one for one in read_companies(store)} == {one.id: one for one in load.companies}


@settings(max_examples=40, deadline=None)
@given(caseloads(orderly=False, with_companies=True), st.lists(days, min_size=1, max_size=3))
def test_facts_read_in_bulk_are_the_facts_of_the_case(load: Caseload, some_days: list[date]) -> None:
    roles = {broker.id: broker.roles for broker in load.brokers}
    with stored(load) as (store, ids):
        for today in (BEFORE, *some_days, AFTER):
            expected = [
                facts_of(case, today, citizen_id=citizen_id, roles=roles)
                for citizen_id, case in zip(ids, load.cases, strict=True)
            ]
            assert list(read_facts(store, today, ids)) == expected
            assert sorted(read_facts(store, today)) == sorted(expected)
            # Many ids are read by one scan, and picked from it.
            many = ids + ["nobody"] * SCAN_FROM
            assert list(read_facts(store, today, many)) == expected


@settings(max_examples=30, deadline=None)
@given(caseloads(orderly=False), days)
def test_rows_of_the_list_say_what_the_facts_say(load: Caseload, today: date) -> None:
    names = {broker.id: broker.name for broker in load.brokers}
    with stored(load) as (store, ids):
        rows = caseload_rows(store, ids, today)
        assert [row.id for row in rows] == ids
        assert sorted(caseload_rows(store, None, today)) == sorted(rows)
        for row, facts in zip(rows, read_facts(store, today, ids), strict=True):
            group, step, broker = group_on(facts, today), step_on(facts, today), broker_on(facts, today)
            placement = placement_on(facts, today)
            assert row.birth_date == facts.birth_date
            assert row.group == (group.group if group else None)
            assert (row.step, row.step_started_on) == ((step.step, step.start) if step else (None, None))
            assert (row.broker_id is None) == (broker is None)
            assert row.broker_name == (names[row.broker_id] if row.broker_id else None)
            assert (row.exemption is None) == (exemption_on(facts, today) is None)
            assert (row.placement is None) == (placement is None)
            assert set(row.markers) == {span.marker for span in facts.markers if latest_on((span,), today)}
            assert (row.exit_reason, row.exited_on) == (facts.exit_reason, facts.exited_on)
            assert row.last_contact_on == facts.last_contact_on
            assert row.last_contact_medium == facts.last_contact_medium
            assert row.last_contact_outcome == facts.last_contact_outcome
            assert (row.last_reached_on, row.last_reached_medium) == (facts.last_reached_on, facts.last_reached_medium)


@settings(max_examples=30, deadline=None)
@given(caseloads(orderly=False), days, days, st.none() | days)
def test_weeks_hold_the_contact_that_reached_or_else_the_last_attempt(
    load: Caseload, one: date, other: date, until: date | None
) -> None:
    first, last = sorted((IsoWeek.of(one), IsoWeek.of(other)))
    with stored(load) as (store, ids):
        expected: dict[str, dict[IsoWeek, WeekMark]] = {}
        for citizen_id, case in zip(ids, load.cases, strict=True):
            for contact in sorted(case.contacts, key=lambda contact: (contact.on, contact.id)):
                week = IsoWeek.of(contact.on)
                too_late = until is not None and contact.on > until
                if contact.party is not ContactParty.CITIZEN or not first <= week <= last or too_late:
                    continue
                own = expected.setdefault(citizen_id, {})
                reached = contact.outcome is ContactOutcome.REACHED
                if reached or week not in own or not own[week].reached:
                    own[week] = WeekMark(reached, contact.medium)
        assert week_marks(store, ids, first, last, until) == expected
        assert week_marks(store, None, first, last, until) == expected
        assert week_marks(store, ids[:1] + ["nobody"] * SCAN_FROM, first, last, until) == {
            citizen_id: marks for citizen_id, marks in expected.items() if citizen_id in ids[:1]
        }


def test_facts_can_be_read_while_the_file_is_written(
    store: Store, make_citizen: MakeCitizen, make_contact: MakeContact
) -> None:
    with act(store, "imported", who="me") as written:
        ids = written.add_cases([Case(citizen=make_citizen()) for _ in range(3)])
    reading = read_facts(store, DAY, ids)
    assert next(reading).id == ids[0]
    with act(store, "contact", who="me") as written:
        written.add(ids[2], make_contact(DAY))
    assert [facts.last_contact_on for facts in reading] == [None, None]
    assert next(read_facts(store, DAY, ids[2:])).last_contact_on == DAY

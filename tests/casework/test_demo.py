"""The invented caseload: the same every time, every state in it, and nobody real."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from broker_tui.casework.demo import (
    DEMO_SIZE,
    OWN_CITIZENS,
    demo_brokers,
    demo_cases,
    demo_companies,
    demo_company_rows,
    demo_rows,
    make_demo,
)
from broker_tui.casework.demo_list import LISTED, demo_list
from broker_tui.casework.opening import ME
from broker_tui.config.programmes import load_programmes
from broker_tui.domain.broker import Broker
from broker_tui.domain.case import Case, facts_of
from broker_tui.domain.checks.agreement import days_of
from broker_tui.domain.codes import (
    ApproachBy,
    ApproachResult,
    ContactMedium,
    ContactOutcome,
    ContactParty,
    CoreElement,
    CvWork,
    ElementState,
    ExitReason,
    GoalClarity,
    InternshipPurpose,
    JobGoalKind,
    Level,
    NotRequired,
    PlacementKind,
    Readiness,
    StepState,
    WeekState,
)
from broker_tui.domain.codes_results import ResultColumn
from broker_tui.domain.company import Company
from broker_tui.domain.cpr import birth_date, is_replacement
from broker_tui.domain.danish import fold
from broker_tui.domain.dates import IsoWeek, Month, age_on
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.results import judge_month
from broker_tui.domain.results_person import person_of
from broker_tui.domain.rules import EXIT_RULES, RULES, judge
from broker_tui.domain.rules.weekly import week_state
from broker_tui.domain.steps import step_progress
from broker_tui.domain.weeks import WeekMark
from broker_tui.exchange.columns import load_columns, map_columns
from broker_tui.exchange.reading import read_table
from broker_tui.shipped import data_dir
from broker_tui.store.cases import read_brokers, read_cases
from broker_tui.store.journal import history, last_undoable
from broker_tui.store.keys import FAST_KDF
from broker_tui.store.settings import read_setting
from broker_tui.store.store import create_store
from broker_tui.ui import run

FRIDAY = date(2026, 11, 20)
DAYS = [FRIDAY, date(2026, 11, 16), date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 31)]
"""Friday, Monday, Sunday, New Year's Day in week 53, a leap day, the end of a long month."""

CODES = {rule.__name__ for rule in (*RULES, *EXIT_RULES)} - {"step_long", "step_ready"} | {
    "step_1_long",
    "step_2_long",
    "step_1_ready",
    "step_2_ready",
    "step_3_ready",
}


@cache
def caseload(today: date) -> tuple[Case, ...]:
    return tuple(demo_cases(today=today)[1])


def facts(today: date) -> Iterator[Facts]:
    roles = {broker.id: broker.roles for broker in demo_cases(today=today)[0]}
    for place, case in enumerate(caseload(today)):
        yield facts_of(case, today, citizen_id=str(place), roles=roles)


def findings(today: date) -> list[tuple[Finding, ...]]:
    programmes = load_programmes()
    return [judge(one, programmes[one.edition], today) for one in facts(today)]


def test_the_same_arguments_give_the_same_caseload() -> None:
    once, again = (list(demo_rows(90, today=FRIDAY, seed=3)) for _ in range(2))
    assert once == again
    assert once != list(demo_rows(90, today=FRIDAY, seed=4))
    assert demo_brokers(90) == demo_brokers(90)


def test_a_larger_caseload_begins_with_the_smaller() -> None:
    assert list(demo_rows(DEMO_SIZE + 20, today=FRIDAY))[:DEMO_SIZE] == list(demo_rows(today=FRIDAY))


def test_rows_are_the_dumped_models() -> None:
    """What a row leaves out is left to its default."""
    brokers, cases = demo_cases(DEMO_SIZE + 30, today=FRIDAY)
    assert [broker.model_dump(mode="json") for broker in brokers] == demo_brokers(DEMO_SIZE + 30)
    assert [company.model_dump(mode="json") for company in demo_companies()] == demo_company_rows()
    for case, row in zip(cases, demo_rows(DEMO_SIZE + 30, today=FRIDAY), strict=True):
        assert case.model_dump(mode="json", exclude_unset=True) == row


def test_the_companies_are_as_their_model_would_have_them() -> None:
    companies = demo_companies()
    assert [Company.model_validate(company.model_dump()) for company in companies] == list(companies)
    assert {one.branch for one in companies} - {""}
    named = {company.id for company in companies}
    placements = [one for case in caseload(FRIDAY) for one in case.placements]
    assert {one.company_id for one in placements if one.kind is not PlacementKind.SU_EDUCATION} <= named
    assert {one.company_id for case in caseload(FRIDAY) for one in case.approaches} <= named


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_finding_occurs(today: date) -> None:
    assert {finding.code for found in findings(today) for finding in found} == CODES


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_users_first_screen_has_something_of_everything_and_is_not_crowded(today: date) -> None:
    levels = Counter(finding.level for found in findings(today)[:OWN_CITIZENS] for finding in found)
    assert 3 <= levels[Level.OVERDUE] <= 8
    assert 6 <= levels[Level.DUE] <= 12
    assert 3 <= levels[Level.WARNING] <= 8
    assert levels[Level.READY] >= 1
    quiet = sum(not found for found in findings(today)[:OWN_CITIZENS])
    assert quiet >= OWN_CITIZENS // 3


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_state_of_a_week_occurs(today: date) -> None:
    programmes = load_programmes()
    states: set[WeekState] = set()
    reasons: set[NotRequired | None] = set()
    for one, case in zip(facts(today), caseload(today), strict=True):
        for back in range(-1, 30):
            week = IsoWeek.of(today).plus(-back)
            held = [c for c in case.contacts if IsoWeek.of(c.on) == week and c.party is ContactParty.CITIZEN]
            reached = [c for c in held if c.outcome is ContactOutcome.REACHED]
            mark = WeekMark(bool(reached), (reached or held)[-1].medium) if held else None
            status = week_state(one, programmes[one.edition], today, week, mark)
            states.add(status.state)
            reasons.add(status.reason)
    assert states == set(WeekState)
    assert set(NotRequired) <= reasons


def test_every_kind_of_contact_exit_and_readiness_occurs() -> None:
    cases = caseload(FRIDAY)
    contacts = [contact for case in cases for contact in case.contacts]
    assert {contact.medium for contact in contacts} == set(ContactMedium)
    assert {contact.outcome for contact in contacts} == set(ContactOutcome)
    assert {contact.party for contact in contacts} == set(ContactParty)
    assert any(contact.is_statutory_talk for contact in contacts)
    assert {exit_.reason for case in cases for exit_ in case.exits} == set(ExitReason)
    assert {one.readiness for case in cases for one in case.readiness} == set(Readiness)
    assert any(exit_.returned_on for case in cases for exit_ in case.exits)
    assert any(case.citizen.case_closed_on for case in cases)
    assert any(placement.started_on > FRIDAY for case in cases for placement in case.placements)
    assert {task.done_on is None for case in cases for task in case.tasks} == {True, False}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_state_of_a_step_and_an_element_occurs(today: date) -> None:
    programmes = load_programmes()
    way = [one for each in facts(today) for one in step_progress(each, programmes[each.edition], today)]
    assert {one.state for one in way} == set(StepState)
    assert {element.state for one in way for element in one.elements} == set(ElementState)
    assert {element.element for one in way for element in one.elements} == set(CoreElement)
    assert {one.step for one in way if one.can_close} == {1, 2, 3, 4}


def test_all_that_is_written_about_the_way_occurs() -> None:
    cases = caseload(FRIDAY)
    placements = [one for case in cases for one in case.placements]
    assert {one.purpose for one in placements} >= set(InternshipPurpose)
    assert any(
        one.taken_over and one.started_on < case.citizen.enrolled_on for case in cases for one in case.placements
    )
    assert any(one.interrupted_on and one.interruption_reason for one in placements)
    assert any(task.done_on for one in placements for task in one.mastery)
    assert {one.result for case in cases for one in case.approaches} == set(ApproachResult)
    assert {one.by for case in cases for one in case.approaches} == set(ApproachBy)
    assert {one.work for case in cases for one in case.cv} == set(CvWork)
    goals = [goal for case in cases for goal in case.job_goals]
    assert {goal.kind for goal in goals} >= set(JobGoalKind)
    assert {goal.clarity for goal in goals} >= set(GoalClarity)
    consents = [one for case in cases for one in case.consents]
    assert {(one.refused, one.withdrawn_on is not None) for one in consents} == {
        (False, False),
        (True, False),
        (False, True),
    }
    assert all(any(getattr(case, name) for case in cases) for name in Case.model_fields)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_way_is_written_down_when_it_happened(today: date) -> None:
    for case in caseload(today):
        name = case.citizen.name
        kinds = ("cv", "approaches", "follow_ups", "consents", "job_goals")
        dated: list[date] = [one.on for kind in kinds for one in getattr(case, kind)]
        assert all(case.citizen.enrolled_on <= on <= today for on in dated), name
        held = {placement.id: placement for placement in case.placements}
        for hours in case.worked_hours:
            assert days_of(hours.period)[1] <= today, name
            assert days_of(hours.period)[1] >= held[hours.placement_id].started_on, name
        for follow_up in case.follow_ups:
            assert held[follow_up.placement_id].started_on <= follow_up.on, name


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_has_happened_before_its_time(today: date) -> None:
    for case in caseload(today):
        name = case.citizen.name
        assert case.citizen.enrolled_on <= today, name
        for contact in case.contacts:
            assert case.citizen.enrolled_on <= contact.on <= today, name
            assert contact.transferred_on is None or contact.on <= contact.transferred_on <= today, name
        for task in case.tasks:
            assert task.agreed_on <= today, name
        for spans in (case.brokers, case.groups, case.steps):
            for span in spans:
                assert case.citizen.enrolled_on <= span.started_on <= today, name
                assert span.ended_on is None or span.started_on <= span.ended_on, name
        for one, following in pairwise(case.steps):
            assert one.ended_on is not None, name
            assert one.ended_on < following.started_on, name


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nobody_is_real(today: date) -> None:
    ages = []
    for case in caseload(today):
        assert is_replacement(case.citizen.cpr)
        ages.append(age_on(birth_date(case.citizen.cpr), today))
        assert case.citizen.phone == "" or case.citizen.phone.startswith("20 30 4")
        assert case.citizen.email == "" or case.citizen.email.endswith("@example.org")
    assert [age for age in ages if not 30 <= age <= 64] == [29]


def test_records_and_numbers_are_unique() -> None:
    rows = list(demo_rows(2000, today=FRIDAY))
    assert len({row["citizen"]["cpr"] for row in rows}) == len(rows)
    ids = [record["id"] for row in rows for name, held in row.items() if name != "citizen" for record in held]
    assert len(set(ids)) == len(ids)


def test_names_are_as_varied_as_a_caseload() -> None:
    names = [case.citizen.name for case in caseload(FRIDAY)]
    assert len(set(names)) == len(names)
    assert any("aa" in name.lower() for name in names)
    assert any("-" in name for name in names)
    assert max(map(len, names)) > 35
    assert {"æ", "ø", "å"} <= set("".join(names).lower())
    assert any(fold(name) == "aase oersted" for name in names)


def test_most_citizens_are_the_users() -> None:
    brokers, cases = demo_cases(today=FRIDAY)
    mine = [case for case in cases if any(one.broker_id == brokers[0].id for one in case.brokers if not one.ended_on)]
    assert brokers[0].name == "Maja Lund"
    assert len(brokers) >= 4
    assert OWN_CITIZENS - 2 <= len(mine) <= OWN_CITIZENS + 2


def test_a_large_caseload_has_brokers_with_tens_of_citizens() -> None:
    brokers = [Broker.model_validate(row) for row in demo_brokers(1000)]
    known = {broker.id for broker in brokers}
    held = Counter(row["brokers"][-1]["broker_id"] for row in demo_rows(1000, today=FRIDAY) if row["brokers"])
    assert set(held) <= known
    assert max(held.values()) <= 45


def test_a_database_is_filled_with_it(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    store, _ = create_store(tmp_path / "demo.db", "opdigtet adgangskode", kdf=FAST_KDF)
    with store:
        make_demo(store, DEMO_SIZE, FRIDAY, progress=lambda done, of: told.append((done, of)))
        assert {case.citizen.cpr: case for _, case in read_cases(store)} == {
            case.citizen.cpr: case for case in caseload(FRIDAY)
        }
        brokers = demo_brokers()
        assert {broker.id for broker in read_brokers(store)} == {row["id"] for row in brokers}
        assert read_setting(store, ME) == brokers[0]["id"]
        assert last_undoable(store, brokers[0]["id"]) is None
        some = next(iter(read_cases(store)))[0]
        assert [entry.code for entry in history(store, some)] == ["demo"]
    assert told[-1] == (DEMO_SIZE, DEMO_SIZE)


def test_the_start_knows_how_large_the_demo_is() -> None:
    assert run.DEMO_SIZE == DEMO_SIZE


@pytest.mark.parametrize("today", DAYS[:1], ids=str)
def test_the_results_have_every_kind_of_month(today: date) -> None:
    """A month that reaches the target, one between 15 and 20 per cent, lower ones, and a start that lies ahead."""
    programmes = load_programmes()
    people = [
        (person_of(case, str(place)), programmes[case.citizen.edition]) for place, case in enumerate(caseload(today))
    ]
    shares = []
    for back in range(13):
        month = Month.of(today).plus(-back)
        said = [judge_month(person, programme, month, today) for person, programme in people]
        net = sum(one.in_group for one in said)
        shares.append(sum(one.counts for one in said) / net if net else 0)
    assert max(shares) > 0.2
    assert sum(0.15 <= share < 0.2 for share in shares) >= 2
    assert 0.1 < shares[0] < 0.15
    columns = {judge_month(person, programme, Month.of(today), today).column for person, programme in people}
    assert columns == {None, *ResultColumn}
    assert any(span.start > today and span.kind in programme.counts for p, programme in people for span in p.placements)


def test_the_list_on_disk_is_the_one_that_is_made() -> None:
    on_disk = (data_dir() / "demo" / "borgerliste.csv").read_bytes()
    assert on_disk.replace(b"\r\n", b"\n") == demo_list().replace(b"\r\n", b"\n")


def test_the_list_reads_as_a_caseload() -> None:
    table = read_table(data_dir() / "demo" / "borgerliste.csv")
    assert (table.source.encoding, table.source.delimiter) == ("cp1252", ";")
    found = map_columns(table.headers, load_columns())
    assert [table.headers[column] for column in found.unused] == ["Team"]
    assert not found.missing
    citizens = [row for row in table.rows if sum(bool(cell) for cell in row.cells) > 2]
    numbers = [str(row.cells[found.fields["cpr"]]).replace("-", "") for row in citizens]
    assert len(set(numbers)) == LISTED
    assert all(map(is_replacement, numbers))

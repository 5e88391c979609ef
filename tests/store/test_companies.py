"""The register of companies: kept once, found by what is written about them, with who has been there."""

from datetime import date

import pytest

from broker_tui.domain.approach import Approach
from broker_tui.domain.codes import ApproachResult, PlacementKind
from broker_tui.domain.company import Company, CompanyContact
from broker_tui.domain.placement import Placement
from broker_tui.store.act import act
from broker_tui.store.companies import (
    CompanyVisit,
    company_ids,
    company_rows,
    company_visits,
    find_company,
    read_companies,
    read_company,
)
from broker_tui.store.errors import StoreError
from broker_tui.store.journal import undo
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen

TODAY = date(2026, 11, 20)
KARIN = CompanyContact(name="Karin Ågård", phone="20304011", role="leder")
FOETEX = Company(id="c1", name="Føtex Åby", cvr="35954716", branch="Dagligvarer", contacts=(KARIN,))
SMITHY = Company(id="c2", name="Ørbæk Smede", branch="Industri", address="Ågade 3", note="Ring efter frokost")
NETTO = Company(id="c3", name="Netto", branch="Dagligvarer", cvr="13585628")


@pytest.fixture
def register(store: Store) -> Store:
    with act(store, "company_added", who="me") as written:
        for company in (FOETEX, SMITHY, NETTO):
            written.add_company(company)
    return store


def test_they_come_out_as_they_went_in_by_danish_name(register: Store) -> None:
    assert read_companies(register) == (FOETEX, NETTO, SMITHY)
    assert read_company(register, "c2") == SMITHY
    assert read_companies(register, ["c3", "gone"]) == (NETTO,)
    with pytest.raises(StoreError, match="missing_company"):
        read_company(register, "gone")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["c1", "c3", "c2"]),
        ("foetex", ["c1"]),
        ("FØTEX", ["c1"]),
        ("dagligvarer", ["c1", "c3"]),
        ("dagligvarer åby", ["c1"]),
        ("karin", ["c1"]),
        ("aagade", ["c2"]),
        ("3595", ["c1"]),
        ("frokost", []),
        ("%", []),
    ],
)
def test_search(register: Store, text: str, found: list[str]) -> None:
    assert company_ids(register, text) == found


@pytest.mark.parametrize(
    ("name", "cvr", "found"),
    [
        ("netto", "", "c3"),
        (" Ørbæk  smede ", "", "c2"),
        ("Net", "", None),
        ("anything", "35954716", "c1"),
        ("Netto", "99000007", None),
    ],
)
def test_the_one_that_is_meant(register: Store, name: str, cvr: str, found: str | None) -> None:
    assert find_company(register, name, cvr) == found


def test_two_of_a_name_are_nobody(register: Store) -> None:
    with act(register, "company_added", who="me") as written:
        written.add_company(NETTO.model_copy(update={"id": "c4", "cvr": ""}))
    assert find_company(register, "Netto") is None


def test_who_is_there_and_who_was(register: Store, make_citizen: MakeCitizen) -> None:
    with act(register, "placement_added", who="me") as written:
        one, other = written.add_citizen(make_citizen()), written.add_citizen(make_citizen())
        for id_, who, start, end in (
            ("p1", one, date(2026, 1, 5), date(2026, 3, 27)),
            ("p2", other, date(2026, 11, 2), None),
            ("p3", one, date(2026, 12, 1), None),
        ):
            written.add(
                who,
                Placement(
                    id=id_,
                    kind=PlacementKind.INTERNSHIP,
                    company="Føtex",
                    company_id="c1",
                    started_on=start,
                    ended_on=end,
                ),
            )
        written.add(one, Approach(id="a1", on=date(2026, 1, 2), company_id="c1", result=ApproachResult.AGREED))
        written.add(one, Approach(id="a2", on=date(2026, 11, 21), company_id="c2"))
    rows = {row.id: row for row in company_rows(register, None, TODAY)}
    assert (rows["c1"].there_now, rows["c1"].placements, rows["c1"].last_placement_on) == (1, 2, TODAY)
    assert (rows["c1"].approaches, rows["c1"].last_approach_on) == (1, date(2026, 1, 2))
    assert (rows["c1"].contact, rows["c1"].cvr) == ("Karin Ågård", "35954716")
    assert (rows["c2"].placements, rows["c2"].last_placement_on, rows["c2"].approaches) == (0, None, 0)
    assert company_rows(register, ["c3", "gone", "c1"], TODAY) == [rows["c3"], rows["c1"]]
    before = {row.id: row for row in company_rows(register, None, date(2026, 6, 1))}
    assert (before["c1"].there_now, before["c1"].last_placement_on) == (0, date(2026, 3, 27))
    visits = company_visits(register, "c1")
    assert [(visit.record_id, visit.citizen_id) for visit in visits] == [
        ("p3", one),
        ("p2", other),
        ("p1", one),
        ("a1", one),
    ]
    assert visits[-1] == CompanyVisit(one, visits[-1].name, "a1", date(2026, 1, 2), None, None, ApproachResult.AGREED)


def test_changes_are_journalled_and_taken_back(register: Store) -> None:
    with act(register, "company_changed", who="me") as written:
        written.change_company(FOETEX.model_copy(update={"name": "Salling", "contacts": ()}))
    assert company_ids(register, "salling") == ["c1"]
    undo(register, "me")
    assert read_company(register, "c1") == FOETEX
    assert company_ids(register, "karin") == ["c1"]


def test_one_that_is_named_stays(register: Store, make_citizen: MakeCitizen) -> None:
    with act(register, "placement_added", who="me") as written:
        citizen_id = written.add_citizen(make_citizen())
        written.add(citizen_id, Approach(id="a1", on=TODAY, company_id="c1"))
    with pytest.raises(StoreError), act(register, "company_removed", who="me") as written:
        written.remove_company("c1")
    with act(register, "company_removed", who="me") as written:
        written.remove_company("c3")
    assert read_companies(register) == (FOETEX, SMITHY)
    with pytest.raises(StoreError, match="conflict"), act(register, "company_changed", who="me") as written:
        written.change_company(NETTO)

"""Companies across citizens: the register, approaches, whom to ask next by plain facts (R64, R93, R94)."""

from datetime import date

import pytest

from broker_tui.casework.acting import the_case
from broker_tui.casework.choices import choices
from broker_tui.casework.companies import remove_company, remove_company_contact
from broker_tui.casework.company_list import companies, read_company_page, suggestions
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.undoing import undo
from broker_tui.domain.codes import ApproachResult
from tests.casework.conftest import TODAY, Enrol
from tests.casework.forms import codes, do


def new(desk: Desk, name: str, **given: object) -> str:
    return str(do(desk, None, "company_new", name=name, **given).record_id)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("cvr", "12345678", "cvr"), ("cvr", "1358562", "cvr"), ("p_number", "123", "p_number"), ("name", " ", "required")],
)
def test_numbers_are_checked_at_their_field(desk: Desk, field: str, value: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        new(desk, **{"name": "Netto", field: value})
    assert [(one.field, one.code) for one in refused.value.problems] == [(field, code)]


def test_a_contact_person_has_a_name(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        new(desk, "Netto", contact_phone="20 30 40 51")
    assert [(one.field, one.code) for one in refused.value.problems] == [("contact_name", "contact_without_name")]


def test_the_same_company_twice_is_said(desk: Desk) -> None:
    new(desk, "Netto", cvr="13585628")
    assert codes(do(desk, None, "company_new", name="Netto Viby", cvr="13585628")) == {"company_known"}


def test_contact_persons_are_added_corrected_and_removed(desk: Desk) -> None:
    netto = new(desk, "Netto", contact_name="Bo")
    do(desk, None, "company_contact", netto, name="Ea", role="souschef")
    assert FORM_ACTS["company_contact"].prefill(desk, None, f"{netto}/1")["role"] == "souschef"
    do(desk, None, "company_contact", f"{netto}/1", phone="20 30 40 51")
    held = read_company_page(desk, netto).company.contacts
    assert [(one.name, one.phone, one.role) for one in held] == [("Bo", "", ""), ("Ea", "20 30 40 51", "souschef")]
    remove_company_contact(desk, f"{netto}/0")
    assert [one.name for one in read_company_page(desk, netto).company.contacts] == ["Ea"]
    with pytest.raises(Refused):
        remove_company_contact(desk, f"{netto}/1")
    with pytest.raises(Refused):
        remove_company_contact(desk, netto)
    do(desk, None, "company_change", netto, branch="detail")
    assert [one.name for one in read_company_page(desk, netto).company.contacts] == ["Ea"]


def test_everybody_who_was_there_stands_on_the_page(desk: Desk, enrol: Enrol) -> None:
    netto, first, second = new(desk, "Netto"), enrol(name="Åse"), enrol(name="Bo")
    do(desk, first, "approach", netto, on=date(2026, 11, 2), result="visit", colleagues=True)
    do(desk, second, "placement", kind="paid_hours", company_id=netto, started_on=date(2026, 11, 9))
    page = read_company_page(desk, netto)
    assert [(one.name, one.on) for one in page.visits] == [("Bo", date(2026, 11, 9)), ("Åse", date(2026, 11, 2))]
    assert (page.row.there_now, page.row.approaches) == (1, 1)
    assert the_case(desk, first).approaches[0].colleagues is True
    with pytest.raises(Refused) as refused:
        remove_company(desk, netto)
    assert refused.value.problems[0].params == {"n": 2}


def test_a_company_that_nothing_names_is_removed_and_comes_back(desk: Desk) -> None:
    netto = new(desk, "Netto")
    remove_company(desk, netto)
    assert companies(desk) == []
    undo(desk)
    assert [row.id for row in companies(desk)] == [netto]
    with pytest.raises(Refused):
        read_company_page(desk, "gone")


def test_an_approach_names_a_company(desk: Desk, citizen_id: str) -> None:
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, "approach", result="refused")
    assert refused.value.problems[0].code == "company_missing"


def test_transferred_keeps_its_day(desk: Desk, citizen_id: str) -> None:
    made = str(do(desk, citizen_id, "approach", company="Netto", note="ringede", transferred=True).record_id)
    assert the_case(desk, citizen_id).approaches[0].transferred_on == TODAY
    assert FORM_ACTS["approach_change"].prefill(desk, citizen_id, made)["transferred"] is True
    do(desk, citizen_id, "approach_change", made, transferred=False)
    assert the_case(desk, citizen_id).approaches[0].transferred_on is None


def test_search_and_choices_are_by_name(desk: Desk) -> None:
    new(desk, "Åhuset", branch="café")
    new(desk, "Netto", address="Viby")
    new(desk, "Netto", cvr="13585628")
    assert [row.name for row in companies(desk)] == ["Netto", "Netto", "Åhuset"]
    assert [row.name for row in companies(desk, "cafe")] == ["Åhuset"]
    assert {label for _, label in choices(desk, "companies")} == {"Netto, Viby", "Netto, 13585628", "Åhuset"}


def test_suggestions_show_the_facts_that_order_them(desk: Desk, enrol: Enrol) -> None:
    asked, other = enrol(name="Åse"), enrol(name="Bo")
    cafe, store, depot, clean = (
        new(desk, name, branch=branch)
        for name, branch in (("Café", "café"), ("Netto", "detail"), ("Depotet", "lager"), ("Rent", "rengøring"))
    )
    do(desk, asked, "job_goal", text="Lagerarbejde", workplaces="eller rengøring")
    do(desk, other, "placement", kind="paid_hours", company_id=depot, started_on=date(2026, 1, 5))
    spell = {"started_on": date(2026, 2, 2), "ended_on": date(2026, 9, 1)}
    do(desk, other, "placement", kind="paid_hours", company_id=store, **spell)
    do(desk, asked, "approach", company_id=clean, result="refused")
    found = suggestions(desk, asked)
    assert [one.row.id for one in found] == [clean, depot, store, cafe]
    assert [(one.reasons.word, one.reasons.there_now, one.reasons.days) for one in found] == [
        ("rengoering", 0, None),
        ("lager", 1, 0),
        ("", 0, 80),
        ("", 0, None),
    ]
    assert found[0].approach is not None
    assert found[0].approach.result is ApproachResult.REFUSED
    assert [one.row.id for one in suggestions(desk, other, limit=1)] == [store]

"""Headers find their fields: exact synonyms, a likeness to confirm, a saved profile before both."""

from pathlib import Path

import pytest

from broker_tui.exchange.columns import Clash, Columns, load_columns, map_columns, normalised, profile_key
from broker_tui.exchange.errors import FileProblem


@pytest.fixture(scope="module")
def columns() -> Columns:
    return load_columns()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("CPR-nr.", "cpr"),
        ("cpr nummer", "cpr"),
        ("PERSONNUMMER", "cpr"),
        ("Identifikation", "cpr"),
        ("Borgers navn", "name"),
        ("Fornavn(e)", "first_name"),
        ("Tlf.", "phone"),
        ("Mobilnr.", "phone"),
        ("E-mail-adresse", "email"),
        ("Indsats start", "enrolled_on"),
        ("Fra dato", "enrolled_on"),
        ("Målgruppe", "benefit"),
        ("Maalgruppe", "benefit"),
        ("Gruppe 1/2", "group"),
        ("Persongruppe", "marker"),
        ("Fritagelsesårsag", "exemption"),
        ("Fritaget pr.", "exempt_from"),
        ("Trin i indsatsen", "step"),
        ("Virksomhedskonsulent", "broker"),
        ("Myndighedssagsbehandler", "caseworker"),
        ("Rådgiver", "caseworker"),
        ("Beskæftigelsesmål", "job_goal"),
        ("Arbejdssted", "company"),
        ("P-nr.", "cvr"),
        ("Kommentar", "remark"),
    ],
)
def test_synonyms_of_the_contract(columns: Columns, header: str, field: str) -> None:
    assert dict(map_columns([header], columns).fields) == {field: 0}


def test_a_likeness_is_suggested_and_read_only_when_confirmed(columns: Columns) -> None:
    mapped = map_columns(["CPR-nr.", "Navn", "Jobformiddler", "Farve"], columns)
    assert (dict(mapped.suggested), "broker" in mapped.fields) == ({"broker": 2}, False)
    assert mapped.unused == (2, 3)
    assert dict(mapped.confirmed().fields) == {"cpr": 0, "name": 1, "broker": 2}


def test_nothing_is_suggested_for_a_field_that_has_its_column(columns: Columns) -> None:
    assert map_columns(["Jobformidler", "Jobformiddler"], columns).suggested == {}


def test_two_columns_for_one_field_are_told_and_one_is_read(columns: Columns) -> None:
    mapped = map_columns(["Mobil", "Telefon", "Tlf"], columns)
    assert mapped.clashes == (Clash("phone", 1, (0, 2)),)
    assert (dict(mapped.fields), mapped.unused) == ({"phone": 1}, (0, 2))


def test_what_is_missing(columns: Columns) -> None:
    assert map_columns(["Telefon"], columns).missing == ("cpr", "name")
    assert map_columns(["CPR", "Fornavn"], columns).missing == ("name",)
    assert map_columns(["CPR", "Fornavn", "Efternavn"], columns).missing == ()


def test_putting_a_field_elsewhere_moves_what_stood_there(columns: Columns) -> None:
    mapped = map_columns(["CPR", "Navn", "Start"], columns)
    assert dict(mapped.put("remark", 2).fields) == {"cpr": 0, "name": 1, "remark": 2}
    assert dict(mapped.put("name", None).fields) == {"cpr": 0, "enrolled_on": 2}


def test_a_profile_goes_before_what_we_know(columns: Columns) -> None:
    mapped = map_columns(["CPR", "Navn", "Note", "Farve"], columns, {"note": "", "farve": "remark"})
    assert dict(mapped.fields) == {"cpr": 0, "name": 1, "remark": 3}
    assert mapped.profile() == {"cpr": "cpr", "navn": "name", "note": "", "farve": "remark"}


def test_a_profile_that_names_a_field_we_no_longer_have_is_ignored(columns: Columns) -> None:
    assert dict(map_columns(["CPR", "Farve"], columns, {"farve": "colour"}).fields) == {"cpr": 0}


def test_profiles_go_by_the_set_of_headers() -> None:
    assert profile_key(["CPR", "Navn", ""]) == profile_key(["navn", "C.P.R."])
    assert profile_key(["CPR"]) != profile_key(["CPR", "Navn"])


def test_headers_are_compared_without_case_blanks_and_signs() -> None:
    assert normalised(" Mål-gruppe\n(nr.) ") == normalised("MAALGRUPPE NR") == "maalgruppenr"


def test_the_user_adds_synonyms_of_her_own(tmp_path: Path) -> None:
    own = tmp_path / "columns.toml"
    own.write_text('[phone]\nsynonyms = ["Ring på"]\n[values.step]\n2 = ["midt i"]\n', "utf-8")
    columns = load_columns(own)
    assert columns.by_header[normalised("ring på")] == "phone"
    assert columns.by_header["telefon"] == "phone"
    assert columns.value("step", "Midt i") == "2"


@pytest.mark.parametrize("text", ["[phone", "phone = 3", '[phone]\nsynonyms = "x"', '[ny_ting]\nsynonyms = ["x"]'])
def test_a_file_of_her_own_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    own = tmp_path / "columns.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(FileProblem) as refused:
        load_columns(own)
    assert (refused.value.code, refused.value.params) == ("columns_file", {"file": "columns.toml"})

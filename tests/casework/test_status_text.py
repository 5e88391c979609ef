"""The status overview that the preparation form begins with: what it says, and what it keeps to itself (F10, R157)."""

from datetime import date

from broker_tui.casework.desk import Desk
from broker_tui.casework.status_text import status_overview
from tests.casework.conftest import TODAY
from tests.casework.form_cases import DAY, START
from tests.casework.forms import do
from tests.casework.test_step_up import case_of


def overview(desk: Desk, citizen_id: str, day: date = TODAY) -> str:
    case = case_of(desk, citizen_id)
    return status_overview(case, desk.programme(case.citizen.edition), day)


def test_a_case_that_has_just_begun(desk: Desk, citizen_id: str) -> None:
    assert overview(desk, citizen_id) == (
        "Vejen indtil nu\n"
        "Med i Flere skal med siden 05-01-2026.\n"
        "Trin 1 Startafklaring siden 05-01-2026.\n"
        "\n"
        "Jobmål\n"
        "Intet jobmål endnu.\n"
        "\n"
        "Virksomheder\n"
        "Ingen virksomheder kontaktet endnu."
    )


def test_a_case_in_the_middle_of_its_way(desk: Desk, citizen_id: str) -> None:
    """Every line begins with a capital and ends with a full stop, however things were written down."""
    do(desk, citizen_id, "job_goal", text="lager, gerne morgenhold.", on=START)
    do(desk, citizen_id, "cv", on=START)
    do(desk, citizen_id, "step", step="2", started_on=date(2026, 3, 2))
    do(desk, citizen_id, "approach", on=date(2026, 4, 7), company="Netto", result="refused")
    do(desk, citizen_id, "approach", on=DAY, company="Føtex", result="interested")
    placed = {"kind": "internship", "purpose": "training", "started_on": date(2026, 6, 1)}
    do(desk, citizen_id, "placement", company="Netto", work_function="kasse", ended_on=date(2026, 7, 31), **placed)
    do(desk, citizen_id, "exemption", type="parental_leave", started_on=START, ended_on="2026-12-31")
    do(desk, citizen_id, "parallel", type="upskilling", name="truckcertifikat", reason="lager", started_on=START)
    lines = overview(desk, citizen_id).split("\n")
    for said in (
        "Trin 1 Startafklaring fra 05-01-2026 til 01-03-2026.",
        "Trin 2 På vej mod job siden 02-03-2026.",
        "CV arbejdet igennem sammen med jobformidleren 02-11-2026.",
        "Lager, gerne morgenhold (siden 02-11-2026).",
        "2 henvendelser til virksomheder fra 07-04-2026 til 16-11-2026, senest: interesseret.",
        "Virksomhedspraktik hos Netto fra 01-06-2026 til 31-07-2026. Arbejdet: kasse.",
        "Fritaget fra 02-11-2026 til 31-12-2026: Barsel.",
        "Truckcertifikat (opkvalificering) siden 02-11-2026.",
    ):
        assert said in lines


def test_what_is_nobody_elses_business_stays_out(desk: Desk, citizen_id: str) -> None:
    """Notes, considerations for her health, reasons for breaking off, her number and her caseworker's remarks."""
    do(desk, citizen_id, "contact", on=DAY, note="hemmelig note")
    do(desk, citizen_id, "approach", on=DAY, company="Netto", note="hemmelig henvendelse")
    placed = {"kind": "internship", "company": "Netto", "purpose": "training", "started_on": START}
    placement = do(desk, citizen_id, "placement", **placed, health_considerations="hemmelig ryg").record_id
    do(desk, citizen_id, "interruption", placement, interrupted_on=DAY, interruption_reason="hemmelig grund")
    do(desk, citizen_id, "citizen_change", remark="hemmelig bemærkning")
    text = overview(desk, citizen_id)
    assert "afbrudt 16-11-2026" in text
    assert "hemmelig" not in text
    assert case_of(desk, citizen_id).citizen.cpr not in text


def test_what_has_not_come_is_left_out(desk: Desk, citizen_id: str) -> None:
    before = overview(desk, citizen_id, START)
    do(desk, citizen_id, "job_goal", text="lager", on=DAY)
    do(desk, citizen_id, "approach", on=DAY, company="Netto")
    do(desk, citizen_id, "step", step="2", started_on=DAY)
    assert overview(desk, citizen_id, START) == before

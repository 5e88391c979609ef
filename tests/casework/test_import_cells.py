"""What single cells say, and how rows are refused: code, physical row, column and a masked value."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import ImportPlan
from broker_tui.casework.import_values import BadCell, CellReader, Doubt, is_empty, masked
from broker_tui.casework.importing import plan_import, suggest_columns
from broker_tui.config.programmes import load_programmes
from broker_tui.domain.codes import Group, Marker, PlacementKind, Step
from broker_tui.exchange.columns import load_columns
from broker_tui.exchange.reading import read_table
from broker_tui.exchange.refused import write_refused
from broker_tui.exchange.table import Cell
from broker_tui.i18n import load_words
from tests.casework.lists import BO, CARLA, planned
from tests.exchange.files import write_csv, write_xlsx

TODAY = date(2026, 11, 20)
FEBRUARY = date(2026, 2, 1)


@pytest.fixture(scope="module")
def reader() -> CellReader:
    return CellReader(load_columns(), load_programmes().values(), TODAY)


@pytest.mark.parametrize(
    "cell",
    [
        "01-02-2026",
        "1/2-26",
        "1.2.26",
        "1/2 2026",
        "01022026",
        "2026-02-01",
        "1. februar 2026",
        "1 feb 2026",
        "01-02-2026 00:00:00",
        "2026-02-01T10:30:00",
        "46054",
        "46054,0",
        46054.0,
        46054,
        FEBRUARY,
        datetime(2026, 2, 1, 10, 30),  # noqa: DTZ001 - as Excel cells hold it
    ],
)
def test_dates_in_every_danish_shape(reader: CellReader, cell: Cell) -> None:
    assert reader.read("enrolled_on", cell) == FEBRUARY


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1/2", "date"),
        ("i dag", "date"),
        ("+7", "date"),
        ("uge 48", "date"),
        ("ukendt", "date"),
        ("31-02-2026", "date_unreal"),
        ("32-13-2026", "date_unreal"),
        (12.0, "date"),
        (True, "date"),
        (9e9, "date"),
    ],
)
def test_a_day_in_a_file_is_a_whole_date_or_refused(reader: CellReader, cell: Cell, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        reader.read("enrolled_on", cell)
    assert bad.value.code == code


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("670180-1234", "6701801234"),
        ("6701801234", "6701801234"),
        ("670180 1234", "6701801234"),
        ("67.01.80-1234", "6701801234"),
        ("670180–1234", "6701801234"),
        (6701801234.0, "6701801234"),
        (6701801234, "6701801234"),
    ],
)
def test_personal_numbers_however_written(reader: CellReader, cell: Cell, number: str) -> None:
    assert reader.read("cpr", cell) == number


def test_the_zero_that_excel_drops_is_put_back(reader: CellReader) -> None:
    """No replacement number begins with a zero, so the number is built here: 1 January needs no modulus 11."""
    number = "0101" + "80" + "1234"
    assert reader.read("cpr", float(number)) == number
    with pytest.raises(Doubt) as doubt:
        reader.read("cpr", number[1:])
    assert (doubt.value.code, doubt.value.value) == ("cpr_zero_added", number)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("670180-123", "cpr_digits"),
        ("67018012345", "cpr_digits"),
        ("ukendt", "cpr_digits"),
        ("673280-1234", "cpr_date"),
        ("990180-1234", "cpr_date"),
        ("6,70180E+09", "cpr_rounded"),
        ("6.7E+9", "cpr_rounded"),
        (123.0, "cpr_digits"),
        (1.5, "cpr_digits"),
        (True, "cpr_digits"),
    ],
)
def test_personal_numbers_that_are_none(reader: CellReader, cell: Cell, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        reader.read("cpr", cell)
    assert bad.value.code == code


def test_nobody_is_born_tomorrow() -> None:
    before = CellReader(load_columns(), (), date(1999, 12, 31))
    with pytest.raises(BadCell) as bad:
        before.read("cpr", "670100-4234")
    assert bad.value.code == "cpr_future"


def test_modulus_11_is_a_hint_and_never_a_reason_to_refuse(reader: CellReader) -> None:
    number = "0202" + "80" + "1111"
    with pytest.raises(Doubt) as doubt:
        reader.read("cpr", number)
    assert (doubt.value.code, doubt.value.value) == ("cpr_mistyped", number)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("group", "Gruppe 2", Group.REHABILITATION),
        ("group", 1.0, Group.INTERVENTION),
        ("group", "Gr. 1", Group.INTERVENTION),
        ("step", "Trin 2", Step.TOWARDS_JOB),
        ("step", "2", Step.TOWARDS_JOB),
        ("step", 3.0, Step.COMPANY),
        ("step", "Startafklaring", Step.CLARIFICATION),
        ("step", "På vej mod job", Step.TOWARDS_JOB),
        ("is_provider", "Ja", True),
        ("is_provider", "x", True),
        ("is_provider", "NEJ", False),
        ("is_provider", 0.0, False),
        ("is_provider", True, True),
        ("benefit", "kontanthjælp", "cash_benefit"),
        ("exemption", "Barsel", ("parental_leave", "")),
        ("exemption", "På vej i job (inden for 6 uger)", ("job_soon", "")),
        ("exemption", "på vej i job inden for 6 uger", ("job_soon", "")),
        ("exemption", "Ingen", None),
        ("exemption", "nej", None),
        ("marker", "FSM 2: Step-up", (Marker.STEP_UP,)),
        ("placement_kind", "Løntilskud", PlacementKind.WAGE_SUBSIDY),
        ("edition", "FSM 2", "fsm2"),
        ("phone", "+45 20304011", "20 30 40 11"),
        ("phone", "0045 20-30-40-11", "20 30 40 11"),
        ("phone", 20304011.0, "20 30 40 11"),
        ("phone", "+46 8 123 45", "+46 8 123 45"),
        ("name", "  Åse \n Ørsted ", "Åse Ørsted"),
        ("remark", "første \nanden\r\n", "første\nanden"),
    ],
)
def test_codes_by_label_synonym_or_number(reader: CellReader, field: str, cell: Cell, value: object) -> None:
    assert reader.read(field, cell) == value


def test_all_13_exemptions_are_known_by_their_label(reader: CellReader) -> None:
    """R16: the closed list of the official systems, and `other`."""
    kinds = load_programmes()["fsm2"].exemptions
    assert len(kinds) == 14
    for code, kind in kinds.items():
        assert reader.read("exemption", kind.label) == (code, "")


@pytest.mark.parametrize(
    ("field", "cell", "code", "value"),
    [
        ("exemption", "Kørekort inddraget", "unknown_exemption", ("other", "Kørekort inddraget")),
        ("exemption", "ja", "unknown_exemption", ("other", "")),
        ("benefit", "Sygedagpenge", "unknown_benefit", "Sygedagpenge"),
        ("marker", "Unge under 30", "unknown_marker", None),
    ],
)
def test_what_is_used_though_somebody_should_look(
    reader: CellReader, field: str, cell: str, code: str, value: object
) -> None:
    with pytest.raises(Doubt) as doubt:
        reader.read(field, cell)
    assert (doubt.value.code, doubt.value.value) == (code, value)


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("group", "3", "unknown_group"),
        ("step", "Trin 9", "unknown_step"),
        ("is_provider", "måske", "unknown_yes_no"),
        ("placement_kind", "hygge", "unknown_placement_kind"),
        ("edition", "FSM 9", "unknown_edition"),
        ("name", "\ufffdse", "unreadable_signs"),
        ("name", "x" * 401, "too_long"),
        ("remark", "x" * 20_001, "too_long"),
    ],
)
def test_what_is_refused(reader: CellReader, field: str, cell: str, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        reader.read(field, cell)
    assert bad.value.code == code


def test_a_dash_or_a_failed_formula_is_an_empty_cell() -> None:
    assert all(is_empty(cell) for cell in ("", "  ", "-", "–", "#N/A", "#I/T", "#VÆRDI!"))
    assert not any(is_empty(cell) for cell in ("0", 0.0, False, "nej", "x"))


@pytest.mark.parametrize(
    ("field", "cell", "shown"),
    [
        ("cpr", "670180-1234", "670180-••••"),
        ("cpr", "67018012345", "670180•••••"),
        ("cpr", 123.0, "123"),
        ("name", "Åse Ørsted-Lind", "Å••• Ø•••"),
        ("phone", "20304011", "2•••"),
        ("remark", "har det svært", "h••• d••• s•••"),
        ("step", "Trin 9", "Trin 9"),
        ("enrolled_on", "31-02-2026", "31-02-2026"),
        ("step", "670180-1234", "••••••-••••"),
    ],
)
def test_values_are_masked_in_every_list_of_errors(field: str, cell: Cell, shown: str) -> None:
    assert masked(field, cell) == shown


def problems(plan: ImportPlan) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.code, one.value) for one in plan.refused]


def test_every_reason_is_told_with_row_column_and_masked_value(desk: Desk, tmp_path: Path) -> None:
    plan = planned(
        desk,
        tmp_path,
        {**BO, "remark": "to\nlinjer", "step": "1"},
        {**CARLA, "step": "Trin 9", "enrolled_on": "31-02-2026"},
        {**BO, "name": "Bo Igen"},
        {"cpr": "683355-1234", "name": "Dan Friis", "enrolled_on": "01-02-2026"},
        {"name": "Eva Uden Nummer", "enrolled_on": "01-02-2026", "step": "1"},
        {**CARLA, "cpr": "690180-1111", "name": "", "step": "1"},
    )
    assert problems(plan) == [
        (4, "Startdato", "date_unreal", "31-02-2026"),
        (4, "Trin", "unknown_step", "Trin 9"),
        (5, "CPR-nr.", "cpr_twice", "670180-••••"),
        (6, "CPR-nr.", "cpr_date", "683355-••••"),
        (7, "CPR-nr.", "cpr_missing", ""),
        (8, "Navn", "name_missing", ""),
    ]
    assert plan.refused[2].params == {"first": 2}
    assert plan.refused_rows == 5


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (
            {"exemption": "Barsel", "exempt_from": "01-10-2026", "exempt_to": "30-09-2026"},
            "Fritaget til",
            "end_before_start",
        ),
        ({"step": "1", "step_from": "01-12-2026"}, "Trin fra", "future_start"),
        ({"broker": "Maja Lund", "broker_from": "01-12-2026"}, "Jobformidler fra", "future_start"),
        (
            {"placement_kind": "praktik", "placement_from": "02-02-2026", "placement_to": "01-02-2026"},
            "Forløb til",
            "end_before_start",
        ),
    ],
)
def test_dates_that_contradict_each_other(
    desk: Desk, tmp_path: Path, row: dict[str, str], column: str, code: str
) -> None:
    plan = planned(desk, tmp_path, {**BO, **row})
    assert [(one.column, one.code) for one in plan.refused] == [(column, code)]


def test_a_row_that_a_delimiter_has_shifted_is_refused(desk: Desk, tmp_path: Path) -> None:
    rows = [["CPR", "Navn", "Start"], ["670180-1234", "Holm", "Bo", "01-02-2026"]]
    table = read_table(write_csv(tmp_path / "a.csv", rows))
    plan = plan_import(desk, table, suggest_columns(desk, table))
    assert "extra_cells" in {one.code for one in plan.refused}


@pytest.mark.parametrize(
    "total", [["I alt 3 borgere", "", "", ""], ["", "", "", "3"], ["Total", "3", "", ""], ["3 borgere"]]
)
def test_lines_that_sum_up_are_listed_and_no_error(desk: Desk, tmp_path: Path, total: list[str]) -> None:
    rows = [["CPR", "Navn", "Start", "Telefon"], ["670180-1234", "Bo Holm", "01-02-2026", ""], total]
    table = read_table(write_csv(tmp_path / "a.csv", rows))
    plan = plan_import(desk, table, suggest_columns(desk, table))
    assert ([(one.number, one.reason) for one in plan.skipped], plan.refused) == ([(3, "total")], ())


def test_a_citizen_without_number_is_no_sum(desk: Desk, tmp_path: Path) -> None:
    table = read_table(write_csv(tmp_path / "a.csv", [["CPR", "Navn"], ["670180-1234", "Bo"], ["", "Eva Toft"]]))
    plan = plan_import(desk, table, suggest_columns(desk, table))
    assert (3, "cpr_missing") in {(one.row, one.code) for one in plan.refused}


def test_what_looks_wrong_is_told_and_imported(desk: Desk, tmp_path: Path) -> None:
    plan = planned(
        desk,
        tmp_path,
        {**BO, "marker": "FSM 2: Rehab (Gr. 2)", "group": "1", "company": "Netto"},
        {**CARLA, "enrolled_on": "01-12-2026"},
    )
    assert {(one.row, one.code) for one in plan.warned} == {
        (2, "cpr_replacement"),
        (2, "marker_and_group"),
        (2, "placement_incomplete"),
        (3, "cpr_replacement"),
        (3, "start_ahead"),
    }
    assert (len(plan.new), plan.refused) == (2, ())


def test_a_sheet_of_excel_gives_the_same_plan(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [["CPR", "Navn", "Start", "Trin", "Telefon"]]
    rows.append([6701801234, "Bo Holm", date(2026, 2, 1), 2, 20304011])
    table = read_table(write_xlsx(tmp_path / "a.xlsx", {"Ark1": rows}))
    plan = plan_import(desk, table, suggest_columns(desk, table))
    assert (plan.refused, plan.new[0].cpr) == ((), "6701801234")
    assert plan.new[0].values == {
        "name": "Bo Holm",
        "enrolled_on": FEBRUARY,
        "step": Step.TOWARDS_JOB,
        "phone": "20 30 40 11",
    }


def test_refused_rows_are_saved_for_excel_without_whole_numbers(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, tmp_path, {**BO, "step": "=1+1"}, {**CARLA, "cpr": "670180-12345"})
    path = tmp_path / "afvist.csv"
    write_refused(path, plan, load_words("da"))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Række", "Kolonne", "Årsag", "Værdi (skjult)"]
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("2", "Trin", "'=1+1"),
        ("3", "CPR-nr.", "670180-•••••"),
    ]


CODES = [
    "cpr_missing",
    "cpr_digits",
    "cpr_date",
    "cpr_future",
    "cpr_rounded",
    "cpr_twice",
    "cpr_zero_added",
    "cpr_mistyped",
    "cpr_replacement",
    "name_missing",
    "start_missing",
    "start_ahead",
    "future_start",
    "date",
    "date_unreal",
    "end_before_start",
    "extra_cells",
    "unreadable_signs",
    "too_long",
    "unknown_group",
    "unknown_step",
    "unknown_placement_kind",
    "unknown_edition",
    "unknown_yes_no",
    "unknown_benefit",
    "unknown_exemption",
    "unknown_marker",
    "marker_and_group",
    "placement_incomplete",
    "broker_ambiguous",
]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_reason_has_words(language: str) -> None:
    words = load_words(language)
    assert [code for code in CODES if not words.has(f"import.row.{code}")] == []
    assert [field for field in load_columns().headers if not words.has(f"import.field.{field}")] == []
    assert [code for code in ("title", "header", "total") if not words.has(f"import.skipped.{code}")] == []
    files = ("no_profile", "refused_rows", "refused_cases", "outdated")
    assert [code for code in files if not words.has(f"import.file.{code}")] == []

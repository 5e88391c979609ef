"""The files made of a report: a workbook whose formulas give what it shows, lists Excel opens right, one page."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.report_files import ReportKind, report_bytes, write_report, write_report_as
from broker_tui.casework.results import Results, read_results
from broker_tui.domain.dates import Month
from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.errors import Stopped
from broker_tui.exchange.results_report import Report
from broker_tui.i18n import load_words
from broker_tui.store.journal import latest_entries
from tests.casework.conftest import Enrol
from tests.casework.report_house import HOSTILE, NAMES, NOVEMBER, fill, report_of

WORDS = load_words("da")
SHEETS = ["Resultat", "Ved siden af", "Borgere", "Kontaktuger", "Trin", "Registreringer", "Sådan er der talt"]


@pytest.fixture
def report(desk: Desk, enrol: Enrol) -> Report:
    fill(desk, enrol)
    return report_of(desk, full_names=True)


def book(report: Report, *, values: bool, language: str = "da") -> Any:  # noqa: ANN401 - openpyxl's own types say nothing
    data = report_bytes(report, ReportKind.XLSX, load_words(language))
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def rows_of(report: Report, kind: ReportKind) -> list[list[str]]:
    data = report_bytes(report, kind, WORDS)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def pages(report: Report) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(report_bytes(report, ReportKind.PDF, WORDS)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_sheets_stay_in_sight_and_print_across(report: Report) -> None:
    sheets = book(report, values=True)
    assert sheets.sheetnames == SHEETS
    for sheet in sheets:
        assert sheet.freeze_panes is not None
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert any(dimension.width and dimension.width > 8 for dimension in sheet.column_dimensions.values())


def test_no_text_becomes_a_formula_or_a_link(report: Report) -> None:
    sheets = book(report, values=False)
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    formulas = {cell.parent.title for cell in cells if cell.data_type == "f"}
    assert formulas == {"Resultat"}
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    held = [cell.value for cell in cells]
    assert HOSTILE in held
    assert "=Åge Kragh" in held


def test_the_month_is_told_with_its_reasons(report: Report) -> None:
    people = list(book(report, values=True)["Borgere"].iter_rows(min_row=2, values_only=True))
    assert len(people) == len(NAMES)
    assert people[0] == (
        "Anna Bæk",
        "Maja Lund",
        "Trin 1 Startafklaring",
        "tæller",
        "Tæller, fordi der er lønnede timer, fra ma 5/10.",
        "R40",
    )
    assert {row[3] for row in people} == {"tæller", "tæller ikke", "fritaget", "gruppe 2", "uden for gruppen"}


def test_the_chart_says_what_it_shows(report: Report) -> None:
    data = report_bytes(report, ReportKind.XLSX, WORDS)
    with ZipFile(BytesIO(data)) as zipped:
        drawing = zipped.read("xl/drawings/drawing1.xml").decode()
        chart = zipped.read("xl/charts/chart1.xml").decode()
    assert 'descr="Hvor mange af indsatsgruppen' in drawing
    assert "november 2026 33,3 %" in drawing
    assert "mål 15 %, mål 20 % og teamets mål 60 %" in drawing
    assert (chart.count("<c:barChart>"), chart.count("<c:lineChart>"), chart.count("<c:ser>")) == (1, 1, 4)


def test_how_it_was_counted_names_rules_targets_and_setting(report: Report) -> None:
    how = [[*row] for row in book(report, values=True)["Sådan er der talt"].iter_rows(min_row=2, values_only=True)]
    assert ["Lokalt skøn", WORDS("results.estimate_why"), "R53"] in how
    assert ["Måling", "status på månedens sidste dag", "C6"] in how
    assert ["Mål", "60 % af indsatsgruppen i en måned", "Teamets eget mål"] in how
    assert ["Tæller ikke", "fleksjob", "R48"] in how
    sources = {row[2] for row in how}
    assert {f"R{number}" for number in range(40, 60)} <= sources
    assert not any("⟨" in str(cell) for row in how for cell in row)


@pytest.mark.parametrize("kind", list(ReportKind))
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_file_has_its_words_and_no_personal_number(report: Report, kind: ReportKind, language: str) -> None:
    data = report_bytes(report, kind, load_words(language))
    if kind is ReportKind.XLSX:
        with ZipFile(BytesIO(data)) as zipped:
            text = "".join(zipped.read(name).decode() for name in zipped.namelist() if name.endswith("xml"))
    elif kind is ReportKind.PDF:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    else:
        text = data.decode("utf-8-sig")
    assert "⟨" not in text
    assert "610180" not in text


@pytest.mark.parametrize("kind", [kind for kind in ReportKind if kind is not ReportKind.PDF])
def test_with_initials_nobody_is_named(desk: Desk, enrol: Enrol, kind: ReportKind) -> None:
    ids = fill(desk, enrol)
    data = report_bytes(report_of(desk), kind, WORDS)
    if kind is ReportKind.XLSX:
        with ZipFile(BytesIO(data)) as zipped:
            data = b"".join(zipped.read(name) for name in zipped.namelist())
    for name, citizen_id in ids.items():
        assert name.encode() not in data
        assert citizen_id.encode() not in data


def test_cells_of_a_list_are_harmless(report: Report) -> None:
    months, people = rows_of(report, ReportKind.CSV), rows_of(report, ReportKind.PEOPLE_CSV)
    assert {len(row) for row in months} == {len(months[0])}
    assert len(months) == 14
    who = {row[0] for row in people}
    assert {f"'{HOSTILE}", "'+45 Plus"} <= who
    assert "'=Åge Kragh" in {row[1] for row in people}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in (*months, *people) for cell in row)
    november = dict(zip(months[0], months[-1], strict=True))
    assert (november["Måned"], november["Andel (pct.)"], november["Indtil i dag"]) == ("2026-11", "33,3", "ja")
    assert november["Udgået af projektet"] == "0"
    assert dict(zip(months[0], months[-2], strict=True))["Udgået af projektet: fraflytning"] == "1"


def test_the_leaders_page_is_one_page_that_names_nobody(report: Report) -> None:
    (page,) = pages(report)
    assert "33,3 %: 2 af 6 borgere i indsatsgruppen har haft lønnede timer" in page
    assert "60 % nås med 2 borgere mere med lønnede timer." in page
    assert "Aftalt start efter i dag: 1 borger" in page
    assert "lokalt skøn" in page.casefold()
    assert not any(name in page for name in NAMES)
    for one in report.months:
        assert f"{WORDS(f'calendar.month_short.{one.month.month}')} {one.month.year} {one.gross} " in page


def test_the_page_stays_one_with_all_there_can_be(desk: Desk, report: Report) -> None:
    from dataclasses import replace

    from broker_tui.domain.codes import ExitReason, PlacementKind

    programme = report.programme
    many = report.result._replace(
        kinds=dict.fromkeys(PlacementKind, 1234),
        exempt_by_type=dict.fromkeys(list(programme.exemptions)[:6], 1234),
        in_period=False,
        group2=report.result.group2._replace(kinds=dict.fromkeys(PlacementKind, 1234)),
    )
    indicator = report.indicators[-1]._replace(exits=dict.fromkeys(ExitReason, 123))
    full = replace(report, result=many, indicators=(*report.indicators[:-1], indicator))
    assert [page[:300] for page in pages(full)[1:]] == []


def test_the_text_names_every_citizen_with_the_reason(report: Report) -> None:
    text = report_bytes(report, ReportKind.TXT, WORDS).decode("utf-8-sig")
    plain = " ".join(text.split())
    assert all(name in plain for name in NAMES)
    assert "Anna Bæk: Tæller, fordi der er lønnede timer, fra ma 5/10. (R40)" in plain
    assert plain.index("Tæller: 2 ") < plain.index("Tæller ikke: 4 ") < plain.index("Fritaget: 1 - Dan")


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_file_is_for_the_user_alone_and_journalled(
    desk: Desk, report: Report, tmp_path: Path, kind: ReportKind
) -> None:
    first = write_report(desk, report, kind, tmp_path, WORDS)
    second = write_report(desk, report, kind, tmp_path, WORDS)
    assert first.suffix == f".{kind.extension}"
    assert second.stem == f"{first.stem}-2"
    assert first.stat().st_mode & 0o777 == 0o600
    assert not any(name.split()[0] in first.name for name in NAMES)
    newest = latest_entries(desk.store, 2)
    assert [(entry.kind, entry.code, entry.params["format"]) for entry in newest] == [
        ("view", "results_exported", kind.extension)
    ] * 2
    assert newest[0].params["n"] == (len(NAMES) if kind.names_people else 0)
    assert WORDS(f"act.{newest[0].code}", **newest[0].params).startswith("Resultat for november 2026 eksporteret")


def test_a_named_file_is_replaced_whole_or_not_at_all(desk: Desk, report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old")
    write_report_as(desk, report, ReportKind.CSV, path, WORDS)
    assert path.read_bytes() == report_bytes(report, ReportKind.CSV, WORDS)
    with pytest.raises(DocumentError, match="folder_missing"):
        write_report_as(desk, report, ReportKind.CSV, tmp_path / "none" / "x.csv", WORDS)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".csv"] == ["report.csv"]


@pytest.mark.parametrize("kind", list(ReportKind))
def test_nothing_is_left_when_it_is_cancelled(desk: Desk, report: Report, tmp_path: Path, kind: ReportKind) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        write_report(desk, report, kind, folder, WORDS, cancelled=lambda: True)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "counted",
    [
        lambda desk: read_results(desk, months=1, last=Month(2026, 8)),
        lambda desk: read_results(desk, months=1),
        lambda desk: read_results(desk, months=30, indicators=True, team_goal=0.07),
    ],
)
def test_any_number_of_months_and_nobody_at_all(desk: Desk, counted: Callable[[Desk], Results]) -> None:
    results = counted(desk)
    report = report_of(desk, results.months[-1].month, results=results)
    for kind in ReportKind:
        assert report_bytes(report, kind, WORDS)
    sheet = book(report, values=True)["Resultat"]
    assert sheet.cell(6, 1).value == datetime(*results.months[0].month, 1)  # noqa: DTZ001 - as Excel has it
    assert [row[0] for row in rows_of(report, ReportKind.CSV)[1:]] == [str(one.month) for one in results.months]
    assert report.month in {NOVEMBER, Month(2026, 8)}

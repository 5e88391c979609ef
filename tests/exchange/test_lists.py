"""Lists that leave the program: read back as they were, and never reckoned by Excel."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from broker_tui.exchange.columns import load_columns, map_columns
from broker_tui.exchange.lists import csv_cell, csv_text, template_headers, write_csv, write_xlsx
from broker_tui.exchange.reading import read_table

HEADERS = ("CPR-nr.", "Navn", "Telefon", "Startdato")
HOSTILE = ("=cmd|' /C calc'!A0", "+46 8 123", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1", "  =1+1")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("Åse; Ørsted", "Åse; Ørsted"),
        (date(2026, 2, 1), "01-02-2026"),
        (37.5, "37,5"),
        (0.125, "0,125"),
        (-3.0, "-3"),
        (12, "12"),
        (True, "ja"),
        (False, "nej"),
        ("a=b", "a=b"),
        *[(text, f"'{text}") for text in HOSTILE],
    ],
)
def test_cells_as_a_danish_excel_reads_them(cell: str | float | date | None, text: str) -> None:
    assert csv_cell(cell) == text


def test_csv_has_its_mark_semicolons_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    write_csv(path, HEADERS, [("670180-1234", 'Åse "Ø"; x', None, date(2026, 2, 1))])
    data = path.read_bytes()
    assert data == b"\xef\xbb\xbf" + csv_text(HEADERS, [("670180-1234", 'Åse "Ø"; x', "", "01-02-2026")]).encode()
    assert data.count(b"\r\n") == 2
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", [text.strip() for text in HOSTILE])
def test_what_is_made_harmless_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    path = tmp_path / "liste.csv"
    write_csv(path, HEADERS, [("670180-1234", text, "x", "01-02-2026")])
    raw = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert raw[1][1] == f"'{text}"
    assert read_table(path).rows[0].cells[1] == text


def test_xlsx_holds_texts_as_texts_and_dates_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    rows = [("0701801234", text, 37.5, date(2026, 2, 1), None, True) for text in (*HOSTILE, "https://x.dk")]
    write_xlsx(path, "Borgere", (*HEADERS, "Tom", "Flag"), rows)
    sheet = load_workbook(path)["Borgere"]
    for number, text in enumerate((*HOSTILE, "https://x.dk"), start=2):
        cells = list(sheet[number])
        assert (cells[0].value, cells[0].data_type) == ("0701801234", "s")
        assert (str(cells[1].value).replace("_x000D_", "\r"), cells[1].data_type) == (text, "s")
        assert cells[1].hyperlink is None
        assert (cells[2].value, cells[3].value.date(), cells[4].value, cells[5].value) == (
            37.5,
            date(2026, 2, 1),
            None,
            "ja",
        )
    assert (sheet.freeze_panes, path.stat().st_mode & 0o777) == ("A2", 0o600)


def test_a_list_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("gammel", "utf-8")

    def broken() -> object:
        yield ("a",)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the one the rows raise
        write_csv(path, ("x",), broken())  # type: ignore[arg-type]
    assert path.read_text("utf-8") == "gammel"
    assert [one.name for one in tmp_path.iterdir()] == ["liste.csv"]


def test_the_template_is_understood_without_asking(tmp_path: Path) -> None:
    path = tmp_path / "skabelon.csv"
    columns = load_columns()
    write_csv(path, template_headers(columns), ())
    path.write_bytes(path.read_bytes() + b"670180-1234;Bo\r\n")
    table = read_table(path)
    mapped = map_columns(table.headers, columns)
    assert (mapped.unused, mapped.clashes, mapped.missing, mapped.suggested) == ((), (), (), {})
    assert table.headers[:2] == ("CPR-nr.", "Navn")

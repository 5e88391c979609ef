"""Files of every kind become the same table (notes/documents-import-forms.md 2)."""

import codecs
from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from broker_tui.exchange.columns import load_columns, map_columns
from broker_tui.exchange.errors import Stopped
from broker_tui.exchange.reading import read_table
from broker_tui.exchange.table import SkippedRow, Table
from broker_tui.exchange.text_table import DELIMITERS, decode
from tests.exchange.files import HEADERS, PEOPLE, csv_text, write_csv, write_ods, write_xls, write_xlsx

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp850", "mac_roman")


def cells(table: Table) -> list[tuple[object, ...]]:
    return [tuple(row.cells) for row in table.rows]


def text_file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "borgere.txt"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(("encoding", "delimiter"), product(ENCODINGS, DELIMITERS))
def test_every_encoding_and_delimiter_gives_the_same_rows(tmp_path: Path, encoding: str, delimiter: str) -> None:
    people = PEOPLE if encoding != "cp850" else tuple(tuple(c.replace("…", "") for c in row) for row in PEOPLE)
    table = read_table(write_csv(tmp_path / "x.csv", (HEADERS, *people), delimiter=delimiter, encoding=encoding))
    assert table.headers == HEADERS
    assert cells(table) == list(people)
    assert table.source.delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Åse Ørsted, født i Ærøskøbing", "cp1252"),
        ("ÅSE ØRSTED OG BØRGE ÆRØ", "cp1252"),
        ("Peter’s “ven” – blåbær", "cp1252"),
        ("Peter’s café", "cp1252"),
        ("Åse Ørsted, født i Ærøskøbing", "cp850"),
        ("ÅSE ØRSTED", "cp850"),
        ("Åse Ørsted, født i Ærøskøbing", "mac_roman"),
        ("Jørgen Bæk, Århus", "mac_roman"),
        ("Zoë Müller og Åse", "cp1252"),
    ],
)
def test_one_byte_encodings_are_told_by_their_danish_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_utf_8_with_one_broken_sign_stays_utf_8() -> None:
    data = "Åse Ørsted\nBørge Ærø\n".encode() + "Å".encode()[:1]
    text, encoding = decode(data)
    assert (encoding, text[:20]) == ("utf-8", "Åse Ørsted\nBørge Ærø")
    assert text.endswith("\ufffd")


def test_line_breaks_of_an_old_mac(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text((HEADERS, *PEOPLE[:2]), newline="\r"), "mac_roman")
    assert cells(read_table(path)) == list(PEOPLE[:2])


def test_a_sep_line_decides_and_counts_as_a_line(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "sep=|\r\n" + csv_text((HEADERS, PEOPLE[0]), "|")))
    assert (table.header_row, table.rows[0].number) == (2, 3)
    assert cells(table) == [PEOPLE[0]]


def test_title_lines_above_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    text = "Udtræk fra fagsystem;;;;\r\nDato: 19-11-2026\r\n\r\n" + csv_text((HEADERS, PEOPLE[0])) + ";;;;\r\n"
    table = read_table(text_file(tmp_path, text))
    assert table.header_row == 4
    assert table.skipped == (SkippedRow(1, "title"), SkippedRow(2, "title"))
    assert [row.number for row in table.rows] == [5]


def test_headers_repeated_on_each_printed_page_are_passed_over(tmp_path: Path) -> None:
    table = read_table(write_csv(tmp_path / "x.csv", (HEADERS, PEOPLE[0], HEADERS, PEOPLE[1])))
    assert table.skipped == (SkippedRow(3, "header"),)
    assert len(table.rows) == 2


def test_rows_keep_the_number_of_the_line_they_begin_on(tmp_path: Path) -> None:
    rows = (HEADERS, PEOPLE[2], PEOPLE[0], PEOPLE[2], PEOPLE[1])
    table = read_table(write_csv(tmp_path / "x.csv", rows))
    assert [row.number for row in table.rows] == [2, 4, 5, 7]


def test_zero_bytes_trailing_and_ragged_columns_are_tolerated(tmp_path: Path) -> None:
    text = "CPR-nr.;Navn;Telefon;;\r\n670180-1234;Åse\0 Ørsted;;;;;\r\n681290-2345;Bo\r\n"
    table = read_table(text_file(tmp_path, text))
    assert [row.cells[:2] for row in table.rows] == [("670180-1234", "Åse Ørsted"), ("681290-2345", "Bo")]


def test_what_keeps_excel_from_touching_a_cell_is_taken_off(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, 'CPR-nr.;Navn;Bemærkning\r\n="0701801234";Bo;\'=1+1\r\n'))
    assert cells(table) == [("0701801234", "Bo", "=1+1")]


def test_a_sheet_of_excel_with_real_dates_and_numbers(tmp_path: Path) -> None:
    rows = [("Liste",), (), HEADERS, (6701801234, "Åse", None, date(2026, 2, 1), "x")]
    table = read_table(write_xlsx(tmp_path / "x.csv", {"Ark1": rows}))
    assert (table.source.kind, table.header_row, table.rows[0].number) == ("xlsx", 3, 4)
    assert cells(table) == [(6701801234.0, "Åse", "", date(2026, 2, 1), "x")]


def test_the_first_visible_sheet_with_known_headers_is_read(tmp_path: Path) -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "Forside": [("Velkommen",)],
        "Gammel": [HEADERS, PEOPLE[1]],
        "Borgere": [HEADERS, PEOPLE[0]],
        "Mere": [HEADERS, PEOPLE[2]],
    }
    table = read_table(write_xlsx(tmp_path / "x.xlsx", sheets, hidden=["Gammel"]))
    assert (table.source.sheet, table.source.other_sheets) == ("Borgere", ("Forside", "Mere"))
    assert cells(table) == [PEOPLE[0]]


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    table = read_table(write_ods(tmp_path / "x.xlsx", (HEADERS, *PEOPLE[:2])))
    assert table.source.kind == "ods"
    assert cells(table) == list(PEOPLE[:2])


def test_an_old_excel_book(tmp_path: Path) -> None:
    table = read_table(write_xls(tmp_path / "x.csv", (("Liste",), HEADERS, (6701801234.0, *PEOPLE[0][1:]))))
    assert (table.source.kind, table.header_row, table.rows[0].number) == ("xls", 2, 3)
    assert cells(table) == [(6701801234.0, *PEOPLE[0][1:])]


def test_the_digest_knows_the_file_again(tmp_path: Path) -> None:
    one = read_table(write_csv(tmp_path / "a.csv", (HEADERS, PEOPLE[0])))
    same = read_table(write_csv(tmp_path / "b.csv", (HEADERS, PEOPLE[0])))
    other = read_table(write_csv(tmp_path / "c.csv", (HEADERS, PEOPLE[1])))
    assert one.digest == same.digest != other.digest


def test_a_hundred_thousand_rows_with_progress_and_cancel(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    line = "{:010d};Åse Ørsted;20304011;01-02-2026;\r\n"
    path.write_text(";".join(HEADERS) + "\r\n" + "".join(map(line.format, range(100_000))), "cp1252", newline="")
    told: list[tuple[int, int]] = []
    table = read_table(path, progress=lambda done, total: told.append((done, total)))
    assert len(table.rows) == 100_000
    assert len(told) > 50
    assert all(done <= total for done, total in told)
    with pytest.raises(Stopped):
        read_table(path, cancelled=lambda: True)


def test_texts_that_repeat_are_held_once(tmp_path: Path) -> None:
    names = [(f"6701{i:02d}1234", f"Maja {'Lund'}") for i in range(99)]
    table = read_table(write_csv(tmp_path / "x.csv", (("CPR", "Jobformidler"), *names)))
    assert len({id(row.cells[1]) for row in table.rows}) == 1


def test_the_template_headers_are_all_known() -> None:
    columns = load_columns()
    headers = tuple(columns.headers.values())
    mapped = map_columns(headers, columns)
    assert dict(mapped.fields) == {name: at for at, name in enumerate(columns.headers)}
    assert not mapped.clashes


def test_headers_in_brackets_are_no_case_file(tmp_path: Path) -> None:
    assert read_table(text_file(tmp_path, "[CPR];[Navn]\r\n670180-1234;Bo\r\n")).headers == ("[CPR]", "[Navn]")


def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(codecs.BOM_UTF8 + csv_text((HEADERS, PEOPLE[0])).encode())
    assert read_table(path).headers == HEADERS

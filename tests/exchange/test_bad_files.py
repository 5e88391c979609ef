"""Files that cannot be used give one code each, and every code has one clear sentence in both languages."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from broker_tui.config.paths import data_dir
from broker_tui.exchange import sniff, table
from broker_tui.exchange.errors import FileProblem
from broker_tui.exchange.reading import read_table
from tests.exchange.files import HEADERS, PEOPLE, csv_text, write_ods, write_xlsx

HEADER = ";".join(HEADERS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(path: Path, *names: str) -> bytes:
    with ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path.read_bytes()


CONTENT: dict[str, tuple[str, bytes]] = {
    "nothing at all": ("empty", b""),
    "only blanks": ("empty", b" \r\n\t\r\n"),
    "only blank cells": ("empty", b";;;\r\n;;;\r\n"),
    "only headers": ("only_header", HEADER.encode()),
    "headers and blank rows": ("only_header", HEADER.encode() + b"\r\n;;;;\r\n"),
    "no headers": ("no_header", csv_text(PEOPLE[:2]).encode()),
    "a letter": ("no_table", "Kære borger\nDu indkaldes til samtale\n".encode()),
    "a web page": ("html", b"<html><body><table><tr><td>CPR</td></tr></table></body></html>"),
    "Excel 2003 XML": ("html", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>'),
    "a PDF": ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "a PNG": ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "a JPEG": ("picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    "a bitmap": ("picture", b"BM6\x0c\0\0\0\0\0\0"),
    "RTF": ("word", b"{\\rtf1\\ansi CPR;Navn}"),
    "gzip": ("packed", b"\x1f\x8b\x08\0\0\0\0\0"),
    "a database": ("database", b"SQLite format 3\0"),
    "a program": ("binary", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8" + bytes(range(256)) * 4),
    "a case file": ("case_file", b'{"schema": "broker_tui.case/1"}'),
    "an encrypted Excel book": ("password", OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)),
    "an old Word document": ("word", OLE + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)),
    "a broken old Excel book": ("broken", OLE + bytes(500) + "Workbook".encode("utf-16-le") + bytes(500)),
    "the start of an old Excel book": ("broken", OLE),
    "a zip cut short": ("broken", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0"),
    "a quotation mark never closed": ("open_quote", f'{HEADER}\n670180-1234;"Åse;;;\n681290-2345;Bo;;;\n'.encode()),
    "a quotation mark closed rows later": (
        "open_quote",
        f'{HEADER}\n670180-1234;Åse;;;"ring\n681290-2345;Bo;;;"ja"\n'.encode(),
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_what_a_file_is_decides_what_is_said(tmp_path: Path, name: str) -> None:
    code, content = CONTENT[name]
    path = tmp_path / "borgere.csv"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as refused:
        read_table(path)
    assert refused.value.code == code


def test_where_a_quotation_mark_stands_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "borgere.csv"
    path.write_bytes(f'{HEADER}\n670180-1234;Åse;;;\n681290-2345;"Bo;;;\n'.encode())
    with pytest.raises(FileProblem) as refused:
        read_table(path)
    assert refused.value.params == {"row": 3}


@pytest.mark.parametrize(
    "make",
    [lambda path: write_xlsx(path, {"Ark1": [HEADERS, *PEOPLE]}), lambda path: write_ods(path, [HEADERS, *PEOPLE])],
)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_workbook_cut_short(tmp_path: Path, make: Callable[[Path], Path], kept: float) -> None:
    path = make(tmp_path / "x.xlsx")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(FileProblem) as refused:
        read_table(path)
    assert refused.value.code == "broken"


def test_a_workbook_with_a_damaged_sheet(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "x.xlsx", {"Ark1": [HEADERS, *PEOPLE]})
    hurt = tmp_path / "y.xlsx"
    with ZipFile(whole) as old, ZipFile(hurt, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    with pytest.raises(FileProblem) as refused:
        read_table(hurt)
    assert refused.value.code == "broken"


def test_zip_files_that_are_no_sheets(tmp_path: Path) -> None:
    for code, names in {"word": ["word/document.xml"], "packed": ["borgere.csv"]}.items():
        path = tmp_path / f"{code}.xlsx"
        zipped(path, *names)
        with pytest.raises(FileProblem) as refused:
            read_table(path)
        assert refused.value.code == code


def test_a_workbook_without_content(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as refused:
        read_table(write_xlsx(tmp_path / "x.xlsx", {"Ark1": [], "Ark2": []}))
    assert refused.value.code == "empty"


def test_a_zip_that_unpacks_to_far_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "MAX_UNPACKED", 100)
    with pytest.raises(FileProblem) as refused:
        read_table(write_xlsx(tmp_path / "x.xlsx", {"Ark1": [HEADERS, *PEOPLE]}))
    assert refused.value.code == "too_large"


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 2)
    path = tmp_path / "x.csv"
    path.write_text(csv_text((HEADERS, *PEOPLE)), "utf-8")
    with pytest.raises(FileProblem) as refused:
        read_table(path)
    assert (refused.value.code, refused.value.params) == ("too_many_rows", {"limit": 2})


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for code, path in {"missing": tmp_path / "nej.csv", "directory": tmp_path, "unreadable": Path("a\0b")}.items():
        with pytest.raises(FileProblem) as refused:
            read_table(path)
        assert refused.value.code == code


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_code_has_a_sentence(language: str) -> None:
    words = tomllib.loads((data_dir() / "language" / language / "import.toml").read_text("utf-8"))
    codes = {code for code, _ in CONTENT.values()} | {
        "missing",
        "directory",
        "unreadable",
        "too_large",
        "too_many_rows",
        "columns_file",
        "no_cpr_column",
        "no_name_column",
    }
    assert codes <= words["file"].keys()

"""One truth: screen, JSON, workbook, CSV, page and text are read back, and tell the same numbers of every month."""

import csv
import json
import re
from collections.abc import Iterable
from io import StringIO
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pypdf
import pytest

from broker_tui.casework.demo import make_demo
from broker_tui.casework.opening import desk_of
from broker_tui.casework.report import make_report
from broker_tui.casework.report_files import ReportKind, report_bytes
from broker_tui.casework.results import read_results
from broker_tui.cli import main
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.i18n import load_words
from broker_tui.store.store import FAST_KDF, create_store
from tests.conftest import PASSPHRASE
from tests.ui.form_house import TODAY
from tests.ui.results_house import at, lines, text

SIZE = 90
MONTHS = 13
WORDS = load_words("da")
EMPTY = {"", None}
BESIDE = {"Step-up i gang": "step_ups", "Blevet jobparate": "to_job_ready"}

Cells = list[list[Any]]


class Told(NamedTuple):
    """What one place tells of a month; the share in tenths of a per cent, None where nobody is in the group."""

    gross: int
    exempt: int
    net: int
    paid_hours: int
    education: int
    counted: int
    share: int | None


class Files(NamedTuple):
    """What the command line has written of one database."""

    document: Any
    xlsx: Path
    csv: Path
    people: Path
    pdf: Path


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("same") / "caseload.db"
    store, _ = create_store(path, PASSPHRASE, kdf=FAST_KDF)
    with store:
        make_demo(store, SIZE, TODAY)
    return path


@pytest.fixture
def files(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Files:
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BROKER_TUI_PASSPHRASE", PASSPHRASE)
    names = {kind: tmp_path / f"out.{kind}" for kind in ("xlsx", "csv", "people-csv", "pdf")}
    options = [part for kind, path in names.items() for part in (f"--{kind}", str(path))]
    assert main(["--db", str(database), "--today", TODAY.isoformat(), "results", "--json", *options]) == 0
    return Files(json.loads(capfd.readouterr().out), *names.values())


def tenths(share: float | str | None) -> int | None:
    """Return a share of one, or a per cent as it is written, in tenths of a per cent."""
    if share is None or share in {"", "–"}:
        return None
    if isinstance(share, str):
        return round(float(share.removesuffix("%").strip().replace(",", ".")) * 10)
    return round(share * 1000)


def told_of(counts: Iterable[Any], share: float | str | None) -> Told:
    gross, exempt, net, paid_hours, education, counted = map(int, counts)
    return Told(gross, exempt, net, paid_hours, education, counted, tenths(share))


def of_json(files: Files) -> list[Told]:
    return [told_of((one[name] for name in Told._fields[:-1]), one["share"]) for one in files.document["months"]]


def of_sheet(cells: Cells) -> list[Told]:
    return [told_of(row[1:7], row[7]) for row in cells[5 : 5 + MONTHS]]


def cells_of(path: Path, sheet: str, *, values: bool = True) -> Cells:
    return [list(row) for row in openpyxl.load_workbook(path, data_only=values)[sheet].iter_rows(values_only=True)]


def reckoned(cells: Cells) -> Cells:
    """Return the cells with every formula worked out from the plain numbers it points to."""
    done = [list(row) for row in cells]
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            if isinstance(cell, str) and cell.startswith("="):
                done[row][column] = _worked_out(cell, done[row], row + 1)
    return done


def _worked_out(formula: str, row: list[Any], number: int) -> Any:  # noqa: ANN401 - a cell
    refs = re.findall(r"([A-Z])(\d+)", formula)
    assert {int(line) for _, line in refs} == {number}
    held = {letter: row[ord(letter) - ord("A")] for letter, _ in refs}
    shape = re.sub(r"([A-Z])\d+", r"\1", formula)
    if shape in {"=B-C", "=E+F"}:
        return held["B"] - held["C"] if "B" in held else held["E"] + held["F"]
    if shape == '=IF(D=0,"",G/D)':
        return held["G"] / held["D"] if held["D"] else ""
    found = re.fullmatch(r'=IF\(D=0,"",MAX\(0,ROUNDUP\(ROUND\(([A-Z])\*D,6\),0\)-G\)\)', shape)
    assert found, formula
    return max(0, ceil(round(held[found.group(1)] * held["D"], 6)) - held["G"]) if held["D"] else None


def of_csv(files: Files) -> list[Told]:
    rows = [*csv.DictReader(StringIO(files.csv.read_text("utf-8-sig"), newline=""), delimiter=";")]
    names = ("I gruppe 1", "Fritaget", "Indsatsgruppe", "Lønnede timer", "Uddannelse", "Tæller")
    return [told_of((row[name] for name in names), row["Andel (pct.)"]) for row in rows]


def of_page(files: Files) -> list[Told]:
    [page] = pypdf.PdfReader(files.pdf).pages
    plain = page.extract_text().replace("\N{NO-BREAK SPACE}", " ")
    row = r"^\w+ 20\d\d ((?:[\d.]+ ){6})([\d,]+ %|–) (?:[\d,]+ %|–)$"
    found = re.findall(row, plain, re.MULTILINE)
    return [told_of(counts.split(), share) for counts, share in found]


async def of_screen(database: Path) -> tuple[list[Told | None], dict[str, list[str]]]:
    """Return the months as the sentences tell them, one after another, and every line below the bars."""
    from broker_tui.store.store import open_store

    found: list[Told | None] = []
    with open_store(database, PASSPHRASE) as store:
        async with at(desk_of(store, TODAY), (150, 90)) as pilot:
            below = {key: values for line in lines(pilot) for key, values in [_line(line)] if len(values) == MONTHS}
            for _ in range(MONTHS):
                found.append(_sentence(text(pilot)))
                await pilot.press("left")
                await pilot.pause()
    return found[::-1], below


def _sentence(screen: str) -> Told | None:
    said = re.search(
        r"Indsatsgruppe (\d+)(?: \((\d+) i gruppe 1 − (\d+) fritaget\))? +tæller (\d+) "
        r"\((\d+) med timer, (\d+) i uddannelse\) +([\d,]+ %)",
        screen,
    )
    if said is None:
        assert "Ingen i indsatsgruppen den måned." in screen
        return None
    net, gross, exempt, counted, paid, education, share = said.groups()
    whole = int(gross or net)
    return Told(whole, int(exempt or 0), int(net), int(paid), int(education), int(counted), tenths(share))


def _line(line: str) -> tuple[str, list[str]]:
    """Return the words and the numbers of a line of the list."""
    parts = re.sub(r"(\d)\s%", r"\1%", line.rstrip(" ┃")).split()
    numbers = [part for part in parts[-MONTHS:] if re.fullmatch(r"[\d.,]+%?|–", part)]
    return " ".join(parts[:-MONTHS]), numbers


async def test_every_place_tells_the_same_of_every_month(files: Files, database: Path) -> None:
    told = of_json(files)
    assert len(told) == MONTHS
    assert len({one.share for one in told}) > 5
    assert sum(one.exempt for one in told) > 0 < sum(one.education for one in told)
    assert of_sheet(cells_of(files.xlsx, "Resultat")) == told
    assert of_csv(files) == told
    assert of_page(files) == told
    months, below = await of_screen(database)
    assert all(one is None or one == other for one, other in zip(months, told, strict=True))
    assert [one is None for one in months] == [one.net == 0 for one in told]
    names = ("I gruppe 1", "heraf fritaget", "Indsatsgruppe", "heraf lønnede timer", "heraf uddannelse", "Tæller")
    for place, name in enumerate(names):
        assert below[name] == [str(one[place]) for one in told]


def test_the_formulas_give_what_they_show(files: Files) -> None:
    formulas, values = cells_of(files.xlsx, "Resultat", values=False), cells_of(files.xlsx, "Resultat")
    assert sum(isinstance(cell, str) and cell.startswith("=") for row in formulas for cell in row) == MONTHS * 5
    worked = reckoned(formulas)
    for row in range(5, 5 + MONTHS):
        for one, other in zip(worked[row], values[row], strict=True):
            assert (
                (one in EMPTY) if other in EMPTY else one == (pytest.approx(other) if isinstance(one, float) else other)
            )
    missing = {(str(one["target"]), one["n"]) for one in files.document["needed"]}
    assert missing == {("0.15", values[17][10]), ("0.2", values[17][11])}


async def test_what_is_followed_beside_is_the_same_everywhere(files: Files, database: Path) -> None:
    sheet = {str(row[0]).strip(): row[2:] for row in cells_of(files.xlsx, "Ved siden af")[1:]}
    rows = [*csv.DictReader(StringIO(files.csv.read_text("utf-8-sig"), newline=""), delimiter=";")]
    _, below = await of_screen(database)
    beside = [one["indicators"] for one in files.document["months"]]
    for title, name in BESIDE.items():
        told = [one[name] for one in beside]
        assert sheet[title] == told == [int(row[title]) for row in rows] == [int(one) for one in below[title]]
    weeks = [(one["weeks"]["kept"], one["weeks"]["required"]) for one in beside]
    assert any(kept for kept, _ in weeks)
    for place, (kept, required) in enumerate(weeks):
        share = kept / required if required else None
        assert sheet["Ugentlig kontakt holdt"][place] == (None if share is None else pytest.approx(share))
        assert tenths(rows[place]["Ugentlig kontakt holdt (pct.)"]) == tenths(share)
        assert below["Ugentlig kontakt holdt"][place] == ("–" if share is None else f"{share * 100:.0f}%")
    gaps = files.document["months"][-1]["indicators"]["gaps"]
    for code, n in gaps.items():
        title = WORDS(f"results.screen.gap.{code}")
        assert (sheet[title][-1], rows[-1][title], below[title][-1]) == (n, str(n), str(n))
    kinds = [one["kinds"] for one in files.document["months"]]
    for kind, title in (("internship", "Virksomhedspraktik"), ("wage_subsidy", "Løntilskud")):
        told = [one.get(kind, 0) for one in kinds]
        assert sheet[title] == told == [int(row[title]) for row in rows] == [int(one) for one in below[title]]
    two = [one["group2"]["size"] for one in files.document["months"]]
    assert two[-1] > 0
    apart = "Gruppe 2, for sig (R49): Borgere i gruppe 2"
    assert two == [int(row[apart]) for row in rows] == [int(one) for one in below["Borgere i gruppe 2"]]


def test_every_list_of_citizens_says_the_same_of_each(files: Files) -> None:
    document = sorted((one["rule"], one["reason"]) for one in files.document["citizens"])
    sheet = cells_of(files.xlsx, "Borgere")[1:]
    people = [*csv.reader(StringIO(files.people.read_text("utf-8-sig"), newline=""), delimiter=";")][1:]
    assert [[str(cell or "") for cell in row] for row in sheet] == people
    assert len(people) == len(document)
    for (rule, reason), row in zip(document, sorted(people, key=lambda row: (row[5], row[4])), strict=True):
        assert (row[5], row[4].startswith(reason)) == (rule, True)
    assert sum(row[3] == "tæller" for row in people) == files.document["counted"]


@pytest.mark.parametrize("status", list(MonthStatus))
@pytest.mark.parametrize("month", [Month(2026, 11), Month(2026, 7)])
def test_text_and_page_tell_the_numbers_of_the_month(database: Path, status: MonthStatus, month: Month) -> None:
    from broker_tui.store.store import open_store

    with open_store(database, PASSPHRASE) as store:
        desk = desk_of(store, TODAY)
        results = read_results(desk, last=month, status=status, indicators=True)
        report = make_report(desk, results, month)
    result = results.months[-1]
    assert result.share is not None
    plain = " ".join(report_bytes(report, ReportKind.TXT, WORDS).decode("utf-8-sig").split())
    assert f"{WORDS.percent(result.share)}: {result.counted} af {result.net} borgere" in plain
    assert f"({result.gross} i gruppe 1, {result.exempt} fritaget)" in plain
    assert f"Tæller: {result.counted} - " in plain

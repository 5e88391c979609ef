"""Saving the results as a file from the screen: what is asked, what is written, and how it is stopped."""

import json
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from textual.pilot import Pilot

from broker_tui.casework import report, report_files
from broker_tui.casework.desk import Desk
from broker_tui.casework.report_files import ReportKind
from broker_tui.config.settings import read_settings
from broker_tui.store.journal import latest_entries
from broker_tui.ui.screens.exporting import KINDS, ExportScreen
from tests.ui.form_house import make_desk
from tests.ui.results_house import NAMES, add_known, at, listed, settled, text, view


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is remembered in settings of the test's own."""
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path / "home"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path / "caseload.db")
    add_known(made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def dialog(pilot: Pilot[None]) -> ExportScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def save(pilot: Pilot[None], folder: Path, **values: object) -> None:
    await pilot.press("x")
    await settled(pilot)
    dialog(pilot).form.enter({"folder": str(folder), **values})
    await pilot.press("ctrl+s")
    await settled(pilot)


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_is_saved_for_the_user_alone_and_told_without_names(
    desk: Desk, folder: Path, kind: str
) -> None:
    async with at(desk) as pilot:
        await save(pilot, folder, kind=kind)
        view(pilot)
        assert "Gemt, ikke krypteret: " in text(pilot)
        assert not any(name in text(pilot) for name in NAMES.values())
    [file] = files_in(folder)
    assert file.suffix == (".json" if kind == "anonymous" else f".{ReportKind(kind).extension}")
    assert file.stat().st_mode & 0o777 == 0o600
    assert not any(name.split()[0] in file.name for name in NAMES.values())
    code = "anonymised_exported" if kind == "anonymous" else "results_exported"
    assert latest_entries(desk.store, 1)[0].code == code
    assert read_settings()[0].document_folder == str(folder)
    if kind == "anonymous":
        assert json.loads(file.read_text("utf-8"))["schema"] == "broker_tui.anonymous/1"


async def test_the_dialog_warns_and_asks_for_names_only_where_there_are_any(desk: Desk, folder: Path) -> None:
    async with at(desk) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert "Filen bliver ikke krypteret" in text(pilot)
        assert "Borgerne med" in text(pilot)
        dialog(pilot).form.enter({"kind": "pdf"})
        await settled(pilot)
        assert "Borgerne med" not in text(pilot)
        dialog(pilot).form.enter({"folder": str(folder / "nowhere")})
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Mappen findes ikke" in text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        view(pilot)
    assert files_in(folder) == []


async def test_the_list_of_a_month_saves_that_month_with_names_when_they_are_chosen(desk: Desk, folder: Path) -> None:
    async with at(desk) as pilot:
        await pilot.press("left", "enter")
        await settled(pilot)
        assert "oktober 2026" in text(pilot)
        await save(pilot, folder, kind="xlsx", names="full")
        listed(pilot)
    [file] = files_in(folder)
    assert file.stem == "Resultat 2026-10"
    people = openpyxl.load_workbook(file)["Borgere"]
    assert {row[0] for row in people.iter_rows(min_row=2, values_only=True)} == set(NAMES.values())


async def test_escape_stops_the_work_and_nothing_is_saved(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    make = report.make_report

    def slowly(*arguments: object, **named: object) -> object:
        begun.set()
        assert go_on.wait(10)
        return make(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(report, "make_report", slowly)
    async with at(desk) as pilot:
        await pilot.press("x")
        await settled(pilot)
        dialog(pilot).form.enter({"folder": str(folder)})
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert begun.wait(10)
        await pilot.press("escape")
        dialog(pilot)
        go_on.set()
        await settled(pilot)
        assert "Afbrudt. Der er ikke gemt noget." in text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        view(pilot)
    assert files_in(folder) == []
    assert latest_entries(desk.store, 1)[0].code != "results_exported"


async def test_progress_is_told_while_it_reads(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    async with at(desk) as pilot:
        await pilot.press("x")
        await settled(pilot)
        form = dialog(pilot).form
        say = form.say

        def noted(said: str) -> None:
            told.append(said)
            say(said)

        monkeypatch.setattr(form, "say", noted)
        form.enter({"folder": str(folder), "kind": "xlsx"})
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert told == ["Gemmer …", "skriver filen · Esc afbryder"]


async def test_what_cannot_be_written_is_told_in_words(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broker_tui.exchange.documents.errors import DocumentError

    def full(*_: object, **__: object) -> Path:
        raise DocumentError("disk_full", path=folder)

    monkeypatch.setattr(report_files, "write_report", full)
    async with at(desk) as pilot:
        await save(pilot, folder)
        dialog(pilot)
        assert "●" in text(pilot)
        assert "⟨" not in text(pilot)
        await pilot.press("escape")
        await settled(pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_it_fits_small_terminals_in_both_languages(desk: Desk, size: tuple[int, int]) -> None:
    for language in ("da", "en"):
        async with at(desk, size, language) as pilot:
            await pilot.press("x")
            await settled(pilot)
            assert "⟨" not in text(pilot)
            assert "Excel" in text(pilot)


async def test_nothing_is_offered_while_there_is_nothing(tmp_path: Path) -> None:
    async with at(make_desk(tmp_path / "empty.db")) as pilot:
        await pilot.press("x")
        await settled(pilot)
        view(pilot)
        assert "gem som fil" not in text(pilot)

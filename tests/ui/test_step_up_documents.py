"""Documents on the screen: chosen, read as they will be printed, saved for those who may have them, and only then."""

import os
import stat
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.config.settings import read_settings
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_case
from broker_tui.store.journal import history
from broker_tui.ui.screens import printing
from broker_tui.ui.screens.document import DocumentScreen
from broker_tui.ui.screens.document_choice import offers
from broker_tui.ui.screens.document_lines import document_lines
from broker_tui.ui.screens.pick import PickScreen
from broker_tui.ui.screens.printing import PrintScreen
from broker_tui.ui.screens.saving import shown_folder
from broker_tui.ui.text import ASCII, UNICODE, spans_width
from broker_tui.ui.viewer import open_in_viewer
from tests.exchange.documents.samples import HOSTILE as NASTY
from tests.exchange.documents.samples import sample
from tests.ui.citizen_house import at, go_to, page, put
from tests.ui.conftest import shown
from tests.ui.form_house import HOSTILE, TODAY, House, add_citizen, make_desk
from tests.ui.step_up_house import in_step_up


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROKER_TUI_HOME", str(tmp_path / "home"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ud"
    made.mkdir()
    return made


def house(pilot: Pilot[None]) -> House:
    assert isinstance(pilot.app, House)
    return pilot.app


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(shown(house(pilot)))


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def choose(pilot: Pilot[None], typed: str) -> None:
    """Choose a document from any tab by a part of its name."""
    await press(pilot, "p")
    assert isinstance(pilot.app.screen, PickScreen)
    await press(pilot, *typed, "enter")


async def save(pilot: Pilot[None], folder: Path, **values: object) -> None:
    """Fill in the dialog and save."""
    dialog = pilot.app.screen
    assert isinstance(dialog, PrintScreen)
    dialog.form.enter({"folder": str(folder), **values})
    await press(pilot, "ctrl+s")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


# Which there are -----------------------------------------------------------------------------------------------------


def test_only_what_there_is_something_to_print_of_is_offered(desk: Desk) -> None:
    words = load_words("da")
    new = add_citizen(desk, cpr="6202801234")
    assert [wanted.kind for wanted, _ in offers(read_case(desk.store, new), new, words, TODAY)] == ["status"]
    citizen_id = in_step_up(desk)
    put(desk, citizen_id, "placement", kind="internship", company="Netto", started_on="2026-11-16", purpose="training")
    case = read_case(desk.store, citizen_id)
    kinds = [wanted.kind for wanted, _ in offers(case, citizen_id, words, TODAY)]
    assert kinds == ["preparation", "read_aloud", "agenda", "invitation", "placement_agreement", "status"]


async def test_what_concerns_the_line_under_the_cursor_stands_first(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (100, 40)) as pilot:
        go_to(pilot, "participant:p4")
        await press(pilot, "p")
        picker = pilot.app.screen
        assert isinstance(picker, PickScreen)
        assert picker.list.choices[0][0].label == "Invitation til Ida Storm"
        await press(pilot, "enter")
        assert "Til: Ida Storm" in seen(pilot) or "Ida Storm" in seen(pilot)


# Reading -------------------------------------------------------------------------------------------------------------


async def test_the_cpr_number_is_left_out_until_asked_for(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (100, 30)) as pilot:
        await choose(pilot, "status")
        assert isinstance(pilot.app.screen, DocumentScreen)
        assert "Åse Ørsted" in seen(pilot)
        assert "uden CPR-nr." in seen(pilot)
        assert "610180" not in seen(pilot)
        await press(pilot, "h")
        assert "610180-1234" in seen(pilot)
        assert "med CPR-nr." in seen(pilot)
        await press(pilot, "h", "escape")
        assert page(pilot).citizen_id == citizen_id


@pytest.mark.parametrize("width", [34, 48, 56, 70, 92, 150])
@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_a_document_fits_every_width_and_loses_no_word(width: int, signs: object) -> None:
    assert signs in (UNICODE, ASCII)
    document = sample()
    lines = document_lines(document, UNICODE if signs is UNICODE else ASCII, width)
    assert all(spans_width(line) <= width for line in lines)
    told = " ".join(text for line in lines for text, _ in line)
    for word in ("Støttekontaktperson", "helbredsmestring.", "Sagsbehandler", "ordinære", "ikke"):
        assert word in told


def test_a_numbered_list_goes_on_where_the_one_before_ended() -> None:
    from broker_tui.exchange.documents.parts import Bullets

    lines = document_lines(
        sample(Bullets(("a", "b"), numbered=True), Bullets(("c",), numbered=True, first=3)), UNICODE, 60
    )
    told = ["".join(text for text, _ in line) for line in lines]
    assert [line for line in told if line.strip()[:2] in {"1.", "2.", "3."}] == [" 1. a", " 2. b", " 3. c"]


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_hostile_text_never_breaks_a_line(text: str) -> None:
    from broker_tui.exchange.documents.parts import Bullets, Heading, Note, Pairs, Paragraph, Table

    parts = (
        Heading(1, text),
        Paragraph(text),
        Note(text),
        Pairs(((text, text),)),
        Bullets((text,)),
        Table((text, "Hvad"), ((text, text),)),
    )
    for width in (40, 92):
        for line in document_lines(sample(*parts), UNICODE, width):
            assert spans_width(line) <= width
            assert all(part.isprintable() for part, _ in line)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_hostile_text_stands_as_written_on_the_screen(desk: Desk, size: tuple[int, int]) -> None:
    citizen_id = in_step_up(desk, HOSTILE, f"{HOSTILE} \x1b[2J\u202e")
    async with at(desk, citizen_id, "step_up", size) as pilot:
        await choose(pilot, "forberedelsesskema til step")
        assert HOSTILE in seen(pilot)
        assert "⟨" not in seen(pilot)
        await press(pilot, "end", "p")
        assert "⟨" not in seen(pilot)
        assert "ikke krypteret" in seen(pilot)


# Saving --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pdf", "docx", "txt"])
async def test_a_document_is_saved_for_her_alone_journalled_and_told_unencrypted(
    desk: Desk, folder: Path, kind: str
) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (120, 30)) as pilot:
        await choose(pilot, "dagsorden")
        await press(pilot, "p")
        assert "Filen bliver ikke krypteret" in seen(pilot)
        await save(pilot, folder, format=kind)
        assert isinstance(pilot.app.screen, DocumentScreen), seen(pilot)
        assert "Gemt, ikke krypteret: Dagsorden" in seen(pilot)
        assert "Åse" not in shown(house(pilot))[-2]
    [file] = files_in(folder)
    assert file.suffix == f".{kind}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    printed = [entry for entry in history(desk.store, citizen_id, 10, None) if entry.code.startswith("printed")]
    assert [(entry.params["kind"], entry.params["recipient"]) for entry in printed] == [("agenda", "citizen")]
    settings, _ = read_settings()
    assert (settings.document_format, settings.document_folder) == (kind, str(folder))


async def test_nothing_is_saved_for_others_before_her_consent_and_the_dialog_says_why(desk: Desk, folder: Path) -> None:
    """R159: withdrawal stops the printing for others; her own copy she always gets."""
    citizen_id = in_step_up(desk)
    put(desk, citizen_id, "withdrawal", "co", withdrawn_on="2026-11-18")
    async with at(desk, citizen_id, "overview", (100, 40)) as pilot:
        await choose(pilot, "forberedelsesskema til step")
        await press(pilot, "p")
        await save(pilot, folder, recipient="participants")
        assert isinstance(pilot.app.screen, PrintScreen)
        assert "Samtykket er trukket tilbage" in " ".join(seen(pilot).split())
        assert files_in(folder) == []
        await save(pilot, folder, recipient="citizen", format="txt")
        assert isinstance(pilot.app.screen, DocumentScreen)
    assert len(files_in(folder)) == 1


async def test_a_folder_that_is_not_there_is_said_at_its_field(desk: Desk, tmp_path: Path) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (100, 40)) as pilot:
        await choose(pilot, "status")
        await press(pilot, "p")
        await save(pilot, tmp_path / "findes-ikke")
        assert "Mappen findes ikke" in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DocumentScreen)


async def test_a_folder_that_cannot_be_written_to_is_told_in_words(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broker_tui.exchange.documents import write
    from broker_tui.exchange.documents.errors import DocumentError

    def full(*_: object) -> Path:
        raise DocumentError("disk_full", path=folder)

    monkeypatch.setattr(write, "save_document", full)
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (100, 40)) as pilot:
        await choose(pilot, "status")
        await press(pilot, "p")
        await save(pilot, folder, format="txt")
        assert isinstance(pilot.app.screen, PrintScreen)
        assert "●" in seen(pilot)
        assert "⟨" not in seen(pilot)


async def test_what_cannot_be_opened_is_said_kindly_and_is_saved_all_the_same(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "open_in_viewer", lambda _: False)
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (160, 40)) as pilot:
        await choose(pilot, "status")
        await press(pilot, "p")
        await save(pilot, folder, format="txt", open_after=True)
        assert "find den i mappen" in seen(pilot)
    assert len(files_in(folder)) == 1


async def test_a_dialog_left_while_the_file_is_written_tells_of_it_all_the_same(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broker_tui.casework import documents

    left, write = Event(), documents.write_document

    def slowly(*arguments: object, **named: object) -> documents.Written:
        assert left.wait(10)
        return write(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "write_document", slowly)
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "overview", (120, 40)) as pilot:
        await choose(pilot, "status")
        await press(pilot, "p")
        dialog = pilot.app.screen
        assert isinstance(dialog, PrintScreen)
        dialog.form.enter({"folder": str(folder), "format": "txt"})
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(pilot.app.screen, DocumentScreen)
        left.set()
        for _ in range(100):
            await pilot.pause(0.05)
            if "Gemt, ikke krypteret" in seen(pilot):
                break
        assert "Gemt, ikke krypteret" in seen(pilot)
    assert len(files_in(folder)) == 1


async def test_signs_that_the_font_lacks_are_told_where_the_window_is_narrow(desk: Desk, folder: Path) -> None:
    citizen_id = in_step_up(desk, text="Kommer med bus \U0001f68c")
    async with at(desk, citizen_id, "overview", (80, 24)) as pilot:
        await choose(pilot, "forberedelsesskema til step-up")
        await press(pilot, "p")
        await save(pilot, folder, format="pdf")
        assert isinstance(pilot.app.screen, DocumentScreen), seen(pilot)
        assert "1 tegn findes ikke i skrifttypen og står som nummer." in seen(pilot)
    assert len(files_in(folder)) == 1


# Opening -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("exit_code", "opened"), [(0, True), (3, False)])
@pytest.mark.skipif(os.name == "nt", reason="the starter is a shell script")
def test_the_systems_starter_is_told_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exit_code: int, *, opened: bool
) -> None:
    starter = tmp_path / "bin" / "xdg-open"
    starter.parent.mkdir()
    starter.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/told\nexit {exit_code}\n')
    starter.chmod(0o700)
    monkeypatch.setenv("PATH", f"{starter.parent}:/usr/bin:/bin")
    monkeypatch.setattr("sys.platform", "linux")
    file = tmp_path / "Aftale ÅØ.pdf"
    assert open_in_viewer(file) is opened
    assert (tmp_path / "told").read_text() == str(file)


def test_without_a_starter_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert not open_in_viewer(tmp_path / "file.pdf")


def test_a_folder_is_shown_as_people_write_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert shown_folder(f"{tmp_path}/ud") == "~/ud"
    assert shown_folder(str(tmp_path)) == "~"
    assert shown_folder(f"{tmp_path}x/ud") == f"{tmp_path}x/ud"
    assert shown_folder("")

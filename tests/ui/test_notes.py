"""Field notes: seen on the first screen, filed under a citizen, thrown away and brought back; quick notes; drafts."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.domain.citizen import Citizen
from broker_tui.domain.group import GroupMembership
from broker_tui.store.act import act
from broker_tui.store.cases import read_case
from broker_tui.store.drafts import list_drafts, save_draft
from broker_tui.store.inbox import inbox_path, read_inbox, seal_note
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.screens.asking import AskDialog
from broker_tui.ui.screens.notes import NotesScreen
from tests.ui.starting import SIZES, TODAY, settled, shown, working

HOSTILE = "Ølsen [/] & [b Søn ringede om Netto"


@pytest.fixture
def app(database: Path) -> BrokerApp:
    return working(database)


@pytest.fixture
def citizen(app: BrokerApp) -> str:
    with act(app.desk.store, "citizen_added", who=app.desk.who) as writing:
        made = writing.add_citizen(Citizen(cpr="6101801234", name="Åse Ørsted", enrolled_on=TODAY.replace(month=1)))
        writing.add(made, GroupMembership(id="group-1", group="1", started_on=TODAY.replace(month=1)))
    return made


async def open_notes(pilot: Pilot[None]) -> NotesScreen:
    app = pilot.app
    assert isinstance(app, BrokerApp)
    app.action_notes()
    await settled(pilot)
    screen = app.screen
    assert isinstance(screen, NotesScreen)
    return screen


async def test_waiting_notes_stand_on_the_first_screen(app: BrokerApp, database: Path) -> None:
    seal_note(database, "ring til Åse", "")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.words("start.badge.notes", n=1) in shown(app)
        app.desk.store.close()


async def test_a_note_is_filed_as_a_contact(app: BrokerApp, database: Path, citizen: str) -> None:
    seal_note(database, HOSTILE, "ørsted")
    async with app.run_test(size=(120, 40)) as pilot:
        await open_notes(pilot)
        assert HOSTILE in shown(app)
        note = read_inbox(app.desk.store)[0]
        app._desk = app.desk.__class__(app.desk.store, app.desk.programmes, app.desk.who, note.at.date())
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        case = read_case(app.desk.store, citizen)
        assert [contact.note for contact in case.contacts] == [HOSTILE]
        assert read_inbox(app.desk.store) == []
        app.desk.store.close()


async def test_a_note_is_filed_as_a_remark(app: BrokerApp, database: Path, citizen: str) -> None:
    seal_note(database, HOSTILE, "ørsted")
    async with app.run_test(size=(120, 40)) as pilot:
        await open_notes(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert read_case(app.desk.store, citizen).citizen.remark.endswith(HOSTILE)
        app.desk.store.close()


async def test_a_note_is_thrown_away_at_the_second_key_and_comes_back(app: BrokerApp, database: Path) -> None:
    seal_note(database, HOSTILE, "ørsted")
    async with app.run_test(size=(120, 40)) as pilot:
        await open_notes(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert len(read_inbox(app.desk.store)) == 1
        await pilot.press("d")
        await settled(pilot)
        assert read_inbox(app.desk.store) == []
        await pilot.press("z")
        await settled(pilot)
        assert [(note.text, note.hint) for note in read_inbox(app.desk.store)] == [(HOSTILE, "ørsted")]
        app.desk.store.close()


async def test_a_note_that_cannot_be_read_is_said_and_kept(app: BrokerApp, database: Path) -> None:
    seal_note(database, "hemmelig", "")
    path = next(inbox_path(database).iterdir())
    path.write_bytes(path.read_bytes()[:-5])
    async with app.run_test(size=(120, 40)) as pilot:
        await open_notes(pilot)
        assert app.words("intake.notes.unreadable")[:20] in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NotesScreen)
        assert path.exists()
        app.desk.store.close()


async def test_a_quick_note_goes_to_the_citizen(app: BrokerApp, citizen: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        app.write_note(citizen)
        await settled(pilot)
        await pilot.press(*"har fået job", "enter")
        await settled(pilot)
        assert read_case(app.desk.store, citizen).citizen.remark == f"{TODAY:%d-%m-%Y}: har fået job"
        app.desk.store.close()


async def test_a_quick_note_about_nobody_goes_to_the_inbox(app: BrokerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press("enter")
        assert isinstance(app.screen, AskDialog)
        await pilot.press(*"køb mælk", "enter")
        await settled(pilot)
        assert [note.text for note in read_inbox(app.desk.store)] == ["køb mælk"]
        app.desk.store.close()


async def test_a_note_that_is_left_is_there_again(app: BrokerApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press(*"halv sætn", "escape")
        await settled(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "halv sætn"
        await pilot.press(*"ing", "enter")
        await settled(pilot)
        assert list_drafts(app.desk.store) == []
        app.desk.store.close()


async def test_a_form_left_by_a_kill_is_announced_and_opened(app: BrokerApp, citizen: str) -> None:
    save_draft(app.desk.store, f"form:contact:{citizen}:", {"note": "nåede ikke at gemme"})
    async with app.run_test(size=(120, 40)) as pilot:
        app.begin(app.desk)
        await settled(pilot)
        assert "Åse Ørsted" in shown(app)
        assert app.words("start.badge.drafts", n=1) in shown(app)
        await pilot.press("f6")
        await settled(pilot)
        assert "nåede ikke at gemme" in shown(app)
        app.desk.store.close()


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits(app: BrokerApp, database: Path, size: tuple[int, int]) -> None:
    for number in range(30):
        seal_note(database, f"note {number} " + "lang " * 30, "")
    async with app.run_test(size=size) as pilot:
        await open_notes(pilot)
        text = shown(app)
        assert app.words("intake.notes.title") in text
        assert "note 0" in text
        assert "⟨" not in text
        app.desk.store.close()

"""Bringing citizens in on the screen: the file, its columns, the plan, one act, and back with z."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from broker_tui.casework.importing import find_profile
from broker_tui.store.caseload_ids import caseload_ids
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.paths import completions, typed_path
from broker_tui.ui.screens.importing import ENDINGS, ImportScreen, Working
from broker_tui.ui.screens.importing_cases import ImportCasesScreen
from broker_tui.ui.screens.importing_columns import ImportColumnsScreen
from broker_tui.ui.screens.importing_plan import ImportPlanScreen
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.prose import Prose
from broker_tui.ui.widgets.table import Table
from tests.ui.starting import SIZES, TODAY, answer, settled, shown, working

HEADER = "CPR-nr.;Navn;Tlf.;Startdato"
ROWS = ["610180-1234;Åse Ørsted;20304050;01-09-2026", "620281-1234;Bo Holm [b];20304051;05-10-2026"]
REFUSED = "1234;Carla Bæk;;01-10-2026"


@pytest.fixture
def app(database: Path) -> BrokerApp:
    return working(database)


def write(folder: Path, *rows: str, header: str = HEADER, name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([header, *rows]).encode("cp1252"))
    return path


async def choose(pilot: Pilot[None], path: Path | str) -> None:
    """Open the import and give it a file."""
    app = pilot.app
    assert isinstance(app, BrokerApp)
    app.action_import_file()
    await settled(pilot)
    app.screen.query_one("#path", Input).value = str(path)
    await pilot.press("enter")
    await settled(pilot)


async def to_plan(pilot: Pilot[None], path: Path) -> ImportPlanScreen:
    """Go on until the plan."""
    await choose(pilot, path)
    assert isinstance(pilot.app.screen, ImportColumnsScreen)
    await pilot.press("ctrl+s")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ImportPlanScreen)
    return screen


def said(app: BrokerApp) -> str:
    return app.screen.query_one(Foot).message


def count(app: BrokerApp) -> int:
    return len(caseload_ids(app.desk.store, TODAY))


async def test_a_file_in_cp1252_comes_in_and_goes_out_again(app: BrokerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await to_plan(pilot, write(tmp_path, *ROWS))
        assert "Åse Ørsted" in shown(app)
        assert "Bo Holm [b]" in shown(app)
        assert "610180-1234" not in shown(app)
        assert screen._plan.counts()["new"] == 2
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is app.view("my_week")
        assert count(app) == 2
        assert "2 nye" in said(app)
        await pilot.press("z")
        await settled(pilot)
        assert count(app) == 0
        app.desk.store.close()


async def test_the_same_file_again_changes_nothing(app: BrokerApp, tmp_path: Path) -> None:
    path = write(tmp_path, *ROWS)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_plan(pilot, path)
        await pilot.press("ctrl+s")
        await settled(pilot)
        screen = await to_plan(pilot, path)
        assert screen._plan.counts()["unchanged"] == 2
        assert app.words("intake.plan.before", on=TODAY).split(",")[0] in shown(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert said(app).endswith(app.words("intake.run.nothing"))
        app.desk.store.close()


async def test_a_refused_row_stops_all_until_it_is_skipped(app: BrokerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await to_plan(pilot, write(tmp_path, *ROWS, REFUSED))
        assert "CPR-nr." in shown(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert count(app) == 0
        assert app.words("intake.plan.refused_block", n=1, key="x") in said(app)
        await pilot.press("x", "ctrl+s")
        await settled(pilot)
        assert count(app) == 2
        app.desk.store.close()


async def test_refused_rows_are_saved_as_csv_with_masked_values(app: BrokerApp, tmp_path: Path) -> None:
    target = tmp_path / "afviste.csv"
    async with app.run_test(size=(120, 40)) as pilot:
        await to_plan(pilot, write(tmp_path, *ROWS, "610180-12345;Carla Bæk;;01-10-2026"))
        await pilot.press("f")
        await settled(pilot)
        field = app.screen.query_one(Input)
        field.value = str(tmp_path / "liste.csv")
        await pilot.press("enter")
        await settled(pilot)
        assert app.words("intake.save.exists") in answer(app)
        field.value = str(target)
        await pilot.press("enter")
        await settled(pilot)
        app.desk.store.close()
    text = target.read_text("utf-8-sig")
    assert text.splitlines()[1].startswith("4;CPR-nr.;")
    assert "12345" not in text


async def test_the_start_date_is_asked_once_for_all(app: BrokerApp, tmp_path: Path) -> None:
    rows = ["610180-1234;Åse Ørsted", "620281-1234;Bo Holm"]
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await to_plan(pilot, write(tmp_path, *rows, header="CPR-nr.;Navn"))
        assert screen._plan.start_missing == 2
        await pilot.press("ctrl+s")
        await settled(pilot)
        field = app.screen.query_one(Input)
        field.value = "1/12-26"
        await pilot.press("enter")
        await settled(pilot)
        assert app.words("problem.future_date") in answer(app)
        field.value = "1/10"
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is screen
        assert screen._plan.counts()["new"] == 2
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert count(app) == 2
        app.desk.store.close()


async def test_new_ones_become_mine_or_nobodys(app: BrokerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await to_plan(pilot, write(tmp_path, *ROWS))
        assert screen._plan.options.broker_id == app.desk.who
        await pilot.press("t")
        await settled(pilot)
        assert screen._plan.options.broker_id is None
        assert app.words("intake.plan.nobodys", key="t") in screen.query_one("#settle", Prose).text
        app.desk.store.close()


async def test_a_likely_column_is_used_only_once_confirmed(app: BrokerApp, tmp_path: Path) -> None:
    rows = ["610180-1234;Åse Ørsted;20304050;01-09-2026"]
    header = "CPR-nr.;Navn;Telefonnumer;Startdato"
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, write(tmp_path, *rows, header=header))
        screen = app.screen
        assert isinstance(screen, ImportColumnsScreen)
        assert "phone" in screen._map.suggested
        assert "phone" not in screen._map.fields
        await pilot.press("a")
        await settled(pilot)
        assert "phone" in screen._map.fields
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert find_profile(app.desk, screen._file.headers) == "liste"
        app.desk.store.close()


async def test_a_column_is_chosen_from_a_list(app: BrokerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, write(tmp_path, "610180-1234;Åse Ørsted;hun", header="CPR-nr.;Navn;Andet"))
        screen = app.screen
        assert isinstance(screen, ImportColumnsScreen)
        table = screen.query_one(Table)
        table.go_to("2")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"bemærk", "enter")
        await settled(pilot)
        assert screen._map.fields["remark"] == 2
        table.go_to("1")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"bruges ikke", "enter")
        await settled(pilot)
        assert "name" not in screen._map.fields
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is screen
        assert app.words("import.file.no_name_column") in said(app)
        app.desk.store.close()


async def test_a_conflict_keeps_ours_until_the_files_is_taken(app: BrokerApp, tmp_path: Path) -> None:
    from broker_tui.store.act import act

    async with app.run_test(size=(120, 40)) as pilot:
        await to_plan(pilot, write(tmp_path, *ROWS))
        await pilot.press("ctrl+s")
        await settled(pilot)
        citizen = app.desk.store.citizen_id("6101801234")
        with act(app.desk.store, "citizen_changed", who=app.desk.who, citizen_id=citizen) as writing:
            writing.change_citizen(citizen, {"phone": "99 99 99 99"})
        screen = await to_plan(pilot, write(tmp_path, ROWS[0].replace("20304050", "20304059"), ROWS[1]))
        assert screen._section == "changed"
        assert screen._plan.counts()["changed"] == 0
        await pilot.press("enter")
        await settled(pilot)
        assert screen._plan.counts()["changed"] == 1
        app.desk.store.close()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "pdf"),
        (bytes(range(256)) * 20, "binary"),
        (b"CPR-nr.;Navn\r\n", "only_header"),
    ],
)
async def test_a_file_that_will_not_do_is_told_in_a_sentence(
    app: BrokerApp, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    async with app.run_test() as pilot:
        await choose(pilot, path)
        assert isinstance(app.screen, ImportScreen)
        assert app.words(f"import.file.{code}") in answer(app)
        app.desk.store.close()


async def test_a_path_that_is_not_there_is_told(app: BrokerApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await choose(pilot, tmp_path / "findes-ikke.csv")
        assert app.words("import.file.missing") in answer(app)
        app.desk.store.close()


async def test_the_list_leads_through_folders(app: BrokerApp, tmp_path: Path) -> None:
    (tmp_path / "udtræk").mkdir()
    write(tmp_path / "udtræk", *ROWS)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"{tmp_path}/ud")
        assert app.screen.query_one("#path", Input).value == f"{tmp_path}/udtræk/"
        await pilot.press("tab")
        await settled(pilot)
        assert app.screen.query_one("#path", Input).value.endswith("/udtræk/liste.csv")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ImportColumnsScreen)
        await pilot.press("escape", "escape")
        await settled(pilot)
        app.action_import_file()
        await settled(pilot)
        assert app.screen.query_one("#path", Input).value == f"{tmp_path}/udtræk/"
        app.desk.store.close()


@pytest.mark.parametrize("size", SIZES)
async def test_every_step_fits(app: BrokerApp, tmp_path: Path, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await choose(pilot, write(tmp_path, *ROWS, REFUSED))
        assert "Navn" in shown(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        text = shown(app)
        assert "Afviste" in text
        assert "CPR-nr." in text
        assert "⟨" not in text
        app.desk.store.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/srv/a b.csv", "/srv/a b.csv"),
        ("  '/srv/a b.csv' ", "/srv/a b.csv"),
        ('"/srv/a b.csv"', "/srv/a b.csv"),
        ("/srv/a\\ b.csv", "/srv/a b.csv"),
        ("file:///srv/%C3%A5%20b.csv", "/srv/å b.csv"),
        ("~/a.csv", str(Path.home() / "a.csv")),
        ("~ingen-der-hedder-det/a.csv", "~ingen-der-hedder-det/a.csv"),
        ("/home/mig//srv/a.csv", "/srv/a.csv"),
        ("/home/mig/~/a.csv", str(Path.home() / "a.csv")),
        ("//server/deling/a.csv", "//server/deling/a.csv"),
    ],
)
def test_paths_as_they_are_typed_and_dropped(typed: str, meant: str) -> None:
    assert typed_path(typed) == Path(meant)


def test_completions_offer_folders_and_fitting_files(tmp_path: Path) -> None:
    (tmp_path / "Mappe").mkdir()
    for name in ("a.csv", "b.XLSX", "c.docx", ".skjult.csv"):
        (tmp_path / name).write_text("")
    names = [Path(entry).name for entry in completions(f"{tmp_path}/", ENDINGS)]
    assert names == ["Mappe", "a.csv", "b.XLSX"]
    assert completions(f"{tmp_path}/m", ENDINGS) == [f"{tmp_path}/Mappe/"]
    assert completions(f"{tmp_path}/findes/ikke", ENDINGS) == []


async def test_a_case_file_comes_in_whole(app: BrokerApp, database: Path, tmp_path: Path) -> None:
    from broker_tui.casework.casefile import write_cases

    target = tmp_path / "sager.json"
    other = working(tmp_path / "anden.db")
    async with other.run_test(size=(120, 40)) as pilot:
        await to_plan(pilot, write(tmp_path, *ROWS))
        await pilot.press("ctrl+s")
        await settled(pilot)
        write_cases(other.desk, target)
        other.desk.store.close()
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, target)
        assert isinstance(app.screen, ImportCasesScreen)
        assert "Åse Ørsted" in shown(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert count(app) == 2
        assert "2 nye" in said(app)
        await choose(pilot, target)
        assert app.words("intake.run.nothing") in shown(app)
        app.desk.store.close()


async def test_a_case_that_cannot_be_used_stops_all_until_it_is_skipped(app: BrokerApp, tmp_path: Path) -> None:
    import json

    from broker_tui.casework.casefile import write_cases

    target = tmp_path / "sager.json"
    other = working(tmp_path / "anden.db")
    async with other.run_test(size=(120, 40)) as pilot:
        await to_plan(pilot, write(tmp_path, *ROWS))
        await pilot.press("ctrl+s")
        await settled(pilot)
        write_cases(other.desk, target)
        other.desk.store.close()
    document = json.loads(target.read_text("utf-8"))
    document["cases"][0]["citizen"]["cpr"] = "1234"
    target.write_text(json.dumps(document), "utf-8")
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, target)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert count(app) == 0
        assert "⟨" not in shown(app)
        await pilot.press("x", "ctrl+s")
        await settled(pilot)
        assert count(app) == 1
        app.desk.store.close()


@pytest.mark.parametrize("step", ["file", "columns", "plan"])
async def test_a_long_step_is_stopped_with_nothing_changed(
    app: BrokerApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = write(tmp_path, *ROWS)
    async with app.run_test(size=(120, 40)) as pilot:
        if step == "plan":
            await to_plan(pilot, path)
        elif step == "columns":
            await choose(pilot, path)
        before = app.screen
        monkeypatch.setattr(Working, "stop_asked", lambda _: True)
        if step == "file":
            await choose(pilot, path)
            assert app.words("intake.stopped") in answer(app)
        else:
            await pilot.press("ctrl+s")
            await settled(pilot)
            assert app.screen is before
            assert app.words("intake.stopped") in said(app)
        assert count(app) == 0
        app.desk.store.close()

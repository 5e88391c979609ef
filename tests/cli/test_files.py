"""import, export, init, backup, restore, doctor and schema, end to end."""

import json
import stat
from pathlib import Path

import pytest

from broker_tui.casework.opening import open_desk
from broker_tui.store.cases import read_cases
from broker_tui.store.journal import latest_entries
from tests.casework.conftest import TODAY
from tests.cli.conftest import CITIZENS, Run
from tests.conftest import PASSPHRASE

LIST = """Udtræk fra fagsystemet
CPR-nr.;Navn;Telefon;Startdato;Gruppe;Trin;Jobformidler;Farve
610180-1000;Åse Ørsted;20 30 40 50;24-08-2026;1;1;Maja Lund;blå
650580-1004;Ægir Bæk;;;1;2;Maja Lund;
660680-1005;=HYPERLINK("x");;01-09-2026;;;;
I alt 3 borgere;;;;;;;
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list in cp1252, as case systems write it."""
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.replace("\n", "\r\n").encode("cp1252"))
    return path


def names(database: Path) -> list[str]:
    with open_desk(database, PASSPHRASE, TODAY).store as store:
        return [case.citizen.name for _, case in read_cases(store)]


def test_a_list_is_planned_imported_and_then_unchanged(run: Run, copied: Path, listed: Path) -> None:
    before = names(copied)
    trial = run("import", str(listed), "--dry-run", "--json").json
    assert names(copied) == before
    assert (trial["new"], trial["changed"], trial["unchanged"], trial["refused"]) == (2, 1, 0, [])
    assert {one["name"] for one in trial["not_in_file"]} == {"Bo Holm", "Bo Holmgård", "Ølsen [/] & [b Søn"}
    told = run("import", str(listed))
    assert told.code == 0
    assert "20-11-2026" in told.err, "who has no start date starts today, and is told so"
    assert "Farve" in told.out
    assert set(names(copied)) == {*before, "Ægir Bæk", '=HYPERLINK("x")'}
    again = run("import", str(listed), "--json")
    assert (again.code, again.json["new"], again.json["changed"], again.json["unchanged"]) == (0, 0, 0, 3)
    assert not again.json["imported"]


def test_refused_rows_stop_everything_or_are_skipped(run: Run, copied: Path, listed: Path, tmp_path: Path) -> None:
    with listed.open("a", encoding="cp1252") as file:
        file.write("1234;Forkert;;01-09-2026;;;;\r\n650580-1004;Ægir igen;;01-09-2026;;;;\r\n")
    before = names(copied)
    errors = tmp_path / "fejl.csv"
    stopped = run("import", str(listed), "--json", "--errors", str(errors))
    assert stopped.code == 1
    assert names(copied) == before
    assert [(one["row"], one["code"]) for one in stopped.json["refused"]] == [(7, "cpr_digits"), (8, "cpr_twice")]
    assert set(stopped.json["refused"][0]) >= {"row", "column", "code", "text"}
    assert "6505801004" not in stopped.out + errors.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(errors.stat().st_mode) == 0o600
    skipped = run("import", str(listed), "--skip-invalid", "--start", "1/11")
    assert skipped.code == 1
    assert "Ægir Bæk" in names(copied)


def test_columns_are_named_and_remembered(run: Run, copied: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Nummer;Hvem;Startdato\n6505801004;Ægir Bæk;01-09-2026\n", encoding="utf-8")
    assert run("import", str(path)).code == 3
    assert run("import", str(path), "--mapping", "Nummer=farve").code == 2
    assert run("import", str(path), "--mapping", "Findes ikke=cpr").code == 2
    named = ("--mapping", "Nummer=cpr", "--mapping", "Hvem=name", "--save-profile", "Vejle")
    assert run("import", str(path), *named).code == 0
    assert run("import", str(path), "--profile", "Vejle", "--json").json["unchanged"] == 1
    assert run("import", str(path), "--profile", "Ukendt").code == 3


def test_a_case_file_goes_out_and_comes_in_equal(run: Run, copied: Path, tmp_path: Path) -> None:
    run("contact", "Åse", "--note", "Ølsen [/] & [b Søn")
    path = tmp_path / "case.json"
    assert run("export", "-o", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    other = ("--db", str(tmp_path / "other.db"))
    assert run("init", *other).code == 0
    assert run("import", str(path), "--dry-run", "--json", *other).json["new"] == 4
    assert run("import", str(path), *other).code == 0
    assert run("export", *other).json == json.loads(path.read_text(encoding="utf-8"))
    assert run("import", str(path), "--json", *other).json["unchanged"] == 4
    one = run("export", "--citizen", "Åse").json
    assert [case["citizen"]["name"] for case in one["cases"]] == ["Åse Ørsted"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_goes_out_without_numbers(run: Run, copied: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"liste.{kind}"
    assert run("export", "--format", kind, "-o", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = run("import", str(path), "--dry-run")
    assert read.code == 3, "without CPR numbers there is nothing to import"
    assert run("export", "--format", kind, "-o", str(path), "--with-cpr").code == 0
    again = run("import", str(path), "--dry-run", "--json").json
    assert (again["new"], len(again["refused"])) == (0, 0)
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        assert [entry.code for entry in latest_entries(store, 2)] == ["list_exported", "list_exported"]


def test_a_list_on_standard_output(run: Run, copied: Path) -> None:
    told = run("export", "--format", "csv")
    assert told.out.count("\r\n") == 5
    assert not any(cpr in told.out for cpr, *_ in CITIZENS)
    assert run("export", "--format", "xlsx").code == 2
    assert run("export", "-o", str(copied)).code == 2


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "tom"), (b"%PDF-1.7 x", "PDF"), (b"\x00\x01\x02" * 90, "ikke"), (b"hej", "")]
)
def test_files_that_are_no_lists_change_nothing(
    run: Run, copied: Path, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    before = copied.read_bytes()
    told = run("import", str(path))
    assert told.code == 3
    assert says in told.err
    assert told.err.count("\n") == 1
    assert copied.read_bytes() == before


def test_a_new_database_shows_its_recovery_code_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "new.db"
    made = run("init", "--name", "Maja Lund", "--db", str(database))
    assert made.code == 0
    code = made.out.strip()
    assert len(code.replace("-", "")) == 32
    assert run("init", "--db", str(database)).code == 3
    monkeypatch.setenv("BROKER_TUI_PASSPHRASE", code)
    assert run("todo", "--db", str(database)).code == 0
    monkeypatch.setenv("BROKER_TUI_PASSPHRASE", "forkert")
    wrong = run("todo", "--db", str(database))
    assert (wrong.code, wrong.err.count("\n")) == (3, 1)


def test_the_passphrase_comes_from_a_file(
    run: Run, copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BROKER_TUI_PASSPHRASE")
    assert run("todo").code == 2
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    assert run("todo", "--passphrase-file", str(secret)).code == 0
    assert run("--passphrase-file", str(tmp_path / "gone"), "todo").code == 3


def test_backup_and_restore(run: Run, copied: Path, tmp_path: Path) -> None:
    made = run("backup", str(tmp_path / "safe"))
    assert made.code == 0
    backup = Path(made.out.strip())
    assert backup.parent == tmp_path / "safe"
    run("contact", "Åse")
    assert run("restore", str(backup)).code == 0
    assert run("citizen", "Åse", "--json").json["contacts"] == []
    assert run("restore", str(tmp_path / "gone.db")).code == 3


def test_doctor_finds_what_is_wrong(run: Run, copied: Path, tmp_path: Path) -> None:
    sound = run("doctor", "--json")
    checks = {one["code"]: one["ok"] for one in sound.json["checks"]}
    assert all(ok for code, ok in checks.items() if code.startswith("database"))
    assert {"terminal", "encoding", "settings", "data", "backups", "notes"} <= checks.keys()
    settings = tmp_path / "home" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('language = "fr"\n[keymap]\n"contact.log" = "q,q,q"\n', encoding="utf-8")
    ill = run("doctor", "--lang", "da", "--json")
    assert ill.code == 1
    assert not {one["code"]: one["ok"] for one in ill.json["checks"]}["settings"]
    copied.unlink()
    assert run("doctor", "--lang", "da").code == 1


def test_the_anonymised_set_is_written_and_journalled(run: Run, copied: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    assert run("export", "--format", "anonymised").code == 2, "it is a file"
    assert run("export", "--format", "anonymised", "--citizen", "Åse", "-o", str(path)).code == 2
    told = run("export", "--format", "anonymised", "-o", str(path))
    assert told.code == 0, told.err
    document = json.loads(path.read_text("utf-8"))
    assert document["schema"] == "broker_tui.anonymous/1"
    assert "Åse" not in path.read_text("utf-8")
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        assert latest_entries(store, 1)[0].code == "anonymised_exported"


def test_the_template_can_be_filled_in_and_brought_in(run: Run, copied: Path, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    assert run("export", "--template", "-o", str(path)).code == 0
    assert run("export", "--template", "-o", str(path)).code == 2, "a list already begun is not written over"
    header = run("export", "--template").out.splitlines()[0]
    assert header.lstrip("\ufeff").startswith("CPR-nr.;Navn;")
    given = {"CPR-nr.": "670180-1234", "Navn": "Bo Ny", "Startdato": "16-11-2026"}
    line = ";".join(given.get(name, "") for name in header.lstrip("\ufeff").split(";"))
    path.write_bytes(path.read_bytes() + line.encode())
    told = run("import", str(path), "--dry-run", "--json")
    assert not told.err
    assert told.json["new"]


def test_the_schema_describes_what_export_writes(run: Run, copied: Path) -> None:
    schema = run("schema", "case").json
    document = run("export").json
    assert set(document) == set(schema["properties"])
    unknown = run("schema", "findes-ikke")
    assert unknown.code == 2
    assert "case" in unknown.err
    assert "agreement" in unknown.err


def test_no_database_tells_how_to_make_one(run: Run) -> None:
    for command in (["todo"], ["citizen", "x"], ["note", "hej"], ["import", "x"], ["export"], ["backup"]):
        told = run(*command)
        assert told.code == 3, command
        assert "broker-tui init" in told.err or command == ["import", "x"]


def test_while_the_program_is_open_the_shell_reads_and_notes_but_does_not_write(run: Run, copied: Path) -> None:
    with open_desk(copied, PASSPHRASE, TODAY).store:
        assert run("todo").code == 0
        assert run("citizen", "Åse").code == 0
        assert run("note", "Åse: ring").code == 0
        refused = run("contact", "Åse")
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert run("contact", "Åse").code == 0


def test_a_damaged_or_foreign_file_is_one_sentence(run: Run, copied: Path) -> None:
    whole = copied.read_bytes()
    for content in (b"", whole[:5000], b"hej" * 3000, whole[:100] + b"????" + whole[104:]):
        copied.write_bytes(content)
        told = run("todo")
        assert (told.code, told.out, told.err.count("\n")) == (3, "", 1)
        assert "⟨" not in told.err

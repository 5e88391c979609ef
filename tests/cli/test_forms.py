"""form and document, end to end: the forms of step-up, municipalities' own, and what is handed out."""

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from broker_tui.casework.opening import open_desk
from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.store.cases import find_citizens
from broker_tui.store.journal import history, latest_entries
from tests.casework.conftest import TODAY
from tests.casework.forms import do
from tests.casework.step_up_course import HEALTH, Course, agree, placed, prepare, step_up
from tests.cli.conftest import CITIZENS, Run
from tests.conftest import PASSPHRASE
from tests.exchange.documents.readers import docx_text, pdf_text, squeezed

OWN = '\n[[fields]]\nname = "transport"\nlabel = "Transport til arbejde"\nsection = "goal"\n'
CPR = CITIZENS[0][0]

Change = Callable[..., Path]


@pytest.fixture(scope="module")
def house(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Course]:
    """A folder with a database in which Åse Ørsted is in a step-up that is prepared, met and agreed."""
    folder = tmp_path_factory.mktemp("step_up") / "made"
    shutil.copytree(made, folder)
    desk = open_desk(folder / "caseload.db", PASSPHRASE, TODAY)
    with desk.store:
        ((citizen_id, _),) = find_citizens(desk.store, "Åse")
        course = step_up(desk, citizen_id)
        prepare(desk, course)
        agree(desk, course)
        placed(desk, citizen_id)
    return folder, course


@pytest.fixture
def prepared(house: tuple[Path, Course], copied: Path) -> Course:
    """That step-up in the database that the command line opens."""
    folder, course = house
    shutil.copytree(folder, copied.parent, dirs_exist_ok=True)
    return course


@pytest.fixture
def change(run: Run, tmp_path: Path) -> Change:
    """Write our form as a municipality's own, with some of it replaced and more at its end."""

    def write(*replaced: tuple[str, str], kind: str = "preparation", more: str = OWN) -> Path:
        text = run("form", "export", kind).out + more
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "skema.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("kind", ["preparation", "agreement"])
def test_forms_are_shown_without_a_database(run: Run, kind: str) -> None:
    shown = run("form", "show", kind, "--json").json
    schema = run("schema", kind).json
    assert [field["name"] for field in shown["fields"]] == list(schema["properties"])
    assert {field["section"] for field in shown["fields"]} == {section["name"] for section in shown["sections"]}
    for field in shown["fields"]:
        described = schema["properties"][field["name"]]
        assert described["title"] == field["label"]
        assert described.get("x-elements", []) == field["covers"]
    for language in ("da", "en"):
        text = run("form", "show", kind, "--lang", language).out
        assert "⟨" not in text
    assert all(field["label"] in run("form", "show", kind).out for field in shown["fields"])


def test_an_own_form_is_begun_checked_used_and_left(run: Run, copied: Path, change: Change, tmp_path: Path) -> None:
    begun = tmp_path / "begyndt.toml"
    assert run("form", "export", "preparation", "-o", str(begun)).code == 0
    assert stat.S_IMODE(begun.stat().st_mode) == 0o600
    assert run("form", "export", "preparation", "-o", str(begun)).code == 2
    assert run("form", "export", "preparation", "-o", str(begun), "--force").code == 0
    path = change(('code = "kommune"', 'code = "vejle"'))
    checked = run("form", "check", str(path))
    assert (checked.code, checked.out) == (0, "Alle oplysninger er dækket, 1 felt er jeres eget.\n")
    refused = run("form", "activate", str(path))
    assert refused.code == 2
    assert "--star-informed" in refused.err
    assert run("form", "activate", str(path), "--star-informed", "snart").code == 2
    assert run("form", "activate", str(path), "--star-informed", "2026-12-24").code == 2
    used = run("form", "activate", str(path), "--star-informed", "2026-10-01")
    assert used.code == 0
    assert "01-10-2026" in used.out
    assert "Transport til arbejde" in run("form", "show", "preparation", "--in-use").out
    assert "Transport til arbejde" not in run("form", "show", "preparation").out
    assert run("form", "activate", str(path)).code == 0, "STAR is asked about once"
    assert run("form", "reset", "preparation").code == 0
    assert "Transport til arbejde" not in run("form", "show", "preparation", "--in-use").out
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        assert [one.code for one in latest_entries(store, 2)] == ["own_form_reset", "own_form_activated"]


def test_a_form_that_lacks_information_is_named_and_refused(run: Run, copied: Path, change: Change) -> None:
    """R183: by element, in Danish, with what to do."""
    lacking = ('use = "health_support"', 'name = "help"')
    path = change(lacking, ('use = "health_support_what"', 'name = "help_what"'), more="")
    told = run("form", "check", str(path))
    assert told.code == 1
    assert "Mangler: F14 Behov for støtte til helbredsmestring. Brug health_support" in told.out
    assert told.out.splitlines()[-1].startswith("Kan ikke tages i brug")
    found = run("form", "check", str(path), "--json")
    assert found.code == 1
    assert found.json["usable"] is False
    assert "F14" in [one["element"] for one in found.json["findings"]]
    refused = run("form", "activate", str(path), "--star-informed", "2026-10-01")
    assert refused.code == 1
    assert "F14" in refused.out
    assert "F14" not in run("form", "show", "preparation", "--in-use").err


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        ('form = "preparation"\nname = ', 1, "Linje 2"),
        ('form = "andet"', 1, "preparation"),
        ("", 1, "preparation"),
        ("x = " + "[" * 50_000, 1, "TOML"),
        ('form = "preparation"\ncode = "a"\nname = "\\u001b[31m"', 1, "styretegn"),
    ],
)
def test_files_that_are_no_forms(run: Run, tmp_path: Path, content: str, code: int, says: str) -> None:
    path = tmp_path / "skema.toml"
    path.write_text(content, encoding="utf-8")
    for command in (["form", "check", str(path)], ["form", "show", str(path)]):
        told = run(*command)
        assert told.code == code
        assert says in told.out
        assert "\x1b" not in told.out
        assert "⟨" not in told.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["form"], 2),
        (["form", "findes-ikke"], 2),
        (["form", "--bogus"], 2),
        (["form", "show"], 2),
        (["form", "show", "preparation", "--version", "1"], 2),
        (["form", "show", "preparation", "--citizen", "Åse", "--version", "0"], 2),
        (["form", "show", "preparation", "--citizen", "Bo Holmgård"], 2),
        (["form", "show", "findes-ikke.toml", "--citizen", "Åse"], 2),
        (["form", "show", "findes-ikke.toml"], 3),
        (["form", "check", "findes-ikke.toml"], 3),
        (["form", "export", "findes-ikke"], 2),
        (["form", "export", "preparation", "-o", "findes-ikke/x.toml"], 3),
        (["form", "reset", "findes-ikke"], 2),
        (["document", "Åse"], 2),
        (["document", "Åse", "findes-ikke"], 2),
        (["document", "Åse", "status", "--format", "odt"], 2),
        (["document", "Åse", "status", "--format", "pdf"], 2),
        (["document", "Åse", "status", "-o", "status.html"], 2),
        (["document", "Åse", "preparation"], 2),
        (["document", "Nobody", "status"], 2),
        (["document", "Åse", "status", "-o", "findes-ikke/x.pdf"], 3),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, copied: Path, arguments: list[str], code: int) -> None:
    told = run(*arguments)
    assert (told.code, told.out, told.err.count("\n")) == (code, "", 1)
    assert "⟨" not in told.err


def test_what_a_citizen_has_filled_in_is_read_from_the_top(run: Run, prepared: Course) -> None:
    text = run("form", "show", "preparation", "--citizen", "Åse").out
    assert text.startswith("Åse Ørsted\nForberedelsesskema. Version 1, 20-11-2026.\nIkke godkendt af borgeren.\n")
    assert "  Borgerens eget jobmål: Lager, gerne morgenhold\n" in text
    assert "  Indsatser, 1 af 1\n" in text
    assert CPR not in text
    agreed = run("form", "show", "agreement", "--citizen", "Åse").out
    assert "Sundhedsfaglig repræsentant: Ida Storm" in agreed
    document = run("form", "show", "agreement", "--citizen", "Åse", "--json").json
    assert (document["form"], document["version"], document["own"]) == ("agreement", 1, None)
    assert document["values"]["considerations"][0]["text"] == "Pause hver time"
    assert "snapshot" not in document["values"]


@pytest.mark.parametrize("kind", ["preparation", "agreement"])
def test_what_is_exported_is_what_the_schema_describes(run: Run, prepared: Course, copied: Path, kind: str) -> None:
    from broker_tui.casework.own_forms import standard_entry
    from broker_tui.domain.codes_step_up import FormKind

    values = run("form", "export", kind, "--citizen", "Åse").json
    schema = run("schema", kind).json
    assert values.keys() == schema["properties"].keys()
    entry = standard_entry(FormKind(kind)).model_validate_json(json.dumps(values))
    assert entry.model_dump(mode="json") == values
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        assert [one.code for one in history(store, prepared.citizen_id, 1)] == ["form_exported"]


def test_what_is_exported_stays_json_whatever_was_written(run: Run, prepared: Course, copied: Path) -> None:
    hostile = 'a\u2028b\x9b31m\x85 \U0001f600 "q"'
    desk = open_desk(copied, PASSPHRASE, TODAY)
    with desk.store:
        prepare(desk, prepared, status_overview=hostile)
    told = run("form", "export", "preparation", "--citizen", "Åse")
    assert told.json["status_overview"] == hostile
    assert "\x9b" not in told.out
    assert "\x9b" not in run("form", "show", "preparation", "--citizen", "Åse").out
    assert "\x9b" not in run("document", "Åse", "preparation").out


@pytest.mark.parametrize("kind", [kind.value for kind in DocumentKind])
@pytest.mark.parametrize("file_format", ["pdf", "docx", "txt"])
def test_documents_are_written_without_numbers(
    run: Run, prepared: Course, copied: Path, tmp_path: Path, kind: str, file_format: str
) -> None:
    path = tmp_path / f"ud.{file_format}"
    done = run("document", "Åse", kind, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert "ikke krypteret" in done.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    readers: dict[str, Callable[[bytes], str]] = {"pdf": pdf_text, "docx": docx_text, "txt": bytes.decode}
    text = squeezed(readers[file_format](path.read_bytes()))
    assert "ÅseØrsted" in text
    assert CPR[6:] not in text
    assert run("document", "Åse", kind, "-o", str(path)).code == 2, "nothing is overwritten unasked"
    assert run("document", "Åse", kind, "-o", str(path), "--force", "--with-cpr").code == 0
    assert f"{CPR[:6]}-{CPR[6:]}" in squeezed(readers[file_format](path.read_bytes()))
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        newest, before = history(store, prepared.citizen_id, 2)
        assert {newest.code, before.code} <= {"printed", "printed_for", "printed_version"}
        assert newest.params["sha256"] != before.params["sha256"]


def test_text_goes_to_the_screen(run: Run, prepared: Course) -> None:
    told = run("document", "Åse", "preparation", "--format", "txt")
    assert told.code == 0
    assert told.out.startswith("Forberedelsesskema")
    assert HEALTH in told.out
    assert run("document", "Åse", "preparation").out == told.out


def test_without_consent_others_get_nothing_and_the_citizen_her_own(
    run: Run, prepared: Course, copied: Path, tmp_path: Path
) -> None:
    """R159: exit code 1, with the remedy on standard error and no file."""
    desk = open_desk(copied, PASSPHRASE, TODAY)
    with desk.store:
        do(desk, prepared.citizen_id, "withdrawal", prepared.consent_id, withdrawn_on=TODAY)
    path = tmp_path / "ud.pdf"
    refused = run("document", "Åse", "preparation", "--format", "pdf", "-o", str(path))
    assert (refused.code, refused.out) == (1, "")
    assert "trukket tilbage 20-11-2026" in refused.err
    assert "--for citizen" in refused.err
    assert not path.exists()
    assert run("document", "Åse", "preparation", "--format", "pdf", "-o", str(path), "--for", "citizen").code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_a_version_that_is_named_is_written(run: Run, prepared: Course) -> None:
    assert "Version 1, " in run("document", "Åse", "preparation", "--version", "1").out
    assert run("document", "Åse", "preparation", "--version", "2").code == 2
    other = run("document", "Åse", "agenda", "--target", prepared.meeting_id)
    assert "18. november 2026" in other.out


def test_the_database_is_never_written_over(run: Run, prepared: Course, copied: Path) -> None:
    before = copied.stat().st_size
    for path in (copied, copied.with_name(f"{copied.name}.keys")):
        assert run("document", "Åse", "status", "-o", str(path), "--force").code == 2
        assert run("form", "export", "preparation", "-o", str(path), "--force").code == 2
    assert copied.stat().st_size >= before
    assert run("todo").code == 0


def test_while_the_program_is_open_nothing_is_printed_that_cannot_be_journalled(
    run: Run, prepared: Course, copied: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ud.txt"
    with open_desk(copied, PASSPHRASE, TODAY).store:
        assert run("form", "show", "preparation", "--citizen", "Åse").code == 0
        refused = run("document", "Åse", "status", "-o", str(path))
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert not path.exists()

"""merge: two machines' databases become one caseload, nothing is lost, and what differs is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from broker_tui.casework.casefile import export_cases
from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import create_desk, open_desk
from broker_tui.casework.undoing import undo
from broker_tui.store.cases import find_citizens
from broker_tui.store.journal import latest_entries
from broker_tui.store.keys import keys_path
from broker_tui.store.store import FAST_KDF, open_store
from tests.casework.conftest import TODAY
from tests.casework.forms import do
from tests.cli.conftest import CITIZENS, Run
from tests.conftest import PASSPHRASE

OTHER_PASSPHRASE = "anden maskine hernede"
COMPARED = ("new", "changed", "unchanged", "differing", "merged")


def content(database: Path, secret: str = PASSPHRASE) -> dict[str, Any]:
    desk = open_desk(database, secret, TODAY)
    with desk.store:
        return export_cases(desk)


def who(desk: Desk, named: str) -> str:
    return find_citizens(desk.store, named)[0][0]


def contacts(database: Path, named: str) -> list[str]:
    found = next(case for case in content(database)["cases"] if case["citizen"]["name"] == named)
    return sorted(contact["note"] for contact in found["contacts"])


def counted(told: Any) -> list[Any]:  # noqa: ANN401
    return [told.json[name] for name in COMPARED]


@pytest.fixture
def other(run: Run, copied: Path, tmp_path: Path) -> Path:
    """A database of another machine that began with the same citizens; then both went on, each its own way."""
    path = tmp_path / "other.db"
    case_file = tmp_path / "sager.json"
    assert run("contact", "Åse", "--note", "fælles").code == 0
    assert run("export", "-o", str(case_file)).code == 0
    create_desk(path, PASSPHRASE, "", TODAY, FAST_KDF)[0].store.close()
    assert run("import", str(case_file), "--db", str(path)).code == 0
    assert run("contact", "Åse", "--note", "hjemme").code == 0
    assert run("contact", "Åse", "--note", "ude", "--db", str(path)).code == 0
    desk = open_desk(path, PASSPHRASE, TODAY)
    with desk.store:
        do(desk, None, "citizen_new", cpr="6505801004", name="Ægir Bæk")
        do(desk, who(desk, "Holmgård"), "citizen_change", phone="20 30 40 50")
        do(desk, None, "company_new", name="Netto Viby")
    return path


def test_what_the_other_has_comes_in_and_ours_stays(run: Run, copied: Path, other: Path) -> None:
    ours, theirs = content(copied), content(other)
    trial = run("merge", str(other), "--dry-run", "--json")
    assert (trial.code, counted(trial)) == (1, [1, 1, 3, 1, False])
    assert content(copied) == ours
    told = run("merge", str(other), "--json")
    assert (told.code, counted(told)) == (1, [1, 1, 3, 1, True])
    assert contacts(copied, "Åse Ørsted") == ["fælles", "hjemme", "ude"]
    (difference,) = told.json["differences"]
    assert (difference["citizen"]["name"], difference["kind"], difference["fields"]) == (
        "Bo Holmgård",
        "own",
        ["phone"],
    )
    merged = content(copied)
    phones = {case["citizen"]["name"]: case["citizen"]["phone"] for case in merged["cases"]}
    assert phones["Bo Holmgård"] == ""
    assert "Ægir Bæk" in phones
    assert [one["name"] for one in merged["companies"]] == ["Netto Viby"]
    assert content(other) == theirs, "the other is only read"
    assert not any(cpr in told.out for cpr in [*(cpr for cpr, *_ in CITIZENS), "6505801004"])


def test_a_second_merge_changes_nothing(run: Run, copied: Path, other: Path) -> None:
    run("merge", str(other))
    before = content(copied)
    again = run("merge", str(other), "--json")
    assert (again.code, counted(again)) == (1, [0, 0, 5, 1, False])
    assert content(copied) == before


def test_both_ways_make_both_the_same(run: Run, copied: Path, other: Path) -> None:
    assert run("merge", str(other), "--take", "theirs", "--json").code == 0
    back = run("merge", str(copied), "--json", "--db", str(other))
    assert (back.code, counted(back)) == (0, [0, 1, 4, 0, True])
    assert content(copied) == content(other)
    for mine, theirs in ((copied, other), (other, copied)):
        still = run("merge", str(theirs), "--json", "--db", str(mine))
        assert (still.code, counted(still)) == (0, [0, 0, 5, 0, False])


def test_records_that_differ_stay_ours_unless_theirs_are_taken(run: Run, copied: Path, other: Path) -> None:
    desk = open_desk(other, PASSPHRASE, TODAY)
    with desk.store:
        citizen_id = who(desk, "Åse")
        shared = next(
            one["id"]
            for case in export_cases(desk, [citizen_id])["cases"]
            for one in case["contacts"]
            if one["note"] == "fælles"
        )
        do(desk, citizen_id, "contact_change", shared, note="rettet")
    mine = run("merge", str(other), "--json")
    assert mine.json["differing"] == 2
    told = next(one for one in mine.json["differences"] if one["kind"] == "contact")
    assert (told["id"], told["on"], told["fields"]) == (shared, TODAY.isoformat(), ["note"])
    assert contacts(copied, "Åse Ørsted") == ["fælles", "hjemme", "ude"]
    theirs = run("merge", str(other), "--take", "theirs", "--json")
    assert (theirs.code, counted(theirs)) == (0, [0, 2, 3, 2, True])
    assert contacts(copied, "Åse Ørsted") == ["hjemme", "rettet", "ude"]


def test_it_is_one_act_that_undo_takes_back(run: Run, copied: Path, other: Path) -> None:
    before = content(copied)
    assert run("merge", str(other), "--take", "theirs").code == 0
    desk = open_desk(copied, PASSPHRASE, TODAY)
    with desk.store:
        entry = latest_entries(desk.store, 1)[0]
        assert (entry.code, entry.params) == ("cases_merged", {"new": 1, "changed": 2})
        undo(desk)
    assert content(copied) == before


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_told_in_words(run: Run, copied: Path, other: Path, language: str) -> None:
    told = run("merge", str(other), "--lang", language)
    assert "⟨" not in told.out
    assert "Bo Holmgård" in told.out
    assert "--take theirs" in told.out
    assert told.err == ""


def test_a_case_file_merges_too_and_bad_cases_are_left_out(run: Run, copied: Path, other: Path, tmp_path: Path) -> None:
    path = tmp_path / "andre.json"
    document = content(other)
    document["cases"][1]["citizen"]["enrolled_on"] = "i går"
    path.write_text(json.dumps(document), encoding="utf-8")
    told = run("merge", str(path), "--json")
    assert (told.code, len(told.json["refused"]), told.json["merged"]) == (1, 1, True)
    assert told.json["refused"][0]["row"] == 2
    assert contacts(copied, "Åse Ørsted") == ["fælles", "hjemme", "ude"]


def test_the_other_may_have_a_passphrase_of_its_own(run: Run, copied: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    desk, _ = create_desk(path, OTHER_PASSPHRASE, "Ib Kær", TODAY, FAST_KDF)
    with desk.store:
        do(desk, None, "citizen_new", cpr="6505801004", name="Ægir Bæk")
    wrong = run("merge", str(path))
    assert (wrong.code, wrong.err.count("\n")) == (3, 1)
    assert "--other-passphrase-file" in wrong.err
    secret = tmp_path / "secret"
    secret.write_text(f"{OTHER_PASSPHRASE}\n", encoding="utf-8")
    told = run("merge", str(path), "--json", "--other-passphrase-file", str(secret))
    assert (told.code, counted(told)) == (0, [1, 0, 0, 0, True])
    assert run("merge", str(path), "--other-passphrase-file", str(tmp_path / "gone")).code == 3


@pytest.mark.parametrize(
    "damage", ["empty", "text", "no keys", "cut", "noise", "other json", "broken json", "gone", "folder"]
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_changes_nothing(
    run: Run, copied: Path, other: Path, damage: str
) -> None:
    before = content(copied)
    whole = other.read_bytes()
    if damage in {"empty", "text", "cut", "noise"}:
        bad = {"empty": b"", "text": b"hej", "cut": whole[:9000], "noise": whole[:8192] + bytes(len(whole) - 8192)}
        other.write_bytes(bad[damage])
    elif damage == "no keys":
        keys_path(other).unlink()
    else:
        other.unlink()
        keys_path(other).unlink()
        if damage == "folder":
            other.mkdir()
        elif damage != "gone":
            other.write_text('{"a": 1}' if damage == "other json" else '{"schema', encoding="utf-8")
    told = run("merge", str(other))
    assert (told.code, told.out, told.err.count("\n")) == (3, "", 1), told
    assert "⟨" not in told.err
    assert content(copied) == before


def test_an_older_version_s_database_is_left_as_it_is(run: Run, copied: Path, other: Path) -> None:
    with open_store(other, PASSPHRASE) as store:
        store.conn.execute("PRAGMA user_version = 1")
    before = other.read_bytes()
    told = run("merge", str(other), "--lang", "en")
    assert (told.code, told.out, told.err.count("\n")) == (3, "", 1)
    assert "older version" in told.err
    assert other.read_bytes() == before


def test_a_database_is_not_merged_with_itself(run: Run, copied: Path) -> None:
    assert run("merge", str(copied)).code == 2
    assert run("merge").code == 2
    assert run("merge", str(copied), "--take", "begge").code == 2


def test_while_the_program_is_open_nothing_is_written(run: Run, copied: Path, other: Path) -> None:
    with open_desk(copied, PASSPHRASE, TODAY).store:
        assert run("merge", str(other), "--dry-run").code == 1
        refused = run("merge", str(other))
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    with open_desk(other, PASSPHRASE, TODAY).store:
        assert run("merge", str(other)).code == 1, "the other may be in use"

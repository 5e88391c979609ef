"""results: the shape others build on, the same numbers in words, and what is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from broker_tui.casework.desk import Done
from broker_tui.casework.opening import open_desk
from broker_tui.config.paths import settings_file
from broker_tui.config.settings import Settings, write_settings
from broker_tui.store.cases import find_citizens
from broker_tui.store.journal import latest_entries
from tests.casework.conftest import TODAY
from tests.casework.forms import do
from tests.cli.conftest import CITIZENS, Run
from tests.conftest import PASSPHRASE

Enter = Callable[..., Done]
CONTRACT = {"month", "gross", "exempt", "net", "counted", "share", "targets", "citizens", "group2"}
OF_CITIZEN = {"citizen", "in_group", "counts", "rule", "reason"}


@pytest.fixture
def enter(copied: Path) -> Enter:
    """Perform acts on the copy that the command line reads; `who` is a personal number or part of a name."""

    def perform(who: str, code: str, target: str | None = None, **given: Any) -> Done:  # noqa: ANN401
        desk = open_desk(copied, PASSPHRASE, TODAY)
        with desk.store:
            return do(desk, find_citizens(desk.store, who)[0][0], code, target, **given)

    return perform


@pytest.fixture
def told(enter: Enter) -> None:
    """Åse has paid hours, Bo Holmgård is exempt, Ølsen is in group 2, Bo Holm begins in December."""
    enter("Åse", "placement", kind="paid_hours", company="Netto", started_on=date(2026, 10, 5))
    enter("Holmgård", "exemption", type="parental_leave", started_on=date(2026, 9, 7))
    enter("Ølsen", "group_assign", group="2", started_on=date(2026, 7, 1), assessment="flex_job")
    enter(CITIZENS[1][0], "placement", kind="ordinary_job", company="Netto", started_on=date(2026, 12, 1))


@pytest.mark.usefixtures("told")
def test_the_document_others_build_on(run: Run) -> None:
    found = run("results", "--month", "2026-11", "--json")
    assert found.code == 0
    document = found.json
    assert set(document) >= CONTRACT
    assert (document["month"], document["targets"], document["estimate"]) == ("2026-11", [0.15, 0.2], True)
    assert (document["gross"], document["exempt"], document["net"], document["counted"]) == (3, 1, 2, 1)
    assert document["share"] == 0.5
    assert document["group2"]["size"] == 1
    rows = {row["citizen"]["name"]: row for row in document["citizens"]}
    assert list(rows) == ["Bo Holm", "Bo Holmgård", "Ølsen [/] & [b Søn", "Åse Ørsted"]
    assert all(set(row) >= OF_CITIZEN and set(row["citizen"]) == {"id", "name"} for row in rows.values())
    assert [(row["in_group"], row["counts"], row["rule"], row["code"]) for row in rows.values()] == [
        (True, False, "R50", "starts_later"),
        (False, False, "R14", "exempt"),
        (False, False, "R23", "group_2"),
        (True, True, "R40", "kind"),
    ]
    assert rows["Åse Ørsted"]["reason"] == "Tæller, fordi der er lønnede timer, fra ma 5/10."
    assert rows["Bo Holmgård"]["reason"] == "Uden for gruppen, fordi borgeren er fritaget fra ma 7/9: Barsel."
    assert rows["Bo Holm"]["reason"] == "Tæller ikke, fordi ordinært job er aftalt, men begynder først ti 1/12."
    assert [(one["citizen"]["name"], one["on"], one["kind"]) for one in document["ahead"]] == [
        ("Bo Holm", "2026-12-01", "ordinary_job")
    ]
    assert [month["month"] for month in document["months"]][-2:] == ["2026-10", "2026-11"]
    assert len(document["months"]) == 13


@pytest.mark.usefixtures("told")
def test_the_sums_are_those_of_the_citizens(run: Run) -> None:
    for month in ("2026-11", "2026-08", "2026-01", "2025-12"):
        document = run("results", "--month", month, "--json", "--months", "1").json
        rows = document["citizens"]
        assert document["net"] == sum(row["in_group"] for row in rows)
        assert document["counted"] == sum(row["counts"] for row in rows)
        assert document["exempt"] == sum(row["exempt"] for row in rows)
        assert document["group2"]["size"] == sum(row["group"] == "2" for row in rows)
        assert all(row["in_group"] or not row["counts"] for row in rows)


@pytest.mark.usefixtures("told")
def test_it_reads_in_sentences(run: Run) -> None:
    text = run("results").out
    assert text.startswith("Resultat, november 2026 til og med fre 20. november 2026 · lokalt skøn\n")
    assert "den officielle opgørelse bygger på e-indkomst" in text
    assert "Indsatsgruppen: 2 borgere (3 i gruppe 1, 1 fritaget).\nTæller: 1, det er 50 %.\n" in text
    assert "15 % er nået.\n20 % er nået.\n" in text
    assert "Aftalt start efter i dag: 1 borger.\n  Bo Holm: ordinært job fra ti 1/12\n" in text
    assert "Gruppe 2 for sig: 1 borger, lønnede timer 0, uddannelse 0.\n" in text
    assert text.index("\nTæller: 1\n") < text.index("\nTæller ikke: 1\n") < text.index("\nFritaget: 1\n")
    assert "⟨" not in text + run("--lang", "en", "results").out
    assert run("results", "--month", "oktober").out.startswith("Resultat, oktober 2026 · lokalt skøn\n")


@pytest.mark.usefixtures("told")
def test_what_is_followed_beside_stands_by_itself(run: Run) -> None:
    document = run("results", "--json").json
    assert document["indicators"] == document["months"][-1]["indicators"]
    november, october = document["indicators"], document["months"][-2]["indicators"]
    assert set(november) == {"step_ups", "exits", "to_job_ready", "weeks", "steps", "gaps"}
    later = run("results", "--json", "--month", "2026-11", today="2026-12-06").json["indicators"]
    assert (later["weeks"], later["gaps"]) == ({"kept": 0, "required": 2}, None)
    assert set(november["steps"]) == {"1", "2"}
    assert november["gaps"]["contact_person_missing"] == 2
    assert october["gaps"] is None
    text = run("results", "--month", "2026-11", today="2026-12-06").out
    assert "Ugentlig kontakt holdt: 0 % (0 af 2 uger)" in text
    text = run("results").out
    assert "Mangler i fagsystemerne i dag: jobformidler i Min Plan" in text or "kontaktperson 2" in text
    assert "fagsystemerne" not in run("results", "--month", "2026-10").out


@pytest.mark.usefixtures("told")
def test_the_team_has_a_goal_and_a_way_to_measure_of_its_own(run: Run) -> None:
    write_settings(Settings(team_goal=0.6, month_status="any_day"), settings_file())
    document = run("results", "--json").json
    assert (document["team_goal"], document["status"]) == (0.6, "any_day")
    assert document["needed"] == [{"target": 0.15, "n": 0}, {"target": 0.2, "n": 0}, {"target": 0.6, "n": 1}]
    assert "Teamets eget mål 60 %: 1 borger mere." in run("results").out
    july = run("results", "--json", "--month", "2026-06", "--any-day").json
    assert july["status"] == "any_day"


@pytest.mark.usefixtures("told")
def test_the_scope_can_be_narrowed(run: Run, enter: Enter) -> None:
    assert run("results", "--json", "--broker", "maja").json["net"] == 2
    assert run("results", "--json", "--broker", "alle").json["net"] == 2
    assert run("results", "--json", "--edition", "FSM2").json["net"] == 0
    enter("Åse", "citizen_change", home_municipality="Høje-Taastrup")
    document = run("results", "--json", "--municipality", "høje-taastrup").json
    assert (document["net"], document["scope"]["municipality"]) == (1, "Høje-Taastrup")
    assert "hele teamet · Høje-Taastrup · " in run("results", "--municipality", "høje-taastrup").out
    assert "Maja Lund · Flere skal med 3 · " in run("results", "--broker", "maja").out


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--month", "2026-12"],
        ["--month", "2026-13"],
        ["--month", "2026-W47"],
        ["--month", "i går"],
        ["--months", "0"],
        ["--months", "121"],
        ["--months", "mange"],
        ["--broker", "nobody"],
        ["--municipality", "Vejle"],
        ["--edition", "fsm9"],
        ["uventet"],
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: list[str]) -> None:
    refused = run("results", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err
    assert "⟨" not in refused.err


@pytest.mark.usefixtures("told")
def test_no_personal_number_is_told(run: Run) -> None:
    told = run("results", "--json").out + run("results").out
    assert not any(cpr in told or cpr[6:] in told for cpr, *_ in CITIZENS)


@pytest.mark.usefixtures("told")
def test_files_for_the_leader_are_written_and_journalled(run: Run, tmp_path: Path, copied: Path) -> None:
    paths = {kind: tmp_path / f"out.{kind}" for kind in ("xlsx", "csv", "people-csv", "pdf")}
    done = run("results", *(part for kind, path in paths.items() for part in (f"--{kind}", str(path))))
    assert (done.code, done.out) == (0, "")
    assert "ikke krypteret" in done.err
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths.values())
    assert paths["xlsx"].read_bytes().startswith(b"PK")
    assert paths["pdf"].read_bytes().startswith(b"%PDF")
    assert "50" in paths["csv"].read_text("utf-8-sig").splitlines()[-1].split(";")
    people = paths["people-csv"].read_text("utf-8-sig")
    assert "ÅØ;Maja Lund" in people
    assert "Ørsted" not in people
    named = run("results", "--people-csv", str(paths["people-csv"]), "--names", "full", "--json")
    assert named.json["counted"] == 1
    assert "Åse Ørsted;Maja Lund" in paths["people-csv"].read_text("utf-8-sig")
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        assert [entry.code for entry in latest_entries(store, 5)] == ["results_exported"] * 5


@pytest.mark.usefixtures("told")
def test_a_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path, copied: Path) -> None:
    missing = run("results", "--xlsx", str(tmp_path / "none" / "out.xlsx"))
    assert (missing.code, missing.out) == (3, "")
    assert "none" in missing.err
    before = copied.read_bytes()
    assert run("results", "--csv", str(copied)).code == 2
    assert copied.read_bytes() == before
    assert run("results", "--names", "cpr").code == 2

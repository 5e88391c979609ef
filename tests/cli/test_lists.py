"""todo, caseload, week, citizen and contact: shapes others build on, and text to be read."""

from pathlib import Path

import pytest

from broker_tui.casework.opening import open_desk
from broker_tui.store.journal import history
from tests.casework.conftest import TODAY
from tests.cli.conftest import CITIZENS, Run
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("copied")


def test_todo_is_most_urgent_first(run: Run) -> None:
    found = run("todo", "--json")
    assert found.code == 0
    document = found.json
    assert document["today"] == "2026-11-20"
    levels = ["overdue", "due", "warning", "ready"]
    assert list(document["totals"]) == levels
    assert [levels.index(item["level"]) for item in document["items"]] == sorted(
        levels.index(item["level"]) for item in document["items"]
    )
    first = document["items"][0]
    assert set(first) == {"citizen", "code", "level", "rule", "since", "due", "text"}
    assert set(first["citizen"]) == {"id", "name"}
    weekly = {item["citizen"]["name"]: item for item in document["items"] if item["code"] == "weekly_contact"}
    assert weekly["Bo Holm"]["level"] == "due"
    assert weekly["Bo Holm"]["due"] == "2026-11-22"
    assert weekly["Åse Ørsted"]["level"] == "overdue"


def test_lists_are_judged_as_of_a_day(run: Run) -> None:
    assert run("todo", "--json", today="2025-12-31").json["items"] == []


def test_no_list_holds_a_whole_number(run: Run) -> None:
    for arguments in (["todo"], ["caseload"], ["week"], ["citizen", "Åse"]):
        for form in ([], ["--json"]):
            told = run(*arguments, *form)
            assert told.code == 0
            assert not any(cpr in told.out or cpr[6:] in told.out for cpr, *_ in CITIZENS), arguments
    assert CITIZENS[0][0] in run("caseload", "--json", "--with-cpr").out
    assert run("caseload", "--with-cpr").code == 2


def test_caseload_filters_and_sorts(run: Run) -> None:
    rows = run("caseload", "--json").json["citizens"]
    assert [row["name"] for row in rows] == ["Bo Holm", "Bo Holmgård", "Ølsen [/] & [b Søn", "Åse Ørsted"]
    assert {"id", "name", "group", "step", "broker", "last_contact", "week_state"} <= set(rows[0])
    assert (rows[0]["group"], rows[0]["step"], rows[0]["broker"]) == ("1", 1, "Maja Lund")
    assert rows[0]["last_contact"] is None
    reverse = run("caseload", "--json", "--sort", "enrolled", "--reverse").json["citizens"]
    assert reverse[0]["name"] == "Bo Holm"
    assert run("caseload", "--json", "--search", "orsted").json["citizens"] == []
    assert [row["name"] for row in run("caseload", "--json", "--search", "ørs").json["citizens"]] == ["Åse Ørsted"]
    assert run("caseload", "--json", "--step", "2").json["citizens"] == []
    assert run("caseload", "--json", "--group", "none").json["citizens"] == []
    assert [row["name"] for row in run("caseload", "--json", "--state", "due").json["citizens"]] == ["Bo Holm"]
    assert len(run("caseload", "--json", "--broker", "maja").json["citizens"]) == 4
    nobody = run("caseload", "--broker", "Bent")
    assert (nobody.code, "Maja Lund" in nobody.err) == (2, True)


def test_csv_opens_in_a_danish_spreadsheet(run: Run) -> None:
    told = run("caseload", "--csv")
    lines = told.out.removeprefix("\ufeff").split("\r\n")
    assert told.out.startswith("\ufeffNavn;")
    assert len(lines) == 6
    assert lines[1].startswith("Bo Holm;;16-11-2026;gruppe 1;")
    assert run("caseload", "--csv", "--json").code == 2


def test_text_is_aligned_and_neither_coloured_nor_interpreted(run: Run) -> None:
    told = run("caseload")
    _, header, *rows = told.out.splitlines()
    at = header.index("Gruppe")
    assert {row[at : at + 8] for row in rows} == {"gruppe 1"}
    assert any("Ølsen [/] & [b Søn" in row for row in rows)
    assert "\x1b" not in told.out


def test_a_week(run: Run) -> None:
    run("contact", "Åse", "--medium", "sms", "--on", "2026-11-17")
    run("contact", "holmgård", "--outcome", "no-answer", "--on", "2026-11-17")
    week = run("week", "--json").json
    assert (week["week"], week["kept"], week["required"]) == ("2026-W47", 1, 4)
    states = {item["citizen"]["name"]: (item["state"], item["medium"], item["rule"]) for item in week["citizens"]}
    assert states["Åse Ørsted"] == ("reached", "sms", "R95")
    assert states["Bo Holmgård"] == ("tried", "phone", "R95")
    assert states["Bo Holm"] == ("missing", None, "R95")
    earlier = run("week", "--week", "2026-W40", "--json").json
    assert {item["state"]: item["rule"] for item in earlier["citizens"]}["not_required"] == "R5"
    text = run("week", "--week", "47").out
    assert text.index("mangler") < text.index("forsøgt") < text.index("kontakt (1)")


def test_a_contact_is_logged_with_its_agreements(run: Run, copied: Path) -> None:
    told = run(
        "contact", "6101801000", "--medium", "walk", "--on", "i går", "--note", "talte om CV", "--agreement", "CV"
    )
    assert (told.code, told.err) == (0, "")
    assert "Åse Ørsted to 19/11: walk-talk, talt sammen" in told.out
    page = run("citizen", "åse ørsted", "--json").json
    assert page["contacts"][0]["note"] == "talte om CV"
    with open_desk(copied, PASSPHRASE, TODAY).store as store:
        assert [entry.code for entry in history(store, page["citizen"]["id"])][:2] == [
            "citizen_viewed",
            "contact_logged",
        ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Åse", "--on", "2026-11-21"], "fremtiden"),
        (["Åse", "--on", "2026-08-23"], "24-08-2026"),
        (["Åse", "--on", "Pinse"], "dato"),
        (["Åse", "--medium", "fax"], "phone"),
        (["Bo"], "2 borgere"),
        (["Ingen"], "Ingen borger"),
        ([], "mangler"),
    ],
)
def test_what_is_wrong_with_a_contact_is_one_sentence(run: Run, arguments: list[str], says: str) -> None:
    told = run("contact", *arguments)
    assert told.code == 2
    assert says in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_a_name_that_is_whole_goes_before_longer_ones(run: Run) -> None:
    assert run("citizen", "bo holm", "--json").json["citizen"]["name"] == "Bo Holm"


def test_a_page_tells_steps_and_findings(run: Run) -> None:
    page = run("citizen", "Åse", "--json").json
    first, second, third = page["steps"]
    assert (first["step"], first["state"], first["started"], first["days"]) == (1, "open", "2026-08-24", 88)
    assert first["limit_days"] == 31
    assert [second["state"], third["state"]] == ["ahead", "ahead"]
    finding = next(one for one in page["findings"] if one["code"] == "weekly_contact")
    assert finding["rule"] == "R95"
    assert finding["why"]
    assert finding["clear"]
    text = run("citizen", "Åse").out
    assert text.startswith("Åse Ørsted\n  CPR: 610180-••••\n")
    assert "6101801000" not in text
    assert "610180-1000" in run("citizen", "Åse", "--with-cpr").out


def test_english_on_request(run: Run) -> None:
    told = run("--lang", "en", "week")
    assert told.out.startswith("week 47: 0 of 4 kept")

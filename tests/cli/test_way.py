"""The way on the command line: progress per core element, companies, registrations."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from broker_tui.casework.desk import Done
from broker_tui.casework.opening import open_desk
from broker_tui.store.cases import find_citizens
from tests.casework.conftest import TODAY
from tests.casework.forms import do
from tests.cli.conftest import Run
from tests.conftest import PASSPHRASE

Enter = Callable[..., Done]


@pytest.fixture
def enter(copied: Path) -> Enter:
    """Perform acts on the copy that the command line reads; `who` is part of a citizen's name."""

    def perform(who: str | None, code: str, target: str | None = None, **given: Any) -> Done:  # noqa: ANN401
        desk = open_desk(copied, PASSPHRASE, TODAY)
        with desk.store:
            citizen_id = find_citizens(desk.store, who)[0][0] if who else None
            return do(desk, citizen_id, code, target, **given)

    return perform


def steps(run: Run, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("citizen", who, "--json").json["steps"]
    return found


def test_what_is_missing_stands_at_its_element(run: Run, enter: Enter) -> None:
    enter("Åse", "cv", on=date(2026, 9, 1))
    first, second, third = steps(run, "Åse")
    assert [one["element"] for step in (first, second, third) for one in step["elements"]] == [1, 2, 3, 4, 5]
    broker, goal = first["elements"]
    assert (broker["state"], goal["state"]) == ("open", "open")
    missing = {one["code"]: one for one in (*broker["missing"], *goal["missing"])}
    assert missing["goal_begun"] == {
        "code": "goal_begun",
        "text": "jobmål",
        "rule": "R70",
        "owner": "citizen",
        "weight": "required",
        "since": "2026-08-24",
        "placement_id": None,
    }
    assert missing["min_plan_broker"]["weight"] == "reminder"
    assert {"code": "cv_begun", "rule": "R71", "on": "2026-09-01"} in goal["done"]
    assert first["can_close"] is False
    assert [second["elements"][0]["state"], third["elements"][0]["state"]] == ["ahead", "ahead"]


def test_an_interruption_is_told_with_its_rounds(run: Run, enter: Enter) -> None:
    """R127, C11."""
    enter("Åse", "step", step="2", started_on=date(2026, 9, 1))
    enter("Åse", "step", step="3", started_on=date(2026, 10, 1))
    made = enter("Åse", "placement", kind="paid_hours", started_on=date(2026, 10, 1)).record_id
    enter("Åse", "interruption", made, interrupted_on=date(2026, 11, 10), interruption_reason="for langt")
    first, second, third = steps(run, "Åse")
    assert [one["state"] for one in (first, second, third)] == ["done", "open", "interrupted"]
    assert [one["started"] for one in second["rounds"]] == ["2026-09-01", "2026-11-10"]
    assert (second["days"], second["limit_days"]) == (10, 91)
    assert second["total_days"] > second["days"]
    text = run("citizen", "Åse").out
    assert "Trin 2 På vej mod job: i gang (siden ti 10/11, 10 dage, højst 91 dage, 2 gange" in text
    assert "Trin 3 Virksomhedsforløb: afbrudt" in text


def test_aftercare_is_a_step_of_its_own_once_it_has_begun(run: Run, enter: Enter) -> None:
    """C20."""
    enter("Åse", "self_support", kind="job", started_on=date(2026, 11, 2), consent=True)
    found = steps(run, "Åse")
    assert [(one["step"], one["state"]) for one in found] == [(1, "done"), (2, "skipped"), (3, "skipped"), (4, "open")]
    assert found[3]["elements"][0]["element"] == 5


def test_the_page_reads_in_words(run: Run, enter: Enter) -> None:
    enter("Åse", "cv", on=date(2026, 9, 1))
    text = run("citizen", "Åse").out
    assert "  Kerneelement 2 CV og jobmål: i gang\n" in text
    assert "    mangler: jobmål, borger, siden ma 24/8 (R70)\n" in text
    assert "    på plads: CV påbegyndt og CV lavet med jobformidleren\n" in text
    assert "anbefales: ressourcer og udfordringer, jobformidler" in text
    enter("Åse", "job_goal", text="lager", on=date(2026, 9, 1))
    assert "Trin 1 Startafklaring: i gang, kan afsluttes" in run("citizen", "Åse").out
    assert "⟨" not in run("--lang", "en", "citizen", "Åse").out


def test_companies_are_listed_and_ordered_for_a_citizen(run: Run, enter: Enter) -> None:
    enter(None, "company_new", name="Netto", branch="detail", contact_name="Ea Bro")
    enter(None, "company_new", name="Rent & pænt", branch="rengøring")
    enter("Åse", "job_goal", text="rengøring")
    enter("Bo Holm", "placement", kind="paid_hours", company="Netto", started_on=date(2026, 11, 16))
    listed = run("companies", "--json").json["companies"]
    assert [(one["name"], one["there_now"]) for one in listed] == [("Netto", 1), ("Rent & pænt", 0)]
    ordered = run("companies", "--for", "Åse", "--json").json["companies"]
    assert [(one["name"], one["why"]["branch"]) for one in ordered] == [("Rent & pænt", "rengoering"), ("Netto", "")]
    text = run("companies", "--for", "Åse").out
    assert text.splitlines()[0] == "2 virksomheder"
    assert "branche som jobmålet" in text
    assert "har nogen nu" in text
    assert [one["name"] for one in run("companies", "--search", "ea", "--json").json["companies"]] == ["Netto"]
    assert run("companies", "--search", "findes ikke").out == "Ingen virksomheder\n"


def test_registrations_lack_until_they_are_ticked(run: Run, enter: Enter) -> None:
    enter("Åse", "contact", note="ringede")
    enter("Åse", "cv", on=date(2026, 9, 1))
    enter("Åse", "job_goal", text="lager", on=date(2026, 9, 1))
    (row,) = run("registrations", "--json").json["citizens"]
    assert row["citizen"]["name"] == "Åse Ørsted"
    assert [(one["code"], one["rule"], one["n"]) for one in row["lacks"]] == [
        ("min_plan_broker", "R82", 1),
        ("notes", "", 1),
    ]
    assert "jobformidler i Min Plan" in run("registrations").out
    enter("Åse", "min_plan_broker")
    enter("Åse", "contact", note="", transferred=True)
    assert [one["code"] for one in run("registrations", "--json").json["citizens"][0]["lacks"]] == ["notes"]


def test_nothing_lacking_is_said(run: Run, copied: Path) -> None:
    assert run("registrations").out == "fre 20. november 2026 · intet mangler\n"
    assert run("todo").code == 0

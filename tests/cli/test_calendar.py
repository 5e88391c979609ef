"""calendar: what lies ahead as an .ics that another program reads, and nothing in it that tells who it is about."""

import re
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from broker_tui.casework.opening import open_desk
from broker_tui.store.cases import find_citizens
from broker_tui.store.journal import latest_entries
from tests.casework.conftest import TODAY
from tests.casework.forms import do
from tests.casework.step_up_course import HEALTH, agree, prepare, step_up
from tests.cli.conftest import CITIZENS, Ran, Run
from tests.conftest import PASSPHRASE

STARTED = date(2026, 11, 2)
SECRET = "Ringe til Lis Holm om migræne"
PLACE = "Biblioteket, lokale 2; kælderen\\nord " + "æøå" * 30


def events(told: Ran) -> list[Any]:
    assert told.code == 0, told.err
    return list(Calendar.from_ical(told.out).walk("VEVENT"))


def days(told: Ran) -> list[tuple[str, date]]:
    return [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in events(told)]


@pytest.fixture
def busy(copied: Path) -> Path:
    """A database in which every kind of day lies ahead, with texts that must not get out."""
    desk = open_desk(copied, PASSPHRASE, TODAY)
    with desk.store:

        def who(named: str) -> str:
            return find_citizens(desk.store, named)[0][0]

        course = step_up(desk, who("Åse"))
        prepare(desk, course)
        agree(desk, course)
        do(desk, course.citizen_id, "meeting", on=date(2026, 12, 1), at="14:30", place=PLACE)
        do(desk, course.citizen_id, "meeting", on=date(2027, 6, 1), at="09:00", place="Hos Åse  Ørsted")
        do(desk, course.citizen_id, "meeting", on=date(2027, 6, 2), place="Sag 610180-1000")
        do(desk, course.citizen_id, "task", text=SECRET, due_on=date(2026, 11, 27))
        do(desk, course.citizen_id, "task", text=SECRET, agreed_on=STARTED, due_on=date(2026, 11, 10))
        do(desk, who("Bo Holm"), "placement", kind="flex_job", company="Netto", started_on=date(2026, 12, 14))
        running, cared_for = who("Ølsen"), who("Holmgård")
        do(desk, running, "placement", kind="paid_hours", company="Netto", started_on=date(2026, 11, 16))
        do(desk, cared_for, "step", step="3", started_on=date(2026, 10, 1))
        do(desk, cared_for, "self_support", kind="job", started_on=STARTED, consent=True)
    return copied


def test_every_kind_of_day_is_read_back(run: Run, busy: Path) -> None:
    assert days(run("calendar")) == [
        ("ÅØ: opgave (frist var 10-11-2026)", TODAY),
        ("ÅØ: opgave", date(2026, 11, 27)),
        ("ÅØ: opfølgning på aftale", date(2026, 12, 1)),
        ("ÅØ: opfølgning på aftale", date(2026, 12, 1)),
        ("ÅØ: tværfaglig samtale", datetime(2026, 12, 1, 13, 30, tzinfo=UTC)),
        ("BH 2: kontakt i efterværn", date(2026, 12, 2)),
        ("BH 1: aftalt start", date(2026, 12, 14)),
        ("ØS: opfølgning hos virksomhed", date(2026, 12, 16)),
        ("BH 1: opfølgning hos virksomhed", date(2027, 1, 14)),
        ("ÅØ: tværfaglig samtale", datetime(2027, 6, 1, 7, 0, tzinfo=UTC)),
        ("ÅØ: tværfaglig samtale", date(2027, 6, 2)),
    ]


def test_it_is_private_and_tells_nobody_who_it_is_about(run: Run, busy: Path) -> None:
    told = run("calendar")
    read = Calendar.from_ical(told.out)
    assert (read["METHOD"], read["VERSION"]) == ("PUBLISH", "2.0")
    assert {str(one["CLASS"]) for one in events(told)} == {"PRIVATE"}
    unfolded = told.out.replace("\r\n ", "")
    names = {word for _, name, _ in CITIZENS for word in re.findall(r"\w\w+", name)}
    for word in (*names, "Lis", "Netto", "migræne", HEALTH, "Genoptræning", "flex", "fleksjob"):
        assert word not in unfolded, word
    assert not re.search(r"\d{6}-?\d{4}(?!\d*T)", re.sub(r"UID:.*|DT.*|LAST.*", "", unfolded))
    places = [str(one["LOCATION"]) for one in events(told) if "LOCATION" in one]
    assert places == [PLACE], "a place that names her is left out"


def test_lines_are_short_and_end_as_they_should(run: Run, busy: Path) -> None:
    raw = run("calendar").out.encode()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_the_same_day_keeps_its_name_and_never_an_older_number(run: Run, busy: Path) -> None:
    def names(told: Ran) -> dict[str, int]:
        return {str(one["UID"]): int(one["SEQUENCE"]) for one in events(told)}

    first, again = names(run("calendar")), names(run("calendar"))
    assert first == again
    assert len(first) == 11
    assert all(uid.endswith("@broker-tui") for uid in first)
    assert run("contact", "Åse").code == 0
    later, tomorrow = names(run("calendar")), names(run("calendar", today="2026-11-21"))
    assert later.keys() == tomorrow.keys() == first.keys()
    assert all(first[uid] < later[uid] < tomorrow[uid] for uid in first)


def test_today_and_the_weeks_asked_for_are_kept_to(run: Run, busy: Path) -> None:
    def ahead(told: Ran) -> list[date]:
        return [day.date() if isinstance(day, datetime) else day for _, day in days(told)]

    week = run("calendar", "--weeks", "2")
    assert ahead(week) == [day for day in ahead(run("calendar")) if day < TODAY + timedelta(weeks=2)]
    later = run("calendar", today="2026-12-05")
    assert min(ahead(later)) == date(2026, 12, 5)
    assert ("ÅØ: opgave (frist var 27-11-2026)", date(2026, 12, 5)) in days(later)
    assert not [one for one in days(later) if "samtale" in one[0] and one[1].month == 12], "a meeting is not moved"
    assert run("calendar", "--weeks", "0").code == 2


def test_a_file_is_for_the_user_alone_replaced_whole_and_journalled(run: Run, busy: Path, tmp_path: Path) -> None:
    path = tmp_path / "kalender.ics"
    path.write_text("en ældre", encoding="utf-8")
    told = run("calendar", "-o", str(path))
    assert (told.code, told.out) == (0, "")
    assert "11 aftaler" in told.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == 11
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("kalender")] == ["kalender.ics"]
    with open_desk(busy, PASSPHRASE, TODAY).store as store:
        entry = latest_entries(store, 1)[0]
    assert (entry.kind, entry.code, entry.params) == ("view", "calendar_exported", {"n": 11})
    assert run("calendar", "-o", str(busy)).code == 2
    assert run("calendar", "-o", str(tmp_path / "gone" / "kalender.ics")).code == 3


def test_it_speaks_english_and_asks_for_a_broker_there_is(run: Run, busy: Path) -> None:
    assert ("BH 1: agreed start", date(2026, 12, 14)) in days(run("calendar", "--lang", "en", "--broker", "Maja"))
    assert run("calendar", "--broker", "Ingen").code == 2


def test_nothing_ahead_is_an_empty_calendar(run: Run, copied: Path, tmp_path: Path) -> None:
    assert days(run("calendar")) == []
    assert "Intet ligger foran" in run("calendar", "-o", str(tmp_path / "tom.ics")).err

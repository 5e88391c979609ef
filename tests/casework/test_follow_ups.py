"""Following up and hours: progression over time, internship and paid apart (R102, R120-R126)."""

from datetime import date
from decimal import Decimal

import pytest

from broker_tui.casework.acting import the_case
from broker_tui.casework.choices import choices
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.hours import WeekHours, Worked, progression, worked
from broker_tui.domain.placement import MasteryTask
from tests.casework.conftest import TODAY
from tests.casework.forms import codes, do

START = date(2026, 9, 1)


@pytest.fixture
def placement(desk: Desk, citizen_id: str) -> str:
    given = {"kind": "internship", "purpose": "training", "started_on": START, "mastery": ("kasse", "lager")}
    return str(do(desk, citizen_id, "placement", company="Netto", weekly_hours="12", **given).record_id)


def test_a_follow_up_adjusts_hours_and_what_is_mastered(desk: Desk, citizen_id: str, placement: str) -> None:
    assert FORM_ACTS["follow_up"].prefill(desk, citizen_id, None)["internship_hours"] == 12
    left = choices(desk, "mastery", citizen_id, {"placement_id": placement})
    assert left == [("0", "kasse"), ("1", "lager")]
    do(desk, citizen_id, "follow_up", on=date(2026, 10, 1), internship_hours="9,5", paid_hours="3", mastered=("1",))
    case = the_case(desk, citizen_id)
    assert case.placements[0].mastery == (
        MasteryTask(text="kasse"),
        MasteryTask(text="lager", done_on=date(2026, 10, 1)),
    )
    assert choices(desk, "mastery", citizen_id, {"placement_id": placement}) == [("0", "kasse")]
    assert choices(desk, "mastery", citizen_id) == []
    proposed = FORM_ACTS["follow_up"].prefill(desk, citizen_id, placement)
    assert (proposed["internship_hours"], proposed["paid_hours"]) == (Decimal("9.5"), Decimal(3))


def test_the_form_offers_the_placements_latest_first(desk: Desk, citizen_id: str, placement: str) -> None:
    later = str(do(desk, citizen_id, "placement", kind="paid_hours", started_on=date(2026, 10, 5)).record_id)
    assert choices(desk, "placements", citizen_id) == [(later, "– 05-10-2026"), (placement, "Netto 01-09-2026")]
    assert FORM_ACTS["follow_up"].prefill(desk, citizen_id, None)["placement_id"] == later


def test_hours_a_week_are_drawn_as_they_changed(desk: Desk, citizen_id: str, placement: str) -> None:
    """R120, R124."""
    do(desk, citizen_id, "follow_up", placement, on=date(2026, 10, 1), internship_hours="9", paid_hours="3")
    do(desk, citizen_id, "placement", kind="paid_hours", started_on=date(2026, 10, 12), weekly_hours="5")
    do(desk, citizen_id, "follow_up", placement, on=date(2026, 10, 20))
    do(desk, citizen_id, "placement_end", placement, ended_on=date(2026, 11, 1))
    assert progression(the_case(desk, citizen_id), TODAY) == (
        WeekHours(START, Decimal(12), Decimal(0)),
        WeekHours(date(2026, 10, 1), Decimal(9), Decimal(3)),
        WeekHours(date(2026, 10, 12), Decimal(9), Decimal(8)),
        WeekHours(date(2026, 11, 2), Decimal(0), Decimal(5)),
    )
    assert progression(the_case(desk, citizen_id), date(2026, 8, 1)) == ()


def test_paid_hours_are_entered_month_by_month(desk: Desk, citizen_id: str) -> None:
    do(desk, citizen_id, "placement", kind="paid_hours", company="Netto", started_on=START)
    proposed = FORM_ACTS["hours"].prefill(desk, citizen_id, None)
    assert proposed["period"] == "2026-10"
    do(desk, citizen_id, "hours", hours="34,5")
    assert FORM_ACTS["hours"].prefill(desk, citizen_id, None)["period"] == "2026-11"
    do(desk, citizen_id, "hours", period="2026-10", hours=36)
    do(desk, citizen_id, "hours", period="2026-W45", hours=8)
    assert worked(the_case(desk, citizen_id)) == (Worked("2026-10", Decimal(36)), Worked("2026-W45", Decimal(8)))


def test_correcting_hours_into_a_period_that_is_there_leaves_one(desk: Desk, citizen_id: str) -> None:
    do(desk, citizen_id, "placement", kind="paid_hours", started_on=START)
    do(desk, citizen_id, "hours", period="2026-09", hours=20)
    second = str(do(desk, citizen_id, "hours", period="2026-10", hours=30).record_id)
    do(desk, citizen_id, "hours_change", second, period="2026-09")
    assert worked(the_case(desk, citizen_id)) == (Worked("2026-09", Decimal(30)),)


@pytest.mark.parametrize(
    ("period", "hours", "at"),
    [
        ("2026-W46", "169", ("hours", "hours_of_period")),
        ("2026-13", "5", ("period", "period")),
        ("2026-12", "5", ("period", "future_date")),
        ("2026-10", "mange", ("hours", "number")),
    ],
)
def test_hours_that_cannot_be_are_refused(
    desk: Desk, citizen_id: str, period: str, hours: str, at: tuple[str, str]
) -> None:
    do(desk, citizen_id, "placement", kind="paid_hours", started_on=START)
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, "hours", period=period, hours=hours)
    assert [(one.field, one.code) for one in refused.value.problems] == [at]


def test_a_placement_that_is_gone_is_refused(desk: Desk, citizen_id: str, placement: str) -> None:
    with pytest.raises(Refused) as refused:
        do(desk, citizen_id, "follow_up", placement, placement_id="gone")
    assert refused.value.problems[0].code == "placement_unknown"
    assert "hours_not_paid" in codes(do(desk, citizen_id, "hours", placement, hours=3))

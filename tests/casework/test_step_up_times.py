"""The time of a meeting is taken as people write it."""

from datetime import date

import pytest

from broker_tui.casework.desk import Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.domain.entries_step_up import MeetingEntry
from broker_tui.domain.finding import Problem

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("14:30", "14:30"),
        ("14.30", "14:30"),
        ("1430", "14:30"),
        ("14 30", "14:30"),
        ("9", "09:00"),
        ("9.15", "09:15"),
        ("kl. 9", "09:00"),
        (" Kl 13 ", "13:00"),
        ("0.00", "00:00"),
        ("23.59", "23:59"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_time_of_day_is_read(typed: str, held: str) -> None:
    entry = FORM_ACTS["meeting"].read({"on": DAY, "at": typed})
    assert isinstance(entry, MeetingEntry)
    assert entry.at == held


@pytest.mark.parametrize("typed", ["24.00", "14.60", "halv tre", "14.3", "14.30.00", "1/2", "١٤.٣٠"])
def test_what_is_no_time_of_day_is_said_so(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        FORM_ACTS["meeting"].read({"on": DAY, "at": typed})
    assert refused.value.problems == (Problem("at", "time"),)

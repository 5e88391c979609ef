"""When a finding is due, as a line says it."""

from datetime import date, timedelta

import pytest

from broker_tui.cli.documents import when
from broker_tui.domain.codes import Level
from broker_tui.domain.finding import Finding
from broker_tui.i18n import load_words
from broker_tui.ui.screens.phrases import when_of

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("code", "days", "said"),
    [
        ("step_up_meeting", 0, "i dag"),
        ("step_up_meeting", 1, "i morgen"),
        ("step_up_meeting", 2, "om 2 dage"),
        ("follow_up", 2, "senest sø 22/11"),
        ("follow_up", -2, "2 dage over"),
    ],
)
def test_a_meeting_is_on_its_day_and_all_else_by_its_day(code: str, days: int, said: str) -> None:
    finding = Finding(code, Level.DUE, "R163", due=TODAY + timedelta(days=days))
    assert when_of(load_words("da"), finding, TODAY) == said


def test_in_a_line_of_text_the_meeting_names_its_day_itself() -> None:
    words = load_words("da")
    assert when(words, Finding("step_up_meeting", Level.DUE, "R163", due=TODAY), TODAY) == ""
    assert when(words, Finding("follow_up", Level.DUE, "R110", due=TODAY), TODAY) != ""

"""The timeline: every day has its cell, what goes on ends in an arrow today, and nothing leaves its lane."""

from datetime import date, timedelta

import pytest

from broker_tui.i18n import load_words
from broker_tui.ui.text import ASCII, UNICODE, Signs, spans_width
from broker_tui.ui.widgets.timeline import TITLE_CELLS, Bar, Lane, Mark, Stretch, drawn
from tests.ui.form_house import HOSTILE

FIRST, LAST, TODAY = date(2026, 8, 24), date(2026, 12, 18), date(2026, 11, 20)


def lines(*lanes: Lane, width: int = 80, signs: Signs = UNICODE, first: date = FIRST, last: date = LAST) -> list[str]:
    stretch = Stretch(first, last, TODAY, lanes)
    return ["".join(text for text, _ in line) for line in drawn(stretch, load_words("da"), signs, width)]


def test_steps_stand_where_they_began_and_the_last_goes_on_until_today() -> None:
    steps = (Bar(FIRST, date(2026, 9, 17), "trin 1"), Bar(date(2026, 9, 18), None, "trin 2"))
    months, lane = lines(Lane("Trin", steps))
    assert months.split() == ["aug", "sep", "okt", "nov", "dec"]
    assert "│trin 1 " in lane
    assert lane.rstrip().endswith("▸")
    assert len(lane.rstrip()) < len(months.rstrip())
    cells = (LAST - FIRST).days + 1
    begins = TITLE_CELLS + 1 + (date(2026, 9, 18) - FIRST).days * (80 - TITLE_CELLS - 2) // cells
    assert lane.index("│trin 2") == begins


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
@pytest.mark.parametrize("weeks", [1, 6, 40, 104])
def test_no_line_is_wider_than_the_screen(width: int, weeks: int) -> None:
    first = LAST - timedelta(weeks=weeks)
    bars = (Bar(first - timedelta(days=9), None, HOSTILE * 3), Bar(TODAY, TODAY, "kort"))
    marks = [Mark(first + timedelta(weeks=week), "t") for week in range(weeks)]
    for line in drawn(Stretch(first, LAST, TODAY, (Lane("x" * 40, bars, marks),)), load_words("da"), UNICODE, width):
        assert spans_width(line) <= width


def test_a_short_way_is_a_short_picture() -> None:
    months, _ = lines(Lane("Trin", (Bar(TODAY, None, "trin 1"),)), width=200, first=TODAY, last=TODAY + timedelta(27))
    assert len(months) <= TITLE_CELLS + 1 + 16


def test_of_the_weeks_in_one_cell_the_highest_rank_is_drawn() -> None:
    days = [FIRST + timedelta(days=day) for day in range(20)]
    marks = [Mark(day, "○", rank=2 if day == days[7] else 0) for day in days] + [Mark(days[8], "t", rank=3)]
    _, lane = lines(Lane("Kontakt", (), marks), width=TITLE_CELLS + 3)
    assert lane.strip().endswith("t")


def test_lanes_without_anything_take_no_line() -> None:
    assert len(lines(Lane("Fritaget"), Lane("Trin", (Bar(FIRST, None, "trin 1"),)))) == 2


def test_ascii_twins_are_ascii() -> None:
    assert all(line.isascii() for line in lines(Lane("Trin", (Bar(FIRST, None, "trin 1"),)), signs=ASCII))

"""Text stays text: nothing in it is markup, and it never takes more cells than it may."""

import pytest

from broker_tui.domain.codes import Level, WeekState
from broker_tui.ui.text import ASCII, UNICODE, Signs, broken, fit, one_line, plain, width_of, wrap


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("Åse Ørsted", "Åse Ørsted"),
        ("Ølsen [/] & [b Søn", "Ølsen [/] & [b Søn"),
        ("to\nlinjer\tog tab", "to linjer og tab"),
        ("rød\x1b[31m", "rød [31m"),
        ("vendt\u202eom", "vendt om"),
        ("usyn\u200blig", "usyn lig"),
    ],
)
def test_a_line_holds_no_controls(text: str, painted: str) -> None:
    assert one_line(text) == painted


def test_plain_reads_no_markup_and_keeps_line_breaks() -> None:
    assert plain("[b]fed[/b]\n\x1b[2J").plain == "[b]fed[/b]\n [2J"


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Mads", 4, "Mads"),
        ("Mads Ørsted-Lind", 8, "Mads Ør…"),
        ("Mads Ørsted", 5, "Mads…"),
        ("漢字漢字", 5, "漢字…"),
        ("漢字", 3, "漢…"),
        ("abc", 1, "a"),
        ("abc", 0, ""),
    ],
)
def test_cutting_counts_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted
    assert width_of(fit(text, width)) <= width


def test_wrapping_breaks_at_blanks_and_cuts_what_is_too_long() -> None:
    assert wrap("fik afslag, prøver igen", 12) == ["fik afslag,", "prøver igen"]
    assert wrap("Donaudampfschiff fahrt", 8) == ["Donaudam", "pfschiff", "fahrt"]
    assert wrap("", 8) == []


def test_a_line_goes_on_below_its_last_text() -> None:
    lines = broken([(), (("   ", ""), ("✓ ", "ready"), ("en to tre fire", "muted"))], 13)
    assert lines == [
        (("", ""),),
        (("   ", ""), ("✓ ", "ready"), ("en to", "muted")),
        (("     ", ""), ("tre fire", "muted")),
    ]
    assert broken([(("kort", "muted"),)], 13) == [(("kort", "muted"),)]
    assert broken([((" " * 20, ""),)], 13) == [(("", ""),)]


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_every_state_has_a_sign_of_its_own(signs: Signs) -> None:
    assert len({signs.level(level) for level in Level}) == len(Level)
    states = [state for state in WeekState if state is not WeekState.REACHED]
    assert len({signs.week(state) for state in states}) == len(states)


def test_ascii_twins_are_ascii() -> None:
    assert all(sign.isascii() for sign in ASCII)

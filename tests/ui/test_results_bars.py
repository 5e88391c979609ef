"""The bars: a bar crosses a line exactly when it has reached it, numbers stand above, and nothing leaves its column."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.ui.text import ASCII, UNICODE, Signs, spans_width
from broker_tui.ui.widgets.bars import Bar, Chart, Level, Measure, drawn
from broker_tui.ui.widgets.bars_scale import PARTS, scale_of

LOW, HIGH = Fraction(3, 20), Fraction(1, 5)
WIDE, NARROW = Measure(26, 7), Measure(12, 5)
SHARES = st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: Fraction(min(pair), max(*pair)))
GOALS = st.sampled_from([Fraction(17, 100), Fraction(19, 100), Fraction(1, 4), Fraction(1, 2), Fraction(1)])


def bar(share: Fraction | None, *marks: str, faint: bool = False) -> Bar:
    number = "–" if share is None else f"{float(share) * 100:.1f}".replace(".", ",")
    return Bar("nov", share, number, tuple(((mark, ""),) for mark in marks), faint=faint)


def text(
    bars: Sequence[Bar], measure: Measure = WIDE, height: int = 17, signs: Signs = UNICODE, chosen: int = -1
) -> list[str]:
    levels = (
        Level(LOW, ("15 %",), signs.lower_line, "muted"),
        Level(HIGH, ("mål 20 %", "20 %"), signs.target_line, ""),
    )
    chart = Chart(bars, levels, chosen, "Andel af indsatsgruppen", ((0, "2025"),))
    return ["".join(part for part, _ in line) for line in drawn(chart, signs, measure, height)]


@given(shares=st.lists(SHARES, max_size=13), goals=st.lists(GOALS, max_size=1), rows=st.integers(5, 24))
def test_a_bar_crosses_a_line_when_it_has_reached_it(shares: list[Fraction], goals: list[Fraction], rows: int) -> None:
    lines = sorted({LOW, HIGH, *goals})
    scale = scale_of(shares, lines, rows)
    for line in lines:
        for share in shares:
            assert (scale.height(share) > scale.row_of(line) * PARTS) is (share >= line)


@given(shares=st.lists(SHARES, min_size=1, max_size=13), rows=st.integers(5, 24))
def test_a_higher_share_is_never_a_lower_bar_and_leaves_room_for_its_number(shares: list[Fraction], rows: int) -> None:
    scale = scale_of(shares, [LOW, HIGH], rows)
    heights = [scale.height(share) for share in sorted(shares)]
    assert heights == sorted(heights)
    assert heights[-1] <= (rows - 1) * PARTS
    assert all((height > 0) is (share > 0) for share, height in zip(sorted(shares), heights, strict=True))


@pytest.mark.parametrize("rows", [9, 14, 18])
def test_without_a_goal_of_its_own_the_scale_is_even(rows: int) -> None:
    """15 and 20 per cent lie exactly where they belong."""
    scale = scale_of([Fraction(1, 10)], [LOW, HIGH], rows)
    assert scale.row_of(LOW) * 4 == scale.row_of(HIGH) * 3
    assert scale.height(Fraction(1, 10)) * 2 == scale.row_of(HIGH) * PARTS


@pytest.mark.parametrize("top", [Fraction(n, 100) for n in range(20, 101, 4)])
@pytest.mark.parametrize("rows", [9, 12, 16])
def test_a_high_bar_does_not_squeeze_the_lines_together(top: Fraction, rows: int) -> None:
    scale = scale_of([top], [LOW, HIGH], rows)
    assert all(abs(row - share / scale.unit) <= Fraction(1, 5) for share, row in scale.steps) or top > Fraction(2, 5)


def test_the_lines_run_through_the_bars() -> None:
    lines = text([bar(Fraction(1, 4)), bar(Fraction(1, 10))])
    target = next(line for line in lines if "mål 20 %" in line)
    lower = next(line for line in lines if " 15 %" in line)
    assert set(target[27:]) == {"╍"}
    assert set(lower[27:]) == {"┄"}
    assert lines.index(target) < lines.index(lower)


def test_a_line_through_a_bar_keeps_the_bars_tone() -> None:
    chart = Chart([bar(Fraction(1, 4))], [Level(HIGH, ("20 %",), "╍", "strong")])
    crossing = next(line for line in drawn(chart, UNICODE, WIDE, 17) if any("╍" in part for part, _ in line))
    assert ("╍╍╍╍", "bar_cut") in crossing
    assert ("╍╍╍", "strong") in crossing


def test_the_number_stands_above_its_bar_and_the_name_below() -> None:
    lines = text([bar(Fraction(1, 10)), bar(Fraction(1, 5))])
    at = next(number for number, line in enumerate(lines) if "20,0" in line)
    assert lines[at + 1][37:41] == "▁▁▁▁"
    assert lines[at][37:41] == "20,0"
    assert lines[-2][38:41] == "nov"
    assert lines[-1].rstrip().endswith("2025")


def test_nothing_to_measure_is_no_bar() -> None:
    lines = text([bar(None), bar(Fraction(0))])
    assert "–" in lines[-4]
    assert "0,0" in lines[-4]
    assert not any("█" in line for line in lines)


def test_a_mark_takes_the_longest_wording_that_fits() -> None:
    bars = [bar(LOW), bar(LOW), bar(HIGH, "✓ bedst", "bedst"), bar(LOW, "indtil i dag", "i dag")]
    assert text(bars)[-1].split("  ")[-1].strip() == "i dag"
    assert "✓ bedst" in text(bars)[-1]
    apart = [bars[2], *bars[:2], bars[3]]
    assert "indtil i dag" in text(apart)[-1]


def test_what_is_outside_the_period_is_drawn_lighter() -> None:
    drawn_faint = "\n".join(text([bar(Fraction(1, 10), faint=True), bar(Fraction(1, 10))]))
    assert "░░░░" in drawn_faint
    assert "████" in drawn_faint


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
@pytest.mark.parametrize("measure", [WIDE, NARROW, Measure(12, 9)])
@pytest.mark.parametrize("height", [7, 11, 17, 19])
def test_every_line_is_as_wide_as_the_columns(measure: Measure, height: int, signs: Signs) -> None:
    bars = [bar(Fraction(number, 26), "✓ bedst") for number in range(13)]
    chart = Chart(bars, [Level(HIGH, ("et meget langt navn på et mål", "20 %"), signs.target_line, "")], 3, "x " * 40)
    lines = drawn(chart, signs, measure, height)
    assert len(lines) == height
    assert {spans_width(line) for line in lines} == {1 + measure.words + 13 * measure.column}


def test_ascii_twins_are_ascii_and_still_bars() -> None:
    bars = [bar(Fraction(1, 4)), bar(Fraction(1, 8))]
    lines = text(bars, signs=ASCII)
    assert "####" in "\n".join(lines)
    assert all(line.replace("å", "a").isascii() for line in lines)
    assert "====" in next(line for line in lines if "20 %" in line)

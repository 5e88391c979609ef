"""Themes: readable, meaning the same, and saying it without colour too."""

from itertools import combinations

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor

from broker_tui.domain.codes import Level
from broker_tui.ui.themes import LEVEL_TONES, PALETTES, NoColour, Palette, Tones
from tests.ui.conftest import MakeHouse, shown

SOLID = [palette for palette in PALETTES.values() if not palette.ansi]


def luminance(color: Color | None) -> float:
    """Relative luminance as WCAG defines it."""
    assert color is not None
    shares = [channel / 255 for channel in color.get_truecolor()]
    red, green, blue = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color | None, other: Color | None) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", SOLID, ids=lambda palette: palette.name)
@pytest.mark.parametrize("cursor", [False, True])
@pytest.mark.parametrize("tone", ["", "strong", "muted", "accent", *LEVEL_TONES.values()])
def test_text_can_be_read(palette: Palette, tone: str, *, cursor: bool) -> None:
    """WCAG AA for text is 4.5."""
    style = Tones(palette)(tone, cursor=cursor)
    assert contrast(style.color, style.bgcolor) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_without_colour_there_is_none(palette: Palette) -> None:
    tones = Tones(palette, colour=False)
    for tone in ("", "overdue", "muted", "mark", "struck"):
        for cursor in (False, True):
            style = tones(tone, cursor=cursor)
            assert style.color is None
            assert style.bgcolor is None


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize("colour", [False, True])
def test_the_cursor_can_be_told_from_other_lines(palette: Palette, *, colour: bool) -> None:
    tones = Tones(palette, colour=colour)
    assert tones("") != tones("", cursor=True)


def test_the_three_state_colours_differ() -> None:
    for palette in PALETTES.values():
        tones = Tones(palette)
        colours = [tones(LEVEL_TONES[level]).color for level in (Level.OVERDUE, Level.DUE, Level.READY)]
        assert all(one != other for one, other in combinations(colours, 2))


def test_the_filter_takes_colours_and_leaves_the_rest() -> None:
    filtered = NoColour().apply([Segment("x", Style.parse("bold red on blue")), Segment("y")], TextualColor(0, 0, 0))
    assert filtered[0].style == Style(bold=True)
    assert filtered[1].text == "y"


async def test_no_colour_reaches_the_screen(make_house: MakeHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    house = make_house()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        for strip in house.screen._compositor.render_strips():
            for _, style, _ in strip:
                assert style is None or (style.color is None and style.bgcolor is None), strip.text


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
async def test_every_view_stands_in_every_theme_and_size(
    make_house: MakeHouse, theme: str, size: tuple[int, int]
) -> None:
    house = make_house(theme=theme)
    async with house.run_test(size=size) as pilot:
        for key in "123":
            await pilot.press(key)
            await pilot.pause()
            lines = shown(house)
            assert len(lines) == size[1]
            assert "hjælp" in lines[-1]
            assert not any("⟨" in line for line in lines)

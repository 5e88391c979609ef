"""Painted lines: spans with tones become strips, cut and padded to the cell."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from broker_tui.ui.text import Span, Spans, fit, one_line, spans_width, width_of
from broker_tui.ui.themes import SHOWN_ON_BLANKS, Tones


def cut(spans: Sequence[Span], width: int, ellipsis: str = "…") -> Spans:
    """Return the spans cut to `width` cells; the span that does not fit ends in the ellipsis."""
    kept: list[Span] = []
    left = width
    for text, tone in spans:
        text = one_line(text)
        cells = width_of(text)
        if cells > left:
            if left > 0:
                kept.append((fit(text, left, ellipsis), tone))
            break
        kept.append((text, tone))
        left -= cells
    return tuple(kept)


def ends(left: Sequence[Span], right: Sequence[Span], width: int, ellipsis: str = "…") -> Spans:
    """Return one line with `left` at its start and `right` at its end; what stands left gives way."""
    right = cut(right, width, ellipsis)
    room = width - spans_width(right)
    left = cut(left, max(room - 1, 0) if right else room, ellipsis)
    return (*left, (" " * (room - spans_width(left)), ""), *right)


class LeanStrip(Strip):
    """A strip that tells the terminal only what changes from one span to the next, and resets once at its end.

    A row of a list has a handful of tones on one background; sent this way it is a third of the bytes.
    """

    __slots__ = ()

    def render(self, console: Console) -> str:
        """Return the line as the terminal reads it."""
        if self._render_cache is None:
            system = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual's own strip reads it
            parts: list[str] = []
            before: tuple[str, ...] = ()
            for text, style, _ in self._segments:
                codes = _codes(style, system) if style else ()
                if codes[:1] != before[:1]:
                    parts.append(f"\x1b[0;{';'.join(filter(None, codes))}m" if before else _sgr(codes))
                else:
                    parts.append(_sgr(tuple(new for new, old in zip(codes, before, strict=False) if new != old)))
                parts.append(text)
                before = codes
            self._render_cache = "".join((*parts, "\x1b[0m" if any(before) else ""))
        return self._render_cache


def _sgr(codes: tuple[str, ...]) -> str:
    wanted = ";".join(filter(None, codes))
    return f"\x1b[{wanted}m" if wanted else ""


@lru_cache(maxsize=512)
def _codes(style: Style, system: ColorSystem) -> tuple[str, str, str]:
    """Return a style's attributes, colour and background as terminal codes."""
    attributes = ";".join(
        code
        for code, wanted in (
            ("1", style.bold),
            ("2", style.dim),
            ("3", style.italic),
            ("4", style.underline),
            ("7", style.reverse),
            ("9", style.strike),
        )
        if wanted
    )
    colour = ";".join(_shortest(style.color, system).get_ansi_codes()) if style.color else ""
    background = ";".join(_shortest(style.bgcolor, system).get_ansi_codes(foreground=False)) if style.bgcolor else ""
    return attributes, colour, background


def _shortest(colour: Color, system: ColorSystem) -> Color:
    """Return a colour as its number among the 256 where it is one of them, else as the terminal can show it."""
    number = _NUMBERS.get(colour.triplet) if colour.triplet and system >= ColorSystem.EIGHT_BIT else None
    return colour.downgrade(system) if number is None else Color.from_ansi(number)


_CUBE: Final = (0, 95, 135, 175, 215, 255)
_NUMBERS: Final = {
    ColorTriplet(red, green, blue): 16 + 36 * _CUBE.index(red) + 6 * _CUBE.index(green) + _CUBE.index(blue)
    for red in _CUBE
    for green in _CUBE
    for blue in _CUBE
} | {ColorTriplet(8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey): 232 + grey for grey in range(24)}
"""The colours of the 256 that every terminal shows alike: the cube and the greys."""


def strip_of(spans: Sequence[Span], width: int, tones: Tones, *, cursor: bool = False, raised: bool = False) -> Strip:
    """Paint a line of exactly `width` cells."""
    kept = cut(spans, width)
    blank = " " * (width - spans_width(kept))
    return exact_strip((*kept, (blank, "")), width, tones, cursor=cursor, raised=raised)


def exact_strip(
    spans: Iterable[Span], width: int, tones: Tones, *, cursor: bool = False, raised: bool = False
) -> Strip:
    """Paint a line whose spans are fit for one and take exactly `width` cells, as the cells of a list do."""
    segments: list[Segment] = []
    gathered: list[str] = []
    before = ""
    for text, tone in spans:
        # A blank looks the same in most tones, and staying in one is shorter to send.
        if not text or tone == before or (not tone and before not in SHOWN_ON_BLANKS and text.isspace()):
            gathered.append(text)
            continue
        if gathered:
            segments.append(Segment("".join(gathered), tones(before, cursor=cursor, raised=raised)))
        gathered, before = [text], tone
    segments.append(Segment("".join(gathered), tones(before, cursor=cursor, raised=raised)))
    return LeanStrip(segments, width)


def cropped(strips: Sequence[Strip], crop: Region, blank: Strip) -> list[Strip]:
    """Return the lines and cells of a painted widget that Textual asks for."""
    lines = list(strips[crop.y : crop.bottom])
    lines += [blank] * (crop.height - len(lines))
    if crop.x == 0 and all(crop.width == line.cell_length for line in lines):
        return lines
    return [line.crop(crop.x, crop.right) for line in lines]

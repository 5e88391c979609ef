"""Painted lines: spans with tones become strips, cut and padded to the cell."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from broker_tui.ui.text import Span, Spans, fit, one_line, spans_width, width_of
from broker_tui.ui.themes import Tones


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


def strip_of(spans: Sequence[Span], width: int, tones: Tones, *, cursor: bool = False, raised: bool = False) -> Strip:
    """Paint a line of exactly `width` cells."""
    segments = []
    left = width
    for text, tone in cut(spans, width):
        cells = width_of(text)
        left -= cells
        segments.append(Segment(text, tones(tone, cursor=cursor, raised=raised)))
    if left > 0:
        segments.append(Segment(" " * left, tones("", cursor=cursor, raised=raised)))
    return Strip(Segment.simplify(segments), width)


def cropped(strips: Sequence[Strip], crop: Region, blank: Strip) -> list[Strip]:
    """Return the lines and cells of a painted widget that Textual asks for."""
    lines = list(strips[crop.y : crop.bottom])
    lines += [blank] * (crop.height - len(lines))
    if crop.x == 0 and all(crop.width == line.cell_length for line in lines):
        return lines
    return [line.crop(crop.x, crop.right) for line in lines]

"""The screen behind a dialog, seen through a translucent colour."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip


def dimmed(strips: Sequence[Strip], tint: Color) -> list[Strip]:
    """Return painted lines with a translucent colour laid over them."""
    if tint.a == 0:
        return list(strips)
    laid: dict[Style | None, Style | None] = {None: None}

    def over(style: Style | None) -> Style | None:
        if style not in laid:
            laid[style] = _tinted(style, tint) if style else None
        return laid[style]

    return [
        Strip([Segment(text, over(style), control) for text, style, control in strip], strip.cell_length)
        for strip in strips
    ]


def _tinted(style: Style, tint: Color) -> Style:
    colours = [(Color.from_rich_color(one) + tint).rich_color if one else None for one in (style.color, style.bgcolor)]
    return style.clear_meta_and_links() + Style.from_color(*colours)

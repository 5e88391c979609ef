"""Themes and tones: few colours, each with a meaning, and the same meanings again without any colour."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

from broker_tui.domain.codes import Level


class Palette(NamedTuple):
    """The colours of one theme.

    Text and signs take colours of the 256 every terminal has, which look the same everywhere and are short to send.
    `on_cursor` colours text in the cursor's line where the text's own would not be read.
    """

    name: str
    background: str
    raised: str
    foreground: str
    muted: str
    rule: str
    accent: str
    overdue: str
    due: str
    ready: str
    cursor: str
    on_cursor: str | None = None
    dark: bool = True
    ansi: bool = False

    def theme(self) -> Theme:
        """Return Textual's theme of these colours, for the few stock widgets."""
        return Theme(
            name=self.name,
            primary=self.accent,
            secondary=self.muted,
            accent=self.accent,
            warning=self.due,
            error=self.overdue,
            success=self.ready,
            foreground=self.foreground,
            background=self.background,
            surface=self.raised,
            panel=self.raised,
            dark=self.dark,
            ansi=self.ansi,
            variables={
                **(BUILTIN_THEMES["ansi-dark"].variables if self.ansi else {}),
                "rule": self.rule,
                "muted": self.muted,
                "cursor": self.cursor,
                "border": self.accent,
                "border-blurred": self.rule,
                "scrollbar": self.rule,
                "scrollbar-hover": self.muted,
                "scrollbar-active": self.accent,
                "scrollbar-background": self.background,
                "scrollbar-background-hover": self.background,
                "scrollbar-background-active": self.background,
                "scrollbar-corner-color": self.background,
            },
        )


PALETTES: Final = {
    palette.name: palette
    for palette in (
        Palette(
            name="dark",
            background="#14171b",
            raised="#1d2228",
            foreground="#d0d0d0",
            muted="#9e9e9e",
            rule="#3a3a3a",
            accent="#87afd7",
            overdue="#ff8787",
            due="#d7af5f",
            ready="#87af87",
            cursor="#26323c",
        ),
        Palette(
            name="light",
            dark=False,
            background="#fbfaf7",
            raised="#f1efe9",
            foreground="#262626",
            muted="#626262",
            rule="#d0d0d0",
            accent="#005f87",
            overdue="#af0000",
            due="#875f00",
            ready="#005f00",
            cursor="#dde9ee",
        ),
        Palette(
            name="contrast",
            background="#000000",
            raised="#0d0d0d",
            foreground="#ffffff",
            muted="#d0d0d0",
            rule="#8a8a8a",
            accent="#5fd7ff",
            overdue="#ff8787",
            due="#ffd75f",
            ready="#87ff87",
            cursor="#ffffff",
            on_cursor="#000000",
        ),
        Palette(
            name="ansi",
            ansi=True,
            background="ansi_default",
            raised="ansi_default",
            foreground="ansi_default",
            muted="ansi_default",
            rule="ansi_default",
            accent="ansi_cyan",
            overdue="ansi_red",
            due="ansi_yellow",
            ready="ansi_green",
            cursor="ansi_default",
        ),
    )
}
DEFAULT_THEME: Final = "dark"


class NoColour(LineFilter):
    """Takes every colour away and leaves bold, reverse and underline, so that NO_COLOR means none."""

    def apply(self, segments: list[Segment], background: TextualColor) -> list[Segment]:  # noqa: ARG002
        """Return the segments without colours."""
        return [Segment(text, style.without_color if style else None, control) for text, style, control in segments]


@dataclass(frozen=True)
class _Look:
    colour: str = "foreground"
    bold: bool = False
    strike: bool = False
    reverse: bool = False
    underline: bool = False
    dim: bool = False


# Without colour a tone that must be told apart keeps an attribute; the sign and the word beside it say the rest.
_LOOKS: Final = {
    "": _Look(),
    "strong": _Look(bold=True),
    "muted": _Look("muted", dim=True),
    "rule": _Look("rule", dim=True),
    "accent": _Look("accent"),
    "title": _Look("accent", bold=True),
    "key": _Look("accent", bold=True),
    "overdue": _Look("overdue", bold=True),
    "due": _Look("due", bold=True),
    "warning": _Look("due"),
    "ready": _Look("ready"),
    "info": _Look("muted"),
    "struck": _Look("muted", strike=True, dim=True),
    "mark": _Look("accent", reverse=True, bold=True),
    "picked": _Look("accent", reverse=True),
    "bar": _Look("accent"),
    "bar_cut": _Look("accent", reverse=True),
    "reached": _Look("ready"),
    "reached_cut": _Look("ready", reverse=True),
    "faded": _Look("muted"),
    "faded_cut": _Look("muted", reverse=True),
    "demo": _Look("due", reverse=True, bold=True),
}

SHOWN_ON_BLANKS: Final = frozenset(
    tone for tone, look in _LOOKS.items() if look.reverse or look.strike or look.underline
)
"""Tones that can be seen on a blank."""

LEVEL_TONES: Final = {level: level.value for level in Level}
"""The tone in which each level is painted."""


class Tones:
    """Rich styles by tone for one palette, in an ordinary line and in the cursor's line.

    Args:
        palette: the colours.
        colour: False paints with attributes alone.
    """

    def __init__(self, palette: Palette, *, colour: bool = True) -> None:
        self.palette = palette
        self.colour = colour
        self._styles: dict[tuple[str, bool, bool], Style] = {}

    def __call__(self, tone: str, *, cursor: bool = False, raised: bool = False) -> Style:
        """Return the style of a tone; an unknown one looks like ordinary text."""
        key = (tone, cursor, raised)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._style(_LOOKS.get(tone, _LOOKS[""]), cursor=cursor, raised=raised)
        return style

    def _style(self, look: _Look, *, cursor: bool, raised: bool) -> Style:
        bare = not self.colour
        palette = self.palette
        attributes = Style(
            bold=look.bold or None,
            strike=look.strike or None,
            underline=look.underline or None,
            reverse=(look.reverse != (cursor and (bare or palette.ansi))) or None,
            dim=(look.dim and (bare or palette.ansi) and not cursor) or None,
        )
        if bare:
            return attributes
        foreground = palette.foreground if cursor and palette.ansi else getattr(palette, look.colour)
        background = palette.raised if raised else palette.background
        if cursor and not palette.ansi:
            background = palette.cursor
            foreground = palette.on_cursor or foreground
        return attributes + Style(color=_colour(foreground), bgcolor=_colour(background))


def _colour(name: str) -> Color:
    if name == "ansi_default":
        return Color.default()
    return Color.parse(name.removeprefix("ansi_"))

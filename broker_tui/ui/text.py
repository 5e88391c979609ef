"""Text on the screen: people's text never becomes markup, cells are counted, and every sign has an ASCII twin."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from broker_tui.domain.codes import Level, WeekState

Span = tuple[str, str]
"""Text and the tone it is painted in; an empty tone is ordinary text."""

Spans = tuple[Span, ...]
"""One painted line, left to right."""

# Controls, line breaks and the invisible marks that reverse or hide text break a painted line or mislead its reader.
_UNPRINTABLE: Final = {
    code: " "
    for first, last in (
        (0x00, 0x1F),
        (0x7F, 0x9F),
        (0x061C, 0x061C),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x2069),
        (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
}
_UNPRINTABLE_BUT_BREAKS: Final = {code: mark for code, mark in _UNPRINTABLE.items() if code not in {0x09, 0x0A}}


def one_line(text: str) -> str:
    """Return `text` fit for one painted line: no controls, no line breaks, nothing that reorders what follows."""
    return text if text.isprintable() else text.translate(_UNPRINTABLE)


def plain(text: str) -> Content:
    """Return text for a Textual widget exactly as written; brackets in it are never read as markup."""
    return Content(text.translate(_UNPRINTABLE_BUT_BREAKS))


def width_of(text: str) -> int:
    """Return how many cells `text` takes in a terminal."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return `text` cut to `width` cells, ending in the ellipsis when something was cut."""
    if width_of(text) <= width:
        return text
    if width <= len(ellipsis):
        return set_cell_size(text, max(width, 0))
    return set_cell_size(text, width - len(ellipsis)).rstrip() + ellipsis


def spans_width(spans: Iterable[Span]) -> int:
    """Return how many cells a line of spans takes."""
    return sum(width_of(text) for text, _ in spans)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` at blanks into lines of at most `width` cells; a longer word is cut."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in one_line(paragraph).split():
            while width_of(word) > width > 0:
                head = set_cell_size(word, width)
                lines += [line, head] if line else [head]
                line, word = "", word[len(head.rstrip()) :]
            if line and width_of(line) + 1 + width_of(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            lines.append(line)
    return lines


def broken(lines: Iterable[Spans], width: int) -> list[Spans]:
    """Return lines whose last text goes on below itself where it has no room."""
    found: list[Spans] = []
    for line in lines:
        *before, (text, tone) = line or (("", ""),)
        lead = spans_width(before)
        first, *rest = (wrap(text, max(width - lead, 1)) if lead + width_of(text) > width else [text]) or [""]
        found.append((*before, (first, tone)))
        found += [((" " * lead, ""), (more, tone)) for more in rest]
    return found


class Signs(NamedTuple):
    """The signs and lines of the screens; `ASCII` holds the twins for terminals without the others."""

    overdue: str = "●"
    due: str = "▲"
    warning: str = "◆"
    ready: str = "✓"
    info: str = "i"
    tried: str = "·"
    not_required: str = "–"
    missing: str = "○"
    excused: str = "≈"
    at_company: str = "▸"
    future: str = " "
    bar_full: str = "━"
    bar_rest: str = "─"
    rule: str = "─"
    upright: str = "│"
    thumb: str = "┃"
    ellipsis: str = "…"
    dot: str = "·"
    dash: str = "–"
    down: str = "▼"
    up: str = "▲"
    left: str = "‹"
    right: str = "›"
    masked: str = "••••"
    blocks: str = "▁▂▃▄▅▆▇█"
    faint_blocks: str = "▁▂░░░░░░"
    target_line: str = "╍"
    lower_line: str = "┄"
    goal_line: str = "┈"

    def level(self, level: Level | None) -> str:
        """Return the sign of a level; blank for none."""
        return str(getattr(self, level.value)) if level else " "

    def week(self, state: WeekState, *, letter: str = "", at_company: bool = False) -> str:
        """Return the sign of a week: the letter of the medium when reached, else the state's own."""
        if state is WeekState.REACHED:
            return letter or self.ready
        if state is WeekState.NOT_REQUIRED and at_company:
            return self.at_company
        return str(getattr(self, state.value))


UNICODE: Final = Signs()
ASCII: Final = Signs(
    overdue="!",
    due="^",
    warning="*",
    ready="v",
    tried=".",
    not_required="-",
    missing="o",
    excused="~",
    at_company=">",
    bar_full="=",
    bar_rest=".",
    rule="-",
    upright="|",
    thumb="#",
    ellipsis="..",
    dot="-",
    dash="-",
    down="v",
    up="^",
    left="<",
    right=">",
    masked="****",
    blocks="..::::##",
    faint_blocks="..::::::",
    target_line="=",
    lower_line="-",
    goal_line=".",
)

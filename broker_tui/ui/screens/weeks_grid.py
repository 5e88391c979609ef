"""Citizens by weeks as rows of a list: signs, kept of required, and what explains a run of weeks without duty."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broker_tui.domain.codes import ContactMedium, NotRequired, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.weeks import KeptRequired, WeekStatus
from broker_tui.ui.text import Signs, Span, Spans
from broker_tui.ui.widgets.table_columns import Cell, Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.weeks import WeekRow
    from broker_tui.i18n import Words

NAME_CELLS = 22
KEPT_CELLS = 5
WEEK_CELLS = 2
MARGINS = 4
REMARK_FROM = 100
REMARK_CELLS = 30
FULL_YEAR = 53

TONES = {
    WeekState.REACHED: "ready",
    WeekState.TRIED: "due",
    WeekState.MISSING: "overdue",
    WeekState.EXCUSED: "muted",
    WeekState.NOT_REQUIRED: "rule",
    WeekState.FUTURE: "muted",
}
MARKED_REASONS = frozenset({NotRequired.EXEMPT, NotRequired.AT_COMPANY, NotRequired.EXITED, NotRequired.NOT_GROUP_1})


def weeks_that_fit(width: int) -> int:
    """Return how many weeks a grid of this width shows beside names, sums and, when wide, remarks."""
    remark = REMARK_CELLS + 2 if width >= REMARK_FROM else 0
    room = width - NAME_CELLS - KEPT_CELLS - MARGINS - remark - 2
    return max(4, min(FULL_YEAR, room // (WEEK_CELLS + 1)))


def columns(words: "Words", weeks: Sequence[IsoWeek], width: int) -> list[Column]:
    """Return the columns: name, weeks, kept, remark."""
    found = [Column("name", words("ui.column.name"), NAME_CELLS, minimum=12, sortable=False)]
    found += [
        Column(str(week), f"{week.week:>2}", WEEK_CELLS, right=True, gap=1 if number else 2, sortable=False)
        for number, week in enumerate(weeks)
    ]
    found.append(Column("kept", words("ui.column.kept"), KEPT_CELLS, right=True, sortable=False))
    if width >= REMARK_FROM:
        found.append(Column("remark", "", REMARK_CELLS, minimum=10, grow=1, sortable=False))
    return found


def row_of(
    words: "Words", signs: Signs, name: str, weeks: Sequence[IsoWeek], row: "WeekRow", this_week: IsoWeek
) -> Row:
    """Return one citizen's line."""
    cells: dict[str, Cell] = {"name": name}
    for week, status in zip(weeks, row.statuses, strict=True):
        cells[str(week)] = (sign_of(words, signs, status, late=week < this_week),)
    kept = row.kept
    cells["kept"] = ((f"{kept.kept}/{kept.required}", "strong" if kept.kept == kept.required else ""),)
    cells["remark"] = ((remark(words, weeks, row.statuses), "muted"),)
    return Row(cells)


def sign_of(words: "Words", signs: Signs, status: WeekStatus, *, late: bool) -> Span:
    """Return the sign of a week; one that is missing and past is overdue, this week's is due."""
    letter = words.code("contact_medium_sign", status.medium) if status.medium else ""
    at_company = status.reason is NotRequired.AT_COMPANY
    tone = "accent" if at_company and status.state is WeekState.NOT_REQUIRED else TONES[status.state]
    if status.state is WeekState.MISSING and not late:
        tone = "due"
    return (signs.week(status.state, letter=letter, at_company=at_company), tone)


def remark(words: "Words", weeks: Sequence[IsoWeek], statuses: Sequence[WeekStatus]) -> str:
    """Return what explains weeks without duty: the run that goes on, else the last one that has ended."""
    begun = [(week, status.reason) for week, status in zip(weeks, statuses, strict=True) if _begun(status)]
    if not begun:
        return ""
    last = begun[-1][1]
    if last in MARKED_REASONS:
        first = next((place for place in range(len(begun) - 1, -1, -1) if begun[place][1] is not last), -1) + 1
        key = "since" if first else "now"
        return words(f"ui.weeks.{key}", what=words.code("not_required", last), week=begun[first][0])
    for week, reason in reversed(begun):
        if reason in MARKED_REASONS:
            return words("ui.weeks.until", what=words.code("not_required", reason), week=week)
    return ""


def _begun(status: WeekStatus) -> bool:
    return status.state is not WeekState.FUTURE


def sums(words: "Words", weeks: Sequence[IsoWeek], kept: Sequence[KeptRequired]) -> list[Row]:
    """Return the two lines below the grid: kept and required of each week."""
    whole = KeptRequired(sum(one.kept for one in kept), sum(one.required for one in kept))

    def line(key: str, field: int, tone: str) -> Row:
        cells: dict[str, Cell] = {"name": ((words(f"ui.weeks.{key}"), "muted"),), "kept": ((str(whole[field]), tone),)}
        for week, one in zip(weeks, kept, strict=True):
            cells[str(week)] = ((str(one[field]) if one.required else "", tone),)
        return Row(cells)

    return [line("kept", 0, "strong"), line("required", 1, "muted")]


def legend(words: "Words", signs: Signs) -> Spans:
    """Return what the signs stand for."""
    spans: list[Span] = []
    for medium in ContactMedium:
        if medium is not ContactMedium.OTHER:
            letter = words.code("contact_medium_sign", medium)
            spans += [(letter, "ready"), (f" {words.code('contact_medium_short', medium)}  ", "muted")]
    for state in (WeekState.TRIED, WeekState.MISSING, WeekState.EXCUSED, WeekState.NOT_REQUIRED):
        spans += [(signs.week(state), TONES[state]), (f" {words.code('week_state', state)}  ", "muted")]
    return (*spans, (signs.at_company, "accent"), (f" {words.code('not_required', NotRequired.AT_COMPANY)}", "muted"))

"""The cells of one citizen's line in the caseload."""

from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ContactOutcome, WeekState
from broker_tui.domain.cpr import written
from broker_tui.domain.finding import Finding
from broker_tui.ui.screens import phrases
from broker_tui.ui.widgets.table_columns import Cell, Row

if TYPE_CHECKING:
    from broker_tui.casework.overview import Overview
    from broker_tui.domain.weeks import WeekStatus
    from broker_tui.store.caseload import CaseloadRow
    from broker_tui.ui.app import BrokerApp

BAR_CELLS: Final = 13

WEEK_TONES: Final = {
    WeekState.REACHED: "ready",
    WeekState.TRIED: "due",
    WeekState.MISSING: "due",
    WeekState.EXCUSED: "muted",
    WeekState.NOT_REQUIRED: "rule",
    WeekState.FUTURE: "muted",
}


def row_of(house: "BrokerApp", row: "CaseloadRow", week: "WeekStatus | None", overview: "Overview | None") -> Row:
    """Return a citizen's line; what has not been judged yet stays blank."""
    words, signs, today = house.words, house.signs, house.desk.today
    level = overview.worst(row.id) if overview else None
    due = overview.next_due(row.id) if overview else None
    gone = row.exited_on is not None
    nothing: Cell = ((signs.dash, "rule"),)
    group = row.group.value if row.group else signs.dash
    steps = phrases.step_weeks(row, house.desk.programme(row.edition), today)
    cells: dict[str, Cell] = {
        "state": ((signs.dash, "muted"),) if gone else (phrases.sign_of(signs, level),),
        "name": ((row.name, "muted" if gone else ""),),
        "cpr": written(row.cpr),
        "group": group + words("ui.exempt_mark") if row.exemption else group,
        "step": words.code("step_sign", row.step) if row.step else nothing,
        "week": str(steps[0]) if steps else nothing,
        "limit": phrases.bar(signs, steps[0], steps[1], BAR_CELLS) if steps and steps[1] else "",
        "this_week": _week(house, week),
        "last": _last(house, row),
        "next": _next(house, row, due),
        "company": row.company or (words.code("placement_kind", row.placement) if row.placement else nothing),
        "broker": row.broker_name or nothing,
    }
    return Row(cells)


def _week(house: "BrokerApp", week: "WeekStatus | None") -> Cell:
    """Return what this week holds: sign and word."""
    if week is None:
        return ""
    words, signs = house.words, house.signs
    tone = WEEK_TONES[week.state]
    if week.state is WeekState.REACHED and week.medium:
        return ((f"{signs.ready} ", tone), (words.code("contact_medium_short", week.medium), "muted"))
    if week.state is WeekState.NOT_REQUIRED:
        return ((signs.not_required, "rule"),)
    return ((f"{signs.week(week.state)} ", tone), (words.code("week_state", week.state), "muted"))


def _last(house: "BrokerApp", row: "CaseloadRow") -> Cell:
    """Return how long ago the last contact or attempt was, and how it was made."""
    if row.last_contact_on is None:
        return ((house.signs.dash, "rule"),)
    words = house.words
    medium = words.code("contact_medium_short", row.last_contact_medium)
    tone = "" if row.last_contact_outcome is ContactOutcome.REACHED else "muted"
    return ((f"{phrases.ago(words, row.last_contact_on, house.desk.today):>5} ", tone), (medium, "muted"))


def _next(house: "BrokerApp", row: "CaseloadRow", due: Finding | None) -> Cell:
    """Return what falls due first, or why nothing does: she has left, or is exempt."""
    words = house.words
    if row.exit_reason is not None:
        return ((words.code("exit_reason", row.exit_reason), "muted"),)
    if due is not None:
        return phrases.title_of(words, due)
    if row.exemption:
        known = house.desk.programme(row.edition).exemptions.get(row.exemption)
        return ((known.label if known else row.exemption, "muted"),)
    return ((house.signs.dash, "rule"),)

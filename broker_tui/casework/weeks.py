"""The weeks of contact, citizen by citizen, as grid and command line show them (R95-R98, C3, C5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.domain.codes import WeekState
from broker_tui.domain.dates import IsoWeek, weeks_between
from broker_tui.domain.rules.weekly import REASON_RULE, week_state, weekly_rule
from broker_tui.domain.weeks import KeptRequired, WeekMark, WeekStatus, kept_required

if TYPE_CHECKING:
    from broker_tui.domain.facts import Facts


class WeekRow(NamedTuple):
    """One citizen's weeks, in the order of the grid's columns."""

    citizen_id: str
    statuses: tuple[WeekStatus, ...]
    edition: str = ""

    @property
    def kept(self) -> KeptRequired:
        """How many of the required weeks shown were kept."""
        return kept_required(self.statuses)


def week_grid(desk: Desk, ids: Sequence[str], first: IsoWeek, last: IsoWeek) -> list[WeekRow]:
    """Return the weeks from `first` to `last` of each citizen, as known on the desk's day, in the order of `ids`."""
    from broker_tui.store.facts import read_facts
    from broker_tui.store.weeks import week_marks

    weeks = tuple(weeks_between(first, last))
    marks = week_marks(desk.store, ids, first, last, until=desk.today)
    found = read_facts(desk.store, desk.today, ids)
    rows = {facts.id: week_row(desk, facts, weeks, marks.get(facts.id, {})) for facts in found}
    return [rows[citizen_id] for citizen_id in ids if citizen_id in rows]


def week_row(desk: Desk, facts: "Facts", weeks: Iterable[IsoWeek], marks: Mapping[IsoWeek, WeekMark]) -> WeekRow:
    """Return some weeks of one citizen, whose contacts left these marks."""
    programme = desk.programme(facts.edition)
    statuses = (week_state(facts, programme, desk.today, week, marks.get(week)) for week in weeks)
    return WeekRow(facts.id, tuple(statuses), facts.edition)


def week_rule(desk: Desk, edition: str, status: WeekStatus) -> str:
    """Return the rule that decides a week: why no contact is needed, or what asks for it (C3 when it is excused)."""
    if status.state is WeekState.EXCUSED:
        return "C3"
    return REASON_RULE[status.reason] if status.reason else weekly_rule(desk.programme(edition))


def column_sums(rows: Iterable[WeekRow]) -> list[KeptRequired]:
    """Return kept and required of each week over all rows; none without rows."""
    return [kept_required(column) for column in zip(*(row.statuses for row in rows), strict=True)]

"""The day's judgement of the caseload: the one source of todo list, signs, badges, weeks and command line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.domain import triage
from broker_tui.domain.codes import Level
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.finding import Finding
from broker_tui.domain.rules import judge
from broker_tui.domain.rules.weekly import latest_mark, week_state
from broker_tui.domain.status import next_due

if TYPE_CHECKING:
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.weeks import WeekStatus

CHUNK: Final = 1000
"""Citizens judged between two looks at whether to go on: some tens of milliseconds."""


class TodoItem(NamedTuple):
    """One finding of one citizen, as lists show it."""

    citizen_id: str
    name: str
    finding: Finding


@dataclass(slots=True)
class Overview:
    """What the rules say about each citizen on one day.

    Attributes:
        today: the day of judging.
        findings: the findings of each judged citizen, most urgent first; citizens in the order they were judged.
        names: the name of each judged citizen.
        weeks: what this week holds for each judged citizen.
    """

    today: date
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    weeks: "dict[str, WeekStatus]" = field(default_factory=dict)

    def totals(self, ids: Iterable[str] | None = None) -> dict[Level, int]:
        """Return how many findings of each level there are; information is not counted."""
        return triage.totals(finding for found in self._of(ids).values() for finding in found)

    def worst(self, citizen_id: str) -> Level | None:
        """Return the most urgent level of a citizen, None when nothing is asked for."""
        return triage.worst(self.findings.get(citizen_id, ()))

    def next_due(self, citizen_id: str) -> Finding | None:
        """Return what falls due first for a citizen, of all that asks for something."""
        return next_due(found for found in self.findings.get(citizen_id, ()) if triage.asks(found))

    def todo(self, ids: Iterable[str] | None = None) -> list[TodoItem]:
        """Return all that is asked for, most urgent first."""
        names = self.names
        return [TodoItem(due.citizen_id, names[due.citizen_id], due.finding) for due in triage.to_do(self._of(ids))]

    def add(self, part: "Overview") -> None:
        """Take over what another overview of the same day says about its citizens."""
        self.findings.update(part.findings)
        self.names.update(part.names)
        self.weeks.update(part.weeks)

    def add_unknown(self, part: "Overview") -> None:
        """Take over what another overview says about citizens that this one has not judged."""
        known = self.findings
        new = [citizen_id for citizen_id in part.findings if citizen_id not in known]
        known.update((citizen_id, part.findings[citizen_id]) for citizen_id in new)
        self.names.update((citizen_id, part.names[citizen_id]) for citizen_id in new)
        self.weeks.update((citizen_id, part.weeks[citizen_id]) for citizen_id in new)

    def refresh(self, desk: Desk, ids: Iterable[str]) -> None:
        """Judge some citizens anew, after an act on them; those who are gone are dropped."""
        asked = list(ids)
        part = judge_caseload(desk, asked)
        for citizen_id in asked:
            if citizen_id not in part.findings:
                self.findings.pop(citizen_id, None)
                self.names.pop(citizen_id, None)
                self.weeks.pop(citizen_id, None)
        self.add(part)

    def _of(self, ids: Iterable[str] | None) -> Mapping[str, tuple[Finding, ...]]:
        if ids is None:
            return self.findings
        return {citizen_id: self.findings[citizen_id] for citizen_id in ids if citizen_id in self.findings}


def judge_caseload(
    desk: Desk,
    ids: Sequence[str] | None = None,
    progress: Callable[[Overview], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Overview:
    """Judge citizens as of the desk's day.

    Args:
        desk: whose store is read; in a thread of its own it needs a connection of its own.
        ids: whom to judge, in this order; everyone when None.
        progress: called with each part as it is judged, to be added to an overview on the screen.
        cancelled: asked between two parts; when it says so, what is judged so far is returned.
    """
    from broker_tui.store.facts import read_facts
    from broker_tui.store.names import citizen_names

    whole = Overview(desk.today)
    parts: Iterable[Sequence[str] | None] = [None] if ids is None else _chunks(ids)
    for part_ids in parts:
        names = citizen_names(desk.store, part_ids)
        facts = iter(read_facts(desk.store, desk.today, part_ids))
        while chunk := list(islice(facts, CHUNK)):
            if cancelled is not None and cancelled():
                return whole
            part = _judged(desk, chunk, names)
            whole.add(part)
            if progress is not None:
                progress(part)
    return whole


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _judged(desk: Desk, chunk: "list[Facts]", names: Mapping[str, str]) -> Overview:
    today, week = desk.today, IsoWeek.of(desk.today)
    part = Overview(today)
    same: dict[WeekStatus, WeekStatus] = {}
    for facts in chunk:
        programme = desk.programme(facts.edition)
        part.findings[facts.id] = judge(facts, programme, today)
        part.names[facts.id] = names[facts.id]
        status = week_state(facts, programme, today, week, latest_mark(facts, week))
        part.weeks[facts.id] = same.setdefault(status, status)
    return part

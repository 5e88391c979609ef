"""Leaving the programme (R22)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Level
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def exit_open(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R22: who has left has no open task, exemption, placement or step-up; the only thing asked for after an exit."""
    exited = facts.exited_on
    if exited is None or exited > today:
        return None
    tasks = len(facts.open_tasks)
    exemptions = sum(span.end is None or span.end > today for span in facts.exemptions)
    placements = sum(span.end is None or span.end > today for span in facts.placements)
    step_ups = sum(span.end is None or span.end > today for span in facts.step_ups)
    if not (tasks or exemptions or placements or step_ups):
        return None
    params = {
        "tasks": tasks,
        "exemptions": exemptions,
        "placements": placements,
        "step_ups": step_ups,
        "n": tasks + exemptions + placements + step_ups,
        "exited": exited,
        "reason": facts.exit_reason,
    }
    return Finding("exit_open", Level.OVERDUE, "R22", exited, params=params)

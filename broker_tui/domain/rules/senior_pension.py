"""Senior pension: while it is decided every duty goes on (R18-R21)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Group, Level, SeniorPension
from broker_tui.domain.dates import plus_months
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.rules.marker import rehab_marker_on
from broker_tui.domain.status import group_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def senior_pension_slow(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R19: an application has waited longer than the half year a decision may take."""
    applied = facts.senior_pension_on
    if facts.senior_pension is not SeniorPension.APPLIED or applied is None:
        return None
    due = plus_months(applied, programme.senior_pension_months)
    if today <= due:
        return None
    params = {"applied": applied, "days": (today - applied).days, "months": programme.senior_pension_months}
    return Finding("senior_pension_slow", Level.WARNING, "R19", applied, due, params)


def senior_pension_group_2(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R20: who applies stays in the indsatsgruppe and carries no marker of group 2."""
    if facts.senior_pension is not SeniorPension.APPLIED:
        return None
    group, marker = group_on(facts, today), rehab_marker_on(facts, today)
    starts = [span.start for span in (marker,) if span is not None]
    if group is not None and group.group is Group.REHABILITATION:
        starts.append(group.start)
    if not starts:
        return None
    since = max(min(starts), facts.senior_pension_on or min(starts))
    return Finding("senior_pension_group_2", Level.OVERDUE, "R20", since)


def senior_pension_granted(facts: Facts, _programme: "Programme", _today: date) -> Finding | None:
    """R21: who is granted senior pension leaves the programme from that day."""
    if facts.senior_pension is not SeniorPension.GRANTED:
        return None
    params = {"granted": facts.senior_pension_on}
    return Finding("senior_pension_granted", Level.OVERDUE, "R21", facts.senior_pension_on, params=params)

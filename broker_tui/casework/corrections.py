"""Correcting the days of groups, brokers and steps (R23, R61)."""

from typing import TypeAlias

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain import checks
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.entries import SpanEntry
from broker_tui.domain.finding import Problem
from broker_tui.domain.group import GroupMembership
from broker_tui.domain.progress import StepPeriod

Following: TypeAlias = GroupMembership | BrokerAssignment | StepPeriod


def change_span(desk: Desk, citizen_id: str, record_id: str, entry: SpanEntry) -> Done:
    """Correct the days of a group, a broker or a step that was entered wrongly.

    Raises:
        Refused: it would overlap another of its kind, the days do not fit, or it is gone.
    """
    case = the_case(desk, citizen_id)
    family = family_of(case, record_id)
    before = the_record(family, record_id)
    after = before.model_copy(update=entry.model_dump())
    others = [item for item in family if item.id != record_id]
    warnings = settle(checks.check_span(after, others, case, desk.today))
    with acting(desk, "span_changed", citizen_id, on=after.started_on, until=after.ended_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, record_id, warnings)


def family_of(case: Case, record_id: str) -> tuple[Following, ...]:
    """Return all groups, all brokers or all steps of a case, whichever holds the record.

    Raises:
        Refused: none of them does.
    """
    families: tuple[tuple[Following, ...], ...] = (case.groups, case.brokers, case.steps)
    for family in families:
        if any(item.id == record_id for item in family):
            return family
    raise Refused(Problem("", "record_gone"))

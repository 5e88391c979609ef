"""Removing a record that was entered by mistake; the journal keeps how it read."""

from broker_tui.casework.acting import acting, the_case
from broker_tui.casework.contacts import remove_contact
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain.case import Case
from broker_tui.domain.contact import Contact
from broker_tui.domain.finding import Problem
from broker_tui.domain.follow_up import FollowUp, WorkedHours
from broker_tui.domain.form_spec import catalogue_name
from broker_tui.domain.model import Record


def records_of(case: Case) -> tuple[Record, ...]:
    """Return every dated record of a case."""
    return tuple(record for name in type(case).model_fields if name != "citizen" for record in getattr(case, name))


def record_of(case: Case, record_id: str) -> Record:
    """Return the record called `record_id`, of whatever kind.

    Raises:
        Refused: it is gone.
    """
    for record in records_of(case):
        if record.id == record_id:
            return record
    raise Refused(Problem("", "record_gone"))


def remove_record(desk: Desk, citizen_id: str, record_id: str) -> Done:
    """Remove one record of a citizen; a contact takes its open tasks with it, a placement its follow-ups and hours.

    Raises:
        Refused: it is gone.
    """
    case = the_case(desk, citizen_id)
    record = record_of(case, record_id)
    if isinstance(record, Contact):
        return remove_contact(desk, citizen_id, record_id)
    with acting(desk, "record_removed", citizen_id, kind=catalogue_name(type(record))) as act:
        hanging: tuple[FollowUp | WorkedHours, ...] = (*case.follow_ups, *case.worked_hours)
        for other in hanging:
            if other.placement_id == record_id:
                act.remove(citizen_id, type(other), other.id)
        act.remove(citizen_id, type(record), record_id)
    return Done(citizen_id, record_id)

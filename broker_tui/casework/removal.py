"""Removing a record that was entered by mistake; the journal keeps how it read."""

from collections.abc import Iterator

from broker_tui.casework.acting import acting, the_case
from broker_tui.casework.contacts import remove_contact
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain.case import Case
from broker_tui.domain.contact import Contact
from broker_tui.domain.finding import Problem
from broker_tui.domain.follow_up import FollowUp, WorkedHours
from broker_tui.domain.form_spec import catalogue_name
from broker_tui.domain.model import Record
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUpMeeting


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
    """Remove one record of a citizen, with what hangs on it.

    A contact takes its open tasks with it, a placement its follow-ups and hours, a step-up all that belongs to it; a
    participant leaves the meetings. Saved versions of forms stay, and so does what was agreed, until an agreement
    leaves it out.

    Raises:
        Refused: it is gone, or it stays.
    """
    case = the_case(desk, citizen_id)
    record = record_of(case, record_id)
    if isinstance(record, Contact):
        return remove_contact(desk, citizen_id, record_id)
    if isinstance(record, FormVersion | AgreedItem):
        raise Refused(Problem("", "version_stays" if isinstance(record, FormVersion) else "agreed_item_stays"))
    with acting(desk, "record_removed", citizen_id, kind=catalogue_name(type(record))) as act:
        for other in _hanging(case, record):
            act.remove(citizen_id, type(other), other.id)
        if isinstance(record, Participant):
            for meeting in case.step_up_meetings:
                if record_id in meeting.present:
                    there = tuple(one for one in meeting.present if one != record_id)
                    act.change(citizen_id, meeting.model_copy(update={"present": there}))
        act.remove(citizen_id, type(record), record_id)
    return Done(citizen_id, record_id)


def _hanging(case: Case, record: Record) -> Iterator[Record]:
    """Yield the records that belong to another."""
    of_placement: tuple[FollowUp | WorkedHours, ...] = (*case.follow_ups, *case.worked_hours)
    of_step_up: tuple[Participant | StepUpMeeting | FormVersion | AgreedItem, ...] = (
        *case.participants,
        *case.step_up_meetings,
        *case.form_versions,
        *case.agreed_items,
    )
    yield from (one for one in of_placement if one.placement_id == record.id)
    yield from (one for one in of_step_up if one.step_up_id == record.id)

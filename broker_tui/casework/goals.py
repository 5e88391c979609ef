"""Core elements 1 and 2: what the citizen brings along, Min Plan, her network, the CV and the job goal (R68-R91)."""

from broker_tui.casework.acting import acting, put, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done
from broker_tui.domain import checks
from broker_tui.domain.codes import CvWork
from broker_tui.domain.cv import CvEvent, CvSearchable
from broker_tui.domain.entries_goal import (
    CvEntry,
    JobGoalEntry,
    MinPlanBrokerEntry,
    NetworkContactEntry,
    ResourcesEntry,
    SearchableEntry,
)
from broker_tui.domain.progress import JobGoal, NetworkContact
from broker_tui.store.ids import new_id


def note_resources(desk: Desk, citizen_id: str, entry: ResourcesEntry) -> Done:
    """Write down resources and challenges in the citizen's words, and who helps (R68)."""
    with acting(desk, "resources_noted", citizen_id) as act:
        act.change_citizen(citizen_id, entry.model_dump())
    return Done(citizen_id)


def note_min_plan_broker(desk: Desk, citizen_id: str, entry: MinPlanBrokerEntry) -> Done:
    """Note when the broker's name was written into Min Plan, or that it is not (R82).

    Raises:
        Refused: the day lies in the future.
    """
    case = the_case(desk, citizen_id)
    warnings = settle(checks.check_min_plan_broker(entry.min_plan_broker_on, case, desk.today))
    with acting(desk, "min_plan_broker_noted", citizen_id, on=entry.min_plan_broker_on) as act:
        act.change_citizen(citizen_id, entry.model_dump())
    return Done(citizen_id, None, warnings)


def set_network_contact(desk: Desk, citizen_id: str, entry: NetworkContactEntry, contact_id: str | None = None) -> Done:
    """Add someone of the citizen's network, or correct the one called `contact_id` (R69).

    Raises:
        Refused: the one to be corrected is gone.
    """
    if contact_id is not None:
        the_record(the_case(desk, citizen_id).network, contact_id)
    contact = NetworkContact(id=contact_id or new_id(), **entry.model_dump())
    with acting(desk, "network_contact_changed" if contact_id else "network_contact_added", citizen_id) as act:
        put(act, citizen_id, contact, is_new=contact_id is None)
    return Done(citizen_id, contact.id)


def note_cv(desk: Desk, citizen_id: str, entry: CvEntry, event_id: str | None = None) -> Done:
    """Note work on the CV, or correct what is noted; a café is never work together with the broker (R71-R73, R92).

    Raises:
        Refused: the day lies in the future, or the note is gone.
    """
    case = the_case(desk, citizen_id)
    if event_id is not None:
        the_record(case.cv, event_id)
    with_broker = entry.with_broker and entry.work is not CvWork.CAFE
    event = CvEvent(id=event_id or new_id(), **entry.model_dump() | {"with_broker": with_broker})
    warnings = settle(checks.check_cv(event, case, desk.today))
    with acting(desk, "cv_changed" if event_id else "cv_noted", citizen_id, work=event.work, on=event.on) as act:
        put(act, citizen_id, event, is_new=event_id is None)
    return Done(citizen_id, event.id, warnings)


def set_searchable(desk: Desk, citizen_id: str, entry: SearchableEntry, searchable_id: str | None = None) -> Done:
    """Note that citizen and jobcentre have agreed to let companies find the CV, or correct it (R78).

    Raises:
        Refused: the dates do not fit, or the agreement is gone.
    """
    case = the_case(desk, citizen_id)
    if searchable_id is not None:
        the_record(case.searchable, searchable_id)
    agreed = CvSearchable(id=searchable_id or new_id(), **entry.model_dump())
    warnings = settle(checks.check_searchable(agreed, case, desk.today))
    code = "searchable_changed" if searchable_id else "searchable_agreed"
    with acting(desk, code, citizen_id, on=agreed.started_on) as act:
        put(act, citizen_id, agreed, is_new=searchable_id is None)
    return Done(citizen_id, agreed.id, warnings)


def set_job_goal(desk: Desk, citizen_id: str, entry: JobGoalEntry, goal_id: str | None = None) -> Done:
    """Write down the job goal from a day on, or correct the one called `goal_id`; earlier goals stay as history (R70).

    Raises:
        Refused: the day lies in the future, or the goal is gone.
    """
    case = the_case(desk, citizen_id)
    if goal_id is not None:
        the_record(case.job_goals, goal_id)
    goal = JobGoal(id=goal_id or new_id(), **entry.model_dump())
    warnings = settle(checks.check_job_goal(goal, case, desk.today))
    with acting(desk, "job_goal_changed" if goal_id else "job_goal_set", citizen_id, on=goal.on) as act:
        put(act, citizen_id, goal, is_new=goal_id is None)
    return Done(citizen_id, goal.id, warnings)

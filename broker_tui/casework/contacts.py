"""The weekly contact: logging, correcting, removing it, excusing a week, the tasks agreed (R27, R28, R95-R98)."""

from typing import TYPE_CHECKING

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain import checks
from broker_tui.domain.contact import Contact, Task, WeekExcuse
from broker_tui.domain.entries import ContactChangeEntry, ContactEntry, TaskEntry, WeekExcuseEntry
from broker_tui.domain.finding import Problem
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.store.act import Act


def log_contact(desk: Desk, citizen_id: str, entry: ContactEntry) -> Done:
    """Log a contact or attempt; each line of its agreements becomes a task, and tasks ticked off are done that day.

    Raises:
        Refused: the date lies in the future or before the citizen was enrolled.
    """
    case = the_case(desk, citizen_id)
    contact = Contact(
        id=new_id(),
        on=entry.on,
        medium=entry.medium,
        outcome=entry.outcome,
        party=entry.party,
        note=entry.note,
        is_statutory_talk=entry.is_statutory_talk,
        transferred_on=desk.today if entry.transferred else None,
    )
    warnings = settle(checks.check_contact(contact, case, desk.today))
    tasks = [
        Task(id=new_id(), text=text, agreed_on=entry.on, due_on=entry.agreements_due, contact_id=contact.id)
        for text in entry.agreements
    ]
    for task in tasks:
        warnings += settle(checks.check_task(task, case, desk.today))
    with acting(
        desk, "contact_logged", citizen_id, on=contact.on, medium=contact.medium, outcome=contact.outcome
    ) as act:
        act.add(citizen_id, contact)
        for task in tasks:
            act.add(citizen_id, task)
        for task in case.tasks:
            if task.id in entry.finished and task.done_on is None:
                act.change(citizen_id, task.model_copy(update={"done_on": max(entry.on, task.agreed_on)}))
    return Done(citizen_id, contact.id, warnings)


def change_contact(desk: Desk, citizen_id: str, contact_id: str, entry: ContactChangeEntry) -> Done:
    """Correct a contact; the journal keeps how it read before.

    Raises:
        Refused: as for `log_contact`, or the contact is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_record(case.contacts, contact_id)
    transferred_on = (before.transferred_on or desk.today) if entry.transferred else None
    after = before.model_copy(update=entry.model_dump(exclude={"transferred"}) | {"transferred_on": transferred_on})
    warnings = settle(checks.check_contact(after, case, desk.today))
    with acting(desk, "contact_changed", citizen_id, on=after.on, medium=after.medium) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, contact_id, warnings)


def remove_contact(desk: Desk, citizen_id: str, contact_id: str) -> Done:
    """Remove a contact and the tasks that only it gave and that are not done.

    Raises:
        Refused: the contact is gone.
    """
    case = the_case(desk, citizen_id)
    contact = the_record(case.contacts, contact_id)
    with acting(desk, "contact_removed", citizen_id, on=contact.on, medium=contact.medium) as act:
        for task in case.tasks:
            if task.contact_id == contact_id:
                _let_go(act, citizen_id, task)
        act.remove(citizen_id, Contact, contact_id)
    return Done(citizen_id, contact_id)


def excuse_week(desk: Desk, citizen_id: str, entry: WeekExcuseEntry) -> Done:
    """Excuse a week the two agreed to skip; the same week again replaces its note (C3)."""
    case = the_case(desk, citizen_id)
    earlier = next((excuse for excuse in case.excuses if excuse.week == entry.week), None)
    excuse = WeekExcuse(id=earlier.id if earlier else new_id(), week=entry.week, note=entry.note)
    warnings = settle(checks.check_week_excuse(excuse, case, desk.today))
    with acting(desk, "week_excused", citizen_id, week=excuse.week) as act:
        if earlier:
            act.change(citizen_id, excuse)
        else:
            act.add(citizen_id, excuse)
    return Done(citizen_id, excuse.id, warnings)


def withdraw_excuse(desk: Desk, citizen_id: str, week: str) -> Done:
    """Ask for contact in a week again that had been excused; `week` reads `2026-W47`.

    Raises:
        Refused: the week is not excused.
    """
    excuse = next((item for item in the_case(desk, citizen_id).excuses if item.week == week), None)
    if excuse is None:
        raise Refused(Problem("week", "record_gone"))
    with acting(desk, "week_excuse_withdrawn", citizen_id, week=week) as act:
        act.remove(citizen_id, WeekExcuse, excuse.id)
    return Done(citizen_id, excuse.id)


def add_task(desk: Desk, citizen_id: str, entry: TaskEntry) -> Done:
    """Add a task or agreement that came of no logged contact."""
    task = Task(id=new_id(), **entry.model_dump())
    warnings = settle(checks.check_task(task, the_case(desk, citizen_id), desk.today))
    with acting(desk, "task_added", citizen_id, due=task.due_on) as act:
        act.add(citizen_id, task)
    return Done(citizen_id, task.id, warnings)


def change_task(desk: Desk, citizen_id: str, task_id: str, entry: TaskEntry) -> Done:
    """Correct a task.

    Raises:
        Refused: the task is gone, or its dates do not fit.
    """
    case = the_case(desk, citizen_id)
    after = the_record(case.tasks, task_id).model_copy(update=entry.model_dump())
    warnings = settle(checks.check_task(after, case, desk.today))
    with acting(desk, "task_changed", citizen_id, due=after.due_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, task_id, warnings)


def finish_task(desk: Desk, citizen_id: str, task_id: str) -> Done:
    """Mark a task as done today, or as open again when it was done.

    Raises:
        Refused: the task is gone.
    """
    task = the_record(the_case(desk, citizen_id).tasks, task_id)
    done_on = None if task.done_on else desk.today
    with acting(desk, "task_done" if done_on else "task_reopened", citizen_id) as act:
        act.change(citizen_id, task.model_copy(update={"done_on": done_on}))
    return Done(citizen_id, task_id)


def _let_go(act: "Act", citizen_id: str, task: Task) -> None:
    """Remove an open task with its contact; one that is done stays, without it."""
    if task.done_on is None:
        act.remove(citizen_id, Task, task.id)
    else:
        act.change(citizen_id, task.model_copy(update={"contact_id": None}))

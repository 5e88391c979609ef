"""Checks of contacts, agreements and excused weeks (R27, R95, C3)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.checks.found import Checked, Found
from broker_tui.domain.codes import ContactOutcome, ContactParty
from broker_tui.domain.dates import IsoWeek

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.contact import Contact, Task, WeekExcuse


def check_contact(contact: "Contact", case: "Case", today: date) -> Checked:
    """R27: date and medium are all that is asked; the day has come, and the citizen was enrolled by then."""
    found = Found()
    found.not_future("on", contact.on, today)
    if contact.on < case.citizen.enrolled_on:
        found.refuse("on", "before_enrolment", enrolled=case.citizen.enrolled_on)
    found.while_in_programme("on", contact.on, case)
    return found.done()


def check_task(task: "Task", case: "Case", today: date) -> Checked:
    """R95: a task is agreed before it is due or done."""
    found = Found()
    found.not_future("agreed_on", task.agreed_on, today)
    if task.agreed_on < case.citizen.enrolled_on:
        found.refuse("agreed_on", "before_enrolment", enrolled=case.citizen.enrolled_on)
    if task.due_on is not None and task.due_on < task.agreed_on:
        found.refuse("due_on", "due_before_agreed", agreed=task.agreed_on)
    found.not_future("done_on", task.done_on, today)
    if task.done_on is not None and task.done_on < task.agreed_on:
        found.refuse("done_on", "done_before_agreed", agreed=task.agreed_on)
    return found.done()


def check_week_excuse(excuse: "WeekExcuse", case: "Case", _today: date) -> Checked:
    """C3: a week is excused once, and only while the citizen is enrolled; one with contact needs no excuse."""
    found = Found()
    week = IsoWeek.parse(excuse.week)
    if any(other.week == excuse.week and other.id != excuse.id for other in case.excuses):
        found.refuse("week", "week_excused_already", week=week)
    if week.sunday < case.citizen.enrolled_on:
        found.refuse("week", "before_enrolment", enrolled=case.citizen.enrolled_on)
    if any(
        week.monday <= contact.on <= week.sunday
        and contact.outcome is ContactOutcome.REACHED
        and contact.party is ContactParty.CITIZEN
        for contact in case.contacts
    ):
        found.warn("week", "week_reached_already", week=week)
    found.while_in_programme("week", week.sunday, case)
    return found.done()

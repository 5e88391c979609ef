"""What stands in the forms about the way to a job when they open: values carried over from goal, company and case."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.casework import agreements
from broker_tui.casework.acting import the_case, the_record
from broker_tui.casework.companies import contact_of, contact_target, the_company
from broker_tui.casework.desk import Desk
from broker_tui.casework.hours import hours_on
from broker_tui.casework.prefills import Prefilled, record, values_of
from broker_tui.casework.spans import on_day
from broker_tui.casework.step_up import considerations
from broker_tui.domain.codes import FollowUpInterval, Step
from broker_tui.domain.dates import covers, plus_months
from broker_tui.domain.form_spec import plain

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.company import Company
    from broker_tui.domain.placement import Placement

_CARRIED = ("work_function", "tasks", "health_considerations", "contact_name", "contact_phone", "contact_email")
_KEPT_OF_GOAL = ("text", "kind", "clarity", "sources", "workplaces", "tasks", "abilities")


def cv(desk: Desk, _citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose today, and that the two sat together, as they should (R72)."""
    return {"on": desk.today, "with_broker": True}


def min_plan_broker(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose the day on record, or today."""
    return {"min_plan_broker_on": the_case(desk, str(citizen_id)).citizen.min_plan_broker_on or desk.today}


def job_goal(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose to go on from the goal as it stands; saved, it is a new one and the old stays (R70)."""
    goals = the_case(desk, str(citizen_id)).job_goals
    kept = {name: plain(getattr(goals[-1], name)) for name in _KEPT_OF_GOAL} if goals else {}
    return {**kept, "on": desk.today}


def company(desk: Desk, _citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the company to be corrected.

    Raises:
        Refused: it is gone.
    """
    return values_of(the_company(desk, str(target_id)))


def company_contact(desk: Desk, _citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the contact person to be corrected.

    Raises:
        Refused: the company or the person is gone.
    """
    company_id, place = contact_target(str(target_id))
    return {} if place is None else values_of(contact_of(the_company(desk, company_id), place))


def approach(desk: Desk, _citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose today, and the company given as target."""
    return {"on": desk.today, "company_id": target_id}


def approach_change(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the approach to be corrected.

    Raises:
        Refused: it is gone.
    """
    return _with_transfer(record(desk, citizen_id, target_id))


def placement(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose a new agreement, with the company given as target, or else the one that last agreed to it (R93).

    Carried over: work and tasks from the job goal, the contact person from the company, and the considerations for her
    health: those agreed in a step-up and still open (R180), and those of the agreement before.
    """
    case = the_case(desk, str(citizen_id))
    company_id = target_id or _agreed_with(case)
    return _proposed(desk, case, company_id) | {"started_on": desk.today, "agreed_on": desk.today}


def placement_known(desk: Desk, citizen_id: str | None, target_id: str | None) -> frozenset[str]:
    """Return what a new agreement takes over from the case."""
    values = placement(desk, citizen_id, target_id)
    return frozenset(name for name in _CARRIED if values.get(name))


def take_over(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose a placement that ran before she came: its start is asked for, step 3 begins on her first day (R132)."""
    case = the_case(desk, str(citizen_id))
    proposed = _proposed(desk, case, target_id)
    return proposed | {"taken_over": True, "step_3_from": max(case.citizen.enrolled_on, _last_step_start(case))}


def placement_change(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the placement to be corrected, its plan unfolded.

    Raises:
        Refused: it is gone.
    """
    found = the_record(the_case(desk, str(citizen_id)).placements, target_id)
    values = values_of(found) | {"mastery": tuple(task.text for task in found.mastery)}
    names = (("every", "every_until"), ("then_every", "then_until"), ("last_every", None))
    for (every, until), phase in zip(names, found.phases, strict=False):
        values[every] = plain(phase.every)
        if until is not None:
            values[until] = phase.until
    return values


def end(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose its last day as agreed, or today; and to go back to matching when nothing else follows."""
    case = the_case(desk, str(citizen_id))
    found = the_record(case.placements, target_id)
    ends = found.ended_on or desk.today
    return {"ended_on": ends, "to_matching": _ends_step_3(case, found, ends + timedelta(days=1))}


def interruption(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose today, and to go back to matching when nothing else goes on (R127)."""
    case = the_case(desk, str(citizen_id))
    found = the_record(case.placements, target_id)
    on = found.interrupted_on or desk.today
    return {
        "interrupted_on": on,
        "interruption_reason": found.interruption_reason,
        "to_matching": _ends_step_3(case, found, on),
    }


def follow_up(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose today and the placement given as target, or the one that runs, with its hours as they stand."""
    case = the_case(desk, str(citizen_id))
    found = _meant(case, target_id, desk.today)
    if found is None:
        return {"on": desk.today}
    internship, paid = hours_on(found, case.follow_ups, desk.today)
    return {"on": desk.today, "placement_id": found.id, "internship_hours": internship, "paid_hours": paid}


def follow_up_change(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the follow-up to be corrected.

    Raises:
        Refused: it is gone.
    """
    return _with_transfer(record(desk, citizen_id, target_id))


def hours(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose the placement that runs and the month after the last one entered, or else the month that has passed."""
    case = the_case(desk, str(citizen_id))
    found = _meant(case, target_id, desk.today)
    if found is None:
        return {}
    months = [one.period for one in case.worked_hours if one.placement_id == found.id and "W" not in one.period]
    if months:
        month = plus_months(date.fromisoformat(f"{max(months)}-01"), 1)
    else:
        month = max(plus_months(desk.today.replace(day=1), -1), found.started_on.replace(day=1))
    return {"placement_id": found.id, "period": f"{month:%Y-%m}"}


def close_step(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose today, or for step 3 the day since which she supports herself (R128)."""
    case = the_case(desk, str(citizen_id))
    current = on_day(case.steps, desk.today)
    if current is not None and current.step is Step.COMPANY:
        since = [one.started_on for one in case.self_support if current.started_on < one.started_on <= desk.today]
        return {"on": max(since, default=desk.today)}
    return {"on": desk.today}


def consent(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the answer to be corrected, or propose today and consent to aftercare for who is near it."""
    if target_id is not None:
        values = record(desk, citizen_id, target_id)
        return values | {"consent_form": values["form"]}
    current = on_day(the_case(desk, str(citizen_id)).steps, desk.today)
    near = current is not None and current.step >= Step.COMPANY
    return {"on": desk.today} | ({"purpose": "aftercare"} if near else {})


def company_carried(desk: Desk, _citizen_id: str | None, field: str, entered: Mapping[str, object]) -> Prefilled:
    """Return the contact person of a company that was just chosen; empty where the company names nobody."""
    chosen = entered.get("company_id")
    if field != "company_id" or not chosen:
        return {}
    return _contact(the_company(desk, str(chosen)))


def _proposed(desk: Desk, case: "Case", company_id: str | None) -> Prefilled:
    goal = case.job_goals[-1] if case.job_goals else None
    before = [one.health_considerations for one in case.placements if one.health_considerations]
    agreed = [text for text in considerations(case, desk.today) if text not in "".join(before[-1:])]
    carried: Prefilled = {
        "company_id": company_id,
        "work_function": goal.text if goal else "",
        "tasks": goal.tasks if goal else "",
        "health_considerations": "\n".join((*agreed, *before[-1:])),
        "every": plain(FollowUpInterval.MONTHLY),
    }
    return carried | (_contact(the_company(desk, company_id)) if company_id else {})


def _contact(company_: "Company") -> Prefilled:
    if not company_.contacts:
        return dict.fromkeys(("contact_name", "contact_phone", "contact_email"), "")
    first = company_.contacts[0]
    return {"contact_name": first.name, "contact_phone": first.phone, "contact_email": first.email}


def _agreed_with(case: "Case") -> str | None:
    """Return the company that agreed when last approached and where no placement has come of it yet."""
    agreed = [one for one in case.approaches if one.result == "agreed" and one.company_id]
    if not agreed:
        return None
    last = agreed[-1]
    made = any(one.company_id == last.company_id and one.started_on >= last.on for one in case.placements)
    return None if made else last.company_id


def _meant(case: "Case", target_id: str | None, day: date) -> "Placement | None":
    """Return the placement given, or the one that runs and began last, or the last there was."""
    if target_id is not None:
        return the_record(case.placements, target_id)
    running = [one for one in case.placements if covers(one.started_on, one.ended_on, day)]
    return max(running or case.placements, key=lambda one: (one.started_on, one.id), default=None)


def _ends_step_3(case: "Case", found: "Placement", day: date) -> bool:
    return not agreements.goes_on(case, found.id, day) and agreements.back_to_matching(case, day) is not None


def _last_step_start(case: "Case") -> date:
    return max((period.started_on for period in case.steps), default=date.min)


def _with_transfer(values: Prefilled) -> Prefilled:
    return values | {"transferred": values["transferred_on"] is not None}

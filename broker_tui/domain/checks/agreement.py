"""Checks of agreements with companies, how they end, how they are followed up (R99-R132)."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from broker_tui.domain.checks.course import check_placement
from broker_tui.domain.checks.found import Checked, Found
from broker_tui.domain.codes import InternshipPurpose, PlacementKind
from broker_tui.domain.danish import fold
from broker_tui.domain.dates import IsoWeek, plus_months
from broker_tui.domain.hours import most_hours

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.follow_up import FollowUp, WorkedHours
    from broker_tui.domain.placement import Placement
    from broker_tui.domain.programme import Programme

UNPAID: Final = frozenset({PlacementKind.INTERNSHIP, PlacementKind.OTHER_EDUCATION, PlacementKind.SU_EDUCATION})
"""Kinds in which nobody is paid for hours."""


def check_agreement(placement: "Placement", case: "Case", programme: "Programme", today: date) -> Checked:
    """R99-R114, R132: what an agreement holds; what has to be there keeps a new one out and is said of an old one."""
    found = Found(check_placement(placement, case, today))
    is_new = all(other.id != placement.id for other in case.placements)
    if placement.started_on < case.citizen.enrolled_on and not placement.taken_over:
        found.warn("started_on", "placement_not_taken_over", enrolled=case.citizen.enrolled_on)
    for field in ("agreed_on", "plan_agreed_on", "min_plan_on", "vitas_on", "purpose_min_plan_on", "purpose_vitas_on"):
        found.not_future(field, getattr(placement, field), today)
    if placement.kind in programme.stops_weekly:
        _at_company(placement, found)
    if placement.kind is PlacementKind.INTERNSHIP:
        _internship(placement, found, is_new=is_new)
    if placement.is_taster and placement.purpose is not InternshipPurpose.CLARIFICATION:
        found.refuse("is_taster", "taster_needs_clarification")
    _plan(placement, found)
    _same_function(placement, case, found)
    return found.done()


def _at_company(placement: "Placement", found: Found) -> None:
    if not placement.company and placement.company_id is None:
        found.warn("company", "company_missing")
    if not placement.contact_name:
        if placement.contact_phone or placement.contact_email:
            found.refuse("contact_name", "contact_without_name")
        else:
            found.warn("contact_name", "no_contact_person")
    if not placement.tasks:
        found.warn("tasks", "tasks_missing")
    if not placement.working_time:
        found.warn("working_time", "working_time_missing")


def _internship(placement: "Placement", found: Found, *, is_new: bool) -> None:
    """R101-R105: the purpose is clear, and so is the way from here to paid hours."""
    must = found.refuse if is_new else found.warn
    if placement.purpose is None:
        must("purpose", "purpose_missing")
    if not placement.why_not_paid_hours:
        found.warn("why_not_paid_hours", "why_not_paid_hours_missing")
    if placement.paid_hours_possible is False and placement.purpose is InternshipPurpose.TRAINING:
        if placement.ended_on is None:
            must("ended_on", "short_internship_needs_end")
        if not placement.next_workplace_plan:
            found.warn("next_workplace_plan", "next_workplace_missing")
    elif placement.paid_hours_possible is not False and not (
        placement.paid_hours_expected or placement.paid_hours_expected_on or placement.mastery
    ):
        found.warn("paid_hours_expected", "paid_hours_not_discussed")


def _plan(placement: "Placement", found: Found) -> None:
    """R108, R111: three parties make the plan, and its phases follow one another."""
    parties = (placement.plan_citizen, placement.plan_broker, placement.plan_company)
    if placement.plan_agreed_on is not None and not all(parties):
        found.warn("plan_agreed_on", "plan_without_all")
    elif all(parties) and placement.plan_agreed_on is None:
        found.warn("plan_agreed_on", "plan_without_date")
    untils = [phase.until for phase in placement.phases]
    if any(until is None for until in untils[:-1]):
        found.refuse("phases", "phase_without_end")
    elif any(first >= second for first, second in pairwise(until for until in untils if until is not None)):
        found.refuse("phases", "phases_out_of_order")


def _same_function(placement: "Placement", case: "Case", found: Found) -> None:
    """R104: internship and paid hours at one company at once are two different functions."""
    for other in case.placements:
        if (
            other.id != placement.id
            and {other.kind, placement.kind} == {PlacementKind.INTERNSHIP, PlacementKind.PAID_HOURS}
            and other.started_on <= (placement.ended_on or date.max)
            and placement.started_on <= (other.ended_on or date.max)
            and same_company(placement, other)
            and placement.work_function
            and fold(placement.work_function) == fold(other.work_function)
        ):
            found.warn("work_function", "same_work_function")
            return


def same_company(one: "Placement", other: "Placement") -> bool:
    """Tell whether two placements are at one company, by the register or else by its name as written."""
    here, there = (placement.company_id or placement.company for placement in (one, other))
    return bool(here) and fold(here) == fold(there)


def check_interruption(placement: "Placement", case: "Case", today: date) -> Checked:
    """R127: a placement is broken off on a day that has come, while it runs, and the reason is written down."""
    found = Found()
    day = placement.interrupted_on
    found.not_future("interrupted_on", day, today)
    if day is not None and day < placement.started_on:
        found.refuse("interrupted_on", "end_before_start", started=placement.started_on)
    before = next((other for other in case.placements if other.id == placement.id), None)
    if day is not None and before is not None and before.ended_on is not None and before.ended_on < day:
        found.refuse("interrupted_on", "over_already", ended=before.ended_on)
    if not placement.interruption_reason:
        found.refuse("interruption_reason", "interruption_needs_reason")
    return found.done()


def check_follow_up(follow_up: "FollowUp", case: "Case", today: date) -> Checked:
    """R122, R124: a follow-up has happened, while the placement ran, with somebody."""
    found = Found()
    found.not_future("on", follow_up.on, today)
    if not (follow_up.with_citizen or follow_up.with_company):
        found.warn("with_citizen", "follow_up_with_nobody")
    placement = next((other for other in case.placements if other.id == follow_up.placement_id), None)
    if placement is None:
        found.refuse("placement_id", "placement_unknown")
    elif follow_up.on < placement.started_on:
        found.warn("on", "before_placement", started=placement.started_on)
    elif placement.ended_on is not None and follow_up.on > placement.ended_on:
        found.warn("on", "after_placement", ended=placement.ended_on)
    return found.done()


def check_hours(worked: "WorkedHours", case: "Case", today: date) -> Checked:
    """R120: hours of a month or week that has begun, no more than it has, in which the placement ran and was paid."""
    found = Found()
    first, last = days_of(worked.period)
    most = most_hours(worked.period)
    if worked.hours > most:
        found.refuse("hours", "hours_of_period", most=most)
    found.not_future("period", first, today)
    placement = next((other for other in case.placements if other.id == worked.placement_id), None)
    if placement is None:
        found.refuse("placement_id", "placement_unknown")
        return found.done()
    if last < placement.started_on or (placement.ended_on is not None and first > placement.ended_on):
        found.warn("period", "period_outside_placement", started=placement.started_on)
    if placement.kind in UNPAID:
        found.warn("placement_id", "hours_not_paid", kind=placement.kind)
    for other in case.worked_hours:
        if other.placement_id == worked.placement_id and other.id != worked.id and other.period != worked.period:
            start, end = days_of(other.period)
            if start <= last and first <= end:
                found.warn("period", "period_overlaps")
                break
    return found.done()


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a month `2026-11` or an ISO week `2026-W47`."""
    if "W" in period:
        week = IsoWeek.parse(period)
        return week.monday, week.sunday
    first = date.fromisoformat(f"{period}-01")
    if (first.year, first.month) == (date.max.year, date.max.month):
        return first, date.max
    return first, plus_months(first, 1) - timedelta(days=1)

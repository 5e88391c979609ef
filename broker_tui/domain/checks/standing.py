"""Checks of where a citizen stands: group, rehabilitation, markers, exemptions, pension, talks, exit (R4-R25)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.checks.found import Checked, Found, exit_on, group_on, overlapping, pension_by, running
from broker_tui.domain.codes import ExitReason, Group, Marker, RehabTarget, SeniorPension
from broker_tui.domain.rules.exemption import last_day_of_six_weeks

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.citizen import Citizen
    from broker_tui.domain.group import (
        ClarificationTalk,
        Exemption,
        GroupMembership,
        PersonMarker,
        ProgrammeExit,
        ReadinessPeriod,
        SeniorPensionEvent,
    )
    from broker_tui.domain.programme import Programme


def check_group(membership: "GroupMembership", case: "Case", _today: date, assessment: RehabTarget | None) -> Checked:
    """R8, R17, R20, R23: group 2 rests on an assessment; group 1 does not go with one unless all was refused (C22).

    `assessment` is what was entered with the group; without it the one on record counts.
    """
    found = Found()
    day = membership.started_on
    found.span(membership)
    found.since_enrolment("started_on", day, case)
    found.while_in_programme("started_on", day, case)
    held = assessment or case.citizen.assessment
    assessed = held is not None and held is not RehabTarget.NONE
    if membership.group is Group.INTERVENTION:
        if assessed and case.citizen.rehab_outcome is not RehabTarget.NONE:
            found.warn("group", "assessed_for_group_2", assessment=held)
        return found.done()
    if not assessed:
        found.warn("assessment", "group_2_needs_assessment")
    if pension_by(case, day) is SeniorPension.APPLIED:
        found.warn("group", "senior_pension_stays_in_group_1")
    if running(case.exemptions, day) is not None:
        found.warn("group", "exempt_in_group_2")
    return found.done()


def check_rehab(citizen: "Citizen", case: "Case", today: date) -> Checked:
    """R8-R11: assessment, plan, team and decision come in this order; the team may have a day to come.

    `citizen` carries what was entered, `case` the groups as they stand.
    """
    found = Found()
    plan, team = citizen.rehab_plan_started_on, citizen.rehab_team_on
    outcome, decided = citizen.rehab_outcome, citizen.rehab_outcome_on
    found.not_future("rehab_plan_started_on", plan, today)
    found.not_future("rehab_outcome_on", decided, today)
    if team is not None and plan is None:
        found.warn("rehab_team_on", "team_without_plan")
    elif team is not None and plan is not None and team < plan:
        found.warn("rehab_team_on", "team_before_plan", plan=plan)
    if outcome is not None and team is None:
        found.warn("rehab_outcome", "outcome_without_team")
    elif team is not None and decided is not None and decided < team:
        found.warn("rehab_outcome_on", "outcome_before_team", team=team)
    assessed = citizen.assessment is not None and citizen.assessment is not RehabTarget.NONE
    if assessed and outcome is not RehabTarget.NONE and group_on(case, today) is Group.INTERVENTION:
        found.warn("assessment", "assessment_in_group_1", assessment=citizen.assessment)
    return found.done()


def check_marker(marker: "PersonMarker", case: "Case", _today: date) -> Checked:
    """R12, R20: one marker of a kind at a time; that of group 2 belongs to group 2."""
    found = Found()
    found.span(marker)
    other = overlapping(marker, [m for m in case.markers if m.marker is marker.marker])
    if other is not None:
        found.refuse("started_on", "overlaps", started=other.started_on, ended=other.ended_on)
    if marker.marker is Marker.REHAB:
        if pension_by(case, marker.started_on) is SeniorPension.APPLIED:
            found.warn("marker", "senior_pension_stays_in_group_1")
        elif group_on(case, marker.started_on) is Group.INTERVENTION:
            found.warn("marker", "marker_in_group_1")
    return found.done()


def check_exemption(exemption: "Exemption", case: "Case", programme: "Programme", _today: date) -> Checked:
    """R16, R17: a type of the edition's list, six weeks where it says so, and a citizen in group 1."""
    found = Found()
    found.span(exemption)
    kind = programme.exemptions.get(exemption.type)
    if kind is None:
        found.refuse("type", "exemption_unknown")
    elif kind.six_weeks and exemption.ended_on is not None:
        last = last_day_of_six_weeks(exemption.started_on, programme)
        if exemption.ended_on > last:
            found.warn("ended_on", "exemption_over_six_weeks", last=last)
    if group_on(case, exemption.started_on) is Group.REHABILITATION:
        found.warn("type", "exempt_in_group_2")
    other = overlapping(exemption, case.exemptions)
    if other is not None:
        found.warn("started_on", "exemption_overlaps", started=other.started_on, ended=other.ended_on)
    found.while_in_programme("started_on", exemption.started_on, case)
    return found.done()


def check_readiness(period: "ReadinessPeriod", case: "Case", _today: date) -> Checked:
    """R25: a change of readiness is no exit, whatever it is."""
    found = Found()
    found.while_in_programme("started_on", period.started_on, case)
    return found.done()


def check_senior_pension(event: "SeniorPensionEvent", case: "Case", today: date) -> Checked:
    """R18-R21: an application comes before its decision, and the applicant is in group 1."""
    found = Found()
    found.not_future("on", event.on, today)
    others = [other for other in case.senior_pension if other.id != event.id]
    last = max(others, key=lambda other: (other.on, other.id), default=None)
    if last is not None and event.on < last.on:
        found.warn("on", "pension_before_last", last=last.on)
    pending = last is not None and last.status is SeniorPension.APPLIED
    if event.status is SeniorPension.APPLIED:
        if pending:
            found.warn("status", "pension_applied_already")
        if group_on(case, event.on) is Group.REHABILITATION:
            found.warn("status", "senior_pension_stays_in_group_1")
    elif not pending:
        found.warn("status", "pension_not_applied")
    return found.done()


def check_talk(talk: "ClarificationTalk", case: "Case", programme: "Programme", today: date) -> Checked:
    """R6: the clarification has one or two talks."""
    found = Found()
    found.not_future("on", talk.on, today)
    held = sum(other.id != talk.id for other in case.talks) + 1
    if held > programme.clarification_talks_max:
        found.warn("on", "talk_too_many", n=held, most=programme.clarification_talks_max)
    return found.done()


def check_exit(gone: "ProgrammeExit", case: "Case", today: date) -> Checked:
    """R21, R22: one exit at a time, after enrolment; senior pension is a reason once it is granted."""
    found = Found()
    if gone.on < case.citizen.enrolled_on:
        found.refuse("on", "before_enrolment", enrolled=case.citizen.enrolled_on)
    earlier = exit_on(case, gone.on)
    if earlier is not None and earlier.id != gone.id:
        found.refuse("on", "left_already", exited=earlier.on)
    later = next((e for e in case.exits if e.id != gone.id and e.on > gone.on), None)
    if later is not None and earlier is None:
        found.refuse("on", "left_already", exited=later.on)
    if gone.reason is ExitReason.SENIOR_PENSION and pension_by(case, max(today, gone.on)) is not SeniorPension.GRANTED:
        found.warn("reason", "pension_not_granted")
    after = [contact.on for contact in case.contacts if contact.on > gone.on]
    if after:
        found.warn("on", "contacts_after_exit", n=len(after), last=max(after))
    return found.done()


def check_return(gone: "ProgrammeExit", case: "Case", _today: date) -> Checked:
    """R22: who has left may come back on a later day, before she leaves again."""
    found = Found()
    back = gone.returned_on
    if back is not None and back <= gone.on:
        found.refuse("returned_on", "return_before_exit", exited=gone.on)
    if back is not None and any(e.id != gone.id and gone.on < e.on < back for e in case.exits):
        found.refuse("returned_on", "left_already", exited=min(e.on for e in case.exits if e.on > gone.on))
    return found.done()

"""The rules of the programme, each a pure function of facts, edition and day, and how they are asked.

`coverage` says for each rule of the sources which function holds it, or why none does.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from broker_tui.domain.codes import CvWork, Group, NetworkWish, Step
from broker_tui.domain.facts import Facts, StepSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.rules import (
    aftercare,
    agreement,
    broker,
    closing,
    cv,
    exemption,
    follow_up,
    group,
    leaving,
    marker,
    match,
    senior_pension,
    step_up,
    step_up_course,
    steps,
    target_group,
    tasks,
    weekly,
)
from broker_tui.domain.status import exited_by, latest_on
from broker_tui.domain.step_up_needs import running_step_up

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

Rule: TypeAlias = "Callable[[Facts, Programme, date], Finding | None]"

_GROUP_1: Final = Group.INTERVENTION
_NOT_ASKED: Final = NetworkWish.NOT_ASKED
_CAFE: Final = CvWork.CAFE
_STEP_1: Final = Step.CLARIFICATION
_STEP_2: Final = Step.TOWARDS_JOB
_STEP_3: Final = Step.COMPANY
_AFTERCARE_STEP: Final = Step.AFTERCARE

_ALWAYS: Final[tuple[Rule, ...]] = (
    weekly.weekly_contact,
    broker.no_broker,
    group.no_group,
    steps.step_long,
    target_group.under_age,
    target_group.benefit_outside,
)
_TASKS: Final[tuple[Rule, ...]] = (tasks.task_overdue, tasks.task_due)
_REHAB: Final[tuple[Rule, ...]] = (
    group.assessment_missing,
    group.rehab_plan_missing,
    group.rehab_team_missing,
    group.rehab_team_early,
    group.rehab_outcome_missing,
    group.rehab_outcome_early,
    group.rehab_refused,
    marker.marker_missing,
    exemption.exemption_group_2,
)
_PENSION: Final[tuple[Rule, ...]] = (
    senior_pension.senior_pension_slow,
    senior_pension.senior_pension_group_2,
    senior_pension.senior_pension_granted,
)
_AGREEMENT: Final[tuple[Rule, ...]] = (
    agreement.contact_person_missing,
    agreement.plan_missing,
    agreement.purpose_missing,
    agreement.min_plan_agreement_missing,
    agreement.vitas_missing,
    agreement.purpose_not_entered,
    agreement.why_not_paid_missing,
    agreement.next_workplace_missing,
    agreement.taster_purpose,
)
_AFTERCARE: Final[tuple[Rule, ...]] = (
    aftercare.aftercare_consent_missing,
    aftercare.aftercare_contact,
    aftercare.aftercare_may_end,
    aftercare.self_support_ended,
)
_BEFORE_MEETING: Final[tuple[Rule, ...]] = (
    step_up.step_up_preparation_missing,
    step_up.step_up_not_asked,
    step_up.step_up_participants_missing,
    step_up.step_up_reason_missing,
    step_up.step_up_superfluous,
    step_up.step_up_approval_missing,
    step_up.step_up_meeting_missing,
    step_up.step_up_pack_missing,
)
_MEETINGS: Final[tuple[Rule, ...]] = (
    step_up_course.step_up_meeting,
    step_up_course.step_up_meeting_unrecorded,
    step_up_course.step_up_without_citizen,
    step_up_course.step_up_meetings_many,
    step_up_course.step_up_decisions_missing,
    step_up_course.step_up_agreement_missing,
)
_AGREED: Final[tuple[Rule, ...]] = (
    step_up_course.step_up_follow_up,
    step_up_course.step_up_measure_waiting,
    step_up_course.step_up_considerations,
)
_CONSENT: Final[tuple[Rule, ...]] = (
    step_up.step_up_consent_missing,
    step_up.step_up_consent_refused,
    step_up.step_up_consent_withdrawn,
)

RULES: Final[tuple[Rule, ...]] = (
    *_ALWAYS,
    *_TASKS,
    *_REHAB,
    *_PENSION,
    *_AGREEMENT,
    *_AFTERCARE,
    *_CONSENT,
    *_BEFORE_MEETING,
    *_MEETINGS,
    *_AGREED,
    step_up_course.step_up_min_plan_missing,
    step_up_course.step_up_ready,
    step_up_course.step_up_marker_missing,
    step_up_course.step_up_marker_superfluous,
    agreement.same_work_function,
    follow_up.follow_up,
    follow_up.company_not_told,
    match.approach_missing,
    match.placement_ended,
    match.placement_missing,
    closing.step_ready,
    closing.min_plan_broker_missing,
    cv.cv_without_broker,
    cv.searchable_without_job_sought,
    cv.cv_not_updated,
    broker.two_brokers,
    broker.caseworker_missing,
    broker.network_not_asked,
    group.two_groups,
    group.talk_missing,
    group.talks_many,
    group.group_mismatch,
    marker.marker_superfluous,
    exemption.exemption_missing,
    exemption.exemption_six_weeks,
    target_group.intro_programme,
)
"""What is asked of a citizen in the programme."""

EXIT_RULES: Final[tuple[Rule, ...]] = (leaving.exit_open,)
"""What is asked of a citizen who has left."""


def judge(facts: Facts, programme: "Programme", today: date) -> tuple[Finding, ...]:
    """Return what the rules find about a citizen, most urgent first; nothing before she is enrolled."""
    if today < facts.enrolled_on:
        return ()
    left = (facts.exited_on is not None or facts.exits) and exited_by(facts, today)
    found: list[Finding] = []
    for rule in EXIT_RULES if left else concerning(facts, programme, today):
        finding = rule(facts, programme, today)
        if finding is not None:
            found.append(finding)
    if len(found) > 1:
        found.sort(key=_urgency)
    return tuple(found)


def concerning(facts: Facts, programme: "Programme", today: date) -> list[Rule]:
    """Return the rules that could find anything in these facts on a day; most citizens concern a third of them.

    A rule that is left out would find nothing: judging 36,000 citizens spends most of its time on being called.
    """
    asked = _of_standing(facts)
    step = facts.steps[-1] if facts.steps else None
    if step is not None and (step.start > today or step.end is not None):
        step = latest_on(facts.steps, today)
    if step is not None:
        _ask_of_step(asked, facts, step, today)
    if facts.cv and (not facts.cv[0].with_broker or facts.cv[0].work is _CAFE):
        asked.append(cv.cv_without_broker)
    if facts.searchable:
        asked.append(cv.searchable_without_job_sought)
    if facts.step_ups:
        _ask_of_step_up(asked, facts, programme, today)
    if facts.placements:
        asked.append(cv.cv_not_updated)
        if step is None or step.step <= _STEP_3:
            _ask_of_placements(asked, facts, programme, today)
    return asked


def _of_standing(facts: Facts) -> list[Rule]:
    """Return the rules about group, broker and the rest of where a citizen stands that could find anything."""
    asked = list(_ALWAYS)
    if facts.open_tasks:
        asked += _TASKS
    if facts.groups and (len(facts.groups) > 1 or facts.groups[0].group is not _GROUP_1):
        asked += _REHAB
        asked.append(group.two_groups)
    if len(facts.brokers) > 1:
        asked.append(broker.two_brokers)
    if not facts.has_caseworker:
        asked.append(broker.caseworker_missing)
    if facts.network_wish is _NOT_ASKED:
        asked.append(broker.network_not_asked)
    asked.append(group.talks_many if facts.talks else group.talk_missing)
    if facts.assessment is not None:
        asked.append(group.group_mismatch)
    if facts.markers:
        asked.append(marker.marker_superfluous)
        asked.append(step_up_course.step_up_marker_superfluous)
    if facts.unable_to_take_part:
        asked.append(exemption.exemption_missing)
    if facts.exemptions:
        asked.append(exemption.exemption_six_weeks)
    if facts.senior_pension is not None:
        asked += _PENSION
    if facts.in_intro_programme:
        asked.append(target_group.intro_programme)
    return asked


def _ask_of_step(asked: list[Rule], facts: Facts, span: StepSpan, today: date) -> None:
    """Add the rules of the step a citizen is in that could find anything."""
    step, placements = span.step, facts.placements
    if step is _STEP_2:
        if placements:
            asked.append(closing.step_ready)
        if facts.approached is None or facts.approached.last_on < span.start:
            asked.append(match.approach_missing)
    elif step is _STEP_1:
        if not (facts.cv and facts.goals):
            return
        asked.append(closing.step_ready)
    elif step is _STEP_3:
        if facts.self_support:
            asked.append(closing.step_ready)
        if not placements or placements[0].start > today:
            asked.append(match.placement_missing)
        if placements and (len(placements) > 1 or placements[0].end is not None):
            asked.append(match.placement_ended)
    else:
        if step is _AFTERCARE_STEP:
            asked += _AFTERCARE
        return
    entered = facts.min_plan_broker_on
    if entered is None or entered > today or len(facts.brokers) != 1:
        asked.append(closing.min_plan_broker_missing)


def _ask_of_step_up(asked: list[Rule], facts: Facts, programme: "Programme", today: date) -> None:
    """Add the rules about a running step-up; a meeting that was held is the end of preparing, unless another comes."""
    span = running_step_up(facts, today)
    if span is None:
        return
    asked += _CONSENT
    planned = any(meeting.held is None for meeting in span.meetings)
    if planned or not any(meeting.held and meeting.on <= today for meeting in span.meetings):
        asked += _BEFORE_MEETING
    if span.meetings:
        asked += _MEETINGS
    if span.agreement_on is not None:
        asked.append(step_up_course.step_up_min_plan_missing)
        asked.append(step_up_course.step_up_ready)
    if span.items:
        asked += _AGREED
    if programme.markers_are_must:
        asked.append(step_up_course.step_up_marker_missing)


def _ask_of_placements(asked: list[Rule], facts: Facts, programme: "Programme", today: date) -> None:
    """Add the rules that could find anything about placements that are not over; a whole agreement lacks nothing."""
    going_on = [span for span in facts.placements if span.end is None or span.end >= today]
    if not going_on:
        return
    asked.append(follow_up.follow_up)
    if not all(agreement.is_whole(span, programme, today) for span in going_on):
        asked += _AGREEMENT
    if len(facts.brokers) > 1:
        asked.append(follow_up.company_not_told)
    if len(going_on) > 1:
        asked.append(agreement.same_work_function)


def _urgency(finding: Finding) -> tuple[int, date, str]:
    return finding.urgency

"""What is in place on the way to a job, and since when: the one reading behind step progress, findings and checklist.

Every function asks as of a day, and answers with the day a thing was in place, or None while it is not.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ConsentPurpose, ConsentState, CvWork, FollowUpInterval, PlacementKind
from broker_tui.domain.dates import plus_months
from broker_tui.domain.facts import Facts, PlacementSpan
from broker_tui.domain.status import latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

# Read off their enumerations once: in Python 3.11 that costs more than the comparison.
_CAFE: Final = CvWork.CAFE
_CONSOLIDATED: Final = CvWork.CONSOLIDATED
_INTERNSHIP: Final = PlacementKind.INTERNSHIP
_AFTERCARE_CONSENT: Final = ConsentPurpose.AFTERCARE

_DAYS: Final = {FollowUpInterval.WEEKLY: 7, FollowUpInterval.FORTNIGHTLY: 14}
_MONTHS: Final = {FollowUpInterval.MONTHLY: 1, FollowUpInterval.TWO_MONTHS: 2, FollowUpInterval.THREE_MONTHS: 3}


def broker_since(facts: Facts, day: date) -> date | None:
    """Return since when the citizen's broker of a day has been hers without another in between (R62)."""
    current = latest_on(facts.brokers, day)
    if current is None:
        return None
    since = current.start
    for span in reversed(facts.brokers):
        if span.start > since:
            continue
        if span.broker_id != current.broker_id:
            break
        since = span.start
    return since


def min_plan_broker_on(facts: Facts, day: date) -> date | None:
    """Return when the name of the present broker was written into Min Plan (R82); an earlier one's is not hers."""
    entered, since = facts.min_plan_broker_on, broker_since(facts, day)
    if entered is None or entered > day or since is None:
        return None
    others = any(span.start < since for span in facts.brokers)
    return None if others and entered < since else entered


def cv_begun_on(facts: Facts, day: date) -> date | None:
    """Return when work on the CV began (R71); a CV café is no work on it (R73)."""
    return next((mark.on for mark in facts.cv if mark.work is not _CAFE and mark.on <= day), None)


def cv_with_broker_on(facts: Facts, day: date) -> date | None:
    """Return when broker and citizen first worked on the CV together (R72)."""
    marks = (mark.on for mark in facts.cv if mark.with_broker and mark.work is not _CAFE and mark.on <= day)
    return next(marks, None)


def cv_consolidated_on(facts: Facts, day: date) -> date | None:
    """Return when the CV was sharpened and consolidated (R92)."""
    return next((mark.on for mark in facts.cv if mark.work is _CONSOLIDATED and mark.on <= day), None)


def goal_begun_on(facts: Facts, day: date) -> date | None:
    """Return when work on the job goal began (R70)."""
    return facts.goals[0].on if facts.goals and facts.goals[0].on <= day else None


def goal_concrete_on(facts: Facts, day: date) -> date | None:
    """Return since when the goal of a day is concrete (R91)."""
    last = next((goal for goal in reversed(facts.goals) if goal.on <= day), None)
    return last.on if last is not None and last.concrete else None


def step_1_fulfilled_on(facts: Facts, day: date) -> date | None:
    """Return when all that closes step 1 was in place: broker, work on CV and goal begun (R81)."""
    broker = broker_since(facts, day)
    if broker is None:
        return None
    cv, goal = cv_begun_on(facts, day), goal_begun_on(facts, day)
    return None if cv is None or goal is None else max(broker, cv, goal)


def agreed_on(span: PlacementSpan) -> date:
    """Return when an agreement was made; one that was never dated, when it began."""
    return span.start if span.agreed_on is None else min(span.agreed_on, span.start)


def agreements(facts: Facts, programme: "Programme", day: date) -> Iterator[PlacementSpan]:
    """Yield what is agreed with companies and not over on a day, begun or to begin; schools are no companies."""
    for span in facts.placements:
        if (span.end is None or span.end >= day) and agreed_on(span) <= day and span.kind in programme.stops_weekly:
            yield span


def running_agreements(facts: Facts, programme: "Programme", day: date) -> Iterator[PlacementSpan]:
    """Yield the placements at companies in which the citizen is on a day."""
    return (span for span in agreements(facts, programme, day) if span.start <= day)


def step_2_fulfilled_on(facts: Facts, programme: "Programme", day: date) -> date | None:
    """Return when all that closes step 2 was in place: agreement, plan for following up, contact person (R112)."""
    made = [
        max(agreed_on(span), span.plan_on)
        for span in agreements(facts, programme, day)
        if span.contact and span.plan_on is not None and span.plan_on <= day
    ]
    return min(made, default=None)


def self_supporting_since(facts: Facts, day: date) -> date | None:
    """Return since when the citizen has supported herself without a break on a day, which closes step 3 (R128)."""
    current = latest_on(facts.self_support, day) if facts.self_support else None
    if current is None:
        return None
    since = current.start
    for span in reversed(facts.self_support):
        if span.start < since and (span.end is None or span.end >= since - timedelta(days=1)):
            since = span.start
    return since


def purpose_is_needed(span: PlacementSpan) -> bool:
    """Tell whether a placement has one of the three purposes: internships do (R103)."""
    return span.kind is _INTERNSHIP


def vitas_is_needed(span: PlacementSpan, programme: "Programme") -> bool:
    """Tell whether a placement has to stand in VITAS (R113, C9)."""
    return span.kind in programme.vitas_kinds


def company_told_on(span: PlacementSpan, facts: Facts, day: date) -> date | None:
    """Return when the company knew who the broker is (R126): at the start, or when told of a change since."""
    since = broker_since(facts, day)
    if since is None or since <= span.start or not any(other.start < since for other in facts.brokers):
        return span.start
    told = span.company_told_on
    return told if told is not None and since <= told <= day else None


def follow_up_due(span: PlacementSpan, facts: Facts, programme: "Programme") -> date:
    """Return when a placement is to be followed up next (R110, R111, R121).

    The phase in which it was last followed up, or began, tells how long until the next time. Without a plan the edition
    does. One that was taken over is first counted from enrolment (R132).
    """
    last = span.followed_up_on
    if last is not None and last < span.start:
        last = None
    counted_from = max(span.start, facts.enrolled_on) if last is None else last
    phase = next((phase for phase in span.phases if phase.until is None or counted_from <= phase.until), None)
    if phase is not None:
        return after(counted_from, phase.every)
    if last is None and not span.phases:
        return counted_from + timedelta(days=programme.first_follow_up_days)
    return plus_months(counted_from, programme.follow_up_months)


def after(day: date, interval: FollowUpInterval) -> date:
    """Return the day one interval later; months end on the same day, clamped."""
    days = _DAYS.get(interval)
    return plus_months(day, _MONTHS[interval]) if days is None else day + timedelta(days=days)


def aftercare_consent(facts: Facts, day: date) -> ConsentState:
    """Return whether the citizen wants aftercare; her last answer counts (R130)."""
    for mark in reversed(facts.consents):
        if mark.purpose is _AFTERCARE_CONSENT and mark.on <= day:
            withdrawn = mark.withdrawn_on is not None and mark.withdrawn_on <= day
            return ConsentState.DECLINED if mark.refused or withdrawn else ConsentState.GIVEN
    return ConsentState.MISSING


def aftercare_from(facts: Facts, step_started_on: date, day: date) -> date:
    """Return the day aftercare counts from: self-support, or else the day the step began (R129)."""
    return self_supporting_since(facts, day) or step_started_on


def aftercare_due(facts: Facts, programme: "Programme", counted_from: date, day: date) -> date:
    """Return when the next contact of aftercare is due: a month after the last that reached her (R129)."""
    reached = facts.last_reached_on
    last = counted_from if reached is None or reached > day else max(counted_from, reached)
    return plus_months(last, programme.aftercare_interval_months)

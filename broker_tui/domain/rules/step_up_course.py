"""Step-up from its meetings on: the answers, the agreement, following it up, its marker (R163-R166, R176-R186)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import Level, Marker
from broker_tui.domain.codes_step_up import AgreedKind
from broker_tui.domain.dates import week_of
from broker_tui.domain.facts import Facts, MarkerSpan
from broker_tui.domain.facts_step_up import StepUpSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import agreed_on, agreements
from broker_tui.domain.needs import registrar
from broker_tui.domain.rules.step_up import declined, running
from broker_tui.domain.step_up_needs import (
    MEETINGS_MAX,
    has_agreement,
    held_meetings,
    in_min_plan,
    is_decided,
    is_waiting,
    next_meeting,
    open_items,
    running_step_up,
    unrecorded_meeting,
)
from broker_tui.domain.step_up_progress import step_up_progress

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

AFTER_MEETING_DAYS: Final = 7
"""How long after a meeting its record and the agreement are due, then overdue; ours, the sources give no limit."""

_MARKER: Final = Marker.STEP_UP


def step_up_meeting(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R163: they meet; due in the week of the meeting, and known of before it."""
    span = running(facts, programme, today)
    meeting = None if span is None else next_meeting(span, today)
    if span is None or meeting is None or declined(facts, span, today):
        return None
    level = Level.DUE if meeting.on <= week_of(today).sunday else Level.INFO
    params = {"meeting": meeting.on, "days": (meeting.on - today).days}
    return Finding("step_up_meeting", level, "R163", None, meeting.on, params)


def step_up_meeting_unrecorded(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R163, R164: the day of a meeting has passed, and nobody has noted whether it was held."""
    span = running(facts, programme, today)
    meeting = None if span is None else unrecorded_meeting(span, today)
    if span is None or meeting is None or declined(facts, span, today):
        return None
    return _after_meeting("step_up_meeting_unrecorded", "R164", meeting.on, today)


def step_up_without_citizen(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R166: the citizen takes part in every meeting; this one is noted as held without her."""
    span = running(facts, programme, today)
    without = [] if span is None else [one for one in held_meetings(span, today) if not one.citizen_present]
    if not without:
        return None
    on = without[0].on
    return Finding("step_up_without_citizen", Level.OVERDUE, "R166", on, params={"meeting": on, "n": len(without)})


def step_up_meetings_many(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R163: one meeting or two, and this step-up has more."""
    span = running(facts, programme, today)
    meetings = [] if span is None else [one for one in span.meetings if one.held is not False]
    if len(meetings) <= MEETINGS_MAX:
        return None
    params = {"n": len(meetings), "most": MEETINGS_MAX}
    return Finding("step_up_meetings_many", Level.WARNING, "R163", meetings[MEETINGS_MAX].on, params=params)


def step_up_decisions_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R164: they have met, and the three answers that the agreement rests on are not there."""
    span = _met(facts, programme, today)
    if span is None or is_decided(span, today):
        return None
    return _after_meeting("step_up_decisions_missing", "R164", held_meetings(span, today)[-1].on, today)


def step_up_agreement_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R176, R178: after the meetings the caseworker sees to it that the agreement is filled in with the citizen."""
    span = _met(facts, programme, today)
    if span is None or not is_decided(span, today) or has_agreement(span, today):
        return None
    owner = registrar(facts, today)
    return _after_meeting("step_up_agreement_missing", "R176", held_meetings(span, today)[-1].on, today, owner=owner)


def step_up_min_plan_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R177: what was agreed stands in Min Plan too."""
    span = running(facts, programme, today)
    if span is None or span.agreement_on is None or not has_agreement(span, today) or in_min_plan(span, today):
        return None
    agreed = span.agreement_on
    params = {"agreed": agreed, "days": (today - agreed).days}
    return Finding("step_up_min_plan_missing", Level.OVERDUE, "R177", agreed, params=params)


def step_up_follow_up(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R176: what was agreed is followed up on its day; due in the week that holds it, overdue after it."""
    span = running(facts, programme, today)
    if span is None or not span.items:
        return None
    sunday = week_of(today).sunday
    days = sorted(
        item.follow_up_on
        for item in open_items(span.items, today)
        if item.follow_up_on is not None and item.follow_up_on <= sunday
    )
    if not days:
        return None
    late = days[0] < today
    params = {"n": len(days), "first": days[0], "days": (today - days[0]).days}
    return Finding("step_up_follow_up", Level.OVERDUE if late else Level.DUE, "R176", None, days[0], params)


def step_up_measure_waiting(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R181: the caseworker sees to it that measures are started as soon as can be; no limit is given."""
    span = running(facts, programme, today)
    if span is None or not span.items:
        return None
    waiting = [item for item in span.items if item.kind is AgreedKind.MEASURE and is_waiting(item, today)]
    since = min((item.agreed_on for item in waiting), default=today)
    if since >= today:
        return None
    params = {"n": len(waiting), "agreed": since, "days": (today - since).days}
    return Finding("step_up_measure_waiting", Level.WARNING, "R181", since, params=params)


def step_up_considerations(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R180: the broker sees to it that what was agreed is regarded at each company; due once there is one."""
    span = running(facts, programme, today)
    if span is None or not span.items:
        return None
    days = [item.agreed_on for item in open_items(span.items, today) if item.kind is AgreedKind.CONSIDERATION]
    if not days:
        return None
    companies = [agreed_on(placement) for placement in agreements(facts, programme, today)]
    since = max(min(days), min(companies, default=date.min))
    params = {"n": len(days), "agreed": min(days), "companies": len(companies)}
    level = Level.DUE if companies else Level.INFO
    return Finding("step_up_considerations", level, "R180", since, params=params)


def step_up_ready(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R156, C13: A, B and C are done and what was agreed is carried through; to close it is the broker's act."""
    span = running(facts, programme, today)
    if span is None or span.agreement_on is None or not in_min_plan(span, today):
        return None
    progress = step_up_progress(facts, programme, today)
    if progress is None or not progress.can_close:
        return None
    days = [span.agreement_on, span.min_plan_on, *(item.done_on for item in span.items)]
    since = max(day for day in days if day is not None)
    return Finding("step_up_ready", Level.READY, "R156", since, params={"agreed": span.agreement_on})


def step_up_marker_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R186: a running step-up carries its marker, where the edition asks for it (C13)."""
    if not facts.step_ups or not programme.markers_are_must or _marker_on(facts, today) is not None:
        return None
    span = running(facts, programme, today)
    if span is None:
        return None
    params = {"marker": programme.markers.get(_MARKER, ""), "started": span.start}
    return Finding("step_up_marker_missing", Level.WARNING, "R186", span.start, params=params)


def step_up_marker_superfluous(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R186, C13: the marker is still on and no step-up runs; whether it is to stay, the user says."""
    if not facts.markers:
        return None
    marker = _marker_on(facts, today)
    if marker is None or running_step_up(facts, today) is not None:
        return None
    ended = max((one.end for one in facts.step_ups if one.end is not None and one.end < today), default=None)
    since = marker.start if ended is None else max(marker.start, ended + timedelta(days=1))
    params = {"marker": programme.markers.get(_MARKER, ""), "ended": ended or marker.start, "n": int(ended is not None)}
    return Finding("step_up_marker_superfluous", Level.INFO, "R186", since, params=params)


def _met(facts: Facts, programme: "Programme", today: date) -> StepUpSpan | None:
    """Return the running step-up when its meetings are over and noted."""
    span = running(facts, programme, today)
    if span is None or not held_meetings(span, today) or next_meeting(span, today) is not None:
        return None
    return None if unrecorded_meeting(span, today) is not None or declined(facts, span, today) else span


def _after_meeting(code: str, rule: str, on: date, today: date, **params: object) -> Finding:
    """Return what is due in the days after a meeting."""
    due = on + timedelta(days=AFTER_MEETING_DAYS)
    params = {"meeting": on, "days": (today - on).days, **params}
    return Finding(code, Level.OVERDUE if due < today else Level.DUE, rule, on, due, params)


def _marker_on(facts: Facts, today: date) -> MarkerSpan | None:
    for span in facts.markers:
        if span.marker is _MARKER and span.start <= today and (span.end is None or span.end >= today):
            return span
    return None

"""Step-up before the meetings: consent, the form, who takes part, the material (R157-R173, R185).

Nothing is ever found about who should have a step-up (R152): every rule here asks for one that runs. What lies ahead
is not asked for yet: while no meeting is near, only what comes next is missing, and one line says so.
"""

from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import Level
from broker_tui.domain.codes_step_up import ParticipantRole
from broker_tui.domain.dates import week_of
from broker_tui.domain.facts import Facts
from broker_tui.domain.facts_step_up import StepUpSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.needs import registrar
from broker_tui.domain.status import in_group_1
from broker_tui.domain.step_up_needs import (
    consent_on,
    held_meetings,
    is_approved,
    is_prepared,
    missing_roles,
    next_meeting,
    rule_of,
    running_step_up,
    superfluous_ones,
    unrecorded_meeting,
    without_pack,
    without_reason,
)

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


class _Stage(IntEnum):
    """What comes one after the other before a meeting."""

    CONSENT = 1
    FORM = 2
    ASKED = 3
    PEOPLE = 4
    APPROVAL = 5
    MEETING = 6
    PACK = 7


def running(facts: Facts, programme: "Programme", today: date) -> StepUpSpan | None:
    """Return the step-up that runs for a citizen in the indsatsgruppe, None when there is none."""
    if not facts.step_ups:
        return None
    span = running_step_up(facts, today)
    return span if span is not None and in_group_1(facts, programme, today) else None


def declined(facts: Facts, span: StepUpSpan, today: date) -> bool:
    """Tell whether the citizen has refused consent or taken it back, which stops the step-up (R159)."""
    answer = consent_on(facts, span, today)
    return answer.on is not None and not answer.given


def step_up_consent_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R159: the citizen is asked for consent first; due in the week the step-up begins, and before anything else."""
    span = running(facts, programme, today)
    if span is None or consent_on(facts, span, today).on is not None:
        return None
    due = week_of(span.start).sunday
    shared = any(one.delivered_on and one.role is not ParticipantRole.CITIZEN for one in span.participants)
    late = due < today or shared or _pressed(span, today)[1] is not None or bool(held_meetings(span, today))
    params = {"started": span.start, "days": (today - span.start).days}
    return Finding("step_up_consent_missing", Level.OVERDUE if late else Level.DUE, "R159", span.start, due, params)


def step_up_consent_refused(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R159: the citizen does not want her case shared, so nothing is sent and nobody meets."""
    span = running(facts, programme, today)
    answer = None if span is None else consent_on(facts, span, today)
    if answer is None or not answer.refused or answer.on is None:
        return None
    return Finding("step_up_consent_refused", Level.OVERDUE, "R159", answer.on, params={"refused": answer.on})


def step_up_consent_withdrawn(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R159: the citizen has taken her consent back, and that stops everything."""
    span = running(facts, programme, today)
    answer = None if span is None else consent_on(facts, span, today)
    if answer is None or answer.refused or answer.withdrawn_on is None:
        return None
    withdrawn = answer.withdrawn_on
    return Finding("step_up_consent_withdrawn", Level.OVERDUE, "R159", withdrawn, params={"withdrawn": withdrawn})


def step_up_preparation_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R160: the citizen fills the preparation form in, with help from caseworker and broker."""
    span = _preparing(facts, programme, today, _Stage.FORM)
    if span is None or is_prepared(span, today):
        return None
    return _before_meeting("step_up_preparation_missing", "R160", span, today, span.start)


def step_up_not_asked(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R172, R173: who takes part hangs on whether she is a provider, and on whether she wants her network there."""
    span = _preparing(facts, programme, today, _Stage.ASKED)
    if span is None or not _unasked(facts, span):
        return None
    provider = span.family and facts.is_provider is None
    which = 1 if not provider else 2 if span.network_wanted is None else 0
    rule = "R173" if which == 1 else "R172"
    return _before_meeting("step_up_not_asked", rule, span, today, span.start, n=which)


def step_up_participants_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R168, R171-R173: citizen, caseworker and broker, and those whom her challenges and wishes ask for."""
    span = _preparing(facts, programme, today, _Stage.PEOPLE)
    missing = () if span is None else missing_roles(span, facts.is_provider)
    if span is None or not missing:
        return None
    params = {"n": len(missing), "roles": missing}
    return _before_meeting("step_up_participants_missing", rule_of(missing[0]), span, today, span.start, **params)


def step_up_reason_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R169: whoever takes part beyond those is there for a reason."""
    span = _preparing(facts, programme, today, _Stage.PEOPLE)
    unexplained = () if span is None else without_reason(span)
    if span is None or not unexplained:
        return None
    params = {"n": len(unexplained)}
    return _before_meeting("step_up_reason_missing", "R169", span, today, span.start, **params)


def step_up_superfluous(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R170: as few as possible take part, and nothing that she experiences asks for this one."""
    span = _preparing(facts, programme, today, None)
    unneeded = () if span is None else superfluous_ones(span, facts.is_provider)
    if span is None or not unneeded:
        return None
    params = {"n": len(unneeded), "roles": tuple(one.role for one in unneeded)}
    return Finding("step_up_superfluous", Level.INFO, "R170", span.start, params=params)


def step_up_approval_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R160, C24: the form is the citizen's own, so she approves it, whoever typed it."""
    span = _preparing(facts, programme, today, _Stage.APPROVAL)
    if span is None or not is_prepared(span, today) or is_approved(span, today):
        return None
    return _before_meeting("step_up_approval_missing", "R160", span, today, span.prepared_on or span.start)


def step_up_meeting_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R163: everything is prepared and no meeting is planned."""
    span = _preparing(facts, programme, today, _Stage.MEETING)
    if span is None or next_meeting(span, today) is not None:
        return None
    since = span.approved_on or span.start
    return Finding("step_up_meeting_missing", Level.WARNING, "R163", since, params={"days": (today - since).days})


def step_up_pack_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R157, R158, R162, R185: the caseworker sees to it that everybody has the material before the meeting."""
    span = _preparing(facts, programme, today, _Stage.PACK)
    meeting = None if span is None else next_meeting(span, today)
    if span is None or meeting is None or not consent_on(facts, span, today).given:
        return None
    lacking = without_pack(span, today)
    level, due = _pressed(span, today)
    if not lacking or due is None:
        return None
    params = {
        "n": len(lacking),
        "of": len(span.participants),
        "meeting": meeting.on,
        "days": (meeting.on - today).days,
        "owner": registrar(facts, today),
    }
    return Finding("step_up_pack_missing", level, "R157", None, due, params)


def _preparing(facts: Facts, programme: "Programme", today: date, stage: _Stage | None) -> StepUpSpan | None:
    """Return the running step-up when it is before a meeting and it is the turn of `stage`; None for any stage.

    With a meeting this week or next, it is the turn of everything at once.
    """
    span = running(facts, programme, today)
    if span is None or declined(facts, span, today) or unrecorded_meeting(span, today) is not None:
        return None
    if held_meetings(span, today) and next_meeting(span, today) is None:
        return None
    if stage is None or _pressed(span, today)[1] is not None or _turn(facts, span, today) is stage:
        return span
    return None


def _turn(facts: Facts, span: StepUpSpan, today: date) -> _Stage | None:
    """Return the first stage at which something is missing, None when all is prepared."""
    lacking = {
        _Stage.CONSENT: not consent_on(facts, span, today).given,
        _Stage.FORM: not is_prepared(span, today),
        _Stage.ASKED: _unasked(facts, span),
        _Stage.PEOPLE: bool(missing_roles(span, facts.is_provider) or without_reason(span)),
        _Stage.APPROVAL: not is_approved(span, today),
        _Stage.MEETING: next_meeting(span, today) is None,
        _Stage.PACK: bool(without_pack(span, today)),
    }
    return next((stage for stage, lacks in lacking.items() if lacks), None)


def _unasked(facts: Facts, span: StepUpSpan) -> bool:
    return span.network_wanted is None or (span.family and facts.is_provider is None)


def _pressed(span: StepUpSpan, today: date) -> tuple[Level, date | None]:
    """Return how much a meeting presses and the last day before it; no day while it is not in this week or the next."""
    meeting = next_meeting(span, today)
    if meeting is None or meeting.on > week_of(today).sunday + _WEEK:
        return Level.WARNING, None
    due = meeting.on - _DAY
    return Level.OVERDUE if due <= today else Level.DUE, due


def _before_meeting(code: str, rule: str, span: StepUpSpan, today: date, since: date, **params: object) -> Finding:
    level, due = _pressed(span, today)
    given = {"started": span.start, "days": (today - since).days, "n": 1, **params}
    return Finding(code, level, rule, since, due, given)

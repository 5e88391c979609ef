"""Aftercare: every month for three to six months, for those who want it (R128-R130, C19, C20)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ConsentState, Level, Step
from broker_tui.domain.dates import plus_months, week_of
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import aftercare_consent, aftercare_due, aftercare_from, self_supporting_since
from broker_tui.domain.status import in_group_1, latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

_AFTERCARE: Final = Step.AFTERCARE


def aftercare_consent_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R130: aftercare takes the citizen's consent; a refusal is an answer too."""
    begun = _begun_on(facts, programme, today)
    if begun is None or aftercare_consent(facts, today) is not ConsentState.MISSING:
        return None
    params = {"begun": begun, "days": (today - begun).days}
    return Finding("aftercare_consent_missing", Level.OVERDUE, "R130", begun, params=params)


def aftercare_contact(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R129: contact every month; due in the week that holds its day, overdue after the day, over after six months."""
    begun, due = _begun_on(facts, programme, today), aftercare_contact_on(facts, programme, today)
    if begun is None or due is None or due > week_of(today).sunday:
        return None
    late = due < today
    params = {"due": due, "days": (today - due).days, "begun": begun, "n": int(late)}
    return Finding("aftercare_contact", Level.OVERDUE if late else Level.DUE, "R129", None, due, params)


def aftercare_contact_on(facts: Facts, programme: "Programme", today: date) -> date | None:
    """Return the day the next contact of aftercare is due, None when there is none to come (R129)."""
    begun = _begun_on(facts, programme, today)
    if begun is None or aftercare_consent(facts, today) is not ConsentState.GIVEN:
        return None
    due = aftercare_due(facts, programme, begun, today)
    return None if due > plus_months(begun, programme.aftercare_months[1]) else due


def aftercare_may_end(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R129, C19: aftercare may end after three months and is over after six; declined, it ends at once (R130)."""
    begun = _begun_on(facts, programme, today)
    if begun is None:
        return None
    first, last = programme.aftercare_months
    declined = aftercare_consent(facts, today) is ConsentState.DECLINED
    since = begun if declined else plus_months(begun, first)
    if since > today:
        return None
    over = today > plus_months(begun, last)
    params = {"begun": begun, "first": first, "last": last, "n": 0 if declined else 2 if over else 1}
    return Finding("aftercare_may_end", Level.READY, "R129", since, params=params)


def self_support_ended(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R127, R128: the job or education that began aftercare has ended, so another match is looked for."""
    last = _ended_on(facts, today)
    if last is None or not _in_aftercare(facts, programme, today):
        return None
    since = last + timedelta(days=1)
    return Finding("self_support_ended", Level.WARNING, "R127", since, params={"ended": last})


def _in_aftercare(facts: Facts, programme: "Programme", today: date) -> bool:
    step = latest_on(facts.steps, today)
    return step is not None and step.step is _AFTERCARE and in_group_1(facts, programme, today)


def _ended_on(facts: Facts, today: date) -> date | None:
    """Return when self-support ended, None while it goes on or where none is known."""
    if self_supporting_since(facts, today) is not None:
        return None
    return max((span.end for span in facts.self_support if span.end is not None and span.end < today), default=None)


def _begun_on(facts: Facts, programme: "Programme", today: date) -> date | None:
    """Return what aftercare counts from, None when the citizen is not in it or does not support herself any more."""
    if not _in_aftercare(facts, programme, today) or _ended_on(facts, today) is not None:
        return None
    step = latest_on(facts.steps, today)
    return None if step is None else aftercare_from(facts, step.start, today)

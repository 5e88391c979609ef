"""Core element 1: the personal job broker, the caseworker beside her, the citizen's network (R60-R69)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Group, Level, NetworkWish, Step
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import broker_on, group_on, latest_on, step_on, subtracting_exemption_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def no_broker(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R60: everyone in the indsatsgruppe has a personal broker; who is exempt is out of it while that lasts (R14)."""
    if latest_on(facts.brokers, today) is not None:
        return None
    group = group_on(facts, today)
    if group is None or group.group is not Group.INTERVENTION:
        return None
    if subtracting_exemption_on(facts, programme, today) is not None:
        return None
    step = step_on(facts, today)
    if step is not None and step.step is Step.DONE:
        return None
    ends = [span.end + timedelta(days=1) for span in facts.brokers if span.end is not None and span.end < today]
    since = max(facts.enrolled_on, group.start, *ends)
    return Finding("no_broker", Level.OVERDUE, "R60", since, params={"days": (today - since).days, "started": since})


def two_brokers(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R61: a citizen has one broker at a time."""
    if len(facts.brokers) < 2:
        return None
    held = [span for span in facts.brokers if span.start <= today and (span.end is None or span.end >= today)]
    return Finding("two_brokers", Level.OVERDUE, "R61", held[1].start) if len(held) > 1 else None


def caseworker_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R65, R66: a broker without authority works with a caseworker who has it, so her name is needed."""
    if facts.has_caseworker:
        return None
    broker = broker_on(facts, today)
    if broker is None or broker.has_authority:
        return None
    return Finding("caseworker_missing", Level.INFO, "R65", broker.start)


def network_not_asked(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R69: the network is drawn in from the start if the citizen wishes, so she is asked in step 1."""
    if facts.network_wish is not NetworkWish.NOT_ASKED:
        return None
    step = step_on(facts, today)
    if step is None or step.step is not Step.CLARIFICATION:
        return None
    group = group_on(facts, today)
    if group is not None and group.group is Group.REHABILITATION:
        return None
    return Finding("network_not_asked", Level.INFO, "R69", step.start)

"""Exemptions: one is needed, one has lasted too long, one is in the wrong group (R13, R16, R17)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Group, Level
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import exemption_on, group_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def last_day_of_six_weeks(start: date, programme: "Programme") -> date:
    """Return the last day a six-week exemption may hold; its first day is counted (R16)."""
    return start + timedelta(days=programme.exemption_six_weeks_days - 1)


def exemption_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R13: who is unable to take part at present has an exemption; the type is the caseworker's choice (C16)."""
    if not facts.unable_to_take_part or exemption_on(facts, today) is not None:
        return None
    group = group_on(facts, today)
    if group is not None and group.group is Group.REHABILITATION:
        return None
    return Finding("exemption_missing", Level.WARNING, "R13")


def exemption_six_weeks(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R16: an exemption bound to six weeks has lasted longer."""
    if not facts.exemptions or (span := exemption_on(facts, today)) is None:
        return None
    kind = programme.exemptions.get(span.type)
    if kind is None or not kind.six_weeks or today <= (last := last_day_of_six_weeks(span.start, programme)):
        return None
    params = {"days": (today - span.start).days + 1, "started": span.start, "type": kind.label}
    return Finding("exemption_six_weeks", Level.WARNING, "R16", last + timedelta(days=1), last, params)


def exemption_group_2(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R17: exemptions belong to citizens in group 1."""
    if not facts.exemptions or (span := exemption_on(facts, today)) is None:
        return None
    group = group_on(facts, today)
    if group is None or group.group is not Group.REHABILITATION:
        return None
    return Finding("exemption_group_2", Level.WARNING, "R17", max(span.start, group.start))

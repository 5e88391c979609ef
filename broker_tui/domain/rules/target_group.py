"""Who the programme is for: age, benefit, introduction programme, period (R1-R5, R30, R36)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Group, Level
from broker_tui.domain.dates import age_on
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def default_group() -> Group:
    """Return the group of a new citizen in the target group; group 2 takes an act of its own (R4)."""
    return Group.INTERVENTION


def below_minimum_age(birth_date: date, programme: "Programme", day: date) -> bool:
    """Tell whether someone is too young for the target group on a day; who is just old enough is not (R1, R3, C1)."""
    return age_on(birth_date, day) < programme.minimum_age


def in_period(programme: "Programme", day: date) -> bool:
    """Tell whether a day lies in the project's period; an edition without one has no end (R30, R36)."""
    started = programme.period_start is None or programme.period_start <= day
    return started and (programme.period_end is None or day <= programme.period_end)


def under_age(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R1, R3: the target group is over 30; being younger is a reason to look again, never to refuse (C1)."""
    if facts.birth_date.year + programme.minimum_age < today.year:
        return None
    if not below_minimum_age(facts.birth_date, programme, today):
        return None
    params = {"age": age_on(facts.birth_date, today), "minimum": programme.minimum_age}
    return Finding("under_age", Level.WARNING, "R1", params=params)


def intro_programme(facts: Facts, _programme: "Programme", _today: date) -> Finding | None:
    """R2: who takes part in the introduction or the return programme is not in the target group."""
    return Finding("intro_programme", Level.WARNING, "R2") if facts.in_intro_programme else None


def benefit_outside(facts: Facts, programme: "Programme", _today: date) -> Finding | None:
    """R2: the benefit is none of those of the target group; an unknown benefit is no finding (C2)."""
    if facts.benefit is None or facts.benefit in programme.benefits:
        return None
    return Finding("benefit_outside", Level.WARNING, "R2")

"""The rules of the programme, each a pure function of facts, edition and day, and how they are asked.

`COVERED` says for each rule of the sources where it is held; `NOT_CHECKABLE` says why the others are not.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.rules import (
    broker,
    exemption,
    group,
    leaving,
    marker,
    senior_pension,
    steps,
    target_group,
    tasks,
    weekly,
)
from broker_tui.domain.status import exited_by

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

Rule: TypeAlias = "Callable[[Facts, Programme, date], Finding | None]"

RULES: Final[tuple[Rule, ...]] = (
    weekly.weekly_contact,
    tasks.task_overdue,
    tasks.task_due,
    broker.no_broker,
    broker.two_brokers,
    broker.caseworker_missing,
    broker.network_not_asked,
    steps.step_long,
    group.no_group,
    group.two_groups,
    group.talk_missing,
    group.talks_many,
    group.group_mismatch,
    group.assessment_missing,
    group.rehab_plan_missing,
    group.rehab_team_missing,
    group.rehab_team_early,
    group.rehab_outcome_missing,
    group.rehab_outcome_early,
    group.rehab_refused,
    marker.marker_missing,
    marker.marker_superfluous,
    exemption.exemption_missing,
    exemption.exemption_six_weeks,
    exemption.exemption_group_2,
    senior_pension.senior_pension_slow,
    senior_pension.senior_pension_group_2,
    senior_pension.senior_pension_granted,
    target_group.under_age,
    target_group.intro_programme,
    target_group.benefit_outside,
)
"""What is asked of a citizen in the programme."""

EXIT_RULES: Final[tuple[Rule, ...]] = (leaving.exit_open,)
"""What is asked of a citizen who has left."""


def judge(facts: Facts, programme: "Programme", today: date) -> tuple[Finding, ...]:
    """Return what the rules find about a citizen, most urgent first; nothing before she is enrolled."""
    if today < facts.enrolled_on:
        return ()
    rules = EXIT_RULES if exited_by(facts, today) else RULES
    found = [finding for rule in rules if (finding := rule(facts, programme, today)) is not None]
    if len(found) > 1:
        found.sort(key=_urgency)
    return tuple(found)


def _urgency(finding: Finding) -> tuple[int, date, str]:
    return finding.urgency

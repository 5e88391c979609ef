"""The rules of the programme, each a pure function of facts, edition and day, and how they are asked.

`coverage` says for each rule of the sources which function holds it, or why none does.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from broker_tui.domain.codes import Group, NetworkWish
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

_GROUP_1: Final = Group.INTERVENTION
_NOT_ASKED: Final = NetworkWish.NOT_ASKED

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

RULES: Final[tuple[Rule, ...]] = (
    *_ALWAYS,
    *_TASKS,
    *_REHAB,
    *_PENSION,
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
    for rule in EXIT_RULES if left else concerning(facts):
        finding = rule(facts, programme, today)
        if finding is not None:
            found.append(finding)
    if len(found) > 1:
        found.sort(key=_urgency)
    return tuple(found)


def concerning(facts: Facts) -> list[Rule]:
    """Return the rules that could find anything in these facts; most citizens concern a third of them.

    A rule that is left out would find nothing: judging 36,000 citizens spends most of its time on being called.
    """
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
    if facts.unable_to_take_part:
        asked.append(exemption.exemption_missing)
    if facts.exemptions:
        asked.append(exemption.exemption_six_weeks)
    if facts.senior_pension is not None:
        asked += _PENSION
    if facts.in_intro_programme:
        asked.append(target_group.intro_programme)
    return asked


def _urgency(finding: Finding) -> tuple[int, date, str]:
    return finding.urgency

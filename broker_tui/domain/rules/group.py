"""Group 1 or group 2, and the way through rehabilitation (R4-R11, R23)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Group, Level, RehabTarget, Step
from broker_tui.domain.facts import Facts, GroupSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import group_on, latest_on, step_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def no_group(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R5: everyone in the target group is in group 1, in group 2, or has left."""
    if latest_on(facts.groups, today) is not None:
        return None
    ends = [span.end for span in facts.groups if span.end is not None and span.end < today]
    since = max(facts.enrolled_on, max(ends) + timedelta(days=1)) if ends else facts.enrolled_on
    return Finding("no_group", Level.WARNING, "R5", since, params={"days": (today - since).days, "started": since})


def two_groups(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R23: nobody is in two groups at once."""
    if len(facts.groups) < 2:
        return None
    held = [span for span in facts.groups if span.start <= today and (span.end is None or span.end >= today)]
    return Finding("two_groups", Level.OVERDUE, "R23", held[1].start) if len(held) > 1 else None


def talk_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R6: step 1 begins with one or two talks; a group was set and none is on record."""
    if facts.talks or not facts.groups:
        return None
    step = step_on(facts, today)
    if step is None or step.step is not Step.CLARIFICATION or group_on(facts, today) is None:
        return None
    return Finding("talk_missing", Level.INFO, "R6", step.start)


def talks_many(facts: Facts, programme: "Programme", _today: date) -> Finding | None:
    """R6: more talks than the clarification has."""
    most = programme.clarification_talks_max
    if len(facts.talks) <= most:
        return None
    return Finding("talks_many", Level.INFO, "R6", facts.talks[most], params={"n": len(facts.talks), "most": most})


def group_mismatch(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R8: who is judged to be in the target group for rehabilitation belongs in group 2.

    Once the municipality has decided for none of the three, she may be in group 1 again (C22).
    """
    if facts.assessment is None or facts.assessment is RehabTarget.NONE:
        return None
    if facts.rehab_outcome is RehabTarget.NONE and _by(facts.rehab_outcome_on, today):
        return None
    group = group_on(facts, today)
    if group is not None and group.group is Group.REHABILITATION:
        return None
    since = None if group is None else group.start
    return Finding("group_mismatch", Level.OVERDUE, "R8", since, params={"assessment": facts.assessment})


def assessment_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R23: the only way into group 2 is an assessment for one of the three."""
    if facts.assessment is not None and facts.assessment is not RehabTarget.NONE:
        return None
    group = _group_2(facts, today)
    return None if group is None else Finding("assessment_missing", Level.INFO, "R23", group.start)


def rehab_plan_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R9: in group 2 the caseworker sees to it that the preparatory part of the rehabilitation plan is begun."""
    if facts.rehab_plan_started_on is not None or (group := _group_2(facts, today)) is None:
        return None
    return Finding("rehab_plan_missing", Level.WARNING, "R9", group.start, params={"days": (today - group.start).days})


def rehab_team_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R10: the plan is begun, so the case goes to the rehabilitation team as soon as can be; no limit is given."""
    if facts.rehab_plan_started_on is None or facts.rehab_team_on is not None or facts.rehab_outcome is not None:
        return None
    if (group := _group_2(facts, today)) is None:
        return None
    return Finding("rehab_team_missing", Level.WARNING, "R10", group.start, params={"days": (today - group.start).days})


def rehab_team_early(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R10: the team comes after the plan was begun."""
    plan, team = facts.rehab_plan_started_on, facts.rehab_team_on
    if plan is None or team is None or team >= plan or _group_2(facts, today) is None:
        return None
    return Finding("rehab_team_early", Level.WARNING, "R10", team, params={"team": team, "plan": plan})


def rehab_outcome_missing(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R11: the team has had the case, so the municipality decides."""
    team = facts.rehab_team_on
    if team is None or team > today or facts.rehab_outcome is not None or _group_2(facts, today) is None:
        return None
    return Finding("rehab_outcome_missing", Level.WARNING, "R11", team, params={"days": (today - team).days})


def rehab_outcome_early(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R11: the decision rests on what the team recommends, so it comes after."""
    if facts.rehab_outcome is None or _group_2(facts, today) is None:
        return None
    team, decided = facts.rehab_team_on, facts.rehab_outcome_on
    if team is not None and (decided is None or decided >= team):
        return None
    return Finding("rehab_outcome_early", Level.WARNING, "R11", decided)


def rehab_refused(facts: Facts, _programme: "Programme", today: date) -> Finding | None:
    """R11, C22: none of the three was granted, so the citizen may return to group 1."""
    if facts.rehab_outcome is not RehabTarget.NONE or not _by(facts.rehab_outcome_on, today):
        return None
    if _group_2(facts, today) is None:
        return None
    return Finding("rehab_refused", Level.READY, "R11", facts.rehab_outcome_on)


def _group_2(facts: Facts, today: date) -> GroupSpan | None:
    group = group_on(facts, today)
    return group if group is not None and group.group is Group.REHABILITATION else None


def _by(day: date | None, today: date) -> bool:
    """Tell whether something has happened; without a date it has."""
    return day is None or day <= today

"""A citizen about whom the rules find nothing, to be changed one fact at a time."""

from datetime import date, timedelta
from typing import Any

from broker_tui.config.programmes import load_programmes
from broker_tui.domain.codes import (
    ContactMedium,
    CvWork,
    Group,
    InternshipPurpose,
    NetworkWish,
    PlacementKind,
    RehabTarget,
    Step,
)
from broker_tui.domain.facts import Approached, BrokerSpan, CvMark, Facts, GoalMark, GroupSpan, PlacementSpan, StepSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.rules import judge

PROGRAMMES = load_programmes()
FSM2, FSM3 = PROGRAMMES["fsm2"], PROGRAMMES["fsm3"]

TODAY = date(2026, 11, 18)
"""A Wednesday, in week 47."""

ENROLLED = date(2026, 10, 5)
"""A Monday, in week 41."""


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def facts(**changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen in group 1 and step 2 who was talked to yesterday; any field may be given."""
    plain = Facts(
        id="citizen",
        edition="fsm3",
        enrolled_on=ENROLLED,
        birth_date=date(1980, 3, 4),
        benefit="cash_benefit",
        network_wish=NetworkWish.NO,
        has_caseworker=True,
        groups=(GroupSpan(ENROLLED, None, Group.INTERVENTION),),
        brokers=(BrokerSpan(ENROLLED, None, "maja"),),
        steps=(StepSpan(ENROLLED, None, Step.TOWARDS_JOB),),
        talks=(ENROLLED,),
        talk_decided_group=True,
        last_contact_on=days_ago(1),
        last_contact_medium=ContactMedium.PHONE,
        last_reached_on=days_ago(1),
        last_reached_medium=ContactMedium.PHONE,
        has_resources=True,
        min_plan_broker_on=ENROLLED,
        cv=(CvMark(ENROLLED, CvWork.STARTED, with_broker=True),),
        goals=(GoalMark(ENROLLED, concrete=True),),
        approached=Approached(ENROLLED, ENROLLED, 1),
    )
    return plain._replace(**changes)


def group_2(**changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen in group 2 with everything in order; any field may be given."""
    in_order = {
        "groups": (GroupSpan(ENROLLED, None, Group.REHABILITATION),),
        "steps": (),
        "assessment": RehabTarget.FLEX_JOB,
        "rehab_plan_started_on": date(2026, 10, 12),
        "rehab_team_on": date(2026, 12, 1),
    }
    return facts(**{**in_order, **changes})


def agreement(start: date = ENROLLED, end: date | None = None, **changes: Any) -> PlacementSpan:  # noqa: ANN401
    """An internship with an agreement that lacks nothing, followed up yesterday; any field may be given."""
    whole = PlacementSpan(
        start,
        end,
        PlacementKind.INTERNSHIP,
        id="p",
        company="føtex",
        work_function="lager",
        agreed_on=start,
        plan_on=start,
        purpose=InternshipPurpose.PAID_HOURS,
        terms=True,
        contact=True,
        goal_told=True,
        why_not_paid_hours=True,
        min_plan_on=start,
        vitas_on=start,
        purpose_min_plan_on=start,
        purpose_vitas_on=start,
        followed_up_on=days_ago(1),
    )
    return whole._replace(**changes)


def placed(*spans: PlacementSpan, **changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen in step 3 with these placements; any field may be given."""
    steps = (StepSpan(ENROLLED, None, Step.COMPANY),)
    return facts(**{"steps": steps, "placements": spans or (agreement(),), **changes})


def found(given: Facts, edition: str = "fsm3", today: date = TODAY) -> dict[str, Finding]:
    """Return what the rules find, by code."""
    findings = judge(given, PROGRAMMES[edition], today)
    assert len({finding.code for finding in findings}) == len(findings)
    return {finding.code: finding for finding in findings}

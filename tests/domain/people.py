"""A citizen about whom the rules find nothing, to be changed one fact at a time."""

from datetime import date, timedelta
from typing import Any

from broker_tui.config.programmes import load_programmes
from broker_tui.domain.codes import ContactMedium, Group, NetworkWish, RehabTarget, Step
from broker_tui.domain.facts import BrokerSpan, Facts, GroupSpan, StepSpan
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


def found(given: Facts, edition: str = "fsm3", today: date = TODAY) -> dict[str, Finding]:
    """Return what the rules find, by code."""
    findings = judge(given, PROGRAMMES[edition], today)
    assert len({finding.code for finding in findings}) == len(findings)
    return {finding.code: finding for finding in findings}

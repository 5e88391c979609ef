"""Checks of entries before they are saved: what is refused, and what is said and saved all the same.

Each takes the record as it would be saved, the case it goes into and today, and returns `Checked`. The findings of
`domain.rules` speak of the same things once they are there.
"""

from broker_tui.domain.checks.agreement import check_agreement, check_follow_up, check_hours, check_interruption
from broker_tui.domain.checks.contact import check_contact, check_task, check_week_excuse
from broker_tui.domain.checks.course import check_assignment, check_job_goal, check_placement, check_span, check_step
from broker_tui.domain.checks.found import Checked
from broker_tui.domain.checks.person import check_citizen
from broker_tui.domain.checks.standing import (
    check_exemption,
    check_exit,
    check_group,
    check_marker,
    check_readiness,
    check_rehab,
    check_return,
    check_senior_pension,
    check_talk,
)
from broker_tui.domain.checks.step_up import (
    check_closing,
    check_delivery,
    check_pack,
    check_participant,
    check_step_up,
    check_step_up_min_plan,
)
from broker_tui.domain.checks.step_up_course import (
    Decisions,
    check_agreed_item,
    check_agreement_form,
    check_meeting,
    check_preparation_form,
)
from broker_tui.domain.checks.way import (
    check_approach,
    check_company,
    check_consent,
    check_cv,
    check_end_aftercare,
    check_min_plan_broker,
    check_parallel,
    check_searchable,
    check_self_support,
)

__all__ = [
    "Checked",
    "Decisions",
    "check_agreed_item",
    "check_agreement",
    "check_agreement_form",
    "check_approach",
    "check_assignment",
    "check_citizen",
    "check_closing",
    "check_company",
    "check_consent",
    "check_contact",
    "check_cv",
    "check_delivery",
    "check_end_aftercare",
    "check_exemption",
    "check_exit",
    "check_follow_up",
    "check_group",
    "check_hours",
    "check_interruption",
    "check_job_goal",
    "check_marker",
    "check_meeting",
    "check_min_plan_broker",
    "check_pack",
    "check_parallel",
    "check_participant",
    "check_placement",
    "check_preparation_form",
    "check_readiness",
    "check_rehab",
    "check_return",
    "check_searchable",
    "check_self_support",
    "check_senior_pension",
    "check_span",
    "check_step",
    "check_step_up",
    "check_step_up_min_plan",
    "check_talk",
    "check_task",
    "check_week_excuse",
]

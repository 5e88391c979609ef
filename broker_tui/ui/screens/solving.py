"""Where a finding is solved: the form that clears it, or the tab of the citizen's page where one sees what to do."""

from typing import TYPE_CHECKING, Final

from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp

FORMS: Final = {
    "weekly_contact": "contact",
    "no_broker": "broker_assign",
    "no_group": "group_assign",
    "network_not_asked": "network",
    "talk_missing": "talk",
    "marker_missing": "marker",
    "assessment_missing": "rehab",
    "rehab_plan_missing": "rehab",
    "rehab_team_missing": "rehab",
    "rehab_team_early": "rehab",
    "rehab_outcome_missing": "rehab",
    "rehab_outcome_early": "rehab",
    "senior_pension_slow": "senior_pension",
    "senior_pension_granted": "exit",
    "caseworker_missing": "citizen_change",
    "benefit_outside": "citizen_change",
}
"""The act whose form clears a finding."""

TABS: Final = {
    "task_overdue": "contacts",
    "task_due": "contacts",
    "step_1_long": "overview",
    "step_2_long": "overview",
}
"""The tab on which a finding without a form of its own is solved; `groups` for all others."""


def tab_of(finding: Finding) -> str:
    """Return the tab of the citizen's page that a finding belongs to."""
    return TABS.get(finding.code, "groups")


def go_and_solve(house: "BrokerApp", citizen_id: str, finding: Finding) -> None:
    """Open what clears a finding."""
    code = FORMS.get(finding.code)
    if code == "contact":
        house.log_contact(citizen_id)
    elif code is not None:
        house.open_form(code, citizen_id)
    else:
        house.open_citizen(citizen_id, tab_of(finding))

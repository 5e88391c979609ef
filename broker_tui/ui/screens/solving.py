"""Where a finding is solved: the form that clears it, or the tab of the citizen's page where one sees what to do."""

from typing import TYPE_CHECKING, Final

from broker_tui.domain.finding import Finding
from broker_tui.ui.screens import solving_step_up

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
    "step_1_ready": "close_step",
    "step_2_ready": "close_step",
    "step_3_ready": "close_step",
    "min_plan_broker_missing": "min_plan_broker",
    "cv_without_broker": "cv",
    "cv_not_updated": "cv",
    "approach_missing": "approach",
    "placement_missing": "placement",
    "contact_person_missing": "placement_change",
    "plan_missing": "placement_change",
    "purpose_missing": "placement_change",
    "why_not_paid_missing": "placement_change",
    "next_workplace_missing": "placement_change",
    "taster_purpose": "placement_change",
    "follow_up": "follow_up",
    "aftercare_consent_missing": "consent",
    "aftercare_contact": "contact",
    "aftercare_may_end": "end_aftercare",
}
"""The act whose form clears a finding."""

TABS: Final = {
    "task_overdue": "contacts",
    "task_due": "contacts",
    "step_1_long": "steps",
    "step_2_long": "steps",
    "min_plan_agreement_missing": "steps",
    "vitas_missing": "steps",
    "purpose_not_entered": "steps",
    "company_not_told": "steps",
    "searchable_without_job_sought": "placements",
    "placement_ended": "placements",
    "same_work_function": "placements",
    "self_support_ended": "placements",
}
"""The tab on which a finding without a form of its own is solved; `groups` for all others."""

ITEMS: Final = {
    "contact_person_missing": "contact_person",
    "plan_missing": "plan",
    "purpose_missing": "purpose",
    "why_not_paid_missing": "why_not_paid_hours",
    "follow_up": "follow_up",
    "min_plan_agreement_missing": "min_plan_agreement",
    "vitas_missing": "vitas",
    "purpose_not_entered": "purpose_",
    "company_not_told": "company_told",
}
"""What a finding about an agreement misses among the steps; the beginning of its name where there are several."""

_VALUES: Final[dict[str, dict[str, object]]] = {
    "cv_not_updated": {"work": "updated"},
    "aftercare_consent_missing": {"purpose": "aftercare"},
}


def tab_of(finding: Finding) -> str:
    """Return the tab of the citizen's page that a finding belongs to."""
    if solving_step_up.is_about_step_up(finding):
        return solving_step_up.TAB
    return TABS.get(finding.code, "groups")


def line_of(finding: Finding) -> str:
    """Return a part of the key of the line on which a finding is solved; empty where there is no such line."""
    return f":{ITEMS[finding.code]}" if finding.code in ITEMS else ""


def has_form(finding: Finding) -> bool:
    """Tell whether a form clears a finding, rather than a line on the citizen's page."""
    return finding.code in FORMS or solving_step_up.has_form(finding)


def spot_of(house: "BrokerApp", citizen_id: str, finding: Finding) -> tuple[str, str]:
    """Return the tab of the citizen's page where a finding is solved, and a part of the key of the line."""
    if solving_step_up.is_about_step_up(finding):
        return solving_step_up.TAB, solving_step_up.record_of(house, citizen_id, finding)
    return tab_of(finding), line_of(finding)


def go_and_solve(house: "BrokerApp", citizen_id: str, finding: Finding) -> None:
    """Open what clears a finding."""
    code = FORMS.get(finding.code)
    if solving_step_up.is_about_step_up(finding):
        solving_step_up.solve(house, citizen_id, finding)
    elif code == "contact":
        house.log_contact(citizen_id)
    elif code in {"placement_change", "follow_up"}:
        _solve_agreement(house, citizen_id, finding, code)
    elif code is not None:
        house.open_form(code, citizen_id, values=_VALUES.get(finding.code))
    else:
        house.open_citizen(citizen_id, *spot_of(house, citizen_id, finding))


def _solve_agreement(house: "BrokerApp", citizen_id: str, finding: Finding, code: str) -> None:
    """Open the form of the placement that a finding is about."""
    placement_id = _placement(house, citizen_id, finding)
    if placement_id is not None or code == "follow_up":
        house.open_form(code, citizen_id, placement_id)
    else:
        house.open_citizen(citizen_id, "placements")


def _placement(house: "BrokerApp", citizen_id: str, finding: Finding) -> str | None:
    """Return the placement that lacks what a finding names, or else the one that began last."""
    from broker_tui.casework.steps import progress_of
    from broker_tui.store.cases import read_case

    wanted = ITEMS.get(finding.code)
    items = (item for one in progress_of(house.desk, citizen_id) for part in one.elements for item in part.missing)
    named = next((item.placement_id for item in items if item.code == wanted and item.placement_id), None)
    if named is not None or finding.code == "follow_up":
        return named
    placements = read_case(house.desk.store, citizen_id).placements
    return max(placements, key=lambda one: (one.started_on, one.id)).id if placements else None

"""Where a finding about a step-up is solved: its form, with what it is about filled in, or the tab of step-up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from broker_tui.domain.facts_step_up import StepUpSpan
    from broker_tui.ui.app import BrokerApp

FORMS: Final = {
    "step_up_consent_missing": "consent",
    "step_up_preparation_missing": "preparation",
    "step_up_approval_missing": "preparation",
    "step_up_not_asked": "step_up_change",
    "step_up_participants_missing": "participant",
    "step_up_pack_missing": "pack",
    "step_up_meeting_missing": "meeting",
    "step_up_agreement_missing": "agreement",
    "step_up_min_plan_missing": "step_up_min_plan",
    "step_up_ready": "step_up_close",
    "step_up_marker_missing": "marker",
}
"""The act whose form clears a finding about the running step-up."""

ON_RECORD: Final = {
    "step_up_reason_missing": "participant_change",
    "step_up_meeting_unrecorded": "meeting_held",
    "step_up_without_citizen": "meeting_held",
    "step_up_decisions_missing": "meeting_held",
}
"""The act whose form clears a finding about one participant or meeting."""

TAB: Final = "step_up"
"""The tab where all else about a step-up is seen and ticked."""

ELSEWHERE: Final = frozenset({"step_up_marker_superfluous"})
"""What is solved among the markers, since no step-up runs."""


def is_about_step_up(finding: Finding) -> bool:
    """Tell whether a finding is solved on the tab of step-up."""
    return finding.code.startswith("step_up_") and finding.code not in ELSEWHERE


def solve(house: "BrokerApp", citizen_id: str, finding: Finding) -> None:
    """Open what clears a finding about a step-up."""
    code = ON_RECORD.get(finding.code)
    record_id = None if code is None else _record(house, citizen_id, finding.code)
    if code is not None and record_id is not None:
        house.open_form(code, citizen_id, record_id)
    elif finding.code in FORMS:
        house.open_form(FORMS[finding.code], citizen_id, values=_values(finding))
    else:
        house.open_citizen(citizen_id, TAB)


def _values(finding: Finding) -> Mapping[str, object] | None:
    if finding.code == "step_up_consent_missing":
        return {"purpose": "step_up"}
    if finding.code == "step_up_marker_missing":
        return {"marker": "step_up"}
    roles = finding.params.get("roles")
    if finding.code == "step_up_participants_missing" and isinstance(roles, tuple):
        return {"role": str(roles[0])}
    return None


def _record(house: "BrokerApp", citizen_id: str, code: str) -> str | None:
    """Return the participant or meeting that a finding is about."""
    from broker_tui.domain.step_up_needs import held_meetings, running_step_up, unrecorded_meeting, without_reason
    from broker_tui.store.facts import read_facts

    today = house.desk.today
    facts = next(read_facts(house.desk.store, today, [citizen_id]), None)
    span: StepUpSpan | None = None if facts is None else running_step_up(facts, today)
    if span is None:
        return None
    held = held_meetings(span, today)
    if code == "step_up_reason_missing":
        return next((one.id for one in without_reason(span)), None)
    if code == "step_up_without_citizen":
        return next((one.id for one in held if not one.citizen_present), None)
    if code == "step_up_meeting_unrecorded":
        meeting = unrecorded_meeting(span, today)
        return None if meeting is None else meeting.id
    return held[-1].id if held else None

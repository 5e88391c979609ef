"""Where a finding about a step-up is solved: its form, with what it is about filled in, or the tab of step-up."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from broker_tui.domain import step_up_needs as needs
from broker_tui.domain.codes_step_up import AgreedKind
from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from datetime import date

    from broker_tui.domain.facts import Facts
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


def has_form(finding: Finding) -> bool:
    """Tell whether a form clears a finding about a step-up, rather than a line of its tab."""
    return finding.code in FORMS or finding.code in ON_RECORD


def solve(house: "BrokerApp", citizen_id: str, finding: Finding) -> None:
    """Open what clears a finding about a step-up."""
    if finding.code in FORMS:
        house.open_form(FORMS[finding.code], citizen_id, values=_values(finding))
        return
    record_id = record_of(house, citizen_id, finding)
    if finding.code in ON_RECORD and record_id:
        house.open_form(ON_RECORD[finding.code], citizen_id, record_id)
    else:
        house.open_citizen(citizen_id, TAB, record_id)


def _values(finding: Finding) -> Mapping[str, object] | None:
    if finding.code == "step_up_consent_missing":
        return {"purpose": "step_up"}
    if finding.code == "step_up_marker_missing":
        return {"marker": "step_up"}
    roles = finding.params.get("roles")
    if finding.code == "step_up_participants_missing" and isinstance(roles, tuple):
        return {"role": str(roles[0])}
    return None


def record_of(house: "BrokerApp", citizen_id: str, finding: Finding) -> str:
    """Return the participant, meeting or thing agreed that a finding is about; empty where it is about none."""
    from broker_tui.store.facts import read_facts

    today = house.desk.today
    facts = next(read_facts(house.desk.store, today, [citizen_id]), None)
    span = None if facts is None else needs.running_step_up(facts, today)
    if facts is None or span is None:
        return ""
    return next(_concerned(finding.code, facts, span, today), "")


def _concerned(code: str, facts: "Facts", span: "StepUpSpan", today: "date") -> "Iterator[str]":
    """Yield the records that a finding is about, the one to look at first before the others."""
    held = needs.held_meetings(span, today)
    agreed = sorted(needs.open_items(span.items, today), key=lambda item: item.follow_up_on or item.agreed_on)
    if code == "step_up_reason_missing":
        yield from (one.id for one in needs.without_reason(span))
    elif code == "step_up_superfluous":
        yield from (one.id for one in needs.superfluous_ones(span, facts.is_provider))
    elif code == "step_up_without_citizen":
        yield from (one.id for one in held if not one.citizen_present)
    elif code == "step_up_meeting":
        yield from (one.id for one in (needs.next_meeting(span, today),) if one is not None)
    elif code == "step_up_meeting_unrecorded":
        yield from (one.id for one in (needs.unrecorded_meeting(span, today),) if one is not None)
    elif code == "step_up_decisions_missing":
        yield from (one.id for one in held[-1:])
    elif code == "step_up_follow_up":
        yield from (item.id for item in agreed if item.follow_up_on is not None)
    elif code == "step_up_measure_waiting":
        yield from (item.id for item in agreed if item.kind is AgreedKind.MEASURE and needs.is_waiting(item, today))
    elif code == "step_up_considerations":
        yield from (item.id for item in agreed if item.kind is AgreedKind.CONSIDERATION)

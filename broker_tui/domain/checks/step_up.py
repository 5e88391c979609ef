"""Checks of a step-up: what lets it begin, who takes part, how the material reached them (R150-R173, R185)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.case import facts_of
from broker_tui.domain.checks.found import Checked, Found, overlapping
from broker_tui.domain.codes_step_up import FormKind, PackItem, ParticipantRole
from broker_tui.domain.step_up_facts import ALWAYS_SENT, newest
from broker_tui.domain.step_up_needs import (
    ALWAYS_THERE,
    Challenges,
    consent_on,
    has_agreement,
    held_meetings,
    in_min_plan,
    may_start,
    open_items,
    reason_of,
    superfluous,
)

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.facts_step_up import StepUpSpan
    from broker_tui.domain.programme import Programme
    from broker_tui.domain.step_up import Participant, StepUp

_ONE_EACH: Final = (*ALWAYS_THERE, ParticipantRole.HEALTH, ParticipantRole.FAMILY)


def check_step_up(step_up: "StepUp", case: "Case", programme: "Programme", today: date) -> Checked:
    """R150-R153, R167: both conditions hold, in the citizen's own words; a new one may begin on its day (R152)."""
    found = Found()
    found.not_future("started_on", step_up.started_on, today)
    running = False
    if any(other.id == step_up.id for other in case.step_ups):
        found.not_future("ended_on", step_up.ended_on, today)
        found.span(step_up)
    elif step_up.started_on <= today:
        day = step_up.started_on
        for problem in may_start(_facts(case, day), programme, day):
            found.refuse("started_on", problem.code, **problem.params)
            running = running or problem.code == "step_up_running"
    other = overlapping(step_up, case.step_ups)
    if other is not None and not running:
        found.refuse("started_on", "overlaps", started=other.started_on, ended=other.ended_on)
    _conditions(step_up, found)
    return found.done()


def check_step_up_min_plan(step_up: "StepUp", case: "Case", today: date) -> Checked:
    """R177: what stands in Min Plan is what the agreement says."""
    found = Found()
    found.not_future("min_plan_on", step_up.min_plan_on, today)
    if step_up.min_plan_on is not None and newest(case, step_up.id, FormKind.AGREEMENT, today) is None:
        found.warn("min_plan_on", "min_plan_without_agreement")
    return found.done()


def _conditions(step_up: "StepUp", found: Found) -> None:
    """R150: the model was tried, the match drags on for health or family, and cooperation does not suffice (C4)."""
    if not step_up.main_model_tried:
        found.refuse("main_model_tried", "main_model_not_tried")
    if not step_up.match_delayed_reason:
        found.refuse("match_delayed_reason", "match_delayed_reason_missing")
    if not (step_up.challenge_health or step_up.challenge_family):
        found.refuse("challenge_health", "challenge_missing")
    if not step_up.citizen_view:
        found.refuse("citizen_view", "citizen_view_missing")
    if not step_up.cooperation_insufficient:
        found.refuse("cooperation_insufficient", "cooperation_suffices")
    if not step_up.cooperation_reason:
        found.refuse("cooperation_reason", "cooperation_reason_missing")


def check_closing(step_up: "StepUp", case: "Case", today: date) -> Checked:
    """R186, C13: the broker says when a step-up ends; what is still open is said, and closes with it."""
    found = Found()
    found.not_future("ended_on", step_up.ended_on, today)
    found.span(step_up)
    day = min(step_up.ended_on or today, today)
    facts = _facts(case, day)
    span = span_of(facts, step_up.id)
    if span is None:
        return found.done()
    answer = consent_on(facts, span, day)
    stopped = answer.on is not None and not answer.given
    if not has_agreement(span, day) and not stopped:
        met = bool(held_meetings(span, day))
        found.warn("ended_on", "step_up_without_agreement" if met else "step_up_without_meeting")
    elif has_agreement(span, day) and not in_min_plan(span, day):
        found.warn("ended_on", "step_up_not_in_min_plan")
    still_open = sum(1 for _ in open_items(span.items, day))
    if still_open:
        found.warn("ended_on", "step_up_items_open", n=still_open)
    return found.done()


def check_participant(participant: "Participant", case: "Case", _today: date) -> Checked:
    """R168-R173: each of the three once, the rest for a reason, and nobody whom nothing asks for (R170)."""
    found = Found()
    step_up = next((one for one in case.step_ups if one.id == participant.step_up_id), None)
    if step_up is None:
        found.refuse("", "step_up_unknown")
        return found.done()
    role, reason = participant.role, reason_of(participant.role, participant.reason)
    if reason is None:
        found.refuse("reason", "participant_needs_reason")
    challenges = Challenges(step_up.challenge_health, step_up.challenge_family, step_up.network_wanted)
    if superfluous(role, participant.reason, challenges, case.citizen.is_provider):
        found.warn("role", "participant_superfluous")
    if role is ParticipantRole.NETWORK and step_up.network_wanted is None:
        found.warn("role", "network_not_asked_yet")
    others = [one for one in case.participants if one.step_up_id == step_up.id and one.id != participant.id]
    if role in _ONE_EACH and any(one.role is role for one in others):
        if role is ParticipantRole.CITIZEN:
            found.refuse("role", "citizen_twice")
        else:
            found.warn("role", "role_twice")
    if role is not ParticipantRole.CITIZEN and not (participant.name or participant.organisation):
        found.warn("name", "participant_unnamed")
    return found.done()


def check_delivery(participant: "Participant", case: "Case", today: date) -> Checked:
    """R157-R162, R185: what reached a participant, how and when: after the consent, before the meeting."""
    found = Found()
    on = participant.delivered_on
    if on is None:
        if participant.received:
            found.refuse("delivered_on", "delivery_date_missing")
        return found.done()
    found.not_future("delivered_on", on, today)
    if participant.channel is None:
        found.refuse("channel", "channel_missing")
    if not set(participant.received) >= ALWAYS_SENT:
        found.warn("received", "pack_incomplete")
    if on > today:
        return found.done()
    facts = _facts(case, on)
    span = span_of(facts, participant.step_up_id)
    if span is None:
        found.refuse("", "step_up_unknown")
        return found.done()
    if participant.role is not ParticipantRole.CITIZEN and not consent_on(facts, span, on).given:
        found.refuse("delivered_on", "consent_needed")
    if PackItem.PREPARATION in participant.received and span.prepared_on is None:
        found.warn("received", "preparation_not_saved")
    meetings = [meeting.on for meeting in span.meetings if meeting.held is not False]
    if meetings and max(meetings) <= on:
        found.warn("delivered_on", "delivered_after_meeting", meeting=max(meetings))
    return found.done()


def check_pack(participants: "Iterable[Participant]", case: "Case", today: date) -> Checked:
    """R157, R185: the material handed to several at once; what is wrong with more than one of them is said once."""
    checked = [check_delivery(participant, case, today) for participant in participants]
    refused = {(p.field, p.code): p for one in checked for p in one.refused}
    warned = {(p.field, p.code): p for one in checked for p in one.warned}
    return Checked(tuple(refused.values()), tuple(warned.values()))


def span_of(facts: "Facts", step_up_id: str) -> "StepUpSpan | None":
    """Return what the rules read about one step-up."""
    return next((span for span in facts.step_ups if span.id == step_up_id), None)


def _facts(case: "Case", day: date) -> "Facts":
    """Return the facts of a case that is looked at by itself, where the store's id means nothing."""
    return facts_of(case, day, citizen_id="")

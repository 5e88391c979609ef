"""What each phase of a step-up asks for, by whom, and whether it is there (R156-R186).

What the caseworker is responsible for, a broker with authority is responsible for herself (R66).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import Marker, Owner, Weight
from broker_tui.domain.codes_step_up import AgreedKind, ParticipantRole
from broker_tui.domain.facts import Facts
from broker_tui.domain.facts_step_up import AgreedMark, StepUpSpan
from broker_tui.domain.finding import NO_PARAMS
from broker_tui.domain.needs import registrar
from broker_tui.domain.step_up_needs import (
    consent_on,
    has_agreement,
    has_pack,
    held_meetings,
    in_min_plan,
    is_approved,
    is_decided,
    is_prepared,
    is_waiting,
    next_meeting,
    reason_of,
    required_roles,
    rule_of,
    unrecorded_meeting,
)

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

_RULES: Final = {AgreedKind.CONSIDERATION: "R180", AgreedKind.MEASURE: "R181"}


class StepUpItem(NamedTuple):
    """One thing that a step-up asks for.

    Attributes:
        code: names it; the catalogue holds `step_up.need.<code>`.
        rule: the rule that asks for it.
        owner: who owes it.
        weight: whether it holds up the closing of the step-up.
        done: whether it is there.
        on: since when it is there, or planned for, where a day is known.
        since: since when it is owed, None when it is there or its turn has not come.
        target_id: the participant, meeting or agreed item it belongs to.
        params: values for the words: the role of a participant, the days a measure has waited.
    """

    code: str
    rule: str
    owner: Owner
    weight: Weight
    done: bool
    on: date | None = None
    since: date | None = None
    target_id: str | None = None
    params: Mapping[str, object] = NO_PARAMS


def _need(
    code: str,
    rule: str,
    owner: Owner,
    *,
    done: bool,
    weight: Weight = Weight.REQUIRED,
    on: date | None = None,
    since: date | None = None,
    target: str | None = None,
    params: Mapping[str, object] = NO_PARAMS,
) -> StepUpItem:
    return StepUpItem(code, rule, owner, weight, done, on, None if done else since, target, params)


def preparation(facts: Facts, span: StepUpSpan, programme: "Programme", day: date) -> Iterator[StepUpItem]:
    """Yield what belongs to A: consent, form and approval, participants, their material (R157-R173, R185)."""
    # Once they have met, what was not prepared can no longer be made good; it holds nothing up.
    met = bool(held_meetings(span, day)) and next_meeting(span, day) is None
    weight, start = Weight.REMINDER if met else Weight.REQUIRED, span.start
    answer = consent_on(facts, span, day)
    yield _need(
        "consent", "R159", Owner.CITIZEN, done=answer.given, on=answer.on if answer.given else None, since=start
    )
    if span.family:
        known = facts.is_provider is not None
        yield _need("provider_known", "R172", Owner.BROKER, done=known, weight=weight, since=start)
    asked = span.network_wanted is not None
    yield _need("network_asked", "R173", Owner.BROKER, done=asked, weight=weight, since=start)
    prepared = is_prepared(span, day)
    yield _need(
        "preparation",
        "R160",
        Owner.CITIZEN,
        done=prepared,
        weight=weight,
        on=span.prepared_on if prepared else None,
        since=start,
    )
    approved = is_approved(span, day)
    on = span.approved_on if approved else None
    since = span.prepared_on if prepared else None
    yield _need("approval", "R160", Owner.CITIZEN, done=approved, weight=weight, on=on, since=since)
    yield from _participants(facts, span, weight)
    yield from _pack(facts, span, weight, day)
    marked = any(
        one.marker is Marker.STEP_UP and one.start <= day and (one.end is None or one.end >= day)
        for one in facts.markers
    )
    strength = Weight.REMINDER if programme.markers_are_must else Weight.ADVISED
    yield _need("marker", "R186", registrar(facts, day), done=marked, weight=strength, since=start)


def _participants(facts: Facts, span: StepUpSpan, weight: Weight) -> Iterator[StepUpItem]:
    roles = required_roles(span, facts.is_provider)
    for role in roles:
        held = next((one.id for one in span.participants if one.role is role), None)
        params = {"role": role}
        yield _need(
            "participant",
            rule_of(role),
            Owner.BROKER,
            done=held is not None,
            weight=weight,
            since=span.start,
            target=held,
            params=params,
        )
    for one in span.participants:
        if one.role not in roles:
            known = reason_of(one.role, one.reason) is not None
            yield _need(
                "reason",
                "R169",
                Owner.BROKER,
                done=known,
                weight=weight,
                since=span.start,
                target=one.id,
                params={"role": one.role},
            )


def _pack(facts: Facts, span: StepUpSpan, weight: Weight, day: date) -> Iterator[StepUpItem]:
    meeting = next_meeting(span, day)
    before = None if meeting is None else meeting.on
    for one in span.participants:
        sent = has_pack(one, before, day)
        yield _need(
            "pack",
            "R185" if one.role is ParticipantRole.HEALTH else "R162",
            registrar(facts, day),
            done=sent,
            weight=weight,
            on=one.delivered_on if sent else None,
            since=span.approved_on if is_approved(span, day) else None,
            target=one.id,
            params={"role": one.role},
        )


def meetings(span: StepUpSpan, day: date) -> Iterator[StepUpItem]:
    """Yield what belongs to B: one meeting or two, the citizen in both, and the three answers (R163-R166)."""
    held, ahead = held_meetings(span, day), next_meeting(span, day)
    # One that has passed without a word was planned all the same; whether it was held is what is missing.
    planned = unrecorded_meeting(span, day) or ahead
    first = held[0] if held else planned
    last = held[-1] if held else planned
    yield _need(
        "meeting_planned",
        "R163",
        Owner.BROKER,
        done=first is not None,
        on=None if first is None else first.on,
        since=span.approved_on if is_approved(span, day) else None,
        target=None if first is None else first.id,
    )
    yield _need(
        "meeting_held",
        "R156",
        Owner.BROKER,
        done=bool(held),
        on=held[-1].on if held else None,
        since=None if planned is None else planned.on,
        target=None if last is None else last.id,
    )
    for meeting in held:
        if not meeting.citizen_present:
            yield _need("citizen_present", "R166", Owner.BROKER, done=False, since=meeting.on, target=meeting.id)
    yield _need(
        "decisions",
        "R164",
        Owner.BROKER,
        done=is_decided(span, day),
        since=held[-1].on if held else None,
        target=None if last is None else last.id,
    )
    if held and planned is not None:
        yield _need("second_meeting", "R163", Owner.BROKER, done=False, since=planned.on, target=planned.id)


def agreement(facts: Facts, span: StepUpSpan, day: date) -> Iterator[StepUpItem]:
    """Yield what belongs to C: the agreement, and that it stands in Min Plan (R176-R178)."""
    held, agreed = held_meetings(span, day), has_agreement(span, day)
    yield _need(
        "agreement",
        "R176",
        registrar(facts, day),
        done=agreed,
        on=span.agreement_on if agreed else None,
        since=held[-1].on if held else None,
    )
    entered = in_min_plan(span, day)
    on, since = span.min_plan_on if entered else None, span.agreement_on if agreed else None
    yield _need("min_plan", "R177", registrar(facts, day), done=entered, on=on, since=since)


def follow_up(facts: Facts, span: StepUpSpan, day: date) -> Iterator[StepUpItem]:
    """Yield what belongs to After C: what was agreed, measure by measure (R176, R180, R181)."""
    for item in _by_kind(span.items):
        done = item.done_on is not None and item.done_on <= day
        if item.kind is AgreedKind.MEASURE:
            waits = is_waiting(item, day)
            yield _need(
                "measure_started",
                "R181",
                registrar(facts, day),
                done=not waits,
                on=None if waits else item.started_on or item.done_on,
                since=item.agreed_on,
                target=item.id,
                params={"days": (day - item.agreed_on).days},
            )
        yield _need(
            item.kind.value,
            _RULES.get(item.kind, "R176"),
            registrar(facts, day) if item.kind is AgreedKind.MEASURE else Owner.BROKER,
            done=done,
            on=item.done_on if done else None,
            since=item.follow_up_on or item.agreed_on,
            target=item.id,
            params={"due": item.follow_up_on},
        )


def _by_kind(items: Iterable[AgreedMark]) -> list[AgreedMark]:
    order = list(AgreedKind)
    return sorted(items, key=lambda item: (order.index(item.kind), item.agreed_on, item.id))

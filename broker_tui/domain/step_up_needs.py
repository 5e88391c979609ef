"""Step-up as pure questions: who takes part and why, who lacks the material, which meeting is next (R150-R185).

Few take part: nobody is ever suggested beyond those whom the citizen's own challenges ask for (R170).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from broker_tui.domain.codes import ConsentPurpose, Step
from broker_tui.domain.codes_step_up import ParticipantReason, ParticipantRole, WhyThere
from broker_tui.domain.facts import Facts
from broker_tui.domain.facts_step_up import AgreedMark, MeetingMark, ParticipantMark, StepUpSpan
from broker_tui.domain.finding import Problem
from broker_tui.domain.status import in_group_1, in_programme, step_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

ALWAYS_THERE: Final = (ParticipantRole.CITIZEN, ParticipantRole.CASEWORKER, ParticipantRole.BROKER)
"""Who takes part in every meeting; one person may hold two of these roles (R66, R168)."""

MEETINGS_MAX: Final = 2
"""How many meetings a step-up has (R163)."""

_STEPS: Final = (Step.TOWARDS_JOB, Step.COMPANY)
_STEP_UP: Final = ConsentPurpose.STEP_UP
_HEALTH, _FAMILY, _NETWORK = ParticipantRole.HEALTH, ParticipantRole.FAMILY, ParticipantRole.NETWORK
_RULES: Final = {_HEALTH: "R171", _FAMILY: "R172", ParticipantRole.TEACHER: "R172", _NETWORK: "R173"}
_OWN_REASON: Final = {
    _HEALTH: ParticipantReason.HEALTH,
    _FAMILY: ParticipantReason.FAMILY,
    ParticipantRole.TEACHER: ParticipantReason.FAMILY,
    _NETWORK: ParticipantReason.NETWORK,
}


class Experienced(Protocol):
    """What the citizen feels stands in the way, and whether she wants her network there; None while not asked."""

    @property
    def health(self) -> bool:
        """Her health stands in the way."""

    @property
    def family(self) -> bool:
        """Her family's situation does."""

    @property
    def network_wanted(self) -> bool | None:
        """Whether someone of her network is to be there."""


class Challenges(NamedTuple):
    """What is experienced, as a form holds it before it is saved."""

    health: bool
    family: bool
    network_wanted: bool | None = None


class Answer(NamedTuple):
    """The citizen's last answer on sharing her case in this step-up (R159); no answer while `on` is None."""

    on: date | None = None
    refused: bool = False
    withdrawn_on: date | None = None

    @property
    def given(self) -> bool:
        """Whether there is a consent that holds."""
        return self.on is not None and not self.refused and self.withdrawn_on is None


def required_roles(span: Experienced, is_provider: bool | None) -> tuple[ParticipantRole, ...]:
    """Return who has to take part: the three of R168, and those whom her challenges and wishes ask for (R171-R173).

    A challenge about the family asks for somebody only when she is a provider (C12).
    """
    roles = list(ALWAYS_THERE)
    if span.health:
        roles.append(_HEALTH)
    if span.family and is_provider:
        roles.append(_FAMILY)
    if span.network_wanted:
        roles.append(_NETWORK)
    return tuple(roles)


def why_there(role: ParticipantRole, span: Experienced, is_provider: bool | None) -> WhyThere:
    """Return why somebody with a role takes part, or that nobody needs them (R168-R173, C12)."""
    if role in ALWAYS_THERE:
        return WhyThere.ALWAYS
    if role is _HEALTH:
        return WhyThere.HEALTH if span.health else WhyThere.NOBODY_NEEDS
    if role is _NETWORK:
        if span.network_wanted is None:
            return WhyThere.NETWORK_NOT_ASKED
        return WhyThere.NETWORK if span.network_wanted else WhyThere.NOBODY_NEEDS
    if role is ParticipantRole.OTHER:
        return WhyThere.OTHER
    if not span.family:
        return WhyThere.NOBODY_NEEDS
    return WhyThere.FAMILY if role is _FAMILY and is_provider else WhyThere.FAMILY_OPTIONAL


def rule_of(role: ParticipantRole) -> str:
    """Return the rule behind a role."""
    return "R168" if role in ALWAYS_THERE else _RULES.get(role, "R169")


def reason_of(role: ParticipantRole, reason: ParticipantReason | None) -> ParticipantReason | None:
    """Return why a participant is there: what was written down, or what the role says by itself (R169).

    Only the three of R168 are there because they have to be; another person needs a reason of their own.
    """
    if role in ALWAYS_THERE:
        return ParticipantReason.REQUIRED
    return _OWN_REASON.get(role) if reason in {None, ParticipantReason.REQUIRED} else reason


def superfluous(
    role: ParticipantRole,
    reason: ParticipantReason | None,
    span: Experienced,
    is_provider: bool | None,
) -> bool:
    """Tell whether nothing that she experiences or wishes asks for a participant (R170)."""
    if reason is ParticipantReason.OTHER_EFFORT:
        return False
    if why_there(role, span, is_provider) is WhyThere.NOBODY_NEEDS:
        return True
    if role is not ParticipantRole.OTHER:
        return False
    return (
        (reason is ParticipantReason.HEALTH and not span.health)
        or (reason is ParticipantReason.FAMILY and not span.family)
        or (reason is ParticipantReason.NETWORK and span.network_wanted is False)
    )


def may_start(facts: Facts, programme: "Programme", day: date) -> list[Problem]:
    """Return what forbids a step-up to begin on a day, as known then; nothing here ever speaks for one (R152).

    R152: the right match is always tried first, so never in step 1 and not before a company was approached (R93).
    """
    problems: list[Problem] = []
    if not in_programme(facts, day) or not in_group_1(facts, programme, day):
        problems.append(Problem("", "step_up_outside_group_1"))
    step = step_on(facts, day)
    if step is None or step.step not in _STEPS:
        problems.append(Problem("", "step_up_wrong_step"))
    if facts.approached is None or facts.approached.first_on > day:
        problems.append(Problem("", "step_up_without_attempt"))
    running = running_step_up(facts, day)
    if running is not None:
        problems.append(Problem("", "step_up_running", {"started": running.start}))
    return problems


def running_step_up(facts: Facts, day: date) -> StepUpSpan | None:
    """Return the step-up that runs on a day; of two at once, which only mistakes make, the one that began last."""
    for span in reversed(facts.step_ups):
        if span.start <= day and (span.end is None or span.end >= day):
            return span
    return None


def shown_step_up(facts: Facts, day: date) -> StepUpSpan | None:
    """Return the running step-up, or else the latest there has been, None when there was none."""
    running = running_step_up(facts, day)
    return running or next((span for span in reversed(facts.step_ups) if span.start <= day), None)


def consent_on(facts: Facts, span: StepUpSpan, day: date) -> Answer:
    """Return the last answer about this step-up; one given for an earlier step-up does not hold for it (R159)."""
    since = date.min
    if len(facts.step_ups) > 1:
        since = max((one.end for one in facts.step_ups if one.end is not None and one.end < span.start), default=since)
    for mark in reversed(facts.consents):
        if mark.purpose is _STEP_UP and since < mark.on <= day:
            gone = mark.withdrawn_on if mark.withdrawn_on is not None and mark.withdrawn_on <= day else None
            return Answer(mark.on, mark.refused, gone)
    return Answer()


def missing_roles(span: StepUpSpan, is_provider: bool | None) -> tuple[ParticipantRole, ...]:
    """Return the roles that have to be there and that nobody holds (R168, R171-R173)."""
    there = {participant.role for participant in span.participants}
    return tuple(role for role in required_roles(span, is_provider) if role not in there)


def without_reason(span: StepUpSpan) -> tuple[ParticipantMark, ...]:
    """Return the participants of whom nobody has said why they are there (R169)."""
    return tuple(one for one in span.participants if reason_of(one.role, one.reason) is None)


def superfluous_ones(span: StepUpSpan, is_provider: bool | None) -> tuple[ParticipantMark, ...]:
    """Return the participants whom nothing asks for (R170)."""
    return tuple(one for one in span.participants if superfluous(one.role, one.reason, span, is_provider))


def held_meetings(span: StepUpSpan, day: date) -> tuple[MeetingMark, ...]:
    """Return the meetings that were held by a day."""
    return tuple(meeting for meeting in span.meetings if meeting.held and meeting.on <= day)


def next_meeting(span: StepUpSpan, day: date) -> MeetingMark | None:
    """Return the next meeting that is planned for a day or later."""
    return next((meeting for meeting in span.meetings if meeting.held is None and meeting.on >= day), None)


def unrecorded_meeting(span: StepUpSpan, day: date) -> MeetingMark | None:
    """Return a planned meeting whose day has passed without a word on whether it was held."""
    return next((meeting for meeting in span.meetings if meeting.held is None and meeting.on < day), None)


def has_pack(participant: ParticipantMark, before: date | None, day: date) -> bool:
    """Tell whether the whole material has reached a participant by a day, and before the meeting (R157, R162, R185)."""
    on = participant.delivered_on
    return participant.has_all and on is not None and on <= day and (before is None or on < before)


def without_pack(span: StepUpSpan, day: date) -> tuple[ParticipantMark, ...]:
    """Return the participants who lack the material for the next meeting, or at all where none is planned (R157)."""
    meeting = next_meeting(span, day)
    before = None if meeting is None else meeting.on
    return tuple(one for one in span.participants if not has_pack(one, before, day))


def is_decided(span: StepUpSpan, day: date) -> bool:
    """Tell whether the three answers of R164 are there: in a meeting, or else in the agreement, which asks for them."""
    return has_agreement(span, day) or any(meeting.decided for meeting in held_meetings(span, day))


def has_agreement(span: StepUpSpan, day: date) -> bool:
    """Tell whether there is an agreement (R176)."""
    return _by(span.agreement_on, day)


def is_prepared(span: StepUpSpan, day: date) -> bool:
    """Tell whether the preparation form was filled in (R160)."""
    return _by(span.prepared_on, day)


def is_approved(span: StepUpSpan, day: date) -> bool:
    """Tell whether the citizen has approved the newest preparation form (C24)."""
    return is_prepared(span, day) and _by(span.approved_on, day)


def in_min_plan(span: StepUpSpan, day: date) -> bool:
    """Tell whether the agreements stand in Min Plan (R177)."""
    return _by(span.min_plan_on, day)


def open_items(items: Iterable[AgreedMark], day: date) -> Iterator[AgreedMark]:
    """Yield what was agreed by a day and is not done."""
    return (item for item in items if item.agreed_on <= day and not _by(item.done_on, day))


def is_waiting(item: AgreedMark, day: date) -> bool:
    """Tell whether something agreed was not started by a day (R181)."""
    return not _by(item.started_on, day) and not _by(item.done_on, day)


def _by(on: date | None, day: date) -> bool:
    return on is not None and on <= day

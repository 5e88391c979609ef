"""A step-up about which the rules find nothing, at each of its phases, to be changed one fact at a time."""

from datetime import date
from typing import Any

from broker_tui.domain.codes import ConsentPurpose
from broker_tui.domain.codes_step_up import AgreedKind, ParticipantReason, ParticipantRole
from broker_tui.domain.facts import ConsentMark, Facts
from broker_tui.domain.facts_step_up import AgreedMark, MeetingMark, ParticipantMark, StepUpSpan
from tests.domain.people import TODAY, days_ago, facts

STARTED = days_ago(20)
DELIVERED = days_ago(9)
NEXT_WEEK = days_ago(-7)
HELD = days_ago(6)
AGREED = days_ago(5)
GIVEN = (ConsentMark(STARTED, ConsentPurpose.STEP_UP, refused=False, withdrawn_on=None),)
CITIZEN, CASEWORKER, BROKER = ParticipantRole.CITIZEN, ParticipantRole.CASEWORKER, ParticipantRole.BROKER
HEALTH, FAMILY, NETWORK = ParticipantRole.HEALTH, ParticipantRole.FAMILY, ParticipantRole.NETWORK


def participant(
    role: ParticipantRole,
    reason: ParticipantReason | None = None,
    delivered: date | None = DELIVERED,
    *,
    has_all: bool = True,
    id_: str = "",
) -> ParticipantMark:
    return ParticipantMark(id_ or role.value, role, reason, delivered, has_all and delivered is not None)


EVERYONE = tuple(participant(role) for role in (BROKER, CASEWORKER, CITIZEN, HEALTH))


def unsent() -> tuple[ParticipantMark, ...]:
    return tuple(one._replace(delivered_on=None, has_all=False) for one in EVERYONE)


def meeting(on: date, *, held: bool | None = None, present: bool = True, decided: bool = True) -> MeetingMark:
    return MeetingMark(on, f"m{on}", held, held is True and present, held is True and decided)


def item(kind: AgreedKind, **changes: Any) -> AgreedMark:  # noqa: ANN401
    return AgreedMark(AGREED, kind.value, kind, None, None, None)._replace(**changes)


def span(**changes: Any) -> StepUpSpan:  # noqa: ANN401
    """A step-up of a citizen with a challenge of health, prepared, to meet next week; any field may be given."""
    whole = StepUpSpan(
        STARTED,
        None,
        "s",
        health=True,
        family=False,
        network_wanted=False,
        prepared_on=days_ago(18),
        approved_on=days_ago(17),
        agreement_on=None,
        min_plan_on=None,
        participants=EVERYONE,
        meetings=(meeting(NEXT_WEEK),),
    )
    return whole._replace(**changes)


def with_span(one: StepUpSpan, **changes: Any) -> Facts:  # noqa: ANN401
    return facts(**{"step_ups": (one,), "consents": GIVEN, **changes})


def prepared(**changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen whose step-up is prepared, to meet next week."""
    return with_span(span(**changes))


def begun(**changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen whose step-up is prepared and has no meeting yet."""
    return prepared(**{"meetings": (), **changes})


def met(**changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen who has met all of them, with the three answers, and with nothing agreed yet."""
    return prepared(**{"meetings": (meeting(HELD, held=True),), **changes})


def agreed(*items: AgreedMark, **changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen with an agreement that stands in Min Plan."""
    return met(**{"agreement_on": AGREED, "min_plan_on": TODAY, "items": items, **changes})

"""What the rules read about a step-up; `domain.facts` carries it."""

from datetime import date
from typing import NamedTuple

from broker_tui.domain.codes_step_up import AgreedKind, ParticipantReason, ParticipantRole


class ParticipantMark(NamedTuple):
    """Someone in a step-up; `has_all` when all that always belongs to the material has reached them (R162, R185)."""

    id: str
    role: ParticipantRole
    reason: ParticipantReason | None
    delivered_on: date | None
    has_all: bool


class MeetingMark(NamedTuple):
    """A meeting of a step-up; `decided` when the three answers of R164 are there."""

    on: date
    id: str
    held: bool | None
    citizen_present: bool
    decided: bool


class AgreedMark(NamedTuple):
    """One thing agreed in a step-up and still part of the agreement."""

    agreed_on: date
    id: str
    kind: AgreedKind
    follow_up_on: date | None
    started_on: date | None
    done_on: date | None


class StepUpSpan(NamedTuple):
    """A step-up with what the rules ask about (R150-R186).

    Attributes:
        approved_on: when the citizen approved the newest preparation form.
        prepared_on: when the newest preparation form was saved.
        agreement_on: when the newest agreement was saved.
        participants: by role, then id; `meetings` and `items` by day, then id.
    """

    start: date
    end: date | None
    id: str
    health: bool
    family: bool
    network_wanted: bool | None
    prepared_on: date | None
    approved_on: date | None
    agreement_on: date | None
    min_plan_on: date | None
    participants: tuple[ParticipantMark, ...] = ()
    meetings: tuple[MeetingMark, ...] = ()
    items: tuple[AgreedMark, ...] = ()

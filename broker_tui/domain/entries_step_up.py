"""Entries about a step-up: starting and closing it, who takes part, the material, meetings, following up (R150-R187).

The two forms of step-up stand in `entries_preparation` and `entries_agreement`.
"""

import re
from datetime import date
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from broker_tui.domain.codes_step_up import DeliveryChannel, PackItem, ParticipantReason, ParticipantRole
from broker_tui.domain.entries import Entry, Lines
from broker_tui.domain.entries_placement import RequiredText
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, Text
from broker_tui.domain.step_up import ClockTime

ALWAYS_RECEIVED = (PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL)
"""What always belongs to the material, in the order it is listed (R161, R162)."""

_FAMILY = Condition("challenge_family", ("yes",))

_TIME: Final = re.compile(r"(?:kl\.? *)?(\d{1,2})(?:[.: ]?(\d{2}))?", re.ASCII | re.IGNORECASE)
_MIDNIGHT: Final = 24
_HOUR: Final = 60


def _time(typed: object) -> object:
    if not isinstance(typed, str) or not typed.strip():
        return ""
    found = _TIME.fullmatch(typed.strip())
    hour, minute = (int(part or 0) for part in found.groups()) if found else (_MIDNIGHT, 0)
    if hour >= _MIDNIGHT or minute >= _HOUR:
        raise PydanticCustomError("time", "no time of day")
    return f"{hour:02}:{minute:02}"


TypedTime = Annotated[ClockTime, BeforeValidator(_time)]
"""A time of day as people write it, `14.30`, `1430` or `kl. 9`; held as `14:30`."""


class StepUpGround(Entry):
    """What a step-up rests on: both conditions, as the citizen herself sees it (R150-R153, R167).

    `is_provider` is written to the citizen (R172).
    """

    started_on: Annotated[date, Hint(section="ground")]
    main_model_tried: Annotated[bool, Hint(section="ground")] = False
    match_delayed_reason: Annotated[RequiredText, Hint(kind="text", section="ground")]
    challenge_health: Annotated[bool, Hint(section="citizen_view")] = False
    challenge_family: Annotated[bool, Hint(section="citizen_view")] = False
    is_provider: Annotated[bool | None, Hint(section="citizen_view", visible_when=_FAMILY)] = None
    citizen_view: Annotated[RequiredText, Hint(kind="text", section="citizen_view")]
    cooperation_insufficient: Annotated[bool, Hint(section="cooperation")] = False
    cooperation_reason: Annotated[RequiredText, Hint(kind="text", section="cooperation")]
    network_wanted: Annotated[bool | None, Hint(section="cooperation")] = None
    responsible_caseworker: Annotated[Line, Hint(section="cooperation")] = ""


class StepUpChangeEntry(StepUpGround):
    """A correction of a step-up, and of its end."""

    form: ClassVar[str] = "step_up"

    ended_on: Annotated[date | None, Hint(section="closing")] = None
    closing_note: Annotated[Text, Hint(kind="text", section="closing", visible_when=Condition("ended_on"))] = ""


class StepUpEntry(StepUpGround):
    """A step-up that begins; the marker on request (R186)."""

    form: ClassVar[str] = "step_up"

    set_marker: Annotated[bool, Hint(section="cooperation")] = False


class CloseStepUpEntry(Entry):
    """The end of a step-up, and of its marker when chosen (R186, C13)."""

    form: ClassVar[str] = "step_up_close"

    ended_on: date
    closing_note: Annotated[Text, Hint(kind="text")] = ""
    end_marker: bool = False


class ParticipantEntry(Entry):
    """Someone who takes part, and why; as few as possible do (R168-R173)."""

    form: ClassVar[str] = "participant"

    role: ParticipantRole
    name: Line = ""
    organisation: Line = ""
    phone: Annotated[Line, Hint(kind="phone")] = ""
    email: Line = ""
    reason: ParticipantReason | None = None
    reason_note: Line = ""


class DeliveryEntry(Entry):
    """How and when a participant got the material, and what of it (R157, R161, R162, R185)."""

    form: ClassVar[str] = "delivery"

    channel: DeliveryChannel | None = None
    delivered_on: date | None = None
    received: tuple[PackItem, ...] = ()


class DeliverPackEntry(Entry):
    """The material handed to several participants at once (R157, R185)."""

    form: ClassVar[str] = "delivery"

    participants: Annotated[
        tuple[str, ...], Field(min_length=1), Hint(kind="choices", choices_from="step_up_participants")
    ]
    channel: DeliveryChannel = DeliveryChannel.SECURE_MAIL
    delivered_on: date
    received: Annotated[tuple[PackItem, ...], Field(min_length=1)] = ALWAYS_RECEIVED


class PackOthersEntry(Entry):
    """The documents in the material beyond those that always belong to it, one a line (R162)."""

    form: ClassVar[str] = "pack_others"

    pack_others: Annotated[Lines, Hint(kind="lines")] = ()


class MeetingEntry(Entry):
    """A meeting: when, where, and what is to be talked about, one item a line (R163, R165)."""

    form: ClassVar[str] = "meeting"

    on: date
    at: TypedTime = ""
    place: Line = ""
    agenda: Annotated[Lines, Hint(kind="lines")] = ()


class MeetingChangeEntry(MeetingEntry):
    """A correction of a meeting; one that is cancelled keeps what stands about it."""

    form: ClassVar[str] = "meeting"

    cancelled: bool = False


class MeetingHeldEntry(Entry):
    """A meeting that was held: who came, and the three answers it has to give (R164, R166)."""

    form: ClassVar[str] = "meeting"

    on: Annotated[date, Hint(section="meeting")]
    present: Annotated[
        tuple[str, ...], Hint(kind="choices", choices_from="step_up_participants", section="meeting")
    ] = ()
    challenges: Annotated[Text, Hint(kind="text", section="answers", needed=True)] = ""
    needs_considerations: Annotated[bool | None, Hint(section="answers", needed=True)] = None
    considerations: Annotated[
        Text, Hint(kind="text", section="answers", visible_when=Condition("needs_considerations", ("yes",)))
    ] = ""
    needs_measures: Annotated[bool | None, Hint(section="answers", needed=True)] = None
    measures: Annotated[
        Text, Hint(kind="text", section="answers", visible_when=Condition("needs_measures", ("yes",)))
    ] = ""
    second_needed: Annotated[bool | None, Hint(section="answers")] = None


class ItemEntry(Entry):
    """How something agreed goes: what came of it, whether it is done, when it is looked at again (R176, R180)."""

    form: ClassVar[str] = "agreed_item"

    outcome: Annotated[Text, Hint(kind="text")] = ""
    done_on: date | None = None
    follow_up_on: date | None = None


class MeasureEntry(ItemEntry):
    """How a measure goes, which is started first (R181)."""

    form: ClassVar[str] = "agreed_item"

    started_on: date | None = None


class StepUpMinPlanEntry(Entry):
    """When the agreements were written into Min Plan (R177); empty while they are not."""

    form: ClassVar[str] = "step_up_min_plan"

    min_plan_on: date | None = None

"""Step-up: an overlay on the way to a job, with its participants, meetings, forms and what is agreed (R150-R187).

Steps, clocks and weekly contact go on meanwhile (R179).
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from broker_tui.domain.codes_step_up import (
    AgreedKind,
    DeliveryChannel,
    FormKind,
    PackItem,
    ParticipantReason,
    ParticipantRole,
    Responsible,
)
from broker_tui.domain.model import Line, Record, RequiredLine, Text

ClockTime = Annotated[str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")]
"""A time of day such as `09:30`, empty while it is not known."""


class StepUp(Record):
    """A step-up from the day it was started to the day it was closed; what it rests on stands here (R150).

    Attributes:
        main_model_tried: the model was tried and does not suffice.
        match_delayed_reason: why the right match drags on (R153).
        challenge_health: the citizen feels that health stands in the way of a job (R171).
        challenge_family: the citizen feels that her family's situation does (R172).
        citizen_view: what stands in the way, in the citizen's own words (R167).
        cooperation_insufficient: existing cooperation across departments does not suffice, and why.
        network_wanted: whether she wants someone of her network there (R173); None while she has not been asked.
        responsible_caseworker: who sees to it that the participants get the material (R158).
        pack_others: documents in the material beyond those that always belong to it (R162).
        min_plan_on: when the agreements were written into Min Plan (R177).
    """

    started_on: date
    ended_on: date | None = None
    main_model_tried: bool = False
    match_delayed_reason: Text = ""
    challenge_health: bool = False
    challenge_family: bool = False
    citizen_view: Text = ""
    cooperation_insufficient: bool = False
    cooperation_reason: Text = ""
    network_wanted: bool | None = None
    responsible_caseworker: Line = ""
    pack_others: tuple[RequiredLine, ...] = ()
    min_plan_on: date | None = None
    closing_note: Text = ""


class Participant(Record):
    """Someone who takes part in the meetings, why, and how the material reached them (R168-R173, R185)."""

    step_up_id: str
    role: ParticipantRole
    name: Line = ""
    organisation: Line = ""
    phone: Line = ""
    email: Line = ""
    reason: ParticipantReason | None = None
    reason_note: Line = ""
    channel: DeliveryChannel | None = None
    delivered_on: date | None = None
    received: tuple[PackItem, ...] = ()


class StepUpMeeting(Record):
    """A meeting: planned while `held` is None, cancelled when it is False (R163-R166).

    Attributes:
        present: ids of the participants who came; the citizen is always among them.
        challenges: what the citizen experiences as standing in the way, as uncovered there (R164).
        needs_considerations: whether more support and considerations are needed at a company, and which.
        needs_measures: whether new supplementary measures are needed, and which.
        second_needed: whether the two meet again.
    """

    step_up_id: str
    on: date
    at: ClockTime = ""
    place: Line = ""
    agenda: tuple[RequiredLine, ...] = ()
    held: bool | None = None
    present: tuple[str, ...] = ()
    challenges: Text = ""
    needs_considerations: bool | None = None
    considerations: Text = ""
    needs_measures: bool | None = None
    measures: Text = ""
    second_needed: bool | None = None


class FormVersion(Record):
    """One saved version of a form; versions are added, never changed.

    Attributes:
        number: 1 for the first version of this form in this step-up.
        saved_at: the moment, in UTC; `on` is the day as the program counted it.
        saved_by: the id of the broker who saved it.
        variant: the own form it was filled in with; empty for the program's.
        values: what stands in each field, as plain JSON; a list of rows is a list of objects, each with an `id`.
        approved_on: when the citizen approved it.
    """

    step_up_id: str
    form: FormKind
    number: Annotated[int, Field(ge=1)]
    on: date
    saved_at: datetime
    saved_by: str = ""
    variant: Line = ""
    values: Annotated[dict[str, Any], Field(default_factory=dict)]
    approved_on: date | None = None


class AgreedItem(Record):
    """One thing agreed: what, who ensures it, who follows up and when (R176, R180, R181).

    Attributes:
        department: which department a measure belongs to.
        follow_up_on: the next day it is followed up; the programme gives no deadline.
        started_on: when a measure was started.
        done_on: when it was carried through, or was no longer needed.
        dropped_on: when it was left out of the agreement again.
        outcome: what came of it.
    """

    step_up_id: str
    kind: AgreedKind
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
    department: Line = ""
    ensured_by: Responsible = Responsible.BROKER
    ensured_name: Line = ""
    follow_up_by: Responsible = Responsible.BROKER
    follow_up_name: Line = ""
    follow_up_on: date | None = None
    agreed_on: date
    started_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None
    outcome: Text = ""

"""The agreement of a step-up: considerations, measures, support, the rest (R176-R181); A1-A16 in the field lists."""

from datetime import date
from typing import Annotated, ClassVar

from broker_tui.domain.codes_step_up import Responsible
from broker_tui.domain.entries import Lines
from broker_tui.domain.entries_placement import RequiredText
from broker_tui.domain.entries_versioned import VersionedEntry
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, Model, Text

_NAMED = ("health", "family", "company", "other")
_ENSURED_BY = Condition("ensured_by", _NAMED)
_FOLLOWED_UP_BY = Condition("follow_up_by", _NAMED)
_HEALTH = Condition("health_discussed", ("yes",))
_FAMILY = Condition("family_discussed", ("yes",))


class AgreedRow(Model):
    """One thing agreed: what, who ensures it, who follows it up and when (A6, A8, A11).

    `id` is that of the agreed item; a row without one is new.
    """

    id: str = ""
    text: Annotated[RequiredText, Hint(kind="text")]
    ensured_by: Responsible = Responsible.BROKER
    ensured_name: Annotated[Line, Hint(visible_when=_ENSURED_BY)] = ""
    follow_up_by: Responsible = Responsible.BROKER
    follow_up_name: Annotated[Line, Hint(visible_when=_FOLLOWED_UP_BY)] = ""
    follow_up_on: date | None = None


class MeasureRow(Model):
    """A supplementary measure, which the caseworker sets going as soon as possible (A7, A8, A11, R181)."""

    id: str = ""
    text: Annotated[RequiredText, Hint(kind="text")]
    department: Line = ""
    ensured_by: Responsible = Responsible.CASEWORKER
    ensured_name: Annotated[Line, Hint(visible_when=_ENSURED_BY)] = ""
    started_on: date | None = None
    follow_up_by: Responsible = Responsible.CASEWORKER
    follow_up_name: Annotated[Line, Hint(visible_when=_FOLLOWED_UP_BY)] = ""
    follow_up_on: date | None = None


class AgreementEntry(VersionedEntry):
    """The agreement, made by the caseworker together with the citizen after the meetings (R176-R178).

    Attributes:
        on: the day of the agreement; `meetings` are those it rests on, `present` who was there (A1, A3).
        with_citizen: filled in together with her, by `caseworker` (A2).
        challenges: the first answer of R164; `needs_considerations` and `needs_measures` the others (A4, A5).
        support: what else supports her (A9); `others` what else was agreed (A10).
        health_discussed: whether the questions about her health were discussed, with the answers (A13).
        min_plan_on: when it was written into Min Plan (A12); `copies` are who get one (A16).
        signatures: whether lines to sign on are printed (A15).
    """

    form: ClassVar[str] = "agreement"

    job_goal: Annotated[Text, Hint(kind="text", section="basis", needed=True)] = ""
    on: Annotated[date, Hint(section="basis")]
    meetings: Annotated[tuple[str, ...], Hint(kind="choices", choices_from="step_up_meetings", section="basis")] = ()
    present: Annotated[tuple[str, ...], Hint(kind="choices", choices_from="step_up_participants", section="basis")] = ()
    caseworker: Annotated[Line, Hint(section="basis", needed=True)] = ""
    with_citizen: Annotated[bool, Hint(section="basis")] = False
    challenges: Annotated[RequiredText, Hint(kind="text", section="answers")]
    needs_considerations: Annotated[bool | None, Hint(section="answers")]
    needs_measures: Annotated[bool | None, Hint(section="answers")]
    considerations: Annotated[
        tuple[AgreedRow, ...],
        Hint(
            kind="rows",
            section="considerations",
            needed=True,
            visible_when=Condition("needs_considerations", ("yes",)),
        ),
    ] = ()
    measures: Annotated[
        tuple[MeasureRow, ...],
        Hint(kind="rows", section="measures", needed=True, visible_when=Condition("needs_measures", ("yes",))),
    ] = ()
    support: Annotated[tuple[AgreedRow, ...], Hint(kind="rows", section="support")] = ()
    others: Annotated[tuple[AgreedRow, ...], Hint(kind="rows", section="others")] = ()
    health_discussed: Annotated[bool, Hint(section="discussed")] = False
    health_challenges: Annotated[Text, Hint(kind="text", section="discussed", visible_when=_HEALTH)] = ""
    health_support: Annotated[Text, Hint(kind="text", section="discussed", visible_when=_HEALTH)] = ""
    health_clarification: Annotated[Text, Hint(kind="text", section="discussed", visible_when=_HEALTH)] = ""
    family_discussed: Annotated[bool, Hint(section="discussed")] = False
    family_challenges: Annotated[Text, Hint(kind="text", section="discussed", visible_when=_FAMILY)] = ""
    family_support: Annotated[Text, Hint(kind="text", section="discussed", visible_when=_FAMILY)] = ""
    spare_time_job: Annotated[Text, Hint(kind="text", section="discussed", visible_when=_FAMILY)] = ""
    second_needed: Annotated[bool | None, Hint(section="afterwards")] = None
    min_plan_on: Annotated[date | None, Hint(section="afterwards")] = None
    copies: Annotated[Lines, Hint(kind="lines", section="afterwards")] = ()
    signatures: Annotated[bool, Hint(section="afterwards")] = False

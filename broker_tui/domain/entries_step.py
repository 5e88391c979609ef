"""Entries about steps, self-support, aftercare, consent and parallel measures (R127-R131, R140-R142, C10, C19, C20)."""

from datetime import date
from typing import Annotated, ClassVar

from broker_tui.domain.codes import ConsentForm, ConsentPurpose, ParallelType, SelfSupportKind, Step
from broker_tui.domain.entries import Entry
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, RequiredLine, Text


class StepEntry(Entry):
    """A step that begins on a day; the step before ends the day before."""

    form: ClassVar[str] = "step"

    step: Step
    started_on: date


class CloseStepEntry(Entry):
    """The step a citizen is in comes to its end, and the next begins on `on` (R81, R112, R128)."""

    form: ClassVar[str] = "close_step"

    on: date


class SelfSupportEntry(Entry):
    """Since when the citizen supports herself, and whether she agrees to aftercare (R128-R130)."""

    form: ClassVar[str] = "self_support"

    kind: SelfSupportKind
    started_on: date
    note: Line = ""
    consent: Annotated[bool | None, Hint(section="aftercare")] = None
    consent_form: Annotated[
        ConsentForm, Hint(section="aftercare", visible_when=Condition("consent", ("yes", "no")))
    ] = ConsentForm.ORAL


class SelfSupportChangeEntry(Entry):
    """Corrected data of a time of self-support; an end when it is over."""

    form: ClassVar[str] = "self_support"

    kind: SelfSupportKind
    started_on: date
    ended_on: date | None = None
    note: Line = ""


class EndAftercareEntry(Entry):
    """The end of aftercare, and with it of the way (R129, C19)."""

    form: ClassVar[str] = "end_aftercare"

    on: date


class ConsentEntry(Entry):
    """The citizen's answer to the question of consent; a refusal is one too (R130, R159)."""

    form: ClassVar[str] = "consent"

    purpose: ConsentPurpose
    on: date
    refused: bool = False
    consent_form: ConsentForm = ConsentForm.WRITTEN
    scope: Annotated[Text, Hint(kind="text")] = ""
    withdrawn_on: date | None = None


class WithdrawalEntry(Entry):
    """A consent that is taken back from a day on."""

    form: ClassVar[str] = "withdrawal"

    withdrawn_on: date


class ParallelEntry(Entry):
    """A measure beside the way, with the assessment that it is needed (R140-R142)."""

    form: ClassVar[str] = "parallel"

    type: ParallelType
    name: RequiredLine
    reason: Annotated[Text, Hint(kind="text")] = ""
    started_on: date
    ended_on: date | None = None

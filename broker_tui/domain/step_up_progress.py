"""How far a step-up has come: A preparation, B meetings, C agreement, and the following up after them (R150-R187).

Pure and computed from facts. Closing a step-up is the broker's act; this says what is still open.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes import ElementState, Weight
from broker_tui.domain.codes_step_up import PreparationStatus, StepUpPhase
from broker_tui.domain.facts import Facts
from broker_tui.domain.facts_step_up import StepUpSpan
from broker_tui.domain.step_up_items import StepUpItem, agreement, follow_up, meetings, preparation
from broker_tui.domain.step_up_needs import (
    consent_on,
    has_agreement,
    held_meetings,
    in_min_plan,
    is_approved,
    shown_step_up,
    without_pack,
)

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


class PhaseProgress(NamedTuple):
    """How far one phase has come; `items` in the order in which they are usually done."""

    phase: StepUpPhase
    state: ElementState
    items: tuple[StepUpItem, ...]

    @property
    def missing(self) -> tuple[StepUpItem, ...]:
        """What is not there yet."""
        return tuple(item for item in self.items if not item.done)


class StepUpProgress(NamedTuple):
    """How far a step-up has come.

    Attributes:
        id: the step-up.
        started: its first day; `ended` its last, None while it runs.
        days: how long it has lasted.
        running: whether it runs on the day of asking.
        stopped: the citizen has refused consent or taken it back, so nothing goes to others (R159).
        preparation: how far the preparation form has come (F24).
        current: the phase it is in.
        phases: all four, in their order.
        can_close: it runs and nothing that it requires is missing.
        lacks: what is required and missing.
    """

    id: str
    started: date
    ended: date | None
    days: int
    running: bool
    stopped: bool
    preparation: PreparationStatus
    current: StepUpPhase
    phases: tuple[PhaseProgress, ...]
    can_close: bool
    lacks: tuple[StepUpItem, ...]


def step_up_progress(facts: Facts, programme: "Programme", today: date) -> StepUpProgress | None:
    """Return how far the running step-up has come, or else the latest there was; None when there was none."""
    span = shown_step_up(facts, today)
    if span is None:
        return None
    running = span.end is None or span.end >= today
    # A step-up that is over is looked at as it stood on its last day.
    day = today if running or span.end is None else span.end
    phases = tuple(_phases(facts, span, programme, day))
    lacks = tuple(item for phase in phases for item in phase.missing if item.weight is Weight.REQUIRED)
    answer = consent_on(facts, span, day)
    return StepUpProgress(
        id=span.id,
        started=span.start,
        ended=None if running else span.end,
        days=(day - span.start).days,
        running=running,
        stopped=answer.on is not None and not answer.given,
        preparation=preparation_status(facts, span, day),
        current=_current(phases, span, day),
        phases=phases,
        can_close=running and not lacks,
        lacks=lacks,
    )


def _current(phases: tuple[PhaseProgress, ...], span: StepUpSpan, day: date) -> StepUpPhase:
    """Return the phase a step-up is in; what a later one has reached, an earlier one no longer holds back."""
    if has_agreement(span, day):
        return StepUpPhase.FOLLOW_UP if in_min_plan(span, day) else StepUpPhase.AGREEMENT
    past = StepUpPhase.MEETINGS if held_meetings(span, day) else StepUpPhase.PREPARATION
    order = list(StepUpPhase)
    left = (phase.phase for phase in phases[order.index(past) :] if phase.state is not ElementState.DONE)
    return next(left, StepUpPhase.AGREEMENT)


def preparation_status(facts: Facts, span: StepUpSpan, day: date) -> PreparationStatus:
    """Return how far the preparation form has come: draft, filled, consented, sent, held (F24)."""
    if held_meetings(span, day):
        return PreparationStatus.HELD
    if not is_approved(span, day):
        return PreparationStatus.DRAFT
    if not consent_on(facts, span, day).given:
        return PreparationStatus.FILLED
    everyone = span.participants and not without_pack(span, day)
    return PreparationStatus.SENT if everyone else PreparationStatus.CONSENTED


def _phases(facts: Facts, span: StepUpSpan, programme: "Programme", day: date) -> Iterator[PhaseProgress]:
    before = True
    for phase, needs in (
        (StepUpPhase.PREPARATION, preparation(facts, span, programme, day)),
        (StepUpPhase.MEETINGS, meetings(span, day)),
        (StepUpPhase.AGREEMENT, agreement(facts, span, day)),
        (StepUpPhase.FOLLOW_UP, follow_up(facts, span, day)),
    ):
        items = tuple(needs)
        owed = [item for item in items if not item.done and item.weight is not Weight.ADVISED]
        if phase is StepUpPhase.FOLLOW_UP and not has_agreement(span, day) and not items:
            state = ElementState.NOT_BEGUN
        elif not owed:
            state = ElementState.DONE
        else:
            begun = before or any(item.done for item in items)
            state = ElementState.RUNNING if begun else ElementState.NOT_BEGUN
        before = state is ElementState.DONE
        yield PhaseProgress(phase, state, items)

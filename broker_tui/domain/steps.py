"""The way as one picture: each step with its core elements, what is in place, what is missing, and who owes it.

Pure and computed from facts. Closing a step is the broker's act; this says whether it can be done and what still lacks.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import CoreElement, ElementState, Owner, Step, StepState, Weight
from broker_tui.domain.dates import plus_months
from broker_tui.domain.facts import Facts, StepSpan
from broker_tui.domain.fulfilment import aftercare_from
from broker_tui.domain.needs import Need, needs_of
from broker_tui.domain.status import latest_on, step_due

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

ELEMENTS: Final = {
    Step.CLARIFICATION: (CoreElement.BROKER, CoreElement.CV_AND_GOAL),
    Step.TOWARDS_JOB: (CoreElement.MATCH, CoreElement.AGREEMENT),
    Step.COMPANY: (CoreElement.FOLLOW_UP,),
    Step.AFTERCARE: (CoreElement.FOLLOW_UP,),
}
"""The core elements of each step (R34); aftercare carries the last one on (C20)."""


class Item(NamedTuple):
    """One thing that is in place or missing.

    Attributes:
        code: names it; the catalogue holds `way.<code>`.
        rule: the rule that asks for it.
        owner: who owes it.
        weight: whether it holds up the closing of the step.
        since: since when it has been owed, None when it is in place or its step has not begun.
        on: when it was in place, None while it is missing or where no day is known.
        placement_id: the placement it belongs to.
    """

    code: str
    rule: str
    owner: Owner
    weight: Weight
    since: date | None = None
    on: date | None = None
    placement_id: str | None = None


class ElementProgress(NamedTuple):
    """How far one core element has come."""

    element: CoreElement
    state: ElementState
    done: tuple[Item, ...]
    missing: tuple[Item, ...]


class Round(NamedTuple):
    """One time in a step; `ended` is its last day, `days` how long it has lasted by the day of asking."""

    started: date
    ended: date | None
    days: int


class StepProgress(NamedTuple):
    """How far a citizen has come with one step.

    Attributes:
        step: the step.
        state: where she is with it.
        started: the first day of the latest round; `ended` its last, None while it runs.
        days: how long the latest round has lasted; `total_days` all of them together (R127, C11).
        limit_days: how long a round should last at most, None where there is no limit; `due` is its last day.
        elements: its core elements.
        rounds: every time she has been in it, the oldest first.
        can_close: the step runs and nothing that it requires is missing.
        lacks: what is required and missing; `reminders` what is missing and holds nothing up (C10).
    """

    step: Step
    state: StepState
    started: date | None
    ended: date | None
    days: int | None
    total_days: int
    limit_days: int | None
    due: date | None
    elements: tuple[ElementProgress, ...]
    rounds: tuple[Round, ...]
    can_close: bool
    lacks: tuple[Item, ...]
    reminders: tuple[Item, ...]


def step_progress(facts: Facts, programme: "Programme", today: date) -> tuple[StepProgress, ...]:
    """Return how far a citizen has come with each step and with aftercare, in their order.

    She may have begun at any step (R131), and been in a step more than once (R127). Of two steps at once, which only
    mistakes make, the one that began last is the one she is in.
    """
    return tuple(_progress(facts, programme, today, step) for step in ELEMENTS)


def _progress(facts: Facts, programme: "Programme", today: date, step: Step) -> StepProgress:
    current = latest_on(facts.steps, today)
    begun = [span for span in facts.steps if span.start <= today]
    spans = [span for span in begun if span.step is step]
    state = _state(step, spans, current, begun)
    latest = current if current is not None and current.step is step else max(spans, key=_place, default=None)
    running = state is StepState.RUNNING
    ended = None if latest is None or running else _last_day(latest, today)
    rounds = tuple(_round(span, today) for span in spans)
    due = None if latest is None else _due(latest, facts, programme, today)
    closed_on = None if ended is None else min(ended + timedelta(days=1), today)
    elements = tuple(
        _element(element, state, needs_of(element, step, facts, programme, today, closed_on), latest)
        for element in ELEMENTS[step]
    )
    missing = [item for element in elements for item in element.missing]
    lacks = tuple(item for item in missing if item.weight is Weight.REQUIRED)
    return StepProgress(
        step=step,
        state=state,
        started=None if latest is None else latest.start,
        ended=ended,
        days=None if latest is None else _round(latest, today).days,
        total_days=sum(one.days for one in rounds),
        limit_days=None if latest is None or due is None else (due - latest.start).days,
        due=due,
        elements=elements,
        rounds=rounds,
        can_close=running and not lacks,
        lacks=lacks,
        reminders=tuple(item for item in missing if item.weight is Weight.REMINDER),
    )


def _state(step: Step, spans: list[StepSpan], current: StepSpan | None, begun: list[StepSpan]) -> StepState:
    if current is not None and current.step is step:
        return StepState.RUNNING
    if spans:
        fell_back = current is not None and current.step < step
        return StepState.INTERRUPTED if fell_back else StepState.CLOSED
    return StepState.SKIPPED if any(span.step > step for span in begun) else StepState.NOT_BEGUN


def _place(span: StepSpan) -> tuple[date, date]:
    return span.start, span.end or date.max


def _last_day(span: StepSpan, today: date) -> date:
    """Return the last day of a round as far as it has come."""
    return today if span.end is None else min(span.end, today)


def _round(span: StepSpan, today: date) -> Round:
    """Return a round as of a day; its days are counted as `status.step_clock` does."""
    ended = span.end if span.end is not None and span.end < today else None
    return Round(span.start, ended, max(0, (_last_day(span, today) - span.start).days))


def _due(span: StepSpan, facts: Facts, programme: "Programme", today: date) -> date | None:
    """Return the last day a round should last; aftercare ends by itself after its last month (R129, C19)."""
    if span.step is not Step.AFTERCARE:
        return step_due(span, programme)
    return plus_months(aftercare_from(facts, span.start, today), programme.aftercare_months[1])


def _element(element: CoreElement, state: StepState, needs: Iterable[Need], latest: StepSpan | None) -> ElementProgress:
    items = list(_items(needs, latest, state))
    done = tuple(item for need, item in items if need.done)
    missing = tuple(item for need, item in items if not need.done)
    if not any(item.weight is not Weight.ADVISED for item in missing):
        how_far = ElementState.DONE
    elif done or state is StepState.RUNNING:
        how_far = ElementState.RUNNING
    else:
        how_far = ElementState.NOT_BEGUN
    return ElementProgress(element, how_far, done, missing)


def _items(needs: Iterable[Need], latest: StepSpan | None, state: StepState) -> Iterator[tuple[Need, Item]]:
    for need in needs:
        since = None
        if not need.done:
            since = need.since
            if since is None and state is StepState.RUNNING and latest is not None:
                since = latest.start
        yield need, Item(need.code, need.rule, need.owner, need.weight, since, need.on, need.placement_id)

"""What is so on a day: which group, broker, exemption, step, and whether the citizen is in the indsatsgruppe at all."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from broker_tui.domain.codes import Group, Step
from broker_tui.domain.dates import plus_months
from broker_tui.domain.facts import (
    BrokerSpan,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GroupSpan,
    MarkerSpan,
    PlacementSpan,
    SearchableSpan,
    SelfSupportSpan,
    StepSpan,
)
from broker_tui.domain.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broker_tui.domain.programme import Programme

Span = TypeVar(
    "Span",
    GroupSpan,
    BrokerSpan,
    ExemptionSpan,
    MarkerSpan,
    PlacementSpan,
    StepSpan,
    ExitSpan,
    SearchableSpan,
    SelfSupportSpan,
)

# Read off their enumerations once: in Python 3.11 that costs more than the comparison.
_GROUP_1: Final = Group.INTERVENTION
_STEP_1: Final = Step.CLARIFICATION
_STEP_2: Final = Step.TOWARDS_JOB


class StepClock(NamedTuple):
    """How long a step has lasted against its limit; `limit_days` and `due` are None where it has none."""

    step: Step
    started_on: date
    days: int
    limit_days: int | None
    due: date | None


def latest_on(spans: tuple[Span, ...], day: date) -> Span | None:
    """Return the span holding `day` that began last, None when none does; `spans` are sorted by start."""
    for span in reversed(spans):
        if span.start <= day:
            end = span.end
            if end is None or end >= day:
                return span
    return None


def group_on(facts: Facts, day: date) -> GroupSpan | None:
    """Return the citizen's group on a day; of two at once the one that began last (R23)."""
    return latest_on(facts.groups, day)


def broker_on(facts: Facts, day: date) -> BrokerSpan | None:
    """Return who is the citizen's broker on a day; of two at once the one who began last (R61)."""
    return latest_on(facts.brokers, day)


def step_on(facts: Facts, day: date) -> StepSpan | None:
    """Return the citizen's step on a day; of two at once the one that began last (C20)."""
    return latest_on(facts.steps, day)


def exemption_on(facts: Facts, day: date) -> ExemptionSpan | None:
    """Return the exemption of any type on a day (R13); of two at once the one that began last."""
    return latest_on(facts.exemptions, day)


def placement_on(facts: Facts, day: date) -> PlacementSpan | None:
    """Return where the citizen is out on a day; of two at once the one that began last."""
    return latest_on(facts.placements, day)


def subtracting_exemption_on(facts: Facts, programme: "Programme", day: date) -> ExemptionSpan | None:
    """Return the exemption that takes the citizen out of the indsatsgruppe on a day (R14, R16).

    A type the edition does not list subtracts nothing.
    """
    return subtracting_on(facts.exemptions, programme, day)


def subtracting_on(exemptions: tuple[ExemptionSpan, ...], programme: "Programme", day: date) -> ExemptionSpan | None:
    """Return which of these exemptions takes a citizen out of the indsatsgruppe on a day (R14, R16)."""
    for span in reversed(exemptions):
        if span.start <= day and (span.end is None or span.end >= day):
            kind = programme.exemptions.get(span.type)
            if kind is not None and kind.subtracts:
                return span
    return None


def resting_placement_on(facts: Facts, programme: "Programme", day: date) -> PlacementSpan | None:
    """Return the placement that rests the weekly contact on a day (R96)."""
    for span in reversed(facts.placements):
        if span.start <= day and (span.end is None or span.end >= day) and span.kind in programme.stops_weekly:
            return span
    return None


def exited_by(facts: Facts, day: date) -> bool:
    """Tell whether the citizen is out of the programme on a day, by any exit, past or future (R22)."""
    return (facts.exited_on is not None and facts.exited_on <= day) or latest_on(facts.exits, day) is not None


def in_programme(facts: Facts, day: date) -> bool:
    """Tell whether the citizen is enrolled and has not left; a closed case changes nothing (R22, R24)."""
    return facts.enrolled_on <= day and not ((facts.exited_on or facts.exits) and exited_by(facts, day))


def in_group_1(facts: Facts, programme: "Programme", day: date) -> bool:
    """Tell whether the citizen is in the indsatsgruppe on a day: the denominator of R57.

    She leaves it by exit or by group 2 alone (R23) and is subtracted while exempt (R14); she is in it again the day
    after an exemption has ended (R15). Applying for senior pension (R18), a closed case (R24) or becoming job-ready
    (R25) change nothing.
    """
    if not in_programme(facts, day):
        return False
    group = latest_on(facts.groups, day)
    if group is None or group.group is not _GROUP_1:
        return False
    return not facts.exemptions or subtracting_exemption_on(facts, programme, day) is None


def broker_changes(facts: Facts, day: date) -> int:
    """Return how often the citizen has changed broker up to a day (R62); the same broker again is no change."""
    ids = [span.broker_id for span in facts.brokers if span.start <= day]
    return sum(before != after for before, after in pairwise(ids))


def step_due(span: StepSpan, programme: "Programme") -> date | None:
    """Return the last day a step should last: step 1 a month (R83), step 2 thirteen weeks (R115), others have none."""
    if span.step is _STEP_2:
        return span.start + timedelta(days=programme.step_2_days)
    return plus_months(span.start, programme.step_1_months) if span.step is _STEP_1 else None


def step_clock(facts: Facts, programme: "Programme", day: date) -> StepClock | None:
    """Return how long the step of a day has lasted against its limit; a new time in a step has a new clock (C11)."""
    span = step_on(facts, day)
    if span is None:
        return None
    due = step_due(span, programme)
    limit = None if due is None else (due - span.start).days
    return StepClock(span.step, span.start, (day - span.start).days, limit, due)


def next_due(findings: "Iterable[Finding]") -> Finding | None:
    """Return the finding whose due date comes first, None when none has one."""
    dated = [finding for finding in findings if finding.due is not None]
    return min(dated, key=lambda finding: (finding.due or date.max, finding.urgency), default=None)

"""Core element 4: what an agreement with a company holds, and where it is written down (R101-R114).

Asked of what is agreed and not over, begun or to begin, until step 3 is closed. Several agreements that lack the same
thing make one finding; `n` counts them.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import InternshipPurpose, Level, PlacementKind, Step
from broker_tui.domain.danish import fold
from broker_tui.domain.facts import Facts, PlacementSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import agreed_on, agreements, purpose_is_needed, running_agreements, vitas_is_needed
from broker_tui.domain.status import in_group_1, latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

_STEP_3: Final = Step.COMPANY


def contact_person_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R107: there is always one contact person at the company."""
    return _lacking("contact_person_missing", "R107", facts, programme, today, lambda span: not span.contact)


def plan_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R108: citizen, broker and company have made a plan for following up."""
    return _lacking("plan_missing", "R108", facts, programme, today, lambda span: _missing(span.plan_on, today))


def purpose_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R103: an internship has one of three purposes."""
    return _lacking(
        "purpose_missing",
        "R103",
        facts,
        programme,
        today,
        lambda span: purpose_is_needed(span) and span.purpose is None,
    )


def min_plan_agreement_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R113: agreement and contact person stand in Min Plan, whatever kind of agreement it is (C9)."""
    return _lacking(
        "min_plan_agreement_missing",
        "R113",
        facts,
        programme,
        today,
        lambda span: _missing(span.min_plan_on, today),
    )


def vitas_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R113: an internship stands in VITAS, and so does a wage subsidy (C9)."""
    return _lacking(
        "vitas_missing",
        "R113",
        facts,
        programme,
        today,
        lambda span: vitas_is_needed(span, programme) and _missing(span.vitas_on, today),
    )


def purpose_not_entered(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R114: the purpose of an internship stands in Min Plan and in VITAS."""
    return _lacking(
        "purpose_not_entered",
        "R114",
        facts,
        programme,
        today,
        lambda span: (
            purpose_is_needed(span)
            and span.purpose is not None
            and (_missing(span.purpose_min_plan_on, today) or _missing(span.purpose_vitas_on, today))
        ),
    )


def why_not_paid_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R101: an internship comes where paid hours are not possible from the start, so the reason is written down."""
    return _lacking(
        "why_not_paid_missing",
        "R101",
        facts,
        programme,
        today,
        lambda span: purpose_is_needed(span) and not span.why_not_paid_hours,
        Level.WARNING,
    )


def next_workplace_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R105: no paid hours can come of this training, so it has an end and a workplace to go on to."""
    return _lacking(
        "next_workplace_missing",
        "R105",
        facts,
        programme,
        today,
        _has_no_next_workplace,
        Level.WARNING,
    )


def taster_purpose(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R106: short stays are there to clarify the job goal."""
    return _lacking(
        "taster_purpose",
        "R106",
        facts,
        programme,
        today,
        lambda span: span.is_taster and span.purpose is not InternshipPurpose.CLARIFICATION,
        Level.WARNING,
    )


def same_work_function(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R104: internship and paid hours at one company at once are two different functions."""
    if len(facts.placements) < 2 or not _asked(facts, programme, today):
        return None
    running = tuple(running_agreements(facts, programme, today))
    paid = [span for span in running if span.kind is PlacementKind.PAID_HOURS]
    for internship in running:
        if internship.kind is PlacementKind.INTERNSHIP:
            same = next((span for span in paid if is_same_function(internship, span)), None)
            if same is not None:
                since = max(internship.start, same.start)
                return Finding("same_work_function", Level.WARNING, "R104", since, params={"started": since})
    return None


def is_whole(span: PlacementSpan, programme: "Programme", today: date) -> bool:
    """Tell whether an agreement lacks none of what is asked for here."""
    if not span.contact or _missing(span.plan_on, today) or _missing(span.min_plan_on, today):
        return False
    if vitas_is_needed(span, programme) and _missing(span.vitas_on, today):
        return False
    if not purpose_is_needed(span):
        return not span.is_taster
    return (
        span.why_not_paid_hours
        and not (_missing(span.purpose_min_plan_on, today) or _missing(span.purpose_vitas_on, today))
        and span.purpose is not None
        and (span.purpose is InternshipPurpose.CLARIFICATION or not span.is_taster)
        and not _has_no_next_workplace(span)
    )


def is_same_function(one: PlacementSpan, other: PlacementSpan) -> bool:
    """Tell whether two placements are the same work at the same company; what is not written down is not known."""
    return (
        bool(one.company and one.work_function)
        and fold(one.company) == fold(other.company)
        and fold(one.work_function) == fold(other.work_function)
    )


def _has_no_next_workplace(span: PlacementSpan) -> bool:
    return (
        purpose_is_needed(span)
        and span.purpose is InternshipPurpose.TRAINING
        and span.paid_hours_possible is False
        and (span.end is None or not span.next_workplace)
    )


def _missing(on: date | None, today: date) -> bool:
    return on is None or on > today


def _asked(facts: Facts, programme: "Programme", today: date) -> bool:
    """Tell whether agreements are asked about: the citizen is in the indsatsgruppe and step 3 is not closed."""
    step = latest_on(facts.steps, today)
    return (step is None or step.step <= _STEP_3) and in_group_1(facts, programme, today)


def _lacking(
    code: str,
    rule: str,
    facts: Facts,
    programme: "Programme",
    today: date,
    lacks: Callable[[PlacementSpan], bool],
    level: Level = Level.OVERDUE,
) -> Finding | None:
    if not facts.placements:
        return None
    spans = [span for span in agreements(facts, programme, today) if lacks(span)]
    if not spans or not _asked(facts, programme, today):
        return None
    since = _owed_since(spans, facts)
    params = {"n": len(spans), "agreed": since, "days": (today - since).days, "kind": spans[0].kind}
    return Finding(code, level, rule, since, params=params)


def _owed_since(spans: Iterable[PlacementSpan], facts: Facts) -> date:
    """Return since when something is owed: since the agreement, or since enrolment where it was taken over (R132)."""
    return max(facts.enrolled_on, min(agreed_on(span) for span in spans))

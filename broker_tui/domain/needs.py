"""What each core element asks for, by whom, and whether it is there (R60-R132)."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from broker_tui.domain import fulfilment as there
from broker_tui.domain.codes import ConsentState, CoreElement, NetworkWish, Owner, Step, Weight
from broker_tui.domain.dates import plus_months
from broker_tui.domain.facts import Facts, PlacementSpan
from broker_tui.domain.status import broker_on, latest_on, step_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


class Need(NamedTuple):
    """One thing that a core element asks for.

    Attributes:
        code: names it; the catalogue holds `way.<code>`.
        rule: the rule that asks for it.
        owner: who owes it.
        weight: whether it holds up the closing of its step.
        done: whether it is there.
        on: since when it is there, where a day is known.
        since: since when it is owed, where that is another day than the start of the step.
        placement_id: the placement it belongs to.
    """

    code: str
    rule: str
    owner: Owner
    weight: Weight
    done: bool
    on: date | None = None
    since: date | None = None
    placement_id: str | None = None


Asked: TypeAlias = "Callable[[Facts, Programme, date], Iterator[Need]]"


def needs_of(
    element: CoreElement,
    step: Step,
    facts: Facts,
    programme: "Programme",
    today: date,
    closed_on: date | None = None,
) -> tuple[Need, ...]:
    """Return what a core element asks for in a step, in the order in which it is usually done.

    When no agreement with a company is in force, those that were on `closed_on` are looked at: what closed the step.
    """
    if element is CoreElement.AGREEMENT:
        agreed = tuple(there.agreements(facts, programme, today))
        if not agreed and closed_on is not None:
            agreed = tuple(there.agreements(facts, programme, closed_on))
        return tuple(_agreement(agreed, facts, programme, today))
    asked = _aftercare if step is Step.AFTERCARE else _ASKED[element]
    return tuple(asked(facts, programme, today))


def _on(code: str, rule: str, owner: Owner, weight: Weight, on: date | None, placement_id: str | None = None) -> Need:
    """Return a need that is there when a day is known."""
    return Need(code, rule, owner, weight, on is not None, on, None, placement_id)


def registrar(facts: Facts, day: date) -> Owner:
    """Return who writes into the official systems: the broker who has the authority, or else the caseworker (R66)."""
    broker = broker_on(facts, day)
    return Owner.BROKER if broker is not None and broker.has_authority else Owner.CASEWORKER


def _broker(facts: Facts, _programme: "Programme", today: date) -> Iterator[Need]:
    since = there.broker_since(facts, today)
    yield _on("broker", "R60", Owner.CASEWORKER, Weight.REQUIRED, since)
    entered = there.min_plan_broker_on(facts, today)
    yield Need("min_plan_broker", "R82", registrar(facts, today), Weight.REMINDER, entered is not None, entered, since)
    asked = facts.network_wish is not NetworkWish.NOT_ASKED
    yield Need("network_asked", "R69", Owner.BROKER, Weight.ADVISED, asked)
    yield Need("resources", "R68", Owner.BROKER, Weight.ADVISED, facts.has_resources)


def _cv_and_goal(facts: Facts, _programme: "Programme", today: date) -> Iterator[Need]:
    yield _on("cv_begun", "R71", Owner.CITIZEN, Weight.REQUIRED, there.cv_begun_on(facts, today))
    yield _on("cv_with_broker", "R72", Owner.BROKER, Weight.REMINDER, there.cv_with_broker_on(facts, today))
    yield _on("goal_begun", "R70", Owner.CITIZEN, Weight.REQUIRED, there.goal_begun_on(facts, today))


def _match(facts: Facts, _programme: "Programme", today: date) -> Iterator[Need]:
    yield _on("goal_concrete", "R91", Owner.CITIZEN, Weight.REMINDER, there.goal_concrete_on(facts, today))
    yield _on("cv_consolidated", "R92", Owner.CITIZEN, Weight.REMINDER, there.cv_consolidated_on(facts, today))
    yield _on("approach", "R93", Owner.BROKER, Weight.REMINDER, approached_on(facts, today))


def approached_on(facts: Facts, day: date) -> date | None:
    """Return when companies were approached in the running round of step 2, in any other step when ever (R93, R127)."""
    approached = facts.approached
    if approached is None or approached.first_on > day:
        return None
    step = step_on(facts, day)
    if step is not None and step.step is Step.TOWARDS_JOB and approached.last_on < step.start:
        return None
    return min(approached.last_on, day)


def _agreement(agreed: tuple[PlacementSpan, ...], facts: Facts, programme: "Programme", today: date) -> Iterator[Need]:
    if not agreed:
        yield _on("agreement", "R112", Owner.BROKER, Weight.REQUIRED, None)
        yield _on("contact_person", "R107", Owner.COMPANY, Weight.REQUIRED, None)
        yield _on("plan", "R108", Owner.BROKER, Weight.REQUIRED, None)
        return
    # One whole agreement closes the step; what another one lacks is to be remembered.
    whole = next((span for span in agreed if span.contact and _made(span, today)), agreed[0])
    for span in agreed:
        yield from _of_agreement(span, facts, programme, today, Weight.REQUIRED if span is whole else Weight.REMINDER)


def _made(span: PlacementSpan, today: date) -> bool:
    return span.plan_on is not None and span.plan_on <= today


def _of_agreement(
    span: PlacementSpan, facts: Facts, programme: "Programme", today: date, weight: Weight
) -> Iterator[Need]:
    agreed, id_, official = there.agreed_on(span), span.id or None, registrar(facts, today)

    def flag(code: str, rule: str, owner: Owner, strength: Weight, *, done: bool) -> Need:
        return Need(code, rule, owner, strength, done, None, agreed, id_)

    def dated(code: str, rule: str, owner: Owner, strength: Weight, on: date | None) -> Need:
        known = on is not None and on <= today
        return Need(code, rule, owner, strength, known, on if known else None, agreed, id_)

    yield dated("agreement", "R112", Owner.BROKER, weight, agreed)
    yield flag("terms", "R99", Owner.BROKER, Weight.ADVISED, done=span.terms)
    yield flag("goal_told", "R100", Owner.BROKER, Weight.ADVISED, done=span.goal_told)
    if there.purpose_is_needed(span):
        yield flag("purpose", "R103", Owner.BROKER, Weight.REMINDER, done=span.purpose is not None)
        yield flag("why_not_paid_hours", "R101", Owner.BROKER, Weight.REMINDER, done=span.why_not_paid_hours)
    yield flag("contact_person", "R107", Owner.COMPANY, weight, done=span.contact)
    yield dated("plan", "R108", Owner.BROKER, weight, span.plan_on)
    yield dated("min_plan_agreement", "R113", official, Weight.REMINDER, span.min_plan_on)
    if there.vitas_is_needed(span, programme):
        yield dated("vitas", "R113", official, Weight.REMINDER, span.vitas_on)
    if there.purpose_is_needed(span) and span.purpose is not None:
        yield dated("purpose_min_plan", "R114", official, Weight.REMINDER, span.purpose_min_plan_on)
        yield dated("purpose_vitas", "R114", official, Weight.REMINDER, span.purpose_vitas_on)


def _follow_up(facts: Facts, programme: "Programme", today: date) -> Iterator[Need]:
    def due_or_done(code: str, rule: str, id_: str | None, on: date | None, since: date | None) -> Need:
        return Need(code, rule, Owner.BROKER, Weight.REMINDER, since is None, on, since, id_)

    for span in there.running_agreements(facts, programme, today):
        due, id_ = there.follow_up_due(span, facts, programme), span.id or None
        if due < today:
            yield due_or_done("follow_up", "R124", id_, None, due)
        else:
            yield due_or_done("follow_up", "R124", id_, span.followed_up_on, None)
        told = there.company_told_on(span, facts, today)
        if told != span.start:
            yield due_or_done("company_told", "R126", id_, told, None if told else there.broker_since(facts, today))
    yield _on("self_support", "R128", Owner.CITIZEN, Weight.REQUIRED, there.self_supporting_since(facts, today))


def _aftercare(facts: Facts, programme: "Programme", today: date) -> Iterator[Need]:
    step = latest_on(facts.steps, today)
    consent = there.aftercare_consent(facts, today)
    answered = consent is not ConsentState.MISSING
    yield Need("aftercare_consent", "R130", Owner.CITIZEN, Weight.REMINDER, answered)
    if step is None or step.step is not Step.AFTERCARE or consent is ConsentState.DECLINED:
        return
    begun = there.aftercare_from(facts, step.start, today)
    first = plus_months(begun, programme.aftercare_months[0])
    if consent is ConsentState.GIVEN and today <= plus_months(begun, programme.aftercare_months[1]):
        due = there.aftercare_due(facts, programme, begun, today)
        kept = due >= today
        reached = facts.last_reached_on if kept else None
        yield Need("aftercare_contact", "R129", Owner.BROKER, Weight.REMINDER, kept, reached, None if kept else due)
    yield _on("aftercare_months", "R129", Owner.BROKER, Weight.REQUIRED, first if first <= today else None)


_ASKED: Final[dict[CoreElement, Asked]] = {
    CoreElement.BROKER: _broker,
    CoreElement.CV_AND_GOAL: _cv_and_goal,
    CoreElement.MATCH: _match,
    CoreElement.FOLLOW_UP: _follow_up,
}

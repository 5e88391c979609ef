"""Core element 3: going to companies; and step 3 without a placement (R93, R127, R131)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Level, Step
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import agreed_on, agreements, self_supporting_since
from broker_tui.domain.needs import approached_on
from broker_tui.domain.status import in_group_1, latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def approach_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R93: in step 2 broker and citizen go to companies; none has been approached since the step began."""
    step = latest_on(facts.steps, today)
    if step is None or step.step is not Step.TOWARDS_JOB or approached_on(facts, today) is not None:
        return None
    if any(agreements(facts, programme, today)) or not in_group_1(facts, programme, today):
        return None
    return Finding("approach_missing", Level.INFO, "R93", step.start, params={"days": (today - step.start).days})


def placement_ended(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R127, R105: the placement is over and there is no new one, so the search for another match begins."""
    ends = [span.end for span in facts.placements if span.end is not None and agreed_on(span) <= today]
    last = max((end for end in ends if end < today), default=None)
    if last is None or not _in_step_3_without(facts, programme, today):
        return None
    since = last + timedelta(days=1)
    return Finding("placement_ended", Level.WARNING, "R127", since, params={"ended": last, "days": (today - last).days})


def placement_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R131: a citizen may come in at step 3, and then a placement with plan and contact person is there."""
    step = latest_on(facts.steps, today)
    if step is None or any(agreed_on(span) <= today for span in facts.placements):
        return None
    if not _in_step_3_without(facts, programme, today):
        return None
    return Finding("placement_missing", Level.WARNING, "R131", step.start, params={"started": step.start})


def _in_step_3_without(facts: Facts, programme: "Programme", today: date) -> bool:
    """Tell whether a citizen is in step 3 and neither at a company or school nor supporting herself."""
    step = latest_on(facts.steps, today)
    if step is None or step.step is not Step.COMPANY or self_supporting_since(facts, today) is not None:
        return False
    going_on = any(agreed_on(span) <= today and (span.end is None or span.end >= today) for span in facts.placements)
    return not going_on and in_group_1(facts, programme, today)

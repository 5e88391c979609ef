"""Core element 2: the CV is made together with the broker, and is found by companies when that was agreed (R72-R78)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes import CvWork, Level, PlacementKind
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.fulfilment import cv_begun_on, cv_with_broker_on
from broker_tui.domain.status import in_group_1, latest_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def cv_without_broker(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R72, R73: the CV is always made together with the broker; a CV café is a supplement and no more."""
    if not facts.cv or cv_with_broker_on(facts, today) is not None:
        return None
    begun = cv_begun_on(facts, today)
    if begun is None or not in_group_1(facts, programme, today):
        return None
    return Finding("cv_without_broker", Level.WARNING, "R72", begun, params={"begun": begun})


def searchable_without_job_sought(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R78: companies find a CV when "Jeg søger job som" is filled in."""
    if not facts.searchable or (span := latest_on(facts.searchable, today)) is None or span.job_sought_filled:
        return None
    if not in_group_1(facts, programme, today):
        return None
    return Finding("searchable_without_job_sought", Level.WARNING, "R78", span.start, params={"agreed": span.start})


def cv_not_updated(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R105: an internship gives something to put on the CV, so it is brought up to date when one has ended."""
    ends = [
        span.end
        for span in facts.placements
        if span.kind is PlacementKind.INTERNSHIP and span.end is not None and span.end < today
    ]
    if not ends:
        return None
    last = max(ends)
    if any(mark.on >= last and mark.work is not CvWork.CAFE for mark in facts.cv if mark.on <= today):
        return None
    return Finding("cv_not_updated", Level.INFO, "R105", last) if in_group_1(facts, programme, today) else None

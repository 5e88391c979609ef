"""The person-group markers of the official systems (R12)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Group, Level, Marker, SeniorPension
from broker_tui.domain.facts import Facts, MarkerSpan
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import group_on

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme


def rehab_marker_on(facts: Facts, day: date) -> MarkerSpan | None:
    """Return the marker of group 2 that holds on a day, None when there is none."""
    for span in facts.markers:
        if span.marker is Marker.REHAB and span.start <= day and (span.end is None or span.end >= day):
            return span
    return None


def marker_text(programme: "Programme") -> str:
    """Return the marker of group 2 as the official systems word it."""
    return programme.markers.get(Marker.REHAB, "")


def marker_missing(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R12: group 2 carries its marker, where the edition asks for it."""
    if not programme.markers_are_must:
        return None
    group = group_on(facts, today)
    if group is None or group.group is not Group.REHABILITATION or rehab_marker_on(facts, today) is not None:
        return None
    return Finding("marker_missing", Level.WARNING, "R12", group.start, params={"marker": marker_text(programme)})


def marker_superfluous(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R12: group 1 has no marker, since it is what is left; an applicant for senior pension is R20's."""
    if not facts.markers or facts.senior_pension is SeniorPension.APPLIED:
        return None
    marker = rehab_marker_on(facts, today)
    if marker is None:
        return None
    group = group_on(facts, today)
    if group is None or group.group is not Group.INTERVENTION:
        return None
    since = max(marker.start, group.start)
    return Finding("marker_superfluous", Level.WARNING, "R12", since, params={"marker": marker_text(programme)})

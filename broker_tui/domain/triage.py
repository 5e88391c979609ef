"""The order of the day: findings of many citizens in the order in which they ask for something."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from broker_tui.domain.codes import LEVEL_ORDER, Level
from broker_tui.domain.finding import Finding


class Due(NamedTuple):
    """One finding of one citizen."""

    citizen_id: str
    finding: Finding


def order(items: Iterable[Due]) -> list[Due]:
    """Return items most urgent first: level, then what has waited longest, then code and citizen.

    The order is total, so the same findings always stand in the same order.
    """
    return sorted(items, key=_key)


def _key(item: Due) -> tuple[int, date, str, str]:
    level, day, code = item.finding.urgency
    return level, day, code, item.citizen_id


def asks(finding: Finding) -> bool:
    """Tell whether a finding belongs in lists and badges; information stays on the citizen's page."""
    return finding.level is not Level.INFO


def to_do(found: Mapping[str, Iterable[Finding]]) -> list[Due]:
    """Return what the citizens ask for, most urgent first; information is left out."""
    return order(Due(id_, finding) for id_, findings in found.items() for finding in findings if asks(finding))


def totals(findings: Iterable[Finding]) -> dict[Level, int]:
    """Return how many findings there are of each level that asks for something, zeros included."""
    counted: dict[Level, int] = {level: 0 for level in LEVEL_ORDER if level is not Level.INFO}
    for finding in findings:
        if finding.level is not Level.INFO:
            counted[finding.level] += 1
    return counted


def worst(findings: Iterable[Finding]) -> Level | None:
    """Return the most urgent level that asks for something, None when nothing does."""
    return min((finding.level for finding in findings if asks(finding)), key=LEVEL_ORDER.__getitem__, default=None)

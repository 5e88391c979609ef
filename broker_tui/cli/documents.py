"""The shapes of JSON that others build on, and how a finding reads in a line of text.

Keys may be added; none is renamed or taken away.
"""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from broker_tui.domain.codes import Level
from broker_tui.domain.finding import Finding
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.store.caseload import CaseloadRow


def iso(day: date | None) -> str | None:
    """Return a day as `2026-11-20`."""
    return None if day is None else day.isoformat()


def code(value: Enum | None) -> object:
    """Return a code as it is stored: text, or a number for steps."""
    return None if value is None else value.value


def finding_document(words: Words, finding: Finding) -> dict[str, object]:
    """Return a finding with its words."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "rule": finding.rule,
        "since": iso(finding.since),
        "due": iso(finding.due),
        "text": words(f"finding.{finding.code}.title", **finding.params),
    }


def citizen_document(row: "CaseloadRow", *, with_cpr: bool) -> dict[str, object]:
    """Return what the list knows about a citizen."""
    return {
        "id": row.id,
        "name": row.name,
        **({"cpr": row.cpr} if with_cpr else {}),
        "group": code(row.group),
        "markers": [marker.value for marker in row.markers],
        "exemption": row.exemption,
        "exemption_ends_on": iso(row.exemption_ends_on),
        "step": code(row.step),
        "step_started_on": iso(row.step_started_on),
        "broker": row.broker_name,
        "broker_id": row.broker_id,
        "edition": row.edition,
        "enrolled_on": iso(row.enrolled_on),
        "last_contact": iso(row.last_contact_on),
        "last_contact_medium": code(row.last_contact_medium),
        "last_contact_outcome": code(row.last_contact_outcome),
        "last_reached": iso(row.last_reached_on),
        "placement": code(row.placement),
        "company": row.company,
        "exit_reason": code(row.exit_reason),
        "exited_on": iso(row.exited_on),
    }


def when(words: Words, finding: Finding, today: date) -> str:
    """Return since when or by when, whichever a finding has; what is overdue tells since when."""
    if finding.is_event:
        return ""
    overdue = finding.level is Level.OVERDUE
    if finding.due is not None and not (overdue and finding.since):
        return words("cli.by", on=words.date(finding.due, today))
    return "" if finding.since is None else words("cli.since", on=words.date(finding.since, today))

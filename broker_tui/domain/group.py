"""Groups, exemptions, markers and the other dated facts that decide whether a citizen is in the indsatsgruppe."""

from datetime import date

from broker_tui.domain.codes import ExitReason, Group, Marker, Readiness, SeniorPension
from broker_tui.domain.model import Line, Record


class GroupMembership(Record):
    """The time a citizen has been in one group (R4, R8)."""

    group: Group
    started_on: date
    ended_on: date | None = None
    note: Line = ""


class Exemption(Record):
    """A time of exemption; `type` is a code of the programme's 13 (R16) or `other`, which does not subtract."""

    type: str
    started_on: date
    ended_on: date | None = None
    note: Line = ""


class PersonMarker(Record):
    """A person-group marker as set in the official system (R12)."""

    marker: Marker
    started_on: date
    ended_on: date | None = None


class ReadinessPeriod(Record):
    """The readiness the citizen was judged to have from a day on (R25)."""

    readiness: Readiness
    started_on: date


class SeniorPensionEvent(Record):
    """A step in an application for senior pension (R18-R21)."""

    status: SeniorPension
    on: date


class ClarificationTalk(Record):
    """A talk between citizen and caseworker that clarifies the group (R6); `outcome` is the group it led to."""

    on: date
    caseworker: Line = ""
    outcome: Group | None = None


class ProgrammeExit(Record):
    """The citizen has left the programme (R22); `returned_on` when she has come back."""

    reason: ExitReason
    on: date
    returned_on: date | None = None
    note: Line = ""

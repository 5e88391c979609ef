"""Facts: what the rules read about one citizen.

A Case (pydantic, with texts) is what is stored and shown; Facts are the narrow, light projection of it that rules
judge, so that 36,000 citizens can be judged from plain rows. `case.facts_of` and the store's reader make the same
Facts, and a property test holds them to it.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from broker_tui.domain.codes import (
    ContactMedium,
    ContactOutcome,
    ExitReason,
    Group,
    Marker,
    NetworkWish,
    PlacementKind,
    RehabTarget,
    SeniorPension,
    Step,
)
from broker_tui.domain.dates import IsoWeek


class GroupSpan(NamedTuple):
    """A time in one group; `end` is its last day, None while it goes on."""

    start: date
    end: date | None
    group: Group


class BrokerSpan(NamedTuple):
    """A time with one broker."""

    start: date
    end: date | None
    broker_id: str
    has_authority: bool = False


class ExemptionSpan(NamedTuple):
    """A time under one exemption; `type` is a code of the programme's list (R16)."""

    start: date
    end: date | None
    type: str


class MarkerSpan(NamedTuple):
    """A time with one person-group marker (R12)."""

    start: date
    end: date | None
    marker: Marker


class PlacementSpan(NamedTuple):
    """A time at a company or school (R96)."""

    start: date
    end: date | None
    kind: PlacementKind


class StepSpan(NamedTuple):
    """A time in one step."""

    start: date
    end: date | None
    step: Step


class ExitSpan(NamedTuple):
    """A time outside the programme; `end` is the day before the return, None while there is none (R22)."""

    start: date
    end: date | None
    reason: ExitReason


AnySpan = TypeVar("AnySpan", GroupSpan, BrokerSpan, ExemptionSpan, MarkerSpan, PlacementSpan, StepSpan, ExitSpan)


def in_order(spans: Iterable[AnySpan]) -> tuple[AnySpan, ...]:
    """Return spans by start, then end (open last), then what they hold: the one order in which Facts carry them."""
    return tuple(sorted(spans, key=lambda span: (span.start, span.end or date.max, span[2])))


class Facts(NamedTuple):
    """What the rules read about one citizen, as known on the day of judging.

    Spans are sorted by start and include past and future ones; `exits` are spans too, and `exited_on` is the start of
    the one in force on the day of judging. `last_*` and `open_tasks` hold what lies on or before
    the day of judging. `last_contact_*` is the last contact or attempt with the citizen herself, `last_reached_*`
    the last one that reached her (C5).
    """

    id: str
    edition: str
    enrolled_on: date
    birth_date: date
    benefit: str | None = None
    in_intro_programme: bool = False
    unable_to_take_part: bool = False
    assessment: RehabTarget | None = None
    rehab_plan_started_on: date | None = None
    rehab_team_on: date | None = None
    rehab_outcome: RehabTarget | None = None
    rehab_outcome_on: date | None = None
    senior_pension: SeniorPension | None = None
    senior_pension_on: date | None = None
    network_wish: NetworkWish = NetworkWish.NOT_ASKED
    has_caseworker: bool = False
    case_closed_on: date | None = None
    exit_reason: ExitReason | None = None
    exited_on: date | None = None
    groups: tuple[GroupSpan, ...] = ()
    brokers: tuple[BrokerSpan, ...] = ()
    exemptions: tuple[ExemptionSpan, ...] = ()
    markers: tuple[MarkerSpan, ...] = ()
    placements: tuple[PlacementSpan, ...] = ()
    steps: tuple[StepSpan, ...] = ()
    exits: tuple[ExitSpan, ...] = ()
    talks: tuple[date, ...] = ()
    talk_decided_group: bool = False
    excused_weeks: tuple[IsoWeek, ...] = ()
    open_tasks: tuple[date | None, ...] = ()
    last_contact_on: date | None = None
    last_contact_medium: ContactMedium | None = None
    last_contact_outcome: ContactOutcome | None = None
    last_reached_on: date | None = None
    last_reached_medium: ContactMedium | None = None

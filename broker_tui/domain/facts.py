"""Facts: what the rules read about one citizen.

A Case (pydantic, with texts) is what is stored and shown; Facts are the narrow, light projection of it that rules
judge, so that 36,000 citizens can be judged from plain rows. `case.facts_of` and the store's reader make the same
Facts, and a property test holds them to it.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from broker_tui.domain.codes import (
    ConsentPurpose,
    ContactMedium,
    ContactOutcome,
    CvWork,
    ExitReason,
    FollowUpInterval,
    Group,
    InternshipPurpose,
    Marker,
    NetworkWish,
    PlacementKind,
    RehabTarget,
    SelfSupportKind,
    SeniorPension,
    Step,
)
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.facts_step_up import StepUpSpan


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


class Phase(NamedTuple):
    """A phase of a plan for following up; `until` is its last day, None when it goes on (R111)."""

    every: FollowUpInterval
    until: date | None = None


class PlacementSpan(NamedTuple):
    """A time at a company or school (R96), and of its agreement what rules ask about (R99-R126).

    Attributes:
        id: the placement's id.
        company: the id of the shared company, or else the name as it was written down.
        work_function: what the citizen does there, as written down.
        plan_on: when the plan for following up was made by all three parties, None while one is missing (R108).
        terms: whether tasks and working time are written down (R99).
        contact: whether there is a contact person (R107).
        goal_told: whether both were told that the goal is paid hours (R100).
        followed_up_on: when it was last followed up, as known on the day of judging.
    """

    start: date
    end: date | None
    kind: PlacementKind
    id: str = ""
    company: str = ""
    work_function: str = ""
    agreed_on: date | None = None
    plan_on: date | None = None
    phases: tuple[Phase, ...] = ()
    purpose: InternshipPurpose | None = None
    paid_hours_possible: bool | None = None
    terms: bool = False
    contact: bool = False
    goal_told: bool = False
    why_not_paid_hours: bool = False
    next_workplace: bool = False
    is_taster: bool = False
    min_plan_on: date | None = None
    vitas_on: date | None = None
    purpose_min_plan_on: date | None = None
    purpose_vitas_on: date | None = None
    company_told_on: date | None = None
    followed_up_on: date | None = None


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


class SearchableSpan(NamedTuple):
    """A time in which companies may find the CV (R78)."""

    start: date
    end: date | None
    job_sought_filled: bool


class SelfSupportSpan(NamedTuple):
    """A time in which a citizen supports herself (R128)."""

    start: date
    end: date | None
    kind: SelfSupportKind


class CvMark(NamedTuple):
    """Work on the CV (R71, R72)."""

    on: date
    work: CvWork
    with_broker: bool


class GoalMark(NamedTuple):
    """A job goal from a day on; `concrete` when workplaces, tasks and abilities are all written down (R91)."""

    on: date
    concrete: bool


class Approached(NamedTuple):
    """Companies approached for a citizen (R93): how often, first and last."""

    first_on: date
    last_on: date
    times: int


class ConsentMark(NamedTuple):
    """An answer to the question of consent (R130)."""

    on: date
    purpose: ConsentPurpose
    refused: bool
    withdrawn_on: date | None


AnySpan = TypeVar(
    "AnySpan",
    GroupSpan,
    BrokerSpan,
    ExemptionSpan,
    MarkerSpan,
    PlacementSpan,
    StepSpan,
    ExitSpan,
    SearchableSpan,
    SelfSupportSpan,
    StepUpSpan,
)


def in_order(spans: Iterable[AnySpan]) -> tuple[AnySpan, ...]:
    """Return spans by start, then end (open last), then what they hold: the one order in which Facts carry them."""
    return tuple(sorted(spans, key=lambda span: (span.start, span.end or date.max, *span[2:4])))


class Facts(NamedTuple):
    """What the rules read about one citizen, as known on the day of judging.

    Spans are sorted by start and include past and future ones; `exits` are spans too, and `exited_on` is the start of
    the one in force on the day of judging. `last_*`, `open_tasks`, `cv`, `goals`, `approached` and `consents` hold what
    lies on or before the day of judging, the oldest first; so do the forms and agreed items of `step_ups`.
    `last_contact_*` is the last contact or attempt with the citizen herself, `last_reached_*` the last one that reached
    her (C5).
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
    has_resources: bool = False
    min_plan_broker_on: date | None = None
    cv: tuple[CvMark, ...] = ()
    searchable: tuple[SearchableSpan, ...] = ()
    goals: tuple[GoalMark, ...] = ()
    approached: Approached | None = None
    consents: tuple[ConsentMark, ...] = ()
    self_support: tuple[SelfSupportSpan, ...] = ()
    is_provider: bool | None = None
    step_ups: tuple[StepUpSpan, ...] = ()

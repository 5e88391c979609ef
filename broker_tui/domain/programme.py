"""Programme: one edition of the model, with its limits, lists and sources, as `data/programmes/*.toml` holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from broker_tui.domain.codes import Marker, PlacementKind
from broker_tui.domain.codes_results import MonthStatus


@dataclass(frozen=True, slots=True)
class ExemptionType:
    """One exemption of the official systems (R16).

    Attributes:
        code: what is stored.
        label: the official Danish wording.
        subtracts: whether it takes the citizen out of the indsatsgruppe while it lasts (R14).
        six_weeks: whether it may last six weeks at most.
    """

    code: str
    label: str
    subtracts: bool = True
    six_weeks: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """The numbers and lists of one edition; rules read them and hold none of their own.

    Attributes:
        code: `fsm2`, `fsm3`, or the file name of a third.
        label: the name shown.
        period_start: first day of the project, None when it has no period (R36).
        period_end: last day of the project (R30).
        minimum_age: below it a citizen gets a soft warning (C1).
        benefits: codes of the benefits in the target group (R2, C2), each with its Danish label.
        exemptions: the exemption types by code (R16), in their official order.
        markers: the literal texts of the person-group markers (R12).
        markers_are_must: whether group 2 has to carry its marker (FSM2); FSM3 names none, so they may be used (C13).
        weekly_is_must: whether weekly contact is a duty (FSM2) or the rule of thumb (FSM3) (C3).
        stops_weekly: kinds of placement that rest the weekly contact from their actual start (R96).
        counts: kinds that count toward the result requirement, with the rule that says so (R58).
        counts_not: kinds that do not count, with the rule that says so (R58).
        step_1_months: how long step 1 should last at most (R83).
        step_2_days: how long step 2 should last at most (R115).
        exemption_six_weeks_days: the bound of the six-week exemptions (R16).
        clarification_talks_max: talks in the clarification (R6).
        senior_pension_months: how long a decision may take (R19).
        follow_up_months: follow-up interval of a placement (R110).
        first_follow_up_days: when a placement is first followed up after its start, where no plan says (R121).
        vitas_kinds: kinds that have to stand in VITAS (R113, C9).
        aftercare_interval_months: how often aftercare asks for contact (R129, C18).
        aftercare_months: first and last month of aftercare (R129, C19).
        targets: the shares to reach, ascending (R40).
        municipalities: those that took part (R29).
        results_month_status: which days decide whether a citizen belongs to the group of a month (C6).
        sources: the source of each number and list, by attribute name.
    """

    code: str
    label: str
    minimum_age: int
    benefits: Mapping[str, str]
    exemptions: Mapping[str, ExemptionType]
    markers: Mapping[Marker, str]
    markers_are_must: bool
    weekly_is_must: bool
    stops_weekly: frozenset[PlacementKind]
    counts: Mapping[PlacementKind, str]
    counts_not: Mapping[PlacementKind, str]
    step_1_months: int
    step_2_days: int
    exemption_six_weeks_days: int
    clarification_talks_max: int
    senior_pension_months: int
    follow_up_months: int
    first_follow_up_days: int
    vitas_kinds: frozenset[PlacementKind]
    aftercare_interval_months: int
    aftercare_months: tuple[int, int]
    targets: tuple[float, ...]
    period_start: date | None = None
    period_end: date | None = None
    municipalities: tuple[str, ...] = ()
    results_month_status: MonthStatus = MonthStatus.LAST_DAY
    sources: Mapping[str, str] = field(default_factory=dict)

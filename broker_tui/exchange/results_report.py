"""The report of the results as plain data, the one source of every file made of it (R40-R59).

It names citizens only as the report was asked to, and holds neither their ids nor their CPR numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import IsoWeek, Month
from broker_tui.domain.results_month import MonthResult, Target
from broker_tui.domain.results_standing import MonthStanding
from broker_tui.domain.weeks import KeptRequired

if TYPE_CHECKING:
    from broker_tui.domain.codes import Step
    from broker_tui.domain.indicators import MonthIndicators
    from broker_tui.domain.programme import Programme
    from broker_tui.domain.status import StepClock


class ReportScope(NamedTuple):
    """Whose results these are, by name; what is empty leaves nobody out."""

    broker: str = ""
    municipality: str = ""
    edition: str = ""


class ReportPerson(NamedTuple):
    """One citizen of the month.

    Attributes:
        who: her name or her initials.
        broker: whose she was on the day the month is measured on, empty when nobody's.
        step: where she is today, None where in none.
        standing: what is said of her.
        edition: the edition she is in.
    """

    who: str
    broker: str
    step: "Step | None"
    standing: MonthStanding
    edition: str


class ReportStep(NamedTuple):
    """How long a citizen has been in the step she is in."""

    who: str
    broker: str
    clock: "StepClock"

    @property
    def over(self) -> bool:
        """Whether it has lasted longer than it should (R83, R115)."""
        return self.clock.limit_days is not None and self.clock.days > self.clock.limit_days


class ReportGap(NamedTuple):
    """Something an official system lacks about a citizen; `code` is one of `registrations.LACKS`."""

    who: str
    broker: str
    code: str
    rule: str
    since: date | None


class BrokerWeeks(NamedTuple):
    """The weekly contact of one broker's citizens, week by week (R95-R98); of nobody's citizens `broker` is empty."""

    broker: str
    sums: tuple[KeptRequired, ...]


class ReportAhead(NamedTuple):
    """Agreed starts after today, as counts: facts, and no prediction.

    Attributes:
        citizens: how many have one.
        more: how many of them are in the net group and do not count yet.
        first: the day of the first.
    """

    citizens: int = 0
    more: int = 0
    first: date | None = None


@dataclass(frozen=True)
class Report:
    """What is reported.

    Attributes:
        today: the day it was made on; steps, gaps and weeks are those of this day.
        scope: whose results these are.
        status: which days decide about the group (C6).
        programme: the edition whose targets and period hold; `programmes` all editions by code.
        editions: how many of the citizens have each edition.
        targets: what is to be reached, ascending.
        months: the newest last; `best` the one with the highest share.
        indicators: what is followed beside, month by month; none unless it was counted.
        month: the month whose citizens are listed; `result` its numbers.
        needed: how many more citizens each target takes in that month.
        ahead: agreed starts.
        full_names: citizens are named rather than given by their initials.
        people: the citizens of the month, those who count first.
        weeks: the weeks of contact, the oldest first; `contact` what was kept in them, by broker.
        steps: who of the indsatsgruppe is in step 1 or 2 today, the longest over first.
        gaps: what official systems lack today.
    """

    today: date
    scope: ReportScope
    status: MonthStatus
    programme: "Programme"
    programmes: "Mapping[str, Programme]"
    editions: Mapping[str, int]
    targets: tuple[Target, ...]
    months: tuple[MonthResult, ...]
    best: MonthResult | None
    indicators: "tuple[MonthIndicators, ...]"
    month: Month
    result: MonthResult
    needed: tuple[tuple[Target, int], ...]
    ahead: ReportAhead
    full_names: bool
    people: tuple[ReportPerson, ...]
    weeks: tuple[IsoWeek, ...]
    contact: tuple[BrokerWeeks, ...]
    steps: tuple[ReportStep, ...]
    gaps: tuple[ReportGap, ...]

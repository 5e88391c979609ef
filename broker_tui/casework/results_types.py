"""The results of a scope as they are handed on: months, citizens, what lies ahead, what is followed beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.domain.results import MonthStanding
from broker_tui.domain.results_month import MonthResult, Target, best_month, needed

if TYPE_CHECKING:
    from broker_tui.domain.codes import PlacementKind
    from broker_tui.domain.indicators import MonthIndicators
    from broker_tui.domain.programme import Programme


class ResultScope(NamedTuple):
    """Whose results are asked for; None stands for all.

    A broker's are those who were hers on the day the month is measured on. A municipality is where citizens live (R56).
    """

    broker_id: str | None = None
    municipality: str | None = None
    edition: str | None = None


EVERYBODY: Final = ResultScope()


class ResultRow(NamedTuple):
    """One citizen of a month."""

    citizen_id: str
    name: str
    standing: MonthStanding
    edition: str


class Ahead(NamedTuple):
    """A placement that counts and is agreed to start after today: a fact, and no prediction.

    `counts` tells whether the citizen counts already this month; `in_group` whether she is in the net group today.
    """

    on: date
    citizen_id: str
    name: str
    kind: "PlacementKind"
    in_group: bool
    counts: bool


@dataclass(slots=True)
class Results:
    """The results of a scope.

    Attributes:
        scope: whose.
        today: the day they were made on.
        status: which days decide about the group (C6).
        programme: the edition whose targets and period hold: the one asked for, or that of most of the citizens.
        editions: how many of the citizens have each edition; more than one means that the targets are a mixture.
        targets: what is to be reached, ascending.
        months: the newest last; while they are made, those so far.
        ids: all citizens of the scope by name, whichever months they belong to.
        names: what they are called.
        edition_of: the edition of each.
        standings: what is said of each citizen in each month, in the order of `ids`; None who is not of the scope then.
        ahead: agreed starts after today, the next first.
        indicators: what is followed beside, in the order of `months`; none unless they were asked for.
        complete: nobody broke it off.
    """

    scope: ResultScope
    today: date
    status: MonthStatus
    programme: "Programme"
    editions: Mapping[str, int]
    targets: tuple[Target, ...]
    months: tuple[MonthResult, ...] = ()
    ids: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    edition_of: Mapping[str, str] = field(default_factory=dict)
    standings: dict[Month, list[MonthStanding | None]] = field(default_factory=dict)
    ahead: tuple[Ahead, ...] = ()
    indicators: "tuple[MonthIndicators, ...]" = ()
    complete: bool = False

    def of(self, month: Month) -> MonthResult | None:
        """Return one month, None when it is not among them."""
        return next((one for one in self.months if one.month == month), None)

    @property
    def best(self) -> MonthResult | None:
        """The month with the highest share."""
        return best_month(self.months)

    def needed(self, month: Month) -> tuple[tuple[Target, int], ...]:
        """Return for each target how many more citizens with paid hours a month takes; 0 where it is reached."""
        result = self.of(month)
        return () if result is None else tuple((target, needed(result, target.share)) for target in self.targets)

    def standing(self, citizen_id: str, month: Month) -> MonthStanding | None:
        """Return what is said of one citizen in a month."""
        return self.standings[month][self.ids.index(citizen_id)]

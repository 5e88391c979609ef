"""What all citizens together make of a month: the groups, the share, and what it would take (R40, R42, R49, R57)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import Group, PlacementKind
from broker_tui.domain.codes_results import ResultColumn, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.results import MonthStanding, Verdict

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

NO_KINDS: Final[Mapping[PlacementKind, int]] = MappingProxyType({})


class GroupTwo(NamedTuple):
    """Group 2 by itself, never mixed with the indsatsgruppe (R49); each number is persons.

    Attributes:
        size: how many are in group 2.
        paid_hours: how many had paid hours, as they would count in group 1.
        education: how many had education that would count.
        kinds: how many had each kind of placement, flex jobs and internships among them (R47, R48).
    """

    size: int = 0
    paid_hours: int = 0
    education: int = 0
    kinds: Mapping[PlacementKind, int] = NO_KINDS


class MonthResult(NamedTuple):
    """One month of one scope; every number is persons.

    Attributes:
        month: the month; `day` the day it was measured on, today for the current one.
        gross: those in group 1, in the programme, the exempt included; `exempt` those subtracted (R14).
        net: gross less exempt, the denominator (R57).
        counted: the numerator; `paid_hours` and `education` are its two columns, which share nobody (R42-R44).
        group2: group 2 by itself.
        so_far: the month is not over.
        in_period: the month touches the project period of the edition, or it has none (R30, R36).
        kinds: how many of group 1, the exempt included, had each kind of placement (R47).
        exempt_by_type: the exempt by type of exemption (R16).
    """

    month: Month
    day: date
    gross: int
    exempt: int
    net: int
    counted: int
    paid_hours: int
    education: int
    group2: GroupTwo = GroupTwo()
    so_far: bool = False
    in_period: bool = True
    kinds: Mapping[PlacementKind, int] = NO_KINDS
    exempt_by_type: Mapping[str, int] = MappingProxyType({})

    @property
    def share(self) -> float | None:
        """Counted of net, None when nobody is in the group."""
        return self.counted / self.net if self.net else None


class Target(NamedTuple):
    """A share to reach, exactly: one of the edition's (R40), or the team's own."""

    share: Fraction
    is_team_goal: bool = False


def month_result(standings: Iterable[MonthStanding], programme: "Programme", month: Month, today: date) -> MonthResult:
    """Sum up what `judge_month` says of everybody in a scope."""
    return sum_up(counted_verdicts(standings), programme, month, today)


def counted_verdicts(standings: Iterable[MonthStanding]) -> list[tuple[Verdict, int]]:
    """Return each verdict with its persons; by identity, since many share one and comparing what it holds is slow."""
    verdicts = [*map(itemgetter(0), standings)]
    persons = Counter(map(id, verdicts))
    by_id = dict(zip(map(id, verdicts), verdicts, strict=True))
    return [(verdict, persons[one]) for one, verdict in by_id.items()]


def sum_up(verdicts: Iterable[tuple[Verdict, int]], programme: "Programme", month: Month, today: date) -> MonthResult:
    """Sum up verdicts, each with so many persons."""
    sums = _Sums()
    for verdict, persons in verdicts:
        sums.add(verdict, persons)
    persons_in = sums.of_columns
    return MonthResult(
        month=month,
        day=min(month.last, today),
        gross=sums.net + sums.exempt,
        exempt=sums.exempt,
        net=sums.net,
        counted=persons_in.total(),
        paid_hours=persons_in[ResultColumn.PAID_HOURS],
        education=persons_in[ResultColumn.EDUCATION],
        group2=GroupTwo(sums.size_2, sums.paid_2, sums.education_2, _in_order(sums.kinds_2)),
        so_far=today < month.last,
        in_period=touches_period(programme, month),
        kinds=_in_order(sums.kinds),
        exempt_by_type={code: sums.exempt_by_type[code] for code in sorted(sums.exempt_by_type)},
    )


class _Sums:
    """The running sums of a month."""

    def __init__(self) -> None:
        self.net = self.exempt = self.size_2 = self.paid_2 = self.education_2 = 0
        self.of_columns: Counter[ResultColumn] = Counter()
        self.kinds: Counter[PlacementKind] = Counter()
        self.kinds_2: Counter[PlacementKind] = Counter()
        self.exempt_by_type: Counter[str] = Counter()

    def add(self, verdict: Verdict, persons: int) -> None:
        """Add so many persons of whom the same is said."""
        if verdict.code is ResultReason.GROUP_2:
            self.size_2 += persons
            self.paid_2 += persons * verdict.paid
            self.education_2 += persons * verdict.education
            self.kinds_2.update(dict.fromkeys(verdict.kinds, persons))
        elif verdict.group is Group.INTERVENTION:
            self.net += persons * verdict.in_group
            self.kinds.update(dict.fromkeys(verdict.kinds, persons))
            if verdict.exempt:
                self.exempt += persons
                self.exempt_by_type[verdict.detail] += persons
            if verdict.column is not None:
                self.of_columns[verdict.column] += persons


def _in_order(kinds: Mapping[PlacementKind, int]) -> Mapping[PlacementKind, int]:
    return {kind: kinds[kind] for kind in PlacementKind if kind in kinds}


def touches_period(programme: "Programme", month: Month) -> bool:
    """Tell whether a month touches the project period; an edition without one works always (R30, R36)."""
    start, end = programme.period_start, programme.period_end
    return (start is None or start <= month.last) and (end is None or month.first <= end)


def targets_of(programme: "Programme", team_goal: float | None = None) -> tuple[Target, ...]:
    """Return the edition's targets and the team's own goal, ascending; a goal that is a target stands once."""
    shares = [exact(share) for share in programme.targets]
    targets = [Target(share) for share in shares]
    if team_goal is not None and exact(team_goal) not in shares:
        targets.append(Target(exact(team_goal), is_team_goal=True))
    return tuple(sorted(targets))


def exact(share: float | Fraction) -> Fraction:
    """Return a share as it was written: 0.2 is a fifth, though no float is."""
    return share if isinstance(share, Fraction) else Fraction(str(share))


def needed(result: MonthResult, target: float | Fraction) -> int:
    """Return how many more citizens of the net group have to count to reach a target; 0 when it is reached."""
    return max(0, ceil(exact(target) * result.net) - result.counted)


def reached(result: MonthResult, target: float | Fraction) -> bool:
    """Tell whether a month reaches a target; one without anybody in the group reaches none."""
    return result.net > 0 and needed(result, target) == 0


def next_target(result: MonthResult, targets: Sequence[Target]) -> Target | None:
    """Return the lowest target the month has not reached, None when it has reached all."""
    return next((one for one in targets if not reached(result, one.share)), None)


def best_month(months: Iterable[MonthResult]) -> MonthResult | None:
    """Return the month with the highest share, of several the latest; one month is enough for the target (R42)."""
    counted = [one for one in months if one.net]
    return max(counted, key=lambda one: (Fraction(one.counted, one.net), one.month), default=None)

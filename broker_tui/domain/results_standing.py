"""What is said of one citizen in one month, and why (R59)."""

from datetime import date
from typing import NamedTuple

from broker_tui.domain.codes import Group, PlacementKind
from broker_tui.domain.codes_results import ResultColumn, ResultNote, ResultReason


class Verdict(NamedTuple):
    """What is said of a citizen in a month, without dates, so that most citizens share one.

    Attributes:
        code: why.
        rule: the rule behind it.
        group: her group, None when she is in neither or outside the programme.
        in_group: she is in the net group, the denominator (R57).
        counts: she counts in the numerator; only who is in the group can.
        exempt: she is in group 1 and subtracted (R14).
        kind: the placement that decides; of who is exempt or in group 2 the one that would.
        column: where she is shown when she counts.
        detail: the type of the exemption or the reason of the exit, as a code.
        kinds: every kind of placement that touched the month, in the order of the list, each once.
        paid: whether paid hours touched the month, for group 2 and the exempt too.
        education: whether education that counts did.
        notes: what changes nothing though one might think so.
    """

    code: ResultReason
    rule: str
    group: Group | None = None
    in_group: bool = False
    counts: bool = False
    exempt: bool = False
    kind: PlacementKind | None = None
    column: ResultColumn | None = None
    detail: str = ""
    kinds: tuple[PlacementKind, ...] = ()
    paid: bool = False
    education: bool = False
    notes: tuple[ResultNote, ...] = ()


class MonthStanding(NamedTuple):
    """What is said of one citizen in one month; `on` is the day the reason is about, None where it has none.

    That is the start of the placement or exemption that decides, the day of the exit, grant or enrolment, the last day
    of what has ended, or the first of what starts later.
    """

    verdict: Verdict
    on: date | None = None

    @property
    def in_group(self) -> bool:
        """Whether she is in the net group."""
        return self.verdict.in_group

    @property
    def counts(self) -> bool:
        """Whether she counts."""
        return self.verdict.counts

    @property
    def exempt(self) -> bool:
        """Whether she is in group 1 and subtracted."""
        return self.verdict.exempt

    @property
    def group(self) -> Group | None:
        """Her group in the programme."""
        return self.verdict.group

    @property
    def column(self) -> ResultColumn | None:
        """Where she is shown when she counts."""
        return self.verdict.column

    @property
    def kind(self) -> PlacementKind | None:
        """The placement that decides."""
        return self.verdict.kind

    @property
    def code(self) -> ResultReason:
        """Why."""
        return self.verdict.code

    @property
    def rule(self) -> str:
        """The rule behind it."""
        return self.verdict.rule

"""What an import would do, told before it does it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.finding import NO_PARAMS
from broker_tui.exchange.table import SkippedRow

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker


@dataclass(frozen=True)
class ImportOptions:
    """What is asked once for the whole file.

    Attributes:
        start_on: when those began who have no start date in the file.
        broker_id: who gets the new citizens that have no broker in the file.
        edition: the edition of those for whom the file does not say.
    """

    start_on: date | None = None
    broker_id: str | None = None
    edition: str = "fsm3"


class RowProblem(NamedTuple):
    """Why a row is refused, or what looks wrong with it.

    Attributes:
        row: the row's number in the file.
        column: the header of the column, empty when it concerns the whole row.
        code: names the reason.
        words: the key of its words in the catalogue.
        value: what the cell holds, masked.
        params: values for the words.
    """

    row: int
    column: str
    code: str
    words: str
    value: str = ""
    params: Mapping[str, object] = NO_PARAMS


class FileCitizen(NamedTuple):
    """One row, read: only what its cells say; `values` holds no field whose cell is empty."""

    row: int
    cpr: str
    values: Mapping[str, object]


class Change(NamedTuple):
    """One field that the file would change.

    Attributes:
        field: the field, named as in `data/exchange/columns.toml`.
        old: what is known now, None when nothing is.
        new: what the file says.
        is_conflict: it was changed here after the last import, or entered here; kept unless the file's is taken.
    """

    field: str
    old: object
    new: object
    is_conflict: bool = False


@dataclass(frozen=True)
class ChangedCitizen:
    """A known citizen of whom the file says something else.

    Attributes:
        id: whom it concerns.
        name: her name as known now.
        file: the row.
        changes: what differs, conflicts included.
        seen: the state the changes were found in; the import stops when it is another by then.
    """

    id: str
    name: str
    file: FileCitizen
    changes: tuple[Change, ...]
    seen: int

    def wanted(self, taken: Collection[tuple[str, str]]) -> tuple[Change, ...]:
        """Return what is to be written: everything but the conflicts in which ours is kept."""
        return tuple(change for change in self.changes if not change.is_conflict or (self.id, change.field) in taken)


class NumberChange(NamedTuple):
    """A new citizen who is likely a known one whose replacement number has become a real one."""

    row: int
    citizen_id: str
    name: str


class NotInFile(NamedTuple):
    """A known citizen whom the file does not name: listed, never removed (R22-R24)."""

    id: str
    name: str


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do; nothing is written before `run_import`.

    Attributes:
        name: the file's name.
        digest: sha256 of the file.
        new: rows of citizens we do not know.
        changed: known citizens of whom something would be written if every conflict were taken.
        unchanged: how many rows say nothing new.
        refused: why rows are refused; a row may have several reasons.
        warned: what looks wrong and is imported all the same.
        skipped: rows that are no citizens.
        not_in_file: known citizens whom the file does not name.
        number_changes: offered, and done only once confirmed.
        new_brokers: brokers whom the file names and we do not know.
        start_missing: how many new citizens have no start date, and none was given for all.
        imported_before: when this very file was imported the last time (UTC).
        taken: conflicts, by citizen id and field, in which the file's value is taken.
        same_people: citizen ids of confirmed number changes.
    """

    name: str
    digest: str
    options: ImportOptions
    new: tuple[FileCitizen, ...] = ()
    changed: tuple[ChangedCitizen, ...] = ()
    unchanged: int = 0
    refused: tuple[RowProblem, ...] = ()
    warned: tuple[RowProblem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    not_in_file: tuple[NotInFile, ...] = ()
    number_changes: tuple[NumberChange, ...] = ()
    new_brokers: "tuple[Broker, ...]" = ()
    start_missing: int = 0
    imported_before: datetime | None = None
    taken: frozenset[tuple[str, str]] = field(default=frozenset())
    same_people: frozenset[str] = field(default=frozenset())

    @property
    def refused_rows(self) -> int:
        """How many rows are refused."""
        return len({problem.row for problem in self.refused})

    @property
    def to_change(self) -> tuple[ChangedCitizen, ...]:
        """Known citizens of whom something will be written as the conflicts stand."""
        return tuple(one for one in self.changed if one.wanted(self.taken))

    @property
    def conflicts(self) -> tuple[tuple[ChangedCitizen, Change], ...]:
        """Every conflict with the citizen it concerns."""
        return tuple((one, change) for one in self.changed for change in one.changes if change.is_conflict)

    def take(self, conflicts: Iterable[tuple[str, str]]) -> "ImportPlan":
        """Return the plan with the file's value in these conflicts (citizen id, field) and ours in the others."""
        return replace(self, taken=frozenset(conflicts))

    def same(self, citizens: Iterable[str]) -> "ImportPlan":
        """Return the plan with these citizens (by id) known to be the ones whose number the file has otherwise."""
        return replace(self, same_people=frozenset(citizens))

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind there are; what differs only in conflicts we keep is unchanged."""
        changing, same = len(self.to_change), len(self.same_people)
        return {
            "new": len(self.new) - same,
            "changed": changing + same,
            "unchanged": self.unchanged + len(self.changed) - changing,
            "refused": self.refused_rows,
            "not_in_file": sum(one.id not in self.same_people for one in self.not_in_file),
        }

    def fields_changed(self) -> Counter[str]:
        """Return how many citizens each field will change for."""
        return Counter(change.field for one in self.to_change for change in one.wanted(self.taken))


class ImportReceipt(NamedTuple):
    """What an import has done.

    Attributes:
        act_id: its id in the journal, None when there was nothing to write; undoing that act undoes the import.
        counts: as the plan's.
    """

    act_id: str | None
    counts: Mapping[str, int]

"""Writing a planned import: one act, all of it or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import ChangedCitizen, FileCitizen, ImportPlan, ImportReceipt
from broker_tui.exchange.errors import Cancelled, FileProblem, Progress, Stopped
from broker_tui.store.imported import IMPORT_ACT

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.store.act import Act

_AT_A_TIME: Final = 500
_Item = TypeVar("_Item")


def run_import(
    desk: Desk,
    plan: ImportPlan,
    *,
    skip_invalid: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReceipt:
    """Write a plan in one act, which `undo` takes back as a whole.

    Args:
        desk: who imports, and where to.
        plan: what to write; conflicts are kept as they are unless `plan.take` has said otherwise.
        skip_invalid: import the other rows although some are refused.
        progress: told how many citizens are written.
        cancelled: asked whether to stop; then nothing is written.

    Raises:
        FileProblem: rows are refused (refused_rows), or a citizen has changed since the plan (outdated); nothing is
            written.
        Stopped: the user has cancelled; nothing is written.
        StoreError: nothing was written.
    """
    from broker_tui.store.act import act
    from broker_tui.store.imports import log_file

    if plan.refused and not skip_invalid:
        raise FileProblem("refused_rows", n=plan.refused_rows)
    counts = plan.counts()
    params = {name: counts[name] for name in ("new", "changed")}
    with act(desk.store, IMPORT_ACT, who=desk.who, params=params) as writing:
        total = len(plan.new) + len(plan.to_change)
        work = _Writing(desk, plan, writing)
        for done in work.everything():
            if cancelled is not None and cancelled():
                raise Stopped
            if progress is not None:
                progress(done, total)
        log_file(desk.store, plan.digest, plan.name, counts)
    return ImportReceipt(writing.id if work.wrote else None, counts)


class _Writing:
    """The writing of one plan inside its act."""

    def __init__(self, desk: Desk, plan: ImportPlan, act: "Act") -> None:
        self._desk = desk
        self._plan = plan
        self._act = act
        self._same = {c.row: c.citizen_id for c in plan.number_changes if c.citizen_id in plan.same_people}
        self.wrote = False

    def everything(self) -> Iterator[int]:
        """Write brokers, new citizens and changes, yielding now and then how many citizens are done."""
        used = {file.values.get("broker") for file in self._plan.new}
        used |= {one.file.values.get("broker") for one in self._plan.to_change}
        for broker in self._plan.new_brokers:
            if broker.id in used:
                self._act.add_broker(broker)
        done = 0
        # In the order of their ids the indexes grow at their end, which is much faster for a whole municipality.
        ordered = sorted(self._plan.new, key=lambda file: self._desk.store.citizen_id(file.cpr))
        for some in batches(ordered):
            self._add([file for file in some if file.row not in self._same])
            done += len(some)
            yield done
        for batch in batches(self._plan.to_change):
            self._change(batch)
            done += len(batch)
            yield done
        self._renumber([file for file in self._plan.new if file.row in self._same])

    def _add(self, files: Sequence[FileCitizen]) -> None:
        from broker_tui.casework.import_apply import begins_on, new_case

        options, today = self._plan.options, self._desk.today
        cases: list[Case] = []
        for file in files:
            start = begins_on(file, options)
            if start is not None:
                cases.append(new_case(file, options, start, today))
        if cases:
            self._act.add_cases(cases)
            self.wrote = True

    def _change(self, changed: Sequence[ChangedCitizen]) -> None:
        from broker_tui.casework.import_apply import apply_changes
        from broker_tui.casework.import_compare import seen_state
        from broker_tui.store.cases import read_cases

        cases = dict(read_cases(self._desk.store, [one.id for one in changed]))
        for one in changed:
            case = cases.get(one.id)
            if case is None or seen_state(case) != one.seen:
                raise FileProblem("outdated")
            fields = {change.field for change in one.wanted(self._plan.taken)}
            apply_changes(self._act, one.id, case, one.file, fields, self._desk.today)
            self.wrote = True

    def _renumber(self, files: Sequence[FileCitizen]) -> None:
        """Give known citizens their real number, and what else the row says that is no conflict."""
        from broker_tui.casework.import_apply import apply_changes
        from broker_tui.casework.import_compare import Base, compare
        from broker_tui.store.cases import read_case
        from broker_tui.store.imported import imported_rows

        for file in files:
            citizen_id = self._same[file.row]
            case = read_case(self._desk.store, citizen_id)
            base = Base(imported_rows(self._desk.store, [citizen_id]).get(citizen_id, ()))
            changes = compare(file, case, base, self._desk.today, {})
            fields = {change.field for change in changes if not change.is_conflict}
            self._act.change_citizen(citizen_id, {"cpr": file.cpr})
            apply_changes(self._act, citizen_id, case, file, fields, self._desk.today)
            self.wrote = True


def batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """Yield items some hundred at a time."""
    listed = iter(items)
    while batch := list(islice(listed, _AT_A_TIME)):
        yield batch

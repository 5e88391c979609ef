"""Whole cases out and in again without loss; on top of known cases they merge record by record and delete nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from broker_tui.casework.casefile_parties import new_and_changed, read_parties, unknown_parties
from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import Change, ImportReceipt
from broker_tui.casework.import_run import batches
from broker_tui.domain.case import Case
from broker_tui.exchange.case_file import (
    BadCase,
    document_of,
    json_schema,
    parse,
    records_of,
    validated,
    write_document,
)
from broker_tui.exchange.errors import Cancelled, FileProblem, Progress, Stopped
from broker_tui.exchange.reading import read_bytes

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.company import Company
    from broker_tui.domain.model import Record
    from broker_tui.store.act import Act

__all__ = ["export_cases", "import_cases", "plan_cases", "read_case_file", "schema", "write_cases"]

CASE_ACT: Final = "cases_imported"


@dataclass(frozen=True)
class ChangedCase:
    """A known citizen whom the file says more or otherwise about.

    Attributes:
        id: whom it concerns.
        name: her name as known now.
        own: her own data that change.
        added: records the file has and we do not.
        changed: records that both have, and the file otherwise.
    """

    id: str
    name: str
    own: tuple[Change, ...]
    added: "tuple[Record, ...]"
    changed: "tuple[Record, ...]"


@dataclass(frozen=True)
class CasePlan:
    """What bringing a case file in would do.

    Attributes:
        new: cases of citizens we do not know.
        changed: known citizens who change.
        unchanged: how many cases say nothing new.
        refused: why cases cannot be used.
        new_brokers: brokers we do not know.
        changed_brokers: brokers whose own data the file has otherwise.
        new_companies: companies we do not know.
        changed_companies: companies that the file has otherwise.
    """

    new: tuple[Case, ...] = ()
    changed: tuple[ChangedCase, ...] = ()
    unchanged: int = 0
    refused: tuple[BadCase, ...] = ()
    new_brokers: "tuple[Broker, ...]" = ()
    changed_brokers: "tuple[Broker, ...]" = ()
    new_companies: "tuple[Company, ...]" = ()
    changed_companies: "tuple[Company, ...]" = ()

    def counts(self) -> dict[str, int]:
        """Return how many cases of each kind there are."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "refused": len({one.number for one in self.refused}),
        }


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the case file."""
    return json_schema()


def export_cases(desk: Desk, ids: Sequence[str] | None = None) -> dict[str, Any]:
    """Return the case file of some citizens, or of all, as plain data; it always holds whole personal numbers."""
    parties, cases = read_parties(desk), list(_exported(desk, ids))
    if ids is not None:
        parties = parties.named_by(cases)
    return document_of(parties.brokers, cases, parties.companies)


def write_cases(desk: Desk, path: Path, ids: Sequence[str] | None = None) -> int:
    """Write the case file of some citizens, or of all, readable by the user alone, and return how many cases it holds.

    Raises:
        OSError: the file cannot be written; an older one of the name is left as it was.
    """
    from broker_tui.exchange.lists import replacing

    parties, cases = read_parties(desk), _exported(desk, ids)
    with replacing(path) as stream:
        if ids is None:
            return write_document(stream, parties.brokers, cases, parties.companies)
        listed = list(cases)
        named = parties.named_by(listed)
        return write_document(stream, named.brokers, listed, named.companies)


def _exported(desk: Desk, ids: Sequence[str] | None) -> Iterator[Case]:
    from broker_tui.store.cases import read_cases
    from broker_tui.store.imported import known_citizens

    wanted = None if ids is None else set(ids)
    known = sorted(known_citizens(desk.store, desk.today), key=lambda one: one.cpr)
    chosen = [one.id for one in known if wanted is None or one.id in wanted]
    return (case for _, case in read_cases(desk.store, chosen))


def read_case_file(path: Path) -> dict[str, Any]:
    """Read a case file as plain data.

    Raises:
        FileProblem: it cannot be read, or is no JSON.
    """
    return parse(read_bytes(path))


def plan_cases(desk: Desk, document: Mapping[str, Any], *, cancelled: Cancelled | None = None) -> CasePlan:
    """Compare a case file with the database and tell what bringing it in would do; nothing is written.

    Raises:
        FileProblem: the document as a whole cannot be used; the code says why.
        Stopped: the user has cancelled.
    """
    from broker_tui.store.imported import known_citizens

    read, parties = validated(document), read_parties(desk)
    refused = [*read.refused, *unknown_parties(parties, read)]
    bad = {one.number for one in refused}
    known = {one.cpr: one.id for one in known_citizens(desk.store, desk.today)}
    usable = {number: case for number, case in read.cases.items() if number not in bad}
    new = {number: case for number, case in usable.items() if case.citizen.cpr not in known}
    changed, elsewhere, unchanged = _compared(desk, usable, known, cancelled)
    refused += elsewhere
    refused += _taken_ids(desk, new)
    bad = {one.number for one in refused}
    added, otherwise = new_and_changed(parties, read)
    return CasePlan(
        new=tuple(case for number, case in new.items() if number not in bad),
        changed=tuple(changed),
        unchanged=unchanged,
        refused=tuple(sorted(refused)),
        new_brokers=added.brokers,
        changed_brokers=otherwise.brokers,
        new_companies=added.companies,
        changed_companies=otherwise.companies,
    )


def _taken_ids(desk: Desk, cases: Mapping[int, Case]) -> Iterator[BadCase]:
    """Yield records whose id belongs to another citizen of the database."""
    from broker_tui.store.imported import owners

    for numbered in batches(cases.items()):
        owned = owners(
            desk.store, [record.id for _, case in numbered for _, some in records_of(case) for record in some]
        )
        for number, case in numbered:
            for name, records in records_of(case):
                for at, record in enumerate(records):
                    if record.id in owned:
                        yield BadCase(number, f"{name}.{at}.id", "id_elsewhere")


def _compared(
    desk: Desk, cases: Mapping[int, Case], known: Mapping[str, str], cancelled: Cancelled | None
) -> tuple[list[ChangedCase], list[BadCase], int]:
    """Return who changes, whose records belong to somebody else, and how many stay as they are."""
    from broker_tui.store.cases import read_cases
    from broker_tui.store.imported import owners

    changed: list[ChangedCase] = []
    refused: list[BadCase] = []
    unchanged = 0
    there = [(number, known[case.citizen.cpr], case) for number, case in cases.items() if case.citizen.cpr in known]
    for some in batches(there):
        if cancelled is not None and cancelled():
            raise Stopped
        now = dict(read_cases(desk.store, [citizen_id for _, citizen_id, _ in some]))
        for number, citizen_id, case in some:
            found = difference(citizen_id, now[citizen_id], case)
            foreign = owners(desk.store, [record.id for record in found.added])
            if foreign:
                refused.append(BadCase(number, "", "id_elsewhere"))
            elif found.own or found.added or found.changed:
                changed.append(found)
            else:
                unchanged += 1
    return changed, refused, unchanged


def difference(citizen_id: str, now: Case, file: Case) -> ChangedCase:
    """Return what a file has more or otherwise than a known case; what it lacks stays."""
    own = tuple(
        Change(name, getattr(now.citizen, name), getattr(file.citizen, name))
        for name in type(file.citizen).model_fields
        if getattr(now.citizen, name) != getattr(file.citizen, name)
    )
    known = {(name, record.id): record for name, records in records_of(now) for record in records}
    said = [((name, record.id), record) for name, records in records_of(file) for record in records]
    added = tuple(record for key, record in said if key not in known)
    changed = tuple(record for key, record in said if key in known and known[key] != record)
    return ChangedCase(citizen_id, now.citizen.name, own, added, changed)


def import_cases(
    desk: Desk,
    plan: CasePlan,
    *,
    skip_invalid: bool = False,
    code: str = CASE_ACT,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReceipt:
    """Write a plan in one act, which `undo` takes back as a whole; `code` is what the journal calls it.

    Raises:
        FileProblem: cases are refused (refused_cases); nothing is written.
        Stopped: the user has cancelled; nothing is written.
        StoreError: nothing was written.
    """
    from broker_tui.store.act import act

    counts = plan.counts()
    if plan.refused and not skip_invalid:
        raise FileProblem("refused_cases", n=counts["refused"])
    total, done = len(plan.new) + len(plan.changed), 0
    params = {name: counts[name] for name in ("new", "changed")}
    with act(desk.store, code, who=desk.who, params=params) as writing:
        for step in _written(desk, plan, writing):
            if cancelled is not None and cancelled():
                raise Stopped
            done += step
            if progress is not None:
                progress(done, total)
    wrote = total or plan.new_brokers or plan.changed_brokers or plan.new_companies or plan.changed_companies
    return ImportReceipt(writing.id if wrote else None, counts)


def _written(desk: Desk, plan: CasePlan, writing: "Act") -> Iterator[int]:
    """Write a plan, yielding how many citizens each step was."""
    for broker in plan.new_brokers:
        writing.add_broker(broker)
    for broker in plan.changed_brokers:
        writing.change_broker(broker)
    for company in plan.new_companies:
        writing.add_company(company)
    for company in plan.changed_companies:
        writing.change_company(company)
    # In the order of their ids the indexes grow at their end, which is much faster for a whole municipality.
    for some in batches(sorted(plan.new, key=lambda case: desk.store.citizen_id(case.citizen.cpr))):
        writing.add_cases(some)
        yield len(some)
    for changed in plan.changed:
        if changed.own:
            writing.change_citizen(changed.id, {change.field: change.new for change in changed.own})
        for record in changed.added:
            writing.add(changed.id, record)
        for record in changed.changed:
            writing.change(changed.id, record)
        yield 1

"""Bringing in another database or a case file so that nothing of ours is lost: what both have differently is told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from broker_tui.casework.casefile import (
    CasePlan,
    ChangedCase,
    export_cases,
    import_cases,
    plan_cases,
    read_case_file,
)
from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import ImportReceipt
from broker_tui.store.errors import StoreError

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case
    from broker_tui.domain.company import Company
    from broker_tui.domain.model import Model, Record

MERGE_ACT: Final = "cases_merged"
OWN: Final = "own"
BROKER: Final = "broker"
COMPANY: Final = "company"
_DAYS: Final = ("on", "started_on", "agreed_on")


class Difference(NamedTuple):
    """Something both have, and not alike.

    Attributes:
        citizen_id: whose it is, None for brokers and companies.
        name: the citizen's, broker's or company's.
        kind: `own` for a citizen's own data, `broker`, `company`, or the kind of record: a code of `record_kind`.
        record_id: the record's, empty for own data.
        on: the day our record begins or is dated, None where it has none.
        fields: which of its fields differ; never what stands in them.
    """

    citizen_id: str | None
    name: str
    kind: str
    record_id: str
    fields: tuple[str, ...]
    on: date | None = None


class MergePlan(NamedTuple):
    """What a merge would do.

    Attributes:
        cases: what is written.
        differences: what both have differently; `cases` holds it only when theirs is taken.
    """

    cases: CasePlan
    differences: tuple[Difference, ...]


def other_document(path: Path, secret: str, today: date) -> dict[str, Any]:
    """Return what another database, opened for reading alone, holds as a case file; or the case file that it is.

    Raises:
        StoreError: the database cannot be opened, as `store.open_store` tells.
        FileProblem: the case file cannot be read.
    """
    if is_case_file(path):
        return read_case_file(path)
    from broker_tui.casework.opening import desk_of
    from broker_tui.store.store import open_store

    with open_store(path, secret, read_only=True) as store:
        return export_cases(desk_of(store, today))


def is_case_file(path: Path) -> bool:
    """Tell whether a file is JSON rather than a database, which may begin with any byte but has its keys beside it."""
    from broker_tui.store.keys import keys_path

    if keys_path(path).exists():
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(64)
    except FileNotFoundError:
        raise StoreError("missing", path=path) from None
    except OSError:
        raise StoreError("unreadable", path=path) from None
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def plan_merge(desk: Desk, document: Mapping[str, Any], *, take_theirs: bool = False) -> MergePlan:
    """Compare with what the other has and tell what merging would do; nothing is written.

    Raises:
        FileProblem: the document as a whole cannot be used.
    """
    plan = plan_cases(desk, document)
    differences = tuple(_differences(desk, plan))
    return MergePlan(plan if take_theirs else added_only(plan), differences)


def merge(desk: Desk, plan: MergePlan) -> ImportReceipt:
    """Write a merge in one act, which `undo` takes back as a whole; refused citizens are left out.

    Raises:
        StoreError: nothing was written.
    """
    return import_cases(desk, plan.cases, skip_invalid=True, code=MERGE_ACT)


def added_only(plan: CasePlan) -> CasePlan:
    """Return a plan that brings in what we have not, and leaves what we have as it is."""
    gaining = tuple(replace(one, own=(), changed=()) for one in plan.changed if one.added)
    return replace(
        plan,
        changed=gaining,
        unchanged=plan.unchanged + len(plan.changed) - len(gaining),
        changed_brokers=(),
        changed_companies=(),
    )


def _differences(desk: Desk, plan: CasePlan) -> Iterator[Difference]:
    from broker_tui.casework.casefile_parties import read_parties
    from broker_tui.store.cases import read_cases

    parties = read_parties(desk)
    brokers: dict[str, Broker] = {one.id: one for one in parties.brokers}
    companies: dict[str, Company] = {one.id: one for one in parties.companies}
    for broker in plan.changed_brokers:
        ours = brokers[broker.id]
        yield Difference(None, ours.name, BROKER, broker.id, _unlike(ours, broker))
    for company in plan.changed_companies:
        held = companies[company.id]
        yield Difference(None, held.name, COMPANY, company.id, _unlike(held, company))
    differing = {one.id: one for one in plan.changed if one.own or one.changed}
    for citizen_id, case in read_cases(desk.store, list(differing)):
        one = differing[citizen_id]
        if one.own:
            yield Difference(citizen_id, one.name, OWN, "", tuple(change.field for change in one.own))
        yield from _of_records(one, case)


def _of_records(changed: ChangedCase, case: "Case") -> Iterator[Difference]:
    from broker_tui.exchange.case_file import records_of
    from broker_tui.store.registry import RECORDS

    kinds = {table.case_field: table.name for table in RECORDS}
    theirs: dict[tuple[type, str], Record] = {(type(record), record.id): record for record in changed.changed}
    for field, records in records_of(case):
        for record in records:
            other = theirs.get((type(record), record.id))
            if other is not None:
                day = next((getattr(record, name) for name in _DAYS if hasattr(record, name)), None)
                yield Difference(changed.id, changed.name, kinds[field], record.id, _unlike(record, other), day)


def _unlike(ours: "Model", theirs: "Model") -> tuple[str, ...]:
    return tuple(name for name in type(ours).model_fields if getattr(ours, name) != getattr(theirs, name))

"""What all acts share: reading before, settling checks, and the one transaction that journals the change."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from broker_tui.casework.desk import Desk, Refused
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import token

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case
    from broker_tui.domain.checks import Checked
    from broker_tui.domain.model import Record
    from broker_tui.store.act import Act

AnyRecord = TypeVar("AnyRecord", bound="Record")


def the_case(desk: Desk, citizen_id: str) -> "Case":
    """Return the citizen's case as it lies in the database now.

    Raises:
        StoreError: there is no such citizen (missing).
    """
    from broker_tui.store.cases import read_case

    return read_case(desk.store, citizen_id)


def the_broker(desk: Desk, broker_id: str) -> "Broker":
    """Return the broker called `broker_id`.

    Raises:
        Refused: there is no such broker.
    """
    from broker_tui.store.cases import read_brokers

    for broker in read_brokers(desk.store):
        if broker.id == broker_id:
            return broker
    raise Refused(Problem("broker_id", "broker_unknown"))


def the_record(records: Iterable[AnyRecord], record_id: str | None) -> AnyRecord:
    """Return the record called `record_id`.

    Raises:
        Refused: it is gone, since someone else has removed it.
    """
    for record in records:
        if record.id == record_id:
            return record
    raise Refused(Problem("", "record_gone"))


def settle(checked: "Checked") -> tuple[Problem, ...]:
    """Return the warnings of a check.

    Raises:
        Refused: the check refuses the entry.
    """
    if checked.refused:
        raise Refused(*checked.refused)
    return checked.warned


def acting(desk: Desk, code: str, citizen_id: str | None = None, **params: object) -> "AbstractContextManager[Act]":
    """Open the transaction of one act; `act.<code>` in the catalogue words it, with `params`.

    Params are codes, dates and counts, never what was written about the citizen.
    """
    from broker_tui.store.act import act

    said = {
        name: value if isinstance(value, int) and not isinstance(value, Enum) else token(value)
        for name, value in params.items()
        if value is not None
    }
    return act(desk.store, code, who=desk.who, citizen_id=citizen_id, params=said)


def put(act: "Act", citizen_id: str, record: "Record", *, is_new: bool) -> None:
    """Add a record, or put it in the place of the one with its id."""
    if is_new:
        act.add(citizen_id, record)
    else:
        act.change(citizen_id, record)

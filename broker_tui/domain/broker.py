"""The personal job broker and who has had her (R60-R67)."""

from datetime import date

from broker_tui.domain.codes import BrokerRole
from broker_tui.domain.model import Line, Record, RequiredLine


class Broker(Record):
    """A job broker; the roles say what she is besides (R65)."""

    name: RequiredLine
    roles: tuple[BrokerRole, ...] = ()
    phone: Line = ""
    email: Line = ""


class BrokerAssignment(Record):
    """The time a citizen has had one broker; `ended_on` is the last day (R61, R62)."""

    broker_id: str
    started_on: date
    ended_on: date | None = None
    note: Line = ""

"""Parallel measures beside the way to a job; they stop no clock and replace no core element (R140-R142)."""

from datetime import date

from broker_tui.domain.codes import ParallelType
from broker_tui.domain.model import Record, RequiredLine, Text


class ParallelMeasure(Record):
    """A course or guidance beside the rest, with the assessment that it is needed (R141)."""

    type: ParallelType
    name: RequiredLine
    reason: Text = ""
    started_on: date
    ended_on: date | None = None

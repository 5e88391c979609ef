"""Where a citizen stands on the way to a job."""

from datetime import date

from broker_tui.domain.codes import Step
from broker_tui.domain.model import Record, RequiredLine


class StepPeriod(Record):
    """The time a citizen has been in one step; `ended_on` is its last day."""

    step: Step
    started_on: date
    ended_on: date | None = None


class JobGoal(Record):
    """The job goal in the citizen's words, from a day on (R70)."""

    text: RequiredLine
    on: date

"""Where a citizen stands on the way to a job."""

from datetime import date

from broker_tui.domain.codes import GoalClarity, GoalSource, JobGoalKind, Step
from broker_tui.domain.model import Line, Record, RequiredLine, Text


class StepPeriod(Record):
    """The time a citizen has been in one step; `ended_on` is its last day."""

    step: Step
    started_on: date
    ended_on: date | None = None


class JobGoal(Record):
    """The job goal in the citizen's words, from a day on (R70).

    `sources` are where the ideas came from (R75). `workplaces`, `tasks` and `abilities` make it concrete: where she
    wants to work, with what, and what she can (R91).
    """

    text: RequiredLine
    on: date
    kind: JobGoalKind | None = None
    clarity: GoalClarity | None = None
    sources: tuple[GoalSource, ...] = ()
    workplaces: Text = ""
    tasks: Text = ""
    abilities: Text = ""


class NetworkContact(Record):
    """Someone of the citizen's network whom she wants drawn in (R69)."""

    name: RequiredLine
    relation: Line = ""
    phone: Line = ""

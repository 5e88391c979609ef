"""Going to companies for one citizen (R93, R94)."""

from datetime import date

from broker_tui.domain.codes import ApproachBy, ApproachResult
from broker_tui.domain.model import Line, Model, Record, Text


class MatchQuality(Model):
    """What a match gives the citizen; None while nobody has looked (R94).

    An ordinary working environment, colleagues, tasks that mean something, and room to grow.
    """

    ordinary_environment: bool | None = None
    colleagues: bool | None = None
    meaningful_tasks: bool | None = None
    room_to_grow: bool | None = None


class Approach(MatchQuality, Record):
    """One time a company was approached for a citizen (R93).

    `company` is its name as it was written down, `company_id` the shared company it stands for.
    """

    on: date
    company: Line = ""
    company_id: str | None = None
    by: ApproachBy = ApproachBy.BROKER
    result: ApproachResult = ApproachResult.NO_ANSWER
    note: Text = ""
    transferred_on: date | None = None

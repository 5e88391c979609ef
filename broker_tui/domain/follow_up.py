"""Following up at a company, and the hours that come of it (R120-R126)."""

from datetime import date

from broker_tui.domain.codes import FollowUpPlace
from broker_tui.domain.hours import Hours, PeriodText, WeeklyHours
from broker_tui.domain.model import Record, Text


class FollowUp(Record):
    """One follow-up of a placement; the hours a week hold from that day on, paid and in internship apart (R124).

    `acute` marks one that a sudden need called for (R125).
    """

    placement_id: str
    on: date
    place: FollowUpPlace = FollowUpPlace.COMPANY
    with_citizen: bool = True
    with_company: bool = True
    acute: bool = False
    note: Text = ""
    changed_tasks: Text = ""
    internship_hours: WeeklyHours | None = None
    paid_hours: WeeklyHours | None = None
    transferred_on: date | None = None


class WorkedHours(Record):
    """Paid hours of a placement in one month or one week (R120)."""

    placement_id: str
    period: PeriodText
    hours: Hours

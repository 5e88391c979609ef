"""The CV on Jobnet: what was done with it, and whether companies may find it (R71-R79, R92)."""

from datetime import date

from broker_tui.domain.codes import CvWork
from broker_tui.domain.model import Line, Record


class CvEvent(Record):
    """Work on the CV; `with_broker` says that it was made together with the job broker (R72)."""

    on: date
    work: CvWork
    with_broker: bool = False
    note: Line = ""


class CvSearchable(Record):
    """The time for which citizen and jobcentre have agreed that companies may find the CV.

    It takes that "Jeg søger job som" is filled in on Jobnet (R78).
    """

    started_on: date
    ended_on: date | None = None
    job_sought_filled: bool = False

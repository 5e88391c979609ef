"""One citizen at a glance: the facts of today, how far she has come with each step, the findings."""

from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import Overview, judge_caseload
from broker_tui.casework.steps import progress_of

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.steps import StepProgress
    from broker_tui.store.caseload import CaseloadRow


class Page(NamedTuple):
    """What one page about a citizen shows; `steps` are the three steps and aftercare."""

    row: "CaseloadRow"
    case: "Case"
    overview: Overview
    steps: "tuple[StepProgress, ...]"


def read_page(desk: Desk, citizen_id: str) -> Page:
    """Return one citizen's page.

    Raises:
        StoreError: there is no such citizen (missing_citizen).
    """
    from broker_tui.store.caseload import caseload_rows

    case = the_case(desk, citizen_id)
    row = caseload_rows(desk.store, [citizen_id], desk.today)[0]
    return Page(row, case, judge_caseload(desk, [citizen_id]), progress_of(desk, citizen_id))

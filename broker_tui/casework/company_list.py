"""The register of companies: the list, one company with all who have been there, and whom to ask next (R64, R93)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.acting import the_case
from broker_tui.casework.companies import the_company
from broker_tui.casework.desk import Desk
from broker_tui.domain.suggestion import Reasons, suggested

if TYPE_CHECKING:
    from broker_tui.domain.approach import Approach
    from broker_tui.domain.company import Company
    from broker_tui.store.companies import CompanyRow, CompanyVisit


class CompanyPage(NamedTuple):
    """One company: its data, its row in the list, and every placement and approach, the latest first."""

    company: "Company"
    row: "CompanyRow"
    visits: "tuple[CompanyVisit, ...]"


class Suggestion(NamedTuple):
    """A company with the facts that put it where it stands, and how it last answered for this citizen."""

    row: "CompanyRow"
    reasons: Reasons
    approach: "Approach | None" = None


def companies(desk: Desk, text: str = "") -> "list[CompanyRow]":
    """Return the companies that every word of a text points to, or all, by name."""
    from broker_tui.store.companies import company_ids, company_rows

    return company_rows(desk.store, company_ids(desk.store, text) if text.strip() else None, desk.today)


def read_company_page(desk: Desk, company_id: str) -> CompanyPage:
    """Return one company with who has been there.

    Raises:
        Refused: it is gone.
    """
    from broker_tui.store.companies import company_rows, company_visits

    company = the_company(desk, company_id)
    row = company_rows(desk.store, [company_id], desk.today)[0]
    return CompanyPage(company, row, tuple(company_visits(desk.store, company_id)))


def suggestions(desk: Desk, citizen_id: str, limit: int | None = None) -> list[Suggestion]:
    """Return companies to approach for a citizen, by branch and by how long ago someone was there; no one is scored.

    Raises:
        StoreError: there is no such citizen.
    """
    case = the_case(desk, citizen_id)
    goal: Sequence[str] = ()
    if case.job_goals:
        last = case.job_goals[-1]
        goal = (last.text, last.workplaces, last.tasks)
    answered = {one.company_id: one for one in case.approaches if one.company_id}
    found = suggested(goal, companies(desk), desk.today)
    return [Suggestion(row, reasons, answered.get(row.id)) for row, reasons in found[:limit]]

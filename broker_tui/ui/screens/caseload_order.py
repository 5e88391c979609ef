"""What the caseload list can be sorted by: columns the store sorts, and what only the rules can tell."""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import LEVEL_ORDER
from broker_tui.store.caseload_ids import CaseloadColumn, CaseloadOrder
from broker_tui.ui.screens.caseload_filters import lacks_contact

if TYPE_CHECKING:
    from broker_tui.casework.overview import Overview

BY_STORE: Final = {
    "name": CaseloadColumn.NAME,
    "group": CaseloadColumn.GROUP,
    "step": CaseloadColumn.STEP,
    "week": CaseloadColumn.STEP,
    "limit": CaseloadColumn.STEP,
    "broker": CaseloadColumn.BROKER,
    "company": CaseloadColumn.COMPANY,
    "last": CaseloadColumn.LAST_CONTACT,
    "exemption": CaseloadColumn.EXEMPTION,
    "enrolled": CaseloadColumn.ENROLLED,
}
BY_RULES: Final = ("state", "this_week", "next")
SORTABLE: Final = (*BY_RULES, *(key for key in BY_STORE if key not in {"week", "limit"}))
LATEST_FIRST: Final = frozenset({"enrolled"})


class Order(NamedTuple):
    """A column and whether it falls."""

    column: str = "name"
    descending: bool = False

    def after(self, column: str) -> "Order":
        """Return the order after a column was chosen: the same one again turns around."""
        if column == self.column:
            return Order(column, not self.descending)
        return Order(column, column in LATEST_FIRST)

    def for_store(self) -> CaseloadOrder:
        """Return what the store sorts by; by name where the rules sort afterwards."""
        if self.column in BY_STORE:
            return CaseloadOrder(BY_STORE[self.column], self.descending)
        return CaseloadOrder()

    def judged(self, ids: list[str], overview: "Overview | None") -> list[str]:
        """Return ids in the order that only the rules can tell; names decide among equals."""
        if self.column not in BY_RULES or overview is None:
            return ids
        if self.column == "this_week":
            return sorted(ids, key=lambda one: lacks_contact(overview, one) == self.descending)
        if self.column == "state":
            return sorted(ids, key=lambda one: _urgency(overview, one), reverse=self.descending)
        return sorted(ids, key=lambda one: _due(overview, one), reverse=self.descending)


def _urgency(overview: "Overview", citizen_id: str) -> tuple[int, date]:
    level = overview.worst(citizen_id)
    if level is None:
        return len(LEVEL_ORDER), date.max
    first = overview.findings[citizen_id][0]
    return LEVEL_ORDER[level], first.due or first.since or date.max


def _due(overview: "Overview", citizen_id: str) -> date:
    finding = overview.next_due(citizen_id)
    return finding.due if finding is not None and finding.due is not None else date.max

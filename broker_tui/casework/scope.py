"""Whose citizens a list is about: one's own, another broker's, or everybody's."""

from typing import Final

from broker_tui.casework.desk import Desk

EVERYBODY: Final = None


def ids_of_broker(desk: Desk, broker_id: str | None) -> list[str]:
    """Return the citizens in the programme whom a broker has today, by name; everybody when `broker_id` is None."""
    from broker_tui.store.caseload_ids import CaseloadFilter, caseload_ids

    return caseload_ids(desk.store, desk.today, CaseloadFilter(broker_id=broker_id))


def own_ids(desk: Desk) -> list[str]:
    """Return the citizens of the broker who asks; everybody when she has none or is not known."""
    own = ids_of_broker(desk, desk.who) if desk.who else []
    return own or ids_of_broker(desk, EVERYBODY)

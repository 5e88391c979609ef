"""What the list of a month names beside its reasons: the company of the placement that decides."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from broker_tui.domain.codes import PlacementKind
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, codes
from broker_tui.store.store import Store

_KINDS = codes(PlacementKind)


class NamedPlacement(NamedTuple):
    """One placement of a citizen, and where it is."""

    id: str
    kind: PlacementKind
    start: date
    end: date | None
    company: str


def named_placements(store: Store, ids: Sequence[str]) -> dict[str, list[NamedPlacement]]:
    """Return the placements of each citizen asked for; who has none is left out.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    chosen, days = Chosen(ids), Days()
    found: dict[str, list[NamedPlacement]] = {}
    sql = f"SELECT citizen_id, id, kind, started_on, ended_on, company FROM placement WHERE {chosen.where()}"
    for citizen_id, placement_id, kind, start, end, company in store.rows(sql, chosen.params):
        made = NamedPlacement(placement_id, _KINDS[kind], days.of(start), days[end], company)
        found.setdefault(citizen_id, []).append(made)
    return found

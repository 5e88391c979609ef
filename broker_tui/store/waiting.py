"""Notes that are not yet carried over to the official system."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days
from broker_tui.store.store import Store

_NOTED = ("contact", "approach", "follow_up")


class WaitingNotes(NamedTuple):
    """How many notes of a citizen wait, `n`, and the day of the oldest."""

    n: int
    since: date


def waiting_notes(store: Store, today: date, ids: Sequence[str] | None = None) -> dict[str, WaitingNotes]:
    """Return the notes of each citizen that wait on a day; those of whom none does are left out."""
    chosen = Chosen(ids)
    # The sign before the day keeps SQLite from the index by day, which holds every contact ever made.
    one_kind = (
        "SELECT citizen_id, on_day FROM {table} WHERE note <> '' AND transferred_on IS NULL AND +on_day <= :today "
        f"AND {chosen.where('citizen_id')}"
    )
    union = " UNION ALL ".join(one_kind.format(table=table) for table in _NOTED)
    days = Days()
    rows = store.rows(
        f"SELECT citizen_id, count(*), min(on_day) FROM ({union}) GROUP BY citizen_id",
        {**chosen.params, "today": today.isoformat()},
    )
    return {row[0]: WaitingNotes(row[1], days.of(row[2])) for row in rows}

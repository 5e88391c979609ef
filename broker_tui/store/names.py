"""What citizens are called, by id."""

from collections.abc import Sequence

from broker_tui.store.chosen import Chosen
from broker_tui.store.store import Store


def citizen_names(store: Store, ids: Sequence[str] | None = None) -> dict[str, str]:
    """Return the name of each citizen asked for, or of all; ids that are gone are left out.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    chosen = Chosen(ids)
    return dict(store.rows(f"SELECT id, name FROM citizen WHERE {chosen.where('id')}", chosen.params))


def count_citizens(store: Store) -> int:
    """Return how many citizens the database holds, those who have left the programme included.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    row = store.row("SELECT count(*) FROM citizen")
    return int(row[0]) if row else 0

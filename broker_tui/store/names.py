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

"""Work beside the screen: a desk with a connection of its own, since a connection serves one thread at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk


@contextmanager
def desk_elsewhere(desk: "Desk") -> "Iterator[Desk]":
    """Give a worker thread the same desk over a second connection, and close that at the end.

    Raises:
        StoreError: a second connection cannot be made.
    """
    with desk.store.another() as store:
        yield replace(desk, store=store)

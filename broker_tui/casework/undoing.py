"""Taking back the last act, and doing it again."""

from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from broker_tui.store.journal import JournalEntry


class Undone(NamedTuple):
    """What was taken back or done again; `act.<code>` with `params` words it."""

    code: str
    citizen_id: str | None
    params: "Mapping[str, object]"


def undo(desk: Desk) -> Undone:
    """Take back the last act of this broker.

    Raises:
        StoreError: there is none (nothing_to_undo), or what it changed has been changed since (conflict).
    """
    from broker_tui.store.journal import undo as take_back

    return _undone(take_back(desk.store, desk.who))


def redo(desk: Desk) -> Undone:
    """Do the last undone act again.

    Raises:
        StoreError: there is none (nothing_to_undo), or what it would change has been changed since (conflict).
    """
    from broker_tui.store.journal import redo as do_again

    return _undone(do_again(desk.store, desk.who))


def _undone(entry: "JournalEntry") -> Undone:
    return Undone(entry.code, entry.citizen_id, entry.params)

"""The desk: what every act needs at hand, what it gives back, and how it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.finding import Problem
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme
    from broker_tui.store.store import Store

__all__ = ["Desk", "Done", "Refused", "new_id"]


@dataclass(frozen=True, slots=True)
class Desk:
    """One broker at one open database on one day.

    Attributes:
        store: the open database.
        programmes: the editions by code.
        who: the id of the broker who acts, empty while the database does not know her.
        today: the day that counts as today.
    """

    store: "Store"
    programmes: "Mapping[str, Programme]"
    who: str
    today: date

    def programme(self, edition: str) -> "Programme":
        """Return an edition; one that is not installed is judged as the newest that is."""
        return self.programmes.get(edition) or self.programmes[max(self.programmes)]


class Done(NamedTuple):
    """What an act has done.

    Attributes:
        citizen_id: whom it concerned, None when it was no single citizen.
        record_id: the record that was made or changed, if there is one.
        warnings: what looks wrong with the entry and was saved all the same.
    """

    citizen_id: str | None
    record_id: str | None = None
    warnings: tuple[Problem, ...] = ()


class Refused(Exception):  # noqa: N818 - an answer to the user, not a fault
    """An act was refused and nothing has changed; `problems` say why, each at its field."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

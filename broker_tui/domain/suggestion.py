"""Companies that may be worth asking, by plain facts alone: the branch, and how long ago someone was there (R64, R93).

Nothing here looks at the citizen but the words of her job goal, and nothing is scored: every fact that puts a company
where it stands is shown with it.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, Protocol, TypeVar

from broker_tui.domain.danish import fold

_SHORTEST: Final = 4
"""Letters from which a word says something, so that small words match nothing."""

_WORD: Final = re.compile(r"[^\W\d_]+")


class Known(Protocol):
    """What has to be known of a company."""

    @property
    def branch(self) -> str:
        """Its branch as written down."""

    @property
    def there_now(self) -> int:
        """How many citizens are there."""

    @property
    def last_placement_on(self) -> date | None:
        """The last day on which someone was there."""


AnyCompany = TypeVar("AnyCompany", bound=Known)


class Reasons(NamedTuple):
    """Why a company stands where it stands.

    Attributes:
        word: the word of the branch that the job goal speaks of, empty when there is none.
        there_now: how many citizens are there.
        days: days since someone was last there, None when nobody ever was.
    """

    word: str
    there_now: int
    days: int | None


def suggested(goal: Iterable[str], companies: Iterable[AnyCompany], today: date) -> list[tuple[AnyCompany, Reasons]]:
    """Return companies with the facts that order them.

    Those whose branch the goal speaks of come first; among them those where nobody is now, then the ones that have
    taken someone before, the longest free first; otherwise they stay in the order given.

    Args:
        goal: the texts of the job goal.
        companies: the companies to choose from.
        today: the day to count from.
    """
    spoken = {word for text in goal for word in words_of(text)}
    found = [(company, _reasons(company, spoken, today)) for company in companies]
    return sorted(found, key=lambda one: _order(one[1]))


def words_of(text: str) -> list[str]:
    """Return the words of a text that say something, folded for comparing."""
    return [word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST]


def _reasons(company: Known, spoken: set[str], today: date) -> Reasons:
    last = company.last_placement_on
    word = next((word for word in words_of(company.branch) if any(_same(word, other) for other in spoken)), "")
    return Reasons(word, company.there_now, None if last is None else max(0, (today - last).days))


def _same(one: str, other: str) -> bool:
    """Tell whether two words begin alike, as `lager` and `lagerarbejde` do."""
    return one.startswith(other) or other.startswith(one)


def _order(reasons: Reasons) -> tuple[bool, bool, bool, int]:
    return (not reasons.word, reasons.there_now > 0, reasons.days is None, -(reasons.days or 0))

"""Companies by plain facts: the branch the goal speaks of, and how long ago someone was there (R64, R93)."""

from datetime import date
from typing import NamedTuple

import pytest

from broker_tui.domain.suggestion import Reasons, suggested, words_of

TODAY = date(2026, 11, 20)


class Firm(NamedTuple):
    branch: str = ""
    there_now: int = 0
    last_placement_on: date | None = None


def ordered(goal: str, *firms: Firm) -> list[Firm]:
    return [firm for firm, _ in suggested([goal], firms, TODAY)]


@pytest.mark.parametrize(
    ("goal", "branch", "word"),
    [
        ("Lagerarbejde, gerne morgen", "lager", "lager"),
        ("rengøring", "Rengøring og service", "rengoering"),
        ("RENGØRINGSASSISTENT", "rengøring", "rengoering"),
        ("café", "Cafe", "cafe"),
        ("noget med børn", "lager", ""),
        ("en bil", "it og bil", ""),
        ("", "lager", ""),
        ("lager", "", ""),
    ],
)
def test_a_branch_is_met_by_a_word_that_begins_alike(goal: str, branch: str, word: str) -> None:
    assert suggested([goal], [Firm(branch)], TODAY)[0][1] == Reasons(word, 0, None)


def test_branch_goes_first_then_room_then_the_longest_free() -> None:
    met_taken = Firm("lager", 1, TODAY)
    met_new = Firm("lager")
    long_free, lately_free = Firm("detail", 0, date(2025, 1, 1)), Firm("detail", 0, date(2026, 11, 1))
    never, taken = Firm("detail"), Firm("detail", 2, TODAY)
    given = (taken, never, lately_free, long_free, met_taken, met_new)
    assert ordered("lager", *given) == [met_new, met_taken, long_free, lately_free, never, taken]


def test_what_is_alike_stays_in_the_order_given() -> None:
    one, other = Firm("detail"), Firm("kontor")
    assert ordered("lager", one, other) == [one, other]
    assert ordered("lager", other, one) == [other, one]


def test_a_placement_ahead_counts_no_days_backwards() -> None:
    assert suggested([], [Firm("", 0, date(2027, 1, 1))], TODAY)[0][1].days == 0


def test_small_words_say_nothing() -> None:
    assert words_of("i en it-virksomhed på Als") == ["virksomhed"]

"""The idle lock's clock, and what a locked program hands over to the one that takes its place."""

import pytest

from broker_tui.ui.idle import IdleClock, Resume, clock
from broker_tui.ui.terminal import LOCKED


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_the_limit_counts_from_the_last_touch() -> None:
    hands = Hands()
    idle = IdleClock(10, hands)
    hands.seconds += 540
    assert not idle.expired
    assert idle.left == 60
    idle.touch()
    assert idle.left == 600
    hands.seconds += 600
    assert idle.expired


def test_a_key_after_the_limit_does_not_bring_it_back() -> None:
    hands = Hands()
    idle = IdleClock(10, hands)
    hands.seconds += 3600
    idle.touch()
    assert idle.expired


def test_no_minutes_means_never() -> None:
    hands = Hands()
    idle = IdleClock(0, hands)
    hands.seconds += 10_000_000
    assert not idle.expired


def test_the_clock_grows() -> None:
    assert clock() <= clock()


def test_what_is_handed_over_holds_no_passphrase_and_comes_back() -> None:
    resume = Resume("caseload", "abcdefghijklmnop", 15)
    environ = resume.into({"PATH": "/bin", "BROKER_TUI_PASSPHRASE": "hemmelig"})
    assert "BROKER_TUI_PASSPHRASE" not in environ
    assert environ["PATH"] == "/bin"
    assert Resume.out_of(environ) == resume


def test_not_locked_before() -> None:
    assert Resume.out_of({}) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"view": "weeks"}', '{"view":"","citizen_id":"","idle_minutes":"x"}']
)
def test_what_cannot_be_read_begins_at_the_first_screen(text: str) -> None:
    assert Resume.out_of({LOCKED: text}) == Resume()

"""The idle lock's clock, and what a locked program hands over to the one that takes its place."""

from pathlib import Path

import pytest

from broker_tui.domain.citizen import Citizen
from broker_tui.store.act import act
from broker_tui.store.drafts import list_drafts, read_draft
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.idle import IdleClock, Resume, clock
from broker_tui.ui.terminal import LOCKED
from tests.ui.starting import TODAY, settled, working


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def citizen_in(app: BrokerApp) -> str:
    """Add a citizen and return her id."""
    with act(app.desk.store, "citizen_added", who=app.desk.who) as writing:
        return writing.add_citizen(Citizen(cpr="6101801234", name="Åse Ørsted", enrolled_on=TODAY))


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


async def test_a_key_that_comes_too_late_locks_and_does_nothing_else(database: Path) -> None:
    hands = Hands()
    app = working(database)
    async with app.run_test() as pilot:
        app._idle = IdleClock(10, hands)
        await pilot.press("2")
        await settled(pilot)
        hands.seconds += 3600
        await pilot.press("1")
        await pilot.pause()
        app.desk.store.close()
    assert app.errand == "lock"
    assert app.resume == Resume("caseload", "", 10)


async def test_locking_keeps_what_is_being_written(database: Path) -> None:
    app = working(database)
    async with app.run_test() as pilot:
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press(*"halv sætning")
        app._lock(0)
        kept = [read_draft(app.desk.store, draft.key) for draft in list_drafts(app.desk.store)]
        app.desk.store.close()
    assert kept == [{"text": "halv sætning"}]
    assert app.errand == "lock"


async def test_the_demo_is_not_locked(database: Path) -> None:
    app = working(database)
    app.demo = True
    async with app.run_test() as pilot:
        app.watch_idle(10)
        assert app._idle is None
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert app.errand == ""
        app.desk.store.close()


@pytest.mark.parametrize("minutes", [0, 10])
async def test_the_setting_begins_or_ends_the_count(database: Path, minutes: int) -> None:
    app = working(database)
    async with app.run_test():
        app.watch_idle(5)
        app.watch_idle(minutes)
        assert (app._idle.minutes if app._idle else 0) == minutes
        app.desk.store.close()


async def test_it_goes_on_with_the_citizen_that_was_open(database: Path) -> None:
    app = working(database)
    citizen = citizen_in(app)
    app.resume = Resume("caseload", citizen, 0)
    async with app.run_test() as pilot:
        app.begin(app.desk)
        await settled(pilot)
        assert app.place() == Resume("caseload", citizen, 0)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is app.view("caseload")
        app.desk.store.close()


async def test_a_view_that_is_none_is_not_looked_for(database: Path) -> None:
    app = working(database)
    app.resume = Resume("os", "", 0)
    async with app.run_test() as pilot:
        app.begin(app.desk)
        await settled(pilot)
        assert app.screen is app.view("my_week")
        app.desk.store.close()

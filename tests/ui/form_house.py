"""The program on a small database, with an empty screen behind, for tests of forms."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from textual.screen import Screen
from textual.widget import Widget

from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import create_desk
from broker_tui.config.settings import Settings
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import Group, Step
from broker_tui.domain.contact import Task
from broker_tui.domain.group import GroupMembership
from broker_tui.domain.progress import StepPeriod
from broker_tui.i18n import load_words
from broker_tui.store.act import act
from broker_tui.store.keys import FAST_KDF
from broker_tui.ui import app
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.widgets.lines import Foot

TODAY = date(2026, 11, 20)
ENROLLED = date(2026, 1, 5)
HOSTILE = "Ølsen [/] & [b Søn"


class Backdrop(BaseScreen[None]):
    """An empty screen with a foot, so that messages can be seen."""

    def compose(self) -> Iterator[Widget]:
        yield Foot()


class House(BrokerApp):
    """The program with nothing but a backdrop."""

    CSS_PATH = [Path(app.__file__).parent / path for path in BrokerApp.CSS_PATH]  # noqa: RUF012 - as in BrokerApp

    def get_default_screen(self) -> Screen[None]:
        return Backdrop()

    @property
    def said(self) -> str:
        """The last message."""
        return self.screen_stack[0].query_one(Foot).message


_MADE: Final[list[Desk]] = []


def make_desk(path: Path) -> Desk:
    """Return a desk of one broker with no citizens; it is closed after the test."""
    desk, _ = create_desk(path, "hest batteri hæfteklamme", "Maja Lund", TODAY, FAST_KDF)
    _MADE.append(desk)
    return desk


def close_desks() -> None:
    """Close the desks that were made: each keeps its files open and much of them in memory."""
    while _MADE:
        _MADE.pop().store.close()


def add_citizen(desk: Desk, name: str = "Åse Ørsted", cpr: str = "6101801234") -> str:
    """Put in a citizen of group 1, in step 1, with the broker, and an open task."""
    with act(desk.store, "citizen_added", who=desk.who) as doing:
        citizen_id = doing.add_citizen(Citizen(cpr=cpr, name=name, enrolled_on=ENROLLED, phone="20304011"))
        for record in (
            BrokerAssignment(id=f"b-{cpr}", broker_id=desk.who, started_on=ENROLLED),
            GroupMembership(id=f"g-{cpr}", group=Group.INTERVENTION, started_on=ENROLLED),
            StepPeriod(id=f"s-{cpr}", step=Step.CLARIFICATION, started_on=ENROLLED),
            Task(id=f"t-{cpr}", text="Ringe om CV", agreed_on=ENROLLED),
        ):
            doing.add(citizen_id, record)
    return citizen_id


def house_of(desk: Desk, language: str = "da", settings: Mapping[str, object] | None = None) -> House:
    """Return the program at a desk."""
    return House(desk, load_words(language), Settings(**(settings or {})), today=TODAY)  # type: ignore[arg-type]

"""The program on a small fictitious caseload in a real encrypted database."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.demo import DEMO_SIZE, demo_cases, demo_companies
from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import open_desk
from broker_tui.config.settings import Settings
from broker_tui.i18n import load_words
from broker_tui.store.act import act
from broker_tui.store.keys import FAST_KDF
from broker_tui.store.settings import write_setting
from broker_tui.store.store import create_store
from broker_tui.ui.app import BrokerApp
from tests.ui.form_house import close_desks

TODAY = date(2026, 11, 20)
PASSPHRASE = "hest batteri hæfteklamme"

MakeHouse = Callable[..., BrokerApp]


@pytest.fixture(scope="session")
def caseload_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of the demo's cast, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("cast")
    store, _ = create_store(folder / "cast.db", PASSPHRASE, kdf=FAST_KDF)
    brokers, cases = demo_cases(DEMO_SIZE, today=TODAY)
    with store:
        with act(store, "demo", who=brokers[0].id) as doing:
            for broker in brokers:
                doing.add_broker(broker)
            for company in demo_companies():
                doing.add_company(company)
            doing.add_cases(list(cases))
        write_setting(store, "me", brokers[0].id)
    return folder


@pytest.fixture(autouse=True)
def _closed_desks() -> Iterator[None]:
    yield
    close_desks()


@pytest.fixture
def desk(caseload_files: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a copy of the cast."""
    for file in caseload_files.iterdir():
        shutil.copy(file, tmp_path / file.name)
    opened = open_desk(tmp_path / "cast.db", PASSPHRASE, TODAY)
    with opened.store:
        yield opened


@pytest.fixture
def make_house(desk: Desk) -> MakeHouse:
    """Build the program at the desk."""

    def build(language: str = "da", **settings: object) -> BrokerApp:
        return BrokerApp(desk, load_words(language), Settings(**settings), today=TODAY)  # type: ignore[arg-type]

    return build


@pytest.fixture
def house(make_house: MakeHouse) -> BrokerApp:
    """The program at the desk, in Danish."""
    return make_house()


def shown(house: BrokerApp) -> list[str]:
    """Return what stands on the screen, line by line."""
    return [strip.text for strip in house.screen._compositor.render_strips()]


def find(house: BrokerApp, text: str) -> str:
    """Return the first line that holds a text; the test fails when there is none."""
    lines = [line for line in shown(house) if text in line]
    assert lines, "\n".join(shown(house))
    return lines[0]

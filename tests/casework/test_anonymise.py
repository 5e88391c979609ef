"""The anonymised set of a real caseload, read back as whoever receives it reads it."""

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from broker_tui.casework.anonymise import write_anonymous
from broker_tui.casework.demo import demo_cases, demo_companies
from broker_tui.casework.desk import Desk
from broker_tui.domain.anonymous import FEWEST
from broker_tui.exchange.errors import Stopped
from broker_tui.store.act import act
from tests.casework.conftest import TODAY

TEXTS = {"name", "note", "text", "cpr", "phone", "email", "address", "remark", "resources", "challenges", "company"}


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk at the demo's caseload."""
    brokers, cases = demo_cases(60, today=TODAY)
    with act(desk.store, "demo", who="me") as doing:
        for broker in brokers:
            doing.add_broker(broker)
        for company in demo_companies():
            doing.add_company(company)
        doing.add_cases(list(cases))
    return desk


def written(desk: Desk, path: Path, seed: int = 1) -> Any:  # noqa: ANN401 - whatever JSON holds
    write_anonymous(desk, path, "om sættet", chance=Random(seed))  # noqa: S311 - to be had again
    return json.loads(path.read_text("utf-8"))


def test_nothing_that_was_typed_is_in_it(full: Desk, tmp_path: Path) -> None:
    from broker_tui.store.cases import read_brokers, read_cases

    path = tmp_path / "set.json"
    document = written(full, path)
    content = path.read_text("utf-8")
    assert document["citizens"]
    for _, case in read_cases(full.store):
        for value in leaves(case.model_dump(mode="json")):
            assert value not in content, value
    for broker in read_brokers(full.store):
        assert broker.name not in content
        assert broker.id not in content
    for citizen_id, _ in read_cases(full.store):
        assert citizen_id not in content
    assert path.stat().st_mode & 0o777 == 0o600


def leaves(value: object, key: str = "") -> list[str]:
    """Every text of some length under a key that holds what people type."""
    if isinstance(value, dict):
        return [text for name, one in value.items() for text in leaves(one, name)]
    if isinstance(value, list):
        return [text for one in value for text in leaves(one, key)]
    typed = key in TEXTS or key == "id" or key.endswith("_id")
    return [value] if typed and isinstance(value, str) and len(value) > len("kontakt") else []


def test_five_or_more_look_the_same(full: Desk, tmp_path: Path) -> None:
    document = written(full, tmp_path / "set.json")
    alike = Counter(tuple(one["like"].values()) for one in document["citizens"])
    assert min(alike.values()) >= FEWEST


def test_each_time_the_order_and_the_days_are_others(full: Desk, tmp_path: Path) -> None:
    first, again, other = (
        written(full, tmp_path / f"{name}.json", seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert first != other


def test_who_cancels_keeps_what_was_there(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text("gammelt", "utf-8")
    with pytest.raises(Stopped):
        write_anonymous(full, path, "", cancelled=lambda: True)
    assert path.read_text("utf-8") == "gammelt"


def test_progress_is_told_to_the_end(full: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    done = write_anonymous(full, tmp_path / "set.json", "", progress=lambda at, of: told.append((at, of)))
    assert told
    assert all(at <= of == 2 * (done.written + done.left_out) for at, of in told)

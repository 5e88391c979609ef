"""The same caseload, seen as todo list, signs, badges, week grid and command line, says the same (property)."""

import io
import json
import os
import tempfile
from collections import Counter
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.weeks import column_sums, week_grid, week_rule
from broker_tui.cli import main
from broker_tui.config.programmes import load_programmes
from broker_tui.domain.case import facts_of
from broker_tui.domain.codes import LEVEL_ORDER, Level, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.rules import judge
from broker_tui.store.act import act
from broker_tui.store.cases import read_cases
from broker_tui.store.store import FAST_KDF, create_store
from tests.conftest import PASSPHRASE
from tests.strategies import Caseload, caseloads, days

PROGRAMMES = load_programmes()


def asked(database: Path, today: date, *arguments: str) -> Any:  # noqa: ANN401 - a JSON document
    """Return what the command line prints as JSON."""
    out = io.StringIO()
    with redirect_stdout(out), mock.patch.dict(os.environ, {"BROKER_TUI_PASSPHRASE": PASSPHRASE}):
        assert main([*arguments, "--json", "--db", str(database), "--today", today.isoformat()]) == 0
    return json.loads(out.getvalue())


@settings(max_examples=20, deadline=None)
@given(caseload=caseloads(), today=days)
def test_lists_badges_grid_and_command_line_agree(caseload: Caseload, today: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "caseload.db"
        store, _ = create_store(database, PASSPHRASE, kdf=FAST_KDF)
        with store:
            with act(store, "made", who="") as made:
                for broker in caseload.brokers:
                    made.add_broker(broker)
                made.add_cases(caseload.cases)
            desk = Desk(store, PROGRAMMES, "", today)
            overview = judge_caseload(desk)
            agree_among_themselves(desk)
            week = IsoWeek.of(today)
            grid = {row.citizen_id: row for row in week_grid(desk, list(overview.findings), week, week)}
            expected_weeks = {
                citizen_id: (row.statuses[0].state.value, week_rule(desk, row.edition, row.statuses[0]))
                for citizen_id, row in grid.items()
            }

        todo = asked(database, today, "todo", "--broker", "all")
        listed = {item["id"]: item for item in asked(database, today, "caseload", "--broker", "all")["citizens"]}
        weeks = asked(database, today, "week", "--broker", "all")
        pages = {citizen_id: asked(database, today, "citizen", citizen_id) for citizen_id in list(listed)[:1]}

    shown = listed.keys()
    assert [(item["citizen"]["id"], item["code"], item["level"]) for item in todo["items"]] == [
        (item.citizen_id, item.finding.code, item.finding.level.value) for item in overview.todo(shown)
    ]
    assert todo["totals"] == {level.value: number for level, number in overview.totals(shown).items()}
    for citizen_id, item in listed.items():
        worst = overview.worst(citizen_id)
        assert item["state"] == (worst.value if worst else None)
        assert item["week_state"] == expected_weeks[citizen_id][0]
        due = overview.next_due(citizen_id)
        assert (item["next_due"] or {}).get("code") == (due.code if due else None)
    assert {item["citizen"]["id"]: (item["state"], item["rule"]) for item in weeks["citizens"]} == {
        citizen_id: expected_weeks[citizen_id] for citizen_id in shown
    }
    sums = column_sums([grid[citizen_id] for citizen_id in shown])
    assert (weeks["kept"], weeks["required"]) == ((sums[0].kept, sums[0].required) if sums else (0, 0))
    for citizen_id, page in pages.items():
        assert [found["code"] for found in page["findings"]] == [found.code for found in overview.findings[citizen_id]]
        assert page["citizen"]["step"] == listed[citizen_id]["step"]


def agree_among_themselves(desk: Desk) -> None:
    """Hold todo list, totals, signs and week grid of one overview against each other and against whole cases."""
    overview = judge_caseload(desk)
    todo = overview.todo()
    assert Counter(item.finding.level for item in todo) == Counter(overview.totals())
    assert [LEVEL_ORDER[item.finding.level] for item in todo] == sorted(
        LEVEL_ORDER[item.finding.level] for item in todo
    )
    roles = _roles(desk)
    for citizen_id, case in read_cases(desk.store):
        own = [item.finding for item in todo if item.citizen_id == citizen_id]
        assert (own[0].level if own else None) == overview.worst(citizen_id)
        facts = facts_of(case, desk.today, citizen_id=citizen_id, roles=roles)
        assert overview.findings[citizen_id] == judge(facts, desk.programme(facts.edition), desk.today)
    week = IsoWeek.of(desk.today)
    for row in week_grid(desk, list(overview.findings), week, week):
        weekly = [found for found in overview.findings[row.citizen_id] if found.code == "weekly_contact"]
        assert overview.weeks[row.citizen_id] == row.statuses[0]
        asks = row.statuses[0].state in {WeekState.MISSING, WeekState.TRIED}
        assert bool(weekly) == asks, "the grid and the finding are two views of one week"
        assert all(found.level in {Level.DUE, Level.OVERDUE} for found in weekly)


def _roles(desk: Desk) -> dict[str, Any]:
    from broker_tui.store.cases import read_brokers

    return {broker.id: broker.roles for broker in read_brokers(desk.store)}


@settings(max_examples=15, deadline=None)
@given(caseload=caseloads(), today=days, data=st.data())
def test_refreshing_some_is_judging_all(caseload: Caseload, today: date, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, _ = create_store(Path(folder) / "caseload.db", PASSPHRASE, kdf=FAST_KDF)
        with store:
            with act(store, "made", who="") as made:
                for broker in caseload.brokers:
                    made.add_broker(broker)
                ids = made.add_cases(caseload.cases)
            desk = Desk(store, PROGRAMMES, "", today)
            overview = judge_caseload(desk)
            some = data.draw(st.lists(st.sampled_from([*ids, "gone"]), unique=True))
            for citizen_id in some:
                overview.findings.pop(citizen_id, None)
            overview.refresh(desk, some)
            parts: list[str] = []
            again = judge_caseload(desk, ids, progress=lambda part: parts.extend(part.findings))
            assert overview.findings == again.findings
            assert overview.names == again.names
            assert parts == ids
            assert judge_caseload(desk, cancelled=lambda: True).findings == {}

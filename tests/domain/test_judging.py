"""What holds for judging as a whole: properties over generated cases, the one order, and the table of coverage."""

from datetime import date, timedelta
from importlib import import_module
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.case import Case, facts_of
from broker_tui.domain.codes import Level
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.rules import EXIT_RULES, RULES, judge
from broker_tui.domain.rules.coverage import COVERED, NOT_CHECKABLE
from broker_tui.domain.status import exited_by, in_group_1
from broker_tui.domain.triage import Due, order, to_do, totals, worst
from broker_tui.i18n import load_words
from tests.domain.people import PROGRAMMES
from tests.strategies import caseloads, days

people = caseloads(most=1, orderly=True) | caseloads(most=1, orderly=False)
one_case = people.filter(lambda load: bool(load.cases)).map(lambda load: load.cases[0])


def facts_on(case: Case, today: date) -> Facts:
    return facts_of(case, today, citizen_id="citizen")


@given(one_case, days)
@settings(max_examples=100, deadline=None)
def test_judging_asks_every_rule_that_has_something_to_say(case: Case, today: date) -> None:
    """The guards of `judge` only save calls: nothing that a rule would find is left out."""
    facts = facts_on(case, today)
    programme = PROGRAMMES[facts.edition]
    judged = judge(facts, programme, today)
    if today < case.citizen.enrolled_on:
        assert judged == ()
        return
    rules = EXIT_RULES if exited_by(facts, today) else RULES
    every = [finding for rule in rules if (finding := rule(facts, programme, today)) is not None]
    assert set(map(repr, judged)) == set(map(repr, every))
    assert list(judged) == sorted(judged, key=lambda finding: finding.urgency)
    assert len({finding.code for finding in judged}) == len(judged)


@given(one_case, days)
@settings(max_examples=60, deadline=None)
def test_after_an_exit_only_the_exit_is_spoken_of(case: Case, today: date) -> None:
    """R22."""
    facts = facts_on(case, today)
    codes = {finding.code for finding in judge(facts, PROGRAMMES[facts.edition], today)}
    if exited_by(facts, today):
        assert codes <= {"exit_open"}
        assert not in_group_1(facts, PROGRAMMES[facts.edition], today)
    else:
        assert "exit_open" not in codes


@given(one_case, days, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_records_means_nothing(case: Case, today: date, random: Random) -> None:
    def mixed(name: str) -> tuple[object, ...]:
        records = list(getattr(case, name))
        random.shuffle(records)
        return tuple(records)

    shuffled = case.model_copy(update={name: mixed(name) for name in type(case).model_fields if name != "citizen"})
    assert facts_on(shuffled, today) == facts_on(case, today)


def some_findings() -> st.SearchStrategy[Finding]:
    day = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9))
    return st.builds(
        Finding, st.sampled_from(["a", "b", "c"]), st.sampled_from(Level), st.just("R1"), since=day, due=day
    )


@given(st.lists(st.tuples(st.sampled_from("xyz"), some_findings()), max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_day_is_total(pairs: list[tuple[str, Finding]], random: Random) -> None:
    items = [Due(citizen, finding) for citizen, finding in pairs]
    placed = order(items)
    keys = [(*item.finding.urgency, item.citizen_id) for item in placed]
    assert all(first <= second for first, second in pairwise(keys))
    random.shuffle(items)
    assert [(item.citizen_id, item.finding.urgency) for item in order(items)] == [
        (item.citizen_id, item.finding.urgency) for item in placed
    ]


def test_the_most_urgent_stands_first() -> None:
    day = date(2026, 11, 18)
    overdue_long = Finding("b", Level.OVERDUE, "R1", since=day, due=day - timedelta(days=9))
    overdue = Finding("a", Level.OVERDUE, "R1", since=day)
    due = Finding("a", Level.DUE, "R1", due=day - timedelta(days=30))
    ready, info = Finding("a", Level.READY, "R1"), Finding("a", Level.INFO, "R1")
    found = {"x": [info, due], "y": [ready, overdue], "z": [overdue_long]}
    assert [(item.citizen_id, item.finding) for item in to_do(found)] == [
        ("z", overdue_long),
        ("y", overdue),
        ("x", due),
        ("y", ready),
    ]
    assert totals([info, due, ready, overdue, overdue_long]) == {
        Level.OVERDUE: 2,
        Level.DUE: 1,
        Level.WARNING: 0,
        Level.READY: 1,
    }
    assert (worst([info]), worst([ready, info, due])) == (None, Level.DUE)


REQUIRED = [
    f"R{n}"
    for n in (
        *range(1, 38),
        *range(40, 80),
        "70b",
        *range(81, 84),
        *range(90, 116),
        *range(120, 133),
        *range(140, 143),
        *range(150, 188),
    )
]


@pytest.mark.parametrize("rule", REQUIRED)
def test_every_rule_is_held_somewhere_or_said_to_be_uncheckable(rule: str) -> None:
    assert (rule in COVERED) != (rule in NOT_CHECKABLE)
    for path in COVERED.get(rule, ()):
        module, _, name = f"broker_tui.domain.{path}".rpartition(".")
        function = getattr(import_module(module), name)
        assert callable(function)
    if rule in NOT_CHECKABLE:
        assert len(NOT_CHECKABLE[rule]) > 20


def test_every_rule_function_is_in_the_table() -> None:
    named = {path.rpartition(".")[2] for paths in COVERED.values() for path in paths}
    assert {rule.__name__ for rule in (*RULES, *EXIT_RULES)} <= named


@pytest.mark.parametrize("rule", [*RULES, *EXIT_RULES], ids=lambda rule: rule.__name__)
def test_every_rule_function_cites_its_rule(rule: object) -> None:
    assert (rule.__doc__ or "").startswith("R")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("rule", [*COVERED, *NOT_CHECKABLE])
def test_every_rule_has_its_wording(rule: str, language: str) -> None:
    assert load_words(language).has(f"rule.{rule}")

"""Every finding and every problem has words in both languages, and no word asks for what is not there."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import broker_tui.domain
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.i18n import load_words
from tests.domain import (
    test_checks,
    test_group_rules,
    test_other_rules,
    test_step_up_checks,
    test_step_up_rules,
    test_way_checks,
    test_way_rules,
    test_weekly,
)
from tests.domain.people import TODAY, facts, found, group_2

DOMAIN = Path(broker_tui.domain.__file__).parent
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])


def codes(folder: str, calls: tuple[str, ...], position: int, files: str = "*.py") -> set[str]:
    """Return the literal codes that a package hands to one of these calls."""
    seen: set[str] = set()
    for path in (DOMAIN / folder).glob(files):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > position:
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in calls:
                    seen |= {
                        part.value
                        for part in ast.walk(node.args[position])
                        if isinstance(part, ast.Constant) and isinstance(part.value, str)
                    }
    return seen


FINDINGS = sorted(codes("rules", ("Finding", "_lacking", "_before_meeting", "_after_meeting"), 0))
PROBLEMS = sorted(codes("checks", ("warn", "refuse", "must"), 1) | codes("", ("Problem",), 1, "step_up_needs.py"))


def all_findings() -> list[Finding]:
    """One of each finding at least, made by the rules' own cases."""
    given: list[tuple[Facts, str]] = [
        (row[2], edition)
        for table in (test_group_rules.CASES, test_other_rules.CASES, test_way_rules.CASES, test_step_up_rules.CASES)
        for row in table
        for edition in ("fsm2", "fsm3")
    ]
    given += [(test_weekly.reached(day), "fsm3") for day in (None, test_weekly.SUNDAY_45, test_weekly.SUNDAY_46)]
    given += [(group_2(), "fsm2"), (facts(birth_date=date(2000, 1, 1)), "fsm3")]
    return [finding for one, edition in given for finding in found(one, edition).values()]


def test_the_cases_make_every_finding_there_is() -> None:
    assert sorted({finding.code for finding in all_findings()}) == FINDINGS


@LANGUAGES
def test_findings_have_words_without_gaps(language: str) -> None:
    words = load_words(language)
    for finding in all_findings():
        for part in ("title", "why", "clear"):
            text = words(f"finding.{finding.code}.{part}", **finding.params)
            assert text, (finding.code, part)
            assert not any(sign in text for sign in "⟨⟩{}"), text
        assert words.has(f"rule.{finding.rule}")


@LANGUAGES
def test_no_words_for_findings_that_are_not_made(language: str) -> None:
    worded = {key.split(".")[1] for key in load_words(language).keys("finding")}
    assert sorted(worded) == FINDINGS


@LANGUAGES
@pytest.mark.parametrize("code", PROBLEMS)
def test_problems_have_words(code: str, language: str) -> None:
    assert load_words(language).has(f"problem.{code}")


@LANGUAGES
def test_problems_have_words_without_gaps(language: str) -> None:
    words = load_words(language)
    seen: set[str] = set()
    for _, checked, _ in (*test_checks.CHECKED, *test_way_checks.CHECKED, *test_step_up_checks.CHECKED):
        for problem in (*checked.refused, *checked.warned):
            seen.add(problem.code)
            text = words(f"problem.{problem.code}", **problem.params)
            assert not any(sign in text for sign in "⟨⟩{}"), text
    assert sorted(seen) == PROBLEMS


def title(given: Facts, code: str, **params: Any) -> str:  # noqa: ANN401
    finding = found(given, **params)[code]
    return load_words("da")(f"finding.{code}.title", **finding.params)


def test_titles_say_what_a_broker_would_say() -> None:
    assert title(test_weekly.reached(test_weekly.SUNDAY_46), "weekly_contact") == "Kontakt i uge 47"
    assert title(test_weekly.reached(test_weekly.SUNDAY_45), "weekly_contact") == "Ingen kontakt i 10 dage"
    assert title(facts(open_tasks=(TODAY,)), "task_due") == "Aftale senest on 18/11"
    assert title(group_2(), "marker_missing", edition="fsm2") == "Markeringen FSM 2: Rehab (Gr. 2) mangler"

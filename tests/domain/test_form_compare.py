"""What lacks in a form, and two versions of one side by side."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.domain.codes_step_up import FieldChange, FormKind
from broker_tui.domain.entries_agreement import AgreementEntry
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.form_compare import Compared, compare, lacking
from broker_tui.domain.form_spec import form_spec
from broker_tui.domain.step_up import FormVersion

PREPARATION, AGREEMENT = form_spec(PreparationEntry), form_spec(AgreementEntry)
DECIDED = {"on": "2026-11-16", "challenges": "ryggen", "needs_considerations": False, "needs_measures": False}


def version(number: int, values: dict[str, Any], form: FormKind = FormKind.PREPARATION) -> FormVersion:
    return FormVersion(
        id=str(number),
        step_up_id="s",
        form=form,
        number=number,
        on=date(2026, 11, 16),
        saved_at=datetime(2026, 11, 16, tzinfo=UTC),
        values=values,
    )


def prepared(**given: Any) -> dict[str, Any]:  # noqa: ANN401
    return PreparationEntry.model_validate(given).model_dump(mode="json")


def agreed(**given: Any) -> dict[str, Any]:  # noqa: ANN401
    return AgreementEntry.model_validate(DECIDED | given).model_dump(mode="json")


def told(older: dict[str, Any], newer: dict[str, Any], form: FormKind = FormKind.PREPARATION) -> dict[str, Compared]:
    """Return what differs between two versions, by field."""
    spec = PREPARATION if form is FormKind.PREPARATION else AGREEMENT
    found = compare(version(1, older, form), version(2, newer, form), spec)
    return {one.field.name: one for one in found if one.state is not FieldChange.SAME}


@pytest.mark.parametrize(
    ("older", "newer", "state"),
    [
        ({"job_goal": "lager"}, {"job_goal": "kontor"}, FieldChange.CHANGED),
        ({}, {"job_goal": "kontor"}, FieldChange.ADDED),
        ({"job_goal": "lager"}, {"job_goal": " "}, FieldChange.REMOVED),
    ],
)
def test_a_field_is_new_changed_or_gone(older: dict[str, Any], newer: dict[str, Any], state: FieldChange) -> None:
    found = told(prepared(**older), prepared(**newer))
    assert {name: one.state for name, one in found.items()} == {"job_goal": state}
    assert found["job_goal"].key == "form.preparation.job_goal.label"


def test_a_section_that_came_is_compared_with_nothing() -> None:
    found = told(prepared(), prepared(challenge_health=True, health_support=False))
    assert {name: one.state for name, one in found.items()} == {
        "challenge_health": FieldChange.CHANGED,
        "health_support": FieldChange.ADDED,
    }


def test_what_neither_version_asks_is_left_out() -> None:
    names = {one.field.name for one in compare(version(1, prepared()), version(2, prepared()), PREPARATION)}
    assert "health_support" not in names
    assert {"job_goal", "challenge_health", "approved_on"} <= names


def test_rows_are_matched_by_id_wherever_they_stand() -> None:
    hvil, stol = {"id": "1", "text": "hvil"}, {"id": "2", "text": "stol"}
    older = agreed(needs_considerations=True, considerations=(hvil, stol))
    moved = agreed(needs_considerations=True, considerations=(stol, {**hvil, "text": "hvil hver time"}))
    found = told(older, moved, FormKind.AGREEMENT)
    assert {name: (one.row, one.before, one.after, one.state) for name, one in found.items()} == {
        "considerations.1.text": (2, "hvil", "hvil hver time", FieldChange.CHANGED)
    }
    assert found["considerations.1.text"].key == "form.agreement.considerations.text.label"


def test_rows_come_and_go_as_a_whole() -> None:
    hvil, stol = {"id": "1", "text": "hvil"}, {"id": "2", "text": "stol", "ensured_by": "company"}
    older = agreed(needs_considerations=True, considerations=(hvil,))
    newer = agreed(needs_considerations=True, considerations=(stol,))
    found = told(older, newer, FormKind.AGREEMENT)
    states: dict[str, set[FieldChange]] = {}
    for name, one in found.items():
        states.setdefault(name.split(".")[1], set()).add(one.state)
    assert states == {"1": {FieldChange.REMOVED}, "2": {FieldChange.ADDED}}
    assert found["considerations.2.text"].row == 1
    assert found["considerations.1.text"].row == 2
    assert "considerations.2.ensured_name" in found
    assert "considerations.1.ensured_name" not in found


@given(st.lists(st.sampled_from(["hvil", "stol", "pause", "lift"]), unique=True, max_size=4), st.randoms())
def test_a_version_does_not_differ_from_itself_in_another_order(texts: list[str], random: Any) -> None:  # noqa: ANN401
    rows = [{"id": text, "text": text} for text in texts]
    shuffled = list(rows)
    random.shuffle(shuffled)
    older, newer = (agreed(needs_considerations=True, considerations=tuple(one)) for one in (rows, shuffled))
    assert told(older, newer, FormKind.AGREEMENT) == {}


def test_what_lacks_is_what_is_asked_needed_and_empty() -> None:
    """Conditional fields lack only where they are asked; ticks are answers; rows tell their place."""
    assert set(lacking(PREPARATION, prepared())) == {
        "job_goal",
        "citizen_challenges",
        "network_wanted",
        "match_delayed_reason",
        "cooperation_reason",
        "status_overview",
        "responsible_caseworker",
    }
    health = set(lacking(PREPARATION, prepared(challenge_health=True, health_support=True)))
    assert {"health_challenges", "health_support_what", "health_clarification"} <= health
    assert "health_clarification_what" not in health
    assert "network" in lacking(PREPARATION, prepared(network_wanted=True))
    rows = {**prepared(network_wanted=True), "network": [{"id": "1", "name": "Lis"}, {"id": "2", "name": " "}]}
    assert "network.1.name" in lacking(PREPARATION, rows)
    assert "network" not in lacking(PREPARATION, rows)

"""Repeated rows as data: values, what stands in a form, drafts and entries say the same."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.casework.desk import Refused
from broker_tui.casework.entry_reading import read_entry
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, form_spec
from broker_tui.i18n import load_words
from broker_tui.ui.widgets.form_values import Reading, entered_all, entered_row, from_json, to_json, values_of
from tests.ui.form_house import HOSTILE, TODAY
from tests.ui.form_sample import FILLED, SPEC, SampleEntry, sample_state

WORDS = load_words("da")
READING = Reading(TODAY)

LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12) | st.just(HOSTILE)
DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 31))
HOURS = st.integers(0, 370).map(lambda tenths: Decimal(tenths) / 10)
IDS = st.text("abc1.2-é", min_size=1, max_size=6)


def rows_of(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[dict[str, object], ...]]:
    return st.lists(st.fixed_dictionaries(fields), max_size=4).map(tuple)


def identified(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[dict[str, object], ...]]:
    ids = st.lists(IDS, unique=True, max_size=4)
    return ids.flatmap(
        lambda found: st.tuples(*(st.fixed_dictionaries({"id": st.just(one), **fields}) for one in found))
    )


VALUES = st.fixed_dictionaries(
    {
        "filled_on": DAYS,
        "responsible_caseworker": LINES,
        "job_goal": LINES,
        "weekly_hours": st.none() | HOURS,
        "challenge_health": st.sampled_from([True, False, None]),
        "steps": st.lists(LINES, max_size=3).map(tuple),
        "efforts": identified(department=LINES, text=LINES, contact=LINES, since=st.none() | DAYS),
        "considerations": rows_of(text=LINES, hours=st.none() | HOURS, done=st.booleans()),
        "participants": identified(
            role=st.sampled_from(["broker", "other"]),
            name=LINES,
            received=st.sampled_from([(), ("form",), ("form", "cv")]),
        ),
    }
)


@given(VALUES)
def test_values_survive_the_form_and_the_draft(values: Mapping[str, object]) -> None:
    entered = entered_all(SPEC, values, WORDS)
    again, problems = values_of(SPEC, entered, READING)
    assert problems == ()
    for name, value in values.items():
        if isinstance(value, tuple) and value and isinstance(value[0], dict):
            found = again[name]
            assert isinstance(found, tuple)
            for row, sent in zip(found, value, strict=True):
                assert {key: row[key] or None for key in sent} == {key: sent[key] or None for key in sent}
        else:
            assert (again[name] or None) == (value or None)
    kept = json.loads(json.dumps(to_json(entered)))
    assert from_json(SPEC, kept, entered_all(SPEC, {}, WORDS), WORDS) == entered


@given(VALUES)
def test_an_entry_prefills_the_form_that_makes_it_again(values: Mapping[str, object]) -> None:
    values = {**values, "participants": values["participants"] or ({"id": "p", "name": "Bo", "role": "other"},)}
    entry = read_entry(SampleEntry, values)
    assert [row.id for row in entry.participants] == list(entered_all(SPEC, values, WORDS)["participants"])  # type: ignore[call-overload]
    entered = entered_all(SPEC, entry.model_dump(), WORDS)
    again, problems = values_of(SPEC, entered, READING)
    assert problems == ()
    assert read_entry(SampleEntry, again, SPEC) == entry


def test_rows_are_flat_in_the_form_under_keys_of_their_own() -> None:
    entered = entered_all(SPEC, {**FILLED, "considerations": ({"text": "pauser"}, {"text": "ikke løfte"})}, WORDS)
    assert entered["efforts"] == ("e1", "e2")
    assert entered["efforts.e1.since"] == "01-09-2026"
    assert entered["participants.p1.received"] == ("form", "cv")
    assert entered["considerations"] == ("#0", "#1")
    assert entered["considerations.#1.text"] == "ikke løfte"
    values, _ = values_of(SPEC, entered, READING)
    assert values["considerations"] == (
        {"text": "pauser", "hours": "", "done": False},
        {"text": "ikke løfte", "hours": "", "done": False},
    )


def test_ids_given_twice_or_not_at_all_take_no_row_away() -> None:
    rows = ({"id": "x", "department": "A"}, {"id": "x", "department": "B"}, {"id": "", "department": "C"})
    entered = entered_all(SPEC, {"efforts": rows}, WORDS)
    values, _ = values_of(SPEC, entered, READING)
    found = values["efforts"]
    assert isinstance(found, tuple)
    assert [(row["id"], row["department"]) for row in found] == [("x", "A"), ("", "B"), ("", "C")]


def test_a_condition_in_a_row_looks_at_the_same_row() -> None:
    rows = ({"id": "a", "role": "other", "name": "Bo"}, {"id": "b", "role": "broker", "name": "Ea", "reason": "gammel"})
    entered = entered_all(SPEC, {**FILLED, "participants": rows}, WORDS)
    names = [item.name for item in SPEC.visible(entered)]
    assert "participants.a.reason" in names
    assert "participants.b.reason" not in names
    assert names.index("participants.b.name") < names.index("participants")
    entry = read_entry(SampleEntry, values_of(SPEC, entered, READING)[0])
    assert [row.reason for row in entry.participants] == ["", ""]


def test_hidden_rows_are_left_out() -> None:
    values = {**FILLED, "considerations": ({"text": "pauser"},)}
    assert read_entry(SampleEntry, values).considerations == ()
    assert len(read_entry(SampleEntry, {**values, "challenge_health": True}).considerations) == 1
    assert "considerations" not in [item.name for item in sample_state(values).shown()]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"efforts": ({"department": "A"}, {"department": " "})}, [("efforts.1.department", "required")]),
        ({"efforts": ({"department": "A", "since": "måske"},)}, [("efforts.0.since", "date")]),
        ({"efforts": ({"department": "x" * 401},)}, [("efforts.0.department", "too_long")]),
        ({"participants": ({"role": "boss", "name": "A"},)}, [("participants.0.role", "choice")]),
        ({"participants": ({"name": "A", "received": ("form", "pdf")},)}, [("participants.0.received", "choice")]),
        ({"participants": ()}, [("participants", "required")]),
        ({"efforts": ("text",)}, [("efforts.0", "invalid")]),
        (
            {"efforts": ({}, {}), "participants": ({},)},
            [(name, "required") for name in ("efforts.0.department", "efforts.1.department", "participants.0.name")],
        ),
    ],
)
def test_faults_in_rows_are_named_by_place(changed: dict[str, object], expected: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused) as refused:
        read_entry(SampleEntry, {**FILLED, **changed})
    assert [(problem.field, problem.code) for problem in refused.value.problems] == expected


def test_what_cannot_be_read_in_a_row_is_told_by_place_and_shown_in_that_row() -> None:
    state = sample_state()
    state.set("efforts.e2.since", "32/13")
    _, problems = values_of(SPEC, state.entered, READING)
    assert problems == (Problem("efforts.1.since", "date_unreal"),)
    assert state.refuse(problems) == "efforts.e2.since"
    assert state.refuse([Problem("efforts.0", "invalid")]) == "efforts.e1.department"
    assert state.refuse([Problem("efforts.7.text", "invalid")]) is None
    assert set(state.problems) == {""}


def test_a_draft_from_before_a_field_was_added_takes_its_default() -> None:
    entered = entered_all(SPEC, FILLED, WORDS)
    kept = to_json(entered)
    del kept["participants.p1.role"]
    kept["efforts"] = ["e1", "new"]
    kept["efforts.new.department"] = "Ny"
    again = from_json(SPEC, kept, entered_all(SPEC, {}, WORDS), WORDS)
    assert again["participants.p1.role"] == "caseworker"
    assert (again["efforts.new.department"], again["efforts.new.since"]) == ("Ny", "")


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "restore", "move", "health"]), st.integers(-9, 40)), max_size=40
)


@given(STEPS)
def test_whatever_is_done_with_rows_nothing_typed_is_lost_and_the_focus_is_seen(steps: list[tuple[str, int]]) -> None:
    state = sample_state({**FILLED, "challenge_health": True, "considerations": ({"text": "pauser"},)})
    typed = {name: value for name, value in state.entered.items() if "." in name}
    added = 0
    for what, number in steps:
        rows = state.rows_here()
        if what == "add" and rows is not None:
            added += 1
            row = entered_row(rows, f"new{added}", WORDS, {"text": f"tekst {added}"})
            typed |= row
            state.add_row(rows.name, f"new{added}", row)
        elif what == "remove":
            state.remove_row()
        elif what == "restore":
            state.restore_row()
        elif what == "health":
            state.put({"challenge_health": number % 2 == 0})
        else:
            state.focus = state.neighbour(number)
        shown = [item.name for item in state.shown()]
        assert state.focus in shown
        assert len(shown) == len(set(shown))
    while state.restore_row() is not None:
        pass
    assert typed.items() <= state.entered.items()
    kept = {f"{name}.{key}" for name in ("efforts", "considerations", "participants") for key in state.keys(name)}
    assert {name.rpartition(".")[0] for name in typed} == kept


def test_the_spec_of_rows() -> None:
    spec = form_spec(SampleEntry)
    rows = spec.field("efforts")
    assert rows.kind == "rows"
    assert rows.rows is not None
    assert [item.name for item in rows.rows.fields] == ["department", "text", "contact", "since"]
    assert rows.rows.identified
    considerations = spec.field("considerations").rows
    assert considerations is not None
    assert not considerations.identified
    inner = spec.field("participants.some.key.reason")
    assert (inner.common, inner.plain_name, inner.section) == ("participants.reason", "reason", "meeting")
    assert inner.visible_when is not None
    assert inner.visible_when.field == "participants.some.key.role"
    assert spec.field("participants.x.received").choices == ("form", "min_plan", "cv")
    with pytest.raises(KeyError):
        spec.field("efforts.e1.gone")
    with pytest.raises(ValueError, match="has no rows"):
        FieldSpec("note", "text").row("a")

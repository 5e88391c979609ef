"""The agreement of a step-up: what it takes from the meetings, what is agreed row by row (R156, R164, R176-R181)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.step_up_forms import versions
from broker_tui.casework.undoing import undo
from broker_tui.domain.checks.step_up_course import FIELDS
from broker_tui.domain.codes_step_up import AgreedKind, FormKind, Responsible
from broker_tui.store.cases import read_case
from tests.casework.conftest import TODAY, Enrol
from tests.casework.form_cases import ANSWERS, DAY, START, met, step_up_of
from tests.casework.forms import codes, do
from tests.casework.test_step_up import case_of, refusal
from tests.casework.test_step_up_forms import WHOLE


def agreement(desk: Desk, citizen_id: str) -> dict[str, Any]:
    return FORM_ACTS["agreement"].prefill(desk, citizen_id, None)


def test_there_is_no_agreement_before_a_meeting(desk: Desk, citizen_id: str) -> None:
    """R156: told when the form is opened, and refused when saved."""
    step_up_of(desk, citizen_id)
    planned = str(do(desk, citizen_id, "meeting", on=DAY).record_id)
    with pytest.raises(Refused) as refused:
        agreement(desk, citizen_id)
    assert [problem.code for problem in refused.value.problems] == ["agreement_before_meeting"]
    do(desk, citizen_id, "meeting_held", planned, **ANSWERS)
    assert ("meetings", "agreement_before_meeting") in refusal(desk, citizen_id, "agreement", on=START)
    lacking = refusal(desk, citizen_id, "agreement", challenges="", needs_considerations=None)
    assert lacking == {("challenges", "required"), ("needs_considerations", "required")}


def test_the_agreement_begins_with_what_the_meeting_said(desk: Desk, citizen_id: str) -> None:
    """R164, R165, R176: answers, lines as rows, who was there; the goal on top."""
    step_up_of(desk, citizen_id)
    do(desk, citizen_id, "preparation", **WHOLE | {"health_support": True, "health_support_what": "træning"})
    meeting = met(desk, citizen_id, second_needed=True)
    values = agreement(desk, citizen_id)
    assert (values["job_goal"], values["on"], values["caseworker"]) == ("lager", TODAY, "Per Holt")
    assert (values["meetings"], len(values["present"])) == ((meeting,), 3)
    assert [row["text"] for row in values["considerations"]] == ["siddende arbejde", "hvil hver time"]
    assert [row["text"] for row in values["measures"]] == ["genoptræning"]
    assert (values["needs_considerations"], values["needs_measures"], values["second_needed"]) == (True, True, True)
    assert (values["health_discussed"], values["health_challenges"], values["health_support"]) == (
        True,
        "ryggen",
        "træning",
    )
    assert (values["family_discussed"], values["family_support"]) == (False, "")
    assert set(values["copies"]) == {"Åse Ørsted", "Per Holt", "Maja Lund"}
    assert {"considerations", "measures", "present", "job_goal"} <= FORM_ACTS["agreement"].prefilled(
        desk, citizen_id, None
    )


def test_rows_become_what_is_agreed(desk: Desk, citizen_id: str) -> None:
    """R176-R181: the broker sees to considerations, the caseworker to measures, unless a row says otherwise."""
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    rows = (
        {"text": "siddende arbejde", "ensured_by": "company", "ensured_name": "Bo", "follow_up_on": "2026-12-01"},
        {"text": "hvil"},
    )
    said = {"considerations": rows, "min_plan_on": TODAY, "with_citizen": True, "job_goal": "lager"}
    done = do(desk, citizen_id, "agreement", **said)
    assert codes(done) == set()
    case = case_of(desk, citizen_id)
    items = {item.text: item for item in case.agreed_items}
    sitting = items["siddende arbejde"]
    assert (sitting.kind, sitting.ensured_by, sitting.ensured_name) == (
        AgreedKind.CONSIDERATION,
        Responsible.COMPANY,
        "Bo",
    )
    assert (sitting.follow_up_on, sitting.agreed_on) == (date(2026, 12, 1), TODAY)
    assert items["hvil"].ensured_by is Responsible.BROKER
    assert (items["genoptræning"].kind, items["genoptræning"].follow_up_by) == (
        AgreedKind.MEASURE,
        Responsible.CASEWORKER,
    )
    assert case.step_ups[0].min_plan_on == TODAY
    assert [row["id"] for row in case.form_versions[0].values["considerations"]] == [sitting.id, items["hvil"].id]


def test_how_far_a_row_has_come_stays_with_it(desk: Desk, citizen_id: str) -> None:
    """A version changes what was agreed, never what has been done about it; what is left out is dropped today."""
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "agreement", on=DAY)
    items = {item.text: item.id for item in case_of(desk, citizen_id).agreed_items}
    do(desk, citizen_id, "agreed_item_change", items["siddende arbejde"], done_on=TODAY, outcome="hun har en stol")
    do(desk, citizen_id, "agreed_item_change", items["genoptræning"], started_on=DAY, follow_up_on="2026-12-07")
    values = agreement(desk, citizen_id)
    (measure,) = values["measures"]
    assert (measure["started_on"], measure["follow_up_on"]) == (DAY, date(2026, 12, 7))
    sitting, rest = values["considerations"]
    done = do(desk, citizen_id, "agreement", considerations=({**sitting, "text": "siddende arbejde ved kassen"},))
    assert "agreed_items_dropped" in codes(done)
    after = {item.id: item for item in case_of(desk, citizen_id).agreed_items}
    kept = after[items["siddende arbejde"]]
    assert (kept.text, kept.done_on, kept.outcome, kept.agreed_on) == (
        "siddende arbejde ved kassen",
        TODAY,
        "hun har en stol",
        DAY,
    )
    assert after[rest["id"]].dropped_on == TODAY
    undo(desk)
    assert {item.id: item.dropped_on for item in case_of(desk, citizen_id).agreed_items}[rest["id"]] is None


def test_a_need_that_is_answered_with_no_drops_its_rows(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "agreement", on=DAY)
    assert "agreed_items_dropped" in codes(do(desk, citizen_id, "agreement", needs_considerations=False))
    kinds = {item.kind for item in case_of(desk, citizen_id).agreed_items if item.dropped_on is None}
    assert kinds == {AgreedKind.MEASURE}


def test_a_second_meeting_adds_to_the_agreement(desk: Desk, citizen_id: str) -> None:
    """What the first agreement says stays; what came up since is proposed and marked."""
    step_up_of(desk, citizen_id)
    first = met(desk, citizen_id, needs_measures=False, measures="", second_needed=True)
    do(desk, citizen_id, "agreement", on=DAY, considerations=({"text": "siddende arbejde"},), caseworker="Ea Bro")
    second = met(
        desk,
        citizen_id,
        date(2026, 11, 18),
        challenges="børnene",
        needs_considerations=False,
        considerations="",
        second_needed=False,
    )
    values = agreement(desk, citizen_id)
    assert values["meetings"] == (first, second)
    assert values["challenges"] == "ryggen\nbørnene"
    assert (values["needs_considerations"], values["needs_measures"], values["second_needed"]) == (True, True, False)
    assert [row["text"] for row in values["considerations"]] == ["siddende arbejde"]
    assert [row["text"] for row in values["measures"]] == ["genoptræning"]
    assert values["caseworker"] == "Ea Bro"
    known = FORM_ACTS["agreement"].prefilled(desk, citizen_id, None)
    assert {"meetings", "challenges", "measures"} <= known
    assert "considerations" not in known


def test_a_row_that_came_twice_is_agreed_twice(desk: Desk, citizen_id: str) -> None:
    """An id stands for one row; a second with it, or one that belongs elsewhere, is something new."""
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    rows = ({"id": "x", "text": "hvil"}, {"id": "x", "text": "stol"})
    do(desk, citizen_id, "agreement", considerations=rows)
    items = [item for item in case_of(desk, citizen_id).agreed_items if item.kind is AgreedKind.CONSIDERATION]
    assert {item.text for item in items} == {"hvil", "stol"}
    assert len({item.id for item in items} - {"x"}) == 2


Change = tuple[str, str, int]
"""What is done to the rows of a field, and to which of them."""

CHANGES = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "edit", "remove", "move"]), st.sampled_from([*FIELDS.values()]), st.integers(0, 3)
        ),
        max_size=3,
    ),
    min_size=1,
    max_size=5,
)


def changed(values: dict[str, Any], changes: list[Change], turn: int) -> dict[str, Any]:
    """Return an agreement with its rows changed as a user would change them in the form."""
    values = {**values, "needs_considerations": True, "needs_measures": True}
    for number, (what, field, place) in enumerate(changes):
        rows = list(values.get(field, ()))
        if what == "add":
            rows.insert(min(place, len(rows)), {"id": "", "text": f"række {turn}.{number}"})
        elif rows and what == "edit":
            at = place % len(rows)
            rows[at] = {**rows[at], "text": f"rettet {turn}.{number}", "follow_up_on": TODAY + timedelta(days=place)}
        elif rows and what == "remove":
            rows.pop(place % len(rows))
        elif rows:
            rows.append(rows.pop(place % len(rows)))
        values[field] = tuple(rows)
    return values


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(saves=CHANGES)
def test_rows_and_what_is_agreed_stay_in_step(desk: Desk, enrol: Enrol, saves: list[list[Change]]) -> None:
    """After any row of saves the newest version holds what is in force, no more, and undo takes each save back."""
    citizen_id = enrol()
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    stood = [read_case(desk.store, citizen_id)]
    for turn, changes in enumerate(saves):
        do(desk, citizen_id, "agreement", **changed(agreement(desk, citizen_id), changes, turn))
        case = read_case(desk.store, citizen_id)
        if case != stood[-1]:
            stood.append(case)
        newest = versions(case, case.step_ups[0].id, FormKind.AGREEMENT)[0]
        for kind, field in FIELDS.items():
            held = {
                item.id: (item.text, item.ensured_by.value, item.follow_up_on and item.follow_up_on.isoformat())
                for item in case.agreed_items
                if item.kind is kind and item.dropped_on is None
            }
            rows = newest.values[field]
            assert {row["id"]: (row["text"], row["ensured_by"], row["follow_up_on"]) for row in rows} == held
            assert [row["id"] for row in agreement(desk, citizen_id)[field]] == [row["id"] for row in rows]
    for before in reversed(stood[:-1]):
        undo(desk)
        assert read_case(desk.store, citizen_id) == before

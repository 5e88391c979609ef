"""A case file loses nothing, merges by record and deletes nothing; a bad one changes nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.casework.casefile import (
    export_cases,
    import_cases,
    plan_cases,
    read_case_file,
    schema,
    write_cases,
)
from broker_tui.casework.desk import Desk
from broker_tui.config.programmes import load_programmes
from broker_tui.exchange.case_file import document_of
from broker_tui.exchange.errors import FileProblem, Stopped
from broker_tui.i18n import load_words
from broker_tui.store.cases import read_case, read_cases
from broker_tui.store.journal import undo
from broker_tui.store.store import FAST_KDF, create_store
from tests.casework.conftest import Enrol
from tests.casework.form_cases import met, step_up_of
from tests.casework.forms import do
from tests.strategies import Caseload, caseloads

TODAY = date(2026, 11, 20)
Document = dict[str, Any]


@contextmanager
def fresh_desk() -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        store, _ = create_store(Path(folder) / "a.db", "hest batteri", kdf=FAST_KDF)
        with store:
            yield Desk(store, load_programmes(), "me", TODAY)


def document(caseload: Caseload) -> Document:
    return document_of(caseload.brokers, caseload.cases, caseload.companies)


@given(caseloads(orderly=False, with_companies=True), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_what_goes_in_comes_out_the_same(caseload: Caseload, random: Any) -> None:  # noqa: ANN401
    said = document(caseload)
    shuffled = json.loads(json.dumps(said))
    random.shuffle(shuffled["cases"])
    random.shuffle(shuffled["brokers"])
    random.shuffle(shuffled["companies"])
    with fresh_desk() as desk:
        plan = plan_cases(desk, shuffled)
        assert plan.counts() == {"new": len(caseload.cases), "changed": 0, "unchanged": 0, "refused": 0}
        import_cases(desk, plan)
        assert export_cases(desk) == said
        again = plan_cases(desk, said)
        assert again.counts() == {"new": 0, "changed": 0, "unchanged": len(caseload.cases), "refused": 0}
        assert import_cases(desk, again).act_id is None
        with TemporaryDirectory() as folder:
            path = Path(folder) / "sager.json"
            assert write_cases(desk, path) == len(caseload.cases)
            assert read_case_file(path) == said


@given(caseloads(), caseloads())
@settings(max_examples=12, deadline=None)
def test_a_second_file_merges_and_undo_is_exact(first: Caseload, second: Caseload) -> None:
    """Both draw the same ids, so records clash between citizens: those are refused, the rest comes in."""
    with fresh_desk() as desk:
        import_cases(desk, plan_cases(desk, document(first)))
        before = export_cases(desk)
        plan = plan_cases(desk, document(second))
        receipt = import_cases(desk, plan, skip_invalid=True)
        there = {case["citizen"]["cpr"] for case in export_cases(desk)["cases"]}
        assert {case.citizen.cpr for case in first.cases} <= there
        if receipt.act_id:
            undo(desk.store, "me")
        assert export_cases(desk) == before


@pytest.fixture
def said(desk: Desk, enrol: Enrol) -> Document:
    """The case file of two citizens, as the database has them."""
    enrol()
    enrol(name="Bo Holm")
    return export_cases(desk)


def test_only_the_chosen_and_the_brokers_they_name(desk: Desk, enrol: Enrol) -> None:
    chosen, other = enrol(), enrol(name="Bo Holm", broker_id=None)
    assert [len(export_cases(desk, [one])["brokers"]) for one in (chosen, other)] == [1, 0]
    assert [case["citizen"]["name"] for case in export_cases(desk, [other])["cases"]] == ["Bo Holm"]


def test_companies_go_with_the_cases_that_name_them(desk: Desk, enrol: Enrol) -> None:
    asked, other = enrol(), enrol(name="Bo Holm")
    do(desk, asked, "approach", company="Netto", result="visit")
    do(desk, other, "placement", kind="paid_hours", company="Bageriet")
    do(desk, None, "company_new", name="Ingen var her")
    said = export_cases(desk)
    assert sorted(one["name"] for one in said["companies"]) == ["Bageriet", "Ingen var her", "Netto"]
    assert [one["name"] for one in export_cases(desk, [asked])["companies"]] == ["Netto"]
    with fresh_desk() as empty:
        plan = plan_cases(empty, said)
        assert len(plan.new_companies) == 3
        import_cases(empty, plan)
        assert export_cases(empty) == said
        said["companies"][0]["branch"] = "detail"
        again = plan_cases(empty, said)
        assert [one.branch for one in again.changed_companies] == ["detail"]
        assert import_cases(empty, again).act_id is not None
        assert export_cases(empty) == said
        undo(empty.store, "me")
        undo(empty.store, "me")
        assert export_cases(empty)["companies"] == []


def test_a_file_from_before_there_were_companies_still_comes_in(desk: Desk, said: Document) -> None:
    del said["companies"]
    added = ("network", "cv", "searchable", "approaches", "follow_ups", "worked_hours", "consents", "parallel")
    for case in said["cases"]:
        for name in (*added, "self_support"):
            del case[name]
        for name in ("resources", "challenges", "support_by", "min_plan_broker_on"):
            del case["citizen"][name]
    assert plan_cases(desk, said).counts() == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0}


def test_new_records_are_added_known_ones_changed_and_none_removed(desk: Desk, said: Document) -> None:
    one = said["cases"][0]
    kept = one["groups"]
    one["groups"] = []
    one["steps"][0]["ended_on"] = "2026-03-01"
    one["steps"].append({"id": "step-2", "step": 2, "started_on": "2026-03-02", "ended_on": None})
    one["citizen"]["phone"] = "20 30 40 11"
    plan = plan_cases(desk, said)
    assert plan.counts() == {"new": 0, "changed": 1, "unchanged": 1, "refused": 0}
    (changed,) = plan.changed
    assert [change.field for change in changed.own] == ["phone"]
    assert ([record.id for record in changed.added], len(changed.changed)) == (["step-2"], 1)
    import_cases(desk, plan)
    after = export_cases(desk)["cases"][0]
    assert (after["groups"], after["citizen"]["phone"]) == (kept, "20 30 40 11")
    assert [step["step"] for step in after["steps"]] == [1, 2]


def test_whoever_the_file_lacks_stays(desk: Desk, said: Document) -> None:
    """R22-R24: nobody is removed by a file."""
    import_cases(desk, plan_cases(desk, {**said, "cases": said["cases"][:1]}))
    assert len(list(read_cases(desk.store))) == 2


def test_a_changed_broker_is_changed(desk: Desk, said: Document) -> None:
    said["brokers"][0]["phone"] = "20 30 40 11"
    plan = plan_cases(desk, said)
    assert [broker.phone for broker in plan.changed_brokers] == ["20 30 40 11"]
    assert import_cases(desk, plan).act_id is not None
    assert export_cases(desk) == said


def test_a_step_up_travels_whole_and_goes_on_elsewhere(desk: Desk, citizen_id: str) -> None:
    """R156: forms, people, meetings and what is agreed; the next version counts on, and the way back merges it."""
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    do(desk, citizen_id, "preparation", job_goal="lager")
    do(desk, citizen_id, "agreement", on=date(2026, 11, 16))
    said = export_cases(desk)
    with fresh_desk() as elsewhere:
        import_cases(elsewhere, plan_cases(elsewhere, said))
        assert export_cases(elsewhere) == said
        there = next(id_ for id_, _ in read_cases(elsewhere.store))
        do(elsewhere, there, "agreement", support=({"text": "mentor"},))
        grown = export_cases(elsewhere)
    plan = plan_cases(desk, grown)
    assert {type(record).__name__ for record in plan.changed[0].added} == {"FormVersion", "AgreedItem"}
    import_cases(desk, plan)
    case = read_case(desk.store, citizen_id)
    assert [(one.form.value, one.number) for one in case.form_versions] == [
        ("agreement", 1),
        ("preparation", 1),
        ("agreement", 2),
    ]
    assert "mentor" in {item.text for item in case.agreed_items}


def corrupt(change: Callable[[Document], object]) -> Callable[[Document], Document]:
    def changed(said: Document) -> Document:
        change(said)
        return said

    return changed


def _as_another(said: Document) -> None:
    del said["cases"][1]
    said["cases"][0]["citizen"]["cpr"] = "6701809999"


def _without_participants(said: Document) -> None:
    case = said["cases"][0]
    case["step_ups"].append({"id": "s", "started_on": "2026-11-02"})
    case["step_up_meetings"].append({"id": "m", "step_up_id": "s", "on": "2026-11-16", "present": ["gone"]})


REFUSED = {
    "cpr_digits": corrupt(lambda said: said["cases"][0]["citizen"].update(cpr="123")),
    "cpr_date": corrupt(lambda said: said["cases"][0]["citizen"].update(cpr="9999801234")),
    "cpr_twice": corrupt(lambda said: said["cases"][1]["citizen"].update(cpr=said["cases"][0]["citizen"]["cpr"])),
    "missing": corrupt(lambda said: said["cases"][0]["citizen"].pop("name")),
    "extra_forbidden": corrupt(lambda said: said["cases"][0]["citizen"].update(ethnicity="x")),
    "value": corrupt(lambda said: said["cases"][0]["steps"][0].update(started_on=1234567890)),
    "id_twice": corrupt(lambda said: said["cases"][0]["groups"][0].update(id=said["cases"][0]["steps"][0]["id"])),
    "id_elsewhere": corrupt(_as_another),
    "contact_unknown": corrupt(
        lambda said: said["cases"][0]["tasks"].append(
            {"id": "t", "text": "x", "agreed_on": "2026-11-01", "contact_id": "gone", "due_on": None, "done_on": None}
        )
    ),
    "placement_unknown": corrupt(
        lambda said: said["cases"][0]["worked_hours"].append(
            {"id": "h", "placement_id": "gone", "period": "2026-10", "hours": "3"}
        )
    ),
    "company_unknown": corrupt(
        lambda said: said["cases"][0]["approaches"].append(
            {"id": "a", "on": "2026-11-01", "company": "Netto", "company_id": "gone"}
        )
    ),
    "broker_unknown": corrupt(lambda said: said["cases"][0]["brokers"][0].update(broker_id="nobody")),
    "step_up_unknown": corrupt(
        lambda said: said["cases"][0]["participants"].append({"id": "p", "step_up_id": "gone", "role": "health"})
    ),
    "participant_unknown": corrupt(_without_participants),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_bad_case_is_named_and_nothing_is_written(desk: Desk, said: Document, code: str) -> None:
    before = export_cases(desk)
    bad = REFUSED[code](json.loads(json.dumps(said)))
    plan = plan_cases(desk, bad)
    assert code in {one.code for one in plan.refused}
    assert load_words("da").has(f"import.case.{code}")
    assert load_words("en").has(f"import.case.{code}")
    with pytest.raises(FileProblem) as refused:
        import_cases(desk, plan)
    assert refused.value.code == "refused_cases"
    assert export_cases(desk) == before


@pytest.mark.parametrize(
    ("code", "document"),
    [
        ("case_schema", {}),
        ("case_schema", {"schema": "other/1"}),
        ("case_schema", {"schema": "broker_tui.case"}),
        ("case_schema", {"schema": 1}),
        ("case_schema", {"schema": "broker_tui.case/0"}),
        ("case_newer", {"schema": "broker_tui.case/2"}),
        ("case_schema", {"schema": "broker_tui.case/1", "cases": {}}),
        ("case_schema", {"schema": "broker_tui.case/1", "borgere": []}),
        ("case_brokers", {"schema": "broker_tui.case/1", "brokers": [{"id": "x"}]}),
        (
            "case_brokers",
            {"schema": "broker_tui.case/1", "brokers": [{"id": "x", "name": "A"}, {"id": "x", "name": "B"}]},
        ),
        ("case_schema", {"schema": "broker_tui.case/1", "companies": {}}),
        ("case_companies", {"schema": "broker_tui.case/1", "companies": [{"id": "x"}]}),
        (
            "case_companies",
            {"schema": "broker_tui.case/1", "companies": [{"id": "x", "name": "A"}, {"id": "x", "name": "B"}]},
        ),
    ],
)
def test_a_document_that_is_no_case_file(desk: Desk, code: str, document: Document) -> None:
    with pytest.raises(FileProblem) as refused:
        plan_cases(desk, document)
    assert refused.value.code == code
    assert all(load_words(language).has(f"import.file.{code}") for language in ("da", "en"))


@pytest.mark.parametrize(
    ("content", "row"), [(b'{"schema": ', 1), (b'{\n"schema": 1,\n}', 3), (b"\xff\xfe\x00", 1), (b"[" * 200_000, None)]
)
def test_malformed_json_is_told_by_its_line(tmp_path: Path, content: bytes, row: int | None) -> None:
    path = tmp_path / "sager.json"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as refused:
        read_case_file(path)
    assert (refused.value.code, refused.value.params.get("row")) == ("case_json" if row else "case_schema", row)


def test_the_file_never_says_what_was_wrong_with_a_value(desk: Desk, said: Document) -> None:
    said["cases"][0]["citizen"]["cpr"] = "6701801234567"
    plan = plan_cases(desk, said)
    assert "67018012345" not in str(plan.refused)


def test_a_cancelled_import_writes_nothing(desk: Desk, said: Document) -> None:
    with fresh_desk() as empty:
        plan = plan_cases(empty, said)
        with pytest.raises(Stopped):
            import_cases(empty, plan, cancelled=lambda: True)
        assert export_cases(empty)["cases"] == []


def test_the_file_is_for_the_user_alone_and_replaces_an_older_one_whole(
    desk: Desk, said: Document, tmp_path: Path
) -> None:
    path = tmp_path / "sager.json"
    path.write_text("gammel", "utf-8")
    write_cases(desk, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_case_file(path) == said
    assert list(tmp_path.glob("*.tmp-*")) == []


def test_the_schema_describes_what_is_written(said: Document) -> None:
    described = schema()
    assert set(described["properties"]) == set(said)
    citizen = described["$defs"]["Citizen"]["properties"]
    assert set(citizen) == set(said["cases"][0]["citizen"])


def test_no_id_of_one_database_alone_is_in_the_file(desk: Desk, said: Document) -> None:
    text = json.dumps(said)
    for citizen_id, _ in read_cases(desk.store):
        assert citizen_id not in text
        assert read_case(desk.store, citizen_id).citizen.cpr in text

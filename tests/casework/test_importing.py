"""A caseload comes in whole or not at all, comes in once, and overwrites nothing (R22-R24)."""

from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import FileCitizen, ImportOptions
from broker_tui.casework.importing import plan_import, run_import, save_profile, suggest_columns
from broker_tui.casework.steps import start_step
from broker_tui.domain.case import Case
from broker_tui.domain.codes import ExitReason, Group, Marker, PlacementKind, Step
from broker_tui.domain.entries_step import StepEntry
from broker_tui.domain.group import ProgrammeExit
from broker_tui.exchange.errors import FileProblem, Stopped
from broker_tui.exchange.reading import read_table
from broker_tui.store.act import act
from broker_tui.store.cases import read_brokers, read_case, read_cases
from broker_tui.store.journal import last_undoable, redo, undo
from tests.casework.conftest import TODAY
from tests.casework.lists import BO, CARLA, everything, imported, listed, planned
from tests.exchange.files import write_csv


def case_of(desk: Desk, cpr: str = "6701801234") -> Case:
    return read_case(desk.store, desk.store.citizen_id(cpr))


def change_citizen(desk: Desk, **changes: object) -> None:
    citizen_id = desk.store.citizen_id("6701801234")
    with act(desk.store, "citizen_changed", who=desk.who, citizen_id=citizen_id) as writing:
        writing.change_citizen(citizen_id, changes)


def test_a_new_citizen_gets_all_that_her_row_says(desk: Desk, tmp_path: Path) -> None:
    full = {
        **BO,
        "phone": "+45 20304011",
        "email": "bo@eksempel.dk",
        "home_municipality": "Vejle",
        "edition": "FSM 2",
        "benefit": "Kontanthjælp",
        "group": "Gruppe 1",
        "group_from": "03-02-2026",
        "exemption": "Barsel",
        "exempt_from": "01-11-2026",
        "exempt_to": "01-12-2026",
        "step": "Trin 2",
        "step_from": "01-10-2026",
        "broker": "maja  LUND",
        "broker_from": "05-02-2026",
        "caseworker": "Per Holt",
        "job_goal": "Lager",
        "is_provider": "ja",
        "company": "Netto",
        "placement_kind": "Virksomhedspraktik",
        "placement_from": "02-11-2026",
        "placement_to": "30-11-2026",
        "cvr": "12345678",
        "contact_person": "Ida Toft",
        "remark": "Ring om formiddagen",
    }
    receipt = imported(desk, tmp_path, full)
    assert receipt.counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0, "not_in_file": 0}
    case = case_of(desk)
    own = case.citizen
    assert (own.name, own.enrolled_on, own.phone, own.email) == (
        "Bo Holm",
        date(2026, 2, 1),
        "20 30 40 11",
        "bo@eksempel.dk",
    )
    assert (own.home_municipality, own.edition, own.benefit) == ("Vejle", "fsm2", "cash_benefit")
    assert (own.caseworker, own.is_provider, own.remark) == ("Per Holt", True, "Ring om formiddagen")
    assert [(g.group, g.started_on, g.ended_on) for g in case.groups] == [(Group.INTERVENTION, date(2026, 2, 3), None)]
    assert [(e.type, e.started_on, e.ended_on) for e in case.exemptions] == [
        ("parental_leave", date(2026, 11, 1), date(2026, 12, 1))
    ]
    assert [(s.step, s.started_on) for s in case.steps] == [(Step.TOWARDS_JOB, date(2026, 10, 1))]
    assert [(b.broker_id, b.started_on) for b in case.brokers] == [(desk.who, date(2026, 2, 5))]
    assert [(j.text, j.on) for j in case.job_goals] == [("Lager", date(2026, 2, 1))]
    (placement,) = case.placements
    assert (placement.kind, placement.company, placement.started_on, placement.ended_on, placement.note) == (
        PlacementKind.INTERNSHIP,
        "Netto",
        date(2026, 11, 2),
        date(2026, 11, 30),
        "Ida Toft, CVR 12345678",
    )


def test_what_the_file_does_not_say_is_group_1_without_step(desk: Desk, tmp_path: Path) -> None:
    """R4: who is not in group 2 is in group 1; a step is not guessed."""
    imported(desk, tmp_path, BO)
    case = case_of(desk)
    assert [(g.group, g.started_on) for g in case.groups] == [(Group.INTERVENTION, date(2026, 2, 1))]
    assert (case.steps, case.brokers, case.exemptions) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "group", "markers"),
    [
        ("FSM 2: Rehab (Gr. 2)", Group.REHABILITATION, (Marker.REHAB,)),
        ("FSM 2: Step-up", Group.INTERVENTION, (Marker.STEP_UP,)),
        ("FSM 2: Rehab (Gr. 2), FSM 2: Step-up", Group.REHABILITATION, (Marker.REHAB, Marker.STEP_UP)),
        ("Unge under 30", Group.INTERVENTION, ()),
    ],
)
def test_markers_are_read_as_the_systems_write_them(
    desk: Desk, tmp_path: Path, text: str, group: Group, markers: tuple[Marker, ...]
) -> None:
    """R12: the two literal texts; other person groups are not ours."""
    imported(desk, tmp_path, {**BO, "marker": text})
    case = case_of(desk)
    assert [g.group for g in case.groups] == [group]
    assert tuple(sorted((m.marker for m in case.markers), key=list(Marker).index)) == markers


def test_first_and_last_name_become_one(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {"cpr": BO["cpr"], "first_name": "Bo", "last_name": "Holm", "enrolled_on": "01-02-2026"})
    assert case_of(desk).citizen.name == "Bo Holm"


def test_brokers_are_found_by_any_spelling_and_made_when_unknown(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, tmp_path, {**BO, "broker": "Lund, Maja"}, {**CARLA, "broker": "Åge Østergård"})
    assert [broker.name for broker in plan.new_brokers] == ["Åge Østergård"]
    run_import(desk, plan)
    assert [broker.name for broker in read_brokers(desk.store)] == ["Maja Lund", "Åge Østergård"]
    assert case_of(desk).brokers[0].broker_id == desk.who
    again = planned(desk, tmp_path, {**CARLA, "broker": "Aage Oestergaard"})
    assert (again.new_brokers, again.counts()["changed"]) == ((), 0)


def test_a_broker_for_all_who_have_none_in_the_file(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, tmp_path, BO, options=ImportOptions(broker_id=desk.who))
    run_import(desk, plan)
    assert [(b.broker_id, b.started_on) for b in case_of(desk).brokers] == [(desk.who, date(2026, 2, 1))]


def test_a_start_date_is_asked_once_for_the_whole_file(desk: Desk, tmp_path: Path) -> None:
    people = [{"cpr": BO["cpr"], "name": "Bo Holm"}, CARLA]
    asked = planned(desk, tmp_path, *people)
    assert (asked.start_missing, [problem.code for problem in asked.refused]) == (1, ["start_missing"])
    given = planned(desk, tmp_path, *people, options=ImportOptions(start_on=date(2026, 8, 1)))
    assert (given.start_missing, given.refused) == (0, ())
    run_import(desk, given)
    assert case_of(desk).citizen.enrolled_on == date(2026, 8, 1)
    assert case_of(desk, "6812902345").citizen.enrolled_on == date(2026, 3, 15)


def test_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    people = [{**BO, "step": "2", "broker": "Ny Person", "exemption": "Barsel", "job_goal": "Lager"}, CARLA]
    imported(desk, tmp_path, *people)
    before = everything(desk)
    plan = planned(desk, tmp_path, *people)
    assert plan.counts() == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0, "not_in_file": 0}
    assert plan.imported_before is not None
    assert run_import(desk, plan).act_id is None
    assert everything(desk) == before


def test_one_refused_row_stops_all_and_leaves_everything_as_it_was(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, BO)
    before = everything(desk)
    plan = planned(desk, tmp_path, {**BO, "phone": "20304011"}, CARLA, {**CARLA, "cpr": "123"})
    with pytest.raises(FileProblem) as refused:
        run_import(desk, plan)
    assert (refused.value.code, refused.value.params) == ("refused_rows", {"n": 1})
    assert everything(desk) == before


def test_the_others_come_in_when_refused_rows_are_skipped(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, tmp_path, BO, {**CARLA, "enrolled_on": "31-02-2026", "broker": "Kun Her"})
    receipt = run_import(desk, plan, skip_invalid=True)
    assert receipt.counts["new"] == 1
    assert [case.citizen.name for _, case in read_cases(desk.store)] == ["Bo Holm"]
    assert [broker.name for broker in read_brokers(desk.store)] == ["Maja Lund"]


def test_undo_gives_exactly_what_was_and_redo_what_came(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "step": "1", "step_from": "01-02-2026"})
    before = everything(desk)
    imported(desk, tmp_path, {**BO, "step": "2", "phone": "20304011", "exemption": "Barsel"}, {**CARLA, "broker": "Ny"})
    after = everything(desk)
    assert after != before
    undo(desk.store, desk.who)
    assert everything(desk) == before
    redo(desk.store, desk.who)
    assert everything(desk) == after


def test_an_undone_import_is_news_again(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, BO)
    imported(desk, tmp_path, {**BO, "phone": "20304011"})
    undo(desk.store, desk.who)
    plan = planned(desk, tmp_path, {**BO, "phone": "20304011"})
    assert [change.field for one in plan.to_change for change in one.changes] == ["phone"]


def test_a_cancelled_import_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = everything(desk)
    plan = planned(desk, tmp_path, BO, CARLA)
    with pytest.raises(Stopped):
        run_import(desk, plan, cancelled=lambda: True)
    assert everything(desk) == before
    told: list[tuple[int, int]] = []
    run_import(desk, plan, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_empty_cells_erase_nothing(desk: Desk, tmp_path: Path) -> None:
    full = {**BO, "phone": "20304011", "step": "2", "exemption": "Barsel", "broker": "Maja Lund", "remark": "x"}
    imported(desk, tmp_path, full)
    plan = planned(desk, tmp_path, {**dict.fromkeys(full, ""), **BO, "remark": "-"})
    assert plan.counts()["unchanged"] == 1


def test_changes_are_told_field_by_field(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "phone": "20304011", "step": "1", "step_from": "01-02-2026"})
    plan = planned(desk, tmp_path, {**BO, "name": "Bo Holm-Bæk", "phone": "20304012", "step": "2", "broker": "Ny Én"})
    (one,) = plan.changed
    assert {change.field: (change.old, change.new, change.is_conflict) for change in one.changes} == {
        "name": ("Bo Holm", "Bo Holm-Bæk", False),
        "phone": ("20 30 40 11", "20 30 40 12", False),
        "step": (Step.CLARIFICATION, Step.TOWARDS_JOB, False),
        "broker": (None, "Ny Én", False),
    }
    assert plan.fields_changed() == {"name": 1, "phone": 1, "step": 1, "broker": 1}


def test_a_changed_dated_fact_begins_anew_and_keeps_history(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "step": "1", "step_from": "01-02-2026", "broker": "Maja Lund"})
    imported(desk, tmp_path, {**BO, "step": "2", "step_from": "01-03-2026", "broker": "Ny", "group": "2"})
    case = case_of(desk)
    assert [(s.step, s.started_on, s.ended_on) for s in case.steps] == [
        (Step.CLARIFICATION, date(2026, 2, 1), date(2026, 2, 28)),
        (Step.TOWARDS_JOB, date(2026, 3, 1), None),
    ]
    assert [(g.group, g.started_on, g.ended_on) for g in case.groups] == [
        (Group.INTERVENTION, date(2026, 2, 1), date(2026, 11, 19)),
        (Group.REHABILITATION, TODAY, None),
    ]
    assert [(b.started_on, b.ended_on) for b in case.brokers] == [
        (date(2026, 2, 1), date(2026, 11, 19)),
        (TODAY, None),
    ]


def test_another_exemption_ends_the_one_before(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "exemption": "Særlige øvrige", "exempt_from": "01-09-2026"})
    imported(desk, tmp_path, {**BO, "exemption": "Barsel", "exempt_from": "01-10-2026", "exempt_to": "31-12-2026"})
    assert [(e.type, e.started_on, e.ended_on) for e in case_of(desk).exemptions] == [
        ("special_other", date(2026, 9, 1), date(2026, 9, 30)),
        ("parental_leave", date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_an_end_date_is_added_to_the_exemption_it_belongs_to(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "exemption": "Barsel", "exempt_from": "01-10-2026"})
    imported(desk, tmp_path, {**BO, "exemption": "Barsel", "exempt_from": "01-10-2026", "exempt_to": "31-12-2026"})
    assert [(e.started_on, e.ended_on) for e in case_of(desk).exemptions] == [(date(2026, 10, 1), date(2026, 12, 31))]


def test_a_corrected_start_moves_the_running_step_and_what_came_before(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "step": "1", "step_from": "01-02-2026"})
    imported(desk, tmp_path, {**BO, "step": "2", "step_from": "01-06-2026"})
    plan = planned(desk, tmp_path, {**BO, "step": "2", "step_from": "15-05-2026"})
    assert [(c.field, c.old, c.new) for c in plan.changed[0].changes] == [
        ("step_from", date(2026, 6, 1), date(2026, 5, 15))
    ]
    run_import(desk, plan)
    assert [(s.started_on, s.ended_on) for s in case_of(desk).steps] == [
        (date(2026, 2, 1), date(2026, 5, 14)),
        (date(2026, 5, 15), None),
    ]


def test_what_was_changed_here_is_a_conflict_and_stays(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "phone": "20304011"})
    change_citizen(desk, phone="71 99 99 99")
    plan = planned(desk, tmp_path, {**BO, "phone": "20304012"})
    ((one, change),) = plan.conflicts
    assert (change.field, change.old, change.new) == ("phone", "71 99 99 99", "20 30 40 12")
    assert plan.counts()["changed"] == 0
    run_import(desk, plan)
    assert case_of(desk).citizen.phone == "71 99 99 99"
    taken = plan.take([(one.id, "phone")])
    assert taken.counts()["changed"] == 1
    run_import(desk, taken)
    assert case_of(desk).citizen.phone == "20 30 40 12"


def test_an_old_list_does_not_argue_with_newer_work(desk: Desk, tmp_path: Path) -> None:
    """The file says what it said last time: no news, so what was entered since then is no conflict either."""
    listed_then = {**BO, "phone": "20304011", "step": "1", "step_from": "01-02-2026", "remark": "x"}
    imported(desk, tmp_path, listed_then)
    citizen_id = desk.store.citizen_id("6701801234")
    change_citizen(desk, phone="71 99 99 99", remark="")
    start_step(desk, citizen_id, StepEntry(step=Step.TOWARDS_JOB, started_on=TODAY))
    before = everything(desk)
    plan = planned(desk, tmp_path, listed_then)
    assert (plan.changed, plan.unchanged) == ((), 1)
    run_import(desk, plan)
    assert everything(desk) == before


def test_a_step_entered_here_is_not_undone_by_a_list_that_says_another(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, {**BO, "step": "1", "step_from": "01-02-2026"})
    citizen_id = desk.store.citizen_id("6701801234")
    start_step(desk, citizen_id, StepEntry(step=Step.TOWARDS_JOB, started_on=date(2026, 10, 1)))
    plan = planned(desk, tmp_path, {**BO, "step": "3", "step_from": "01-09-2026"})
    ((one, change),) = plan.conflicts
    assert (change.field, change.old, change.new) == ("step", Step.TOWARDS_JOB, Step.COMPANY)
    run_import(desk, plan.take([(one.id, "step")]))
    assert [(s.step, s.started_on, s.ended_on) for s in case_of(desk).steps] == [
        (Step.CLARIFICATION, date(2026, 2, 1), date(2026, 8, 31)),
        (Step.COMPANY, date(2026, 9, 1), None),
    ]
    again = planned(desk, tmp_path, {**BO, "step": "3", "step_from": "01-09-2026"})
    assert (again.changed, again.unchanged) == ((), 1)


def test_who_is_missing_from_the_file_is_listed_and_stays(desk: Desk, tmp_path: Path) -> None:
    """R22-R24: nobody leaves the programme because a list does not name her."""
    imported(desk, tmp_path, BO, CARLA)
    plan = planned(desk, tmp_path, BO)
    assert [one.name for one in plan.not_in_file] == ["Carla Bæk"]
    before = everything(desk)
    run_import(desk, plan)
    assert everything(desk) == before


def test_who_has_left_is_not_missed(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, BO, CARLA)
    gone = desk.store.citizen_id("6812902345")
    with act(desk.store, "left", who=desk.who, citizen_id=gone) as writing:
        writing.add(gone, ProgrammeExit(id="exit-1", reason=ExitReason.MOVED, on=date(2026, 11, 1)))
    assert planned(desk, tmp_path, BO).not_in_file == ()


def test_a_real_number_for_a_replacement_number_is_offered_and_done_only_when_confirmed(
    desk: Desk, tmp_path: Path
) -> None:
    imported(desk, tmp_path, {**BO, "step": "2", "phone": "20304011"})
    citizen_id = desk.store.citizen_id("6701801234")
    # Built here, so that no whole real-looking number stands in the code.
    real = "07" + "0180" + "4321"
    plan = planned(desk, tmp_path, {**BO, "cpr": real, "name": "BO HOLM", "phone": "20304012"})
    assert [(offer.citizen_id, offer.name) for offer in plan.number_changes] == [(citizen_id, "Bo Holm")]
    assert (plan.counts()["new"], plan.same_people) == (1, frozenset())
    confirmed = plan.same([citizen_id])
    assert confirmed.counts() == {"new": 0, "changed": 1, "unchanged": 0, "refused": 0, "not_in_file": 0}
    run_import(desk, confirmed)
    ((found, case),) = read_cases(desk.store)
    assert (found, case.citizen.cpr, case.citizen.phone) == (citizen_id, real, "20 30 40 12")
    assert [s.step for s in case.steps] == [Step.TOWARDS_JOB]


def test_a_plan_that_no_longer_fits_is_refused(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, BO)
    plan = planned(desk, tmp_path, {**BO, "phone": "20304011"})
    change_citizen(desk, email="ny@eksempel.dk")
    before = everything(desk)
    with pytest.raises(FileProblem) as refused:
        run_import(desk, plan)
    assert refused.value.code == "outdated"
    assert everything(desk) == before


def test_the_import_is_one_act_in_the_journal(desk: Desk, tmp_path: Path) -> None:
    receipt = imported(desk, tmp_path, BO, CARLA)
    entry = last_undoable(desk.store, desk.who)
    assert entry is not None
    assert (entry.id, entry.code, entry.params) == (receipt.act_id, "imported", {"new": 2, "changed": 0})


def test_no_column_with_personal_numbers_or_names_is_said_at_once(desk: Desk, tmp_path: Path) -> None:
    for field, code in (("cpr", "no_cpr_column"), ("name", "no_name_column")):
        table = listed(tmp_path, {name: text for name, text in {**BO, "phone": "1"}.items() if name != field})
        with pytest.raises(FileProblem) as refused:
            plan_import(desk, table, suggest_columns(desk, table))
        assert refused.value.code == code


def test_a_profile_is_found_again_by_its_headers_in_any_order(desk: Desk, tmp_path: Path) -> None:
    rows = [["ID", "Person", "Dato", "Telefon"], ["670180-1234", "Bo Holm", "01-02-2026", "20304011"]]
    table = read_table(write_csv(tmp_path / "a.csv", rows))
    columns = suggest_columns(desk, table)
    assert dict(columns.fields) == {"phone": 3}
    chosen = columns.put("cpr", 0).put("name", 1).put("enrolled_on", 2).put("phone", None)
    save_profile(desk, "Vejle", chosen)
    turned = read_table(write_csv(tmp_path / "b.csv", [list(reversed(row)) for row in rows]))
    found = suggest_columns(desk, turned)
    assert dict(found.fields) == {"enrolled_on": 1, "name": 2, "cpr": 3}
    assert found.unused == (0,)
    run_import(desk, plan_import(desk, turned, found))
    assert case_of(desk).citizen.phone == ""
    with pytest.raises(FileProblem) as refused:
        suggest_columns(desk, turned, "Kolding")
    assert refused.value.code == "no_profile"


def test_unused_columns_are_never_stored(desk: Desk, tmp_path: Path) -> None:
    rows = [["CPR", "Navn", "Start", "Etnicitet"], ["670180-1234", "Bo Holm", "01-02-2026", "hemmelig"]]
    table = read_table(write_csv(tmp_path / "a.csv", rows))
    run_import(desk, plan_import(desk, table, suggest_columns(desk, table)))
    assert "hemmelig" not in str(everything(desk))


def test_the_plan_shows_rows_as_the_file_numbers_them(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, tmp_path, {**BO, "remark": "to\nlinjer"}, CARLA)
    assert [file.row for file in plan.new] == [2, 4]
    assert isinstance(plan.new[0], FileCitizen)


def test_many_rows_with_progress_and_cancel(desk: Desk, tmp_path: Path) -> None:
    headers = ["CPR", "Navn", "Start", "Trin", "Jobformidler"]
    rows = [
        [
            f"{61 + n % 28}{1 + n // 28 % 12:02d}{50 + n // 336 % 40}{n // 13440 % 4}{n % 1000:03d}",
            f"Bo {n}",
            "01-02-2026",
        ]
        for n in range(13_000)
    ]
    table = read_table(
        write_csv(tmp_path / "stor.csv", [headers, *[[*row, "2", f"Maja {len(row[1])}"] for row in rows]])
    )
    columns = suggest_columns(desk, table)
    told: list[int] = []
    plan = plan_import(desk, table, columns, progress=lambda done, _: told.append(done))
    assert (len(plan.new), plan.refused, told) == (13_000, (), list(range(0, 13_000, 1000)))
    with pytest.raises(Stopped):
        plan_import(desk, table, columns, cancelled=lambda: len(told) > 0)


def test_progress_goes_on_while_known_citizens_are_compared(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path, BO)
    table = listed(tmp_path, BO, CARLA)
    told: list[tuple[int, int]] = []
    plan_import(desk, table, suggest_columns(desk, table), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (2, 4)]

"""Group, exemption and exit as acts (R4, R8, R15, R22, C22), and citizens taken in."""

from datetime import date

import pytest

from broker_tui.casework.acting import the_case
from broker_tui.casework.agreements import set_placement
from broker_tui.casework.contacts import add_task
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.people import add_citizen, change_number
from broker_tui.casework.standing import assign_group, come_back, leave, note_rehab, set_exemption, set_readiness
from broker_tui.casework.undoing import undo
from broker_tui.casework.weeks import week_grid
from broker_tui.domain.codes import ExitReason, Group, NotRequired, PlacementKind, Readiness, RehabTarget, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.entries import (
    ExemptionEntry,
    ExitEntry,
    GroupEntry,
    NewCitizenEntry,
    NumberEntry,
    ReadinessEntry,
    RehabEntry,
    ReturnEntry,
    TaskEntry,
)
from broker_tui.domain.entries_placement import PlacementEntry
from broker_tui.store.errors import StoreError
from tests.casework.conftest import TODAY, Enrol


def test_a_new_citizen_begins_in_group_1_with_broker_and_step(desk: Desk) -> None:
    """R4."""
    entry = NewCitizenEntry(cpr="610180-1234", name="Bo", enrolled_on=date(2026, 9, 1), broker_id=desk.who)
    case = the_case(desk, str(add_citizen(desk, entry).citizen_id))
    assert [(g.group, g.started_on) for g in case.groups] == [(Group.INTERVENTION, date(2026, 9, 1))]
    assert [(b.broker_id, b.started_on) for b in case.brokers] == [(desk.who, date(2026, 9, 1))]
    assert [s.started_on for s in case.steps] == [date(2026, 9, 1)]
    with pytest.raises(StoreError, match="citizen_exists"):
        add_citizen(desk, entry)


def test_a_real_number_takes_the_place_of_a_replacement(desk: Desk, enrol: Enrol) -> None:
    first, second = enrol(cpr="6101801111"), enrol(cpr="6101801112")
    change_number(desk, first, NumberEntry(cpr="6201801113"))
    assert the_case(desk, first).citizen.cpr == "6201801113"
    with pytest.raises(StoreError, match="citizen_exists"):
        change_number(desk, second, NumberEntry(cpr="6201801113"))


def test_group_2_keeps_its_assessment_and_group_1_lets_it_go(desk: Desk, citizen_id: str) -> None:
    """R8, C22."""
    there = GroupEntry(group=Group.REHABILITATION, started_on=date(2026, 6, 1), assessment=RehabTarget.FLEX_JOB)
    assign_group(desk, citizen_id, there)
    assert the_case(desk, citizen_id).citizen.assessment is RehabTarget.FLEX_JOB
    note_rehab(desk, citizen_id, RehabEntry(assessment=RehabTarget.FLEX_JOB, rehab_outcome=RehabTarget.NONE))
    assign_group(desk, citizen_id, GroupEntry(group=Group.INTERVENTION, started_on=TODAY))
    case = the_case(desk, citizen_id)
    assert case.citizen.assessment is RehabTarget.NONE
    assert [(g.group, g.ended_on) for g in case.groups] == [
        (Group.INTERVENTION, date(2026, 5, 31)),
        (Group.REHABILITATION, date(2026, 11, 19)),
        (Group.INTERVENTION, None),
    ]


def test_an_outcome_taken_back_takes_its_day_along(desk: Desk, citizen_id: str) -> None:
    note_rehab(desk, citizen_id, RehabEntry(rehab_outcome=RehabTarget.NONE, rehab_outcome_on=TODAY))
    note_rehab(desk, citizen_id, RehabEntry(rehab_outcome=None, rehab_outcome_on=TODAY))
    assert the_case(desk, citizen_id).citizen.rehab_outcome_on is None


def test_the_week_in_which_an_exemption_ends_asks_for_contact_again(desk: Desk, citizen_id: str) -> None:
    """R14, R15."""
    entry = ExemptionEntry(type="parental_leave", started_on=date(2026, 10, 1), ended_on=date(2026, 11, 18))
    set_exemption(desk, citizen_id, entry)
    this = IsoWeek.of(TODAY)
    before, now = week_grid(desk, [citizen_id], this.plus(-1), this)[0].statuses
    assert (before.state, before.reason) == (WeekState.NOT_REQUIRED, NotRequired.EXEMPT)
    assert now.state is WeekState.MISSING


def test_an_exemption_outside_the_list_is_refused(desk: Desk, citizen_id: str) -> None:
    """R16."""
    with pytest.raises(Refused):
        set_exemption(desk, citizen_id, ExemptionEntry(type="ferie", started_on=TODAY))


@pytest.mark.parametrize("close_open", [True, False])
def test_leaving_closes_what_is_open_when_asked_and_undo_opens_only_that(
    desk: Desk, citizen_id: str, *, close_open: bool
) -> None:
    """R22."""
    add_task(desk, citizen_id, TaskEntry(text="CV", agreed_on=date(2026, 11, 2)))
    done = TaskEntry(text="færdig", agreed_on=date(2026, 11, 2), done_on=date(2026, 11, 3))
    add_task(desk, citizen_id, done)
    set_placement(desk, citizen_id, PlacementEntry(kind=PlacementKind.PAID_HOURS, started_on=date(2026, 11, 2)))
    before = the_case(desk, citizen_id)
    leave(desk, citizen_id, ExitEntry(reason=ExitReason.MOVED, on=TODAY, close_open=close_open))
    case = the_case(desk, citizen_id)
    ended = TODAY if close_open else None
    assert {task.text: task.done_on for task in case.tasks} == {"CV": ended, "færdig": date(2026, 11, 3)}
    assert case.placements[0].ended_on == ended
    undo(desk)
    assert the_case(desk, citizen_id) == before


def test_who_has_left_may_come_back_and_not_before(desk: Desk, citizen_id: str) -> None:
    with pytest.raises(Refused) as refused:
        come_back(desk, citizen_id, ReturnEntry(returned_on=TODAY))
    assert refused.value.problems[0].code == "not_left"
    leave(desk, citizen_id, ExitEntry(reason=ExitReason.MOVED, on=date(2026, 11, 2)))
    with pytest.raises(Refused):
        leave(desk, citizen_id, ExitEntry(reason=ExitReason.DIED, on=TODAY))
    with pytest.raises(Refused):
        come_back(desk, citizen_id, ReturnEntry(returned_on=date(2026, 11, 1)))
    come_back(desk, citizen_id, ReturnEntry(returned_on=TODAY))
    assert the_case(desk, citizen_id).exits[0].returned_on == TODAY


def test_readiness_of_one_day_is_one_fact(desk: Desk, citizen_id: str) -> None:
    """R25."""
    for readiness in Readiness:
        set_readiness(desk, citizen_id, ReadinessEntry(readiness=readiness, started_on=TODAY))
    assert [period.readiness for period in the_case(desk, citizen_id).readiness] == [Readiness.JOB_READY]


def test_warnings_are_told_and_saved(desk: Desk, citizen_id: str) -> None:
    """R8."""
    done = assign_group(desk, citizen_id, GroupEntry(group=Group.REHABILITATION, started_on=TODAY))
    assert "group_2_needs_assessment" in {problem.code for problem in done.warnings}
    assert the_case(desk, citizen_id).groups[-1].group is Group.REHABILITATION

"""What the rules read of a case: only what is known on the day of judging (C5, R18-R22, R95)."""

from datetime import date
from typing import Any

import pytest

from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case, facts_of, open_task_dates
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import (
    BrokerRole,
    ContactMedium,
    ContactOutcome,
    ContactParty,
    ExitReason,
    Group,
    SeniorPension,
)
from broker_tui.domain.contact import Contact, Task, WeekExcuse
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.facts import ExitSpan, Facts, GroupSpan
from broker_tui.domain.group import ClarificationTalk, GroupMembership, ProgrammeExit, SeniorPensionEvent

TODAY = date(2026, 11, 18)
YESTERDAY, TOMORROW = date(2026, 11, 17), date(2026, 11, 19)
CITIZEN = Citizen(cpr="6403804000", name="Åse Ørsted", enrolled_on=date(2026, 10, 5))


def read(roles: dict[str, tuple[BrokerRole, ...]] | None = None, **records: Any) -> Facts:  # noqa: ANN401
    return facts_of(Case(citizen=CITIZEN, **records), TODAY, citizen_id="abc", roles=roles)


def contact(on: date, id_: str = "1", **fields: Any) -> Contact:  # noqa: ANN401
    return Contact(id=id_, on=on, **fields)


def test_an_empty_case() -> None:
    facts = read()
    assert (facts.id, facts.birth_date, facts.enrolled_on) == ("abc", date(1980, 3, 4), date(2026, 10, 5))
    assert (facts.last_contact_on, facts.last_reached_on, facts.exited_on, facts.groups) == (None, None, None, ())
    assert not facts.has_caseworker


@pytest.mark.parametrize(
    ("fields", "tried", "reached"),
    [
        ({}, True, True),
        ({"outcome": ContactOutcome.NO_ANSWER}, True, False),
        ({"outcome": ContactOutcome.NO_SHOW}, True, False),
        ({"party": ContactParty.COMPANY}, False, False),
        ({"party": ContactParty.CASEWORKER}, False, False),
        ({"party": ContactParty.NETWORK}, False, False),
        ({"is_statutory_talk": True}, True, True),
    ],
)
def test_which_contacts_count(fields: dict[str, Any], tried: bool, reached: bool) -> None:
    """C5, R28, R98: reached, and the citizen herself; that the talk was a statutory one as well changes nothing."""
    facts = read(contacts=(contact(YESTERDAY, **fields),))
    assert (facts.last_contact_on is not None, facts.last_reached_on is not None) == (tried, reached)


def test_the_last_contact_and_the_last_that_reached_her() -> None:
    facts = read(
        contacts=(
            contact(date(2026, 11, 2), "1", medium=ContactMedium.WALK_TALK),
            contact(YESTERDAY, "2", medium=ContactMedium.SMS, outcome=ContactOutcome.NO_ANSWER),
            contact(TOMORROW, "3"),
        )
    )
    assert (facts.last_contact_on, facts.last_contact_medium, facts.last_contact_outcome) == (
        YESTERDAY,
        ContactMedium.SMS,
        ContactOutcome.NO_ANSWER,
    )
    assert (facts.last_reached_on, facts.last_reached_medium) == (date(2026, 11, 2), ContactMedium.WALK_TALK)


def test_of_two_contacts_on_a_day_the_later_entered_counts() -> None:
    facts = read(contacts=(contact(TODAY, "2", medium=ContactMedium.VIDEO), contact(TODAY, "1")))
    assert facts.last_reached_medium is ContactMedium.VIDEO


def test_open_tasks_are_those_agreed_and_not_done_by_the_day() -> None:
    tasks = (
        Task(id="1", text="a", agreed_on=YESTERDAY),
        Task(id="2", text="b", agreed_on=YESTERDAY, due_on=TOMORROW),
        Task(id="3", text="c", agreed_on=YESTERDAY, done_on=TODAY, due_on=TODAY),
        Task(id="4", text="d", agreed_on=YESTERDAY, done_on=TOMORROW, due_on=TODAY),
        Task(id="5", text="e", agreed_on=TOMORROW, due_on=TOMORROW),
    )
    assert open_task_dates(tasks, TODAY) == (TODAY, TOMORROW, None)


@pytest.mark.parametrize(
    ("on", "back", "gone"),
    [
        (TODAY, None, True),
        (TOMORROW, None, False),
        (date(2026, 11, 1), YESTERDAY, False),
        (date(2026, 11, 1), TODAY, False),
        (date(2026, 11, 1), TOMORROW, True),
    ],
)
def test_exits_to_come_and_returns(on: date, back: date | None, gone: bool) -> None:
    """R22: on the day of return she is in again."""
    facts = read(exits=(ProgrammeExit(id="1", reason=ExitReason.MOVED, on=on, returned_on=back),))
    assert (facts.exited_on is not None, facts.exit_reason is not None) == (gone, gone)
    assert [span.start for span in facts.exits] == [on]


def test_a_return_ends_the_time_outside_the_day_before() -> None:
    facts = read(exits=(ProgrammeExit(id="1", reason=ExitReason.MOVED, on=date(2026, 11, 1), returned_on=TODAY),))
    assert facts.exits == (ExitSpan(date(2026, 11, 1), YESTERDAY, ExitReason.MOVED),)


def test_the_last_step_of_an_application_counts() -> None:
    """R18-R21."""
    facts = read(
        senior_pension=(
            SeniorPensionEvent(id="1", status=SeniorPension.APPLIED, on=date(2026, 11, 1)),
            SeniorPensionEvent(id="2", status=SeniorPension.GRANTED, on=TOMORROW),
        )
    )
    assert (facts.senior_pension, facts.senior_pension_on) == (SeniorPension.APPLIED, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("roles", "authority"),
    [({}, False), ({"b": (BrokerRole.MENTOR,)}, False), ({"b": (BrokerRole.AUTHORITY_CASEWORKER,)}, True)],
)
def test_the_broker_carries_her_authority(roles: dict[str, tuple[BrokerRole, ...]], authority: bool) -> None:
    """R65."""
    facts = read(roles, brokers=(BrokerAssignment(id="1", broker_id="b", started_on=TODAY),))
    assert facts.brokers[0].has_authority is authority


def test_spans_past_and_to_come_are_in_order_and_talks_are_past() -> None:
    facts = read(
        groups=(
            GroupMembership(id="1", group=Group.REHABILITATION, started_on=TOMORROW),
            GroupMembership(id="2", group=Group.INTERVENTION, started_on=YESTERDAY, ended_on=TODAY),
        ),
        talks=(ClarificationTalk(id="1", on=TOMORROW, outcome=Group.INTERVENTION), ClarificationTalk(id="2", on=TODAY)),
        excuses=(WeekExcuse(id="1", week="2026-W48"), WeekExcuse(id="2", week="2026-W47")),
    )
    assert facts.groups == (
        GroupSpan(YESTERDAY, TODAY, Group.INTERVENTION),
        GroupSpan(TOMORROW, None, Group.REHABILITATION),
    )
    assert (facts.talks, facts.talk_decided_group) == ((TODAY,), False)
    assert facts.excused_weeks == (IsoWeek(2026, 47), IsoWeek(2026, 48))

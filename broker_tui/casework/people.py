"""Citizens and brokers: who they are, who has whom, and handing over (R4, R60-R62, R65, R69)."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from broker_tui.casework.acting import acting, settle, the_broker, the_case
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.spans import begin, on_day
from broker_tui.domain import checks
from broker_tui.domain.broker import Broker, BrokerAssignment
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.entries import (
    AssignmentEntry,
    BrokerEntry,
    CitizenEntry,
    HandOverEntry,
    NetworkEntry,
    NewCitizenEntry,
    NumberEntry,
)
from broker_tui.domain.finding import Problem
from broker_tui.domain.group import GroupMembership
from broker_tui.domain.progress import StepPeriod
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.domain.model import Record

_STARTS = {"group", "broker_id", "broker_from", "step", "step_from"}


def add_citizen(desk: Desk, entry: NewCitizenEntry) -> Done:
    """Take a citizen into the programme, with group, broker and step as far as they are chosen.

    Raises:
        Refused: the dates do not fit.
        StoreError: the personal number is already there (citizen_exists).
    """
    citizen = Citizen(**entry.model_dump(exclude=_STARTS))
    warnings = settle(checks.check_citizen(citizen, desk.programme(citizen.edition), desk.today))
    starts: list[Record] = []
    if entry.group is not None:
        starts.append(GroupMembership(id=new_id(), group=entry.group, started_on=entry.enrolled_on))
    if entry.broker_id:
        the_broker(desk, entry.broker_id)
        begins = entry.broker_from or entry.enrolled_on
        starts.append(BrokerAssignment(id=new_id(), broker_id=entry.broker_id, started_on=begins))
    if entry.step is not None:
        starts.append(StepPeriod(id=new_id(), step=entry.step, started_on=entry.step_from or entry.enrolled_on))
    with acting(desk, "citizen_added") as act:
        citizen_id = act.add_citizen(citizen)
        for record in starts:
            act.add(citizen_id, record)
    return Done(citizen_id, None, warnings)


def change_citizen(desk: Desk, citizen_id: str, entry: CitizenEntry) -> Done:
    """Correct the citizen's own data; the personal number stays.

    Raises:
        Refused: the dates do not fit.
    """
    before = the_case(desk, citizen_id).citizen
    citizen = before.model_copy(update=entry.model_dump())
    warnings = settle(checks.check_citizen(citizen, desk.programme(citizen.edition), desk.today, before))
    with acting(desk, "citizen_changed", citizen_id) as act:
        act.change_citizen(citizen_id, entry.model_dump())
    return Done(citizen_id, None, warnings)


def change_number(desk: Desk, citizen_id: str, entry: NumberEntry) -> Done:
    """Put the right personal number in place of a replacement number or a slip; she keeps her id.

    Raises:
        Refused: the number does not fit.
        StoreError: it is another citizen's (citizen_exists).
    """
    citizen = the_case(desk, citizen_id).citizen.model_copy(update={"cpr": entry.cpr})
    warnings = settle(checks.check_citizen(citizen, desk.programme(citizen.edition), desk.today))
    with acting(desk, "number_changed", citizen_id) as act:
        act.change_citizen(citizen_id, {"cpr": entry.cpr})
    return Done(citizen_id, None, warnings)


def set_network_wish(desk: Desk, citizen_id: str, entry: NetworkEntry) -> Done:
    """Note whether the citizen wants her network drawn in (R69)."""
    with acting(desk, "network_asked", citizen_id, wish=entry.network_wish) as act:
        act.change_citizen(citizen_id, {"network_wish": entry.network_wish})
    return Done(citizen_id)


def add_broker(desk: Desk, entry: BrokerEntry) -> Done:
    """Add a job broker to the database."""
    broker = Broker(id=new_id(), **entry.model_dump())
    with acting(desk, "broker_added") as act:
        act.add_broker(broker)
    return Done(None, broker.id)


def change_broker(desk: Desk, broker_id: str, entry: BrokerEntry) -> Done:
    """Correct a broker's data.

    Raises:
        Refused: there is no such broker.
    """
    broker = the_broker(desk, broker_id).model_copy(update=entry.model_dump())
    with acting(desk, "broker_changed") as act:
        act.change_broker(broker)
    return Done(None, broker.id)


def assign_broker(desk: Desk, citizen_id: str, entry: AssignmentEntry) -> Done:
    """Give the citizen a broker from a day on; the one before ends the day before (R61, R62).

    Raises:
        Refused: she has that broker already, or the date does not fit.
    """
    case = the_case(desk, citizen_id)
    the_broker(desk, entry.broker_id)
    assignment = BrokerAssignment(id=new_id(), **entry.model_dump())
    current = on_day(case.brokers, entry.started_on)
    if current and current.broker_id == entry.broker_id:
        raise Refused(Problem("broker_id", "already_so", {"since": current.started_on}))
    warnings = settle(checks.check_assignment(assignment, case, desk.today))
    with acting(desk, "broker_assigned", citizen_id, on=entry.started_on) as act:
        begin(act, citizen_id, case.brokers, assignment)
    return Done(citizen_id, assignment.id, warnings)


def hand_over(desk: Desk, entry: HandOverEntry) -> Done:
    """Hand citizens over from one broker to another in one act; none chosen means all she has that day.

    Raises:
        Refused: both brokers are the same, or the first has none of these citizens.
    """
    if entry.from_broker == entry.to_broker:
        raise Refused(Problem("to_broker", "same_broker"))
    the_broker(desk, entry.from_broker)
    the_broker(desk, entry.to_broker)
    handed = citizens_of(desk, entry.from_broker, entry.on, entry.citizens)
    if not handed:
        raise Refused(Problem("citizens", "no_citizens"))
    with acting(desk, "handed_over", on=entry.on, n=len(handed)) as act:
        for citizen_id, assignments in handed.items():
            new = BrokerAssignment(id=new_id(), broker_id=entry.to_broker, started_on=entry.on, note=entry.note)
            begin(act, citizen_id, assignments, new)
    return Done(None)


def citizens_of(
    desk: Desk, broker_id: str, day: date, among: Collection[str] = ()
) -> dict[str, tuple[BrokerAssignment, ...]]:
    """Return the assignments of each citizen in the programme who has this broker on `day`, by citizen id."""
    from broker_tui.store.cases import read_cases

    found: dict[str, tuple[BrokerAssignment, ...]] = {}
    for citizen_id, case in read_cases(desk.store, list(among) or _ids_of(desk, broker_id)):
        current = on_day(case.brokers, day)
        if current and current.broker_id == broker_id:
            found[citizen_id] = case.brokers
    return found


def _ids_of(desk: Desk, broker_id: str) -> list[str]:
    from broker_tui.store.caseload_ids import CaseloadFilter, caseload_ids

    return caseload_ids(desk.store, desk.today, CaseloadFilter(broker_id=broker_id))

"""Where a citizen stands in the programme: group, exemption, markers, readiness, pension, talks, exit (R4-R25)."""

from typing import TYPE_CHECKING

from broker_tui.casework.acting import acting, put, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.spans import begin, on_day
from broker_tui.domain import checks
from broker_tui.domain.codes import Group, RehabTarget
from broker_tui.domain.entries import (
    ExemptionEntry,
    ExitEntry,
    GroupEntry,
    MarkerEntry,
    ReadinessEntry,
    RehabEntry,
    ReturnEntry,
    SeniorPensionEntry,
    TalkEntry,
)
from broker_tui.domain.finding import Problem
from broker_tui.domain.group import (
    ClarificationTalk,
    Exemption,
    GroupMembership,
    PersonMarker,
    ProgrammeExit,
    ReadinessPeriod,
    SeniorPensionEvent,
)
from broker_tui.domain.placement import Placement
from broker_tui.domain.step_up import StepUp
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from datetime import date

    from broker_tui.domain.case import Case
    from broker_tui.store.act import Act


def assign_group(desk: Desk, citizen_id: str, entry: GroupEntry) -> Done:
    """Assign the citizen to group 1 or 2 from a day on; the group before ends the day before (R4, R8).

    Group 2 keeps the assessment it rests on; a return to group 1 clears it, since it no longer holds (C22).

    Raises:
        Refused: she is in that group already, or the date does not fit.
    """
    case = the_case(desk, citizen_id)
    current = on_day(case.groups, entry.started_on)
    if current and current.group is entry.group:
        raise Refused(Problem("group", "already_so", {"since": current.started_on}))
    membership = GroupMembership(id=new_id(), group=entry.group, started_on=entry.started_on, note=entry.note)
    warnings = settle(checks.check_group(membership, case, desk.today, entry.assessment))
    assessment = case.citizen.assessment
    if entry.group is Group.REHABILITATION:
        assessment = entry.assessment or assessment
    elif assessment is not None:
        assessment = RehabTarget.NONE
    with acting(desk, "group_assigned", citizen_id, group=entry.group, on=entry.started_on) as act:
        if assessment is not case.citizen.assessment:
            act.change_citizen(citizen_id, {"assessment": assessment})
        begin(act, citizen_id, case.groups, membership)
    return Done(citizen_id, membership.id, warnings)


def note_rehab(desk: Desk, citizen_id: str, entry: RehabEntry) -> Done:
    """Note assessment, plan, team and outcome of a case on its way through rehabilitation (R8-R11).

    Raises:
        Refused: the dates do not fit.
    """
    case = the_case(desk, citizen_id)
    facts = entry.model_dump()
    if entry.rehab_outcome is None:
        facts["rehab_outcome_on"] = None
    warnings = settle(checks.check_rehab(case.citizen.model_copy(update=facts), case, desk.today))
    with acting(desk, "rehab_noted", citizen_id) as act:
        act.change_citizen(citizen_id, facts)
    return Done(citizen_id, None, warnings)


def set_marker(desk: Desk, citizen_id: str, entry: MarkerEntry, marker_id: str | None = None) -> Done:
    """Set a person-group marker, or correct the one called `marker_id` (R12).

    Raises:
        Refused: the dates do not fit, or the marker is gone.
    """
    case = the_case(desk, citizen_id)
    if marker_id is not None:
        the_record(case.markers, marker_id)
    marker = PersonMarker(id=marker_id or new_id(), **entry.model_dump())
    warnings = settle(checks.check_marker(marker, case, desk.today))
    with acting(desk, "marker_changed" if marker_id else "marker_set", citizen_id, marker=marker.marker) as act:
        put(act, citizen_id, marker, is_new=marker_id is None)
    return Done(citizen_id, marker.id, warnings)


def set_exemption(desk: Desk, citizen_id: str, entry: ExemptionEntry, exemption_id: str | None = None) -> Done:
    """Exempt the citizen, or correct the exemption called `exemption_id` (R13-R17).

    Raises:
        Refused: the dates do not fit, it overlaps another one, or the exemption is gone.
    """
    case = the_case(desk, citizen_id)
    if exemption_id is not None:
        the_record(case.exemptions, exemption_id)
    exemption = Exemption(id=exemption_id or new_id(), **entry.model_dump())
    programme = desk.programme(case.citizen.edition)
    warnings = settle(checks.check_exemption(exemption, case, programme, desk.today))
    code = "exemption_changed" if exemption_id else "exemption_set"
    with acting(desk, code, citizen_id, on=exemption.started_on, until=exemption.ended_on) as act:
        put(act, citizen_id, exemption, is_new=exemption_id is None)
    return Done(citizen_id, exemption.id, warnings)


def set_readiness(desk: Desk, citizen_id: str, entry: ReadinessEntry) -> Done:
    """Note the readiness the citizen is judged to have from a day on (R25)."""
    case = the_case(desk, citizen_id)
    earlier = next((item for item in case.readiness if item.started_on == entry.started_on), None)
    period = ReadinessPeriod(id=earlier.id if earlier else new_id(), **entry.model_dump())
    warnings = settle(checks.check_readiness(period, case, desk.today))
    with acting(desk, "readiness_set", citizen_id, readiness=entry.readiness, on=entry.started_on) as act:
        put(act, citizen_id, period, is_new=earlier is None)
    return Done(citizen_id, period.id, warnings)


def note_senior_pension(desk: Desk, citizen_id: str, entry: SeniorPensionEntry) -> Done:
    """Note a step in an application for senior pension (R18-R21)."""
    case = the_case(desk, citizen_id)
    event = SeniorPensionEvent(id=new_id(), **entry.model_dump())
    warnings = settle(checks.check_senior_pension(event, case, desk.today))
    with acting(desk, "senior_pension_noted", citizen_id, status=entry.status, on=entry.on) as act:
        act.add(citizen_id, event)
    return Done(citizen_id, event.id, warnings)


def note_talk(desk: Desk, citizen_id: str, entry: TalkEntry) -> Done:
    """Note a talk that clarifies the group (R6)."""
    case = the_case(desk, citizen_id)
    talk = ClarificationTalk(id=new_id(), **entry.model_dump())
    warnings = settle(checks.check_talk(talk, case, desk.programme(case.citizen.edition), desk.today))
    with acting(desk, "talk_noted", citizen_id, on=entry.on) as act:
        act.add(citizen_id, talk)
    return Done(citizen_id, talk.id, warnings)


def leave(desk: Desk, citizen_id: str, entry: ExitEntry) -> Done:
    """Let the citizen leave the programme; on request what is open ends with it, in the same act (R21, R22).

    Raises:
        Refused: she has left already, or the date does not fit.
    """
    case = the_case(desk, citizen_id)
    gone = ProgrammeExit(id=new_id(), **entry.model_dump(exclude={"close_open"}))
    warnings = settle(checks.check_exit(gone, case, desk.today))
    with acting(desk, "left", citizen_id, reason=entry.reason, on=entry.on) as act:
        if entry.close_open:
            _close_open(act, citizen_id, case, entry.on)
        act.add(citizen_id, gone)
    return Done(citizen_id, gone.id, warnings)


def come_back(desk: Desk, citizen_id: str, entry: ReturnEntry) -> Done:
    """Let a citizen who had left come back.

    Raises:
        Refused: she has not left, or comes back before she left.
    """
    case = the_case(desk, citizen_id)
    gone = max((item for item in case.exits if item.returned_on is None), key=lambda item: item.on, default=None)
    if gone is None:
        raise Refused(Problem("returned_on", "not_left"))
    after = gone.model_copy(update={"returned_on": entry.returned_on})
    warnings = settle(checks.check_return(after, case, desk.today))
    with acting(desk, "returned", citizen_id, on=entry.returned_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, gone.id, warnings)


def _close_open(act: "Act", citizen_id: str, case: "Case", day: "date") -> None:
    for task in case.tasks:
        if task.done_on is None:
            act.change(citizen_id, task.model_copy(update={"done_on": max(day, task.agreed_on)}))
    running: tuple[Placement | Exemption | StepUp, ...] = (*case.placements, *case.exemptions, *case.step_ups)
    for record in running:
        if record.ended_on is None or record.ended_on > day:
            act.change(citizen_id, record.model_copy(update={"ended_on": max(day, record.started_on)}))

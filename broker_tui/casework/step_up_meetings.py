"""The one or two meetings of a step-up: planned, held, cancelled (R163-R168)."""

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.step_up import the_step_up
from broker_tui.domain import checks
from broker_tui.domain.entries_step_up import MeetingChangeEntry, MeetingEntry, MeetingHeldEntry
from broker_tui.domain.step_up import StepUpMeeting
from broker_tui.store.ids import new_id


def plan_meeting(desk: Desk, citizen_id: str, step_up_id: str | None, entry: MeetingEntry) -> Done:
    """Plan a meeting; a third is warned about (R163).

    Raises:
        Refused: the day does not fit, or the step-up is gone.
    """
    case = the_case(desk, citizen_id)
    step_up = the_step_up(case, step_up_id, desk.today)
    meeting = StepUpMeeting(id=new_id(), step_up_id=step_up.id, **entry.model_dump())
    warnings = settle(checks.check_meeting(meeting, case, desk.today))
    with acting(desk, "step_up_meeting_planned", citizen_id, on=meeting.on) as act:
        act.add(citizen_id, meeting)
    return Done(citizen_id, meeting.id, warnings)


def change_meeting(desk: Desk, citizen_id: str, meeting_id: str, entry: MeetingChangeEntry) -> Done:
    """Correct when and where a meeting is, and its agenda, or cancel it; one that is no longer cancelled is planned.

    Raises:
        Refused: the day does not fit, or the meeting is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_record(case.step_up_meetings, meeting_id)
    held = False if entry.cancelled else before.held or None
    after = before.model_copy(update={**entry.model_dump(exclude={"cancelled"}), "held": held})
    warnings = settle(checks.check_meeting(after, case, desk.today))
    cancels = held is False and before.held is not False
    code = "step_up_meeting_cancelled" if cancels else "step_up_meeting_changed"
    with acting(desk, code, citizen_id, on=after.on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, meeting_id, warnings)


def hold_meeting(desk: Desk, citizen_id: str, meeting_id: str, entry: MeetingHeldEntry) -> Done:
    """Note that a meeting was held, who came, and its three answers; without her there is no meeting (R164, R166).

    Raises:
        Refused: the citizen was not there, the day lies in the future, or the meeting is gone.
    """
    case = the_case(desk, citizen_id)
    before = the_record(case.step_up_meetings, meeting_id)
    after = before.model_copy(update={**entry.model_dump(), "held": True})
    warnings = settle(checks.check_meeting(after, case, desk.today))
    with acting(desk, "step_up_meeting_held", citizen_id, on=after.on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, meeting_id, warnings)

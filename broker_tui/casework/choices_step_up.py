"""The lists of a step-up that its forms choose from: who takes part, and the meetings that were held."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk
from broker_tui.domain.codes_step_up import ParticipantRole

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import Participant, StepUpMeeting

_ROLES = tuple(ParticipantRole)


def of_step_up(desk: Desk, name: str, citizen_id: str | None, entered: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return those who take part, or the meetings held; of the step-up that the form has chosen from already.

    Args:
        desk: whose database and day count.
        name: `step_up_participants` or `step_up_meetings`.
        citizen_id: whose step-up.
        entered: what stands in the form; without a choice in it, the running step-up counts.
    """
    if citizen_id is None:
        return []
    case = the_case(desk, citizen_id)
    if name == "step_up_meetings":
        found = _chosen(case, desk, case.step_up_meetings, entered.get("meetings"))
        meetings = [one for one in case.step_up_meetings if one.step_up_id == found and one.held]
        return [(one.id, _meeting(one)) for one in meetings]
    found = _chosen(case, desk, case.participants, entered.get("present") or entered.get("participants"))
    people = [one for one in case.participants if one.step_up_id == found]
    people.sort(key=lambda one: (_ROLES.index(one.role), one.name, one.id))
    return [(one.id, _person(one)) for one in people]


def _chosen(
    case: "Case", desk: Desk, records: "tuple[Participant, ...] | tuple[StepUpMeeting, ...]", held: object
) -> str:
    """Return the step-up that the first chosen record belongs to, or the running one, or the latest; empty for none."""
    from broker_tui.casework.desk import Refused
    from broker_tui.casework.step_up import the_step_up

    ids = {str(one) for one in held} if isinstance(held, tuple | list) else set()
    for record in records:
        if record.id in ids:
            return record.step_up_id
    try:
        return the_step_up(case, None, desk.today).id
    except Refused:
        return ""


def _meeting(meeting: "StepUpMeeting") -> str:
    return ", ".join(filter(None, (f"{meeting.on:%d-%m-%Y}", meeting.place)))


def _person(participant: "Participant") -> str:
    """Return what a participant is called; who has no name yet goes by the role."""
    from broker_tui.casework.status_text import LANGUAGE
    from broker_tui.i18n import load_words

    called = ", ".join(filter(None, (participant.name, participant.organisation)))
    return called or load_words(LANGUAGE).code("participant_role", participant.role)

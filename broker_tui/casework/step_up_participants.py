"""Who takes part in a step-up, and how the material reached them (R157, R161, R162, R168-R173, R185)."""

from broker_tui.casework.acting import acting, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.step_up import the_step_up
from broker_tui.domain import checks
from broker_tui.domain.codes_step_up import PackItem
from broker_tui.domain.entries_step_up import DeliverPackEntry, DeliveryEntry, ParticipantEntry
from broker_tui.domain.finding import Problem
from broker_tui.domain.step_up import Participant
from broker_tui.domain.step_up_needs import reason_of
from broker_tui.store.ids import new_id


def add_participant(desk: Desk, citizen_id: str, step_up_id: str | None, entry: ParticipantEntry) -> Done:
    """Let someone take part, with the reason (R169); of the three who always do, there may be one already (R66).

    Raises:
        Refused: nobody has said why, or the step-up is gone.
    """
    case = the_case(desk, citizen_id)
    step_up = the_step_up(case, step_up_id, desk.today)
    participant = Participant(id=new_id(), step_up_id=step_up.id, **_reasoned(entry))
    warnings = settle(checks.check_participant(participant, case, desk.today))
    with acting(desk, "participant_added", citizen_id, role=participant.role) as act:
        act.add(citizen_id, participant)
    return Done(citizen_id, participant.id, warnings)


def change_participant(desk: Desk, citizen_id: str, participant_id: str, entry: ParticipantEntry) -> Done:
    """Correct who takes part and why; how the material reached them stays.

    Raises:
        Refused: nobody has said why, or the participant is gone.
    """
    case = the_case(desk, citizen_id)
    after = the_record(case.participants, participant_id).model_copy(update=_reasoned(entry))
    warnings = settle(checks.check_participant(after, case, desk.today))
    with acting(desk, "participant_changed", citizen_id, role=after.role) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, participant_id, warnings)


def note_delivery(desk: Desk, citizen_id: str, participant_id: str, entry: DeliveryEntry) -> Done:
    """Note how and when the material reached one participant, or correct it (R185).

    Raises:
        Refused: the day lies in the future, there is no consent (R159), or the participant is gone.
    """
    case = the_case(desk, citizen_id)
    after = the_record(case.participants, participant_id).model_copy(update=entry.model_dump())
    warnings = settle(checks.check_delivery(after, case, desk.today))
    with acting(desk, "pack_delivered", citizen_id, n=1, on=after.delivered_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, participant_id, warnings)


def deliver_pack(desk: Desk, citizen_id: str, step_up_id: str | None, entry: DeliverPackEntry) -> Done:
    """Note that the material reached several participants at once; what they had before they keep (R157, R185).

    Raises:
        Refused: the day lies in the future, there is no consent (R159), or one of them is gone.
    """
    case = the_case(desk, citizen_id)
    step_up = the_step_up(case, step_up_id, desk.today)
    there = {one.id: one for one in case.participants if one.step_up_id == step_up.id}
    if not there.keys() >= set(entry.participants):
        raise Refused(Problem("participants", "participant_unknown"))
    after = [
        there[participant_id].model_copy(
            update={
                "channel": entry.channel,
                "delivered_on": entry.delivered_on,
                "received": _in_order({*there[participant_id].received, *entry.received}),
            }
        )
        for participant_id in dict.fromkeys(entry.participants)
    ]
    warnings = settle(checks.check_pack(after, case, desk.today))
    with acting(desk, "pack_delivered", citizen_id, n=len(after), on=entry.delivered_on) as act:
        for participant in after:
            act.change(citizen_id, participant)
    return Done(citizen_id, step_up.id, warnings)


def _reasoned(entry: ParticipantEntry) -> dict[str, object]:
    """Return what is entered, with the reason that goes without saying (R168-R173)."""
    return entry.model_dump() | {"reason": reason_of(entry.role, entry.reason)}


def _in_order(items: set[PackItem]) -> tuple[PackItem, ...]:
    return tuple(item for item in PackItem if item in items)

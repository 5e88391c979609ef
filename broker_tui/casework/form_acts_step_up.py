"""The acts of step-up that are entered in a form; where no step-up is given they mean the running one."""

from typing import Final

from broker_tui.casework import (
    own_forms,
    prefills,
    prefills_step_up,
    prefills_step_up_forms,
    step_up,
    step_up_forms,
    step_up_meetings,
    step_up_participants,
)
from broker_tui.casework.acting import the_case, the_record
from broker_tui.casework.desk import Desk
from broker_tui.casework.form_act import Asked, on_citizen, on_record, on_step_up
from broker_tui.domain import entries_step_up
from broker_tui.domain.codes_step_up import AgreedKind, FormKind
from broker_tui.domain.entries_agreement import AgreementEntry
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.form_spec import form_spec


def _item(desk: Desk, citizen_id: str | None, target_id: str | None) -> Asked | None:
    """Ask since when a measure has run, and nothing such of what else is agreed (R181)."""
    item = the_record(the_case(desk, str(citizen_id)).agreed_items, target_id)
    if item.kind is AgreedKind.MEASURE:
        return None
    return Asked(form_spec(entries_step_up.ItemEntry), entries_step_up.ItemEntry)


STEP_UP: Final = (
    on_citizen(
        "step_up",
        entries_step_up.StepUpEntry,
        step_up.start_step_up,
        prefills_step_up.step_up,
        prefilled=prefills_step_up.step_up_known,
    ),
    on_step_up(
        "step_up_change", entries_step_up.StepUpChangeEntry, step_up.change_step_up, prefills_step_up.step_up_change
    ),
    on_step_up("step_up_close", entries_step_up.CloseStepUpEntry, step_up.close_step_up, prefills_step_up.close),
    on_step_up("step_up_min_plan", entries_step_up.StepUpMinPlanEntry, step_up.set_min_plan, prefills_step_up.min_plan),
    on_step_up(
        "participant",
        entries_step_up.ParticipantEntry,
        step_up_participants.add_participant,
        prefills.blank,
    ),
    on_record(
        "participant_change",
        entries_step_up.ParticipantEntry,
        step_up_participants.change_participant,
        prefills_step_up.participant_change,
    ),
    on_record("delivery", entries_step_up.DeliveryEntry, step_up_participants.note_delivery, prefills_step_up.delivery),
    on_step_up("pack", entries_step_up.DeliverPackEntry, step_up_participants.deliver_pack, prefills_step_up.pack),
    on_step_up("pack_others", entries_step_up.PackOthersEntry, step_up.set_pack_others, prefills_step_up.pack_others),
    on_step_up("meeting", entries_step_up.MeetingEntry, step_up_meetings.plan_meeting, prefills_step_up.meeting),
    on_record(
        "meeting_change",
        entries_step_up.MeetingChangeEntry,
        step_up_meetings.change_meeting,
        prefills_step_up.meeting_change,
    ),
    on_record(
        "meeting_held",
        entries_step_up.MeetingHeldEntry,
        step_up_meetings.hold_meeting,
        prefills_step_up.meeting_held,
        prefilled=prefills_step_up.meeting_held_known,
    ),
    on_step_up(
        "preparation",
        PreparationEntry,
        step_up_forms.save_preparation,
        prefills_step_up_forms.preparation,
        prefilled=prefills_step_up_forms.preparation_known,
        variant=own_forms.asked_form(FormKind.PREPARATION),
    ),
    on_step_up(
        "agreement",
        AgreementEntry,
        step_up_forms.save_agreement,
        prefills_step_up_forms.agreement,
        prefilled=prefills_step_up_forms.agreement_known,
        variant=own_forms.asked_form(FormKind.AGREEMENT),
    ),
    on_record(
        "agreed_item_change",
        entries_step_up.MeasureEntry,
        step_up.follow_up_item,
        prefills_step_up.agreed_item,
        variant=_item,
    ),
)

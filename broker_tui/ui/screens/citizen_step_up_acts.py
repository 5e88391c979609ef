"""What keys do on the tab of step-up: start one, add to it, tick what has been done today."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ConsentPurpose
from broker_tui.domain.codes_step_up import AgreedKind

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk, Done
    from broker_tui.casework.page import StepUpStanding
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import AgreedItem
    from broker_tui.ui.app import BrokerApp
    from broker_tui.ui.screens.citizen_sheet import Line

TICKS: Final = frozenset({"delivery", "meeting_held", "agreed_item", "min_plan"})
"""What a tick does to a line of step-up."""


def begin(house: "BrokerApp", citizen_id: str, standing: "StepUpStanding") -> None:
    """Open the form that starts a step-up, or say why none may begin (R150-R153)."""
    if standing.refused:
        house.say(house.said_problem(standing.refused[0]), "due", sign=house.signs.warning)
    else:
        house.open_form("step_up", citizen_id)


def ask_consent(house: "BrokerApp", citizen_id: str, case: "Case") -> None:
    """Open the consent to step-up that holds, to correct it or take it back; or a new one where none does (R159)."""
    held = [one for one in case.consents if one.purpose is ConsentPurpose.STEP_UP]
    last = max(held, key=lambda one: (one.on, one.id), default=None)
    if last is not None and not last.refused and last.withdrawn_on is None:
        house.open_form("consent_change", citizen_id, last.id)
    else:
        house.open_form("consent", citizen_id, values={"purpose": "step_up"})


def tick(house: "BrokerApp", citizen_id: str, line: "Line") -> None:
    """Tick what has been done today, or take that back; what needs more than a tick opens its form."""
    if line.ticks == "meeting_held":
        house.open_form("meeting_held", citizen_id, line.record_id)
    elif line.ticks == "delivery":
        _deliver(house, citizen_id, line.record_id)
    elif line.ticks == "min_plan":
        _fill(house, citizen_id, "step_up_min_plan", None, {"min_plan_on": house.desk.today})
    else:
        _tick_item(house, citizen_id, line.record_id)


def _deliver(house: "BrokerApp", citizen_id: str, participant_id: str) -> None:
    """Note that the material has reached a participant today; how it did is asked where it is not known (R185)."""
    from broker_tui.casework.form_acts import FORM_ACTS

    held = FORM_ACTS["delivery"].prefill(house.desk, citizen_id, participant_id)
    if _case_participant(house, citizen_id, participant_id):
        _fill(house, citizen_id, "delivery", participant_id, {"delivered_on": None, "received": ()})
    elif not held.get("channel"):
        house.open_form("delivery", citizen_id, participant_id, values={"delivered_on": house.desk.today})
    else:
        from broker_tui.domain.entries_step_up import ALWAYS_RECEIVED

        received = tuple(item.value for item in ALWAYS_RECEIVED)
        values = {"delivered_on": house.desk.today, "received": received}
        _fill(house, citizen_id, "delivery", participant_id, values)


def _case_participant(house: "BrokerApp", citizen_id: str, participant_id: str) -> bool:
    """Tell whether the material has been noted as delivered."""
    from broker_tui.casework.acting import the_case

    people = the_case(house.desk, citizen_id).participants
    return any(one.id == participant_id and one.delivered_on is not None for one in people)


def _tick_item(house: "BrokerApp", citizen_id: str, item_id: str) -> None:
    """Note that a measure has begun or that something agreed is done today; a tick on what is done takes it back."""
    from broker_tui.casework.acting import the_case

    item = next((one for one in the_case(house.desk, citizen_id).agreed_items if one.id == item_id), None)
    if item is not None:
        _fill(house, citizen_id, "agreed_item_change", item_id, _ticked(item, house))


def _ticked(item: "AgreedItem", house: "BrokerApp") -> dict[str, object]:
    today = house.desk.today
    if item.done_on is not None:
        return {"done_on": None}
    if item.kind is AgreedKind.MEASURE and item.started_on is None:
        return {"started_on": today}
    return {"done_on": today}


def _fill(house: "BrokerApp", citizen_id: str, code: str, target_id: str | None, values: Mapping[str, object]) -> None:
    """Do what the form of an act would do with a few values changed."""

    def act(desk: "Desk") -> "Done":
        from broker_tui.casework.form_acts import FORM_ACTS

        form = FORM_ACTS[code]
        entry = form.read({**form.prefill(desk, citizen_id, target_id), **values})
        return form.perform(desk, citizen_id, target_id, entry)

    house.perform(act)

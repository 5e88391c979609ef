"""What stands in a form when it opens: today's date, the record to be corrected, the likely next choice."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from broker_tui.casework.acting import the_broker, the_case
from broker_tui.casework.desk import Desk
from broker_tui.casework.removal import record_of
from broker_tui.casework.spans import on_day
from broker_tui.domain.codes import Group, Step
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.form_spec import plain

if TYPE_CHECKING:
    from broker_tui.domain.model import Model

Prefilled = dict[str, object]
_NEXT_STEP = {None: Step.CLARIFICATION} | {step: Step(min(step + 1, Step.DONE)) for step in Step}


def today(*fields: str) -> Callable[[Desk, str | None, str | None], Prefilled]:
    """Return a prefill that puts today's date into `fields`."""
    return lambda desk, _citizen_id, _target_id: dict.fromkeys(fields, desk.today)


def blank(_desk: Desk, _citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Leave the form as it is."""
    return {}


def record(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the record to be corrected.

    Raises:
        Refused: it is gone.
    """
    return values_of(record_of(the_case(desk, str(citizen_id)), str(target_id)))


def contact(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the contact to be corrected.

    Raises:
        Refused: it is gone.
    """
    values = record(desk, citizen_id, target_id)
    return values | {"transferred": values["transferred_on"] is not None}


def citizen(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Put in the citizen's own data."""
    return values_of(the_case(desk, str(citizen_id)).citizen)


def broker(desk: Desk, _citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the broker's data.

    Raises:
        Refused: there is no such broker.
    """
    return values_of(the_broker(desk, str(target_id)))


def new_citizen(desk: Desk, _citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose the newest edition, today, and the broker who is entering her."""
    now = desk.today
    return {
        "edition": max(desk.programmes),
        "enrolled_on": now,
        "broker_id": desk.who or None,
        "broker_from": now,
        "step_from": now,
    }


def week_excuse(desk: Desk, _citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose the week given as target, or this one."""
    return {"week": target_id or str(IsoWeek.of(desk.today))}


def hand_over(desk: Desk, _citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose to hand over from the broker given as target, or from oneself, from today."""
    return {"from_broker": target_id or desk.who or None, "on": desk.today}


def group(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose the other group, or group 1 for who has none (R4)."""
    case = the_case(desk, str(citizen_id))
    current = on_day(case.groups, desk.today)
    other = Group.REHABILITATION if current and current.group is Group.INTERVENTION else Group.INTERVENTION
    return {"group": plain(other), "started_on": desk.today, "assessment": plain(case.citizen.assessment)}


def talk(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose today and the citizen's caseworker."""
    return {"on": desk.today, "caseworker": the_case(desk, str(citizen_id)).citizen.caseworker}


def step(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose the step after the one she is in."""
    current = on_day(the_case(desk, str(citizen_id)).steps, desk.today)
    return {"step": plain(_NEXT_STEP[current.step if current else None]), "started_on": desk.today}


def values_of(model: "Model") -> Prefilled:
    """Return a model's values as a form holds them."""
    return {name: plain(getattr(model, name)) for name in type(model).model_fields}

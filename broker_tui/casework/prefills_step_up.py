"""What stands in the forms about a step-up when they open: what the case and the version before already know."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from broker_tui.casework.acting import the_case, the_record
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.prefills import Prefilled, values_of
from broker_tui.casework.status_text import LANGUAGE
from broker_tui.casework.step_up import running_markers, the_step_up
from broker_tui.domain.codes import NetworkWish
from broker_tui.domain.entries_step_up import ALWAYS_RECEIVED
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import plain
from broker_tui.i18n import load_words

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import StepUp, StepUpMeeting

_WISHES: Final = {NetworkWish.YES: True, NetworkWish.NO: False}


def step_up(desk: Desk, citizen_id: str | None, _target_id: str | None) -> Prefilled:
    """Propose what the case knows: her own words, her caseworker, her wish for network; the conditions are asked."""
    case = the_case(desk, str(citizen_id))
    citizen, programme = case.citizen, desk.programme(case.citizen.edition)
    return {
        "started_on": desk.today,
        "citizen_view": citizen.challenges,
        "is_provider": citizen.is_provider,
        "network_wanted": _WISHES.get(citizen.network_wish),
        "responsible_caseworker": citizen.caseworker,
        "set_marker": programme.markers_are_must and not running_markers(case, desk.today),
    }


def step_up_known(desk: Desk, citizen_id: str | None, target_id: str | None) -> frozenset[str]:
    """Return what a new step-up takes over from the case."""
    known = ("citizen_view", "is_provider", "network_wanted", "responsible_caseworker")
    return _filled(step_up(desk, citizen_id, target_id), known)


def step_up_change(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the step-up to be corrected.

    Raises:
        Refused: it is gone.
    """
    case = the_case(desk, str(citizen_id))
    return values_of(the_step_up(case, target_id, desk.today)) | {"is_provider": case.citizen.is_provider}


def close(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose today, and to end the marker with it where one is on (R186, C13).

    Raises:
        Refused: it is gone, or there is none.
    """
    case = the_case(desk, str(citizen_id))
    found = the_step_up(case, target_id, desk.today)
    return {
        "ended_on": found.ended_on or desk.today,
        "closing_note": found.closing_note,
        "end_marker": bool(running_markers(case, desk.today)),
    }


def pack(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose today and everybody whom the whole material has not reached.

    Raises:
        Refused: the step-up is gone, or there is none.
    """
    case = the_case(desk, str(citizen_id))
    found = the_step_up(case, target_id, desk.today)
    waiting = tuple(
        one.id
        for one in case.participants
        if one.step_up_id == found.id and not (one.delivered_on and set(one.received) >= set(ALWAYS_RECEIVED))
    )
    others = ("others",) if found.pack_others else ()
    return {
        "participants": waiting,
        "delivered_on": desk.today,
        "received": (*(plain(item) for item in ALWAYS_RECEIVED), *others),
    }


def pack_others(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the other documents as they stand.

    Raises:
        Refused: the step-up is gone, or there is none.
    """
    found = the_step_up(the_case(desk, str(citizen_id)), target_id, desk.today)
    return {"pack_others": found.pack_others}


def min_plan(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose the day on record, or today.

    Raises:
        Refused: the step-up is gone, or there is none.
    """
    found = the_step_up(the_case(desk, str(citizen_id)), target_id, desk.today)
    return {"min_plan_on": found.min_plan_on or desk.today}


def meeting(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Propose the jobcentre, and an agenda that begins with her job goal (R163-R165).

    Raises:
        Refused: the step-up is gone, or there is none.
    """
    case = the_case(desk, str(citizen_id))
    found = the_step_up(case, target_id, desk.today)
    words = load_words(LANGUAGE)
    points = ("goal", "challenges", "considerations", "measures", "follow_up")
    return {
        "on": None,
        "at": "",
        "place": _usual_place(case, found),
        "agenda": tuple(words(f"status.agenda.{point}") for point in points),
    }


def meeting_change(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the meeting to be corrected.

    Raises:
        Refused: it is gone.
    """
    found = the_record(the_case(desk, str(citizen_id)).step_up_meetings, target_id)
    return values_of(found) | {"cancelled": found.held is False}


def meeting_held(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the meeting as it stands; not held yet, everybody came and she feels what she felt before.

    Raises:
        Refused: it is gone.
    """
    case = the_case(desk, str(citizen_id))
    found = the_record(case.step_up_meetings, target_id)
    values = values_of(found)
    if found.held is None:
        values["present"] = tuple(one.id for one in case.participants if one.step_up_id == found.step_up_id)
        values["challenges"] = found.challenges or the_record(case.step_ups, found.step_up_id).citizen_view
        values["on"] = min(found.on, desk.today)
    return values


def meeting_held_known(desk: Desk, citizen_id: str | None, target_id: str | None) -> frozenset[str]:
    """Return what the form about a meeting takes over from the case."""
    found = the_record(the_case(desk, str(citizen_id)).step_up_meetings, target_id)
    if found.held is not None:
        return frozenset()
    return _filled(meeting_held(desk, citizen_id, target_id), ("present", "challenges"))


def participant_change(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in the participant to be corrected.

    Raises:
        Refused: they are gone.
    """
    return values_of(the_record(the_case(desk, str(citizen_id)).participants, target_id))


def delivery(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in how the material reached a participant; not yet, propose today and everything that always belongs to it.

    Raises:
        Refused: they are gone.
    """
    case = the_case(desk, str(citizen_id))
    found = the_record(case.participants, target_id)
    values = values_of(found)
    if found.delivered_on is None:
        values |= {"delivered_on": desk.today, "received": tuple(plain(item) for item in ALWAYS_RECEIVED)}
    return values


def agreed_item(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Put in how something agreed goes.

    Raises:
        Refused: it is gone.
    """
    return values_of(the_record(the_case(desk, str(citizen_id)).agreed_items, target_id))


def job_goal_of(case: "Case", day: date) -> str:
    """Return the job goal in her words as it stands on a day, empty while there is none."""
    goals = [goal.text for goal in case.job_goals if goal.on <= day]
    return goals[-1] if goals else ""


def held_meetings(case: "Case", step_up_id: str, day: date) -> "list[StepUpMeeting]":
    """Return the meetings of a step-up that were held by a day, the first one first.

    Raises:
        Refused: none was (R156).
    """
    mine = (one for one in case.step_up_meetings if one.step_up_id == step_up_id)
    held = [one for one in mine if one.held and one.on <= day]
    if not held:
        raise Refused(Problem("", "agreement_before_meeting"))
    return held


def _usual_place(case: "Case", found: "StepUp") -> str:
    """Return where they met before, or the jobcentre (R163)."""
    places = [one.place for one in case.step_up_meetings if one.step_up_id == found.id and one.place]
    return places[-1] if places else load_words(LANGUAGE)("status.place")


def _filled(values: Mapping[str, Any], names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if values.get(name) not in (None, "", (), False))

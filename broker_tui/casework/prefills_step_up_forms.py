"""What stands in the two forms of a step-up when they open: the version before, and what the case knows (R157)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk
from broker_tui.casework.prefills import Prefilled
from broker_tui.casework.prefills_step_up import held_meetings, job_goal_of
from broker_tui.casework.status_text import status_overview
from broker_tui.casework.step_up import the_step_up
from broker_tui.casework.step_up_forms import SNAPSHOT, versions
from broker_tui.domain.checks.step_up_course import FIELDS
from broker_tui.domain.codes import ParallelType
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.dates import covers
from broker_tui.domain.form_compare import blank
from broker_tui.domain.form_spec import ROW_ID, FormSpec, plain

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import AgreedItem, FormVersion, StepUp, StepUpMeeting

_ROW: Final = (
    "department",
    "ensured_by",
    "ensured_name",
    "started_on",
    "follow_up_by",
    "follow_up_name",
    "follow_up_on",
)
_ANSWERED: Final = {
    "health_challenges": "health_challenges",
    "health_support": "health_support_what",
    "health_clarification": "health_clarification_what",
    "family_challenges": "family_challenges",
    "family_support": "family_support",
}
"""The questions of the agreement, and where the preparation form has the text of the answer (A13)."""


def preparation(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Go on from the version before, without its approval; what the rules read is as the case has it now.

    Raises:
        Refused: the step-up is gone, or there is none.
    """
    return _preparation(desk, str(citizen_id), target_id)[0]


def preparation_known(desk: Desk, citizen_id: str | None, target_id: str | None) -> frozenset[str]:
    """Return the fields of the preparation form that were filled in from the case."""
    return _preparation(desk, str(citizen_id), target_id)[1]


def agreement(desk: Desk, citizen_id: str | None, target_id: str | None) -> Prefilled:
    """Go on from the version before, its rows as they stand by now, and with what a meeting since then has said.

    Raises:
        Refused: no meeting was held (R156), or the step-up is gone.
    """
    return _agreement(desk, str(citizen_id), target_id)[0]


def agreement_known(desk: Desk, citizen_id: str | None, target_id: str | None) -> frozenset[str]:
    """Return the fields of the agreement that were filled in from the meetings and the case."""
    return _agreement(desk, str(citizen_id), target_id)[1]


def typed(spec: FormSpec, values: Mapping[str, Any]) -> Prefilled:
    """Return the values of a saved version as a form takes them: dates, numbers and rows instead of plain JSON."""
    found: Prefilled = {}
    for field in spec.fields:
        value = values.get(field.name, field.default)
        if field.rows is not None:
            rows = value if isinstance(value, list | tuple) else ()
            found[field.name] = tuple({ROW_ID: row.get(ROW_ID, ""), **typed(field.rows, row)} for row in rows)
        elif field.kind == "date" and isinstance(value, str):
            found[field.name] = date.fromisoformat(value) if value else None
        elif field.kind == "number" and isinstance(value, str):
            found[field.name] = _number(value)
        else:
            found[field.name] = tuple(value) if isinstance(value, list) else value
    return found


def _preparation(desk: Desk, citizen_id: str, target_id: str | None) -> tuple[Prefilled, frozenset[str]]:
    case = the_case(desk, citizen_id)
    step_up = the_step_up(case, target_id, desk.today)
    overview = status_overview(case, desk.programme(case.citizen.edition), desk.today)
    truth: Prefilled = {
        "challenge_health": step_up.challenge_health,
        "challenge_family": step_up.challenge_family,
        "is_provider": case.citizen.is_provider,
        "network_wanted": step_up.network_wanted,
        "citizen_challenges": step_up.citizen_view,
        "match_delayed_reason": step_up.match_delayed_reason,
        "cooperation_insufficient": step_up.cooperation_insufficient,
        "cooperation_reason": step_up.cooperation_reason,
        "responsible_caseworker": step_up.responsible_caseworker or case.citizen.caseworker,
    }
    before = next(iter(versions(case, step_up.id, FormKind.PREPARATION)), None)
    if before is None:
        values = truth | _from_case(case, step_up, desk.today) | {"status_overview": overview}
        return values, frozenset(name for name, value in values.items() if not blank(value) and value is not False)
    held = _held(desk, before)
    values = held | truth | {"approved_on": None}
    if _untouched(before):
        values["status_overview"] = overview
    renewed = {name for name in (*truth, "status_overview") if values[name] != held.get(name)}
    return values, frozenset(name for name in renewed if not blank(values[name]))


def _from_case(case: "Case", step_up: "StepUp", today: date) -> Prefilled:
    """Return what a first preparation form takes from the case beyond the step-up itself."""
    regarded = (one.health_considerations for one in case.placements if one.health_considerations)
    beside = (one for one in case.parallel if one.type is not ParallelType.UPSKILLING and one.started_on <= today)
    return {
        "job_goal": job_goal_of(case, today),
        "health_challenges": "\n".join(dict.fromkeys(regarded)) if step_up.challenge_health else "",
        "network": tuple({"name": one.name, "relation": one.relation, "phone": one.phone} for one in case.network)
        if step_up.network_wanted
        else (),
        "efforts": tuple(
            {"department": "", "effort": one.name, "contact": ""}
            for one in beside
            if covers(one.started_on, one.ended_on, today)
        ),
    }


def _agreement(desk: Desk, citizen_id: str, target_id: str | None) -> tuple[Prefilled, frozenset[str]]:
    case = the_case(desk, citizen_id)
    step_up = the_step_up(case, target_id, desk.today)
    held = held_meetings(case, step_up.id, desk.today)
    before = next(iter(versions(case, step_up.id, FormKind.AGREEMENT)), None)
    if before is None:
        known = _first_agreement(case, step_up, desk.today) | _said(held)
        return known | {"on": desk.today}, frozenset(
            name for name, value in known.items() if not blank(value) and value is not False
        )
    kept = _held(desk, before)
    values = kept | _rows(case, before) | {"on": desk.today, "min_plan_on": step_up.min_plan_on}
    seen = set(kept.get("meetings") or ())  # type: ignore[call-overload]
    since = _said([one for one in held if one.id not in seen]) if any(one.id not in seen for one in held) else {}
    stood = dict(values)
    for name, said in since.items():
        values[name] = _joined(values.get(name), said)
    if since.get("second_needed") is not None:
        values["second_needed"] = since["second_needed"]
    return values, frozenset(name for name in since if values[name] != stood.get(name))


def _first_agreement(case: "Case", step_up: "StepUp", today: date) -> Prefilled:
    prepared = next(iter(versions(case, step_up.id, FormKind.PREPARATION)), None)
    answers = prepared.values if prepared else {}
    asked = {"health": step_up.challenge_health, "family": step_up.challenge_family}
    return {
        "job_goal": answers.get("job_goal") or job_goal_of(case, today),
        "caseworker": step_up.responsible_caseworker or case.citizen.caseworker,
        "health_discussed": step_up.challenge_health,
        "family_discussed": step_up.challenge_family,
        "min_plan_on": step_up.min_plan_on,
        "copies": tuple(one.name for one in case.participants if one.step_up_id == step_up.id and one.name),
        **{
            field: str(answers.get(source) or "") if asked[field.partition("_")[0]] else ""
            for field, source in _ANSWERED.items()
        },
    }


def _said(meetings: "list[StepUpMeeting]") -> Prefilled:
    """Return what meetings say for an agreement: who came, the three answers, and their lines as rows (R164)."""
    return {
        "meetings": tuple(one.id for one in meetings),
        "present": tuple(dict.fromkeys(person for one in meetings for person in one.present)),
        "challenges": "\n".join(dict.fromkeys(one.challenges for one in meetings if one.challenges)),
        "needs_considerations": _any(one.needs_considerations for one in meetings),
        "needs_measures": _any(one.needs_measures for one in meetings),
        "considerations": _lines(one.considerations for one in meetings if one.needs_considerations),
        "measures": _lines(one.measures for one in meetings if one.needs_measures),
        "second_needed": meetings[-1].second_needed,
    }


def _rows(case: "Case", before: "FormVersion") -> Prefilled:
    """Return the rows of an agreement as what was agreed stands now, in the order they had."""
    ids = [row.get(ROW_ID) for field in FIELDS.values() for row in before.values.get(field, ())]
    order = {id_: place for place, id_ in enumerate(ids)}
    found: Prefilled = {}
    for kind, field in FIELDS.items():
        mine = [
            item
            for item in case.agreed_items
            if item.step_up_id == before.step_up_id and item.kind is kind and item.dropped_on is None
        ]
        mine.sort(key=lambda item: (order.get(item.id, len(order)), item.id))
        found[field] = tuple(_row(item) for item in mine)
    return found


def _row(item: "AgreedItem") -> dict[str, object]:
    return {ROW_ID: item.id, "text": item.text} | {name: plain(getattr(item, name)) for name in _ROW}


def _held(desk: Desk, version: "FormVersion") -> Prefilled:
    """Return what a version holds, as the form takes it."""
    from broker_tui.casework.own_forms import spec_of_version

    return typed(spec_of_version(desk, version), version.values)


def _untouched(version: "FormVersion") -> bool:
    """Tell whether the overview still reads as it was made, so that a new one may take its place."""
    snapshot = version.values.get(SNAPSHOT) or {}
    text = version.values.get("status_overview", "")
    return blank(text) or text == snapshot.get("status_overview")


def _lines(texts: Iterable[str]) -> tuple[dict[str, object], ...]:
    lines = dict.fromkeys(line.strip(" -•\t") for text in texts for line in text.splitlines())
    return tuple({"text": line} for line in lines if line)


def _any(answers: Iterable[bool | None]) -> bool | None:
    given = [answer for answer in answers if answer is not None]
    return any(given) if given else None


def _joined(held: object, said: object) -> object:
    """Return what a version holds with what a later meeting has said: longer lists and texts, a need that came up."""
    if blank(said):
        return held
    if isinstance(held, tuple) and isinstance(said, tuple):
        return (*held, *(one for one in said if one not in held))
    if isinstance(held, str) and isinstance(said, str) and held:
        return held if said in held else f"{held}\n{said}"
    return held or said


def _number(text: str) -> object:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text

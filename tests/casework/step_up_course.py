"""A citizen brought through a step-up by the acts a broker uses: prepared, met, agreed."""

from datetime import date
from typing import Any, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.domain.case import Case
from broker_tui.store.cases import read_case
from tests.casework.forms import do

HEALTH = "Diskusprolaps og migræne"
"""A text about health that must not stand where it does not belong."""


class Course(NamedTuple):
    """A step-up and what belongs to it, by id."""

    citizen_id: str
    step_up_id: str
    consent_id: str
    meeting_id: str


def step_up(desk: Desk, citizen_id: str, *, scope: str = "Sundhedscentret må få skemaet") -> Course:
    """Start a step-up for a citizen, with her consent, a health representative and a meeting planned."""
    do(desk, citizen_id, "step", step="2", started_on=date(2026, 9, 1))
    do(desk, citizen_id, "job_goal", text="Lager, gerne morgenhold", on=date(2026, 9, 2))
    do(desk, citizen_id, "approach", company="Netto", on=date(2026, 10, 1), result="refused")
    started = do(
        desk,
        citizen_id,
        "step_up",
        started_on=date(2026, 11, 2),
        main_model_tried=True,
        match_delayed_reason="Praktikker er stoppet før tid",
        challenge_health=True,
        citizen_view="Jeg kan ikke stå op længe",
        cooperation_insufficient=True,
        cooperation_reason="Ingen har samlet op",
        network_wanted=False,
        responsible_caseworker="Per Holt",
    )
    consent = do(
        desk, citizen_id, "consent", purpose="step_up", on=date(2026, 11, 4), scope=scope, consent_form="written"
    )
    do(
        desk,
        citizen_id,
        "participant",
        role="health",
        name="Ida Storm",
        organisation="Sundhedscentret",
        reason="health",
    )
    meeting = do(desk, citizen_id, "meeting", on=date(2026, 11, 18), at="09:30", place="Jobcentret", agenda=("Hensyn",))
    return Course(citizen_id, str(started.record_id), str(consent.record_id), str(meeting.record_id))


def fill(desk: Desk, course: Course, code: str, **given: Any) -> str:  # noqa: ANN401
    """Save a form as it is asked, a municipality's own too; return the version's id."""
    act = FORM_ACTS[code]
    asked = act.asked(desk, course.citizen_id, None)
    values = asked.spec.blank() | act.prefill(desk, course.citizen_id, None) | given
    return str(act.perform(desk, course.citizen_id, None, asked.read(values)).record_id)


def prepare(desk: Desk, course: Course, **given: Any) -> str:  # noqa: ANN401
    """Save a version of the preparation form."""
    said = {
        "job_goal": "Lager, gerne morgenhold",
        "citizen_challenges": "Ryggen, især om vinteren",
        "challenge_health": True,
        "health_challenges": HEALTH,
        "health_support": True,
        "health_support_what": "Smertemestring",
        "health_clarification": False,
        "network_wanted": False,
        "status_overview": "To praktikker",
        "efforts": ({"id": "", "department": "Sundhed", "effort": "Genoptræning", "contact": "Ida"},),
    }
    return fill(desk, course, "preparation", **{**said, **given})


def agree(desk: Desk, course: Course, **given: Any) -> str:  # noqa: ANN401
    """Hold the meeting and save the agreement."""
    case = case_of(desk, course)
    people = tuple(one.id for one in case.participants)
    do(
        desk,
        course.citizen_id,
        "meeting_held",
        course.meeting_id,
        present=people,
        challenges="Ryggen",
        needs_considerations=True,
        considerations="Pauser",
        needs_measures=True,
        measures="Genoptræning",
    )
    said = {
        "on": date(2026, 11, 19),
        "meetings": (course.meeting_id,),
        "present": people,
        "caseworker": "Per Holt",
        "with_citizen": True,
        "challenges": "Ryggen",
        "needs_considerations": True,
        "needs_measures": True,
        "considerations": (row("Pause hver time"),),
        "measures": (row("Genoptræning i 12 uger", department="Sundhed"),),
        "signatures": True,
    }
    return fill(desk, course, "agreement", **{**said, **given})


def row(text: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a row of the agreement."""
    said = {"id": "", "text": text, "ensured_by": "broker", "follow_up_by": "caseworker"}
    return {**said, "follow_up_on": date(2026, 12, 1), **more}


def placed(desk: Desk, citizen_id: str) -> str:
    """Write an agreement with a company that has no regard for what the step-up has agreed on yet."""
    said = {"kind": "paid_hours", "company": "Netto", "started_on": date(2026, 11, 16), "health_considerations": ""}
    return str(do(desk, citizen_id, "placement", **said).record_id)


def case_of(desk: Desk, course: Course) -> Case:
    """Return the citizen's case."""
    return read_case(desk.store, course.citizen_id)

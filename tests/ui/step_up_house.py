"""A citizen in the middle of a step-up, for tests of its tab, its documents and its versions."""

from datetime import UTC, date, datetime

from broker_tui.casework.desk import Desk
from broker_tui.domain.approach import Approach
from broker_tui.domain.codes import (
    ApproachBy,
    ApproachResult,
    ConsentForm,
    ConsentPurpose,
    Marker,
    Step,
)
from broker_tui.domain.codes_step_up import (
    AgreedKind,
    DeliveryChannel,
    FormKind,
    PackItem,
    ParticipantReason,
    ParticipantRole,
    Responsible,
)
from broker_tui.domain.consent import Consent
from broker_tui.domain.group import PersonMarker
from broker_tui.domain.progress import StepPeriod
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUp, StepUpMeeting
from broker_tui.store.act import act
from broker_tui.store.cases import read_case
from tests.ui.form_house import add_citizen

ALL = (PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL)


def on_the_way(desk: Desk, name: str = "Åse Ørsted") -> str:
    """Put in a citizen in step 2 for whom a company has been approached: a step-up may begin."""
    citizen_id = add_citizen(desk, name)
    case = read_case(desk.store, citizen_id)
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        doing.change(citizen_id, case.steps[0].model_copy(update={"ended_on": date(2026, 9, 20)}))
        doing.add(citizen_id, StepPeriod(id="s-2", step=Step.TOWARDS_JOB, started_on=date(2026, 9, 21)))
        doing.add(
            citizen_id,
            Approach(
                id="a-1", on=date(2026, 10, 1), company="Netto", by=ApproachBy.BROKER, result=ApproachResult.REFUSED
            ),
        )
    return citizen_id


def in_step_up(desk: Desk, name: str = "Åse Ørsted", text: str = "") -> str:
    """Put in a citizen with a step-up since 2/11: prepared, one meeting held and one planned, things agreed.

    Args:
        desk: the desk.
        name: the citizen's name.
        text: stands wherever people write freely.
    """
    citizen_id = on_the_way(desk, name)
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        for record in (*_begun(text), *_people(text), *_meetings(text), *_versions(text), *_agreed(text)):
            doing.add(citizen_id, record)
    return citizen_id


def _begun(text: str) -> tuple[StepUp | Consent | PersonMarker, ...]:
    return (
        StepUp(
            id="su",
            started_on=date(2026, 11, 2),
            main_model_tried=True,
            match_delayed_reason=text or "Tre praktikker er stoppet på grund af ryggen.",
            challenge_health=True,
            citizen_view=text or "Jeg kan ikke stå op ret længe ad gangen.",
            cooperation_insufficient=True,
            cooperation_reason=text or "Ingen har samlet op på udredningen.",
            network_wanted=False,
            responsible_caseworker=text or "Per Holt",
        ),
        Consent(
            id="co", purpose=ConsentPurpose.STEP_UP, on=date(2026, 11, 4), form=ConsentForm.WRITTEN, scope="Helbred"
        ),
        PersonMarker(id="ma", marker=Marker.STEP_UP, started_on=date(2026, 11, 2)),
    )


def _people(text: str) -> tuple[Participant, ...]:
    sent = {"channel": DeliveryChannel.SECURE_MAIL, "delivered_on": date(2026, 11, 10), "received": ALL}
    return (
        Participant(id="p1", step_up_id="su", role=ParticipantRole.CITIZEN, name=text or "Åse Ørsted", **sent),
        Participant(id="p2", step_up_id="su", role=ParticipantRole.CASEWORKER, name=text or "Per Holt", **sent),
        Participant(id="p3", step_up_id="su", role=ParticipantRole.BROKER, name="Maja Lund", **sent),
        Participant(
            id="p4",
            step_up_id="su",
            role=ParticipantRole.HEALTH,
            name=text or "Ida Storm",
            organisation=text or "Sundhedscentret",
            phone="86110022",
            reason=ParticipantReason.HEALTH,
        ),
        Participant(id="p5", step_up_id="su", role=ParticipantRole.FAMILY, name="Bo Lind"),
    )


def _meetings(text: str) -> tuple[StepUpMeeting, ...]:
    return (
        StepUpMeeting(
            id="m1",
            step_up_id="su",
            on=date(2026, 11, 12),
            at="09:30",
            place=text or "Jobcentret",
            held=True,
            present=("p1", "p2", "p3"),
            challenges=text or "Ryggen og søvnen.",
            needs_considerations=True,
            considerations=text or "Pauser og skiftende opgaver.",
            needs_measures=True,
            measures=text or "Forløb hos fysioterapeut.",
            second_needed=True,
        ),
        StepUpMeeting(
            id="m2",
            step_up_id="su",
            on=date(2026, 12, 4),
            at="13:00",
            place=text or "Jobcentret",
            agenda=(text or "Jobmålet", "Hvordan går det med hensynene"),
        ),
    )


def _versions(text: str) -> tuple[FormVersion, ...]:
    first = {
        "job_goal": text or "Lager, gerne morgenhold",
        "citizen_challenges": text or "Ryggen",
        "challenge_health": True,
        "efforts": [{"id": "e1", "department": "Sundhed", "effort": text or "Udredning", "contact": "Ida"}],
    }
    second = {
        **first,
        "citizen_challenges": text or "Ryggen og søvnen, især om vinteren",
        "efforts": [{"id": "e2", "department": "Familie", "effort": text or "Støttekontakt", "contact": ""}],
        "approved_on": "2026-11-09",
    }
    return (
        FormVersion(
            id="v1",
            step_up_id="su",
            form=FormKind.PREPARATION,
            number=1,
            on=date(2026, 11, 6),
            saved_at=datetime(2026, 11, 6, 9, 15, tzinfo=UTC),
            values=first,
        ),
        FormVersion(
            id="v2",
            step_up_id="su",
            form=FormKind.PREPARATION,
            number=2,
            on=date(2026, 11, 9),
            saved_at=datetime(2026, 11, 9, 13, 2, tzinfo=UTC),
            values=second,
            approved_on=date(2026, 11, 9),
        ),
    )


def _agreed(text: str) -> tuple[AgreedItem, ...]:
    on = date(2026, 11, 12)
    return (
        AgreedItem(
            id="i1",
            step_up_id="su",
            kind=AgreedKind.CONSIDERATION,
            text=text or "Pause på ti minutter hver anden time",
            agreed_on=on,
            follow_up_by=Responsible.CASEWORKER,
            follow_up_on=date(2026, 11, 25),
        ),
        AgreedItem(
            id="i2",
            step_up_id="su",
            kind=AgreedKind.MEASURE,
            text=text or "Forløb hos fysioterapeut",
            department="Sundhed",
            ensured_by=Responsible.CASEWORKER,
            ensured_name=text or "Per Holt",
            agreed_on=on,
        ),
        AgreedItem(
            id="i3",
            step_up_id="su",
            kind=AgreedKind.SUPPORT,
            text=text or "Mentor de første tre måneder",
            agreed_on=on,
            done_on=date(2026, 11, 18),
        ),
    )

"""A citizen in step-up with everything that documents tell of her; her CPR number is a replacement number."""

from datetime import UTC, date, datetime
from typing import Any

from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import (
    ConsentForm,
    ConsentPurpose,
    ContactMedium,
    ContactOutcome,
    FollowUpInterval,
    InternshipPurpose,
    PlacementKind,
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
from broker_tui.domain.company import Company
from broker_tui.domain.consent import Consent
from broker_tui.domain.contact import Contact, Task
from broker_tui.domain.entries_agreement import AgreementEntry
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.form_spec import form_spec
from broker_tui.domain.placement import MasteryTask, Placement, PlanPhase
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUp, StepUpMeeting
from broker_tui.exchange.documents.compose.meeting import MeetingContent
from broker_tui.exchange.documents.compose.people import StepUpFile
from broker_tui.exchange.documents.compose.placement import PlacementContent
from broker_tui.exchange.documents.compose.preparation import FormContent
from broker_tui.exchange.documents.compose.status import StatusContent
from broker_tui.exchange.documents.compose.wording import Person

SAVED = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
GOAL = "Køkkenmedhjælper i en kantine"
SECRET = "Sovemedicin siden 2019"
"""Stands in a health field that a later "no" hides."""

BROKER = Person("Bo Ædelsten", "12 34 56 78")
CASEWORKER = Person("Karen Lind", "87 65 43 21")

PREPARED: dict[str, object] = {
    "job_goal": GOAL,
    "citizen_challenges": "Ryggen kan ikke holde til en hel dag.\nJeg er nervøs for nye kolleger.",
    "challenge_health": True,
    "challenge_family": False,
    "is_provider": None,
    "health_challenges": "Rygsmerter og dårlig søvn.",
    "health_support": True,
    "health_support_what": "Hold på sundhedscentret.",
    "health_clarification": False,
    "health_clarification_what": SECRET,
    "family_challenges": SECRET,
    "network_wanted": True,
    "network": [{"id": "n1", "name": "Mads Ørsted", "relation": "bror", "phone": "22334455"}],
    "match_delayed_reason": "Tre virksomheder er besøgt, men arbejdstiden passede ikke.",
    "cooperation_insufficient": True,
    "cooperation_reason": "",
    "status_overview": "Trin 2 siden 3. august.",
    "efforts": [{"id": "e1", "department": "Sundhedscentret", "effort": "Rygskole", "contact": ""}],
    "filled_in_by_citizen": True,
    "helped_by_caseworker": True,
    "helped_by_broker": False,
    "responsible_caseworker": "Karen Lind",
    "approved_on": "2026-11-20",
}

AGREED: dict[str, object] = {
    "job_goal": GOAL,
    "on": "2026-12-03",
    "meetings": ["m1"],
    "present": ["p1", "p2", "gone"],
    "caseworker": "Karen Lind",
    "with_citizen": True,
    "challenges": "Ryggen og nye mennesker.",
    "needs_considerations": True,
    "needs_measures": False,
    "considerations": [
        {
            "id": "a1",
            "text": "Pause hver anden time",
            "ensured_by": "broker",
            "ensured_name": "",
            "follow_up_by": "company",
            "follow_up_name": "Pia Kok",
            "follow_up_on": "2027-01-04",
        }
    ],
    "measures": [{"id": "x", "text": SECRET, "ensured_by": "caseworker", "follow_up_by": "caseworker"}],
    "support": [],
    "others": [],
    "health_discussed": False,
    "health_challenges": SECRET,
    "second_needed": None,
    "min_plan_on": None,
    "copies": ["Karen Lind", "Åse Ørsted"],
    "signatures": True,
}


def citizen() -> Citizen:
    return Citizen(
        cpr="6101801234",
        name="Åse Ørsted",
        enrolled_on=date(2026, 6, 1),
        address="Hemmelig vej 1",
        protected_address=True,
        remark="Privat bemærkning",
    )


def participants() -> tuple[Participant, ...]:
    sent = {"channel": DeliveryChannel.SECURE_MAIL, "delivered_on": date(2026, 11, 21)}
    whole: dict[str, Any] = {**sent, "received": (PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL)}
    return (
        Participant(id="p4", step_up_id="s", role=ParticipantRole.NETWORK, name="Mads Ørsted"),
        Participant(
            id="p3",
            step_up_id="s",
            role=ParticipantRole.HEALTH,
            name="Lise Holm",
            organisation="Sundhedscentret",
            reason=ParticipantReason.HEALTH,
        ),
        Participant(id="p1", step_up_id="s", role=ParticipantRole.CITIZEN, name="Åse Ørsted", **whole),
        Participant(id="p2", step_up_id="s", role=ParticipantRole.CASEWORKER, name="Karen Lind", **whole),
    )


def meeting() -> StepUpMeeting:
    agenda = ("Velkomst", "Jobmålet", "Hvad står i vejen?")
    return StepUpMeeting(
        id="m1", step_up_id="s", on=date(2026, 12, 3), at="10:00", place="Jobcentret, lokale 4", agenda=agenda
    )


def consent(**fields: Any) -> Consent:  # noqa: ANN401
    return Consent(
        **{
            "id": "c",
            "purpose": ConsentPurpose.STEP_UP,
            "on": date(2026, 11, 3),
            "form": ConsentForm.WRITTEN,
            "scope": "Sundhedscentret og jobcentret må dele oplysninger om ryg og arbejdstid.",
            **fields,
        }
    )


def step_up_file(**fields: Any) -> StepUpFile:  # noqa: ANN401
    step_up = StepUp(
        id="s",
        started_on=date(2026, 11, 1),
        challenge_health=True,
        citizen_view="Ryggen kan ikke holde til en hel dag.",
        pack_others=("Udtalelse fra sundhedscentret",),
    )
    file = StepUpFile(
        citizen=citizen(),
        step_up=step_up,
        participants=participants(),
        meetings=(meeting(),),
        consent=consent(),
        broker=BROKER,
        caseworker=CASEWORKER,
    )
    return file._replace(**fields)


def version(form: FormKind, values: dict[str, object], **fields: Any) -> FormVersion:  # noqa: ANN401
    return FormVersion(
        **{
            "id": "v",
            "step_up_id": "s",
            "form": form,
            "number": 3,
            "on": SAVED.date(),
            "saved_at": SAVED,
            "values": values,
            "approved_on": date(2026, 11, 20),
            **fields,
        }
    )


def prepared(changes: dict[str, object] | None = None, **fields: Any) -> FormContent:  # noqa: ANN401
    saved = version(FormKind.PREPARATION, {**PREPARED, **(changes or {})}, **fields)
    return FormContent(step_up_file(), saved, form_spec(PreparationEntry))


def agreed(changes: dict[str, object] | None = None) -> FormContent:
    return FormContent(
        step_up_file(), version(FormKind.AGREEMENT, {**AGREED, **(changes or {})}), form_spec(AgreementEntry)
    )


def meeting_content(**fields: Any) -> MeetingContent:  # noqa: ANN401
    return MeetingContent(step_up_file(), meeting(), GOAL, SAVED)._replace(**fields)


def placed(**fields: Any) -> PlacementContent:  # noqa: ANN401
    placement = Placement(
        **{
            "id": "pl",
            "kind": PlacementKind.INTERNSHIP,
            "company": "Café Gran",
            "started_on": date(2026, 12, 7),
            "tasks": "Opvask og anretning",
            "working_time": "ma, on, fr kl. 9-12",
            "weekly_hours": "9",
            "health_considerations": "Pause hver anden time",
            "purpose": InternshipPurpose.PAID_HOURS,
            "paid_hours_possible": True,
            "paid_hours_expected": "efter jul",
            "mastery": (MasteryTask(text="Betjene kassen", done_on=date(2026, 12, 20)), MasteryTask(text="Anrette")),
            "goal_told_citizen": True,
            "contact_name": "Pia Kok",
            "phases": (
                PlanPhase(every=FollowUpInterval.WEEKLY, until=date(2027, 1, 10)),
                PlanPhase(every=FollowUpInterval.MONTHLY),
            ),
            "plan_citizen": True,
            "plan_company": True,
            **fields,
        }
    )
    company = Company(id="co", name="Café Gran ApS", cvr="13585628", address="Torvet 2, Vejle")
    return PlacementContent(citizen(), placement, company, GOAL, BROKER, ("Pause hver anden time",), SAVED)


def standing(**fields: Any) -> StatusContent:  # noqa: ANN401
    contacts = tuple(
        Contact(
            id=f"k{number:02d}",
            on=date(2026, 10, number + 1),
            medium=ContactMedium.SMS,
            outcome=ContactOutcome.REACHED,
            note=SECRET,
        )
        for number in range(12)
    )
    items = (
        AgreedItem(
            id="a1",
            step_up_id="s",
            kind=AgreedKind.CONSIDERATION,
            text="Pause hver anden time",
            ensured_by=Responsible.BROKER,
            agreed_on=date(2026, 11, 3),
            follow_up_on=date(2026, 12, 20),
        ),
        AgreedItem(
            id="a2",
            step_up_id="s",
            kind=AgreedKind.MEASURE,
            text="Rygskole, som er slut",
            agreed_on=date(2026, 11, 3),
            done_on=date(2026, 11, 20),
        ),
    )
    tasks = (Task(id="t", text="Ring til Café Gran", agreed_on=TODAY, due_on=date(2026, 11, 25)),)
    content = StatusContent(
        citizen=citizen(),
        today=TODAY,
        made_on=SAVED,
        group=None,
        broker=BROKER,
        caseworker=CASEWORKER,
        job_goal=GOAL,
        steps=(),
        findings=(),
        tasks=tasks,
        items=items,
        placements=(placed().placement,),
        contacts=contacts,
    )
    return content._replace(**fields)

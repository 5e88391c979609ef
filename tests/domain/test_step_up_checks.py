"""R150-R185: entries about a step-up: what is refused and what is warned about, on both sides of each boundary."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from broker_tui.domain import checks
from broker_tui.domain.approach import Approach
from broker_tui.domain.checks import Checked, Decisions
from broker_tui.domain.codes import ConsentPurpose, Step
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
from broker_tui.domain.progress import StepPeriod
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUp, StepUpMeeting
from tests.domain.people import ENROLLED, FSM2, FSM3, TODAY, days_ago
from tests.domain.test_checks import FINE, IN_ONE, PERSON, TOMORROW, YESTERDAY, case, refused, warned

STARTED = days_ago(20)
CITIZEN, CASEWORKER, BROKER = ParticipantRole.CITIZEN, ParticipantRole.CASEWORKER, ParticipantRole.BROKER
HEALTH, NETWORK, OTHER = ParticipantRole.HEALTH, ParticipantRole.NETWORK, ParticipantRole.OTHER
CONSIDERATION, MEASURE, SUPPORT = AgreedKind.CONSIDERATION, AgreedKind.MEASURE, AgreedKind.SUPPORT
WHOLE_PACK = (PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL)

STEP_UP = StepUp(
    id="s",
    started_on=STARTED,
    main_model_tried=True,
    match_delayed_reason="smerter i ryggen",
    challenge_health=True,
    citizen_view="jeg kan ikke stå hele dagen",
    cooperation_insufficient=True,
    cooperation_reason="ingen plan hos sundhedscentret",
    network_wanted=False,
)
READY_TO_BEGIN = {
    "groups": IN_ONE,
    "steps": (StepPeriod(id="t", step=Step.TOWARDS_JOB, started_on=ENROLLED),),
    "approaches": (Approach(id="a", on=days_ago(21), company="Føtex"),),
}
PEOPLE = tuple(
    Participant(id=role.value, step_up_id="s", role=role, name="Bo Holm")
    for role in (CITIZEN, CASEWORKER, BROKER, HEALTH)
)
GIVEN = Consent(id="c", purpose=ConsentPurpose.STEP_UP, on=STARTED, scope="læge og sundhedscenter")
FORM = FormVersion(
    id="f",
    step_up_id="s",
    form=FormKind.PREPARATION,
    number=1,
    on=STARTED,
    saved_at=datetime(2026, 10, 29, 9, tzinfo=UTC),
    values={},
)
AGREEMENT = FORM.model_copy(update={"id": "g", "form": FormKind.AGREEMENT, "on": TODAY})
MEETING = StepUpMeeting(id="m", step_up_id="s", on=days_ago(-7), place="Jobcentret")
HELD = MEETING.model_copy(
    update={
        "on": YESTERDAY,
        "held": True,
        "present": tuple(one.id for one in PEOPLE),
        "challenges": "ryggen",
        "needs_considerations": True,
        "considerations": "skåne ryggen",
        "needs_measures": False,
    }
)
ITEM = AgreedItem(id="i", step_up_id="s", kind=MEASURE, text="genoptræning", agreed_on=days_ago(5))


def running(**records: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "step_ups": (STEP_UP,),
        "participants": PEOPLE,
        "consents": (GIVEN,),
        "form_versions": (FORM,),
        **READY_TO_BEGIN,
        **records,
    }


def begin(records: dict[str, Any] | None = None, **changes: Any) -> Checked:  # noqa: ANN401
    given = {**READY_TO_BEGIN, **(records or {})}
    return checks.check_step_up(STEP_UP.model_copy(update=changes), case(**given), FSM3, TODAY)


def correct(**changes: Any) -> Checked:  # noqa: ANN401
    records = running(approaches=(), steps=())
    return checks.check_step_up(STEP_UP.model_copy(update=changes), case(**records), FSM3, TODAY)


def another(start: date, end: date | None) -> dict[str, Any]:
    return {"step_ups": (STEP_UP.model_copy(update={"id": "o", "started_on": start, "ended_on": end}),)}


def in_step(step: Step) -> dict[str, Any]:
    return {"steps": (StepPeriod(id="t", step=step, started_on=ENROLLED),)}


def close(ended: date = TODAY, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_closing(STEP_UP.model_copy(update={"ended_on": ended}), case(**running(**records)), TODAY)


CONCLUDED: dict[str, Any] = {"step_up_meetings": (HELD,), "form_versions": (FORM, AGREEMENT)}
IN_MIN_PLAN: dict[str, Any] = {"step_ups": (STEP_UP.model_copy(update={"min_plan_on": TODAY}),)}


def min_plan(on: date | None, *versions: FormVersion) -> Checked:
    records = running(form_versions=versions)
    return checks.check_step_up_min_plan(STEP_UP.model_copy(update={"min_plan_on": on}), case(**records), TODAY)


def join(role: ParticipantRole, *others: Participant, network: bool | None = False, **fields: Any) -> Checked:  # noqa: ANN401
    records = running(
        participants=others or (PEOPLE[1],), step_ups=(STEP_UP.model_copy(update={"network_wanted": network}),)
    )
    given = {"id": "n", "step_up_id": "s", "role": role, "name": "Ida Krogh", **fields}
    return checks.check_participant(Participant(**given), case(**records), TODAY)


def deliver(
    on: date | None = TODAY,
    items: tuple[PackItem, ...] = WHOLE_PACK,
    channel: DeliveryChannel | None = DeliveryChannel.SECURE_MAIL,
    role: ParticipantRole = HEALTH,
    **records: Any,  # noqa: ANN401
) -> Checked:
    one = Participant(id="h", step_up_id="s", role=role, channel=channel, delivered_on=on, received=items)
    return checks.check_delivery(one, case(**running(**records)), TODAY)


def plan(on: date, *others: StepUpMeeting, **fields: Any) -> Checked:  # noqa: ANN401
    planned = MEETING.model_copy(update={"on": on, **fields})
    return checks.check_meeting(planned, case(**running(step_up_meetings=others)), TODAY)


def on_day(on: date, id_: str, *, held: bool | None = None) -> StepUpMeeting:
    return MEETING.model_copy(update={"on": on, "id": id_, "held": held})


HAVE_READ = tuple(one.model_copy(update={"delivered_on": days_ago(9), "received": WHOLE_PACK}) for one in PEOPLE)


def hold(participants: tuple[Participant, ...] = HAVE_READ, **fields: Any) -> Checked:  # noqa: ANN401
    held = HELD.model_copy(update=fields)
    return checks.check_meeting(held, case(**running(participants=participants, step_up_meetings=(MEETING,))), TODAY)


UNNEEDED = Decisions("ryggen", needs_considerations=False, needs_measures=False)
DECIDED = Decisions("ryggen", needs_considerations=True, needs_measures=True)
ROWS = (ITEM, ITEM.model_copy(update={"id": "j", "kind": CONSIDERATION, "text": "skåne ryggen"}))


def agree(
    *items: AgreedItem,
    decisions: Decisions = DECIDED,
    meetings: tuple[StepUpMeeting, ...] = (HELD,),
    with_citizen: bool = True,
    on: date = TODAY,
) -> Checked:
    version = AGREEMENT.model_copy(update={"on": on})
    given = case(**running(step_up_meetings=meetings))
    return checks.check_agreement_form(version, decisions, items or ROWS, given, TODAY, with_citizen=with_citizen)


def row(**fields: Any) -> AgreedItem:  # noqa: ANN401
    return ITEM.model_copy(update=fields)


def agreed(**fields: Any) -> Checked:  # noqa: ANN401
    return checks.check_agreed_item(row(**fields), case(**running()), TODAY)


def approved(on: date | None, step_up_id: str = "s") -> Checked:
    version = FORM.model_copy(update={"approved_on": on, "step_up_id": step_up_id})
    return checks.check_preparation_form(version, case(**running()), TODAY)


def consent(scope: str, *, refused_: bool = False, purpose: ConsentPurpose = ConsentPurpose.STEP_UP) -> Checked:
    given = Consent(id="1", purpose=purpose, on=TODAY, refused=refused_, scope=scope)
    return checks.check_consent(given, case(), TODAY)


CHECKED: list[tuple[str, Checked, tuple[list[tuple[str, str]], list[tuple[str, str]]]]] = [
    ("R150 both conditions", begin(), FINE),
    ("R150 not tried", begin(main_model_tried=False), refused("main_model_tried", "main_model_not_tried")),
    (
        "R153 match does not drag on",
        begin(match_delayed_reason=""),
        refused("match_delayed_reason", "match_delayed_reason_missing"),
    ),
    ("R150 no challenge", begin(challenge_health=False), refused("challenge_health", "challenge_missing")),
    ("R150 family alone", begin(challenge_health=False, challenge_family=True), FINE),
    ("R167 not in her words", begin(citizen_view=""), refused("citizen_view", "citizen_view_missing")),
    (
        "R150 cooperation suffices",
        begin(cooperation_insufficient=False),
        refused("cooperation_insufficient", "cooperation_suffices"),
    ),
    ("R150 no reason", begin(cooperation_reason=""), refused("cooperation_reason", "cooperation_reason_missing")),
    ("tomorrow", begin(started_on=TOMORROW), refused("started_on", "future_date")),
    ("R152 step 1", begin(in_step(Step.CLARIFICATION)), refused("started_on", "step_up_wrong_step")),
    ("6J step 3", begin(in_step(Step.COMPANY)), FINE),
    ("R152 no attempt", begin({"approaches": ()}), refused("started_on", "step_up_without_attempt")),
    ("R152 no attempt by then", begin(started_on=days_ago(22)), refused("started_on", "step_up_without_attempt")),
    ("group 2", begin({"groups": ()}), refused("started_on", "step_up_outside_group_1")),
    ("one runs", begin(another(days_ago(30), None)), refused("started_on", "step_up_running")),
    ("one is over", begin(another(days_ago(30), days_ago(21))), FINE),
    ("one came later", begin(another(days_ago(9), None)), refused("started_on", "overlaps")),
    ("corrected, and no more in step 2", correct(), FINE),
    ("corrected, ends before", correct(ended_on=days_ago(21)), refused("ended_on", "end_before_start")),
    ("corrected, no challenge", correct(challenge_health=False), refused("challenge_health", "challenge_missing")),
    ("closed, nothing agreed", close(), warned(("ended_on", "step_up_without_meeting"))),
    (
        "closed, no agreement",
        close(step_up_meetings=(HELD,)),
        warned(("ended_on", "step_up_without_agreement")),
    ),
    ("R177 closed, not in Min Plan", close(**CONCLUDED), warned(("ended_on", "step_up_not_in_min_plan"))),
    (
        "closed, something open",
        close(**CONCLUDED, **IN_MIN_PLAN, agreed_items=(ITEM,)),
        warned(("ended_on", "step_up_items_open")),
    ),
    ("closed, all dropped", close(**CONCLUDED, **IN_MIN_PLAN, agreed_items=(row(dropped_on=TODAY),)), FINE),
    ("closed tomorrow", close(TOMORROW, **CONCLUDED, **IN_MIN_PLAN), refused("ended_on", "future_date")),
    ("R159 closed after a refusal", close(consents=(GIVEN.model_copy(update={"refused": True}),)), FINE),
    ("R177 in Min Plan", min_plan(TODAY, AGREEMENT), FINE),
    ("R177 not any more", min_plan(None), FINE),
    ("R177 before the agreement", min_plan(TODAY), warned(("min_plan_on", "min_plan_without_agreement"))),
    ("R177 tomorrow", min_plan(TOMORROW, AGREEMENT), refused("min_plan_on", "future_date")),
    ("R171 health", join(HEALTH), FINE),
    ("R170 family", join(ParticipantRole.FAMILY), warned(("role", "participant_superfluous"))),
    ("R170 network", join(NETWORK), warned(("role", "participant_superfluous"))),
    ("R173 wished", join(NETWORK, network=True), FINE),
    ("R173 not asked", join(NETWORK, network=None), warned(("role", "network_not_asked_yet"))),
    ("R169 no reason", join(OTHER), refused("reason", "participant_needs_reason")),
    (
        "R169 required is no reason",
        join(OTHER, reason=ParticipantReason.REQUIRED),
        refused("reason", "participant_needs_reason"),
    ),
    ("R169 another effort", join(OTHER, reason=ParticipantReason.OTHER_EFFORT), FINE),
    ("the citizen twice", join(CITIZEN, *PEOPLE), refused("role", "citizen_twice")),
    ("two caseworkers", join(CASEWORKER, *PEOPLE), warned(("role", "role_twice"))),
    ("R173 two of her network", join(NETWORK, PEOPLE[0].model_copy(update={"role": NETWORK}), network=True), FINE),
    ("nobody", join(HEALTH, name=""), warned(("name", "participant_unnamed"))),
    ("a workplace", join(HEALTH, name="", organisation="Sundhedscentret"), FINE),
    ("of no step-up", join(HEALTH, step_up_id="gone"), refused("", "step_up_unknown")),
    ("R185 delivered", deliver(), FINE),
    ("R185 read aloud", deliver(channel=DeliveryChannel.PHONE), FINE),
    ("R185 how", deliver(channel=None), refused("channel", "channel_missing")),
    ("tomorrow", deliver(TOMORROW), refused("delivered_on", "future_date")),
    ("no day", deliver(None), refused("delivered_on", "delivery_date_missing")),
    ("nothing delivered", deliver(None, ()), FINE),
    ("R162 not all", deliver(items=WHOLE_PACK[:2]), warned(("received", "pack_incomplete"))),
    ("R159 no consent", deliver(consents=()), refused("delivered_on", "consent_needed")),
    (
        "R159 withdrawn",
        deliver(consents=(GIVEN.model_copy(update={"withdrawn_on": TODAY}),)),
        refused("delivered_on", "consent_needed"),
    ),
    (
        "R159 withdrawn after",
        deliver(YESTERDAY, consents=(GIVEN.model_copy(update={"withdrawn_on": TODAY}),)),
        FINE,
    ),
    ("R159 to herself", deliver(consents=(), role=CITIZEN), FINE),
    ("R161 no form", deliver(form_versions=()), warned(("received", "preparation_not_saved"))),
    (
        "R157 after the meeting",
        deliver(step_up_meetings=(on_day(TODAY, "m"),)),
        warned(("delivered_on", "delivered_after_meeting")),
    ),
    ("R157 before the second", deliver(step_up_meetings=(on_day(TODAY, "m"), on_day(TOMORROW, "n"))), FINE),
    ("R157 cancelled", deliver(step_up_meetings=(on_day(YESTERDAY, "m", held=False),)), FINE),
    ("of no step-up", deliver(step_ups=()), refused("", "step_up_unknown")),
    ("R163 next week", plan(days_ago(-7)), FINE),
    ("R163 today", plan(TODAY), FINE),
    ("R163 yesterday", plan(YESTERDAY), warned(("on", "meeting_in_past"))),
    ("R163 two", plan(TOMORROW, on_day(YESTERDAY, "n", held=True)), FINE),
    (
        "R163 a third",
        plan(TOMORROW, on_day(days_ago(2), "n", held=True), on_day(YESTERDAY, "o", held=True)),
        warned(("on", "third_meeting")),
    ),
    (
        "R163 two and a cancelled one",
        plan(TOMORROW, on_day(days_ago(2), "n", held=True), on_day(YESTERDAY, "o", held=False)),
        FINE,
    ),
    ("on the same day", plan(TOMORROW, on_day(TOMORROW, "n")), warned(("on", "meeting_twice"))),
    ("before it began", plan(days_ago(21), held=False), refused("on", "before_step_up")),
    ("cancelled ahead", plan(TOMORROW, held=False), FINE),
    ("of no step-up", plan(TOMORROW, step_up_id="gone"), refused("", "step_up_unknown")),
    (
        "after it ended",
        checks.check_meeting(
            MEETING, case(**running(step_ups=(STEP_UP.model_copy(update={"ended_on": TODAY}),))), TODAY
        ),
        warned(("on", "after_step_up")),
    ),
    ("R164 R166 held", hold(), FINE),
    ("held tomorrow", hold(on=TOMORROW), refused("on", "future_date")),
    ("R166 without her", hold(present=("caseworker", "broker", "health")), refused("present", "citizen_not_present")),
    ("R168 no caseworker", hold(present=("citizen", "broker", "health")), warned(("present", "required_not_present"))),
    (
        "R171 nobody of health",
        hold(present=("citizen", "caseworker", "broker")),
        warned(("present", "required_not_present")),
    ),
    (
        "somebody unknown",
        hold(present=("citizen", "caseworker", "broker", "health", "gone")),
        refused("present", "participant_unknown"),
    ),
    ("R157 unread", hold(PEOPLE), warned(("", "held_without_pack"))),
    ("R164 no challenges", hold(challenges=""), warned(("challenges", "decision_missing"))),
    (
        "R164 no answers",
        hold(needs_considerations=None, needs_measures=None),
        warned(("needs_considerations", "decision_missing"), ("needs_measures", "decision_missing")),
    ),
    ("R164 which", hold(considerations=""), warned(("considerations", "considerations_missing"))),
    ("R164 which measures", hold(needs_measures=True), warned(("measures", "measures_missing"))),
    ("C24 approved", approved(TODAY), FINE),
    ("C24 not yet", approved(None), FINE),
    ("C24 tomorrow", approved(TOMORROW), refused("approved_on", "future_date")),
    ("of no step-up", approved(TODAY, "gone"), refused("", "step_up_unknown")),
    ("R176 whole", agree(), FINE),
    ("R176 tomorrow", agree(on=TOMORROW), refused("on", "future_date")),
    ("R156 no meeting", agree(meetings=()), refused("meetings", "agreement_before_meeting")),
    ("R156 only planned", agree(meetings=(MEETING,)), refused("meetings", "agreement_before_meeting")),
    ("R156 before the meeting", agree(on=days_ago(2)), refused("meetings", "agreement_before_meeting")),
    (
        "R164 not answered",
        agree(decisions=Decisions("", None, None)),
        (
            [
                ("challenges", "decision_missing"),
                ("needs_considerations", "decision_missing"),
                ("needs_measures", "decision_missing"),
            ],
            [],
        ),
    ),
    (
        "R164 yes, and none",
        agree(row(kind=SUPPORT)),
        warned(("considerations", "considerations_missing"), ("measures", "measures_missing")),
    ),
    ("R164 no, and none", agree(row(kind=SUPPORT), decisions=UNNEEDED), FINE),
    ("R178 without her", agree(with_citizen=False), warned(("with_citizen", "agreement_without_citizen"))),
    (
        "R176 somebody",
        agree(*ROWS, row(kind=SUPPORT, ensured_by=Responsible.OTHER)),
        refused("support", "row_without_person"),
    ),
    (
        "R176 somebody follows up",
        agree(*ROWS, row(kind=AgreedKind.OTHER, follow_up_by=Responsible.OTHER)),
        refused("others", "row_without_person"),
    ),
    ("R176 she", agree(*ROWS, row(kind=SUPPORT, ensured_by=Responsible.OTHER, ensured_name="Ida")), FINE),
    (
        "A11 followed up before",
        agree(*ROWS, row(kind=SUPPORT, follow_up_on=days_ago(6))),
        refused("support", "follow_up_before_agreed"),
    ),
    ("R181 agreed", agreed(), FINE),
    ("R181 started", agreed(started_on=TODAY), FINE),
    ("R181 started tomorrow", agreed(started_on=TOMORROW), refused("started_on", "future_date")),
    ("R181 started before", agreed(started_on=days_ago(6)), warned(("started_on", "before_agreed"))),
    (
        "R181 support does not start",
        agreed(kind=SUPPORT, started_on=TODAY),
        refused("started_on", "only_measures_start"),
    ),
    ("done before", agreed(done_on=days_ago(6)), refused("done_on", "before_agreed")),
    ("done tomorrow", agreed(done_on=TOMORROW), refused("done_on", "future_date")),
    ("done and dropped", agreed(done_on=TODAY, dropped_on=TODAY), refused("done_on", "done_and_dropped")),
    ("A11 next week", agreed(follow_up_on=days_ago(-7)), FINE),
    ("A11 past", agreed(follow_up_on=YESTERDAY), warned(("follow_up_on", "follow_up_past"))),
    ("A11 past and done", agreed(follow_up_on=YESTERDAY, done_on=TODAY), FINE),
    ("A11 before", agreed(follow_up_on=days_ago(6)), refused("follow_up_on", "before_agreed")),
    ("R176 who", agreed(ensured_by=Responsible.OTHER), refused("ensured_name", "who_missing")),
    ("R176 who follows up", agreed(follow_up_by=Responsible.OTHER), refused("follow_up_name", "who_missing")),
    ("R176 a company is known", agreed(ensured_by=Responsible.COMPANY), FINE),
    ("F4 with whom and what", consent("læge: helbred"), FINE),
    ("F4 not said", consent(""), refused("scope", "scope_missing")),
    ("F4 a no needs none", consent("", refused_=True), FINE),
    ("F4 aftercare needs none", consent("", purpose=ConsentPurpose.AFTERCARE), FINE),
]


@pytest.mark.parametrize(
    ("checked", "expected"), [pytest.param(*row[1:], id=f"{n}-{row[0]}") for n, row in enumerate(CHECKED)]
)
def test_check(checked: Checked, expected: tuple[list[tuple[str, str]], list[tuple[str, str]]]) -> None:
    seen = ([(p.field, p.code) for p in checked.refused], [(p.field, p.code) for p in checked.warned])
    assert seen == expected


def test_no_problem_repeats_what_was_entered() -> None:
    for _, checked, _ in CHECKED:
        for problem in (*checked.refused, *checked.warned):
            values = [v for given in problem.params.values() for v in (given if isinstance(given, tuple) else (given,))]
            assert all(not isinstance(value, str) or value.isidentifier() for value in values)


def test_both_editions_ask_for_the_same() -> None:
    """C4: FSM2 words the condition otherwise; what is asked is FSM3's."""
    for programme in (FSM2, FSM3):
        bare = StepUp(id="b", started_on=STARTED)
        asked = checks.check_step_up(bare, case(**READY_TO_BEGIN), programme, TODAY)
        assert len(asked.refused) == 6


def test_what_is_wrong_with_several_is_said_once() -> None:
    """R157, R185: the material is handed to all at once."""
    sent = {"channel": DeliveryChannel.SECURE_MAIL, "delivered_on": TODAY, "received": WHOLE_PACK[:1]}
    people = [one.model_copy(update=sent) for one in PEOPLE]
    checked = checks.check_pack(people, case(**running(consents=())), TODAY)
    assert [problem.code for problem in checked.refused] == ["consent_needed"]
    assert [problem.code for problem in checked.warned] == ["pack_incomplete"]


def test_one_person_may_hold_two_roles() -> None:
    """R66, R168: caseworker and broker are two participants, maybe with one name."""
    both = (PEOPLE[0], *(one.model_copy(update={"name": "Maja Lund"}) for one in PEOPLE[1:3]))
    records = running(participants=both[:2])
    assert checks.check_participant(both[2], case(**records), TODAY) == Checked()


def test_a_provider_is_read_off_the_citizen() -> None:
    """R172: the family department is missed at the meeting of a provider alone."""
    step_ups = (STEP_UP.model_copy(update={"challenge_family": True}),)
    for provider, absent in ((True, 1), (False, 0), (None, 0)):
        person = PERSON.model_copy(update={"is_provider": provider})
        given = case(**running(step_ups=step_ups, participants=HAVE_READ, citizen=person))
        checked = checks.check_meeting(HELD, given, TODAY)
        assert sum(problem.code == "required_not_present" for problem in checked.warned) == absent

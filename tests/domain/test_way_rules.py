"""R70-R132: CV, closing of steps, agreements, following up, aftercare; both sides of each boundary."""

from datetime import date
from typing import Any

import pytest

from broker_tui.domain.codes import (
    ConsentPurpose,
    CvWork,
    ExitReason,
    FollowUpInterval,
    Group,
    InternshipPurpose,
    Level,
    PlacementKind,
    SelfSupportKind,
    Step,
)
from broker_tui.domain.facts import (
    Approached,
    BrokerSpan,
    ConsentMark,
    CvMark,
    ExemptionSpan,
    Facts,
    GoalMark,
    GroupSpan,
    Phase,
    PlacementSpan,
    SearchableSpan,
    SelfSupportSpan,
    StepSpan,
)
from tests.domain.people import ENROLLED, TODAY, agreement, days_ago, facts, found, placed

YESTERDAY, TOMORROW = days_ago(1), days_ago(-1)
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
CLARIFY, TRAINING = InternshipPurpose.CLARIFICATION, InternshipPurpose.TRAINING
PAID, SUBSIDY = PlacementKind.PAID_HOURS, PlacementKind.WAGE_SUBSIDY
WEEKLY, MONTHLY = FollowUpInterval.WEEKLY, FollowUpInterval.MONTHLY
EXEMPT = (ExemptionSpan(TODAY, None, "parental_leave"),)
GROUP_2 = (GroupSpan(ENROLLED, None, Group.REHABILITATION),)


def step(which: Step, start: date = ENROLLED, **changes: Any) -> Facts:  # noqa: ANN401
    return facts(**{"steps": (StepSpan(start, None, which),), **changes})


def first(**changes: Any) -> Facts:  # noqa: ANN401
    return step(Step.CLARIFICATION, **changes)


def worked(*marks: CvMark) -> Facts:
    return facts(cv=marks)


def made(work: CvWork, on: date = ENROLLED, *, with_broker: bool = False) -> CvMark:
    return CvMark(on, work, with_broker)


def lacking(**changes: Any) -> Facts:  # noqa: ANN401
    return placed(agreement(**changes))


def due(followed: date | None, *phases: Phase, start: date = ENROLLED, **changes: Any) -> Facts:  # noqa: ANN401
    return placed(agreement(start, phases=phases, followed_up_on=followed), **changes)


def supported(start: date, end: date | None = None) -> tuple[SelfSupportSpan, ...]:
    return (SelfSupportSpan(start, end, SelfSupportKind.JOB),)


def answer(on: date = ENROLLED, *, refused: bool = False, withdrawn: date | None = None) -> tuple[ConsentMark, ...]:
    return (ConsentMark(on, ConsentPurpose.AFTERCARE, refused, withdrawn),)


def after(begun: date, reached: date | None = YESTERDAY, **changes: Any) -> Facts:  # noqa: ANN401
    """Facts of a citizen in aftercare since `begun` who agreed to it."""
    given = {
        "enrolled_on": date(2025, 1, 6),
        "groups": (GroupSpan(date(2025, 1, 6), None, Group.INTERVENTION),),
        "steps": (StepSpan(begun, None, Step.AFTERCARE),),
        "self_support": supported(begun),
        "consents": answer(),
        "last_reached_on": reached,
    }
    return facts(**{**given, **changes})


def changed_broker(told: date | None, **changes: Any) -> Facts:  # noqa: ANN401
    brokers = (BrokerSpan(ENROLLED, days_ago(10), "maja"), BrokerSpan(days_ago(9), None, "ole"))
    return placed(agreement(company_told_on=told), **{"brokers": brokers, "min_plan_broker_on": days_ago(9), **changes})


def both(**changes: Any) -> Facts:  # noqa: ANN401
    return placed(agreement(), agreement(kind=PAID, id="q", **changes))


CASES = [
    ("R72 alone", "cv_without_broker", worked(made(CvWork.STARTED)), Level.WARNING),
    ("R72 together", "cv_without_broker", worked(made(CvWork.STARTED, with_broker=True)), None),
    ("R72 later", "cv_without_broker", worked(made(CvWork.STARTED), made(CvWork.UPDATED, with_broker=True)), None),
    ("R73 café alone", "cv_without_broker", worked(made(CvWork.CAFE)), None),
    (
        "R73 café stands in for nobody",
        "cv_without_broker",
        worked(made(CvWork.STARTED), made(CvWork.CAFE, with_broker=True)),
        Level.WARNING,
    ),
    ("R72 no CV", "cv_without_broker", worked(), None),
    (
        "R78 not filled in",
        "searchable_without_job_sought",
        facts(searchable=(SearchableSpan(TODAY, TODAY, job_sought_filled=False),)),
        Level.WARNING,
    ),
    (
        "R78 filled in",
        "searchable_without_job_sought",
        facts(searchable=(SearchableSpan(TODAY, None, job_sought_filled=True),)),
        None,
    ),
    (
        "R78 over",
        "searchable_without_job_sought",
        facts(searchable=(SearchableSpan(ENROLLED, YESTERDAY, job_sought_filled=False),)),
        None,
    ),
    ("R105 ended", "cv_not_updated", lacking(end=YESTERDAY), Level.INFO),
    ("R105 ends today", "cv_not_updated", lacking(end=TODAY), None),
    (
        "R105 updated that day",
        "cv_not_updated",
        placed(agreement(end=YESTERDAY), cv=(made(CvWork.UPDATED, YESTERDAY),)),
        None,
    ),
    ("R105 café", "cv_not_updated", placed(agreement(end=YESTERDAY), cv=(made(CvWork.CAFE, TODAY),)), Level.INFO),
    ("R105 paid hours", "cv_not_updated", lacking(end=YESTERDAY, kind=PAID), None),
    ("R81 fulfilled", "step_1_ready", first(), Level.READY),
    ("R81 no broker", "step_1_ready", first(brokers=()), None),
    ("R81 no CV", "step_1_ready", first(cv=()), None),
    ("R81 only a café", "step_1_ready", first(cv=(made(CvWork.CAFE, with_broker=True),)), None),
    ("R81 no goal", "step_1_ready", first(goals=()), None),
    ("C10 without Min Plan", "step_1_ready", first(min_plan_broker_on=None), Level.READY),
    ("R14 exempt", "step_1_ready", first(exemptions=EXEMPT), None),
    ("R23 group 2", "step_1_ready", first(groups=GROUP_2), None),
    ("R81 in step 2", "step_1_ready", step(Step.TOWARDS_JOB), None),
    ("R112 whole", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(),)), Level.READY),
    ("R112 begins later", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(start=MONDAY),)), None),
    (
        "R112 agreed, begins later",
        "step_2_ready",
        step(Step.TOWARDS_JOB, placements=(agreement(start=MONDAY, agreed_on=TODAY, plan_on=TODAY),)),
        Level.READY,
    ),
    ("R112 no contact person", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(contact=False),)), None),
    ("R112 no plan", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(plan_on=None),)), None),
    ("R112 plan tomorrow", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(plan_on=TOMORROW),)), None),
    ("R112 over", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(end=YESTERDAY),)), None),
    ("R112 last day", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(end=TODAY),)), Level.READY),
    (
        "R112 a school",
        "step_2_ready",
        step(Step.TOWARDS_JOB, placements=(agreement(kind=PlacementKind.SU_EDUCATION),)),
        None,
    ),
    ("R112 C10 no VITAS", "step_2_ready", step(Step.TOWARDS_JOB, placements=(agreement(vitas_on=None),)), Level.READY),
    ("R128 supports herself", "step_3_ready", placed(self_support=supported(TODAY)), Level.READY),
    ("R128 from tomorrow", "step_3_ready", placed(self_support=supported(TOMORROW)), None),
    ("R128 no more", "step_3_ready", placed(self_support=supported(ENROLLED, YESTERDAY)), None),
    ("R82 step 1 not ready", "min_plan_broker_missing", first(cv=(), min_plan_broker_on=None), None),
    ("R82 step 1 ready", "min_plan_broker_missing", first(min_plan_broker_on=None), Level.OVERDUE),
    ("R82 entered", "min_plan_broker_missing", first(), None),
    ("R82 tomorrow", "min_plan_broker_missing", first(min_plan_broker_on=TOMORROW), Level.OVERDUE),
    ("R82 step 2", "min_plan_broker_missing", facts(min_plan_broker_on=None), Level.OVERDUE),
    ("R82 step 3", "min_plan_broker_missing", placed(min_plan_broker_on=None), Level.OVERDUE),
    ("R82 no broker", "min_plan_broker_missing", facts(min_plan_broker_on=None, brokers=()), None),
    ("R82 aftercare", "min_plan_broker_missing", after(ENROLLED, min_plan_broker_on=None), None),
    (
        "R82 another broker",
        "min_plan_broker_missing",
        changed_broker(TODAY, min_plan_broker_on=days_ago(10)),
        Level.OVERDUE,
    ),
    ("R82 that broker", "min_plan_broker_missing", changed_broker(TODAY), None),
    (
        "R82 the same broker again",
        "min_plan_broker_missing",
        facts(brokers=(BrokerSpan(ENROLLED, days_ago(10), "maja"), BrokerSpan(days_ago(9), None, "maja"))),
        None,
    ),
    ("R93 none", "approach_missing", facts(approached=None), Level.INFO),
    ("R93 one", "approach_missing", facts(), None),
    (
        "R93 none in this round",
        "approach_missing",
        step(Step.TOWARDS_JOB, days_ago(5), approached=Approached(ENROLLED, days_ago(6), 3)),
        Level.INFO,
    ),
    (
        "R93 the first day of the round",
        "approach_missing",
        step(Step.TOWARDS_JOB, days_ago(5), approached=Approached(ENROLLED, days_ago(5), 3)),
        None,
    ),
    ("R93 agreed", "approach_missing", facts(approached=None, placements=(agreement(),)), None),
    ("R93 step 1", "approach_missing", first(approached=None), None),
    ("R127 over", "placement_ended", lacking(end=YESTERDAY), Level.WARNING),
    ("R127 last day", "placement_ended", lacking(end=TODAY), None),
    ("R127 another runs", "placement_ended", placed(agreement(end=YESTERDAY), agreement(start=TODAY)), None),
    (
        "R127 another is agreed",
        "placement_ended",
        placed(agreement(end=YESTERDAY), agreement(start=MONDAY, agreed_on=TODAY)),
        None,
    ),
    ("R128 a job of her own", "placement_ended", placed(agreement(end=YESTERDAY), self_support=supported(TODAY)), None),
    ("R127 step 2", "placement_ended", facts(placements=(agreement(end=YESTERDAY),)), None),
    ("R131 none", "placement_missing", step(Step.COMPANY), Level.WARNING),
    ("R131 one", "placement_missing", placed(), None),
    ("R131 one to come", "placement_missing", lacking(start=MONDAY), Level.WARNING),
    ("R131 supports herself", "placement_missing", step(Step.COMPANY, self_support=supported(TODAY)), None),
    ("R131 step 2", "placement_missing", facts(), None),
    ("R107 nobody", "contact_person_missing", lacking(contact=False), Level.OVERDUE),
    ("R107 somebody", "contact_person_missing", lacking(), None),
    ("R107 over", "contact_person_missing", lacking(contact=False, end=YESTERDAY), None),
    ("R107 in step 2", "contact_person_missing", facts(placements=(agreement(contact=False),)), Level.OVERDUE),
    ("R107 not agreed yet", "contact_person_missing", lacking(contact=False, start=MONDAY), None),
    (
        "R107 agreed today",
        "contact_person_missing",
        lacking(contact=False, start=MONDAY, agreed_on=TODAY),
        Level.OVERDUE,
    ),
    (
        "R107 a school",
        "contact_person_missing",
        lacking(contact=False, kind=PlacementKind.OTHER_EDUCATION),
        None,
    ),
    (
        "R128 aftercare",
        "contact_person_missing",
        after(ENROLLED, placements=(agreement(contact=False),)),
        None,
    ),
    ("R14 exempt", "contact_person_missing", placed(agreement(contact=False), exemptions=EXEMPT), None),
    ("R108 none", "plan_missing", lacking(plan_on=None), Level.OVERDUE),
    ("R108 today", "plan_missing", lacking(plan_on=TODAY), None),
    ("R108 tomorrow", "plan_missing", lacking(plan_on=TOMORROW), Level.OVERDUE),
    ("R103 none", "purpose_missing", lacking(purpose=None), Level.OVERDUE),
    ("R103 one", "purpose_missing", lacking(), None),
    ("R103 paid hours", "purpose_missing", lacking(purpose=None, kind=PAID), None),
    ("R101 no reason", "why_not_paid_missing", lacking(why_not_paid_hours=False), Level.WARNING),
    ("R101 paid hours", "why_not_paid_missing", lacking(why_not_paid_hours=False, kind=PAID), None),
    ("R113 not in Min Plan", "min_plan_agreement_missing", lacking(min_plan_on=None), Level.OVERDUE),
    ("C9 paid hours too", "min_plan_agreement_missing", lacking(min_plan_on=None, kind=PAID), Level.OVERDUE),
    ("R113 in Min Plan", "min_plan_agreement_missing", lacking(min_plan_on=TODAY), None),
    ("R113 not in VITAS", "vitas_missing", lacking(vitas_on=None), Level.OVERDUE),
    ("C9 wage subsidy", "vitas_missing", lacking(vitas_on=None, kind=SUBSIDY), Level.OVERDUE),
    ("C9 paid hours", "vitas_missing", lacking(vitas_on=None, kind=PAID), None),
    ("R113 in VITAS", "vitas_missing", lacking(vitas_on=TODAY), None),
    ("R114 not in Min Plan", "purpose_not_entered", lacking(purpose_min_plan_on=None), Level.OVERDUE),
    ("R114 not in VITAS", "purpose_not_entered", lacking(purpose_vitas_on=TOMORROW), Level.OVERDUE),
    ("R114 in both", "purpose_not_entered", lacking(), None),
    ("R114 no purpose yet", "purpose_not_entered", lacking(purpose=None, purpose_vitas_on=None), None),
    (
        "R105 nothing",
        "next_workplace_missing",
        lacking(purpose=TRAINING, paid_hours_possible=False),
        Level.WARNING,
    ),
    (
        "R105 an end",
        "next_workplace_missing",
        lacking(purpose=TRAINING, paid_hours_possible=False, end=TODAY),
        Level.WARNING,
    ),
    (
        "R105 both",
        "next_workplace_missing",
        lacking(purpose=TRAINING, paid_hours_possible=False, end=TODAY, next_workplace=True),
        None,
    ),
    ("R105 possible", "next_workplace_missing", lacking(purpose=TRAINING, paid_hours_possible=True), None),
    ("R105 not known", "next_workplace_missing", lacking(purpose=TRAINING), None),
    ("R106 taster", "taster_purpose", lacking(is_taster=True), Level.WARNING),
    ("R106 taster to clarify", "taster_purpose", lacking(is_taster=True, purpose=CLARIFY), None),
    ("R104 the same function", "same_work_function", both(work_function="LAGER"), Level.WARNING),
    ("R104 another function", "same_work_function", both(work_function="kasse"), None),
    ("R104 not written down", "same_work_function", both(work_function=""), None),
    ("R104 another company", "same_work_function", both(company="netto"), None),
    ("R104 over", "same_work_function", both(end=YESTERDAY), None),
    ("R104 to come", "same_work_function", both(start=TOMORROW), None),
    ("R121 a fortnight", "follow_up", due(None, start=days_ago(14)), Level.DUE),
    ("R121 a day more", "follow_up", due(None, start=days_ago(15)), Level.OVERDUE),
    ("R121 this Sunday", "follow_up", due(None, start=date(2026, 11, 8)), Level.DUE),
    ("R121 next Monday", "follow_up", due(None, start=date(2026, 11, 9)), None),
    ("R121 not begun", "follow_up", placed(agreement(TOMORROW, agreed_on=ENROLLED, followed_up_on=None)), None),
    ("R110 a month", "follow_up", due(date(2026, 10, 18)), Level.DUE),
    ("R110 a day more", "follow_up", due(date(2026, 10, 17)), Level.OVERDUE),
    ("R110 yesterday", "follow_up", due(YESTERDAY), None),
    ("R111 weekly", "follow_up", due(days_ago(7), Phase(WEEKLY)), Level.DUE),
    ("R111 a day more", "follow_up", due(days_ago(8), Phase(WEEKLY)), Level.OVERDUE),
    ("R111 monthly by now", "follow_up", due(days_ago(8), Phase(WEEKLY, days_ago(9)), Phase(MONTHLY)), None),
    ("R111 still weekly", "follow_up", due(days_ago(8), Phase(WEEKLY, days_ago(8)), Phase(MONTHLY)), Level.OVERDUE),
    ("R111 plan run out", "follow_up", due(days_ago(20), Phase(WEEKLY, days_ago(21))), None),
    ("R111 begun weekly", "follow_up", due(None, Phase(WEEKLY), start=days_ago(8)), Level.OVERDUE),
    (
        "R132 counted from enrolment",
        "follow_up",
        due(None, start=date(2026, 1, 5), enrolled_on=days_ago(13)),
        Level.DUE,
    ),
    ("R124 over", "follow_up", placed(agreement(end=YESTERDAY, followed_up_on=None)), None),
    ("R129 aftercare", "follow_up", after(ENROLLED, placements=(agreement(followed_up_on=None),)), None),
    ("R14 exempt", "follow_up", due(None, exemptions=EXEMPT), None),
    ("R126 not told", "company_not_told", changed_broker(None), Level.WARNING),
    ("R126 told before", "company_not_told", changed_broker(days_ago(10)), Level.WARNING),
    ("R126 told that day", "company_not_told", changed_broker(days_ago(9)), None),
    ("R126 tomorrow", "company_not_told", changed_broker(TOMORROW), Level.WARNING),
    ("R126 one broker", "company_not_told", placed(), None),
    (
        "R126 changed before the start",
        "company_not_told",
        changed_broker(None)._replace(placements=(agreement(days_ago(9)),)),
        None,
    ),
    ("R130 not asked", "aftercare_consent_missing", after(ENROLLED, consents=()), Level.OVERDUE),
    ("R130 given", "aftercare_consent_missing", after(ENROLLED), None),
    ("R130 refused", "aftercare_consent_missing", after(ENROLLED, consents=answer(refused=True)), None),
    ("R130 withdrawn", "aftercare_consent_missing", after(ENROLLED, consents=answer(withdrawn=TODAY)), None),
    ("R130 in step 3", "aftercare_consent_missing", placed(self_support=supported(TODAY)), None),
    (
        "R130 to something else",
        "aftercare_consent_missing",
        after(ENROLLED, consents=(ConsentMark(ENROLLED, ConsentPurpose.SHARING, refused=False, withdrawn_on=None),)),
        Level.OVERDUE,
    ),
    ("R129 a month", "aftercare_contact", after(date(2026, 10, 18), None), Level.DUE),
    ("R129 a day more", "aftercare_contact", after(date(2026, 10, 17), None), Level.OVERDUE),
    ("R129 Sunday", "aftercare_contact", after(date(2026, 10, 22), None), Level.DUE),
    ("R129 Monday", "aftercare_contact", after(date(2026, 10, 23), None), None),
    ("R129 reached since", "aftercare_contact", after(date(2026, 9, 1), date(2026, 10, 24)), None),
    ("R129 reached long before", "aftercare_contact", after(date(2026, 10, 17), date(2026, 2, 2)), Level.OVERDUE),
    ("R130 no consent", "aftercare_contact", after(date(2026, 9, 1), None, consents=()), None),
    ("R130 refused", "aftercare_contact", after(date(2026, 9, 1), None, consents=answer(refused=True)), None),
    ("R130 withdrawn", "aftercare_contact", after(date(2026, 9, 1), None, consents=answer(withdrawn=TODAY)), None),
    ("C19 six months", "aftercare_contact", after(date(2026, 5, 18), date(2026, 10, 17)), Level.OVERDUE),
    ("C19 over six months", "aftercare_contact", after(date(2026, 4, 1), date(2026, 9, 2)), None),
    ("C19 three months", "aftercare_may_end", after(date(2026, 8, 18)), Level.READY),
    ("C19 a day short", "aftercare_may_end", after(date(2026, 8, 19)), None),
    ("C19 over six months", "aftercare_may_end", after(date(2026, 5, 17)), Level.READY),
    ("R130 declined", "aftercare_may_end", after(TODAY, consents=answer(refused=True)), Level.READY),
    ("R128 still so", "self_support_ended", after(ENROLLED), None),
    ("R128 last day", "self_support_ended", after(ENROLLED, self_support=supported(ENROLLED, TODAY)), None),
    ("R128 over", "self_support_ended", after(ENROLLED, self_support=supported(ENROLLED, YESTERDAY)), Level.WARNING),
    ("R131 never written down", "self_support_ended", after(ENROLLED, self_support=()), None),
]


@pytest.mark.parametrize(
    ("code", "given", "level"), [pytest.param(*case[1:], id=f"{case[0]}-{case[1]}") for case in CASES]
)
def test_rule(code: str, given: Facts, level: Level | None) -> None:
    finding = found(given).get(code)
    assert (finding.level if finding else None) is level


@pytest.mark.parametrize("edition", ["fsm2", "fsm3"])
def test_a_citizen_with_everything_in_place_is_asked_for_nothing(edition: str) -> None:
    assert found(facts(benefit=None), edition) == {}
    assert found(placed(benefit=None), edition) == {}
    assert found(after(date(2026, 9, 1), benefit=None), edition) == {}


def test_nothing_is_asked_for_after_an_exit() -> None:
    """R22."""
    everything = placed(
        PlacementSpan(ENROLLED, TODAY, PlacementKind.INTERNSHIP),
        exited_on=TODAY,
        exit_reason=ExitReason.MOVED,
        min_plan_broker_on=None,
        cv=(made(CvWork.STARTED),),
        self_support=supported(TODAY),
    )
    assert found(everything) == {}


def test_several_placements_are_one_finding() -> None:
    spans = (agreement(ENROLLED, contact=False), agreement(days_ago(3), contact=False, id="q"))
    finding = found(placed(*spans))["contact_person_missing"]
    assert (finding.params["n"], finding.since) == (2, ENROLLED)


def test_of_several_follow_ups_the_oldest_is_told() -> None:
    finding = found(placed(agreement(followed_up_on=days_ago(40)), agreement(followed_up_on=days_ago(60))))["follow_up"]
    assert (finding.due, finding.params["n"]) == (date(2026, 10, 19), 2)


def test_what_was_taken_over_is_owed_since_enrolment() -> None:
    """R132."""
    assert found(lacking(start=date(2025, 3, 3), vitas_on=None))["vitas_missing"].since == ENROLLED


def test_since_when_a_step_is_ready() -> None:
    given = first(cv=(made(CvWork.STARTED, days_ago(3)),), goals=(GoalMark(days_ago(5), concrete=False),))
    assert found(given)["step_1_ready"].since == days_ago(3)
    later = step(Step.TOWARDS_JOB, days_ago(2), placements=(agreement(),))
    assert found(later)["step_2_ready"].since == days_ago(2)


def test_since_when_the_name_is_missing() -> None:
    """R82: in step 1 since it could be closed, later since the broker came or the step after it began."""
    steps = (StepSpan(ENROLLED, days_ago(11), Step.CLARIFICATION), StepSpan(days_ago(10), None, Step.TOWARDS_JOB))
    assert found(facts(steps=steps, min_plan_broker_on=None))["min_plan_broker_missing"].since == days_ago(10)
    assert found(changed_broker(TODAY, min_plan_broker_on=None))["min_plan_broker_missing"].since == days_ago(9)


@pytest.mark.parametrize(
    ("given", "due_on"),
    [
        (due(date(2026, 9, 30), start=date(2026, 8, 3)), date(2026, 10, 30)),
        (due(date(2026, 8, 31), start=date(2026, 8, 3)), date(2026, 9, 30)),
    ],
)
def test_a_month_is_the_same_day_clamped(given: Facts, due_on: date) -> None:
    assert found(given)["follow_up"].due == due_on


def test_two_jobs_without_a_break_are_one_time_of_self_support() -> None:
    """R129: aftercare counts from the first of them."""
    jobs = (
        SelfSupportSpan(date(2026, 8, 18), YESTERDAY, SelfSupportKind.JOB),
        SelfSupportSpan(TODAY, None, SelfSupportKind.EDUCATION),
    )
    assert "aftercare_may_end" in found(after(date(2026, 8, 18), self_support=jobs))
    apart = (jobs[0]._replace(end=days_ago(2)), jobs[1])
    assert "aftercare_may_end" not in found(after(date(2026, 8, 18), self_support=apart))

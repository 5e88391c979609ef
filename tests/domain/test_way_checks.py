"""Checks of entries on the way to a job: what is refused and what is warned about, on both sides of each boundary."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from broker_tui.domain import checks
from broker_tui.domain.aftercare import SelfSupport
from broker_tui.domain.approach import Approach
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.checks import Checked
from broker_tui.domain.checks.agreement import days_of
from broker_tui.domain.codes import (
    ConsentPurpose,
    CvWork,
    FollowUpInterval,
    GoalClarity,
    GoalSource,
    InternshipPurpose,
    JobGoalKind,
    ParallelType,
    PlacementKind,
    SelfSupportKind,
    Step,
)
from broker_tui.domain.company import Company
from broker_tui.domain.consent import Consent
from broker_tui.domain.cv import CvEvent, CvSearchable
from broker_tui.domain.follow_up import FollowUp, WorkedHours
from broker_tui.domain.parallel import ParallelMeasure
from broker_tui.domain.placement import MasteryTask, Placement, PlanPhase
from broker_tui.domain.progress import JobGoal, StepPeriod
from tests.domain.people import ENROLLED, FSM3, TODAY, days_ago
from tests.domain.test_checks import EVE, FINE, TOMORROW, YESTERDAY, case, refused, warned

INTERNSHIP, PAID, JOB = PlacementKind.INTERNSHIP, PlacementKind.PAID_HOURS, PlacementKind.ORDINARY_JOB
TRAINING, CLARIFY = InternshipPurpose.TRAINING, InternshipPurpose.CLARIFICATION

WHOLE = Placement(
    id="1",
    kind=INTERNSHIP,
    company="Føtex",
    started_on=TODAY,
    agreed_on=YESTERDAY,
    tasks="varer på plads",
    working_time="9-12",
    work_function="lager",
    purpose=InternshipPurpose.PAID_HOURS,
    why_not_paid_hours="skal lære kassen",
    mastery=(MasteryTask(text="kassen"),),
    contact_name="Bo Holm",
    plan_agreed_on=YESTERDAY,
    plan_citizen=True,
    plan_broker=True,
    plan_company=True,
)
AT_HAND = WHOLE.model_copy(update={"id": "2", "started_on": ENROLLED})


def agree(records: dict[str, Any] | None = None, **changes: Any) -> Checked:  # noqa: ANN401
    placement = Placement.model_validate(WHOLE.model_dump() | changes)
    return checks.check_agreement(placement, case(**records or {}), FSM3, TODAY)


def beside(kind: PlacementKind, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"placements": (AT_HAND.model_copy(update={"kind": kind, **changes}),)}


def phases(*untils: date | None) -> tuple[PlanPhase, ...]:
    return tuple(PlanPhase(every=FollowUpInterval.WEEKLY, until=until) for until in untils)


def broken_off(on: date, reason: str = "flyttet", ended: date | None = None) -> Checked:
    before = AT_HAND.model_copy(update={"ended_on": ended})
    after = before.model_copy(update={"interrupted_on": on, "interruption_reason": reason})
    return checks.check_interruption(after, case(placements=(before,)), TODAY)


def followed(on: date, ended: date | None = None, **fields: Any) -> Checked:  # noqa: ANN401
    placements = (AT_HAND.model_copy(update={"ended_on": ended}),)
    given = {"id": "f", "placement_id": "2", "on": on, **fields}
    return checks.check_follow_up(FollowUp(**given), case(placements=placements), TODAY)


def worked(period: str, hours: int, kind: PlacementKind = PAID, *others: str, **fields: Any) -> Checked:  # noqa: ANN401
    there = tuple(WorkedHours(id=f"w{n}", placement_id="2", period=o, hours=Decimal(1)) for n, o in enumerate(others))
    given = {"id": "w", "placement_id": "2", "period": period, "hours": Decimal(hours), **fields}
    placements = (AT_HAND.model_copy(update={"kind": kind}),)
    return checks.check_hours(WorkedHours(**given), case(placements=placements, worked_hours=there), TODAY)


def cv(work: CvWork, on: date = TODAY, *, with_broker: bool = False, before: tuple[CvEvent, ...] = ()) -> Checked:
    return checks.check_cv(CvEvent(id="1", on=on, work=work, with_broker=with_broker), case(cv=before), TODAY)


TOGETHER = (CvEvent(id="0", on=ENROLLED, work=CvWork.STARTED, with_broker=True),)
CAFE = (CvEvent(id="0", on=ENROLLED, work=CvWork.CAFE, with_broker=True),)


def searchable(start: date, end: date | None, *others: CvSearchable, filled: bool = True) -> Checked:
    agreed = CvSearchable(id="1", started_on=start, ended_on=end, job_sought_filled=filled)
    return checks.check_searchable(agreed, case(searchable=others), TODAY)


def min_plan(on: date | None, *, has_broker: bool = True) -> Checked:
    brokers = (BrokerAssignment(id="b", broker_id="maja", started_on=days_ago(9)),) if has_broker else ()
    return checks.check_min_plan_broker(on, case(brokers=brokers), TODAY)


def company(name: str, cvr: str = "", p_number: str = "", *, id_: str = "1") -> Company:
    return Company(id=id_, name=name, cvr=cvr, p_number=p_number)


FOETEX = company("Føtex", "35954716", id_="2")


def registered(*fields: str) -> Checked:
    return checks.check_company(company(*fields), [FOETEX])


def approach(on: date, company_name: str = "Føtex", **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_approach(Approach(id="1", on=on, company=company_name), case(**records), TODAY)


def consent(on: date, withdrawn: date | None = None, *, refused_: bool = False) -> Checked:
    given = Consent(id="1", purpose=ConsentPurpose.AFTERCARE, on=on, refused=refused_, withdrawn_on=withdrawn)
    return checks.check_consent(given, case(), TODAY)


def support(start: date, end: date | None = None, *others: SelfSupport) -> Checked:
    own = SelfSupport(id="1", kind=SelfSupportKind.JOB, started_on=start, ended_on=end)
    return checks.check_self_support(own, case(self_support=others), TODAY)


JOB_HELD = SelfSupport(id="2", kind=SelfSupportKind.JOB, started_on=date(2026, 8, 18))
AFTERCARE = (StepPeriod(id="s", step=Step.AFTERCARE, started_on=date(2026, 8, 19)),)
DECLINED = (Consent(id="c", purpose=ConsentPurpose.AFTERCARE, on=ENROLLED, refused=True),)


def ended(on: date, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_end_aftercare(on, case(**records), FSM3, TODAY)


def parallel(kind: ParallelType, reason: str = "", start: date = TODAY, end: date | None = None) -> Checked:
    measure = ParallelMeasure(id="1", type=kind, name="truck", reason=reason, started_on=start, ended_on=end)
    return checks.check_parallel(measure, case(), TODAY)


def goal(clarity: GoalClarity, kind: JobGoalKind | None = None, *sources: GoalSource) -> Checked:
    given = JobGoal(id="1", text="lager", on=TODAY, clarity=clarity, kind=kind, sources=sources)
    return checks.check_job_goal(given, case(), TODAY)


CHECKED: list[tuple[str, Checked, tuple[list[tuple[str, str]], list[tuple[str, str]]]]] = [
    ("R99 whole", agree(), FINE),
    ("end before start", agree(ended_on=YESTERDAY), refused("ended_on", "end_before_start")),
    ("R132 not taken over", agree(started_on=EVE), warned(("started_on", "placement_not_taken_over"))),
    ("R132 taken over", agree(started_on=EVE, taken_over=True), FINE),
    ("R113 Min Plan tomorrow", agree(min_plan_on=TOMORROW), refused("min_plan_on", "future_date")),
    ("R113 VITAS tomorrow", agree(vitas_on=TOMORROW), refused("vitas_on", "future_date")),
    ("R112 agreed tomorrow", agree(agreed_on=TOMORROW), refused("agreed_on", "future_date")),
    ("no company", agree(company=""), warned(("company", "company_missing"))),
    ("company of the register", agree(company="", company_id="c"), FINE),
    ("R107 nobody", agree(contact_name=""), warned(("contact_name", "no_contact_person"))),
    (
        "R107 telephone without name",
        agree(contact_name="", contact_phone="20304011"),
        refused("contact_name", "contact_without_name"),
    ),
    (
        "R107 at a school",
        agree(kind=PlacementKind.SU_EDUCATION, company="", contact_name="", tasks="", purpose=None, mastery=()),
        FINE,
    ),
    ("R99 no tasks", agree(tasks=""), warned(("tasks", "tasks_missing"))),
    ("R99 no working time", agree(working_time=""), warned(("working_time", "working_time_missing"))),
    ("R103 no purpose", agree(purpose=None), refused("purpose", "purpose_missing")),
    ("R103 paid hours need none", agree(kind=PAID, purpose=None, why_not_paid_hours="", mastery=()), FINE),
    (
        "R103 no purpose, already there",
        agree({"placements": (WHOLE,)}, purpose=None),
        warned(("purpose", "purpose_missing")),
    ),
    ("R101 no reason", agree(why_not_paid_hours=""), warned(("why_not_paid_hours", "why_not_paid_hours_missing"))),
    ("R102 nothing agreed", agree(mastery=()), warned(("paid_hours_expected", "paid_hours_not_discussed"))),
    ("R102 in words", agree(mastery=(), paid_hours_expected="efter nytår"), FINE),
    ("R102 a day", agree(mastery=(), paid_hours_expected_on=TOMORROW), FINE),
    ("R102 not possible", agree(mastery=(), paid_hours_possible=False), FINE),
    (
        "R105 neither end nor plan",
        agree(purpose=TRAINING, paid_hours_possible=False),
        (
            [("ended_on", "short_internship_needs_end")],
            [("next_workplace_plan", "next_workplace_missing")],
        ),
    ),
    (
        "R105 both",
        agree(purpose=TRAINING, paid_hours_possible=False, ended_on=TOMORROW, next_workplace_plan="et lager mere"),
        FINE,
    ),
    (
        "R105 already there",
        agree({"placements": (WHOLE,)}, purpose=TRAINING, paid_hours_possible=False, next_workplace_plan="x"),
        warned(("ended_on", "short_internship_needs_end")),
    ),
    ("R106 taster", agree(is_taster=True), refused("is_taster", "taster_needs_clarification")),
    ("R106 taster to clarify", agree(is_taster=True, purpose=CLARIFY), FINE),
    ("R108 a party short", agree(plan_company=False), warned(("plan_agreed_on", "plan_without_all"))),
    ("R108 no date", agree(plan_agreed_on=None), warned(("plan_agreed_on", "plan_without_date"))),
    ("R108 no plan yet", agree(plan_agreed_on=None, plan_company=False), FINE),
    ("R111 phases", agree(phases=phases(TODAY, TOMORROW, None)), FINE),
    ("R111 open in the middle", agree(phases=phases(None, TOMORROW)), refused("phases", "phase_without_end")),
    ("R111 in no order", agree(phases=phases(TOMORROW, TODAY)), refused("phases", "phases_out_of_order")),
    ("R111 twice the same day", agree(phases=phases(TODAY, TODAY)), refused("phases", "phases_out_of_order")),
    ("R104 the same function", agree(beside(PAID)), warned(("work_function", "same_work_function"))),
    ("R104 another function", agree(beside(PAID, work_function="kasse")), FINE),
    ("R104 another company", agree(beside(PAID, company="Netto")), FINE),
    ("R104 over before", agree(beside(PAID, ended_on=YESTERDAY)), FINE),
    ("two ordinary jobs", agree(beside(JOB), kind=JOB), warned(("started_on", "placement_overlaps"))),
    ("one job after another", agree(beside(JOB, ended_on=YESTERDAY), kind=JOB), FINE),
    ("R127 broken off", broken_off(TODAY), FINE),
    ("R127 tomorrow", broken_off(TOMORROW), refused("interrupted_on", "future_date")),
    ("R127 before it began", broken_off(EVE), refused("interrupted_on", "end_before_start")),
    ("R127 on the last day", broken_off(YESTERDAY, ended=YESTERDAY), FINE),
    ("R127 over", broken_off(TODAY, ended=YESTERDAY), refused("interrupted_on", "over_already")),
    ("R127 no reason", broken_off(TODAY, ""), refused("interruption_reason", "interruption_needs_reason")),
    ("R124", followed(TODAY), FINE),
    ("R124 tomorrow", followed(TOMORROW), refused("on", "future_date")),
    ("R124 before", followed(EVE), warned(("on", "before_placement"))),
    ("R124 last day", followed(YESTERDAY, YESTERDAY), FINE),
    ("R124 after", followed(TODAY, YESTERDAY), warned(("on", "after_placement"))),
    (
        "R122 with nobody",
        followed(TODAY, with_citizen=False, with_company=False),
        warned(("with_citizen", "follow_up_with_nobody")),
    ),
    ("R124 of no placement", followed(TODAY, placement_id="9"), refused("placement_id", "placement_unknown")),
    ("R120 month", worked("2026-10", 60), FINE),
    ("R120 whole week", worked("2026-W47", 168), FINE),
    ("R120 more than a week", worked("2026-W47", 169), refused("hours", "hours_of_period")),
    ("R120 more than a month", worked("2026-10", 745), refused("hours", "hours_of_period")),
    ("R120 this month", worked("2026-11", 10), FINE),
    ("R120 next month", worked("2026-12", 10), refused("period", "future_date")),
    ("R120 before", worked("2026-09", 10), warned(("period", "period_outside_placement"))),
    ("R120 unpaid", worked("2026-10", 10, INTERNSHIP), warned(("placement_id", "hours_not_paid"))),
    ("R120 month and week", worked("2026-11", 10, PAID, "2026-W47"), warned(("period", "period_overlaps"))),
    ("R120 the week after", worked("2026-10", 10, PAID, "2026-W45"), FINE),
    ("R120 of no placement", worked("2026-10", 1, placement_id="9"), refused("placement_id", "placement_unknown")),
    ("R72 alone", cv(CvWork.STARTED), warned(("with_broker", "cv_without_broker"))),
    ("R72 together", cv(CvWork.STARTED, with_broker=True), FINE),
    ("R72 together before", cv(CvWork.UPDATED, before=TOGETHER), FINE),
    ("R73 café", cv(CvWork.CAFE), FINE),
    ("R73 a café stands in for nobody", cv(CvWork.STARTED, before=CAFE), warned(("with_broker", "cv_without_broker"))),
    ("R71 tomorrow", cv(CvWork.STARTED, TOMORROW, with_broker=True), refused("on", "future_date")),
    ("R71 before", cv(CvWork.STARTED, EVE, with_broker=True), warned(("on", "starts_before_enrolment"))),
    ("R78", searchable(TODAY, None), FINE),
    (
        "R78 not filled in",
        searchable(TODAY, None, filled=False),
        warned(("job_sought_filled", "job_sought_not_filled")),
    ),
    ("R78 end before start", searchable(TODAY, YESTERDAY), refused("ended_on", "end_before_start")),
    (
        "R78 twice",
        searchable(TODAY, None, CvSearchable(id="2", started_on=ENROLLED)),
        refused("started_on", "overlaps"),
    ),
    ("R82", min_plan(days_ago(9)), FINE),
    ("R82 none", min_plan(None), FINE),
    ("R82 before the broker", min_plan(days_ago(10)), warned(("min_plan_broker_on", "min_plan_before_broker"))),
    ("R82 no broker", min_plan(TODAY, has_broker=False), warned(("min_plan_broker_on", "min_plan_without_broker"))),
    ("R82 tomorrow", min_plan(TOMORROW), refused("min_plan_broker_on", "future_date")),
    ("R64 another", registered("Netto", "13585628"), FINE),
    ("R64 the same number", registered("Salling", "35954716"), warned(("cvr", "company_known"))),
    ("R64 another place", registered("Føtex", "35954716", "1003388394"), FINE),
    ("R64 the same name", registered("FØTEX "), warned(("name", "company_known"))),
    ("R64 the same name, another number", registered("Føtex", "13585628"), FINE),
    ("R93", approach(TODAY), FINE),
    ("R93 tomorrow", approach(TOMORROW), refused("on", "future_date")),
    ("R93 no company", approach(TODAY, ""), refused("company", "company_missing")),
    ("R93 before", approach(EVE), warned(("on", "starts_before_enrolment"))),
    ("R130", consent(TODAY), FINE),
    ("R130 tomorrow", consent(TOMORROW), refused("on", "future_date")),
    ("R130 withdrawn", consent(YESTERDAY, TODAY), FINE),
    ("R130 withdrawn first", consent(TODAY, YESTERDAY), refused("withdrawn_on", "withdrawn_before_given")),
    ("R130 refused", consent(YESTERDAY, TODAY, refused_=True), refused("withdrawn_on", "refused_and_withdrawn")),
    ("R128", support(TODAY), FINE),
    ("R128 tomorrow", support(TOMORROW), refused("started_on", "future_date")),
    ("R128 end before start", support(TODAY, YESTERDAY), refused("ended_on", "end_before_start")),
    ("R128 twice", support(TODAY, None, JOB_HELD), refused("started_on", "overlaps")),
    ("C19 three months", ended(TODAY, self_support=(JOB_HELD,), steps=AFTERCARE), FINE),
    ("C19 a day short", ended(YESTERDAY, self_support=(JOB_HELD,)), warned(("on", "aftercare_short"))),
    ("C19 by the step", ended(TODAY, steps=AFTERCARE), warned(("on", "aftercare_short"))),
    ("R130 declined", ended(YESTERDAY, self_support=(JOB_HELD,), consents=DECLINED), FINE),
    ("C19 tomorrow", ended(TOMORROW, self_support=(JOB_HELD,)), refused("on", "future_date")),
    ("R141 upskilling", parallel(ParallelType.UPSKILLING), refused("reason", "parallel_needs_reason")),
    ("R141 with a reason", parallel(ParallelType.UPSKILLING, "lager kræver det"), FINE),
    ("R142 health", parallel(ParallelType.HEALTH), warned(("reason", "parallel_without_reason"))),
    ("R140 end before start", parallel(ParallelType.HEALTH, "x", TODAY, EVE), refused("ended_on", "end_before_start")),
    ("R70 clear", goal(GoalClarity.CLEAR, JobGoalKind.POSITION), FINE),
    ("R75 no sources", goal(GoalClarity.NARROWING), warned(("sources", "goal_without_sources"))),
    ("R75 sources", goal(GoalClarity.NARROWING, None, GoalSource.HOME), FINE),
    ("R76 a position", goal(GoalClarity.HARD, JobGoalKind.POSITION, GoalSource.HOME), warned(("kind", "goal_to_try"))),
    ("R76 to try", goal(GoalClarity.HARD, JobGoalKind.TO_TRY, GoalSource.HOME), FINE),
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
            assert all(not isinstance(value, str) or value.isidentifier() for value in problem.params.values())


@pytest.mark.parametrize("text", ["13585628", "DK13585628", " 13 58 56 28 ", ""])
def test_company_numbers_that_pass(text: str) -> None:
    assert Company(id="1", name="Føtex", cvr=text).cvr == ("13585628" if text else "")


@pytest.mark.parametrize(
    ("build", "kind"),
    [
        (lambda: Company(id="1", name="Føtex", cvr="13585629"), "cvr"),
        (lambda: Company(id="1", name="Føtex", cvr="1358562"), "cvr"),
        (lambda: Company(id="1", name="Føtex", cvr="00000000"), "cvr"),
        (lambda: Company(id="1", name="Føtex", p_number="100338839"), "p_number"),
        (lambda: Company(id="1", name="Føtex", p_number="10033883945"), "p_number"),
        (lambda: FollowUp(id="1", placement_id="2", on=TODAY, paid_hours=Decimal("168.25")), "hours_week"),
        (lambda: WorkedHours(id="1", placement_id="2", period="2026-13", hours=Decimal(1)), "period"),
        (lambda: WorkedHours(id="1", placement_id="2", period="2026-W54", hours=Decimal(1)), "period"),
        (lambda: WorkedHours(id="1", placement_id="2", period="2026-11", hours=Decimal(-1)), "greater_than_equal"),
        (lambda: WorkedHours(id="1", placement_id="2", period="2026-11", hours=Decimal("nan")), "finite_number"),
    ],
)
def test_numbers_that_cannot_be_are_refused_by_the_model(build: Callable[[], object], kind: str) -> None:
    with pytest.raises(ValidationError) as error:
        build()
    assert [one["type"] for one in error.value.errors(include_url=False)] == [kind]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_days_of_a_period(period: str, first: date, last: date) -> None:
    assert days_of(period) == (first, last)


def test_a_whole_case_holds_one_of_each() -> None:
    """The records above stand in a Case, which reads them back as they were written."""
    whole = Case(citizen=case().citizen, placements=(WHOLE,), self_support=(JOB_HELD,), consents=DECLINED, cv=TOGETHER)
    assert Case.model_validate_json(whole.model_dump_json(), strict=True) == whole

"""Checks of entries: what is refused and what is warned about, on both sides of each boundary."""

from datetime import date
from typing import Any

import pytest

from broker_tui.domain import checks
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.checks import Checked
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import (
    ContactOutcome,
    ExitReason,
    Group,
    Marker,
    PlacementKind,
    Readiness,
    RehabTarget,
    SeniorPension,
    Step,
)
from broker_tui.domain.contact import Contact, Task, WeekExcuse
from broker_tui.domain.group import (
    ClarificationTalk,
    Exemption,
    GroupMembership,
    PersonMarker,
    ProgrammeExit,
    ReadinessPeriod,
    SeniorPensionEvent,
)
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal, StepPeriod
from tests.domain.people import ENROLLED, FSM2, FSM3, TODAY, days_ago

YESTERDAY, TOMORROW, EVE = days_ago(1), days_ago(-1), date(2026, 10, 4)
ONE, TWO = Group.INTERVENTION, Group.REHABILITATION
PERSON = Citizen(cpr="6403804000", name="Åse Ørsted", enrolled_on=ENROLLED, benefit="cash_benefit")
IN_ONE = (GroupMembership(id="g", group=ONE, started_on=ENROLLED),)
IN_TWO = (GroupMembership(id="g", group=TWO, started_on=ENROLLED),)
APPLIED = (SeniorPensionEvent(id="p", status=SeniorPension.APPLIED, on=ENROLLED),)
GONE = (ProgrammeExit(id="x", reason=ExitReason.MOVED, on=YESTERDAY),)
AWAY = (ProgrammeExit(id="x", reason=ExitReason.MOVED, on=days_ago(9), returned_on=YESTERDAY),)


def case(**records: Any) -> Case:  # noqa: ANN401
    return Case(citizen=records.pop("citizen", PERSON), **records)


def person(**fields: Any) -> Citizen:  # noqa: ANN401
    return PERSON.model_copy(update=fields)


def refused(field: str, code: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    return [(field, code)], []


def warned(*found: tuple[str, str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    return [], list(found)


FINE: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])


def contact(on: date, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_contact(Contact(id="1", on=on), case(**records), TODAY)


def task(**fields: Any) -> Checked:  # noqa: ANN401
    return checks.check_task(Task(**{"id": "1", "text": "ringe", "agreed_on": YESTERDAY, **fields}), case(), TODAY)


def excuse(week: str, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_week_excuse(WeekExcuse(id="1", week=week), case(**records), TODAY)


def group(which: Group, assessment: RehabTarget | None = None, on: date = TODAY, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_group(GroupMembership(id="1", group=which, started_on=on), case(**records), TODAY, assessment)


def rehab(groups: tuple[GroupMembership, ...] = IN_TWO, **fields: Any) -> Checked:  # noqa: ANN401
    return checks.check_rehab(person(**fields), case(groups=groups), TODAY)


def marker(which: Marker, start: date = TODAY, end: date | None = None, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_marker(
        PersonMarker(id="1", marker=which, started_on=start, ended_on=end), case(**records), TODAY
    )


def exempt(kind: str, start: date, end: date | None = None, **records: Any) -> Checked:  # noqa: ANN401
    exemption = Exemption(id="1", type=kind, started_on=start, ended_on=end)
    return checks.check_exemption(exemption, case(**records), FSM3, TODAY)


def pension(status: SeniorPension, on: date = TODAY, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_senior_pension(SeniorPensionEvent(id="1", status=status, on=on), case(**records), TODAY)


def talk(on: date, already: int = 0) -> Checked:
    held = tuple(ClarificationTalk(id=f"t{n}", on=ENROLLED) for n in range(already))
    return checks.check_talk(ClarificationTalk(id="1", on=on), case(talks=held), FSM2, TODAY)


def leave(on: date, reason: ExitReason = ExitReason.MOVED, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_exit(ProgrammeExit(id="1", reason=reason, on=on), case(**records), TODAY)


def back(on: date, *others: ProgrammeExit) -> Checked:
    gone = GONE[0].model_copy(update={"returned_on": on})
    return checks.check_return(gone, case(exits=(*GONE, *others)), TODAY)


INTERNSHIP = PlacementKind.INTERNSHIP


def place(start: date, end: date | None = None, kind: PlacementKind = INTERNSHIP, **records: Any) -> Checked:  # noqa: ANN401
    placement = Placement(id="1", kind=kind, started_on=start, ended_on=end)
    return checks.check_placement(placement, case(**records), TODAY)


def step(which: Step, *before: Step) -> Checked:
    steps = tuple(StepPeriod(id=f"s{n}", step=s, started_on=days_ago(20 - n)) for n, s in enumerate(before))
    return checks.check_step(StepPeriod(id="1", step=which, started_on=TODAY), case(steps=steps), TODAY)


def span(start: date, end: date | None, *others: tuple[date, date | None]) -> Checked:
    family = [StepPeriod(id=f"s{n}", step=Step(1), started_on=a, ended_on=b) for n, (a, b) in enumerate(others)]
    return checks.check_span(StepPeriod(id="1", step=Step(2), started_on=start, ended_on=end), family, case(), TODAY)


def assign(on: date, **records: Any) -> Checked:  # noqa: ANN401
    return checks.check_assignment(BrokerAssignment(id="1", broker_id="b", started_on=on), case(**records), TODAY)


def citizen(before: Citizen | None = None, **fields: Any) -> Checked:  # noqa: ANN401
    return checks.check_citizen(person(**fields), FSM3, TODAY, before)


CHECKED: list[tuple[str, Checked, tuple[list[tuple[str, str]], list[tuple[str, str]]]]] = [
    ("R27 today", contact(TODAY), FINE),
    ("R27 tomorrow", contact(TOMORROW), refused("on", "future_date")),
    ("R27 day of enrolment", contact(ENROLLED), FINE),
    ("R27 day before enrolment", contact(EVE), refused("on", "before_enrolment")),
    ("R22 after exit", contact(YESTERDAY, exits=GONE), warned(("on", "after_exit"))),
    ("R22 before exit", contact(days_ago(2), exits=GONE), FINE),
    ("R22 back", contact(YESTERDAY, exits=AWAY), FINE),
    ("R95 task", task(due_on=YESTERDAY, done_on=TODAY), FINE),
    ("R95 agreed tomorrow", task(agreed_on=TOMORROW), refused("agreed_on", "future_date")),
    ("R95 agreed too early", task(agreed_on=EVE), refused("agreed_on", "before_enrolment")),
    ("R95 due before agreed", task(due_on=days_ago(2)), refused("due_on", "due_before_agreed")),
    ("R95 done before agreed", task(done_on=days_ago(2)), refused("done_on", "done_before_agreed")),
    ("R95 done tomorrow", task(done_on=TOMORROW), refused("done_on", "future_date")),
    ("C3 excuse", excuse("2026-W47"), FINE),
    ("C3 ahead", excuse("2026-W52"), FINE),
    (
        "C3 twice",
        excuse("2026-W47", excuses=(WeekExcuse(id="2", week="2026-W47"),)),
        refused("week", "week_excused_already"),
    ),
    ("C3 the same", excuse("2026-W47", excuses=(WeekExcuse(id="1", week="2026-W47"),)), FINE),
    ("C3 week of enrolment", excuse("2026-W41"), FINE),
    ("C3 before enrolment", excuse("2026-W40"), refused("week", "before_enrolment")),
    (
        "C3 with contact",
        excuse("2026-W47", contacts=(Contact(id="c", on=TODAY),)),
        warned(("week", "week_reached_already")),
    ),
    (
        "C3 with an attempt",
        excuse("2026-W47", contacts=(Contact(id="c", on=TODAY, outcome=ContactOutcome.NO_SHOW),)),
        FINE,
    ),
    ("R4 group 1", group(ONE), FINE),
    ("R8 group 2 without", group(TWO), warned(("assessment", "group_2_needs_assessment"))),
    ("R8 group 2 for none", group(TWO, RehabTarget.NONE), warned(("assessment", "group_2_needs_assessment"))),
    ("R8 group 2 with", group(TWO, RehabTarget.FLEX_JOB), FINE),
    ("R8 on record", group(TWO, citizen=person(assessment=RehabTarget.FLEX_JOB)), FINE),
    (
        "R8 group 1 assessed",
        group(ONE, citizen=person(assessment=RehabTarget.FLEX_JOB)),
        warned(("group", "assessed_for_group_2")),
    ),
    (
        "C22 group 1 refused",
        group(ONE, citizen=person(assessment=RehabTarget.FLEX_JOB, rehab_outcome=RehabTarget.NONE)),
        FINE,
    ),
    (
        "R20 applying",
        group(TWO, RehabTarget.FLEX_JOB, senior_pension=APPLIED),
        warned(("group", "senior_pension_stays_in_group_1")),
    ),
    (
        "R17 exempt",
        group(TWO, RehabTarget.FLEX_JOB, exemptions=(Exemption(id="e", type="other", started_on=ENROLLED),)),
        warned(("group", "exempt_in_group_2")),
    ),
    ("R5 before enrolment", group(ONE, None, EVE), warned(("started_on", "starts_before_enrolment"))),
    ("R22 gone", group(ONE, exits=GONE), warned(("started_on", "after_exit"))),
    ("R9-R11", rehab(rehab_plan_started_on=ENROLLED, rehab_team_on=TOMORROW), FINE),
    ("R9 to come", rehab(rehab_plan_started_on=TOMORROW), refused("rehab_plan_started_on", "future_date")),
    ("R10 no plan", rehab(rehab_team_on=TODAY), warned(("rehab_team_on", "team_without_plan"))),
    (
        "R10 before the plan",
        rehab(rehab_plan_started_on=TODAY, rehab_team_on=YESTERDAY),
        warned(("rehab_team_on", "team_before_plan")),
    ),
    ("R10 same day", rehab(rehab_plan_started_on=TODAY, rehab_team_on=TODAY), FINE),
    (
        "R11 no team",
        rehab(rehab_plan_started_on=TODAY, rehab_outcome=RehabTarget.FLEX_JOB),
        warned(("rehab_outcome", "outcome_without_team")),
    ),
    (
        "R11 before team",
        rehab(
            rehab_plan_started_on=ENROLLED,
            rehab_team_on=TODAY,
            rehab_outcome=RehabTarget.FLEX_JOB,
            rehab_outcome_on=YESTERDAY,
        ),
        warned(("rehab_outcome_on", "outcome_before_team")),
    ),
    ("R8 in group 1", rehab(IN_ONE, assessment=RehabTarget.FLEX_JOB), warned(("assessment", "assessment_in_group_1"))),
    ("R8 in group 2", rehab(IN_TWO, assessment=RehabTarget.FLEX_JOB), FINE),
    ("R12 in group 2", marker(Marker.REHAB, groups=IN_TWO), FINE),
    ("R12 in group 1", marker(Marker.REHAB, groups=IN_ONE), warned(("marker", "marker_in_group_1"))),
    ("R12 step-up", marker(Marker.STEP_UP, groups=IN_ONE), FINE),
    (
        "R20 marker",
        marker(Marker.REHAB, groups=IN_TWO, senior_pension=APPLIED),
        warned(("marker", "senior_pension_stays_in_group_1")),
    ),
    (
        "R12 twice",
        marker(Marker.STEP_UP, markers=(PersonMarker(id="m", marker=Marker.STEP_UP, started_on=ENROLLED),)),
        refused("started_on", "overlaps"),
    ),
    (
        "R12 beside the other",
        marker(Marker.STEP_UP, markers=(PersonMarker(id="m", marker=Marker.REHAB, started_on=ENROLLED),)),
        FINE,
    ),
    ("end before start", marker(Marker.STEP_UP, TODAY, YESTERDAY), refused("ended_on", "end_before_start")),
    ("one day", marker(Marker.STEP_UP, TODAY, TODAY), FINE),
    ("R16 42 days", exempt("job_soon", days_ago(41), TODAY), FINE),
    ("R16 43 days", exempt("job_soon", days_ago(42), TODAY), warned(("ended_on", "exemption_over_six_weeks"))),
    ("R16 no bound", exempt("parental_leave", days_ago(42), TODAY), FINE),
    ("R16 unknown", exempt("unheard", TODAY), refused("type", "exemption_unknown")),
    ("R16 before enrolment", exempt("parental_leave", EVE), FINE),
    ("R16 end before start", exempt("other", TODAY, YESTERDAY), refused("ended_on", "end_before_start")),
    ("R17 group 2", exempt("other", TODAY, groups=IN_TWO), warned(("type", "exempt_in_group_2"))),
    (
        "R16 two at once",
        exempt("other", TODAY, exemptions=(Exemption(id="e", type="other", started_on=ENROLLED, ended_on=TODAY),)),
        warned(("started_on", "exemption_overlaps")),
    ),
    (
        "R16 one after the other",
        exempt("other", TODAY, exemptions=(Exemption(id="e", type="other", started_on=ENROLLED, ended_on=YESTERDAY),)),
        FINE,
    ),
    ("R18 applies", pension(SeniorPension.APPLIED), FINE),
    (
        "R18 twice",
        pension(SeniorPension.APPLIED, senior_pension=APPLIED),
        warned(("status", "pension_applied_already")),
    ),
    (
        "R20 group 2",
        pension(SeniorPension.APPLIED, groups=IN_TWO),
        warned(("status", "senior_pension_stays_in_group_1")),
    ),
    ("R21 granted", pension(SeniorPension.GRANTED, senior_pension=APPLIED), FINE),
    ("R21 not applied", pension(SeniorPension.GRANTED), warned(("status", "pension_not_applied"))),
    ("R21 to come", pension(SeniorPension.GRANTED, TOMORROW, senior_pension=APPLIED), refused("on", "future_date")),
    (
        "R21 too early",
        pension(SeniorPension.REFUSED, EVE, senior_pension=APPLIED),
        warned(("on", "pension_before_last")),
    ),
    ("R6 first", talk(TODAY), FINE),
    ("R6 second", talk(TODAY, 1), FINE),
    ("R6 third", talk(TODAY, 2), warned(("on", "talk_too_many"))),
    ("R6 to come", talk(TOMORROW), refused("on", "future_date")),
    ("R22 leaves", leave(TODAY), FINE),
    ("R22 leaves later", leave(TOMORROW), FINE),
    ("R22 day of enrolment", leave(ENROLLED), FINE),
    ("R22 before enrolment", leave(EVE), refused("on", "before_enrolment")),
    ("R22 twice", leave(TODAY, exits=GONE), refused("on", "left_already")),
    ("R22 before she left", leave(days_ago(2), exits=GONE), refused("on", "left_already")),
    ("R22 again", leave(TODAY, exits=AWAY), FINE),
    ("R21 not granted", leave(TODAY, ExitReason.SENIOR_PENSION), warned(("reason", "pension_not_granted"))),
    (
        "R21 granted",
        leave(
            TODAY,
            ExitReason.SENIOR_PENSION,
            senior_pension=(SeniorPensionEvent(id="p", status=SeniorPension.GRANTED, on=TODAY),),
        ),
        FINE,
    ),
    (
        "R22 contact after",
        leave(YESTERDAY, contacts=(Contact(id="c", on=TODAY),)),
        warned(("on", "contacts_after_exit")),
    ),
    ("R22 contact that day", leave(TODAY, contacts=(Contact(id="c", on=TODAY),)), FINE),
    ("R22 back", back(TODAY), FINE),
    ("R22 back that day", back(YESTERDAY), refused("returned_on", "return_before_exit")),
    (
        "R22 back after the next exit",
        back(TOMORROW, ProgrammeExit(id="y", reason=ExitReason.DIED, on=TODAY)),
        refused("returned_on", "left_already"),
    ),
    (
        "R25",
        checks.check_readiness(ReadinessPeriod(id="1", readiness=Readiness.JOB_READY, started_on=TODAY), case(), TODAY),
        FINE,
    ),
    ("R132 before enrolment", place(EVE), FINE),
    ("R96 to come", place(TOMORROW), FINE),
    ("R96 end before start", place(TODAY, YESTERDAY), refused("ended_on", "end_before_start")),
    (
        "R96 two at once",
        place(TODAY, placements=(Placement(id="p", kind=PlacementKind.INTERNSHIP, started_on=ENROLLED),)),
        warned(("started_on", "placement_overlaps")),
    ),
    (
        "R96 the same",
        place(TODAY, placements=(Placement(id="1", kind=PlacementKind.INTERNSHIP, started_on=ENROLLED),)),
        FINE,
    ),
    ("R48 group 1", place(TODAY, None, PlacementKind.FLEX_JOB, groups=IN_ONE), warned(("kind", "flex_job_in_group_1"))),
    ("R48 group 2", place(TODAY, None, PlacementKind.FLEX_JOB, groups=IN_TWO), FINE),
    ("R131 any first step", step(Step.COMPANY), FINE),
    ("R131 next", step(Step.COMPANY, Step.CLARIFICATION, Step.TOWARDS_JOB), FINE),
    ("R131 skipped", step(Step.COMPANY, Step.CLARIFICATION), warned(("step", "step_skipped"))),
    ("R127 back to 2", step(Step.TOWARDS_JOB, Step.TOWARDS_JOB, Step.COMPANY), FINE),
    ("R131 back to 1", step(Step.CLARIFICATION, Step.TOWARDS_JOB), warned(("step", "step_back"))),
    ("R23 follows", span(TODAY, None, (ENROLLED, YESTERDAY)), FINE),
    ("R23 overlaps", span(TODAY, None, (ENROLLED, TODAY)), refused("started_on", "overlaps")),
    ("R23 open overlaps", span(ENROLLED, TODAY, (YESTERDAY, None)), refused("started_on", "overlaps")),
    ("R23 end before start", span(TODAY, YESTERDAY), refused("ended_on", "end_before_start")),
    ("R60", assign(TODAY), FINE),
    ("R60 to come", assign(TOMORROW), FINE),
    ("R60 before enrolment", assign(EVE), warned(("started_on", "starts_before_enrolment"))),
    ("R70", checks.check_job_goal(JobGoal(id="1", text="lager", on=TODAY), case(), TODAY), FINE),
    (
        "R70 to come",
        checks.check_job_goal(JobGoal(id="1", text="lager", on=TOMORROW), case(), TODAY),
        refused("on", "future_date"),
    ),
    ("C1 old enough", citizen(PERSON), FINE),
    ("law 3.1 replacement", citizen(), warned(("cpr", "cpr_replacement"))),
    ("law 3.1 unchanged", citizen(PERSON, phone="20304011"), FINE),
    ("law 3.1 check digit", citizen(cpr="0403605001"), warned(("cpr", "cpr_modulus"))),
    ("C1 young", citizen(cpr="6403974000"), warned(("cpr", "cpr_replacement"), ("cpr", "under_age"))),
    ("R2 benefit", citizen(PERSON, benefit="education_benefit"), warned(("benefit", "benefit_outside"))),
    ("R2 no benefit", citizen(PERSON, benefit=None), FINE),
    ("R2 introduction", citizen(PERSON, in_intro_programme=True), warned(("in_intro_programme", "intro_programme"))),
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

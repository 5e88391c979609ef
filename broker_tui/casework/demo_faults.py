"""Invented citizens whose data need a look: one function for each thing that the rules may find amiss."""

from broker_tui.casework.demo_draft import Draft
from broker_tui.casework.demo_plots import group_2, moved, on_the_way


def exemption_six_weeks(draft: Draft) -> None:
    """An exemption bound to six weeks has lasted longer (R16)."""
    draft.begin(18)
    draft.step(2, 14)
    draft.exempt("job_soon", draft.day(8, 0))
    draft.talk("")


def exemption_missing(draft: Draft) -> None:
    """Unable to take part, and no exemption (R13)."""
    on_the_way(draft, "rr")
    draft.citizen["unable_to_take_part"] = True


def rehab_plan_missing(draft: Draft) -> None:
    """Group 2, and the plan is not begun (R9)."""
    group_2(draft, plan=None, team=None)


def rehab_team_missing(draft: Draft) -> None:
    """The plan is begun, the team not met (R10)."""
    group_2(draft, team=None)


def rehab_outcome_missing(draft: Draft) -> None:
    """The team is met, nothing decided (R11)."""
    group_2(draft, outcome=None)


def rehab_out_of_order(draft: Draft) -> None:
    """The team before the plan, and the decision before the team (R10, R11)."""
    group_2(draft, plan=8, team=12, decided=14)


def assessment_missing(draft: Draft) -> None:
    """Group 2 without the assessment that leads there (R23)."""
    group_2(draft)
    draft.citizen["assessment"] = None


def marker_missing(draft: Draft) -> None:
    """Group 2 in the edition that asks for a marker (R12)."""
    group_2(draft)
    draft.citizen["edition"] = "fsm2"
    draft.records["markers"].clear()


def exemption_group_2(draft: Draft) -> None:
    """An exemption in group 2, where it does nothing (R17)."""
    group_2(draft)
    draft.exempt("special_other", draft.day(6, 0))


def group_mismatch(draft: Draft) -> None:
    """Assessed for flex job, and still in group 1 (R8)."""
    on_the_way(draft, "rr")
    draft.citizen["assessment"] = "flex_job"


def marker_superfluous(draft: Draft) -> None:
    """Group 1 with the marker of group 2 (R12)."""
    on_the_way(draft, "rr")
    draft.add("markers", draft.day(5), marker="rehab", started_on=draft.day(5), ended_on=None)
    draft.add("markers", draft.day(4), marker="step_up", started_on=draft.day(4), ended_on=draft.day(2))


def senior_pension_group_2(draft: Draft) -> None:
    """Applied for senior pension, and put in group 2 (R20)."""
    group_2(draft)
    draft.age(63)
    draft.add("senior_pension", draft.day(10), status="applied", on=draft.day(10))


def no_broker(draft: Draft) -> None:
    """Group 1 and no broker (R60)."""
    draft.begin(2, broker=False)


def two_brokers(draft: Draft) -> None:
    """Two brokers at once (R61)."""
    on_the_way(draft, "rr")
    start = draft.day(4)
    draft.add("brokers", start, broker_id=draft.colleague, started_on=start, ended_on=None, note="")


def no_group(draft: Draft) -> None:
    """In neither group (R5)."""
    draft.begin(3, group=None)
    draft.talk("rr")


def two_groups(draft: Draft) -> None:
    """In both groups (R23)."""
    group_2(draft)
    for group in draft.records["groups"]:
        group["ended_on"] = None


def talks_many(draft: Draft) -> None:
    """More talks than the clarification has, and no caseworker on record (R6, R65)."""
    on_the_way(draft, "rr")
    for weeks in (6, 5):
        draft.add("talks", draft.day(weeks), on=draft.day(weeks), caseworker="", outcome=None)
    draft.citizen.update(caseworker="", caseworker_phone="")


def under_age(draft: Draft) -> None:
    """Not yet thirty (R1)."""
    on_the_way(draft, "rr")
    draft.age(29.6)


def intro_programme(draft: Draft) -> None:
    """In the introduction programme (R2)."""
    on_the_way(draft, "rr")
    draft.citizen["in_intro_programme"] = True


def benefit_outside(draft: Draft) -> None:
    """On a benefit outside the target group (R2)."""
    on_the_way(draft, "rr")
    draft.citizen["benefit"] = "sickness_benefit"


def exit_open(draft: Draft) -> None:
    """Has left, and something is still open (R22)."""
    moved(draft)
    draft.task(draft.day(8), draft.day(7))
    draft.exempt("special_other", draft.day(10))

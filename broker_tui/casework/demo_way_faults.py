"""Invented citizens on the way to a job of whom something is asked: one function for what the rules may find."""

from datetime import date, timedelta
from typing import Any

from broker_tui.casework.demo_draft import Draft
from broker_tui.casework.demo_plots import internship, on_the_way, paid_hours
from broker_tui.casework.demo_way import begin_cv, support_herself


def ready_for_step_2(draft: Draft) -> None:
    """Step 1 with all that closes it in place (R81)."""
    draft.begin(3)
    _begin_goal(draft)
    draft.citizen["min_plan_broker_on"] = draft.day(1, 1).isoformat()
    draft.talk("rr")


def min_plan_missing(draft: Draft) -> None:
    """The same, and the broker's name is not in Min Plan (R82, C10)."""
    ready_for_step_2(draft)
    draft.citizen["min_plan_broker_on"] = None


def follow_up_due(draft: Draft) -> None:
    """At a company, to be followed up today (R110)."""
    internship(draft)
    _follow_up_last(draft, draft.today - timedelta(days=7))


def follow_up_overdue(draft: Draft) -> None:
    """At a company, and the plan for following up was not kept (R124)."""
    internship(draft)
    _follow_up_last(draft, draft.today - timedelta(days=12))


def bare_agreement(draft: Draft) -> None:
    """An internship of which hardly anything is written down (R101, R103, R107, R108, R113)."""
    internship(draft)
    _agreement(draft).update(
        contact_name="",
        contact_phone="",
        plan_agreed_on=None,
        purpose=None,
        why_not_paid_hours="",
        min_plan_on=None,
        vitas_on=None,
        purpose_min_plan_on=None,
        purpose_vitas_on=None,
    )


def dead_end(draft: Draft) -> None:
    """A taster to train at, from which nothing leads on, and its purpose is not in VITAS (R105, R106, R114)."""
    internship(draft)
    _agreement(draft).update(
        purpose="training", paid_hours_possible=False, paid_hours_expected="", is_taster=True, purpose_vitas_on=None
    )


def same_function(draft: Draft) -> None:
    """Internship and paid hours in the same function at one company (R104)."""
    internship(draft)
    draft.placement("paid_hours", 2)
    for placement in draft.records["placements"]:
        placement["work_function"] = "varer på plads"


def company_not_told(draft: Draft) -> None:
    """A new broker while the placement runs, of whom the company does not know (R126)."""
    internship(draft)
    draft.end("brokers", draft.day(1, 0))
    draft.records["brokers"][-1]["broker_id"] = draft.colleague
    draft.give_broker(draft.day(1, 0), note=draft.draw("handovers"))


def cv_alone(draft: Draft) -> None:
    """A CV made alone, searchable without "Jeg søger job som", and no company approached (R72, R78, R93)."""
    on_the_way(draft, "rr")
    for event in draft.records["cv"]:
        event["with_broker"] = False
    draft.records["approaches"].clear()
    draft.add("searchable", draft.day(2, 0), started_on=draft.day(2, 0), ended_on=None, job_sought_filled=False)


def placement_over(draft: Draft) -> None:
    """In step 3, the internship over, nothing new, and it does not stand on the CV (R105, R127)."""
    draft.begin(22)
    draft.step(2, 18)
    draft.step(3, 9)
    draft.placement("internship", 9, 1)
    draft.records["cv"] = [event for event in draft.records["cv"] if event["work"] != "updated"]
    draft.talk("r")


def no_placement(draft: Draft) -> None:
    """Came in at step 3, and the placement is not written down (R131)."""
    draft.begin(9)
    draft.records["steps"][-1]["step"] = 3
    draft.citizen["min_plan_broker_on"] = draft.day(8, 1).isoformat()
    draft.talk("rr")


def ready_for_aftercare(draft: Draft) -> None:
    """Paid hours became enough to live on (R128)."""
    paid_hours(draft)
    support_herself(draft, draft.day(1, 0), asked=False)


def consent_missing(draft: Draft) -> None:
    """In aftercare, and nobody has asked whether she wants it (R130)."""
    _aftercare(draft, draft.day(3, 2))
    draft.records["consents"].clear()


def aftercare_late(draft: Draft) -> None:
    """In aftercare, and the monthly call is overdue (R129)."""
    _aftercare(draft, draft.day(9, 2))


def job_lost(draft: Draft) -> None:
    """In aftercare, and the job is lost (R127)."""
    _aftercare(draft, draft.day(6, 2))
    draft.records["self_support"][-1]["ended_on"] = draft.day(1, 2).isoformat()


def _begin_goal(draft: Draft) -> None:
    begin_cv(draft, draft.day(2, 2))
    draft.add("job_goals", draft.day(1, 0), text=draft.draw("job_goals"), on=draft.day(1, 0), clarity="narrowing")


def _agreement(draft: Draft) -> dict[str, Any]:
    return draft.records["placements"][-1]


def _follow_up_last(draft: Draft, day: date) -> None:
    """Let the plan ask for a follow-up every week, and the last one have been on a day."""
    placement = _agreement(draft)
    started = draft.day(6, 3).isoformat()
    placement.update(started_on=started, agreed_on=started, plan_agreed_on=started)
    placement["phases"] = [{"every": "weekly", "until": None}]
    draft.records["steps"][-1]["started_on"] = draft.day(6, 2).isoformat()
    draft.records["steps"][-2]["ended_on"] = draft.day(6, 1).isoformat()
    draft.records["follow_ups"].clear()
    draft.add("follow_ups", day, placement_id=placement["id"], on=day, place="company", with_citizen=True,
              with_company=True, transferred_on=day)  # fmt: skip


def _aftercare(draft: Draft, start: date) -> None:
    draft.begin(30)
    draft.step(2, 26)
    draft.step(3, 18)
    draft.placement("ordinary_job", 18)
    draft.end("steps", start)
    draft.add("steps", start, step=4, started_on=start, ended_on=None)
    support_herself(draft, start)
    draft.talk("-" * 20)

"""The way to a job in the demo: CV and goal, going to companies, whole agreements, following up as planned."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from broker_tui.domain.dates import plus_months

if TYPE_CHECKING:
    from broker_tui.casework.demo_draft import Draft
    from broker_tui.casework.demo_props import Props

_PURPOSES: Final = ("paid_hours", "training", "clarification")
_WEEKLY_DAYS: Final = 28
"""How long the demo's plans ask for following up every week, before it is every month."""


def begin_matching(draft: "Draft", start: date, props: "Props") -> None:
    """Put in place what closes step 1, and go to a company in the first days of step 2."""
    rng = draft.rng
    if not draft.records["job_goals"]:
        draft.add(
            "job_goals",
            start,
            text=rng.choice(props.job_goals),
            on=start,
            kind=rng.choice(("position", "functions", "field")),
            clarity="clear",
            sources=["work"],
            workplaces=f"{draft.company} eller lignende",
            tasks=rng.choice(props.functions),
            abilities=rng.choice(props.resources),
        )
        begin_cv(draft, max(date.fromisoformat(draft.citizen["enrolled_on"]), start - timedelta(days=9)))
        draft.citizen["min_plan_broker_on"] = start.isoformat()
    go_to_company(draft, min(draft.today, start + timedelta(days=rng.randrange(1, 6))), props)


def begin_cv(draft: "Draft", day: date, *, with_broker: bool = True) -> None:
    """Begin the CV."""
    draft.add("cv", day, on=day, work="started", with_broker=with_broker)


def go_to_company(draft: "Draft", day: date, props: "Props", result: str = "interested") -> None:
    """Go to a company on a day."""
    draft.add(
        "approaches",
        day,
        on=day,
        company=draft.company,
        company_id=draft.company_id,
        by=draft.rng.choice(("broker", "together", "citizen")),
        result=result,
        note=draft.rng.choice(props.approaches),
        transferred_on=min(draft.today, day + timedelta(days=1)),
    )


def agree(draft: "Draft", kind: str, start: date, end: date | None, props: "Props") -> dict[str, Any]:
    """Make a whole agreement with a company, follow it up as planned, and return it."""
    rng = draft.rng
    agreed = min(draft.today, max(date.fromisoformat(draft.citizen["enrolled_on"]), start - timedelta(days=6)))
    internship = kind == "internship"
    placement = draft.add(
        "placements",
        start,
        kind=kind,
        company=draft.company,
        company_id=draft.company_id,
        started_on=start,
        ended_on=end,
        note="",
        agreed_on=agreed,
        work_function=rng.choice(props.functions),
        tasks="Efter aftale med kontaktpersonen",
        working_time="Man, ons og fre 9-12" if internship else "Efter vagtplan",
        weekly_hours=rng.choice(("6", "9", "12")) if internship else rng.choice(("5", "10", "20")),
        contact_name=rng.choice(props.contacts),
        contact_phone=f"20 30 4{rng.randrange(1, 10)} {rng.randrange(100):02d}",
        goal_told_citizen=True,
        goal_told_company=True,
        plan_agreed_on=agreed,
        plan_citizen=True,
        plan_broker=True,
        plan_company=True,
        phases=[
            {"every": "weekly", "until": (start + timedelta(days=_WEEKLY_DAYS)).isoformat()},
            {"every": "monthly", "until": None},
        ],
        min_plan_on=agreed,
        vitas_on=agreed if kind in {"internship", "wage_subsidy"} else None,
    )
    if internship:
        purpose = {"purpose_min_plan_on": placement["min_plan_on"], "purpose_vitas_on": placement["vitas_on"]}
        placement |= {"purpose": rng.choice(_PURPOSES), "why_not_paid_hours": rng.choice(props.why_not_paid), **purpose}
        placement |= {"paid_hours_possible": True, "paid_hours_expected": "Efter tre måneder"}
        placement["mastery"] = [{"text": rng.choice(props.functions), "done_on": None}]
    follow_up(draft, placement, start, end, props)
    if internship and end is not None and end <= draft.today:
        draft.add("cv", end, on=end, work="updated", with_broker=True)
    return placement


def follow_up(draft: "Draft", placement: dict[str, Any], start: date, end: date | None, props: "Props") -> None:
    """Follow a placement up as its plan says, so that nothing is due this week."""
    sunday = draft.today + timedelta(days=6 - draft.today.weekday())
    last = start
    hours = int(placement["weekly_hours"])
    while (due := _next(last, start)) <= min(sunday, end or sunday):
        day = min(due - timedelta(days=max(0, due.weekday() - 4)), draft.today)
        if day <= last:
            break
        hours += draft.rng.random() < 0.3
        paid = placement["kind"] not in {"internship", "wage_subsidy"}
        draft.add(
            "follow_ups",
            day,
            placement_id=placement["id"],
            on=day,
            place="company",
            with_citizen=True,
            with_company=True,
            note=draft.rng.choice(props.follow_ups),
            internship_hours=None if paid else str(hours),
            paid_hours=str(hours) if paid else None,
            transferred_on=day,
        )
        last = day


def _next(last: date, start: date) -> date:
    if last <= start + timedelta(days=_WEEKLY_DAYS):
        return last + timedelta(days=7)
    return plus_months(last, 1)


def study(draft: "Draft", start: date) -> None:
    """Let her begin an education that entitles to the state grant (R43)."""
    agreed = min(draft.today, start - timedelta(days=6))
    draft.add(
        "placements",
        start,
        kind="su_education",
        company="Social- og sundhedsskolen",
        company_id=None,
        started_on=start,
        ended_on=None,
        note="Grundforløb, derefter hovedforløb",
        agreed_on=agreed,
    )


def support_herself(draft: "Draft", start: date, kind: str = "job", *, asked: bool = True) -> None:
    """Let her support herself from a day on; asked, she agrees to aftercare."""
    draft.add("self_support", start, kind=kind, started_on=start, ended_on=None)
    if asked:
        draft.add(
            "consents", start, purpose="aftercare", on=start, form="oral", scope="Opkald hver måned", refused=False
        )

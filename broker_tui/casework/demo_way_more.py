"""What fills the way of the cast out: several approaches, an earlier goal, hours worked, network, measures, consents.

It is drawn with dice of its own when the plot is done, and changes nothing that rules find.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from broker_tui.casework.demo_props import company_id
from broker_tui.domain.dates import plus_months

if TYPE_CHECKING:
    from broker_tui.casework.demo_draft import Draft
    from broker_tui.casework.demo_props import Props

_ANSWERS: Final = ("no_answer", "refused", "visit", "interested")
_BY: Final = ("citizen", "broker", "together")
_UNPAID: Final = frozenset({"internship", "wage_subsidy"})
_SHARING: Final = 9
"""One in so many is asked whether her doctor may be told."""
_WEEKS_A_MONTH: Final = 4


def fill_out(draft: "Draft", props: "Props", place: int) -> None:
    """Fill a citizen of the cast out, whose place in it is known."""
    rng = Random(f"way/{place}")  # noqa: S311 - an invented caseload needs no secret
    if draft.citizen["network_wish"] == "yes":
        _network(draft, props, rng)
    if len(draft.records["steps"]) > 1:
        _earlier_goal(draft, rng)
        _sharpened_cv(draft, rng)
        _measures(draft, props, rng)
    _more_approaches(draft, props, rng)
    for placement in draft.records["placements"]:
        _placement(draft, props, placement, rng)
    _consents(draft, place)


def came_with_placement(draft: "Draft") -> None:
    """In paid hours when she came: step 3 from the first day, and the placement keeps its start (R131, R132)."""
    draft.begin(8)
    draft.records["steps"][-1]["step"] = 3
    draft.citizen["min_plan_broker_on"] = draft.day(7, 1).isoformat()
    draft.placement("paid_hours", 20)
    enrolled = draft.citizen["enrolled_on"]
    draft.records["placements"][-1] |= {"taken_over": True, "agreed_on": draft.day(20, 1).isoformat()}
    draft.records["follow_ups"] = [one for one in draft.records["follow_ups"] if one["on"] >= enrolled]
    draft.talk("")


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _network(draft: "Draft", props: "Props", rng: Random) -> None:
    for name, relation in rng.sample(list(props.network.items()), rng.randrange(1, 3)):
        draft.add("network", draft.today, name=name, relation=relation, phone=f"20 30 41 {rng.randrange(100):02d}")


def _earlier_goal(draft: "Draft", rng: Random) -> None:
    """R75, R76: the wish was being narrowed, or there was something to try, before the goal was clear."""
    goals = draft.records["job_goals"]
    if not goals or rng.random() < 0.6:
        return
    day = max(_day(draft.citizen["enrolled_on"]), _day(goals[0]["on"]) - timedelta(days=12))
    if day >= _day(goals[0]["on"]):
        return
    hard = rng.random() < 0.4
    draft.add(
        "job_goals",
        day,
        text="prøve et køkken" if hard else "noget praktisk",
        on=day,
        kind="to_try" if hard else "field",
        clarity="hard" if hard else "narrowing",
        sources=rng.sample(["work", "education", "leisure", "home", "children"], 2),
    )


def _sharpened_cv(draft: "Draft", rng: Random) -> None:
    """R73, R92."""
    begun = [_day(one["on"]) for one in draft.records["cv"] if one["work"] == "started" and one["with_broker"]]
    if not begun:
        return
    day = min(begun) + timedelta(days=rng.randrange(14, 28))
    if day <= draft.today and rng.random() < 0.6:
        draft.add("cv", day, on=day, work="consolidated", with_broker=True)
    if day <= draft.today and rng.random() < 0.2:
        draft.add("cv", day, on=day, work="cafe", with_broker=False, note="CV-café på biblioteket")


def _measures(draft: "Draft", props: "Props", rng: Random) -> None:
    """R140-R142."""
    if rng.random() < 0.15:
        kind, name, reason = rng.choice(props.measures)
        start = _day(draft.records["steps"][-1]["started_on"])
        end = start + timedelta(days=rng.randrange(7, 60))
        draft.add("parallel", start, type=kind, name=name, reason=reason, started_on=start, ended_on=end)


def _more_approaches(draft: "Draft", props: "Props", rng: Random) -> None:
    """R93, R94: several companies were asked; what came of it differs."""
    asked = draft.records["approaches"]
    if not asked:
        return
    first = _day(asked[0]["on"])
    span = (draft.today - first).days
    for _ in range(rng.randrange(3) if span > 1 else 0):
        day, place = first + timedelta(days=rng.randrange(1, span)), rng.randrange(len(props.companies))
        answer = rng.choice(_ANSWERS)
        match = rng.choice(((True, True, True, None), (True, True, False, False), (None, True, None, None)))
        draft.add(
            "approaches",
            day,
            on=day,
            company=props.companies[place],
            company_id=company_id(place),
            by=rng.choice(_BY),
            result=answer,
            note=rng.choice(props.approaches) if answer == "visit" else "",
            **_match(match if answer == "visit" else (None,) * 4),
        )


def _match(answers: tuple[bool | None, ...]) -> dict[str, bool | None]:
    names = ("ordinary_environment", "colleagues", "meaningful_tasks", "room_to_grow")
    return dict(zip(names, answers, strict=True))


def _placement(draft: "Draft", props: "Props", placement: dict[str, Any], rng: Random) -> None:
    """R94, R102, R120, R127: how it is there, what is mastered, hours month by month, and why it was broken off."""
    for approach in draft.records["approaches"]:
        if approach["company_id"] == placement["company_id"] and approach["on"] <= placement["agreed_on"]:
            approach["result"] = "agreed"
    placement |= _match((True, True, rng.random() < 0.8, rng.choice((True, None))))
    if rng.random() < 0.3:
        placement["health_considerations"] = rng.choice(props.health)
    start, end = _day(placement["started_on"]), placement["ended_on"]
    for task in placement.get("mastery", ()):
        if rng.random() < 0.4 and start + timedelta(days=20) <= draft.today:
            task["done_on"] = (start + timedelta(days=20)).isoformat()
    if placement["kind"] not in _UNPAID and "weekly_hours" in placement:
        for month in _months(start, min(draft.today, _day(end)) if end else draft.today):
            hours = str(int(placement["weekly_hours"]) * _WEEKS_A_MONTH + rng.randrange(-3, 6))
            period = f"{month:%Y-%m}"
            draft.add("worked_hours", month, placement_id=placement["id"], period=period, hours=hours)
    if end and _day(end) < draft.today and not draft.records["exits"]:
        placement["interrupted_on"] = end
        placement["interruption_reason"] = rng.choice(props.interruptions)


def _months(start: date, end: date) -> Iterator[date]:
    """Yield the first day of each month that was over by `end`, the first begun one included."""
    month = start.replace(day=1)
    while plus_months(month, 1) <= end:
        yield month
        month = plus_months(month, 1)


def _consents(draft: "Draft", place: int) -> None:
    """R130: an answer that was no, one that was taken back, and one for another purpose."""
    if draft.records["steps"] and draft.records["steps"][-1]["step"] == 5:
        for consent in draft.records["consents"]:
            consent["withdrawn_on"] = draft.records["steps"][-1]["started_on"]
    if place % _SHARING == 0:
        day = _day(draft.citizen["enrolled_on"])
        draft.add(
            "consents",
            day,
            purpose="sharing",
            on=day,
            form="written" if place % 2 else "oral",
            scope="Egen læge",
            refused=place % (2 * _SHARING) == 0,
        )

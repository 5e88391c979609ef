"""What happens to the invented citizens: one function for each state that the program has to show."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from broker_tui.casework.demo_draft import Draft
from broker_tui.casework.demo_way import study, support_herself
from broker_tui.domain.dates import plus_months

Plot: TypeAlias = Callable[[Draft], None]


def on_the_way(draft: Draft, recent: str = "r", begun: int | None = None) -> None:
    """Step 2, some weeks in."""
    weeks = begun or draft.rng.randrange(6, 13)
    draft.begin(weeks)
    draft.step(2, weeks - 4)
    draft.talk(recent)


def long_known(draft: Draft, recent: str = "rr", kind: str = "paid_hours") -> None:
    """A year in the programme: paid hours that ended, and step 2 anew with its own clock (R50, R127)."""
    draft.begin(draft.rng.randrange(44, 52))
    draft.step(2, draft.weeks - 4)
    draft.step(3, draft.weeks - 14)
    draft.placement(kind, draft.weeks - 14, draft.weeks - 27)
    draft.step(2, draft.rng.randrange(8, 12))
    draft.talk(recent)


def recently_begun(draft: Draft) -> None:
    """Step 1 in its third week; the network is not asked yet (R69)."""
    draft.begin(3)
    draft.citizen["network_wish"] = "not_asked"
    draft.talk("rr")


def taken_over(draft: Draft) -> None:
    """Another broker before this one (R62)."""
    on_the_way(draft, "rr", 14)
    draft.end("brokers", draft.day(6, 0))
    draft.records["brokers"][-1]["broker_id"] = draft.colleague
    draft.give_broker(draft.day(6, 0), note=draft.draw("handovers"))


def excused_now(draft: Draft) -> None:
    """Broker and citizen agreed to skip this week (C3)."""
    on_the_way(draft, "rx")


def back_again(draft: Draft) -> None:
    """The exemption ended and the weekly clock began anew (R15)."""
    draft.begin(30)
    draft.step(2, 7)
    draft.exempt("illness_worsened", draft.day(24, 0), draft.day(8, 6))
    draft.talk("rrtrr")


def due(draft: Draft) -> None:
    """Reached last week, not yet in this."""
    on_the_way(draft, "r-")


def tried(draft: Draft) -> None:
    """Tried this week, without luck (C5)."""
    on_the_way(draft, "rt")


def new_this_week(draft: Draft) -> None:
    """Enrolled this week; nobody has called yet."""
    draft.begin(0, talk=False)
    draft.citizen["network_wish"] = "not_asked"


def task_due(draft: Draft) -> None:
    """Something agreed for this week."""
    on_the_way(draft, "rr")
    sunday = draft.today + timedelta(days=6 - draft.today.weekday())
    draft.task(draft.day(1), sunday)
    draft.task(draft.day(1), None)


def overdue(draft: Draft) -> None:
    """One week missed (R95)."""
    on_the_way(draft, "r--")


def overdue_tried(draft: Draft) -> None:
    """Two weeks missed, with attempts."""
    on_the_way(draft, "r-tt")


def overdue_long(draft: Draft) -> None:
    """More than a month without contact."""
    long_known(draft, "r-----", "internship")


def never_reached(draft: Draft) -> None:
    """Has a broker, and was never reached."""
    draft.begin(3)
    draft.talk("-t-t")


def task_overdue(draft: Draft) -> None:
    """Something agreed that is past its day."""
    on_the_way(draft, "rrr")
    draft.task(draft.day(3), draft.day(2), draft.day(2))
    draft.task(draft.day(2), draft.today - timedelta(days=4))


def step_1_long(draft: Draft) -> None:
    """Step 1 for more than a month (R83)."""
    draft.begin(7)
    draft.talk("rrr")


def step_2_long(draft: Draft) -> None:
    """Step 2 for more than thirteen weeks (R115)."""
    draft.begin(21)
    draft.step(2, 16)
    draft.talk("rrr")


def internship(draft: Draft, kind: str = "internship") -> None:
    """Out at a company, so the weekly contact rests (R96)."""
    draft.begin(draft.rng.randrange(14, 24))
    draft.step(2, draft.weeks - 4)
    started = draft.rng.randrange(2, 8)
    draft.step(3, started)
    draft.placement(kind, started)
    draft.talk("")


def paid_hours(draft: Draft) -> None:
    """Ordinary paid hours (R40)."""
    internship(draft, "paid_hours")


def wage_subsidy(draft: Draft) -> None:
    """A job with wage subsidy, which does not count (R46)."""
    internship(draft, "wage_subsidy")


def placement_ended(draft: Draft) -> None:
    """The internship ended two weeks ago, and the duty is back (R127)."""
    draft.begin(22)
    draft.step(2, 18)
    draft.step(3, 9)
    draft.placement("internship", 9, 2)
    draft.step(2, 1)
    draft.talk("rr-")


def placement_agreed(draft: Draft) -> None:
    """Starts in paid hours next week; until then the duty holds (R96), and she does not count (R50)."""
    on_the_way(draft, "rrr")
    draft.placement("paid_hours", -1)


def parental_leave(draft: Draft) -> None:
    """Exempt and out of the indsatsgruppe while it lasts (R14)."""
    draft.begin(26)
    draft.step(2, 22)
    draft.age(draft.rng.uniform(31, 41))
    draft.exempt("parental_leave", draft.day(10, 0), draft.day(-20, 6))
    draft.talk("")


def illness(draft: Draft) -> None:
    """Unable to take part at present, and exempt (R13)."""
    draft.begin(16)
    draft.citizen["unable_to_take_part"] = True
    draft.exempt("illness_worsened", draft.day(9, 0))
    draft.talk("")


def other_exemption(draft: Draft) -> None:
    """An exemption that does not subtract: the duty goes on (R16)."""
    on_the_way(draft, "rr")
    draft.exempt("other", draft.day(5, 0), rests=False)


def group_2(
    draft: Draft, *, plan: int | None = 16, team: int | None = 9, outcome: str | None = "flex_job", decided: int = 5
) -> None:
    """Group 2 with the plan begun, the team met and the decision taken (R8-R11)."""
    draft.begin(30)
    start = draft.day(18, 0)
    for name in ("groups", "steps"):
        draft.end(name, start)
    draft.add("groups", start, group="2", started_on=start, ended_on=None, note="")
    draft.add("markers", start, marker="rehab", started_on=start, ended_on=None)
    draft.rest(start)
    draft.citizen["assessment"] = "flex_job"
    for field, weeks in (("rehab_plan_started_on", plan), ("rehab_team_on", team)):
        draft.citizen[field] = None if weeks is None else draft.day(weeks).isoformat()
    if outcome and team is not None:
        draft.citizen["rehab_outcome"] = outcome
        draft.citizen["rehab_outcome_on"] = draft.day(decided).isoformat()
    draft.talk("")


def rehab_refused(draft: Draft) -> None:
    """None of the three was granted: may return to group 1 (C22)."""
    group_2(draft, outcome="none", decided=1)


def senior_pension_slow(draft: Draft) -> None:
    """Applied for senior pension more than half a year ago; every duty goes on (R18, R19)."""
    long_known(draft, kind="internship")
    draft.age(62)
    applied = plus_months(draft.today, -8)
    draft.add("senior_pension", applied, status="applied", on=applied)


def senior_pension_granted(draft: Draft) -> None:
    """Granted senior pension; the exit is not registered (R21)."""
    on_the_way(draft, "rr")
    draft.age(63)
    draft.add("senior_pension", draft.day(14), status="applied", on=draft.day(14))
    draft.add("senior_pension", draft.day(1, 1), status="granted", on=draft.day(1, 1))


def case_closed(draft: Draft) -> None:
    """The case is closed; the programme goes on (R24). Job-ready by now (R25)."""
    long_known(draft)
    draft.citizen["case_closed_on"] = draft.day(6).isoformat()
    draft.add("readiness", draft.day(9), readiness="job_ready", started_on=draft.day(9))
    draft.citizen["protected_address"] = True


def aftercare(draft: Draft, step: int = 4, *, studies: bool = False) -> None:
    """In an ordinary job or in education; a call a month (R129)."""
    draft.begin(40)
    draft.step(2, 36)
    draft.step(3, 26)
    if studies:
        study(draft, draft.day(26, 3))
    else:
        draft.placement("ordinary_job", 26)
    support_herself(draft, draft.step(step, 14), "education" if studies else "job")
    draft.talk("-" * 20)
    for weeks in (13, 9, 5, 1):
        draft.call(weeks, "aftercare")


def done(draft: Draft) -> None:
    """Through the programme, in an education with a state grant (R43)."""
    aftercare(draft, 5, studies=True)


def moved(draft: Draft) -> None:
    """Moved away (R22)."""
    draft.begin(30)
    draft.step(2, 26)
    draft.rest(draft.leave("moved", 6, draft.draw("exits")))
    draft.talk("------")


def died(draft: Draft) -> None:
    """Died (R22)."""
    draft.begin(22)
    draft.rest(draft.leave("died", 8))
    draft.talk("--------")


def state_pension(draft: Draft) -> None:
    """On state pension (R22)."""
    draft.begin(34)
    draft.age(64.9)
    draft.rest(draft.leave("state_pension", 5))
    draft.talk("-----")


def senior_pension_exit(draft: Draft) -> None:
    """Granted senior pension, and out (R21)."""
    draft.begin(34)
    draft.age(62)
    draft.add("senior_pension", draft.day(24), status="applied", on=draft.day(24))
    draft.add("senior_pension", draft.day(7), status="granted", on=draft.day(7))
    draft.rest(draft.leave("senior_pension", 7))
    draft.talk("-------")


def returned(draft: Draft) -> None:
    """Moved away and came back."""
    draft.begin(44)
    gone = draft.leave("moved", 30, draft.draw("exits"))
    back = draft.day(9, 0)
    draft.records["exits"][-1]["returned_on"] = back.isoformat()
    draft.rest(gone, back - timedelta(days=1))
    draft.add("groups", back, group="1", started_on=back, ended_on=None, note="")
    draft.give_broker(back)
    draft.step(2, 9)
    draft.talk("rr")

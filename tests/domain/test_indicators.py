"""What is followed beside the results: it agrees with the week grid, the step clock and the days themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.codes import ContactMedium, ExitReason, PlacementKind, Readiness, Step
from broker_tui.domain.dates import IsoWeek, Month, weeks_between
from broker_tui.domain.facts import BrokerSpan, ExemptionSpan, ExitSpan, StepSpan, in_order
from broker_tui.domain.indicators import Indicators, MonthIndicators, StepDays, Watched
from broker_tui.domain.results import judge_month
from broker_tui.domain.results_person import Person, ReadinessMark
from broker_tui.domain.rules.steps import step_long
from broker_tui.domain.rules.weekly import week_state
from broker_tui.domain.weeks import KeptRequired, WeekMark, kept_required
from tests.domain.people import FSM3, facts
from tests.domain.results_people import JANUARY, NOVEMBER, OCTOBER, TODAY, at, doing, person
from tests.domain.test_results_agree import days, people, spans

MONTHS = (Month(2026, 9), OCTOBER, NOVEMBER)
MINE = (BrokerSpan(JANUARY, None, "maja"),)


def told(*many: tuple[Person, Watched], broker: str | None = None) -> dict[Month, MonthIndicators]:
    """Sum up citizens over three months, as of 20 November 2026."""
    sums = Indicators(MONTHS, TODAY, broker)
    for one, watched in many:
        sums.add(one, watched, FSM3, [judge_month(one, FSM3, month, TODAY) for month in MONTHS])
    return {one.month: one for one in sums.told()}


@st.composite
def watched(draw: st.DrawFn) -> Watched:
    return Watched(
        steps=in_order(StepSpan(*span) for span in draw(spans(st.sampled_from(Step), 3))),
        excused=tuple(sorted({IsoWeek.of(day) for day in draw(st.lists(days, max_size=3))})),
        reached=draw(st.lists(st.dates(date(2026, 8, 20), TODAY), max_size=12)),
    )


@given(people(), watched(), st.just(MINE) | st.just((BrokerSpan(date(2026, 9, 16), date(2026, 11, 3), "per"),)))
@settings(max_examples=150, deadline=None)
def test_weeks_are_those_of_the_week_grid(one: Person, beside: Watched, brokers: tuple[BrokerSpan, ...]) -> None:
    """C5: a week belongs to the month of its Sunday, and is told of once it is over."""
    one = one._replace(brokers=brokers)
    same = facts(
        enrolled_on=one.enrolled_on,
        groups=one.groups,
        brokers=one.brokers,
        exemptions=one.exemptions,
        placements=one.placements,
        exits=one.exits,
        steps=beside.steps,
        excused_weeks=beside.excused,
    )
    reached = {IsoWeek.of(day): WeekMark(reached=True, medium=ContactMedium.PHONE) for day in beside.reached}
    sums = told((one, beside))
    for month in MONTHS:
        weeks = weeks_between(IsoWeek.of(month.first), IsoWeek.of(month.last))
        inside = [week for week in weeks if Month.of(week.sunday) == month and week.sunday <= TODAY]
        statuses = [week_state(same, FSM3, TODAY, week, reached.get(week)) for week in inside]
        assert sums[month].weeks == kept_required(statuses)


@given(people(), watched())
@settings(max_examples=100, deadline=None)
def test_who_is_past_a_limit_is_whom_the_rule_finds(one: Person, beside: Watched) -> None:
    """R83, R115."""
    sums = told((one, beside))
    for month in MONTHS:
        day = min(month.last, TODAY)
        standing = judge_month(one, FSM3, month, TODAY)
        same = facts(
            enrolled_on=one.enrolled_on,
            groups=one.groups,
            exemptions=one.exemptions,
            exits=one.exits,
            steps=beside.steps,
        )
        found = standing.in_group and step_long(same, FSM3, day) is not None
        assert sum(days.over for days in sums[month].steps.values()) == found


def test_a_broker_is_told_of_her_own_weeks_alone() -> None:
    moved = (BrokerSpan(JANUARY, date(2026, 10, 15), "per"), BrokerSpan(date(2026, 10, 16), None, "maja"))
    one = person(brokers=moved)
    everybody, per, maja = (told((one, Watched()), broker=broker)[OCTOBER].weeks for broker in (None, "per", "maja"))
    assert (everybody, per, maja) == (KeptRequired(0, 4), KeptRequired(0, 2), KeptRequired(0, 2))


def test_exits_are_told_in_their_month_by_reason() -> None:
    gone = person(exits=(ExitSpan(date(2026, 10, 31), None, ExitReason.MOVED),))
    back = person(exits=(ExitSpan(date(2026, 10, 1), date(2026, 10, 20), ExitReason.DIED),))
    later = person(exits=(ExitSpan(date(2026, 11, 21), None, ExitReason.STATE_PENSION),))
    sums = told((gone, Watched()), (back, Watched()), (later, Watched()))
    assert sums[OCTOBER].exits == {ExitReason.MOVED: 1, ExitReason.DIED: 1}
    assert sums[NOVEMBER].exits == {}


def test_an_exit_is_of_the_broker_whose_time_ended_with_it() -> None:
    brokers = (BrokerSpan(JANUARY, date(2026, 10, 30), "maja"),)
    gone = person(brokers=brokers, exits=(ExitSpan(date(2026, 10, 31), None, ExitReason.MOVED),))
    assert told((gone, Watched()), broker="maja")[OCTOBER].exits == {ExitReason.MOVED: 1}
    assert told((gone, Watched()), broker="per")[OCTOBER].exits == {}


def test_only_a_change_makes_a_citizen_job_ready() -> None:
    ready, active = Readiness.JOB_READY, Readiness.ACTIVITY_READY
    changed = person(readiness=(ReadinessMark(JANUARY, active), ReadinessMark(date(2026, 10, 9), ready)))
    always = person(readiness=(ReadinessMark(date(2026, 10, 9), ready),))
    turned = person(readiness=(ReadinessMark(JANUARY, ready), ReadinessMark(date(2026, 10, 9), active)))
    sums = told(*((one, Watched()) for one in (changed, always, turned)))
    assert [sums[month].to_job_ready for month in MONTHS] == [0, 1, 0]


@pytest.mark.parametrize(
    ("start", "end", "running"),
    [
        (date(2026, 9, 30), date(2026, 10, 1), [1, 1, 0]),
        (date(2026, 10, 31), None, [0, 1, 1]),
        (date(2026, 11, 21), None, [0, 0, 0]),
    ],
)
def test_a_step_up_runs_in_every_month_it_touches(start: date, end: date | None, running: list[int]) -> None:
    """R186; marker and step-up of the same citizen are one."""
    beside = Watched(step_ups=((start, end), (start, end)))
    assert [told((person(), beside))[month].step_ups for month in MONTHS] == running
    assert not any(one.step_ups for one in told((person(groups=()), beside)).values())


def test_days_in_a_step_are_those_of_who_goes_on_and_of_who_is_there() -> None:
    first, second = Step.CLARIFICATION, Step.TOWARDS_JOB
    going_on = (StepSpan(date(2026, 9, 1), date(2026, 10, 4), first), StepSpan(date(2026, 10, 5), None, second))
    quicker = (StepSpan(date(2026, 9, 28), date(2026, 10, 11), first), StepSpan(date(2026, 10, 12), None, second))
    stuck = (StepSpan(date(2026, 9, 1), None, first),)
    sums = told(*((person(), Watched(steps=steps)) for steps in (going_on, quicker, stuck)))
    assert sums[OCTOBER].steps[first] == StepDays(left=2, left_median=24.0, inside=1, inside_median=60, over=1)
    assert sums[OCTOBER].steps[second] == StepDays(left=0, left_median=None, inside=2, inside_median=22.5, over=0)
    assert sums[NOVEMBER].steps[second] == StepDays(left=0, left_median=None, inside=2, inside_median=42.5, over=0)
    exempt = person(exemptions=(ExemptionSpan(JANUARY, None, "parental_leave"),))
    assert told((exempt, Watched(steps=stuck)))[OCTOBER].steps[first] == StepDays()


def test_a_step_that_stops_is_not_gone_on_from() -> None:
    steps = (
        StepSpan(date(2026, 9, 1), date(2026, 10, 4), Step.CLARIFICATION),
        StepSpan(date(2026, 10, 20), None, Step.TOWARDS_JOB),
    )
    assert told((person(), Watched(steps=steps)))[OCTOBER].steps[Step.CLARIFICATION].left == 0


def test_at_a_company_no_contact_is_asked_for() -> None:
    """R96."""
    one = doing(at(PlacementKind.INTERNSHIP), brokers=MINE)
    assert told((one, Watched()))[OCTOBER].weeks == KeptRequired(0, 0)
    assert told((person(brokers=MINE), Watched(reached=[date(2026, 10, 1)])))[OCTOBER].weeks == KeptRequired(1, 4)


def test_before_the_first_sunday_there_are_no_weeks() -> None:
    day = date(2026, 12, 2)
    month = Month.of(day)
    sums = Indicators([month], day)
    one = person(brokers=MINE)
    sums.add(one, Watched(reached=[day]), FSM3, [judge_month(one, FSM3, month, day)])
    assert sums.told()[0].weeks == KeptRequired(0, 0)
    assert sums.first_contact_day > sums.last_contact_day


def test_contacts_are_asked_for_from_the_first_monday_that_matters() -> None:
    sums = Indicators(MONTHS, TODAY)
    assert (sums.first_contact_day, sums.last_contact_day) == (date(2026, 8, 31), date(2026, 11, 15))
    assert sums.last_contact_day + timedelta(days=7) > TODAY

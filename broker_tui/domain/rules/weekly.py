"""The weekly contact between broker and citizen (R95-R98, decisions C3 and C5)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import Group, Level, NotRequired, Step, WeekState
from broker_tui.domain.dates import IsoWeek, week_of
from broker_tui.domain.facts import (
    BrokerSpan,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GroupSpan,
    PlacementSpan,
    StepSpan,
)
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import exited_by, latest_on, resting_placement_on, subtracting_exemption_on
from broker_tui.domain.weeks import PastWeeks, WeekMark, WeekStatus

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme

SCANNED_WEEKS: Final = 104
"""How far back missed weeks are counted."""

REASON_RULE: Final[Mapping[NotRequired, str]] = {
    NotRequired.NOT_ENROLLED: "R5",
    NotRequired.NO_BROKER: "R60",
    NotRequired.NOT_GROUP_1: "R23",
    NotRequired.EXEMPT: "R14",
    NotRequired.AT_COMPANY: "R96",
    NotRequired.EXITED: "R22",
    NotRequired.COMPLETED: "R129",
}
"""The rule behind each reason for a week without duty."""

# Read off their enumerations once: in Python 3.11 that costs more than all else a rule does.
_GROUP_1: Final = Group.INTERVENTION
_AFTERCARE: Final = Step.AFTERCARE
_DUE: Final = Level.DUE
_OVERDUE: Final = Level.OVERDUE


class DutySpans(NamedTuple):
    """What decides whether contact is needed in a week, for who has no whole Facts at hand."""

    enrolled_on: date
    groups: tuple[GroupSpan, ...] = ()
    brokers: tuple[BrokerSpan, ...] = ()
    exemptions: tuple[ExemptionSpan, ...] = ()
    placements: tuple[PlacementSpan, ...] = ()
    steps: tuple[StepSpan, ...] = ()
    exits: tuple[ExitSpan, ...] = ()


def weekly_rule(programme: "Programme") -> str:
    """Return the rule that asks for weekly contact: a duty in FSM2 (R96), the rule of thumb in FSM3 (R95)."""
    return "R96" if programme.weekly_is_must else "R95"


def not_required_reason(facts: Facts, programme: "Programme", day: date) -> NotRequired | None:
    """Return why no weekly contact is needed on a day, None when it is (R14, R15, R60, R95, R96)."""
    if day < facts.enrolled_on:
        return NotRequired.NOT_ENROLLED
    if (facts.exits or facts.exited_on) and exited_by(facts, day):
        return NotRequired.EXITED
    group = latest_on(facts.groups, day)
    if group is None or group.group is not _GROUP_1:
        return NotRequired.NOT_GROUP_1
    if facts.exemptions and subtracting_exemption_on(facts, programme, day):
        return NotRequired.EXEMPT
    step = latest_on(facts.steps, day)
    if step is not None and step.step >= _AFTERCARE:
        return NotRequired.COMPLETED
    if facts.placements and resting_placement_on(facts, programme, day):
        return NotRequired.AT_COMPANY
    return None if latest_on(facts.brokers, day) else NotRequired.NO_BROKER


def latest_mark(facts: Facts, week: IsoWeek) -> WeekMark | None:
    """Return what contacts have left in `week`, that of the day of judging: the last of them tell."""
    monday = week.monday
    if facts.last_reached_on is not None and facts.last_reached_medium and facts.last_reached_on >= monday:
        return WeekMark(reached=True, medium=facts.last_reached_medium)
    if facts.last_contact_on is not None and facts.last_contact_medium and facts.last_contact_on >= monday:
        return WeekMark(reached=False, medium=facts.last_contact_medium)
    return None


def week_state(
    facts: Facts, programme: "Programme", today: date, week: IsoWeek, mark: WeekMark | None = None
) -> WeekStatus:
    """Return what a week holds: its last day decides whether contact was needed in it (C5).

    `mark` is what the contacts of that week left, None when there were none.
    """
    monday = week.monday
    reason = not_required_reason(facts, programme, monday + timedelta(days=6))
    begun = monday <= today
    excused = week in facts.excused_weeks
    required = begun and reason is None and not excused
    medium = None if mark is None else mark.medium
    if mark is not None and mark.reached:
        return WeekStatus(WeekState.REACHED, medium, reason, required)
    if not begun:
        return WeekStatus(WeekState.FUTURE, None, reason)
    if excused:
        return WeekStatus(WeekState.EXCUSED, medium, reason)
    if reason is not None:
        return WeekStatus(WeekState.NOT_REQUIRED, medium, reason)
    return WeekStatus(WeekState.MISSING if mark is None else WeekState.TRIED, medium, None, required=True)


def weekly_contact(facts: Facts, programme: "Programme", today: date) -> Finding | None:
    """R95-R98: contact every week until the citizen is out at a company; only reaching her counts (C5).

    Due by Sunday; overdue from the first week missed since she was last reached, or since the duty last began: it
    begins with the broker, and anew when an exemption or a placement ends (R15). An excused week is no missed one (C3).
    """
    monday, sunday, week = week_of(today)
    reached = facts.last_reached_on
    if reached is not None and reached >= monday:
        return None
    if not_required_reason(facts, programme, sunday) is not None:
        return None
    if facts.excused_weeks and week in facts.excused_weeks:
        return None
    counted_from = facts.enrolled_on if reached is None else reached
    missed = _missed(facts, programme, monday, counted_from)
    late = missed != 0
    if late:
        # The highest bit is the oldest week.
        since = monday - timedelta(weeks=missed.bit_length())
        due = since + timedelta(days=6)
    else:
        since, due = monday, sunday
    params = {
        "days": max(0, (today - counted_from).days),
        "week": week,
        "n": missed.bit_count(),
        "missed": missed.bit_count(),
        "never": reached is None,
    }
    return Finding("weekly_contact", _OVERDUE if late else _DUE, weekly_rule(programme), since, due, params)


def _missed(facts: Facts, programme: "Programme", monday: date, counted_from: date) -> int:
    """Return the missed weeks before the one that begins on `monday`, as bits of PastWeeks.

    Counted are the weeks after the one that holds `counted_from`, or with it when she was never reached, back to the
    last that needed no contact.
    """
    passed = (monday - counted_from).days
    count = -(-passed // 7) if facts.last_reached_on is None else (passed - 1) // 7
    if count <= 0:
        return 0
    past = PastWeeks(monday - timedelta(days=1), min(count, SCANNED_WEEKS))
    duty = duty_weeks(facts, programme, past)
    # Adding one carries through the unbroken run of duty that ends last week.
    run = duty & ~(duty + 1)
    if run and facts.excused_weeks:
        for week in facts.excused_weeks:
            run &= ~past.within(week.monday, week.sunday)
    return run


def duty_weeks(facts: Facts | DutySpans, programme: "Programme", past: PastWeeks) -> int:
    """Return the weeks on whose Sunday the duty held; agrees with `not_required_reason` day by day."""
    within = past.within
    group = broker = off = after = 0
    for g in facts.groups:
        # Of overlapping spans the one that began last counts, as in `status.group_on`.
        bits = within(g.start, g.end)
        group = group | bits if g.group is _GROUP_1 else group & ~bits
    for b in facts.brokers:
        broker |= within(b.start, b.end)
    for e in facts.exemptions:
        kind = programme.exemptions.get(e.type)
        if kind is not None and kind.subtracts:
            off |= within(e.start, e.end)
    for p in facts.placements:
        if p.kind in programme.stops_weekly:
            off |= within(p.start, p.end)
    for s in facts.steps:
        bits = within(s.start, s.end)
        after = after | bits if s.step >= _AFTERCARE else after & ~bits
    for x in facts.exits:
        off |= within(x.start, x.end)
    return group & broker & ~off & ~after & within(facts.enrolled_on, None)

"""What is followed month by month beside the results: step-up, exits, readiness, weekly contact, steps (law.md 2.4).

None of it enters the share. Placements and exemptions by type stand in MonthResult, since they come of the same count.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import ExitReason, Readiness, Step
from broker_tui.domain.dates import IsoWeek, Month
from broker_tui.domain.facts import ExitSpan, StepSpan
from broker_tui.domain.rules.weekly import DutySpans, duty_weeks
from broker_tui.domain.status import latest_on, step_due
from broker_tui.domain.weeks import KeptRequired, PastWeeks

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme
    from broker_tui.domain.results import MonthStanding
    from broker_tui.domain.results_person import Person

TIMED_STEPS: Final = (Step.CLARIFICATION, Step.TOWARDS_JOB)
"""The steps that have a limit (R83, R115)."""

GAPS: Final = ("contact_person_missing", "min_plan_agreement_missing", "vitas_missing", "min_plan_broker_missing")
"""Findings that tell of something an official system lacks and the monitoring rests on (law.md 2.3)."""


_ONE_DAY: Final = timedelta(days=1)


class Watched(NamedTuple):
    """What is followed of a citizen beside what counting reads.

    Attributes:
        steps: sorted by start.
        step_ups: first and last day of each step-up or its marker (R186).
        excused: weeks that need no contact.
        reached: days on which a contact reached her.
    """

    steps: tuple[StepSpan, ...] = ()
    step_ups: tuple[tuple[date, date | None], ...] = ()
    excused: tuple[IsoWeek, ...] = ()
    reached: Sequence[date] = ()


class StepDays(NamedTuple):
    """How long citizens of the indsatsgruppe spend in a step, in days.

    Attributes:
        left: how many went on to another step in the month; `left_median` the days they had spent in it.
        inside: how many are in it on the measuring day; `inside_median` the days so far.
        over: how many of those are past its limit (R83, R115).
    """

    left: int = 0
    left_median: float | None = None
    inside: int = 0
    inside_median: float | None = None
    over: int = 0


class MonthIndicators(NamedTuple):
    """What is followed in one month.

    Attributes:
        month: the month.
        step_ups: how many citizens of either group had a step-up running in it (R186).
        exits: how many left the programme in it, by reason (R22, R23).
        to_job_ready: how many went from activity-ready to job-ready in it (R25, R51).
        weeks: the weekly contact of all weeks that ended in it by today: kept of required (R95-R98).
        steps: how long steps 1 and 2 take.
        gaps: how many citizens lack each of GAPS in the official systems today; None of months that are over, since
            nobody knows any more what lacked then.
    """

    month: Month
    step_ups: int = 0
    exits: Mapping[ExitReason, int] = MappingProxyType({})
    to_job_ready: int = 0
    weeks: KeptRequired = KeptRequired(0, 0)
    steps: Mapping[Step, StepDays] = MappingProxyType({})
    gaps: Mapping[str, int] | None = None

    @property
    def kept_share(self) -> float | None:
        """How much of the required weekly contact was kept, None where none was required."""
        return self.weeks.kept / self.weeks.required if self.weeks.required else None

    @property
    def steps_over(self) -> int:
        """How many are in a step longer than its limit."""
        return sum(days.over for days in self.steps.values())


class _StepSums:
    def __init__(self) -> None:
        self.left: list[int] = []
        self.inside: list[int] = []
        self.over = 0

    def told(self) -> StepDays:
        return StepDays(len(self.left), _median(self.left), len(self.inside), _median(self.inside), self.over)


class _MonthSums:
    """The running sums of one month."""

    def __init__(self, month: Month, today: date) -> None:
        self.month = month
        self.first = month.first
        self.until = min(month.last, today)
        self.step_ups = self.to_job_ready = self.kept = self.required = 0
        self.exits: Counter[ExitReason] = Counter()
        self.steps = {step: _StepSums() for step in TIMED_STEPS}

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the month and is not in the future."""
        return self.first <= day <= self.until

    def told(self) -> MonthIndicators:
        """Return the sums."""
        return MonthIndicators(
            self.month,
            self.step_ups,
            {reason: self.exits[reason] for reason in ExitReason if reason in self.exits},
            self.to_job_ready,
            KeptRequired(self.kept, self.required),
            {step: sums.told() for step, sums in self.steps.items()},
        )


class Indicators:
    """The sums of several months, citizen by citizen.

    With `broker_id` a week, an exit and a change belong to whoever had the citizen on that day, an exit also to whoever
    had her the day before, since assignments end with it.
    """

    def __init__(self, months: Sequence[Month], today: date, broker_id: str | None = None) -> None:
        self._months = [_MonthSums(month, today) for month in months]
        self._broker_id = broker_id
        # The last Sunday that has come: of the week that runs nobody knows yet.
        last = min(max(months).last, today)
        self._sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        count = (self._sunday - min(months).first).days // 7 + 1 if self._sunday >= min(months).first else 0
        self._past = PastWeeks(self._sunday, count)
        self._bits = [self._past.within(one.first, one.month.last) for one in self._months]

    @property
    def first_contact_day(self) -> date:
        """The first day whose contacts matter: the Monday of the first week that ends in these months."""
        return self._sunday - timedelta(days=7 * self._past.count - 1)

    @property
    def last_contact_day(self) -> date:
        """The last day whose contacts matter."""
        return self._sunday

    def add(
        self,
        person: "Person",
        watched: Watched,
        programme: "Programme",
        standings: "Sequence[MonthStanding | None]",
    ) -> None:
        """Add a citizen; `standings` say what is said of her in each month, in the order of the months."""
        self._add_weeks(person, watched, programme)
        for span in person.exits:
            self._add_exit(person, span)
        for before, after in pairwise(person.readiness):
            if (before.readiness, after.readiness) == (Readiness.ACTIVITY_READY, Readiness.JOB_READY):
                for one in self._months:
                    one.to_job_ready += one.holds(after.on) and self._is_hers(person, after.on)
        steps, step_ups = watched.steps, watched.step_ups
        if not steps and not step_ups:
            return
        for one, standing in zip(self._months, standings, strict=True):
            if standing is None or standing[0].group is None:
                continue
            if step_ups:
                first, until = one.first, one.until
                one.step_ups += any(start <= until and (end is None or end >= first) for start, end in step_ups)
            if standing[0].in_group:
                _add_steps(one, steps, programme)

    def told(self) -> tuple[MonthIndicators, ...]:
        """Return what has been summed up, in the order of the months."""
        return tuple(one.told() for one in self._months)

    def _is_hers(self, person: "Person", *days: date) -> bool:
        if self._broker_id is None:
            return True
        spans = [latest_on(person.brokers, day) for day in days]
        return any(span is not None and span.broker_id == self._broker_id for span in spans)

    def _add_exit(self, person: "Person", span: ExitSpan) -> None:
        for one in self._months:
            if one.holds(span.start) and self._is_hers(person, span.start, span.start - timedelta(days=1)):
                one.exits[span.reason] += 1

    def _add_weeks(self, person: "Person", watched: Watched, programme: "Programme") -> None:
        past = self._past
        spans = (person.groups, person.brokers, person.exemptions, person.placements, watched.steps, person.exits)
        required = duty_weeks(DutySpans(person.enrolled_on, *spans), programme, past)
        for week in watched.excused if required else ():
            required &= ~past.within(week.monday, week.sunday)
        if self._broker_id is not None:
            required &= self._weeks_of_broker(person)
        if not required:
            return
        reached, sunday = 0, self._sunday
        for day in watched.reached:
            back = (sunday - day).days // 7
            if back >= 0:
                reached |= 1 << back
        kept = required & reached
        for one, bits in zip(self._months, self._bits, strict=True):
            if required & bits:
                one.required += (required & bits).bit_count()
                one.kept += (kept & bits).bit_count()

    def _weeks_of_broker(self, person: "Person") -> int:
        hers = 0
        for span in person.brokers:
            bits = self._past.within(span.start, span.end)
            hers = hers | bits if span.broker_id == self._broker_id else hers & ~bits
        return hers


def _add_steps(one: _MonthSums, steps: tuple[StepSpan, ...], programme: "Programme") -> None:
    """Add in which step a citizen of the group is on the measuring day, and which she went on from in the month."""
    until = one.until
    span = latest_on(steps, until)
    if span is not None and span.step in one.steps:
        sums = one.steps[span.step]
        sums.inside.append((until - span.start).days)
        due = step_due(span, programme)
        sums.over += due is not None and due < until
    for before, after in pairwise(steps):
        went_on = before.end is not None and after.start == before.end + _ONE_DAY
        if went_on and before.step in one.steps and one.first <= after.start <= until:
            one.steps[before.step].left.append((after.start - before.start).days)


def _median(days: list[int]) -> float | None:
    return median(days) if days else None

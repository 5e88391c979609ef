"""Who counts in a month, who does not, who is outside the indsatsgruppe, and why (R40-R59): one pure function.

What is counted here is a local estimate: the official figure rests on e-indkomst (R53).

Where the sources leave room, this is decided:

- A month is measured on its last day, the current one today: who is in group 1 then, enrolled, not exited and not
  exempt makes up the net group (R57, C6). With MonthStatus.ANY_DAY one day in the group is enough; who was in both
  groups in the month then belongs to group 1, who was exempt for a part of it is in the group.
- An activity touches a month when it covers one day of it (R41), whether or not the citizen was in the group that day.
  Of the current month only the days up to today are looked at; what is agreed for later never counts (R50).
- Senior pension takes the citizen out from the day it is granted, though nobody has registered the exit yet, since the
  official figure leaves her out (R21). Applying changes nothing (R18), nor does a closed case (R24) or becoming
  job-ready (R25, R51).
- Of several activities the one that counts decides, paid hours before education, then the one that began last; she
  counts once (R42).
- Paid hours beside an internship count (R104) once they are registered or agreed; a placement with paid hours does not
  count in a month of which every day is registered with none (R40). A wage subsidy never counts, whatever is
  registered on it (R46), nor does a flex job (R48) or a social card (R52); an ordinary job counts until its end (R45).
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import ExitReason, Group, PlacementKind, Readiness, SeniorPension
from broker_tui.domain.codes_results import MonthStatus, ResultColumn, ResultNote, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.paid_hours import had_paid_hours
from broker_tui.domain.results_person import HOURS_MATTER, Person
from broker_tui.domain.results_standing import MonthStanding, Verdict
from broker_tui.domain.status import latest_on, subtracting_on

if TYPE_CHECKING:
    from broker_tui.domain.facts import PlacementSpan
    from broker_tui.domain.programme import Programme

__all__ = ["MonthStanding", "Verdict", "Window", "changes", "judge_month", "judge_window", "unchanged_since"]

# Read off their enumerations once: in Python 3.11 that costs more than the comparison.
_GROUP_1: Final = Group.INTERVENTION
_INTERNSHIP: Final = PlacementKind.INTERNSHIP
_LAST_DAY: Final = MonthStatus.LAST_DAY
_JOB_READY: Final = Readiness.JOB_READY
_NO_ACTIVITY: Final = ResultReason.NO_ACTIVITY
_NOT_ENROLLED: Final = ResultReason.NOT_ENROLLED
_EDUCATION: Final = frozenset({PlacementKind.SU_EDUCATION, PlacementKind.OTHER_EDUCATION})
_ONE_DAY: Final = timedelta(days=1)
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(PlacementKind)}


class Window(NamedTuple):
    """A month as far as it has come: its first day and the last that is looked at."""

    month: Month
    first: date
    until: date
    today: date

    @classmethod
    def of(cls, month: Month, today: date) -> "Window":
        """Return the window of a month, which must not begin after `today`."""
        return cls(month, month.first, min(month.last, today), today)


class _Place(NamedTuple):
    """Where a citizen stands in the programme on a day; the lower `rank`, the more it decides a month."""

    rank: int
    code: ResultReason
    rule: str
    on: date | None = None
    group: Group | None = None
    detail: str = ""


class _Activity(NamedTuple):
    """What a placement makes of a month; the lowest `rank` decides, then the latest start."""

    rank: int
    start: date
    kind: PlacementKind
    code: ResultReason
    rule: str


_PAID, _STUDY, _NO_HOURS, _NOT = range(4)
_IN_GROUP, _EXEMPT, _IN_GROUP_2, _OUTSIDE = range(4)


_IN_THE_GROUP: Final = _Place(_IN_GROUP, _NO_ACTIVITY, "R57", None, _GROUP_1)
_IDLE: Final = MonthStanding(Verdict(_NO_ACTIVITY, "R40", _GROUP_1, in_group=True))
_NOT_YET: Final = Verdict(_NOT_ENROLLED, "R57")
"""What is said of most citizens, made once."""


def judge_month(
    person: Person, programme: "Programme", month: Month, today: date, status: MonthStatus = _LAST_DAY
) -> MonthStanding:
    """Return what is said of a citizen in a month, as far as it has come by `today` (R57-R59).

    The month must not begin after `today`.
    """
    return judge_window(person, programme, Window.of(month, today), status)


def judge_window(
    person: Person, programme: "Programme", window: Window, status: MonthStatus = _LAST_DAY
) -> MonthStanding:
    """Do what `judge_month` does, for many citizens in the same window."""
    until = window.until
    if until < person.enrolled_on:
        return MonthStanding(_NOT_YET, person.enrolled_on)
    place = _place_on(person, programme, until) if status is _LAST_DAY else _any_place(person, programme, window)
    if place.rank == _OUTSIDE:
        return MonthStanding(_shared(Verdict(place.code, place.rule, place.group, detail=place.detail)), place.on)
    activities = _activities(person, programme, window) if person.placements else None
    if not activities:
        if place.rank == _IN_GROUP:
            return _idle(person, programme, window)
        exempt = place.rank == _EXEMPT
        verdict = Verdict(place.code, place.rule, place.group, exempt=exempt, detail=place.detail)
        return MonthStanding(_shared(verdict), place.on)
    return _busy(person, programme, until, place, activities)


def _busy(
    person: Person, programme: "Programme", until: date, place: _Place, activities: list[_Activity]
) -> MonthStanding:
    """Return what the placements of a month make of a citizen in one of the groups (R42)."""
    best = min(activities, key=lambda one: (one.rank, -one.start.toordinal()))
    in_group = place.rank == _IN_GROUP
    counts = in_group and best.rank <= _STUDY
    ranks = [one.rank for one in activities]
    verdict = Verdict(
        best.code if in_group else place.code,
        best.rule if in_group else place.rule,
        place.group,
        in_group=in_group,
        counts=counts,
        exempt=place.rank == _EXEMPT,
        kind=best.kind,
        column=(ResultColumn.PAID_HOURS if best.rank == _PAID else ResultColumn.EDUCATION) if counts else None,
        detail=place.detail,
        kinds=tuple(sorted({one.kind for one in activities}, key=_KIND_ORDER.__getitem__)),
        paid=_PAID in ranks,
        education=_STUDY in ranks,
        notes=_notes(person, programme, until) if in_group else (),
    )
    return MonthStanding(_shared(verdict), best.start if in_group else place.on)


@lru_cache(maxsize=4096)
def _shared(verdict: Verdict) -> Verdict:
    """Keep one of those that are alike: there are a few hundred, and tens of thousands of citizens share them."""
    return verdict


def _place_on(person: Person, programme: "Programme", day: date) -> _Place:
    """Return where a citizen stands on a day; agrees with `status.in_group_1` but for a grant of senior pension."""
    if day < person.enrolled_on:
        return _Place(_OUTSIDE, _NOT_ENROLLED, "R57", person.enrolled_on)
    if person.exits and (gone := latest_on(person.exits, day)):
        rule = "R21" if gone.reason is ExitReason.SENIOR_PENSION else "R22"
        return _Place(_OUTSIDE, ResultReason.EXITED, rule, gone.start, detail=gone.reason.value)
    if person.pension:
        last = [mark for mark in person.pension if mark.on <= day][-1:]
        if last and last[0].status is SeniorPension.GRANTED:
            return _Place(_OUTSIDE, ResultReason.PENSION_GRANTED, "R21", last[0].on)
    group = latest_on(person.groups, day)
    if group is None:
        return _Place(_OUTSIDE, ResultReason.NO_GROUP, "R5")
    if group.group is not _GROUP_1:
        return _Place(_IN_GROUP_2, ResultReason.GROUP_2, "R23", group.start, group.group)
    if person.exemptions and (exemption := subtracting_on(person.exemptions, programme, day)):
        return _Place(_EXEMPT, ResultReason.EXEMPT, "R14", exemption.start, group.group, exemption.type)
    return _IN_THE_GROUP


def _any_place(person: Person, programme: "Programme", window: Window) -> _Place:
    """Return the best place a citizen had in a month; of several alike the last (C6)."""
    first, until = window.first, window.until
    days = {person.enrolled_on, *(mark.on for mark in person.pension)}
    for spans in (person.groups, person.exemptions, person.exits):
        for start, end, *_ in spans:
            days.add(start)
            if end is not None:
                days.add(end + _ONE_DAY)
    inside = {day for day in days if first < day <= until}
    if not inside:
        return _place_on(person, programme, until)
    looked_at = sorted({first, until, *inside}, reverse=True)
    return min((_place_on(person, programme, day) for day in looked_at), key=lambda place: place.rank)


def _activities(person: Person, programme: "Programme", window: Window) -> list[_Activity]:
    """Return what each placement that touches the month makes of it (R41, R58)."""
    first, until = window.first, window.until
    return [
        _activity(person, span, programme, window)
        for span in person.placements
        if span.start <= until and (span.end is None or span.end >= first)
    ]


def _activity(person: Person, span: "PlacementSpan", programme: "Programme", window: Window) -> _Activity:
    kind = span.kind
    known = None
    if kind in HOURS_MATTER and (person.worked or person.weekly):
        known = had_paid_hours(span, person.worked, person.weekly, window.month, window.until)
    rule = programme.counts.get(kind)
    if rule is None:
        if kind is _INTERNSHIP and known:
            return _Activity(_PAID, span.start, kind, ResultReason.INTERNSHIP_HOURS, "R104")
        return _Activity(_NOT, span.start, kind, ResultReason.KIND_NOT, programme.counts_not[kind])
    if known is False and kind is not _INTERNSHIP:
        return _Activity(_NO_HOURS, span.start, kind, ResultReason.NO_HOURS, "R40")
    return _Activity(_STUDY if kind in _EDUCATION else _PAID, span.start, kind, ResultReason.KIND, rule)


def _idle(person: Person, programme: "Programme", window: Window) -> MonthStanding:
    """Return why a citizen of the group without any placement in the month does not count (R50).

    Something lies ahead, which is told of the current month alone, or something is over, or there is nothing.
    """
    notes = _notes(person, programme, window.until)
    counting = [span for span in person.placements if span.kind in programme.counts]
    if not counting and not notes:
        return _IDLE
    code, rule, kind, on = _NO_ACTIVITY, "R40", None, None
    ended = [(span.end, span.kind) for span in counting if span.end is not None and span.end < window.first]
    if window.until == window.today and (ahead := [span for span in counting if span.start > window.today]):
        code, rule, kind, on = ResultReason.STARTS_LATER, "R50", ahead[0].kind, ahead[0].start
    elif ended:
        code, rule, (on, kind) = ResultReason.ENDED, "R50", max(ended)
    return MonthStanding(_shared(Verdict(code, rule, _GROUP_1, in_group=True, kind=kind, notes=notes)), on)


def _notes(person: Person, programme: "Programme", day: date) -> tuple[ResultNote, ...]:
    """Return what changes nothing about who is in the group on a day (R16, R18, R24, R25)."""
    notes: tuple[ResultNote, ...] = ()
    if person.case_closed_on is not None and person.case_closed_on <= day:
        notes = (ResultNote.CASE_CLOSED,)
    if person.pension:
        last = [mark for mark in person.pension if mark.on <= day][-1:]
        if last and last[0].status is SeniorPension.APPLIED:
            notes += (ResultNote.PENSION_APPLIED,)
    for mark in reversed(person.readiness):
        if mark.on <= day:
            if mark.readiness is _JOB_READY:
                notes += (ResultNote.JOB_READY,)
            break
    exemptions = person.exemptions
    if exemptions and latest_on(exemptions, day) and subtracting_on(exemptions, programme, day) is None:
        notes += (ResultNote.EXEMPT_OTHER,)
    return notes


def changes(person: Person) -> list[date]:
    """Return the first day of everything that begins, and the day after everything that ends, in order.

    Of whole months between two of them `judge_month` says the same, but for what lies ahead.
    """
    days = [person.enrolled_on]
    for spans in (person.groups, person.placements, person.exemptions, person.exits):
        for span in spans:
            days.append(span[0])
            if span[1] is not None:
                days.append(span[1] + _ONE_DAY)
    for marks in (person.readiness, person.pension, person.weekly):
        if marks:
            days += [mark[0] for mark in marks]
    for hours in person.worked:
        days += (hours.first, hours.last + _ONE_DAY)
    if person.case_closed_on is not None:
        days.append(person.case_closed_on)
    days.sort()
    return days


def unchanged_since(days: list[date], day: date) -> date:
    """Return the first day of the time without any change that `day` lies in; later ones are dropped from `days`."""
    while days and days[-1] > day:
        days.pop()
    return days[-1] if days else date.min

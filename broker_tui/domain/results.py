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

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import ExitReason, Group, PlacementKind, Readiness, SeniorPension
from broker_tui.domain.codes_results import MonthStatus, ResultColumn, ResultNote, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.paid_hours import had_paid_hours
from broker_tui.domain.results_person import HOURS_MATTER, Person
from broker_tui.domain.status import latest_on, subtracting_on

if TYPE_CHECKING:
    from broker_tui.domain.facts import PlacementSpan
    from broker_tui.domain.programme import Programme

# Read off their enumerations once: in Python 3.11 that costs more than the comparison.
_GROUP_1: Final = Group.INTERVENTION
_INTERNSHIP: Final = PlacementKind.INTERNSHIP
_LAST_DAY: Final = MonthStatus.LAST_DAY
_EDUCATION: Final = frozenset({PlacementKind.SU_EDUCATION, PlacementKind.OTHER_EDUCATION})
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(PlacementKind)}


class Verdict(NamedTuple):
    """What is said of a citizen in a month, without dates, so that most citizens share one.

    Attributes:
        code: why.
        rule: the rule behind it.
        group: her group, None when she is in neither or outside the programme.
        in_group: she is in the net group, the denominator (R57).
        counts: she counts in the numerator; only who is in the group can.
        exempt: she is in group 1 and subtracted (R14).
        kind: the placement that decides; of who is exempt or in group 2 the one that would.
        column: where she is shown when she counts.
        detail: the type of the exemption or the reason of the exit, as a code.
        kinds: every kind of placement that touched the month, in the order of the list, each once.
        paid: whether paid hours touched the month, for group 2 and the exempt too.
        education: whether education that counts did.
        notes: what changes nothing though one might think so.
    """

    code: ResultReason
    rule: str
    group: Group | None = None
    in_group: bool = False
    counts: bool = False
    exempt: bool = False
    kind: PlacementKind | None = None
    column: ResultColumn | None = None
    detail: str = ""
    kinds: tuple[PlacementKind, ...] = ()
    paid: bool = False
    education: bool = False
    notes: tuple[ResultNote, ...] = ()


class MonthStanding(NamedTuple):
    """What is said of one citizen in one month; `on` is the day the reason is about, None where it has none.

    That is the start of the placement or exemption that decides, the day of the exit, grant or enrolment, the last day
    of what has ended, or the first of what starts later.
    """

    verdict: Verdict
    on: date | None = None

    @property
    def in_group(self) -> bool:
        """Whether she is in the net group."""
        return self.verdict.in_group

    @property
    def counts(self) -> bool:
        """Whether she counts."""
        return self.verdict.counts

    @property
    def exempt(self) -> bool:
        """Whether she is in group 1 and subtracted."""
        return self.verdict.exempt

    @property
    def group(self) -> Group | None:
        """Her group in the programme."""
        return self.verdict.group

    @property
    def column(self) -> ResultColumn | None:
        """Where she is shown when she counts."""
        return self.verdict.column

    @property
    def kind(self) -> PlacementKind | None:
        """The placement that decides."""
        return self.verdict.kind

    @property
    def code(self) -> ResultReason:
        """Why."""
        return self.verdict.code

    @property
    def rule(self) -> str:
        """The rule behind it."""
        return self.verdict.rule


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


def judge_month(
    person: Person, programme: "Programme", month: Month, today: date, status: MonthStatus = _LAST_DAY
) -> MonthStanding:
    """Return what is said of a citizen in a month, as far as it has come by `today` (R57-R59).

    The month must not begin after `today`.
    """
    until = min(month.last, today)
    place = _place_on(person, programme, until) if status is _LAST_DAY else _any_place(person, programme, month, until)
    if place.rank == _OUTSIDE:
        return MonthStanding(_shared(Verdict(place.code, place.rule, place.group, detail=place.detail)), place.on)
    activities = _activities(person, programme, month, until) if person.placements else []
    best = min(activities, key=lambda one: (one.rank, -one.start.toordinal()), default=None)
    if place.rank == _IN_GROUP:
        if best is None:
            return _idle(person, programme, month, until, today)
        on: date | None = best.start
        verdict = _active(best)._replace(notes=_notes(person, programme, until))
    else:
        on, verdict = place.on, Verdict(place.code, place.rule, place.group, detail=place.detail)
        verdict = verdict._replace(exempt=place.rank == _EXEMPT, kind=best.kind if best else None)
    if best is not None:
        ranks = [one.rank for one in activities]
        kinds = tuple(sorted({one.kind for one in activities}, key=_KIND_ORDER.__getitem__))
        verdict = verdict._replace(kinds=kinds, paid=_PAID in ranks, education=_STUDY in ranks)
    return MonthStanding(_shared(verdict), on)


def _active(best: _Activity) -> Verdict:
    """Return what the deciding placement makes of a citizen in the group."""
    counts = best.rank <= _STUDY
    column = None if not counts else ResultColumn.PAID_HOURS if best.rank == _PAID else ResultColumn.EDUCATION
    return Verdict(best.code, best.rule, _GROUP_1, in_group=True, counts=counts, kind=best.kind, column=column)


@lru_cache(maxsize=4096)
def _shared(verdict: Verdict) -> Verdict:
    """Keep one of those that are alike: there are a few hundred, and tens of thousands of citizens share them."""
    return verdict


def _place_on(person: Person, programme: "Programme", day: date) -> _Place:
    """Return where a citizen stands on a day; agrees with `status.in_group_1` but for a grant of senior pension."""
    if day < person.enrolled_on:
        return _Place(_OUTSIDE, ResultReason.NOT_ENROLLED, "R57", person.enrolled_on)
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
    return _Place(_IN_GROUP, ResultReason.NO_ACTIVITY, "R57", None, group.group)


def _any_place(person: Person, programme: "Programme", month: Month, until: date) -> _Place:
    """Return the best place a citizen had in a month; of several alike the last (C6)."""
    days = {month.first, until}
    days.update(_changes(person))
    days.add(person.enrolled_on)
    inside = sorted((day for day in days if month.first <= day <= until), reverse=True)
    return min((_place_on(person, programme, day) for day in inside), key=lambda place: place.rank)


def _activities(person: Person, programme: "Programme", month: Month, until: date) -> list[_Activity]:
    """Return what each placement that touches the month makes of it (R41, R58)."""
    first = month.first
    return [
        _activity(person, span, programme, month, until)
        for span in person.placements
        if span.start <= until and (span.end is None or span.end >= first)
    ]


def _activity(person: Person, span: "PlacementSpan", programme: "Programme", month: Month, until: date) -> _Activity:
    kind = span.kind
    known = None
    if kind in HOURS_MATTER and (person.worked or person.weekly):
        known = had_paid_hours(span, person.worked, person.weekly, month, until)
    rule = programme.counts.get(kind)
    if rule is None:
        if kind is _INTERNSHIP and known:
            return _Activity(_PAID, span.start, kind, ResultReason.INTERNSHIP_HOURS, "R104")
        return _Activity(_NOT, span.start, kind, ResultReason.KIND_NOT, programme.counts_not[kind])
    if known is False and kind is not _INTERNSHIP:
        return _Activity(_NO_HOURS, span.start, kind, ResultReason.NO_HOURS, "R40")
    return _Activity(_STUDY if kind in _EDUCATION else _PAID, span.start, kind, ResultReason.KIND, rule)


def _idle(person: Person, programme: "Programme", month: Month, until: date, today: date) -> MonthStanding:
    """Return why a citizen of the group without any placement in the month does not count (R50).

    Something lies ahead, which is told of the current month alone, or something is over, or there is nothing.
    """
    code, rule, kind, on = ResultReason.NO_ACTIVITY, "R40", None, None
    counting = [span for span in person.placements if span.kind in programme.counts]
    ended = [(span.end, span.kind) for span in counting if span.end is not None and span.end < month.first]
    if until == today and (ahead := [span for span in counting if span.start > until]):
        code, rule, kind, on = ResultReason.STARTS_LATER, "R50", ahead[0].kind, ahead[0].start
    elif ended:
        code, rule, (on, kind) = ResultReason.ENDED, "R50", max(ended)
    notes = _notes(person, programme, until)
    return MonthStanding(_shared(Verdict(code, rule, _GROUP_1, in_group=True, kind=kind, notes=notes)), on)


def _notes(person: Person, programme: "Programme", day: date) -> tuple[ResultNote, ...]:
    """Return what changes nothing about who is in the group on a day (R16, R18, R24, R25)."""
    notes = []
    if person.case_closed_on is not None and person.case_closed_on <= day:
        notes.append(ResultNote.CASE_CLOSED)
    if person.pension:
        last = [mark for mark in person.pension if mark.on <= day][-1:]
        if last and last[0].status is SeniorPension.APPLIED:
            notes.append(ResultNote.PENSION_APPLIED)
    ready = [mark for mark in person.readiness if mark.on <= day][-1:]
    if ready and ready[0].readiness is Readiness.JOB_READY:
        notes.append(ResultNote.JOB_READY)
    exemptions = person.exemptions
    if exemptions and latest_on(exemptions, day) and subtracting_on(exemptions, programme, day) is None:
        notes.append(ResultNote.EXEMPT_OTHER)
    return tuple(notes)


def unchanged_since(person: Person, day: date) -> date:
    """Return the first day of the time without any change that `day` lies in.

    What `judge_month` says of a month that begins in that time and ends by `day` is the same for all of them, but for
    what lies ahead. Hours belong to months, so who has any changes every day.
    """
    if person.worked or person.weekly:
        return day
    last = person.enrolled_on if person.enrolled_on <= day else date.min
    for at in _changes(person):
        if last < at <= day:
            last = at
    return last


def _changes(person: Person) -> Iterator[date]:
    """Yield the first day of everything that begins, and the day after everything that ends."""
    one_day = timedelta(days=1)
    for spans in (person.groups, person.placements, person.exemptions, person.exits):
        for start, end, *_ in spans:
            yield start
            if end is not None:
                yield end + one_day
    yield from (mark.on for mark in person.pension)
    yield from (mark.on for mark in person.readiness)
    if person.case_closed_on is not None:
        yield person.case_closed_on

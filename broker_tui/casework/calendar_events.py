"""What lies ahead for citizens, day by day, as a calendar holds it: no names, numbers, health or notes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.casework.report import told_names
from broker_tui.domain.danish import fold
from broker_tui.domain.fulfilment import agreements, follow_up_due
from broker_tui.domain.rules.aftercare import aftercare_contact_on
from broker_tui.domain.rules.follow_up import follow_ups_asked
from broker_tui.domain.rules.step_up import declined, running
from broker_tui.domain.step_up_needs import open_items

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.programme import Programme

_CHUNK: Final = 500
_NUMBER: Final = re.compile(r"\d{6}\W*\d{4}")
_LETTERS: Final = re.compile(r"\w+")


class EventKind(StrEnum):
    """What a day in the calendar is about."""

    MEETING = "meeting"
    FOLLOW_UP = "follow_up"
    AGREED_ITEM = "agreed_item"
    TASK = "task"
    AFTERCARE = "aftercare"
    START = "start"


class CalendarEvent(NamedTuple):
    """Something on a day ahead.

    Attributes:
        key: the id of the record it comes of, with its kind where one record gives several; the same at every export.
        who: the citizen's initials, with a number where several share them.
        on: the day; today when it should have been done before.
        at: the time such as `09:30`, empty for the whole day.
        place: where, empty when it is unknown or would tell who it is about.
        due: the day it should have been done, None unless that has passed.
    """

    key: str
    kind: EventKind
    citizen_id: str
    who: str
    on: date
    at: str = ""
    place: str = ""
    due: date | None = None


class _Found(NamedTuple):
    key: str
    kind: EventKind
    on: date
    at: str = ""
    place: str = ""


def calendar_events(desk: Desk, ids: Sequence[str], last: date | None = None) -> list[CalendarEvent]:
    """Return what lies ahead for citizens from today to the last day asked for, by day and time.

    What is late stands on today, with the day it was due.
    """
    from broker_tui.store.cases import read_cases
    from broker_tui.store.facts import read_facts
    from broker_tui.store.names import citizen_names

    names = citizen_names(desk.store, ids)
    who = told_names({one: names[one] for one in ids if one in names}, full=False)
    events: list[CalendarEvent] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        cases = dict(read_cases(desk.store, chunk))
        for facts in read_facts(desk.store, desk.today, chunk):
            programme = desk.programme(facts.edition)
            events += (
                CalendarEvent(
                    one.key,
                    one.kind,
                    facts.id,
                    who[facts.id],
                    max(one.on, desk.today),
                    one.at,
                    one.place,
                    one.on if one.on < desk.today else None,
                )
                for one in _ahead(facts, cases[facts.id], programme, desk.today)
                if last is None or one.on <= last
            )
    return sorted(events, key=lambda event: (event.on, event.at, event.who, event.kind, event.key))


def last_day(today: date, weeks: int) -> date:
    """Return the last day of a calendar of so many weeks from today."""
    return today + timedelta(weeks=weeks) - timedelta(days=1)


def _ahead(facts: "Facts", case: "Case", programme: "Programme", today: date) -> Iterator[_Found]:
    yield from _of_step_up(facts, case, programme, today)
    yield from _of_placements(facts, case, programme, today)
    for task in case.tasks:
        still_open = task.agreed_on <= today and (task.done_on is None or task.done_on > today)
        if task.due_on is not None and still_open:
            yield _Found(task.id, EventKind.TASK, task.due_on)
    contact = aftercare_contact_on(facts, programme, today)
    if contact is not None:
        yield _Found(f"{facts.id}-aftercare", EventKind.AFTERCARE, contact)


def _of_step_up(facts: "Facts", case: "Case", programme: "Programme", today: date) -> Iterator[_Found]:
    """Yield planned meetings and the days agreed items are followed up (R163, R176)."""
    span = running(facts, programme, today)
    if span is None:
        return
    for item in open_items(span.items, today):
        if item.follow_up_on is not None:
            yield _Found(item.id, EventKind.AGREED_ITEM, item.follow_up_on)
    if declined(facts, span, today):
        return
    for meeting in case.step_up_meetings:
        if meeting.step_up_id == span.id and meeting.held is None and meeting.on >= today:
            yield _Found(meeting.id, EventKind.MEETING, meeting.on, meeting.at, _told_place(case, meeting.place))


def _of_placements(facts: "Facts", case: "Case", programme: "Programme", today: date) -> Iterator[_Found]:
    """Yield when agreed placements start, and when they are followed up next (R110, R121)."""
    for placement in case.placements:
        known = placement.agreed_on is None or placement.agreed_on <= today
        if known and placement.started_on >= today and placement.interrupted_on is None:
            yield _Found(placement.id, EventKind.START, placement.started_on)
    if not follow_ups_asked(facts, programme, today):
        return
    for agreed in agreements(facts, programme, today):
        due = follow_up_due(agreed, facts, programme)
        if agreed.end is None or due <= agreed.end:
            yield _Found(f"{agreed.id}-follow-up", EventKind.FOLLOW_UP, due)


def _told_place(case: "Case", place: str) -> str:
    """Return a place unless it tells who is met: calendars are shared more widely than cases."""
    people = (case.citizen.name, *(one.name for one in case.network), *(one.name for one in case.participants))
    names = {word for person in people for word in _LETTERS.findall(fold(person)) if len(word) > 1}
    telling = _NUMBER.search(place) or names.intersection(_LETTERS.findall(fold(place)))
    return "" if telling else " ".join(place.split())

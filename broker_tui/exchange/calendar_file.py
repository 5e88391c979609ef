"""A calendar file (iCalendar, RFC 5545) that Outlook and phones read, and update when they read a later one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from icalendar import Event

DOMAIN: Final = "broker-tui"
_ZONE: Final = "Europe/Copenhagen"
_LASTS: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


class CalendarEntry(NamedTuple):
    """One day or time in the calendar.

    Attributes:
        key: the same at every export, so that a calendar moves the entry instead of adding another.
        at: Danish time such as `09:30`, which lasts an hour; empty for the whole day.
    """

    key: str
    on: date
    at: str
    summary: str
    place: str


def calendar_bytes(entries: Iterable[CalendarEntry], *, language: str, sequence: int, made_at: datetime) -> bytes:
    """Return a calendar file: times in UTC, everything private, lines of at most 75 bytes.

    Args:
        entries: what it holds.
        language: of the summaries, such as `da`.
        sequence: never lower than in an earlier file, or calendars keep what they have.
        made_at: now, with a time zone.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//broker_tui//broker-tui//{language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry, sequence, made_at.astimezone(UTC).replace(microsecond=0)))
    return bytes(calendar.to_ical())


def write_calendar(path: Path, data: bytes) -> None:
    """Write a calendar file in the place of an older one, readable by the user alone.

    Raises:
        OSError: it cannot be written; an older one is left as it was.
    """
    from broker_tui.exchange.lists import replacing

    with replacing(path) as stream:
        stream.write(data.decode("utf-8"))


def _event(entry: CalendarEntry, sequence: int, made_at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}@{DOMAIN}")
    event.add("sequence", sequence)
    event.add("dtstamp", made_at)
    event.add("last-modified", made_at)
    event.add("class", "PRIVATE")
    event.add("summary", _line(entry.summary))
    if entry.at:
        start = _utc(entry.on, entry.at)
        event.add("dtstart", start)
        event.add("dtend", start + _LASTS)
    else:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + _DAY)
        # A deadline does not keep her from meeting others that day.
        event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", _line(entry.place))
    return event


def _utc(on: date, at: str) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.combine(on, time.fromisoformat(at), ZoneInfo(_ZONE)).astimezone(UTC)


def _line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())

"""calendar: what lies ahead, as a file that Outlook and phones read; no names and no numbers are in it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from broker_tui.cli.output import say, writing
from broker_tui.cli.saving import not_the_database, write_bytes
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded

if TYPE_CHECKING:
    from broker_tui.casework.calendar_events import CalendarEvent
    from broker_tui.exchange.calendar_file import CalendarEntry

_FIRST: Final = date(2020, 1, 1)
_MOST_WEEKS: Final = 520


@click.command("calendar", cls=Worded)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--broker", metavar="B")
@click.option("--weeks", metavar="N", type=click.IntRange(1, _MOST_WEEKS))
@click.pass_obj
def calendar_command(session: Session, output: Path | None, broker: str | None, weeks: int | None) -> None:
    """Write what lies ahead for one's own citizens as a calendar file."""
    from broker_tui.casework.calendar_events import calendar_events, last_day
    from broker_tui.exchange.calendar_file import calendar_bytes, write_calendar

    if output is not None:
        not_the_database(session.common, output)
    today = session.common.day
    last = None if weeks is None else last_day(today, weeks)
    events = calendar_events(session.desk, session.ids(broker), last)
    data = calendar_bytes(
        (_entry(session, event) for event in events),
        language=session.words.language,
        sequence=_sequence(session, today),
        made_at=datetime.now(UTC),
    )
    if output is None:
        write_bytes(data)
    else:
        with writing(output):
            write_calendar(output, data)
    session.seen("calendar_exported", None, n=len(events))
    if output is not None:
        say(session.words("cli.calendar.done", n=len(events), path=output))


def _entry(session: Session, event: "CalendarEvent") -> "CalendarEntry":
    from broker_tui.exchange.calendar_file import CalendarEntry

    words = session.words
    what = words(f"cli.calendar.what.{event.kind}")
    if event.due is None:
        summary = words("cli.calendar.summary", who=event.who, what=what)
    else:
        summary = words("cli.calendar.late", who=event.who, what=what, due=event.due)
    return CalendarEntry(event.key, event.on, event.at, summary, event.place)


def _sequence(session: Session, today: date) -> int:
    """Return a number that grows with what is changed and, since what is late moves on, with the days."""
    from broker_tui.store.journal import last_change

    return last_change(session.desk.store) + max(0, (today - _FIRST).days)

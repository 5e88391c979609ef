"""The weekly contact: what is logged, what was agreed, and the weeks a broker has excused (R27, R95-R98)."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from broker_tui.domain.codes import ContactMedium, ContactOutcome, ContactParty
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.model import Line, Record, RequiredLine, Text


def _week(text: str) -> str:
    try:
        return str(IsoWeek.parse(text))
    except ValueError:
        raise PydanticCustomError("week", "not an ISO week") from None


WeekText = Annotated[str, AfterValidator(_week)]
"""An ISO week written `2026-W47`."""


class Contact(Record):
    """One contact or attempt; only date and medium are needed (R27).

    `is_statutory_talk` keeps the law's talks apart from the weekly contact (R28); neither satisfies the other's clock
    by itself. `transferred_on` is the day the note was carried over to the official system (law.md 3.5).
    """

    on: date
    medium: ContactMedium = ContactMedium.PHONE
    outcome: ContactOutcome = ContactOutcome.REACHED
    party: ContactParty = ContactParty.CITIZEN
    note: Text = ""
    is_statutory_talk: bool = False
    transferred_on: date | None = None


class Task(Record):
    """An agreement or task that came of a contact, open until it is done (R95)."""

    text: RequiredLine
    agreed_on: date
    contact_id: str | None = None
    due_on: date | None = None
    done_on: date | None = None


class WeekExcuse(Record):
    """A week for which broker and citizen agreed to deviate from weekly contact (C3); `week` reads `2026-W47`."""

    week: WeekText
    note: Line = ""

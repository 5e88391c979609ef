"""Hours of work: so many a week, or so many in a month or a week."""

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from broker_tui.domain.dates import IsoWeek

HOURS_A_WEEK: Final = 168
HOURS_A_MONTH: Final = 744
"""As many as the longest month has."""

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def _weekly(hours: Decimal) -> Decimal:
    if not 0 <= hours <= HOURS_A_WEEK:
        raise PydanticCustomError("hours_week", "more hours than a week has")
    return hours


def _period(text: str) -> str:
    if _MONTH.fullmatch(text) and text >= "0001":
        return text
    try:
        return str(IsoWeek.parse(text))
    except ValueError:
        raise PydanticCustomError("period", "neither a month nor an ISO week") from None


Hours = Annotated[Decimal, Field(ge=0, max_digits=5, decimal_places=2, allow_inf_nan=False)]
"""A number of hours; halves and quarters are usual."""

WeeklyHours = Annotated[Hours, AfterValidator(_weekly)]
"""Hours a week, at most as many as it has."""

PeriodText = Annotated[str, AfterValidator(_period)]
"""A month written `2026-11` or an ISO week written `2026-W47`."""


def most_hours(period: str) -> int:
    """Return how many hours a period of `PeriodText` has at most."""
    return HOURS_A_WEEK if "W" in period else HOURS_A_MONTH

"""Dates as the programme counts them: ISO weeks with their year, clamped months, closed spans of days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple, Self

_IN_EVERY_MONTH: Final = 28


class IsoWeek(NamedTuple):
    """One ISO week; a week number never stands without its year."""

    year: int
    week: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the ISO week that holds `day`."""
        year, week, _ = day.isocalendar()
        return cls(year, week)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-W47`.

        Raises:
            ValueError: the text has another shape, or the year has no such week.
        """
        year, separator, week = text.upper().partition("-W")
        if not separator or not (year.isdecimal() and week.isdecimal()):
            raise ValueError("week is written YYYY-Wnn")
        parsed = cls(int(year), int(week))
        date.fromisocalendar(parsed.year, parsed.week, 1)
        return parsed

    @property
    def monday(self) -> date:
        """The week's first day."""
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def sunday(self) -> date:
        """The week's last day."""
        return date.fromisocalendar(self.year, self.week, 7)

    def plus(self, weeks: int) -> "IsoWeek":
        """Return the week `weeks` later (earlier when negative)."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.week:02d}"


class Month(NamedTuple):
    """One calendar month with its year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that holds `day`."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-11`.

        Raises:
            ValueError: the text has another shape, or the year has no such month.
        """
        year, separator, month = text.partition("-")
        if not separator or (len(year), len(month)) != (4, 2) or not (year + month).isdecimal():
            raise ValueError("month is written YYYY-MM")
        return cls.of(date(int(year), int(month), 1))

    @property
    def first(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The month's last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def next(self) -> "Month":
        """The month after it."""
        return self.plus(1)

    @property
    def before(self) -> "Month":
        """The month before it."""
        return self.plus(-1)

    def plus(self, months: int) -> "Month":
        """Return the month `months` later (earlier when negative)."""
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class WeekOf(NamedTuple):
    """The week around a day."""

    monday: date
    sunday: date
    week: IsoWeek


@lru_cache(maxsize=32)
def week_of(day: date) -> WeekOf:
    """Return the week that holds a day; kept, since all citizens are judged on the same one."""
    monday = day - timedelta(days=day.weekday())
    return WeekOf(monday, monday + timedelta(days=6), IsoWeek.of(day))


def weeks_between(first: IsoWeek, last: IsoWeek) -> Iterator[IsoWeek]:
    """Yield every week from `first` to `last`, both included; none when `last` lies before `first`."""
    day, end = first.monday, last.monday
    while day <= end:
        yield IsoWeek.of(day)
        day += timedelta(weeks=1)


def plus_months(day: date, months: int) -> date:
    """Return the same day `months` later, clamped to the end of a shorter month (31 January -> 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if day.day <= _IN_EVERY_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(birth_date: date, day: date) -> int:
    """Return whole years lived on `day`; who is born on 29 February turns a year older on 28 February."""
    age = day.year - birth_date.year
    return age if day >= plus_months(birth_date, 12 * age) else age - 1


def covers(start: date, end: date | None, day: date) -> bool:
    """Tell whether a span holds `day`; both ends are included and an open end goes on."""
    return start <= day and (end is None or day <= end)

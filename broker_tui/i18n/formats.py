"""How values are written: dates, weeks, numbers and codes, with the patterns of the catalogue."""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import Enum
from typing import TYPE_CHECKING, Final

from broker_tui.domain.dates import IsoWeek

if TYPE_CHECKING:
    from broker_tui.i18n.catalogue import Words

COUNTED: Final = ("days", "weeks", "months", "years", "hours", "citizens")
_NEAR_DAYS: Final = 183
"""Within this distance of today a date needs no year."""


def enum_name(enum: type[Enum]) -> str:
    """Return the catalogue's name of a closed list: ContactMedium -> contact_medium."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in enum.__name__).lstrip("_")


class Formats:
    """The written forms of one language."""

    def __init__(self, words: "Words") -> None:
        self._words = words
        self._writers: dict[str, Callable[[object], str]] = {
            "": self._plain,
            "date": lambda value: self.date(_day(value)),
            "date_long": lambda value: self.date_long(_day(value)),
            "date_entry": lambda value: self.date_entry(_day(value)),
            "month": lambda value: self.month(_day(value)),
            "week": lambda value: self.week(_week(value)),
            "period": lambda value: self.period(str(value)),
            "number": lambda value: self.number(_number(value)),
            "percent": lambda value: self.percent(_number(value)),
            "list": lambda value: self.listed(_items(value)),
        }

    def write(self, value: object, spec: str) -> str:
        """Return `value` in the format `spec`; a value that does not fit its format is written plainly."""
        if value is None:
            return self._pattern("nothing")
        writer = self._writers.get(spec)
        if writer is None:
            writer = self._writers[spec] = self._writer(spec)
        try:
            return writer(value)
        except (TypeError, ValueError):
            return self._plain(value)

    def date(self, day: dt.date, today: dt.date | None = None) -> str:
        """Return `ma 16/11`, or `16/11-24` when `today` is given and the day lies more than half a year from it."""
        far = today is not None and abs((day - today).days) > _NEAR_DAYS
        return self._dated("date_year" if far else "date", day)

    def date_long(self, day: dt.date) -> str:
        """Return `fre 20. november 2026`."""
        return self._dated("date_long", day)

    def date_entry(self, day: dt.date) -> str:
        """Return `20-11-2026`, as dates stand in fields."""
        return self._dated("date_entry", day)

    def month(self, day: dt.date) -> str:
        """Return the month of a day: `november 2026`."""
        return self._dated("month", day)

    def week(self, week: IsoWeek, today: dt.date | None = None) -> str:
        """Return `uge 47`, or `uge 47, 2025` when `today` is given and lies in another ISO year."""
        far = today is not None and IsoWeek.of(today).year != week.year
        return self._words(
            f"calendar.pattern.{'week_year' if far else 'week'}", week=str(week.week), year=str(week.year)
        )

    def period(self, period: str) -> str:
        """Return `november 2026` of `2026-11`, and `uge 47 2026` of `2026-W47`, so that it reads back."""
        if "W" in period:
            week = IsoWeek.parse(period)
            return f"{self.week(week)} {week.year}"
        return self.month(dt.date.fromisoformat(f"{period}-01"))

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return `1.234,5`; without `decimals` as many as the value has, at most six."""
        text = f"{value:,.{6 if decimals is None else decimals}f}"
        whole, _, fraction = text.partition(".")
        if decimals is None:
            fraction = fraction.rstrip("0")
        if not (whole + fraction).strip("-0,"):
            whole = whole.removeprefix("-")
        whole = whole.replace(",", self._pattern("thousands"))
        return f"{whole}{self._pattern('decimal')}{fraction}" if fraction else whole

    def number_entry(self, value: float) -> str:
        """Return a number as it stands in fields of either language: comma, no thousands, so that it reads back."""
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")

    def percent(self, share: float, decimals: int | None = None) -> str:
        """Return a share of one as `16,7 %`; without `decimals` one at most."""
        value = round(share * 100, 1) if decimals is None else share * 100
        return self._words("calendar.pattern.percent", number=self.number(value, decimals))

    def listed(self, items: Iterable[str]) -> str:
        """Return `a, b og c`."""
        *first, last = list(items) or [self._pattern("nothing")]
        return self._words("calendar.pattern.and", first=", ".join(first), last=last) if first else last

    def _writer(self, spec: str) -> Callable[[object], str]:
        kind, _, enum = spec.partition(".")
        if enum and kind == "code":
            return lambda value: self._words.code(enum, value)
        if enum and kind == "codes":
            return lambda value: self.listed(self._words.code(enum, one) for one in _items(value))
        if spec in COUNTED:
            return lambda value: self._words.count(spec, int(_number(value)))
        return lambda _: f"⟨{spec}⟩"

    def _plain(self, value: object) -> str:
        if isinstance(value, str) and not isinstance(value, Enum):
            return value
        if isinstance(value, bool):
            return self._words.yes_no(value)
        if isinstance(value, Enum):
            return self._words.code(enum_name(type(value)), value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, IsoWeek):
            return self.week(value)
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, tuple | list | set | frozenset):
            return self.listed(self._plain(one) for one in value)
        return str(value)

    def _pattern(self, name: str) -> str:
        return self._words.template(f"calendar.pattern.{name}") or ""

    def _dated(self, pattern: str, day: dt.date) -> str:
        name, words = f"calendar.pattern.{pattern}", self._words
        weekday, month = day.isoweekday(), day.month
        return words(
            name,
            day=str(day.day),
            month=str(month),
            dd=f"{day.day:02d}",
            mm=f"{month:02d}",
            yy=f"{day.year % 100:02d}",
            year=f"{day.year:04d}",
            weekday_short=words.template(f"calendar.weekday_short.{weekday}"),
            weekday_three=words.template(f"calendar.weekday_three.{weekday}"),
            weekday_name=words.template(f"calendar.weekday.{weekday}"),
            month_name=words.template(f"calendar.month.{month}"),
        )


def is_format(spec: str) -> bool:
    """Tell whether templates may use `spec`."""
    kind, _, enum = spec.partition(".")
    named = ("", "date", "date_long", "date_entry", "month", "week", "period", "number", "percent", "list", *COUNTED)
    return spec in named or (kind in {"code", "codes"} and enum.isidentifier())


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return dt.date.fromisoformat(value)
    raise TypeError("not a date")


def _week(value: object) -> IsoWeek:
    if isinstance(value, IsoWeek):
        return value
    if isinstance(value, str):
        return IsoWeek.parse(value)
    return IsoWeek.of(_day(value))


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return value
    raise TypeError("not a number")


def _items(value: object) -> Iterable[str]:
    if isinstance(value, tuple | list | set | frozenset):
        return [str(one) for one in value]
    raise TypeError("not a list")

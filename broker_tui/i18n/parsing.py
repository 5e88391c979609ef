"""What people type, read: dates, weeks, numbers and telephone numbers.

Both languages are understood whichever is shown; the words accepted are those of the `calendar` catalogues.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from broker_tui.domain.dates import IsoWeek, plus_months
from broker_tui.i18n.catalogue import LANGUAGES, Words, load_words

_EARLIEST, _LATEST = 1900, 2100
_PARTS: Final = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{4}|\d{2}))?\.?", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NAMED_MONTH: Final = re.compile(r"([0-9]{1,2})\.?\s*([^\W\d_]{3,})\.?\s*([0-9]{4}|[0-9]{2})?")
_STEP: Final = re.compile(r"([+\-−])\s*([0-9]{1,4})\s*([^\W\d_]*)")
_WEEK: Final = re.compile(r"(?:(\d{4})\s*-?\s*w)?(\d{1,2})(?:\s*[/,.\- ]\s*(\d{4}))?", re.ASCII)
_MONTH: Final = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})", re.ASCII)
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_NAMED_MONTH_ALONE: Final = re.compile(r"([^\W\d_]{3,})\.?\s*([0-9]{4}|[0-9]{2})?")
_NUMBER: Final = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?|-?\d*[.,]\d+", re.ASCII)
_PHONE: Final = re.compile(r"(?:\+45|0045)?([2-9]\d{7})", re.ASCII)


class NotUnderstood(ValueError):  # noqa: N818 - it is no fault of the program
    """What was typed is not understood; `code` names the words of `problem`: date, week, period, number and others."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_date(text: str, today: date, *, past: bool = False) -> date:
    """Read a date as people write it: `1/12-26`, `011226`, `1/12`, `3. dec`, `i går`, `+7`, `-2u`, `tirsdag`, `uge 48`.

    Args:
        text: what was typed.
        today: the day that relative words count from.
        past: whether a day without its year, or a weekday, is the latest one by today; otherwise a weekday is
            the next one, today included, and a day without its year the nearest.

    Raises:
        NotUnderstood: it is no date (date), or there is no such day (date_unreal).
    """
    typed = " ".join(text.casefold().split())
    found = _spoken(typed, today, past=past) or _written(typed, today, past=past)
    if found is None:
        try:
            found = parse_week(typed, today, named=True).monday
        except NotUnderstood as error:
            raise NotUnderstood("date_unreal" if error.code == "week_unreal" else "date") from None
    return _real(found.year, found.month, found.day)


def parse_week(text: str, today: date, *, named: bool = False) -> IsoWeek:
    """Read an ISO week: `48`, `uge 48`, `48/2026`, `2026-W48` or a date; without its year the nearest such week.

    Args:
        text: what was typed.
        today: the day whose year and neighbourhood are meant.
        named: whether a bare number or a date is refused, since it may mean something else.

    Raises:
        NotUnderstood: it is no week (week), or its year has no such week (week_unreal).
    """
    typed = " ".join(text.casefold().split())
    bare = typed
    for word in _vocabulary().week_words:
        if typed.startswith(word) and not typed[len(word) :].strip()[:1].isalpha():
            bare = typed[len(word) :].strip(" .")
    match = _WEEK.fullmatch(bare)
    if match is None or (match[1] and match[3]) or (named and bare == typed and not match[1]):
        day = None if named else _spoken(typed, today, past=False) or _written(typed, today, past=False)
        if day is None:
            raise NotUnderstood("week")
        return IsoWeek.of(day)
    number, year = int(match[2]), match[1] or match[3]
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    found = [week for week in (_real_week(year, number) for year in years) if week]
    if not found:
        raise NotUnderstood("week_unreal")
    return min(found, key=lambda week: abs((week.monday - today).days))


def parse_period(text: str, today: date) -> str:
    """Read a month or an ISO week: `november`, `11`, `11-2026`, `11/26`, `2026-11`, `uge 47`, `47`, `2026-W47`.

    A number up to twelve is a month. A month or week without its year is the latest that has begun.

    Returns:
        `2026-11` or `2026-W47`.

    Raises:
        NotUnderstood: it is neither (period), or there is no such week (week_unreal).
    """
    typed = " ".join(text.casefold().split())
    if match := _ISO_MONTH.fullmatch(typed):
        return _month(int(match[2]), int(match[1]))
    if match := _MONTH.fullmatch(typed):
        return _month(int(match[1]), int(match[2]) + (0 if len(match[2]) == 4 else today.year - today.year % 100))
    months = _vocabulary().months
    if (match := _NAMED_MONTH_ALONE.fullmatch(typed)) and match[1] in months:
        number, year = months[match[1]], match[2]
        if year:
            return _month(number, int(year) + (0 if len(year) == 4 else today.year - today.year % 100))
        return _month(number, today.year - (number > today.month))
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= 12:
        return _month(int(typed), today.year - (int(typed) > today.month))
    try:
        week = parse_week(typed, today, named=not typed.isdecimal())
    except NotUnderstood as error:
        raise NotUnderstood("week_unreal" if error.code == "week_unreal" else "period") from None
    if week.monday > today and str(week.year) not in typed:
        return str(_real_week(week.year - 1, week.week) or week)
    return str(week)


def _month(number: int, year: int) -> str:
    if not 1 <= number <= 12 or not _EARLIEST <= year <= _LATEST:
        raise NotUnderstood("period")
    return f"{year:04d}-{number:02d}"


def parse_number(text: str) -> float:
    """Read a number with a decimal comma: `37,5`, `1.234,5`, `37½`.

    A dot is a decimal point unless three digits follow it.

    Raises:
        NotUnderstood: it is no number (number).
    """
    typed = "".join(text.split()).replace("−", "-").removeprefix("+")
    half = typed.endswith("½")
    typed = (typed[:-1] or "0") if half else typed
    if not _NUMBER.fullmatch(typed) or (half and not typed.lstrip("-").isdecimal()):
        raise NotUnderstood("number")
    if "," in typed or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", typed):
        typed = typed.replace(".", "").replace(",", ".")
    value = float(typed)
    return value + (-0.5 if typed.startswith("-") else 0.5) if half else value


def normal_phone(text: str) -> str:
    """Return a Danish number in pairs, `20 30 40 11`; anything else as typed, with single blanks."""
    number = danish_phone(text)
    return " ".join(text.split()) if number is None else " ".join(number[at : at + 2] for at in range(0, 8, 2))


def danish_phone(text: str) -> str | None:
    """Return the eight digits of a Danish telephone number, or None."""
    match = _PHONE.fullmatch(re.sub(r"[\s().\-–/]", "", text))
    return match[1] if match else None


class _Vocabulary(NamedTuple):
    days: Mapping[str, int]
    weekdays: Mapping[str, tuple[int, int]]
    """Weekday and direction: -1 before today, 1 after today, 0 as the field wants."""
    months: Mapping[str, int]
    units: Mapping[str, str]
    week_words: tuple[str, ...]


@cache
def _vocabulary() -> _Vocabulary:
    """Gather what both languages call things."""
    days: dict[str, int] = {}
    weekdays: dict[str, tuple[int, int]] = {}
    months: dict[str, int] = {}
    units: dict[str, str] = {}
    weeks: list[str] = []
    relative = {"today": 0, "yesterday": -1, "day_before_yesterday": -2, "tomorrow": 1, "day_after_tomorrow": 2}
    for words in map(load_words, LANGUAGES):
        for name, distance in relative.items():
            days.update(dict.fromkeys(_typed(words, name), distance))
        for unit in ("days", "weeks", "months"):
            units.update(dict.fromkeys(_typed(words, f"unit_{unit}"), unit))
        weeks.extend(_typed(words, "week"))
        for number in range(1, 13):
            for group in ("month", "month_short"):
                months[_name(words, group, number)] = number
        for number in range(1, 8):
            names = [_name(words, group, number) for group in ("weekday", "weekday_short", "weekday_three")]
            weekdays.update(dict.fromkeys(names, (number, 0)))
            for wanted, direction in (("last_weekday", -1), ("next_weekday", 1)):
                spoken = [template.replace("{day}", name) for template in _typed(words, wanted) for name in names]
                weekdays.update(dict.fromkeys(spoken, (number, direction)))
    return _Vocabulary(days, weekdays, months, units, tuple(sorted(weeks, key=len)))


def _typed(words: Words, name: str) -> Iterator[str]:
    yield from (words.template(f"calendar.typed.{name}") or "").casefold().split("|")


def _name(words: Words, group: str, number: int) -> str:
    return (words.template(f"calendar.{group}.{number}") or "").casefold()


def _spoken(typed: str, today: date, *, past: bool) -> date | None:
    """Read a day told by its distance from today."""
    vocabulary = _vocabulary()
    if typed in vocabulary.days:
        return today + timedelta(days=vocabulary.days[typed])
    if typed in vocabulary.weekdays:
        return _weekday(vocabulary.weekdays[typed], today, past=past)
    if match := _STEP.fullmatch(typed):
        unit = vocabulary.units.get(match[3] or "d")
        return _stepped(today, int(match[2]) * (1 if match[1] == "+" else -1), unit) if unit else None
    return None


def _written(typed: str, today: date, *, past: bool) -> date | None:
    """Read a day told by its numbers; a weekday before it is passed over, so that what is shown can be typed."""
    months = _vocabulary().months
    first, _, rest = typed.partition(" ")
    if rest[:1].isdecimal() and first.rstrip(".,") in _vocabulary().weekdays:
        typed = rest
    if match := _ISO.fullmatch(typed):
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if typed.isascii() and typed.isdecimal() and len(typed) in {4, 6, 8}:
        return _from_digits(typed, today, past=past)
    if match := _PARTS.fullmatch(typed):
        return _with_year(int(match[1]), int(match[2]), match[3], today, past=past)
    if (match := _NAMED_MONTH.fullmatch(typed)) and match[2] in months:
        return _with_year(int(match[1]), months[match[2]], match[3], today, past=past)
    return None


def _weekday(wanted: tuple[int, int], today: date, *, past: bool) -> date:
    number, direction = wanted
    ahead = (number - today.isoweekday()) % 7
    if direction > 0:
        return today + timedelta(days=ahead or 7)
    if direction < 0:
        return today + timedelta(days=ahead - 7)
    return today + timedelta(days=ahead - 7 if past and ahead else ahead)


def _stepped(today: date, count: int, unit: str) -> date:
    try:
        if unit == "months":
            return plus_months(today, count)
        return today + timedelta(weeks=count) if unit == "weeks" else today + timedelta(days=count)
    except (ValueError, OverflowError):
        raise NotUnderstood("date_unreal") from None


def _from_digits(typed: str, today: date, *, past: bool) -> date:
    day, month, year = int(typed[:2]), int(typed[2:4]), typed[4:]
    if len(typed) == 8 and month > 12 and typed[:2] in {"19", "20"}:
        return _real(int(typed[:4]), int(typed[4:6]), int(typed[6:]))
    return _with_year(day, month, year, today, past=past)


def _with_year(day: int, month: int, year: str | None, today: date, *, past: bool) -> date:
    if year and len(year) == 4:
        return _real(int(year), month, day)
    if year:
        full = today.year - today.year % 100 + int(year)
        return _real(full - 100 if full > today.year + 20 else full, month, day)
    found = [day_ for day_ in _in_years(day, month, today.year) if not past or day_ <= today]
    if not found:
        raise NotUnderstood("date_unreal")
    return min(found, key=lambda one: abs((one - today).days))


def _in_years(day: int, month: int, year: int) -> Iterator[date]:
    for near in (year - 1, year, year + 1):
        try:
            yield date(near, month, day)
        except ValueError:
            continue


def _real(year: int, month: int, day: int) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise NotUnderstood("date_unreal")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood("date_unreal") from None


def _real_week(year: int, number: int) -> IsoWeek | None:
    try:
        date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return IsoWeek(year, number)

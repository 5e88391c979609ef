"""From text in columns to days, weeks and codes: every value is parsed once and looked up after that."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from typing import TypeVar

from broker_tui.domain.dates import IsoWeek

AnyCode = TypeVar("AnyCode", bound=Enum)


class Days(dict[str | None, date | None]):
    """The day of each ISO text met so far; None stays None."""

    def __init__(self) -> None:
        super().__init__({None: None})

    def __missing__(self, text: str) -> date:
        day = date.fromisoformat(text)
        self[text] = day
        return day

    def of(self, text: str) -> date:
        """Return the day of a text that is there."""
        day = self[text]
        if day is None:
            raise ValueError("a day is missing")
        return day


class Weeks(dict[str, IsoWeek]):
    """The week of each text met so far."""

    def __missing__(self, text: str) -> IsoWeek:
        week = IsoWeek.parse(text)
        self[text] = week
        return week


class WeekOfDay(dict[str, IsoWeek]):
    """The week that holds each ISO day met so far."""

    def __missing__(self, text: str) -> IsoWeek:
        week = IsoWeek.of(date.fromisoformat(text))
        self[text] = week
        return week


def codes(kind: type[AnyCode]) -> dict[object, AnyCode]:
    """Return the codes of a list by the values that are stored."""
    return {code.value: code for code in kind}


@contextmanager
def collector_paused() -> Iterator[None]:
    """Rest the garbage collector while many small things are made that all stay: it would find nothing.

    Half of the time of a large reading goes to it otherwise.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""What a check gives back, and the questions about a case that several checks ask."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from broker_tui.domain.codes import Group, SeniorPension
from broker_tui.domain.dates import covers
from broker_tui.domain.finding import Problem

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.group import ProgrammeExit


class Checked(NamedTuple):
    """What is wrong with an entry: refused problems keep it out, warned ones are said and it is saved."""

    refused: tuple[Problem, ...] = ()
    warned: tuple[Problem, ...] = ()


class Spanned(Protocol):
    """A record that lasts from one day to another."""

    @property
    def id(self) -> str:
        """What the record is called."""

    @property
    def started_on(self) -> date:
        """Its first day."""

    @property
    def ended_on(self) -> date | None:
        """Its last day, None while it goes on."""


AnySpanned = TypeVar("AnySpanned", bound=Spanned)


class Found:
    """Gathers the problems of one entry, on top of what another check has found."""

    def __init__(self, already: Checked = Checked()) -> None:  # noqa: B008 - a value that nobody can change
        self._refused: list[Problem] = list(already.refused)
        self._warned: list[Problem] = list(already.warned)

    def refuse(self, field: str, code: str, **params: object) -> None:
        """Keep the entry out."""
        self._refused.append(Problem(field, code, params))

    def warn(self, field: str, code: str, **params: object) -> None:
        """Say that the entry looks wrong."""
        self._warned.append(Problem(field, code, params))

    def done(self) -> Checked:
        """Return what was gathered."""
        return Checked(tuple(self._refused), tuple(self._warned))

    def not_future(self, field: str, day: date | None, today: date) -> None:
        """Refuse a day that has not come yet."""
        if day is not None and day > today:
            self.refuse(field, "future_date", today=today)

    def span(self, record: Spanned) -> None:
        """Refuse an end before the start."""
        if record.ended_on is not None and record.ended_on < record.started_on:
            self.refuse("ended_on", "end_before_start", started=record.started_on)

    def while_in_programme(self, field: str, day: date, case: "Case") -> None:
        """Warn about a day on which the citizen had left the programme (R22)."""
        gone = exit_on(case, day)
        if gone is not None:
            self.warn(field, "after_exit", exited=gone.on)

    def since_enrolment(self, field: str, day: date, case: "Case") -> None:
        """Warn about a start before the citizen was enrolled."""
        if day < case.citizen.enrolled_on:
            self.warn(field, "starts_before_enrolment", enrolled=case.citizen.enrolled_on)


def running(records: Iterable[AnySpanned], day: date) -> AnySpanned | None:
    """Return the record that holds on a day; of several the one that began last."""
    held = [record for record in records if covers(record.started_on, record.ended_on, day)]
    return max(held, key=lambda record: (record.started_on, record.id), default=None)


def overlapping(record: Spanned, others: Iterable[AnySpanned]) -> AnySpanned | None:
    """Return another record that holds on one of the same days, None when there is none."""
    end = record.ended_on or date.max
    for other in others:
        if other.id != record.id and other.started_on <= end and record.started_on <= (other.ended_on or date.max):
            return other
    return None


def group_on(case: "Case", day: date) -> Group | None:
    """Return the citizen's group on a day."""
    membership = running(case.groups, day)
    return None if membership is None else membership.group


def exit_on(case: "Case", day: date) -> "ProgrammeExit | None":
    """Return the exit under which the citizen is out on a day; on the day of return she is in again."""
    for gone in case.exits:
        if gone.on <= day and (gone.returned_on is None or day < gone.returned_on):
            return gone
    return None


def pension_by(case: "Case", day: date) -> SeniorPension | None:
    """Return where an application for senior pension stands on a day."""
    event = max((e for e in case.senior_pension if e.on <= day), key=lambda e: (e.on, e.id), default=None)
    return None if event is None else event.status

"""Hypothesis strategies for whole cases and caseloads; every personal number is a replacement number (day + 60).

`orderly=True` makes what the acts allow: spans of one kind follow each other without overlap. `orderly=False` makes
whatever the models allow, as old files and mistakes do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from broker_tui.domain.broker import Broker, BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import (
    BrokerRole,
    ContactMedium,
    ContactOutcome,
    ContactParty,
    ExitReason,
    Group,
    Marker,
    NetworkWish,
    PlacementKind,
    Readiness,
    RehabTarget,
    SeniorPension,
    Step,
)
from broker_tui.domain.contact import Contact, Task, WeekExcuse
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.group import (
    ClarificationTalk,
    Exemption,
    GroupMembership,
    PersonMarker,
    ProgrammeExit,
    ReadinessPeriod,
    SeniorPensionEvent,
)
from broker_tui.domain.model import Record
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal, StepPeriod

FIRST_DAY = date(2024, 6, 1)
LAST_DAY = date(2027, 6, 30)
EDITIONS = ("fsm2", "fsm3")
BENEFITS = (None, "cash_benefit", "education_benefit")
EXEMPTIONS = ("parental_leave", "no_personal_contact", "job_soon", "other")
HOSTILE = ("Ølsen [/] & [b Søn", "=1+1", "'; DROP TABLE citizen; --", '"Åse", sagde hun;\nog gik', "🙂 أحمد 王", "%_\\")

NewId = Callable[[], str]
Span = tuple[date, date | None]
AnyRecord = TypeVar("AnyRecord", bound=Record)
Value = TypeVar("Value")


class Caseload(NamedTuple):
    """Brokers and the cases that refer to them."""

    brokers: tuple[Broker, ...]
    cases: tuple[Case, ...]


days = st.dates(FIRST_DAY, LAST_DAY)
_signs = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
lines = st.one_of(st.just(""), st.sampled_from(HOSTILE[:3]), st.text(_signs, max_size=30)).map(str.strip)
texts = st.one_of(st.just(""), st.sampled_from(HOSTILE), st.text(_signs, max_size=80)).map(str.strip)
required_lines = lines.filter(bool)
names = st.builds(
    lambda first, last: f"{first} {last}",
    st.sampled_from(("Åse", "Bo", "Carla", "Ægir", "Øjvind", "Aage", "Zoë", "Mohammed", "Thi")),
    st.sampled_from(("Ørsted", "Holm", "Bæk-Lind", "Aagaard", "Østergård", "Müller", "Nguyễn", "Ølsen [/] & [b Søn")),
)


def new_ids(start: int = 0) -> NewId:
    """Return a maker of record ids that differ from each other, in the shape of UUIDv7."""
    numbers = count(start)
    return lambda: f"01900000-0000-7000-8000-{next(numbers):012x}"


@st.composite
def cprs(draw: st.DrawFn) -> str:
    """Replacement numbers of people born between 1950 and 2008."""
    born = draw(st.dates(date(1950, 1, 1), date(2008, 12, 31)))
    seventh = draw(st.integers(0, 3) if born.year < 2000 else st.sampled_from((4, 9, 5, 6, 7, 8)))
    return f"{born.day + 60:02d}{born:%m%y}{seventh}{draw(st.integers(0, 999)):03d}"


@st.composite
def citizens(draw: st.DrawFn, cpr: str | None = None) -> Citizen:
    """Citizens with any of the facts that have one value at a time."""
    maybe_day = st.none() | days
    maybe_target = st.none() | st.sampled_from(RehabTarget)
    return Citizen(
        cpr=cpr or draw(cprs()),
        name=draw(names),
        enrolled_on=draw(days),
        edition=draw(st.sampled_from(EDITIONS)),
        phone=draw(st.sampled_from(("", "20304011", "71999999", "+46 8 123 45"))),
        email=draw(st.sampled_from(("", "aase@eksempel.dk"))),
        address=draw(lines),
        protected_address=draw(st.booleans()),
        home_municipality=draw(st.sampled_from(("", "Aarhus", "Vejle"))),
        benefit=draw(st.sampled_from(BENEFITS)),
        in_intro_programme=draw(st.booleans()),
        is_provider=draw(st.none() | st.booleans()),
        caseworker=draw(lines),
        caseworker_phone=draw(st.sampled_from(("", "89402000"))),
        network_wish=draw(st.sampled_from(NetworkWish)),
        unable_to_take_part=draw(st.booleans()),
        assessment=draw(maybe_target),
        rehab_plan_started_on=draw(maybe_day),
        rehab_team_on=draw(maybe_day),
        rehab_outcome=draw(maybe_target),
        rehab_outcome_on=draw(maybe_day),
        case_closed_on=draw(maybe_day),
        remark=draw(texts),
    )


@st.composite
def spans(draw: st.DrawFn, *, orderly: bool, most: int = 3) -> list[Span]:
    """Spans with both ends included, sorted by start."""
    if orderly:
        starts = sorted(draw(st.lists(days, max_size=most, unique=True)))
        made: list[Span] = [(a, b - timedelta(days=1)) for a, b in pairwise(starts)]
        if starts:
            made.append((starts[-1], _later(starts[-1], draw(st.none() | st.integers(0, 300)))))
        return made
    loose = draw(st.lists(st.tuples(days, st.none() | st.integers(0, 400)), max_size=most))
    return sorted(((start, _later(start, length)) for start, length in loose), key=lambda span: span[0])


def _later(start: date, length: int | None) -> date | None:
    return None if length is None else start + timedelta(days=length)


def _spanned(draw: st.DrawFn, case: "_Parts") -> dict[str, tuple[Record, ...]]:
    """Draw everything that lasts from one day to another."""

    def made(build: Callable[[date, date | None], Record]) -> tuple[Record, ...]:
        return in_order(build(start, end) for start, end in draw(spans(orderly=case.orderly)))

    new = case.new_id

    def one(values: Iterable[Value]) -> Value:
        return draw(st.sampled_from(tuple(values)))

    parts = {
        "groups": made(
            lambda a, b: GroupMembership(id=new(), group=one(Group), started_on=a, ended_on=b, note=draw(lines))
        ),
        "exemptions": made(lambda a, b: Exemption(id=new(), type=one(EXEMPTIONS), started_on=a, ended_on=b)),
        "markers": made(lambda a, b: PersonMarker(id=new(), marker=one(Marker), started_on=a, ended_on=b)),
        "steps": made(lambda a, b: StepPeriod(id=new(), step=one(Step), started_on=a, ended_on=b)),
        "placements": made(
            lambda a, b: Placement(
                id=new(), kind=one(PlacementKind), company=draw(lines), started_on=a, ended_on=b, note=draw(lines)
            )
        ),
    }
    if case.brokers:
        ids = [broker.id for broker in case.brokers]
        parts["brokers"] = made(
            lambda a, b: BrokerAssignment(id=new(), broker_id=one(ids), started_on=a, ended_on=b, note=draw(lines))
        )
    return parts


def _dated(draw: st.DrawFn, case: "_Parts") -> dict[str, tuple[Record, ...]]:
    """Draw everything that happens on one day."""

    def made(build: Callable[[date], Record], most: int = 2, *, unique: bool = False) -> tuple[Record, ...]:
        return in_order(build(day) for day in draw(st.lists(days, max_size=most, unique=unique)))

    new = case.new_id

    def one(values: Iterable[Value]) -> Value:
        return draw(st.sampled_from(tuple(values)))

    maybe = st.none() | days
    contacts = made(
        lambda on: Contact(
            id=new(),
            on=on,
            medium=one(ContactMedium),
            outcome=one(ContactOutcome),
            party=one(ContactParty),
            note=draw(texts),
            is_statutory_talk=draw(st.booleans()),
            transferred_on=draw(maybe),
        ),
        most=6,
    )
    links = [None, *(contact.id for contact in contacts)]
    return {
        "contacts": contacts,
        "tasks": made(
            lambda on: Task(
                id=new(),
                text=draw(required_lines),
                agreed_on=on,
                contact_id=one(links),
                due_on=draw(maybe),
                done_on=draw(maybe),
            )
        ),
        "readiness": made(lambda on: ReadinessPeriod(id=new(), readiness=one(Readiness), started_on=on), unique=True),
        "senior_pension": made(lambda on: SeniorPensionEvent(id=new(), status=one(SeniorPension), on=on)),
        "talks": made(
            lambda on: ClarificationTalk(id=new(), on=on, caseworker=draw(lines), outcome=one((None, *Group)))
        ),
        "job_goals": made(lambda on: JobGoal(id=new(), text=draw(required_lines), on=on), unique=True),
    }


def _exits(draw: st.DrawFn, case: "_Parts") -> tuple[ProgrammeExit, ...]:
    """Draw exits; when orderly, a citizen has come back from each but the last."""
    return in_order(
        ProgrammeExit(
            id=case.new_id(), reason=draw(st.sampled_from(ExitReason)), on=on, returned_on=back, note=draw(lines)
        )
        for on, back in draw(spans(orderly=case.orderly, most=2))
    )


def _excuses(draw: st.DrawFn, case: "_Parts") -> tuple[WeekExcuse, ...]:
    weeks = draw(st.lists(days.map(IsoWeek.of), max_size=2, unique=True))
    return in_order(WeekExcuse(id=case.new_id(), week=str(week), note=draw(lines)) for week in weeks)


def in_order(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Return records as a Case keeps them: by date (or week), then id."""
    return tuple(sorted(records, key=lambda record: (_when(record), record.id)))


def _when(record: Record) -> str:
    first = (getattr(record, name, None) for name in ("started_on", "on", "agreed_on", "week"))
    return next(str(value) for value in first if value is not None)


@dataclass(frozen=True)
class _Parts:
    """What the parts of one case share."""

    new_id: NewId
    brokers: Sequence[Broker]
    orderly: bool


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    brokers: Sequence[Broker] = (),
    orderly: bool = True,
    cpr: str | None = None,
    new_id: NewId | None = None,
) -> Case:
    """Whole cases; assignments are drawn only when there are `brokers` to be assigned to."""
    parts = _Parts(new_id or new_ids(), brokers, orderly)
    return Case.model_validate(
        {
            "citizen": draw(citizens(cpr=cpr)),
            **_spanned(draw, parts),
            **_dated(draw, parts),
            "exits": _exits(draw, parts),
            "excuses": _excuses(draw, parts),
        }
    )


@st.composite
def caseloads(draw: st.DrawFn, *, most: int = 5, orderly: bool = True) -> Caseload:
    """Brokers and cases that refer to them; no two citizens share a personal number, no two records an id."""
    new_id = new_ids(1)
    brokers = tuple(
        Broker(
            id=new_id(),
            name=f"{draw(names)} {number}",
            roles=tuple(draw(st.lists(st.sampled_from(BrokerRole), unique=True, max_size=2))),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    numbers = draw(st.lists(cprs(), max_size=most, unique=True))
    return Caseload(
        brokers, tuple(draw(cases(brokers=brokers, orderly=orderly, cpr=cpr, new_id=new_id)) for cpr in numbers)
    )

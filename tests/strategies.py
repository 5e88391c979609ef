"""Hypothesis strategies for whole cases and caseloads; every personal number is a replacement number (day + 60).

`orderly=True` makes what the acts allow: spans of one kind follow each other without overlap. `orderly=False` makes
whatever the models allow, as old files and mistakes do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from broker_tui.domain.aftercare import SelfSupport
from broker_tui.domain.approach import Approach
from broker_tui.domain.broker import Broker, BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import (
    ApproachBy,
    ApproachResult,
    BrokerRole,
    ConsentForm,
    ConsentPurpose,
    ContactMedium,
    ContactOutcome,
    ContactParty,
    CvWork,
    ExitReason,
    FollowUpInterval,
    FollowUpPlace,
    GoalClarity,
    GoalSource,
    Group,
    InternshipPurpose,
    JobGoalKind,
    Marker,
    NetworkWish,
    ParallelType,
    PlacementKind,
    Readiness,
    RehabTarget,
    SelfSupportKind,
    SeniorPension,
    Step,
)
from broker_tui.domain.company import Company, CompanyContact
from broker_tui.domain.consent import Consent
from broker_tui.domain.contact import Contact, Task, WeekExcuse
from broker_tui.domain.cv import CvEvent, CvSearchable
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.follow_up import FollowUp, WorkedHours
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
from broker_tui.domain.parallel import ParallelMeasure
from broker_tui.domain.placement import MasteryTask, Placement, PlanPhase
from broker_tui.domain.progress import JobGoal, NetworkContact, StepPeriod
from tests.strategies_basic import (
    FIRST_DAY,
    HOSTILE,
    LAST_DAY,
    NewId,
    Value,
    days,
    lines,
    maybe_flags,
    new_ids,
    required_lines,
    texts,
    tuples_of,
)
from tests.strategies_step_up import step_ups

__all__ = ["FIRST_DAY", "HOSTILE", "LAST_DAY", "days", "lines", "new_ids", "required_lines", "texts"]

EDITIONS = ("fsm2", "fsm3")
BENEFITS = (None, "cash_benefit", "education_benefit")
EXEMPTIONS = ("parental_leave", "no_personal_contact", "job_soon", "other")
Span = tuple[date, date | None]
AnyRecord = TypeVar("AnyRecord", bound=Record)


class Caseload(NamedTuple):
    """Brokers, companies and the cases that refer to them."""

    brokers: tuple[Broker, ...]
    cases: tuple[Case, ...]
    companies: tuple[Company, ...] = ()


names = st.builds(
    lambda first, last: f"{first} {last}",
    st.sampled_from(("Åse", "Bo", "Carla", "Ægir", "Øjvind", "Aage", "Zoë", "Mohammed", "Thi")),
    st.sampled_from(("Ørsted", "Holm", "Bæk-Lind", "Aagaard", "Østergård", "Müller", "Nguyễn", "Ølsen [/] & [b Søn")),
)


hours = st.none() | st.decimals(0, 168, places=1) | st.sampled_from((Decimal(0), Decimal("7.50"), Decimal(37)))
periods = st.one_of(days.map(lambda day: f"{day:%Y-%m}"), days.map(lambda day: str(IsoWeek.of(day))))


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
        resources=draw(texts),
        challenges=draw(texts),
        support_by=draw(lines),
        min_plan_broker_on=draw(maybe_day),
    )


@st.composite
def placements(
    draw: st.DrawFn, id_: str, start: date, end: date | None, companies: Sequence[Company] = ()
) -> Placement:
    """Placements with any of what an agreement may hold, half of them with hardly anything."""
    bare = Placement(
        id=id_,
        kind=draw(st.sampled_from(PlacementKind)),
        company=draw(lines),
        started_on=start,
        ended_on=end,
        note=draw(lines),
    )
    if draw(st.booleans()):
        return bare
    maybe_day = st.none() | days
    return bare.model_copy(
        update={
            "company_id": draw(st.sampled_from((None, *(company.id for company in companies)))),
            "weekly_hours": draw(hours),
            "purpose": draw(st.none() | st.sampled_from(InternshipPurpose)),
            "mastery": draw(tuples_of(st.builds(MasteryTask, text=required_lines, done_on=maybe_day))),
            "phases": draw(tuples_of(st.builds(PlanPhase, every=st.sampled_from(FollowUpInterval), until=maybe_day))),
            **{name: draw(maybe_day) for name in _PLACEMENT_DAYS},
            **{name: draw(st.booleans()) for name in _PLACEMENT_FLAGS},
            **{name: draw(maybe_flags) for name in ("paid_hours_possible", "colleagues", "room_to_grow")},
            **{name: draw(lines) for name in _PLACEMENT_TEXTS},
        }
    )


_PLACEMENT_DAYS = (
    "agreed_on",
    "paid_hours_expected_on",
    "plan_agreed_on",
    "min_plan_on",
    "vitas_on",
    "purpose_min_plan_on",
    "purpose_vitas_on",
    "interrupted_on",
    "company_told_on",
)
_PLACEMENT_FLAGS = (
    "is_taster",
    "goal_told_citizen",
    "goal_told_company",
    "plan_citizen",
    "plan_broker",
    "plan_company",
    "taken_over",
)
_PLACEMENT_TEXTS = (
    "work_function",
    "tasks",
    "working_time",
    "health_considerations",
    "why_not_paid_hours",
    "paid_hours_expected",
    "next_workplace_plan",
    "contact_name",
    "contact_phone",
    "interruption_reason",
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
        "placements": made(lambda a, b: draw(placements(new(), a, b, case.companies))),
        "searchable": made(
            lambda a, b: CvSearchable(id=new(), started_on=a, ended_on=b, job_sought_filled=draw(st.booleans()))
        ),
        "self_support": made(
            lambda a, b: SelfSupport(id=new(), kind=one(SelfSupportKind), started_on=a, ended_on=b, note=draw(lines))
        ),
        "parallel": made(
            lambda a, b: ParallelMeasure(
                id=new(),
                type=one(ParallelType),
                name=draw(required_lines),
                reason=draw(texts),
                started_on=a,
                ended_on=b,
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
        "job_goals": made(
            lambda on: JobGoal(
                id=new(),
                text=draw(required_lines),
                on=on,
                kind=one((None, *JobGoalKind)),
                clarity=one((None, *GoalClarity)),
                sources=tuple(draw(st.lists(st.sampled_from(GoalSource), unique=True, max_size=2))),
                workplaces=draw(texts),
                tasks=draw(texts),
                abilities=draw(texts),
            ),
            unique=True,
        ),
        "cv": made(
            lambda on: CvEvent(id=new(), on=on, work=one(CvWork), with_broker=draw(st.booleans()), note=draw(lines))
        ),
        "approaches": made(
            lambda on: Approach(
                id=new(),
                on=on,
                company=draw(lines),
                company_id=one((None, *(company.id for company in case.companies))),
                by=one(ApproachBy),
                result=one(ApproachResult),
                note=draw(texts),
                transferred_on=draw(maybe),
                colleagues=draw(maybe_flags),
            )
        ),
        "consents": made(
            lambda on: Consent(
                id=new(),
                purpose=one(ConsentPurpose),
                on=on,
                form=one(ConsentForm),
                scope=draw(texts),
                refused=draw(st.booleans()),
                withdrawn_on=draw(maybe),
            )
        ),
    }


def _at_placements(
    draw: st.DrawFn, case: "_Parts", there: Sequence[Placement]
) -> dict[str, tuple[FollowUp | WorkedHours, ...]]:
    """Draw what belongs to placements: following up, and hours that were worked."""
    if not there:
        return {}
    ids = st.sampled_from([placement.id for placement in there])
    follow_ups = (
        FollowUp(
            id=case.new_id(),
            placement_id=draw(ids),
            on=on,
            place=draw(st.sampled_from(FollowUpPlace)),
            with_citizen=draw(st.booleans()),
            with_company=draw(st.booleans()),
            acute=draw(st.booleans()),
            note=draw(texts),
            changed_tasks=draw(texts),
            internship_hours=draw(hours),
            paid_hours=draw(hours),
            transferred_on=draw(st.none() | days),
        )
        for on in draw(st.lists(days, max_size=3))
    )
    worked = (
        WorkedHours(
            id=case.new_id(),
            placement_id=draw(ids),
            period=period,
            hours=draw(st.decimals(0, 99, places=2)),
        )
        for period in draw(st.lists(periods, max_size=2))
    )
    return {"follow_ups": in_order(follow_ups), "worked_hours": in_order(worked)}


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
    first = (getattr(record, name, None) for name in ("started_on", "on", "agreed_on", "week", "period", "name"))
    return next(str(value) for value in first if value is not None)


@dataclass(frozen=True)
class _Parts:
    """What the parts of one case share."""

    new_id: NewId
    brokers: Sequence[Broker]
    orderly: bool
    companies: Sequence[Company] = ()


def _network(draw: st.DrawFn, case: "_Parts") -> tuple[NetworkContact, ...]:
    people = draw(st.lists(required_lines, max_size=2))
    return in_order(NetworkContact(id=case.new_id(), name=name, relation=draw(lines)) for name in people)


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    brokers: Sequence[Broker] = (),
    orderly: bool = True,
    cpr: str | None = None,
    new_id: NewId | None = None,
    companies: Sequence[Company] = (),
) -> Case:
    """Whole cases; assignments are drawn only when there are `brokers` to be assigned to."""
    parts = _Parts(new_id or new_ids(), brokers, orderly, companies)
    spanned = _spanned(draw, parts)
    there = [record for record in spanned["placements"] if isinstance(record, Placement)]
    return Case.model_validate(
        {
            "citizen": draw(citizens(cpr=cpr)),
            **spanned,
            **_at_placements(draw, parts, there),
            "network": _network(draw, parts),
            **_dated(draw, parts),
            "exits": _exits(draw, parts),
            "excuses": _excuses(draw, parts),
            **step_ups(draw, parts.new_id),
        }
    )


@st.composite
def caseloads(draw: st.DrawFn, *, most: int = 5, orderly: bool = True, with_companies: bool = False) -> Caseload:
    """Brokers, companies and cases that refer to them; no two citizens share a number, no two records an id."""
    new_id = new_ids(1)
    brokers = tuple(
        Broker(
            id=new_id(),
            name=f"{draw(names)} {number}",
            roles=tuple(draw(st.lists(st.sampled_from(BrokerRole), unique=True, max_size=2))),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    companies = tuple(
        Company(
            id=new_id(),
            name=draw(required_lines),
            cvr=draw(st.sampled_from(("", "13585628", "10150817"))),
            branch=draw(lines),
            note=draw(texts),
            contacts=draw(tuples_of(st.builds(CompanyContact, name=required_lines, phone=lines))),
        )
        for _ in range(draw(st.integers(0, 2)) if with_companies else 0)
    )
    numbers = draw(st.lists(cprs(), max_size=most, unique=True))
    return Caseload(
        brokers,
        tuple(
            draw(cases(brokers=brokers, orderly=orderly, cpr=cpr, new_id=new_id, companies=companies))
            for cpr in numbers
        ),
        companies,
    )

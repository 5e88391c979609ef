"""Case: one citizen with all that is dated about her, and the Facts that rules read from it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from broker_tui.domain.aftercare import SelfSupport
from broker_tui.domain.approach import Approach
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import BrokerRole, ContactOutcome, ContactParty
from broker_tui.domain.consent import Consent
from broker_tui.domain.contact import Contact, Task, WeekExcuse
from broker_tui.domain.cv import CvEvent, CvSearchable
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.facts import (
    Approached,
    BrokerSpan,
    ConsentMark,
    CvMark,
    ExemptionSpan,
    ExitSpan,
    Facts,
    GoalMark,
    GroupSpan,
    MarkerSpan,
    Phase,
    PlacementSpan,
    SearchableSpan,
    SelfSupportSpan,
    StepSpan,
    in_order,
)
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
from broker_tui.domain.model import Model
from broker_tui.domain.parallel import ParallelMeasure
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal, NetworkContact, StepPeriod
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUp, StepUpMeeting
from broker_tui.domain.step_up_facts import step_up_spans


class Case(Model):
    """One citizen and every dated fact about her; each tuple is sorted by date, then id; the network by name."""

    citizen: Citizen
    brokers: tuple[BrokerAssignment, ...] = ()
    groups: tuple[GroupMembership, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    markers: tuple[PersonMarker, ...] = ()
    readiness: tuple[ReadinessPeriod, ...] = ()
    senior_pension: tuple[SeniorPensionEvent, ...] = ()
    talks: tuple[ClarificationTalk, ...] = ()
    exits: tuple[ProgrammeExit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    tasks: tuple[Task, ...] = ()
    excuses: tuple[WeekExcuse, ...] = ()
    placements: tuple[Placement, ...] = ()
    steps: tuple[StepPeriod, ...] = ()
    job_goals: tuple[JobGoal, ...] = ()
    network: tuple[NetworkContact, ...] = ()
    cv: tuple[CvEvent, ...] = ()
    searchable: tuple[CvSearchable, ...] = ()
    approaches: tuple[Approach, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    worked_hours: tuple[WorkedHours, ...] = ()
    consents: tuple[Consent, ...] = ()
    self_support: tuple[SelfSupport, ...] = ()
    parallel: tuple[ParallelMeasure, ...] = ()
    step_ups: tuple[StepUp, ...] = ()
    participants: tuple[Participant, ...] = ()
    step_up_meetings: tuple[StepUpMeeting, ...] = ()
    form_versions: tuple[FormVersion, ...] = ()
    agreed_items: tuple[AgreedItem, ...] = ()


def facts_of(
    case: Case, today: date, *, citizen_id: str, roles: Mapping[str, tuple[BrokerRole, ...]] | None = None
) -> Facts:
    """Return what the rules read of a case on `today`.

    Args:
        case: the case, whose tuples may stand in any order.
        today: the day of judging; contacts and pension events after it are left out.
        citizen_id: the id the store knows the citizen by.
        roles: the roles of each broker id, for R65; a broker not in it has none.
    """
    facts = _of_person(case.citizen, citizen_id)
    facts = _with_membership(facts, case, today, roles or {})
    facts = _with_contacts(facts, case, today)
    facts = _with_way(facts, case, today)
    return facts._replace(step_ups=step_up_spans(case, today))


def _of_person(person: Citizen, citizen_id: str) -> Facts:
    return Facts(
        id=citizen_id,
        edition=person.edition,
        enrolled_on=person.enrolled_on,
        birth_date=person.birth_date,
        benefit=person.benefit,
        in_intro_programme=person.in_intro_programme,
        unable_to_take_part=person.unable_to_take_part,
        assessment=person.assessment,
        rehab_plan_started_on=person.rehab_plan_started_on,
        rehab_team_on=person.rehab_team_on,
        rehab_outcome=person.rehab_outcome,
        rehab_outcome_on=person.rehab_outcome_on,
        network_wish=person.network_wish,
        has_caseworker=bool(person.caseworker),
        case_closed_on=person.case_closed_on,
        has_resources=bool(person.resources),
        min_plan_broker_on=person.min_plan_broker_on,
        is_provider=person.is_provider,
    )


def _with_membership(facts: Facts, case: Case, today: date, roles: Mapping[str, tuple[BrokerRole, ...]]) -> Facts:
    """Add what decides who is in the indsatsgruppe, and whose she is."""
    pension = max((e for e in case.senior_pension if e.on <= today), key=lambda e: (e.on, e.id), default=None)
    gone = max(
        (e for e in case.exits if e.on <= today and (e.returned_on is None or e.returned_on > today)),
        key=lambda e: (e.on, e.id),
        default=None,
    )
    return facts._replace(
        senior_pension=pension.status if pension else None,
        senior_pension_on=pension.on if pension else None,
        exit_reason=gone.reason if gone else None,
        exited_on=gone.on if gone else None,
        groups=in_order(GroupSpan(g.started_on, g.ended_on, g.group) for g in case.groups),
        brokers=in_order(
            BrokerSpan(b.started_on, b.ended_on, b.broker_id, _has_authority(roles.get(b.broker_id, ())))
            for b in case.brokers
        ),
        exemptions=in_order(ExemptionSpan(e.started_on, e.ended_on, e.type) for e in case.exemptions),
        markers=in_order(MarkerSpan(m.started_on, m.ended_on, m.marker) for m in case.markers),
        exits=in_order(ExitSpan(e.on, _day_before(e.returned_on), e.reason) for e in case.exits),
        talks=tuple(sorted(t.on for t in case.talks if t.on <= today)),
        talk_decided_group=any(t.outcome is not None for t in case.talks if t.on <= today),
    )


def _with_contacts(facts: Facts, case: Case, today: date) -> Facts:
    """Add the contacts and what was agreed in them."""
    past = sorted((c for c in case.contacts if c.on <= today), key=lambda c: (c.on, c.id))
    with_citizen = [c for c in past if c.party is ContactParty.CITIZEN]
    reached = [c for c in past if _reached_citizen(c)]
    return facts._replace(
        excused_weeks=tuple(sorted(IsoWeek.parse(e.week) for e in case.excuses)),
        open_tasks=open_task_dates(case.tasks, today),
        last_contact_on=with_citizen[-1].on if with_citizen else None,
        last_contact_medium=with_citizen[-1].medium if with_citizen else None,
        last_contact_outcome=with_citizen[-1].outcome if with_citizen else None,
        last_reached_on=reached[-1].on if reached else None,
        last_reached_medium=reached[-1].medium if reached else None,
    )


def _with_way(facts: Facts, case: Case, today: date) -> Facts:
    """Add the way to a job: steps, goal and CV, companies, consents."""
    return facts._replace(
        placements=in_order(placement_span(p, case.follow_ups, today) for p in case.placements),
        steps=in_order(StepSpan(s.started_on, s.ended_on, s.step) for s in case.steps),
        cv=tuple(sorted(CvMark(e.on, e.work, e.with_broker) for e in case.cv if e.on <= today)),
        searchable=in_order(SearchableSpan(s.started_on, s.ended_on, s.job_sought_filled) for s in case.searchable),
        goals=tuple(sorted(GoalMark(g.on, _is_concrete(g)) for g in case.job_goals if g.on <= today)),
        approached=_approached([a.on for a in case.approaches if a.on <= today]),
        consents=tuple(
            ConsentMark(c.on, c.purpose, c.refused, c.withdrawn_on)
            for c in sorted(case.consents, key=lambda c: (c.on, c.id))
            if c.on <= today
        ),
        self_support=in_order(SelfSupportSpan(s.started_on, s.ended_on, s.kind) for s in case.self_support),
    )


def placement_span(placement: Placement, follow_ups: Iterable[FollowUp], today: date) -> PlacementSpan:
    """Return what the rules read of a placement; `follow_ups` may hold those of others."""
    p = placement
    followed_up = (f.on for f in follow_ups if f.placement_id == p.id and f.on <= today)
    return PlacementSpan(
        p.started_on,
        p.ended_on,
        p.kind,
        id=p.id,
        company=p.company_id or p.company,
        work_function=p.work_function,
        agreed_on=p.agreed_on,
        plan_on=p.plan_agreed_on if p.plan_citizen and p.plan_broker and p.plan_company else None,
        phases=tuple(Phase(phase.every, phase.until) for phase in p.phases),
        purpose=p.purpose,
        paid_hours_possible=p.paid_hours_possible,
        terms=bool(p.tasks and p.working_time),
        contact=bool(p.contact_name),
        goal_told=p.goal_told_citizen and p.goal_told_company,
        why_not_paid_hours=bool(p.why_not_paid_hours),
        next_workplace=bool(p.next_workplace_plan),
        is_taster=p.is_taster,
        min_plan_on=p.min_plan_on,
        vitas_on=p.vitas_on,
        purpose_min_plan_on=p.purpose_min_plan_on,
        purpose_vitas_on=p.purpose_vitas_on,
        company_told_on=p.company_told_on,
        followed_up_on=max(followed_up, default=None),
    )


def _is_concrete(goal: JobGoal) -> bool:
    return bool(goal.workplaces and goal.tasks and goal.abilities)


def _approached(days: list[date]) -> Approached | None:
    return Approached(min(days), max(days), len(days)) if days else None


def _day_before(day: date | None) -> date | None:
    return None if day is None else day - timedelta(days=1)


def _reached_citizen(contact: Contact) -> bool:
    return contact.outcome is ContactOutcome.REACHED and contact.party is ContactParty.CITIZEN


def _has_authority(roles: tuple[BrokerRole, ...]) -> bool:
    return BrokerRole.AUTHORITY_CASEWORKER in roles


def open_task_dates(tasks: Iterable[Task], today: date) -> tuple[date | None, ...]:
    """Return the due dates of tasks agreed by `today` and not done then, dated ones first."""
    still_open = (t.due_on for t in tasks if t.agreed_on <= today and (t.done_on is None or t.done_on > today))
    return tuple(sorted(still_open, key=lambda due: due or date.max))

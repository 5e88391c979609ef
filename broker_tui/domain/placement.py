"""A time at a company or school: the agreement, the plan for following up, and how it went (R96, R99-R115, R127)."""

from datetime import date

from broker_tui.domain.approach import MatchQuality
from broker_tui.domain.codes import FollowUpInterval, InternshipPurpose, PlacementKind
from broker_tui.domain.hours import WeeklyHours
from broker_tui.domain.model import Line, Model, Record, RequiredLine, Text


class PlanPhase(Model):
    """A phase of the plan for following up: how often, until when; the last phase may go on (R111)."""

    every: FollowUpInterval
    until: date | None = None


class MasteryTask(Model):
    """A task the citizen has to master before paid hours are possible (R102)."""

    text: RequiredLine
    done_on: date | None = None


class Placement(MatchQuality, Record):
    """What, where and when; the weekly duty rests from the actual start to the last day (R96).

    Attributes:
        company: the name as it was written down; `company_id` is the shared company it stands for.
        agreed_on: when the agreement was made, which closes step 2 (R112).
        weekly_hours: hours a week at the start, paid or in internship as `kind` says.
        why_not_paid_hours: why an internship comes first (R101).
        paid_hours_possible: whether paid hours can come of it; if not, another workplace follows soon (R105).
        paid_hours_expected: when, in words; `paid_hours_expected_on` the day, where there is one (R102).
        is_taster: a short stay to clarify the goal (R106).
        contact_name: the contact person at the company (R107).
        plan_agreed_on: when the plan for following up was made; the three parties are ticked (R108).
        min_plan_on: when agreement and contact person were written into Min Plan; `vitas_on` into VITAS (R113).
        purpose_min_plan_on: when the purpose was written into Min Plan; `purpose_vitas_on` into VITAS (R114).
        taken_over: it ran when the citizen came into the programme, and keeps its start (R132).
        interrupted_on: when it was broken off, with the reason (R127).
        company_told_on: when the company was last told who the citizen's broker is (R126).
    """

    kind: PlacementKind
    company: Line = ""
    started_on: date
    ended_on: date | None = None
    note: Line = ""
    company_id: str | None = None
    agreed_on: date | None = None
    work_function: Line = ""
    tasks: Text = ""
    working_time: Line = ""
    weekly_hours: WeeklyHours | None = None
    health_considerations: Text = ""
    purpose: InternshipPurpose | None = None
    why_not_paid_hours: Text = ""
    paid_hours_possible: bool | None = None
    paid_hours_expected: Line = ""
    paid_hours_expected_on: date | None = None
    mastery: tuple[MasteryTask, ...] = ()
    next_workplace_plan: Text = ""
    is_taster: bool = False
    goal_told_citizen: bool = False
    goal_told_company: bool = False
    contact_name: Line = ""
    contact_phone: Line = ""
    contact_email: Line = ""
    plan_agreed_on: date | None = None
    plan_citizen: bool = False
    plan_broker: bool = False
    plan_company: bool = False
    phases: tuple[PlanPhase, ...] = ()
    min_plan_on: date | None = None
    vitas_on: date | None = None
    purpose_min_plan_on: date | None = None
    purpose_vitas_on: date | None = None
    taken_over: bool = False
    interrupted_on: date | None = None
    interruption_reason: Text = ""
    company_told_on: date | None = None

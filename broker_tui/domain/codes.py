"""The closed lists of the field: one code each, in English; the words live in the catalogue.

Nothing here imports pydantic, so the read path and the quick command line may use these codes freely.
"""

from enum import IntEnum, StrEnum


class Group(StrEnum):
    """Where a citizen has been assigned (R4, R8)."""

    INTERVENTION = "1"
    REHABILITATION = "2"


class Step(IntEnum):
    """The steps of the model and what lies after them (R34, C20)."""

    CLARIFICATION = 1
    TOWARDS_JOB = 2
    COMPANY = 3
    AFTERCARE = 4
    DONE = 5


class ContactMedium(StrEnum):
    """How a contact took place (R97)."""

    PHONE = "phone"
    SMS = "sms"
    WALK_TALK = "walk"
    MEETING = "meeting"
    AT_COMPANY = "company"
    VIDEO = "video"
    OTHER = "other"


class ContactOutcome(StrEnum):
    """What came of a contact attempt; only REACHED satisfies a week (C5)."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    NO_SHOW = "no-show"


class ContactParty(StrEnum):
    """Whom the contact was with; only CITIZEN satisfies a week (C5)."""

    CITIZEN = "citizen"
    COMPANY = "company"
    CASEWORKER = "caseworker"
    NETWORK = "network"


class WeekState(StrEnum):
    """What one ISO week holds for one citizen."""

    REACHED = "reached"
    TRIED = "tried"
    MISSING = "missing"
    EXCUSED = "excused"
    NOT_REQUIRED = "not_required"
    FUTURE = "future"


class NotRequired(StrEnum):
    """Why a week needs no contact."""

    NOT_ENROLLED = "not_enrolled"
    NO_BROKER = "no_broker"
    NOT_GROUP_1 = "not_group_1"
    EXEMPT = "exempt"
    AT_COMPANY = "at_company"
    EXITED = "exited"
    COMPLETED = "completed"


class Level(StrEnum):
    """How much a finding asks for, most urgent first."""

    OVERDUE = "overdue"
    DUE = "due"
    WARNING = "warning"
    READY = "ready"
    INFO = "info"


LEVEL_ORDER: dict[Level, int] = {level: position for position, level in enumerate(Level)}


class Readiness(StrEnum):
    """How ready for work the municipality has judged the citizen (R25)."""

    ACTIVITY_READY = "activity_ready"
    JOB_READY = "job_ready"


class RehabTarget(StrEnum):
    """What a citizen in group 2 is assessed for, or gets (R8, R11)."""

    RESOURCE_COURSE = "resource_course"
    FLEX_JOB = "flex_job"
    DISABILITY_PENSION = "disability_pension"
    NONE = "none"


class SeniorPension(StrEnum):
    """Where an application for senior pension stands (R18-R21)."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


class ExitReason(StrEnum):
    """The only reasons for leaving the programme (R21, R22)."""

    MOVED = "moved"
    DIED = "died"
    STATE_PENSION = "state_pension"
    SENIOR_PENSION = "senior_pension"


class Marker(StrEnum):
    """The two person-group markers of the official systems (R12); their wording is programme data."""

    REHAB = "rehab"
    STEP_UP = "step_up"


class NetworkWish(StrEnum):
    """Whether the citizen wants her network drawn in (R69)."""

    NOT_ASKED = "not_asked"
    YES = "yes"
    NO = "no"


class PlacementKind(StrEnum):
    """What a citizen does at a company or school (R58, C17)."""

    PAID_HOURS = "paid_hours"
    ORDINARY_JOB = "ordinary_job"
    INTERNSHIP = "internship"
    WAGE_SUBSIDY = "wage_subsidy"
    JOB_ROTATION = "job_rotation"
    ADULT_APPRENTICE = "adult_apprentice"
    FLEX_JOB = "flex_job"
    SOCIAL_CARD = "social_card"
    SU_EDUCATION = "su_education"
    PAID_EDUCATION = "paid_education"
    OTHER_EDUCATION = "other_education"


class CoreElement(IntEnum):
    """The five core elements: 1 and 2 make up step 1, 3 and 4 step 2, 5 step 3 (R34)."""

    BROKER = 1
    CV_AND_GOAL = 2
    MATCH = 3
    AGREEMENT = 4
    FOLLOW_UP = 5


class StepState(StrEnum):
    """Where a citizen is with one step; INTERRUPTED is one that was begun, broken off and lies ahead again (R127)."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    CLOSED = "closed"
    SKIPPED = "skipped"
    INTERRUPTED = "interrupted"


class ElementState(StrEnum):
    """How far one core element has come."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    DONE = "done"


class Owner(StrEnum):
    """Who owes what is missing."""

    CITIZEN = "citizen"
    BROKER = "broker"
    CASEWORKER = "caseworker"
    COMPANY = "company"


class Weight(StrEnum):
    """What a missing item holds up: REQUIRED the closing of its step, a REMINDER nothing but it stays red (C10)."""

    REQUIRED = "required"
    REMINDER = "reminder"
    ADVISED = "advised"


class CvWork(StrEnum):
    """What was done with the CV on Jobnet (R71, R73, R92, R105); a café never stands in for the broker (R72)."""

    STARTED = "started"
    CONSOLIDATED = "consolidated"
    UPDATED = "updated"
    CAFE = "cafe"


class JobGoalKind(StrEnum):
    """What a job goal names; TO_TRY is an area, tasks or functions to try one's hand at (R70, R76)."""

    POSITION = "position"
    FUNCTIONS = "functions"
    FIELD = "field"
    TO_TRY = "to_try"


class GoalClarity(StrEnum):
    """How clear the citizen's wishes are (R75, R76)."""

    CLEAR = "clear"
    NARROWING = "narrowing"
    HARD = "hard"


class GoalSource(StrEnum):
    """Where ideas for a job goal come from (R75)."""

    WORK = "work"
    EDUCATION = "education"
    LEISURE = "leisure"
    HOME = "home"
    CHILDREN = "children"


class ApproachBy(StrEnum):
    """Who went to a company (R93)."""

    CITIZEN = "citizen"
    BROKER = "broker"
    TOGETHER = "together"


class ApproachResult(StrEnum):
    """What came of going to a company (R93)."""

    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    INTERESTED = "interested"
    VISIT = "visit"
    AGREED = "agreed"


class InternshipPurpose(StrEnum):
    """The three purposes of an internship, one of which is chosen (R103)."""

    PAID_HOURS = "paid_hours"
    TRAINING = "training"
    CLARIFICATION = "clarification"


class FollowUpInterval(StrEnum):
    """How often a plan asks for follow-up (R110, R111)."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    TWO_MONTHS = "two_months"
    THREE_MONTHS = "three_months"


class FollowUpPlace(StrEnum):
    """Where a follow-up took place; at the company unless something speaks against it (R123)."""

    COMPANY = "company"
    OTHER = "other"


class ConsentPurpose(StrEnum):
    """What a citizen is asked to consent to (R130, R159)."""

    AFTERCARE = "aftercare"
    STEP_UP = "step_up"
    SHARING = "sharing"


class ConsentState(StrEnum):
    """Where a question of consent stands: DECLINED is refused or withdrawn, and then nothing more is asked (R130)."""

    MISSING = "missing"
    GIVEN = "given"
    DECLINED = "declined"


class ConsentForm(StrEnum):
    """How a consent was given (C23)."""

    WRITTEN = "written"
    ORAL = "oral"


class SelfSupportKind(StrEnum):
    """What a citizen supports herself by (R128)."""

    JOB = "job"
    EDUCATION = "education"


class ParallelType(StrEnum):
    """What a parallel measure is about (R141, R142)."""

    UPSKILLING = "upskilling"
    HEALTH = "health"
    FAMILY = "family"
    OTHER = "other"


class BrokerRole(StrEnum):
    """What a broker is to her citizens besides being their broker (R65, R67)."""

    COMPANY_CONSULTANT = "company_consultant"
    MENTOR = "mentor"
    AUTHORITY_CASEWORKER = "authority_caseworker"

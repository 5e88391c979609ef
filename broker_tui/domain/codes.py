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


class BrokerRole(StrEnum):
    """What a broker is to her citizens besides being their broker (R65, R67)."""

    COMPANY_CONSULTANT = "company_consultant"
    MENTOR = "mentor"
    AUTHORITY_CASEWORKER = "authority_caseworker"

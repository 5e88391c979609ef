"""The closed lists of the results: where a month is measured, which column a citizen stands in, and why (R40-R59)."""

from enum import StrEnum


class MonthStatus(StrEnum):
    """Which days decide whether a citizen belongs to the indsatsgruppe of a month (C6)."""

    LAST_DAY = "last_day"
    ANY_DAY = "any_day"


class ResultColumn(StrEnum):
    """The column of the monitoring in which a citizen who counts is shown (R43, R44)."""

    PAID_HOURS = "paid_hours"
    EDUCATION = "education"


class ResultReason(StrEnum):
    """Why a citizen counts, does not count, or is outside the group.

    KIND and KIND_NOT leave it to the kind of placement (R58); all others stand for themselves.
    """

    KIND = "kind"
    INTERNSHIP_HOURS = "internship_hours"
    KIND_NOT = "kind_not"
    NO_HOURS = "no_hours"
    STARTS_LATER = "starts_later"
    ENDED = "ended"
    NO_ACTIVITY = "no_activity"
    NOT_ENROLLED = "not_enrolled"
    EXITED = "exited"
    PENSION_GRANTED = "pension_granted"
    NO_GROUP = "no_group"
    GROUP_2 = "group_2"
    EXEMPT = "exempt"


class ResultNote(StrEnum):
    """What might be thought to change something and changes nothing."""

    CASE_CLOSED = "case_closed"
    PENSION_APPLIED = "pension_applied"
    JOB_READY = "job_ready"
    EXEMPT_OTHER = "exempt_other"

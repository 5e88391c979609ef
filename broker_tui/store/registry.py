"""Which class of record lies in which table: the one list that reading, writing, journal and checks go by.

Column names are the fields' names, save for words that SQL keeps for itself (`RENAMED`). The classes are named, not
imported, so that lists can be read without pydantic; a test holds the columns to the models.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic import BaseModel

RENAMED = {"on": "on_day", "group": "group_code", "by": "done_by"}


def column_of(field: str) -> str:
    """Return the column a model's field is stored in."""
    return RENAMED.get(field, field)


class RecordTable(NamedTuple):
    """A table of dated facts about citizens.

    Attributes:
        name: the table.
        model: module and class of its records under `broker_tui.domain`.
        case_field: where they stand in a Case.
        fields: the model's fields besides `id`, in the order of the columns.
        sort: the column that dates them.
        searched: columns whose words are found by search.
        words_kind: the table's number in the row numbers of `words`, never another's; 0 is a citizen's own texts.
        lists: the fields that are stored as JSON lists.
    """

    name: str
    model: str
    case_field: str
    fields: tuple[str, ...]
    sort: str
    searched: tuple[str, ...] = ()
    words_kind: int = 0
    lists: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All stored columns, `id` and `citizen_id` first."""
        return ("id", "citizen_id", *(column_of(field) for field in self.fields))


CITIZEN_FIELDS = (
    "cpr",
    "name",
    "enrolled_on",
    "edition",
    "phone",
    "email",
    "address",
    "protected_address",
    "home_municipality",
    "benefit",
    "in_intro_programme",
    "is_provider",
    "caseworker",
    "caseworker_phone",
    "network_wish",
    "unable_to_take_part",
    "assessment",
    "rehab_plan_started_on",
    "rehab_team_on",
    "rehab_outcome",
    "rehab_outcome_on",
    "case_closed_on",
    "remark",
    "resources",
    "challenges",
    "support_by",
    "min_plan_broker_on",
)
CITIZEN_SEARCHED = ("remark", "resources", "challenges")
"""Texts of a citizen's own whose words are found by search."""

DERIVED = ("search_name", "sort_name")
"""Columns of `citizen` made from the name when it is written."""

KEPT = (
    "last_contact_on",
    "last_contact_medium",
    "last_contact_outcome",
    "last_reached_on",
    "last_reached_medium",
)
"""Columns of `citizen` that triggers keep in step with `contact`; never journalled, since they follow from it."""

CITIZEN_COLUMNS = ("id", *CITIZEN_FIELDS, *DERIVED)
BROKER_FIELDS = ("name", "roles", "phone", "email")
COMPANY_FIELDS = ("name", "cvr", "p_number", "branch", "address", "phone", "email", "note", "contacts")
COMPANY_DERIVED = ("search_text", "sort_name")
"""Columns of `company` made when it is written: what it is found by, folded, and what it is sorted by."""

_MATCH = ("ordinary_environment", "colleagues", "meaningful_tasks", "room_to_grow")

RECORDS = (
    RecordTable(
        "broker_assignment",
        "broker.BrokerAssignment",
        "brokers",
        ("broker_id", "started_on", "ended_on", "note"),
        "started_on",
        ("note",),
        5,
    ),
    RecordTable(
        "group_membership",
        "group.GroupMembership",
        "groups",
        ("group", "started_on", "ended_on", "note"),
        "started_on",
        ("note",),
        6,
    ),
    RecordTable(
        "exemption",
        "group.Exemption",
        "exemptions",
        ("type", "started_on", "ended_on", "note"),
        "started_on",
        ("note",),
        7,
    ),
    RecordTable("person_marker", "group.PersonMarker", "markers", ("marker", "started_on", "ended_on"), "started_on"),
    RecordTable("readiness_period", "group.ReadinessPeriod", "readiness", ("readiness", "started_on"), "started_on"),
    RecordTable("senior_pension_event", "group.SeniorPensionEvent", "senior_pension", ("status", "on"), "on_day"),
    RecordTable("clarification_talk", "group.ClarificationTalk", "talks", ("on", "caseworker", "outcome"), "on_day"),
    RecordTable(
        "programme_exit",
        "group.ProgrammeExit",
        "exits",
        ("reason", "on", "returned_on", "note"),
        "on_day",
        ("note",),
        8,
    ),
    RecordTable(
        "contact",
        "contact.Contact",
        "contacts",
        ("on", "medium", "outcome", "party", "note", "is_statutory_talk", "transferred_on"),
        "on_day",
        ("note",),
        1,
    ),
    RecordTable(
        "task",
        "contact.Task",
        "tasks",
        ("text", "agreed_on", "contact_id", "due_on", "done_on"),
        "agreed_on",
        ("text",),
        2,
    ),
    RecordTable("week_excuse", "contact.WeekExcuse", "excuses", ("week", "note"), "week", ("note",), 9),
    RecordTable(
        "placement",
        "placement.Placement",
        "placements",
        (
            "kind",
            "company",
            "started_on",
            "ended_on",
            "note",
            "company_id",
            "agreed_on",
            "work_function",
            "tasks",
            "working_time",
            "weekly_hours",
            "health_considerations",
            "purpose",
            "why_not_paid_hours",
            "paid_hours_possible",
            "paid_hours_expected",
            "paid_hours_expected_on",
            "mastery",
            "next_workplace_plan",
            "is_taster",
            "goal_told_citizen",
            "goal_told_company",
            "contact_name",
            "contact_phone",
            "contact_email",
            "plan_agreed_on",
            "plan_citizen",
            "plan_broker",
            "plan_company",
            "phases",
            "min_plan_on",
            "vitas_on",
            "purpose_min_plan_on",
            "purpose_vitas_on",
            "taken_over",
            "interrupted_on",
            "interruption_reason",
            "company_told_on",
            *_MATCH,
        ),
        "started_on",
        (
            "company",
            "note",
            "work_function",
            "tasks",
            "health_considerations",
            "why_not_paid_hours",
            "next_workplace_plan",
            "contact_name",
            "interruption_reason",
        ),
        3,
        ("mastery", "phases"),
    ),
    RecordTable("step_period", "progress.StepPeriod", "steps", ("step", "started_on", "ended_on"), "started_on"),
    RecordTable(
        "job_goal",
        "progress.JobGoal",
        "job_goals",
        ("text", "on", "kind", "clarity", "sources", "workplaces", "tasks", "abilities"),
        "on_day",
        ("text", "workplaces", "tasks", "abilities"),
        4,
        ("sources",),
    ),
    RecordTable(
        "network_contact",
        "progress.NetworkContact",
        "network",
        ("name", "relation", "phone"),
        "name",
        ("name", "relation"),
        10,
    ),
    RecordTable("cv_event", "cv.CvEvent", "cv", ("on", "work", "with_broker", "note"), "on_day", ("note",), 11),
    RecordTable(
        "cv_searchable", "cv.CvSearchable", "searchable", ("started_on", "ended_on", "job_sought_filled"), "started_on"
    ),
    RecordTable(
        "approach",
        "approach.Approach",
        "approaches",
        (*_MATCH, "on", "company", "company_id", "by", "result", "note", "transferred_on"),
        "on_day",
        ("company", "note"),
        12,
    ),
    RecordTable(
        "follow_up",
        "follow_up.FollowUp",
        "follow_ups",
        (
            "placement_id",
            "on",
            "place",
            "with_citizen",
            "with_company",
            "acute",
            "note",
            "changed_tasks",
            "internship_hours",
            "paid_hours",
            "transferred_on",
        ),
        "on_day",
        ("note", "changed_tasks"),
        13,
    ),
    RecordTable("worked_hours", "follow_up.WorkedHours", "worked_hours", ("placement_id", "period", "hours"), "period"),
    RecordTable(
        "consent",
        "consent.Consent",
        "consents",
        ("purpose", "on", "form", "scope", "refused", "withdrawn_on"),
        "on_day",
        ("scope",),
        14,
    ),
    RecordTable(
        "self_support",
        "aftercare.SelfSupport",
        "self_support",
        ("kind", "started_on", "ended_on", "note"),
        "started_on",
        ("note",),
        15,
    ),
    RecordTable(
        "parallel_measure",
        "parallel.ParallelMeasure",
        "parallel",
        ("type", "name", "reason", "started_on", "ended_on"),
        "started_on",
        ("name", "reason"),
        16,
    ),
)

JOURNALLED: dict[str, tuple[str, ...]] = {
    "broker": ("id", *BROKER_FIELDS, "sort_name"),
    "company": ("id", *COMPANY_FIELDS, *COMPANY_DERIVED),
    "citizen": CITIZEN_COLUMNS,
    **{table.name: table.columns for table in RECORDS},
}
"""The stored columns of every journalled table, parents before children."""


@cache
def model_of(table: RecordTable) -> "type[Any]":
    """Return the class of a table's records; imports pydantic."""
    module, _, name = table.model.partition(".")
    model: type[Any] = getattr(import_module(f"broker_tui.domain.{module}"), name)
    return model


@cache
def _table_by_model() -> "dict[type[BaseModel], RecordTable]":
    return {model_of(table): table for table in RECORDS}


def table_of(model: "type[BaseModel]") -> RecordTable:
    """Return the table that holds records of a class.

    Raises:
        KeyError: the class is not stored as a record.
    """
    return _table_by_model()[model]

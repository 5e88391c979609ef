"""The tables of dated facts about citizens: which class of record lies in which, and in which columns."""

from typing import NamedTuple

RENAMED = {"on": "on_day", "group": "group_code", "by": "done_by", "values": "content"}


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
        lists: the fields that are stored as JSON.
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
    RecordTable(
        "step_up",
        "step_up.StepUp",
        "step_ups",
        (
            "started_on",
            "ended_on",
            "main_model_tried",
            "match_delayed_reason",
            "challenge_health",
            "challenge_family",
            "citizen_view",
            "cooperation_insufficient",
            "cooperation_reason",
            "network_wanted",
            "responsible_caseworker",
            "pack_others",
            "min_plan_on",
            "closing_note",
        ),
        "started_on",
        ("match_delayed_reason", "citizen_view", "cooperation_reason", "closing_note"),
        17,
        ("pack_others",),
    ),
    RecordTable(
        "participant",
        "step_up.Participant",
        "participants",
        (
            "step_up_id",
            "role",
            "name",
            "organisation",
            "phone",
            "email",
            "reason",
            "reason_note",
            "channel",
            "delivered_on",
            "received",
        ),
        "role",
        ("name", "organisation"),
        18,
        ("received",),
    ),
    RecordTable(
        "step_up_meeting",
        "step_up.StepUpMeeting",
        "step_up_meetings",
        (
            "step_up_id",
            "on",
            "at",
            "place",
            "agenda",
            "held",
            "present",
            "challenges",
            "needs_considerations",
            "considerations",
            "needs_measures",
            "measures",
            "second_needed",
        ),
        "on_day",
        ("challenges", "considerations", "measures"),
        19,
        ("agenda", "present"),
    ),
    RecordTable(
        "form_version",
        "step_up.FormVersion",
        "form_versions",
        ("step_up_id", "form", "number", "on", "saved_at", "saved_by", "variant", "values", "approved_on"),
        "on_day",
        lists=("values",),
    ),
    RecordTable(
        "agreed_item",
        "step_up.AgreedItem",
        "agreed_items",
        (
            "step_up_id",
            "kind",
            "text",
            "department",
            "ensured_by",
            "ensured_name",
            "follow_up_by",
            "follow_up_name",
            "follow_up_on",
            "agreed_on",
            "started_on",
            "done_on",
            "dropped_on",
            "outcome",
        ),
        "agreed_on",
        ("text", "outcome"),
        20,
    ),
)

"""What the form of every act is given in tests, and what the act works on: one table for acts and for screens."""

from datetime import date
from typing import Any, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.store.cases import read_cases
from tests.casework.forms import do

DAY = date(2026, 11, 16)


class Given(NamedTuple):
    """What a form of the act holds when it is saved, over its prefill, and how the journal names it."""

    values: dict[str, Any]
    journalled: str


CASES: dict[str, Given] = {
    "contact": Given({"medium": "sms", "agreements": ("ringe om CV", "Netto i uge 48")}, "contact_logged"),
    "contact_change": Given({"outcome": "no-answer"}, "contact_changed"),
    "week_excuse": Given({"note": "ferie"}, "week_excused"),
    "task": Given({"text": "skrive CV", "due_on": "2026-11-30"}, "task_added"),
    "task_change": Given({"done_on": DAY}, "task_changed"),
    "citizen_new": Given({"cpr": "620280-1234", "name": "Bo Holm"}, "citizen_added"),
    "citizen_change": Given({"phone": "20 30 40 50", "benefit": None}, "citizen_changed"),
    "number_change": Given({"cpr": "6303801234"}, "number_changed"),
    "network": Given({"network_wish": "yes"}, "network_asked"),
    "broker_new": Given({"name": "Ib Kær", "roles": ("mentor",)}, "broker_added"),
    "broker_change": Given({"phone": "11 22 33 44"}, "broker_changed"),
    "broker_assign": Given({"broker_id": "OTHER"}, "broker_assigned"),
    "hand_over": Given({"to_broker": "OTHER"}, "handed_over"),
    "group_assign": Given({"assessment": "flex_job"}, "group_assigned"),
    "rehab": Given({"assessment": "flex_job", "rehab_plan_started_on": DAY}, "rehab_noted"),
    "marker": Given({"marker": "step_up"}, "marker_set"),
    "marker_change": Given({"ended_on": DAY}, "marker_changed"),
    "exemption": Given({"type": "parental_leave", "ended_on": "2027-05-01"}, "exemption_set"),
    "exemption_change": Given({"ended_on": DAY}, "exemption_changed"),
    "readiness": Given({"readiness": "job_ready"}, "readiness_set"),
    "senior_pension": Given({"status": "applied"}, "senior_pension_noted"),
    "talk": Given({"outcome": "1"}, "talk_noted"),
    "exit": Given({"reason": "moved"}, "left"),
    "return": Given({}, "returned"),
    "resources": Given({"resources": "god til mennesker", "support_by": "mentor"}, "resources_noted"),
    "min_plan_broker": Given({}, "min_plan_broker_noted"),
    "network_contact": Given({"name": "Lis Holm", "relation": "søster"}, "network_contact_added"),
    "network_contact_change": Given({"phone": "20 30 40 52"}, "network_contact_changed"),
    "cv": Given({"work": "started"}, "cv_noted"),
    "cv_change": Given({"work": "cafe", "note": "biblioteket"}, "cv_changed"),
    "searchable": Given({"job_sought_filled": True}, "searchable_agreed"),
    "searchable_change": Given({"ended_on": DAY}, "searchable_changed"),
    "job_goal": Given({"text": "lager, gerne morgenhold", "sources": ("work", "home")}, "job_goal_set"),
    "job_goal_change": Given({"kind": "field"}, "job_goal_changed"),
    "company_new": Given({"name": "Netto Viby", "cvr": "DK 1358 5628"}, "company_added"),
    "company_change": Given({"branch": "detail"}, "company_changed"),
    "company_contact": Given({"name": "Ea Bro", "role": "souschef"}, "company_contact_set"),
    "approach": Given({"company": "Bageriet", "result": "visit", "colleagues": True}, "approach_logged"),
    "approach_change": Given({"result": "refused"}, "approach_changed"),
    "placement": Given(
        {"kind": "internship", "purpose": "training", "company": "Føtex Viby", "weekly_hours": "7,5"},
        "placement_added",
    ),
    "take_over": Given({"kind": "wage_subsidy", "started_on": "2026-01-02"}, "placement_taken_over"),
    "placement_change": Given({"ended_on": DAY, "mastery": ("kasse",)}, "placement_changed"),
    "placement_end": Given({"ended_on": DAY, "cv_updated": True}, "placement_ended"),
    "interruption": Given({"interruption_reason": "for langt at køre"}, "placement_interrupted"),
    "follow_up": Given({"paid_hours": "3", "mastered": ("0",)}, "follow_up_logged"),
    "follow_up_change": Given({"acute": True}, "follow_up_changed"),
    "hours": Given({"hours": "34,5"}, "hours_set"),
    "hours_change": Given({"hours": 12}, "hours_set"),
    "step": Given({}, "step_started"),
    "close_step": Given({}, "step_closed"),
    "self_support": Given({"kind": "job", "consent": True}, "self_support_begun"),
    "self_support_change": Given({"ended_on": DAY}, "self_support_changed"),
    "end_aftercare": Given({}, "aftercare_ended"),
    "consent": Given({"purpose": "sharing"}, "consent_given"),
    "consent_change": Given({"refused": True}, "consent_changed"),
    "withdrawal": Given({}, "consent_withdrawn"),
    "parallel": Given({"type": "upskilling", "name": "truckcertifikat", "reason": "lager"}, "parallel_added"),
    "parallel_change": Given({"ended_on": DAY}, "parallel_changed"),
    "span_change": Given({"started_on": "2026-01-06"}, "span_changed"),
}


START = date(2026, 11, 2)

MADE: dict[str, tuple[str, dict[str, Any]]] = {
    "contact_change": ("contact", {"on": START}),
    "task_change": ("task", {"text": "CV", "agreed_on": START}),
    "marker_change": ("marker", {"marker": "step_up", "started_on": START}),
    "exemption_change": ("exemption", {"type": "parental_leave", "started_on": START}),
    "network_contact_change": ("network_contact", {"name": "Lis Holm"}),
    "cv_change": ("cv", {"on": START}),
    "searchable_change": ("searchable", {"started_on": START}),
    "job_goal_change": ("job_goal", {"text": "lager", "on": START}),
    "company_change": ("company_new", {"name": "Netto", "contact_name": "Bo"}),
    "company_contact": ("company_new", {"name": "Netto"}),
    "approach_change": ("approach", {"on": START, "company": "Netto"}),
    "self_support_change": ("self_support", {"kind": "job", "started_on": START}),
    "end_aftercare": ("self_support", {"kind": "job", "started_on": START}),
    "consent_change": ("consent", {"purpose": "aftercare", "on": START}),
    "withdrawal": ("consent", {"purpose": "aftercare", "on": START}),
    "parallel_change": ("parallel", {"type": "other", "name": "kursus", "reason": "job", "started_on": START}),
}
"""The act that makes what a correcting act corrects, with what is given."""

AT_A_COMPANY = {"placement_change", "placement_end", "interruption", "follow_up", "follow_up_change"} | {
    "hours",
    "hours_change",
}


def target_for(desk: Desk, citizen_id: str, code: str) -> str | None:
    """Make what an act works on, and return its id."""
    if code in MADE:
        maker, given = MADE[code]
        made = do(desk, citizen_id, maker, **given).record_id
        return None if code == "end_aftercare" else made
    if code in AT_A_COMPANY:
        agreed: dict[str, Any] = {
            "kind": "internship",
            "purpose": "training",
            "company": "Netto",
            "mastery": ("fylde op",),
        }
        placement = do(desk, citizen_id, "placement", **agreed, started_on=START).record_id
        if code == "follow_up_change":
            return do(desk, citizen_id, "follow_up", placement, on=START).record_id
        return do(desk, citizen_id, "hours", placement, hours=5).record_id if code == "hours_change" else placement
    if code == "span_change":
        return next(case.steps[0].id for _, case in read_cases(desk.store, [citizen_id]))
    if code == "return":
        do(desk, citizen_id, "exit", reason="moved", on=START)
    if code == "close_step":
        do(desk, citizen_id, "cv", on=START)
        do(desk, citizen_id, "job_goal", text="lager", on=START)
    return desk.who if code == "broker_change" else None

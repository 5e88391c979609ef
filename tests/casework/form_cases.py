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


GROUND: dict[str, Any] = {
    "main_model_tried": True,
    "match_delayed_reason": "arbejdstiden passer ingen steder",
    "challenge_health": True,
    "citizen_view": "ryggen holder ikke til at stå op",
    "cooperation_insufficient": True,
    "cooperation_reason": "ingen har talt med genoptræningen",
}
"""What a step-up rests on."""

ANSWERS: dict[str, Any] = {
    "challenges": "ryggen",
    "needs_considerations": True,
    "considerations": "siddende arbejde\nhvil hver time",
    "needs_measures": True,
    "measures": "genoptræning",
}
"""What a meeting answers."""

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
    "step_up": Given(GROUND, "step_up_started"),
    "step_up_change": Given({"citizen_view": "ryggen, og den yngste sover dårligt"}, "step_up_changed"),
    "step_up_close": Given({"closing_note": "hensyn er aftalt"}, "step_up_closed"),
    "step_up_min_plan": Given({}, "step_up_in_min_plan"),
    "participant": Given({"role": "health", "name": "Lise Holm"}, "participant_added"),
    "participant_change": Given({"organisation": "Sundhedscentret"}, "participant_changed"),
    "delivery": Given({"channel": "phone"}, "pack_delivered"),
    "pack": Given({"channel": "paper"}, "pack_delivered"),
    "pack_others": Given({"pack_others": ("udtalelse fra fysioterapeut",)}, "pack_others_set"),
    "meeting": Given({"on": "2026-12-01", "at": "14:30"}, "step_up_meeting_planned"),
    "meeting_change": Given({"place": "Biblioteket"}, "step_up_meeting_changed"),
    "meeting_held": Given(ANSWERS, "step_up_meeting_held"),
    "preparation": Given(
        {"health_support": True, "health_support_what": "træning", "network_wanted": False}, "preparation_saved"
    ),
    "agreement": Given({"support": ({"text": "mentor en gang om ugen"},)}, "agreement_saved"),
    "agreed_item_change": Given({"outcome": "hun har en stol nu", "done_on": DAY}, "agreed_item_followed_up"),
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


OF_STEP_UP = {
    "step_up",
    "step_up_change",
    "step_up_close",
    "step_up_min_plan",
    "participant",
    "participant_change",
    "delivery",
    "pack",
    "pack_others",
    "meeting",
    "meeting_change",
    "meeting_held",
    "preparation",
    "agreement",
    "agreed_item_change",
}


def may_step_up(desk: Desk, citizen_id: str) -> None:
    """Bring a citizen to where a step-up may begin: in step 2, with a company approached (R152)."""
    do(desk, citizen_id, "step", step="2", started_on=date(2026, 3, 2))
    do(desk, citizen_id, "approach", on=date(2026, 5, 4), company="Netto", result="refused")


def step_up_of(desk: Desk, citizen_id: str, **ground: Any) -> str:  # noqa: ANN401
    """Begin a step-up that the citizen has consented to, and return its id."""
    may_step_up(desk, citizen_id)
    made = do(desk, citizen_id, "step_up", **GROUND | {"started_on": START} | ground).record_id
    do(desk, citizen_id, "consent", purpose="step_up", on=START, scope="sundhedscentret må se skemaet")
    return str(made)


def met(desk: Desk, citizen_id: str, on: date = DAY, **answers: Any) -> str:  # noqa: ANN401
    """Hold a meeting of the running step-up with its three answers, and return its id."""
    planned = do(desk, citizen_id, "meeting", on=on).record_id
    return str(do(desk, citizen_id, "meeting_held", planned, **ANSWERS | {"on": on} | answers).record_id)


def of_step_up(desk: Desk, citizen_id: str, code: str) -> str | None:
    """Make what an act of step-up works on; None for the running step-up."""
    if code == "step_up":
        may_step_up(desk, citizen_id)
        return None
    step_up_of(desk, citizen_id)
    if code in {"participant_change", "delivery"}:
        return do(desk, citizen_id, "participant", role="health", name="Lise Holm").record_id
    if code in {"meeting_change", "meeting_held"}:
        return do(desk, citizen_id, "meeting", on=DAY).record_id
    if code in {"agreement", "agreed_item_change"}:
        met(desk, citizen_id)
    if code == "agreed_item_change":
        do(desk, citizen_id, "agreement", on=DAY)
        return next(case.agreed_items[0].id for _, case in read_cases(desk.store, [citizen_id]))
    return None


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
    if code in OF_STEP_UP:
        return of_step_up(desk, citizen_id, code)
    if code == "span_change":
        return next(case.steps[0].id for _, case in read_cases(desk.store, [citizen_id]))
    if code == "return":
        do(desk, citizen_id, "exit", reason="moved", on=START)
    if code == "close_step":
        do(desk, citizen_id, "cv", on=START)
        do(desk, citizen_id, "job_goal", text="lager", on=START)
    return desk.who if code == "broker_change" else None

"""Every act that is entered in a form, by code: one screen and one command can show any of them.

`form.<code>.title` in the catalogue names it.
"""

from collections.abc import Mapping
from typing import Final

from broker_tui.casework import (
    agreements,
    companies,
    consents,
    contacts,
    corrections,
    follow_ups,
    goals,
    people,
    prefills,
    prefills_way,
    standing,
    steps,
)
from broker_tui.casework.form_act import Asked, FormAct, Variant, new, on_citizen, on_record, on_shared, swapped
from broker_tui.casework.form_acts_step_up import STEP_UP
from broker_tui.domain import entries, entries_company, entries_goal, entries_placement, entries_step

__all__ = ["FORM_ACTS", "Asked", "FormAct", "Variant"]

_ACTS: Final = (
    on_citizen("contact", entries.ContactEntry, contacts.log_contact, prefills.today("on")),
    on_record("contact_change", entries.ContactChangeEntry, contacts.change_contact, prefills.contact),
    on_citizen("week_excuse", entries.WeekExcuseEntry, contacts.excuse_week, prefills.week_excuse),
    on_citizen("task", entries.TaskEntry, contacts.add_task, prefills.today("agreed_on")),
    on_record("task_change", entries.TaskEntry, contacts.change_task, prefills.record),
    new("citizen_new", entries.NewCitizenEntry, people.add_citizen, prefills.new_citizen),
    on_citizen("citizen_change", entries.CitizenEntry, people.change_citizen, prefills.citizen),
    on_citizen("number_change", entries.NumberEntry, people.change_number, prefills.blank),
    on_citizen("network", entries.NetworkEntry, people.set_network_wish, prefills.citizen),
    new("broker_new", entries.BrokerEntry, people.add_broker, prefills.blank),
    on_shared("broker_change", entries.BrokerEntry, "broker", people.change_broker, prefills.broker),
    on_citizen("broker_assign", entries.AssignmentEntry, people.assign_broker, prefills.today("started_on")),
    new("hand_over", entries.HandOverEntry, people.hand_over, prefills.hand_over),
    on_citizen("group_assign", entries.GroupEntry, standing.assign_group, prefills.group),
    on_citizen("rehab", entries.RehabEntry, standing.note_rehab, prefills.citizen),
    on_citizen("marker", entries.MarkerEntry, standing.set_marker, prefills.today("started_on")),
    on_record("marker_change", entries.MarkerEntry, swapped(standing.set_marker), prefills.record),
    on_citizen("exemption", entries.ExemptionEntry, standing.set_exemption, prefills.today("started_on")),
    on_record("exemption_change", entries.ExemptionEntry, swapped(standing.set_exemption), prefills.record),
    on_citizen("readiness", entries.ReadinessEntry, standing.set_readiness, prefills.today("started_on")),
    on_citizen("senior_pension", entries.SeniorPensionEntry, standing.note_senior_pension, prefills.today("on")),
    on_citizen("talk", entries.TalkEntry, standing.note_talk, prefills.talk),
    on_citizen("exit", entries.ExitEntry, standing.leave, prefills.today("on")),
    on_citizen("return", entries.ReturnEntry, standing.come_back, prefills.today("returned_on")),
    on_record("span_change", entries.SpanEntry, corrections.change_span, prefills.record),
)

_WAY: Final = (
    on_citizen("resources", entries_goal.ResourcesEntry, goals.note_resources, prefills.citizen),
    on_citizen(
        "min_plan_broker", entries_goal.MinPlanBrokerEntry, goals.note_min_plan_broker, prefills_way.min_plan_broker
    ),
    on_citizen("network_contact", entries_goal.NetworkContactEntry, goals.set_network_contact, prefills.blank),
    on_record(
        "network_contact_change",
        entries_goal.NetworkContactEntry,
        swapped(goals.set_network_contact),
        prefills.record,
    ),
    on_citizen("cv", entries_goal.CvEntry, goals.note_cv, prefills_way.cv),
    on_record("cv_change", entries_goal.CvEntry, swapped(goals.note_cv), prefills.record),
    on_citizen("searchable", entries_goal.SearchableEntry, goals.set_searchable, prefills.today("started_on")),
    on_record("searchable_change", entries_goal.SearchableEntry, swapped(goals.set_searchable), prefills.record),
    on_citizen("job_goal", entries_goal.JobGoalEntry, goals.set_job_goal, prefills_way.job_goal),
    on_record("job_goal_change", entries_goal.JobGoalEntry, swapped(goals.set_job_goal), prefills.record),
    new("company_new", entries_company.NewCompanyEntry, companies.add_company, prefills.blank),
    on_shared(
        "company_change", entries_company.CompanyEntry, "company", companies.change_company, prefills_way.company
    ),
    on_shared(
        "company_contact",
        entries_company.CompanyContactEntry,
        "company",
        companies.set_company_contact,
        prefills_way.company_contact,
    ),
    on_citizen("approach", entries_company.ApproachEntry, companies.set_approach, prefills_way.approach),
    on_record(
        "approach_change",
        entries_company.ApproachEntry,
        swapped(companies.set_approach),
        prefills_way.approach_change,
    ),
    on_citizen(
        "placement",
        entries_placement.PlacementEntry,
        agreements.set_placement,
        prefills_way.placement,
        prefills_way.company_carried,
        prefilled=prefills_way.placement_known,
    ),
    on_citizen(
        "take_over",
        entries_placement.TakeOverEntry,
        agreements.take_over,
        prefills_way.take_over,
        prefills_way.company_carried,
    ),
    on_record(
        "placement_change",
        entries_placement.PlacementEntry,
        swapped(agreements.set_placement),
        prefills_way.placement_change,
        prefills_way.company_carried,
    ),
    on_record("placement_end", entries_placement.EndEntry, agreements.end_placement, prefills_way.end),
    on_record(
        "interruption",
        entries_placement.InterruptionEntry,
        agreements.interrupt_placement,
        prefills_way.interruption,
    ),
    on_citizen("follow_up", entries_placement.FollowUpEntry, follow_ups.log_follow_up, prefills_way.follow_up),
    on_record(
        "follow_up_change",
        entries_placement.FollowUpChangeEntry,
        follow_ups.change_follow_up,
        prefills_way.follow_up_change,
    ),
    on_citizen("hours", entries_placement.HoursEntry, follow_ups.set_hours, prefills_way.hours),
    on_record("hours_change", entries_placement.HoursEntry, swapped(follow_ups.set_hours), prefills.record),
    on_citizen("step", entries_step.StepEntry, steps.start_step, prefills.step),
    on_citizen("close_step", entries_step.CloseStepEntry, steps.close_step, prefills_way.close_step),
    on_citizen("self_support", entries_step.SelfSupportEntry, steps.begin_self_support, prefills.today("started_on")),
    on_record("self_support_change", entries_step.SelfSupportChangeEntry, steps.change_self_support, prefills.record),
    on_citizen("end_aftercare", entries_step.EndAftercareEntry, steps.end_aftercare, prefills.today("on")),
    on_citizen("consent", entries_step.ConsentEntry, consents.set_consent, prefills_way.consent),
    on_record("consent_change", entries_step.ConsentEntry, swapped(consents.set_consent), prefills_way.consent),
    on_record("withdrawal", entries_step.WithdrawalEntry, consents.withdraw_consent, prefills.today("withdrawn_on")),
    on_citizen("parallel", entries_step.ParallelEntry, consents.set_parallel, prefills.today("started_on")),
    on_record("parallel_change", entries_step.ParallelEntry, swapped(consents.set_parallel), prefills.record),
)

FORM_ACTS: Final[Mapping[str, FormAct]] = {act.code: act for act in (*_ACTS, *_WAY, *STEP_UP)}

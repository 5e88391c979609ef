"""Every act that is entered in a form, by code: one screen and one command can show any of them.

`form.<code>.title` in the catalogue names it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, TypeAlias

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
from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.entry_reading import read_entry
from broker_tui.domain import entries, entries_company, entries_goal, entries_placement, entries_step
from broker_tui.domain.form_spec import FormSpec, form_spec

Target: TypeAlias = Literal["none", "citizen", "record", "broker", "company"]
Prefill: TypeAlias = Callable[[Desk, str | None, str | None], dict[str, object]]
Carry: TypeAlias = Callable[[Desk, str | None, str, Mapping[str, object]], dict[str, object]]
Perform: TypeAlias = Callable[[Desk, str | None, str | None, Any], Done]
OnCitizen: TypeAlias = Callable[[Desk, str, Any], Done]
OnRecord: TypeAlias = Callable[[Desk, str, str, Any], Done]
Prefilled: TypeAlias = Callable[[Desk, str | None, str | None], frozenset[str]]


class Asked(NamedTuple):
    """A form as it is asked: its fields, and the model that what is entered makes.

    Attributes:
        spec: the fields, in their order and words.
        entry: the model; a form of one's own may have more fields than the act's.
    """

    spec: FormSpec
    entry: type[entries.Entry]

    def read(self, values: Mapping[str, object]) -> entries.Entry:
        """Return the entry that the form's values make.

        Raises:
            Refused: a field lacks or does not fit.
        """
        return read_entry(self.entry, values, self.spec)


Variant: TypeAlias = Callable[[Desk, str | None, str | None], Asked | None]


def _nobody(_desk: Desk, _citizen: str | None, _target: str | None) -> frozenset[str]:
    return frozenset()


def _standard(_desk: Desk, _citizen: str | None, _target: str | None) -> None:
    return None


@dataclass(frozen=True, slots=True)
class FormAct:
    """An act that takes a form.

    Attributes:
        code: the act, and the form's title in the catalogue.
        entry: the model of what is entered.
        target: what it works on: nothing yet, a citizen, one of her records, a broker or a company; `perform` and
            `prefill` want the ids of that.
        prefill: what stands in the form when it opens, choices as text.
        perform: checks, changes and journals; raises Refused.
        carried: what follows when a value has just been chosen in the field named, for the form to put in where the
            user has typed nothing.
        prefilled: the fields that `prefill` has filled in from what the case already knows; they are marked as such.
        variant: a form of one's own to be asked in place of the act's; None where the act's own holds.
    """

    code: str
    entry: type[entries.Entry]
    target: Target
    prefill: Prefill
    perform: Perform
    carried: Carry
    prefilled: Prefilled = _nobody
    variant: Variant = _standard

    @property
    def spec(self) -> FormSpec:
        """The form's fields."""
        return form_spec(self.entry)

    def asked(self, desk: Desk, citizen_id: str | None, target_id: str | None) -> Asked:
        """Return the form as it is asked here: the one of one's own that is in use, or the act's."""
        return self.variant(desk, citizen_id, target_id) or Asked(self.spec, self.entry)

    def read(self, values: Mapping[str, object]) -> entries.Entry:
        """Return the entry that the form's values make.

        Raises:
            Refused: a field lacks or does not fit.
        """
        return read_entry(self.entry, values)


def _new(code: str, entry: type[entries.Entry], perform: Callable[[Desk, Any], Done], prefill: Prefill) -> FormAct:
    return FormAct(code, entry, "none", prefill, lambda desk, _citizen, _target, given: perform(desk, given), _nothing)


def _nothing(_desk: Desk, _citizen: str | None, _field: str, _entered: Mapping[str, object]) -> dict[str, object]:
    return {}


def _on_citizen(
    code: str,
    entry: type[entries.Entry],
    perform: OnCitizen,
    prefill: Prefill,
    carried: Carry = _nothing,
    *,
    prefilled: Prefilled = _nobody,
    variant: Variant = _standard,
) -> FormAct:
    return FormAct(
        code,
        entry,
        "citizen",
        prefill,
        lambda desk, citizen, _target, given: perform(desk, _id(citizen), given),
        carried,
        prefilled,
        variant,
    )


def _on_record(
    code: str,
    entry: type[entries.Entry],
    perform: OnRecord,
    prefill: Prefill,
    carried: Carry = _nothing,
    *,
    prefilled: Prefilled = _nobody,
    variant: Variant = _standard,
) -> FormAct:
    return FormAct(
        code,
        entry,
        "record",
        prefill,
        lambda desk, citizen, target, given: perform(desk, _id(citizen), _id(target), given),
        carried,
        prefilled,
        variant,
    )


def _on_shared(code: str, entry: type[entries.Entry], target: Target, perform: OnCitizen, prefill: Prefill) -> FormAct:
    """Return an act on something that all citizens share."""
    return FormAct(
        code,
        entry,
        target,
        prefill,
        lambda desk, _citizen, target_id, given: perform(desk, _id(target_id), given),
        _nothing,
    )


def _id(given: str | None) -> str:
    if given is None:
        raise ValueError("this act needs to know whom or what it concerns")
    return given


def _swapped(perform: Callable[[Desk, str, Any, str | None], Done]) -> OnRecord:
    """Let an act that takes the record last be called with it second to last."""
    return lambda desk, citizen, record, given: perform(desk, citizen, given, record)


_ACTS: Final = (
    _on_citizen("contact", entries.ContactEntry, contacts.log_contact, prefills.today("on")),
    _on_record("contact_change", entries.ContactChangeEntry, contacts.change_contact, prefills.contact),
    _on_citizen("week_excuse", entries.WeekExcuseEntry, contacts.excuse_week, prefills.week_excuse),
    _on_citizen("task", entries.TaskEntry, contacts.add_task, prefills.today("agreed_on")),
    _on_record("task_change", entries.TaskEntry, contacts.change_task, prefills.record),
    _new("citizen_new", entries.NewCitizenEntry, people.add_citizen, prefills.new_citizen),
    _on_citizen("citizen_change", entries.CitizenEntry, people.change_citizen, prefills.citizen),
    _on_citizen("number_change", entries.NumberEntry, people.change_number, prefills.blank),
    _on_citizen("network", entries.NetworkEntry, people.set_network_wish, prefills.citizen),
    _new("broker_new", entries.BrokerEntry, people.add_broker, prefills.blank),
    _on_shared("broker_change", entries.BrokerEntry, "broker", people.change_broker, prefills.broker),
    _on_citizen("broker_assign", entries.AssignmentEntry, people.assign_broker, prefills.today("started_on")),
    _new("hand_over", entries.HandOverEntry, people.hand_over, prefills.hand_over),
    _on_citizen("group_assign", entries.GroupEntry, standing.assign_group, prefills.group),
    _on_citizen("rehab", entries.RehabEntry, standing.note_rehab, prefills.citizen),
    _on_citizen("marker", entries.MarkerEntry, standing.set_marker, prefills.today("started_on")),
    _on_record("marker_change", entries.MarkerEntry, _swapped(standing.set_marker), prefills.record),
    _on_citizen("exemption", entries.ExemptionEntry, standing.set_exemption, prefills.today("started_on")),
    _on_record("exemption_change", entries.ExemptionEntry, _swapped(standing.set_exemption), prefills.record),
    _on_citizen("readiness", entries.ReadinessEntry, standing.set_readiness, prefills.today("started_on")),
    _on_citizen("senior_pension", entries.SeniorPensionEntry, standing.note_senior_pension, prefills.today("on")),
    _on_citizen("talk", entries.TalkEntry, standing.note_talk, prefills.talk),
    _on_citizen("exit", entries.ExitEntry, standing.leave, prefills.today("on")),
    _on_citizen("return", entries.ReturnEntry, standing.come_back, prefills.today("returned_on")),
    _on_record("span_change", entries.SpanEntry, corrections.change_span, prefills.record),
)

_WAY: Final = (
    _on_citizen("resources", entries_goal.ResourcesEntry, goals.note_resources, prefills.citizen),
    _on_citizen(
        "min_plan_broker", entries_goal.MinPlanBrokerEntry, goals.note_min_plan_broker, prefills_way.min_plan_broker
    ),
    _on_citizen("network_contact", entries_goal.NetworkContactEntry, goals.set_network_contact, prefills.blank),
    _on_record(
        "network_contact_change",
        entries_goal.NetworkContactEntry,
        _swapped(goals.set_network_contact),
        prefills.record,
    ),
    _on_citizen("cv", entries_goal.CvEntry, goals.note_cv, prefills_way.cv),
    _on_record("cv_change", entries_goal.CvEntry, _swapped(goals.note_cv), prefills.record),
    _on_citizen("searchable", entries_goal.SearchableEntry, goals.set_searchable, prefills.today("started_on")),
    _on_record("searchable_change", entries_goal.SearchableEntry, _swapped(goals.set_searchable), prefills.record),
    _on_citizen("job_goal", entries_goal.JobGoalEntry, goals.set_job_goal, prefills_way.job_goal),
    _on_record("job_goal_change", entries_goal.JobGoalEntry, _swapped(goals.set_job_goal), prefills.record),
    _new("company_new", entries_company.NewCompanyEntry, companies.add_company, prefills.blank),
    _on_shared(
        "company_change", entries_company.CompanyEntry, "company", companies.change_company, prefills_way.company
    ),
    _on_shared(
        "company_contact",
        entries_company.CompanyContactEntry,
        "company",
        companies.set_company_contact,
        prefills_way.company_contact,
    ),
    _on_citizen("approach", entries_company.ApproachEntry, companies.set_approach, prefills_way.approach),
    _on_record(
        "approach_change",
        entries_company.ApproachEntry,
        _swapped(companies.set_approach),
        prefills_way.approach_change,
    ),
    _on_citizen(
        "placement",
        entries_placement.PlacementEntry,
        agreements.set_placement,
        prefills_way.placement,
        prefills_way.company_carried,
    ),
    _on_citizen(
        "take_over",
        entries_placement.TakeOverEntry,
        agreements.take_over,
        prefills_way.take_over,
        prefills_way.company_carried,
    ),
    _on_record(
        "placement_change",
        entries_placement.PlacementEntry,
        _swapped(agreements.set_placement),
        prefills_way.placement_change,
        prefills_way.company_carried,
    ),
    _on_record("placement_end", entries_placement.EndEntry, agreements.end_placement, prefills_way.end),
    _on_record(
        "interruption",
        entries_placement.InterruptionEntry,
        agreements.interrupt_placement,
        prefills_way.interruption,
    ),
    _on_citizen("follow_up", entries_placement.FollowUpEntry, follow_ups.log_follow_up, prefills_way.follow_up),
    _on_record(
        "follow_up_change",
        entries_placement.FollowUpChangeEntry,
        follow_ups.change_follow_up,
        prefills_way.follow_up_change,
    ),
    _on_citizen("hours", entries_placement.HoursEntry, follow_ups.set_hours, prefills_way.hours),
    _on_record("hours_change", entries_placement.HoursEntry, _swapped(follow_ups.set_hours), prefills.record),
    _on_citizen("step", entries_step.StepEntry, steps.start_step, prefills.step),
    _on_citizen("close_step", entries_step.CloseStepEntry, steps.close_step, prefills_way.close_step),
    _on_citizen("self_support", entries_step.SelfSupportEntry, steps.begin_self_support, prefills.today("started_on")),
    _on_record("self_support_change", entries_step.SelfSupportChangeEntry, steps.change_self_support, prefills.record),
    _on_citizen("end_aftercare", entries_step.EndAftercareEntry, steps.end_aftercare, prefills.today("on")),
    _on_citizen("consent", entries_step.ConsentEntry, consents.set_consent, prefills_way.consent),
    _on_record("consent_change", entries_step.ConsentEntry, _swapped(consents.set_consent), prefills_way.consent),
    _on_record("withdrawal", entries_step.WithdrawalEntry, consents.withdraw_consent, prefills.today("withdrawn_on")),
    _on_citizen("parallel", entries_step.ParallelEntry, consents.set_parallel, prefills.today("started_on")),
    _on_record("parallel_change", entries_step.ParallelEntry, _swapped(consents.set_parallel), prefills.record),
)

FORM_ACTS: Final[Mapping[str, FormAct]] = {act.code: act for act in (*_ACTS, *_WAY)}

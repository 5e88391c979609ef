"""Every act that is entered in a form, by code: one screen and one command can show any of them.

`form.<code>.title` in the catalogue names it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from broker_tui.casework import contacts, people, prefills, progress, standing
from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.entry_reading import read_entry
from broker_tui.domain import entries
from broker_tui.domain.form_spec import FormSpec, form_spec

Target: TypeAlias = Literal["none", "citizen", "record", "broker"]
Prefill: TypeAlias = Callable[[Desk, str | None, str | None], dict[str, object]]
Perform: TypeAlias = Callable[[Desk, str | None, str | None, Any], Done]
OnCitizen: TypeAlias = Callable[[Desk, str, Any], Done]
OnRecord: TypeAlias = Callable[[Desk, str, str, Any], Done]


@dataclass(frozen=True, slots=True)
class FormAct:
    """An act that takes a form.

    Attributes:
        code: the act, and the form's title in the catalogue.
        entry: the model of what is entered.
        target: what it works on: nothing yet, a citizen, one of her records, or a broker; `perform` and `prefill`
            want the ids of that.
        prefill: what stands in the form when it opens, choices as text.
        perform: checks, changes and journals; raises Refused.
    """

    code: str
    entry: type[entries.Entry]
    target: Target
    prefill: Prefill
    perform: Perform

    @property
    def spec(self) -> FormSpec:
        """The form's fields."""
        return form_spec(self.entry)

    def read(self, values: Mapping[str, object]) -> entries.Entry:
        """Return the entry that the form's values make.

        Raises:
            Refused: a field lacks or does not fit.
        """
        return read_entry(self.entry, values)


def _new(code: str, entry: type[entries.Entry], perform: Callable[[Desk, Any], Done], prefill: Prefill) -> FormAct:
    return FormAct(code, entry, "none", prefill, lambda desk, _citizen, _target, given: perform(desk, given))


def _on_citizen(code: str, entry: type[entries.Entry], perform: OnCitizen, prefill: Prefill) -> FormAct:
    return FormAct(
        code, entry, "citizen", prefill, lambda desk, citizen, _target, given: perform(desk, _id(citizen), given)
    )


def _on_record(code: str, entry: type[entries.Entry], perform: OnRecord, prefill: Prefill) -> FormAct:
    return FormAct(
        code,
        entry,
        "record",
        prefill,
        lambda desk, citizen, target, given: perform(desk, _id(citizen), _id(target), given),
    )


def _on_broker(code: str, entry: type[entries.Entry], perform: OnCitizen, prefill: Prefill) -> FormAct:
    return FormAct(
        code, entry, "broker", prefill, lambda desk, _citizen, target, given: perform(desk, _id(target), given)
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
    _on_broker("broker_change", entries.BrokerEntry, people.change_broker, prefills.broker),
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
    _on_citizen("placement", entries.PlacementEntry, progress.set_placement, prefills.today("started_on")),
    _on_record("placement_change", entries.PlacementEntry, _swapped(progress.set_placement), prefills.record),
    _on_citizen("step", entries.StepEntry, progress.start_step, prefills.step),
    _on_citizen("job_goal", entries.JobGoalEntry, progress.set_job_goal, prefills.today("on")),
    _on_record("span_change", entries.SpanEntry, progress.change_span, prefills.record),
)

FORM_ACTS: Final[Mapping[str, FormAct]] = {act.code: act for act in _ACTS}

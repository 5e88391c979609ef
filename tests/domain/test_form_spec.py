"""Forms read from entry models: kinds, choices, conditions, and what a form's values make of an entry."""

from datetime import date

import pytest

from broker_tui.casework.desk import Refused
from broker_tui.casework.entry_reading import read_entry
from broker_tui.domain import entries
from broker_tui.domain.codes import Group, RehabTarget, Step
from broker_tui.domain.entries_step import StepEntry
from broker_tui.domain.form_spec import Condition, FieldKind, catalogue_name, form_spec, plain, token


@pytest.mark.parametrize(
    ("model", "field", "kind"),
    [
        (entries.ContactEntry, "on", "date"),
        (entries.ContactEntry, "medium", "choice"),
        (entries.ContactEntry, "note", "text"),
        (entries.ContactEntry, "agreements", "lines"),
        (entries.ContactEntry, "finished", "choices"),
        (entries.ContactEntry, "transferred", "flag"),
        (entries.CitizenEntry, "is_provider", "yes_no"),
        (entries.CitizenEntry, "name", "line"),
        (entries.CitizenEntry, "phone", "phone"),
        (entries.CitizenEntry, "benefit", "choice"),
        (entries.NewCitizenEntry, "cpr", "cpr"),
        (entries.BrokerEntry, "roles", "choices"),
        (entries.WeekExcuseEntry, "week", "week"),
    ],
)
def test_a_field_is_entered_by_its_type_and_hint(model: type[entries.Entry], field: str, kind: FieldKind) -> None:
    assert form_spec(model).field(field).kind == kind


def test_the_spec_of_a_form() -> None:
    spec = form_spec(entries.NewCitizenEntry)
    assert spec.code == "citizen"
    assert spec.fields[0].name == "cpr"
    assert spec.sections == ("", "reach", "situation", "caseworker", "remark", "start")
    assert spec.field("network_wish").choices == ("not_asked", "yes", "no")
    assert spec.field("network_wish").enum == "network_wish"
    assert spec.field("group").default == "1"
    assert spec.blank()["broker_id"] is None
    with pytest.raises(KeyError):
        spec.field("age")


def test_fields_show_while_their_condition_holds() -> None:
    spec = form_spec(entries.GroupEntry)
    assert "assessment" in [field.name for field in spec.visible({"group": "2"})]
    assert "assessment" in [field.name for field in spec.visible({"group": Group.REHABILITATION})]
    assert "assessment" not in [field.name for field in spec.visible({"group": "1"})]
    assert not Condition("citizens").holds({"citizens": ()})
    assert Condition("is_provider", ("yes",)).holds({"is_provider": True})


def test_values_as_text() -> None:
    assert [token(value) for value in (None, True, False, Step.COMPANY, ("a", "b"))] == ["", "yes", "no", "3", "a,b"]
    assert plain((RehabTarget.NONE, date(2026, 1, 1))) == ("none", date(2026, 1, 1))
    assert catalogue_name(RehabTarget) == "rehab_target"


def test_a_hidden_field_is_left_out() -> None:
    values = {"group": "1", "started_on": "2026-11-20", "assessment": "flex_job", "note": ""}
    assert read_entry(entries.GroupEntry, values).assessment is None
    assert read_entry(entries.GroupEntry, {**values, "group": "2"}).assessment is RehabTarget.FLEX_JOB


def test_what_is_emptied_is_nothing() -> None:
    values = {"name": "Bo", "enrolled_on": date(2026, 1, 5), "phone": " ", "benefit": "", "is_provider": None}
    entry = read_entry(entries.CitizenEntry, values)
    assert (entry.phone, entry.benefit, entry.is_provider) == ("", None, None)
    step = read_entry(StepEntry, {"step": "2", "started_on": "2026-11-20"})
    assert step.step is Step.TOWARDS_JOB


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"on": "20261120"}, None),
        ({"on": "01122026"}, ("on", "date")),
        ({"on": "i går"}, ("on", "date")),
        ({"on": ""}, ("on", "required")),
        ({"on": "2026-11-20", "medium": "fax"}, ("medium", "choice")),
        ({"on": "2026-11-20", "transferred": "måske"}, ("transferred", "choice")),
        ({"on": "2026-11-20", "note": "x" * 20_001}, ("note", "too_long")),
        ({"on": "2026-11-20", "agreements": ("x" * 401,)}, ("agreements", "too_long")),
    ],
)
def test_faults_are_named_at_their_field(values: dict[str, object], expected: tuple[str, str] | None) -> None:
    if expected is None:
        assert read_entry(entries.ContactEntry, values).on == date(2026, 11, 20)
        return
    with pytest.raises(Refused) as refused:
        read_entry(entries.ContactEntry, values)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [expected]


def test_a_wrong_number_is_never_repeated() -> None:
    with pytest.raises(Refused) as refused:
        read_entry(entries.NumberEntry, {"cpr": "310280-1234"})
    assert refused.value.problems[0].code == "cpr_date"
    assert "310280" not in repr(refused.value) + str(refused.value.__cause__)

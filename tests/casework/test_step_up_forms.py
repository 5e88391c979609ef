"""The two forms of a step-up: what they take from the case, what each save adds, and what they write through."""

from datetime import date, timedelta
from typing import Any

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_act import Asked
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.step_up_forms import SNAPSHOT, save_preparation, versions
from broker_tui.casework.undoing import undo
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.form_spec import form_spec
from broker_tui.domain.form_variant import OwnField, UsedField, Variant, variant_entry, variant_spec
from tests.casework.conftest import TODAY
from tests.casework.form_cases import DAY, GROUND, START, met, step_up_of
from tests.casework.forms import codes, do
from tests.casework.test_step_up import case_of, refusal

WHOLE: dict[str, Any] = {
    "job_goal": "lager",
    "health_challenges": "ryggen",
    "health_support": False,
    "health_clarification": False,
    "network_wanted": False,
    "status_overview": "hun har prøvet to steder",
}
"""What a preparation form needs beyond what the case knows."""


def preparation(desk: Desk, citizen_id: str) -> dict[str, object]:
    return FORM_ACTS["preparation"].prefill(desk, citizen_id, None)


def agreement(desk: Desk, citizen_id: str) -> dict[str, Any]:
    return FORM_ACTS["agreement"].prefill(desk, citizen_id, None)


def test_the_preparation_form_begins_with_what_the_case_knows(desk: Desk, citizen_id: str) -> None:
    """R157, R160, R167: all of it editable, and marked as filled in from the case."""
    do(desk, citizen_id, "job_goal", text="lager, gerne morgenhold", on=START)
    do(desk, citizen_id, "network_contact", name="Lis Holm", relation="søster", phone="20 30 40 52")
    do(desk, citizen_id, "parallel", type="health", name="genoptræning", reason="ryg", started_on=START)
    do(desk, citizen_id, "parallel", type="upskilling", name="truckcertifikat", reason="job", started_on=START)
    step_up_of(desk, citizen_id, challenge_family=True, is_provider=True, network_wanted=True)
    placed = {"kind": "internship", "purpose": "training", "company": "Netto", "started_on": START, "ended_on": DAY}
    do(desk, citizen_id, "placement", **placed, health_considerations="ingen tunge løft")
    values = preparation(desk, citizen_id)
    assert values["job_goal"] == "lager, gerne morgenhold"
    assert values["citizen_challenges"] == GROUND["citizen_view"]
    assert values["match_delayed_reason"] == GROUND["match_delayed_reason"]
    assert values["responsible_caseworker"] == "Per Holt"
    assert (values["challenge_health"], values["challenge_family"], values["is_provider"]) == (True, True, True)
    assert values["health_challenges"] == "ingen tunge løft"
    assert values["network"] == ({"name": "Lis Holm", "relation": "søster", "phone": "20 30 40 52"},)
    assert [row["effort"] for row in values["efforts"]] == ["genoptræning"]  # type: ignore[attr-defined]
    overview = str(values["status_overview"])
    for said in ("Med i Flere skal med siden 05-01-2026.", "Trin 2 På vej mod job siden 02-03-2026.", "Netto"):
        assert said in overview
    assert "tunge løft" not in overview
    known = FORM_ACTS["preparation"].prefilled(desk, citizen_id, None)
    assert {"job_goal", "status_overview", "network", "challenge_health", "efforts"} <= known
    assert "health_support" not in known


def test_a_half_filled_form_is_kept_and_says_what_lacks(desk: Desk, citizen_id: str) -> None:
    """A broker and a citizen may get halfway; the version is there, and nothing is lost."""
    step_up_of(desk, citizen_id)
    done = do(desk, citizen_id, "preparation", job_goal="lager")
    assert codes(done) == {"form_unfinished"}
    version = case_of(desk, citizen_id).form_versions[0]
    assert (version.number, version.form, version.approved_on) == (1, FormKind.PREPARATION, None)
    assert (version.on, version.saved_by, version.variant) == (TODAY, desk.who, "")
    assert version.values["job_goal"] == "lager"


def test_she_cannot_have_approved_what_is_not_filled_in(desk: Desk, citizen_id: str) -> None:
    """C24: the fields that lack are named."""
    step_up_of(desk, citizen_id)
    reasons = refusal(desk, citizen_id, "preparation", **WHOLE | {"health_support": None}, approved_on=TODAY)
    assert reasons == {("approved_on", "approved_unfinished"), ("health_support", "needed_before_approval")}
    tomorrow = TODAY + timedelta(days=1)
    assert refusal(desk, citizen_id, "preparation", **WHOLE, approved_on=tomorrow) == {("approved_on", "future_date")}
    do(desk, citizen_id, "preparation", **WHOLE, approved_on=TODAY)
    assert case_of(desk, citizen_id).form_versions[0].approved_on == TODAY


def test_what_is_not_asked_lacks_nothing_and_is_not_kept(desk: Desk, citizen_id: str) -> None:
    """Conditional sections: without a family challenge there are no answers about the family."""
    step_up_of(desk, citizen_id)
    done = do(desk, citizen_id, "preparation", **WHOLE, family_challenges="noget", child_case=True)
    assert codes(done) == set()
    values = case_of(desk, citizen_id).form_versions[0].values
    assert (values["family_challenges"], values["child_case"]) == ("", None)


def test_a_new_version_starts_from_the_last_without_its_approval(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    rows = ({"id": "", "department": "Sundhed", "effort": "genoptræning", "contact": "Ea"},)
    do(desk, citizen_id, "preparation", **WHOLE, efforts=rows, approved_on=TODAY)
    values = preparation(desk, citizen_id)
    assert values["approved_on"] is None
    assert values["job_goal"] == "lager"
    kept = values["efforts"]
    assert [{**row, "id": ""} for row in kept] == list(rows)  # type: ignore[attr-defined]
    assert all(row["id"] for row in kept)  # type: ignore[attr-defined]
    do(desk, citizen_id, "preparation", job_goal="kontor")
    first, second = reversed(
        versions(case_of(desk, citizen_id), case_of(desk, citizen_id).step_ups[0].id, FormKind.PREPARATION)
    )
    assert (first.number, second.number) == (1, 2)
    assert (first.approved_on, second.approved_on) == (TODAY, None)
    assert first.values["efforts"] == second.values["efforts"]
    assert (first.values["job_goal"], second.values["job_goal"]) == ("lager", "kontor")


def test_saving_again_without_a_change_adds_nothing(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    met(desk, citizen_id)
    for form in ("preparation", "agreement"):
        first = do(desk, citizen_id, form)
        assert do(desk, citizen_id, form).record_id == first.record_id
    assert [version.number for version in case_of(desk, citizen_id).form_versions] == [1, 1]


def test_the_overview_is_renewed_until_someone_edits_it(desk: Desk, citizen_id: str) -> None:
    step_up_of(desk, citizen_id)
    do(desk, citizen_id, "preparation")
    do(desk, citizen_id, "approach", on=DAY, company="Føtex", result="interested")
    assert "2 henvendelser" in str(preparation(desk, citizen_id)["status_overview"])
    assert "status_overview" in FORM_ACTS["preparation"].prefilled(desk, citizen_id, None)
    do(desk, citizen_id, "preparation", status_overview="vi venter på Føtex")
    do(desk, citizen_id, "approach", on=TODAY, company="Bilka", result="refused")
    assert preparation(desk, citizen_id)["status_overview"] == "vi venter på Føtex"
    assert "status_overview" not in FORM_ACTS["preparation"].prefilled(desk, citizen_id, None)


def test_the_preparation_form_writes_through_what_the_rules_read(desk: Desk, citizen_id: str) -> None:
    """The flags live on the step-up; what is empty in the form takes nothing away."""
    step_up_of(desk, citizen_id)
    before = case_of(desk, citizen_id)
    given = {"challenge_family": True, "is_provider": True, "network_wanted": True, "match_delayed_reason": ""}
    do(desk, citizen_id, "preparation", citizen_challenges="ryggen og børnene", **given)
    case = case_of(desk, citizen_id)
    (step_up,) = case.step_ups
    assert (step_up.challenge_health, step_up.challenge_family, step_up.network_wanted) == (True, True, True)
    assert step_up.citizen_view == "ryggen og børnene"
    assert step_up.match_delayed_reason == GROUND["match_delayed_reason"]
    assert case.citizen.is_provider is True
    undo(desk)
    assert case_of(desk, citizen_id) == before


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"challenge_health": False}, ("challenge_health", "challenge_missing")),
        ({"cooperation_insufficient": False}, ("cooperation_insufficient", "cooperation_suffices")),
    ],
)
def test_a_form_cannot_take_a_condition_away(
    desk: Desk, citizen_id: str, given: dict[str, object], reason: tuple[str, str]
) -> None:
    """R150."""
    step_up_of(desk, citizen_id)
    assert refusal(desk, citizen_id, "preparation", **given) == {reason}


def test_a_version_says_who_took_part_then(desk: Desk, citizen_id: str) -> None:
    """F20, F22: a printed version reads as it was, whoever comes later."""
    step_up_of(desk, citizen_id)
    do(desk, citizen_id, "meeting", on=date(2026, 12, 1), at="14:30")
    do(desk, citizen_id, "preparation")
    do(desk, citizen_id, "participant", role="health", name="Lise Holm")
    snapshot = case_of(desk, citizen_id).form_versions[0].values[SNAPSHOT]
    assert [(one["role"], one["name"]) for one in snapshot["people"]] == [
        ("citizen", "Åse Ørsted"),
        ("caseworker", "Per Holt"),
        ("broker", "Maja Lund"),
    ]
    assert [(one["on"], one["at"], one["place"]) for one in snapshot["meetings"]] == [
        ("2026-12-01", "14:30", "Jobcentret")
    ]


def test_a_form_of_ones_own_keeps_its_fields_and_its_name(desk: Desk, citizen_id: str) -> None:
    """R183: own fields are kept with the version and come back; what the form does not ask cannot lack."""
    step_up_of(desk, citizen_id)
    fields = [UsedField(field.name) for field in form_spec(PreparationEntry).fields if field.section != "ground"]
    own = (OwnField("hobby", label="Fritid"), OwnField("seen_on", kind="date", label="Set"))
    variant = Variant(FormKind.PREPARATION, "vejle", "Vejle", fields=(*fields, *own), digest="1")
    entry_type = variant_entry(PreparationEntry, variant)
    asked = Asked(variant_spec(form_spec(PreparationEntry), variant), entry_type)
    values = asked.spec.blank() | preparation(desk, citizen_id) | WHOLE
    entry = asked.read({**values, "hobby": "skak", "seen_on": "2026-11-02", "approved_on": TODAY})
    assert isinstance(entry, PreparationEntry)
    save_preparation(desk, citizen_id, None, entry)
    assert case_of(desk, citizen_id).step_ups[0].cooperation_insufficient is True
    version = case_of(desk, citizen_id).form_versions[0]
    assert (version.variant, version.approved_on) == ("vejle@1", TODAY)
    assert (version.values["hobby"], version.values["seen_on"]) == ("skak", "2026-11-02")

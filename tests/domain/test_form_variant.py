"""A form of one's own: what it asks, what is entered in it, and whether it holds the same information (R182-R184)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from broker_tui.casework.desk import Refused
from broker_tui.casework.entry_reading import read_entry
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.entries_agreement import AgreementEntry
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.entries_versioned import VersionedEntry
from broker_tui.domain.form_coverage import Shortcoming, Weight, check_variant
from broker_tui.domain.form_elements import ELEMENTS, STRUCTURAL, Need, elements_of
from broker_tui.domain.form_spec import Condition, FormSpec, form_spec
from broker_tui.domain.form_variant import (
    OWN_KINDS,
    Labelled,
    OwnField,
    UsedField,
    Variant,
    digest_of,
    variant_entry,
    variant_spec,
)

ENTRIES: dict[FormKind, type[VersionedEntry]] = {
    FormKind.PREPARATION: PreparationEntry,
    FormKind.AGREEMENT: AgreementEntry,
}
HEALTH = Condition("challenge_health", ("yes",))
FAMILY = Condition("challenge_family", ("yes",))


def base(form: FormKind = FormKind.PREPARATION) -> FormSpec:
    return form_spec(ENTRIES[form])


def whole(form: FormKind = FormKind.PREPARATION, *more: OwnField, without: Sequence[str] = ()) -> Variant:
    """Return a form that asks what ours asks, but for some fields, and more of its own."""
    used = tuple(UsedField(item.name) for item in base(form).fields if item.name not in without)
    return Variant(form, "vejle", "Vejles skema", {}, (*used, *more), digest_of("x"))


def found(variant: Variant) -> list[Shortcoming]:
    return list(check_variant(variant, base(variant.form), frozenset(dir(ENTRIES[variant.form]))))


def codes(variant: Variant) -> list[str]:
    return [one.code for one in found(variant)]


def own(name: str, kind: str = "line", **more: object) -> OwnField:
    return OwnField(**{"name": name, "kind": kind, "label": "Spørgsmål", **more})  # type: ignore[arg-type]


def test_every_element_of_the_field_lists_is_there_once() -> None:
    assert [element.id for element in ELEMENTS] == [*(f"F{n}" for n in range(1, 25)), *(f"A{n}" for n in range(1, 17))]


@pytest.mark.parametrize("form", FormKind)
def test_elements_and_structure_name_fields_of_the_standard_form(form: FormKind) -> None:
    names = {item.name for item in base(form).fields}
    assert {name for element in elements_of(form) for name in element.fields} <= names
    assert STRUCTURAL[form] <= names
    rows = {item.name for item in base(form).fields if item.rows is not None}
    assert rows <= STRUCTURAL[form], "acts read rows"


def test_what_acts_write_to_the_step_up_has_to_be_asked() -> None:
    """The conditions of step-up are read by rules: whatever the form is called, they are the same fields."""
    from broker_tui.domain.step_up import StepUp

    shared = StepUp.model_fields.keys() & PreparationEntry.model_fields.keys()
    assert shared
    assert shared <= STRUCTURAL[FormKind.PREPARATION]


@pytest.mark.parametrize("form", FormKind)
def test_the_standard_form_covers_itself(form: FormKind) -> None:
    assert found(whole(form)) == []


F10, F13 = [("element_weak", "F10")], [("element_weak", "F13")]
COVERAGE = [
    # left out, own fields, what is said of it
    (["health_support", "health_support_what"], [], [("element_missing", "F14")]),
    (["health_support_what"], [], [("element_missing", "F14")]),
    (["status_overview"], [], [("element_missing", "F10")]),
    (["status_overview"], [own("overview", "text", required=True, covers=("F10",))], []),
    (["status_overview"], [own("overview", "text", covers=("F10",))], F10),
    (
        ["status_overview"],
        [own("overview", "text", required=True, when=HEALTH, covers=("F10",))],
        [("element_weak", "F10")],
    ),
    (["health_challenges"], [own("h1", "text", required=True, when=HEALTH, covers=("F13",))], []),
    (["health_challenges"], [own("h1", "text", when=HEALTH, covers=("F13",))], F13),
    (
        ["health_challenges"],
        [own("h1", "text", required=True, when=FAMILY, covers=("F13",))],
        [("element_weak", "F13")],
    ),
    (["health_challenges"], [own("h1", "text", required=True, covers=("F13",))], []),
    (["family_support"], [own("m2", "text", required=True, when=FAMILY, covers=("F17", "F18"))], []),
    (
        ["status_overview"],
        [own("a", "text", covers=("F10",)), own("b", "text", required=True, covers=("F10",))],
        [],
    ),
    (["efforts"], [own("e", "lines", required=True, covers=("F11",))], [("must_use", "")]),
    (["job_goal"], [own("goal", "text", required=True, covers=("F8",))], [("must_use", "")]),
    (["challenge_family"], [], [("use_before", ""), *[("use_before", "")] * 4, ("must_use", "")]),
    (["approved_on"], [], [("must_use", "")]),
]


@pytest.mark.parametrize(("without", "more", "expected"), COVERAGE)
def test_information_is_covered_or_named(
    without: list[str], more: list[OwnField], expected: list[tuple[str, str]]
) -> None:
    said = [
        (one.code, str(one.params.get("element", "")))
        for one in found(whole(FormKind.PREPARATION, *more, without=without))
    ]
    assert said == expected


def test_each_field_left_out_of_either_form_is_noticed_unless_it_is_free() -> None:
    """R183: own forms may add but not leave out."""
    for form in FormKind:
        free = {name for element in elements_of(form) if element.need is Need.FREE for name in element.fields}
        for item in base(form).fields:
            said = found(whole(form, without=[item.name]))
            assert bool([one for one in said if one.weight is Weight.MISSING]) is (item.name not in free), item.name


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (own("Stort"), "bad_name"),
        (own("åse"), "bad_name"),
        (own("1a"), "bad_name"),
        (own(""), "bad_name"),
        (own("x" * 61), "bad_name"),
        (own("a.b"), "bad_name"),
        (own("class"), "name_reserved"),
        (own("copy"), "name_reserved"),
        (own("model_x"), "name_reserved"),
        (own("variant"), "name_reserved"),
        (own("form"), "name_reserved"),
        (own("job_goal"), "name_of_standard"),
        (own("a", label=" "), "no_label"),
        (own("a", label="x" * 401), "text_long"),
        (own("a", help="x" * 2001), "text_long"),
        (own("a", label="hej\x1b[31m"), "text_signs"),
        (own("a", "rows"), "bad_kind"),
        (own("a", "cpr"), "bad_kind"),
        (own("a", "choice"), "no_choices"),
        (own("a", "choice", choices={"x": " "}), "empty_choice"),
        (own("a", "line", choices={"x": "X"}), "choices_unused"),
        (own("a", section="ukendt"), "section_unknown"),
        (own("a", covers=("F99",)), "element_unknown"),
        (own("a", covers=("A4",)), "element_of_other"),
        (own("a", when=Condition("b", ("yes",))), "when_unknown"),
        (own("a", when=Condition("a", ("yes",))), "when_later"),
        (own("a", when=Condition("job_goal", ("lager",))), "when_free"),
        (own("a", when=Condition("challenge_health", ("ja",))), "when_value"),
    ],
)
def test_faults_of_an_own_field(field: OwnField, code: str) -> None:
    (fault,) = found(whole(FormKind.PREPARATION, field))
    assert (fault.code, fault.weight, fault.field) == (code, Weight.ERROR, len(base().fields))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([UsedField("job_gaol")], "use_meant"),
        ([UsedField("xyz")], "use_unknown"),
        ([UsedField("job_goal")], "twice"),
        ([own("a"), own("a")], "twice"),
    ],
)
def test_faults_of_names(fields: list[UsedField | OwnField], code: str) -> None:
    variant = whole()
    assert codes(replace(variant, fields=(*variant.fields, *fields))) == [code]


def test_words_of_rows_name_fields_of_the_rows() -> None:
    right, wrong = {"effort": Labelled("Hvad de gør")}, {"what": Labelled("Hvad")}
    for rows, said in ((right, []), (wrong, ["row_unknown"])):
        variant = whole(without=["efforts"])
        assert codes(replace(variant, fields=(*variant.fields, UsedField("efforts", rows=rows)))) == said
    variant = whole(without=["job_goal"])
    assert codes(replace(variant, fields=(UsedField("job_goal", rows=right), *variant.fields))) == ["no_rows"]


def test_faults_of_the_whole() -> None:
    assert {"bad_code", "no_name", "no_fields"} <= set(codes(Variant(FormKind.PREPARATION, "Æ Ø", " ")))
    assert codes(replace(whole(), sections={"goal": "", "extra": "Andet"})) == ["no_section_label"]
    many = tuple(own(f"a{n}") for n in range(201))
    assert "too_many" in codes(whole(FormKind.PREPARATION, *many))


def test_the_form_is_asked_in_its_own_words_and_order() -> None:
    variant = Variant(
        FormKind.PREPARATION,
        "vejle",
        "Vejle",
        {"goal": "Dit mål", "extra": "Andet"},
        (
            own("transport", "choice", section="extra", choices={"bus": "Bus", "bike": "Cykel"}),
            UsedField("job_goal", label="Hvad vil du?"),
            UsedField("efforts", section="extra", rows={"effort": Labelled("Hvad de gør")}),
            own("why", "text", when=Condition("transport", ("bus",)), required=True),
        ),
    )
    spec = variant_spec(base(), variant)
    assert [item.name for item in spec.fields] == ["transport", "efforts", "why", "job_goal"]
    assert spec.section_labels["extra"] == "Andet"
    assert spec.field("job_goal").label == "Hvad vil du?"
    assert spec.field("efforts.1.effort").label == "Hvad de gør"
    assert spec.field("why").section == "extra", "a field of one's own stands with the one before it"
    assert spec.field("transport").choice_labels["bike"] == "Cykel"
    assert [item.name for item in spec.asked({"transport": "bike"})] == ["transport", "efforts", "job_goal"]


VALUES = {
    "line": ("hej", "hej"),
    "text": ("a\nb", "a\nb"),
    "date": ("2026-11-20", "2026-11-20"),
    "yes_no": (True, True),
    "choice": ("x", "x"),
    "choices": (("x", "y"), ["x", "y"]),
    "number": ("37,5", "37.5"),
    "lines": (("a", "b"), ["a", "b"]),
}


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_every_kind_of_own_field_is_entered_validated_and_stored(kind: str) -> None:
    chosen = {"x": "X", "y": "Y"} if kind in {"choice", "choices"} else {}
    variant = whole(FormKind.PREPARATION, own("extra", kind, choices=chosen))
    model, spec = variant_entry(PreparationEntry, variant), variant_spec(base(), variant)
    value, stored = VALUES[kind]
    entry = read_entry(model, {"extra": value}, spec)
    assert isinstance(entry, PreparationEntry)
    assert entry.variant == variant.key
    assert type(entry).spec() == spec
    assert entry.model_dump(mode="json")["extra"] == stored
    blank = read_entry(model, {"extra": () if kind in {"choices", "lines"} else ""}, spec)
    assert not blank.model_dump(mode="json")["extra"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("line", "x" * 401),
        ("text", "x" * 20_001),
        ("date", "i går"),
        ("choice", "z"),
        ("choices", ("x", "z")),
        ("number", "mange"),
        ("number", "1e99"),
        ("number", "1e999999999"),
        ("number", "NaN"),
        ("number", "Infinity"),
        ("lines", ("x" * 401,)),
    ],
)
def test_what_does_not_fit_an_own_field_is_refused_there(kind: str, value: object) -> None:
    chosen = {"x": "X"} if kind in {"choice", "choices"} else {}
    variant = whole(FormKind.PREPARATION, own("extra", kind, choices=chosen))
    with pytest.raises(Refused) as refused:
        read_entry(variant_entry(PreparationEntry, variant), {"extra": value}, variant_spec(base(), variant))
    assert [problem.field for problem in refused.value.problems] == ["extra"]


def test_fields_left_out_hold_nothing_and_are_never_asked() -> None:
    """What hangs on whether a field is asked reads the model, so it may not ask what the form does not."""
    variant = whole(FormKind.PREPARATION, own("overview", "text", required=True), without=["status_overview"])
    model = variant_entry(PreparationEntry, variant)
    asked = {item.name: item for item in form_spec(model).asked({})}
    assert "status_overview" not in asked
    assert asked["overview"].needed
    assert read_entry(model, {"overview": "x"}, variant_spec(base(), variant)).status_overview == ""  # type: ignore[attr-defined]


def test_a_required_field_of_the_standard_form_may_be_held_by_another() -> None:
    """A field of the base that cannot be empty does not stand in the way of a form without it."""
    variant = whole(FormKind.AGREEMENT, without=["challenges"])
    model = variant_entry(AgreementEntry, variant)
    values = {"on": "2026-11-20", "needs_considerations": False, "needs_measures": False}
    entry = read_entry(model, values, variant_spec(base(FormKind.AGREEMENT), variant))
    assert isinstance(entry, AgreementEntry)
    assert entry.challenges == ""


def test_the_key_tells_editions_of_one_form_apart() -> None:
    variant = whole()
    assert variant.key == f"vejle@{digest_of('x')}"
    assert digest_of("x") != digest_of("y")

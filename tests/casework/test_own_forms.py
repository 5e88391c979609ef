"""A municipality's own form in use: asked, saved, printed in its own words, and kept with old versions (R182-R184)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.documents import compose
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.casework.own_forms import (
    CheckedForm,
    activate_form,
    active_form,
    check_form,
    definition,
    reset_form,
    spec_of_version,
    standard_spec,
    star_informed_on,
)
from broker_tui.casework.undoing import undo
from broker_tui.domain.codes_step_up import DocumentKind, FormKind
from broker_tui.exchange.documents.parts import texts
from broker_tui.exchange.form_template import form_template
from broker_tui.i18n import load_words
from broker_tui.store.errors import StoreError
from broker_tui.store.journal import latest_entries
from broker_tui.store.settings import read_setting, write_setting
from broker_tui.store.store import open_store
from tests.casework.forms import do
from tests.casework.step_up_course import Course, agree, case_of, fill, prepare, step_up
from tests.conftest import PASSPHRASE

INFORMED = date(2026, 10, 1)
OWN = """
[[fields]]
name = "transport"
kind = "choice"
label = "Transport til arbejde"
section = "goal"
choices = { bus = "Med bus", bike = "På cykel" }

[[fields]]
name = "bus_line"
label = "Hvilken buslinje?"
section = "goal"
required = true
when = { field = "transport", values = ["bus"] }
"""

Write = Callable[..., CheckedForm]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Write a form of one's own from the standard form: other words in it, more at its end; return it checked."""

    def write(*replaced: tuple[str, str], form: FormKind = FormKind.PREPARATION, more: str = OWN) -> CheckedForm:
        text = form_template(form, standard_spec(form), load_words("da")) + more
        for old, new in (('code = "kommune"', 'code = "vejle"'), *replaced):
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / f"{form.value}.toml"
        path.write_text(text, encoding="utf-8")
        return check_form(path)

    return write


@pytest.fixture
def course(desk: Desk, citizen_id: str) -> Course:
    """A step-up that has begun."""
    return step_up(desk, citizen_id)


def told(desk: Desk, course: Course, number: int | None = None) -> list[str]:
    return texts(compose(desk, course.citizen_id, DocumentKind.PREPARATION, version=number))


def test_an_own_form_is_asked_validated_saved_and_printed(desk: Desk, course: Course, written: Write) -> None:
    given = written(('label = "Borgerens eget jobmål"', 'label = "Hvad vil du gerne lave?"'))
    assert given.shortcomings == ()
    active = activate_form(desk, given, INFORMED)
    asked = FORM_ACTS["preparation"].asked(desk, course.citizen_id, None)
    assert asked.spec.field("transport").choice_labels["bike"] == "På cykel"
    with pytest.raises(Refused) as refused:
        prepare(desk, course, transport="fly")
    assert [problem.field for problem in refused.value.problems] == ["transport"]
    prepare(desk, course, transport="bus", bus_line="4A")
    (version,) = case_of(desk, course).form_versions
    assert version.variant == active.variant.key
    assert (version.values["transport"], version.values["bus_line"]) == ("bus", "4A")
    printed = told(desk, course)
    assert printed[1] == "Forberedelsesskema", "what the municipality calls it"
    for text in ("Hvad vil du gerne lave?", "Transport til arbejde", "Med bus", "Hvilken buslinje?", "4A"):
        assert text in printed
    assert "Borgerens eget jobmål" not in printed


EVERY_KIND = {
    "line": ("en linje", "en linje"),
    "text": ("to\nlinjer", "to\nlinjer"),
    "date": (date(2026, 12, 1), "1. december 2026"),
    "yes_no": (False, "Nej"),
    "choice": ("b", "B"),
    "choices": (("a", "b"), "A, b"),
    "number": ("37,5", "37,5"),
    "lines": (("x", "y"), "x\ny"),
}


def test_every_kind_of_own_field_comes_back_as_it_was_saved(desk: Desk, course: Course, written: Write) -> None:
    fields = "".join(
        f'\n[[fields]]\nname = "own_{kind}"\nkind = "{kind}"\nlabel = "Eget: {kind}"\nsection = "goal"\n'
        + ('choices = ["a", "b"]\n' if kind.startswith("choice") else "")
        for kind in EVERY_KIND
    )
    activate_form(desk, written(more=fields), INFORMED)
    first = prepare(desk, course, **{f"own_{kind}": value for kind, (value, _) in EVERY_KIND.items()})
    printed = told(desk, course)
    for kind, (_, said) in EVERY_KIND.items():
        assert printed[printed.index(f"Eget: {kind}") + 1] == said
    assert fill(desk, course, "preparation") == first, "opened and saved without a change there is no new version"


def test_a_hidden_own_field_is_neither_asked_nor_printed(desk: Desk, course: Course, written: Write) -> None:
    activate_form(desk, written(), INFORMED)
    prepare(desk, course, transport="bike", bus_line="4A")
    (version,) = case_of(desk, course).form_versions
    assert version.values["bus_line"] == ""
    assert "Hvilken buslinje?" not in told(desk, course)


def test_what_an_own_form_requires_is_missed_before_approval(desk: Desk, course: Course, written: Write) -> None:
    activate_form(desk, written(), INFORMED)
    ticked = {"filled_in_by_citizen": True, "approved_on": date(2026, 11, 19)}
    with pytest.raises(Refused) as refused:
        prepare(desk, course, transport="bus", **ticked)
    assert "bus_line" in {problem.field for problem in refused.value.problems}
    assert prepare(desk, course, transport="bus", bus_line="4A", **ticked)


def test_old_versions_keep_the_words_they_were_filled_in_with(desk: Desk, course: Course, written: Write) -> None:
    prepare(desk, course)
    activate_form(desk, written(), INFORMED)
    prepare(desk, course, transport="bus", bus_line="4A")
    activate_form(desk, written(('label = "Transport til arbejde"', 'label = "Sådan kommer du frem"')))
    prepare(desk, course, transport="bike")
    assert reset_form(desk, FormKind.PREPARATION)
    prepare(desk, course, status_overview="Nyt")
    words = [[text for text in told(desk, course, number) if "Transport" in text or "Sådan kommer" in text]
             for number in (1, 2, 3, 4)]  # fmt: skip
    assert words == [[], ["Transport til arbejde"], ["Sådan kommer du frem"], []]


def test_the_agreement_may_be_ones_own_too(desk: Desk, course: Course, written: Write) -> None:
    prepare(desk, course)
    own = '\n[[fields]]\nname = "car"\nkind = "yes_no"\nlabel = "Bil stilles til rådighed"\nsection = "afterwards"\n'
    row = ('rows.text = { label = "Hensyn" }', 'rows.text = { label = "Dét tages der hensyn til" }')
    activate_form(desk, written(row, form=FormKind.AGREEMENT, more=own), INFORMED)
    agree(desk, course, car=True)
    printed = texts(compose(desk, course.citizen_id, DocumentKind.AGREEMENT))
    assert "Bil stilles til rådighed" in printed
    assert "Dét tages der hensyn til" in printed
    assert [item.text for item in case_of(desk, course).agreed_items if item.kind == "consideration"] == [
        "Pause hver time"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('use = "status_overview"', 'name = "overview"'),
        ('use = "job_goal"', 'name = "my_goal"'),
        ('kind = "choice"', 'kind = "chioce"'),
        ('form = "preparation"', 'form = "andet"'),
        ("[sections]", "[sections"),
    ],
)
def test_a_form_that_lacks_something_is_refused(desk: Desk, written: Write, old: str, new: str) -> None:
    given = written((old, new))
    assert not given.usable
    with pytest.raises(Refused) as refused:
        activate_form(desk, given, INFORMED)
    assert [problem.code for problem in refused.value.problems] == ["own_form_incomplete"]
    assert active_form(desk, FormKind.PREPARATION) is None
    assert read_setting(desk.store, "own_form.definitions") is None


def test_star_is_asked_about_once_and_cannot_be_told_later(desk: Desk, written: Write) -> None:
    """R184."""
    given = written()
    for day, code in ((None, "star_not_informed"), (date(2026, 11, 21), "future_date")):
        with pytest.raises(Refused) as refused:
            activate_form(desk, given, day)
        assert [problem.code for problem in refused.value.problems] == [code]
    assert activate_form(desk, given, INFORMED).star_informed_on == INFORMED
    reset_form(desk, FormKind.PREPARATION)
    assert star_informed_on(desk, FormKind.PREPARATION) == INFORMED
    assert activate_form(desk, given).star_informed_on == INFORMED
    with pytest.raises(Refused):
        activate_form(desk, written(form=FormKind.AGREEMENT, more=""))


def test_taking_into_use_and_back_is_journalled_and_reset_rather_than_undone(desk: Desk, written: Write) -> None:
    do(desk, None, "company_new", name="Netto")
    active = activate_form(desk, written(), INFORMED)
    (entry,) = latest_entries(desk.store, 1)
    assert (entry.code, entry.who, entry.params["name"]) == ("own_form_activated", desk.who, "vejle")
    assert undo(desk).code == "company_added", "undo leaves the form alone"
    assert active_form(desk, FormKind.PREPARATION) == active
    assert reset_form(desk, FormKind.PREPARATION)
    assert [one.code for one in latest_entries(desk.store, 1)] == ["own_form_reset"]
    assert active_form(desk, FormKind.PREPARATION) is None
    assert not reset_form(desk, FormKind.PREPARATION)
    assert definition(desk, active.variant.key) == active.variant
    for language in ("da", "en"):
        for entry in latest_entries(desk.store, 3):
            assert "⟨" not in load_words(language)(f"act.{entry.code}", **entry.params)


def test_the_database_needs_no_file_beside_it(desk: Desk, written: Write, tmp_path: Path) -> None:
    active = activate_form(desk, written(), INFORMED)
    (tmp_path / "preparation.toml").unlink()
    with open_store(desk.store.path, PASSPHRASE, read_only=True) as store:
        reading = Desk(store, desk.programmes, desk.who, desk.today)
        assert active_form(reading, FormKind.PREPARATION) == active
        with pytest.raises(StoreError):
            reset_form(reading, FormKind.PREPARATION)


def test_a_version_from_an_unknown_form_shows_what_it_holds(desk: Desk, course: Course, written: Write) -> None:
    """A case file brings versions to databases that never had the form."""
    activate_form(desk, written(), INFORMED)
    prepare(desk, course, transport="bus", bus_line="4A")
    write_setting(desk.store, "own_form.definitions", None)
    (version,) = case_of(desk, course).form_versions
    assert spec_of_version(desk, version).field("bus_line").label == "bus line"
    assert "4A" in told(desk, course)
    assert active_form(desk, FormKind.PREPARATION) is None
    assert FORM_ACTS["preparation"].asked(desk, course.citizen_id, None).entry.__name__ == "PreparationEntry"


def test_a_form_from_an_older_program_still_asks_what_must_be_asked(desk: Desk, course: Course, written: Write) -> None:
    """Fields may have come to our form, or gone from it, since a form was taken into use."""
    key = activate_form(desk, written(), INFORMED).variant.key
    held = read_setting(desk.store, "own_form.definitions")
    older = held[key].replace('use = "network_wanted"', 'use = "gone_from_ours"')
    write_setting(desk.store, "own_form.definitions", {key: older})
    asked = FORM_ACTS["preparation"].asked(desk, course.citizen_id, None)
    names = [item.name for item in asked.spec.fields]
    assert "gone_from_ours" not in names
    assert "network_wanted" in names
    assert fill(desk, course, "preparation", challenge_health=True, transport="bike")


def test_a_damaged_setting_is_no_form(desk: Desk) -> None:
    write_setting(desk.store, "own_form.definitions", ["x"])
    assert active_form(desk, FormKind.PREPARATION) is None
    assert definition(desk, "vejle@1") is None

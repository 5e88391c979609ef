"""A large form: sections with their state, conditions, marks of what the case knew, words and variants of one's own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pydantic import create_model

from broker_tui.casework.desk import Refused
from broker_tui.casework.form_acts import Asked
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, FormSpec, form_spec
from broker_tui.i18n import load_words
from broker_tui.ui.text import ASCII, spans_width
from broker_tui.ui.widgets.form_fields import FormLayout
from broker_tui.ui.widgets.form_frame import Frame, Manner, View
from broker_tui.ui.widgets.form_layout import Painter
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import Reading, entered_all, from_json, to_json
from tests.ui.form_house import HOSTILE, TODAY
from tests.ui.form_sample import FILLED, SECTIONS, SPEC, SampleEntry, sample_state

WORDS = load_words("da")
PAINTER = Painter(WORDS, Reading(TODAY), key_of=lambda _: "Ctrl+O")
MARK = "udfyldt fra sagen"


def laid_out(state: FormState, width: int = 60) -> FormLayout:
    return PAINTER.lay_out(state, width)


def text_of(state: FormState, width: int = 60) -> str:
    return "\n".join("".join(text for text, _ in row.spans) for row in laid_out(state, width).rows)


def framed(state: FormState, width: int = 100, height: int = 40, painter: Painter = PAINTER) -> list[str]:
    frame = Frame(state, painter, View("Titel", "gemt 14:02"), width, height)
    rows = frame.rows(painter.lay_out(state, frame.width), 0, Manner())
    return ["".join(text for text, _ in spans) for spans in rows]


def state_word(state: FormState, section: str) -> str:
    line = next(line for line in framed(state) if SECTIONS[section] in line)
    return line.partition("│")[0].split(SECTIONS[section])[1].strip()


def test_the_sample_is_as_large_as_promised() -> None:
    assert len(SPEC.fields) == 40
    assert len(SPEC.sections) == 8
    assert sum(item.kind == "rows" for item in SPEC.fields) == 3
    assert sum(item.visible_when is not None for item in SPEC.fields) >= 12


def test_a_section_says_what_it_lacks_that_it_is_filled_or_that_it_needs_nothing() -> None:
    state = sample_state()
    assert state_word(state, "goal") == "✓"
    assert state_word(state, "consent") == "–"
    state.put({"consent": True})
    assert state_word(state, "consent") == "✓"
    state.set("job_goal", " ")
    assert state_word(state, "goal") == "1 mangler"
    state.refuse([Problem("weekly_hours", "number"), Problem("job_goal", "required")])
    assert state_word(state, "goal") == "2 mangler"
    state.set("participants.p1.name", "")
    assert state_word(state, "meeting") == "1 mangler"


def test_what_is_needed_is_missed_though_the_form_can_be_saved() -> None:
    spec = replace(SPEC, fields=tuple(replace(one, needed=one.name == "barriers") for one in SPEC.fields))
    state = FormState(spec, {}, entered_all(spec, FILLED, WORDS), focus="job_goal")
    assert state_word(state, "goal") == "1 mangler"
    assert "mangler endnu" in text_of(state)
    state.set("barriers", "ryggen")
    assert state_word(state, "goal") == "✓"


def test_an_unticked_box_is_no_answer() -> None:
    spec = FormSpec("x", (FieldSpec("a", "flag", default=False), FieldSpec("b", "line", section="s")))
    state = FormState(spec, {}, entered_all(spec, {}, WORDS))
    assert not state.answered("")
    state.put({"a": True})
    assert state.answered("")


def test_sections_come_and_go_with_their_condition_and_the_focus_stays() -> None:
    state = sample_state()
    state.focus = "challenge_health"
    assert "health" not in state.sections()
    where = [line.index("│") for line in framed(state) if "│" in line]
    state.put({"challenge_health": True})
    assert state.sections()[5] == "health"
    assert state.focus == "challenge_health"
    state.set("health_challenges", "ryggen")
    state.put({"challenge_health": False})
    assert "Helbred" not in "\n".join(framed(state))
    state.put({"challenge_health": True})
    assert state.held("health_challenges") == "ryggen"
    assert where == [line.index("│") for line in framed(state) if "│" in line]


def test_the_focus_leaves_a_field_that_goes_for_the_nearest_that_stays() -> None:
    state = sample_state({**FILLED, "challenge_health": True, "challenge_family": True})
    state.focus = "health_support"
    state.put({"challenge_health": False})
    assert state.focus == "family_challenges"
    state.focus = "participants.p1.reason"
    state.set("participants.p1.role", "broker")
    assert state.focus == "participants.p1.broker_id"


def test_what_the_case_knew_is_marked_in_words_until_it_is_changed() -> None:
    state = sample_state()
    assert state.is_prefilled("job_goal")
    state.focus = "job_goal"
    assert text_of(state).count(MARK) == 1
    state.set("job_goal", "butik")
    assert MARK not in text_of(state)
    state.set("job_goal", FILLED["job_goal"])
    assert MARK in text_of(state)


@pytest.mark.parametrize("width", [30, 52, 80])
def test_a_mark_stands_beside_a_line_where_there_is_room_and_else_below(width: int) -> None:
    state = sample_state()
    state.focus = "job_goal"
    layout = laid_out(state, width)
    line = next("".join(text for text, _ in row.spans) for row in layout.rows if row.field == "job_goal")
    assert (MARK in line) == (width == 80)
    assert text_of(state, width).count(MARK) == 1
    place = layout.places["job_goal"]
    assert place.lines == 1
    assert place.left + place.width + (len(MARK) if width == 80 else 0) <= width
    if width > 30:
        assert all(spans_width(row.spans) <= width for row in layout.rows)


def test_rows_are_marked_at_their_heading_as_long_as_none_has_changed() -> None:
    state = sample_state()
    state.focus = "efforts"
    assert text_of(state).count(MARK) == 1
    state.set("efforts.e2.text", "andet")
    assert MARK not in text_of(state)
    state.set("efforts.e2.text", "smertehåndtering")
    state.focus = "efforts.e1.text"
    state.remove_row()
    assert MARK not in text_of(state)


def test_the_mark_survives_a_draft_in_which_other_fields_were_edited() -> None:
    state = sample_state()
    state.set("remark", "ringer torsdag")
    state.set("responsible_caseworker", "Bo")
    kept = to_json(state.entered)
    again = FormState(
        SPEC, state.options, state.stored, from_json(SPEC, kept, state.stored, WORDS), prefilled=state.prefilled
    )
    assert again.is_prefilled("filled_on")
    assert not again.is_prefilled("responsible_caseworker")
    assert not again.is_prefilled("remark")


def test_the_words_of_a_form_of_ones_own_stand_in_place_of_the_catalogues() -> None:
    state = sample_state()
    lines = framed(state)
    assert any("Samtykke" in line for line in lines)
    assert any("Responsible" in line for line in lines)
    assert any("[ ] caseworker!" in line for line in lines)
    assert PAINTER.help(state, "filled_on") == "Om filled on."
    assert "⟨" not in "\n".join(lines)
    hostile = replace(SPEC.fields[0], label=HOSTILE, help=HOSTILE)
    spec = replace(SPEC, fields=(hostile, *SPEC.fields[1:]), section_labels={"consent": HOSTILE + "\u202e"})
    own = FormState(spec, {}, entered_all(spec, FILLED, WORDS))
    assert HOSTILE in "\n".join(framed(own, 140))
    assert "\u202e" not in "\n".join(framed(own, 140))


@pytest.mark.parametrize("width", [60, 76, 80, 100, 120])
@pytest.mark.parametrize("section", ["", *SECTIONS])
def test_nothing_of_a_section_is_wider_than_the_screen_or_cut(width: int, section: str) -> None:
    values = {**FILLED, "challenge_health": True, "challenge_family": True, "considerations": ({"text": "pauser"},)}
    state = sample_state(values)
    state.focus = state.shown(section)[0].name
    frame = Frame(state, PAINTER, View("Titel"), width, 24)
    layout = PAINTER.lay_out(state, frame.width)
    spans = list(frame.rows(layout, 0, Manner()))
    assert len(spans) == 24
    assert all(spans_width(line) <= width for line in spans)
    assert not any("…" in text for line in spans for text, _ in line)
    assert set(layout.places) == {item.name for item in state.shown(section)}


def test_the_height_of_a_large_form_is_reckoned_close_to_what_it_takes() -> None:
    state = sample_state({**FILLED, "challenge_health": True, "challenge_family": True})
    for section in state.sections():
        state.focus = state.shown(section)[0].name
        rows = len(PAINTER.lay_out(state, 80).rows)
        assert abs(PAINTER.rough_height(state, 80, section) - rows) <= 4, section


def test_signs_have_plain_twins() -> None:
    state = sample_state({**FILLED, "consent": None})
    state.set("responsible_caseworker", "")
    text = "\n".join(framed(state, painter=Painter(WORDS, Reading(TODAY), ASCII)))
    assert "1 mangler" in text
    assert not set(text) & set("│–✓…·")


def test_what_was_said_last_stands_at_the_end_of_the_title() -> None:
    assert framed(sample_state())[1].rstrip().endswith("gemt 14:02")


def variant() -> Asked:
    """Return the sample as a municipality might change it: other order and words, a field left out, one added."""
    model = create_model("Own", __base__=SampleEntry, bus_pass=(bool | None, None), floor=(Decimal | None, None))
    kept = [item for item in SPEC.fields if item.name not in {"remark", "since"}]
    bus = FieldSpec("bus_pass", "yes_no", optional=True, section="goal", label="Buskort?", needed=True)
    floor = FieldSpec("floor", "number", optional=True, section="goal", label="Etage")
    return Asked(FormSpec("sample", (*kept[6:], bus, floor, *kept[:6]), section_labels={"": "Til sidst"}), model)


def test_a_variant_is_read_by_its_own_model_and_asks_in_its_own_order() -> None:
    asked = variant()
    assert asked.spec.sections[-1] == ""
    entry = asked.read({**FILLED, "bus_pass": True, "floor": "2,5", "remark": "spørges ikke"})
    held = entry.model_dump()
    assert (held["bus_pass"], held["floor"]) == (True, Decimal("2.5"))
    assert held["remark"] == ""
    assert held["efforts"][0]["since"] == date(2026, 9, 1)
    with pytest.raises(Refused) as refused:
        asked.read({**FILLED, "floor": "øverst"})
    assert [(one.field, one.code) for one in refused.value.problems] == [("floor", "number")]
    names = [item.name for item in form_spec(asked.entry).fields]
    assert names[-2:] == ["bus_pass", "floor"]

"""The form without a screen: what it holds, how text is read, where everything stands, when drafts are written."""

from collections.abc import Callable
from datetime import date

import pytest

from broker_tui.domain.entries import ContactEntry, GroupEntry, NewCitizenEntry
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, FormSpec, form_spec
from broker_tui.i18n import load_words
from broker_tui.ui.text import spans_width
from broker_tui.ui.widgets.form_drafts import LATEST_SECONDS, QUIET_SECONDS, DraftKeeper
from broker_tui.ui.widgets.form_frame import Frame, Manner, View
from broker_tui.ui.widgets.form_layout import Painter
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import (
    Choice,
    Reading,
    entered_all,
    from_json,
    normal,
    to_json,
    values_of,
)
from tests.ui.form_house import HOSTILE, TODAY

WORDS = load_words("da")
READING = Reading(TODAY)


def state_of(spec: FormSpec, values: dict[str, object] | None = None, **options: list[str]) -> FormState:
    lists = {item.name: tuple(Choice(one, WORDS.code(item.enum, one)) for one in item.choices) for item in spec.fields}
    lists |= {name: tuple(Choice(one, one) for one in listed) for name, listed in options.items()}
    return FormState(spec, lists, entered_all(spec, values or {}, WORDS))


def painted(state: FormState, width: int = 80) -> list[str]:
    layout = Painter(WORDS, READING).lay_out(state, width)
    return ["".join(text for text, _ in row.spans) for row in layout.rows]


@pytest.mark.parametrize(
    ("kind", "typed", "left"),
    [
        ("date", "1/12-26", "01-12-2026"),
        ("date", " i dag ", "20-11-2026"),
        ("date", "+7", "27-11-2026"),
        ("date", "i overmorgen måske", "i overmorgen måske"),
        ("phone", "20304011", "20 30 40 11"),
        ("phone", "+46 70 123", "+46 70 123"),
        ("cpr", "6101801234", "610180-1234"),
        ("cpr", "12", "12"),
        ("week", "48", "uge 48 2026"),
        ("number", "7.5", "7,5"),
        ("number", "37½", "37,5"),
        ("number", "mange", "mange"),
        ("period", "11/26", "november 2026"),
        ("period", "47", "uge 47 2026"),
        ("line", "  Bo Holm ", "Bo Holm"),
        ("text", "  to\n linjer ", "  to\n linjer "),
        ("text", " \n ", ""),
    ],
)
def test_a_field_is_put_into_its_usual_form_when_it_is_left(kind: str, typed: str, left: str) -> None:
    assert normal(FieldSpec("x", kind), typed, READING, WORDS) == left  # type: ignore[arg-type]


def test_what_a_left_field_shows_is_read_the_same_again() -> None:
    for kind, typed in (("date", "1/12-26"), ("week", "48"), ("cpr", "6101801234"), ("phone", "20304011")):
        field = FieldSpec("x", kind)  # type: ignore[arg-type]
        once = normal(field, typed, READING, WORDS)
        assert normal(field, once, READING, WORDS) == once


def test_a_weekday_in_a_field_that_looks_back_is_the_last_one() -> None:
    field = FieldSpec("on", "date")
    assert Reading(TODAY).date(field, "onsdag") == date(2026, 11, 25)
    assert Reading(TODAY, frozenset({"on"})).date(field, "onsdag") == date(2026, 11, 18)


def test_values_carry_what_was_typed_when_it_could_not_be_read() -> None:
    spec = form_spec(ContactEntry)
    entered = entered_all(spec, {"on": "32/13", "agreements": ("Ringe", "Skrive")}, WORDS)
    values, problems = values_of(spec, entered, READING)
    assert problems == (Problem("on", "date_unreal"),)
    assert values["agreements"] == ("Ringe", "Skrive")
    assert values["on"] == "32/13"


def test_dirty_means_different_from_what_is_stored() -> None:
    state = state_of(form_spec(ContactEntry), {"on": TODAY})
    assert not state.dirty
    state.set("note", "fik afslag")
    assert state.dirty
    state.set("note", "")
    assert not state.dirty


def test_a_hidden_field_keeps_its_text_and_is_not_asked() -> None:
    state = state_of(form_spec(GroupEntry), {"group": "2"})
    assert state.set("assessment", "flex_job") is False
    assert "assessment" in [item.name for item in state.shown()]
    assert state.set("group", "1") is True
    assert "assessment" not in [item.name for item in state.shown()]
    assert state.held("assessment") == "flex_job"


def test_a_draft_comes_back_as_it_was_and_new_fields_stand_as_they_are() -> None:
    spec = form_spec(ContactEntry)
    blank = entered_all(spec, {"on": TODAY}, WORDS)
    entered = {**blank, "note": HOSTILE, "finished": ("t1", "t2"), "transferred": True}
    kept = to_json(entered)
    assert from_json(spec, kept, blank, WORDS) == entered
    del kept["medium"]
    kept["gone_field"] = "x"
    assert from_json(spec, kept, blank, WORDS) == entered


def test_moving_goes_over_the_borders_of_sections_and_stops_at_the_ends() -> None:
    state = state_of(form_spec(NewCitizenEntry))
    names = [item.name for item in state.shown()]
    walked = [state.focus]
    while (after := state.neighbour(1)) != state.focus:
        state.focus = after
        walked.append(after)
    assert walked == names
    assert state.neighbour(1) == names[-1]
    state.focus = names[0]
    assert state.neighbour(-1) == names[0]


def test_refusals_stand_at_their_fields_in_order_and_others_at_the_form() -> None:
    state = state_of(form_spec(ContactEntry))
    first = state.refuse(
        [Problem("note", "too_long", {"max": 5}), Problem("on", "required"), Problem("", "record_gone")]
    )
    assert first == "on"
    assert set(state.problems) == {"on", "note", ""}
    state.focus = "on"
    assert state.next_problem() == "note"
    state.focus = "note"
    assert state.next_problem() == "on"


def test_choices_turn_round_the_ends_and_go_by_first_letter() -> None:
    state = state_of(form_spec(ContactEntry))
    assert state.cycled("medium", -1) == "other"
    assert state.cycled("medium", 1) == "sms"
    place = state.initial("medium", "v", 0)
    assert place is not None
    assert state.options["medium"][place].value == "video"
    assert state.initial("medium", "q", 0) is None


def test_ticks_keep_the_order_of_the_list() -> None:
    state = state_of(form_spec(ContactEntry), finished=["a", "b", "c"])
    state.set("finished", state.toggled("finished", "c"))
    state.set("finished", state.toggled("finished", "a"))
    assert state.held("finished") == ("a", "c")
    assert state.toggled("finished", "a") == ("c",)


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_form_and_state_shows_without_colour(width: int) -> None:
    state = state_of(form_spec(ContactEntry), {"on": TODAY, "note": "lang " * 200 + HOSTILE}, finished=["t" * 90])
    state.refuse([Problem("on", "required")])
    layout = Painter(WORDS, READING).lay_out(state, width)
    frame = Frame(state, Painter(WORDS, READING), View("Titel " * 30, "til højre"), width, 24)
    rows = list(frame.rows(layout, 0, Manner()))
    assert len(rows) == 24
    text = "\n".join(painted(state, width))
    if width >= 40:
        assert all(spans_width(row.spans) <= width for row in layout.rows)
        assert "(•)" in text
        assert "( )" in text
    assert "[ ]" in text
    assert "! " in text


@pytest.mark.parametrize("width", range(50, 70))
def test_a_text_that_fits_loses_no_letter_where_it_is_wrapped(width: int) -> None:
    text = "Min søn kommer ikke i skole, og så kan jeg ikke tage hjemmefra, når jeg skal."
    shown = " ".join(" ".join(painted(state_of(form_spec(ContactEntry), {"note": text}), width)).split())
    assert all(word in shown for word in text.split())
    assert "…" not in shown


def test_a_required_field_says_so_in_a_word_until_it_is_filled() -> None:
    state = state_of(form_spec(NewCitizenEntry))
    assert sum("skal udfyldes" in line for line in painted(state)) == 3
    state.set("name", "Bo Holm")
    assert sum("skal udfyldes" in line for line in painted(state)) == 2


def test_a_list_that_would_take_many_lines_is_shown_as_one_value() -> None:
    spec = FormSpec("x", (FieldSpec("kind", "choice", choices=("0",)),))
    state = state_of(spec, {"kind": "3"}, kind=[f"en lang mulighed nummer {n}" for n in range(20)])
    state.options = {"kind": tuple(Choice(str(n), f"en lang mulighed nummer {n}") for n in range(20))}
    lines = painted(state)
    assert len(lines) == 1
    assert "en lang mulighed nummer 3 ▼" in lines[0]


def test_optional_fields_are_those_that_may_hold_nothing() -> None:
    optional = {item.name for item in form_spec(NewCitizenEntry).fields if item.optional}
    assert optional >= {"benefit", "group", "broker_id"}
    assert "name" not in optional


class Clock:
    """Time that passes when told to, and calls what waits for it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        self.waiting.append((self.now + seconds, call))

    def pass_to(self, moment: float) -> None:
        while due := [item for item in self.waiting if item[0] <= moment]:
            first = min(due, key=lambda item: item[0])
            self.waiting.remove(first)
            self.now = first[0]
            first[1]()
        self.now = moment


def test_a_draft_is_written_after_a_pause() -> None:
    clock, written = Clock(), []
    keeper = DraftKeeper(lambda: written.append(clock.now), clock.later, lambda: clock.now)
    keeper.touch()
    clock.pass_to(0.5)
    keeper.touch()
    clock.pass_to(0.5 + QUIET_SECONDS - 0.01)
    assert written == []
    clock.pass_to(2.0)
    assert written == [pytest.approx(0.5 + QUIET_SECONDS)]
    assert not keeper.pending


def test_typing_without_a_pause_is_never_unsaved_for_longer_than_the_limit() -> None:
    clock, written = Clock(), []
    keeper = DraftKeeper(lambda: written.append(clock.now), clock.later, lambda: clock.now)
    for step in range(200):
        clock.pass_to(step * 0.1)
        keeper.touch()
    assert written
    assert all(after - before <= LATEST_SECONDS + 0.11 for before, after in zip([0.0, *written], written, strict=False))
    assert len(clock.waiting) == 1


def test_what_was_saved_is_not_written_as_a_draft_any_more() -> None:
    clock, written = Clock(), []
    keeper = DraftKeeper(lambda: written.append(clock.now), clock.later, lambda: clock.now)
    keeper.touch()
    keeper.forget()
    clock.pass_to(10)
    assert written == []
    keeper.touch()
    keeper.flush()
    assert len(written) == 1

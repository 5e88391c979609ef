"""A form of one's own as a file: read strictly, its faults by line, hostile files without harm."""

import tomllib
from pathlib import Path

import pytest

from broker_tui.casework.own_forms import checked, standard_spec
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.form_coverage import MOST_FIELDS
from broker_tui.domain.form_spec import Condition
from broker_tui.domain.form_variant import Labelled, OwnField, UsedField, variant_spec
from broker_tui.exchange.form_file import LARGEST, parse_form, read_form_file
from broker_tui.exchange.form_template import form_template
from broker_tui.i18n import load_words

HEAD = 'form = "preparation"\ncode = "vejle"\nname = "Vejles skema"\n'
FIELD = '\n[[fields]]\nname = "extra"\nlabel = "Andet"\n'


def codes(text: str) -> list[str]:
    return [fault.code for fault in parse_form(text).faults]


def test_every_key_is_read() -> None:
    text = f"""{HEAD}
[sections]
goal = "Dit mål"

[[fields]]
use = "efforts"
label = "Andre"
help = "Hvem ellers?"
section = "goal"
rows.effort.label = "Hvad"

[[fields]]
name = "transport"
kind = "choice"
label = " Transport "
choices = {{ bus = "Bus", bike = "Cykel" }}
required = true
covers = ["F13"]
when = {{ field = "challenge_health", values = [true] }}

[[fields]]
name = "days"
kind = "choices"
label = "Dage"
choices = ["mandag", "tirsdag, onsdag"]
"""
    file = parse_form(text)
    assert file.faults == ()
    assert file.variant is not None
    assert (file.variant.form, file.variant.code, file.variant.name) == (FormKind.PREPARATION, "vejle", "Vejles skema")
    used, choice, several = file.variant.fields
    assert used == UsedField("efforts", "Andre", "Hvem ellers?", "goal", {"effort": Labelled("Hvad")})
    assert choice == OwnField(
        "transport",
        "choice",
        "Transport",
        choices={"bus": "Bus", "bike": "Cykel"},
        required=True,
        when=Condition("challenge_health", ("yes",)),
        covers=("F13",),
    )
    assert isinstance(several, OwnField)
    assert list(several.choices) == ["mandag", "tirsdag, onsdag"]
    assert file.lines == (8, 15, 24)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", FormKind)
def test_the_template_is_a_form_that_asks_the_same(form: FormKind, language: str) -> None:
    spec, words = standard_spec(form), load_words(language)
    given = checked(parse_form(form_template(form, spec, words)))
    assert given.shortcomings == ()
    assert given.variant is not None
    made = variant_spec(spec, given.variant)
    assert [item.name for item in made.fields] == [item.name for item in spec.fields]
    assert made.sections == spec.sections
    assert all(item.label for item in made.fields)
    assert "⟨" not in given.file.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["bad_form"]),
        ('form = "andet"', ["bad_form"]),
        ("form = 1", ["bad_form"]),
        (f'{HEAD}farve = "blå"', ["unknown_key"]),
        (f"{HEAD}sections = 1", ["wants_table"]),
        (f"{HEAD}[sections]\ngoal = 1", ["wants_text"]),
        (f"{HEAD}fields = 1", ["wants_tables"]),
        (f"{HEAD}fields = [1, 2]", ["wants_tables"]),
        (f'{HEAD}[[fields]]\nlabel = "x"', ["no_name_or_use"]),
        (f'{HEAD}[[fields]]\nuse = "job_goal"\nname = "x"', ["use_and_name"]),
        (f'{HEAD}[[fields]]\nuse = "job_goal"\ncovers = ["F1"]', ["unknown_key"]),
        (f'{HEAD}[[fields]]\nuse = "job_goal"\nrequired = true', ["unknown_key"]),
        (f"{HEAD}[[fields]]\nuse = 1", ["wants_text"]),
        (f'{HEAD}[[fields]]\nuse = "efforts"\nrows = 1', ["wants_table"]),
        (f'{HEAD}[[fields]]\nuse = "efforts"\nrows.effort = 1', ["wants_table"]),
        (f'{HEAD}[[fields]]\nuse = "efforts"\nrows.effort.kind = "x"', ["unknown_key"]),
        (f'{HEAD}{FIELD}required = "ja"', ["wants_bool"]),
        (f"{HEAD}{FIELD}label2 = 1", ["unknown_key"]),
        (f'{HEAD}{FIELD}covers = "F13"', ["wants_texts"]),
        (f"{HEAD}{FIELD}covers = [1]", ["wants_texts"]),
        (f'{HEAD}{FIELD}kind = "choice"\nchoices = "a"', ["wants_texts"]),
        (f'{HEAD}{FIELD}kind = "choice"\nchoices = ["a", "a"]', ["choice_twice"]),
        (f'{HEAD}{FIELD}kind = "choice"\nchoices = {{ a = 1 }}', ["wants_text"]),
        (f"{HEAD}{FIELD}when = true", ["wants_table", "when_incomplete"]),
        (f"{HEAD}{FIELD}when = {{}}", ["when_incomplete"]),
        (f'{HEAD}{FIELD}when = {{ field = "a", value = "b" }}', ["unknown_key"]),
        (f'{HEAD}{FIELD}when = {{ field = "a", values = [1] }}', ["wants_texts"]),
        (f"{HEAD}{FIELD}help = 2026-11-20", ["wants_text"]),
        ("form = ", ["toml"]),
        ("[[fields", ["toml"]),
        ('form = "preparation"\nform = "agreement"', ["toml"]),
        ('name = "\x00"', ["toml"]),
        ("x = " + "[" * 100_000, ["too_deep"]),
        ("x = " + "{a=" * 50_000, ["too_deep"]),
        ("x = " + "9" * 10_000, ["too_deep"]),
    ],
)
def test_a_fault_is_named(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('form = "preparation"\nname = \n', 2),
        (f'{HEAD}farve = "blå"\n', 4),
        (f'{HEAD}{FIELD}\nkind = "choise"\n', 9),
        (f'{HEAD}{FIELD}{FIELD}covers = ["F99"]\n', 12),
        (f"{HEAD}{FIELD}\n[[fields]]\nkind = 'line'\n", 9),
    ],
)
def test_a_fault_stands_on_its_line(text: str, line: int) -> None:
    given = checked(parse_form(text))
    assert line in [given.file.line(one) for one in given.shortcomings if one.stops and one.weight == "error"]


def test_lines_are_not_told_where_they_cannot_be_known() -> None:
    text = f'{HEAD}fields = [{{ name = "a", label = "A", kind = "x" }}]'
    given = checked(parse_form(text))
    (fault,) = [one for one in given.shortcomings if one.field is not None]
    assert given.file.line(fault) is None
    quoted = parse_form(f'{HEAD}{FIELD}help = """\n[[fields]]\n"""\nkind = "x"')
    assert quoted.lines == ()


def test_what_could_not_be_read_is_not_complained_of_twice() -> None:
    given = checked(parse_form(f"{HEAD}\n[[fields]]\nname = 1\nlabel = 2"))
    assert [one.code for one in given.shortcomings if one.weight == "error"] == ["wants_text", "wants_text"]


def test_more_fields_than_a_form_has_are_not_even_read() -> None:
    given = checked(parse_form(HEAD + "".join(f'[[fields]]\nname = "a{n}"\nlabel = "A"\n' for n in range(5000))))
    assert given.variant is not None
    assert len(given.variant.fields) == MOST_FIELDS + 1
    assert "too_many" in [one.code for one in given.shortcomings]
    assert not given.usable


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x" * (LARGEST + 1), "too_large"),
        (b'form = "pr\xe6paration"', "encoding"),
        (b"\xff\xfef\x00", "encoding"),
        (b"PK\x03\x04\x14\x00", "toml"),
    ],
)
def test_files_that_are_no_forms(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "skema.toml"
    path.write_bytes(content)
    file = read_form_file(path)
    assert [fault.code for fault in file.faults] == [code]
    assert not checked(file).usable


def test_windows_line_ends_and_its_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "skema.toml"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEAD}{FIELD}".replace("\n", "\r\n").encode())
    file = read_form_file(path)
    assert file.faults == ()
    assert file.lines == (5,)


def test_words_of_the_catalogue_cannot_break_the_template() -> None:
    """What JSON writes, TOML reads back."""
    for text in ('"', "\\", "æøå", "\n", "\x7f", "a\tb", "#", "\u2028"):
        from broker_tui.exchange.form_template import _text

        assert tomllib.loads(f"x = {_text(text)}") == {"x": text}

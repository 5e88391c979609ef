"""The standard form as a TOML file to begin a form of one's own from."""

import json
from collections.abc import Iterator
from typing import Final

from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.form_elements import STRUCTURAL, elements_in
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.i18n import Words
from broker_tui.i18n.form_words import field_help, field_label, section_label

_BARE: Final = "abcdefghijklmnopqrstuvwxyz0123456789_"


def form_template(form: FormKind, spec: FormSpec, words: Words) -> str:
    """Return the definition of a form that asks just what the standard form asks, each field with its words."""
    return "\n".join([*_head(form, spec, words), *_fields(form, spec, words), *_foot(words)]) + "\n"


def _head(form: FormKind, spec: FormSpec, words: Words) -> Iterator[str]:
    yield from _comment(words("own_form.template.head"))
    yield f"form = {_text(form.value)}"
    yield f"code = {_text(words('own_form.template.code'))}"
    yield f"name = {_text(words(f'form.{spec.code}.title'))}"
    yield ""
    yield "[sections]"
    for section in spec.sections:
        yield f"{_key(section)} = {_text(section_label(words, spec, section))}"


def _fields(form: FormKind, spec: FormSpec, words: Words) -> Iterator[str]:
    for item in spec.fields:
        yield ""
        yield "[[fields]]"
        elements = ", ".join(elements_in(form, item.name))
        kept = words("own_form.template.kept") if item.name in STRUCTURAL[form] else ""
        remark = " ".join(part for part in (elements, kept) if part)
        yield f"use = {_text(item.name)}{f'  # {remark}' if remark else ''}"
        yield f"label = {_text(field_label(words, spec, item))}"
        if told := field_help(words, spec, item):
            yield f"help = {_text(told)}"
        yield f"section = {_text(item.section)}"
        yield from _rows(item, spec, words)


def _rows(item: FieldSpec, spec: FormSpec, words: Words) -> Iterator[str]:
    if item.rows is None:
        return
    for one in item.row("_").fields:
        yield f"rows.{one.plain_name} = {{ label = {_text(field_label(words, spec, one))} }}"


def _foot(words: Words) -> Iterator[str]:
    yield ""
    yield from _comment(words("own_form.template.foot"))


def _comment(text: str) -> Iterator[str]:
    for line in text.strip().splitlines():
        yield f"# {line}".rstrip()


def _key(name: str) -> str:
    return name if name and all(letter in _BARE for letter in name) else _text(name)


def _text(text: str) -> str:
    """Return a text as TOML writes it; what JSON escapes, TOML does alike."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

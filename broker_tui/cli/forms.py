"""Forms as lines of text that a screen reader can follow, and as JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from broker_tui.cli.documents import iso
from broker_tui.cli.output import safe, write
from broker_tui.domain.form_elements import elements_in
from broker_tui.domain.form_spec import Condition, FieldSpec, FormSpec
from broker_tui.domain.form_variant import OwnField
from broker_tui.i18n import Words
from broker_tui.i18n.form_words import choice_label, field_help, field_label, section_label, shortcoming_words

if TYPE_CHECKING:
    from broker_tui.casework.document_content import Source
    from broker_tui.casework.own_forms import CheckedForm
    from broker_tui.domain.codes_step_up import FormKind
    from broker_tui.domain.form_coverage import Shortcoming
    from broker_tui.domain.form_variant import Variant
    from broker_tui.domain.step_up import FormVersion

_CONTROLS: Final = re.compile("[\x7f-\x9f\u2028\u2029]")
"""What JSON leaves as it is."""


def shortcoming_line(words: Words, given: "CheckedForm", one: "Shortcoming") -> str:
    """Return `Fejl: Linje 12: …`, or `Mangler: F14 …` for what stands nowhere."""
    text = shortcoming_words(words, one)
    line = given.file.line(one)
    if line is not None:
        text = words("own_form.at_line", line=line, text=text)
    elif one.field is not None:
        text = words("own_form.at_field", number=one.field + 1, text=text)
    return safe(f"{words(f'own_form.weight.{one.weight.value}')}: {text}")


def shortcoming_document(words: Words, given: "CheckedForm", one: "Shortcoming") -> dict[str, object]:
    """Return what is wrong with a form as JSON."""
    return {
        "code": one.code,
        "weight": one.weight.value,
        "line": given.file.line(one),
        "field": None if one.field is None else one.field + 1,
        "key": one.key,
        "element": one.params.get("element"),
        "text": shortcoming_words(words, one),
    }


def form_document(words: Words, form: "FormKind", spec: FormSpec, variant: "Variant | None") -> dict[str, object]:
    """Return what a form asks as JSON."""
    return {
        "form": form.value,
        "name": variant.name if variant is not None else words(f"form.{spec.code}.title"),
        "own": variant.key if variant is not None else None,
        "sections": [{"name": name, "label": section_label(words, spec, name)} for name in spec.sections],
        "fields": [_field(words, form, spec, item, variant) for item in spec.fields],
    }


def _field(
    words: Words, form: "FormKind", spec: FormSpec, item: FieldSpec, variant: "Variant | None"
) -> dict[str, object]:
    when = item.visible_when
    document: dict[str, object] = {
        "name": item.plain_name,
        "label": field_label(words, spec, item),
        "help": field_help(words, spec, item),
        "kind": item.kind,
        "section": item.section,
        "required": item.required,
        "needed": item.needed,
        "when": None if when is None else {"field": when.field.rpartition(".")[2], "values": list(when.values)},
        "choices": [{"value": value, "label": choice_label(words, item, value)} for value in item.choices],
        "covers": list(_covers(form, item, variant)),
    }
    if item.rows is not None:
        document["rows"] = [_field(words, form, spec, one, None) for one in item.row("row").fields]
    return document


def _covers(form: "FormKind", item: FieldSpec, variant: "Variant | None") -> tuple[str, ...]:
    """Return the elements of information that a field holds, alone or with others."""
    own = None if variant is None else next((one for one in variant.own if one.name == item.name), None)
    return own.covers if isinstance(own, OwnField) else elements_in(form, item.name)


def write_form(words: Words, form: "FormKind", spec: FormSpec, variant: "Variant | None") -> None:
    """Write what a form asks, section by section."""
    name = variant.name if variant is not None else words(f"form.{spec.code}.title")
    write(f"{safe(name)} ({words('own_form.show.fields', n=len(spec.fields))})")
    for section in spec.sections:
        write()
        write(safe(section_label(words, spec, section)))
        for item in spec.fields:
            if item.section == section:
                _write_field(words, spec, item, "  ", _covers(form, item, variant))


def _write_field(words: Words, spec: FormSpec, item: FieldSpec, indent: str, covers: tuple[str, ...]) -> None:
    facts = [words(f"own_form.kind.{item.kind}")]
    if item.required or item.needed:
        facts.append(words("own_form.show.needed"))
    if item.visible_when is not None:
        facts.append(_when(words, spec, item.visible_when))
    facts.append(words("own_form.show.field", name=item.plain_name))
    if covers:
        facts.append(words("own_form.show.covers", elements=", ".join(covers)))
    write(f"{indent}{safe(field_label(words, spec, item))}")
    write(f"{indent}    {safe(', '.join(facts))}")
    if told := field_help(words, spec, item):
        write(f"{indent}    {safe(told)}")
    if item.choices:
        named = tuple(choice_label(words, item, value) for value in item.choices)
        write(f"{indent}    {safe(words('own_form.show.choices', choices=named))}")
    if item.rows is not None:
        for one in item.row("row").fields:
            _write_field(words, spec, one, f"{indent}  ", ())


def _when(words: Words, spec: FormSpec, when: Condition) -> str:
    other = spec.field(when.field)
    field = field_label(words, spec, other)
    if not when.values:
        return words("own_form.show.when_any", field=field)
    shown = other.kind not in {"flag", "yes_no"}
    values = tuple(choice_label(words, other, value) if shown else words.code("yes_no", value) for value in when.values)
    return words("own_form.show.when", field=field, values=values)


def version_document(source: "Source", version: "FormVersion") -> dict[str, object]:
    """Return one saved version of a form as JSON."""
    return {
        "citizen": {"id": source.citizen_id, "name": source.case.citizen.name},
        "form": version.form.value,
        "version": version.number,
        "on": iso(version.on),
        "saved_at": version.saved_at.isoformat(),
        "saved_by": version.saved_by,
        "own": version.variant or None,
        "approved_on": iso(version.approved_on),
        "values": values_of(version),
    }


def values_of(version: "FormVersion") -> dict[str, Any]:
    """Return what stands in the fields of a version, as `schema` describes it."""
    from broker_tui.casework.step_up_forms import SNAPSHOT

    return {name: value for name, value in version.values.items() if name != SNAPSHOT}


def values_text(version: "FormVersion") -> str:
    """Return what stands in the fields of a version as the text of a JSON file, without signs a terminal obeys."""
    text = json.dumps(values_of(version), ensure_ascii=False, indent=2)
    return _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def write_version(
    words: Words, source: "Source", version: "FormVersion", spec: FormSpec, own: "Variant | None"
) -> None:
    """Write one saved version of a form to be read from the top: a label, then what stands there."""
    write(safe(source.case.citizen.name))
    write(
        safe(f"{words(f'form.{spec.code}.title')}. {words('own_form.show.version', n=version.number, on=version.on)}.")
    )
    if own is not None:
        write(safe(words("own_form.show.own", name=own.name)))
    if version.form.value == "preparation":
        approved = version.approved_on
        told = "own_form.show.not_approved" if approved is None else "own_form.show.approved"
        write(words(told, on=approved))
    for section, lines in _sections(words, spec, version, _chosen(words, source, version)):
        write()
        write(safe(section))
        for line in lines:
            write(f"  {line}")


def _sections(
    words: Words, spec: FormSpec, version: "FormVersion", chosen: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, list[str]]]:
    from broker_tui.exchange.documents.compose.fields import FormReader
    from broker_tui.exchange.documents.plain import labelled

    reader = FormReader(spec, version.values, words, chosen)
    empty = words("own_form.show.empty")
    for section, fields in reader.sections():
        lines: list[str] = []
        for item in fields:
            if item.rows is None:
                lines += _lines(labelled(reader.label(item), reader.text(item.name) or empty))
                continue
            rows = reader.rows(item)
            if not rows:
                lines.append(safe(labelled(reader.label(item), empty)))
            for number, row in enumerate(rows, 1):
                counted = words("own_form.show.row", number=number, total=len(rows))
                lines.append(safe(f"{reader.label(item)}, {counted}"))
                for label, text in row:
                    lines += [f"  {line}" for line in _lines(labelled(label, text or empty))]
        if lines:
            yield section, lines


def _chosen(words: Words, source: "Source", version: "FormVersion") -> dict[str, dict[str, str]]:
    """Return what the meetings and people are called that an agreement names by their ids."""
    from broker_tui.casework.document_content import file_of, step_up_of
    from broker_tui.exchange.documents.compose.people import named

    file = file_of(source, step_up_of(source, version.step_up_id), version, with_cpr=False)
    return {
        "step_up_meetings": {one.id: words.date_entry(one.on) for one in file.meetings},
        "step_up_participants": {one.id: named(words, one) for one in file.participants},
    }


def _lines(text: str) -> list[str]:
    first, *more = text.splitlines() or [""]
    return [safe(first), *(f"  {safe(line)}" for line in more)]

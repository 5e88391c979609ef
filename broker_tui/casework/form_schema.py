"""The JSON Schema of what a form of step-up holds: with titles, help, conditions and what each field covers."""

from typing import Any

from broker_tui.casework.own_forms import standard_entry
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.form_elements import elements_in
from broker_tui.domain.form_spec import FieldSpec, FormSpec, form_spec
from broker_tui.i18n import Words
from broker_tui.i18n.form_words import field_help, field_label, section_label


def form_schema(form: FormKind, words: Words) -> dict[str, Any]:
    """Return the JSON Schema of the values of one of our forms, worded in a language."""
    entry = standard_entry(form)
    spec = form_spec(entry)
    schema = entry.model_json_schema()
    schema["title"] = words(f"form.{spec.code}.title")
    schema.pop("description", None)
    for item in spec.fields:
        _describe(schema["properties"][item.name], spec, item, words)
        if elements := elements_in(form, item.name):
            schema["properties"][item.name]["x-elements"] = list(elements)
        if item.rows is not None:
            row = schema["$defs"][schema["properties"][item.name]["items"]["$ref"].rpartition("/")[2]]
            row.pop("description", None)
            for one in item.row("row").fields:
                row["properties"][one.plain_name]["title"] = field_label(words, spec, one)
    return schema


def _describe(held: dict[str, Any], spec: FormSpec, item: FieldSpec, words: Words) -> None:
    held["title"] = field_label(words, spec, item)
    if told := field_help(words, spec, item):
        held["description"] = told
    held["x-section"] = section_label(words, spec, item.section)
    held["x-needed"] = item.needed or item.required
    if item.visible_when is not None:
        held["x-when"] = {"field": item.visible_when.field, "values": list(item.visible_when.values)}

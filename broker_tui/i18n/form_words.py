"""The words of a form: those it carries itself, or else the catalogue's."""

from broker_tui.domain.form_coverage import Shortcoming
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.i18n.catalogue import Words


def field_label(words: Words, spec: FormSpec, field: FieldSpec) -> str:
    """Return what a field is called; of a field in rows, by its name there, `efforts.a.text`."""
    return field.label or words(f"form.{spec.code}.{field.common}.label")


def field_help(words: Words, spec: FormSpec, field: FieldSpec) -> str:
    """Return what helps to fill a field in; empty where there is nothing more to say."""
    key = f"form.{spec.code}.{field.common}.help"
    return field.help or (words(key) if not field.label and words.has(key) else "")


def section_label(words: Words, spec: FormSpec, section: str) -> str:
    """Return what a section is called; one without a name is called nothing."""
    if section in spec.section_labels:
        return spec.section_labels[section]
    return words(f"form.section.{section}") if section else ""


def choice_label(words: Words, field: FieldSpec, value: str) -> str:
    """Return what a choice is called."""
    if value in field.choice_labels:
        return field.choice_labels[value]
    return words.code(field.enum, value) if field.enum else value


def element_label(words: Words, element: str) -> str:
    """Return what an element of information is called: `F14 Behov for støtte til helbredsmestring`."""
    return f"{element} {words(f'own_form.element.{element}')}"


def shortcoming_words(words: Words, one: Shortcoming) -> str:
    """Return what is wrong with a form of one's own, and what to do about it."""
    params = dict(one.params)
    if "element" in params:
        params["title"] = words(f"own_form.element.{params['element']}")
    code = one.code
    if code == "must_use":
        elements = params["elements"]
        listed = elements if isinstance(elements, tuple) else ()
        code = "must_use" if listed else "must_use_plain"
        params["elements"] = ", ".join(element_label(words, element) for element in listed)
    return words(f"own_form.problem.{code}", **params)

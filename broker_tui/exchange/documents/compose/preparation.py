"""The preparation form: what the citizen has filled in, who is invited, when they meet, and the material (F1-F24)."""

from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.exchange.documents.compose.fields import FormReader
from broker_tui.exchange.documents.compose.people import (
    StepUpFile,
    consent_pairs,
    meetings_table,
    pack_bullets,
    pack_table,
    participants_table,
)
from broker_tui.exchange.documents.compose.wording import contact_of, day, framed, subject_of
from broker_tui.exchange.documents.parts import Document, Heading, Note, Pairs, Part
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.form_spec import FormSpec
    from broker_tui.domain.step_up import FormVersion


class FormContent(NamedTuple):
    """A saved version of a form with the step-up it belongs to.

    Attributes:
        file: the step-up.
        version: what was saved.
        spec: the form it was filled in with, a municipality's own or the program's.
        form_name: what the municipality calls its own form; empty for the program's.
    """

    file: StepUpFile
    version: "FormVersion"
    spec: "FormSpec"
    form_name: str = ""


def preparation(content: FormContent, words: Words) -> Document:
    """Return the preparation form for the meeting's participants (R160-R162)."""
    file, version = content.file, content.version
    reader = FormReader(content.spec, version.values, words, {})
    parts: list[Part] = []
    if version.approved_on is None:
        parts.append(Note(words("document.preparation.draft")))
    parts += [
        Heading(1, words("document.heading.about")),
        Pairs(_about(content, words)),
        *reader.parts(skip=frozenset({"approved_on"})),
        Heading(1, words("document.heading.participants")),
        participants_table(words, file.participants),
        Heading(1, words("document.heading.meetings")),
        meetings_table(words, file.meetings),
        Heading(1, words("document.heading.pack")),
        pack_bullets(words, file.step_up),
        Heading(2, words("document.heading.sent")),
        pack_table(words, file.participants),
    ]
    return framed(
        DocumentKind.PREPARATION,
        words,
        subject_of(words, file.citizen, with_cpr=file.with_cpr),
        version.saved_at,
        tuple(parts),
        version=version.number,
        subtitle=content.form_name,
    )


def _about(content: FormContent, words: Words) -> tuple[tuple[str, str], ...]:
    file, version = content.file, content.version
    approved = day(words, version.approved_on) or words("document.preparation.not_approved")
    return (
        (words("document.label.citizen"), file.citizen.name),
        (words("document.label.broker"), contact_of(words, file.broker)),
        (words("document.label.caseworker"), contact_of(words, file.caseworker)),
        (words("document.label.approved"), approved),
        *consent_pairs(words, file.consent),
    )

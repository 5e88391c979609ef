"""The preparation form to be read aloud on the telephone, to a doctor who can get it in no other way (R185).

The same information as in the form, as numbered sentences under headings and without tables, so that the one who reads
keeps her place and the one who listens can ask for a number again.
"""

from collections.abc import Iterator

from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.exchange.documents.compose.fields import FormReader
from broker_tui.exchange.documents.compose.people import (
    consent_pairs,
    in_order,
    meetings_in_order,
    named,
    pack_bullets,
)
from broker_tui.exchange.documents.compose.preparation import FormContent
from broker_tui.exchange.documents.compose.wording import framed, joined, subject_of, weekday
from broker_tui.exchange.documents.parts import Bullets, Document, Heading, Note, Part, Signatures
from broker_tui.i18n import Words


def read_aloud(content: FormContent, words: Words) -> Document:
    """Return what is read aloud to one participant on the telephone."""
    file, version = content.file, content.version
    parts: list[Part] = [Note(words("document.read_aloud.how"))]
    number = 1
    for heading, sentences in _blocks(content, words):
        parts += [Heading(1, heading), Bullets(sentences, numbered=True, first=number)]
        number += len(sentences)
    parts.append(Signatures(tuple(words(f"document.read_aloud.{who}") for who in ("heard_by", "read_by"))))
    return framed(
        DocumentKind.READ_ALOUD,
        words,
        subject_of(words, file.citizen, with_cpr=file.with_cpr),
        version.saved_at,
        tuple(parts),
        version=version.number,
    )


def _blocks(content: FormContent, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    file = content.file
    name = file.citizen.name
    about = (
        words("document.read_aloud.about", name=name),
        *(sentence(words, label, text) for label, text in consent_pairs(words, file.consent)),
    )
    yield words("document.heading.about"), about
    reader = FormReader(content.spec, content.version.values, words, {})
    for heading, fields in reader.sections(skip=frozenset({"approved_on"})):
        sentences: list[str] = []
        for item in fields:
            if item.rows is None:
                sentences.append(sentence(words, reader.label(item), reader.text(item.name)))
                continue
            rows = reader.rows(item)
            spoken = [joined(*(text for _, text in row)) for row in rows]
            sentences += [sentence(words, reader.label(item), text) for text in spoken or [""]]
        if sentences:
            yield heading, tuple(sentences)
    yield words("document.heading.participants"), tuple(named(words, one) for one in in_order(file.participants))
    meetings = tuple(
        joined(weekday(words, one.on), words("document.at", time=one.at) if one.at else "", one.place)
        for one in meetings_in_order(file.meetings)
    )
    yield words("document.heading.meetings"), meetings or (words("document.no_meeting"),)
    yield words("document.heading.pack"), pack_bullets(words, file.step_up).items


def sentence(words: Words, label: str, text: str) -> str:
    """Return a field as one that is listened to: its question, then the answer."""
    label = label.rstrip(" :.")
    answer = text or words("document.blank")
    return f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}"

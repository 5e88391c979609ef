"""What a document consists of, whatever the file it becomes: no library, no layout.

A composer builds a Document; every format is written from `settled(document)`, so that what is empty, what cannot be
printed and how the version reads are decided here once and the formats cannot differ.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias, assert_never

from broker_tui.i18n import load_words


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section; level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values, such as the fields of a form; a value may be long and have line breaks."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts, numbered from `first` on when their order matters or they are read aloud."""

    items: tuple[str, ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers; every row has as many cells as there are headers, and columns in `numbers` hold numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A text that must not be overlooked."""

    text: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, one for each label."""

    labels: tuple[str, ...]


Part: TypeAlias = Heading | Paragraph | Pairs | Bullets | Table | Note | Signatures


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        kind: the code of what it is; `document.kind.<kind>` words it.
        title: what it is called, on top and in the file's properties: no personal data.
        subtitle: a line below the title, or empty.
        subject: whom it is about: the citizen's name, and her CPR number only when that was asked for.
        made_on: when its content was saved; the same moment gives the same file.
        version: the number of the form's version, None for what has no versions.
        parts: the content in reading order.
        footer: the small print at the end.
        language: the language of its words.
        dense: it is set in little room, for a page of numbers.
    """

    kind: str
    title: str
    subtitle: str
    subject: str
    made_on: datetime
    version: int | None
    parts: tuple[Part, ...]
    footer: str = ""
    language: str = "da"
    dense: bool = False


_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def stamp(document: Document) -> str:
    """Return the line that tells one printing from another: `Version 3, 21. november 2026`."""
    words = load_words(document.language)
    made = document.made_on.date()
    day = words("document.date", day=str(made.day), month=words.month(made))
    if document.version is None:
        return day
    return words("document.version", n=str(document.version), date=day)


def shown_sign(sign: str, language: str) -> str:
    """Return what stands where a sign cannot: `[tegn U+1F600]`."""
    return load_words(language)("document.sign", code=f"U+{ord(sign):04X}")


def settled(document: Document) -> Document:
    """Return the document as every format prints it: control characters made visible, nothing left empty.

    Marks that only steer the direction of writing are dropped, since they could turn a whole line around.
    """
    blank = load_words(document.language)("document.blank")

    def clean(text: str) -> str:
        text = _DIRECTIONS.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
        text = _CONTROLS.sub(lambda found: shown_sign(found.group(), document.language), text)
        return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in text.strip().split("\n")))

    def fill(text: str) -> str:
        cleaned = clean(text)
        return cleaned if any(map(_is_seen, cleaned)) else blank

    return replace(
        document,
        title=fill(document.title).replace("\n", " "),
        subtitle=clean(document.subtitle),
        subject=clean(document.subject),
        footer=clean(document.footer),
        parts=tuple(_settle(part, fill, blank) for part in document.parts),
    )


def _is_seen(sign: str) -> bool:
    """Tell whether a sign leaves a trace on paper."""
    return unicodedata.category(sign) not in {"Zs", "Zl", "Zp", "Cc", "Cf"}


def _settle(part: Part, fill: Callable[[str], str], blank: str) -> Part:
    match part:
        case Heading(level, text):
            return Heading(min(max(level, 1), 3), fill(text).replace("\n", " "))
        case Paragraph(text):
            return Paragraph(fill(text))
        case Note(text):
            return Note(fill(text))
        case Pairs(pairs):
            return Pairs(tuple((fill(label), fill(value)) for label, value in pairs)) if pairs else Paragraph(blank)
        case Bullets(items, numbered, first):
            return Bullets(tuple(map(fill, items)), numbered, first) if items else Paragraph(blank)
        case Table(headers, rows, numbers):
            filled = tuple(tuple(map(fill, row)) for row in rows)
            return Table(tuple(map(fill, headers)), filled, numbers) if rows else Paragraph(blank)
        case Signatures(labels):
            return Signatures(tuple(map(fill, labels)))
        case _:
            assert_never(part)


def texts(document: Document) -> list[str]:
    """Return every text of the document as it is printed, in reading order."""
    whole = settled(document)
    found = [whole.title, whole.subtitle, whole.subject, stamp(whole)]
    for part in whole.parts:
        found.extend(_texts(part))
    found.append(whole.footer)
    return [text for text in found if text]


def _texts(part: Part) -> Iterator[str]:
    match part:
        case Heading(_, text) | Paragraph(text) | Note(text):
            yield text
        case Pairs(pairs):
            for label, value in pairs:
                yield from (label, value)
        case Bullets(items):
            yield from items
        case Table(headers, rows):
            yield from headers
            for row in rows:
                yield from row
        case Signatures(labels):
            yield from labels
        case _:
            assert_never(part)

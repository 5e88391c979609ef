"""A document as PDF: tagged, PDF/UA-1 and PDF/A-2a, the same bytes for the same document on any machine.

The look stands in `data/documents/document.typ`; this hands it the content as one JSON value, so that no text can be
taken for code. A sign that no font holds would stop such a PDF from being made; it is shown as `[tegn U+1F600]`.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never

from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.documents.layout import REGIONS, widths
from broker_tui.exchange.documents.parts import (
    Bullets,
    Document,
    Heading,
    Note,
    Pairs,
    Paragraph,
    Part,
    Signatures,
    Table,
    settled,
    shown_sign,
    stamp,
)
from broker_tui.i18n import load_words
from broker_tui.shipped import data_dir

if TYPE_CHECKING:
    from typst import Fonts

_FONT_PACKAGE: Final = "font_source_sans_pro"
_NAMED: Final = re.compile(r'the (?:text|codepoint|PDF contains the codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f")
_PRIVATE: Final = "Co"
"""The category of signs that mean what each font wants; such a PDF may not hold them."""

_PROBE: Final = b"""
#set text(font: ("Source Sans Pro", "Libertinus Serif"), size: 100pt, top-edge: "bounds", bottom-edge: "bounds")
#let shape(sign) = { let held = measure(sign); (held.width, held.height) }
#context {
  let lacking = shape("\\u{10FFFD}")
  [#metadata(json(bytes(sys.inputs.data)).filter(sign => shape(sign) == lacking))<lacking>]
}
"""
"""Tells which signs have the shape of one that no font holds; making a PDF would name one of them at a time."""


class Made(NamedTuple):
    """A finished file, and the signs that had to be shown by their number."""

    data: bytes
    missing: tuple[str, ...] = ()


def to_pdf(document: Document) -> Made:
    """Return the document as a PDF file.

    Raises:
        DocumentError: `no_pdf` where the program that sets PDF is not to be had, `pdf_failed` when it gives up.
    """
    whole = settled(document)
    template = (data_dir() / "documents" / "document.typ").read_bytes()
    content = _content(whole)
    made_on = whole.made_on if whole.made_on.tzinfo else whole.made_on.replace(tzinfo=UTC)
    missing: set[str] = set()
    while True:
        done = _compiled(template, content, int(made_on.timestamp()))
        if isinstance(done, bytes):
            return Made(done, tuple(sorted(missing - _JOINERS)))
        more = {sign for sign in done if not sign.isascii() and sign in content}
        if not missing:
            more |= _not_held(sign for sign in content if not sign.isascii())
        more = more or _hard_to_set(content)
        if not more:
            raise DocumentError("pdf_failed")
        missing |= more
        for sign in sorted(more):
            content = content.replace(sign, "" if sign in _JOINERS else shown_sign(sign, whole.language))


def _hard_to_set(content: str) -> set[str]:
    """Return the signs to give up when none is named: marks on letters they do not belong to, or else all foreign."""
    marks = {sign for sign in content if sign > "\u036f" and unicodedata.category(sign).startswith("M")}
    return marks or {sign for sign in content if sign > "\u024f" and not "\u2010" <= sign <= "\u20ac"}


def _compiled(source: bytes, content: str, timestamp: int) -> bytes | str:
    """Return a PDF, or the text that stopped it because no font holds it; empty when that is not known."""
    try:
        import typst
    except ImportError:
        raise DocumentError("no_pdf") from None
    try:
        return typst.compile(
            source,
            sys_inputs={"data": content},
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        found = _NAMED.search(str(error))
    except BaseException as error:
        # What the compiler itself stumbles over is no ordinary exception; its type cannot be imported.
        if type(error).__name__ == "PanicException":
            return ""
        raise
    return "" if found is None else _ESCAPED.sub(lambda escape: chr(int(escape.group(1), 16)), found.group(1))


def _not_held(signs: Iterable[str]) -> set[str]:
    """Return which of the signs no font holds, or may not stand in a PDF."""
    import typst

    asked = sorted(set(signs))
    found = typst.query(
        _PROBE,
        "<lacking>",
        field="value",
        one=True,
        sys_inputs={"data": json.dumps(asked)},
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )
    return {*json.loads(found), *(sign for sign in asked if unicodedata.category(sign) == _PRIVATE)}


@cache
def _fonts() -> "Fonts":
    """Return the fonts that come with the program; the machine's own would give another file on every machine."""
    from typst import Fonts

    package = find_spec(_FONT_PACKAGE)
    places = list(package.submodule_search_locations or ()) if package else []
    return Fonts(include_system_fonts=False, font_paths=[Path(place) / "files" for place in places])


def _content(document: Document) -> str:
    """Return what the template reads."""
    words = load_words(document.language)
    content = {
        "title": document.title,
        "subtitle": document.subtitle,
        "subject": document.subject,
        "stamp": stamp(document),
        "page": words("document.page", number="{number}", total="{total}"),
        "blank": words("document.blank"),
        "signed": words("document.signed_on"),
        "language": document.language,
        "region": REGIONS[document.language],
        "parts": [_part(part) for part in document.parts],
        "footer": document.footer,
        "dense": document.dense,
    }
    return json.dumps(content, ensure_ascii=False)


def _part(part: Part) -> dict[str, object]:
    match part:
        case Heading(level, text):
            return {"type": "heading", "level": level, "text": text}
        case Paragraph(text):
            return {"type": "paragraph", "text": text}
        case Note(text):
            return {"type": "note", "text": text}
        case Pairs(pairs):
            return {"type": "pairs", "pairs": pairs}
        case Bullets(items, numbered, first):
            return {"type": "bullets", "items": items, "numbered": numbered, "first": first}
        case Table(headers, rows, numbers):
            return {"type": "table", "headers": headers, "rows": rows, "widths": widths(part), "numbers": numbers}
        case Signatures(labels):
            return {"type": "signatures", "labels": labels}
        case _:
            assert_never(part)

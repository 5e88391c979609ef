"""A document as plain text: for screen readers, for mail, for reading aloud on the telephone.

Nothing is drawn. A heading stands alone after blank lines, a field is `Etiket: værdi`, and a table is read row by row
with the header before each cell, which is how it is listened to.
"""

from collections.abc import Iterator
from textwrap import TextWrapper
from typing import assert_never

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
    stamp,
)
from broker_tui.i18n import Words, load_words

_INDENT = "  "
_RULE = "_" * 24


def to_text(document: Document, width: int = 78) -> str:
    """Return the document as text, each line ended by a line feed.

    Args:
        document: what to write.
        width: where lines are broken; a word that is longer keeps its line, so that addresses stay whole.
    """
    whole = settled(document)
    writer = _Writer(load_words(whole.language), width)
    blocks = [writer.wrapped(text) for text in (whole.title, whole.subtitle, whole.subject, stamp(whole)) if text]
    head = "\n".join(blocks)
    body = [block for part in whole.parts for block in writer.blocks(part)]
    foot = [writer.wrapped(whole.footer)] if whole.footer else []
    return "\n\n".join([head, *body, *foot]) + "\n"


def labelled(label: str, value: str) -> str:
    """Return `Etiket: værdi`; a label that is a question needs no colon."""
    return f"{label} {value}" if label.endswith((":", "?")) else f"{label}: {value}"


class _Writer:
    """The parts of one document as blocks of lines."""

    def __init__(self, words: Words, width: int) -> None:
        self._words = words
        self._width = width

    def blocks(self, part: Part) -> Iterator[str]:
        match part:
            case Heading(level, text):
                yield f"\n{self.wrapped(text)}" if level == 1 else self.wrapped(text)
            case Paragraph(text):
                yield self.wrapped(text)
            case Note(text):
                yield self.wrapped(self._words("document.note", text=text))
            case Pairs(pairs):
                yield "\n".join(self._pair(label, value) for label, value in pairs)
            case Bullets(items, numbered, first):
                marks = [f"{number}. " if numbered else "- " for number in range(first, first + len(items))]
                yield "\n".join(self.wrapped(item, mark) for mark, item in zip(marks, items, strict=True))
            case Table(headers, rows):
                yield from self._rows(headers, rows)
            case Signatures(labels):
                yield "\n\n".join(self._words("document.sign_here", label=label, line=_RULE) for label in labels)
            case _:
                assert_never(part)

    def wrapped(self, text: str, mark: str = "") -> str:
        """Return text broken at the width, its own line breaks kept; lines after the first stand under the text."""
        indent = " " * len(mark)
        wrapper = TextWrapper(self._width, break_long_words=False, break_on_hyphens=False, subsequent_indent=indent)
        lines = []
        for number, line in enumerate(text.split("\n")):
            wrapper.initial_indent = indent if number else mark
            lines.append("\n".join(wrapper.wrap(line)))
        return "\n".join(lines)

    def _pair(self, label: str, value: str) -> str:
        first, *more = value.split("\n")
        lines = [self._hanging(labelled(label, first))]
        lines.extend(self._hanging(line, _INDENT) if line else "" for line in more)
        return "\n".join(lines)

    def _hanging(self, line: str, start: str = "") -> str:
        return "\n".join(
            TextWrapper(
                self._width,
                break_long_words=False,
                break_on_hyphens=False,
                initial_indent=start,
                subsequent_indent=_INDENT,
            ).wrap(line)
        )

    def _rows(self, headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
        for number, row in enumerate(rows, start=1):
            counted = self._words("document.row", number=str(number), total=str(len(rows)))
            yield "\n".join([counted, *map(self._pair, headers, row)])

"""The three formats say the same, and without the one the others still work."""

import builtins
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.documents.formats import DocumentFormat, render
from broker_tui.exchange.documents.parts import Bullets, Note, Pairs, Paragraph, Signatures, Table, texts
from broker_tui.exchange.documents.plain import to_text
from broker_tui.i18n import load_words
from tests.exchange.documents.readers import assert_read_in_order, docx_text, pdf_text
from tests.exchange.documents.samples import HOSTILE, PARTS, sample

EVERYTHING = sample(*(part for part in PARTS if not isinstance(part, Table)), *(Paragraph(t) for t in HOSTILE.values()))


def test_all_formats_say_the_same() -> None:
    read = {
        "pdf": pdf_text(render(EVERYTHING, "pdf").data),
        "docx": docx_text(render(EVERYTHING, "docx").data),
        "txt": render(EVERYTHING, "txt").data.decode("utf-8-sig"),
    }
    assert set(read) == {one.value for one in DocumentFormat}
    for text in read.values():
        assert_read_in_order(text, texts(EVERYTHING))


EMPTY = sample(
    Paragraph(""), Pairs(()), Bullets(()), Table(("A",), ()), Signatures(()), Note(""), subject="", footer=""
)


@pytest.mark.parametrize("file_format", DocumentFormat)
def test_a_document_without_content_is_made_too(file_format: DocumentFormat) -> None:
    data = render(EMPTY, file_format).data
    read: dict[DocumentFormat, Callable[[bytes], str]] = {
        DocumentFormat.PDF: pdf_text,
        DocumentFormat.DOCX: docx_text,
        DocumentFormat.TXT: bytes.decode,
    }
    assert read[file_format](data).count("ikke udfyldt") == 5


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="odt"):
        render(sample(), "odt")


def test_without_typst_pdf_is_refused_with_words_and_the_others_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if name.partition(".")[0] == "typst":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DocumentError) as caught:
        render(sample(), DocumentFormat.PDF)
    assert caught.value.code == "no_pdf"
    for language in ("da", "en"):
        assert "Word" in load_words(language)(f"error.{caught.value.code}")
    assert render(sample(), "docx").data
    assert to_text(sample())


def test_the_structure_and_the_formats_load_no_library_before_they_write() -> None:
    code = (
        "import sys, broker_tui.exchange.documents.parts, broker_tui.exchange.documents.formats,"
        "broker_tui.exchange.documents.write; "
        "print([name for name in ('typst', 'docx', 'lxml', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

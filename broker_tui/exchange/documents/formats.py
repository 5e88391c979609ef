"""The files a document can become."""

from enum import StrEnum

from broker_tui.exchange.documents.parts import Document
from broker_tui.exchange.documents.pdf import Made, to_pdf


class DocumentFormat(StrEnum):
    """A kind of file; the value is also its extension."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


def render(document: Document, file_format: DocumentFormat | str) -> Made:
    """Return the document as a file of that format.

    Raises:
        ValueError: there is no such format.
        DocumentError: this machine cannot make it.
    """
    match DocumentFormat(file_format):
        case DocumentFormat.PDF:
            return to_pdf(document)
        case DocumentFormat.DOCX:
            from broker_tui.exchange.documents.word import to_docx

            return Made(to_docx(document))
        case DocumentFormat.TXT:
            from broker_tui.exchange.documents.plain import to_text

            # Windows' own editor takes text for the old code page unless it is marked.
            return Made(to_text(document).encode("utf-8-sig"))

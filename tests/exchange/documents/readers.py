"""Reading finished documents back, each with a reader that did not write it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.table import Table as WordTable
from pypdf import PdfReader


def squeezed(text: str) -> str:
    """Return a text without anything that depends on where lines are broken."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def assert_read_in_order(written: str, expected: list[str]) -> None:
    """Hold that all texts are read, one after the other."""
    rest = squeezed(written)
    for text in expected:
        before, found, rest = rest.partition(squeezed(text))
        assert found, f"{text!r} is not read after {before[-60:]!r}"


def pdf_text(data: bytes) -> str:
    """Return the text of all pages of a PDF, without the foot of each page."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    return "\n".join(re.sub(r"\n[^\n]*\n?Side \d+ af \d+\s*$", "", page) for page in pages)


def structure(data: bytes) -> list[str]:
    """Return the tags of a PDF in reading order: `H1`, `P`, `TH` ..."""
    root: Any = PdfReader(BytesIO(data)).trailer["/Root"]
    return list(_tags(root["/StructTreeRoot"].get("/K")))


def _tags(node: Any) -> Iterator[str]:  # noqa: ANN401 - pypdf's own types say nothing
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])[1:]
        yield from _tags(node.get("/K"))


def docx_text(data: bytes) -> str:
    """Return the text of a Word file in reading order, tables row by row, without the foot of the pages."""
    word = docx.Document(BytesIO(data))
    blocks: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            blocks.extend(cell.text for row in block.rows for cell in row.cells)
        else:
            blocks.append(block.text)
    return "\n".join(blocks)


def xml_of(data: bytes, name: str) -> str:
    """Return one of the files that a Word file consists of."""
    with ZipFile(BytesIO(data)) as packed:
        return packed.read(name).decode()

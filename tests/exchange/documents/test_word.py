"""Word: all texts, real headings and header rows, Danish throughout, and nothing a text could break."""

import re
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.exchange.documents.parts import Bullets, Heading, Note, Pairs, Paragraph, Table, texts
from broker_tui.exchange.documents.word import to_docx
from tests.exchange.documents.readers import assert_read_in_order, docx_text, xml_of
from tests.exchange.documents.samples import CONTROLS, FOREIGN, HOSTILE, MADE, sample


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_docx(sample())


@pytest.fixture(scope="module")
def word(made: bytes) -> WordDocument:
    return docx.Document(BytesIO(made))


def test_every_text_is_read_in_order(made: bytes) -> None:
    assert_read_in_order(docx_text(made), texts(sample()))


def test_headings_are_headings(word: WordDocument) -> None:
    styles = [str(paragraph.style.name) for paragraph in word.paragraphs if paragraph.style]
    assert [name for name in styles if name.startswith(("Title", "Heading"))] == [
        "Title",
        "Heading 1",
        "Heading 1",
        "Heading 2",
        "Heading 1",
        "Heading 1",
    ]


def test_it_is_danish_throughout(made: bytes) -> None:
    for part in ("word/styles.xml", "word/settings.xml", "word/document.xml"):
        languages = set(re.findall(r'<w:(?:lang|themeFontLang) w:val="([^"]+)"', xml_of(made, part)))
        assert languages <= {"da-DK"}, part
    assert 'w:val="da-DK"' in xml_of(made, "word/styles.xml")
    assert "en-US" not in xml_of(made, "word/styles.xml")


def test_fonts_are_named_and_not_themed(made: bytes) -> None:
    styles = xml_of(made, "word/styles.xml")
    assert "asciiTheme" not in styles
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Calibri"}


def test_its_page_is_a4(word: WordDocument) -> None:
    section = word.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_its_properties_name_the_document_and_no_person(word: WordDocument) -> None:
    properties = word.core_properties
    assert (properties.title, properties.language) == ("Aftaledokument fra step-up", "da-DK")
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert properties.created == properties.modified == MADE


def test_tables_repeat_their_header_and_keep_rows_whole(word: WordDocument, made: bytes) -> None:
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml_of(made, "word/document.xml"), re.DOTALL)
    assert ["w:tblHeader" in row for row in rows] == [True, False, False]
    assert all("w:cantSplit" in row for row in rows)
    table = word.tables[0]
    for column in table.columns:
        assert {cell.width for cell in column.cells} == {column.width}
    assert sum(column.width for column in table.columns) == pytest.approx(Mm(162), rel=0.01)


def test_the_foot_counts_the_pages(word: WordDocument) -> None:
    foot = word.sections[0].footer.paragraphs[0]._p.xml
    assert re.findall(r'w:instr="(\w+)"', foot) == ["PAGE", "NUMPAGES"]
    assert "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", foot)).endswith("Version 3, 21. november 2026Side 1 af 1")


def test_every_numbered_list_begins_at_one() -> None:
    made = to_docx(sample(Bullets(("a", "b"), numbered=True), Heading(1, "Mere"), Bullets(("c",), numbered=True)))
    used = re.findall(r'<w:numId w:val="(\d+)"', xml_of(made, "word/document.xml"))
    assert len(set(used)) == 2
    assert used[0] == used[1]
    for number in set(used):
        numbering = xml_of(made, "word/numbering.xml")
        assert re.search(rf'<w:num w:numId="{number}">.*?<w:startOverride w:val="1"', numbering, re.DOTALL)


def test_it_is_the_same_bytes_twice(made: bytes) -> None:
    assert to_docx(sample()) == made


@pytest.mark.parametrize(
    "text", [*HOSTILE.values(), *FOREIGN.values(), *CONTROLS.values()], ids=[*HOSTILE, *FOREIGN, *CONTROLS]
)
def test_hostile_text_stands_as_written(text: str) -> None:
    document = sample(
        Heading(1, text),
        Paragraph(text),
        Note(text),
        Pairs((("Felt", text),)),
        Pairs(((text, text),)),
        Bullets((text,)),
        Table((text,), ((text,),)),
        subject=text,
        footer=text,
    )
    assert_read_in_order(docx_text(to_docx(document)), texts(document))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=8))
def test_any_text_is_read(written: list[str]) -> None:
    document = sample(
        *(Paragraph(text) for text in written), Table(("A", "B"), tuple((text, text) for text in written))
    )
    assert_read_in_order(docx_text(to_docx(document)), texts(document))

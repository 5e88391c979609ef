"""A document as Word file: real headings, header rows and page numbers, in Danish, to be edited further."""

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from broker_tui.exchange.documents.layout import widths
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

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

_BESIDE: Final = 24
"""Labels of at most so many signs stand to the left of their values."""


def to_docx(document: Document) -> bytes:
    """Return the document as a Word file; the same bytes for the same document."""
    from broker_tui.exchange.documents.word_paper import paper

    whole = settled(document)
    word = paper(whole.title, whole.language, whole.made_on)
    writer = _Writer(word, load_words(whole.language))
    writer.head(whole)
    for part in whole.parts:
        writer.add(part)
    writer.foot(whole)
    stream = BytesIO()
    word.save(stream)
    return _packed(stream, whole.made_on)


def _packed(stream: BytesIO, made_on: datetime) -> bytes:
    """Pack the file again with the document's own time on each part of it."""
    made = BytesIO()
    moment = max(made_on.replace(tzinfo=None), datetime(1980, 1, 1)).timetuple()[:6]  # noqa: DTZ001
    with ZipFile(stream) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return made.getvalue()


class _Writer:
    """Writes the parts of one document, in order."""

    def __init__(self, word: "WordDocument", words: Words) -> None:
        from broker_tui.exchange.documents import word_paper

        self._word = word
        self._words = words
        self._paper = word_paper
        self._blank = words("document.blank")

    def head(self, document: Document) -> None:
        """Write the title with whom and when below it."""
        from docx.enum.text import WD_TAB_ALIGNMENT

        self._word.add_paragraph(document.title, "Title")
        if document.subtitle:
            self._word.add_paragraph(document.subtitle, "Subtitle")
        line = self._word.add_paragraph()
        line.paragraph_format.tab_stops.add_tab_stop(self._paper.TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(document.subject).bold = True
        self._quiet(line, f"\t{stamp(document)}")
        border = self._paper.element("w:pBdr")
        border.append(self._paper.element("w:top", val="single", sz="12", space="6", color=self._paper.ACCENT))
        self._paper.inner(line).get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind")

    def foot(self, document: Document) -> None:
        """Write the small print, and the foot of every page with its number."""
        if document.footer:
            small = self._word.add_paragraph(document.footer, self._paper.SMALL)
            small.paragraph_format.space_before = 180_000
        from docx.enum.text import WD_TAB_ALIGNMENT

        foot = self._word.sections[0].footer.paragraphs[0]
        foot.style = self._word.styles[self._paper.SMALL]
        foot.paragraph_format.tab_stops.add_tab_stop(self._paper.TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(f"{document.title} · {stamp(document)}\t")
        template = self._words("document.page", number="\x00PAGE\x00", total="\x00NUMPAGES\x00")
        for position, piece in enumerate(template.split("\x00")):
            if position % 2:
                self._page_field(foot, piece)
            elif piece:
                foot.add_run(piece)

    def add(self, part: Part) -> None:
        """Write one part."""
        match part:
            case Heading(level, text):
                self._word.add_paragraph(text, f"Heading {level}")
            case Paragraph(text):
                self._prose(text)
            case Note(text):
                self._prose(text, self._paper.NOTE)
            case Pairs(pairs):
                self._pairs(pairs)
            case Bullets(items, numbered, first):
                self._list(items, first if numbered else None)
            case Table():
                self._table(part)
            case Signatures(labels):
                for label in labels:
                    self._sign(label)
            case _:
                assert_never(part)

    def _prose(self, text: str, style: str = "Normal") -> None:
        for paragraph in re.split(r"\n{2,}", text):
            self._fill(self._word.add_paragraph(style=style), paragraph)

    def _fill(self, paragraph: "WordParagraph", text: str) -> None:
        if text == self._blank:
            self._quiet(paragraph, text, italic=True)
        else:
            paragraph.add_run(text)

    def _quiet(self, paragraph: "WordParagraph", text: str, *, italic: bool = False) -> None:
        from docx.shared import RGBColor

        run = paragraph.add_run(text)
        run.font.color.rgb = RGBColor.from_string(self._paper.QUIET)
        run.italic = italic or None

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        from docx.shared import RGBColor

        beside = all(len(label) <= _BESIDE for label, _ in pairs)
        for label, value in pairs:
            first, *more = re.split(r"\n{2,}", value)
            if beside:
                line = self._word.add_paragraph(style=self._paper.FIELD)
                name = line.add_run(label)
                name.bold, name.font.color.rgb = True, RGBColor.from_string(self._paper.ACCENT)
                line.add_run("\t")
                self._fill(line, first)
            else:
                self._word.add_paragraph(label, self._paper.FIELD_LABEL)
                self._prose(first)
            for paragraph in more:
                self._prose(paragraph, self._paper.FIELD_TEXT if beside else "Normal")

    def _list(self, items: tuple[str, ...], first: int | None) -> None:
        number = None if first is None else self._new_numbering(first)
        for item in items:
            line = self._word.add_paragraph(style="List Bullet" if number is None else "List Number")
            self._fill(line, re.sub(r"\n+", "\n", item))
            if number is not None:
                numbering = self._paper.inner(line).get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val = 0
                numbering.get_or_add_numId().val = number

    def _new_numbering(self, first: int) -> int:
        """Return the id of a numbering that begins anew, since Word would go on from the list before."""
        from docx.oxml.ns import qn

        numbering = self._word.part.numbering_part.element
        style = self._word.styles["List Number"].element
        used = int(next(style.iter(qn("w:numId"))).get(qn("w:val")))
        made = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(made.numId)

    def _table(self, table: Table) -> None:
        word = self._word.add_table(rows=1, cols=len(table.headers))
        word.autofit = False
        parts = widths(table)
        sizes = [self._paper.TEXT_WIDTH * part // sum(parts) for part in parts]
        for _ in table.rows:
            word.add_row()
        # Cells are reached through the rows once: asking the table for each would take quadratic time.
        for number, (row, texts) in enumerate(zip(word.rows, (table.headers, *table.rows), strict=True)):
            self._paper.inner(row).get_or_add_trPr().append(self._paper.element("w:cantSplit"))
            if not number:
                self._paper.inner(row).get_or_add_trPr().append(self._paper.element("w:tblHeader"))
            for cell, text, size in zip(row.cells, texts, sizes, strict=True):
                cell.width = size
                self._cell(cell.paragraphs[0], text, header=not number)
                if not number:
                    fill = self._paper.element("w:shd", val="clear", color="auto", fill=self._paper.TINT)
                    self._paper.inner(cell).get_or_add_tcPr().append(fill)
        for column, size in zip(word.columns, sizes, strict=True):
            column.width = size
        self._ruled(word)
        self._word.add_paragraph().paragraph_format.space_after = 0

    def _cell(self, paragraph: "WordParagraph", text: str, *, header: bool) -> None:
        from docx.shared import Pt, RGBColor

        self._fill(paragraph, text)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        for run in paragraph.runs:
            run.font.size = Pt(10)
            if header:
                run.bold, run.font.color.rgb = True, RGBColor.from_string(self._paper.ACCENT)
        paragraph.paragraph_format.keep_with_next = header or None

    def _ruled(self, table: "WordTable") -> None:
        """Draw lines below rows only."""
        borders = self._paper.element("w:tblBorders")
        for side in ("bottom", "insideH"):
            borders.append(
                self._paper.element(f"w:{side}", val="single", sz="4", space="0", color=self._paper.HAIRLINE)
            )
        self._paper.inner(table).tblPr.insert_element_before(
            borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
        )

    def _sign(self, label: str) -> None:
        from docx.enum.text import WD_TAB_LEADER
        from docx.shared import Mm, Pt

        line = self._word.add_paragraph("\t\t\t", self._paper.SIGNATURE)
        line.paragraph_format.space_before = Pt(34)
        below = self._word.add_paragraph(label, self._paper.SMALL)
        below.add_run("\t" + self._words("document.signed_on"))
        for end, leader in ((100, WD_TAB_LEADER.LINES), (108, WD_TAB_LEADER.SPACES), (150, WD_TAB_LEADER.LINES)):
            line.paragraph_format.tab_stops.add_tab_stop(Mm(end), leader=leader)
        below.paragraph_format.tab_stops.add_tab_stop(Mm(108))

    def _page_field(self, paragraph: "WordParagraph", instruction: str) -> None:
        field = self._paper.element("w:fldSimple", instr=instruction)
        run, text = self._paper.element("w:r"), self._paper.element("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        self._paper.inner(paragraph).append(field)

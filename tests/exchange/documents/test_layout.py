"""Columns have room for their words, and the last page of a document is more than its last words."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from broker_tui.exchange.documents.layout import widths
from broker_tui.exchange.documents.parts import Bullets, Document, Heading, Pairs, Part, Signatures, Table
from broker_tui.exchange.documents.pdf import to_pdf

LONG = "Sundhedsfaglig repræsentant fra Sundhedscenter Solby"


def document(*parts: Part) -> Document:
    return Document(
        kind="agenda",
        title="Dagsorden",
        subtitle="",
        subject="Åse Ørsted",
        made_on=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        version=None,
        parts=parts,
        footer="Kommunens eget dokument.",
    )


def test_columns_of_longer_texts_make_room_for_the_words_of_the_others() -> None:
    wide = widths(Table(("A", "B", "C", "D"), ((LONG, LONG, "ikke udfyldt", "Sagsbehandler"),)))
    assert wide[2] >= len("udfyldt") + 3
    assert wide[3] >= len("Sagsbehandler") + 3
    assert wide[0] == wide[1] < len(LONG)
    assert wide[0] >= len("repræsentant") + 3


def test_where_there_is_room_all_have_what_they_wish() -> None:
    assert widths(Table(("Rolle", "Navn"), (("Borger", "Åse Ørsted"),))) == (9, 13)


def test_many_long_words_share_what_there_is() -> None:
    assert widths(Table(("A",) * 8, (("Familieafdelingens",) * 8,))) == (21,) * 8


def test_a_table_without_rows_has_the_room_of_its_headers() -> None:
    assert widths(Table(("Forvaltning", "Kl."), ())) == (14, 9)


@pytest.mark.parametrize("last", [Bullets(("Punkt",)), Pairs((("Min Plan", "I dag"),))], ids=["list", "pairs"])
@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
def test_the_last_words_and_signatures_have_a_heading_on_their_page(last: Part, signed: bool) -> None:
    parts = (Heading(1, "Sidste afsnit"), last, *((Signatures(("Borger", "Virksomhed")),) if signed else ()))
    seen = set()
    for lines in range(20, 45):
        filler = Pairs(tuple((f"Nr. {line}", "x") for line in range(lines)))
        pages = [page.extract_text() for page in PdfReader(BytesIO(to_pdf(document(filler, *parts)).data)).pages]
        seen.add(len(pages))
        closing = [number for number, page in enumerate(pages) if "Kommunens eget" in page]
        assert ["Sidste afsnit" in pages[number] for number in closing] == [True], lines
    assert seen == {1, 2}


def test_words_that_fit_their_column_are_not_parted() -> None:
    table = Table(("Deltager", "Har fået", "Hvordan", "Hvornår"), ((LONG, LONG, "ikke udfyldt", "Ikke sendt endnu"),))
    written = PdfReader(BytesIO(to_pdf(document(table)).data)).pages[0].extract_text()
    for word in ("udfyldt", "endnu", "repræsentant", "Sundhedscenter"):
        assert word in written.split()


def test_a_word_that_no_column_has_room_for_is_parted() -> None:
    word = "Beskæftigelsesministeriets"
    table = Table(("A", "B", "C", "D", "E"), ((word, LONG, LONG, LONG, LONG),))
    written = PdfReader(BytesIO(to_pdf(document(table)).data)).pages[0].extract_text()
    assert word not in written.split()
    assert "Beskæftigel" in written

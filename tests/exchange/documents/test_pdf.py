"""PDF: tagged and archivable, the same bytes every time, and no text can stop it."""

import subprocess
import sys
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from broker_tui.exchange.documents import pdf
from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.documents.parts import Bullets, Heading, Note, Pairs, Paragraph, Table, settled, texts
from broker_tui.exchange.documents.pdf import to_pdf
from tests.exchange.documents.readers import assert_read_in_order, pdf_text, squeezed, structure
from tests.exchange.documents.samples import CONTROLS, FOREIGN, HOSTILE, sample


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(sample()).data


def test_every_text_is_read_in_order(made: bytes) -> None:
    assert_read_in_order(pdf_text(made), texts(sample()))


def test_it_claims_both_standards(made: bytes) -> None:
    root = PdfReader(BytesIO(made)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2<" in metadata
    assert "<pdfaid:conformance>A<" in metadata
    assert "<pdfuaid:part>1<" in metadata
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "da-DK"  # type: ignore[index]


def test_its_properties_name_the_document_and_no_person(made: bytes) -> None:
    properties = PdfReader(BytesIO(made)).metadata
    assert properties is not None
    assert properties.title == "Aftaledokument fra step-up"
    assert properties.creation_date == sample().made_on
    assert "Ørsted" not in str(properties)


def test_its_structure_is_told(made: bytes) -> None:
    tags = structure(made)
    assert [tag for tag in tags if tag in {"H1", "H2"}] == ["H1", "H1", "H2", "H1", "H1"]
    assert tags.count("TH") == 4
    assert tags.count("TD") == 8
    assert tags.count("Lbl") == 4 + 2 + 2
    assert tags.count("L") == 4


def test_it_is_the_same_bytes_in_another_run_of_the_program() -> None:
    code = (
        "from hashlib import sha256; from broker_tui.exchange.documents.pdf import to_pdf;"
        "from tests.exchange.documents.samples import sample; print(sha256(to_pdf(sample()).data).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == sha256(to_pdf(sample()).data).hexdigest()


def test_another_version_is_another_file(made: bytes) -> None:
    assert to_pdf(sample(version=4)).data != made


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stands_as_written(text: str) -> None:
    document = sample(Heading(1, "Felter"), Paragraph(text), Note(text), Pairs((("Felt", text),)), Bullets((text,)))
    done = to_pdf(document)
    assert done.missing == ()
    assert_read_in_order(pdf_text(done.data), texts(document))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stands_in_tables(text: str) -> None:
    done = to_pdf(sample(Heading(1, text), Table(("A", "B"), ((text[:400], "virksomhedskonsulent"),))))
    cell = settled(sample(Paragraph(text[:400]))).parts[0]
    assert isinstance(cell, Paragraph)
    # Cells beside each other may be read line by line: what counts is that no sign is lost.
    left = squeezed(pdf_text(done.data))
    assert not set(squeezed(cell.text)) - set(left)
    assert len(left) >= len(squeezed(cell.text)) * 2


@pytest.mark.parametrize("text", CONTROLS.values(), ids=CONTROLS)
def test_control_characters_are_made_visible(text: str) -> None:
    document = sample(Paragraph(text))
    assert_read_in_order(pdf_text(to_pdf(document).data), texts(document))


@pytest.mark.parametrize(
    ("text", "missing", "shown"),
    [
        (
            "godt 😀 gået 👩‍👩‍👧",
            ("👧", "👩", "😀"),
            "godt [tegn U+1F600] gået [tegn U+1F469][tegn U+1F469][tegn U+1F467]",
        ),
        ("漢字 og あ", ("あ", "字", "漢"), "[tegn U+6F22][tegn U+5B57] og [tegn U+3042]"),
        ("privat \ue000", ("\ue000",), "privat [tegn U+E000]"),
        ("hjerte ❤️", (), "hjerte ❤"),
    ],
)
def test_signs_without_a_font_are_shown_by_number_and_told(text: str, missing: tuple[str, ...], shown: str) -> None:
    done = to_pdf(sample(Heading(1, "Note"), Paragraph(text)))
    assert done.missing == missing
    assert squeezed(shown) in squeezed(pdf_text(done.data))
    metadata = PdfReader(BytesIO(done.data)).trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    assert b"<pdfuaid:part>1<" in metadata


@pytest.mark.parametrize("name", ["arabic", "hebrew", "ukrainian"])
def test_other_alphabets_print(name: str) -> None:
    done = to_pdf(sample(Paragraph(f"Far hedder {FOREIGN[name]} til fornavn")))
    assert done.missing == ()
    assert "Far hedder" in pdf_text(done.data)
    assert set(FOREIGN[name]) <= set(pdf_text(done.data))


def test_every_page_says_which_it_is() -> None:
    pages = PdfReader(BytesIO(to_pdf(sample(Paragraph(HOSTILE["long"] * 2))).data)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Side {number} af {len(pages)}" in text
        assert "Aftaledokument fra step-up · Version 3, 21. november 2026" in text


def test_headers_of_a_table_stand_on_every_page() -> None:
    rows = tuple((f"Aftale {number}", "Jobformidler") for number in range(120))
    pages = PdfReader(BytesIO(to_pdf(sample(Table(("Aftalt", "Sikres af"), rows))).data)).pages
    assert len(pages) > 2
    assert all("Sikres af" in page.extract_text() for page in pages)


def test_a_document_may_be_in_english() -> None:
    done = to_pdf(sample(language="en"))
    assert PdfReader(BytesIO(done.data)).trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]
    assert "Page 1 of 1" in PdfReader(BytesIO(done.data)).pages[0].extract_text()


def test_thousands_of_signs_without_a_font_are_all_told() -> None:
    signs = "".join(chr(0x4E00 + number) for number in range(3000)) + "".join(chr(0x1F300 + n) for n in range(200))
    assert "".join(to_pdf(sample(Paragraph(f"æøå {signs}"))).missing) == signs


def test_without_the_font_of_the_package_another_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_FONT_PACKAGE", "no_such_package")
    pdf._fonts.cache_clear()
    try:
        assert_read_in_order(pdf_text(to_pdf(sample()).data), texts(sample()))
    finally:
        pdf._fonts.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "a\u064d",
        "\u0605\u0651",
        "\u04f2\u0486",
        "a\u0952b",
        "\u0644" * 90,
        "م" + "\u034c" * 40,
        "\u0e01\u0651 \U000fff07\u064c",
    ],
)
def test_signs_that_do_not_belong_together_still_print(text: str) -> None:
    done = to_pdf(sample(Heading(1, text), Paragraph(f"før {text} efter"), Table((text, "b"), ((text, text),))))
    assert "før" in pdf_text(done.data)
    assert "efter" in pdf_text(done.data)


def test_a_compiler_that_gives_up_is_told_without_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    class PanicException(BaseException):
        pass

    def give_up(*_: object, **__: object) -> bytes:
        raise PanicException("hemmelig")

    monkeypatch.setattr(typst, "compile", give_up)
    with pytest.raises(DocumentError) as caught:
        to_pdf(sample(Paragraph("Київ")))
    assert caught.value.code == "pdf_failed"
    assert caught.value.__context__ is None


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_prints(text: str) -> None:
    document = sample(Heading(1, text), Paragraph(text), Pairs(((text, text),)), Table(("A",), ((text,),)))
    assert PdfReader(BytesIO(to_pdf(document).data)).pages

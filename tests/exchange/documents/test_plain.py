"""Plain text: everything is read, in order, without drawing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker_tui.exchange.documents.parts import Bullets, Heading, Pairs, Paragraph, Table, settled, stamp, texts
from broker_tui.exchange.documents.plain import to_text
from tests.exchange.documents.readers import assert_read_in_order, squeezed
from tests.exchange.documents.samples import CONTROLS, FOREIGN, HOSTILE, sample


def test_the_whole_sample() -> None:
    assert to_text(sample()).startswith(
        "Aftaledokument fra step-up\n"
        "Efter den tværfaglige samtale\n"
        "Åse Ørsted\n"
        "Version 3, 21. november 2026\n\n"
        "Bemærk: Målet er job: køkkenmedhjælper på ordinære vilkår.\n\n\n"
        "Hvem skemaet handler om\n\n"
        "Borger: Åse Ørsted\n"
        "Hvem har hjulpet? Sagsbehandler og jobformidler\n"
        "Netværk: ikke udfyldt\n"
    )


def test_rows_are_read_with_their_headers() -> None:
    assert (
        "Nr. 2 af 2\nHvad: Støttekontaktperson\nHvem sikrer: Sagsbehandler\n"
        "Hvem følger op: ikke udfyldt\nHvornår: ikke udfyldt\n"
    ) in to_text(sample())


def test_lists_are_numbered_or_not() -> None:
    assert "- Møde i jobcentret\n- Besøg hos Café Gran – pris 100 €\n\n1. Først dette\n2. Så dette" in to_text(sample())


def test_every_text_of_the_sample_is_read_in_order() -> None:
    assert_read_in_order(to_text(sample()), [text for text in texts(sample()) if text not in sample_headers()])


def sample_headers() -> set[str]:
    return {header for part in sample().parts if isinstance(part, Table) for header in part.headers}


@pytest.mark.parametrize("text", [*HOSTILE.values(), *FOREIGN.values()], ids=[*HOSTILE, *FOREIGN])
def test_hostile_text_stands_as_written(text: str) -> None:
    document = sample(Paragraph(text), Pairs((("Felt", text),)), Bullets((text,)), Table(("A",), ((text,),)))
    assert squeezed(to_text(document)).count(squeezed(settled(sample(Paragraph(text))).parts[0].text)) == 4  # type: ignore[union-attr]


@pytest.mark.parametrize("text", CONTROLS.values(), ids=CONTROLS)
def test_control_characters_are_made_visible(text: str) -> None:
    written = to_text(sample(Heading(1, text), Paragraph(text)))
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]", written) == []
    assert written.count("[tegn U+") >= 2
    assert written.encode()


def test_a_direction_override_cannot_turn_a_line_around() -> None:
    assert "ab c" in to_text(sample(Paragraph("a\u202eb\u2066 c")))


def test_lines_are_broken_at_the_width_and_addresses_are_not() -> None:
    address = HOSTILE["address"]
    written = to_text(sample(Paragraph(f"{HOSTILE['long']} {address}"), Pairs((("Felt", HOSTILE["long"]),))), width=60)
    assert [line for line in written.splitlines() if len(line) > 60] == [address]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Paragraph(" \n "), "ikke udfyldt"),
        (Bullets(()), "ikke udfyldt"),
        (Table(("Hvad",), ()), "ikke udfyldt"),
        (Pairs((("Felt", ""),)), "Felt: ikke udfyldt"),
        (Pairs(()), "ikke udfyldt"),
        (Paragraph("\u200b\u00ad"), "ikke udfyldt"),
    ],
)
def test_what_is_empty_says_so(part: Paragraph | Bullets | Table | Pairs, expected: str) -> None:
    assert to_text(sample(part, footer="")).endswith(f"\n\n{expected}\n")


def test_without_a_version_the_day_stands_alone() -> None:
    assert stamp(sample(version=None)) == "21. november 2026"
    assert stamp(sample(language="en")) == "Version 3, 21 November 2026"


@given(st.lists(st.text(max_size=200), min_size=1, max_size=6))
def test_any_text_is_read(written: list[str]) -> None:
    document = sample(*(Paragraph(text) for text in written), Pairs(tuple(("Felt", text) for text in written)))
    assert_read_in_order(to_text(document), texts(document))
    assert to_text(document).encode()

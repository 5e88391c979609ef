"""A document with every kind of part, and texts that would break a careless writer."""

from datetime import UTC, datetime

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
)

MADE = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)

PARTS: tuple[Part, ...] = (
    Note("Målet er job: køkkenmedhjælper på ordinære vilkår."),
    Heading(1, "Hvem skemaet handler om"),
    Pairs((("Borger", "Åse Ørsted"), ("Hvem har hjulpet?", "Sagsbehandler og jobformidler"), ("Netværk", ""))),
    Heading(1, "Helbred"),
    Heading(2, "Udfordringer"),
    Paragraph("Rygsmerter siden 2019.\nKan stå op i to timer – derefter pause (ca. 10 minutter)."),
    Pairs((("Behov for støtte", "Ja\n\nBorgeren ønsker hjælp til helbredsmestring."),)),
    Heading(1, "Aftaler"),
    Table(
        ("Hvad", "Hvem sikrer", "Hvem følger op", "Hvornår"),
        (
            ("Pause hver anden time", "Jobformidler", "Bo Ædelsten", "3. december 2026"),
            ("Støttekontaktperson", "Sagsbehandler", "", ""),
        ),
    ),
    Heading(1, "Næste skridt"),
    Bullets(("Møde i jobcentret", "Besøg hos Café Gran – pris 100 €")),
    Bullets(("Først dette", "Så dette"), numbered=True),
    Signatures(("Borger", "Sagsbehandler")),
)


def sample(*parts: Part, **fields: object) -> Document:
    """Return a document with every part, or with the parts given."""
    plain = Document(
        kind="agreement",
        title="Aftaledokument fra step-up",
        subtitle="Efter den tværfaglige samtale",
        subject="Åse Ørsted",
        made_on=MADE,
        version=3,
        parts=parts or PARTS,
        footer="Kommunens eget skema.",
    )
    import dataclasses

    return dataclasses.replace(plain, **fields)  # type: ignore[arg-type]


HOSTILE = {
    "markup": "[b]fed[/b] [/] & [link=x]",
    "typst": '#panic("x") *fed* _k_ @ref $x$ `code` #import "y" = ikke overskrift \\ ~ -- --- /* ikke */ // nej',
    "xml": "<w:p>&amp;</w:p> <&> ]]> <!-- -->",
    "quotes": "\"citat\" 'enkelt' ... -> != (c)",
    "long": "Hun møder hver dag og tager bussen hjem igen. " * 217,
    "word": "æ" * 500,
    "address": "https://www.eksempel.dk/" + "sti/" * 60,
    "combining": "Rose\u0301 fra A\u030arhus",
    "lines": "første\r\nanden\rtredje\n\n\nfjerde",
    "spaces": "  to   mellemrum  ",
    "brackets": "{ægte} {0} %s ${x}",
    "list": "- ikke punkt\n1. ikke tal\n= ikke overskrift",
    "vietnamese": "Nguyễn Thị Ánh, Łódź, Şükrü, Žižek, Ðặng",
}
"""Texts that the font holds and that must print as they stand."""

FOREIGN = {
    "emoji": "godt 😀 gået 👩‍👩‍👧",
    "chinese": "漢字 og あ",
    "arabic": "محمد علي",
    "hebrew": "שלום",
    "ukrainian": "Київ",
}
"""Texts that a font may lack."""

CONTROLS = {
    "nul": "før\x00efter",
    "escape": "\x1b[31mrød\x1b[0m",
    "bell": "a\x07b\x7fc\x9f",
    "noncharacter": "a\ufffe\uffffb",
    "surrogate": "a\ud800b",
}
"""Signs that are no text: shown as `[tegn U+0000]`."""

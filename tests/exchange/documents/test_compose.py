"""What each kind of document says: every section, nothing that is hidden, no number that was not asked for."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from broker_tui.domain.codes import Group, Level, PlacementKind
from broker_tui.domain.codes_step_up import DocumentKind, ParticipantRole
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.facts import Facts
from broker_tui.domain.finding import Finding
from broker_tui.domain.form_spec import form_spec
from broker_tui.domain.steps import step_progress
from broker_tui.exchange.documents.compose.agreement import agreement
from broker_tui.exchange.documents.compose.meeting import agenda, invitation
from broker_tui.exchange.documents.compose.placement import placement_agreement
from broker_tui.exchange.documents.compose.preparation import preparation
from broker_tui.exchange.documents.compose.read_aloud import read_aloud
from broker_tui.exchange.documents.compose.status import status
from broker_tui.exchange.documents.parts import Bullets, Document, Heading, Note, Pairs, Signatures, Table, texts
from broker_tui.exchange.documents.pdf import to_pdf
from broker_tui.exchange.documents.plain import to_text
from broker_tui.i18n import load_words
from tests.exchange.documents import people as house

WORDS = load_words("da")

COMPOSED: dict[DocumentKind, Callable[[Any], Document]] = {
    DocumentKind.PREPARATION: lambda words: preparation(house.prepared(), words),
    DocumentKind.AGREEMENT: lambda words: agreement(house.agreed(), words),
    DocumentKind.AGENDA: lambda words: agenda(house.meeting_content(), words),
    DocumentKind.READ_ALOUD: lambda words: read_aloud(house.prepared(), words),
    DocumentKind.INVITATION: lambda words: invitation(house.meeting_content(), words),
    DocumentKind.PLACEMENT_AGREEMENT: lambda words: placement_agreement(house.placed(), words),
    DocumentKind.STATUS: lambda words: status(house.standing(), words),
}


def test_every_kind_is_composed() -> None:
    assert set(COMPOSED) == set(DocumentKind)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", DocumentKind)
def test_no_words_are_missing(kind: DocumentKind, language: str) -> None:
    assert [text for text in texts(COMPOSED[kind](load_words(language))) if "⟨" in text] == []


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_small_print_says_whose_document_it_is(kind: DocumentKind) -> None:
    document = COMPOSED[kind](WORDS)
    assert document.footer.startswith("Kommunens eget")
    assert not any("STAR" in text for text in texts(document))


@pytest.mark.parametrize("kind", DocumentKind)
def test_nothing_private_is_printed_unasked(kind: DocumentKind) -> None:
    printed = to_text(COMPOSED[kind](WORDS))
    for private in (house.SECRET, "610180", "1234-", "Hemmelig", "Privat bemærkning"):
        assert private not in printed


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_number_stands_there_when_it_is_asked_for_and_never_in_the_title(kind: DocumentKind) -> None:
    file = house.step_up_file(with_cpr=True)
    asked: dict[DocumentKind, Callable[[], Document]] = {
        DocumentKind.PREPARATION: lambda: preparation(house.prepared()._replace(file=file), WORDS),
        DocumentKind.AGREEMENT: lambda: agreement(house.agreed()._replace(file=file), WORDS),
        DocumentKind.AGENDA: lambda: agenda(house.meeting_content(file=file), WORDS),
        DocumentKind.READ_ALOUD: lambda: read_aloud(house.prepared()._replace(file=file), WORDS),
        DocumentKind.INVITATION: lambda: invitation(house.meeting_content(file=file), WORDS),
        DocumentKind.PLACEMENT_AGREEMENT: lambda: placement_agreement(house.placed()._replace(with_cpr=True), WORDS),
        DocumentKind.STATUS: lambda: status(house.standing(with_cpr=True), WORDS),
    }
    document = asked[kind]()
    assert document.subject == "Åse Ørsted, CPR-nr. 610180-1234"
    assert "Ørsted" not in document.title


@pytest.mark.parametrize("kind", [DocumentKind.PREPARATION, DocumentKind.AGREEMENT, DocumentKind.READ_ALOUD])
def test_forms_name_their_version_and_its_day(kind: DocumentKind) -> None:
    assert "Version 3, 21. november 2026" in texts(COMPOSED[kind](WORDS))


@pytest.mark.parametrize("kind", [DocumentKind.AGENDA, DocumentKind.AGREEMENT])
def test_the_job_goal_stands_on_top(kind: DocumentKind) -> None:
    first = COMPOSED[kind](WORDS).parts[0]
    assert isinstance(first, Note)
    assert house.GOAL in first.text


def headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def test_every_section_is_printed_even_where_nothing_is_asked() -> None:
    empty: dict[str, object] = dict.fromkeys(house.PREPARED)
    document = preparation(house.prepared(empty), WORDS)
    sections = [WORDS(f"form.section.{name}") for name in form_spec(PreparationEntry).sections]
    assert [text for text in headings(document) if text in sections] == sections
    after = {
        part.text: document.parts[place + 1] for place, part in enumerate(document.parts) if isinstance(part, Heading)
    }
    assert after[WORDS("form.section.health")].text == "Ikke aktuelt for borgeren."  # type: ignore[union-attr]


def test_what_is_empty_says_so() -> None:
    printed = to_text(preparation(house.prepared(), WORDS))
    assert f"{WORDS('form.preparation.cooperation_reason.label')}" in printed
    assert "ikke udfyldt" in printed


def test_health_text_after_a_no_is_not_printed() -> None:
    yes = to_text(preparation(house.prepared({"health_clarification": True}), WORDS))
    assert house.SECRET in yes
    no = to_text(preparation(house.prepared({"challenge_health": False}), WORDS))
    assert "Rygsmerter" not in no
    assert "Hold på" not in no


def test_a_draft_says_that_the_citizen_has_not_approved_it() -> None:
    draft = preparation(house.prepared(approved_on=None), WORDS)
    assert draft.parts[0] == Note("Udkast. Borgeren har ikke godkendt skemaet endnu.")
    assert not any(isinstance(part, Note) for part in preparation(house.prepared(), WORDS).parts)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (None, "Der er ikke indhentet samtykke"),
        ({"refused": True}, "Borgeren har ikke givet samtykke (3. november 2026)"),
        ({"withdrawn_on": house.TODAY}, "Trukket tilbage 22. november 2026"),
        ({}, "Givet skriftligt 3. november 2026"),
    ],
)
def test_consent_is_told_as_it_stands(fields: dict[str, Any] | None, said: str) -> None:
    file = house.step_up_file(consent=None if fields is None else house.consent(**fields))
    assert said in to_text(preparation(house.prepared()._replace(file=file), WORDS))


def tables(document: Document) -> list[Table]:
    return [part for part in document.parts if isinstance(part, Table)]


def test_participants_say_why_and_how_the_material_reached_them() -> None:
    document = preparation(house.prepared(), WORDS)
    invited, met, sent = tables(document)[-3:]
    assert [row[0] for row in invited.rows] == [
        "Borger",
        "Sagsbehandler",
        "Sundhedsfaglig repræsentant",
        "Person fra netværket",
    ]
    assert invited.rows[2] == ("Sundhedsfaglig repræsentant", "Lise Holm", "Sundhedscentret", "Helbred")
    assert met.rows == (("Torsdag 3. december 2026", "10:00", "Jobcentret, lokale 4"),)
    assert sent.rows[0] == (
        "Borger: Åse Ørsted",
        "Forberedelsesskema, Min Plan og CV og jobmål",
        "Sikker mail",
        "21. november 2026",
    )
    assert sent.rows[2][1:] == ("", "", "Ikke sendt endnu")


def test_agreed_rows_name_who_ensures_and_who_follows_up() -> None:
    (considerations,) = [table for table in tables(agreement(house.agreed(), WORDS)) if table.rows]
    assert considerations.rows == (("Pause hver anden time", "Jobformidler", "Virksomhed: Pia Kok", "4. januar 2027"),)


def test_ids_of_what_is_gone_are_not_printed() -> None:
    printed = to_text(agreement(house.agreed(), WORDS))
    assert "gone" not in printed
    assert "1. samtale 3. december 2026" in printed


def test_lines_to_sign_on_are_printed_on_request() -> None:
    def signed(document: Document) -> bool:
        return any(isinstance(part, Signatures) for part in document.parts)

    assert signed(agreement(house.agreed(), WORDS))
    assert not signed(agreement(house.agreed({"signatures": False}), WORDS))


def test_an_own_form_prints_its_own_words() -> None:
    from dataclasses import replace

    content = house.prepared()
    spec = content.spec
    fields = tuple(replace(one, label="Dit jobønske") if one.name == "job_goal" else one for one in spec.fields)
    own = replace(spec, fields=fields, section_labels={"goal": "Om dig"})
    document = preparation(content._replace(spec=own, form_name="Vejles skema"), WORDS)
    assert "Om dig" in headings(document)
    assert f"Dit jobønske: {house.GOAL}" in to_text(document)
    assert document.subtitle == "Vejles skema"


def test_reading_aloud_needs_no_table_and_its_numbers_run_on() -> None:
    document = read_aloud(house.prepared(), WORDS)
    assert tables(document) == []
    expected = 1
    for part in document.parts:
        assert not isinstance(part, Pairs)
        if isinstance(part, Bullets):
            assert (part.numbered, part.first) == (True, expected)
            expected += len(part.items)
    assert expected > 20


def test_reading_aloud_gives_the_same_information_as_the_form() -> None:
    content = house.prepared()
    spoken = to_text(read_aloud(content, WORDS), width=1000)
    form = preparation(content, WORDS)
    for part in form.parts:
        for label, value in part.pairs if isinstance(part, Pairs) else ():
            if label not in {"Jobformidler", "Sagsbehandler", "Godkendt af borgeren"}:
                assert all(line in spoken for line in (value or "ikke udfyldt").split("\n")), label
    for row in tables(form)[0].rows:
        assert all(cell in spoken for cell in row)


def test_an_invitation_speaks_to_the_one_it_is_for() -> None:
    people = {one.role: one for one in house.participants()}
    to_her = to_text(invitation(house.meeting_content(recipient=people[ParticipantRole.CITIZEN]), WORDS))
    to_health = to_text(invitation(house.meeting_content(recipient=people[ParticipantRole.HEALTH]), WORDS))
    assert "den holdes ikke uden dig" in to_her
    assert "step-up for Åse Ørsted" in to_health
    assert "Til: Sundhedsfaglig repræsentant: Lise Holm, Sundhedscentret" in to_health


def test_an_invitation_tells_nothing_of_her_challenges() -> None:
    assert "Ryggen" not in to_text(invitation(house.meeting_content(), WORDS))


def test_an_agenda_asks_about_health_only_where_health_stands_in_the_way() -> None:
    content = house.meeting_content()
    assert "Spørgsmål om helbred" in headings(agenda(content, WORDS))
    assert "Spørgsmål om familie" not in headings(agenda(content, WORDS))
    changed = content.file.step_up.model_copy(update={"challenge_health": False, "challenge_family": True})
    other = agenda(content._replace(file=content.file._replace(step_up=changed)), WORDS)
    assert "Spørgsmål om helbred" not in headings(other)
    assert "Spørgsmål om familie" in headings(other)


def test_an_internship_names_its_purpose_and_paid_hours_do_not() -> None:
    practice = to_text(placement_agreement(house.placed(), WORDS))
    paid = to_text(placement_agreement(house.placed(kind=PlacementKind.PAID_HOURS, purpose=None), WORDS))
    for text in ("Opnåelse af løntimer", "Aftalen i VITAS", "Betjene kassen"):
        assert text in practice
        assert text not in paid
    assert "Aftalen i Min Plan" in paid
    assert "Hver uge indtil 10. januar 2027" in paid


def test_where_paid_hours_never_come_the_next_workplace_stands_there() -> None:
    plan = {"paid_hours_possible": False, "next_workplace_plan": "Kantinen på havnen"}
    printed = to_text(placement_agreement(house.placed(**plan), WORDS))
    assert "Kantinen på havnen" in printed
    assert "efter jul" not in printed


def test_considerations_of_a_step_up_stand_in_the_agreement_with_the_company() -> None:
    assert "Hensyn, der er aftalt i step-up\n\n- Pause hver anden time" in to_text(
        placement_agreement(house.placed(), WORDS)
    )


def full_status() -> Document:
    from broker_tui.config.programmes import load_programmes

    facts = Facts(id="x", edition="fsm3", enrolled_on=house.TODAY, birth_date=house.TODAY)
    steps = step_progress(facts, load_programmes()["fsm3"], house.TODAY)
    finding = Finding("no_broker", Level.OVERDUE, "R60", since=house.TODAY, params={"days": 3})
    info = Finding("no_caseworker", Level.INFO, "R65")
    task = house.standing().tasks[0]
    tasks = tuple(task.model_copy(update={"id": f"t{n}", "text": f"Opgave {n} med en del ord"}) for n in range(30))
    return status(
        house.standing(group=Group.INTERVENTION, steps=steps, findings=(finding,) * 20 + (info,), tasks=tasks), WORDS
    )


def test_a_status_fits_on_one_page() -> None:
    document = full_status()
    assert len(PdfReader(BytesIO(to_pdf(document).data)).pages) == 1
    assert "og 15 mere" in to_text(document)


def test_a_status_tells_what_is_open_and_when_they_spoke_but_not_of_what() -> None:
    printed = to_text(status(house.standing(), WORDS))
    assert "Hensyn: Pause hver anden time (jobformidler) (senest 20. december 2026)" in printed
    assert "Rygskole" not in printed
    assert printed.count("sms, talt sammen") == 4
    assert "Café Gran, virksomhedspraktik, fra 7. december 2026" in printed


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_can_be_set_twice_to_the_same_bytes(kind: DocumentKind) -> None:
    assert to_pdf(COMPOSED[kind](WORDS)) == to_pdf(COMPOSED[kind](WORDS))

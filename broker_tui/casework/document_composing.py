"""Each kind of document composed from what a case holds for it."""

from typing import TYPE_CHECKING

from broker_tui.casework import document_content as content
from broker_tui.casework.desk import Desk
from broker_tui.casework.document_content import FORM_OF, OF_MEETING, Source
from broker_tui.domain.codes_step_up import DocumentKind, DocumentRecipient

if TYPE_CHECKING:
    from broker_tui.exchange.documents.parts import Document
    from broker_tui.i18n import Words


def compose(
    desk: Desk,
    citizen_id: str,
    kind: DocumentKind,
    target_id: str | None = None,
    *,
    version: int | None = None,
    with_cpr: bool = False,
    recipient: DocumentRecipient = DocumentRecipient.PARTICIPANTS,
) -> "Document":
    """Return a document in Danish; whether it may be printed is another question.

    Raises:
        Refused: there is nothing to make it of: no step-up, no saved version, no meeting, no placement.
        StoreError: there is no such citizen.
    """
    source = content.source_of(desk, citizen_id)
    if kind in FORM_OF:
        return _form(source, kind, target_id, version, with_cpr=with_cpr)
    if kind in OF_MEETING:
        return _meeting(source, kind, target_id, recipient, with_cpr=with_cpr)
    if kind is DocumentKind.PLACEMENT_AGREEMENT:
        return _placement(source, target_id, with_cpr=with_cpr)
    return _status(source, with_cpr=with_cpr)


def _form(
    source: Source, kind: DocumentKind, target_id: str | None, version: int | None, *, with_cpr: bool
) -> "Document":
    from broker_tui.exchange.documents.compose.agreement import agreement
    from broker_tui.exchange.documents.compose.preparation import preparation
    from broker_tui.exchange.documents.compose.read_aloud import read_aloud

    composers = {
        DocumentKind.PREPARATION: preparation,
        DocumentKind.READ_ALOUD: read_aloud,
        DocumentKind.AGREEMENT: agreement,
    }
    given = content.form_content(source, kind, target_id, version, with_cpr=with_cpr)
    return composers[kind](given, _danish())


def _meeting(
    source: Source, kind: DocumentKind, target_id: str | None, recipient: DocumentRecipient, *, with_cpr: bool
) -> "Document":
    from broker_tui.exchange.documents.compose.meeting import MeetingContent, agenda, invitation

    step_up = content.step_up_of(source, target_id)
    given = MeetingContent(
        file=content.file_of(source, step_up, None, with_cpr=with_cpr),
        meeting=content.meeting_of(source, step_up, target_id),
        job_goal=content.goal_of(source),
        made_on=source.made_on,
        recipient=content.recipient_of(source, step_up, target_id, recipient),
    )
    return (agenda if kind is DocumentKind.AGENDA else invitation)(given, _danish())


def _placement(source: Source, target_id: str | None, *, with_cpr: bool) -> "Document":
    from broker_tui.exchange.documents.compose.placement import PlacementContent, placement_agreement
    from broker_tui.store.companies import read_companies

    placement = content.placement_of(source, target_id)
    company_id = placement.company_id
    companies = read_companies(source.desk.store, [company_id]) if company_id is not None else ()
    given = PlacementContent(
        citizen=source.case.citizen,
        placement=placement,
        company=companies[0] if companies else None,
        job_goal=content.goal_of(source),
        broker=content.broker_of(source),
        considerations=content.considerations_of(source, placement),
        made_on=source.made_on,
        with_cpr=with_cpr,
    )
    return placement_agreement(given, _danish())


def _status(source: Source, *, with_cpr: bool) -> "Document":
    from broker_tui.casework.page import read_page
    from broker_tui.exchange.documents.compose.status import StatusContent, status

    page = read_page(source.desk, source.citizen_id)
    given = StatusContent(
        citizen=source.case.citizen,
        today=source.desk.today,
        made_on=source.made_on,
        group=page.row.group,
        broker=content.broker_of(source),
        caseworker=content.caseworker_of(source),
        job_goal=content.goal_of(source),
        steps=page.steps,
        findings=page.overview.findings[source.citizen_id],
        tasks=source.case.tasks,
        items=source.case.agreed_items,
        placements=source.case.placements,
        contacts=source.case.contacts,
        with_cpr=with_cpr,
    )
    return status(given, _danish())


def _danish() -> "Words":
    """Return the words of documents: they are read in Denmark, whatever the language of the program."""
    from broker_tui.i18n import load_words

    return load_words("da")

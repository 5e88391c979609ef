"""Documents about a citizen: composed from the case, printed only for those who may have them, every print journalled.

A database that cannot be written to cannot be printed from either: the print could not be journalled. What is shown on
the screen is no print.
"""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from broker_tui.casework import document_content as content
from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.document_composing import compose
from broker_tui.casework.document_content import FORM_OF, OF_MEETING, OF_STEP_UP
from broker_tui.domain.codes_step_up import DocumentKind, DocumentRecipient
from broker_tui.domain.finding import Problem

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.exchange.documents.formats import DocumentFormat
    from broker_tui.exchange.documents.parts import Document

__all__ = [
    "Offer",
    "Ordered",
    "Wanted",
    "Written",
    "compose",
    "hand_out",
    "kinds_for",
    "may_print",
    "write_document",
    "write_document_as",
]

_NEVER_HERS: Final = frozenset({DocumentKind.READ_ALOUD})
"""Documents that are for others by their nature, whoever they are said to be for."""


class Wanted(Protocol):
    """A document that somebody wants; without target or version the one at hand, the newest."""

    @property
    def citizen_id(self) -> str:
        """Whom it is about."""

    @property
    def kind(self) -> DocumentKind:
        """What it is."""

    @property
    def target_id(self) -> str | None:
        """What it is about: a version of a form, a step-up, a meeting, a participant or a placement."""

    @property
    def version(self) -> int | None:
        """The number of the form's version."""


class Ordered(NamedTuple):
    """A document that somebody wants, as `Wanted` describes it."""

    citizen_id: str
    kind: DocumentKind
    target_id: str | None = None
    version: int | None = None


class Offer(NamedTuple):
    """A document that can be made.

    Attributes:
        kind: what it is.
        target_id: what it is about: a version, a meeting or a placement; None for the citizen as such.
        version: the number of the form's version.
    """

    kind: DocumentKind
    target_id: str | None = None
    version: int | None = None


class Written(NamedTuple):
    """A document that was saved.

    Attributes:
        path: where it lies.
        sha256: of the file, as the journal has it.
        missing: the signs that no font holds, which stand there as their numbers.
    """

    path: Path
    sha256: str
    missing: tuple[str, ...] = ()

    @property
    def replaced(self) -> int:
        """How many different signs stand there as their numbers."""
        return len(self.missing)


def kinds_for(case: "Case", today: date) -> tuple[Offer, ...]:
    """Return the documents that can be made about a citizen, each about what is at hand."""
    source = content.held(case, today)
    found: list[Offer] = [Offer(DocumentKind.STATUS)]
    for kind in FORM_OF:
        try:
            version = content.version_of(source, kind, None, None)
        except Refused:
            continue
        found.append(Offer(kind, version.id, version.number))
    for kind in sorted(OF_MEETING):
        try:
            found.append(Offer(kind, content.meeting_of(source, content.step_up_of(source, None), None).id))
        except Refused:
            continue
    placements = sorted(case.placements, key=lambda one: (one.started_on, one.id), reverse=True)
    found += [Offer(DocumentKind.PLACEMENT_AGREEMENT, one.id) for one in placements]
    order = list(DocumentKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def may_print(
    desk: Desk,
    citizen_id: str,
    kind: DocumentKind,
    recipient: DocumentRecipient | str,
    target_id: str | None = None,
) -> tuple[Problem, ...]:
    """Return what forbids a document to be printed: nothing of a step-up goes to others without her consent (R159).

    Her own copies, the status page and the agreement with a company ask for none; what is read aloud on the telephone
    always does.

    Raises:
        StoreError: there is no such citizen.
    """
    own = DocumentRecipient(recipient) is DocumentRecipient.CITIZEN and kind not in _NEVER_HERS
    if kind not in OF_STEP_UP or own:
        return ()
    source = content.source_of(desk, citizen_id)
    try:
        step_up = content.step_up_of(source, target_id)
    except Refused as refused:
        return refused.problems
    answer, consent = content.answer_of(source, step_up)
    if consent is None:
        return (Problem("recipient", "print_without_consent"),)
    if answer.refused:
        return (Problem("recipient", "print_consent_refused", {"on": answer.on}),)
    if answer.withdrawn_on is not None:
        return (Problem("recipient", "print_consent_withdrawn", {"on": answer.withdrawn_on}),)
    if not consent.scope.strip():
        return (Problem("recipient", "print_consent_without_scope"),)
    return ()


def write_document(
    desk: Desk,
    wanted: Wanted,
    file_format: "DocumentFormat | str",
    folder: Path,
    *,
    recipient: DocumentRecipient | str,
    with_cpr: bool = False,
) -> Written:
    """Save a document in a folder under a name of its own, readable by the user alone, and journal the print.

    Raises:
        Refused: she has not consented, or there is nothing to make it of.
        DocumentError: the file cannot be made or saved.
        StoreError: the print cannot be journalled; then no file is left.
    """
    from broker_tui.exchange.documents.write import file_name, save_document

    made = _made(desk, wanted, str(file_format), DocumentRecipient(recipient), with_cpr=with_cpr)
    person = the_case(desk, wanted.citizen_id).citizen.name
    return _saved(desk, made, save_document(made.data, folder, file_name(made.document, person, made.extension)))


def write_document_as(
    desk: Desk,
    wanted: Wanted,
    file_format: "DocumentFormat | str",
    path: Path,
    *,
    recipient: DocumentRecipient | str,
    with_cpr: bool = False,
    replace: bool = False,
) -> Written:
    """Save a document as the very file that is named, readable by the user alone, and journal the print.

    Raises:
        Refused: she has not consented, or there is nothing to make it of.
        DocumentError: the file cannot be made or saved; `file_exists` when it is there and not to be replaced.
        StoreError: the print cannot be journalled; then no file is left.
    """
    from broker_tui.exchange.documents.write import save_document_as

    made = _made(desk, wanted, str(file_format), DocumentRecipient(recipient), with_cpr=with_cpr)
    save_document_as(made.data, path, replace=replace)
    return _saved(desk, made, path)


def hand_out(
    desk: Desk,
    wanted: Wanted,
    file_format: "DocumentFormat | str",
    *,
    recipient: DocumentRecipient | str,
    with_cpr: bool = False,
) -> bytes:
    """Return a document as a file to be handed on, such as to the shell's output; it is journalled like any print.

    Raises:
        Refused: she has not consented, or there is nothing to make it of.
        DocumentError: the file cannot be made.
        StoreError: the print cannot be journalled.
    """
    made = _made(desk, wanted, str(file_format), DocumentRecipient(recipient), with_cpr=with_cpr)
    _journal(desk, made)
    return made.data


class _Made(NamedTuple):
    """A finished file on its way out."""

    wanted: Wanted
    document: "Document"
    extension: str
    recipient: DocumentRecipient
    data: bytes
    missing: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def _made(desk: Desk, wanted: Wanted, extension: str, recipient: DocumentRecipient, *, with_cpr: bool) -> _Made:
    from broker_tui.exchange.documents.formats import render

    desk.store.require_writable()
    problems = may_print(desk, wanted.citizen_id, wanted.kind, recipient, wanted.target_id)
    if problems:
        raise Refused(*problems)
    document = compose(
        desk,
        wanted.citizen_id,
        wanted.kind,
        wanted.target_id,
        version=wanted.version,
        with_cpr=with_cpr,
        recipient=recipient,
    )
    data, missing = render(document, extension)
    return _Made(wanted, document, extension, recipient, data, missing)


def _saved(desk: Desk, made: _Made, path: Path) -> Written:
    """Journal a file that was saved; one that could not be journalled is taken away again."""
    from broker_tui.store.errors import StoreError

    try:
        _journal(desk, made)
    except StoreError:
        path.unlink(missing_ok=True)
        raise
    return Written(path, made.sha256, made.missing)


def _journal(desk: Desk, made: _Made) -> None:
    from broker_tui.store.journal import record_view

    kind, version = made.wanted.kind, made.document.version
    said: dict[str, object] = {"kind": kind.value, "format": made.extension, "sha256": made.sha256}
    code = "printed"
    if kind in OF_STEP_UP:
        code, said["recipient"] = "printed_for", made.recipient.value
    if version is not None:
        code, said["version"] = "printed_version", version
    record_view(desk.store, desk.who, made.wanted.citizen_id, code, said)

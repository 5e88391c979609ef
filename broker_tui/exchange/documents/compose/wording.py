"""How composers word days, people and the frame that all documents have."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.domain.cpr import written
from broker_tui.exchange.documents.parts import Document, Note, Part
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.citizen import Citizen


class Person(NamedTuple):
    """Someone to be named with a telephone number, such as the broker."""

    name: str = ""
    phone: str = ""


def day(words: Words, on: date | None) -> str:
    """Return `3. december 2026`, or nothing for no day."""
    return "" if on is None else words("document.date", day=str(on.day), month=words.month(on))


def weekday(words: Words, on: date) -> str:
    """Return `torsdag 3. december 2026`."""
    return f"{words(f'calendar.weekday.{on.isoweekday()}')} {day(words, on)}"


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, its other letters as they are."""
    return text[:1].upper() + text[1:]


def joined(*pieces: str) -> str:
    """Return what there is of some pieces, with commas between."""
    return ", ".join(piece for piece in pieces if piece)


def contact_of(words: Words, person: Person) -> str:
    """Return a name with its telephone number, or nothing where there is no name."""
    if not person.name:
        return ""
    return words("document.contact", **person._asdict()) if person.phone else person.name


def subject_of(words: Words, citizen: "Citizen", *, with_cpr: bool) -> str:
    """Return whom a document is about; the CPR number stands there when it was asked for, and no trace of it else."""
    return words("document.subject", name=citizen.name, cpr=written(citizen.cpr)) if with_cpr else citizen.name


def goal_note(words: Words, goal: str) -> Note:
    """Return what stands on top of agenda and agreement: the aim is a job, and which (R165)."""
    return Note(words("document.goal", goal=goal.strip()) if goal.strip() else words("document.no_goal"))


def framed(
    kind: DocumentKind,
    words: Words,
    subject: str,
    made_on: datetime,
    parts: tuple[Part, ...],
    *,
    version: int | None = None,
    subtitle: str = "",
) -> Document:
    """Return the document of a kind with its title and small print."""
    return Document(
        kind=kind.value,
        title=words(f"document.kind.{kind.value}"),
        subtitle=subtitle,
        subject=subject,
        made_on=made_on,
        version=version,
        parts=parts,
        footer=words(f"document.footer.{kind.value}"),
        language=words.language,
    )

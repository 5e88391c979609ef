"""What concerns one meeting: its agenda, and the invitation to it (R163-R175)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes_step_up import DocumentKind, ParticipantRole
from broker_tui.exchange.documents.compose.people import StepUpFile, in_order, named, pack_bullets
from broker_tui.exchange.documents.compose.wording import (
    capital,
    contact_of,
    framed,
    goal_note,
    subject_of,
    weekday,
)
from broker_tui.exchange.documents.parts import Bullets, Document, Heading, Pairs, Paragraph, Part
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.step_up import Participant, StepUpMeeting


class MeetingContent(NamedTuple):
    """One meeting of a step-up.

    Attributes:
        file: the step-up.
        meeting: the meeting.
        job_goal: the citizen's own job goal, empty while there is none.
        made_on: when this was made.
        recipient: whom an invitation is for; None for one to all of them.
    """

    file: StepUpFile
    meeting: "StepUpMeeting"
    job_goal: str
    made_on: datetime
    recipient: "Participant | None" = None


def agenda(content: MeetingContent, words: Words) -> Document:
    """Return the agenda of a meeting, the job goal on top (R164, R165, R167)."""
    file, meeting = content.file, content.meeting
    decisions = ("challenges", "considerations", "measures")
    parts: list[Part] = [
        goal_note(words, content.job_goal),
        Heading(1, words("document.heading.when")),
        _when(words, meeting),
        Heading(1, words("document.heading.present")),
        Bullets(tuple(named(words, one) for one in in_order(file.participants))),
        Heading(1, words("document.heading.agenda")),
        Bullets(meeting.agenda, numbered=True),
        Heading(1, words("document.heading.own_words")),
        Paragraph(file.step_up.citizen_view),
        Heading(1, words("document.heading.decide")),
        Bullets(tuple(words(f"document.decide.{name}") for name in decisions)),
    ]
    if file.step_up.challenge_health:
        parts += _questions(words, "health", ("obstacles", "coping", "clarification"))
    if file.step_up.challenge_family:
        parts += _questions(words, "family", ("children", "support", "spare_time_job"))
    return framed(
        DocumentKind.AGENDA,
        words,
        subject_of(words, file.citizen, with_cpr=file.with_cpr),
        content.made_on,
        tuple(parts),
        subtitle=capital(weekday(words, meeting.on)),
    )


def _questions(words: Words, theme: str, names: Iterable[str]) -> list[Part]:
    """Return the questions that may be taken up about health or family (R174, R175)."""
    asked = tuple(words(f"document.question.{theme}.{name}") for name in names)
    return [Heading(1, words(f"document.heading.{theme}")), Bullets(asked)]


def invitation(content: MeetingContent, words: Words) -> Document:
    """Return the invitation to a meeting; it tells nothing of health or family (R157, R166, R173)."""
    file, meeting, recipient = content.file, content.meeting, content.recipient
    to_citizen = recipient is not None and recipient.role is ParticipantRole.CITIZEN
    whom = "citizen" if to_citizen else "others"
    parts: list[Part] = []
    if recipient is not None:
        parts.append(Paragraph(words("document.invitation.to", who=named(words, recipient))))
    parts += [
        Paragraph(words(f"document.invitation.{whom}", name=file.citizen.name)),
        Heading(1, words("document.heading.when")),
        _when(words, meeting),
        Heading(1, words("document.heading.purpose")),
        Paragraph(words(f"document.invitation.purpose_{whom}")),
        goal_note(words, content.job_goal),
        Heading(1, words("document.heading.present")),
        Bullets(tuple(named(words, one) for one in in_order(file.participants))),
        Heading(1, words("document.heading.pack")),
        Paragraph(words("document.invitation.pack")),
        pack_bullets(words, file.step_up),
        Heading(1, words("document.heading.questions")),
        Paragraph(words("document.invitation.hindered")),
        Pairs(_contacts(content, words)),
    ]
    return framed(
        DocumentKind.INVITATION,
        words,
        subject_of(words, file.citizen, with_cpr=file.with_cpr),
        content.made_on,
        tuple(parts),
        subtitle=capital(weekday(words, meeting.on)),
    )


def _when(words: Words, meeting: "StepUpMeeting") -> Pairs:
    return Pairs(
        (
            (words("document.label.date"), capital(weekday(words, meeting.on))),
            (words("document.label.time"), words("document.at", time=meeting.at) if meeting.at else ""),
            (words("document.label.place"), meeting.place),
        )
    )


def _contacts(content: MeetingContent, words: Words) -> tuple[tuple[str, str], ...]:
    file = content.file
    return (
        (words("document.label.caseworker"), contact_of(words, file.caseworker)),
        (words("document.label.broker"), contact_of(words, file.broker)),
    )

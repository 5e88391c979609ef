"""The agreement: the job goal on top, what was answered, and each thing agreed with who sees to it (A1-A16)."""

from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.exchange.documents.compose.fields import FormReader
from broker_tui.exchange.documents.compose.people import in_order, meetings_in_order, named
from broker_tui.exchange.documents.compose.preparation import FormContent
from broker_tui.exchange.documents.compose.wording import day, framed, goal_note, subject_of
from broker_tui.exchange.documents.parts import Document, Part, Signatures
from broker_tui.i18n import Words

_ON_TOP = "job_goal"
_SIGNED = "signatures"


def agreement(content: FormContent, words: Words) -> Document:
    """Return the agreement of a step-up (R165, R176-R178)."""
    file, version = content.file, content.version
    meetings = enumerate(meetings_in_order(file.meetings), start=1)
    chosen = {
        "step_up_meetings": {
            one.id: words("document.agreement.meeting", number=str(number), on=day(words, one.on))
            for number, one in meetings
        },
        "step_up_participants": {one.id: named(words, one) for one in in_order(file.participants)},
    }
    reader = FormReader(content.spec, version.values, words, chosen)
    parts: list[Part] = [
        goal_note(words, reader.text(_ON_TOP)),
        *reader.parts(skip=frozenset({_ON_TOP, _SIGNED})),
    ]
    if reader.held(_SIGNED):
        parts.append(Signatures(tuple(words(f"document.signer.{who}") for who in ("citizen", "caseworker", "broker"))))
    return framed(
        DocumentKind.AGREEMENT,
        words,
        subject_of(words, file.citizen, with_cpr=file.with_cpr),
        version.saved_at,
        tuple(parts),
        version=version.number,
        subtitle=content.form_name,
    )

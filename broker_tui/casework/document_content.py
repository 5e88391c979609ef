"""What a document is made of: gathered from the case as it stands, or as it stood when an older version was saved."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final, TypeVar

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk, Refused
from broker_tui.domain.codes import ConsentPurpose
from broker_tui.domain.codes_step_up import AgreedKind, DocumentKind, DocumentRecipient, FormKind, ParticipantRole
from broker_tui.domain.dates import covers
from broker_tui.domain.finding import Problem
from broker_tui.domain.step_up_needs import Answer, consent_on, shown_step_up
from broker_tui.exchange.documents.compose.people import StepUpFile
from broker_tui.exchange.documents.compose.wording import Person

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.consent import Consent
    from broker_tui.domain.facts import Facts
    from broker_tui.domain.model import Record
    from broker_tui.domain.placement import Placement
    from broker_tui.domain.step_up import FormVersion, Participant, StepUp, StepUpMeeting
    from broker_tui.exchange.documents.compose.preparation import FormContent

AnyRecord = TypeVar("AnyRecord", bound="Record")

FORM_OF: Final[Mapping[DocumentKind, FormKind]] = {
    DocumentKind.PREPARATION: FormKind.PREPARATION,
    DocumentKind.READ_ALOUD: FormKind.PREPARATION,
    DocumentKind.AGREEMENT: FormKind.AGREEMENT,
}
"""The form whose versions a document prints."""

OF_MEETING: Final = frozenset({DocumentKind.AGENDA, DocumentKind.INVITATION})
"""The documents about one meeting."""

OF_STEP_UP: Final = frozenset({*FORM_OF, *OF_MEETING})
"""The documents that tell of a step-up, and that nobody else gets without the citizen's consent (R159)."""


@dataclass(frozen=True)
class Held:
    """A citizen's case on a day, with what the rules read of it."""

    case: "Case"
    facts: "Facts"
    today: date


@dataclass(frozen=True)
class Source(Held):
    """A citizen's case as documents are made of it; its day is the day documents without a version are made."""

    desk: Desk
    citizen_id: str

    @property
    def made_on(self) -> datetime:
        """When a document without a version is made: the beginning of the day."""
        return datetime.combine(self.today, time(), UTC)


def held(case: "Case", today: date) -> Held:
    """Return a case on a day."""
    from broker_tui.domain.case import facts_of

    return Held(case, facts_of(case, today, citizen_id=""), today)


def source_of(desk: Desk, citizen_id: str) -> Source:
    """Read the case of a citizen.

    Raises:
        StoreError: there is no such citizen.
    """
    found = held(the_case(desk, citizen_id), desk.today)
    return Source(found.case, found.facts, found.today, desk, citizen_id)


def step_up_of(source: Held, target_id: str | None) -> "StepUp":
    """Return the step-up that a target belongs to: its own id, or that of a version, a meeting or a participant.

    Raises:
        Refused: there is none.
    """
    case = source.case
    parts: tuple[FormVersion | StepUpMeeting | Participant, ...]
    parts = (*case.form_versions, *case.step_up_meetings, *case.participants)
    target_id = next((one.step_up_id for one in parts if one.id == target_id), target_id)
    span = shown_step_up(source.facts, source.today)
    wanted = target_id or (span.id if span is not None else None)
    for step_up in case.step_ups:
        if step_up.id == wanted:
            return step_up
    raise Refused(Problem("", "document_no_step_up"))


def answer_of(source: Held, step_up: "StepUp") -> tuple[Answer, "Consent | None"]:
    """Return the citizen's answer on sharing her case in a step-up, and the record of it (R159).

    For a step-up that is over, what she has answered since counts too: who has taken her consent back has done so.
    """
    span = next(one for one in source.facts.step_ups if one.id == step_up.id)
    today = source.today
    answer = consent_on(source.facts, span, today)
    if span.end is not None and span.end < today:
        then = consent_on(source.facts, span, span.end)
        answer = answer if then.given else then
    if answer.on is None:
        return answer, None
    records = [
        one
        for one in source.case.consents
        if one.purpose is ConsentPurpose.STEP_UP and (one.on, one.refused) == (answer.on, answer.refused)
    ]
    return answer, records[-1].model_copy(update={"withdrawn_on": answer.withdrawn_on})


def file_of(source: Source, step_up: "StepUp", version: "FormVersion | None", *, with_cpr: bool) -> StepUpFile:
    """Return a step-up as its documents tell of it; an older version of a form with the people and meetings of then."""
    case = source.case
    people = tuple(one for one in case.participants if one.step_up_id == step_up.id)
    meetings = tuple(one for one in case.step_up_meetings if one.step_up_id == step_up.id)
    if version is not None:
        people, meetings = _as_saved(case, version, people, meetings)
    return StepUpFile(
        citizen=case.citizen,
        step_up=step_up,
        participants=people,
        meetings=meetings,
        consent=answer_of(source, step_up)[1],
        broker=broker_of(source),
        caseworker=caseworker_of(source, step_up.responsible_caseworker),
        with_cpr=with_cpr,
    )


def _as_saved(
    case: "Case",
    version: "FormVersion",
    people: "tuple[Participant, ...]",
    meetings: "tuple[StepUpMeeting, ...]",
) -> "tuple[tuple[Participant, ...], tuple[StepUpMeeting, ...]]":
    """Return who took part and which meetings there were for a version: now for the newest, else when it was saved.

    An agreement names people and meetings by their ids, so it gets those of then and of now.
    """
    from broker_tui.casework.step_up_forms import SNAPSHOT, versions
    from broker_tui.domain.step_up import Participant, StepUpMeeting

    newest = versions(case, version.step_up_id, version.form)[0]
    agrees = version.form is FormKind.AGREEMENT
    kept: Any = version.values.get(SNAPSHOT)
    if not isinstance(kept, Mapping) or (newest.id == version.id and not agrees):
        return people, meetings
    then = tuple(_stored(Participant, version, kept.get("people"), people))
    when = tuple(_stored(StepUpMeeting, version, kept.get("meetings"), meetings))
    if not agrees:
        return then, when
    return _joined(then, people), _joined(when, meetings)


def _stored(
    model: "type[AnyRecord]", version: "FormVersion", saved: object, now: "Iterable[AnyRecord]"
) -> "Iterator[AnyRecord]":
    """Yield records as a version remembers them; what it does not remember is as it is now, if it is still there.

    A version may come from a case file, whose values nobody has checked: what is no record is left out.
    """
    from pydantic import ValidationError

    current = {one.id: one.model_dump() for one in now}
    for one in saved if isinstance(saved, list | tuple) else ():
        if isinstance(one, Mapping):
            with suppress(ValidationError):
                known = current.get(str(one.get("id")), {})
                yield model.model_validate({**known, "step_up_id": version.step_up_id, **one})


def _joined(then: "tuple[AnyRecord, ...]", now: "tuple[AnyRecord, ...]") -> "tuple[AnyRecord, ...]":
    ids = {one.id for one in then}
    return (*then, *(one for one in now if one.id not in ids))


def version_of(source: Held, kind: DocumentKind, target_id: str | None, number: int | None) -> "FormVersion":
    """Return the version of a form that a document prints: the one named, or the newest of its step-up.

    Raises:
        Refused: there is none.
    """
    from broker_tui.casework.step_up_forms import versions

    form = FORM_OF[kind]
    for one in source.case.form_versions:
        if one.id == target_id and one.form is form:
            return one
    step_up = step_up_of(source, target_id)
    for one in versions(source.case, step_up.id, form):
        if one.number == number or (number is None and one.on <= source.today):
            return one
    code = "document_no_version" if number is None else "document_no_such_version"
    raise Refused(Problem("", code, {"form": form, "version": number}))


def form_content(
    source: Source, kind: DocumentKind, target_id: str | None, number: int | None, *, with_cpr: bool
) -> "FormContent":
    """Return a saved version of a form with all that is printed beside it.

    Raises:
        Refused: there is no such version.
    """
    from broker_tui.casework.own_forms import definition, spec_of_version
    from broker_tui.exchange.documents.compose.preparation import FormContent

    version = version_of(source, kind, target_id, number)
    own = definition(source.desk, version.variant) if version.variant else None
    # Stored in UTC, printed with the day it was here.
    here = version.model_copy(update={"saved_at": version.saved_at.astimezone()})
    return FormContent(
        file=file_of(source, step_up_of(source, version.step_up_id), version, with_cpr=with_cpr),
        version=here,
        spec=spec_of_version(source.desk, version),
        form_name=own.name if own is not None else "",
    )


def meeting_of(source: Held, step_up: "StepUp", target_id: str | None) -> "StepUpMeeting":
    """Return the meeting named, or the next one of a step-up, or else its latest.

    Raises:
        Refused: none is planned.
    """
    mine = [one for one in source.case.step_up_meetings if one.step_up_id == step_up.id]
    named = next((one for one in mine if one.id == target_id), None)
    if named is not None:
        return named
    kept = sorted((one for one in mine if one.held is not False), key=lambda one: (one.on, one.at, one.id))
    if not kept:
        raise Refused(Problem("", "document_no_meeting"))
    return next((one for one in kept if one.held is None and one.on >= source.today), kept[-1])


def recipient_of(
    source: Held, step_up: "StepUp", target_id: str | None, recipient: DocumentRecipient
) -> "Participant | None":
    """Return the one participant a document is for: the one named, or the citizen when it is for her."""
    people = [one for one in source.case.participants if one.step_up_id == step_up.id]
    named = next((one for one in people if one.id == target_id), None)
    if named is not None or recipient is not DocumentRecipient.CITIZEN:
        return named
    return next((one for one in people if one.role is ParticipantRole.CITIZEN), None)


def placement_of(source: Held, target_id: str | None) -> "Placement":
    """Return the placement named, or the one that runs or comes, or else the latest.

    Raises:
        Refused: there is none.
    """
    ordered = sorted(source.case.placements, key=lambda one: (one.started_on, one.id))
    named = next((one for one in ordered if one.id == target_id), None)
    if named is not None:
        return named
    if not ordered:
        raise Refused(Problem("", "document_no_placement"))
    today = source.today
    ahead = [one for one in ordered if one.ended_on is None or one.ended_on >= today]
    return (ahead or ordered)[-1]


def considerations_of(source: Held, placement: "Placement") -> tuple[str, ...]:
    """Return the considerations that a step-up has agreed on, are open, and do not stand in the placement yet (R180).

    Who has taken her consent back shares no more of a step-up than what the placement itself agrees on (R159).
    """
    today = source.today
    shared = {one.id for one in source.case.step_ups if answer_of(source, one)[0].given}
    return tuple(
        item.text
        for item in source.case.agreed_items
        if item.kind is AgreedKind.CONSIDERATION
        and item.step_up_id in shared
        and item.agreed_on <= today
        and item.done_on is None
        and item.dropped_on is None
        and item.text not in placement.health_considerations
    )


def goal_of(source: Held) -> str:
    """Return the citizen's own job goal as it is now; empty while there is none."""
    goals = [one for one in source.case.job_goals if one.on <= source.today]
    return goals[-1].text if goals else ""


def broker_of(source: Source) -> Person:
    """Return the citizen's job broker of today."""
    from broker_tui.store.cases import read_brokers

    today = source.today
    ids = [one.broker_id for one in source.case.brokers if covers(one.started_on, one.ended_on, today)]
    for broker in read_brokers(source.desk.store):
        if ids and broker.id == ids[-1]:
            return Person(broker.name, broker.phone)
    return Person()


def caseworker_of(source: Source, named: str = "") -> Person:
    """Return the citizen's caseworker, or the one named; a telephone number is known of her own alone."""
    citizen = source.case.citizen
    own = not named or named == citizen.caseworker
    return Person(named or citizen.caseworker, citizen.caseworker_phone if own else "")

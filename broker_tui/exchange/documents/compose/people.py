"""What the documents of a step-up share: its people, its meetings, the consent behind it and the material for it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes_step_up import PackItem, ParticipantRole
from broker_tui.domain.step_up_needs import reason_of
from broker_tui.exchange.documents.compose.wording import Person, capital, day, joined, weekday
from broker_tui.exchange.documents.parts import Bullets, Table
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.citizen import Citizen
    from broker_tui.domain.consent import Consent
    from broker_tui.domain.step_up import Participant, StepUp, StepUpMeeting

_ROLES = list(ParticipantRole)


class StepUpFile(NamedTuple):
    """A step-up with all that its documents tell of it.

    Attributes:
        citizen: whom it is about; her CPR number is printed `with_cpr` only.
        step_up: the step-up.
        participants: those of this step-up; `meetings` likewise.
        consent: the citizen's last answer about this step-up, None while she has not been asked (R159).
        broker: her job broker; `caseworker` her caseworker.
    """

    citizen: "Citizen"
    step_up: "StepUp"
    participants: "tuple[Participant, ...]" = ()
    meetings: "tuple[StepUpMeeting, ...]" = ()
    consent: "Consent | None" = None
    broker: Person = Person()
    caseworker: Person = Person()
    with_cpr: bool = False


def in_order(participants: "Iterable[Participant]") -> "list[Participant]":
    """Return participants with those first who always take part (R168)."""
    return sorted(participants, key=lambda one: (_ROLES.index(one.role), one.name, one.id))


def meetings_in_order(meetings: "Iterable[StepUpMeeting]") -> "list[StepUpMeeting]":
    """Return the meetings that were not cancelled, the first first."""
    return sorted((one for one in meetings if one.held is not False), key=lambda one: (one.on, one.at, one.id))


def named(words: Words, one: "Participant") -> str:
    """Return `Sundhedsfaglig repræsentant: Lise Holm, Sundhedscentret`."""
    role = capital(words.code("participant_role", one.role))
    who = joined(one.name, one.organisation)
    return f"{role}: {who}" if who else role


def participants_table(words: Words, participants: "Iterable[Participant]") -> Table:
    """Return who is invited and why (F20, R168-R173)."""
    headers = tuple(words(f"document.column.{name}") for name in ("role", "name", "organisation", "reason"))
    rows = []
    for one in in_order(participants):
        reason = reason_of(one.role, one.reason)
        why = joined(capital(words.code("participant_reason", reason)) if reason else "", one.reason_note)
        rows.append((capital(words.code("participant_role", one.role)), one.name, one.organisation, why))
    return Table(headers, tuple(rows))


def meetings_table(words: Words, meetings: "Iterable[StepUpMeeting]") -> Table:
    """Return when and where they meet (F22, R163)."""
    headers = tuple(words(f"document.column.{name}") for name in ("date", "time", "place"))
    rows = ((capital(weekday(words, one.on)), one.at, one.place) for one in meetings_in_order(meetings))
    return Table(headers, tuple(rows))


def pack_bullets(words: Words, step_up: "StepUp") -> Bullets:
    """Return what the material consists of (F12, R161, R162)."""
    always = (capital(words.code("pack_item", item)) for item in PackItem if item is not PackItem.OTHERS)
    return Bullets((*always, *step_up.pack_others))


def pack_table(words: Words, participants: "Iterable[Participant]") -> Table:
    """Return what has reached each participant, how and when (F23, R185)."""
    headers = tuple(words(f"document.column.{name}") for name in ("participant", "received", "channel", "delivered"))
    rows = []
    for one in in_order(participants):
        received = words.listed(words.code("pack_item", item) for item in one.received) if one.received else ""
        channel = words.code("delivery_channel", one.channel) if one.channel else ""
        on = day(words, one.delivered_on) or words("document.not_sent")
        rows.append((named(words, one), capital(received), capital(channel), on))
    return Table(headers, tuple(rows))


def consent_pairs(words: Words, consent: "Consent | None") -> tuple[tuple[str, str], ...]:
    """Return whether there is a consent, and what it covers (F4, R159)."""
    label = words("document.label.consent")
    if consent is None:
        return ((label, words("document.consent.missing")),)
    if consent.withdrawn_on is not None:
        return ((label, words("document.consent.withdrawn", on=day(words, consent.withdrawn_on))),)
    if consent.refused:
        return ((label, words("document.consent.refused", on=day(words, consent.on))),)
    form = words.code("consent_form", consent.form)
    given = words("document.consent.given", on=day(words, consent.on), form=form)
    return ((label, given), (words("document.label.scope"), consent.scope))

"""Which documents about a citizen make sense today, and choosing one of them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes_step_up import DocumentKind, FormKind
from broker_tui.domain.dates import covers
from broker_tui.domain.step_up_facts import newest
from broker_tui.ui.screens.document import Wanted, show_document
from broker_tui.ui.text import one_line

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import StepUp, StepUpMeeting
    from broker_tui.i18n import Words
    from broker_tui.ui.app import BrokerApp

_FORMS = {FormKind.PREPARATION: DocumentKind.PREPARATION, FormKind.AGREEMENT: DocumentKind.AGREEMENT}


def offers(case: "Case", citizen_id: str, words: "Words", today: date, about: str = "") -> list[tuple[Wanted, str]]:
    """Return the documents that there is something to print of today, each with its words.

    Args:
        case: the case.
        citizen_id: whose it is.
        words: the catalogue.
        today: the day.
        about: the record, or the kind of document, that the cursor is on: what concerns it stands first.
    """
    found = list(_all(case, citizen_id, words, today, about))
    return sorted(found, key=lambda one: about not in {one[0].target_id, one[0].kind.value})


def _all(case: "Case", citizen_id: str, words: "Words", today: date, about: str) -> Iterator[tuple[Wanted, str]]:
    running = [one for one in case.step_ups if covers(one.started_on, one.ended_on, today)]
    latest = max(running or case.step_ups, key=lambda one: (one.started_on, one.id), default=None)
    if latest is not None and latest.started_on <= today:
        yield from _of_step_up(case, latest, citizen_id, words, today, about)
    for place in case.placements:
        if place.ended_on is None or place.ended_on >= today:
            kind = words("document.kind.placement_agreement")
            about = f"{kind}: {one_line(place.company)}" if place.company else kind
            yield Wanted(citizen_id, DocumentKind.PLACEMENT_AGREEMENT, place.id), about
    yield Wanted(citizen_id, DocumentKind.STATUS), words("document.kind.status")


def _of_step_up(
    case: "Case", one: "StepUp", citizen_id: str, words: "Words", today: date, about: str
) -> Iterator[tuple[Wanted, str]]:
    for form, kind in _FORMS.items():
        version = newest(case, one.id, form, today)
        if version is not None:
            said = f"{words(f'document.kind.{kind.value}')} {words('step_up.tab.version', n=version.number)}"
            yield Wanted(citizen_id, kind, one.id), said
            if kind is DocumentKind.PREPARATION:
                yield Wanted(citizen_id, DocumentKind.READ_ALOUD, one.id), words("document.kind.read_aloud")
    for person in case.participants:
        if person.id == about:
            name = one_line(person.name) or words.code("participant_role", person.role)
            yield Wanted(citizen_id, DocumentKind.INVITATION, person.id), words("printing.invitation_to", who=name)
    meetings = [meeting for meeting in case.step_up_meetings if meeting.step_up_id == one.id]
    ahead = sorted((meeting for meeting in meetings if meeting.held is None), key=lambda meeting: meeting.on)
    for meeting in ahead:
        yield Wanted(citizen_id, DocumentKind.AGENDA, meeting.id), _dated(words, "agenda", meeting, today)
        yield Wanted(citizen_id, DocumentKind.INVITATION, meeting.id), _dated(words, "invitation", meeting, today)


def _dated(words: "Words", kind: str, meeting: "StepUpMeeting", today: date) -> str:
    return f"{words(f'document.kind.{kind}')} {words.date(meeting.on, today)}"


def choose_document(house: "BrokerApp", citizen_id: str, about: str = "") -> None:
    """Let the user choose a document, and show it as it will be printed; first stands what is `about` a record."""
    from broker_tui.store.cases import read_case
    from broker_tui.ui.screens.pick import PickScreen
    from broker_tui.ui.widgets.form_values import Choice

    case = read_case(house.desk.store, citizen_id)
    found = offers(case, citizen_id, house.words, house.desk.today, about)
    choices = [Choice(str(number), said) for number, (_, said) in enumerate(found)]

    def chosen(answer: tuple[str, ...] | None) -> None:
        if answer:
            show_document(house, found[int(answer[0])][0])

    house.push_screen(PickScreen(house.words("printing.which"), choices), chosen)

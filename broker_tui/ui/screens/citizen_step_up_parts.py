"""What a step-up consists of, as lines: who takes part, the meetings, the two forms, and what is agreed."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes_step_up import AgreedKind, FormKind, ParticipantRole
from broker_tui.domain.step_up_facts import ALWAYS_SENT
from broker_tui.ui.screens.citizen_sheet import Line, Scene, joined
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, Spans, one_line, width_of, wrap

if TYPE_CHECKING:
    from broker_tui.casework.page import StepUpStanding
    from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUp, StepUpMeeting
    from broker_tui.i18n import Words

DETAIL_WIDTH: Final = 78
DETAIL_LINES: Final = 4
LABEL_CELLS: Final = 20

_ROLES: Final = tuple(ParticipantRole)
_KINDS: Final = tuple(AgreedKind)


def short(words: "Words", on: date) -> str:
    """Return a day as short as it goes: `28/10`."""
    return words("calendar.pattern.date_day", day=on.day, month=on.month)


def local(moment: datetime) -> datetime:
    """Return a moment as the clock on the wall showed it."""
    return moment.astimezone()


def unfolded(scene: Scene, *facts: tuple[str, str]) -> list[Spans]:
    """Return labelled texts below a line, each broken to the width; those without text are left out."""
    room = max(min(scene.width - LABEL_CELLS - 8, DETAIL_WIDTH), 12)
    lines: list[Spans] = []
    for label, text in facts:
        for number, line in enumerate(wrap(text, room)[:DETAIL_LINES] if text else ()):
            head = "" if number else label
            lines.append(((f"     {head}{' ' * max(LABEL_CELLS - width_of(head), 1)}", "muted"), (line, "")))
    return lines


def participant_lines(scene: Scene, one: "StepUp", standing: "StepUpStanding") -> Iterator[Line]:
    """Yield the participants, those always there first; of each why they are there, or that nobody needs them."""
    mine = [person for person in scene.page.case.participants if person.step_up_id == one.id]
    for person in sorted(mine, key=lambda person: (_ROLES.index(person.role), person.name, person.id)):
        yield _participant(scene, person, standing)


def _participant(scene: Scene, one: "Participant", standing: "StepUpStanding") -> Line:
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    complete = set(one.received) >= ALWAYS_SENT
    delivered = one.delivered_on is not None and one.delivered_on <= today
    sign: Span = (signs.ready, "ready") if delivered and complete else (signs.missing, "due")
    if one.delivered_on is None:
        when: Span = (words("step_up.tab.not_sent"), "due")
    else:
        channel = words(f"step_up.tab.channel.{one.channel.value}") if one.channel else ""
        when = (f"{channel} {short(words, one.delivered_on)}".strip(), "muted" if complete else "due")
    role = words.code("participant_role", one.role)
    there = standing.why_there.get(one.id)
    why = words.code("participant_reason", one.reason) if one.reason else ""
    if there is not None and (not why or there.value in {"health", "family"}):
        why = words.code("why_there", there)
    note = words("step_up.tab.superfluous") if one.id in standing.superfluous else ""
    lacks = [words.code("pack_item", item) for item in sorted(ALWAYS_SENT - set(one.received))]
    more: Span = (f"{signs.warning} {note}", "due") if note else (joined(scene, why, one.reason_note), "muted")
    return Line(
        f"participant:{one.id}",
        {
            "sign": (sign,),
            "what": ((one_line(one.name) or role, ""), (f", {role}" if one.name else "", "muted")),
            "more": (more,),
            "when": (when,),
        },
        errand=Errand("participant_change", scene.citizen_id, one.id),
        record_id=one.id,
        ticks="delivery",
        adds="participant",
        acts=("delivery",),
        detail=unfolded(
            scene,
            (words("step_up.tab.role"), joined(scene, role, one.organisation)),
            (words("step_up.tab.why"), joined(scene, "" if note else why, one.reason_note)),
            (words("step_up.tab.hint"), note),
            (words("step_up.tab.reached_at"), joined(scene, one.phone, one.email)),
            (words("step_up.tab.sent"), words.code("delivery_channel", one.channel) if one.channel else ""),
            (words("step_up.tab.lacks"), ", ".join(lacks)),
        ),
    )


def meeting_lines(scene: Scene, one: "StepUp") -> Iterator[Line]:
    """Yield the meetings in order, numbered as they are counted: a cancelled one counts for nothing."""
    number = 0
    mine = [meeting for meeting in scene.page.case.step_up_meetings if meeting.step_up_id == one.id]
    for meeting in sorted(mine, key=lambda meeting: (meeting.on, meeting.at, meeting.id)):
        number += meeting.held is not False
        yield _meeting(scene, meeting, number)


def _meeting(scene: Scene, one: "StepUpMeeting", number: int) -> Line:
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    cancelled = one.held is False
    name = words("step_up.tab.meeting", n=number) if not cancelled else words("step_up.tab.meeting_cancelled")
    overdue = one.held is None and one.on < today
    sign: Span = (signs.right, "accent")
    if one.held is not None:
        sign = (signs.not_required, "muted") if cancelled else (signs.ready, "ready")
    elif overdue:
        sign = (signs.missing, "due")
    state = {True: "held", False: "cancelled", None: "unanswered" if overdue else "planned"}[one.held]
    came = words("step_up.tab.came", n=len(one.present)) if one.held and one.present else ""
    when = f"{words.date(one.on, today)} {one.at}".strip()
    return Line(
        f"meetings:{one.id}",
        {
            "sign": (sign,),
            "what": ((name, "muted" if cancelled else ""), (f", {one_line(one.place)}" if one.place else "", "muted")),
            "more": ((joined(scene, words(f"step_up.tab.{state}"), came), "due" if overdue else "muted"),),
            "when": ((when, "due" if overdue else "" if one.held is None else "muted"),),
        },
        errand=Errand("meeting_held" if overdue else "meeting_change", scene.citizen_id, one.id),
        record_id=one.id,
        ticks="meeting_held" if one.held is None else "",
        adds="meeting",
        acts=("meeting_held",) if not cancelled else (),
        detail=unfolded(
            scene,
            (words("step_up.tab.agenda"), f" {signs.dot} ".join(one_line(point) for point in one.agenda)),
            (words("step_up.tab.present"), ", ".join(_names(scene, one))),
            (words("step_up.tab.challenges"), one.challenges),
            (words("step_up.tab.considerations"), _answer(scene, one.needs_considerations, one.considerations)),
            (words("step_up.tab.measures"), _answer(scene, one.needs_measures, one.measures)),
            (words("step_up.tab.second"), _answer(scene, one.second_needed, "")),
        ),
        struck=cancelled,
    )


def _names(scene: Scene, one: "StepUpMeeting") -> list[str]:
    people = {person.id: person for person in scene.page.case.participants}
    found = [people[person_id] for person_id in one.present if person_id in people]
    words = scene.house.words
    return [one_line(person.name) or words.code("participant_role", person.role) for person in found]


def _answer(scene: Scene, answer: bool | None, text: str) -> str:
    if answer is None:
        return one_line(text)
    return joined(scene, scene.house.words.code("yes_no", "yes" if answer else "no"), text)


def form_lines(scene: Scene, one: "StepUp") -> Iterator[Line]:
    """Yield the two forms with their newest version; the agreement once there is something to agree on."""
    versions = [version for version in scene.page.case.form_versions if version.step_up_id == one.id]
    for kind in FormKind:
        yield _form(scene, kind, [version for version in versions if version.form is kind])


def _form(scene: Scene, kind: FormKind, versions: "list[FormVersion]") -> Line:
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    newest = max(versions, key=lambda version: version.number, default=None)
    errand = Errand(kind.value, scene.citizen_id)
    draft = words("step_up.tab.draft") if _has_draft(scene, errand) else ""
    if newest is None:
        sign: Span = (signs.missing, "muted")
        more: tuple[Span, ...] = ((draft or words("step_up.tab.not_begun"), "due" if draft else "muted"),)
        when = ""
    else:
        approved = newest.approved_on is not None or kind is FormKind.AGREEMENT
        sign = (signs.ready, "ready") if approved else (signs.tried, "muted")
        said = words("step_up.tab.approved", on=newest.approved_on) if newest.approved_on else ""
        if not said and kind is FormKind.PREPARATION:
            said = words("step_up.tab.not_approved")
        more = ((joined(scene, words("step_up.tab.version", n=newest.number), said, draft), "muted"),)
        saved = local(newest.saved_at)
        when = f"{words.date(saved.date(), today)} {saved:%H:%M}"
    return Line(
        f"form:{kind.value}",
        {
            "sign": (sign,),
            "what": words(f"step_up.tab.form.{kind.value}"),
            "more": more,
            "when": ((when, "muted"),),
        },
        errand=errand,
        adds=kind.value,
    )


def _has_draft(scene: Scene, errand: Errand) -> bool:
    from broker_tui.store.drafts import read_draft

    return read_draft(scene.house.desk.store, str(errand)) is not None


def agreed_lines(scene: Scene, one: "StepUp") -> Iterator[tuple[AgreedKind, list[Line]]]:
    """Yield what is agreed, kind by kind, open ones first; what was left out again is not shown."""
    today = scene.house.desk.today
    mine = [item for item in scene.page.case.agreed_items if item.step_up_id == one.id and item.dropped_on is None]
    mine.sort(key=lambda item: (item.done_on is not None, item.follow_up_on or today, item.agreed_on, item.id))
    for kind in _KINDS:
        lines = [agreed_line(scene, item) for item in mine if item.kind is kind]
        if lines:
            yield kind, lines


def consideration_lines(scene: Scene) -> list[Line]:
    """Return the considerations that are agreed and not yet taken: they hold in every placement (R180)."""
    today = scene.house.desk.today
    still = [
        item
        for item in scene.page.case.agreed_items
        if item.kind is AgreedKind.CONSIDERATION
        and item.agreed_on <= today
        and item.dropped_on is None
        and item.done_on is None
    ]
    still.sort(key=lambda item: (item.follow_up_on or date.max, item.agreed_on, item.id))
    return [agreed_line(scene, item) for item in still]


def agreed_line(scene: Scene, one: "AgreedItem") -> Line:
    """Return one thing agreed: what, who ensures it, and where it has come to (R176, R180, R181)."""
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    done = one.done_on is not None
    late = not done and one.follow_up_on is not None and one.follow_up_on < today
    sign: Span = (signs.ready, "ready") if done else (signs.due, "due") if late else (signs.missing, "muted")
    who = words("step_up.tab.ensured", who=responsible(scene, one.ensured_by, one.ensured_name))
    follows = words("step_up.tab.followed", who=responsible(scene, one.follow_up_by, one.follow_up_name))
    state, tone = _state(scene, one)
    return Line(
        f"agreed:{one.kind.value}:{one.id}",
        {
            "sign": (sign,),
            "what": ((one_line(one.text), "muted" if done else ""),),
            "more": ((joined(scene, who, one.department), "muted"),),
            "when": ((state, tone),),
        },
        errand=Errand("agreed_item_change", scene.citizen_id, one.id),
        record_id=one.id,
        ticks="agreed_item",
        adds="agreement",
        detail=unfolded(
            scene,
            (words(f"step_up.tab.kind_one.{one.kind.value}"), one.text),
            (words("step_up.tab.who"), joined(scene, who, follows)),
            (words("step_up.tab.follow_up"), words.date(one.follow_up_on, today) if one.follow_up_on else ""),
            (words("step_up.tab.agreed"), words.date(one.agreed_on, today)),
            (words("step_up.tab.outcome"), one.outcome),
        ),
    )


def responsible(scene: Scene, role: str, name: str) -> str:
    """Return who is responsible: by name where there is one, else by role."""
    return one_line(name) or scene.house.words.code("responsible", role)


def _state(scene: Scene, one: "AgreedItem") -> Span:
    """Return where a thing agreed has come to, in a word or two."""
    words, today = scene.house.words, scene.house.desk.today
    if one.done_on is not None:
        said = "taken" if one.kind is AgreedKind.CONSIDERATION else "done"
        return words(f"step_up.tab.{said}", on=short(words, one.done_on)), "muted"
    if one.kind is AgreedKind.MEASURE and one.started_on is None:
        return words("step_up.tab.waited", n=(today - one.agreed_on).days), "due"
    if one.follow_up_on is not None:
        return words("step_up.tab.follow_up_on", on=short(words, one.follow_up_on)), (
            "due" if one.follow_up_on < today else "muted"
        )
    if one.started_on is not None:
        return words("step_up.tab.started", on=short(words, one.started_on)), "muted"
    return "", ""

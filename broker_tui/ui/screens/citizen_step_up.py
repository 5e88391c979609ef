"""A citizen's step-up: how far it has come, what is missing and who owes it, and all that hangs on it (R150-R187).

It is never suggested: where there is none, the page says calmly what it is and whether it can be started.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet, joined, spanned
from broker_tui.ui.screens.citizen_step_up_parts import (
    agreed_lines,
    form_lines,
    meeting_lines,
    participant_lines,
    short,
    unfolded,
)
from broker_tui.ui.screens.citizen_step_up_phases import COLUMNS, TEXT_WIDTH, phase_lines
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, Spans, one_line, wrap

if TYPE_CHECKING:
    from broker_tui.casework.page import StepUpStanding
    from broker_tui.domain.step_up import StepUp
    from broker_tui.domain.step_up_progress import StepUpProgress


ADDABLE: Final = (
    "participant",
    "meeting",
    "preparation",
    "agreement",
    "pack",
    "pack_others",
    "consent",
    "step_up_min_plan",
    "step_up_change",
    "step_up_close",
)
"""What can be added to a running step-up."""


def step_up(scene: Scene, standing: "StepUpStanding") -> Sheet:
    """Return the running step-up with its parts, earlier ones at the end; or what step-up is."""
    sheet = Sheet(COLUMNS)
    progress = standing.progress
    one = next((one for one in scene.page.case.step_ups if progress and one.id == progress.id), None)
    if one is not None and progress is not None and progress.running:
        _running(scene, sheet, standing, one, progress)
    else:
        calm = list(_what_it_is(scene, standing))
        sheet.empty = calm
        sheet.headings[0] = calm
    earlier = [old for old in scene.page.case.step_ups if one is None or old is not one or not _runs(progress)]
    earlier = [old for old in earlier if old.started_on <= scene.house.desk.today]
    if earlier:
        above = sheet.headings.get(len(sheet.lines), ()) if not sheet.lines else ()
        sheet.head(scene.house.words("step_up.tab.earlier"))
        sheet.headings[len(sheet.lines)] = [*above, *([()] if above else []), *sheet.headings[len(sheet.lines)]]
        earlier.sort(key=lambda old: (old.started_on, old.id), reverse=True)
        sheet.lines += [_earlier(scene, old) for old in earlier]
    return sheet


def _runs(progress: "StepUpProgress | None") -> bool:
    return progress is not None and progress.running


def _what_it_is(scene: Scene, standing: "StepUpStanding") -> Iterator[Spans]:
    """Yield what step-up is, that nobody proposes it, and whether it can be started."""
    words, signs = scene.house.words, scene.house.signs
    room = min(scene.width - 6, TEXT_WIDTH)
    yield ()
    for key in ("what", "conditions", "never_suggested"):
        yield from (((f"  {line}", ""),) for line in wrap(words(f"step_up.tab.{key}"), room))
        yield ()
    if not standing.refused:
        said = words("step_up.tab.can_start", key=scene.house.key_of("page.add"))
        yield ((f"  {signs.ready} ", "ready"), (said, ""))
        return
    yield ((f"  {words('step_up.tab.cannot_start')}", "strong"),)
    for problem in standing.refused:
        for number, line in enumerate(wrap(scene.house.said_problem(problem), room - 2)):
            yield ((f"  {' ' if number else signs.missing} ", "due"), (line, ""))


def _running(scene: Scene, sheet: Sheet, standing: "StepUpStanding", one: "StepUp", progress: "StepUpProgress") -> None:
    words = scene.house.words
    sheet.headings[0] = list(_head(scene, standing, one, progress))
    for phase in progress.phases:
        sheet.lines += phase_lines(scene, progress, phase)
    for name, lines in (
        ("participants", list(participant_lines(scene, one, standing))),
        ("meetings", list(meeting_lines(scene, one))),
        ("forms", [*form_lines(scene, one), _ground(scene, one)]),
    ):
        if lines:
            sheet.head(words(f"step_up.tab.{name}"))
            sheet.lines += lines
    for kind, lines in agreed_lines(scene, one):
        sheet.head(words(f"step_up.tab.kind.{kind.value}"))
        sheet.lines += lines


def _head(scene: Scene, standing: "StepUpStanding", one: "StepUp", progress: "StepUpProgress") -> Iterator[Spans]:
    """Yield the head: since when, which day, which phase; then marker, consent and who is responsible."""
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    phase = words(f"step_up.tab.phase.{progress.current.value}")
    if one.ended_on is not None:
        phase = words("step_up.tab.last_day", on=words.date(one.ended_on, today))
    yield (
        (" ", ""),
        (words("step_up.tab.since", on=words.date(one.started_on, today)), "title"),
        (f" {signs.dot} {words('step_up.tab.day', n=progress.days + 1)}", ""),
        (f" {signs.dot} {phase}", "accent"),
    )
    consent = next((item for item in progress.phases[0].items if item.code == "consent"), None)
    spans: list[Span] = [(" ", "")]
    if progress.stopped:
        spans += [(f"{signs.overdue} {words('step_up.tab.stopped')}", "overdue")]
    elif consent is not None and consent.done and consent.on is not None:
        spans += [(f"{signs.ready} ", "ready"), (words("step_up.tab.consent", on=short(words, consent.on)), "muted")]
    else:
        spans += [(f"{signs.missing} {words('step_up.tab.no_consent')}", "due")]
    marked = standing.marked
    spans += [("   ", ""), (f"{signs.ready if marked else signs.missing} ", "ready" if marked else "muted")]
    spans += [(words("step_up.tab.marked" if marked else "step_up.tab.not_marked"), "muted")]
    if one.responsible_caseworker:
        spans += [("   ", ""), (words("ui.citizen.caseworker", name=one_line(one.responsible_caseworker)), "muted")]
    yield tuple(spans)
    yield ()


def _ground(scene: Scene, one: "StepUp") -> Line:
    """Return what the step-up rests on; Enter corrects it."""
    words = scene.house.words
    challenges = [
        words(f"step_up.tab.challenge.{name}")
        for name, there in (("health", one.challenge_health), ("family", one.challenge_family))
        if there
    ]
    quote = words("step_up.tab.quote", text=one_line(one.citizen_view)) if one.citizen_view else ""
    return Line(
        f"step_up:{one.id}",
        {
            "sign": ((scene.house.signs.ready, "ready"),),
            "what": words("step_up.tab.ground"),
            "more": ((joined(scene, ", ".join(challenges), quote), "muted"),),
            "when": ((words.date(one.started_on, scene.house.desk.today), "muted"),),
        },
        errand=Errand("step_up_change", scene.citizen_id, one.id),
        record_id=one.id,
        detail=unfolded(
            scene,
            (words("step_up.tab.citizen_view"), one.citizen_view),
            (words("step_up.tab.match_delayed"), one.match_delayed_reason),
            (words("step_up.tab.cooperation"), one.cooperation_reason),
        ),
    )


def _earlier(scene: Scene, one: "StepUp") -> Line:
    """Return a step-up that is over on one line; what it came to unfolds under the cursor."""
    words, case = scene.house.words, scene.page.case
    held = [meeting for meeting in case.step_up_meetings if meeting.step_up_id == one.id and meeting.held]
    agreed = [item for item in case.agreed_items if item.step_up_id == one.id and item.dropped_on is None]
    people = [person for person in case.participants if person.step_up_id == one.id]
    counts = joined(
        scene,
        words("step_up.tab.meetings_held", n=len(held)),
        words("step_up.tab.items_agreed", n=len(agreed)),
    )
    names = ", ".join(one_line(person.name) or words.code("participant_role", person.role) for person in people)
    return Line(
        f"earlier:{one.id}",
        {
            "what": ((words("step_up.tab.title"), "muted"),),
            "more": ((counts, "muted"),),
            "when": ((spanned(scene, one.started_on, one.ended_on), "muted"),),
        },
        errand=Errand("step_up_change", scene.citizen_id, one.id),
        record_id=one.id,
        detail=unfolded(
            scene,
            (words("step_up.tab.citizen_view"), one.citizen_view),
            (words("step_up.tab.participants"), names),
            (words("step_up.tab.agreed_things"), ", ".join(one_line(item.text) for item in agreed)),
            (words("step_up.tab.closing_note"), one.closing_note),
        ),
    )

"""The phases of a step-up as lines: what is in place, what is missing, who owes it and since when (R156-R178)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ElementState, Owner, Weight
from broker_tui.domain.codes_step_up import StepUpPhase
from broker_tui.ui.screens.citizen_sheet import Line, Scene, joined
from broker_tui.ui.screens.citizen_step_up_parts import short
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, Spans, width_of, wrap
from broker_tui.ui.widgets.table_columns import Column, arrange

if TYPE_CHECKING:
    from broker_tui.domain.step_up_items import StepUpItem
    from broker_tui.domain.step_up_progress import PhaseProgress, StepUpProgress

COLUMNS: Final = (
    Column("sign", "", 1, sortable=False),
    Column("what", "", 28, minimum=26, grow=1, gap=1, sortable=False),
    Column("more", "", 28, minimum=18, grow=2, drop=1, sortable=False),
    Column("when", "", 17, minimum=17, right=True, sortable=False),
)
"""The columns of the whole tab."""

TEXT_WIDTH: Final = 76
DETAIL_LINES: Final = 3

PHASE_LETTERS: Final = {StepUpPhase.PREPARATION: "A", StepUpPhase.MEETINGS: "B", StepUpPhase.AGREEMENT: "C"}

PHASE_FORMS: Final = {
    StepUpPhase.PREPARATION: "preparation",
    StepUpPhase.MEETINGS: "meeting",
    StepUpPhase.AGREEMENT: "agreement",
}
"""The form that a phase is about."""

_ON_RECORD: Final = {
    "reason": "participant_change",
    "citizen_present": "meeting_held",
    "second_meeting": "meeting_held",
}
"""The form of an item about a record, where it is that record's own."""

_FORMS: Final = {
    "consent": "consent",
    "provider_known": "step_up_change",
    "network_asked": "step_up_change",
    "preparation": "preparation",
    "approval": "preparation",
    "participant": "participant",
    "pack": "pack",
    "marker": "marker",
    "meeting_planned": "meeting",
    "agreement": "agreement",
    "decisions": "agreement",
    "min_plan": "step_up_min_plan",
}
"""The form that puts a missing thing in place."""


_UNNAMED: Final = frozenset({"participant", "reason", "pack", "provider_known", "network_asked"})
"""What is seen elsewhere once it is in place, or not worth a word then."""


def phase_lines(scene: Scene, progress: "StepUpProgress", phase: "PhaseProgress") -> Iterator[Line]:
    """Yield a phase with what is in place, and below it what is missing; agreed things stand in lists of their own."""
    words, signs = scene.house.words, scene.house.signs
    following = phase.phase is StepUpPhase.FOLLOW_UP
    begun = phase.state is not ElementState.NOT_BEGUN
    missing = [] if following else list(_gathered(phase))
    owed = [item for item in phase.missing if item.weight is not Weight.ADVISED]
    sign: Span = (" ", "")
    if phase.state is ElementState.DONE and (phase.items or not following):
        sign = (signs.ready, "ready")
    elif begun and owed:
        sign = (signs.missing, "due") if phase.phase is progress.current else (signs.missing, "muted")
    letter = PHASE_LETTERS.get(phase.phase, "")
    name = words(f"step_up.tab.phase_name.{phase.phase.value}")
    here = phase.phase is progress.current
    more = _done(scene, phase) if not following else _open(scene, phase)
    if not begun and not more:
        more = words("step_up.tab.not_begun")
    yield Line(
        f"phase:{phase.phase.value}",
        {
            "sign": (sign,),
            "what": ((f"{letter + ' ' if letter else ''}{name}", "strong" if here else "" if begun else "muted"),),
            "more": ((more, "muted"),),
        },
        errand=Errand(PHASE_FORMS[phase.phase], scene.citizen_id) if phase.phase in PHASE_FORMS else None,
        detail=_whole(scene, phase),
    )
    if begun or here:
        yield from (_item(scene, item, count) for item, count in missing)


def _gathered(phase: "PhaseProgress") -> "Iterator[tuple[StepUpItem, int]]":
    """Yield what is missing, the material that several participants lack on one line, with how many it stands for."""
    lacking = [item for item in phase.missing if item.code == "pack"]
    for item in phase.missing:
        if item.code != "pack":
            yield item, 1
        elif item is lacking[0]:
            yield item, len(lacking)


def _done(scene: Scene, phase: "PhaseProgress") -> str:
    """Return what is in place, each with its day; participants and the material are counted."""
    words = scene.house.words
    parts: list[str] = []
    for item in phase.items:
        if item.done and item.code not in _UNNAMED:
            name = words(f"step_up.need.{item.code}", **{"n": 1, **item.params})
            parts.append(f"{name} {short(words, item.on)}" if item.on else name)
    return joined(scene, *parts)


def _open(scene: Scene, phase: "PhaseProgress") -> str:
    """Return how many agreed things are open."""
    agreed = [item for item in phase.items if item.code != "measure_started"]
    left = sum(not item.done for item in agreed)
    return scene.house.words("step_up.tab.open_items", n=left) if agreed else ""


def _whole(scene: Scene, phase: "PhaseProgress") -> list[Spans]:
    """Return what is in place unfolded, where the line has no room for it."""
    done = _done(scene, phase)
    room = next((place.width for place in arrange(COLUMNS, scene.width) if place.column.key == "more"), 0)
    if width_of(done) <= room:
        return []
    return [((f"     {line}", "muted"),) for line in wrap(done, min(scene.width - 10, TEXT_WIDTH))]


def _item(scene: Scene, item: "StepUpItem", count: int) -> Line:
    """Return a missing thing with who owes it and since when; Enter opens the form that puts it in place."""
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    advised = item.weight is Weight.ADVISED
    owed = item.since is not None and item.since <= today
    sign: Span = (signs.missing if item.weight is Weight.REQUIRED else signs.warning, "due" if owed else "muted")
    if advised:
        sign = (signs.tried, "muted")
    name = words(f"step_up.need.{item.code}", **{**item.params, "n": count})
    waits = item.owner is not Owner.BROKER and not advised
    owner = words("step_up.tab.waits_on" if waits else "step_up.tab.owed_by", who=words.code("owner", item.owner))
    values, errand = _way(scene, item)
    return Line(
        f"need:{item.code}:{item.params.get('role', '') or item.target_id or ''}",
        {
            "sign": " ",
            "what": (("  ", ""), sign, (f" {name}", "muted" if advised else "")),
            "more": ((owner, "due" if item.owner is Owner.CASEWORKER and owed and not advised else "muted"),),
            "when": ((_since(scene, item.since, today), "muted"),),
        },
        errand=errand,
        values=values,
        ticks="min_plan" if item.code == "min_plan" else "",
        detail=_rule(scene, item.rule),
        adds=errand.code if errand.target_id is None else "",
    )


def _way(scene: Scene, item: "StepUpItem") -> tuple[dict[str, object], Errand]:
    """Return the form that puts a missing thing in place, and what it proposes."""
    values: dict[str, object] = {}
    if item.code == "consent":
        values = {"purpose": "step_up"}
    elif item.code == "marker":
        values = {"marker": "step_up"}
    elif item.code == "participant":
        values = {"role": str(item.params["role"])}
    target = item.target_id if item.code in _ON_RECORD else None
    code = _ON_RECORD.get(item.code) or _FORMS.get(item.code, "")
    if item.code in {"meeting_held", "decisions"}:
        target = item.target_id
        code = "meeting_held" if target else "meeting"
    return values, Errand(code, scene.citizen_id, target)


def _since(scene: Scene, since: date | None, today: date) -> str:
    words = scene.house.words
    if since is None or since > today:
        return ""
    return words("ui.today") if since == today else words("ui.steps.since", on=short(words, since))


def _rule(scene: Scene, rule: str) -> list[Spans]:
    """Return what the source says about it."""
    words = scene.house.words
    source = words(f"rule.{rule}") if words.has(f"rule.{rule}") else ""
    text = f"{rule} {scene.house.signs.dot} {source}" if source else rule
    return [((f"       {line}", "muted"),) for line in wrap(text, min(scene.width - 12, TEXT_WIDTH))[:DETAIL_LINES]]

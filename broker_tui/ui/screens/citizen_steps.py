"""The way of a citizen: steps and their core elements, what is in place, what is missing, who owes it, since when."""

from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import ElementState, Level, Step, StepState, Weight
from broker_tui.ui.screens import phrases
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, Spans, one_line, wrap
from broker_tui.ui.widgets.table_columns import Column

if TYPE_CHECKING:
    from broker_tui.domain.steps import ElementProgress, Item, StepProgress
    from broker_tui.i18n import Words

BAR_CELLS: Final = 13
NARROW_BAR: Final = 8
NARROW: Final = 100
"""Columns below which the bar is short."""

DETAIL_WIDTH: Final = 78

_FORMS: Final = {
    "broker": "broker_assign",
    "min_plan_broker": "min_plan_broker",
    "network_asked": "network",
    "resources": "resources",
    "cv_begun": "cv",
    "cv_with_broker": "cv",
    "cv_consolidated": "cv",
    "goal_begun": "job_goal",
    "goal_concrete": "job_goal",
    "approach": "approach",
    "agreement": "placement",
    "contact_person": "placement",
    "plan": "placement",
    "self_support": "self_support",
    "aftercare_consent": "consent",
    "aftercare_contact": "contact",
}
"""The act whose form puts a missing thing in place, where it belongs to no placement."""

_VALUES: Final[dict[str, dict[str, object]]] = {
    "cv_consolidated": {"work": "consolidated"},
    "aftercare_consent": {"purpose": "aftercare"},
}

_REGISTERED: Final = frozenset(
    {"min_plan_broker", "min_plan_agreement", "vitas", "purpose_min_plan", "purpose_vitas", "company_told"}
)
"""What is ticked off once it stands in the official system."""

_TONES: Final = ("overdue", "due")
"""Tones of what is owed, the most urgent first."""

_CLOSING: Final = {Step.COMPANY: "self_support", Step.AFTERCARE: "end_aftercare"}
"""What closes a step other than the plain act."""


def closing_act(one: "StepProgress") -> str:
    """Return the act that closes a step: step 3 by self-support, aftercare by its end (R128, R129)."""
    if one.step is Step.COMPANY and one.can_close:
        return "close_step"
    return _CLOSING.get(one.step, "close_step")


def running(progress: "tuple[StepProgress, ...]") -> "StepProgress | None":
    """Return the step the citizen is in."""
    return next((one for one in progress if one.state is StepState.RUNNING), None)


def steps(scene: Scene, progress: "tuple[StepProgress, ...]") -> Sheet:
    """Return the steps one below the other; aftercare once she is near it."""
    sheet = Sheet(
        (
            Column("what", "", 38, minimum=36, grow=1, sortable=False),
            Column("more", "", 30, minimum=16, grow=2, drop=1, sortable=False),
            Column("when", "", 13, minimum=13, right=True, sortable=False),
        )
    )
    near_the_end = any(one.step is Step.COMPANY and one.state is StepState.RUNNING for one in progress)
    for one in progress:
        if one.step is Step.AFTERCARE and one.state is StepState.NOT_BEGUN and not near_the_end:
            continue
        if sheet.lines and scene.roomy:
            sheet.headings[len(sheet.lines)] = [()]
        sheet.lines.append(_step(scene, one))
        if one.can_close:
            sheet.lines.append(_closing(scene, one))
        for element in one.elements:
            sheet.lines += _element(scene, one, element)
    return sheet


def _step(scene: Scene, one: "StepProgress") -> Line:
    """Return a step: its name, the days it has used of its limit, and by when it should be over."""
    house, today = scene.house, scene.house.desk.today
    words, signs = house.words, house.signs
    more: list[Span] = []
    when: Span = ("", "")
    used = ""
    if one.days is not None:
        used = (
            words("ui.steps.days_of", n=one.days, limit=one.limit_days)
            if one.limit_days
            else words("ui.steps.days", days=one.days)
        )
    if one.state is StepState.RUNNING:
        if one.limit_days and one.days is not None:
            cells = NARROW_BAR if scene.width < NARROW else BAR_CELLS
            more += [*phrases.bar(signs, one.days, one.limit_days, cells), (f" {used}", "")]
        else:
            more.append((used, ""))
        if one.due is not None:
            late = one.due < today
            text = (
                words("ui.days_over", n=(today - one.due).days)
                if late
                else words("ui.steps.due", on=day(words, one.due))
            )
            when = (text, "overdue" if late else "muted")
    elif one.state is StepState.CLOSED:
        more = [(f"{signs.ready} ", "ready"), (used, "muted")]
        when = (words("ui.steps.closed", on=day(words, one.ended)) if one.ended else "", "muted")
    else:
        state = words.code("step_state", one.state)
        more = [(f"{state} {signs.dot} {used}" if used else state, "muted")]
    strong = "strong" if one.state is StepState.RUNNING else ""
    begins = Errand("step", scene.citizen_id)
    return Line(
        f"step:{one.step.value}",
        {"what": ((words.code("step", one.step), strong),), "more": tuple(more), "when": (when,)},
        errand=_round_errand(scene, one) or begins,
        values={} if one.started else {"step": str(one.step.value)},
        detail=_rounds(scene, one),
        adds="step",
    )


def day(words: "Words", on: date) -> str:
    """Return a day as short as it goes: `28/10`."""
    return words("calendar.pattern.date_day", day=on.day, month=on.month)


def _round_errand(scene: Scene, one: "StepProgress") -> Errand | None:
    """Return what corrects the days of the latest round."""
    for period in reversed(scene.page.case.steps):
        if period.step is one.step and period.started_on == one.started:
            return Errand("span_change", scene.citizen_id, period.id)
    return None


def _rounds(scene: Scene, one: "StepProgress") -> list[Spans]:
    """Return every time she has been in a step, when it was more than once (R127)."""
    if len(one.rounds) < 2:
        return []
    words, today = scene.house.words, scene.house.desk.today
    lines: list[Spans] = [((f"     {words('ui.steps.total', n=len(one.rounds), days=one.total_days)}", "muted"),)]
    for number, round_ in enumerate(one.rounds, 1):
        start = words.date(round_.started, today)
        span = (
            words("ui.citizen.span", start=start, end=words.date(round_.ended, today))
            if round_.ended
            else words("ui.citizen.from", start=start)
        )
        said = words("ui.steps.round", number=number, span=span, days=round_.days)
        lines.append(((f"     {said}", "muted"),))
    return lines


def _closing(scene: Scene, one: "StepProgress") -> Line:
    """Return that a step can be closed, and in red what is to be remembered all the same (C10)."""
    house = scene.house
    words, signs = house.words, house.signs
    remember = [words(f"way.{item.code}") for item in one.reminders]
    more: Spans = ()
    if remember:
        more = ((f"{signs.overdue} {words('ui.steps.remember', what=', '.join(remember))}", "overdue"),)
    said = words("ui.steps.can_close", key=house.key_of("page.close_step"))
    return Line(
        f"close:{one.step.value}",
        {"what": ((f"  {signs.ready} {said}", "ready"),), "more": more},
        errand=Errand(closing_act(one), scene.citizen_id),
    )


def _element(scene: Scene, one: "StepProgress", element: "ElementProgress") -> list[Line]:
    house = scene.house
    words, signs = house.words, house.signs
    shown = [item for item in element.missing if _asked(one, item)]
    begun = one.state in (StepState.RUNNING, StepState.CLOSED) or bool(shown)
    done = f" {signs.dot} ".join(_done(scene, item) for item in element.done)
    if not begun and not done and element.missing:
        names = ", ".join(words(f"way.{item.code}") for item in element.missing if item.weight is not Weight.ADVISED)
        done = words("ui.steps.asks", what=names) if names else ""
    sign: Span = (" ", "")
    if element.state is ElementState.DONE:
        sign = (signs.ready, "ready")
    elif begun:
        owed = [_sign(scene, item) for item in shown if item.weight is not Weight.ADVISED]
        sign = min(owed, key=lambda one: _TONES.index(one[1]) if one[1] in _TONES else len(_TONES))
    number = element.element.value
    head = Line(
        f"element:{one.step.value}:{number}",
        {
            "what": (("  ", ""), sign, (f" {number} {words(f'ui.steps.element.{number}')}", "" if begun else "muted")),
            "more": ((done, "muted"),),
        },
        detail=_whole(scene, done) if element.done else (),
    )
    return [head, *(_missing(scene, one, item, place) for place, item in enumerate(shown))]


def _asked(one: "StepProgress", item: "Item") -> bool:
    """Tell whether a missing thing is asked for now: also of an agreement whose step was never begun (R131)."""
    if one.state is StepState.RUNNING:
        return True
    return item.weight is not Weight.ADVISED and (one.state is StepState.CLOSED or item.placement_id is not None)


def _done(scene: Scene, item: "Item") -> str:
    words = scene.house.words
    name = words(f"way.{item.code}")
    if item.code == "broker" and scene.page.row.broker_name:
        name = one_line(scene.page.row.broker_name)
    return f"{name} {day(words, item.on)}" if item.on else name


def _whole(scene: Scene, done: str) -> list[Spans]:
    """Return what is in place unfolded, where the line has no room for it."""
    lines = wrap(done, min(scene.width - 10, DETAIL_WIDTH))
    return [((f"      {line}", "muted"),) for line in lines]


def _sign(scene: Scene, item: "Item") -> Span:
    """Return the sign of a missing thing: that of the finding about it, else what its weight says."""
    signs = scene.house.signs
    findings = scene.page.overview.findings.get(scene.citizen_id, ())
    level = next(
        (finding.level for finding in findings if item.rule == finding.rule or item.code == finding.code), None
    )
    if level not in (None, Level.INFO, Level.READY):
        return phrases.sign_of(signs, level)
    if item.weight is Weight.REQUIRED:
        return (signs.missing, "due")
    return (signs.warning, "due") if item.weight is Weight.REMINDER else (signs.tried, "muted")


def _missing(scene: Scene, one: "StepProgress", item: "Item", place: int) -> Line:
    """Return a missing thing with who owes it and since when; Enter opens the form that puts it in place."""
    house, today = scene.house, scene.house.desk.today
    words = house.words
    sign = _sign(scene, item)
    late = sign[1] == "overdue"
    since: Span = (
        (words("ui.steps.since", on=day(words, item.since)), "overdue" if late else "muted") if item.since else ("", "")
    )
    if item.since is not None and item.since == today:
        since = (words("ui.today"), "muted")
    advised = item.weight is Weight.ADVISED
    errand = errand_of(scene, item)
    return Line(
        f"item:{one.step.value}:{item.code}:{item.placement_id or place}",
        {
            "what": (("      ", ""), sign, (f" {words(f'way.{item.code}')}", "muted" if advised else "")),
            "more": ((words.code("owner", item.owner), "muted"),),
            "when": (since,),
        },
        errand=errand,
        values=_VALUES.get(item.code, {}),
        ticks=f"registration:{item.code}:{item.placement_id or ''}" if item.code in _REGISTERED else "",
        detail=_why(scene, item),
        adds=errand.code if errand and errand.target_id is None else "",
    )


def errand_of(scene: Scene, item: "Item") -> Errand | None:
    """Return the form that puts a missing thing in place; None where there is nothing to fill in."""
    case = scene.page.case
    if item.code == "goal_concrete" and case.job_goals:
        return Errand("job_goal_change", scene.citizen_id, case.job_goals[-1].id)
    if item.placement_id is not None and item.code in _REGISTERED:
        return None
    if item.placement_id is not None:
        if item.code == "follow_up":
            return Errand("follow_up", scene.citizen_id, item.placement_id)
        return Errand("placement_change", scene.citizen_id, item.placement_id)
    code = _FORMS.get(item.code)
    return Errand(code, scene.citizen_id) if code else None


def _why(scene: Scene, item: "Item") -> list[Spans]:
    """Return what the source says about it."""
    words = scene.house.words
    source = words(f"rule.{item.rule}") if words.has(f"rule.{item.rule}") else ""
    text = f"{item.rule} {scene.house.signs.dot} {source}" if source else item.rule
    return [((f"        {line}", "muted"),) for line in wrap(text, min(scene.width - 12, DETAIL_WIDTH))[:3]]

"""What has been done on the way: goal and CV, approaches, placements with agreement and follow-ups, hours, consents."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import Step, StepState, Weight
from broker_tui.domain.dates import covers
from broker_tui.ui.screens.citizen_goal import goal_lines
from broker_tui.ui.screens.citizen_hours import hours_lines
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet, joined, spanned
from broker_tui.ui.screens.citizen_step_up_parts import consideration_lines
from broker_tui.ui.screens.citizen_steps import day as short
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, Spans, one_line, wrap
from broker_tui.ui.widgets.table_columns import Column

if TYPE_CHECKING:
    from broker_tui.domain.aftercare import SelfSupport
    from broker_tui.domain.approach import Approach
    from broker_tui.domain.consent import Consent
    from broker_tui.domain.follow_up import FollowUp
    from broker_tui.domain.parallel import ParallelMeasure
    from broker_tui.domain.placement import Placement
    from broker_tui.domain.steps import Item, StepProgress

MOST: Final = 6
"""So many approaches and follow-ups stand there; older ones are in the history."""

SUGGESTED: Final = 4

DETAIL_WIDTH: Final = 78

PLACEMENT_ACTS: Final = ("follow_up", "hours", "placement_end", "interruption")
"""What can be done about a placement."""

_WEIGHTS: Final = tuple(Weight)
_OF_RECORD: Final = ("agreement", "follow_up", "company_told")


class _Way(NamedTuple):
    """A citizen, and what her placements lack by the record."""

    scene: Scene
    lacks: dict[str, "list[Item]"]
    due: dict[str, date]


def course(scene: Scene, progress: "tuple[StepProgress, ...]") -> Sheet:
    """Return all that has come of the way so far, the latest first."""
    sheet = Sheet(
        (
            Column("sign", "", 1, sortable=False),
            Column("what", "", 30, minimum=20, grow=1, gap=1, sortable=False),
            Column("more", "", 30, minimum=12, grow=2, drop=1, sortable=False),
            Column("when", "", 16, minimum=16, right=True, sortable=False),
            Column("transferred", "", 1, sortable=False),
        )
    )
    case = scene.page.case
    way = _Way(scene, _lacks(progress), _due(scene))
    placed = sorted(case.placements, key=lambda one: (one.started_on, one.id), reverse=True)
    followed = sorted(case.follow_ups, key=lambda one: (one.on, one.id), reverse=True)
    asked = sorted(case.approaches, key=lambda one: (one.on, one.id), reverse=True)
    parts: tuple[tuple[str, Iterable[Line]], ...] = (
        ("goal", goal_lines(scene)),
        ("placements", (_placement(way, one) for one in placed)),
        ("considerations", consideration_lines(scene)),
        ("follow_ups", (_follow_up(scene, one) for one in followed[:MOST])),
        ("hours", hours_lines(scene)),
        ("approaches", (_approach(scene, one) for one in asked[:MOST])),
        ("suggestions", _suggestions(scene, progress)),
        ("consents", (_consent(scene, one) for one in reversed(case.consents))),
        ("self_support", (_self_support(scene, one) for one in reversed(case.self_support))),
        ("parallel", (_parallel(scene, one) for one in reversed(case.parallel))),
    )
    for name, part in parts:
        lines = list(part)
        if lines:
            aside = scene.house.words("ui.citizen.transferred_mark") if name in {"follow_ups", "approaches"} else ""
            sheet.head(scene.house.words(f"ui.course.{name}"), aside)
            sheet.lines += lines
    said = scene.house.words("ui.course.empty", key=scene.house.key_of("page.add"))
    sheet.empty = [(), (("  ", ""), (said, ""))]
    return sheet


def _lacks(progress: "tuple[StepProgress, ...]") -> "dict[str, list[Item]]":
    """Return what each placement lacks."""
    found: dict[str, list[Item]] = {}
    for one in progress:
        for element in one.elements:
            for item in element.missing:
                if item.placement_id is not None:
                    found.setdefault(item.placement_id, []).append(item)
    return found


def _due(scene: Scene) -> dict[str, date]:
    """Return when each running placement is to be followed up next (R110, R121)."""
    from broker_tui.domain.fulfilment import follow_up_due, running_agreements
    from broker_tui.store.facts import read_facts

    desk = scene.house.desk
    due: dict[str, date] = {}
    for facts in read_facts(desk.store, desk.today, [scene.citizen_id]):
        programme = desk.programme(facts.edition)
        for span in running_agreements(facts, programme, desk.today):
            due[span.id] = follow_up_due(span, facts, programme)
    return due


def _placement(way: _Way, one: "Placement") -> Line:
    scene = way.scene
    house, today = scene.house, scene.house.desk.today
    words, signs = house.words, house.signs
    now = covers(one.started_on, one.ended_on, today)
    lacks = [item for item in way.lacks.get(one.id, ()) if item.code not in _OF_RECORD]
    lacks.sort(key=lambda item: _WEIGHTS.index(item.weight))
    kind = words.code("placement_kind", one.kind)
    more: list[Span] = []
    if one.id in way.due:
        due = way.due[one.id]
        more.append((words("ui.course.next", on=short(words, due)), "overdue" if due < today else "muted"))
    elif one.interrupted_on is not None:
        more.append((words("ui.course.interrupted"), "muted"))
    if lacks:
        names = ", ".join(words(f"way.{item.code}") for item in lacks)
        more += [(f" {signs.dot} ", "muted")] if more else []
        more.append((words("ui.course.lacks", what=names), "due"))
    ahead = one.started_on > today
    return Line(
        f"placement:{one.id}",
        {
            "sign": ((signs.warning, "due") if lacks else (signs.right if now or ahead else " ", "accent"),),
            "what": ((one_line(f"{one.company}, {kind}" if one.company else kind), "" if now or ahead else "muted"),),
            "more": tuple(more),
            "when": ((spanned(scene, one.started_on, one.ended_on), "" if now else "muted"),),
        },
        errand=Errand("placement_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="placement",
        acts=PLACEMENT_ACTS,
        company_id=one.company_id or "",
        detail=list(_agreed(scene, one, lacks)),
    )


def _agreed(scene: Scene, one: "Placement", lacks: "list[Item]") -> Iterator[Spans]:
    """Yield what was agreed, below the line of a placement."""
    words = scene.house.words
    plan = ", ".join(
        f"{words.code('follow_up_interval', phase.every)}"
        + (f" {words('ui.course.until', on=short(words, phase.until))}" if phase.until else "")
        for phase in one.phases
    )
    hours = words("ui.course.weekly", n=words.number(float(one.weekly_hours))) if one.weekly_hours else ""
    facts = (
        ("contact", joined(scene, one.contact_name, one.contact_phone, one.contact_email)),
        ("work", joined(scene, one.work_function, one.tasks, one.working_time, hours)),
        ("purpose", words.code("internship_purpose", one.purpose) if one.purpose else ""),
        ("plan", plan),
        ("health", one.health_considerations),
        ("mastery", ", ".join(f"{'[x]' if task.done_on else '[ ]'} {task.text}" for task in one.mastery)),
        ("reason", one.interruption_reason),
        ("lacking", ", ".join(words(f"way.{item.code}") for item in lacks)),
    )
    for name, said in facts:
        if said:
            label = words(f"ui.course.agreed.{name}")
            room = min(scene.width - 22, DETAIL_WIDTH)
            for number, line in enumerate(wrap(said, room)[:3]):
                yield ((f"     {label if not number else '':<14}", "muted"), (line, "due" if name == "lacking" else ""))


def _follow_up(scene: Scene, one: "FollowUp") -> Line:
    words = scene.house.words
    who = [words.code("contact_party", party) for party, there in _parties(one) if there]
    company = next((place.company for place in scene.page.case.placements if place.id == one.placement_id), "")
    acute = words("ui.course.acute") if one.acute else ""
    hours = [
        words(f"ui.course.hours_{kind}", n=words.number(float(value)))
        for kind, value in (("internship", one.internship_hours), ("paid", one.paid_hours))
        if value is not None
    ]
    return Line(
        f"follow_up:{one.id}",
        {
            "sign": ((scene.house.signs.ready, "ready"),),
            "what": joined(scene, company or words.code("follow_up_place", one.place), acute, ", ".join(who)),
            "more": ((joined(scene, *hours, one.changed_tasks, one.note), "muted"),),
            "when": ((words.date(one.on, scene.house.desk.today), "muted"),),
            "transferred": ((scene.house.signs.ready if one.transferred_on else "", "ready"),),
        },
        errand=Errand("follow_up_change", scene.citizen_id, one.id),
        record_id=one.id,
        ticks="follow_up",
        adds="follow_up",
    )


def _parties(one: "FollowUp") -> tuple[tuple[str, bool], ...]:
    return (("citizen", one.with_citizen), ("company", one.with_company))


def _approach(scene: Scene, one: "Approach") -> Line:
    words, signs = scene.house.words, scene.house.signs
    agreed = one.result == "agreed"
    return Line(
        f"approach:{one.id}",
        {
            "sign": ((signs.ready if agreed else signs.tried, "ready" if agreed else "muted"),),
            "what": one_line(one.company) or signs.dash,
            "more": (
                (words.code("approach_result", one.result), ""),
                (f" {signs.dot} {joined(scene, words.code('approach_by', one.by), one.note)}", "muted"),
            ),
            "when": ((words.date(one.on, scene.house.desk.today), "muted"),),
            "transferred": ((signs.ready if one.transferred_on else "", "ready"),),
        },
        errand=Errand("approach_change", scene.citizen_id, one.id),
        record_id=one.id,
        ticks="approach",
        adds="approach",
        company_id=one.company_id or "",
    )


def _suggestions(scene: Scene, progress: "tuple[StepProgress, ...]") -> Iterator[Line]:
    """Yield companies to ask while a match is looked for, with the plain facts that put them there (R93)."""
    from broker_tui.casework.company_list import suggestions

    looking = any(one.step is Step.TOWARDS_JOB and one.state is StepState.RUNNING for one in progress)
    if not looking:
        return
    words, signs = scene.house.words, scene.house.signs
    for one in suggestions(scene.house.desk, scene.citizen_id, SUGGESTED):
        branch = words("ui.course.branch", branch=one.row.branch) if one.reasons.word else ""
        there = words("ui.company.there_now", n=one.reasons.there_now) if one.reasons.there_now else ""
        free = words("ui.course.free", days=one.reasons.days) if one.reasons.days and not there else ""
        answered = words("ui.course.answered", result=one.approach.result) if one.approach else ""
        yield Line(
            f"suggestion:{one.row.id}",
            {
                "sign": ((signs.tried, "muted"),),
                "what": ((one_line(one.row.name), "muted"),),
                "more": ((joined(scene, branch, there, free, answered), "muted"),),
            },
            errand=Errand("approach", scene.citizen_id, one.row.id),
            adds="approach",
            company_id=one.row.id,
        )


def _consent(scene: Scene, one: "Consent") -> Line:
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    withdrawn = words("ui.course.withdrawn", on=short(words, one.withdrawn_on)) if one.withdrawn_on else ""
    holds = not one.refused and not withdrawn
    state = words("ui.course.refused") if one.refused else withdrawn
    return Line(
        f"consent:{one.id}",
        {
            "sign": ((signs.ready, "ready") if holds else (signs.not_required, "muted"),),
            "what": ((words.code("consent_purpose", one.purpose), "" if holds else "muted"),),
            "more": ((joined(scene, words.code("consent_form", one.form), state, one.scope), "muted"),),
            "when": ((words.date(one.on, today), "muted"),),
        },
        errand=Errand("consent_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="consent",
        acts=("withdrawal",) if holds else (),
    )


def _self_support(scene: Scene, one: "SelfSupport") -> Line:
    words, today = scene.house.words, scene.house.desk.today
    now = covers(one.started_on, one.ended_on, today)
    return Line(
        f"self_support:{one.id}",
        {
            "sign": ((scene.house.signs.right if now else " ", "accent"),),
            "what": ((words.code("self_support_kind", one.kind), "" if now else "muted"),),
            "more": ((one_line(one.note), "muted"),),
            "when": ((spanned(scene, one.started_on, one.ended_on), "" if now else "muted"),),
        },
        errand=Errand("self_support_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="self_support",
    )


def _parallel(scene: Scene, one: "ParallelMeasure") -> Line:
    words, today = scene.house.words, scene.house.desk.today
    now = covers(one.started_on, one.ended_on, today)
    return Line(
        f"parallel:{one.id}",
        {
            "sign": ((scene.house.signs.right if now else " ", "accent"),),
            "what": ((one_line(one.name), "" if now else "muted"),),
            "more": ((joined(scene, words.code("parallel_type", one.type), one.reason), "muted"),),
            "when": ((spanned(scene, one.started_on, one.ended_on), "" if now else "muted"),),
        },
        errand=Errand("parallel_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="parallel",
    )

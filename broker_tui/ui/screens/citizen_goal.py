"""Goal and CV on a citizen's page: the job goal and those before it, work on the CV, resources, network."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from broker_tui.domain.dates import covers
from broker_tui.ui.screens.citizen_sheet import Line, Scene, joined, spanned
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Spans, one_line, wrap

if TYPE_CHECKING:
    from broker_tui.domain.cv import CvEvent, CvSearchable
    from broker_tui.domain.progress import JobGoal, NetworkContact

DETAIL_WIDTH = 78


def goal_lines(scene: Scene) -> Iterator[Line]:
    """Yield the goal and what lies behind it."""
    case = scene.page.case
    goals = sorted(case.job_goals, key=lambda one: (one.on, one.id), reverse=True)
    yield from (_goal(scene, one, latest=not number) for number, one in enumerate(goals))
    worked = sorted(case.cv, key=lambda one: (one.on, one.id), reverse=True)
    yield from (_cv(scene, one) for one in worked)
    yield from (_searchable(scene, one) for one in reversed(case.searchable))
    person = case.citizen
    if person.resources or person.challenges:
        words = scene.house.words
        yield Line(
            "resources",
            {
                "what": words("ui.course.resources"),
                "more": ((joined(scene, person.resources, person.challenges), "muted"),),
            },
            errand=Errand("resources", scene.citizen_id),
            adds="resources",
        )
    yield from (_network(scene, one) for one in case.network)


def _goal(scene: Scene, one: "JobGoal", *, latest: bool) -> Line:
    words, signs = scene.house.words, scene.house.signs
    kind = words.code("job_goal_kind", one.kind) if one.kind else ""
    clarity = words.code("goal_clarity", one.clarity) if one.clarity else ""
    return Line(
        f"goal:{one.id}",
        {
            "sign": ((signs.right if latest else " ", "accent"),),
            "what": ((one_line(one.text), "" if latest else "muted"),),
            "more": ((joined(scene, kind, clarity), "muted"),),
            "when": ((words.date(one.on, scene.house.desk.today), "" if latest else "muted"),),
        },
        errand=Errand("job_goal_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="job_goal",
        detail=list(_concrete(scene, one)),
    )


def _concrete(scene: Scene, one: "JobGoal") -> Iterator[Spans]:
    """Yield what makes a goal concrete, and where it comes from (R75, R91)."""
    words = scene.house.words
    sources = ", ".join(words.code("goal_source", source) for source in one.sources)
    for name, said in (
        ("workplaces", one.workplaces),
        ("tasks", one.tasks),
        ("abilities", one.abilities),
        ("sources", sources),
    ):
        for number, line in enumerate(wrap(said, min(scene.width - 24, DETAIL_WIDTH))[:2]):
            label = words(f"ui.course.goal_{name}") if not number else ""
            yield ((f"     {label:<16}", "muted"), (line, ""))


def _cv(scene: Scene, one: "CvEvent") -> Line:
    words = scene.house.words
    together = words("ui.course.with_broker") if one.with_broker else ""
    return Line(
        f"cv:{one.id}",
        {
            "sign": ((scene.house.signs.ready, "ready"),),
            "what": words.code("cv_work", one.work) if one.work == "cafe" else words("ui.course.cv", work=one.work),
            "more": ((joined(scene, together, one.note), "muted"),),
            "when": ((words.date(one.on, scene.house.desk.today), "muted"),),
        },
        errand=Errand("cv_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="cv",
    )


def _searchable(scene: Scene, one: "CvSearchable") -> Line:
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    now = covers(one.started_on, one.ended_on, today)
    filled = words(f"ui.course.job_sought_{'filled' if one.job_sought_filled else 'lacks'}")
    return Line(
        f"searchable:{one.id}",
        {
            "sign": ((signs.right if now else " ", "accent"),),
            "what": ((words("ui.course.searchable"), "" if now else "muted"),),
            "more": ((filled, "muted" if one.job_sought_filled else "due"),),
            "when": ((spanned(scene, one.started_on, one.ended_on), "" if now else "muted"),),
        },
        errand=Errand("searchable_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="searchable",
    )


def _network(scene: Scene, one: "NetworkContact") -> Line:
    return Line(
        f"network:{one.id}",
        {
            "what": scene.house.words("ui.course.network", name=one_line(one.name)),
            "more": ((joined(scene, one.relation, one.phone), "muted"),),
        },
        errand=Errand("network_contact_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="network_contact",
    )

"""What the timeline of a citizen's page draws: steps, exemptions, placements, and the contact of each week."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes import Step, StepState, WeekState
from broker_tui.domain.dates import IsoWeek
from broker_tui.ui.screens.weeks_grid import sign_of
from broker_tui.ui.widgets.timeline import Bar, Lane, Mark, Stretch

if TYPE_CHECKING:
    from broker_tui.domain.steps import StepProgress
    from broker_tui.ui.screens.citizen_sheet import Scene

MOST: Final = timedelta(weeks=104)
LEAST: Final = timedelta(weeks=10)
AHEAD: Final = timedelta(weeks=9)

_RANKS: Final = {WeekState.REACHED: 3, WeekState.MISSING: 2, WeekState.TRIED: 1}


def stretch(scene: "Scene", progress: "tuple[StepProgress, ...]") -> Stretch:
    """Return the last two years at most, and a little ahead when something is due or agreed there."""
    case, today = scene.page.case, scene.house.desk.today
    starts = [case.citizen.enrolled_on, *(period.started_on for period in case.steps)]
    first = max(min(starts), today - MOST)
    ahead = [one.due for one in progress if one.state is StepState.RUNNING and one.due is not None and one.due > today]
    ahead += [one.started_on for one in case.placements if one.started_on > today]
    ahead += [one.ended_on for one in case.exemptions if one.ended_on is not None and one.ended_on > today]
    last = max(today, min(max(ahead, default=today), today + AHEAD), first + LEAST)
    return Stretch(
        first, last, today, (_steps(scene, progress), _exemptions(scene), _placements(scene), _weeks(scene, first))
    )


def _steps(scene: "Scene", progress: "tuple[StepProgress, ...]") -> Lane:
    words, signs, today = scene.house.words, scene.house.signs, scene.house.desk.today
    bars = [
        Bar(period.started_on, period.ended_on, words.code("step_short", period.step), "accent")
        for period in scene.page.case.steps
        if period.step is not Step.DONE
    ]
    marks = [
        Mark(one.due, signs.warning, "due")
        for one in progress
        if one.state is StepState.RUNNING and one.due is not None and one.due > today
    ]
    return Lane(words("ui.timeline.steps"), bars, marks)


def _exemptions(scene: "Scene") -> Lane:
    case = scene.page.case
    kinds = scene.house.desk.programme(case.citizen.edition).exemptions
    bars = [
        Bar(one.started_on, one.ended_on, kinds[one.type].label if one.type in kinds else one.type, "due")
        for one in case.exemptions
    ]
    return Lane(scene.house.words("ui.timeline.exemptions"), bars)


def _placements(scene: "Scene") -> Lane:
    words = scene.house.words
    bars = [
        Bar(one.started_on, one.ended_on, one.company or words.code("placement_kind", one.kind), "ready")
        for one in scene.page.case.placements
    ]
    return Lane(words("ui.timeline.placements"), bars)


def _weeks(scene: "Scene", first: date) -> Lane:
    from broker_tui.casework.weeks import week_grid

    house = scene.house
    this_week = IsoWeek.of(house.desk.today)
    week = IsoWeek.of(first)
    marks: list[Mark] = []
    for row in week_grid(house.desk, [scene.citizen_id], week, this_week):
        for status in row.statuses:
            if status.state is not WeekState.FUTURE:
                sign, tone = sign_of(house.words, house.signs, status, late=week < this_week)
                marks.append(Mark(max(week.monday, first), sign, tone, _RANKS.get(status.state, 0)))
            week = week.plus(1)
    return Lane(house.words("ui.timeline.contacts"), (), marks)

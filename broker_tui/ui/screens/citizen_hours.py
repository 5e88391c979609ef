"""Hours on a citizen's page: how many a week as they have grown, internship and paid apart, and paid hours worked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from broker_tui.domain.dates import IsoWeek
from broker_tui.ui.screens.citizen_sheet import Line, Scene
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span
from broker_tui.ui.widgets.table_columns import Cell

if TYPE_CHECKING:
    from broker_tui.casework.hours import WeekHours
    from broker_tui.domain.follow_up import WorkedHours

MOST: Final = 8
FULL_WEEK: Final = 37
FULL_MONTH: Final = 160
BAR_CELLS: Final = 10
SHORT_BAR: Final = 6
WIDE: Final = 100


def hours_lines(scene: Scene) -> Iterator[Line]:
    """Yield the changes of the hours a week, the latest last, and below them the hours worked, the latest first."""
    from broker_tui.casework.hours import progression

    points = progression(scene.page.case, scene.house.desk.today)[-MOST:]
    most = max((point.internship + point.paid for point in points), default=Decimal(0))
    for number, point in enumerate(points):
        yield _point(scene, point, max(float(most), FULL_WEEK), latest=number == len(points) - 1)
    worked = sorted(scene.page.case.worked_hours, key=lambda one: (_first_day(one.period), one.id), reverse=True)
    for one in worked[:MOST]:
        yield _worked(scene, one)


def _point(scene: Scene, point: "WeekHours", whole: float, *, latest: bool) -> Line:
    """Return the hours a week from a day on: internship and paid, each with its bar."""
    words = scene.house.words
    spans: list[Span] = []
    for kind, hours in (("internship", point.internship), ("paid", point.paid)):
        if hours:
            tone = "accent" if kind == "internship" else "ready"
            said = words(f"ui.course.hours_{kind}", n=words.number(float(hours)))
            spans += [*_bar(scene, float(hours), whole, tone), (f" {said}  ", "" if latest else "muted")]
    return Line(
        f"hours:{point.on}",
        {
            "what": ((words("ui.course.hours_week"), "" if latest else "muted"),),
            "more": tuple(spans) or ((words("ui.course.hours_none"), "muted"),),
            "when": ((words("ui.citizen.from", start=words.date(point.on, scene.house.desk.today)), "muted"),),
        },
        adds="follow_up",
    )


def _bar(scene: Scene, hours: float, whole: float, tone: str) -> tuple[Span, ...]:
    cells = BAR_CELLS if scene.width >= WIDE else SHORT_BAR
    filled = max(1, min(cells, round(hours * cells / whole))) if hours else 0
    signs = scene.house.signs
    return ((signs.bar_full * filled, tone), (signs.bar_rest * (cells - filled), "rule"))


def _worked(scene: Scene, one: "WorkedHours") -> Line:
    words = scene.house.words
    weekly = "W" in one.period
    company = next((place.company for place in scene.page.case.placements if place.id == one.placement_id), "")
    when = (
        words.week(IsoWeek.parse(one.period), scene.house.desk.today) if weekly else words.month(_first_day(one.period))
    )
    said = words("ui.course.hours_worked", n=words.number(float(one.hours)))
    more: Cell = (
        *_bar(scene, float(one.hours), FULL_WEEK if weekly else FULL_MONTH, "ready"),
        (f" {said}", ""),
        (f"  {company}", "muted"),
    )
    return Line(
        f"worked:{one.id}",
        {"what": words("ui.course.worked"), "more": more, "when": ((when, "muted"),)},
        errand=Errand("hours_change", scene.citizen_id, one.id),
        record_id=one.id,
        adds="hours",
    )


def _first_day(period: str) -> date:
    return IsoWeek.parse(period).monday if "W" in period else date.fromisoformat(f"{period}-01")

"""The contacts of a citizen: every contact and attempt, excused weeks, and all agreements, open and done."""

from dataclasses import replace
from datetime import date
from typing import Final

from broker_tui.domain.contact import Task, WeekExcuse
from broker_tui.domain.dates import IsoWeek
from broker_tui.ui.screens.citizen_overview import contact_line, task_line
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import one_line
from broker_tui.ui.widgets.table_columns import Column

DONE_TASKS: Final = 20


def contacts(scene: Scene) -> Sheet:
    """Return agreements, then contacts and excused weeks, the latest first."""
    words = scene.house.words
    sheet = Sheet(
        (
            Column("sign", "", 1, sortable=False),
            Column("when", "", 12, minimum=9, gap=1, sortable=False),
            Column("what", "", 26, minimum=16, sortable=False),
            Column("more", "", 30, minimum=10, grow=1, drop=1, sortable=False),
            Column("transferred", "", 1, sortable=False),
        )
    )
    case = scene.page.case
    tasks = sorted(case.tasks, key=lambda task: (task.done_on or date.max, task.due_on or date.max), reverse=True)
    still_open = [task for task in reversed(tasks) if task.done_on is None]
    if still_open:
        sheet.head(words("ui.citizen.tasks"))
        sheet.lines += [_task(scene, task) for task in still_open]
    dated: list[tuple[date, str, Line]] = [(one.on, one.id, contact_line(scene, one)) for one in case.contacts]
    dated += [(IsoWeek.parse(one.week).monday, one.id, _excuse(scene, one)) for one in case.excuses]
    if dated:
        sheet.head(words("ui.citizen.contacts", n=len(case.contacts)), words("ui.citizen.transferred_mark"))
        sheet.lines += [line for _, _, line in sorted(dated, key=lambda item: item[:2], reverse=True)]
    done = [task for task in tasks if task.done_on is not None]
    if done:
        sheet.head(words("ui.citizen.tasks_done", n=len(done)))
        sheet.lines += [_task(scene, task) for task in done[:DONE_TASKS]]
    sheet.empty = [(), (("  ", ""), (words("ui.empty.contacts", contact_key=scene.house.key_of("contact.log")), ""))]
    return sheet


def _task(scene: Scene, task: Task) -> Line:
    """Return an agreement with a date as narrow as the column."""
    line, today = task_line(scene, task), scene.house.desk.today
    day = task.done_on or task.due_on
    late = task.done_on is None and task.due_on is not None and task.due_on < today
    when = ((scene.house.words.date(day, today), "overdue" if late else "muted"),) if day else ""
    return replace(line, cells={**line.cells, "when": when})


def _excuse(scene: Scene, excuse: WeekExcuse) -> Line:
    house = scene.house
    return Line(
        f"excuse:{excuse.id}",
        {
            "sign": ((house.signs.excused, "muted"),),
            "when": ((house.words.week(IsoWeek.parse(excuse.week), house.desk.today), "muted"),),
            "what": ((house.words("ui.citizen.excused"), "muted"),),
            "more": ((one_line(excuse.note), "muted"),),
        },
        errand=Errand("week_excuse", scene.citizen_id, excuse.week),
        values={"note": excuse.note},
        record_id=excuse.id,
        adds="week_excuse",
    )

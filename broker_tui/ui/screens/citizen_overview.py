"""The first tab of a citizen's page: what waits and why, agreements, the last contacts, the days that matter."""

from datetime import date
from typing import Final

from broker_tui.domain.codes import Level
from broker_tui.domain.contact import Contact, Task
from broker_tui.domain.finding import Finding
from broker_tui.domain.status import step_due
from broker_tui.ui.screens import phrases
from broker_tui.ui.screens.beside import why_lines
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.screens.citizen_step_up_parts import consideration_lines
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, one_line
from broker_tui.ui.widgets.table_columns import Cell, Column

LAST_CONTACTS: Final = 3
DETAIL_WIDTH: Final = 78

COLUMNS: Final = (
    Column("sign", "", 1, sortable=False),
    Column("what", "", 30, minimum=14, grow=1, gap=1, sortable=False, flows=True),
    Column("more", "", 22, minimum=10, grow=1, drop=1, sortable=False),
    Column("when", "", 16, minimum=16, right=True, sortable=False),
)


def overview(scene: Scene) -> Sheet:
    """Return what waits, what was agreed, who was last talked to, and the days that matter."""
    sheet = Sheet(COLUMNS)
    words = scene.house.words
    findings = scene.page.overview.findings.get(scene.citizen_id, ())
    waiting = [finding for finding in findings if finding.level is not Level.INFO]
    if findings:
        sheet.head(words("ui.citizen.waiting" if waiting else "ui.citizen.good_to_know"))
        sheet.lines += [_finding(scene, finding, number) for number, finding in enumerate(findings)]
    else:
        sheet.head(words("ui.empty.findings"))
    tasks = [task for task in scene.page.case.tasks if task.done_on is None]
    if tasks:
        sheet.head(words("ui.citizen.tasks"))
        tasks.sort(key=lambda task: (task.due_on or date.max, task.agreed_on))
        sheet.lines += [task_line(scene, task) for task in tasks]
    considerations = consideration_lines(scene)
    if considerations:
        sheet.head(words("step_up.tab.considerations_block"))
        sheet.lines += considerations
    contacts = sorted(scene.page.case.contacts, key=lambda contact: (contact.on, contact.id), reverse=True)
    if contacts:
        sheet.head(words("ui.citizen.last_contacts"))
        sheet.lines += [contact_line(scene, contact) for contact in contacts[:LAST_CONTACTS]]
    sheet.head(words("ui.citizen.key_dates"))
    sheet.lines += _key_dates(scene)
    return sheet


def _finding(scene: Scene, finding: Finding, number: int) -> Line:
    house = scene.house
    tone = "strong" if finding.level is not Level.INFO else ""
    return Line(
        f"finding:{finding.code}:{number}",
        {
            "sign": (phrases.sign_of(house.signs, finding.level),),
            "what": ((phrases.title_of(house.words, finding), tone),),
            "when": ((phrases.when_of(house.words, finding, house.desk.today), "muted"),),
        },
        finding=finding,
        detail=[((("   "), ""), *line) for line in why_lines(house, finding, min(scene.width - 6, DETAIL_WIDTH))],
    )


def task_line(scene: Scene, task: Task) -> Line:
    """Return one agreement; Enter corrects it, a tick finishes it."""
    words, today = scene.house.words, scene.house.desk.today
    due: Span = ("", "")
    if task.done_on is not None:
        due = (words("ui.citizen.done_on", on=task.done_on), "muted")
    elif task.due_on is not None:
        due = (words("ui.by", on=task.due_on), "overdue" if task.due_on < today else "muted")
    box = "[x]" if task.done_on else "[ ]"
    return Line(
        f"task:{task.id}",
        {
            "what": ((f"{box} ", "muted"), (one_line(task.text), "")),
            "more": ((words("ui.citizen.agreed", on=task.agreed_on), "muted"),),
            "when": (due,),
        },
        errand=Errand("task_change", scene.citizen_id, task.id),
        record_id=task.id,
        ticks="task",
        adds="task",
    )


def contact_line(scene: Scene, contact: Contact) -> Line:
    """Return one contact; Enter corrects it, a tick says that it is carried over to the official system."""
    house = scene.house
    words, signs = house.words, house.signs
    reached = contact.outcome == "reached"
    how = words.code("contact_medium", contact.medium)
    outcome = "" if reached else words.code("contact_outcome", contact.outcome)
    party = "" if contact.party == "citizen" else words("ui.citizen.with", party=contact.party)
    said = f" {signs.dot} ".join(part for part in (how, outcome, party) if part)
    more: Cell = ((one_line(contact.note), "muted"),)
    return Line(
        f"contact:{contact.id}",
        {
            "sign": ((signs.ready if reached else signs.tried, "ready" if reached else "muted"),),
            "what": ((said, ""),),
            "more": more,
            "when": ((words.date(contact.on, house.desk.today), "muted"),),
            "transferred": ((signs.ready if contact.transferred_on else "", "ready"),),
        },
        errand=Errand("contact_change", scene.citizen_id, contact.id),
        record_id=contact.id,
        ticks="contact",
        adds="contact",
    )


def _key_dates(scene: Scene) -> list[Line]:
    words, row, case = scene.house.words, scene.page.row, scene.page.case
    found: list[tuple[str, date | None, str, str]] = [
        ("enrolled", row.enrolled_on, "", "citizen_change"),
        ("broker", _since(scene, "brokers"), row.broker_name or "", "broker_assign"),
    ]
    if row.step is not None and row.step_started_on is not None:
        from broker_tui.domain.facts import StepSpan

        found.append(("step", row.step_started_on, words.code("step", row.step), "step"))
        limit = step_due(
            StepSpan(row.step_started_on, None, row.step), scene.house.desk.programme(case.citizen.edition)
        )
        found.append(("step_limit", limit, "", "step"))
    if row.exemption_ends_on is not None:
        found.append(("exemption_ends", row.exemption_ends_on, "", ""))
    found.append(("case_closed", row.case_closed_on, "", "citizen_change"))
    today = scene.house.desk.today
    return [
        Line(
            f"date:{name}",
            {
                "what": words(f"ui.citizen.date.{name}"),
                "more": ((one_line(more), "muted"),),
                "when": ((words.date(day, today), ""),),
            },
            errand=Errand(code, scene.citizen_id) if code else None,
        )
        for name, day, more, code in found
        if day is not None
    ]


def _since(scene: Scene, family: str) -> date | None:
    from broker_tui.casework.spans import on_day

    current = on_day(getattr(scene.page.case, family), scene.house.desk.today)
    return current.started_on if current else None

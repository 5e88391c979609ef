"""What the pane beside a list says about the citizen under its cursor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broker_tui.domain.codes import ContactOutcome, Level
from broker_tui.domain.cpr import mask, written
from broker_tui.domain.finding import Finding
from broker_tui.ui.paint import ends
from broker_tui.ui.screens import phrases
from broker_tui.ui.text import Span, Spans, width_of, wrap

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.store.caseload import CaseloadRow
    from broker_tui.ui.app import BrokerApp

LABEL = 9
LAST_CONTACTS = 3
OPEN_TASKS = 3


def why_lines(house: "BrokerApp", finding: Finding, width: int) -> list[Spans]:
    """Return why a finding stands there, by which rule, and what clears it, broken to `width`."""
    words = house.words
    lines: list[Spans] = [((part, ""),) for part in wrap(words(f"finding.{finding.code}.why", **finding.params), width)]
    clear = wrap(words(f"finding.{finding.code}.clear", **finding.params), width - 2)
    lines += [
        ((f"{house.signs.ready} " if not number else "  ", "ready"), (part, "")) for number, part in enumerate(clear)
    ]
    source = words(f"rule.{finding.rule}") if words.has(f"rule.{finding.rule}") else ""
    lines += [((part, "muted"),) for part in wrap(f"{finding.rule} {house.signs.dot} {source}", width)]
    return lines


def why_page(house: "BrokerApp", findings: Sequence[Finding]) -> list[Spans]:
    """Return the explanation of findings for the help page: each with its rule, its source and what clears it."""
    words = house.words
    lines: list[Spans] = []
    for finding in findings:
        lines += [()] if lines else []
        lines.append((phrases.sign_of(house.signs, finding.level), (f" {phrases.title_of(words, finding)}", "strong")))
        lines += [(), ((words(f"finding.{finding.code}.why", **finding.params), ""),)]
        source = words(f"rule.{finding.rule}")
        lines += [
            (),
            (
                (
                    f"{words('ui.why.rule', rule=finding.rule)} {house.signs.dot} {words('ui.why.source')}: {source}",
                    "muted",
                ),
            ),
        ]
        clear = words(f"finding.{finding.code}.clear", **finding.params)
        lines += [(), ((f"{words('ui.why.clear')}: {clear}", ""),)]
    return lines


def citizen_lines(
    house: "BrokerApp",
    row: "CaseloadRow",
    case: "Case",
    finding: Finding | None,
    width: int,
    *,
    whole_cpr: bool = False,
) -> list[Spans]:
    """Return the pane: who she is, how far her step has come, goal, last contacts, agreements, and why."""
    words, signs, today = house.words, house.signs, house.desk.today
    cpr = written(row.cpr) if whole_cpr else mask(row.cpr).replace("••••", signs.masked)
    age = phrases.person(words, row, today)
    lines: list[Spans] = [
        ends([(row.name, "strong")], [(age, "muted")], width, signs.ellipsis),
        ends([(cpr, "muted")], [(row.phone, "muted")], width, signs.ellipsis),
        (),
    ]
    lines += _standing(house, row, width)
    goal = next((goal.text for goal in reversed(case.job_goals) if goal.on <= today), "")
    if goal:
        lines += _labelled(words("ui.pane.goal"), [((part, ""),) for part in wrap(goal, width - LABEL)[:2]])
    lines += _labelled(words("ui.pane.last"), _contacts(house, case, width - LABEL))
    tasks = [task for task in case.tasks if task.done_on is None and task.agreed_on <= today]
    tasks.sort(key=lambda task: (task.due_on is None, task.due_on, task.agreed_on))
    lines += _labelled(
        words("ui.pane.tasks"), [_task(house, task.text, task.due_on, width - LABEL) for task in tasks[:OPEN_TASKS]]
    )
    rest = _findings(house, row.id, finding)
    if finding is not None:
        lines += [
            (),
            ((signs.rule * width, "rule"),),
            (phrases.sign_of(signs, finding.level), (f" {phrases.title_of(words, finding)}", "strong")),
        ]
        lines += why_lines(house, finding, width)
    if rest:
        lines += [(), *rest]
    return lines


def _standing(house: "BrokerApp", row: "CaseloadRow", width: int) -> list[Spans]:
    """Return group, step and its bar, exemption, placement."""
    words, signs, today = house.words, house.signs, house.desk.today
    parts = [words.code("group", row.group).capitalize() if row.group else words("ui.pane.no_group")]
    parts += [words.code("marker", marker) for marker in row.markers]
    weeks = phrases.step_weeks(row, house.desk.programme(row.edition), today)
    if row.step is not None:
        parts.append(words.code("step_short", row.step))
    if weeks is not None:
        parts.append(
            words("ui.pane.week_of", week=weeks[0], limit=weeks[1])
            if weeks[1]
            else words("ui.pane.week", week=weeks[0])
        )
    lines: list[Spans] = [((f" {signs.dot} ".join(parts), ""),)]
    if weeks is not None and weeks[1]:
        lines.append(phrases.bar(signs, weeks[0], weeks[1], min(width, 26)))
    if row.exemption:
        programme = house.desk.programme(row.edition)
        label = programme.exemptions[row.exemption].label if row.exemption in programme.exemptions else row.exemption
        until = words("ui.until", on=row.exemption_ends_on) if row.exemption_ends_on else ""
        lines.append(((label, "due"), (f" {until}", "muted")))
    if row.company or row.placement:
        kind = words.code("placement_kind", row.placement) if row.placement else ""
        lines.append(((row.company or kind, "accent"), (f" {kind}" if row.company else "", "muted")))
    return [*lines, ()]


def _contacts(house: "BrokerApp", case: "Case", width: int) -> list[Spans]:
    words, today = house.words, house.desk.today
    past = [contact for contact in case.contacts if contact.on <= today][-LAST_CONTACTS:]
    lines: list[Spans] = []
    for contact in reversed(past):
        medium = words.code("contact_medium_short", contact.medium)
        first: list[Span] = [(f"{words.date(contact.on, today)} {medium}", "")]
        if contact.outcome is not ContactOutcome.REACHED:
            first.append((f" {words.code('contact_outcome', contact.outcome)}", "muted"))
        lines.append(tuple(first))
        lines += [((part, "muted"),) for part in wrap(contact.note, width)[:2]]
    return lines or [((words("ui.pane.never"), "muted"),)]


def _task(house: "BrokerApp", text: str, due: object, width: int) -> Spans:
    from datetime import date

    today = house.desk.today
    if not isinstance(due, date):
        return ((text, ""),)
    tone = "overdue" if due < today else "muted"
    return ends([(text, "")], [(house.words.date(due, today), tone)], width, house.signs.ellipsis)


def _findings(house: "BrokerApp", citizen_id: str, shown: Finding | None) -> list[Spans]:
    """Return what else waits."""
    overview = house.overview
    found = overview.findings.get(citizen_id, ()) if overview else ()
    return [
        (phrases.sign_of(house.signs, finding.level), (f" {phrases.title_of(house.words, finding)}", "muted"))
        for finding in found
        if finding is not shown and finding.level is not Level.INFO
    ]


def _labelled(label: str, lines: Sequence[Spans]) -> list[Spans]:
    """Return lines with a label before the first; none for none."""
    pad = " " * max(1, LABEL - width_of(label))
    return [(((label + pad) if not number else " " * LABEL, "muted"), *line) for number, line in enumerate(lines)]

"""One page on how a citizen stands: her way to a job, what is missing, what is agreed, and the latest contacts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.domain.codes import ContactParty, Group, Level, Step, StepState
from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.exchange.documents.compose.wording import (
    Person,
    capital,
    contact_of,
    day,
    framed,
    goal_note,
    joined,
    subject_of,
)
from broker_tui.exchange.documents.parts import Bullets, Document, Heading, Pairs, Part, Table
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.citizen import Citizen
    from broker_tui.domain.contact import Contact, Task
    from broker_tui.domain.finding import Finding
    from broker_tui.domain.placement import Placement
    from broker_tui.domain.step_up import AgreedItem
    from broker_tui.domain.steps import StepProgress

_LINES: Final = 5
_CONTACTS: Final = 4
"""How many findings, agreements and contacts fit on the page with everything else."""


class StatusContent(NamedTuple):
    """What is known of a citizen on a day.

    Attributes:
        citizen: who; her CPR number is printed `with_cpr` only.
        today: the day it holds for.
        made_on: when this was made.
        group: the group she is in; `broker` and `caseworker` whose she is.
        job_goal: her own job goal, empty while there is none.
        steps: how far she has come, as `step_progress` tells.
        findings: what the rules say, the most urgent first.
        tasks: tasks agreed in contacts; done ones may be among them.
        items: things agreed in a step-up; likewise.
        placements: times at companies, past ones too.
        contacts: contacts in any order.
    """

    citizen: "Citizen"
    today: date
    made_on: datetime
    group: Group | None
    broker: Person
    caseworker: Person
    job_goal: str
    steps: "tuple[StepProgress, ...]"
    findings: "tuple[Finding, ...]"
    tasks: "tuple[Task, ...]"
    items: "tuple[AgreedItem, ...]"
    placements: "tuple[Placement, ...]"
    contacts: "tuple[Contact, ...]"
    with_cpr: bool = False


def status(content: StatusContent, words: Words) -> Document:
    """Return a page about the citizen; notes on contacts and remarks stay in the program."""
    parts: tuple[Part, ...] = (
        goal_note(words, content.job_goal),
        Heading(1, words("document.heading.now")),
        Pairs(_now(content, words)),
        Heading(1, words("document.heading.way")),
        _way(content, words),
        Heading(1, words("document.heading.missing")),
        _bullets(words, "missing", [_finding(words, one) for one in content.findings if _is_missing(one)]),
        Heading(1, words("document.heading.agreed")),
        _bullets(words, "agreed", _agreed(content, words)),
        Heading(1, words("document.heading.contacts")),
        _contacts(content, words),
    )
    return framed(
        DocumentKind.STATUS,
        words,
        subject_of(words, content.citizen, with_cpr=content.with_cpr),
        content.made_on,
        parts,
        subtitle=words("document.status.as_of", on=day(words, content.today)),
    )


def _now(content: StatusContent, words: Words) -> tuple[tuple[str, str], ...]:
    group = capital(words.code("group", content.group)) if content.group else ""
    return (
        (words("document.label.enrolled"), day(words, content.citizen.enrolled_on)),
        (words("document.label.group"), group),
        (words("document.label.broker"), contact_of(words, content.broker)),
        (words("document.label.caseworker"), contact_of(words, content.caseworker)),
        (words("document.label.company"), _placed(content, words) or words("document.status.no_company")),
    )


def _placed(content: StatusContent, words: Words) -> str:
    """Return the places she is at, or is to begin at."""
    ahead = [one for one in content.placements if one.ended_on is None or one.ended_on >= content.today]
    return "\n".join(
        joined(
            one.company,
            words.code("placement_kind", one.kind),
            words("document.status.since", on=day(words, one.started_on)),
        )
        for one in sorted(ahead, key=lambda one: (one.started_on, one.id))
    )


def _way(content: StatusContent, words: Words) -> Table:
    headers = tuple(words(f"document.column.{name}") for name in ("step", "state", "since", "limit", "missing"))
    shown = (one for one in content.steps if one.step is not Step.AFTERCARE or one.state is not StepState.NOT_BEGUN)
    rows = []
    for one in shown:
        lacks = ", ".join(words(f"way.{item.code}") for item in one.lacks)
        none = words("document.status.nothing")
        begun = one.state not in {StepState.NOT_BEGUN, StepState.SKIPPED}
        rows.append(
            (
                words.code("step", one.step),
                capital(words.code("step_state", one.state)),
                day(words, one.started) or none,
                day(words, one.due) or none,
                capital(lacks) if begun and lacks else none,
            )
        )
    return Table(headers, tuple(rows))


def _is_missing(one: "Finding") -> bool:
    return one.level is not Level.INFO and not one.is_event


def _finding(words: Words, one: "Finding") -> str:
    text = words(f"finding.{one.code}.title", **one.params)
    if one.due is not None:
        return words("document.status.due", text=text, on=day(words, one.due))
    return text


def _agreed(content: StatusContent, words: Words) -> list[str]:
    """Return what is agreed and open: of a step-up first, then tasks; the ones that are due first."""
    lines: list[tuple[bool, date, str]] = []
    for item in content.items:
        if item.done_on is None and item.dropped_on is None:
            who = words.code("responsible", item.ensured_by)
            kind = words.code("agreed_kind", item.kind)
            text = words("document.status.item", kind=capital(kind), text=item.text, who=item.ensured_name or who)
            lines.append((False, item.follow_up_on or date.max, _due(words, text, item.follow_up_on)))
    lines += [
        (True, task.due_on or date.max, _due(words, task.text, task.due_on))
        for task in content.tasks
        if task.done_on is None
    ]
    return [text for _, _, text in sorted(lines)]


def _due(words: Words, text: str, on: date | None) -> str:
    return text if on is None else words("document.status.due", text=text, on=day(words, on))


def _contacts(content: StatusContent, words: Words) -> Bullets:
    """Return the latest contacts with the citizen: when, how and whether they spoke; never what was said."""
    past = [one for one in content.contacts if one.on <= content.today and one.party is ContactParty.CITIZEN]
    latest = sorted(past, key=lambda one: (one.on, one.id), reverse=True)[:_CONTACTS]
    if not latest:
        return Bullets((words("document.status.none_contacts"),))
    return Bullets(
        tuple(
            words("document.status.contact", on=day(words, one.on), medium=one.medium, outcome=one.outcome)
            for one in latest
        )
    )


def _bullets(words: Words, section: str, texts: Sequence[str]) -> Bullets:
    if not texts:
        return Bullets((words(f"document.status.none_{section}"),))
    left = len(texts) - _LINES
    more = (words("document.status.more", n=left),) if left > 0 else ()
    return Bullets((*texts[:_LINES], *more))

"""The agreement with a company: what, when, for whose sake, towards paid hours, and who follows up (R99-R115)."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.exchange.documents.compose.wording import (
    Person,
    capital,
    contact_of,
    day,
    framed,
    goal_note,
    subject_of,
)
from broker_tui.exchange.documents.parts import (
    Bullets,
    Document,
    Heading,
    Pairs,
    Paragraph,
    Part,
    Signatures,
    Table,
)
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.domain.citizen import Citizen
    from broker_tui.domain.company import Company
    from broker_tui.domain.placement import Placement

_CONTACT = ("contact_name", "contact_phone", "contact_email")
_IN_VITAS = frozenset({PlacementKind.INTERNSHIP, PlacementKind.WAGE_SUBSIDY})


class PlacementContent(NamedTuple):
    """An agreement with a company.

    Attributes:
        citizen: who comes to work there; her CPR number is printed `with_cpr` only.
        placement: what was agreed.
        company: the company it stands for, None where only its name is known.
        job_goal: the citizen's own job goal.
        broker: who follows up (R109).
        considerations: what a step-up has agreed on and is still open (R180).
        made_on: when this was made.
    """

    citizen: "Citizen"
    placement: "Placement"
    company: "Company | None"
    job_goal: str
    broker: Person
    considerations: tuple[str, ...]
    made_on: datetime
    with_cpr: bool = False


def placement_agreement(content: PlacementContent, words: Words) -> Document:
    """Return the agreement between citizen, company and job broker."""
    placement = content.placement
    parts: list[Part] = [
        goal_note(words, content.job_goal),
        Heading(1, words("document.heading.company")),
        Pairs(_company(content, words)),
        Heading(1, words("form.section.work")),
        Pairs(_work(content, words)),
    ]
    if content.considerations:
        parts += [Heading(2, words("document.heading.considerations")), Bullets(content.considerations)]
    parts += [Heading(1, words("document.heading.paid_hours")), *_paid_hours(placement, words)]
    parts += [Heading(1, words("form.section.plan")), *_plan(content, words)]
    parts += [Heading(1, words("document.heading.registered")), Pairs(_registered(placement, words))]
    signers = ("citizen", "company", "broker")
    parts.append(Signatures(tuple(words(f"document.signer.{who}") for who in signers)))
    return framed(
        DocumentKind.PLACEMENT_AGREEMENT,
        words,
        subject_of(words, content.citizen, with_cpr=content.with_cpr),
        content.made_on,
        tuple(parts),
        subtitle=capital(words.code("placement_kind", placement.kind)),
    )


def _label(words: Words, name: str) -> str:
    return words(f"form.placement.{name}.label")


def _company(content: PlacementContent, words: Words) -> tuple[tuple[str, str], ...]:
    placement, company = content.placement, content.company
    named = (words("document.label.company"), company.name if company else placement.company)
    known = [(name, getattr(company, name)) for name in ("cvr", "p_number", "address")] if company else []
    return (
        named,
        *((words(f"document.label.{name}"), text) for name, text in known if text),
        *((_label(words, name), getattr(placement, name)) for name in _CONTACT),
    )


def _work(content: PlacementContent, words: Words) -> tuple[tuple[str, str], ...]:
    placement = content.placement
    hours = "" if placement.weekly_hours is None else words.number(float(placement.weekly_hours))
    return (
        (words("document.label.citizen"), content.citizen.name),
        (_label(words, "kind"), capital(words.code("placement_kind", placement.kind))),
        (_label(words, "started_on"), day(words, placement.started_on)),
        (_label(words, "ended_on"), day(words, placement.ended_on)),
        (_label(words, "work_function"), placement.work_function),
        (_label(words, "tasks"), placement.tasks),
        (_label(words, "working_time"), placement.working_time),
        (_label(words, "weekly_hours"), hours),
        (_label(words, "health_considerations"), placement.health_considerations),
    )


def _paid_hours(placement: "Placement", words: Words) -> list[Part]:
    """Return what leads to paid hours; an internship tells its purpose and what is to be mastered (R100-R106)."""
    told = [
        (_label(words, f"goal_told_{who}"), capital(words.yes_no(getattr(placement, f"goal_told_{who}"))))
        for who in ("citizen", "company")
    ]
    if placement.kind is not PlacementKind.INTERNSHIP:
        return [Pairs(tuple(told))]
    possible = placement.paid_hours_possible
    purpose = words.code("internship_purpose", placement.purpose) if placement.purpose else ""
    pairs = [
        (_label(words, "purpose"), purpose),
        (_label(words, "why_not_paid_hours"), placement.why_not_paid_hours),
        (_label(words, "paid_hours_possible"), "" if possible is None else capital(words.yes_no(possible))),
    ]
    if possible is False:
        pairs.append((_label(words, "next_workplace_plan"), placement.next_workplace_plan))
    else:
        pairs.append((_label(words, "paid_hours_expected"), placement.paid_hours_expected))
        pairs.append((_label(words, "paid_hours_expected_on"), day(words, placement.paid_hours_expected_on)))
    tasks = tuple(
        (task.text, day(words, task.done_on) or words("document.placement.not_yet")) for task in placement.mastery
    )
    headers = (words("document.column.task"), words("document.column.mastered"))
    return [Pairs((*told, *pairs)), Heading(2, _label(words, "mastery")), Table(headers, tasks)]


def _plan(content: PlacementContent, words: Words) -> list[Part]:
    """Return who follows up, how often and with whom the plan was made (R107-R111)."""
    placement = content.placement
    parties = [name for name in ("citizen", "broker", "company") if getattr(placement, f"plan_{name}")]
    made_by = words.listed(words(f"document.placement.party.{name}") for name in parties) if parties else ""
    pairs = (
        (words("document.label.follows_up"), contact_of(words, content.broker)),
        (_label(words, "plan_agreed_on"), day(words, placement.plan_agreed_on)),
        (words("document.label.made_by"), capital(made_by)),
    )
    phases = tuple(
        words("document.placement.until", every=capital(every), on=day(words, phase.until))
        if phase.until
        else capital(every)
        for phase in placement.phases
        for every in (words.code("follow_up_interval", phase.every),)
    )
    heading = Heading(2, words("document.heading.how_often"))
    return [Pairs(pairs), heading, Bullets(phases) if phases else Paragraph("")]


def _registered(placement: "Placement", words: Words) -> tuple[tuple[str, str], ...]:
    """Return when it was written into Min Plan and VITAS (R113, R114, C9)."""
    names = ["min_plan_on"]
    if placement.kind in _IN_VITAS:
        names.append("vitas_on")
    if placement.kind is PlacementKind.INTERNSHIP:
        names += ["purpose_min_plan_on", "purpose_vitas_on"]
    return tuple((words(f"document.placement.{name}"), day(words, getattr(placement, name))) for name in names)

"""citizen: one page about one citizen."""

from typing import TYPE_CHECKING

import click

from broker_tui.cli.documents import citizen_document, finding_document, iso, when
from broker_tui.cli.output import safe, write, write_json, write_table
from broker_tui.cli.session import Session
from broker_tui.cli.way import steps_document, write_steps
from broker_tui.cli.worded import Worded, json_option
from broker_tui.domain.cpr import mask, written
from broker_tui.domain.dates import age_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broker_tui.casework.page import Page
    from broker_tui.domain.contact import Contact

_CONTACTS = 5


@click.command("citizen", cls=Worded)
@click.argument("citizen", metavar="C")
@click.option("--with-cpr", is_flag=True)
@json_option
@click.pass_obj
def citizen_command(session: Session, citizen: str, *, with_cpr: bool, as_json: bool) -> None:
    """Print one page: facts, steps, findings with their reasons."""
    from broker_tui.casework.page import read_page

    citizen_id, _ = session.citizen(citizen)
    page = read_page(session.desk, citizen_id)
    session.seen("citizen_viewed", citizen_id)
    if as_json:
        write_json(_document(session, page, with_cpr=with_cpr))
        return
    _write_facts(session, page, with_cpr=with_cpr)
    write_steps(session.words, page.steps, session.desk.today)
    _write_findings(session, page)
    _write_contacts(session, page.case.contacts)


def _document(session: Session, page: "Page", *, with_cpr: bool) -> dict[str, object]:
    citizen = page.case.citizen
    return {
        "today": iso(session.desk.today),
        "citizen": {
            **citizen_document(page.row, with_cpr=with_cpr),
            "age": age_on(citizen.birth_date, session.desk.today),
            "phone": citizen.phone,
            "email": citizen.email,
            "benefit": citizen.benefit,
            "caseworker": citizen.caseworker,
            "caseworker_phone": citizen.caseworker_phone,
            "case_closed_on": iso(citizen.case_closed_on),
        },
        "steps": steps_document(session.words, page.steps),
        "findings": [
            {
                **finding_document(session.words, finding),
                "why": session.words(f"finding.{finding.code}.why", **finding.params),
                "clear": session.words(f"finding.{finding.code}.clear", **finding.params),
            }
            for finding in page.overview.findings[page.row.id]
        ],
        "contacts": [_contact_document(contact) for contact in reversed(page.case.contacts)],
    }


def _contact_document(contact: "Contact") -> dict[str, object]:
    return {
        "id": contact.id,
        "on": iso(contact.on),
        "medium": contact.medium.value,
        "outcome": contact.outcome.value,
        "party": contact.party.value,
        "note": contact.note,
        "is_statutory_talk": contact.is_statutory_talk,
    }


def _write_facts(session: Session, page: "Page", *, with_cpr: bool) -> None:
    words, row, citizen, today = session.words, page.row, page.case.citizen, session.desk.today
    write(safe(row.name))
    facts = {
        "cpr": written(citizen.cpr) if with_cpr else mask(citizen.cpr),
        "age": words.count("years", age_on(citizen.birth_date, today)),
        "group": words.code("group", row.group) if row.group else "",
        "exemption": _exemption(session, page),
        "step": words.code("step", row.step) if row.step else "",
        "broker": row.broker_name or "",
        "caseworker": ", ".join(part for part in (citizen.caseworker, citizen.caseworker_phone) if part),
        "phone": citizen.phone,
        "enrolled": words.date_entry(citizen.enrolled_on),
        "placement": ", ".join(
            part for part in (words.code("placement_kind", row.placement) if row.placement else "", row.company) if part
        ),
        "exit": words.code("exit_reason", row.exit_reason) if row.exit_reason else "",
    }
    for name, value in facts.items():
        if value:
            write(f"  {words(f'cli.fact.{name}')}: {safe(value)}")


def _exemption(session: Session, page: "Page") -> str:
    if page.row.exemption is None:
        return ""
    kind = session.desk.programme(page.row.edition).exemptions.get(page.row.exemption)
    label = kind.label if kind else page.row.exemption
    ends = page.row.exemption_ends_on
    return (
        label
        if ends is None
        else f"{label}, {session.words('cli.until', on=session.words.date(ends, session.desk.today))}"
    )


def _write_findings(session: Session, page: "Page") -> None:
    words = session.words
    findings = page.overview.findings[page.row.id]
    write()
    write(words("cli.citizen.findings", n=len(findings)))
    for finding in findings:
        level = words.code("level", finding.level)
        title = words(f"finding.{finding.code}.title", **finding.params)
        dated = when(words, finding, session.desk.today)
        write(f"  {level}: {safe(title)}{f' ({dated})' if dated else ''}")
        write(f"    {finding.rule}: {safe(words(f'finding.{finding.code}.why', **finding.params))}")


def _write_contacts(session: Session, contacts: "Sequence[Contact]") -> None:
    if not contacts:
        return
    words = session.words
    write()
    write(words("cli.citizen.contacts", n=len(contacts)))
    write_table(
        [words(f"cli.column.{name}") for name in ("date", "medium", "outcome", "note")],
        [
            [
                words.date_entry(contact.on),
                words.code("contact_medium", contact.medium),
                words.code("contact_outcome", contact.outcome),
                contact.note,
            ]
            for contact in list(reversed(contacts))[:_CONTACTS]
        ],
    )

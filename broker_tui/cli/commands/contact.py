"""contact: log a contact or attempt."""

import click

from broker_tui.cli.documents import code, iso
from broker_tui.cli.output import safe, write, write_json
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option
from broker_tui.domain.codes import ContactMedium, ContactOutcome, ContactParty


def _codes(enum: type[ContactMedium] | type[ContactOutcome] | type[ContactParty]) -> click.Choice[str]:
    return click.Choice([member.value for member in enum])


@click.command("contact", cls=Worded)
@click.argument("citizen", metavar="C")
@click.option("--medium", type=_codes(ContactMedium), default=ContactMedium.PHONE.value)
@click.option("--outcome", type=_codes(ContactOutcome), default=ContactOutcome.REACHED.value)
@click.option("--with", "party", type=_codes(ContactParty), default=ContactParty.CITIZEN.value)
@click.option("--on", metavar="DATE")
@click.option("--note", metavar="TEXT", default="")
@click.option("--agreement", "agreements", metavar="TEXT", multiple=True)
@click.option("--statutory", is_flag=True)
@json_option
@click.pass_obj
def contact_command(
    session: Session,
    /,
    citizen: str,
    *,
    on: str | None,
    statutory: bool,
    as_json: bool,
    **given: object,
) -> None:
    """Log a contact, today and by telephone unless told otherwise."""
    from broker_tui.casework.contacts import log_contact
    from broker_tui.casework.entry_reading import read_entry
    from broker_tui.domain.entries import ContactEntry

    day = session.common.day if on is None else session.day("--on", on)
    entry = read_entry(ContactEntry, {**given, "on": day, "is_statutory_talk": statutory})
    citizen_id, name = session.citizen(citizen)
    done = log_contact(session.desk, citizen_id, entry)
    session.warn(done.warnings)
    if as_json:
        write_json(
            {
                "citizen": {"id": citizen_id, "name": name},
                "contact": {
                    "id": done.record_id,
                    "on": iso(entry.on),
                    "medium": code(entry.medium),
                    "outcome": code(entry.outcome),
                },
                "warnings": [problem.code for problem in done.warnings],
            }
        )
        return
    write(session.words("cli.contact.done", name=safe(name), on=entry.on, medium=entry.medium, outcome=entry.outcome))

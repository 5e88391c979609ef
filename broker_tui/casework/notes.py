"""Field notes: what was jotted down without opening the database, filed under a citizen or thrown away."""

from datetime import date

from broker_tui.casework.acting import acting, the_case
from broker_tui.casework.contacts import log_contact
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain.entries import ContactEntry
from broker_tui.domain.finding import Problem
from broker_tui.store.inbox import FieldNote, drop_note, read_inbox


def file_note(desk: Desk, note_id: str, citizen_id: str, *, as_contact: bool) -> Done:
    """File a note as a contact of its day, or add it to the citizen's remark; it then leaves the inbox.

    Raises:
        Refused: the note is gone or cannot be read, or its day does not fit a contact.
    """
    note = the_note(desk, note_id)
    if as_contact:
        done = log_contact(desk, citizen_id, ContactEntry(on=note.at.date(), note=note.text))
    else:
        done = add_remark(desk, citizen_id, note.text, note.at.date())
    drop_note(desk.store, note_id)
    return done


def add_remark(desk: Desk, citizen_id: str, text: str, on: date) -> Done:
    """Add a note of a day to the citizen's remark."""
    remark = the_case(desk, citizen_id).citizen.remark
    line = f"{on:%d-%m-%Y}: {text.strip()}"
    with acting(desk, "note_filed", citizen_id, on=on) as act:
        act.change_citizen(citizen_id, {"remark": f"{remark}\n{line}".strip()})
    return Done(citizen_id)


def the_note(desk: Desk, note_id: str) -> FieldNote:
    """Return a readable note of the inbox.

    Raises:
        Refused: it is gone or cannot be read.
    """
    note = next((note for note in read_inbox(desk.store) if note.id == note_id), None)
    if note is None:
        raise Refused(Problem("", "record_gone"))
    if not note.readable:
        raise Refused(Problem("", "note_unreadable"))
    return note

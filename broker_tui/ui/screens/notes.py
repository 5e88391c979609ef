"""Field notes: read what was jotted down on the way, and file it under a citizen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from broker_tui.store.errors import StoreError
from broker_tui.store.inbox import FieldNote, drop_note, read_inbox, seal_note
from broker_tui.ui.base import BaseScreen, CaseChanged
from broker_tui.ui.screens.asking import AskDialog
from broker_tui.ui.text import Spans, one_line, wrap
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.ui.office import Office


class NotesScreen(BaseScreen[None]):
    """Lists the notes that wait; the one under the cursor is shown whole."""

    PLACES = ("dialog", "notes")

    def __init__(self) -> None:
        super().__init__()
        self._notes: dict[str, FieldNote] = {}
        self._dropped: list[FieldNote] = []
        self._sure: str = ""

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, the notes, and the keys."""
        columns = [
            Column("at", "", 14),
            Column("hint", "", 22, minimum=14, drop=1),
            Column("text", "", 30, minimum=20, grow=1),
        ]
        table = Table(columns, self._fetch, header=False)
        table.detail = self._whole
        yield Head()
        yield table
        yield Foot()

    def on_mount(self) -> None:
        """Read the inbox."""
        self.query_one(Table).focus(scroll_visible=False)
        self._read()

    def _read(self) -> None:
        self._notes = {note.id: note for note in read_inbox(self.desk.store)}
        count = self.words("intake.notes.waiting", n=len(self._notes))
        self.query_one(Head).show(((self.words("intake.notes.title"), "title"),), ((count, "muted"),))
        table = self.query_one(Table)
        table.empty = ((), (("   ", ""), (self.words("ui.empty.notes"), "muted")))
        table.forget()
        table.show(list(self._notes))

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return [self._row(self._notes[key]) for key in keys]

    def _row(self, note: FieldNote) -> Row:
        at = f"{self.words.date(note.at.date(), self.house.today)} {note.at:%H:%M}"
        if not note.readable:
            said: Spans = ((f"{self.signs.warning} {self.words('intake.notes.unreadable')}", "warning"),)
            return Row({"at": ((at, "muted"),), "text": said})
        hint = (note.hint, "accent") if note.hint else (self.words("intake.notes.no_hint"), "muted")
        return Row({"at": ((at, "muted"),), "hint": (hint,), "text": one_line(note.text)})

    def _whole(self, key: str) -> Sequence[Spans]:
        """Return the note's text under its line, when the line does not hold all of it."""
        note = self._notes.get(key)
        width = max(20, self.size.width - 20)
        lines = wrap(note.text, width) if note else []
        return [(("                ", ""), (line, "")) for line in lines] if len(lines) > 1 else ()

    @property
    def note(self) -> FieldNote | None:
        """The note under the cursor."""
        return self._notes.get(self.query_one(Table).cursor or "")

    @on(Table.Moved)
    def _moved(self) -> None:
        self._sure = ""

    @on(Table.Opened)
    def _clicked(self) -> None:
        self.action_file_as_contact()

    def action_file_as_contact(self) -> None:
        """File the note as a contact of its day."""
        self._file(as_contact=True)

    def action_file_as_remark(self) -> None:
        """Add the note to a citizen's remark."""
        self._file(as_contact=False)

    def _file(self, *, as_contact: bool) -> None:
        from broker_tui.casework.notes import file_note
        from broker_tui.ui.screens.pick import pick_citizen

        note = self.note
        if note is None or not note.readable:
            return

        def chosen(citizen_id: str) -> None:
            done = self.house.perform(lambda desk: file_note(desk, note.id, citizen_id, as_contact=as_contact))
            if done is not None:
                self._read()

        pick_citizen(self.house, chosen, typed=note.hint)

    def action_drop(self) -> None:
        """Throw the note away, at the second time of asking."""
        note = self.note
        if note is None:
            return
        if self._sure != note.id:
            self._sure = note.id
            self.house.say(self.words("intake.notes.drop_ask", key=self.house.key_of("notes.drop")), "warning")
            return
        try:
            drop_note(self.desk.store, note.id)
        except StoreError as error:
            self.house.report(error)
            return
        if note.readable:
            self._dropped.append(note)
        self._read()
        self.house.say(self.words("intake.notes.dropped", key=self.house.key_of("notes.restore")), "strong")
        self.house.tell(CaseChanged(frozenset()))

    def action_restore(self) -> None:
        """Bring back what was thrown away last."""
        if not self._dropped:
            return
        note = self._dropped.pop()
        try:
            seal_note(self.desk.store.path, note.text, note.hint)
        except StoreError as error:
            self._dropped.append(note)
            self.house.report(error)
            return
        self._read()
        self.house.say(self.words("intake.notes.restored"), "ready", sign=self.signs.ready)
        self.house.tell(CaseChanged(frozenset()))


def open_note(house: "Office", citizen_id: str | None) -> None:
    """Ask for a note; it goes to the citizen, or to the inbox when none is meant or nothing may be written."""
    from broker_tui.store.caseload import caseload_rows

    words, desk = house.words, house.desk
    rows = caseload_rows(desk.store, [citizen_id], desk.today) if citizen_id else []
    about = bool(rows) and not desk.store.read_only
    title = words("intake.notes.write_about", name=rows[0].name) if rows else words("intake.notes.write")
    hint = words(f"intake.notes.write{'_about' if about else ''}_hint")

    def check(text: str) -> str | None:
        return None if text.strip() else words("intake.notes.empty")

    def answered(text: str | None) -> None:
        if text is None:
            return
        if about and citizen_id:
            _to_citizen(house, citizen_id, text)
        else:
            _to_inbox(house, text, rows[0].name if rows else "")

    house.push_screen(AskDialog(title, hint, check, draft=f"note:{citizen_id or ''}"), answered)


def _to_citizen(house: "Office", citizen_id: str, text: str) -> None:
    from broker_tui.casework.notes import add_remark

    house.perform(lambda desk: add_remark(desk, citizen_id, text, desk.today))


def _to_inbox(house: "Office", text: str, hint: str) -> None:
    try:
        seal_note(house.desk.store.path, text, hint)
    except StoreError as error:
        house.report(error)
        return
    house.tell(CaseChanged(frozenset()))
    house.say(house.words("intake.notes.kept"), "ready", sign=house.signs.ready)

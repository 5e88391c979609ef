"""What waits for the user besides the citizens: drafts left behind, field notes not yet filed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from broker_tui.ui.office import Office
from broker_tui.ui.text import Span

if TYPE_CHECKING:
    from broker_tui.ui.screens.form_paper import Errand


class Waiting(Office):
    """An app that knows of drafts and notes."""

    open_form: Callable[..., Any]
    log_contact: Callable[..., Any]

    def notes_waiting(self) -> int:
        """Return how many field notes are not filed; none is opened for it."""
        from broker_tui.store.inbox import count_notes

        return count_notes(self.desk.store.path)

    def drafts_waiting(self) -> "list[Errand]":
        """Return the forms that were left unsaved, the newest first."""
        from broker_tui.store.drafts import list_drafts
        from broker_tui.ui.screens.form_paper import Errand

        found = (Errand.of_draft(draft.key) for draft in list_drafts(self.desk.store))
        return [errand for errand in found if errand is not None]

    def badges(self) -> tuple[Span, ...]:
        """Return what the first screen's head says of drafts and notes; nothing when nothing waits."""
        if not self.has_desk:
            return ()
        spans: list[Span] = []
        for name, count in (("notes", self.notes_waiting()), ("drafts", len(self.drafts_waiting()))):
            if count:
                spans.append((f"{self.words(f'start.badge.{name}', n=count)}   ", "accent"))
        return tuple(spans)

    def announce(self) -> None:
        """Say which drafts were left, once a database has been opened."""
        drafts = self.drafts_waiting()
        if drafts:
            titles = self.words.listed(self.title_of(errand) for errand in drafts[:3])
            key = self.key_of("drafts")
            self.say(self.words("start.drafts.found", n=len(drafts), names=titles, key=key), "accent")

    def title_of(self, errand: "Errand") -> str:
        """Return what a form is about: its name and the citizen's."""
        from broker_tui.store.caseload import caseload_rows

        title = self.words(f"form.{errand.code}.title")
        if errand.citizen_id is None:
            return title
        rows = caseload_rows(self.desk.store, [errand.citizen_id], self.desk.today)
        return f"{title} {self.signs.dot} {rows[0].name}" if rows else title

    def action_drafts(self) -> None:
        """Open a form that was left, or let the user choose which."""
        drafts = self.drafts_waiting()
        if not drafts:
            self.say(self.words("start.drafts.none"), "muted")
        elif len(drafts) == 1:
            self._open_draft(drafts[0])
        else:
            from broker_tui.ui.screens.pick import PickScreen
            from broker_tui.ui.widgets.form_values import Choice

            by_key = {str(errand): errand for errand in drafts}
            choices = [Choice(key, self.title_of(errand)) for key, errand in by_key.items()]

            def chosen(answer: tuple[str, ...] | None) -> None:
                if answer:
                    self._open_draft(by_key[answer[0]])

            self.push_screen(PickScreen(self.words("start.drafts.which"), choices), chosen)

    def _open_draft(self, errand: "Errand") -> None:
        self.open_form(errand.code, errand.citizen_id, errand.target_id)

    def write_note(self, citizen_id: str | None = None) -> None:
        """Write a note about a citizen, or one for the inbox."""
        from broker_tui.ui.screens.notes import open_note

        open_note(self, citizen_id)

    def become(self, broker_id: str) -> None:
        """Let the open database belong to a broker."""
        self._desk = replace(self.desk, who=broker_id)
        self.case_changed(None)

    def action_settings(self) -> None:
        """Show the settings."""
        from broker_tui.ui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

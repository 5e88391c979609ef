"""The ways from a list to other screens; each is imported when it is first gone."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from broker_tui.ui.office import Office

if TYPE_CHECKING:
    from broker_tui.casework.desk import Done
    from broker_tui.ui.app import BrokerApp


class Visits(Office):
    """An app that opens pages and forms by name."""

    def open_form(
        self,
        code: str,
        citizen_id: str | None = None,
        target_id: str | None = None,
        *,
        values: Mapping[str, object] | None = None,
        then: "Callable[[Done | None], None] | None" = None,
    ) -> None:
        """Show the form of an act.

        Args:
            code: the act, of `FORM_ACTS`.
            citizen_id: whom it is about, where it is about somebody.
            target_id: the record, broker or week it is about.
            values: what is proposed, over what the act proposes itself.
            then: is told what was done, or None when the form was left.
        """
        from broker_tui.ui.screens.form import open_form
        from broker_tui.ui.screens.form_paper import Errand

        open_form(self, Errand(code, citizen_id, target_id), values=values, then=then)

    def log_contact(
        self,
        citizen_id: str | None = None,
        *,
        on: date | None = None,
        contact_id: str | None = None,
        then: "Callable[[Done | None], None] | None" = None,
    ) -> None:
        """Show the contact dialog.

        Args:
            citizen_id: whom the contact is with; None lets the user find her first.
            on: a day of the week it belongs to, when that is not this week.
            contact_id: the contact to be corrected.
            then: is told what was done, or None when the dialog was left.
        """
        from broker_tui.ui.screens.contact import open_contact

        open_contact(self, citizen_id, on=on, contact_id=contact_id, then=then)

    def open_citizen(self, citizen_id: str, tab: str = "overview", line: str = "") -> None:
        """Show a citizen's page on a tab; `line` is a part of the key of the line to stand on."""
        from broker_tui.ui.screens.citizen import open_citizen

        open_citizen(cast("BrokerApp", self), citizen_id, tab, line)

    def open_company(self, company_id: str) -> None:
        """Show a company's page."""
        from broker_tui.ui.screens.company import open_company

        open_company(cast("BrokerApp", self), company_id)

    def action_new_citizen(self) -> None:
        """Take a citizen into the programme and open her page."""

        def opened(done: "Done | None") -> None:
            if done is not None and done.citizen_id is not None:
                self.open_citizen(done.citizen_id)

        self.open_form("citizen_new", then=opened)

    def action_import_file(self) -> None:
        """Bring in citizens from a file."""
        from broker_tui.ui.screens.importing import ImportScreen

        self.push_screen(ImportScreen())

    def action_notes(self) -> None:
        """Read the field notes that wait."""
        from broker_tui.ui.screens.notes import NotesScreen

        self.push_screen(NotesScreen())

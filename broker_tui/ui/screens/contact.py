"""The contact: two keys when she answered the telephone today, a few more for anything else (R27, R95-R98)."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.dates import IsoWeek
from broker_tui.ui.screens.form import FormScreen, open_form
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.widgets.form_frame import Manner

if TYPE_CHECKING:
    from broker_tui.casework.desk import Done
    from broker_tui.ui.office import Office

LOG: Final = "contact"
CHANGE: Final = "contact_change"
_ENTER_SAVES: Final = frozenset({"note"})


class ContactScreen(FormScreen):
    """Logs or corrects one contact; the cursor begins in the note, where Enter saves at once."""

    def manner(self) -> Manner:
        """Begin in the note; for another week, in the date."""
        return Manner(
            first="on" if self.errand.target_id and self.errand.code == LOG else "note", enter_saves=_ENTER_SAVES
        )

    def title_text(self) -> str:
        """Return whom it is with."""
        return self.words(f"ui.contact.{self.errand.code}", name=self.paper.name)

    def aside(self) -> str:
        """Return when she was last contacted, and how."""
        from broker_tui.store.caseload import caseload_rows

        rows = caseload_rows(self.desk.store, [self.errand.citizen_id or ""], self.desk.today)
        if not rows or rows[0].last_contact_on is None:
            return self.words("ui.contact.never")
        return self.words("ui.contact.last", medium=rows[0].last_contact_medium, on=rows[0].last_contact_on)


def open_contact(
    house: "Office",
    citizen_id: str | None = None,
    *,
    on: date | None = None,
    contact_id: str | None = None,
    then: "Callable[[Done | None], None] | None" = None,
) -> None:
    """Log a contact, or correct one.

    Args:
        house: the app.
        citizen_id: whom it is with; None lets the user find her first.
        on: a day of the week it belongs to, when that is not this week.
        contact_id: the contact to be corrected.
        then: is told what was done, or None when the form was left.
    """
    if citizen_id is None:
        from broker_tui.ui.screens.pick import pick_citizen

        pick_citizen(house, lambda chosen: open_contact(house, chosen, on=on, then=then))
        return
    values: dict[str, object] = {}
    if contact_id is not None:
        errand = Errand(CHANGE, citizen_id, contact_id)
    else:
        today = house.desk.today
        week = IsoWeek.of(on) if on is not None else IsoWeek.of(today)
        other_week = week != IsoWeek.of(today)
        errand = Errand(LOG, citizen_id, str(week) if other_week else None)
        if on is not None and other_week:
            values["on"] = min(on, today)
    open_form(house, errand, values=values, then=then)

"""What keys do about a company, in the register and on its own page."""

from typing import TYPE_CHECKING, Final

from broker_tui.ui.base import BaseScreen

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk, Done

ADDABLE: Final = ("approach", "placement", "company_contact", "company_new")
"""What can be added from a company; the first two are about a citizen, who is chosen first."""

_ABOUT_CITIZEN: Final = frozenset({"approach", "placement"})


class CompanyActs(BaseScreen[None]):
    """A screen on which a company is in hand."""

    @property
    def company_id(self) -> str | None:
        """The company in hand."""
        raise NotImplementedError

    def action_edit(self) -> None:
        """Correct the company's data."""
        if self.company_id is not None:
            self.house.open_form("company_change", None, self.company_id)

    def action_add(self) -> None:
        """Let the user choose what to add; with no company in hand, a new one."""
        from broker_tui.ui.screens.pick import PickScreen
        from broker_tui.ui.widgets.form_values import Choice

        if self.company_id is None:
            self.action_new()
            return
        choices = [Choice(code, self.words(f"form.{code}.title")) for code in ADDABLE]

        def chosen(answer: tuple[str, ...] | None) -> None:
            if answer:
                self._add(answer[0])

        self.house.push_screen(PickScreen(self.words("ui.citizen.add_what"), choices), chosen)

    def _add(self, code: str) -> None:
        from broker_tui.ui.screens.pick import pick_citizen

        company_id = self.company_id
        if code == "company_new":
            self.action_new()
        elif code in _ABOUT_CITIZEN:
            pick_citizen(self.house, lambda citizen_id: self.house.open_form(code, citizen_id, company_id))
        else:
            self.house.open_form(code, None, company_id)

    def action_approach(self) -> None:
        """Log that the company was approached for a citizen."""
        if self.company_id is not None:
            self._add("approach")

    def action_new(self) -> None:
        """Add a company and open its page."""

        def added(done: "Done | None") -> None:
            if done is not None and done.record_id is not None:
                self.house.open_company(done.record_id)

        self.house.open_form("company_new", then=added)

    def action_remove(self) -> None:
        """Remove the company, when nobody is or was there; undo brings it back."""
        from broker_tui.casework.companies import remove_company

        company_id = self.company_id
        if company_id is None:
            return

        def act(desk: "Desk") -> "Done":
            return remove_company(desk, company_id)

        self.house.perform(act)

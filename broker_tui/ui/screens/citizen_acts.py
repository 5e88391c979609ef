"""What keys do on a citizen's page: correct, add, remove, tick, close a step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broker_tui.domain.finding import Finding
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.screens.citizen_head import TABS
from broker_tui.ui.screens.citizen_records import ADDABLE
from broker_tui.ui.screens.citizen_sheet import Line
from broker_tui.ui.screens.citizen_step_up import ADDABLE as OF_STEP_UP
from broker_tui.ui.screens.citizen_step_up_acts import TICKS, ask_consent, begin, tick
from broker_tui.ui.screens.citizen_steps import closing_act, running

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk, Done
    from broker_tui.casework.page import Page, StepUpStanding
    from broker_tui.domain.steps import StepProgress


class CitizenActs(BaseScreen[None]):
    """A screen about one citizen.

    Attributes:
        citizen_id: the citizen.
    """

    def __init__(self, citizen_id: str, page: "Page") -> None:
        super().__init__()
        self.citizen_id = citizen_id
        self._page = page
        self._tab = TABS[0]
        self._progress: tuple[StepProgress, ...] | None = None
        self._standing: StepUpStanding | None = None

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        raise NotImplementedError

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self.line.finding if self.line else None

    @property
    def progress(self) -> "tuple[StepProgress, ...]":
        """How far she has come with each step today."""
        from broker_tui.casework.steps import progress_of

        if self._progress is None:
            self._progress = progress_of(self.desk, self.citizen_id)
        return self._progress

    @property
    def standing(self) -> "StepUpStanding":
        """How she stands with step-up today."""
        from broker_tui.casework.page import read_step_up

        if self._standing is None:
            self._standing = read_step_up(self.desk, self.citizen_id)
        return self._standing

    def action_edit(self) -> None:
        """Correct what is under the cursor."""
        line = self.line
        if line is None or line.finding is not None:
            return
        if line.errand is None and line.ticks:
            self.action_tick()
            return
        if line.errand is None:
            if line.record_id:
                self.house.say(self.words("ui.citizen.no_edit"), "muted")
            return
        errand = line.errand
        if errand.code in {"contact", "contact_change"}:
            self.house.log_contact(self.citizen_id, contact_id=errand.target_id)
        else:
            self.house.open_form(errand.code, errand.citizen_id, errand.target_id, values=line.values)

    def action_add(self) -> None:
        """Let the user choose what to add; where no step-up runs, its tab starts one."""
        progress = self.standing.progress if self._tab == "step_up" else None
        if self._tab == "step_up" and (progress is None or not progress.running):
            begin(self.house, self.citizen_id, self.standing)
        else:
            self._choose_what_to_add()

    def _choose_what_to_add(self) -> None:
        """Offer what can be added; first stands what the cursor is among."""
        from broker_tui.ui.screens.pick import PickScreen
        from broker_tui.ui.widgets.form_values import Choice

        line = self.line
        here = line.adds if line else ""
        codes = sorted(self._addable(), key=lambda code: code != here)
        of_record = tuple(line.acts) if line else ()
        codes = list(dict.fromkeys((*of_record, *codes)))
        choices = [Choice(code, self.words(f"form.{code}.title")) for code in codes]

        def chosen(answer: tuple[str, ...] | None) -> None:
            if answer:
                self._add(answer[0], line.record_id if line and answer[0] in of_record else None)

        self.house.push_screen(PickScreen(self.words("ui.citizen.add_what"), choices), chosen)

    def _addable(self) -> Sequence[str]:
        """Return the acts that can be added here: on the tab of step-up, what belongs to one."""
        if self._tab == "step_up":
            return OF_STEP_UP
        gone = self._page.row.exit_reason is not None
        return [code for code in ADDABLE if code != ("exit" if gone else "return")]

    def _add(self, code: str, record_id: str | None) -> None:
        if code == "contact":
            self.house.log_contact(self.citizen_id)
        elif code == "consent" and self._tab == "step_up":
            ask_consent(self.house, self.citizen_id, self._page.case)
        else:
            self.house.open_form(code, self.citizen_id, record_id)

    def action_master(self) -> None:
        """Correct the citizen's own data."""
        self.house.open_form("citizen_change", self.citizen_id)

    def action_remove(self) -> None:
        """Remove what is under the cursor; undo brings it back, so nothing is asked."""
        line = self.line
        if line is None or not line.record_id:
            return
        from broker_tui.casework.removal import remove_record

        record_id = line.record_id
        self.house.perform(lambda desk: remove_record(desk, self.citizen_id, record_id))

    def action_tick(self) -> None:
        """Finish a task, or note that a contact or follow-up has been carried over; again takes it back."""
        line = self.line
        if line is None or not line.ticks:
            return
        if line.ticks in TICKS:
            tick(self.house, self.citizen_id, line)
            return
        record_id, ticks = line.record_id, line.ticks

        def act(desk: "Desk") -> "Done":
            from broker_tui.casework.contacts import finish_task
            from broker_tui.casework.form_acts import FORM_ACTS
            from broker_tui.casework.ticks import tick_registration

            kind, _, about = ticks.partition(":")
            if kind == "registration":
                code, _, placement_id = about.partition(":")
                return tick_registration(desk, self.citizen_id, code, placement_id or None)
            if ticks == "task":
                return finish_task(desk, self.citizen_id, record_id)
            form = FORM_ACTS[f"{ticks}_change"]
            values = form.prefill(desk, self.citizen_id, record_id)
            entry = form.read({**values, "transferred": not values["transferred"]})
            return form.perform(desk, self.citizen_id, record_id, entry)

        self.house.perform(act)

    def action_company(self) -> None:
        """Open the company that the line under the cursor names."""
        line = self.line
        if line is not None and line.company_id:
            self.house.open_company(line.company_id)
        else:
            self.house.action_view("companies")

    def action_print(self) -> None:
        """Let the user choose a document about her; what concerns the line under the cursor stands first."""
        from broker_tui.ui.screens.document_choice import choose_document

        line = self.line
        about = "" if line is None else line.record_id or line.key.removeprefix("form:")
        choose_document(self.house, self.citizen_id, about)

    def action_versions(self) -> None:
        """Show the saved versions of the forms of her step-up, those of the form under the cursor first."""
        from broker_tui.domain.codes_step_up import FormKind
        from broker_tui.ui.screens.versions import open_versions

        progress = self.standing.progress
        if progress is not None:
            key = self.line.key if self.line else ""
            form = FormKind.AGREEMENT if key == f"form:{FormKind.AGREEMENT.value}" else FormKind.PREPARATION
            open_versions(self.house, self.citizen_id, progress.id, form)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to close a step while she is in one, and the versions of forms where they are seen."""
        if action == "close_step":
            return self._page.row.step is not None and running(self.progress) is not None
        if action == "versions":
            return self._tab == "step_up" and self.standing.progress is not None
        return super().check_action(action, parameters)

    def action_close_step(self) -> None:
        """Close the step she is in; what it still lacks is said in the form."""
        one = running(self.progress)
        if one is not None:
            self.house.open_form(closing_act(one), self.citizen_id)

"""Saving a document: for whom, as what kind of file, in which folder; and that the file is not encrypted (R159)."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.widget import Widget

from broker_tui.config.settings import DOCUMENT_FORMATS
from broker_tui.domain.codes_step_up import DocumentKind, DocumentRecipient
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.ui.off_screen import desk_elsewhere
from broker_tui.ui.screens.document import Wanted
from broker_tui.ui.screens.saving import Printed, SavingDialog, folder_of, shown_folder, tell
from broker_tui.ui.viewer import open_in_viewer
from broker_tui.ui.widgets.form import Form
from broker_tui.ui.widgets.form_frame import Manner
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import Choice, Reading

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp

FIELDS: Final = ("recipient", "format", "folder", "with_cpr", "open_after")
RECIPIENTS: Final = tuple(DocumentRecipient)


class _Order(NamedTuple):
    """What was filled in."""

    format: str
    folder: Path
    recipient: str
    with_cpr: bool
    open_after: bool


class PrintScreen(SavingDialog):
    """Asks what a document is saved as, and saves it; answers with the file, or None when it was left.

    Args:
        house: the app; it hears of the file when the dialog has been left meanwhile.
        wanted: the document.
        with_cpr: whether the CPR number is proposed.
    """

    def __init__(self, house: "BrokerApp", wanted: Wanted, *, with_cpr: bool) -> None:
        super().__init__(house)
        self.wanted = wanted
        self._with_cpr = with_cpr

    def compose(self) -> Iterator[Widget]:
        """Lay out the form."""
        title = self.words("printing.title", what=self.words(f"document.kind.{self.wanted.kind.value}"))
        yield Form(self._state(), Reading(self.desk.today), manner=Manner(drafts=False), title=title)

    def _state(self) -> FormState:
        settings = self.house.settings
        stored = {
            "recipient": self._recipients()[0].value,
            "format": settings.document_format,
            "folder": shown_folder(settings.document_folder),
            "with_cpr": self._with_cpr,
            "open_after": False,
        }
        state = FormState(self._spec(), {}, stored)
        state.options = {
            name: tuple(Choice(str(value), self.words(f"printing.{name}.{value}")) for value in values)
            for name, values in (("recipient", self._recipients()), ("format", DOCUMENT_FORMATS))
        }
        return state

    def _recipients(self) -> tuple[DocumentRecipient, ...]:
        """Return whom the document can be for: what is read aloud is always for others."""
        return RECIPIENTS[1:] if self.wanted.kind is DocumentKind.READ_ALOUD else RECIPIENTS

    def _spec(self) -> FormSpec:
        def field(name: str) -> FieldSpec:
            kinds = {"recipient": "choice", "format": "choice", "folder": "line"}
            return FieldSpec(
                name,
                kinds.get(name, "flag"),  # type: ignore[arg-type]
                required=name in kinds,
                label=self.words(f"printing.field.{name}.label"),
                help=self.words(f"printing.field.{name}.help"),
            )

        return FormSpec("print", tuple(field(name) for name in FIELDS))

    def on_form_saved(self, event: Form.Saved) -> None:
        """Save the document off the screen's thread, or say why it may not or cannot be."""
        event.stop()
        if self._working:
            return
        given = event.entered
        recipient, kind = str(given["recipient"]), str(given["format"])
        folder, problems = folder_of(str(given["folder"] or ""))
        problems = [*self._barred(recipient), *problems]
        if problems:
            self.form.refuse(problems)
            return
        self._remember(folder, document_format=kind)
        order = _Order(kind, folder, recipient, with_cpr=bool(given["with_cpr"]), open_after=bool(given["open_after"]))
        self._begin(lambda: self._write(order))

    def _barred(self, recipient: str) -> list[Problem]:
        """Return why the document may not be printed for them: the consent of the citizen (R159)."""
        from broker_tui.casework.documents import may_print

        wanted = self.wanted
        found = may_print(self.desk, wanted.citizen_id, wanted.kind, recipient, wanted.target_id)
        return [problem._replace(field="recipient") for problem in found]

    def _write(self, order: _Order) -> None:
        """Make, write and perhaps open the file; runs in a thread of its own."""
        from broker_tui.casework.desk import Refused
        from broker_tui.casework.documents import write_document
        from broker_tui.exchange.documents.errors import DocumentError
        from broker_tui.store.errors import StoreError

        # The dialog may be left before the file is there.
        house = self._told_to
        call = house.call_from_thread
        try:
            with desk_elsewhere(house.desk) as desk:
                written = write_document(
                    desk,
                    self.wanted,
                    order.format,
                    order.folder,
                    recipient=order.recipient,
                    with_cpr=order.with_cpr,
                )
        except Refused as refused:
            call(self._failed, house.said_problem(refused.problems[0]))
            return
        except (DocumentError, StoreError) as error:
            call(self._failed, house.words(f"error.{error.code}", **error.params))
            return
        opened = open_in_viewer(written.path) if order.open_after else None
        call(self._arrived, Printed(written.path, opened, written.replaced))


def open_printing(house: "BrokerApp", wanted: Wanted, *, with_cpr: bool = False) -> None:
    """Ask what a document is saved as; then say where it lies and that it is not encrypted."""

    def printed(done: Printed | None) -> None:
        if done is not None:
            tell(house, done)

    house.push_screen(PrintScreen(house, wanted, with_cpr=with_cpr), printed)

"""A document as it will be printed, to be read on the screen before it is saved."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from broker_tui.domain.codes_step_up import DocumentKind
from broker_tui.ui.base import BaseScreen, CaseChanged
from broker_tui.ui.screens.document_lines import document_lines
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.page import Page

if TYPE_CHECKING:
    from broker_tui.exchange.documents.parts import Document
    from broker_tui.ui.app import BrokerApp


class Wanted(NamedTuple):
    """A document of a citizen.

    Attributes:
        citizen_id: the citizen.
        kind: what it is.
        target_id: the meeting, participant or placement it is about, where it is about one.
        version: the version of the form; the newest when None.
    """

    citizen_id: str
    kind: DocumentKind
    target_id: str | None = None
    version: int | None = None


class DocumentScreen(BaseScreen[None]):
    """Shows a document; the CPR number is left out until it is asked for.

    Args:
        wanted: the document.
        document: how it reads.
    """

    PLACES = ("page", "document")

    def __init__(self, wanted: Wanted, document: "Document") -> None:
        super().__init__()
        self.wanted = wanted
        self.document = document
        self.with_cpr = False
        self._laid: tuple[object, list[Spans]] = (None, [])

    def compose(self) -> Iterator[Widget]:
        """Lay out head, document and foot."""
        yield Head()
        yield Page(self._lines)
        yield Foot()

    def on_mount(self) -> None:
        """Show it."""
        self._show()
        self.query_one(Page).focus(scroll_visible=False)

    def on_case_changed(self, event: CaseChanged) -> None:
        """Make the document anew."""
        if event.concerns(self.wanted.citizen_id):
            self._make()

    def _make(self) -> None:
        made = made_document(self.house, self.wanted, with_cpr=self.with_cpr)
        if made is None:
            self.dismiss()
            return
        self.document = made
        self._show()

    def _show(self) -> None:
        key = "with_cpr" if self.with_cpr else "without_cpr"
        title = self.words(f"document.kind.{self.wanted.kind.value}")
        left = [(self.words("printing.preview"), "title"), (f"  {title}", "muted")]
        self.query_one(Head).show(left, [(self.words(f"printing.{key}"), "due" if self.with_cpr else "muted")])
        self.query_one(Page).repaint()

    def _lines(self, width: int) -> list[Spans]:
        asked = (self.document, self.signs, width)
        if self._laid[0] != asked:
            # Every key that scrolls asks again.
            self._laid = (asked, document_lines(self.document, self.signs, width - 6))
        return self._laid[1]

    def action_toggle_cpr(self) -> None:
        """Show it with the citizen's CPR number, or without."""
        self.with_cpr = not self.with_cpr
        self._make()

    def action_print(self) -> None:
        """Ask for whom, as what and where it is saved."""
        from broker_tui.ui.screens.printing import open_printing

        open_printing(self.house, self.wanted, with_cpr=self.with_cpr)


def made_document(house: "BrokerApp", wanted: Wanted, *, with_cpr: bool = False) -> "Document | None":
    """Return a document; where there is nothing to make it from, say so and return None."""
    from broker_tui.casework.desk import Refused
    from broker_tui.casework.documents import compose
    from broker_tui.store.errors import StoreError

    try:
        return compose(
            house.desk,
            wanted.citizen_id,
            wanted.kind,
            wanted.target_id,
            version=wanted.version,
            with_cpr=with_cpr,
        )
    except (Refused, StoreError) as error:
        house.report(error)
        return None


def show_document(house: "BrokerApp", wanted: Wanted) -> None:
    """Show a document as it will be printed."""
    document = made_document(house, wanted)
    if document is not None:
        house.push_screen(DocumentScreen(wanted, document))

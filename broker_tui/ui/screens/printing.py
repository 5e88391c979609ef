"""Saving a document: for whom, as what kind of file, in which folder; and that the file is not encrypted (R159)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.widget import Widget

from broker_tui.config.settings import DOCUMENT_FORMATS, write_settings
from broker_tui.domain.codes_step_up import DocumentKind, DocumentRecipient
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.ui.base import BaseDialog
from broker_tui.ui.off_screen import desk_elsewhere
from broker_tui.ui.paths import typed_path
from broker_tui.ui.screens.document import Wanted
from broker_tui.ui.viewer import open_in_viewer
from broker_tui.ui.widgets.form import Form
from broker_tui.ui.widgets.form_frame import Manner
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import Choice, Reading

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp

FIELDS: Final = ("recipient", "format", "folder", "with_cpr", "open_after")
RECIPIENTS: Final = tuple(DocumentRecipient)


class Printed(NamedTuple):
    """A document that was saved.

    Attributes:
        path: where it lies.
        opened: whether it was opened in the system's viewer; None when that was not wanted.
        replaced: how many signs the font lacks, which stand there as their numbers.
    """

    path: Path
    opened: bool | None
    replaced: int


class _Order(NamedTuple):
    """What was filled in."""

    format: str
    folder: Path
    recipient: str
    with_cpr: bool
    open_after: bool


class PrintScreen(BaseDialog[Printed]):
    """Asks what a document is saved as, and saves it; answers with the file, or None when it was left.

    Args:
        house: the app; it hears of the file when the dialog has been left meanwhile.
        wanted: the document.
        with_cpr: whether the CPR number is proposed.
    """

    CSS_PATH = "../styles/form.tcss"
    PLACES: ClassVar[tuple[str, ...]] = ("dialog", "printing")
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - Textual declares it without ClassVar

    def __init__(self, house: "BrokerApp", wanted: Wanted, *, with_cpr: bool) -> None:
        super().__init__()
        self._told_to = house
        self.wanted = wanted
        self._with_cpr = with_cpr
        self._working = False

    def compose(self) -> Iterator[Widget]:
        """Lay out the form."""
        title = self.words("printing.title", what=self.words(f"document.kind.{self.wanted.kind.value}"))
        yield Form(self._state(), Reading(self.desk.today), manner=Manner(drafts=False), title=title)

    def on_mount(self) -> None:
        """Say what is always so: the file is not encrypted."""
        self.form.notice(f"{self.signs.warning} {self.words('printing.not_encrypted')}")

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

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

    def action_save(self) -> None:
        """Save the document."""
        self.form.action_save()

    def on_form_saved(self, event: Form.Saved) -> None:
        """Save the document off the screen's thread, or say why it may not or cannot be."""
        event.stop()
        if self._working:
            return
        given = event.entered
        folder = typed_path(str(given["folder"] or ""))
        problems = self._problems(str(given["recipient"]), str(given["folder"] or ""), folder)
        if problems:
            self.form.refuse(problems)
            return
        self._working = True
        self.form.say(self.words("ui.saving"))
        self._remember(str(given["format"]), folder)
        order = _Order(
            str(given["format"]),
            folder,
            str(given["recipient"]),
            with_cpr=bool(given["with_cpr"]),
            open_after=bool(given["open_after"]),
        )
        self.run_worker(lambda: self._write(order), thread=True, exclusive=True)

    def _problems(self, recipient: str, typed: str, folder: Path) -> list[Problem]:
        """Return what stands in the way: the consent of the citizen, or the folder."""
        from broker_tui.casework.documents import may_print

        wanted = self.wanted
        found = may_print(self.desk, wanted.citizen_id, wanted.kind, recipient, wanted.target_id)
        problems = [problem._replace(field="recipient") for problem in found]
        if not typed.strip():
            problems.append(Problem("folder", "required"))
        elif not folder.is_dir():
            problems.append(Problem("folder", "print_folder_missing"))
        return problems

    def _remember(self, kind: str, folder: Path) -> None:
        """Propose the same folder and kind of file the next time."""
        settings = replace(self.house.settings, document_format=kind, document_folder=str(folder))
        if settings == self.house.settings:
            return
        self.house.settings = settings
        try:
            write_settings(settings)
        except OSError:
            # The file itself is what counts; the folder is asked for again.
            return

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

    def _arrived(self, printed: Printed) -> None:
        """Answer with the file; when the dialog was left meanwhile, say all the same where it lies."""
        if self.is_attached:
            self.dismiss(printed)
        else:
            tell(self._told_to, printed)

    def _failed(self, said: str) -> None:
        if not self.is_attached:
            self._told_to.say(said, "overdue", sign=self._told_to.signs.overdue)
            return
        self._working = False
        self.form.say("")
        self.form.notice(f"{self.signs.overdue} {said}")


def shown_folder(text: str) -> str:
    """Return a folder as people write it, with `~` for their own; the folder for documents when none is known."""
    if not text:
        import platformdirs

        text = str(platformdirs.user_documents_path())
    home = str(Path.home())
    if text == home or text.startswith((f"{home}/", f"{home}\\")):
        return f"~{text[len(home) :]}"
    return text


def tell(house: "BrokerApp", done: Printed) -> None:
    """Say what was saved and that it is not encrypted, and what did not go as wished."""
    words = house.words
    # The name of the file is long, and what did not go as wished must be read in a narrow window too.
    said = [words("printing.replaced", n=done.replaced)] if done.replaced else []
    if done.opened is False:
        said.append(words("printing.not_opened"))
    amiss = bool(said)
    said.append(words("printing.saved", file=done.path.name))
    sign = house.signs.warning if amiss else house.signs.ready
    house.say(" ".join(said), "due" if amiss else "ready", sign=sign)


def open_printing(house: "BrokerApp", wanted: Wanted, *, with_cpr: bool = False) -> None:
    """Ask what a document is saved as; then say where it lies and that it is not encrypted."""

    def printed(done: Printed | None) -> None:
        if done is not None:
            tell(house, done)

    house.push_screen(PrintScreen(house, wanted, with_cpr=with_cpr), printed)

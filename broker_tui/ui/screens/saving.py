"""What dialogs share that save a file: the folder, the warning, the work in a thread, and what is told of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from broker_tui.config.settings import write_settings
from broker_tui.domain.finding import Problem
from broker_tui.ui.base import BaseDialog
from broker_tui.ui.paths import typed_path
from broker_tui.ui.widgets.form import Form

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp


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


class SavingDialog(BaseDialog[Printed]):
    """Asks what a file is saved as, and saves it; answers with the file, or None when it was left.

    Args:
        house: the app; it hears of the file when the dialog has been left meanwhile.
    """

    CSS_PATH = "../styles/form.tcss"
    PLACES: ClassVar[tuple[str, ...]] = ("dialog", "printing")
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - Textual declares it without ClassVar

    def __init__(self, house: "BrokerApp") -> None:
        super().__init__()
        self._told_to = house
        self._working = False

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def on_mount(self) -> None:
        """Say what is always so: the file is not encrypted."""
        self._warn()

    def action_save(self) -> None:
        """Save the file."""
        self.form.action_save()

    def _warn(self) -> None:
        self.form.notice(f"{self.signs.warning} {self.words('printing.not_encrypted')}")

    def _begin(self, work: Callable[[], None]) -> None:
        """Work off the screen's thread."""
        self._working = True
        self._warn()
        self.form.say(self.words("ui.saving"))
        self.run_worker(work, thread=True, exclusive=True)

    def _remember(self, folder: Path, **more: Any) -> None:  # noqa: ANN401 - settings of several kinds
        """Propose the same folder the next time, here and for other files."""
        settings = replace(self.house.settings, document_folder=str(folder), **more)
        if settings == self.house.settings:
            return
        self.house.settings = settings
        try:
            write_settings(settings)
        except OSError:
            # The file itself is what counts; the folder is asked for again.
            return

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


def folder_of(typed: str) -> tuple[Path, list[Problem]]:
    """Return the folder that was typed, and what is wrong with it."""
    folder = typed_path(typed)
    if not typed.strip():
        return folder, [Problem("folder", "required")]
    return folder, [] if folder.is_dir() else [Problem("folder", "print_folder_missing")]


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

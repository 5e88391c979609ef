"""The recovery code, shown once: written down, saved to a file of her choice, or skipped knowingly."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from broker_tui.store.errors import StoreError
from broker_tui.ui.screens.start import StartField, StartScreen
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Painted
from broker_tui.ui.widgets.prose import Prose


class Code(Painted):
    """The code in two rows of groups, easy to copy by hand."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__(id="code")
        half = len(groups) // 2
        self._rows = (groups[:half], groups[half:])

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the two rows."""
        return [((self.house.signs.upright, "accent"), ("   ".join(("", *row)), "strong")) for row in self._rows]


class RecoveryScreen(StartScreen):
    """Shows the code until its last group has been typed back.

    Args:
        database: what it opens.
        code: the code, in groups.
        kept: goes on once she has it.
    """

    PLACES = ("recovery",)

    def __init__(self, database: Path, code: str, kept: Callable[[], None]) -> None:
        super().__init__()
        self.database = database
        self._groups = code.split("-")
        self._kept = kept
        self._skip_asked = False

    def column(self) -> Iterator[Widget]:
        """Lay out the code, why it matters, the field to type back, the file to save in."""
        words = self.words
        yield Prose((words("start.recovery.title"), "title"), id="brand")
        yield Prose((words("start.recovery.why"), ""), id="lead")
        yield Code(self._groups)
        group = StartField(name="group", max_length=48)
        yield from self.labelled(words("start.recovery.type_back"), group, words("start.recovery.type_help"))
        yield from self.labelled(words("start.recovery.save_label"), StartField(name="file"))
        yield Prose(id="answer")

    def on_mount(self) -> None:
        """Put the cursor where the last group is typed; the file is asked for on request."""
        self.query_one("#file-row").display = False
        self.query_one("#group", Input).focus(scroll_visible=False)

    def action_save_code(self) -> None:
        """Ask where to save the code, with a warning."""
        field = self.query_one("#file", Input)
        self.query_one("#file-row").display = True
        field.value = str(Path("~") / self.words("start.recovery.file_name"))
        field.cursor_position = len(field.value)
        field.focus()
        self.answer_warning(self.words("start.recovery.save_warning"))

    def action_skip(self) -> None:
        """Go on without the code, at the second time of asking."""
        if self._skip_asked:
            self._go_on()
        else:
            self._skip_asked = True
            self.answer_warning(self.words("start.recovery.skip_warning", key=self.house.key_of("recovery.skip")))

    @on(Input.Submitted, "#group")
    def _typed_back(self, event: Input.Submitted) -> None:
        event.stop()
        typed = "".join(event.value.upper().split()).replace("-", "")
        # The whole code proves the same; a 0 read for an O is no mistake of hers.
        if typed.translate(str.maketrans("018", "OIB")).endswith(self._groups[-1]):
            self._go_on()
        else:
            event.input.value = ""
            self.answer_warning(self.words("start.recovery.wrong"))

    @on(Input.Submitted, "#file")
    def _save(self, event: Input.Submitted) -> None:
        event.stop()
        from broker_tui.store.files import write_private
        from broker_tui.ui.paths import typed_path

        path = typed_path(event.value)
        if path.exists():
            self.answer_warning(self.words("start.recovery.save_exists"))
            return
        text = self.words(
            "start.recovery.file_text",
            file=self.database.name,
            created=self.house.today,
            code="-".join(self._groups),
        )
        try:
            write_private(path, text.encode())
        except StoreError:
            self.answer(self.words("start.recovery.save_failed"), "overdue", sign=self.signs.overdue)
            return
        self.query_one("#file-row").display = False
        self.query_one("#group", Input).focus()
        self.answer(self.words("start.recovery.saved", file=str(path)), "ready", sign=self.signs.ready)

    def _go_on(self) -> None:
        self._groups = []
        self._kept()

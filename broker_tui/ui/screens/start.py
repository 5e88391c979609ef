"""What the first screens share: one column of text with air around it, an answer line, and fields."""

from collections.abc import Iterator

from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from broker_tui.store.errors import StoreError
from broker_tui.ui import crash
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.commands import bindings
from broker_tui.ui.text import Span
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.prose import Prose

WARM = "warm"


class StartField(Input):
    """A field of the first screens: Enter goes on."""

    BINDINGS = bindings("start.field")

    def __init__(self, *, name: str, secret: bool = False, max_length: int = 0) -> None:
        super().__init__(password=secret, compact=True, id=name, max_length=max_length, select_on_focus=False)
        self.cursor_blink = False


class StartScreen(BaseScreen[None]):
    """A first screen.

    Attributes:
        busy: whether something is being done in a thread, so that Enter waits for it.
    """

    busy = False

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (64, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-normal"), (32, "-tall")]  # noqa: RUF012

    def compose(self) -> Iterator[Widget]:
        """Lay out the column and the keys."""
        with Vertical(id="column"):
            yield from self.column()
        yield Foot(id="foot")

    def column(self) -> Iterator[Widget]:
        """Yield what stands in the column; one of them is the `#answer`."""
        raise NotImplementedError

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let her try again when something has failed that has no words of its own."""
        if event.worker.name == WARM and event.worker.error is not None:
            # What could not be loaded ahead will say so itself once it is needed.
            crash.note(event.worker.error)
            event.prevent_default()
        elif event.state is WorkerState.ERROR:
            self.busy = False
            self.answer(self.words("ui.failed"), "overdue", sign=self.signs.overdue)

    def warm_later(self) -> None:
        """Load what comes next, once this is on the screen."""
        self.call_after_refresh(self.run_worker, warm_up, WARM, thread=True)

    def brand_lines(self) -> tuple[Span, Span]:
        """Return the name of the program and what it is."""
        return (self.words("start.brand.name"), "title"), (self.words("start.brand.what"), "muted")

    def brand(self) -> Prose:
        """Return the same as a widget."""
        return Prose(*self.brand_lines(), id="brand")

    def labelled(self, label: str, field: Widget, hint: str = "") -> Iterator[Widget]:
        """Yield a field behind its label, and under it a hint if there is one."""
        with Horizontal(classes="field", id=f"{field.id}-row"):
            yield Prose((label, ""), classes="label")
            yield field
        if hint:
            yield Prose((hint, "muted"), id=f"{field.id}-hint", classes="hint")

    def answer(self, text: str, tone: str = "muted", *, sign: str = "") -> None:
        """Say something under the fields; it stands until the next."""
        self.query_one("#answer", Prose).show((f"{sign} {text}" if sign else text, tone))

    def answer_error(self, error: StoreError) -> None:
        """Say what has gone wrong with the file."""
        self.answer(self.words(f"error.{error.code}", **error.params), "overdue", sign=self.signs.overdue)

    def answer_warning(self, text: str) -> None:
        """Say what is not right yet."""
        self.answer(text, "warning", sign=self.signs.warning)


def warm_up() -> None:
    """Load what comes next; for a worker thread."""
    from broker_tui.ui.warming import warm

    warm()

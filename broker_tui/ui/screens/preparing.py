"""Shown while something takes a moment before the first list: opening with a given passphrase, making the demo."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from broker_tui.store.errors import StoreError
from broker_tui.ui.screens.start import StartScreen, warm_up
from broker_tui.ui.warming import loading
from broker_tui.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.screen import Screen

    from broker_tui.casework.desk import Desk

Progress = Callable[[int, int], None]
Job = Callable[[Progress], "Desk"]
_BAR = 40


class PreparingScreen(StartScreen):
    """Runs a job in a worker thread and goes on to the first list with the desk it makes.

    Args:
        said: what is going on.
        job: makes the desk; told how to report progress.
        refused: makes the screen to go to when the job fails; None says why and stays.
        left: stops the job when the user leaves before it is done.
    """

    def __init__(
        self,
        said: str,
        job: Job,
        refused: "Callable[[StoreError], Screen[None]] | None" = None,
        left: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._said = said
        self._job = job
        self._refused = refused
        self._left = left

    def column(self) -> Iterator[Widget]:
        """Lay out the name of the program and what is going on."""
        yield self.brand()
        yield Prose((self._said, ""), id="label")
        yield Prose(id="answer")

    def on_mount(self) -> None:
        """Begin once this is on the screen."""
        self.call_after_refresh(self.run_worker, self._run, thread=True)

    def on_unmount(self) -> None:
        """Stop what is not done yet: the program cannot end before its threads have."""
        if self._left is not None:
            self._left()

    def _run(self) -> None:
        try:
            desk = self._job(self._progress)
        except StoreError as error:
            if self._refused is None:
                raise
            self.app.call_from_thread(self.house.switch_screen, self._refused(error))
            return
        with loading():
            self.app.call_from_thread(self.house.begin, desk)
            self.house.wait_for_list()
            warm_up()

    def _progress(self, done: int, total: int) -> None:
        self.app.call_from_thread(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        filled = _BAR * done // max(total, 1)
        bar = self.signs.bar_full * filled + self.signs.bar_rest * (_BAR - filled)
        text = self.words("start.demo.progress", done=done, total=total)
        self.query_one("#answer", Prose).show((bar, "accent"), (text, "muted"))

"""Saving the results as a file: which, with whose names, in which folder; and that the file is not encrypted."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.widget import Widget

from broker_tui.casework.report_files import ReportKind
from broker_tui.domain.dates import Month
from broker_tui.domain.form_spec import Condition, FieldSpec, FormSpec
from broker_tui.exchange.errors import Stopped
from broker_tui.ui.judging import SWITCH_SECONDS
from broker_tui.ui.off_screen import desk_elsewhere
from broker_tui.ui.screens.saving import Printed, SavingDialog, folder_of, shown_folder, tell
from broker_tui.ui.viewer import open_in_viewer
from broker_tui.ui.widgets.form import Form
from broker_tui.ui.widgets.form_frame import Manner
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import Choice, Reading

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk
    from broker_tui.casework.results import Results
    from broker_tui.ui.app import BrokerApp

ANONYMOUS: Final = "anonymous"
KINDS: Final = (*(kind.value for kind in ReportKind), ANONYMOUS)
NAMES: Final = ("initials", "full")
_NAMING: Final = tuple(kind.value for kind in ReportKind if kind.names_people)
"""What lists citizens."""


class _Order(NamedTuple):
    """What was filled in."""

    kind: str
    folder: Path
    full_names: bool
    open_after: bool


class ExportScreen(SavingDialog):
    """Asks what the results are saved as, and saves them; Esc stops the work, and leaves when there is none.

    Args:
        house: the app; it hears of the file when the dialog has been left meanwhile.
        results: what was counted.
        month: the month whose citizens are told of.
    """

    def __init__(self, house: "BrokerApp", results: "Results", month: Month) -> None:
        super().__init__(house)
        self._results = results
        self._month = month
        self._stop_asked = False

    def compose(self) -> Iterator[Widget]:
        """Lay out the form."""
        title = self.words("results.report.dialog.title", month=self.words.month(self._month.first))
        yield Form(self._state(), Reading(self.desk.today), manner=Manner(drafts=False), title=title)

    def on_unmount(self) -> None:
        """Stop the work when the program is left: it cannot end before its threads have."""
        self._stop_asked = True

    def _state(self) -> FormState:
        folder = shown_folder(self.house.settings.document_folder)
        stored = {"kind": KINDS[0], "names": NAMES[0], "folder": folder, "open_after": False}
        state = FormState(self._spec(), {}, stored)
        kinds = tuple(Choice(kind, self.words(f"results.report.dialog.kind.{kind}")) for kind in KINDS)
        names = tuple(Choice(name, self.words(f"results.report.dialog.names.{name}")) for name in NAMES)
        state.options = {"kind": kinds, "names": names}
        return state

    def _spec(self) -> FormSpec:
        def words(name: str, part: str) -> str:
            return self.words(f"results.report.dialog.field.{name}.{part}")

        shown = Condition("kind", _NAMING)
        fields = (
            FieldSpec("kind", "choice", required=True),
            FieldSpec("names", "choice", required=True, visible_when=shown),
            FieldSpec("folder", "line", required=True),
            FieldSpec("open_after", "flag"),
        )
        worded = (replace(one, label=words(one.name, "label"), help=words(one.name, "help")) for one in fields)
        return FormSpec("export", tuple(worded))

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Stop the work, or leave."""
        if self._working:
            self._stop_asked = True
        else:
            self.dismiss()

    def on_form_saved(self, event: Form.Saved) -> None:
        """Save the file off the screen's thread, or say that there is no such folder."""
        event.stop()
        if self._working:
            return
        given = event.entered
        folder, problems = folder_of(str(given["folder"] or ""))
        if problems:
            self.form.refuse(problems)
            return
        self._stop_asked = False
        self._remember(folder)
        full = given.get("names") == "full"
        order = _Order(str(given["kind"]), folder, full, open_after=bool(given["open_after"]))
        self._begin(lambda: self._write(order))

    # Work ------------------------------------------------------------------------------------------------------------

    def _write(self, order: _Order) -> None:
        """Make, write and perhaps open the file; runs in a thread of its own."""
        from broker_tui.exchange.documents.errors import DocumentError
        from broker_tui.store.errors import StoreError

        house = self._told_to
        call = house.call_from_thread
        # The keyboard gets its turn ten times as often as Python would give it while this thread works.
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            with desk_elsewhere(house.desk) as desk:
                path = self._written(desk, order)
        except Stopped:
            if house.is_running:
                call(self._stopped)
            return
        except (DocumentError, StoreError) as error:
            call(self._failed, house.words(f"error.{error.code}", **error.params))
            return
        opened = open_in_viewer(path) if order.open_after else None
        call(self._arrived, Printed(path, opened, 0))

    def _written(self, desk: "Desk", order: _Order) -> Path:
        """Return where the file lies."""
        from broker_tui.casework.report import make_report
        from broker_tui.casework.report_files import write_anonymous_in, write_report

        house = self._told_to
        if order.kind == ANONYMOUS:
            return write_anonymous_in(desk, order.folder, house.words, self._progress, self._is_stopped)
        report = make_report(
            desk,
            self._results,
            self._month,
            lists=ReportKind(order.kind).names_people,
            full_names=order.full_names,
            overview=house.overview if house.judged_all else None,
            progress=self._progress,
            cancelled=self._is_stopped,
        )
        return write_report(desk, report, ReportKind(order.kind), order.folder, house.words, self._is_stopped)

    def _is_stopped(self) -> bool:
        return self._stop_asked

    def _progress(self, done: int, total: int) -> None:
        """Tell how far the reading has come; called from the thread."""
        if not self._stop_asked:
            self._told_to.call_from_thread(self._tell, done, total)

    def _tell(self, done: int, total: int) -> None:
        if self.is_attached and total:
            share, key = self.words.percent(done / total, 0), self.house.key_of("back.dialog")
            said = "writing" if done >= total else "progress"
            self.form.say(self.words(f"results.report.dialog.{said}", share=share, key=key))

    def _stopped(self) -> None:
        if self.is_attached:
            self._working = False
            self.form.say(self.words("results.report.dialog.stopped"))


def open_exporting(house: "BrokerApp", results: "Results", month: Month) -> None:
    """Ask what the results are saved as; then say where the file lies and that it is not encrypted."""

    def saved(done: Printed | None) -> None:
        if done is not None:
            tell(house, done)

    house.push_screen(ExportScreen(house, results, month), saved)

"""Bringing citizens in, first step: which file."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from broker_tui.exchange.errors import FileProblem, Stopped
from broker_tui.store.errors import StoreError
from broker_tui.store.settings import read_setting, write_setting
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.commands import bindings
from broker_tui.ui.off_screen import desk_elsewhere
from broker_tui.ui.paths import completions, typed_path
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.prose import Prose
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.casefile import CasePlan
    from broker_tui.casework.import_plan import ImportReceipt
    from broker_tui.exchange.table import Table as FileTable

ENDINGS: Final = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods", ".json"})
Made = TypeVar("Made")
FOLDER: Final = "import_folder"
"""The setting that remembers the folder of the last import."""


class PathField(Input):
    """The path of a file; the arrows move in the list of what it could be."""

    BINDINGS = bindings("path.field")

    def __init__(self) -> None:
        super().__init__(compact=True, id="path", select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        # A file dropped on the terminal comes as its path, often with a line break behind it.
        event.text = " ".join(event.text.split("\n")).strip()
        super()._on_paste(event)
        event.prevent_default()

    def put(self, text: str) -> None:
        """Let the field hold `text`, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)


class Working(BaseScreen[None]):
    """A step that may take a while: it tells how far it has come, and Esc stops it."""

    working = False
    _stop_asked = False

    def start_work(self) -> None:
        """Remember that work has begun."""
        self.working, self._stop_asked = True, False

    def on_unmount(self) -> None:
        """Stop the work when the program is left: it cannot end before its threads have."""
        self._stop_asked = True

    def stop_asked(self) -> bool:
        """Tell whether the user wants it stopped; asked from the worker thread."""
        return self._stop_asked

    def tell_progress(self, done: int, total: int) -> None:
        """Show how far the work has come; called from the worker thread."""
        self.app.call_from_thread(self._show_progress, done, total)

    def _show_progress(self, done: int, total: int) -> None:
        text = self.words("intake.progress", done=done, total=total)
        self.query_one(Foot).say(((text, "muted"),))

    def guarded(self, work: Callable[[], Made], then: Callable[[Made], None]) -> None:
        """Do work in its thread and go on with what it made, or bring back in words why it could not be done."""
        try:
            made = work()
        except Stopped:
            self.app.call_from_thread(self.stopped, self.words("intake.stopped"), "muted")
        except FileProblem as problem:
            said = self.words(f"import.file.{problem.code}", **problem.params)
            self.app.call_from_thread(self.stopped, said, "overdue")
        except StoreError as error:
            said = self.words(f"error.{error.code}", **error.params)
            self.app.call_from_thread(self.stopped, said, "overdue")
        else:
            self.app.call_from_thread(then, made)

    def stopped(self, text: str, tone: str) -> None:
        """Say why the work has stopped."""
        self.working = False
        self.query_one(Foot).say(((text, tone),))

    def arrive(self, receipt: "ImportReceipt") -> None:
        """Go to the citizens and say what was done."""
        self.working = False
        self.house.case_changed(None)
        self.house.action_view("my_week" if self.desk.who else "caseload")
        if receipt.act_id is None:
            self.house.say(self.words("intake.run.nothing"), "muted")
            return
        counts = {name: receipt.counts[name] for name in ("new", "changed", "unchanged", "refused")}
        said = self.words("intake.run.done", key=self.house.key_of("undo"), **counts)
        self.house.say(said, "ready", sign=self.signs.ready)

    def action_back(self) -> None:
        """Stop what is going on, or leave."""
        if self.working:
            self._stop_asked = True
        else:
            self.dismiss()


class ImportScreen(Working):
    """Asks for the file, with what lies in the folder below."""

    CSS_PATH = "../styles/importing.tcss"
    PLACES = ("dialog", "import.file")

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, the path, what it could be, and the keys."""
        yield Head()
        yield Prose((self.words("intake.file.lead"), "muted"), id="lead")
        yield PathField()
        yield Prose(id="answer")
        table = Table([Column("name", "", 40, grow=1)], self._fetch, header=False, id="entries")
        table.can_focus = False
        yield table
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the folder of the last import."""
        self.query_one(Head).show(((self.words("intake.file.title"), "title"),))
        remembered = str(read_setting(self.desk.store, FOLDER) or "")
        folder = Path(remembered) if remembered and Path(remembered).is_dir() else Path.home()
        field = self.query_one(PathField)
        field.put(f"{folder}/")
        field.focus(scroll_visible=False)
        self._offer(field.value)

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return [Row({"name": ((_last(key), "accent" if key.endswith("/") else ""),)}) for key in keys]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    def _offer(self, text: str) -> None:
        table = self.query_one(Table)
        table.empty = ((("  ", ""), (self.words("intake.file.nothing"), "muted")),)
        table.show(completions(text, ENDINGS))
        self.query_one("#answer", Prose).show()

    def action_entry(self, steps: int) -> None:
        """Move in the list."""
        table = self.query_one(Table)
        if steps > 0:
            table.action_down()
        else:
            table.action_up()

    def action_complete(self) -> None:
        """Take over what stands under the cursor of the list."""
        entry = self.query_one(Table).cursor
        if entry is not None:
            self.query_one(PathField).put(entry)

    @on(Table.Opened)
    def _clicked(self, event: Table.Opened) -> None:
        self._go(event.key)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = typed_path(event.value)
        if path.is_file():
            self._read(path)
            return
        entry = self.query_one(Table).cursor
        if entry is None:
            self._refuse(FileProblem("missing"))
        else:
            self._go(entry)

    def _go(self, entry: str) -> None:
        if entry.endswith("/"):
            self.query_one(PathField).put(entry)
        else:
            self._read(Path(entry))

    def _read(self, path: Path) -> None:
        if self.working:
            return
        self.start_work()
        self.query_one(Foot).say(((self.words("intake.file.reading", file=path.name), "muted"),))
        self.run_worker(partial(self._read_off_screen, path), thread=True, exclusive=True)

    def _read_off_screen(self, path: Path) -> None:
        from broker_tui.exchange.reading import read_table

        try:
            table = read_table(path, progress=self.tell_progress, cancelled=self.stop_asked)
        except FileProblem as problem:
            if problem.code == "case_file":
                self.guarded(partial(self._plan_cases, path), partial(self._go_on, path))
            else:
                self.app.call_from_thread(self._refuse, problem)
        except Stopped as stopped:
            self.app.call_from_thread(self._refuse, stopped)
        else:
            self.app.call_from_thread(self._go_on, path, table)

    def _plan_cases(self, path: Path) -> "CasePlan":
        from broker_tui.casework.casefile import plan_cases, read_case_file

        with desk_elsewhere(self.desk) as desk:
            return plan_cases(desk, read_case_file(path), cancelled=self.stop_asked)

    def _refuse(self, trouble: FileProblem | Stopped) -> None:
        self.working = False
        self.query_one(Foot).say(())
        answer = self.query_one("#answer", Prose)
        if isinstance(trouble, Stopped):
            answer.show((self.words("intake.stopped"), "muted"))
        else:
            text = self.words(f"import.file.{trouble.code}", **trouble.params)
            answer.show((f"{self.signs.overdue} {text}", "overdue"))

    def _go_on(self, path: Path, read: "FileTable | CasePlan") -> None:
        from broker_tui.exchange.table import Table as FileTable
        from broker_tui.ui.screens.importing_cases import ImportCasesScreen
        from broker_tui.ui.screens.importing_columns import ImportColumnsScreen

        self.working = False
        self.query_one(Foot).say(())
        if not self.desk.store.read_only:
            write_setting(self.desk.store, FOLDER, str(path.parent))
        if isinstance(read, FileTable):
            self.house.push_screen(ImportColumnsScreen(read))
        else:
            self.house.push_screen(ImportCasesScreen(path.name, read))


def _last(entry: str) -> str:
    """Return the last part of a path as the list shows it; folders keep their separator."""
    name = Path(entry).name
    return f"{name}/" if entry.endswith("/") else name

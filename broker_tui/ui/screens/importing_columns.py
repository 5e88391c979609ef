"""Bringing citizens in, second step: which column is what."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.widget import Widget

from broker_tui.exchange.columns import ColumnMap, load_columns
from broker_tui.exchange.table import cell_text
from broker_tui.store.errors import StoreError
from broker_tui.ui.screens.importing import Working
from broker_tui.ui.text import Spans
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.import_plan import ImportPlan
    from broker_tui.exchange.table import Table as FileTable

_NOTHING: Final = "-"
_SAMPLES: Final = 50


class ImportColumnsScreen(Working):
    """Shows each column with an example and what it is taken for."""

    PLACES = ("dialog", "import.columns")

    def __init__(self, file: "FileTable") -> None:
        super().__init__()
        self._file = file
        self._known = load_columns()
        self._map = ColumnMap(file.headers, {})
        self._profile_used = False

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, one line a column of the file, and the keys."""
        words = self.words
        columns = [
            Column("sign", "", 1, gap=1, sortable=False),
            Column("header", words("intake.columns.header"), 24, minimum=14, grow=1, sortable=False),
            Column("field", words("intake.columns.field"), 26, minimum=18, grow=1, sortable=False),
            Column("sample", words("intake.columns.sample"), 24, minimum=12, grow=1, drop=1, sortable=False),
        ]
        yield Head()
        yield Table(columns, self._fetch, id="columns")
        yield Foot()

    def on_mount(self) -> None:
        """Take each column for what its header says."""
        from broker_tui.casework.importing import find_profile, suggest_columns

        self._map = suggest_columns(self.desk, self._file)
        self._profile_used = find_profile(self.desk, self._file.headers) is not None
        self.query_one(Table).show([str(at) for at, header in enumerate(self._file.headers) if header])
        self.query_one(Table).focus(scroll_visible=False)
        self._show_head()

    def _show_head(self) -> None:
        words = self.words
        rows = words("intake.columns.rows", n=len(self._file.rows))
        read, ignored = len(self._map.fields), len(self._map.unused)
        counts: Spans = ((words("intake.columns.read", n=read), ""), ("   ", ""))
        if self._map.suggested:
            said = words("intake.columns.suggested", n=len(self._map.suggested))
            counts = (*counts, (f"{self.signs.warning} {said}", "warning"), ("   ", ""))
        counts = (*counts, (words("intake.columns.ignored", n=ignored), "muted"))
        self.query_one(Head).show(((self._file.name, "title"), (f"   {rows}", "muted")), counts)
        foot = self.query_one(Foot)
        missing = self._map.missing
        if missing:
            foot.say(((f"{self.signs.warning} {words(f'import.file.no_{missing[0]}_column')}", "warning"),))
        elif self._profile_used:
            foot.say(((words("intake.columns.profile"), "muted"),))
        else:
            foot.say(())

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return [self._row(int(key)) for key in keys]

    def _row(self, at: int) -> Row:
        field = _field_at(self._map.fields, at)
        suggested = _field_at(self._map.suggested, at)
        shown: Spans
        if field:
            sign, shown = (self.signs.ready, "ready"), ((self.label(field), ""),)
        elif suggested:
            asked = self.words("intake.columns.confirm", field=self.label(suggested))
            sign, shown = (self.signs.warning, "warning"), ((asked, "warning"),)
        else:
            sign, shown = (self.signs.not_required, "muted"), ((self.words("intake.columns.unused"), "muted"),)
        sample = ((self._sample(at, field or suggested or ""), "muted"),)
        return Row({"sign": (sign,), "header": self._file.headers[at], "field": shown, "sample": sample})

    def _sample(self, at: int, field: str) -> str:
        from broker_tui.casework.import_values import is_empty, masked

        for row in self._file.rows[:_SAMPLES]:
            if at < len(row.cells) and not is_empty(row.cells[at]):
                cell = row.cells[at]
                known = bool(field) and field != "cpr"
                return cell_text(cell) if known else masked(field, cell)
        return ""

    def label(self, field: str) -> str:
        """Return what a field is called."""
        key = f"import.field.{field}"
        return self.words(key) if self.words.has(key) else self._known.headers[field]

    def action_change(self) -> None:
        """Ask what the column under the cursor is; a suggestion stands ready to be confirmed."""
        key = self.query_one(Table).cursor
        if key is None:
            return
        from broker_tui.ui.screens.pick import PickScreen
        from broker_tui.ui.widgets.form_values import Choice

        at = int(key)
        now = _field_at(self._map.fields, at) or _field_at(self._map.suggested, at) or _NOTHING
        choices = [Choice(_NOTHING, self.words("intake.columns.unused"))]
        for field in self._known.headers:
            place = self._map.fields.get(field)
            taken = "" if place in {None, at} else f"   {self.signs.left} {self._file.headers[place or 0]}"
            choices.append(Choice(field, f"{self.label(field)}{taken}"))
        title = self.words("intake.columns.which", header=self._file.headers[at])
        self.house.push_screen(PickScreen(title, choices, (now,)), partial(self._chosen, at))

    def _chosen(self, at: int, answer: tuple[str, ...] | None) -> None:
        if not answer:
            return
        field = answer[0]
        if field == _NOTHING:
            held = _field_at(self._map.fields, at) or _field_at(self._map.suggested, at)
            self._map = self._map.put(held, None) if held else self._map
        else:
            self._map = self._map.put(field, at)
        self._shown_anew()
        self.query_one(Table).action_down()

    def action_confirm_all(self) -> None:
        """Take every suggestion."""
        self._map = self._map.confirmed()
        self._shown_anew()

    def action_save_profile(self) -> None:
        """Ask for a name and remember what the columns are, for files with the same headers."""
        from pathlib import Path

        from broker_tui.casework.importing import save_profile
        from broker_tui.ui.screens.asking import AskDialog

        def check(text: str) -> str | None:
            return None if text.strip() else self.words("intake.profile.empty")

        def answered(name: str | None) -> None:
            if name is None:
                return
            try:
                save_profile(self.desk, name.strip(), self._map)
            except StoreError as error:
                self.house.report(error)
            else:
                self.house.say(self.words("intake.profile.saved", name=name.strip()), "ready", sign=self.signs.ready)

        question, hint = self.words("intake.profile.ask"), self.words("intake.profile.hint")
        self.house.push_screen(AskDialog(question, hint, check, Path(self._file.name).stem), answered)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to accept suggestions only while there are some."""
        if action == "confirm_all":
            return bool(self._map.suggested)
        return super().check_action(action, parameters)

    def _shown_anew(self) -> None:
        self._profile_used = False
        self.refresh_bindings()
        self.query_one(Table).forget()
        self._show_head()

    @on(Table.Opened)
    def _clicked(self) -> None:
        self.action_change()

    def action_go_on(self) -> None:
        """Check every row; nothing is written yet."""
        if self.working:
            return
        if self._map.missing:
            self._show_head()
            self.app.bell()
            return
        self.start_work()
        self.query_one(Foot).say(((self.words("intake.plan.checking"), "muted"),))
        self.run_worker(self._plan_off_screen, thread=True, exclusive=True)

    def _plan_off_screen(self) -> None:
        from broker_tui.casework.import_plan import ImportOptions
        from broker_tui.casework.importing import plan_import
        from broker_tui.ui.off_screen import desk_elsewhere

        options = ImportOptions(broker_id=self.desk.who or None, edition=self.house.settings.edition)

        def work() -> "ImportPlan":
            with desk_elsewhere(self.desk) as desk:
                return plan_import(
                    desk, self._file, self._map, options, progress=self.tell_progress, cancelled=self.stop_asked
                )

        self.guarded(work, self._planned)

    def _planned(self, plan: "ImportPlan") -> None:
        from broker_tui.ui.screens.importing_plan import ImportPlanScreen

        self.working = False
        self._show_head()
        self.house.push_screen(ImportPlanScreen(self._file, self._map, plan, self.label))


def _field_at(fields: Mapping[str, int], at: int) -> str | None:
    return next((field for field, column in fields.items() if column == at), None)

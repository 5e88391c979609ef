"""Bringing citizens in, third step: what the import would do, section by section, before it does it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from broker_tui.ui.off_screen import desk_elsewhere
from broker_tui.ui.screens.asking import AskDialog
from broker_tui.ui.screens.importing import Working
from broker_tui.ui.screens.importing_sections import SECTIONS, PlanPages
from broker_tui.ui.text import Span, Spans
from broker_tui.ui.widgets.lines import Foot, Head, Painted
from broker_tui.ui.widgets.prose import Prose
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Row

if TYPE_CHECKING:
    from broker_tui.casework.import_plan import ImportOptions, ImportPlan, ImportReceipt
    from broker_tui.exchange.columns import ColumnMap
    from broker_tui.exchange.table import Table as FileTable


class Sections(Painted):
    """The names of the sections with their counts; one is open."""

    def __init__(self) -> None:
        super().__init__(id="sections")
        self._items: Sequence[tuple[str, str, int]] = ()
        self._open = ""

    def show(self, items: Sequence[tuple[str, str, int]], chosen: str) -> None:
        """Show sections (name, label, count) with one of them open."""
        self._items, self._open = items, chosen
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the one line; an empty section is muted."""
        spans: list[Span] = [(" ", "")]
        for name, label, count in self._items:
            tone = "mark" if name == self._open else "" if count else "muted"
            spans += [(f" {label} {self.house.words.number(count)} ", tone), (" ", "")]
        return [tuple(spans)]


class ImportPlanScreen(Working):
    """Shows the plan, lets her settle what is open, and runs it."""

    CSS_PATH = "../styles/importing.tcss"
    PLACES = ("dialog", "import.plan")

    def __init__(
        self, file: "FileTable", columns: "ColumnMap", plan: "ImportPlan", label: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._file = file
        self._columns = columns
        self._plan = plan
        self._label = label
        self._skip_refused = False
        self._section = ""

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, the sections, what is to be settled, the list, and the keys."""
        yield Head()
        yield Sections()
        yield Prose(id="settle")
        yield Table([], self._fetch, id="plan")
        yield Foot()

    def on_mount(self) -> None:
        """Open the first section that holds something."""
        self.query_one(Table).focus(scroll_visible=False)
        self._show_plan()

    @property
    def pages(self) -> PlanPages:
        """The sections of the plan as rows."""
        return PlanPages(self._plan, self.words, self.signs, self._label)

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return self.pages.rows(self._section, keys)

    def _show_plan(self) -> None:
        counts = self.pages.counts()
        if not counts.get(self._section):
            self._section = next((name for name in SECTIONS if counts[name]), SECTIONS[0])
        title: list[Span] = [(self._plan.name, "title")]
        if self._plan.imported_before:
            title.append((f"   {self.words('intake.plan.before', on=self._before())}", "warning"))
        self.query_one(Head).show(title, ((self.words("intake.plan.nothing_yet"), "muted"),))
        self._show_section()
        self._show_open_questions()

    def _before(self) -> date:
        return date.fromisoformat(str(self._plan.imported_before)[:10])

    def _show_section(self) -> None:
        pages = self.pages
        counts = pages.counts()
        labels = [(name, self.words(f"intake.section.{name}"), counts[name]) for name in pages.shown()]
        self.query_one(Sections).show(labels, self._section)
        table = self.query_one(Table)
        table.empty = ((), (("   ", ""), (self.words(f"intake.empty.{self._section}"), "muted")))
        table.show_columns(pages.columns(self._section))
        table.show(pages.keys(self._section))

    def _show_open_questions(self) -> None:
        plan, words, signs = self._plan, self.words, self.signs
        lines: list[Span] = []
        if plan.start_missing:
            key = self.house.key_of("import.start")
            lines.append(
                (f"{signs.warning} {words('intake.plan.start_missing', n=plan.start_missing, key=key)}", "warning")
            )
        elif plan.options.start_on:
            lines.append((f"{signs.ready} {words('intake.plan.start_given', on=plan.options.start_on)}", "muted"))
        if plan.refused_rows:
            n, key = plan.refused_rows, self.house.key_of("import.skip")
            said = "refused_skipped" if self._skip_refused else "refused_block"
            tone = "muted" if self._skip_refused else "warning"
            sign = signs.not_required if self._skip_refused else signs.warning
            lines.append((f"{sign} {words(f'intake.plan.{said}', n=n, key=key)}", tone))
        if plan.new and self.desk.who:
            said = "mine" if plan.options.broker_id else "nobodys"
            lines.append((words(f"intake.plan.{said}", key=self.house.key_of("import.mine")), "muted"))
        if plan.new_brokers:
            names = ", ".join(broker.name for broker in plan.new_brokers)
            lines.append((words("intake.plan.new_brokers", n=len(plan.new_brokers), names=names), "muted"))
        self.query_one("#settle", Prose).show(*lines)

    def action_section(self, steps: int) -> None:
        """Open the section beside."""
        shown = self.pages.shown()
        self._section = shown[(shown.index(self._section) + steps) % len(shown)]
        self._show_section()

    @on(Table.Opened)
    def _clicked(self) -> None:
        self.action_settle()

    def action_settle(self) -> None:
        """Turn over a conflict, or confirm that two numbers are one person."""
        key = self.query_one(Table).cursor
        if key is None:
            return
        turned = self.pages.turned(self._section, key)
        if turned is not None:
            self._plan = turned
            self.query_one(Table).forget()
            self._show_section()

    def action_start(self) -> None:
        """Ask when those began for whom the file does not say."""
        from broker_tui.i18n.parsing import NotUnderstood, parse_date

        def check(text: str) -> str | None:
            try:
                day = parse_date(text, self.house.today)
            except NotUnderstood as error:
                return self.words(f"problem.{error.code}")
            return self.words("problem.future_date") if day > self.house.today else None

        def answered(text: str | None) -> None:
            if text is not None:
                self._plan_anew(replace(self._plan.options, start_on=parse_date(text, self.house.today)))

        question = self.words("intake.plan.ask_start", n=max(self._plan.start_missing, 1))
        self.house.push_screen(AskDialog(question, self.words("intake.plan.ask_start_hint"), check), answered)

    def action_mine(self) -> None:
        """Give those without a broker in the file to the user, or to nobody."""
        if self.desk.who:
            broker = None if self._plan.options.broker_id else self.desk.who
            self._plan_anew(replace(self._plan.options, broker_id=broker))

    def action_skip_refused(self) -> None:
        """Import the rows that can be, or none as long as some cannot."""
        if self._plan.refused_rows:
            self._skip_refused = not self._skip_refused
            self._show_open_questions()

    def action_save_refused(self) -> None:
        """Ask where to save the refused rows as CSV."""
        from pathlib import Path

        from broker_tui.exchange.refused import write_refused
        from broker_tui.ui.paths import typed_path

        if not self._plan.refused:
            return

        def check(text: str) -> str | None:
            path = typed_path(text)
            if path.exists():
                return self.words("intake.save.exists")
            return None if path.parent.is_dir() else self.words("intake.save.no_folder")

        def answered(text: str | None) -> None:
            if text is None:
                return
            path = typed_path(text)
            try:
                write_refused(path, self._plan, self.words)
            except OSError:
                self.house.say(self.words("intake.save.failed"), "overdue", sign=self.signs.overdue)
            else:
                self.house.say(self.words("intake.save.done", file=str(path)), "ready", sign=self.signs.ready)

        stem = Path(self._plan.name).stem
        offered = str(Path.home() / self.words("intake.save.name", stem=stem))
        title = self.words("intake.save.ask", n=self._plan.refused_rows)
        self.house.push_screen(AskDialog(title, self.words("intake.save.hint"), check, offered), answered)

    def action_run(self) -> None:
        """Write it all in one transaction, once nothing stands in the way."""
        plan = self._plan
        if self.working:
            return
        if plan.start_missing:
            self.action_start()
        elif plan.refused_rows and not self._skip_refused:
            key = self.house.key_of("import.skip")
            said = self.words("intake.plan.refused_block", n=plan.refused_rows, key=key)
            self.query_one(Foot).say(((f"{self.signs.warning} {said}", "warning"),))
            self._section = "refused"
            self._show_section()
        else:
            self.start_work()
            self.query_one(Foot).say(((self.words("intake.run.writing"), "muted"),))
            self.run_worker(self._run_off_screen, thread=True, exclusive=True)

    def _plan_anew(self, options: "ImportOptions") -> None:
        if self.working:
            return
        self.start_work()
        self.query_one(Foot).say(((self.words("intake.plan.checking"), "muted"),))
        self.run_worker(partial(self._plan_off_screen, options), thread=True, exclusive=True)

    def _plan_off_screen(self, options: "ImportOptions") -> None:
        from broker_tui.casework.importing import plan_import

        def work() -> "ImportPlan":
            with desk_elsewhere(self.desk) as desk:
                return plan_import(
                    desk, self._file, self._columns, options, progress=self.tell_progress, cancelled=self.stop_asked
                )

        self.guarded(work, self._planned)

    def _run_off_screen(self) -> None:
        from broker_tui.casework.importing import run_import

        def work() -> "ImportReceipt":
            with desk_elsewhere(self.desk) as desk:
                return run_import(
                    desk,
                    self._plan,
                    skip_invalid=self._skip_refused,
                    progress=self.tell_progress,
                    cancelled=self.stop_asked,
                )

        self.guarded(work, self.arrive)

    def _planned(self, plan: "ImportPlan") -> None:
        self.working = False
        self.query_one(Foot).say(())
        self._plan = plan.take(self._plan.taken)
        self._show_plan()

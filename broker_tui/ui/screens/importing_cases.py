"""Bringing a case file in: whole cases, merged record by record; told before it is done."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from broker_tui.ui.off_screen import desk_elsewhere
from broker_tui.ui.screens.importing import Working
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.prose import Prose
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.casefile import CasePlan
    from broker_tui.casework.import_plan import ImportReceipt


class ImportCasesScreen(Working):
    """Shows whom a case file brings or changes, and what in it cannot be used."""

    CSS_PATH = "../styles/importing.tcss"
    PLACES = ("dialog", "import.cases")

    def __init__(self, name: str, plan: "CasePlan") -> None:
        super().__init__()
        self._name_of_file = name
        self._plan = plan
        self._skip_refused = False
        self._people = {f"new:{at}": case.citizen.name for at, case in enumerate(plan.new)}
        self._people |= {f"changed:{one.id}": one.name for one in plan.changed}

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, what is to be settled, the list, and the keys."""
        columns = [
            Column("what", "", 14, sortable=False),
            Column("who", "", 30, minimum=20, grow=1, sortable=False),
        ]
        yield Head()
        yield Prose(id="settle")
        yield Table(columns, self._fetch, header=False)
        yield Foot()

    def on_mount(self) -> None:
        """Show the plan: what cannot be used first."""
        words, counts = self.words, self._plan.counts()
        head = words("intake.cases.counts", **counts)
        self.query_one(Head).show(((self._name_of_file, "title"),), ((head, "muted"),))
        table = self.query_one(Table)
        table.empty = ((), (("   ", ""), (words("intake.run.nothing"), "muted")))
        table.show([*(f"refused:{at}" for at in range(len(self._plan.refused))), *self._people])
        table.focus(scroll_visible=False)
        self._show_question()

    def _show_question(self) -> None:
        n = self._plan.counts()["refused"]
        settle = self.query_one("#settle", Prose)
        if not n:
            settle.show((self.words("intake.plan.nothing_yet"), "muted"))
            return
        said = "refused_skipped" if self._skip_refused else "refused_block"
        text = self.words(f"intake.cases.{said}", n=n, key=self.house.key_of("cases.skip"))
        settle.show((f"{self.signs.warning} {text}", "muted" if self._skip_refused else "warning"))

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return [self._row(key) for key in keys]

    def _row(self, key: str) -> Row:
        kind, _, at = key.partition(":")
        what = self.words(f"intake.cases.{kind}")
        if kind != "refused":
            tone = "ready" if kind == "new" else "accent"
            return Row({"what": ((what, tone),), "who": self._people[key]})
        bad = self._plan.refused[int(at)]
        reason = self.words(f"import.case.{bad.code}")
        where = f" ({bad.place})" if bad.place else ""
        return Row({"what": ((f"{what} {bad.number}", "warning"),), "who": f"{reason}{where}"})

    def action_skip_refused(self) -> None:
        """Bring in the cases that can be used, or none as long as some cannot."""
        if self._plan.refused:
            self._skip_refused = not self._skip_refused
            self._show_question()

    def action_run(self) -> None:
        """Write it all in one transaction."""
        if self.working:
            return
        if self._plan.refused and not self._skip_refused:
            self.app.bell()
            return
        self.start_work()
        self.query_one(Foot).say(((self.words("intake.run.writing"), "muted"),))
        self.run_worker(self._run_off_screen, thread=True, exclusive=True)

    def _run_off_screen(self) -> None:
        from broker_tui.casework.casefile import import_cases

        def work() -> "ImportReceipt":
            with desk_elsewhere(self.desk) as desk:
                return import_cases(
                    desk,
                    self._plan,
                    skip_invalid=self._skip_refused,
                    progress=self.tell_progress,
                    cancelled=self.stop_asked,
                )

        self.guarded(work, self.arrive)

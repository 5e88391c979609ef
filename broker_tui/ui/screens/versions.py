"""The saved versions of a step-up's two forms, and two of them compared field by field."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from broker_tui.domain.codes_step_up import FieldChange, FormKind
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.screens.version_lines import Setting, change_counts, change_sign, compared_lines, heads
from broker_tui.ui.text import Span, Spans, one_line
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.page import Page
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.domain.form_compare import Compared
    from broker_tui.domain.step_up import FormVersion
    from broker_tui.ui.app import BrokerApp


class VersionsScreen(BaseScreen[None]):
    """Lists the versions of both forms, the newest first; one is compared with the one before it, or two marked ones.

    Args:
        citizen_id: the citizen.
        versions: the versions of one step-up.
        brokers: names of brokers by id.
        form: the form to begin on.
    """

    PLACES = ("page", "versions")

    def __init__(
        self, citizen_id: str, versions: "Sequence[FormVersion]", brokers: dict[str, str], form: FormKind
    ) -> None:
        super().__init__()
        self.citizen_id = citizen_id
        self._versions = {version.id: version for version in _ordered(versions)}
        self._brokers = brokers
        self._form = form
        self._marked: list[str] = []

    def compose(self) -> Iterator[Widget]:
        """Lay out the list."""
        yield Head()
        yield Table(
            (
                Column("mark", "", 3, sortable=False),
                Column("number", "", 5, gap=1, sortable=False),
                Column("saved", "", 18, minimum=16, sortable=False),
                Column("who", "", 20, minimum=10, grow=1, drop=2, sortable=False),
                Column("approved", "", 26, minimum=20, grow=1, drop=1, sortable=False),
            ),
            self._rows,
            header=False,
        )
        yield Foot()

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one(Table)

    def on_mount(self) -> None:
        """Show the versions, the cursor on the newest of the form it was opened from."""
        self.query_one(Head).show([(self.words("step_up.versions.title"), "title")])
        headings: dict[int, Sequence[Spans]] = {}
        before: FormKind | None = None
        for place, version in enumerate(self._versions.values()):
            if version.form is not before:
                name: Spans = ((" ", ""), (self.words(f"step_up.tab.form.{version.form.value}"), "muted"))
                headings[place] = [(), name] if place else [name]
                before = version.form
        table = self.table
        table.show(list(self._versions), headings)
        first = next((key for key, version in self._versions.items() if version.form is self._form), None)
        if first is not None:
            table.go_to(first)
        table.focus(scroll_visible=False)

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        return [self._row(self._versions[key]) for key in keys]

    def _row(self, version: "FormVersion") -> Row:
        words, signs, today = self.words, self.signs, self.desk.today
        saved = version.saved_at.astimezone()
        approved: Span = ("", "")
        if version.approved_on is not None:
            approved = (f"{signs.ready} {words('step_up.tab.approved', on=version.approved_on)}", "ready")
        elif version.form is FormKind.PREPARATION:
            approved = (words("step_up.tab.not_approved"), "muted")
        marked = version.id in self._marked
        return Row(
            {
                "mark": (("[x]" if marked else "[ ]", "accent" if marked else "muted"),),
                "number": words("step_up.tab.version", n=version.number),
                "saved": f"{words.date(saved.date(), today)} {saved:%H:%M}",
                "who": ((one_line(self._brokers.get(version.saved_by, "")), "muted"),),
                "approved": (approved,),
            }
        )

    @property
    def version(self) -> "FormVersion | None":
        """The version under the cursor."""
        return self._versions.get(self.table.cursor or "")

    def on_table_opened(self, _: Table.Opened) -> None:
        """Compare what was clicked."""
        self.action_compare()

    def action_mark(self) -> None:
        """Mark a version to compare, or take the mark away; of the same form, and two at most."""
        version = self.version
        if version is None:
            return
        if version.id in self._marked:
            self._marked.remove(version.id)
        else:
            same = [one for one in self._marked if self._versions[one].form is version.form]
            self._marked = [*same[-1:], version.id]
        self.table.forget()

    def action_compare(self) -> None:
        """Compare the marked versions, or the one under the cursor with the marked one or the one before it."""
        version = self.version
        if version is None:
            return
        older, newer = self._pair(version)
        if older is None:
            self.house.say(self.words("step_up.versions.only_one"), "muted")
            return
        self.house.push_screen(CompareScreen(self.citizen_id, older, newer, self._brokers))

    def action_show(self) -> None:
        """Show the version as it reads on paper."""
        from broker_tui.domain.codes_step_up import DocumentKind
        from broker_tui.ui.screens.document import Wanted, show_document

        version = self.version
        if version is not None:
            kind = DocumentKind(version.form.value)
            show_document(self.house, Wanted(self.citizen_id, kind, version.step_up_id, version.number))

    def _pair(self, version: "FormVersion") -> "tuple[FormVersion | None, FormVersion]":
        """Return which two to compare, the older first."""
        marked = [self._versions[one] for one in self._marked if self._versions[one].form is version.form]
        if len(marked) == 1 and marked[0] is not version:
            marked.append(version)
        if len(marked) == 2:
            older, newer = sorted(marked, key=lambda one: one.number)
            return older, newer
        former = [one for one in self._versions.values() if one.form is version.form and one.number < version.number]
        return max(former, key=lambda one: one.number, default=None), version


class CompareScreen(BaseScreen[None]):
    """Shows what changed from one version to another; what stayed the same on request.

    Args:
        citizen_id: the citizen.
        older: the version to compare with.
        newer: the version that is looked at.
        brokers: names of brokers by id.
    """

    PLACES = ("page", "compare")

    def __init__(self, citizen_id: str, older: "FormVersion", newer: "FormVersion", brokers: dict[str, str]) -> None:
        super().__init__()
        self.citizen_id = citizen_id
        self._older, self._newer = older, newer
        self._brokers = brokers
        self._everything = False
        self._found: tuple[Compared, ...] = ()
        self._setting: Setting | None = None
        self._laid: tuple[object, list[Spans]] = (None, [])

    def compose(self) -> Iterator[Widget]:
        """Lay out head, comparison and foot."""
        yield Head()
        yield Page(self._lines)
        yield Foot()

    def on_mount(self) -> None:
        """Compare them."""
        from broker_tui.domain.form_compare import compare

        self._setting = _setting(self.house, self.citizen_id, self._newer)
        self._found = compare(self._older, self._newer, self._setting.spec)
        name = self.words(f"step_up.tab.form.{self._newer.form.value}")
        pair = self.words("step_up.versions.pair", older=self._older.number, newer=self._newer.number)
        self.query_one(Head).show([(name, "title"), (f"  {pair}", "muted")], self._counts())
        self.query_one(Page).focus(scroll_visible=False)

    def _counts(self) -> list[Span]:
        """Return how much has changed, is new, or is gone."""
        counted: list[Span] = []
        for state, number in change_counts(self._found).items():
            if number:
                said = self.words(f"step_up.versions.{state.value}", n=number)
                counted.append((f"   {change_sign(self.signs, state)} {said}", "muted"))
        return counted

    def _lines(self, width: int) -> list[Spans]:
        asked = (width, self._everything, self.words, self.signs)
        if self._setting is not None and self._laid[0] != asked:
            # Every key that scrolls asks again.
            self._laid = (asked, self._lay_out(self._setting, width))
        return self._laid[1]

    def _lay_out(self, setting: Setting, width: int) -> list[Spans]:
        room = width - 5
        lines = heads(setting, self._who(self._older), self._who(self._newer), room)
        found = compared_lines(setting, self._found, room, everything=self._everything)
        lines += [(), *(found or [((self.words("step_up.versions.same"), ""),)])]
        key = self.house.key_of("compare.all")
        hint = "step_up.versions.hide_same" if self._everything else "step_up.versions.show_same"
        same = sum(one.state is FieldChange.SAME for one in self._found)
        if same:
            lines += [*([()] if lines[-1] else []), ((self.words(hint, n=same, key=key), "muted"),)]
        return lines

    def _who(self, version: "FormVersion") -> str:
        """Return when a version was saved, and by whom."""
        saved = version.saved_at.astimezone()
        when = f"{self.words.date(saved.date(), self.desk.today)} {saved:%H:%M}"
        name = one_line(self._brokers.get(version.saved_by, ""))
        said = self.words("step_up.tab.version", n=version.number)
        return f" {self.signs.dot} ".join(part for part in (said, when, name) if part)

    def action_all(self) -> None:
        """Show what stayed the same too, or hide it again."""
        self._everything = not self._everything
        self.query_one(Page).repaint()


def _setting(house: "BrokerApp", citizen_id: str, version: "FormVersion") -> Setting:
    """Read what the fields of a form are called and what their choices stand for."""
    from broker_tui.casework.choices import choices
    from broker_tui.casework.own_forms import spec_of_version

    spec = spec_of_version(house.desk, version)
    names = {field.choices_from for field in spec.fields if field.choices_from}
    listed = {name: dict(choices(house.desk, name, citizen_id)) for name in names}
    return Setting(house.words, house.signs, spec, listed, house.desk.today)


def _ordered(versions: "Sequence[FormVersion]") -> "list[FormVersion]":
    """Return versions form by form, the newest first."""
    forms = list(FormKind)
    return sorted(versions, key=lambda one: (forms.index(one.form), -one.number, one.id))


def open_versions(house: "BrokerApp", citizen_id: str, step_up_id: str, form: FormKind) -> None:
    """Show the versions of a step-up's forms; say so when none was saved yet."""
    from broker_tui.store.cases import read_brokers, read_case

    versions = [one for one in read_case(house.desk.store, citizen_id).form_versions if one.step_up_id == step_up_id]
    if not versions:
        house.say(house.words("step_up.versions.none"), "muted")
        return
    brokers = {broker.id: broker.name for broker in read_brokers(house.desk.store)}
    house.push_screen(VersionsScreen(citizen_id, versions, brokers, form))

"""The form of the house: one widget paints every field, and one editor lies over the field being filled in."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, row_keys
from broker_tui.store.ids import new_id
from broker_tui.ui.widgets.editor import LineEditor, TextEditor
from broker_tui.ui.widgets.form_canvas import editor_for
from broker_tui.ui.widgets.form_choosing import ChoosingForm
from broker_tui.ui.widgets.form_frame import Manner, View
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import (
    EDITED_KINDS,
    LINE_KINDS,
    TEXT_KINDS,
    Entered,
    Reading,
    entered_row,
    is_blank,
    normal,
)

AFTERWARDS: Final = 0.1
"""Seconds until the second editor is made: made at once it would keep the first picture from the terminal."""


class Form(ChoosingForm, can_focus=True):
    """Fields that are filled in by keyboard or mouse.

    It checks nothing and stores nothing: `Saved` carries what was entered, `refuse` shows what was wrong with it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "move(1)", show=False),
        Binding("shift+tab", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("space", "take", show=False),
        Binding("delete,backspace", "empty", show=False),
        Binding("enter", "enter", show=False),
        Binding("pagedown,f3", "section(1)", show=False),
        Binding("pageup,f2", "section(-1)", show=False),
    ]

    class Saved(Message):
        """The user wants what stands in the form to be saved."""

        def __init__(self, entered: Entered) -> None:
            super().__init__()
            self.entered = entered

    def __init__(
        self,
        state: FormState,
        reading: Reading,
        *,
        manner: Manner | None = None,
        title: str = "",
        aside: str = "",
        touched: Callable[[], None] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        manner = manner or Manner()
        if manner.first:
            state.focus = manner.first
        super().__init__(state, reading, manner, View(title=title, aside=aside), touched or (lambda: None), id=id)
        self._text_lines = 1

    def compose(self) -> ComposeResult:
        """Make the editors that the fields of this form need."""
        editor = editor_for(self.state.focused)
        if editor is not None:
            yield editor()

    def on_mount(self) -> None:
        """Begin in the first field; what further fields need is made once this one has been seen for a moment."""
        self.watch(self.app, "theme", self.show, init=False)
        self._enter()
        self.set_timer(AFTERWARDS, self._make_editors)

    def _make_editors(self) -> None:
        for item in self.state.spec.fields if self.is_attached else ():
            for one in (item, *(item.rows.fields if item.rows else ())):
                self.editor_of(one)

    @property
    def entered(self) -> Entered:
        """What stands in the form now, with the field being edited as far as it is typed."""
        return dict(self.state.entered)

    # What screens ask of it ------------------------------------------------------------------------------------------

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Show what was refused and put the keyboard where the first of it stands."""
        first = self.state.refuse(problems)
        self.count_problems()
        self.view.whole = self.state.problems.get("", ())
        self._go(first or self.state.focus)

    def notice(self, text: str) -> None:
        """Show a line above the fields, or take it away."""
        self.view.notice = text
        self.show()

    def say(self, text: str) -> None:
        """Show a short word at the end of the title line."""
        self.view.aside = text
        self.show()

    def enter(self, values: Mapping[str, object], *, stored: bool = False) -> None:
        """Put values into the form; `stored` makes them what the form is compared with."""
        self.state.put(values)
        if stored:
            self.state.stored = dict(self.state.entered)
            self.state.problems, self.state.removed = {}, []
            self.count_problems()
        self._enter()

    def choose(self, name: str, value: object) -> None:
        """Put into a field what was chosen from its list, as if it had been entered here."""
        self._change(self.state.field(name), value)

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_move(self, steps: int) -> None:
        """Go to the next or former field; beyond the ends stays."""
        self._go(self.state.neighbour(steps))

    def action_section(self, steps: int) -> None:
        """Go to the first field of the next or former section."""
        self._go(self.state.first_of_section(steps))

    def action_next_problem(self) -> None:
        """Go to the next field that was refused."""
        name = self.state.next_problem()
        if name:
            self._go(name)

    def action_enter(self) -> None:
        """Save, or add a row from the line that does."""
        if self.state.focused.rows is not None:
            self.action_row("add")
        else:
            self.action_save()

    def action_take(self) -> None:
        """Tick, untick, open a long list, choose the next option, or add a row."""
        if self.state.focused.rows is not None:
            self.action_row("add")
        else:
            super().action_take()

    def action_save(self) -> None:
        """Ask for what stands here to be saved, without new rows that hold nothing."""
        self._leave()
        if self._drop_blank_rows():
            self._enter()
        self.show()
        self.post_message(self.Saved(self.entered))

    def action_row(self, what: str) -> None:
        """Add a row to the list the keyboard is in, remove the row it is in, or take the last removed one back."""
        state = self.state
        self._leave()
        if what == "add":
            rows = state.rows_here()
            if rows is None:
                return
            key = new_id()
            state.add_row(rows.name, key, entered_row(rows, key, self.house.words))
            self._forgive(rows)
        elif (state.remove_row() if what == "remove" else state.restore_row()) is None:
            return
        self.count_problems()
        self._enter()
        self._touched()

    def _drop_blank_rows(self) -> bool:
        """Let go of new rows in which nothing was entered; tells whether there were any."""
        state, words, found = self.state, self.house.words, False
        for rows in state.spec.fields:
            for key in state.keys(rows.name) if rows.rows else ():
                new = key not in row_keys(state.stored.get(rows.name))
                if new and all(state.held(name) == value for name, value in entered_row(rows, key, words).items()):
                    state.drop_row(rows.name, key)
                    found = True
        return found

    # The editor ------------------------------------------------------------------------------------------------------

    @on(LineEditor.Leave)
    def _editor_left(self, event: LineEditor.Leave) -> None:
        event.stop()
        if event.steps:
            self.action_move(event.steps)
        else:
            self.action_save()

    @on(LineEditor.Turn)
    def _section_left(self, event: LineEditor.Turn) -> None:
        event.stop()
        self.action_section(event.steps)

    @on(Input.Changed)
    def _line_changed(self, event: Input.Changed) -> None:
        event.stop()
        item = self.state.focused
        if item.kind in LINE_KINDS and event.value != self.state.held(item.name):
            self._typed(item, event.value, again=item.kind == "date")

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        item = self.state.focused
        if item.kind in TEXT_KINDS and event.text_area.text != self.state.held(item.name):
            lines = event.text_area.wrapped_document.height
            again, self._text_lines = lines != self._text_lines, lines
            self._typed(item, event.text_area.text, again=again)

    def _typed(self, item: FieldSpec, text: str, *, again: bool) -> None:
        held, marked = self.state.held(item.name), self._is_marked(item)
        self.state.set(item.name, text)
        # Other fields may come or go, and the section may say something else of what it lacks.
        turned = is_blank(held) != is_blank(text)
        if self._forgive(item) or again or turned or marked != self._is_marked(item):
            self.show()
        self._touched()

    def _is_marked(self, item: FieldSpec) -> bool:
        """Tell whether a field, or the rows it stands in, is shown as filled in from the case."""
        return self.state.is_prefilled(item.name.partition(".")[0])

    def _leave(self) -> None:
        """Put the edited field into its usual form."""
        item = self.state.focused
        if item.kind in EDITED_KINDS:
            text = str(self.state.held(item.name) or "")
            tidy = normal(item, text, self.reading, self.house.words)
            self.state.set(item.name, tidy)
            editor = self.editor_of(item)
            if isinstance(editor, LineEditor) and editor.value != tidy:
                editor.load(tidy)

    def _go(self, name: str) -> None:
        if name != self.state.focus:
            self._leave()
        self.state.focus = name
        self._enter()

    def _enter(self) -> None:
        """Give the keyboard to the focused field."""
        item = self.state.focused
        chosen = self.state.chosen(item.name)
        values = [choice.value for choice in self.state.options_of(item.name)]
        single = item.kind != "choices"
        self.state.option = values.index(chosen[0]) if single and chosen and chosen[0] in values else 0
        editor = self.editor_of(item)
        if editor is not None:
            text = str(self.state.held(item.name) or "")
            if isinstance(editor, TextEditor):
                editor.enter_saves = item.name in self.manner.enter_saves
                if editor.text != text:
                    editor.load(text)
            else:
                editor.placeholder = self.painter().lack(item)
                editor.load(text)
                if item.kind in {"date", "week", "number", "period"}:
                    editor.action_select_all()
        self.show()
        if self.is_attached:
            self.screen.set_focus(editor or self, scroll_visible=False)

    def on_focus(self) -> None:
        """Hand the keyboard on to the editor, when the focused field has one."""
        editor = self.editor_of(self.state.focused)
        if editor is not None:
            self.screen.set_focus(editor, scroll_visible=False)

    # The mouse -------------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the field that is clicked and choose what is clicked there."""
        event.stop()
        name, option = self.spot(event.x, event.y)
        if not name:
            return
        self._go(name)
        item = self.state.focused
        if option is None:
            if self.is_long(item):
                self.post_message(self.Pick(item, ""))
        elif item.rows is not None:
            self.action_row("add")
        elif item.kind == "flag":
            self._change(item, value=not self.state.held(name))
        else:
            self.state.option = option
            self._choose(item, self.state.options_of(name)[option].value)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what lies below."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what lies above."""
        event.stop()
        self.scroll_rows(-3)

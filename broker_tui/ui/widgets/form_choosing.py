"""Choosing in a form by keyboard: beside, by first letter, by ticking, or from a list that opens."""

from collections.abc import Callable

from textual import events
from textual.message import Message

from broker_tui.domain.form_spec import FieldSpec
from broker_tui.i18n import fold
from broker_tui.ui.widgets.form_canvas import FormCanvas
from broker_tui.ui.widgets.form_frame import Manner, View
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import EDITED_KINDS, Reading


class ChoosingForm(FormCanvas):
    """A form as far as its lists and ticks go."""

    class Pick(Message):
        """The user wants to choose from a list that is too long to be painted."""

        def __init__(self, field: FieldSpec, typed: str) -> None:
            super().__init__()
            self.field = field
            self.typed = typed

    def __init__(
        self,
        state: FormState,
        reading: Reading,
        manner: Manner,
        view: View,
        touched: Callable[[], None],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(state, reading, manner, view, id=id)
        self._touched = touched

    def action_turn(self, steps: int) -> None:
        """Choose the option beside the chosen one; in a list with several ticks, go to it."""
        item = self.state.focused
        options = self.state.options_of(item.name)
        if item.kind in {"choice", "yes_no"} and options:
            self._choose(item, self.state.cycled(item.name, steps))
        elif item.kind == "choices" and options:
            self.state.option = (self.state.option + steps) % len(options)
            self.show()
        elif item.kind == "flag":
            self._change(item, value=not self.state.held(item.name))

    def action_take(self) -> None:
        """Tick, untick, open a long list, or choose the next option."""
        item = self.state.focused
        options = self.state.options_of(item.name)
        if self.is_long(item):
            self.post_message(self.Pick(item, ""))
        elif item.kind == "choices" and options:
            self._change(item, self.state.toggled(item.name, options[self.state.option].value))
        else:
            self.action_turn(1)

    def action_empty(self) -> None:
        """Take a choice back, where nothing is an answer."""
        item = self.state.focused
        if item.kind == "choices":
            self._change(item, ())
        elif item.kind == "yes_no":
            self._change(item, None)
        elif item.kind == "choice" and item.optional:
            self._change(item, "")

    def on_key(self, event: events.Key) -> None:
        """Choose an option by its first letter."""
        item = self.state.focused
        if not event.is_printable or not event.character or event.character == " " or item.kind in EDITED_KINDS:
            return
        event.stop()
        event.prevent_default()
        self._letter(item, event.character)

    def _letter(self, item: FieldSpec, letter: str) -> None:
        state = self.state
        if self.is_long(item):
            self.post_message(self.Pick(item, letter))
        elif item.kind == "flag":
            yes, no = (fold(self.house.words.yes_no(value))[:1] for value in (True, False))
            if fold(letter) in {yes, no, "x"}:
                held = bool(state.held(item.name))
                self._change(item, value=not held if letter in {"x", "X"} else fold(letter) == yes)
        else:
            options = state.options_of(item.name)
            values = [choice.value for choice in options]
            after = state.option if item.kind == "choices" else -1
            if item.kind != "choices" and (chosen := state.chosen(item.name)) and chosen[0] in values:
                after = values.index(chosen[0])
            place = state.initial(item.name, letter, after)
            if place is not None:
                state.option = place
                self._choose(item, values[place])

    def _choose(self, item: FieldSpec, value: str) -> None:
        if item.kind == "choices":
            self._change(item, self.state.toggled(item.name, value))
        elif item.kind == "yes_no":
            self._change(item, value == "yes")
        else:
            self._change(item, value)

    def _change(self, item: FieldSpec, value: object) -> None:
        self.state.set(item.name, value)
        self._forgive(item)
        self.show()
        self._touched()

    def _forgive(self, item: FieldSpec) -> bool:
        """Take away the problem of a field that is being changed; tells whether there was one."""
        if item.name not in self.state.problems:
            return False
        del self.state.problems[item.name]
        self.count_problems()
        return True

    def count_problems(self) -> None:
        """Take note of how many problems are shown."""
        self.view.problems = sum(len(items) for items in self.state.problems.values())

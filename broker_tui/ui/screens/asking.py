"""A dialog that asks for one line of text."""

from collections.abc import Callable, Iterator

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from broker_tui.store.errors import StoreError
from broker_tui.ui.base import BaseDialog
from broker_tui.ui.commands import bindings
from broker_tui.ui.widgets.form_drafts import DraftKeeper
from broker_tui.ui.widgets.lines import Foot, Head, Painted
from broker_tui.ui.widgets.prose import Prose

Check = Callable[[str], str | None]
"""Returns why a text will not do, None when it will."""


class AskField(Input):
    """The field of the question."""

    BINDINGS = bindings("asking.field")

    def __init__(self, value: str, *, secret: bool) -> None:
        super().__init__(value, password=secret, compact=True, select_on_focus=False)
        self.cursor_blink = False


class AskDialog(BaseDialog[str]):
    """Answers the text once it will do, None when she leaves.

    Args:
        question: what is asked.
        hint: stands under the field until there is something to correct.
        check: says why a text will not do.
        value: what the field holds at first.
        secret: whether the text is hidden.
        draft: the key under which an unfinished text is kept; without one it is not.
    """

    CSS_PATH = "../styles/importing.tcss"

    def __init__(
        self, question: str, hint: str, check: Check, value: str = "", *, secret: bool = False, draft: str = ""
    ) -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._check = check
        self._value = value
        self._secret = secret
        self._draft = draft
        self._keeper = DraftKeeper(self._write_draft, self.set_timer)

    def compose(self) -> Iterator[Widget]:
        """Lay out the question, the field, the hint, and the keys."""
        with Vertical(id="slip"):
            yield Head()
            yield AskField(self._value, secret=self._secret)
            yield Prose((self._hint, "muted"), id="answer")
            yield Foot()

    def on_mount(self) -> None:
        """Put the cursor in the field, behind what was left there."""
        from broker_tui.store.drafts import read_draft

        for painted in self.query(Painted):
            painted.raised = True
        self.query_one(Head).show(((self._question, "title"),))
        field = self.query_one(AskField)
        if self._draft and (kept := read_draft(self.desk.store, self._draft)):
            field.value = str(kept.get("text", ""))
        field.cursor_position = len(field.value)
        field.focus(scroll_visible=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._draft:
            self._keeper.touch()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        trouble = self._check(event.value)
        if trouble is not None:
            self.query_one("#answer", Prose).show((f"{self.signs.warning} {trouble}", "warning"))
            return
        self._keeper.forget()
        if self._draft:
            self._put_draft("")
        self.dismiss(event.value)

    def action_back(self) -> None:
        """Leave; what was typed is kept where it may be."""
        self.keep_draft()
        self.dismiss(None)

    def keep_draft(self) -> None:
        """Write the draft now, when something is unwritten."""
        self._keeper.flush()

    def _write_draft(self) -> None:
        self._put_draft(self.query_one(AskField).value)

    def _put_draft(self, text: str) -> None:
        from broker_tui.store.drafts import drop_draft, read_draft, save_draft

        store = self.desk.store
        if store.read_only:
            return
        try:
            if text.strip():
                save_draft(store, self._draft, {"text": text})
            elif read_draft(store, self._draft) is not None:
                drop_draft(store, self._draft)
        except StoreError as error:
            self.house.report(error)

"""A dialog for any act that takes a form: filled in from the case, kept as a draft, refused at its fields, or done."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.widget import Widget

from broker_tui.domain.finding import Problem
from broker_tui.ui.base import BaseDialog
from broker_tui.ui.screens.form_paper import Errand, Paper, lay_out, options_of
from broker_tui.ui.widgets.form import Form
from broker_tui.ui.widgets.form_drafts import DraftKeeper
from broker_tui.ui.widgets.form_frame import Manner
from broker_tui.ui.widgets.form_values import (
    Reading,
    entered_of,
    is_blank,
    to_json,
    values_of,
)

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk, Done
    from broker_tui.domain.entries import Entry
    from broker_tui.ui.office import Office
    from broker_tui.ui.text import Spans

# Dates of what has happened: a weekday typed there is the last one.
_PAST_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "contact": frozenset({"on"}),
    "talk": frozenset({"on"}),
    "task": frozenset({"agreed_on", "done_on"}),
    "citizen": frozenset({"case_closed_on"}),
    "cv": frozenset({"on"}),
    "min_plan_broker": frozenset({"min_plan_broker_on"}),
    "approach": frozenset({"on"}),
    "placement": frozenset({"agreed_on", "plan_agreed_on"}),
    "interruption": frozenset({"interrupted_on"}),
    "follow_up": frozenset({"on"}),
    "self_support": frozenset({"started_on"}),
    "consent": frozenset({"on", "withdrawn_on"}),
    "withdrawal": frozenset({"withdrawn_on"}),
}


class FormScreen(BaseDialog["Done"]):
    """Shows one form; answers with what was done, or None when it was left (its draft stays).

    Args:
        errand: the act and what it is about.
        paper: what `lay_out` has read for it.
    """

    CSS_PATH = "../styles/form.tcss"
    PLACES: ClassVar[tuple[str, ...]] = ("dialog", "form")
    # The form measures itself; classes for widths would only have everything styled once more.
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - Textual declares it without ClassVar

    def __init__(self, errand: Errand, paper: Paper) -> None:
        super().__init__()
        self.errand = errand
        self.paper = paper
        self._lists = self._chosen()
        self._carried: dict[str, object] = {}
        self._keeper = DraftKeeper(self._write_draft, self.set_timer)

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def compose(self) -> Iterator[Widget]:
        """Lay out the form."""
        yield Form(
            self.paper.state,
            Reading(self.desk.today, _PAST_FIELDS.get(self.paper.state.spec.code, frozenset())),
            manner=self.manner(),
            title=self.title_text(),
            aside=self.aside(),
            touched=self._touched,
        )

    def on_mount(self) -> None:
        """Say that a draft is back."""
        if self.paper.drafted_at is not None:
            local = self.paper.drafted_at.astimezone()
            when = f"{self.words.date(local.date())} {local:%H:%M}"
            self.form.notice(self.words("ui.form.draft_resumed", when=when, key=self.house.key_of("form.fresh")))

    def manner(self) -> Manner:
        """Return how the form behaves."""
        return Manner()

    def title_text(self) -> str:
        """Return what stands above the form."""
        title = self.words(f"form.{self.errand.code}.title")
        return f"{title} {self.signs.dot} {self.paper.name}" if self.paper.name else title

    def aside(self) -> str:
        """Return what stands at the end of the title's line."""
        return ""

    def help_lines(self) -> "list[Spans]":
        """Return the focused field and what it is for."""
        form = self.form
        painter, name = form.painter(), form.state.focus
        return [((painter.label(form.state, name), "strong"),), ((painter.help(form.state, name), ""),)]

    def action_save(self) -> None:
        """Save the form."""
        self.form.action_save()

    def action_next_problem(self) -> None:
        """Go to the next field that was refused."""
        self.form.action_next_problem()

    def action_row(self, what: str) -> None:
        """Add, remove or take back a row of a list."""
        self.form.action_row(what)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of rows only where there are rows."""
        if action == "row":
            return any(item.rows is not None for item in self.paper.state.spec.fields)
        return super().check_action(action, parameters)

    # Saving ----------------------------------------------------------------------------------------------------------

    def on_form_saved(self, event: Form.Saved) -> None:
        """Do what the form asks for, or show at its fields why not."""
        from broker_tui.casework.desk import Refused

        event.stop()
        form = self.form
        values, unread = values_of(form.state.spec, event.entered, form.reading)
        try:
            entry = self.paper.asked.read(values)
        except Refused as refusal:
            form.refuse(_merged(unread, refusal.problems))
            return
        if unread:
            form.refuse(unread)
            return
        done = self.house.perform(
            lambda desk: self._do(desk, entry), refused=lambda refusal: form.refuse(refusal.problems)
        )
        if done is not None:
            self._keeper.forget()
            self._drop_draft()
            self.dismiss(done)

    def _do(self, desk: "Desk", entry: "Entry") -> "Done":
        """Perform the act; a failure of the disk is said in the form, which may cover the screen behind."""
        from broker_tui.store.errors import StoreError

        try:
            return self.paper.act.perform(desk, self.errand.citizen_id, self.errand.target_id, entry)
        except StoreError as error:
            self.form.notice(self.words(f"error.{error.code}", **error.params))
            raise

    # Drafts ----------------------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Write the draft now, when something is unwritten."""
        self._keeper.flush()

    def on_screen_suspend(self) -> None:
        """Write the draft before something else is shown."""
        self.keep_draft()

    def on_app_blur(self) -> None:
        """Write the draft when the user turns to another window."""
        self.keep_draft()

    def _touched(self) -> None:
        self._keeper.touch()
        chosen = self._chosen()
        if chosen != self._lists:
            names = self._listed()
            changed = [name for name, was, now in zip(names, self._lists, chosen, strict=True) if was != now]
            self._lists = chosen
            state = self.paper.state
            for name in changed:
                self._carry(name)
            state.options = options_of(self.desk, self.words, self.errand, state)
            self.form.show()

    def _carry(self, name: str) -> None:
        """Put what follows from a choice, such as a company's contact person, into fields that nobody has typed in."""
        from broker_tui.casework.desk import Refused

        state = self.paper.state
        try:
            carried = self.paper.act.carried(self.desk, self.errand.citizen_id, name, state.entered)
        except Refused:
            # What was chosen has just been removed; saving says so at its field.
            return
        asked = {item.name for item in state.spec.fields}
        for field, value in carried.items():
            if field not in asked:
                continue
            if is_blank(state.held(field)) or state.held(field) == self._carried.get(field, state.stored.get(field)):
                self._carried[field] = entered_of(state.field(field), value, self.words)
                state.set(field, self._carried[field])

    def _chosen(self) -> tuple[object, ...]:
        """Return what lists may hang on: the choices made in lists from the database."""
        return tuple(self.paper.state.held(name) for name in self._listed())

    def _listed(self) -> tuple[str, ...]:
        fields = self.paper.state.spec.fields
        return tuple(item.name for item in fields if item.choices_from and item.kind == "choice")

    def _write_draft(self) -> None:
        from broker_tui.store.drafts import save_draft
        from broker_tui.store.errors import StoreError

        form, store = self.form, self.desk.store
        if store.read_only:
            form.say(self.words("ui.form.draft_not_saved"))
            return
        if not form.state.dirty:
            self._drop_draft()
            form.say(self.aside())
            return
        try:
            save_draft(store, str(self.errand), to_json(form.entered))
        except StoreError as error:
            form.notice(self.words(f"error.{error.code}", **error.params))
            return
        form.say(self.words("ui.form.draft_saved", time=f"{datetime.now():%H:%M}"))  # noqa: DTZ005 - shown to the user

    def _drop_draft(self) -> None:
        from broker_tui.store.drafts import drop_draft, read_draft
        from broker_tui.store.errors import StoreError

        store, key = self.desk.store, str(self.errand)
        try:
            if not store.read_only and read_draft(store, key) is not None:
                drop_draft(store, key)
        except StoreError as error:
            self.house.report(error)

    def action_back(self) -> None:
        """Leave; what was entered stays as a draft, and that is said."""
        dirty = self.form.state.dirty
        self.keep_draft()
        if dirty and not self.desk.store.read_only:
            self.house.say(self.words("ui.form.kept"), "muted")
        self.dismiss(None)

    def action_fresh(self) -> None:
        """Begin with what is stored, and forget the draft."""
        self._keeper.forget()
        self._drop_draft()
        form = self.form
        form.enter(form.state.stored, stored=True)
        form.notice("")
        form.say(self.words("ui.form.fresh"))

    # Long lists ------------------------------------------------------------------------------------------------------

    @on(Form.Pick)
    def _pick(self, event: Form.Pick) -> None:
        """Open a long list to choose from."""
        from broker_tui.ui.screens.pick import PickScreen

        event.stop()
        state, field = self.form.state, event.field
        several = field.kind == "choices"

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.form.choose(field.name, chosen if several else "".join(chosen[:1]))

        title = self.form.painter().label(state, field.name)
        ticked = state.chosen(field.name)
        self.app.push_screen(
            PickScreen(title, state.options_of(field.name), ticked, several=several, typed=event.typed), take
        )


def open_form(
    house: "Office",
    errand: Errand,
    *,
    values: Mapping[str, object] | None = None,
    then: "Callable[[Done | None], None] | None" = None,
) -> None:
    """Show the form of an act over the screen; when it cannot be filled in, say why instead.

    Args:
        house: the app.
        errand: the act and what it is about.
        values: what is proposed, over what the act proposes itself.
        then: is told what was done, or None when the form was left.
    """
    from broker_tui.casework.desk import Refused
    from broker_tui.store.errors import StoreError

    try:
        paper = lay_out(house.desk, house.words, errand, values)
    except (Refused, StoreError) as error:
        house.report(error)
        return
    house.push_screen(_screen_of(errand.code)(errand, paper), then)


def _screen_of(code: str) -> type[FormScreen]:
    """Return the dialog of an act: the contact has its own."""
    from broker_tui.ui.screens.contact import CHANGE, LOG, ContactScreen

    return ContactScreen if code in {LOG, CHANGE} else FormScreen


def _merged(unread: tuple[Problem, ...], refused: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return each problem once; what could not be read says more than that it does not fit."""
    named = {problem.field for problem in unread}
    return (*unread, *(problem for problem in refused if problem.field not in named))

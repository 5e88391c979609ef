"""A municipality's own forms: which is in use, what a file lacks, and since when STAR knows (R182-R184)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual import on
from textual.widget import Widget

from broker_tui.casework.desk import Refused
from broker_tui.casework.own_forms import (
    activate_form,
    active_form,
    check_form,
    reset_form,
    star_informed_on,
)
from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.form_coverage import Weight
from broker_tui.i18n.form_words import shortcoming_words
from broker_tui.i18n.parsing import NotUnderstood, parse_date
from broker_tui.store.errors import StoreError
from broker_tui.store.settings import read_setting, write_setting
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.paths import typed_path
from broker_tui.ui.screens.asking import AskDialog
from broker_tui.ui.text import Spans, wrap
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.page import Page
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.own_forms import ActiveForm, CheckedForm
    from broker_tui.domain.form_coverage import Shortcoming

FILE: Final = "own_form.file"
"""Under this name the database remembers where the last form lay."""

_TONES: Final = {Weight.ERROR: "overdue", Weight.MISSING: "overdue", Weight.WARNING: "warning"}
_WIDEST: Final = 92


class OwnFormsScreen(BaseScreen[None]):
    """Shows which form is in use for each of the two; a file is chosen, checked and taken into use from here."""

    PLACES = ("page", "own_forms")

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, the forms, and the keys."""
        columns = [Column("form", "", 22, minimum=16), Column("used", "", 40, minimum=20, grow=1)]
        table = Table(columns, self._fetch, header=False)
        table.detail = self._about
        yield Head()
        yield table
        yield Foot()

    def on_mount(self) -> None:
        """Show both."""
        self.query_one(Head).show(((self.words("own_form.title"), "title"),))
        table = self.query_one(Table)
        table.show([form.value for form in FormKind])
        table.focus(scroll_visible=False)

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return [Row({"form": self.words(f"own_form.screen.{key}"), "used": self._used(FormKind(key))}) for key in keys]

    def _used(self, form: FormKind) -> Spans:
        active = active_form(self.desk, form)
        if active is None:
            return ((self.words("own_form.screen.none"), "muted"),)
        return ((self.words("own_form.screen.active", name=active.variant.name, since=active.since), ""),)

    def _about(self, key: str) -> Sequence[Spans]:
        active = active_form(self.desk, FormKind(key))
        lines = [self.words("own_form.screen.lead")]
        if active is not None:
            lines = [
                self.words("own_form.screen.informed", on=active.star_informed_on),
                self.words("own_form.screen.covers", n=len(active.variant.own)),
            ]
        return [(("  ", ""), (line, "muted")) for line in lines]

    @on(Table.Opened)
    def _clicked(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Ask for a file with a form, and show what it lacks."""
        found: list[CheckedForm] = []

        def check(text: str) -> str | None:
            try:
                found[:] = [check_form(typed_path(text))]
            except (OSError, ValueError):
                return self.words("own_form.problem.unreadable")
            return None

        def answered(text: str | None) -> None:
            if text is not None:
                if not self.desk.store.read_only:
                    write_setting(self.desk.store, FILE, text)
                self.house.push_screen(OwnFormScreen(found[0]), self._left)

        remembered = str(read_setting(self.desk.store, FILE) or "")
        question, hint = self.words("own_form.screen.ask_file"), self.words("own_form.screen.ask_file_hint")
        self.house.push_screen(AskDialog(question, hint, check, remembered), answered)

    def _left(self, active: "ActiveForm | None") -> None:
        self.query_one(Table).forget()
        if active is not None:
            said = self.words("own_form.screen.activated", name=active.variant.name)
            self.house.say(said, "ready", sign=self.signs.ready)

    def action_reset(self) -> None:
        """Take our own form into use again."""
        key = self.query_one(Table).cursor
        if key is None:
            return
        try:
            was = reset_form(self.desk, FormKind(key))
        except StoreError as error:
            self.house.report(error)
            return
        self.query_one(Table).forget()
        said = self.words("own_form.screen.was_reset" if was else "own_form.screen.none")
        self.house.say(said, "ready" if was else "muted", sign=self.signs.ready if was else "")


class OwnFormScreen(BaseScreen["ActiveForm"]):
    """Shows what a form of one's own lacks; answers with it once it is taken into use.

    Args:
        given: the form and what is wrong with it.
    """

    PLACES = ("page", "own_form")

    def __init__(self, given: "CheckedForm") -> None:
        super().__init__()
        self.given = given

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, what was found, and the keys."""
        yield Head()
        yield Page(self._lines)
        yield Foot()

    def on_mount(self) -> None:
        """Show it."""
        variant = self.given.variant
        name = variant.name if variant is not None else ""
        right = self.words(f"own_form.screen.{variant.form.value}") if variant is not None else ""
        self.query_one(Head).show(((name or self.words("own_form.title"), "title"),), ((right, "muted"),))
        self.query_one(Page).focus(scroll_visible=False)

    def _lines(self, width: int) -> list[Spans]:
        given, words = self.given, self.words
        room = min(width - 6, _WIDEST)
        stopping = sum(one.stops for one in given.shortcomings)
        if stopping or given.variant is None:
            total: Spans = ((f"{self.signs.overdue} {words('own_form.screen.lacks', n=stopping)}", "overdue"),)
        else:
            covers = words("own_form.screen.covers", n=len(given.variant.own))
            total = ((f"{self.signs.ready} {covers}", "ready"),)
        lines: list[Spans] = [total]
        for one in given.shortcomings:
            lines.append(())
            lines += self._shortcoming(one, room)
        if not stopping:
            lines += [(), *((((line, "muted"),)) for line in wrap(words("own_form.screen.may_use"), room))]
        return lines

    def _shortcoming(self, one: "Shortcoming", room: int) -> Iterator[Spans]:
        weight = self.words(f"own_form.weight.{one.weight.value}")
        line = self.given.file.line(one)
        where = "" if line is None else self.words("own_form.screen.line", line=line)
        yield ((weight, _TONES[one.weight]), (f"  {where}" if where else "", "muted"))
        for text in wrap(shortcoming_words(self.words, one), room):
            yield (("  ", ""), (text, ""))

    def action_activate(self) -> None:
        """Take the form into use, once it is said when STAR was informed of it."""
        variant = self.given.variant
        if variant is None or not self.given.usable:
            self.house.say(self.words("own_form.screen.not_usable"), "overdue", sign=self.signs.overdue)
            return
        if star_informed_on(self.desk, variant.form) is not None:
            self._activate(None)
            return
        question, hint = self.words("own_form.screen.ask_star"), self.words("own_form.screen.ask_star_hint")
        self.house.push_screen(AskDialog(question, hint, self._no_day), self._informed)

    def _no_day(self, text: str) -> str | None:
        """Return why a text is not the day on which STAR was informed."""
        try:
            on = parse_date(text, self.desk.today)
        except NotUnderstood:
            return self.words("problem.date")
        return self.words("problem.future_date") if on > self.desk.today else None

    def _informed(self, text: str | None) -> None:
        if text is not None:
            self._activate(parse_date(text, self.desk.today))

    def _activate(self, on: date | None) -> None:
        try:
            active = activate_form(self.desk, self.given, on)
        except (Refused, StoreError) as error:
            self.house.report(error)
            return
        self.dismiss(active)

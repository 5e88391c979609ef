"""The settings: one a line, changed where it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.widget import Widget

from broker_tui.config.settings import write_settings
from broker_tui.domain.passphrase import MINIMUM_LENGTH, Strength, strength
from broker_tui.i18n.parsing import parse_number
from broker_tui.store.cases import read_brokers
from broker_tui.store.errors import StoreError
from broker_tui.store.keys import change_passphrase, renew_recovery_code
from broker_tui.ui.base import BaseScreen
from broker_tui.ui.screens.asking import AskDialog, Check
from broker_tui.ui.text import ASCII, UNICODE, Spans
from broker_tui.ui.themes import PALETTES
from broker_tui.ui.widgets.lines import Foot, Head
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row

if TYPE_CHECKING:
    from broker_tui.config.settings import Settings

ROWS: Final = (
    "language",
    "theme",
    "ascii",
    "calm",
    "idle_lock_minutes",
    "edition",
    "team_goal",
    "own_forms",
    "name",
    "passphrase",
    "recovery",
)
_MOST_MINUTES: Final = 24 * 60
_WHOLE: Final = 100


class SettingsScreen(BaseScreen[None]):
    """Shows each setting with what it does; Enter changes it."""

    PLACES = ("dialog", "settings")

    def compose(self) -> Iterator[Widget]:
        """Lay out the head, the settings, and the keys."""
        columns = [Column("name", "", 26, minimum=18), Column("value", "", 30, minimum=16, grow=1)]
        table = Table(columns, self._fetch, header=False)
        table.detail = self._about
        yield Head()
        yield table
        yield Foot()

    def on_mount(self) -> None:
        """Show them, and which keys of the user's own cannot stand."""
        table = self.query_one(Table)
        table.show(ROWS)
        table.focus(scroll_visible=False)
        self._show_head()

    def _show_head(self) -> None:
        self.query_one(Head).show(((self.words("settings.title"), "title"),), ((self.desk.store.path.name, "muted"),))
        problems = self.house.keymap_problems
        if problems:
            said = self.house.said_problem(problems[0])
            self.query_one(Foot).say(((f"{self.signs.warning} {said}", "warning"),))

    def _fetch(self, keys: Sequence[str]) -> Sequence[Row]:
        return [Row({"name": self.words(f"settings.{key}.label"), "value": self._value(key)}) for key in keys]

    def _value(self, key: str) -> Spans:
        words, settings = self.words, self.house.settings
        values = {
            "language": words(f"settings.language.{words.language}"),
            "theme": words(f"ui.theme.{self.house.theme}"),
            "ascii": words(f"settings.ascii.{'on' if settings.ascii else 'off'}"),
            "calm": words(f"settings.calm.{'on' if settings.calm else 'off'}"),
            "edition": self._edition(),
            "team_goal": self._team_goal(),
            "name": self._my_name() or self.words("settings.name.nobody"),
        }
        if key == "idle_lock_minutes":
            minutes = settings.idle_lock_minutes
            text = (
                words("settings.idle_lock_minutes.value", n=minutes)
                if minutes
                else words("settings.idle_lock_minutes.never")
            )
            return ((text, ""),)
        if key in values:
            return ((values[key], ""),)
        return ((words(f"settings.{key}.value"), "muted"),)

    def _edition(self) -> str:
        return self.desk.programme(self.house.settings.edition).label

    def _team_goal(self) -> str:
        goal = self.house.settings.team_goal
        return self.words("settings.team_goal.none") if goal is None else self.words.percent(goal)

    def _about(self, key: str) -> Sequence[Spans]:
        return [(("  ", ""), (self.words(f"settings.{key}.help"), "muted"))]

    @on(Table.Opened)
    def _clicked(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        """Change the setting under the cursor."""
        key = self.query_one(Table).cursor
        if key is not None:
            getattr(self, f"_change_{key}")()

    def _keep(self, settings: "Settings") -> None:
        """Take settings at once and remember them."""
        self.house.settings = settings
        try:
            write_settings(settings)
        except OSError:
            self.house.say(self.words("settings.not_written"), "overdue", sign=self.signs.overdue)
        self.query_one(Table).forget()
        self._show_head()

    def _change_language(self) -> None:
        self.house.action_next_language()
        self._keep(replace(self.house.settings, language=self.house.words.language))
        self.query_one(Foot).repaint()

    def _change_theme(self) -> None:
        names = list(PALETTES)
        self.house.theme = names[(names.index(self.house.theme) + 1) % len(names)]
        self._keep(replace(self.house.settings, theme=self.house.theme))

    def _change_ascii(self) -> None:
        settings = replace(self.house.settings, ascii=not self.house.settings.ascii)
        self.house.signs = ASCII if settings.ascii else UNICODE
        self._keep(settings)
        self.house.case_changed(())

    def _change_calm(self) -> None:
        settings = replace(self.house.settings, calm=not self.house.settings.calm)
        self.house.animation_level = "none" if settings.calm else "full"
        self._keep(settings)

    def _change_idle_lock_minutes(self) -> None:
        def check(text: str) -> str | None:
            fits = text.strip().isdecimal() and 0 <= int(text) <= _MOST_MINUTES
            return None if fits else self.words("settings.idle_lock_minutes.check")

        def answered(text: str | None) -> None:
            if text is not None:
                self._keep(replace(self.house.settings, idle_lock_minutes=int(text)))
                self.house.watch_idle(int(text))

        now = str(self.house.settings.idle_lock_minutes)
        self._ask("idle_lock_minutes", check, now, answered)

    def _change_edition(self) -> None:
        codes = sorted(self.desk.programmes)
        now = self.house.settings.edition
        following = codes[(codes.index(now) + 1) % len(codes)] if now in codes else codes[-1]
        self._keep(replace(self.house.settings, edition=following))

    def _change_team_goal(self) -> None:
        def check(text: str) -> str | None:
            try:
                _share(text)
            except ValueError:
                return self.words("settings.team_goal.check")
            return None

        def answered(text: str | None) -> None:
            if text is not None:
                self._keep(replace(self.house.settings, team_goal=_share(text)))

        goal = self.house.settings.team_goal
        now = "" if goal is None else self.words.number_entry(round(goal * 100, 6))
        self._ask("team_goal", check, now, answered)

    def _change_own_forms(self) -> None:
        from broker_tui.ui.screens.own_forms import OwnFormsScreen

        self.house.push_screen(OwnFormsScreen(), lambda _: self.query_one(Table).forget())

    def _change_name(self) -> None:
        brokers = {broker.id: broker for broker in read_brokers(self.desk.store)}
        if self.desk.who in brokers or not brokers:
            self._ask("name", self._named, self._my_name(), self._rename)
            return
        from broker_tui.ui.screens.pick import PickScreen
        from broker_tui.ui.widgets.form_values import Choice

        choices = [Choice(broker.id, broker.name) for broker in brokers.values()]

        def chosen(answer: tuple[str, ...] | None) -> None:
            if answer:
                self._become(answer[0])

        self.house.push_screen(PickScreen(self.words("settings.name.which"), choices), chosen)

    def _named(self, text: str) -> str | None:
        return None if text.strip() else self.words("start.welcome.missing.name")

    def _my_name(self) -> str:
        return next((broker.name for broker in read_brokers(self.desk.store) if broker.id == self.desk.who), "")

    def _rename(self, name: str | None) -> None:
        from broker_tui.casework.people import add_broker, change_broker
        from broker_tui.domain.entries import BrokerEntry

        if name is None:
            return
        known = next((broker for broker in read_brokers(self.desk.store) if broker.id == self.desk.who), None)
        if known is None:
            done = self.house.perform(lambda desk: add_broker(desk, BrokerEntry(name=name)))
            if done is not None and done.record_id:
                self._become(done.record_id)
            return
        entry = BrokerEntry(**{**known.model_dump(exclude={"id"}), "name": name})
        self.house.perform(lambda desk: change_broker(desk, known.id, entry))
        self.query_one(Table).forget()

    def _become(self, broker_id: str) -> None:
        """Let the database belong to a broker."""
        from broker_tui.casework.opening import ME
        from broker_tui.store.settings import write_setting

        try:
            write_setting(self.desk.store, ME, broker_id)
        except StoreError as error:
            self.house.report(error)
            return
        self.house.become(broker_id)
        self.query_one(Table).forget()

    def _may_change_keys(self) -> bool:
        if self.house.demo or self.desk.store.read_only:
            self.house.say(self.words("settings.passphrase.not_here"), "muted")
            return False
        return True

    def _change_passphrase(self) -> None:
        if self._may_change_keys():
            self._ask("current", _anything, "", self._ask_new, secret=True)

    def _ask_new(self, current: str | None) -> None:
        if current is None:
            return

        def check(text: str) -> str | None:
            short = strength(text) is Strength.TOO_SHORT
            return self.words("start.welcome.missing.passphrase", n=MINIMUM_LENGTH) if short else None

        def again(new: str | None) -> None:
            if new is not None:
                self._ask("again", lambda text: self._differs(new, text), "", partial(self._set, current), secret=True)

        self._ask("passphrase", check, "", again, secret=True)

    def _differs(self, first: str, second: str) -> str | None:
        return None if first == second else self.words("start.welcome.missing.again")

    def _set(self, current: str, new: str | None) -> None:
        if new is None:
            return

        def change() -> None:
            change_passphrase(self.desk.store.path, current, new)
            self._tell("settings.passphrase.changed")

        self._off_screen(change)

    def _change_recovery(self) -> None:
        if self._may_change_keys():
            self._ask("current", _anything, "", self._renew, secret=True)

    def _renew(self, current: str | None) -> None:
        if current is None:
            return

        def renew() -> None:
            code = renew_recovery_code(self.desk.store.path, current)
            self.app.call_from_thread(self._show_code, code)

        self._off_screen(renew)

    def _show_code(self, code: str) -> None:
        from broker_tui.ui.screens.recovery import RecoveryScreen

        def kept() -> None:
            self.house.pop_screen()
            self.house.say(self.words("settings.recovery.renewed"), "ready", sign=self.signs.ready)

        self.query_one(Foot).say(())
        self.house.push_screen(RecoveryScreen(self.desk.store.path, code, kept))

    def _off_screen(self, work: Callable[[], None]) -> None:
        """Do what takes a moment in a worker thread, and say why when it cannot be done."""

        def guarded() -> None:
            try:
                work()
            except StoreError as error:
                self.app.call_from_thread(self.house.report, error)

        self.query_one(Foot).say(((self.words("settings.passphrase.changing"), "muted"),))
        self.run_worker(guarded, thread=True, exclusive=True)

    def _tell(self, key: str) -> None:
        self.app.call_from_thread(partial(self.house.say, self.words(key), "ready", sign=self.signs.ready))

    def _ask(
        self, key: str, check: Check, value: str, answered: Callable[[str | None], None], *, secret: bool = False
    ) -> None:
        question, hint = self.words(f"settings.ask.{key}"), self.words(f"settings.ask.{key}_hint")
        self.house.push_screen(AskDialog(question, hint, check, value, secret=secret), answered)


def _share(text: str) -> float | None:
    """Read `18`, `17,5` or `17,5 %` as a share, nothing as no goal of one's own.

    Raises:
        ValueError: it is no number between 0 and 100.
    """
    typed = text.strip().removesuffix("%").strip()
    if not typed:
        return None
    percent = parse_number(typed)
    if not 0 < percent <= _WHOLE:
        raise ValueError("no share")
    return round(percent / _WHOLE, 6)


def _anything(_: str) -> None:
    """Whether a passphrase is right is known only once it is used."""

"""One run of one command: the words, the open desk, and how what the user names is found."""

from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from broker_tui.cli.arguments import Common, Trouble, WrongUse
from broker_tui.cli.output import say
from broker_tui.domain.dates import IsoWeek
from broker_tui.i18n import Words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broker_tui.casework.desk import Desk
    from broker_tui.domain.finding import Problem

_EVERYBODY: Final = frozenset({"all", "alle"})


class Session:
    """What a command has at hand; the database is opened when it is first needed."""

    def __init__(self, common: Common, words: Words) -> None:
        self.common = common
        self.words = words
        self._desk: Desk | None = None

    @property
    def desk(self) -> "Desk":
        """The desk of the open database.

        Raises:
            StoreError: the database cannot be opened.
            WrongUse: no passphrase is given.
        """
        if self._desk is None:
            from broker_tui.casework.opening import open_desk
            from broker_tui.cli.secrets import passphrase

            database = self.common.database
            if not database.exists():
                raise Trouble("cli.trouble.no_database", path=database)
            self._desk = open_desk(database, passphrase(self.common, self.words), self.common.day)
        return self._desk

    def citizen(self, named: str) -> tuple[str, str]:
        """Return id and name of the one citizen that an id, a CPR number or part of a name points to.

        Raises:
            WrongUse: nobody fits, or several do.
        """
        from broker_tui.store.cases import find_citizens

        found = find_citizens(self.desk.store, named)
        # Who is called just that is meant, though others' names begin with it.
        found = [one for one in found if fold(one[1]) == fold(named.strip())] or found
        if not found:
            raise WrongUse("nobody")
        if len(found) > 1:
            raise WrongUse("several", n=len(found))
        return found[0]

    def broker(self, named: str) -> str | None:
        """Return the id of the broker that an id or part of a name points to; None for everybody.

        Raises:
            WrongUse: nobody fits, or several do.
        """
        from broker_tui.store.cases import read_brokers

        if fold(named) in _EVERYBODY:
            return None
        brokers = read_brokers(self.desk.store)
        found = [broker for broker in brokers if named == broker.id or fold(named) == fold(broker.name)]
        found = found or [broker for broker in brokers if fold(named) in fold(broker.name)]
        if len(found) != 1:
            raise WrongUse("broker", n=len(found), names=tuple(broker.name for broker in brokers))
        return found[0].id

    def ids(self, broker: str | None) -> list[str]:
        """Return the citizens of the broker named, or one's own when none is named."""
        from broker_tui.casework.scope import ids_of_broker, own_ids

        return own_ids(self.desk) if broker is None else ids_of_broker(self.desk, self.broker(broker))

    def day(self, option: str, text: str) -> date:
        """Return the day that an option names, in any of the ways dates are typed.

        Raises:
            WrongUse: it is none.
        """
        from broker_tui.i18n.parsing import NotUnderstood, parse_date

        try:
            return parse_date(text, self.common.day)
        except NotUnderstood:
            raise WrongUse("date", option=option, value=text) from None

    def week(self, named: str | None) -> IsoWeek:
        """Return the week that is named, in any of the ways weeks are typed, or this one.

        Raises:
            WrongUse: it is none.
        """
        if named is None:
            return IsoWeek.of(self.common.day)
        from broker_tui.i18n.parsing import NotUnderstood, parse_week

        try:
            return parse_week(named, self.common.day)
        except NotUnderstood:
            raise WrongUse("week", value=named) from None

    def seen(self, code: str, citizen_id: str | None = None, **params: object) -> None:
        """Write down in the journal that someone has looked at a citizen or taken data out."""
        from broker_tui.store.journal import record_view

        record_view(self.desk.store, self.desk.who, citizen_id, code, params)

    def warn(self, problems: "Iterable[Problem]") -> None:
        """Tell what looks wrong with an entry that was saved all the same."""
        for problem in problems:
            say(self.words("cli.warning", text=self.words(f"problem.{problem.code}", **dict(problem.params))))

    def close(self) -> None:
        """Close the database."""
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

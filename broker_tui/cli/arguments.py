"""The options all commands share, read before anything heavy is loaded; they may stand before or after the command."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

DONE: Final = 0
FINDINGS: Final = 1
WRONG_USE: Final = 2
TROUBLE: Final = 3


class WrongUse(Exception):  # noqa: N818 - an answer to the user, not a fault
    """The command line cannot be understood: exit code 2; the catalogue holds `cli.wrong.<code>`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Trouble(Exception):  # noqa: N818 - an answer to the user, not a fault
    """Data or disk make the command impossible: exit code 3; the catalogue holds `key`."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class Common(NamedTuple):
    """The options all commands share, as given."""

    db: str = ""
    today: str = ""
    lang: str = ""
    passphrase_file: str = ""

    @property
    def database(self) -> Path:
        """The database named, or the one that is opened by default."""
        if self.db:
            return Path(self.db).expanduser()
        from broker_tui.config.paths import default_database

        return default_database()

    @property
    def day(self) -> date:
        """The day that counts as today.

        Raises:
            WrongUse: `--today` is no date.
        """
        if not self.today:
            return date.today()  # noqa: DTZ011 - the broker's day is the machine's day
        try:
            return date.fromisoformat(self.today)
        except ValueError:
            raise WrongUse("today", value=self.today) from None

    @property
    def language(self) -> str:
        """The language asked for, or the one of the user's settings.

        Raises:
            WrongUse: there is no such language.
        """
        if not self.lang:
            from broker_tui.config.paths import settings_file

            if not settings_file().is_file():
                return "da"
            from broker_tui.config.settings import read_settings

            return read_settings()[0].language
        if self.lang not in {"da", "en"}:
            raise WrongUse("lang", value=self.lang)
        return self.lang


def split(arguments: Sequence[str]) -> tuple[Common, list[str]]:
    """Take the common options out of the arguments, up to a `--`, and return both.

    Raises:
        WrongUse: one stands last, without its value.
    """
    values: dict[str, str] = {}
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        name, equals, value = argument.partition("=")
        field = name[2:].replace("-", "_")
        if argument == "--":
            rest += [argument, *remaining]
        elif name.startswith("--") and field in Common._fields:
            values[field] = value if equals else _next(remaining, name)
        else:
            rest.append(argument)
    return Common(**values), rest


def _next(remaining: Iterator[str], name: str) -> str:
    value = next(remaining, None)
    if value is None:
        raise WrongUse("no_value", option=name)
    return value

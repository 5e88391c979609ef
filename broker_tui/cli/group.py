"""Running one of the commands that click reads: found by name, imported alone, its failures put into a sentence."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from broker_tui.casework.desk import Refused
from broker_tui.cli.arguments import FINDINGS, TROUBLE, WRONG_USE, Common, WrongUse
from broker_tui.cli.light import COMMANDS
from broker_tui.cli.output import say
from broker_tui.cli.session import Session
from broker_tui.cli.worded import refusal
from broker_tui.config.errors import ConfigError
from broker_tui.exchange.errors import FileProblem
from broker_tui.i18n import Words, load_words
from broker_tui.store.errors import StoreError

if TYPE_CHECKING:
    from broker_tui.domain.finding import Problem

_PLACES: Final[Mapping[str, str]] = {
    "demo": "start",
    "note": "start",
    "init": "upkeep",
    "backup": "upkeep",
    "restore": "upkeep",
    "schema": "upkeep",
    "doctor": "upkeep",
    "import": "importing",
    "export": "exporting",
    "todo": "lists",
    "caseload": "lists",
    "week": "lists",
    "citizen": "citizen",
    "contact": "contact",
    "companies": "registers",
    "registrations": "registers",
    "form": "forms",
    "document": "documents",
    "results": "results",
    "calendar": "calendar",
    "merge": "merge",
}


def run(common: Common, arguments: list[str]) -> int:
    """Run the command that `arguments` begin with and return its exit code.

    Raises:
        WrongUse: there is no such command, or its arguments do not fit.
        Trouble: data or disk make it impossible.
    """
    name = arguments[0]
    if name not in _PLACES:
        raise WrongUse("option" if name.startswith("-") else "command", option=name, name=name, commands=COMMANDS)
    words = load_words(common.language)
    command: click.Command = getattr(import_module(f"broker_tui.cli.commands.{_PLACES[name]}"), f"{name}_command")
    with Session(common, words) as session:
        try:
            context = command.make_context(f"broker-tui {name}", arguments[1:], obj=session)
            with context:
                return command.invoke(context) or 0
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.UsageError as error:
            raise refusal(error) from None
        except (Refused, StoreError, ConfigError, FileProblem) as error:
            return _failed(words, common, error)


def _failed(words: Words, common: Common, error: Refused | StoreError | ConfigError | FileProblem) -> int:
    if isinstance(error, Refused):
        for problem in error.problems:
            say(_sentence(words, problem))
        return WRONG_USE
    if isinstance(error, StoreError):
        params = {"path": common.database} | error.params
        missing = error.code == "missing" and params["path"] == common.database
        say(words("cli.trouble.no_database" if missing else f"error.{error.code}", **params))
    elif isinstance(error, FileProblem):
        say(words(f"import.file.{error.code}", **dict(error.params)))
    else:
        say(words(f"error.{error.code}", **dict(error.params)))
    return TROUBLE


def _sentence(words: Words, problem: "Problem") -> str:
    return words(f"problem.{problem.code}", **dict(problem.params))


__all__ = ["FINDINGS", "run"]

"""Where the passphrase comes from: a file, the environment, or the terminal."""

import os
import sys
from pathlib import Path
from typing import Final

from broker_tui.cli.arguments import Common, Trouble, WrongUse
from broker_tui.cli.output import say
from broker_tui.i18n import Words

VARIABLE: Final = "BROKER_TUI_PASSPHRASE"


def given_passphrase(common: Common) -> str | None:
    """Return the passphrase of the file or the environment, None when neither is given.

    Raises:
        Trouble: the file cannot be read.
    """
    if common.passphrase_file:
        return passphrase_in(common.passphrase_file)
    return os.environ.get(VARIABLE)


def passphrase_in(file: str) -> str:
    """Return the passphrase that stands in a file, without the end of its line.

    Raises:
        Trouble: the file cannot be read.
    """
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Trouble("cli.trouble.passphrase_file", path=file) from None
    return text.removesuffix("\n").removesuffix("\r")


def passphrase(common: Common, words: Words) -> str:
    """Return the passphrase, asking for it when there is a terminal to ask at.

    Raises:
        WrongUse: it is given nowhere and nobody can be asked.
        Trouble: the file cannot be read.
    """
    given = given_passphrase(common)
    return given if given is not None else asked(words("cli.ask.passphrase", file=common.database.name))


def new_passphrase(common: Common, words: Words) -> str:
    """Return the passphrase of a new database; at a terminal it is asked for twice and may not be short.

    Raises:
        WrongUse: it is given nowhere and nobody can be asked, it is empty or too short, or the two differ.
        Trouble: the file cannot be read.
    """
    from broker_tui.domain.passphrase import MINIMUM_LENGTH

    given = given_passphrase(common)
    if given is not None:
        if not given:
            raise WrongUse("empty_passphrase")
        if len(given) < MINIMUM_LENGTH:
            say(words("cli.init.short_passphrase", n=MINIMUM_LENGTH))
        return given
    chosen = asked(words("cli.ask.new_passphrase"))
    if len(chosen) < MINIMUM_LENGTH:
        raise WrongUse("too_short", n=MINIMUM_LENGTH)
    if asked(words("cli.ask.again")) != chosen:
        raise WrongUse("not_the_same")
    return chosen


def asked(prompt: str) -> str:
    """Ask at the terminal without showing what is typed.

    Raises:
        WrongUse: there is no terminal, or it answers nothing.
    """
    if not sys.stdin.isatty():
        raise WrongUse("no_passphrase", variable=VARIABLE)
    from getpass import getpass

    try:
        return getpass(f"{prompt} ")
    except EOFError:
        raise WrongUse("no_passphrase", variable=VARIABLE) from None

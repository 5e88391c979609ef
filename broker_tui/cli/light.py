"""What answers at once: a field note, the help, the version. Standard library and catalogue only."""

import sys
from typing import Final

from broker_tui.cli.arguments import DONE, Common, Trouble, WrongUse
from broker_tui.cli.output import say, write
from broker_tui.i18n import LANGUAGES, Words, load_words

COMMANDS: Final = (
    "demo",
    "init",
    "import",
    "export",
    "todo",
    "caseload",
    "week",
    "citizen",
    "contact",
    "companies",
    "registrations",
    "results",
    "form",
    "document",
    "calendar",
    "merge",
    "note",
    "backup",
    "restore",
    "doctor",
    "schema",
)
"""All commands, in the order of the help."""


def words_of(common: Common) -> Words:
    """Return the words of the language asked for; Danish while it is not known."""
    try:
        return load_words(common.language)
    except WrongUse:
        return load_words(LANGUAGES[0])


def complain(common: Common, key: str, **params: object) -> None:
    """Write one sentence to standard error."""
    say(words_of(common)(key, **params))


def answer(common: Common, what: str) -> int:
    """Print the help or the version."""
    if what == "--version":
        from broker_tui import __version__

        write(f"broker-tui {__version__}")
        return DONE
    words = load_words(common.language)
    width = max(map(len, COMMANDS))
    write(words("cli.usage") + "\n")
    for name in COMMANDS:
        write(f"  {name:<{width}}  {words(f'cli.{name}.short')}")
    write("\n" + words("cli.common"))
    return DONE


def note(common: Common, arguments: list[str]) -> int:
    """Seal a field note into the inbox beside the database, without its passphrase."""
    text, hint = _note_of(arguments)
    if text == "-":
        text = _standard_input()
    if not text.strip():
        raise WrongUse("note_empty")
    database = common.database
    if not database.exists():
        raise Trouble("cli.trouble.no_database", path=database)
    from broker_tui.store.errors import StoreError
    from broker_tui.store.inbox import seal_note

    try:
        seal_note(database, text.strip(), hint)
    except StoreError as error:
        raise Trouble(f"error.{error.code}", **{"path": database} | error.params) from None
    complain(common, "cli.note.done")
    return DONE


def _standard_input() -> str:
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return sys.stdin.read()


def _note_of(arguments: list[str]) -> tuple[str, str]:
    """Return the note's text and the citizen it names."""
    words: list[str] = []
    hint = ""
    remaining = iter(arguments)
    for argument in remaining:
        name, equals, value = argument.partition("=")
        if argument == "--":
            words += remaining
        elif name == "--citizen":
            given = value if equals else next(remaining, None)
            if given is None:
                raise WrongUse("no_value", option=name)
            hint = given
        elif argument.startswith("-") and argument != "-":
            raise WrongUse("option", option=name)
        else:
            words.append(argument)
    return " ".join(words), hint

"""Commands of click whose help and complaints come from our catalogue, since click speaks English only."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from broker_tui.cli.arguments import WrongUse
from broker_tui.cli.session import Session
from broker_tui.i18n import Words

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])

_WIDTH: Final = 100


class Worded(click.Command):
    """A command with its help in the user's language: `cli.<name>.help`, `cli.<name>.option.<option>`."""

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return `--help` and `-h`."""
        return [*super().get_help_option_names(ctx), "-h"]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what it does, its options, and the options all commands share."""
        words = words_of(ctx)
        key = f"cli.{self.name}"
        formatter.width = min(formatter.width, _WIDTH)
        pieces = [f"[{words('cli.word.options').upper()}]", *self.collect_usage_pieces(ctx)[1:]]
        formatter.write_usage(ctx.command_path, " ".join(pieces), words("cli.word.usage"))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words(f"{key}.help" if words.has(f"{key}.help") else f"{key}.short"))
        with formatter.section(words("cli.word.options")):
            formatter.write_dl([(_names(param, ctx), _help(words, key, param)) for param in self.get_params(ctx)])
        formatter.write_paragraph()
        # Set as it stands: its columns are aligned in the catalogue.
        formatter.write(words("cli.common") + "\n")


class WordedGroup(click.Group):
    """A command with commands of its own; those are named `<name>_<command>` and worded under that name."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what it does, its commands, and the options all commands share."""
        words = words_of(ctx)
        formatter.width = min(formatter.width, _WIDTH)
        formatter.write_usage(ctx.command_path, words("cli.word.command").upper(), words("cli.word.usage"))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words(f"cli.{self.name}.help"))
        with formatter.section(words("cli.word.commands")):
            formatter.write_dl([(name, words(f"cli.{self.name}_{name}.short")) for name in self.commands])
        formatter.write_paragraph()
        formatter.write(words("cli.common") + "\n")

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return `--help` and `-h`."""
        return [*super().get_help_option_names(ctx), "-h"]

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands in the order they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant.

        Raises:
            WrongUse: there is none of that name.
        """
        if args and args[0] not in self.commands:
            wrong = "option" if args[0].startswith("-") else "command"
            raise WrongUse(wrong, option=args[0], name=args[0], commands=tuple(self.commands))
        return super().resolve_command(ctx, args)


def words_of(ctx: click.Context) -> Words:
    """Return the words of the running session."""
    session = ctx.find_object(Session)
    if session is None:
        raise LookupError("commands run in a session")
    return session.words


def json_option(function: AnyFunction) -> AnyFunction:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True)(function)


def refusal(error: click.UsageError) -> WrongUse:
    """Return what click complains of, in our own words."""
    if isinstance(error, click.NoSuchOption):
        return WrongUse("option", option=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return WrongUse("no_value", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return WrongUse("missing", name=_spelled(error.param))
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param is not None else None
        if isinstance(kind, click.Choice):
            return WrongUse("choice", option=_spelled(error.param), choices=tuple(map(str, kind.choices)))
        return WrongUse("value", option=_spelled(error.param))
    return WrongUse("extra")


def _spelled(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))


def _names(param: click.Parameter, ctx: click.Context) -> str:
    if isinstance(param, click.Option):
        value = "" if param.is_flag else f" {param.make_metavar(ctx)}"
        return ", ".join([*param.opts, *param.secondary_opts]) + value
    return param.make_metavar(ctx)


def _help(words: Words, key: str, param: click.Parameter) -> str:
    name = "help" if "--help" in param.opts else param.name
    own = f"{key}.option.{name}"
    return words(own if words.has(own) else f"cli.option.{name}")

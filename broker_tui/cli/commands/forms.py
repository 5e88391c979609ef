"""form: the two forms of step-up without the screen, and municipalities' own forms (R182-R184)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broker_tui.cli.arguments import DONE, FINDINGS, Trouble, WrongUse
from broker_tui.cli.forms import (
    form_document,
    shortcoming_document,
    shortcoming_line,
    version_document,
    write_form,
    write_version,
)
from broker_tui.cli.output import say, write, write_json
from broker_tui.cli.saving import write_text
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, WordedGroup, json_option
from broker_tui.domain.codes_step_up import DocumentKind, FormKind

if TYPE_CHECKING:
    from broker_tui.casework.document_content import Source
    from broker_tui.casework.own_forms import CheckedForm
    from broker_tui.domain.step_up import FormVersion

_KINDS = tuple(form.value for form in FormKind)

output_option = click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
force_option = click.option("--force", is_flag=True)


@click.group("form", cls=WordedGroup, no_args_is_help=False, invoke_without_command=True)
@click.pass_context
def form_command(ctx: click.Context) -> None:
    """Show, check and export forms."""
    if ctx.invoked_subcommand is None:
        raise WrongUse("missing", name="|".join(form_command.commands))


@click.command("form_show", cls=Worded)
@click.argument("what", metavar="FORM")
@click.option("--citizen", metavar="C")
@click.option("--version", "number", type=click.IntRange(min=1), metavar="N")
@click.option("--in-use", is_flag=True)
@json_option
@click.pass_obj
def form_show(
    session: Session, what: str, *, citizen: str | None, number: int | None, in_use: bool, as_json: bool
) -> int:
    """Print what a form asks, or what stands in one of its versions."""
    if citizen is not None:
        return _show_version(session, _kind(what), citizen, number, as_json=as_json)
    if number is not None:
        raise WrongUse("version_of_whom")
    from broker_tui.casework.own_forms import active_form, spec_of, standard_spec

    given = None if what in _KINDS else _checked(Path(what))
    form = FormKind(what) if given is None else given.variant.form if given.variant is not None else None
    active = active_form(session.desk, form) if in_use and form is not None and given is None else None
    variant = given.variant if given is not None else active.variant if active is not None else None
    if form is None or (given is not None and given.broken):
        return _write_shortcomings(session, given)
    spec = standard_spec(form) if variant is None else spec_of(variant)
    if as_json:
        write_json(form_document(session.words, form, spec, variant))
    else:
        write_form(session.words, form, spec, variant)
    return DONE


@click.command("form_check", cls=Worded)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def form_check(session: Session, file: Path, *, as_json: bool) -> int:
    """Check that a form of one's own holds the same information as ours."""
    given = _checked(file)
    if as_json:
        write_json(
            {
                "form": given.variant.form.value if given.variant is not None else None,
                "usable": given.usable,
                "findings": [shortcoming_document(session.words, given, one) for one in given.shortcomings],
            }
        )
        return DONE if not given.shortcomings else FINDINGS
    return _write_shortcomings(session, given)


@click.command("form_export", cls=Worded)
@click.argument("what", metavar="FORM", type=click.Choice(_KINDS))
@click.option("--citizen", metavar="C")
@click.option("--version", "number", type=click.IntRange(min=1), metavar="N")
@output_option
@force_option
@click.pass_obj
def form_export(
    session: Session, what: str, *, citizen: str | None, number: int | None, output: Path | None, force: bool
) -> None:
    """Write our form as TOML to begin one's own from, or what a citizen's version holds as JSON."""
    form, words = FormKind(what), session.words
    if citizen is None:
        if number is not None:
            raise WrongUse("version_of_whom")
        from broker_tui.casework.own_forms import standard_spec
        from broker_tui.exchange.form_template import form_template

        write_text(form_template(form, standard_spec(form), words), output, session.common, replace=force)
        return
    from broker_tui.cli.forms import values_text

    source, version = _version(session, form, citizen, number)
    session.seen("form_exported", source.citizen_id, form=form.value, version=version.number)
    write_text(values_text(version), output, session.common, replace=force)
    if output is not None:
        say(words("cli.export.plain"))


@click.command("form_activate", cls=Worded)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--star-informed", metavar="DATE")
@click.pass_obj
def form_activate(session: Session, file: Path, star_informed: str | None) -> int:
    """Take a form of one's own into use."""
    from broker_tui.casework.own_forms import activate_form
    from broker_tui.casework.own_forms import star_informed_on as told_on

    given = _checked(file)
    if not given.usable or given.variant is None:
        return _write_shortcomings(session, given)
    on = None if star_informed is None else session.day("--star-informed", star_informed)
    if on is None and told_on(session.desk, given.variant.form) is None:
        raise WrongUse("star_informed")
    active = activate_form(session.desk, given, on)
    for one in given.shortcomings:
        say(shortcoming_line(session.words, given, one))
    words = session.words
    write(words("own_form.screen.activated", name=active.variant.name))
    write(words("own_form.screen.informed", on=active.star_informed_on))
    return FINDINGS if given.shortcomings else DONE


@click.command("form_reset", cls=Worded)
@click.argument("what", metavar="FORM", type=click.Choice(_KINDS))
@click.pass_obj
def form_reset(session: Session, what: str) -> None:
    """Take our own form into use again."""
    from broker_tui.casework.own_forms import reset_form

    was = reset_form(session.desk, FormKind(what))
    write(session.words("own_form.screen.was_reset" if was else "own_form.screen.none"))


for _command in (form_show, form_check, form_export, form_activate, form_reset):
    form_command.add_command(_command, str(_command.name).removeprefix("form_"))


def _kind(what: str) -> FormKind:
    if what not in _KINDS:
        raise WrongUse("choice", option="FORM", choices=_KINDS)
    return FormKind(what)


def _checked(path: Path) -> "CheckedForm":
    from broker_tui.casework.own_forms import check_form

    try:
        return check_form(path)
    except (OSError, ValueError):
        raise Trouble("cli.trouble.form_file", path=path) from None


def _write_shortcomings(session: Session, given: "CheckedForm | None") -> int:
    """Write what is wrong with a form, one thing a line, and return the exit code."""
    if given is None:
        return DONE
    words = session.words
    for one in given.shortcomings:
        write(shortcoming_line(words, given, one))
    stopping = sum(one.stops for one in given.shortcomings)
    if stopping:
        write(words("own_form.screen.lacks", n=stopping))
    elif given.variant is not None:
        write(words("own_form.screen.covers", n=len(given.variant.own)))
    return FINDINGS if given.shortcomings else DONE


def _version(session: Session, form: FormKind, citizen: str, number: int | None) -> "tuple[Source, FormVersion]":
    from broker_tui.casework.document_content import source_of, version_of

    source = source_of(session.desk, session.citizen(citizen)[0])
    return source, version_of(source, DocumentKind(form.value), None, number)


def _show_version(session: Session, form: FormKind, citizen: str, number: int | None, *, as_json: bool) -> int:
    from broker_tui.casework.own_forms import definition, spec_of_version

    source, version = _version(session, form, citizen, number)
    session.seen("citizen_viewed", source.citizen_id)
    if as_json:
        write_json(version_document(source, version))
        return DONE
    own = definition(session.desk, version.variant) if version.variant else None
    write_version(session.words, source, version, spec_of_version(session.desk, version), own)
    return DONE

"""init, backup, restore and schema: what keeps the database, and what others build on."""

from pathlib import Path

import click

from broker_tui.cli.arguments import FINDINGS, Trouble, WrongUse
from broker_tui.cli.output import say, write, write_json
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option
from broker_tui.domain.codes_step_up import FormKind

SCHEMAS = ("case", *(form.value for form in FormKind))
"""What `schema` can describe."""


@click.command("init", cls=Worded)
@click.option("--name", metavar="NAME", default="")
@click.pass_obj
def init_command(session: Session, name: str) -> None:
    """Make a database and print its recovery code."""
    from broker_tui.casework.opening import create_desk
    from broker_tui.cli.secrets import new_passphrase

    common, words = session.common, session.words
    database = common.database
    if database.exists():
        raise Trouble("error.exists", path=database)
    desk, code = create_desk(database, new_passphrase(common, words), name, common.day)
    desk.store.close()
    say(words("cli.init.done", path=database))
    say(words("cli.init.recovery"))
    write(code)


@click.command("backup", cls=Worded)
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(session: Session, folder: Path | None) -> None:
    """Copy the database, verified, with its keys."""
    from broker_tui.store.backup import back_up, thin

    store = session.desk.store
    path = back_up(store, folder=folder)
    if folder is None:
        thin(store.path, session.common.day)
    say(session.words("cli.backup.done"))
    write(str(path))


@click.command("restore", cls=Worded)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(session: Session, file: Path) -> None:
    """Put a backup in the place of the database; what was there is kept beside it."""
    from broker_tui.cli.secrets import passphrase
    from broker_tui.store.backup import restore

    aside = restore(session.common.database, file, passphrase(session.common, session.words))
    say(session.words("cli.restore.done", path=session.common.database))
    if aside is not None:
        say(session.words("cli.restore.aside", path=aside))


@click.command("schema", cls=Worded)
@click.argument("name", metavar="NAME")
@click.pass_obj
def schema_command(session: Session, name: str) -> None:
    """Print the JSON Schema of the case file or of a form of step-up."""
    if name not in SCHEMAS:
        raise WrongUse("schema", name=name, known=SCHEMAS)
    if name == SCHEMAS[0]:
        from broker_tui.casework.casefile import schema

        write_json(schema())
        return
    from broker_tui.casework.form_schema import form_schema

    write_json(form_schema(FormKind(name), session.words))


@click.command("doctor", cls=Worded)
@json_option
@click.pass_obj
def doctor_command(session: Session, *, as_json: bool) -> int:
    """Look at terminal, settings, data and database, and say what is wrong."""
    from broker_tui.cli.doctor import examine

    findings = list(examine(session))
    if as_json:
        write_json(
            {
                "checks": [
                    {"code": one.code, "ok": one.ok, "text": one.text, "details": list(one.details)} for one in findings
                ],
                "ok": all(one.ok for one in findings),
            }
        )
    else:
        for one in findings:
            write(f"{session.words('cli.doctor.ok' if one.ok else 'cli.doctor.wrong')}  {one.text}")
            for detail in one.details:
                write(f"      {detail}")
    return 0 if all(one.ok for one in findings) else FINDINGS
